//! The command on what a plan's results hang on.

use std::path::Path;
use std::process::ExitCode;

use super::args::{ReportFormat, SensitivityArgs};
use super::error::CliError;
use super::files;
use super::locked::Opened;
use super::run::{catalogue, json, output};
use crate::engine::report::{sensitivity_csv, sensitivity_report, sensitivity_text};
use crate::engine::sensitivity::{Output, outputs_of, sensitivity};

/// Inputs of each result that the text has where nobody says how many.
const SHOWN: usize = 12;

/// Says what the results of a plan hang on, and where its choices break even.
pub(super) fn run(args: &SensitivityArgs, own: Option<&Path>) -> Result<ExitCode, CliError> {
    let catalogue = catalogue(own)?;
    let path = args.plan.as_deref();
    let opened = Opened::read(path, &catalogue)?;
    let catalogue = &*opened.catalogue;
    let outcome = opened.outcome()?;
    let known = outputs_of(&outcome);
    let wanted = match args.output {
        None => known,
        Some(wanted) => {
            let wanted = Output::from(wanted);
            if !known.contains(&wanted) {
                return Err(CliError::Input {
                    what: "--output".to_owned(),
                    found: format!("{} of a plan without finance.downtime_usd_per_hour", wanted.name()),
                    allowed: known.iter().map(|output| output.name()).collect::<Vec<_>>().join(" | "),
                });
            }
            vec![wanted]
        }
    };
    let found = sensitivity(&outcome, catalogue, &wanted);
    let of = |top| sensitivity_report(&outcome, found, top);
    let top = args.top.map(usize::from);
    files::print(&match args.format {
        ReportFormat::Text => sensitivity_text(&of(Some(top.unwrap_or(SHOWN)))),
        ReportFormat::Json => json(&of(top))?,
        ReportFormat::Csv => sensitivity_csv(&of(top)).map_err(output)?,
    })?;
    Ok(ExitCode::SUCCESS)
}
