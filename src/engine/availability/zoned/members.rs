//! How many of some alike parts are up, given the zones that are.

use std::collections::BTreeMap;

use crate::engine::availability::Repairable;
use crate::engine::availability::node_tier::Binomials;

/// Parts of which so many must be up.
pub(super) struct Members {
    needed: u32,
    part: Repairable,
    laws: Binomials,
    known: BTreeMap<u32, Known>,
}

/// What is known of so many parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// Probability that enough are up.
    pub(super) up: f64,
    /// Probability that too few are.
    pub(super) down: f64,
    /// Failures of single parts in an hour that leave too few.
    pub(super) stops: f64,
}

impl Members {
    pub(super) const fn new(needed: u32, part: Repairable) -> Self {
        Self { needed, part, laws: Binomials::new(part), known: BTreeMap::new() }
    }

    /// Whether so many would be enough were all of them up.
    pub(super) const fn could_do(&self, there: u32) -> bool {
        there >= self.needed
    }

    /// What is known of so many parts.
    pub(super) fn of(&mut self, there: u32) -> Known {
        if let Some(known) = self.known.get(&there) {
            return *known;
        }
        let needed = self.needed as usize;
        let law = self.laws.of(there);
        let edge = if needed > 0 { law.get(needed).copied().unwrap_or(0.0) } else { 0.0 };
        let known = Known {
            up: law.iter().skip(needed).sum(),
            down: law.iter().take(needed).sum(),
            stops: edge * f64::from(self.needed) * self.part.per_hour(),
        };
        self.known.insert(there, known);
        known
    }

    /// Probability that enough are up, and no longer when only `after` of those `before` are left.
    pub(super) fn lost_between(&mut self, before: u32, after: u32) -> f64 {
        if after >= before || !self.could_do(before) {
            return 0.0;
        }
        if !self.could_do(after) {
            return self.of(before).up;
        }
        let needed = self.needed as usize;
        let at_least = self.laws.at_least(before - after);
        let outside = self.laws.of(after);
        let enough = |up: usize| at_least.get(needed - up).copied().unwrap_or(0.0);
        outside.iter().take(needed).enumerate().map(|(up, p)| p * enough(up)).sum()
    }
}
