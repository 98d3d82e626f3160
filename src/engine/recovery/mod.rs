//! What happens after each failure: who acts, and how long until it is over.

mod mixture;

pub use mixture::{Minutes, Mixture};

use crate::engine::availability::Causes;
use crate::engine::backup::Lost;
use crate::engine::scenario::{DatabaseForm, Figures};
use crate::engine::uncertainty::{Law, Steps};

/// One failure of this layout and its recovery.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// Short name.
    pub id: &'static str,
    /// The failure, in words.
    pub failure: &'static str,
    /// Such failures in a year, whether they stop the platform or not.
    pub per_year: f64,
    /// Whether the platform recovers by itself.
    pub automatic: bool,
    /// Who acts.
    pub who_acts: &'static str,
    /// Minutes until service is restored; absent where it is not modelled yet, and where a
    /// restore decides, whose law is a sum of its own.
    pub rto_minutes: Option<Law>,
    /// The same where several steps follow one another; goes before `rto_minutes`.
    pub rto_steps: Option<Steps>,
    /// Whether it lasts as long as a restore from copies.
    pub by_restore: bool,
    /// The repair hours of the row that a restore stands in for, as minutes.
    pub row_minutes: Option<Law>,
    /// The odds that what brings the service back works; absent where it is not in doubt.
    pub p_succeeds: Option<f64>,
    /// What is lost of the database.
    pub lost: Lost,
    /// How the figures come about.
    pub basis: String,
}

impl Recovery {
    /// Minutes until service is restored that are not exceeded with probability `p`; `None`
    /// where a restore decides, whose law is a sum of its own.
    pub fn rto_quantile(&self, p: f64) -> Option<f64> {
        match (&self.rto_steps, self.rto_minutes) {
            (Some(steps), _) => Some(steps.quantile(p)),
            (None, Some(law)) => Some(law.quantile(p)),
            (None, None) => None,
        }
    }

    /// Probability that service is restored within so many minutes; `None` where a restore
    /// decides.
    pub fn rto_within(&self, minutes: f64) -> Option<f64> {
        match (&self.rto_steps, self.rto_minutes) {
            (Some(steps), _) => Some(steps.cdf(minutes)),
            (None, Some(law)) => Some(law.cdf(minutes)),
            (None, None) => None,
        }
    }

    /// Mean minutes until service is restored; where a restore decides those of the row that it
    /// stands in for.
    pub fn rto_mean(&self) -> Option<f64> {
        match (&self.rto_steps, self.rto_minutes.or(self.row_minutes)) {
            (Some(steps), _) => Some(steps.mean()),
            (None, Some(law)) => Some(law.mean()),
            (None, None) => None,
        }
    }

    /// Age of lost data in seconds that is not exceeded with probability `p`; `None` where
    /// all of it is lost, or nobody knows.
    pub fn rpo_quantile(&self, p: f64) -> Option<f64> {
        self.lost.quantile_seconds(p)
    }
}

/// The failover to another site when the region is lost.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionFailover {
    /// Minutes of its steps, one after the other.
    pub steps: Vec<Law>,
    /// Steps in words.
    pub in_words: Vec<String>,
    /// Whether it goes by itself.
    pub is_automatic: bool,
}

/// What a failure costs of the database, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct DatabaseLost {
    /// The loss of the zone that it is in.
    pub zone: (Lost, String),
    /// Deletion or corruption.
    pub deletion: (Lost, String),
    /// The loss of the region or site for good.
    pub region: (Lost, String),
}

/// What recovery needs to know of the layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// What fails below the platform.
    pub causes: Causes,
    /// Nodes over all zones.
    pub nodes: u32,
    /// Zones.
    pub zones: u32,
    /// Zones whose loss stops the platform: pods that do not fit, no quorum left, or the
    /// database's one pod.
    pub zones_that_stop: u32,
    /// What stands behind the database.
    pub database: DatabaseForm,
    /// What copies bring back of the database.
    pub database_lost: DatabaseLost,
    /// The odds that a restore works; absent where there is nothing to restore from.
    pub p_restore_works: Option<f64>,
    /// Seconds of a database failover, least and most.
    pub failover_seconds: (f64, f64),
    /// Seconds until the pods of a lost node run elsewhere, least and most.
    pub reschedule_seconds: (f64, f64),
    /// The failover to another site; none where there is no other.
    pub failover: Option<RegionFailover>,
    /// Whether new nodes must start before the pods of a lost zone run elsewhere.
    pub starts_nodes: bool,
}

