//! What is not known of the rates.

use serde::Serialize;

use crate::engine::plan::{Doubt, Measured, Swing};
use crate::engine::report::format::digits;
use crate::engine::report::page::Page;
use crate::engine::report::table::Table;

/// Rates that the text names.
const NAMED: usize = 5;

/// The mean downtime of a year over all that the rates may be, apart from chance.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DoubtEntry {
    /// Mean minutes a year at the likely rates.
    pub at_likely: f64,
    /// Mean over all rates.
    pub mean: Measured,
    /// 5th percentile.
    pub p5: Measured,
    /// Median.
    pub p50: Measured,
    /// 95th percentile.
    pub p95: Measured,
    /// Futures that were drawn.
    pub futures: u64,
    /// What each rate does, the one that matters most first.
    pub rates: Vec<SwingEntry>,
}

/// What one rate does to the mean downtime of a year, all others at their likely values.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SwingEntry {
    /// Its row of the rates, or the id of an assumption.
    pub id: String,
    /// Its 5th percentile.
    pub low: f64,
    /// Its likely value.
    pub likely: f64,
    /// Its 95th percentile.
    pub high: f64,
    /// Mean minutes a year with its 5th percentile.
    pub minutes_low: f64,
    /// Mean minutes a year with its 95th percentile.
    pub minutes_high: f64,
}

pub(super) fn doubt(doubt: &Doubt) -> DoubtEntry {
    let swing = |swing: &Swing| SwingEntry {
        id: swing.id.clone(),
        low: swing.low,
        likely: swing.likely,
        high: swing.high,
        minutes_low: swing.minutes_low,
        minutes_high: swing.minutes_high,
    };
    DoubtEntry {
        at_likely: doubt.at_likely,
        mean: doubt.mean,
        p5: doubt.p5,
        p50: doubt.p50,
        p95: doubt.p95,
        futures: doubt.futures,
        rates: doubt.swings.iter().map(swing).collect(),
    }
}

pub(super) fn text(doubt: &DoubtEntry, page: &mut Page) {
    page.line("");
    page.wrapped(
        "  what is not known  ",
        &format!(
            "the mean of a year is {} min at the likely rates; over all that the rates may be it is {} ± {} \
             in the mean, and lies from {} to {} min nine times of ten. This is apart from chance.",
            digits(doubt.at_likely),
            digits(doubt.mean.value),
            digits(doubt.mean.standard_error),
            digits(doubt.p5.value),
            digits(doubt.p95.value)
        ),
    );
    for (place, rate) in doubt.rates.iter().take(NAMED).enumerate() {
        let mark = if place == 0 { "most hangs on" } else { "then on" };
        page.line(format!(
            "    {mark:<14} {:<40} {:>9} to {:>9}: {} to {} min a year",
            rate.id,
            digits(rate.low),
            digits(rate.high),
            digits(rate.minutes_low),
            digits(rate.minutes_high)
        ));
    }
}

pub(super) fn csv(doubt: &DoubtEntry, table: &mut Table) -> Result<(), csv::Error> {
    let section = "availability uncertainty";
    let mut fact = |item: &str, component: &str, value: f64| {
        table.fact(section, item, component, value, "minutes per year")
    };
    fact("mean downtime", "at likely rates", doubt.at_likely)?;
    for (name, figure) in [("mean", doubt.mean), ("p5", doubt.p5), ("p50", doubt.p50), ("p95", doubt.p95)] {
        fact("mean downtime", name, figure.value)?;
        fact("mean downtime", &format!("{name}, standard error"), figure.standard_error)?;
    }
    for rate in &doubt.rates {
        fact(&rate.id, "at its 5th percentile", rate.minutes_low)?;
        fact(&rate.id, "at its 95th percentile", rate.minutes_high)?;
    }
    Ok(())
}
