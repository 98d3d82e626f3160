//! Commands to answers.

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use serde::Serialize;

use super::args::{Args, Command, Format, PlanFormat};
use super::compare::compare;
use super::error::CliError;
use super::export::export;
use super::files;
use super::locked::{Opened, lock};
use super::optimise::optimise;
use super::prices;
use super::record::record;
use super::reliability::reliability;
use super::sensitivity;
use super::simulate::{Request, simulate};
use super::size::{read, size};
use super::sweep::sweep;
use crate::bundled;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{LawInputs, Met, Verdict, assess, laws};
use crate::engine::report::{self, Report};
use crate::engine::scenario::{Document, ManifestPods, Plan, autoscalers_named, manifests_named, plan_with};

/// A target is missed or undecided, or prices are older than allowed.
pub(super) const MISSED: u8 = 1;
/// Bad input.
pub(super) const BAD_INPUT: u8 = 2;

/// The plan that is used when none is given.
pub(super) const REFERENCE: &str = "[platform]\nprovider = \"aws\"\n";

/// Runs the command line.
pub fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(code) => code,
        Err(error) => {
            files::complain(&error.to_string());
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn run(args: Args) -> Result<ExitCode, CliError> {
    let own = args.prices.as_deref();
    match args.command {
        Command::Plan { plan, format, summary } => {
            let format = plan_format(format, summary)?;
            let report = plan_report(plan.as_deref(), own)?;
            files::print(&match format {
                PlanFormat::Text => report::to_text(&report),
                PlanFormat::Json => report::to_json(&report).map_err(output)?,
                PlanFormat::Csv => report::to_csv(&report).map_err(output)?,
                PlanFormat::Md if summary => report::to_markdown_summary(&report),
                PlanFormat::Md => report::to_markdown(&report),
            })?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Size(args) => size(&args, own),
        Command::Optimise(args) => optimise(&args, own),
        Command::Compare(args) => compare(&args, own),
        Command::Sensitivity(args) => sensitivity::run(&args, own),
        Command::Sweep(args) => sweep(&args, own),
        Command::Export { command } => export(&command, own),
        Command::Lock(args) => lock(&args, own),
        Command::Record(args) => record(&args, own),
        Command::Check { plan, format } => check(&plan, own, format),
        Command::Init { provider, preset, out, format } => {
            init(provider.as_deref(), preset.as_deref(), out.as_deref(), format)
        }
        Command::Reliability { model, within_minutes, format } => {
            reliability(&model, &within_minutes, format)
        }
        Command::Simulate { model, years, seed, rare, format } => {
            simulate(&Request { path: &model, prices: own, years, seed, rare, format })
        }
        Command::Prices { command } => prices::run(command, own),
    }
}

/// The form that is asked for; a summary is Markdown.
fn plan_format(format: Option<PlanFormat>, summary: bool) -> Result<PlanFormat, CliError> {
    match (format, summary) {
        (None | Some(PlanFormat::Md), true) => Ok(PlanFormat::Md),
        (Some(_), true) => Err(CliError::Input {
            what: "--summary".to_owned(),
            found: "another --format than md".to_owned(),
            allowed: "--format md, or no --format".to_owned(),
        }),
        (format, false) => Ok(format.unwrap_or(PlanFormat::Text)),
    }
}

/// What went wrong while an answer was written.
pub(super) fn output(error: impl std::error::Error) -> CliError {
    CliError::Output(error.to_string())
}

/// How a file is called in messages.
pub(super) fn origin(path: Option<&Path>) -> String {
    match path {
        None => "the reference plan".to_owned(),
        Some(path) if path.as_os_str() == "-" => "standard input".to_owned(),
        Some(path) => path.display().to_string(),
    }
}

/// The catalogue that the command line works with: the bundled one under the user's own prices.
pub(super) fn catalogue(own: Option<&Path>) -> Result<Catalogue, CliError> {
    let mut catalogue = Catalogue::load(&bundled::files()).map_err(CliError::Data)?;
    if let Some(own) = own {
        prices::lay_over(&mut catalogue, own)?;
    }
    Ok(catalogue)
}

/// The document of this text, which a file has.
pub(super) fn document_of(text: &str, path: Option<&Path>) -> Result<Document, CliError> {
    let is_json = text.trim_start().starts_with('{');
    let parsed = if is_json { Document::from_json(text) } else { Document::from_toml(text) };
    parsed.map_err(|fault| CliError::Plan { origin: origin(path), faults: vec![fault] })
}

/// The checked plan of a document, which a file has.
pub(super) fn plan_in(
    document: &Document,
    path: Option<&Path>,
    catalogue: &Catalogue,
) -> Result<Plan, CliError> {
    let faulty = |faults| CliError::Plan { origin: origin(path), faults };
    plan_with(document, catalogue, manifests_of(document, path)?.as_ref()).map_err(faulty)
}

/// The pods of the manifests that a document names; none where it names none.
pub(super) fn manifests_of(
    document: &Document,
    path: Option<&Path>,
) -> Result<Option<ManifestPods>, CliError> {
    let named = manifests_named(document);
    if named.is_empty() {
        return Ok(None);
    }
    // Files are meant from where the plan lies.
    let folder = path.and_then(Path::parent).unwrap_or(Path::new(""));
    let named: Vec<_> = named.iter().map(|name| folder.join(name)).collect();
    Ok(Some(read(&named, autoscalers_named(document))?.pods()))
}

/// The report of a plan that was opened, or of the reference plan if none is named.
pub(super) fn plan_report(path: Option<&Path>, own: Option<&Path>) -> Result<Report, CliError> {
    Opened::read(path, &catalogue(own)?)?.report()
}

/// The report of a plan, with all its laws.
pub(super) fn report_of(plan: &Plan, path: Option<&Path>, catalogue: &Catalogue) -> Result<Report, CliError> {
    let outcome =
        assess(plan, catalogue).map_err(|error| CliError::Unplannable { origin: origin(path), error })?;
    Ok(report::report(&outcome, Some(&laws(&LawInputs::of(&outcome))), catalogue))
}

/// The answer of `check`.
#[derive(Serialize)]
struct CheckAnswer<'a> {
    plan: &'a str,
    met: Met,
    verdicts: &'a [Verdict],
}

fn check(path: &Path, own: Option<&Path>, format: Format) -> Result<ExitCode, CliError> {
    let report = plan_report(Some(path), own)?;
    let any = |wanted: Met| report.verdicts.iter().any(|verdict| verdict.met == wanted);
    let met = if any(Met::No) {
        Met::No
    } else if any(Met::Undecided) {
        Met::Undecided
    } else {
        Met::Yes
    };
    let answer = CheckAnswer { plan: &report.name, met, verdicts: &report.verdicts };
    files::print(&match format {
        Format::Json => json(&answer)?,
        Format::Text => check_text(&report, met),
    })?;
    Ok(if met == Met::Yes { ExitCode::SUCCESS } else { ExitCode::from(MISSED) })
}

fn check_text(report: &Report, met: Met) -> String {
    let mut text = String::new();
    for warning in &report.warnings {
        text.push_str(&format!("note      {}: {}\n", warning.path, warning.message));
    }
    for verdict in &report.verdicts {
        let word = match verdict.met {
            Met::Yes => "met      ",
            Met::No => "MISSED   ",
            Met::Undecided => "UNDECIDED",
        };
        let value = verdict.value.map_or_else(|| "unknown".to_owned(), |value| format!("{value:.3}"));
        let odds = verdict.probability_met.map_or_else(String::new, |p| {
            format!(", met with probability {p:.3}, asked for {}", verdict.confidence)
        });
        let what = if verdict.target == "availability_pct" { " in the long run" } else { "" };
        text.push_str(&format!("{word} {}: {value}{what}, asked {}{odds}\n", verdict.target, verdict.asked));
    }
    text.push_str(match (met, report.verdicts.is_empty()) {
        (_, true) => "no targets are set\n",
        (Met::Yes, _) => "every target is met\n",
        (Met::No, _) => "a target is missed\n",
        (Met::Undecided, _) => "a target is undecided\n",
    });
    text
}

/// The answer of `init`.
#[derive(Serialize)]
struct InitAnswer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preset: Option<&'a str>,
    plan: &'a str,
}

