//! How many of some alike parts are up, given the zones that are.

use crate::engine::availability::Repairable;
use crate::engine::availability::node_tier::Binomials;

/// Parts of which so many must be up.
pub(super) struct Members {
    needed: u32,
    part: Repairable,
    laws: Binomials,
}

impl Members {
    pub(super) const fn new(needed: u32, part: Repairable) -> Self {
        Self { needed, part, laws: Binomials::new(part) }
    }

    /// Whether so many would be enough were all of them up.
    pub(super) const fn could_do(&self, there: u32) -> bool {
        there >= self.needed
    }

    /// Probability that too few of so many are up.
    pub(super) fn down(&mut self, there: u32) -> f64 {
        if !self.could_do(there) {
            return 1.0;
        }
        self.laws.of(there).iter().take(self.needed as usize).sum()
    }

    /// Probability that enough of so many are up.
    pub(super) fn up(&mut self, there: u32) -> f64 {
        self.laws.of(there).iter().skip(self.needed as usize).sum()
    }

    /// Failures of single parts in an hour that leave too few.
    pub(super) fn failures_that_stop(&mut self, there: u32) -> f64 {
        if self.needed == 0 || !self.could_do(there) {
            return 0.0;
        }
        self.laws.of(there)[self.needed as usize] * f64::from(self.needed) * self.part.per_hour()
    }

    /// Probability that enough are up, and no longer when only `after` of those `before` are left.
    pub(super) fn lost_between(&mut self, before: u32, after: u32) -> f64 {
        if after >= before || !self.could_do(before) {
            return 0.0;
        }
        if !self.could_do(after) {
            return self.up(before);
        }
        let needed = self.needed as usize;
        let inside = self.laws.of(before - after).to_vec();
        let outside = self.laws.of(after);
        let at_least = |least: usize| inside.iter().skip(least).sum::<f64>();
        outside.iter().take(needed).enumerate().map(|(up, p)| p * at_least(needed - up)).sum()
    }
}
