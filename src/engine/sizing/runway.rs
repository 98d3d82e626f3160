//! How long a layout lasts while what it carries grows.

use super::placement::{Obstacle, Problem, Search, place, undone_of};

/// Months that are looked ahead.
const MOST_MONTHS: u32 = 120;

/// When growth outgrows a layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Runway {
    /// Months that it lasts; absent when it lasts as long as is looked ahead.
    pub months: Option<u32>,
    /// Months that were looked ahead.
    pub looked_ahead: u32,
    /// What the requests have grown by when it no longer fits, or at the end.
    pub factor: f64,
    /// What is missing then.
    pub obstacle: Option<Obstacle>,
}

/// The months for which the same nodes carry the workload.
///
/// Formula: in month m requests are those of today × (1 + g)^(m/12), rounded up to
/// whole units, what the platform adds stays as it is; the last month is found by
/// halving, as what does not fit does not fit when it is larger.
/// Source: docs/model.md, "Growth".
pub fn runway(problem: &Problem<'_>, nodes_per_zone: &[u32], search: &Search, pct_per_year: f64) -> Runway {
    let growth = 1.0 + pct_per_year / 100.0;
    let factor = |month: u32| libm::pow(growth, f64::from(month) / 12.0);
    let emergency = search.emergency(nodes_per_zone);
    let obstacle = |month: u32| {
        let grown = problem.grown(factor(month));
        // Pods that no node could take from the start say nothing about growth.
        let too_large = grown.first_oversized().filter(|_| grown.oversized_pods() > problem.oversized_pods());
        too_large.or_else(|| undone_of(&place(&grown, nodes_per_zone, emergency), search.mode))
    };
    let ends = |month, obstacle| Runway {
        months: Some(month),
        looked_ahead: MOST_MONTHS,
        factor: factor(month),
        obstacle: Some(obstacle),
    };
    if let Some(now) = obstacle(0) {
        return ends(0, now);
    }
    let lasts =
        Runway { months: None, looked_ahead: MOST_MONTHS, factor: factor(MOST_MONTHS), obstacle: None };
    if pct_per_year <= 0.0 {
        return lasts;
    }
    let Some(mut why) = obstacle(MOST_MONTHS) else { return lasts };
    let (mut fits, mut fails) = (0, MOST_MONTHS);
    while fails - fits > 1 {
        let middle = fits + (fails - fits) / 2;
        match obstacle(middle) {
            Some(obstacle) => (fails, why) = (middle, obstacle),
            None => fits = middle,
        }
    }
    ends(fails, why)
}