/// The failures of a layout and their recovery.
///
/// Times of failures that need people are the PERT of the repair hours of their row, which
/// hold the time until they are found; of corruption they are those of a restore.
/// Source: docs/model.md, "Recovery".
pub fn recoveries(layout: &Layout, figures: Figures<'_>) -> Vec<Recovery> {
    let rate = |class: &str| figures.rate(class).map_or(0.0, |figure| figure.likely());
    let repair = |class: &str| figures.repair_hours(class).map(|figure| Law::of(figure.value.times(60.0)));
    let seconds = |(low, high): (f64, f64)| Law::Uniform { low: low / 60.0, high: high / 60.0 };
    let pod = layout.database == DatabaseForm::Pod;
    let slower = if pod || layout.reschedule_seconds.1 > layout.failover_seconds.1 {
        layout.reschedule_seconds
    } else {
        layout.failover_seconds
    };
    let start = figures.assumption("node.start_minutes").filter(|_| layout.starts_nodes);
    let shortage = figures.assumption("node.capacity_shortage").filter(|_| layout.starts_nodes);
    let (zone_back, starts) = match (start, shortage) {
        (Some(start), Some(shortage)) => (
            (slower.0 + start.value.low() * 60.0, slower.1 + start.value.high() * 60.0),
            format!(
                "; new nodes start first (node.start_minutes), and with a chance of {} % none is to be had \
                 (node.capacity_shortage) and it lasts until the zone is back",
                shortage.likely() * 100.0
            ),
        ),
        _ => (slower, String::new()),
    };
    let changes = figures.plan().team.changes_per_year.likely();
    // Which zone an instance without a standby is in is not known: it may be the lost one.
    let zones_that_stop = match layout.database {
        DatabaseForm::Pair | DatabaseForm::Pod => layout.zones_that_stop,
        DatabaseForm::Single => layout.zones,
    };
    let lost_region = match layout.causes.region_event {
        Some(_) => "The region is lost",
        None => "The site is lost",
    };
    let manual = |id, failure, class: &str, per_year: f64| Recovery {
        id,
        failure,
        per_year,
        automatic: false,
        who_acts: "engineer",
        rto_minutes: repair(class),
        rto_steps: None,
        by_restore: false,
        row_minutes: None,
        p_succeeds: None,
        lost: Lost::Unknown,
        basis: format!("repair hours of {class}"),
    };
    let mut recoveries = vec![Recovery {
        id: "node",
        failure: "A node is lost",
        per_year: rate(layout.causes.node) * f64::from(layout.nodes),
        automatic: true,
        who_acts: "Kubernetes",
        rto_minutes: Some(seconds(layout.reschedule_seconds)),
        rto_steps: None,
        by_restore: false,
        row_minutes: None,
        p_succeeds: None,
        lost: Lost::Nothing,
        basis: "pods that run once are created again elsewhere; others go on".to_owned(),
    }];
    if zones_that_stop < layout.zones {
        recoveries.push(Recovery {
            id: "zone",
            failure: if zones_that_stop == 0 {
                "A zone is lost"
            } else {
                "A zone is lost that can be spared"
            },
            per_year: rate(layout.causes.zone) * f64::from(layout.zones - zones_that_stop),
            automatic: true,
            who_acts: if pod { "Kubernetes" } else { "Kubernetes and the database service" },
            rto_minutes: Some(seconds(zone_back)),
            rto_steps: None,
            by_restore: false,
            row_minutes: None,
            p_succeeds: None,
            lost: Lost::Nothing,
            basis: if pod {
                format!("pods created again elsewhere; the database's pod is in another zone{starts}")
            } else {
                format!("the slower of database failover and pods created again; synchronous standby{starts}")
            },
        });
    }
    if zones_that_stop > 0 {
        recoveries.push(Recovery {
            id: "zone-stop",
            failure: if zones_that_stop == layout.zones {
                "A zone is lost"
            } else if pod {
                "A zone is lost that stops database or chain"
            } else {
                "A zone is lost that stops the chain"
            },
            per_year: rate(layout.causes.zone) * f64::from(zones_that_stop),
            automatic: false,
            who_acts: "engineer",
            rto_minutes: repair(layout.causes.zone),
            rto_steps: None,
            by_restore: false,
            row_minutes: None,
            p_succeeds: None,
            lost: match layout.database {
                DatabaseForm::Pair => Lost::Nothing,
                DatabaseForm::Single => Lost::Unknown,
                DatabaseForm::Pod => layout.database_lost.zone.0,
            },
            basis: if pod {
                "until the zone is back; if the volume is lost with it, the last backup comes back".to_owned()
            } else {
                "the layout does not carry the loss: until the zone is back".to_owned()
            },
        });
    }
    let region = layout.causes.region;
    recoveries.extend([
        database(layout, figures),
        lost_for_good(layout, manual("region", lost_region, region, rate(region))),
        manual("change", "A change breaks the platform", "bad_change", rate("bad_change") * changes),
        manual("human", "A person makes a grave mistake", "human_error_major", rate("human_error_major")),
    ]);
    const CORRUPTION: &str = "data_corruption_or_deletion";
    let corruption = manual("corruption", "Data is corrupted or deleted", CORRUPTION, rate(CORRUPTION));
    recoveries.push(corrupted(corruption, layout));
    recoveries
}

