//! What copies take from the plan's first day to its last.

use serde::Serialize;

use super::chain::Chain;
use super::growth::{Change, DAY, Growth};
use super::model::{Model, base_schedule};
use super::simulate::{Span, Stock, simulate};
use crate::engine::catalogue::CopyMethod;
use crate::engine::units::HoursPerMonth;

/// Hours of the billed month.
const MONTH: i64 = HoursPerMonth::BILLED.hours() as i64;
/// Copies of a tier of which each one's age is listed.
const MOST_LISTED: usize = 400;

/// What is kept in a month: means over its hours, GiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct MonthKept {
    /// Copies of the tiers in the object store.
    pub velero: f64,
    /// Snapshots of volumes.
    pub snapshots: f64,
    /// Base backups and logs of the database.
    pub database: f64,
    /// Of it, what is billed.
    pub database_billed: f64,
    /// Old versions of objects.
    pub versions: f64,
    /// What tiers and database wrote, GiB in the month.
    pub written: f64,
}

impl MonthKept {
    /// All that is kept.
    pub fn total(&self) -> f64 {
        self.velero + self.snapshots + self.database + self.versions
    }
}

/// The copies of a tier on one day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TierDay {
    /// The tier.
    pub name: String,
    /// Copies that are there.
    pub copies: u32,
    /// The age of each, hours, the youngest first; of many the first ones.
    pub ages_hours: Vec<i64>,
    /// The age of the oldest, hours.
    pub oldest_hours: i64,
}

/// What copies take over the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct Retention {
    /// All that is kept on each day, the mean of its hours, GiB.
    pub by_day: Vec<f64>,
    /// What is kept in each month of 730 hours.
    pub months: Vec<MonthKept>,
    /// Most that is kept on any day, GiB, and that day.
    pub peak: (f64, usize),
    /// What is kept on the last day, GiB.
    pub end_gib: f64,
    /// The first day on which as many copies of every tier expire as are made; none within
    /// the horizon.
    pub steady_from_day: Option<usize>,
    /// The copies of each tier at the end of the last day.
    pub calendar: Vec<TierDay>,
}

/// Means over stretches of equal length.
struct Means {
    width: i64,
    sums: Vec<f64>,
}

impl Means {
    fn new(width: i64, hours: i64) -> Self {
        Self { width, sums: vec![0.0; (hours as usize).div_ceil(width as usize)] }
    }

    fn add(&mut self, from: i64, to: i64, value: f64) {
        let mut at = from;
        while at < to {
            let i = at / self.width;
            let end = to.min((i + 1) * self.width);
            if let Some(sum) = self.sums.get_mut(i as usize) {
                *sum += value * (end - at) as f64;
            }
            at = end;
        }
    }

    fn means(self, hours: i64) -> Vec<f64> {
        let width = self.width;
        let length = |i: usize| (hours - i as i64 * width).min(width) as f64;
        self.sums.iter().enumerate().map(|(i, sum)| sum / length(i)).collect()
    }
}

/// A store while the horizon passes.
struct Store {
    days: Means,
    months: Means,
}

impl Store {
    fn new(hours: i64) -> Self {
        Self { days: Means::new(DAY, hours), months: Means::new(MONTH, hours) }
    }

    fn add(&mut self, from: i64, to: i64, gib: f64) {
        self.days.add(from, to, gib);
        self.months.add(from, to, gib);
    }
}

