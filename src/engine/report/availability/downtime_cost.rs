//! What downtime costs: beside the bill, never in it.

use serde::Serialize;

use super::{Availability, DowntimeMinutes};
use crate::engine::plan::{Outcome, Spread};
use crate::engine::report::cost::Cost;
use crate::engine::report::format::dollars;
use crate::engine::report::page::Page;
use crate::engine::report::table::Table;
use crate::engine::report::{LowLikelyHigh, Report};
use crate::engine::units::{MONTHS_PER_YEAR, Usd};

/// What downtime costs at what the plan says of an hour of it.
///
/// Formula: minutes of a year ÷ 60 × USD an hour: percentiles at the likely price, the mean at the
/// mean of both.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DowntimeCost {
    /// USD for an hour of downtime.
    pub usd_per_hour: LowLikelyHigh,
    /// USD of a year.
    pub usd_per_year: DowntimeUsd,
    /// USD of a month in the mean.
    pub monthly_mean_usd: Usd,
    /// Bill, people and downtime of a month together, the last in the mean; absent where people are
    /// not computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_with_bill_and_people_usd: Option<Usd>,
}

/// USD of a year's downtime.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DowntimeUsd {
    /// Mean.
    pub mean: Usd,
    /// 10th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p10: Option<Usd>,
    /// Median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50: Option<Usd>,
    /// 90th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p90: Option<Usd>,
    /// 99th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p99: Option<Usd>,
}

/// What so many minutes cost; none where the plan does not say what an hour does.
pub(super) fn downtime_cost(outcome: &Outcome, minutes: &DowntimeMinutes) -> Option<DowntimeCost> {
    let usd = Spread::of(outcome.plan.finance.downtime_usd_per_hour?);
    let of = |minutes: f64, per_hour: f64| Usd::from_dollars(minutes / 60.0 * per_hour);
    let at = |minutes: Option<f64>| minutes.map(|minutes| of(minutes, usd.likely));
    let mean = of(minutes.mean, usd.mean);
    let monthly_mean_usd = Usd::from_dollars(mean.dollars() / MONTHS_PER_YEAR);
    let people = outcome.horizon.as_ref().map(|ahead| ahead.labour.total());
    Some(DowntimeCost {
        usd_per_hour: LowLikelyHigh { low: usd.low, likely: usd.likely, high: usd.high },
        usd_per_year: DowntimeUsd {
            mean,
            p10: at(minutes.p10),
            p50: at(minutes.p50),
            p90: at(minutes.p90),
            p99: at(minutes.p99),
        },
        monthly_mean_usd,
        monthly_with_bill_and_people_usd: people
            .map(|people| outcome.bill.effective + people + monthly_mean_usd),
    })
}

impl DowntimeCost {
    /// In a sentence, beside the money of the same report.
    pub fn in_words(&self, cost: &Cost) -> String {
        let usd = |usd: Usd| dollars(usd.dollars());
        let LowLikelyHigh { low, likely, high } = self.usd_per_hour;
        let price = if low < high {
            format!("{} USD an hour ({} to {})", dollars(likely), dollars(low), dollars(high))
        } else {
            format!("{} USD an hour", dollars(likely))
        };
        let year = &self.usd_per_year;
        let odds = year.p50.zip(year.p90).map_or_else(String::new, |(p50, p90)| {
            format!("one year in two below {} USD, nine of ten below {}; ", usd(p50), usd(p90))
        });
        let together = self.monthly_with_bill_and_people_usd.map_or_else(String::new, |all| {
            let unplanned = cost.labour.as_ref().is_some_and(|labour| labour.unplanned_usd.is_some());
            let at_least = if cost.monthly.complete && unplanned { "" } else { "at least " };
            format!("; bill, people and downtime together {at_least}{} USD a month", usd(all))
        });
        format!(
            "at {price}: {odds}mean {} USD a year, {} a month, beside the bill{together}",
            usd(year.mean),
            usd(self.monthly_mean_usd)
        )
    }
}

pub(super) fn text(report: &Report, page: &mut Page) {
    if let Some(cost) = &report.availability.downtime_cost {
        page.wrapped("  downtime costs       ", &cost.in_words(&report.cost));
    }
}

pub(super) fn csv(availability: &Availability, table: &mut Table) -> Result<(), csv::Error> {
    let Some(cost) = &availability.downtime_cost else { return Ok(()) };
    let mut fact = |component: &str, value: f64, unit: &str| {
        table.fact("availability", "downtime cost", component, value, unit)
    };
    let price = cost.usd_per_hour;
    for (component, value) in [("low", price.low), ("likely", price.likely), ("high", price.high)] {
        fact(&format!("an hour, {component}"), value, "USD per hour")?;
    }
    let year = &cost.usd_per_year;
    let of_year = [
        ("mean", Some(year.mean)),
        ("p10", year.p10),
        ("p50", year.p50),
        ("p90", year.p90),
        ("p99", year.p99),
    ];
    for (component, usd) in of_year {
        if let Some(usd) = usd {
            fact(&format!("a year, {component}"), usd.dollars(), "USD per year")?;
        }
    }
    fact("a month, mean", cost.monthly_mean_usd.dollars(), "USD per month")?;
    match cost.monthly_with_bill_and_people_usd {
        Some(usd) => fact("bill, people and downtime", usd.dollars(), "USD per month"),
        None => Ok(()),
    }
}
