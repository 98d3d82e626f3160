//! The command that runs a model or a plan over many years.

mod answer;
mod plan;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use serde_json::Value;

use answer::{Answer, Compared};

use super::args::Format;
use super::error::CliError;
use super::files;
use super::run::{json, origin};
use super::stop::Stop;
use crate::engine::availability::{ModelError, Outage, Part};
use crate::engine::plan::read_part;
use crate::engine::simulate::{System, Tally, blocks_of, rare, simulated};

/// What was asked for.
pub(super) struct Request<'a> {
    pub(super) path: &'a Path,
    pub(super) prices: Option<&'a Path>,
    pub(super) years: u64,
    pub(super) seed: u64,
    pub(super) rare: bool,
    pub(super) format: Format,
}

/// Runs a model or a plan and prints what was seen. A JSON object that has a `kind` is a model,
/// and so is one that is no plan.
pub(super) fn simulate(request: &Request<'_>) -> Result<ExitCode, CliError> {
    let text = files::read(request.path)?;
    let begun = Instant::now();
    let mut answer = if is_plan(&text) { plan::run(request, &text)? } else { model(request, &text)? };
    answer.took(begun.elapsed().as_secs_f64());
    files::print(&match request.format {
        Format::Json => json(&answer)?,
        Format::Text => answer.text(),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// TOML is a plan, and so is JSON with a table that only plans have.
fn is_plan(text: &str) -> bool {
    if !text.trim_start().starts_with(['{', '[', '"']) {
        return !text.trim().is_empty();
    }
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(object)) => object.contains_key("platform") && !object.contains_key("kind"),
        // TOML may begin with the name of a table.
        Err(_) => text.trim_start().starts_with('['),
        Ok(_) => false,
    }
}

fn model(request: &Request<'_>, text: &str) -> Result<Answer, CliError> {
    let fault = |error| CliError::Model { origin: origin(Some(request.path)), error };
    let (part, notes) = read_part(text).map_err(fault)?;
    let exact = part.solve().map_err(fault)?;
    let answer = if request.rare {
        of_cycles(request, &part, exact).map_err(fault)?
    } else {
        let system = System::of(&part)
            .ok_or_else(|| fault(no_run("tiers of which only the unavailability is given")))?;
        bounded(request, system.failures_per_year())?;
        of_years(request, &system, exact)
    };
    Ok(answer.noted(notes))
}

/// Most failures that a run may meet: about ten minutes.
const MOST_FAILURES: f64 = 2e10;

/// Refuses a run that would not end.
fn bounded(request: &Request<'_>, failures_per_year: f64) -> Result<(), CliError> {
    let failures = failures_per_year * request.years as f64;
    if failures <= MOST_FAILURES {
        return Ok(());
    }
    Err(CliError::Input {
        what: "--years".to_owned(),
        found: format!("{} years with about {failures_per_year:.3e} failures in each", request.years),
        allowed: format!("years with at most {MOST_FAILURES:.0e} failures in all"),
    })
}

/// Runs block after block, until all are done or somebody stops it: what the full blocks have
/// seen, their number, and the years of the last.
fn blocks<T>(years: u64, mut run: impl FnMut(u64, u64) -> T) -> (Vec<T>, u64, u64) {
    let (wanted, each) = blocks_of(years);
    let rest = years - (wanted - 1) * each;
    let stop = Stop::listen();
    let mut seen = Vec::new();
    let mut last = each;
    for block in 0..wanted {
        if !seen.is_empty() && stop.asked() {
            break;
        }
        last = if block + 1 == wanted { rest } else { each };
        seen.push(run(block, last));
    }
    (seen, each, last)
}

fn of_years(request: &Request<'_>, system: &System, exact: Outage) -> Answer {
    let (run, each, last) = blocks(request.years, |block, years| system.run(request.seed, block, years));
    Answer::of_years(request, &simulated(&Tally::of(run, each), last), exact)
}

fn of_cycles(request: &Request<'_>, part: &Part, exact: Outage) -> Result<Answer, ModelError> {
    const BATCHES: u64 = 200;
    let (chain, down) = part.chain()?.ok_or_else(|| no_run("kinds that are no single chain"))?;
    let seen = rare(&chain, &down, request.seed, BATCHES);
    Ok(Answer::of_cycles(request, seen.steps, Compared::of(seen.unavailability, exact.unavailability)))
}

fn no_run(what: &str) -> ModelError {
    ModelError::NotAModel(format!("the model cannot be run: it has {what}"))
}
