//! Nodes, validators and the database in the zones that they share, as classes of failure.

use super::rates::{SHORTAGE, SPOT, START, repairable};
use super::{FailureClass, Layout, Rates, Role, Stream, sources};
use crate::engine::availability::{
    Consensus, Elsewhere, Entry, InZone, ModelError, Outage, OutageLaw, Repairable, Solved, ZoneDatabase,
    ZonePair, Zoned,
};
use crate::engine::scenario::DatabaseForm;
use crate::engine::uncertainty::Law;

/// The row of an instance's own failures.
pub(super) const OWN: &str = "database_primary";
/// The row of failovers that do not work.
pub(super) const FAILED_FAILOVER: &str = "failover_failure_probability";
/// The row of a cause that nodes share.
const SHARED: &str = "common_cause_beta";
/// More of an outage than its streams explain is an outage of its own from here on.
const UNEXPLAINED: f64 = 1e-9;

/// What shares the zones of a layout, as one model.
pub fn zones_of(layout: &Layout, rates: &Rates) -> Zoned {
    let causes = layout.site.causes();
    let members =
        |zone: usize| layout.quorum.as_ref().and_then(|(members, _)| members.get(zone)).copied().unwrap_or(0);
    let zones: Vec<InZone> = layout
        .nodes_per_zone
        .iter()
        .enumerate()
        .map(|(zone, nodes)| InZone { nodes: *nodes, members: members(zone) })
        .collect();
    let node = (rates.rate(causes.node), rates.mean_hours(causes.node));
    // What nodes share is a class of its own.
    let alone = 1.0 - rates.rate(SHARED).min(1.0);
    Zoned {
        k_nodes: layout.k_nodes,
        min_zones_up: 1,
        node: repairable(node.0 * alone, node.1),
        zone: rates.repairable(causes.zone),
        elsewhere: layout.starts_nodes.then(|| Elsewhere {
            start_hours: rates.mean_assumption(START) / 60.0,
            shortage: rates.assumption(SHORTAGE).min(1.0),
        }),
        consensus: layout.quorum.as_ref().map(|(_, needed)| Consensus {
            needed: *needed,
            member: together(&[
                rates.stream("validator_fault"),
                Stream {
                    per_year: rates.rate(causes.node) * layout.alone_on_a_node(),
                    minutes: rates.minutes(causes.node),
                },
            ]),
        }),
        database: database(layout, rates, &zones),
        zones,
    }
}

/// A part that fails whenever one of these happens, and is back after their mean time,
/// weighted by rate.
pub(super) fn together(streams: &[Stream]) -> Repairable {
    let per_year: f64 = streams.iter().map(|stream| stream.per_year).sum();
    let minutes: f64 = streams.iter().map(|stream| stream.per_year * stream.minutes.mean()).sum();
    repairable(per_year, if per_year > 0.0 { minutes / per_year / 60.0 } else { 0.0 })
}

fn database(layout: &Layout, rates: &Rates, zones: &[InZone]) -> ZoneDatabase {
    let own = rates.stream(OWN);
    let one = |zone: usize, instance: Repairable| ZoneDatabase::One { zone, instance };
    match layout.database {
        DatabaseForm::Single => one(0, together(&[own])),
        DatabaseForm::Pod => {
            one(layout.database_zone.unwrap_or(0), together(&[own, lost_node(layout, rates)]))
        }
        DatabaseForm::Pair if zones.len() < 2 => pair([0, 0], layout, rates),
        DatabaseForm::Pair => pair(alike(zones), layout, rates),
    }
}

/// Two zones with the same in them, the first two where no two are alike.
fn alike(zones: &[InZone]) -> [usize; 2] {
    let pairs = (0..zones.len()).flat_map(|a| (a + 1..zones.len()).map(move |b| [a, b]));
    pairs.into_iter().find(|[a, b]| zones[*a] == zones[*b]).unwrap_or([0, 1])
}

