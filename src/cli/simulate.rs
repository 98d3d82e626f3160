//! The command that runs a model over many years.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use serde::Serialize;

use super::args::Format;
use super::error::CliError;
use super::files;
use super::run::{json, origin};
use crate::engine::availability::{ModelError, Outage, Part};
use crate::engine::plan::read_part;
use crate::engine::report::{amount, digits};
use crate::engine::simulate::{System, Tally, blocks_of, rare, simulated};
use crate::engine::uncertainty::Measured;

/// What was asked for.
pub(super) struct Request<'a> {
    pub(super) path: &'a Path,
    pub(super) years: u64,
    pub(super) seed: u64,
    pub(super) rare: bool,
    pub(super) format: Format,
}

#[derive(Serialize)]
struct Answer {
    seed: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    years: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outages: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<u64>,
    unavailability: Compared,
    #[serde(skip_serializing_if = "Option::is_none")]
    outages_per_year: Option<Compared>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p_no_downtime: Option<Simulated>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    downtime_minutes_per_year: Vec<Quantile>,
    elapsed_ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    elapsed_years_per_second: Option<f64>,
}

#[derive(Serialize)]
struct Simulated {
    simulated: f64,
    standard_error: f64,
}

/// A simulated figure beside the exact one.
#[derive(Serialize)]
struct Compared {
    #[serde(flatten)]
    simulated: Simulated,
    exact: f64,
    /// Standard errors between the two; absent where nothing was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    z: Option<f64>,
}

#[derive(Serialize)]
struct Quantile {
    p: f64,
    minutes: f64,
    standard_error: f64,
}

impl From<Measured> for Simulated {
    fn from(figure: Measured) -> Self {
        Self { simulated: figure.value, standard_error: figure.standard_error }
    }
}

impl Compared {
    fn of(figure: Measured, exact: f64) -> Self {
        let z = (figure.value - exact) / figure.standard_error;
        Self { simulated: figure.into(), exact, z: Some(z).filter(|z| z.is_finite()) }
    }
}

/// Runs a model and prints what was seen.
pub(super) fn simulate(request: &Request<'_>) -> Result<ExitCode, CliError> {
    let fault = |error| CliError::Model { origin: origin(Some(request.path)), error };
    let (part, _) = read_part(&files::read(request.path)?).map_err(fault)?;
    let exact = part.solve().map_err(fault)?;
    let begun = Instant::now();
    let mut answer =
        if request.rare { of_cycles(request, &part, exact) } else { of_years(request, &part, exact) }
            .map_err(fault)?;
    let seconds = begun.elapsed().as_secs_f64();
    answer.elapsed_ms = seconds * 1000.0;
    answer.elapsed_years_per_second = answer.years.map(|years| years as f64 / seconds);
    files::print(&match request.format {
        Format::Json => json(&answer)?,
        Format::Text => text(&answer),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn of_years(request: &Request<'_>, part: &Part, exact: Outage) -> Result<Answer, ModelError> {
    let system = System::of(part).ok_or_else(|| no_run("tiers of which only the unavailability is given"))?;
    let (blocks, each) = blocks_of(request.years);
    let last = request.years - (blocks - 1) * each;
    let years_of = |block: u64| if block + 1 == blocks { last } else { each };
    let run = (0..blocks).map(|block| system.run(request.seed, block, years_of(block))).collect();
    let seen = simulated(&Tally::of(run, each), last);
    Ok(Answer {
        seed: request.seed,
        years: Some(seen.years),
        outages: Some(seen.outages),
        steps: None,
        unavailability: Compared::of(seen.unavailability, exact.unavailability),
        outages_per_year: Some(Compared::of(seen.outages_per_year, exact.per_year())),
        p_no_downtime: Some(seen.p_no_downtime.into()),
        downtime_minutes_per_year: seen
            .quantiles
            .into_iter()
            .map(|(p, minutes)| Quantile {
                p,
                minutes: minutes.value,
                standard_error: minutes.standard_error,
            })
            .collect(),
        elapsed_ms: 0.0,
        elapsed_years_per_second: None,
    })
}

fn of_cycles(request: &Request<'_>, part: &Part, exact: Outage) -> Result<Answer, ModelError> {
    const BATCHES: u64 = 200;
    let (chain, down) = part.chain()?.ok_or_else(|| no_run("kinds that are no single chain"))?;
    let seen = rare(&chain, &down, request.seed, BATCHES);
    Ok(Answer {
        seed: request.seed,
        years: None,
        outages: None,
        steps: Some(seen.steps),
        unavailability: Compared::of(seen.unavailability, exact.unavailability),
        outages_per_year: None,
        p_no_downtime: None,
        downtime_minutes_per_year: Vec::new(),
        elapsed_ms: 0.0,
        elapsed_years_per_second: None,
    })
}

fn no_run(what: &str) -> ModelError {
    ModelError::NotAModel(format!("the model cannot be run: it has {what}"))
}

fn text(answer: &Answer) -> String {
    let compared = |figure: &Compared, scale: fn(f64) -> String| {
        let z = figure.z.map_or_else(String::new, |z| format!(", z {}", amount(z, 2)));
        format!(
            "{} ± {} (exact {}{z})",
            scale(figure.simulated.simulated),
            scale(figure.simulated.standard_error),
            scale(figure.exact)
        )
    };
    let mut text = String::new();
    if let (Some(years), Some(outages)) = (answer.years, answer.outages) {
        text.push_str(&format!("years                 {}\n", amount(years as f64, 0)));
        text.push_str(&format!("outages seen          {}\n", amount(outages as f64, 0)));
    }
    if let Some(steps) = answer.steps {
        text.push_str(&format!("steps                 {}\n", amount(steps as f64, 0)));
    }
    let small = |value: f64| format!("{value:.4e}");
    text.push_str(&format!("unavailability        {}\n", compared(&answer.unavailability, small)));
    if let Some(outages) = &answer.outages_per_year {
        text.push_str(&format!("outages a year        {}\n", compared(outages, small)));
    }
    if let Some(p) = &answer.p_no_downtime {
        let (p, error) = (amount(p.simulated * 100.0, 3), amount(p.standard_error * 100.0, 3));
        text.push_str(&format!("no downtime in a year {p} % ± {error} %\n"));
    }
    for quantile in &answer.downtime_minutes_per_year {
        text.push_str(&format!(
            "{:>6} % of years below {} min ± {}\n",
            quantile.p * 100.0,
            digits(quantile.minutes),
            digits(quantile.standard_error)
        ));
    }
    text
}
