//! The part of the report on the user's own incidents.

use serde::Serialize;

use crate::engine::plan::Outcome;
use crate::engine::scenario::{History, Prior};

/// Incidents of a class and what they make of its figure.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryEntry {
    /// Class of `failure_rates.csv`.
    pub class: String,
    /// Unit of its figure.
    pub unit: String,
    /// Failures that were seen.
    pub failures: u32,
    /// In so many years of the unit, or trials.
    pub exposure: f64,
    /// Whose figure was known before: `data` or `jeffreys`.
    pub prior_law: Prior,
    /// The figure of the data.
    pub prior: PriorFigure,
    /// What is known with the incidents, and what the model uses.
    pub posterior: PosteriorFigure,
    /// How the one became the other, and which classes of failure read it.
    pub note: String,
}

/// The figure of the data.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriorFigure {
    /// Low end.
    pub low: f64,
    /// Likely value.
    pub likely: f64,
    /// High end.
    pub high: f64,
}

/// The figure with the incidents.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PosteriorFigure {
    /// 5th percentile.
    pub low: f64,
    /// The value that the plan uses: the mean with Jeffreys' prior; with the data, the mean of
    /// the row's likely value and what was seen, by their exposures.
    pub mean: f64,
    /// 95th percentile.
    pub high: f64,
}

pub(super) fn history(outcome: &Outcome) -> Vec<HistoryEntry> {
    outcome.plan.history.iter().map(|history| entry(history, outcome)).collect()
}

fn entry(history: &History, outcome: &Outcome) -> HistoryEntry {
    let classes = outcome.availability.classes.iter();
    let readers: Vec<&str> =
        classes.filter(|class| class.sources.contains(&history.class)).map(|class| class.title).collect();
    let law = match history.prior {
        Prior::Data if !history.data.is_range() => "the data is certain, so the incidents change nothing",
        Prior::Data => {
            "prior: the data, its ends as 5th and 95th percentile and its likely value as the mean"
        }
        Prior::Jeffreys => "Jeffreys' prior: the incidents alone, the data is not used",
    };
    let read = if readers.is_empty() {
        "no class of failure of this plan reads it".to_owned()
    } else {
        format!("read by: {}", readers.join(", "))
    };
    let (data, posterior) = (history.data, history.posterior);
    HistoryEntry {
        class: history.class.clone(),
        unit: history.unit.clone(),
        failures: history.failures,
        exposure: history.exposure,
        prior_law: history.prior,
        prior: PriorFigure { low: data.low(), likely: data.likely(), high: data.high() },
        posterior: PosteriorFigure { low: posterior.low(), mean: posterior.likely(), high: posterior.high() },
        note: format!("{law}; {read}"),
    }
}
