//! Where readers hand in prices: filters regions, judges dates, forms tiers.

use std::collections::{BTreeMap, BTreeSet};

use super::error::shown;
use super::skip::Tally;
use super::{CURRENCY, FeedError, FeedKind, Import, PriceRow, Skip, Tiering, Wanted};
use crate::engine::catalogue::{Date, InstanceType, Method, Provider};
use crate::engine::units::UnitPrice;

/// Most prices that are kept of a feed. A region has a few thousand items.
const MOST_PRICES: usize = 200_000;

/// Most regions that an error message can name.
const MOST_REGIONS: usize = 200;

/// Service of prices that only serve to compose others.
pub(super) const PART: &str = "part";

/// A price as a feed has it.
pub(super) struct Offer<'a> {
    /// Region, multi-region or `global`.
    pub scope: &'a str,
    pub service: &'static str,
    pub item: String,
    pub unit: &'static str,
    /// What tells meters of one item apart.
    pub sku: &'a str,
    /// Line or SKU, for messages.
    pub place: String,
    /// Begin of the tier.
    pub from: f64,
    /// End of the tier, where the feed states ends.
    pub to: Edge,
    pub usd: f64,
    /// Date of the figure, where the feed dates each price.
    pub day: Option<Date>,
    /// First day on which the price applies, where others of the same SKU may follow.
    pub start: Option<Date>,
    /// Last day on which it applies.
    pub end: Option<Date>,
}

/// The upper end of a tier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Edge {
    /// Where the next tier begins.
    Next,
    /// The feed states it.
    At(f64),
    /// The feed states that there is none.
    Open,
}

/// A price that was kept.
#[derive(Clone)]
struct Kept {
    unit: &'static str,
    place: String,
    from: f64,
    to: Edge,
    usd: f64,
    day: Option<Date>,
    start: Option<Date>,
    end: Option<Date>,
}

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

/// Prices of one item by SKU.
type Skus = BTreeMap<String, Vec<Kept>>;

/// Takes in what a reader finds.
pub(super) struct Intake<'a> {
    pub name: &'a str,
    provider: Provider,
    wanted: &'a Wanted<'a>,
    pub tally: Tally,
    regions: BTreeSet<String>,
    items: BTreeMap<(String, &'static str, String), Skus>,
    n_kept: usize,
    understood: u64,
    newest_start: Option<Date>,
    newest_day: Option<Date>,
    /// Set where a visitor of the JSON reader cannot return it.
    pub fault: Option<FeedError>,
}

impl<'a> Intake<'a> {
    pub(super) fn new(name: &'a str, provider: Provider, wanted: &'a Wanted<'a>) -> Self {
        Self {
            name,
            provider,
            wanted,
            tally: Tally::default(),
            regions: BTreeSet::new(),
            items: BTreeMap::new(),
            n_kept: 0,
            understood: 0,
            newest_start: None,
            newest_day: None,
            fault: None,
        }
    }

    /// Whether prices of this region are wanted.
    pub(super) fn wants(&mut self, region: &str) -> bool {
        if !self.regions.contains(region) && self.regions.len() < MOST_REGIONS {
            self.regions.insert(shown(region));
        }
        if self.wanted.regions.is_empty() {
            self.wanted.catalogue.region(self.provider, region).is_some()
        } else {
            self.wanted.regions.iter().any(|wanted| wanted == region)
        }
    }

    /// Whether the catalogue knows the region.
    pub(super) fn knows(&self, region: &str) -> bool {
        self.wanted.catalogue.region(self.provider, region).is_some()
    }

    /// Whether the catalogue has the machine type.
    pub(super) fn has_type(&self, name: &str) -> bool {
        self.wanted.catalogue.instance_types.contains_key(name)
    }

    /// The machine types of the catalogue, of every provider.
    pub(super) fn types(&self) -> impl Iterator<Item = &'a InstanceType> + use<'a> {
        self.wanted.catalogue.instance_types.values()
    }

    /// The day that the caller judges prices on.
    pub(super) const fn as_of(&self) -> Option<Date> {
        self.wanted.as_of
    }

    /// Keeps a price.
    pub(super) fn take(&mut self, offer: Offer<'_>) -> Result<(), FeedError> {
        let Offer { scope, service, item, unit, sku, place, from, to, usd, day, start, end } = offer;
        let number = |field: &str, number: f64| FeedError::Value {
            file: self.name.to_owned(),
            place: place.clone(),
            field: field.to_owned(),
            found: number.to_string(),
            allowed: "a finite number of at least 0".to_owned(),
        };
        UnitPrice::new(usd).map_err(|_| number("price", usd))?;
        UnitPrice::new(from).map_err(|_| number("begin of the tier", from))?;
        if let Edge::At(to) = to
            && (!to.is_finite() || to <= from)
        {
            return Err(FeedError::Value {
                file: self.name.to_owned(),
                place,
                field: "end of the tier".to_owned(),
                found: to.to_string(),
                allowed: format!("a finite number above {from}"),
            });
        }
        if self.n_kept >= MOST_PRICES {
            return Err(FeedError::TooMuch {
                file: self.name.to_owned(),
                place,
                what: "more prices".to_owned(),
                allowed: format!("at most {MOST_PRICES} in a feed; ask for fewer regions"),
            });
        }
        self.n_kept += 1;
        self.newest_start = self.newest_start.max(start);
        self.newest_day = self.newest_day.max(day);
        let kept = Kept { unit, place, from, to, usd, day, start, end };
        let skus = self.items.entry((scope.to_owned(), service, item)).or_default();
        skus.entry(sku.to_owned()).or_default().push(kept);
        Ok(())
    }

