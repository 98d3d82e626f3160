//! Shares of a window: how likely a year or a month is up for so much of it.

use serde::{Deserialize, Serialize};

use crate::engine::availability::{Downtime, Lengths, OutageLaw, Switch};
use crate::engine::units::{HoursPerMonth, MONTHS_PER_YEAR};

/// Availabilities that are shown for every plan, percent.
const SHOWN: [f64; 3] = [99.9, 99.95, 99.99];

/// How likely a window meets an availability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowLaw {
    /// Percent of the window.
    pub availability_pct: f64,
    /// Probability that a year meets it.
    pub p_year: f64,
    /// Probability that a month meets it.
    pub p_month: f64,
    /// Months of a year that do not, in the mean: 12 × (1 − the probability of a month).
    pub months_breached_per_year: f64,
}

/// Outages of a promised service, and the shares of a month that are asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PromiseInputs {
    pub(super) outages: Vec<OutageLaw>,
    pub(super) below_pct: Vec<f64>,
}

impl PromiseInputs {
    /// Probability that a month is up for less than each of them.
    pub(super) fn p_below(&self, lengths: &mut Lengths) -> Vec<f64> {
        if self.outages.is_empty() && self.below_pct.is_empty() {
            return Vec::new();
        }
        let month = Downtime::on(lengths, &self.outages, None, HoursPerMonth::BILLED.hours());
        self.below_pct.iter().map(|pct| month.p_below(*pct)).collect()
    }
}

/// The availabilities to look at: those that are shown, and the target where it is another.
pub(super) fn asked(target: Option<f64>) -> Vec<f64> {
    let mut asked = SHOWN.to_vec();
    asked.extend(target.filter(|target| SHOWN.iter().all(|shown| (shown - target).abs() > 1e-9)));
    asked.sort_by(f64::total_cmp);
    asked
}

/// Year and month of the platform; `year` is the law of its year, and what it had to know of
/// lengths of outages is in `lengths`.
pub(super) fn windows(
    asked: &[f64],
    year: &Downtime,
    lengths: &mut Lengths,
    outages: Option<&[OutageLaw]>,
    switch: Option<&Switch>,
) -> Vec<WindowLaw> {
    let hours = HoursPerMonth::BILLED.hours();
    let month = outages
        .map_or_else(|| Downtime::always(hours), |outages| Downtime::on(lengths, outages, switch, hours));
    asked
        .iter()
        .map(|pct| WindowLaw {
            availability_pct: *pct,
            p_year: year.p_availability(*pct),
            p_month: month.p_availability(*pct),
            months_breached_per_year: MONTHS_PER_YEAR * month.p_below(*pct),
        })
        .collect()
}
