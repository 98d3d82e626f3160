//! What a search found, and what that rests on.

use std::collections::BTreeSet;

use super::found::{Failing, Found, Instead};
use super::judge::judge;
use super::pools::Pool;
use super::search::Search;
use super::space::Axis;
use super::state::{Counts, Scored};
use crate::engine::plan::{Met, PlanError};
use crate::engine::scenario::{Objective, Target};
use crate::engine::units::Usd;

/// Layouts of near misses that are told.
const MISSES: usize = 6;
/// Pools of a layout that are tried for its next dearer choice.
const DEARER_POOLS: usize = 400;
/// Sites and pools of each that are tried for how near a target can be come to.
const NEAREST: (usize, usize) = (3, 24);

/// What the answer rests on.
#[derive(Clone, Debug, PartialEq)]
pub enum Proof {
    /// Every candidate was evaluated or excluded by a bound.
    Exact,
    /// The search was stopped: what is left costs at least so much. Without an amount nothing is
    /// known of it.
    Stopped(Option<Usd>),
    /// So many candidates cost less than was proven of them, or have another bill when they are read
    /// again: nothing is proven.
    Broken(u64),
}

/// How near a target can be come to.
#[derive(Clone, Debug)]
pub struct Nearest {
    /// The target and the best that was reached of it.
    pub reached: Failing,
    /// The bill of the plan that reached it.
    pub monthly: Usd,
    /// The probability that no candidate exceeds, where one is proven.
    pub at_most: Option<f64>,
}

/// The answer of a search.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was made least.
    pub objective: Objective,
    /// The cheapest plan that meets every target; none where none does.
    pub best: Option<Found>,
    /// The cheapest of another layout.
    pub second: Option<Found>,
    /// The next dearer choice of nodes, class or purchase of the best layout.
    pub dearer: Option<Found>,
    /// What nothing beats in cost, downtime and work at once, the cheapest first.
    pub front: Vec<Found>,
    /// The cheapest candidates for each set of targets that they fail, cheaper than the best.
    pub misses: Vec<Found>,
    /// Where nothing meets every target: each that no candidate looked at meets, or all.
    pub nearest: Vec<Nearest>,
    /// Targets that some candidate meets, where nothing meets all.
    pub met_alone: Vec<&'static str>,
    /// What it rests on.
    pub proof: Proof,
    /// What limits it, in words.
    pub limits: Vec<String>,
    /// Candidates by what became of them.
    pub counts: Counts,
    /// Candidates that a bound excludes.
    pub by_bound: u128,
    /// What is chosen, and what is not.
    pub axes: Vec<Axis>,
}

/// What a search has found so far.
///
/// # Errors
/// [`PlanError`] where a candidate that was evaluated cannot be evaluated again.
pub fn answer(search: &mut Search<'_>) -> Result<Answer, PlanError> {
    let plain = Instead::default();
    let of = |search: &Search<'_>, scored: &Option<Scored>| {
        scored.as_ref().map(|scored| search.found(scored, &plain)).transpose()
    };
    let best = of(search, &search.best)?;
    let second = of(search, &search.second)?;
    let dearer = match search.best.clone() {
        Some(best) => dearer(search, &best)?,
        None => None,
    };
    let front: Vec<Scored> = search.front.points().iter().map(|point| point.scored.clone()).collect();
    let front = front.iter().map(|scored| search.found(scored, &plain)).collect::<Result<Vec<_>, _>>()?;
    let mut misses: Vec<Scored> = search.misses.values().cloned().collect();
    misses.sort_by_key(|scored| scored.cost);
    misses.truncate(MISSES);
    let misses = misses.iter().map(|scored| search.found(scored, &plain)).collect::<Result<Vec<_>, _>>()?;
    if search.best.is_none() {
        come_near(search);
    }
    let at_most = search.p_available_at_most();
    let is_up = |key: &str| key == Target::AvailabilityPct.key();
    let (mut nearest, mut met_alone) = (Vec::new(), Vec::new());
    if search.best.is_none() {
        for (target, (verdict, scored)) in &search.reached {
            if verdict.met == Met::Yes {
                met_alone.push(*target);
                continue;
            }
            let full = search.found(scored, &plain)?;
            let full = full.verdicts.iter().find(|it| it.target == *target).unwrap_or(verdict);
            let at_most = at_most.filter(|_| is_up(target));
            nearest.push(Nearest { reached: Failing::of(full), monthly: scored.cost, at_most });
        }
    }
    let found = || best.iter().chain(&second).chain(&front).chain(&misses);
    let broken = search.below_bound + found().filter(|found| !found.is_same_bill).count() as u64;
    let proof = match (broken, search.is_done()) {
        (0, true) => Proof::Exact,
        (0, false) => Proof::Stopped(search.bound()),
        (broken, _) => Proof::Broken(broken),
    };
    let counts = search.counts;
    let told = u128::from(counts.evaluated) + counts.refused + counts.unfit + counts.dearer + counts.alike;
    Ok(Answer {
        objective: search.plan.optimise.objective,
        limits: limits(search),
        best,
        second,
        dearer,
        front,
        misses,
        nearest,
        met_alone,
        proof,
        by_bound: counts.candidates.saturating_sub(told),
        counts,
        axes: search.axes(),
    })
}