fn pair(zones: [usize; 2], layout: &Layout, rates: &Rates) -> ZoneDatabase {
    let (low, high) = layout.failover_seconds;
    ZoneDatabase::Pair(ZonePair {
        zones,
        instance: together(&[rates.stream(OWN)]),
        failover_hours: (low + high) / 2.0 / 3600.0,
        success: 1.0 - rates.rate(FAILED_FAILOVER).min(1.0),
        manual_hours: minutes_of(&by_hand(layout, rates, 1.0)) / 60.0,
    })
}

/// Failovers that fail, so many a year, and how long each lasts.
fn by_hand(layout: &Layout, rates: &Rates, per_year: f64) -> Vec<OutageLaw> {
    let stream = Stream { per_year, minutes: rates.minutes(FAILED_FAILOVER) };
    layout.waiting(stream, layout.failed_failover_notice)
}

/// How long what happens to the zones lasts, by its own law.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneLengths {
    /// Minutes until a lost zone is back.
    pub zone: Law,
    /// Minutes of a failover that works.
    pub failover: Law,
    /// Minutes of one that fails: laws with their odds.
    pub by_hand: Vec<(f64, Law)>,
}

/// The lengths of a layout, whose means the exact chain has.
pub fn lengths_of(layout: &Layout, rates: &Rates) -> ZoneLengths {
    ZoneLengths {
        zone: rates.minutes(layout.site.causes().zone),
        failover: failover(layout),
        by_hand: by_hand(layout, rates, 1.0).iter().map(|law| (law.per_year, law.minutes)).collect(),
    }
}

/// The loss of the node that the database's one pod is on: another node of its zone takes it
/// over; where there is none, it waits for its node.
fn lost_node(layout: &Layout, rates: &Rates) -> Stream {
    let node = rates.stream(layout.site.causes().node);
    match &layout.pod_moves_seconds {
        Some(((low, high), _)) => {
            Stream { minutes: Law::Uniform { low: low / 60.0, high: high / 60.0 }, ..node }
        }
        None => node,
    }
}

/// Mean minutes a year of some streams.
fn minutes_of(streams: &[OutageLaw]) -> f64 {
    streams.iter().map(|stream| stream.per_year * stream.minutes.mean()).sum()
}

/// The classes of the zones: each takes its part of the one chain's time down, so that they
/// add up to it.
///
/// # Errors
/// [`ModelError`] when the layout has more zones than can be told apart.
pub(super) fn zone_classes(layout: &Layout, rates: &Rates) -> Result<Vec<FailureClass>, ModelError> {
    let solved = zones_of(layout, rates).attributed()?;
    let mut classes = vec![zones(layout, rates, &solved), nodes(layout, rates, &solved)];
    if rates.rate(SHARED) > 0.0 {
        classes.push(nodes_together(layout, rates));
    }
    classes.push(instance(layout, rates, &solved));
    if layout.database == DatabaseForm::Pair {
        classes.push(failed_failover(layout, rates, &solved));
    }
    if let Some((members, needed)) = &layout.quorum {
        classes.push(consensus(layout, &solved, members, *needed));
    }
    Ok(classes)
}

/// Outages of one way to begin, of a length that is known.
fn begun(solved: &Solved, entry: Entry, minutes: Law) -> OutageLaw {
    OutageLaw { per_year: solved.of(entry).per_year(), minutes, switched: false }
}

/// A class of the zones with its streams, which are made to add up to its time down: what they
/// lack is rarer and as long as the longest (more failures before the first is mended).
fn class(
    name: &'static str,
    title: &'static str,
    outage: Outage,
    streams: Vec<OutageLaw>,
    basis: String,
    sources: Vec<String>,
) -> FailureClass {
    FailureClass {
        name,
        title,
        role: Role::Hard,
        infrastructure: true,
        in_zones: true,
        laws: adding_up(outage, streams),
        outage,
        basis,
        sources,
    }
}

