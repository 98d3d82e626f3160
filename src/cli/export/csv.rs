//! `export csv`: the report as a pack of tables.

use std::io::{IsTerminal, stdout};
use std::path::Path;
use std::process::ExitCode;

use super::{ExportArgs, deliver};
use crate::cli::error::CliError;
use crate::cli::locked::Opened;
use crate::cli::run::{catalogue, output, report_with_laws};
use crate::engine::catalogue::Catalogue;
use crate::engine::export::{PackSource, csv_pack, csv_pack_zip};

/// What only the pack can be told.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(in crate::cli) struct CsvArgs {
    /// One zip archive in place of the tables, named after the plan. Without --out it goes to standard
    /// output, if that is no terminal.
    #[arg(long)]
    zip: bool,
    /// A byte order mark before each table, for spreadsheets that ask for it.
    #[arg(long)]
    bom: bool,
}

pub(super) fn csv(to: &ExportArgs, own: &CsvArgs, prices: Option<&Path>) -> Result<ExitCode, CliError> {
    if own.zip && to.out.is_none() && stdout().is_terminal() {
        return Err(CliError::Input {
            what: "--zip".to_owned(),
            found: "a terminal to write to".to_owned(),
            allowed: "--out with a folder, or a file or program that standard output goes to".to_owned(),
        });
    }
    if !own.zip && to.out.is_none() {
        return Err(CliError::Input {
            what: "--out".to_owned(),
            found: "none".to_owned(),
            allowed: "a folder for the tables, or --zip for one archive on standard output".to_owned(),
        });
    }
    let is_archive = |out: &Path| out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    if own.zip && to.out.as_deref().is_some_and(|out| is_archive(out) && !out.is_dir()) {
        return Err(CliError::Input {
            what: "--out".to_owned(),
            found: "the name of an archive".to_owned(),
            allowed: "a folder, in which the archive is named after the plan; or none, and > FILE.zip"
                .to_owned(),
        });
    }
    let path = to.plan.as_deref();
    let today = catalogue(prices)?;
    let opened = Opened::read(path, &today)?;
    let catalogue: &Catalogue = &opened.catalogue;
    let outcome = opened.outcome()?;
    let report = report_with_laws(&outcome, catalogue);
    super::tell_unpriced(&report);
    let source = PackSource { document: &opened.document, catalogue, outcome: &outcome, report: &report };
    if own.zip {
        deliver(to, &[csv_pack_zip(&source, own.bom).map_err(output)?])
    } else {
        deliver(to, &csv_pack(&source, own.bom).map_err(output)?)
    }
}
