//! `export`: a plan's results as files for other programs.

mod csv;
mod deploy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};
use serde::Serialize;

use super::args::Format;
use super::error::CliError;
use super::files;
use super::run::{json, output, plan_outcome};
use crate::engine::export::{ExportFile, FocusVersion, focus, infracost_json};
use crate::engine::report;

/// Examples of `export csv`.
const CSV_EXAMPLES: &str = "--out is a folder of tables with README.txt; --zip is one archive of the same, in that folder or on \
    standard output; --bom is for spreadsheets that want a byte order mark.\n\n\
    Examples:\n  zoneplan export csv plan.toml --out tables\n  zoneplan export csv plan.toml --zip > plan.zip\n  \
    zoneplan export csv plan.toml --out tables --bom";

/// What to export, and as what.
#[derive(Debug, Subcommand)]
pub(super) enum ExportCommand {
    /// The report as a folder of CSV tables with a README, or as one zip archive.
    #[command(after_help = CSV_EXAMPLES)]
    Csv {
        #[command(flatten)]
        to: ExportArgs,
        #[command(flatten)]
        own: csv::CsvArgs,
    },
    /// The bill of each month, line by line, with the column names and units of FOCUS: costs-focus.csv.
    ///
    /// A projection, not a bill: no account, no invoice, no people, and no claim of conformance.
    #[command(
        after_help = "Examples:\n  zoneplan export focus my.toml --out budget\n  zoneplan export focus my.toml --focus-version 1.0 > costs-focus.csv"
    )]
    Focus {
        #[command(flatten)]
        to: ExportArgs,
        /// Version of the specification whose columns are written.
        #[arg(long, value_enum, default_value_t = FocusColumns::V1_4)]
        focus_version: FocusColumns,
    },
    /// The bill of the first month in the shape of Infracost's JSON: infracost.json.
    ///
    /// `prices import` reads it again.
    #[command(
        after_help = "Examples:\n  zoneplan export infracost-json my.toml --out budget\n  zoneplan export infracost-json my.toml > infracost.json"
    )]
    InfracostJson {
        #[command(flatten)]
        to: ExportArgs,
    },
    /// Variables of a public Terraform module: what the plan decides, and nothing that it does not know.
    #[command(after_help = deploy::TFVARS_EXAMPLES)]
    Tfvars {
        #[command(flatten)]
        to: ExportArgs,
        #[command(flatten)]
        deploy: deploy::TfvarsArgs,
    },
    /// Helm values, Velero schedules and disruption budgets.
    #[command(after_help = deploy::HELM_EXAMPLES)]
    HelmValues {
        #[command(flatten)]
        to: ExportArgs,
        #[command(flatten)]
        deploy: deploy::HelmArgs,
    },
}

/// A version of FOCUS as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FocusColumns {
    #[value(name = "1.0")]
    V1_0,
    #[value(name = "1.2")]
    V1_2,
    #[value(name = "1.3")]
    V1_3,
    #[value(name = "1.4")]
    V1_4,
}

impl From<FocusColumns> for FocusVersion {
    fn from(version: FocusColumns) -> Self {
        match version {
            FocusColumns::V1_0 => Self::V1_0,
            FocusColumns::V1_2 => Self::V1_2,
            FocusColumns::V1_3 => Self::V1_3,
            FocusColumns::V1_4 => Self::V1_4,
        }
    }
}

/// The plan that is exported, and where to.
#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    /// Plan file in TOML or JSON; - reads standard input. Default: the reference plan.
    plan: Option<PathBuf>,
    /// Folder to write to; it is made where it is missing, and files of the same names are replaced.
    /// Default: standard output, for exports of one file.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Form of the answer when a folder is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Runs `export`.
pub(super) fn export(command: &ExportCommand, own: Option<&Path>) -> Result<ExitCode, CliError> {
    match command {
        ExportCommand::Csv { to, own: args } => csv::csv(to, args, own),
        ExportCommand::Focus { to, focus_version } => {
            let (catalogue, outcome) = plan_outcome(to.plan.as_deref(), own)?;
            let report = report::report(&outcome, None, &catalogue);
            tell_unpriced(&report);
            let file = focus(&report, &outcome, &catalogue, (*focus_version).into());
            deliver(to, &[file.map_err(output)?])
        }
        ExportCommand::Tfvars { to, deploy } => deploy.run(to, own),
        ExportCommand::HelmValues { to, deploy } => deploy.run(to, own),
        ExportCommand::InfracostJson { to } => {
            let (catalogue, outcome) = plan_outcome(to.plan.as_deref(), own)?;
            let report = report::report(&outcome, None, &catalogue);
            tell_unpriced(&report);
            deliver(to, &[infracost_json(&report, &outcome.plan, &catalogue).map_err(output)?])
        }
    }
}

/// Says on standard error that lines have no price: sums of what is exported are then too low.
fn tell_unpriced(report: &report::Report) {
    let (without, lines) = (report.cost.unpriced.len(), report.cost.lines.len());
    if without > 0 {
        files::complain(&format!(
            "{without} of {lines} lines of the bill have no price; sums are \"at least\""
        ));
    }
}

/// The answer of `export`.
#[derive(Serialize)]
struct ExportAnswer<'a> {
    folder: String,
    files: Vec<WrittenFile<'a>>,
}

#[derive(Serialize)]
struct WrittenFile<'a> {
    name: &'a str,
    bytes: usize,
}

/// Writes the files into the folder that was asked for, all or none of them; one file without a folder
/// goes to standard output.
fn deliver(to: &ExportArgs, files: &[ExportFile]) -> Result<ExitCode, CliError> {
    let Some(folder) = to.out.as_deref() else {
        let [only] = files else {
            return Err(CliError::Input {
                what: "--out".to_owned(),
                found: "none".to_owned(),
                allowed: format!("a folder for the {} files of this export", files.len()),
            });
        };
        files::print_bytes(&only.bytes)?;
        return Ok(ExitCode::SUCCESS);
    };
    files::write_folder(folder, files)?;
    let answer = ExportAnswer {
        folder: folder.display().to_string(),
        files: files.iter().map(|file| WrittenFile { name: &file.name, bytes: file.bytes.len() }).collect(),
    };
    files::print(&match to.format {
        Format::Json => json(&answer)?,
        Format::Text => {
            let lines = files.iter().map(|file| format!("wrote {}\n", folder.join(&file.name).display()));
            lines.collect::<String>()
        }
    })?;
    Ok(ExitCode::SUCCESS)
}
