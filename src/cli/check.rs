//! The command that judges plans against their targets.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::error::CliError;
use super::exit::{BAD_INPUT, MISSED};
use super::files;
use super::locked::Opened;
use super::run::{catalogue, json, origin};
use super::talk::{Paint, painted};
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::Met;
use crate::engine::report::{
    CheckReport, CheckedPlan, check_junit, check_report, check_sarif, check_text, judged, unreadable,
};

/// What the help of the command adds.
pub(super) const HELP: &str = "Undecided fails as well: a line without a price, or odds too close to what is asked for. \
    Every plan is judged whatever the others come to; the exit code is 2 when one cannot be read, else 1 when one \
    misses a target. docs/pipelines.md has workflows.\n\n\
    Examples:\n  zoneplan check plan.toml\n  zoneplan check plans/a.toml plans/b.toml --format junit > zoneplan.xml\n  \
    zoneplan check plan.toml --format sarif > zoneplan.sarif\n  \
    zoneplan init aws | zoneplan check - --format json";

/// Which plans, and how the answer is written.
#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// Plan files in TOML or JSON; - reads one of them from standard input.
    #[arg(required = true, value_name = "PLAN")]
    plans: Vec<PathBuf>,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    format: CheckFormat,
}

impl CheckArgs {
    /// Whether the answer is text for people.
    pub(super) fn is_text(&self) -> bool {
        self.format == CheckFormat::Text
    }
}

/// Form of the verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// JUnit XML: a suite for each plan, a case for each target.
    Junit,
    /// SARIF 2.1.0: a result for each target that is not met, on its line in the plan.
    Sarif,
}

/// Judges plans; exit 1 when a target is missed or undecided, 2 when a plan cannot be read.
pub(super) fn check(args: &CheckArgs, own: Option<&Path>) -> Result<ExitCode, CliError> {
    if args.plans.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(CliError::Input {
            what: "check".to_owned(),
            found: "- more than once".to_owned(),
            allowed: "standard input for one plan".to_owned(),
        });
    }
    let catalogue = catalogue(own)?;
    let mut plans = Vec::new();
    for path in &args.plans {
        let plan = match checked(path, &catalogue) {
            Ok(plan) => plan,
            // Nothing else was asked for.
            Err(error) if args.plans.len() == 1 && args.format == CheckFormat::Text => return Err(error),
            Err(error) => refused(path, &error),
        };
        plans.push(plan);
    }
    let report = check_report(plans);
    files::print(&match args.format {
        CheckFormat::Text => painted(&check_text(&report), "", &MARKS),
        CheckFormat::Json => json(&report)?,
        CheckFormat::Junit => check_junit(&report),
        CheckFormat::Sarif => json(&check_sarif(&report))?,
    })?;
    Ok(ExitCode::from(code(&report)))
}

/// Verdict words at the begin of lines.
const MARKS: [(&str, Paint); 4] =
    [("met ", Paint::Green), ("MISSED", Paint::Red), ("UNDECIDED", Paint::Yellow), ("ERROR", Paint::Red)];

fn checked(path: &Path, catalogue: &Catalogue) -> Result<CheckedPlan, CliError> {
    let opened = Opened::read(Some(path), catalogue)?;
    let report = opened.report()?;
    Ok(judged(origin(Some(path)), is_file(path), &report, |key| opened.document.line_of(key)))
}

/// Says why a plan is not judged.
fn refused(path: &Path, error: &CliError) -> CheckedPlan {
    let message = error.to_string();
    files::complain(&message);
    let faults = if let CliError::Plan { faults, .. } = error { faults.as_slice() } else { &[] };
    unreadable(origin(Some(path)), is_file(path), message, faults)
}

fn is_file(path: &Path) -> bool {
    path.as_os_str() != "-"
}

fn code(report: &CheckReport) -> u8 {
    if report.plans.iter().any(|plan| plan.error.is_some()) {
        BAD_INPUT
    } else if report.met == Met::Yes {
        super::exit::DONE
    } else {
        MISSED
    }
}
