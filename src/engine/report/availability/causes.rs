//! What matters most, and the rates that it rests on.

use serde::Serialize;

use super::ClassEntry;
use crate::engine::availability::Role;
use crate::engine::catalogue::{Catalogue, Method, Provenance, Quantity};
use crate::engine::plan::Outcome;
use crate::engine::report::format::digits;
use crate::engine::report::page::Page;
use crate::engine::report::table::{Row, Table};
use crate::engine::scenario::{Figure, Figures, SetBy};

/// Causes that are named.
const NAMED: usize = 3;

/// A rate that a class reads.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FailureRateEntry {
    /// Its row of the rates, or the id of an assumption.
    pub id: String,
    /// Low.
    pub low: f64,
    /// Likely: what the plan uses.
    pub likely: f64,
    /// High.
    pub high: f64,
    /// Unit, such as per VM-year.
    pub unit: String,
    /// Hours of repair: low, likely and high.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair_hours: Option<(f64, f64, f64)>,
    /// Whether the plan sets it, or updates it by its incidents. Method, date and source are then
    /// those of the row before the incidents.
    pub set: bool,
    /// How it was had; absent where the plan sets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Where it is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What is said of a rate that the plan's incidents updated.
const UPDATED: &str = "updated by the plan's incidents ([[history]]); before: ";

impl FailureRateEntry {
    /// Where it is from, in words: method, date and source of its row, and whether the plan sets
    /// it or its incidents updated it.
    pub fn origin(&self) -> String {
        let (Some(method), Some(as_of), Some(source)) = (self.method, &self.as_of, &self.source) else {
            return "set by the plan".to_owned();
        };
        let updated = if self.set { UPDATED } else { "" };
        format!("{updated}{} {as_of}: {source}", method.word())
    }
}

/// A cause among those that matter most.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cause {
    /// Its class.
    pub class: &'static str,
    /// In words.
    pub title: &'static str,
    /// Mean minutes down in a year.
    pub minutes_per_year: f64,
    /// Part of all classes that stop the platform, percent.
    pub share_pct: f64,
    /// How often and for how long, in a sentence.
    pub sentence: String,
}

/// The rates of a class.
pub(super) fn rates(sources: &[String], outcome: &Outcome, catalogue: &Catalogue) -> Vec<FailureRateEntry> {
    let figures = Figures::new(catalogue, &outcome.plan);
    let entry = |id: &String| {
        if let Some(row) = catalogue.failure_rates.get(id) {
            let quantity = match row.quantity {
                Quantity::Rate => "",
                Quantity::Probability => "probability ",
            };
            let hours = figures.repair_hours(id).map(|hours| hours.value);
            let hours = hours.map(|hours| (hours.low(), hours.likely(), hours.high()));
            return Some(rate(id, &figures.rate(id)?, format!("{quantity}{}", row.unit), hours));
        }
        let unit = catalogue.assumptions.get(id)?.unit.clone();
        Some(rate(id, &figures.assumption(id)?, unit, None))
    };
    sources.iter().filter_map(entry).collect()
}

fn rate(
    id: &str,
    figure: &Figure<'_>,
    unit: String,
    repair_hours: Option<(f64, f64, f64)>,
) -> FailureRateEntry {
    let from = figure.provenance;
    FailureRateEntry {
        id: id.to_owned(),
        low: figure.value.low(),
        likely: figure.likely(),
        high: figure.value.high(),
        unit,
        repair_hours,
        set: figure.set_by != SetBy::Data,
        method: from.map(|from| from.method),
        as_of: from.map(Provenance::as_of_text),
        source: from.map(|from| from.source.clone()),
    }
}

/// The classes that take most of the time down.
pub(super) fn causes(classes: &[ClassEntry]) -> Vec<Cause> {
    let mut hard: Vec<&ClassEntry> = classes.iter().filter(|class| class.role == Role::Hard).collect();
    let all: f64 = hard.iter().map(|class| class.downtime_minutes_per_year).sum();
    hard.sort_by(|a, b| b.downtime_minutes_per_year.total_cmp(&a.downtime_minutes_per_year));
    let cause = |class: &ClassEntry| Cause {
        class: class.name,
        title: class.title,
        minutes_per_year: class.downtime_minutes_per_year,
        share_pct: class.downtime_minutes_per_year / all * 100.0,
        sentence: sentence(class),
    };
    hard.into_iter().take(NAMED).filter(|class| class.downtime_minutes_per_year > 0.0).map(cause).collect()
}

/// How often a class fails and for how long, in a sentence.
pub(super) fn sentence(class: &ClassEntry) -> String {
    let per_year = class.failures_per_year;
    if per_year <= 0.0 {
        return if class.downtime_minutes_per_year > 0.0 { "always" } else { "never" }.to_owned();
    }
    let often = if per_year > 1.5 {
        format!("{} times a year", digits(per_year))
    } else if per_year > 0.75 {
        "about once a year".to_owned()
    } else {
        format!("once in {} years", digits(1.0 / per_year))
    };
    format!("{often}, {} each in the mean", length(class.downtime_minutes_per_year / per_year))
}

/// A time in minutes as people say it.
fn length(minutes: f64) -> String {
    match minutes {
        ..1.0 => format!("{} s", digits(minutes * 60.0)),
        ..120.0 => format!("{} min", digits(minutes)),
        _ => format!("{} h", digits(minutes / 60.0)),
    }
}

/// The causes that matter most, with the sources of their rates.
pub(super) fn text(causes: &[Cause], classes: &[ClassEntry], page: &mut Page) {
    page.line("");
    page.line("  what matters most");
    for (place, cause) in causes.iter().enumerate() {
        page.wrapped(
            &format!("  {}  ", place + 1),
            &format!(
                "{}: {} min a year, {} % of all; {}",
                cause.title,
                digits(cause.minutes_per_year),
                digits(cause.share_pct),
                cause.sentence
            ),
        );
        for rate in classes.iter().filter(|class| class.name == cause.class).flat_map(|class| &class.rates) {
            page.wrapped(
                "     ",
                &format!(
                    "{} {} (from {} to {}) {}; {}",
                    rate.id,
                    digits(rate.likely),
                    digits(rate.low),
                    digits(rate.high),
                    rate.unit,
                    rate.origin()
                ),
            );
        }
    }
}

/// Rows on the rates of all classes.
pub(super) fn csv(classes: &[ClassEntry], table: &mut Table) -> Result<(), csv::Error> {
    let section = "availability rate";
    for class in classes {
        for rate in &class.rates {
            let updated = rate.set && rate.source.is_some();
            let kind = rate.method.filter(|_| !rate.set).map_or("set", Method::word);
            // The date of an updated rate is in its words, as that of the row before.
            let as_of = rate.as_of.as_deref().filter(|_| !updated).unwrap_or_default();
            let source = if updated { rate.origin() } else { rate.source.clone().unwrap_or_default() };
            let source = source.as_str();
            for (end, value) in [("low", rate.low), ("likely", rate.likely), ("high", rate.high)] {
                let component = format!("{} {end}", rate.id);
                table.row(&Row {
                    section,
                    item: class.name,
                    component: &component,
                    value: Some(value),
                    value_unit: &rate.unit,
                    kind,
                    as_of,
                    source,
                    ..Row::default()
                })?;
            }
        }
    }
    Ok(())
}
