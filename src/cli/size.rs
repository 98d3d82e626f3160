//! `size`: manifests to nodes, and the manifests that a plan names.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;
use serde_json::{Map, Value};

use super::args::{Autoscaler, Format, SizeArgs};
use super::error::CliError;
use super::files;
use super::run::{BAD_INPUT, MISSED, catalogue, json};
use crate::engine::manifest::{self, AutoscalerAt, Finding, Level, Manifests, Source};
use crate::engine::plan::assess;
use crate::engine::report::{self, Sizing, WarningEntry};
use crate::engine::scenario::{Document, plan_with};

/// Endings of manifest files in a folder.
const ENDINGS: &[&str] = &["json", "yaml", "yml"];
/// Notes that the text shows of each level.
const N_NOTES: usize = 40;

/// The answer of `size`.
#[derive(Serialize)]
struct SizeAnswer<'a> {
    engine_version: &'static str,
    place: &'a str,
    catalogue: &'a report::CatalogueIdentity,
    manifests: &'a Manifests,
    sizing: &'a Sizing,
    review: &'a [Finding],
    warnings: Vec<&'a WarningEntry>,
}

/// Sizes manifests.
pub(super) fn size(args: &SizeArgs, own: Option<&Path>) -> Result<ExitCode, CliError> {
    let autoscaler = match args.autoscaler {
        Autoscaler::Least => AutoscalerAt::Least,
        Autoscaler::Most => AutoscalerAt::Most,
    };
    let manifests = read(&args.manifests, autoscaler)?;
    let faulty = |faults| CliError::Plan { origin: "size".to_owned(), faults };
    let document = Document::from_json(&plan_text(args)).map_err(|fault| faulty(vec![fault]))?;
    let catalogue = catalogue(own)?;
    let plan = plan_with(&document, &catalogue, Some(&manifests.pods())).map_err(faulty)?;
    let outcome = assess(&plan, &catalogue)
        .map_err(|error| CliError::Unplannable { origin: "size".to_owned(), error })?;
    let mut report = report::report(&outcome, None, &catalogue);
    // Manifests say nothing of managed data services.
    (report.sizing.database_class, report.sizing.cache_class) = (None, None);
    // The manifests' own notes stand beside them.
    let warnings = report.warnings.iter().filter(|warning| {
        warning.code != "manifest" && (warning.path.starts_with("node_pools") || warning.code == "quorum")
    });
    let answer = SizeAnswer {
        engine_version: report.engine_version,
        place: &report.place,
        catalogue: &report.catalogue,
        manifests: &manifests,
        sizing: &report.sizing,
        review: &report.review,
        warnings: warnings.collect(),
    };
    files::print(&match args.format {
        Format::Json => json(&answer)?,
        Format::Text => text(&answer, &report),
    })?;
    complain(&manifests);
    let has_faults = manifests.notes_of(Level::Fault).next().is_some();
    Ok(match (has_faults, outcome.sizing.choice.best.does) {
        (true, _) => ExitCode::from(BAD_INPUT),
        (false, false) => ExitCode::from(MISSED),
        (false, true) => ExitCode::SUCCESS,
    })
}

/// Reads manifest files and the files of folders, by name.
///
/// # Errors
/// A file that cannot be read, and manifests that run no pods.
pub(super) fn read(paths: &[PathBuf], autoscaler: AutoscalerAt) -> Result<Manifests, CliError> {
    let mut list = Vec::new();
    for path in paths {
        if path.is_dir() {
            list.extend(files::with_extension(path, ENDINGS)?);
        } else {
            list.push(path.clone());
        }
    }
    let is_twice = |name: &str| list.iter().filter(|path| name_of(path) == name).count() > 1;
    let texts: Vec<(String, String)> = list
        .iter()
        .map(|path| {
            let text = files::read_up_to(path, manifest::MOST_BYTES as u64)?;
            let name = name_of(path);
            let name = if is_twice(&name) { path.display().to_string() } else { name };
            Ok((name, text))
        })
        .collect::<Result<_, CliError>>()?;
    let sources: Vec<Source<'_>> = texts.iter().map(|(name, text)| Source { name, text }).collect();
    let manifests = manifest::read(&sources, autoscaler);
    if manifests.groups.is_empty() {
        complain(&manifests);
        let found = match manifests.objects.len() {
            0 => "no object that could be read".to_owned(),
            1 => "1 object that runs no pods".to_owned(),
            objects => format!("{objects} objects that run no pods"),
        };
        let allowed =
            "at least one Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob".to_owned();
        return Err(CliError::Input { what: "manifests".to_owned(), found, allowed });
    }
    Ok(manifests)
}

