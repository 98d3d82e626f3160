//! What ends a failure in a layout, how long that takes and who does it; the row has the base
//! case.

use super::data::{why_lost, zones_as};
use super::rates::chain_minutes;
use super::{Layout, Phase, RegionFailover, Restored, Timeline};
use crate::engine::backup::Loss;
use crate::engine::catalogue::{FailureMode, ModeId, Remedy};
use crate::engine::scenario::{DatabaseForm, Figures};
use crate::engine::uncertainty::Law;

/// The engineer of the team, as rows and reports write it.
const ENGINEER: &str = "engineer";
/// The provider, as rows write it.
const PROVIDER: &str = "provider";

/// How a failure ends.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    pub(super) timeline: Timeline,
    pub(super) automatic: bool,
    pub(super) who_acts: String,
    pub(super) row_minutes: Option<Law>,
    pub(super) p_succeeds: Option<f64>,
    pub(super) basis: String,
}

impl Ending {
    /// Whether the team mends it.
    pub(super) fn is_by_team(&self) -> bool {
        self.who_acts == ENGINEER
    }
}

/// What an ending is made from.
pub(super) struct Case<'a> {
    pub(super) mode: &'a FailureMode,
    /// Its row of `failure_rates.csv`.
    pub(super) row: &'a str,
    /// Whether the layout bears it: zones that can be spared, nodes that are left.
    pub(super) is_carried: bool,
    pub(super) layout: &'a Layout<'a>,
    pub(super) figures: Figures<'a>,
}

