//! A database with or without a standby.

use super::{Chain, Outage, Repairable};

/// One instance without a standby.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DatabaseSingle(pub Repairable);

impl DatabaseSingle {
    /// The chain, and which of its states are down.
    pub fn chain(self) -> (Chain, Vec<bool>) {
        let mut chain = Chain::new(2);
        chain.add(0, 1, self.0.per_hour());
        chain.add(1, 0, self.0.repairs_per_hour());
        (chain, vec![false, true])
    }

    /// Exact steady state of the two-state chain.
    pub fn solve(self) -> Outage {
        let up = self.0.up();
        Outage { unavailability: self.0.down(), per_hour: up * self.0.per_hour() }
    }
}

/// A primary with a synchronous standby.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DatabasePair {
    /// An instance.
    pub instance: Repairable,
    /// Mean hours of a failover.
    pub failover_hours: f64,
    /// Probability that a failover works by itself.
    pub success: f64,
    /// Mean hours until people have mended a failed failover; needed when
    /// `success` is below 1.
    pub manual_hours: f64,
    /// Mean hours until one of two lost instances is back.
    pub both_down_hours: f64,
}

const BOTH_UP: usize = 0;
const FAILOVER: usize = 1;
const MANUAL: usize = 2;
const ONE_UP: usize = 3;
const BOTH_DOWN: usize = 4;

impl DatabasePair {
    /// Exact steady state.
    ///
    /// States: both up; failover (down); failed failover, mended by hand (down); one
    /// up; both down (down). The loss of the standby also leaves one up. An instance
    /// lost during a failover or its mending leaves both down.
    /// Source: docs/model.md, "Database".
    pub fn solve(self) -> Outage {
        let (chain, down) = self.chain();
        chain.outage(|state| down[state])
    }

    /// The chain, and which of its states are down.
    pub fn chain(self) -> (Chain, Vec<bool>) {
        let lost = self.instance.per_hour();
        let per_hour = |hours: f64| if hours > 0.0 { 1.0 / hours } else { 1e12 };
        let mut chain = Chain::new(5);
        chain.add(BOTH_UP, FAILOVER, lost * self.success);
        chain.add(BOTH_UP, MANUAL, lost * (1.0 - self.success));
        chain.add(BOTH_UP, ONE_UP, lost);
        chain.add(FAILOVER, ONE_UP, per_hour(self.failover_hours));
        chain.add(FAILOVER, BOTH_DOWN, lost);
        chain.add(MANUAL, ONE_UP, per_hour(self.manual_hours));
        chain.add(MANUAL, BOTH_DOWN, lost);
        chain.add(ONE_UP, BOTH_UP, per_hour(self.instance.mttr_hours));
        chain.add(ONE_UP, BOTH_DOWN, lost);
        chain.add(BOTH_DOWN, ONE_UP, per_hour(self.both_down_hours));
        let down = (0..5).map(|state| matches!(state, FAILOVER | MANUAL | BOTH_DOWN)).collect();
        (chain, down)
    }
}
