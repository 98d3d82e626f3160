//! Zones without an instance of the database: each fails on its own, so that they are counted
//! and no states of the chain.

use super::{InZone, Zoned};
use crate::engine::availability::ModelError;

/// More ways for zones to be up than this take too long.
const MOST_WAYS: usize = 20_000;

/// What is there of zones, nodes and members.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct There {
    pub(super) zones: u32,
    pub(super) nodes: u32,
    pub(super) members: u32,
}

impl There {
    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            zones: self.zones + other.zones,
            nodes: self.nodes + other.nodes,
            members: self.members + other.members,
        }
    }
}

/// One way for the other zones to be.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way {
    pub(super) probability: f64,
    pub(super) there: There,
    /// Losses of a zone that is up: how often in an hour, and what is there afterwards.
    pub(super) losses: Vec<(f64, There)>,
}

/// Parts of the time in which a zone is up, lost with its nodes, and lost while its nodes run
/// elsewhere.
///
/// Formula: with λ and μ of the zone, s the shortage and τ the start, the lost zone whose nodes
/// are starting has up × λ(1 − s)/(μ + 1/τ), of which (1/τ)/μ follows with nodes elsewhere.
fn shares(model: &Zoned) -> [f64; 3] {
    let (up, down) = (model.zone.up(), model.zone.down());
    let Some(elsewhere) = model.elsewhere else { return [up, down, 0.0] };
    let (fails, back) = (model.zone.per_hour(), model.zone.repairs_per_hour());
    let starts = 1.0 / elsewhere.start_hours;
    let starting = up * fails * (1.0 - elsewhere.shortage) / (back + starts);
    let short = up * fails * elsewhere.shortage / back;
    [up, starting + short, starting * starts / back]
}

/// Zones of one kind: how many are up and how many have their nodes elsewhere, with the
/// probability.
fn of_kind(count: u32, [up, lost, moved]: [f64; 3]) -> Vec<(u32, u32, f64)> {
    // Zone by zone: each is up, lost or lost with its nodes elsewhere.
    let mut ways = vec![(0, 0, 1.0)];
    for _ in 0..count {
        let mut next: std::collections::BTreeMap<(u32, u32), f64> = std::collections::BTreeMap::new();
        for (n_up, n_moved, p) in ways {
            for (way, share) in
                [((n_up + 1, n_moved), up), ((n_up, n_moved), lost), ((n_up, n_moved + 1), moved)]
            {
                if share > 0.0 {
                    *next.entry(way).or_default() += p * share;
                }
            }
        }
        ways = next.into_iter().map(|((n_up, n_moved), p)| (n_up, n_moved, p)).collect();
    }
    ways
}

/// Every way for the zones without an instance to be.
///
/// # Errors
/// [`ModelError::TooManyZones`] where they are of too many kinds.
pub(super) fn ways(model: &Zoned) -> Result<Vec<Way>, ModelError> {
    let shares = shares(model);
    let fails = model.zone.per_hour();
    let mut ways = vec![Way { probability: 1.0, there: There::default(), losses: Vec::new() }];
    for (kind, count) in kinds(model) {
        let of_kind = of_kind(count, shares);
        if ways.len() * of_kind.len() > MOST_WAYS {
            return Err(ModelError::TooManyZones { found: model.zones.len(), most: 12 });
        }
        ways = ways
            .iter()
            .flat_map(|way| of_kind.iter().map(move |(up, moved, p)| with(way, kind, *up, *moved, *p, fails)))
            .collect();
    }
    Ok(ways)
}

/// A way with zones of one more kind.
fn with(way: &Way, kind: InZone, up: u32, moved: u32, probability: f64, fails: f64) -> Way {
    let of = |up: u32| There { zones: up, nodes: kind.nodes * (up + moved), members: kind.members * up };
    let there = way.there.and(of(up));
    let mut losses: Vec<(f64, There)> =
        way.losses.iter().map(|(per_hour, after)| (*per_hour, after.and(of(up)))).collect();
    if up > 0 && fails > 0.0 {
        losses.push((f64::from(up) * fails, way.there.and(of(up - 1))));
    }
    Way { probability: way.probability * probability, there, losses }
}

/// Zones without an instance, by what stands in them, and how many there are of each.
fn kinds(model: &Zoned) -> Vec<(InZone, u32)> {
    let homes = model.homes();
    let others = (0..model.zones.len()).filter(|zone| !homes.contains(zone));
    let mut others: Vec<InZone> = others.map(|zone| model.zones[zone]).collect();
    others.sort_unstable();
    let mut kinds: Vec<(InZone, u32)> = Vec::new();
    for other in others {
        match kinds.last_mut() {
            Some((kind, count)) if *kind == other => *count += 1,
            _ => kinds.push((other, 1)),
        }
    }
    kinds
}
