//! The command that looks for the best plan.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use super::args::{OptimiseArgs, ReportFormat};
use super::error::CliError;
use super::files;
use super::locked::Opened;
use super::run::{MISSED, catalogue, json, manifests_of, origin, output};
use super::talk;
use crate::engine::optimise::{Search, answer};
use crate::engine::report::{optimise_csv, optimise_report, optimise_text};
use crate::engine::scenario::{Document, Setting};

/// Steps between two looks at the clock.
const STEPS: u32 = 256;
/// Time between two words on how far the search is.
const TELL_EVERY: Duration = Duration::from_secs(10);

/// Searches and prints the answer; exit 1 where no plan meets every target.
pub(super) fn optimise(args: &OptimiseArgs, own: Option<&std::path::Path>) -> Result<ExitCode, CliError> {
    let begun = Instant::now();
    let path = args.plan.as_deref();
    let today = catalogue(own)?;
    let Opened { mut document, catalogue, .. } = Opened::read(path, &today)?;
    put(args, &mut document)?;
    let faulty = |faults| CliError::Plan { origin: origin(path), faults };
    let manifests = manifests_of(&document, path)?;
    let search = Search::new(&document, &catalogue, manifests).map_err(faulty)?;
    let input = |what: &str, found: String, allowed: &str| CliError::Input {
        what: what.to_owned(),
        found,
        allowed: allowed.to_owned(),
    };
    if let Some(write) = &args.write {
        // Said before the search rather than after it.
        if write.exists() {
            return Err(input("--write", format!("{}, which exists", write.display()), "a new file"));
        }
        let folder = write.parent().filter(|folder| !folder.as_os_str().is_empty());
        if folder.is_some_and(|folder| !folder.is_dir()) {
            return Err(input("--write", write.display().to_string(), "a file in a folder that exists"));
        }
    }
    let mut search = search.map_err(|none| {
        input("optimise", none.to_string(), "at least one provider and region that residency leaves")
    })?;
    let (mut evaluated, mut told) = (0, Instant::now());
    loop {
        let left = args.most.map_or(u64::from(STEPS), |most| most.saturating_sub(evaluated).max(1));
        let progress = search.step(u32::try_from(left).unwrap_or(STEPS).min(STEPS));
        evaluated = progress.evaluated;
        if talk::shows_progress() && told.elapsed() >= TELL_EVERY {
            told = Instant::now();
            talk::tell(&format!(
                "searching: {} of {} candidates are settled",
                progress.settled(),
                progress.of
            ));
        }
        if progress.is_done || args.most.is_some_and(|most| progress.evaluated >= most) {
            break;
        }
    }
    let unplannable = |error| CliError::Unplannable { origin: origin(path), error };
    let answer = answer(&mut search).map_err(unplannable)?;
    if answer.counts.candidates == 0 {
        let why = if answer.limits.is_empty() { "no candidate".to_owned() } else { answer.limits.join("; ") };
        return Err(input("optimise", why, "a space with at least one plan"));
    }
    if let (Some(path), Some(best)) = (&args.write, &answer.best) {
        files::write_new(path, &best.document.to_toml())?;
    }
    let report = optimise_report(&answer, Some(begun.elapsed().as_secs_f64()));
    files::print(&match args.format {
        ReportFormat::Text => optimise_text(&report),
        ReportFormat::Json => json(&report)?,
        ReportFormat::Csv => optimise_csv(&report).map_err(output)?,
    })?;
    Ok(if report.feasible { ExitCode::SUCCESS } else { ExitCode::from(MISSED) })
}

/// Puts what was typed in the place of what the plan says.
fn put(args: &OptimiseArgs, document: &mut Document) -> Result<(), CliError> {
    for target in &args.target {
        let allowed = "KEY=VALUE with a number, such as availability_pct=99.95".to_owned();
        let fault = || CliError::Input { what: "--target".to_owned(), found: target.clone(), allowed };
        let parsed = target.split_once('=').and_then(|(key, value)| {
            Some((key.trim(), value.trim().parse::<f64>().ok().filter(|value| value.is_finite())?))
        });
        let Some((key, value)) = parsed.filter(|(key, _)| !key.contains('.')) else { return Err(fault()) };
        document.set(&format!("targets.{key}"), Setting::number(value));
    }
    for (key, words) in [
        ("providers", &args.providers),
        ("regions", &args.regions),
        ("countries", &args.countries),
        ("exclude_providers", &args.exclude_providers),
        ("free", &args.free),
    ] {
        if !words.is_empty() {
            document.set(&format!("optimise.{key}"), Setting::texts(words));
        }
    }
    if let Some(objective) = &args.objective {
        document.set("optimise.objective", Setting::text(objective));
    }
    Ok(())
}
