//! The command that writes a decision record.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::args::Format;
use super::compare::beside;
use super::error::CliError;
use super::files;
use super::locked::Opened;
use super::run::{catalogue, json};
use crate::engine::report::{BreakEvenReport, decision_record, sensitivity_report};
use crate::engine::sensitivity::{outputs_of, sensitivity};

/// Alternatives that are compared at most: with the plan as many as can be compared.
const MOST: usize = 4;
/// Inputs of each result that are told.
const TOLD: usize = 3;

/// The decision that is written down.
#[derive(Debug, clap::Args)]
pub(super) struct RecordArgs {
    /// Plan file of the layout that was chosen; - reads standard input.
    plan: PathBuf,
    /// Plan files of the layouts that were refused, up to four.
    #[arg(long, value_name = "PLAN", num_args = 1..)]
    alternatives: Vec<PathBuf>,
    /// File to write, in Markdown; it must not exist. Default: standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Form of the answer when a file is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The answer of `record`.
#[derive(Serialize)]
struct RecordAnswer {
    file: String,
    bytes: usize,
}

/// Writes the record of a decision for a plan.
pub(super) fn record(args: &RecordArgs, own: Option<&Path>) -> Result<ExitCode, CliError> {
    files::must_be_new(args.out.as_deref())?;
    let input = |found: String, allowed: String| {
        Err(CliError::Input { what: "--alternatives".to_owned(), found, allowed })
    };
    if args.alternatives.len() > MOST {
        return input(format!("{} plans", args.alternatives.len()), format!("up to {MOST}"));
    }
    let paths: Vec<PathBuf> = [args.plan.clone()].into_iter().chain(args.alternatives.clone()).collect();
    if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return input("- more than once".to_owned(), "standard input for one plan".to_owned());
    }
    let catalogue = catalogue(own)?;
    let opened = paths.iter().map(|path| Opened::read(Some(path), &catalogue));
    let opened: Vec<Opened<'_>> = opened.collect::<Result<_, CliError>>()?;
    let break_even = break_even(&opened[0])?;
    let text = if args.alternatives.is_empty() {
        decision_record(&opened[0].report()?, &[], None, Some(&break_even))
    } else {
        let (reports, comparison) = beside(&paths, &opened, 0)?;
        decision_record(&reports[0], &reports[1..], Some(&comparison), Some(&break_even))
    };
    let Some(out) = args.out.as_deref() else {
        files::print(&text)?;
        return Ok(ExitCode::SUCCESS);
    };
    files::replace_all(&[(out, &text)])?;
    let answer = RecordAnswer { file: out.display().to_string(), bytes: text.len() };
    files::print(&match args.format {
        Format::Json => json(&answer)?,
        Format::Text => format!("wrote {}\n", answer.file),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Where the choices of a plan break even.
fn break_even(opened: &Opened<'_>) -> Result<BreakEvenReport, CliError> {
    let outcome = opened.outcome()?;
    let found = sensitivity(&outcome, &opened.catalogue, &outputs_of(&outcome));
    Ok(sensitivity_report(&outcome, found, Some(TOLD)).break_even)
}