/// How a file is called in messages: which folder it lies in says nothing about it, unless
/// several have the same name.
fn name_of(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "standard input".to_owned();
    }
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Says on standard error what was left out for a fault.
pub(super) fn complain(manifests: &Manifests) {
    const MOST: usize = 50;
    for note in manifests.notes_of(Level::Fault).take(MOST) {
        files::complain(&note.to_string());
    }
    let more = manifests.notes_of(Level::Fault).count().saturating_sub(MOST);
    if more > 0 {
        files::complain(&format!("and {more} more faults"));
    }
}

/// The plan that the options mean, as its file would have it.
fn plan_text(args: &SizeArgs) -> String {
    let mut plan = Map::new();
    let mut set = |table: &str, key: &str, value: Option<Value>| {
        let entries = plan.entry(table).or_insert_with(|| Value::Object(Map::new()));
        if let (Some(value), Value::Object(entries)) = (value, entries) {
            entries.insert(key.to_owned(), value);
        }
    };
    let word = |word: &Option<String>| word.clone().map(Value::from);
    set("platform", "provider", Some(args.provider.clone().into()));
    set("platform", "region", word(&args.region));
    set("platform", "zones", args.zones.map(Value::from));
    set("platform", "kubernetes_version", word(&args.kubernetes_version));
    set("platform", "pod_network", word(&args.pod_network));
    set("workload", "manifests", Some("the manifests".into()));
    set("workload", "growth_pct_per_year", args.growth.map(Value::from));
    set("pool", "instance_type", word(&args.instance_type));
    set("pool", "nodes", args.nodes.map(Value::from));
    set("pool", "zone_loss", word(&args.zone_loss));
    set("pool", "architecture", word(&args.architecture));
    set("openshift", "flavour", word(&args.flavour));
    set("openshift", "host", word(&args.host));
    let openshift = plan.remove("openshift").filter(|table| table != &Value::Object(Map::new()));
    if let (Some(openshift), Some(Value::Object(platform))) = (openshift, plan.get_mut("platform")) {
        platform.insert("openshift".to_owned(), openshift);
    }
    let pool = plan.remove("pool").unwrap_or_default();
    plan.insert("node_pools".to_owned(), Value::Array(vec![pool]));
    Value::Object(plan).to_string()
}

fn text(answer: &SizeAnswer<'_>, report: &report::Report) -> String {
    let manifests = answer.manifests;
    let mut text = format!("{}\n\n", answer.place);
    let outcomes: Vec<String> =
        manifests.outcomes.iter().map(|(outcome, count)| format!("{count} {}", outcome.name())).collect();
    let files = if manifests.files.len() == 1 {
        "1 file".to_owned()
    } else {
        format!("{} files", manifests.files.len())
    };
    let objects = if manifests.objects.len() == 1 {
        "1 object".to_owned()
    } else {
        format!("{} objects", manifests.objects.len())
    };
    text.push_str(&format!("{objects} in {files}: {}\n", outcomes.join(", ")));
    let unread = manifests.unread_kinds();
    if !unread.is_empty() {
        let kinds: Vec<String> = unread.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        text.push_str(&format!("kinds that are not understood: {}\n", kinds.join(", ")));
    }
    for level in [Level::Fault, Level::Warning, Level::Unread] {
        let notes: Vec<_> = manifests.notes_of(level).collect();
        for note in notes.iter().take(N_NOTES) {
            text.push_str(&format!("  {:<9} {note}\n", level.name()));
        }
        let more = notes.len().saturating_sub(N_NOTES);
        if more > 0 {
            text.push_str(&format!("  {:<9} and {more} more; --format json has them all\n", level.name()));
        }
    }
    for warning in &answer.warnings {
        text.push_str(&format!("  {:<9} {}: {}\n", "finding", warning.path, warning.message));
    }
    text.push_str(&report::to_layout_text(report));
    text
}
