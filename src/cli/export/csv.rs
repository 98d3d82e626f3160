//! `export csv`: the report as a pack of tables.

use std::io::{IsTerminal, stdout};
use std::path::Path;
use std::process::ExitCode;

use super::{ExportArgs, deliver};
use crate::cli::error::CliError;
use crate::cli::run::{catalogue, document, origin, output, plan_in};
use crate::engine::export::{PackSource, csv_pack, csv_pack_zip};
use crate::engine::plan::{LawInputs, assess, laws};
use crate::engine::report;

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
    let path = to.plan.as_deref();
    let catalogue = catalogue(prices)?;
    let document = document(path)?;
    let plan = plan_in(&document, path, &catalogue)?;
    let unplannable = |error| CliError::Unplannable { origin: origin(path), error };
    let outcome = assess(&plan, &catalogue).map_err(unplannable)?;
    let report = report::report(&outcome, Some(&laws(&LawInputs::of(&outcome))), &catalogue);
    let source =
        PackSource { document: &document, catalogue: &catalogue, outcome: &outcome, report: &report };
    if own.zip {
        deliver(to, &[csv_pack_zip(&source, own.bom).map_err(output)?])
    } else {
        deliver(to, &csv_pack(&source, own.bom).map_err(output)?)
    }
}