/// What limits an answer, in words.
fn limits(search: &Search<'_>) -> Vec<String> {
    let mut limits = search.left_out.clone();
    if let Some(cost) = search.cost_stop {
        limits.push(format!(
            "the target on the bill was judged up to a bill of {:.2} USD, at which even far lower prices miss it",
            cost.dollars()
        ));
    }
    if search.best.as_ref().is_some_and(|best| !best.is_complete) {
        limits.push("no plan has a price for every line: costs are at least what is said".to_owned());
    }
    let mut errors = search.errors.clone();
    errors.sort();
    errors.dedup();
    limits.extend(errors.into_iter().map(|error| format!("left out: {error}")));
    limits
}

/// The next dearer choice of the layout of a candidate that meets every target as well.
fn dearer(search: &mut Search<'_>, best: &Scored) -> Result<Option<Found>, PlanError> {
    let mut found: Vec<Found> = Vec::new();
    let state = &search.states[best.site];
    let ways = [
        Instead { database: state.database.next.clone(), cache: None },
        Instead { database: None, cache: state.cache.next.clone() },
    ];
    for instead in ways.iter().filter(|it| it.database.is_some() || it.cache.is_some()) {
        found.push(search.found(best, instead)?);
    }
    let next = search.states[best.site].types.prices[best.pool.at].next.clone();
    if let Some((purchase, _)) = next.filter(|_| !best.pool.is_spot) {
        let other = Scored { purchase, ..best.clone() };
        found.push(Found { is_same_bill: true, ..search.found(&other, &Instead::default())? });
    }
    // Of the pools the first that is dearer and meets every target.
    let pools = std::rc::Rc::clone(&search.states[best.site].pools);
    let is_dearer = |pool: &&Pool| pool.least_usd > best.pool.least_usd;
    let mut others: Vec<Pool> = pools.list.iter().chain(&pools.next).filter(is_dearer).copied().collect();
    others.sort_by(|a, b| a.least_usd.total_cmp(&b.least_usd));
    for pool in others.iter().take(DEARER_POOLS) {
        if search.placed(best.site, *pool).is_none() {
            continue;
        }
        let (scored, outcome) = search.score(best.site, *pool)?;
        if scored.cost <= best.cost {
            continue;
        }
        let mut known = std::mem::take(&mut search.laws);
        let judged = judge(&mut known, &outcome, search.catalogue, &[]);
        search.laws = known;
        if judged?.fails.is_empty() {
            found.push(search.found(&scored, &Instead::default())?);
            break;
        }
    }
    found.retain(|it| it.figures.monthly > best.cost && it.fails.is_empty());
    Ok(found.into_iter().min_by_key(|it| it.figures.monthly))
}

/// Looks at the sites that come nearest to the availability, as none meets every target.
fn come_near(search: &mut Search<'_>) {
    let mut seen = BTreeSet::new();
    let sites = search.likeliest_sites();
    let words = |search: &Search<'_>, site: usize| {
        let site = &search.states[site].site;
        (site.place, site.words.clone())
    };
    let sites: Vec<usize> =
        sites.into_iter().filter(|site| seen.insert(words(search, *site))).take(NEAREST.0).collect();
    for site in sites {
        let pools = std::rc::Rc::clone(&search.states[site].pools);
        let mut kinds = BTreeSet::new();
        for pool in &pools.list {
            if kinds.len() >= NEAREST.1 {
                break;
            }
            let Some(placed) = search.placed(site, *pool) else { continue };
            if kinds.insert(placed) {
                search.judge_alone(site, *pool);
            }
        }
    }
}