fn adding_up(outage: Outage, mut streams: Vec<OutageLaw>) -> Vec<OutageLaw> {
    streams.retain(|stream| stream.per_year > 0.0);
    let (minutes, explained) = (outage.downtime_minutes_per_year(), minutes_of(&streams));
    let longest = streams.iter().map(|stream| stream.minutes.mean()).fold(0.0, f64::max);
    if minutes > explained * (1.0 + UNEXPLAINED) && longest > 0.0 {
        let per_year = (minutes - explained) / longest;
        streams.push(OutageLaw { per_year, minutes: Law::Exponential { mean: longest }, switched: false });
    } else if explained > 0.0 {
        for stream in &mut streams {
            stream.per_year *= minutes / explained;
        }
    }
    streams
}

fn sum(parts: &[Outage]) -> Outage {
    parts.iter().fold(Outage::NEVER, |sum, part| Outage {
        unavailability: sum.unavailability + part.unavailability,
        per_hour: sum.per_hour + part.per_hour,
    })
}

fn failover(layout: &Layout) -> Law {
    let (low, high) = layout.failover_seconds;
    Law::Uniform { low: low / 60.0, high: high / 60.0 }
}

/// The loss of whole zones: a failover of the database where that is all, the time of the zone
/// where more is lost than can be spared, or of new nodes elsewhere.
fn zones(layout: &Layout, rates: &Rates, solved: &Solved) -> FailureClass {
    let row = layout.site.causes().zone;
    let outage = sum(&[solved.of(Entry::ZoneFailover), solved.of(Entry::ZoneStops)]);
    let stops = begun(solved, Entry::ZoneStops, rates.minutes(row));
    let mut used = sources(&[row]);
    let mut streams = vec![begun(solved, Entry::ZoneFailover, failover(layout))];
    let mut words = "the database fails over; else until the zone is back, where more is lost than can \
                     be spared"
        .to_owned();
    if layout.starts_nodes {
        let shortage = rates.assumption(SHORTAGE).min(1.0);
        let start = Law::Exponential { mean: rates.mean_assumption(START) };
        streams.push(OutageLaw { per_year: stops.per_year * (1.0 - shortage), minutes: start, ..stops });
        streams.push(OutageLaw { per_year: stops.per_year * shortage, ..stops });
        used.extend(sources(&[START, SHORTAGE]));
        words.push_str("; nodes of a lost zone start elsewhere, if they are to be had");
    } else {
        streams.push(stops);
    }
    let basis =
        format!("exact, one chain for all that shares {} zones: {words}", layout.nodes_per_zone.len());
    class("zone", "A whole zone", outage, streams, basis, used)
}

fn nodes(layout: &Layout, rates: &Rates, solved: &Solved) -> FailureClass {
    let total: u32 = layout.nodes_per_zone.iter().sum();
    let outage = solved.of(Entry::Nodes);
    let streams = exponential(outage);
    let mut basis = format!(
        "exact; {} of {total} nodes needed over {} zones; zones are a class of their own",
        layout.k_nodes,
        layout.nodes_per_zone.len()
    );
    let mut used = sources(&[layout.site.causes().node]);
    if layout.is_spot {
        used.push(SPOT.to_owned());
        basis.push_str("; spot nodes that the provider takes back are in their rate, one by one");
    }
    if rates.rate(SHARED) > 0.0 {
        used.push(SHARED.to_owned());
    }
    class("nodes", "Nodes", outage, streams, basis, used)
}

/// Outages of a solved chain as one stream with exponential lengths.
pub(super) fn exponential(outage: Outage) -> Vec<OutageLaw> {
    outage.mean_minutes().map_or_else(Vec::new, |mean| {
        vec![OutageLaw { per_year: outage.per_year(), minutes: Law::Exponential { mean }, switched: false }]
    })
}