fn init(
    provider: Option<&str>,
    preset: Option<&str>,
    out: Option<&Path>,
    format: Format,
) -> Result<ExitCode, CliError> {
    let plan = match preset {
        Some(name) => preset_named(bundled::presets(), "preset", name)?,
        None => preset_named(bundled::PRESETS.iter(), "provider", provider.unwrap_or_default())?,
    };
    let answer = InitAnswer { provider, preset, plan };
    if let Some(path) = out {
        files::write_new(path, plan)?;
        files::print(&match format {
            Format::Text => format!("wrote {}\n", path.display()),
            Format::Json => json(&answer)?,
        })?;
    } else {
        files::print(&match format {
            Format::Text => plan.to_owned(),
            Format::Json => json(&answer)?,
        })?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The text of the plan of this name.
fn preset_named(
    presets: impl Iterator<Item = &'static (&'static str, &'static str)> + Clone,
    what: &'static str,
    name: &str,
) -> Result<&'static str, CliError> {
    let found = presets.clone().find(|(known, _)| *known == name);
    found.map(|(_, plan)| *plan).ok_or_else(|| CliError::NoPreset {
        what,
        found: name.to_owned(),
        known: presets.map(|(known, _)| *known).collect(),
    })
}

/// One JSON document.
pub(super) fn json(value: &impl Serialize) -> Result<String, CliError> {
    serde_json::to_string_pretty(value).map(|json| json + "\n").map_err(output)
}