/// What the copies of a plan take over its horizon, run by run.
///
/// The plan begins without copies; data grow by `growth_pct_per_year`, Kubernetes objects do
/// not. A month has 730 hours, as it is billed.
/// Source: docs/model.md, "Backups".
pub(super) fn retention(model: &Model<'_>) -> Retention {
    let plan = model.figures.plan();
    let hours = i64::from(plan.finance.horizon_months) * MONTH;
    let n_days = (hours as usize).div_ceil(DAY as usize);
    let growth = Growth::new(plan.workload.growth_pct_per_year.likely(), n_days);
    let [mut velero, mut snapshots, mut database, mut billed, mut versions] =
        std::array::from_fn(|_| Store::new(hours));
    let mut written = vec![0.0; plan.finance.horizon_months as usize];
    let mut wrote = |span: &Span, gib: f64| {
        if let Some(sum) = written.get_mut((span.from / MONTH) as usize) {
            *sum += span.written * gib;
        }
    };
    let still = Growth::none();
    for chain in &model.chains {
        let store = if chain.method == CopyMethod::Snapshot { &mut snapshots } else { &mut velero };
        let growth = if chain.grows { &growth } else { &still };
        run(model, chain, growth, hours, |span| {
            store.add(span.from, span.to, span.content * chain.gib);
            wrote(&span, chain.gib);
        });
    }
    if let Some(point) = &model.point_in_time {
        let change = Change::new(CopyMethod::Incremental, model.daily_change);
        simulate(&[base_schedule(point)], &change, &growth, Stock::Empty, hours, |span| {
            let log_day = growth.at(span.from) * point.log_per_day;
            let log = log_day * kept_days(span.from, point.days, &growth);
            let gib = (span.content + log) * point.gib;
            database.add(span.from, span.to, gib);
            billed.add(span.from, span.to, (gib - model.free_gib).max(0.0));
            wrote(&Span { written: span.written + log_day, ..span }, point.gib);
        });
    }
    if let Some(old) = &model.versions {
        for day in 0..n_days as i64 {
            let (from, to) = (day * DAY, ((day + 1) * DAY).min(hours));
            let gib = old.gib_per_day * growth.at(from) * kept_days(from, old.days, &growth);
            versions.add(from, to, gib);
        }
    }
    let by_day = sum_of_days([&velero, &snapshots, &database, &versions], hours);
    let months = |store: Store| store.months.means(hours);
    let (velero, snapshots, database) = (months(velero), months(snapshots), months(database));
    let (billed, versions) = (months(billed), months(versions));
    let kept = |i: usize| MonthKept {
        velero: velero[i],
        snapshots: snapshots[i],
        database: database[i],
        database_billed: billed[i],
        versions: versions[i],
        written: written[i],
    };
    let peak = by_day.iter().enumerate().fold(
        (0.0, 0),
        |most: (f64, usize), (day, gib)| {
            if *gib > most.0 { (*gib, day) } else { most }
        },
    );
    Retention {
        end_gib: by_day.last().copied().unwrap_or(0.0),
        months: (0..written.len()).map(kept).collect(),
        peak,
        by_day,
        steady_from_day: steady_from_day(model, hours),
        calendar: calendar(model, hours),
    }
}

fn run(model: &Model<'_>, chain: &Chain, growth: &Growth, hours: i64, each: impl FnMut(Span)) {
    let change = Change::new(chain.method, model.daily_change).tabled();
    simulate(&model.schedules_of(chain), &change, growth, Stock::Empty, hours, each);
}

/// Days of what is written evenly and kept so long that are there in the middle of the day
/// that begins at an hour, in days of that hour's size.
///
/// Formula: the integral of the size over the last `keep` days, or since the plan's first,
/// over the size; half of the day itself is there.
fn kept_days(hour: i64, keep: f64, growth: &Growth) -> f64 {
    let middle = hour as f64 / DAY as f64 + 0.5;
    let days = keep.min(middle);
    // Over so short a time growth is nearly straight: the size in the middle stands for the mean.
    let centre = ((middle - days / 2.0) * DAY as f64) as i64;
    days * growth.at(centre) / growth.at(hour)
}

fn sum_of_days<const N: usize>(stores: [&Store; N], hours: i64) -> Vec<f64> {
    let mut by_day = vec![0.0; stores[0].days.sums.len()];
    for store in stores {
        by_day.iter_mut().zip(&store.days.sums).for_each(|(sum, part)| *sum += part);
    }
    Means { width: DAY, sums: by_day }.means(hours)
}

/// The first whole day in the steady state of every tier, of the database's backups and of versions.
fn steady_from_day(model: &Model<'_>, hours: i64) -> Option<usize> {
    let tiers = model.schedules.iter().map(|schedule| schedule.steady_from());
    let database = model.point_in_time.iter().map(|point| base_schedule(point).steady_from());
    let versions = model.versions.iter().map(|old| (old.days * 24.0).ceil() as i64);
    let from = tiers.chain(database).chain(versions).max().unwrap_or(0);
    (from < hours).then(|| (from as usize).div_ceil(DAY as usize))
}

fn calendar(model: &Model<'_>, hours: i64) -> Vec<TierDay> {
    let last = hours - 1;
    let tiers = model.tiers().iter().zip(&model.schedules);
    tiers
        .map(|(tier, schedule)| TierDay {
            name: tier.name.clone(),
            copies: schedule.copies_at(last) as u32,
            ages_hours: schedule.ages_at(last).take(MOST_LISTED).collect(),
            oldest_hours: schedule.ages_at(last).last().unwrap_or(0),
        })
        .collect()
}
