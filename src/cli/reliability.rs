//! The command on models of the user's own.

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::args::Format;
use super::error::CliError;
use super::files;
use super::run::{json, origin};
use crate::engine::availability::{Outage, Tier};
use crate::engine::plan::{ModelAnswer, solve_model};
use crate::engine::report::{digits, percent};

/// The answer of `reliability`.
#[derive(Serialize)]
struct ReliabilityAnswer {
    availability: f64,
    unavailability: f64,
    downtime_min_per_year: f64,
    outages_per_year: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    mean_outage_minutes: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mtbf_system_hours: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tiers: Vec<NamedAnswer>,
}

#[derive(Serialize)]
struct NamedAnswer {
    name: String,
    #[serde(flatten)]
    answer: ReliabilityAnswer,
}

impl ReliabilityAnswer {
    fn of(outage: Outage, tiers: Vec<Tier>) -> Self {
        Self {
            availability: outage.availability(),
            unavailability: outage.unavailability,
            downtime_min_per_year: outage.downtime_minutes_per_year(),
            outages_per_year: outage.per_year(),
            mean_outage_minutes: outage.mean_minutes(),
            mtbf_system_hours: outage.mtbf_hours(),
            tiers: tiers
                .into_iter()
                .map(|tier| NamedAnswer { name: tier.name, answer: Self::of(tier.outage, Vec::new()) })
                .collect(),
        }
    }
}

/// Solves a model and prints the answer.
pub(super) fn reliability(path: &Path, format: Format) -> Result<ExitCode, CliError> {
    let text = files::read(path)?;
    let answer = solve_model(&text).map_err(|error| CliError::Model { origin: origin(Some(path)), error })?;
    let answer = match answer {
        ModelAnswer::Outages { outage, tiers } => ReliabilityAnswer::of(outage, tiers),
    };
    files::print(&match format {
        Format::Json => json(&answer)?,
        Format::Text => reliability_text(&answer),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn reliability_text(answer: &ReliabilityAnswer) -> String {
    let never = if answer.unavailability >= 1.0 { "never up" } else { "never down" };
    let maybe = |value: Option<f64>, unit: &str| {
        value.map_or_else(|| never.to_owned(), |value| format!("{} {unit}", digits(value)))
    };
    let mut text = format!(
        "availability          {} %\nunavailability        {:e}\ndowntime a year       {} min\n\
         outages a year        {}\nmean outage           {}\nmean time between     {}\n",
        percent(answer.unavailability),
        answer.unavailability,
        digits(answer.downtime_min_per_year),
        digits(answer.outages_per_year),
        maybe(answer.mean_outage_minutes, "min"),
        maybe(answer.mtbf_system_hours, "h")
    );
    for tier in &answer.tiers {
        text.push_str(&format!(
            "  {:<40} {} %, {} min a year\n",
            tier.name,
            percent(tier.answer.unavailability),
            digits(tier.answer.downtime_min_per_year)
        ));
    }
    text
}
