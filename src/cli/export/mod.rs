//! `export`: a plan's results as files for other programs.

mod deploy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use serde::Serialize;

use super::args::Format;
use super::error::CliError;
use super::files;
use super::run::{json, output, plan_report};
use crate::engine::export::ExportFile;
use crate::engine::report;

/// What to export, and as what.
#[derive(Debug, Subcommand)]
pub(super) enum ExportCommand {
    /// The report as CSV tables.
    Csv {
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
        ExportCommand::Csv { to } => {
            let report = plan_report(to.plan.as_deref(), own)?;
            let csv = report::to_csv(&report).map_err(output)?;
            deliver(to, &[ExportFile::text("report.csv", csv)])
        }
        ExportCommand::Tfvars { to, deploy } => deploy.run(to, own),
        ExportCommand::HelmValues { to, deploy } => deploy.run(to, own),
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
            let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
            return Err(CliError::Input {
                what: "--out".to_owned(),
                found: "none".to_owned(),
                allowed: format!("a folder for the {} files {}", names.len(), names.join(", ")),
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
