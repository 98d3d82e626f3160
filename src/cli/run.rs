//! Commands to answers.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use clap::{CommandFactory, FromArgMatches};
use serde::Serialize;

use super::args::{Args, Command, Described, Format, PlanFormat};
use super::check::check;
use super::compare::compare;
use super::error::CliError;
use super::exit::exit_codes;
pub(super) use super::exit::{BAD_INPUT, MISSED};
use super::export::export;
use super::files;
use super::locked::{Opened, lock};
use super::optimise::optimise;
use super::prices;
use super::record::record;
use super::reliability::reliability;
use super::sensitivity;
use super::shell::{completions, man};
use super::simulate::{Request, simulate};
use super::size::{read, size};
use super::sweep::sweep;
use super::talk::{self, Paint, painted, timed};
use crate::bundled;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{LawInputs, Outcome, assess, laws};
use crate::engine::report::{self, Report};
use crate::engine::scenario::{Document, ManifestPods, Plan, autoscalers_named, manifests_named, plan_with};
use crate::schema;

/// The plan that is used when none is given.
pub(super) const REFERENCE: &str = "[platform]\nprovider = \"aws\"\n";

/// Verdict words on the lines of targets.
const VERDICTS: [(&str, Paint); 3] =
    [(" met ", Paint::Green), (" missed ", Paint::Red), (" undecided ", Paint::Yellow)];

/// Runs the command line.
pub fn main() -> ExitCode {
    let begun = Instant::now();
    let done = match parsed() {
        Ok(args) => run(args),
        Err(told) => tell(&told),
    };
    talk::tell_elapsed("total", begun);
    done.unwrap_or_else(|error| {
        files::complain(&error.to_string());
        ExitCode::from(BAD_INPUT)
    })
}

/// What the words of the command line ask for; help, a version, or a fault of theirs otherwise.
fn parsed() -> Result<Args, clap::Error> {
    let arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    let mut command = Args::command().color(talk::choice_of_help(arguments));
    let matches = command.try_get_matches_from_mut(std::env::args_os())?;
    Args::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Prints help or a version, or tells a fault of the words of the command line.
fn tell(told: &clap::Error) -> Result<ExitCode, CliError> {
    let printed = told.print().and_then(|()| io::stdout().flush());
    match printed {
        Err(error) if !told.use_stderr() && error.kind() != io::ErrorKind::BrokenPipe => {
            Err(CliError::Output(error.to_string()))
        }
        _ => Ok(u8::try_from(told.exit_code()).map_or(ExitCode::from(BAD_INPUT), ExitCode::from)),
    }
}

fn run(args: Args) -> Result<ExitCode, CliError> {
    talk::begin(&args.talk, args.command.is_text());
    let own = args.prices.as_deref();
    match args.command {
        Command::Plan { plan, format, summary } => {
            let format = plan_format(format, summary)?;
            let report = plan_report(plan.as_deref(), own)?;
            files::print(&match format {
                PlanFormat::Text => painted(&report::to_text(&report), "  asked ", &VERDICTS),
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
        Command::Check(args) => check(&args, own),
        Command::Lock(args) => lock(&args, own),
        Command::Record(args) => record(&args, own),
        Command::Init { provider, preset, out, format } => {
            init(provider.as_deref(), preset.as_deref(), out.as_deref(), format)
        }
        Command::Reliability { model, within_minutes, format } => {
            reliability(&model, &within_minutes, format)
        }
        Command::Simulate { model, years, seed, rare, format } => {
            simulate(&Request { path: &model, prices: own, years, seed, rare, format })
        }
        Command::Schema { of, format: _ } => {
            let schema = match of {
                Described::Plan => schema::plan_schema(&catalogue(own)?),
                Described::Report => schema::report_schema(),
            };
            files::print(&json(&schema)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Prices { command } => prices::run(command, own),
        Command::Completions { shell } => completions(shell),
        Command::Man(args) => man(&args),
        Command::ExitCodes { format } => exit_codes(format),
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
    let files = bundled::files();
    let mut catalogue = timed("data", || Catalogue::load(&files)).map_err(CliError::Data)?;
    if talk::is_verbose() {
        talk::tell(&format!("data: {} bundled files, catalogue {}", files.len(), catalogue.digest().short()));
    }
    if let Some(own) = own {
        prices::lay_over(&mut catalogue, own)?;
        if talk::is_verbose() {
            talk::tell(&format!("data: own prices of {}", own.display()));
        }
    }
    Ok(catalogue)
}

/// The document of this text, which a file has.
pub(super) fn document_of(text: &str, path: Option<&Path>) -> Result<Document, CliError> {
    let extension = path.and_then(Path::extension);
    let is_called_json = extension.is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    Document::from_file(text, is_called_json)
        .map_err(|fault| CliError::Plan { origin: origin(path), faults: vec![fault] })
}

/// The checked plan of a document, which a file has.
pub(super) fn plan_in(
    document: &Document,
    path: Option<&Path>,
    catalogue: &Catalogue,
) -> Result<Plan, CliError> {
    let faulty = |faults| CliError::Plan { origin: origin(path), faults };
    let plan = plan_with(document, catalogue, manifests_of(document, path)?.as_ref()).map_err(faulty)?;
    if talk::is_verbose() {
        tell_files(&plan, path, catalogue);
    }
    Ok(plan)
}

/// Tells which files below `data/` a plan reads for its place, beside those that every plan reads.
fn tell_files(plan: &Plan, path: Option<&Path>, catalogue: &Catalogue) {
    let place = &plan.platform;
    let mut files = catalogue.files_of(place.provider, place.host, place.region.as_deref());
    if place.second_region.is_some() {
        files.extend(catalogue.files_of(place.provider, place.host, place.second_region.as_deref()));
    }
    files.sort();
    files.dedup();
    talk::tell(&format!("data of {}: {}", origin(path), files.join(", ")));
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

/// What a plan comes to, without laws, and the data that it was planned from.
pub(super) fn plan_outcome(
    path: Option<&Path>,
    own: Option<&Path>,
) -> Result<(Catalogue, Outcome), CliError> {
    let today = catalogue(own)?;
    let opened = Opened::read(path, &today)?;
    let outcome = opened.outcome()?;
    Ok((opened.catalogue.into_owned(), outcome))
}

/// What a plan comes to, without laws.
pub(super) fn outcome_of(
    plan: &Plan,
    path: Option<&Path>,
    catalogue: &Catalogue,
) -> Result<Outcome, CliError> {
    timed("plan", || assess(plan, catalogue))
        .map_err(|error| CliError::Unplannable { origin: origin(path), error })
}

/// The report of what a plan came to, with all its laws.
pub(super) fn report_with_laws(outcome: &Outcome, catalogue: &Catalogue) -> Report {
    let laws = timed("laws", || laws(&LawInputs::of(outcome)));
    report::report(outcome, Some(&laws), catalogue)
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
