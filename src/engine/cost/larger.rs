//! Larger classes of managed services that cost less.

use super::class::{Candidate, Look, cache_candidates, database_candidates};
use crate::engine::catalogue::{Catalogue, Prices};
use crate::engine::scenario::Plan;

/// A larger class that costs less an hour than the one that is taken.
pub(super) struct Larger {
    pub(super) name: String,
    /// An hour of the class that is taken, USD.
    pub(super) now_usd: f64,
    /// An hour of the larger one.
    pub(super) usd: f64,
}

/// Of the classes that have no less of anything and more of something, and are no more burstable,
/// the cheapest, where it costs less.
fn larger<T>(all: Vec<Candidate<T>>, taken: &str, name: impl Fn(&T) -> &str) -> Option<Larger> {
    let now = all.iter().find(|candidate| name(&candidate.choice) == taken)?;
    let now_usd = now.hourly_usd?;
    let is_larger = |other: &&Candidate<T>| {
        let no_less = other.vcpu >= now.vcpu && other.memory_gib >= now.memory_gib;
        let more = other.vcpu > now.vcpu || other.memory_gib > now.memory_gib;
        no_less && more && (now.burstable || !other.burstable)
    };
    let priced = all.iter().filter(is_larger).filter_map(|other| Some((other, other.hourly_usd?)));
    let (other, usd) =
        priced.min_by(|a, b| a.1.total_cmp(&b.1).then_with(|| name(&a.0.choice).cmp(name(&b.0.choice))))?;
    (usd < now_usd).then(|| Larger { name: name(&other.choice).to_owned(), now_usd, usd })
}

/// A larger class of the database that costs less.
pub(super) fn larger_database(
    plan: &Plan,
    catalogue: &Catalogue,
    prices: &Prices<'_>,
    taken: &str,
) -> Option<Larger> {
    let (platform, mode) = (&plan.platform, plan.database.high_availability);
    let all = database_candidates(Look::ALL, mode, platform, catalogue, prices).collect();
    larger(all, taken, |choice| &choice.name)
}

/// A larger class of the cache that costs less, of one node. On AWS `memory_share` is as for
/// [`super::cache_choice`].
pub(super) fn larger_cache(
    plan: &Plan,
    catalogue: &Catalogue,
    prices: &Prices<'_>,
    memory_share: f64,
    taken: &str,
) -> Option<Larger> {
    let all = cache_candidates(Look::ALL, &plan.cache, &plan.platform, catalogue, prices, memory_share);
    larger(all, taken, |choice| &choice.name)
}
