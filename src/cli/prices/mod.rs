//! Prices: what the catalogue has, how old it is, what differs, and how it is renewed.
//!
//! Every command works on [`Row`]s, the rows of price sheets, sorted by key: what is listed as CSV
//! can be compared and imported again.

mod age;
mod coverage;
mod diff;
mod fetch;
mod import;
mod list;
mod row;
mod select;
mod sheet;
mod table;

use std::path::Path;
use std::process::ExitCode;

use super::args::PricesCommand;
use super::error::CliError;
pub(super) use fetch::FetchError;
use row::Row;
pub(super) use sheet::{lay_over, texts_of};

/// Runs a command on prices.
pub(super) fn run(command: PricesCommand, own: Option<&Path>) -> Result<ExitCode, CliError> {
    match command {
        PricesCommand::Coverage { plan, format } => coverage::run(plan.as_deref(), own, format),
        PricesCommand::List { place, service, format } => list::run(&place, service.as_deref(), own, format),
        PricesCommand::Age { as_of, max_days, place, format } => {
            age::run(as_of.as_deref(), max_days, &place, own, format)
        }
        PricesCommand::Fetch(args) => fetch::run(&args),
        PricesCommand::Import(args) => import::run(&args),
        PricesCommand::Diff { old, new, format } => diff::run(&old, &new, format),
    }
}
