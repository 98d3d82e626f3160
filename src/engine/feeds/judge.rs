//! Which of the prices that were taken in count: dates, tiers, and prices that disagree.

use std::collections::BTreeMap;

use super::error::shown;
use super::intake::{Edge, Intake, Kept};
use super::{FeedError, Skip};
use crate::engine::catalogue::Tiering;
use crate::engine::catalogue::{Date, Method};

/// A price of one tier, after judgement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub from: f64,
    pub to: Option<f64>,
    pub usd: f64,
}

/// An item with its price, after judgement.
#[derive(Clone, Debug)]
pub(super) struct Priced {
    pub scope: String,
    pub service: &'static str,
    pub item: String,
    pub unit: &'static str,
    pub tiering: Tiering,
    pub steps: Vec<Step>,
    /// Newest date of its tiers.
    pub day: Option<Date>,
    pub method: Method,
    pub source: String,
}

impl Priced {
    /// The price, where the item has one only.
    pub(super) fn flat(&self) -> Option<f64> {
        match self.steps.as_slice() {
            [Step { to: None, usd, .. }] => Some(*usd),
            _ => None,
        }
    }

    /// The same item at another name and multiple of the price.
    pub(super) fn derived(&self, item: String, times: f64, why: &str) -> Self {
        let steps = self.steps.iter().map(|step| Step { usd: step.usd * times, ..*step }).collect();
        Self {
            item,
            steps,
            method: Method::Derived,
            source: format!("{why} {}: {}", self.item, self.source),
            ..self.clone()
        }
    }
}

impl Intake<'_> {
    /// Judges what was taken in. `source` makes the source of a SKU's price; `published` is the
    /// feed's own date, if it has one.
    pub(super) fn judge(
        &mut self,
        source: impl Fn(&str) -> String,
        published: Option<Date>,
    ) -> Result<Vec<Priced>, FeedError> {
        let day = self.wanted.as_of.or(published).or(self.newest_start);
        let mut priced = Vec::new();
        for ((scope, service, item), skus) in std::mem::take(&mut self.items) {
            let mut found: Option<(String, Vec<Step>, &'static str, Option<Date>)> = None;
            let mut records = 0;
            let mut clash = None;
            for (sku, kept) in skus {
                let (current, n) = self.in_force(&item, kept, day);
                let (Some(first), true) = (current.first(), n > 0) else { continue };
                let (unit, day) = (first.unit, current.iter().filter_map(|kept| kept.day).max());
                let Some((steps, n_free)) = self.steps(service, &item, &current)? else { continue };
                match &found {
                    None => found = Some((sku, steps, unit, day)),
                    Some((_, others, other_unit, _)) if *others == steps && *other_unit == unit => {}
                    Some((other, others, ..)) => {
                        clash = Some(format!(
                            "{item}: {} for {}, {} for {}",
                            others.first().map_or(0.0, |step| step.usd),
                            shown(other),
                            steps.first().map_or(0.0, |step| step.usd),
                            shown(&sku)
                        ));
                    }
                }
                records += n - n_free;
            }
            if let Some(clash) = clash {
                for _ in 0..records {
                    self.tally.count(Skip::TwoPrices, || clash.clone());
                }
                continue;
            }
            self.understood += records;
            if let Some((sku, steps, unit, day)) = found {
                let tiered = steps.len() > 1 || steps.iter().any(|step| step.to.is_some());
                let tiering = if tiered { Tiering::Graduated } else { Tiering::Flat };
                let source = source(&sku);
                let method = Method::Feed;
                priced.push(Priced { scope, service, item, unit, tiering, steps, day, method, source });
            }
        }
        Ok(priced)
    }

    /// The prices of a SKU that apply on the day, by tier, and how many records they are.
    fn in_force(&mut self, item: &str, kept: Vec<Kept>, day: Option<Date>) -> (Vec<Kept>, u64) {
        let mut tiers: BTreeMap<u64, Vec<Kept>> = BTreeMap::new();
        for kept in kept {
            let reason = match day {
                Some(day) if kept.start.is_some_and(|start| start > day) => Skip::NotYet,
                Some(day) if kept.end.is_some_and(|end| end < day) => Skip::Ended,
                _ => {
                    // Never negative, so the order of the bits is the order of the numbers.
                    tiers.entry(kept.from.abs().to_bits()).or_default().push(kept);
                    continue;
                }
            };
            self.tally.count(reason, || format!("{item}, {}", kept.place));
        }
        for rates in tiers.values_mut() {
            let newest = rates.iter().filter_map(|rate| rate.start).max();
            rates.retain(|rate| {
                if rate.start < newest {
                    self.tally.count(Skip::Superseded, || format!("{item}, {}", rate.place));
                }
                rate.start >= newest
            });
        }
        let records: usize = tiers.values().map(Vec::len).sum();
        if tiers.values().any(|rates| disagree(rates)) {
            for rate in tiers.values().flatten() {
                self.tally.count(Skip::TwoPrices, || format!("{item}: {} at {}", rate.usd, rate.place));
            }
            return (Vec::new(), 0);
        }
        let current = tiers.into_values().filter_map(|rates| rates.into_iter().next());
        (current.collect(), records as u64)
    }

    /// The tiers of a SKU, in ascending order, and how many before them were free. None where
    /// they cannot be used.
    fn steps(
        &mut self,
        service: &'static str,
        item: &str,
        rates: &[Kept],
    ) -> Result<Option<(Vec<Step>, u64)>, FeedError> {
        let mut steps: Vec<Step> = Vec::with_capacity(rates.len());
        let mut end = Some(0.0);
        for (idx, rate) in rates.iter().enumerate() {
            let misplaced = end.is_none_or(|end: f64| end.to_bits() != rate.from.abs().to_bits());
            if misplaced && idx == 0 {
                for rate in rates {
                    let example = || format!("{item} from {}, {}", rate.from, rate.place);
                    self.tally.count(Skip::NoFirstTier, example);
                }
                return Ok(None);
            }
            if misplaced {
                return Err(FeedError::Tiers {
                    file: self.name.to_owned(),
                    place: rate.place.clone(),
                    item: format!("{service} {item}"),
                    from: rate.from,
                    end: end.unwrap_or(f64::INFINITY),
                });
            }
            let to = match rate.to {
                Edge::At(to) => Some(to),
                Edge::Open => None,
                Edge::Next => rates.get(idx + 1).map(|next| next.from),
            };
            end = to;
            steps.push(Step { from: rate.from.abs(), to, usd: rate.usd });
        }
        // Where more tiers follow, a first one that costs nothing is an allowance.
        if let [free, paid, ..] = steps.as_mut_slice()
            && free.usd <= 0.0
        {
            paid.from = 0.0;
            let example = || format!("{item}, first {}", free.to.unwrap_or_default());
            self.tally.count(Skip::FreeAllowance, example);
            steps.remove(0);
            return Ok(Some((steps, 1)));
        }
        Ok(Some((steps, 0)))
    }
}

/// Whether prices of one tier differ.
fn disagree(rates: &[Kept]) -> bool {
    let differs = |a: &Kept, b: &Kept| a.usd.to_bits() != b.usd.to_bits() || a.to != b.to;
    rates.windows(2).any(|pair| matches!(pair, [a, b] if differs(a, b)))
}
