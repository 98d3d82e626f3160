//! The command that puts plans side by side.

use std::path::PathBuf;
use std::process::ExitCode;

use super::args::{CompareArgs, CompareFormat};
use super::error::CliError;
use super::files;
use super::locked::Opened;
use super::run::{catalogue, json, origin, output};
use crate::engine::compare::{Compared, compare as compared};
use crate::engine::plan::{LawInputs, Outcome, laws};
use crate::engine::report::{
    self, Report, SideBySideReport, side_by_side, side_by_side_csv, side_by_side_markdown, side_by_side_text,
};

/// Plans that are compared at least and at most.
const PLANS: std::ops::RangeInclusive<usize> = 2..=5;

/// Compares the plans with one of them and prints the answer.
pub(super) fn compare(args: &CompareArgs, own: Option<&std::path::Path>) -> Result<ExitCode, CliError> {
    checked(args)?;
    let catalogue = catalogue(own)?;
    let opened = args.plans.iter().map(|path| Opened::read(Some(path), &catalogue));
    let opened: Vec<Opened<'_>> = opened.collect::<Result<_, CliError>>()?;
    let (_, answer) = beside(&args.plans, &opened, args.baseline - 1)?;
    files::print(&match args.format {
        CompareFormat::Text => side_by_side_text(&answer, args.differences_only),
        CompareFormat::Json => json(&answer)?,
        CompareFormat::Csv => side_by_side_csv(&answer, args.differences_only).map_err(output)?,
        CompareFormat::Md => side_by_side_markdown(&answer, args.differences_only),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The reports of plans that were opened, and the plans side by side.
pub(super) fn beside(
    paths: &[PathBuf],
    opened: &[Opened<'_>],
    baseline: usize,
) -> Result<(Vec<Report>, SideBySideReport), CliError> {
    let plans = opened.iter().map(|opened| {
        let outcome = opened.outcome()?;
        let inputs = LawInputs::of(&outcome);
        Ok((outcome, inputs))
    });
    let plans: Vec<(Outcome, LawInputs)> = plans.collect::<Result<_, CliError>>()?;
    let reports: Vec<Report> = plans
        .iter()
        .zip(opened)
        .map(|((outcome, inputs), opened)| report::report(outcome, Some(&laws(inputs)), &opened.catalogue))
        .collect();
    let sides: Vec<Compared<'_>> =
        plans.iter().map(|(outcome, inputs)| Compared { outcome, inputs }).collect();
    let mut answer = side_by_side(&reports, &compared(&sides, baseline));
    for (column, path) in answer.plans.iter_mut().zip(paths) {
        column.file = Some(origin(Some(path)));
    }
    Ok((reports, answer))
}

fn checked(args: &CompareArgs) -> Result<(), CliError> {
    let input = |what: &str, found: String, allowed: String| {
        Err(CliError::Input { what: what.to_owned(), found, allowed })
    };
    let n = args.plans.len();
    if !PLANS.contains(&n) {
        return input("compare", format!("{n} plans"), format!("{} to {}", PLANS.start(), PLANS.end()));
    }
    if !(1..=n).contains(&args.baseline) {
        return input("--baseline", args.baseline.to_string(), format!("1 to {n}, the position of a plan"));
    }
    let from_input = |path: &&PathBuf| path.as_os_str() == "-";
    if args.plans.iter().filter(from_input).count() > 1 {
        return input("compare", "- more than once".to_owned(), "standard input for one plan".to_owned());
    }
    Ok(())
}