    /// Judges what was taken in. `source` makes the source of a SKU's price; `published` is the
    /// feed's own date, if it has one.
    pub(super) fn judge(
        &mut self,
        tiering: impl Fn(&'static str) -> Tiering,
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
                let Some(steps) = self.steps(service, &item, &current)? else { continue };
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
                records += n;
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
                let tiering = if tiered { tiering(service) } else { Tiering::Flat };
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
        let mut current = Vec::new();
        let mut records = 0;
        for mut rates in tiers.into_values() {
            let newest = rates.iter().filter_map(|rate| rate.start).max();
            rates.retain(|rate| {
                if rate.start < newest {
                    self.tally.count(Skip::Superseded, || format!("{item}, {}", rate.place));
                }
                rate.start >= newest
            });
            let Some(first) = rates.first() else { continue };
            if rates.iter().any(|rate| rate.usd.to_bits() != first.usd.to_bits() || rate.to != first.to) {
                for rate in &rates {
                    let example = || format!("{item}: {} at {}", rate.usd, rate.place);
                    self.tally.count(Skip::TwoPrices, example);
                }
                return (Vec::new(), 0);
            }
            records += rates.len() as u64;
            current.extend(rates.into_iter().next());
        }
        (current, records)
    }

    /// The tiers of a SKU, in ascending order. None where they cannot be used.
    fn steps(
        &mut self,
        service: &'static str,
        item: &str,
        rates: &[Kept],
    ) -> Result<Option<Vec<Step>>, FeedError> {
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
        }
        Ok(Some(steps))
    }

    /// The import, once every item has its price. `day_of` gives a price's date.
    pub(super) fn finish(
        mut self,
        kind: FeedKind,
        priced: Vec<Priced>,
        published: Option<Date>,
        goes_on: bool,
        day_of: impl Fn(&Priced) -> Option<Date>,
    ) -> Result<Import, FeedError> {
        let mut rows = Vec::with_capacity(priced.len());
        for priced in priced {
            let as_of = day_of(&priced).ok_or_else(|| FeedError::Value {
                file: self.name.to_owned(),
                place: priced.source.clone(),
                field: "date".to_owned(),
                found: "none".to_owned(),
                allowed: "a date in the feed, or a day that you name".to_owned(),
            })?;
            for step in &priced.steps {
                let usd_per_unit = UnitPrice::new(step.usd).map_err(|_| FeedError::Value {
                    file: self.name.to_owned(),
                    place: priced.source.clone(),
                    field: priced.item.clone(),
                    found: step.usd.to_string(),
                    allowed: "a finite price of at least 0".to_owned(),
                })?;
                let tiered = priced.tiering != Tiering::Flat;
                rows.push(PriceRow {
                    provider: self.provider,
                    region: priced.scope.clone(),
                    service: priced.service.to_owned(),
                    item: priced.item.clone(),
                    unit: priced.unit.to_owned(),
                    tiering: priced.tiering,
                    tier_from: tiered.then_some(step.from),
                    tier_to: step.to.filter(|_| tiered),
                    usd_per_unit: usd_per_unit.usd(),
                    as_of,
                    method: priced.method,
                    source: priced.source.clone(),
                });
            }
        }
        if rows.is_empty() {
            return Err(self.nothing());
        }
        rows.sort_by(|a, b| {
            let key = |row: &PriceRow| (row.region.clone(), row.service.clone(), row.item.clone());
            let from = |row: &PriceRow| row.tier_from.unwrap_or_default();
            key(a).cmp(&key(b)).then_with(|| from(a).total_cmp(&from(b)))
        });
        let tally = std::mem::take(&mut self.tally);
        Ok(Import {
            kind,
            rows,
            understood: self.understood,
            skipped: tally.into_map(),
            currency: CURRENCY,
            published: published.or(self.newest_day),
            goes_on,
        })
    }

    /// Counts parts of a composed price that went into no row.
    pub(super) fn unused(&mut self, reason: Skip, example: impl FnOnce() -> String) {
        self.understood = self.understood.saturating_sub(1);
        self.tally.count(reason, example);
    }

    fn nothing(&self) -> FeedError {
        let wanted = match self.wanted.regions {
            [] => format!("any {} region of the catalogue", self.provider.title()),
            some => some.join(", "),
        };
        let mut regions: Vec<&str> = self.regions.iter().map(String::as_str).take(40).collect();
        if regions.is_empty() {
            regions.push("no region");
        }
        FeedError::Nothing {
            file: self.name.to_owned(),
            wanted,
            found: regions.join(", "),
            skipped: self.tally.summary(),
        }
    }
}

/// The day of a date with a time, such as `2025-12-05T20:54:57Z`.
pub(super) fn day_of(text: &str) -> Option<Date> {
    Date::parse(text.get(..10)?)
}
