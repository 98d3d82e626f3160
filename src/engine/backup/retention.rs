//! What copies take from the plan's first day to its last.

use serde::Serialize;

use super::chain::Chain;
use super::growth::{Change, DAY, Growth};
use super::model::{Model, base_schedule, weekday};
use super::schedule::Schedule;
use super::simulate::{Span, Stock, simulate};
use crate::engine::catalogue::CopyMethod;
use crate::engine::scenario::{BackupTier, Plan};
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// Means over stretches of equal length, of what comes in order and without a gap.
struct Means {
    width: i64,
    hours: i64,
    sums: Vec<f64>,
    /// The stretch that is being filled, and its end.
    at: usize,
    end: i64,
}

impl Means {
    fn new(width: i64, hours: i64) -> Self {
        let sums = vec![0.0; (hours as usize).div_ceil(width as usize)];
        Self { width, hours, sums, at: 0, end: width }
    }

    fn add(&mut self, mut from: i64, to: i64, value: f64) {
        while to > self.end {
            self.sums[self.at] += value * (self.end - from) as f64;
            from = self.end;
            self.at += 1;
            self.end += self.width;
        }
        self.sums[self.at] += value * (to - from) as f64;
    }

    /// The hours of each stretch; the last may be shorter.
    fn spans(width: i64, hours: i64) -> impl Iterator<Item = (i64, i64)> {
        (0..hours.div_euclid(width) + i64::from(hours % width > 0))
            .map(move |i| (i * width, ((i + 1) * width).min(hours)))
    }

    fn means(self) -> Vec<f64> {
        let spans = Self::spans(self.width, self.hours);
        self.sums.iter().zip(spans).map(|(sum, (from, to))| sum / (to - from) as f64).collect()
    }
}

/// What a store keeps while the horizon passes, GiB: the mean of each day and each month.
struct Store {
    days: Vec<f64>,
    months: Vec<f64>,
}

impl Store {
    fn new(hours: i64) -> Self {
        let n = |width: i64| vec![0.0; (hours as usize).div_ceil(width as usize)];
        Self { days: n(DAY), months: n(MONTH) }
    }

    /// Adds what comes span by span.
    fn add(&mut self, days: Means, months: Means, gib: f64) {
        let add = |into: &mut [f64], means: Means| {
            into.iter_mut().zip(means.means()).for_each(|(sum, mean)| *sum += mean * gib);
        };
        add(&mut self.days, days);
        add(&mut self.months, months);
    }

    /// Adds copies of data that do not change in size: so many of each tier.
    fn add_copies(&mut self, schedule: Schedule, hours: i64, gib: f64) {
        let add = |into: &mut [f64], width: i64| {
            let spans = Means::spans(width, hours);
            into.iter_mut()
                .zip(spans)
                .for_each(|(sum, (from, to))| *sum += schedule.copies_between(from, to) * gib);
        };
        add(&mut self.days, DAY);
        add(&mut self.months, MONTH);
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
    for chain in &model.chains {
        let store = if chain.method == CopyMethod::Snapshot { &mut snapshots } else { &mut velero };
        if chain.is_constant() {
            for schedule in model.schedules_of(chain) {
                store.add_copies(schedule, hours, chain.gib);
                let spans = Means::spans(MONTH, hours);
                written
                    .iter_mut()
                    .zip(spans)
                    .for_each(|(sum, (from, to))| *sum += schedule.runs_between(from, to) as f64 * chain.gib);
            }
            continue;
        }
        let (mut days, mut months) = (Means::new(DAY, hours), Means::new(MONTH, hours));
        run(model, chain, &growth, hours, |span| {
            days.add(span.from, span.to, span.content);
            months.add(span.from, span.to, span.content);
            written[(span.from / MONTH) as usize] += span.written * chain.gib;
        });
        store.add(days, months, chain.gib);
    }
    if let Some(point) = &model.point_in_time {
        let change = Change::new(CopyMethod::Incremental, model.daily_change);
        let [mut days, mut billed_days] = std::array::from_fn(|_| Means::new(DAY, hours));
        let [mut months, mut billed_months] = std::array::from_fn(|_| Means::new(MONTH, hours));
        simulate(&[base_schedule(point)], &change, &growth, Stock::Empty, hours, |span| {
            let log_day = growth.at(span.from) * point.log_per_day;
            let log = log_day * kept_days(span.from, point.days, &growth);
            let gib = (span.content + log) * point.gib;
            let not_free = (gib - model.free_gib).max(0.0);
            days.add(span.from, span.to, gib);
            months.add(span.from, span.to, gib);
            billed_days.add(span.from, span.to, not_free);
            billed_months.add(span.from, span.to, not_free);
            written[(span.from / MONTH) as usize] += (span.written + log_day) * point.gib;
        });
        database.add(days, months, 1.0);
        billed.add(billed_days, billed_months, 1.0);
    }
    if let Some(old) = &model.versions {
        let (mut days, mut months) = (Means::new(DAY, hours), Means::new(MONTH, hours));
        for (from, to) in Means::spans(DAY, hours) {
            let kept = growth.at(from) * kept_days(from, old.days, &growth);
            days.add(from, to, kept);
            months.add(from, to, kept);
        }
        versions.add(days, months, old.gib_per_day);
    }
    let stores = [&velero, &snapshots, &database, &versions];
    let by_day: Vec<f64> = (0..n_days).map(|day| stores.iter().map(|store| store.days[day]).sum()).collect();
    let [velero, snapshots, database, billed, versions] =
        [velero, snapshots, database, billed, versions].map(|store| store.months);
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
    tiers.map(|(tier, schedule)| tier_at(tier, *schedule, last)).collect()
}

fn tier_at(tier: &BackupTier, schedule: Schedule, hour: i64) -> TierDay {
    TierDay {
        name: tier.name.clone(),
        copies: schedule.copies_at(hour) as u32,
        ages_hours: schedule.ages_at(hour).take(MOST_LISTED).collect(),
        oldest_hours: schedule.ages_at(hour).last().unwrap_or(0),
    }
}

/// The copies of each tier of a plan at the end of a day, counted from 0 for its first.
pub fn copies_on(plan: &Plan, day: usize) -> Vec<TierDay> {
    let start = weekday(plan.start_month);
    let hour = (day as i64 + 1) * DAY - 1;
    plan.backup.tiers.iter().map(|tier| tier_at(tier, Schedule::of(tier, start), hour)).collect()
}