impl Case<'_> {
    fn repair(&self) -> Option<Law> {
        self.figures.repair_hours(self.row).map(|figure| Law::of(figure.value.times(60.0)))
    }

    /// Ends by these minutes after what the row says of detection, team and decision.
    fn after(&self, action: Vec<Law>, automatic: bool, who_acts: &str, basis: String) -> Ending {
        let law = |estimate: Option<_>| estimate.map(Law::of).into_iter().collect();
        let waits = self.mode.waits_for_team || self.is_left_to_team();
        Ending {
            timeline: Timeline {
                detection: law(self.mode.detection_minutes),
                waits: if waits { self.layout.attendance.absences() } else { Vec::new() },
                decision: law(self.mode.decision_minutes),
                action,
                ..Timeline::default()
            },
            automatic,
            who_acts: who_acts.to_owned(),
            row_minutes: None,
            p_succeeds: None,
            basis,
        }
    }

    /// Whether the team must come to what a provider would mend elsewhere.
    fn is_left_to_team(&self) -> bool {
        let own_control_plane = self.mode.id == ModeId::ControlPlane && self.layout.own_control_plane;
        let own_service = matches!(self.mode.id, ModeId::ObjectStorage | ModeId::ProviderWide);
        own_control_plane
            || (self.layout.on_premises && (own_service || self.mode.id == ModeId::ControlPlane))
    }

    /// Lasts as long as the repair hours of its row.
    fn by_row(&self, automatic: bool, who_acts: &str, why: &str) -> Ending {
        let row = self.row;
        let basis = if why.is_empty() {
            format!("repair hours of {row}")
        } else {
            format!("{why}: repair hours of {row}")
        };
        self.after(self.repair().into_iter().collect(), automatic, who_acts, basis)
    }

    /// Who mends what the row leaves to the provider.
    fn mender(&self) -> &str {
        let is_ours = self.is_left_to_team()
            || (self.layout.on_premises
                && matches!(self.mode.id, ModeId::Zone | ModeId::SeveralZones | ModeId::Region));
        if is_ours { ENGINEER } else { &self.mode.who_acts }
    }

    pub(super) fn ending(&self) -> Ending {
        let who = self.mode.who_acts.as_str();
        match self.mode.action {
            Remedy::Reschedule if self.is_carried => self.after(
                vec![uniform(self.layout.reschedule_seconds)],
                true,
                who,
                "pods are created again elsewhere in the usual seconds of Kubernetes; others go on"
                    .to_owned(),
            ),
            Remedy::Reschedule => {
                self.by_row(false, PROVIDER, "too few nodes or validators are left: until they are back")
            }
            Remedy::Failover => match self.mode.id {
                ModeId::Zone => self.zone(),
                ModeId::Cache => self.cache(),
                _ => self.database(),
            },
            Remedy::Restart if self.mode.id == ModeId::ChainQuorum => self.chain(),
            Remedy::Restart => self.by_row(true, who, "it starts again"),
            Remedy::RepairRow => self.by_row(false, self.mender(), ""),
            Remedy::Restore if self.mode.id == ModeId::Volume => self.volume(),
            Remedy::Restore => self.corruption(),
            Remedy::RegionFailover => self.region(),
            Remedy::None => self.nothing("nothing is needed"),
        }
    }

    fn nothing(&self, why: &str) -> Ending {
        Ending {
            timeline: Timeline::acts(Some(Law::Constant(0.0))),
            automatic: true,
            who_acts: "nobody".to_owned(),
            row_minutes: None,
            p_succeeds: None,
            basis: why.to_owned(),
        }
    }

    /// Too few validators: blocks go on with the first of those that come back.
    fn chain(&self) -> Ending {
        let who = self.mode.who_acts.as_str();
        let Some(mean) = chain_minutes(self.layout, self.figures) else {
            return self.by_row(true, who, "it starts again");
        };
        let basis =
            "the outage ends with the first repair: exponential, its mean unavailability ÷ frequency \
                     of the exact solution"
                .to_owned();
        self.after(vec![Law::Exponential { mean }], true, who, basis)
    }

    /// The loss of a zone.
    fn zone(&self) -> Ending {
        let layout = self.layout;
        let pod = layout.database == DatabaseForm::Pod;
        if !self.is_carried {
            let who = if layout.on_premises { ENGINEER } else { PROVIDER };
            let why = if pod {
                "until the zone is back; if the volume is lost with it, the last backup comes back"
            } else {
                "the layout does not carry the loss: until the zone is back"
            };
            return self.by_row(false, who, why);
        }
        let slower = if pod || layout.reschedule_seconds.1 > layout.failover_seconds.1 {
            layout.reschedule_seconds
        } else {
            layout.failover_seconds
        };
        let (seconds, starts) = self.with_starts(slower);
        let (who, basis) = if pod {
            (
                "Kubernetes",
                format!("pods created again elsewhere; the database's pod is in another zone{starts}"),
            )
        } else {
            (
                self.mode.who_acts.as_str(),
                format!(
                    "the slower of database failover and pods created again; synchronous standby{starts}"
                ),
            )
        };
        self.after(vec![uniform(seconds)], true, who, basis)
    }

    /// The seconds after which pods run elsewhere, where new nodes may have to start first.
    fn with_starts(&self, (low, high): (f64, f64)) -> ((f64, f64), String) {
        let figure = |id| self.figures.assumption(id).filter(|_| self.layout.starts_nodes);
        let (Some(start), Some(shortage)) = (figure("node.start_minutes"), figure("node.capacity_shortage"))
        else {
            return ((low, high), String::new());
        };
        let seconds = (low + start.value.low() * 60.0, high + start.value.high() * 60.0);
        let words = format!(
            "; new nodes start first (node.start_minutes), and with a chance of {} % none is to be had \
             (node.capacity_shortage) and it lasts until the zone is back",
            shortage.likely() * 100.0
        );
        (seconds, words)
    }

    /// The loss of the instance that writes.
    fn database(&self) -> Ending {
        match self.layout.database {
            DatabaseForm::Pair => self.after(
                vec![uniform(self.layout.failover_seconds)],
                true,
                &self.mode.who_acts,
                "failover to the synchronous standby in its usual seconds; those that fail are a row of their own"
                    .to_owned(),
            ),
            DatabaseForm::Single => {
                self.by_row(false, &self.mode.who_acts, "no standby, until the instance is back")
            }
            DatabaseForm::Pod => {
                self.by_row(true, "Kubernetes", "no standby, until the pod is back with the volume that it had")
            }
        }
    }

    fn cache(&self) -> Ending {
        let in_cluster = self.layout.on_premises || self.layout.database == DatabaseForm::Pod;
        let who = if in_cluster { "Kubernetes" } else { self.mode.who_acts.as_str() };
        let why =
            if self.layout.cache_nodes > 1 { "a replica takes over" } else { "no replica, until it is back" };
        self.by_row(true, who, why)
    }

    fn volume(&self) -> Ending {
        if self.layout.on_premises {
            return self.nothing(
                "a disk of the storage cluster; two more copies go on, and Ceph makes the third anew",
            );
        }
        if !self.layout.restores_volumes {
            return self.by_row(false, &self.mode.who_acts, "no copy of volumes");
        }
        let basis = format!(
            "a restore of volumes from copies, as long as that of all of them: at most; where it does not \
             work the repair hours of {}",
            self.row
        );
        self.restored(Restored::Volumes, basis)
    }

    fn corruption(&self) -> Ending {
        let why = why_lost(self.layout, Loss::Deletion);
        if self.layout.p_restore_works.is_none() {
            let ending = self.by_row(false, &self.mode.who_acts, "");
            return Ending { basis: format!("{}: {why}", ending.basis), ..ending };
        }
        let basis =
            format!("a restore; where it does not work the repair hours of {}; data: {why}", self.row);
        self.restored(Restored::Data, basis)
    }

    fn restored(&self, restored: Restored, basis: String) -> Ending {
        let ending = self.after(Vec::new(), false, &self.mode.who_acts, basis);
        let (row, works) = (self.repair(), self.layout.p_restore_works);
        let unrestored = works.map(|works| 1.0 - works).zip(row);
        Ending {
            timeline: Timeline { restored: Some(restored), unrestored, ..ending.timeline },
            row_minutes: row,
            p_succeeds: works,
            ..ending
        }
    }

    /// The loss of the region, or of most of it: until it is back, or until another site has
    /// taken over.
    fn region(&self) -> Ending {
        let why = match self.mode.id {
            ModeId::Region => why_lost(self.layout, Loss::Region),
            _ => why_lost(self.layout, zones_as(self.layout)),
        };
        let Some(failover) = &self.layout.failover else {
            let ending = self.by_row(false, self.mender(), "");
            let basis = format!("{}: data are back with it; if it stays away: {why}", ending.basis);
            return Ending { basis, ..ending };
        };
        Ending {
            timeline: self.failover_timeline(failover),
            automatic: failover.is_automatic,
            who_acts: if failover.is_automatic { "GSLB and operators" } else { ENGINEER }.to_owned(),
            row_minutes: None,
            p_succeeds: None,
            basis: format!("failover to the other site: {}; data: {why}", failover.in_words.join(", ")),
        }
    }

    fn failover_timeline(&self, failover: &RegionFailover) -> Timeline {
        let of = |phase: Phase| {
            failover.steps.iter().filter(|(step, _)| *step == phase).map(|(_, law)| *law).collect()
        };
        Timeline {
            detection: of(Phase::Detection),
            waits: if failover.is_automatic { Vec::new() } else { self.layout.attendance.absences() },
            decision: of(Phase::Decision),
            action: of(Phase::Action),
            ..Timeline::default()
        }
    }
}

/// Seconds as a law of minutes.
fn uniform((low, high): (f64, f64)) -> Law {
    if low < high { Law::Uniform { low: low / 60.0, high: high / 60.0 } } else { Law::Constant(low / 60.0) }
}