/// The loss of the whole region: until it is back, or until another site has taken over.
fn lost_for_good(layout: &Layout, until_back: Recovery) -> Recovery {
    let (lost, why) = &layout.database_lost.region;
    let Some(failover) = &layout.failover else {
        let basis = format!("{}: data are back with it; if it stays away: {why}", until_back.basis);
        return Recovery { lost: *lost, basis, ..until_back };
    };
    Recovery {
        automatic: failover.is_automatic,
        who_acts: if failover.is_automatic { "GSLB and operators" } else { "engineer" },
        rto_minutes: None,
        rto_steps: Some(Steps::of(&failover.steps)),
        lost: *lost,
        basis: format!("failover to the other site: {}; data: {why}", failover.in_words.join(", ")),
        ..until_back
    }
}

/// Corruption lasts as long as a restore where there is something to restore from.
fn corrupted(by_row: Recovery, layout: &Layout) -> Recovery {
    let (lost, why) = &layout.database_lost.deletion;
    if layout.p_restore_works.is_none() {
        return Recovery { lost: *lost, basis: format!("{}: {why}", by_row.basis), ..by_row };
    }
    Recovery {
        lost: *lost,
        by_restore: true,
        row_minutes: by_row.rto_minutes,
        rto_minutes: None,
        p_succeeds: layout.p_restore_works,
        basis: format!("a restore, in place of the {}; data: {why}", by_row.basis),
        ..by_row
    }
}

/// The loss of the instance that writes.
fn database(layout: &Layout, figures: Figures<'_>) -> Recovery {
    const ROW: &str = "database_primary";
    let (low, high) = layout.failover_seconds;
    let until_back = || figures.repair_hours(ROW).map(|figure| Law::of(figure.value.times(60.0)));
    let (failure, who_acts, rto_minutes, lost, basis) = match layout.database {
        DatabaseForm::Pair => (
            "The database's primary is lost",
            "the database service",
            Some(Law::Uniform { low: low / 60.0, high: high / 60.0 }),
            Lost::Nothing,
            "failover to the synchronous standby",
        ),
        DatabaseForm::Single => (
            "The database's primary is lost",
            "engineer",
            until_back(),
            Lost::Unknown,
            "no standby: until the instance is back",
        ),
        DatabaseForm::Pod => (
            "The database's one pod is lost",
            "Kubernetes",
            until_back(),
            Lost::Nothing,
            "no standby: until the pod is back, with the volume that it had",
        ),
    };
    Recovery {
        id: "database",
        failure,
        per_year: figures.rate(ROW).map_or(0.0, |figure| figure.likely()),
        automatic: layout.database != DatabaseForm::Single,
        who_acts,
        rto_minutes,
        rto_steps: None,
        by_restore: false,
        row_minutes: None,
        p_succeeds: None,
        lost,
        basis: basis.to_owned(),
    }
}