/// A cause that all nodes share: an image, a rollout, a quota.
fn nodes_together(layout: &Layout, rates: &Rates) -> FailureClass {
    let row = layout.site.causes().node;
    let beta = rates.rate(SHARED).min(1.0);
    let stream = Stream { per_year: rates.rate(row) * beta, minutes: rates.minutes(row) };
    FailureClass {
        in_zones: false,
        ..class(
            "nodes-together",
            "All nodes, by a cause that they share",
            stream.outage(),
            stream.laws(),
            format!("{} % of a node's failures take all nodes", beta * 100.0),
            sources(&[row, SHARED]),
        )
    }
}

fn instance(layout: &Layout, rates: &Rates, solved: &Solved) -> FailureClass {
    let outage = sum(&[solved.of(Entry::DatabaseFailover), solved.of(Entry::DatabaseStops)]);
    let own = rates.stream(OWN);
    let (streams, basis, used) = match layout.database {
        DatabaseForm::Pair => {
            let (low, high) = layout.failover_seconds;
            let streams = vec![
                begun(solved, Entry::DatabaseFailover, failover(layout)),
                begun(solved, Entry::DatabaseStops, own.minutes),
            ];
            let mut used = sources(&[OWN]);
            used.push(layout.failover_source.clone());
            (streams, format!("exact; failover {low} to {high} s to a standby in another zone"), used)
        }
        DatabaseForm::Single => {
            let streams = vec![begun(solved, Entry::DatabaseStops, own.minutes)];
            (streams, "exact; one instance, no standby".to_owned(), sources(&[OWN]))
        }
        DatabaseForm::Pod => pod(layout, rates, solved, own),
    };
    class("database", "Database", outage, streams, basis, used)
}

/// One pod with a zonal volume: it fails on its own and with its node, and each of these
/// outages has a length of its own.
fn pod(
    layout: &Layout,
    rates: &Rates,
    solved: &Solved,
    own: Stream,
) -> (Vec<OutageLaw>, String, Vec<String>) {
    let row = layout.site.causes().node;
    let node = lost_node(layout, rates);
    let mut used = sources(&[OWN, row]);
    let waits = match &layout.pod_moves_seconds {
        Some(((low, high), source)) => {
            used.push(source.clone());
            format!("its node, for {low} to {high} s until it runs on another")
        }
        None => "its node, as its zone has no other".to_owned(),
    };
    let all = own.per_year + node.per_year;
    let begun = solved.of(Entry::DatabaseStops).per_year();
    let streams = [own, node].map(|stream| OutageLaw {
        per_year: if all > 0.0 { begun * stream.per_year / all } else { 0.0 },
        minutes: stream.minutes,
        switched: false,
    });
    let basis = format!("exact; one pod, no standby: it is down with itself, and with {waits}");
    (streams.into(), basis, used)
}

fn failed_failover(layout: &Layout, rates: &Rates, solved: &Solved) -> FailureClass {
    let outage = solved.of(Entry::FailedFailover);
    let basis = format!(
        "exact; {} % of failovers fail and are mended by hand{}",
        rates.rate(FAILED_FAILOVER) * 100.0,
        layout.waits_in_words()
    );
    let used = sources(&[FAILED_FAILOVER, OWN, layout.site.causes().zone]);
    class(
        "failed-failover",
        "A failover that fails",
        outage,
        by_hand(layout, rates, outage.per_year()),
        basis,
        used,
    )
}

/// Validators that fail on their own or with their node.
fn consensus(layout: &Layout, solved: &Solved, members: &[u32], needed: u32) -> FailureClass {
    let outage = solved.of(Entry::Consensus);
    let total: u32 = members.iter().sum();
    let basis = format!(
        "exact; {needed} of {total} validators must sign; the loss of a zone, and of a node that holds several \
         of them, are classes of their own"
    );
    let used = sources(&["validator_fault", layout.site.causes().node]);
    class("chain-quorum", "Chain quorum", outage, exponential(outage), basis, used)
}
