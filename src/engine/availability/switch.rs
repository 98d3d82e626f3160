//! Outages that a failover to another site may cut short.

use serde::{Deserialize, Serialize};

use super::{FailureClass, Outage, OutageLaw, whole};
use crate::engine::uncertainty::{Law, Steps};

/// Which outages a failover ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// Those of the whole region.
    Region,
    /// Those of anything that the region's platform is made of.
    Platform,
}

impl Reach {
    /// Classes of the region's platform. What both sites share is not among them: names,
    /// the chain, parts that run once, and what people do.
    const PLATFORM: [&'static str; 9] = [
        "nodes",
        "nodes-together",
        "zone",
        "zone-partial",
        "database",
        "failed-failover",
        "load-balancer",
        "network",
        "region",
    ];

    fn covers(self, class: &FailureClass) -> bool {
        match self {
            Self::Region => class.name == "region",
            Self::Platform => Self::PLATFORM.contains(&class.name),
        }
    }
}

/// A failover to another site, which begins with an outage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Switch {
    /// Minutes of its steps, one after the other.
    pub steps: Vec<Law>,
    /// Probability that it works.
    pub success: f64,
}

/// A failover with the law of its time.
#[derive(Clone, Debug, PartialEq)]
pub struct SwitchLaw {
    minutes: Steps,
    success: f64,
}

impl SwitchLaw {
    /// The law of a failover.
    pub fn of(switch: &Switch) -> Self {
        Self { minutes: Steps::of(&switch.steps), success: switch.success }
    }

    /// Probability that an outage is over within so many minutes: it is repaired, or the
    /// failover works and is done.
    ///
    /// Formula: 1 − (1 − F(x))·(1 − p·S(x)).
    pub fn cdf(&self, stream: &OutageLaw, minutes: f64) -> f64 {
        let repaired = stream.minutes.cdf(minutes);
        if stream.switched { self.over(repaired, minutes) } else { repaired }
    }

    /// The same for an outage that a failover ends and that is repaired by then with probability
    /// `repaired`.
    pub(super) fn over(&self, repaired: f64, minutes: f64) -> f64 {
        if repaired >= 1.0 {
            return repaired;
        }
        1.0 - (1.0 - repaired) * (1.0 - self.success * self.minutes.cdf(minutes))
    }

    /// Mean minutes of an outage that would last as `lengths` has it.
    ///
    /// Formula: p·E\[min(L, S)\] + (1 − p)·E\[L\].
    fn mean(&self, lengths: Law) -> f64 {
        let sooner: f64 = self.minutes.cells().map(|(at, mass)| mass * lengths.mean_capped(at)).sum();
        self.success * sooner + (1.0 - self.success) * lengths.mean()
    }
}

/// Cuts short what a failover ends. The answer is the failover with the probability that
/// it works and that the other site is there; `is_running` says whether one like this runs
/// there before the failover, and may be down as this one may.
///
/// Formula: d' = d × Σ λ·E' ÷ Σ λ·E over the streams of a class, with E' the mean of the
/// shorter of repair and failover; U' = λd'/(1 + λd').
/// Source: docs/model.md, "Second site".
pub fn cut_short(classes: &mut [FailureClass], reach: Reach, switch: &Switch, is_running: bool) -> Switch {
    let other = whole(classes, |class| Reach::Platform.covers(class));
    let there = if is_running { other.availability() } else { 1.0 };
    let switch = Switch { success: switch.success * there, ..switch.clone() };
    let law = SwitchLaw::of(&switch);
    for class in classes.iter_mut().filter(|class| reach.covers(class)) {
        let sum = |mean: &dyn Fn(Law) -> f64| -> f64 {
            class.laws.iter().map(|stream| stream.per_year * mean(stream.minutes)).sum()
        };
        let (before, after) = (sum(&Law::mean), sum(&|length| law.mean(length)));
        let up = class.outage.availability();
        if before > 0.0 && up > 0.0 {
            let rate = class.outage.per_hour / up;
            let load = class.outage.unavailability / up * after / before;
            class.outage = Outage { unavailability: load / (1.0 + load), per_hour: rate / (1.0 + load) };
        }
        for stream in &mut class.laws {
            stream.switched = true;
        }
        class.basis.push_str("; the failover to the other site ends it where that is sooner");
    }
    switch
}

#[cfg(test)]
mod tests {
    use super::super::{Downtime, Role};
    use super::*;

    fn class(name: &'static str, per_year: f64, minutes: Law) -> FailureClass {
        FailureClass {
            name,
            title: "",
            role: Role::Hard,
            infrastructure: true,
            in_zones: false,
            outage: Outage::stream(per_year, minutes.mean() / 60.0),
            laws: vec![OutageLaw { per_year, minutes, switched: false }],
            basis: String::new(),
            sources: Vec::new(),
        }
    }

    /// Repair in exactly 480 minutes, failover in exactly 60 that works 9 times of 10: a mean
    /// outage lasts 0.9 × 60 + 0.1 × 480 = 102 minutes.
    #[test]
    fn a_failover_that_mostly_works_leaves_its_time_and_a_rest_of_the_repair() {
        let mut classes = [class("region", 0.03, Law::Constant(480.0))];
        let switch = Switch { steps: vec![Law::Constant(20.0), Law::Constant(40.0)], success: 0.9 };
        cut_short(&mut classes, Reach::Region, &switch, false);
        let minutes = classes[0].outage.mean_minutes().expect("an outage");
        assert!((minutes - 102.0).abs() < 1e-9, "{minutes}");
    }

    /// The law of a year has the mean of the steady state.
    #[test]
    fn the_law_of_a_year_agrees_with_the_steady_state() {
        let mut classes = [class("region", 0.5, Law::Pert { low: 120.0, mode: 480.0, high: 1440.0 })];
        let steps = vec![Law::Pert { low: 10.0, mode: 30.0, high: 90.0 }; 3];
        let switch = cut_short(&mut classes, Reach::Region, &Switch { steps, success: 0.8 }, false);
        let downtime = Downtime::with_switch(&classes[0].laws, Some(&switch));
        let steady = classes[0].outage.per_year() * classes[0].outage.mean_minutes().expect("an outage");
        assert!((downtime.mean() / steady - 1.0).abs() < 2e-3, "{} {steady}", downtime.mean());
    }

    #[test]
    fn a_failover_that_takes_longer_than_any_repair_changes_nothing() {
        let mut classes = [class("region", 0.03, Law::Pert { low: 120.0, mode: 480.0, high: 1440.0 })];
        let before = classes[0].outage;
        let switch = Switch { steps: vec![Law::Constant(5000.0)], success: 0.9 };
        cut_short(&mut classes, Reach::Region, &switch, false);
        assert!((classes[0].outage.unavailability - before.unavailability).abs() < 1e-15);
    }

    #[test]
    fn what_both_sites_share_is_not_ended() {
        let length = Law::Constant(30.0);
        let mut classes = [class("dns", 1.0, length), class("nodes", 1.0, length)];
        let switch = Switch { steps: vec![Law::Constant(1.0)], success: 1.0 };
        cut_short(&mut classes, Reach::Platform, &switch, false);
        assert!(classes[1].outage.unavailability < classes[0].outage.unavailability / 20.0);
    }
}
