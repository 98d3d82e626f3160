//! The database as a class of failure, in each of its forms.

use super::classes::{Causes, Layout, Rates, repairable, sources};
use super::{DatabasePair, DatabaseSingle, FailureClass, Outage, OutageLaw, Repairable, Role};
use crate::engine::scenario::DatabaseForm;
use crate::engine::uncertainty::Law;

/// The row of an instance's own failures.
const OWN: &str = "database_primary";
/// The row of failovers that do not work.
const FAILED_FAILOVER: &str = "failover_failure_probability";

/// The outages of the database, in its zones.
///
/// A lost zone takes its instance with it, so its rate adds to the instance's own;
/// a pod also goes with its node.
/// Source: docs/model.md, "Database".
pub(super) fn database_class(layout: &Layout, rates: Rates<'_>) -> FailureClass {
    let zone = layout.causes.zone;
    let (outage, laws, basis, sources) = match layout.database {
        DatabaseForm::Pair => pair(layout, rates),
        DatabaseForm::Single => {
            let outage = DatabaseSingle(together(&[OWN, zone].map(|row| Stream::of(row, rates)))).solve();
            let laws =
                vec![OutageLaw { per_year: outage.per_year(), minutes: rates.minutes(OWN), switched: false }];
            (outage, laws, "exact; one instance, no standby".to_owned(), sources(&[OWN, zone]))
        }
        DatabaseForm::Pod => pod(layout, rates),
    };
    FailureClass {
        name: "database",
        title: "Database, in its zones",
        role: Role::Hard,
        infrastructure: true,
        outage,
        laws,
        basis,
        sources,
    }
}

/// Events in a year, and how long each lasts.
struct Stream {
    per_year: f64,
    mean_hours: f64,
    minutes: Law,
}

impl Stream {
    fn of(row: &str, rates: Rates<'_>) -> Self {
        Self { per_year: rates.rate(row), mean_hours: rates.repair_mean(row), minutes: rates.minutes(row) }
    }
}

/// A part that fails whenever one of these happens, and is back after their mean time,
/// weighted by rate.
fn together(streams: &[Stream]) -> Repairable {
    let per_year: f64 = streams.iter().map(|stream| stream.per_year).sum();
    let hours: f64 = streams.iter().map(|stream| stream.per_year * stream.mean_hours).sum();
    repairable(per_year, if per_year > 0.0 { hours / per_year } else { 0.0 })
}

type Solved = (Outage, Vec<OutageLaw>, String, Vec<String>);

fn pair(layout: &Layout, rates: Rates<'_>) -> Solved {
    let failed = rates.rate(FAILED_FAILOVER).min(1.0);
    let (low, high) = layout.failover_seconds;
    let outage = DatabasePair {
        instance: together(&[OWN, layout.causes.zone].map(|row| Stream::of(row, rates))),
        failover_hours: (low + high) / 2.0 / 3600.0,
        success: 1.0 - failed,
        manual_hours: rates.repair_mean(FAILED_FAILOVER),
        both_down_hours: rates.repair_mean(OWN),
    }
    .solve();
    let works = Law::Uniform { low: low / 60.0, high: high / 60.0 };
    let laws = vec![
        OutageLaw { per_year: outage.per_year() * (1.0 - failed), minutes: works, switched: false },
        OutageLaw {
            per_year: outage.per_year() * failed,
            minutes: rates.minutes(FAILED_FAILOVER),
            switched: false,
        },
    ];
    let basis = format!(
        "exact; primary and standby in two zones, failover {low} to {high} s, {} % of failovers fail",
        failed * 100.0
    );
    let mut used = sources(&[OWN, layout.causes.zone, FAILED_FAILOVER]);
    used.push(layout.failover_source.clone());
    (outage, laws, basis, used)
}

/// One pod with a zonal volume: it fails on its own, with its node and with its zone,
/// and each of these outages has a length of its own. Another node of the zone takes it
/// over; where there is none, it waits for its node.
fn pod(layout: &Layout, rates: Rates<'_>) -> Solved {
    let Causes { node, zone, .. } = layout.causes;
    let mut used = sources(&[OWN, node, zone]);
    let mut lost_node = Stream::of(node, rates);
    let mut waits = "its node, as its zone has no other".to_owned();
    if let Some(((low, high), source)) = &layout.pod_moves_seconds {
        lost_node.minutes = Law::Uniform { low: low / 60.0, high: high / 60.0 };
        lost_node.mean_hours = (low + high) / 2.0 / 3600.0;
        used.push(source.clone());
        waits = format!("its node, for {low} to {high} s until it runs on another");
    }
    let streams = [Stream::of(OWN, rates), lost_node, Stream::of(zone, rates)];
    let part = together(&streams);
    let outage = DatabaseSingle(part).solve();
    let laws = streams.iter().map(|stream| OutageLaw {
        per_year: stream.per_year * part.up(),
        minutes: stream.minutes,
        switched: false,
    });
    let basis =
        format!("exact; one pod, no standby: it is down with itself, with {waits}, and with its zone");
    (outage, laws.collect(), basis, used)
}
