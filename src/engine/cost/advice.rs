//! Larger sizes that cost less than the one that the plan takes.

use super::larger::{larger_cache, larger_database};
use super::writer::{Ask, HOURS};
use super::{CacheChoice, DatabaseChoice, Holding};
use crate::engine::catalogue::{Meter, Part, Prices, ServiceClass, Tiering};
use crate::engine::scenario::Figures;
use crate::engine::units::Usd;

/// A size and what it costs in a month, at list price.
#[derive(Clone, Debug, PartialEq)]
pub struct Sized {
    /// The size, such as `4 GiB`.
    pub size: String,
    /// A month of it.
    pub usd: Usd,
}

/// A larger size that costs less.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The part of the layout.
    pub component: &'static str,
    /// The item of the price list.
    pub item: String,
    /// What the plan takes.
    pub now: Sized,
    /// What costs less.
    pub cheaper: Sized,
}

impl Advice {
    /// What the larger size saves in a month.
    pub fn saves(&self) -> Usd {
        self.now.usd - self.cheaper.usd
    }
}

/// The larger size that costs least, where a meter bills the whole instance at the price of its
/// size and that is less than what `size` GiB cost.
///
/// Formula: of every tier above that of the size the smallest whole GiB; size × price of the
/// tier × quantity ÷ present size. Source: docs/model.md, "Cost".
pub(super) fn larger_of_meter(meter: &Meter, ask: &Ask<'_>, size: f64) -> Option<Advice> {
    if meter.tiering != Tiering::Whole || size <= 0.0 {
        return None;
    }
    let hours = ask.quantity / size;
    let cost = |size: f64| Some(meter.price_of_size(size)?.times(size * hours));
    let now = cost(size)?;
    let starts = meter.tiers.iter().filter(|tier| tier.from >= size).map(|tier| tier.from.floor() + 1.0);
    let cheapest = starts.filter_map(|size| Some((size, cost(size)?))).min_by_key(|(_, usd)| *usd)?;
    let sized = |size: f64, usd| Sized { size: format!("{size} GiB"), usd };
    (cheapest.1 < now).then(|| Advice {
        component: ask.component,
        item: ask.item.1.to_owned(),
        now: sized(size, now),
        cheaper: sized(cheapest.0, cheapest.1),
    })
}

/// The larger class that costs least, where one costs less than the class of `ask`. `price` is
/// that of a unit of a class, where it is sold.
pub(super) fn larger_class<'c>(
    ask: &Ask<'_>,
    class: &ServiceClass,
    classes: impl Iterator<Item = &'c ServiceClass>,
    price: impl Fn(&ServiceClass) -> Option<Usd>,
) -> Option<Advice> {
    let size = |class: &ServiceClass| class.storage_gib.unwrap_or(0.0);
    let now = price(class)?;
    let larger = classes.filter(|other| size(other) > size(class));
    let (other, usd) = larger.filter_map(|other| Some((other, price(other)?))).min_by_key(|(_, usd)| *usd)?;
    let sized = |class: &ServiceClass, usd| Sized { size: class.name.clone(), usd };
    (usd < now).then(|| Advice {
        component: ask.component,
        item: ask.item.1.to_owned(),
        now: sized(class, now),
        cheaper: sized(other, usd),
    })
}

/// Larger classes of database and cache that cost less than those that a site has.
pub fn class_advice(
    figures: Figures<'_>,
    (database, cache): (Option<&DatabaseChoice>, Option<&CacheChoice>),
    prices: &Prices<'_>,
    holding: &Holding,
) -> Vec<Advice> {
    let (plan, catalogue) = (figures.plan(), figures.catalogue());
    let share = figures.assumption("cache.usable_memory_share").map_or(1.0, |figure| figure.likely());
    let database = database.and_then(|choice| {
        let larger = larger_database(plan, catalogue, prices, &choice.name)?;
        Some(("PostgreSQL", &choice.name, larger, holding.factor(Part::Database)))
    });
    let cache = cache.and_then(|choice| {
        // The whole meter of Memorystore says itself which size is cheaper.
        let meter = prices.meter("memorystore-redis", &choice.item);
        if meter.is_some_and(|meter| meter.tiering == Tiering::Whole) {
            return None;
        }
        let larger = larger_cache(plan, catalogue, prices, share, &choice.name)?;
        Some(("Cache", &choice.name, larger, choice.nodes * holding.factor(Part::Cache)))
    });
    let advice = [database, cache].into_iter().flatten().filter(|(.., units)| *units > 0.0);
    advice
        .map(|(component, taken, larger, units)| {
            let month = |hourly: f64| Usd::from_dollars(hourly * HOURS * units);
            Advice {
                component,
                item: taken.clone(),
                now: Sized { size: taken.clone(), usd: month(larger.now_usd) },
                cheaper: Sized { size: larger.name, usd: month(larger.usd) },
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::catalogue::{Method, Provenance, Tier};
    use crate::engine::cost::Group;
    use crate::engine::units::UnitPrice;

    /// Memorystore in europe-west1: 0.086, 0.061, 0.05, 0.043 and 0.035 USD per GiB and hour.
    fn meter() -> Meter {
        let tier = |from, to, usd| Tier { from, to: Some(to), price: UnitPrice::new(usd).expect("a price") };
        Meter {
            unit: "GiB-hour".to_owned(),
            tiering: Tiering::Whole,
            tiers: vec![
                tier(0.0, 4.0, 0.086),
                tier(4.0, 10.0, 0.061),
                tier(10.0, 35.0, 0.05),
                tier(35.0, 100.0, 0.043),
                tier(100.0, 300.0, 0.035),
            ],
            provenance: Provenance { source: "a test".to_owned(), as_of: None, method: Method::Assumed },
            own: false,
            listed: None,
        }
    }

    fn advice(gib: f64) -> Option<(String, f64, f64)> {
        let ask = Ask::new(Group::Data, "Cache", ("memorystore-redis", "tier"), gib * 730.0, String::new());
        let advice = larger_of_meter(&meter(), &ask, gib)?;
        Some((advice.cheaper.size, advice.now.usd.dollars(), advice.cheaper.usd.dollars()))
    }

    /// Each edge by hand, for 730 h: 4 × 0.086 = 0.344 and 5 × 0.061 = 0.305; 10 × 0.061 = 0.61
    /// and 11 × 0.05 = 0.55; 35 × 0.05 = 1.75 and 36 × 0.043 = 1.548; 100 × 0.043 = 4.3 and
    /// 101 × 0.035 = 3.535.
    #[test]
    fn the_size_above_each_edge_is_cheaper_than_the_edge() {
        for (gib, size, now, cheaper) in [
            (4.0, "5 GiB", 251.12, 222.65),
            (10.0, "11 GiB", 445.3, 401.5),
            (35.0, "36 GiB", 1277.5, 1130.04),
            (100.0, "101 GiB", 3139.0, 2580.55),
        ] {
            let found = advice(gib).expect("cheaper");
            assert_eq!(found.0, size);
            assert!((found.1 - now).abs() < 1e-6 && (found.2 - cheaper).abs() < 1e-6, "{found:?}");
        }
    }

    /// 3 × 0.086 = 0.258 is less than 5 × 0.061 = 0.305; 5, 11, 36 and 101 GiB begin their tiers;
    /// above 300 GiB no price is stated.
    #[test]
    fn elsewhere_no_larger_size_is_cheaper() {
        for gib in [1.0, 3.0, 5.0, 11.0, 36.0, 101.0, 300.0, 301.0] {
            assert_eq!(advice(gib), None, "{gib}");
        }
    }
}
