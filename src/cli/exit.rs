//! Exit codes: the one place that says what they mean.

use std::process::ExitCode;

use serde::Serialize;

use super::args::Format;
use super::error::CliError;
use super::files;
use super::run::json;

/// Done, and what was asked is so.
pub(super) const DONE: u8 = 0;
/// The answer is no: a target is missed or undecided, pods have no node, prices are too old.
pub(super) const MISSED: u8 = 1;
/// Bad input.
pub(super) const BAD_INPUT: u8 = 2;
/// Somebody stopped it: what shells make of an interruption.
pub(super) const STOPPED: u8 = 130;

/// An exit code and when it is given.
#[derive(Serialize)]
pub(super) struct Code {
    pub(super) code: u8,
    pub(super) meaning: &'static str,
}

/// Every exit code.
pub(super) const CODES: [Code; 4] = [
    Code { code: DONE, meaning: "done; where something was to be judged, the answer is yes" },
    Code {
        code: MISSED,
        meaning: "the answer is no: a target is missed or undecided (check), no plan meets every target \
                  (optimise), pods have no node or do not survive a zone (size), prices are too old (prices age)",
    },
    Code {
        code: BAD_INPUT,
        meaning: "bad input: an option, a file or a plan that cannot be used; standard error says what, \
                  where and what is allowed. Other plans (check) and sound manifests (size) are judged all the same",
    },
    Code { code: STOPPED, meaning: "stopped by Ctrl-C (sweep); the same command goes on" },
];

/// The table as text.
pub(super) fn table() -> String {
    CODES.iter().map(|code| format!("  {:<5}{}\n", code.code, code.meaning)).collect()
}

/// What stands below the help of the program.
pub(super) fn help() -> String {
    format!("Exit codes:\n{}", table().trim_end())
}

/// Prints the exit codes.
pub(super) fn exit_codes(format: Format) -> Result<ExitCode, CliError> {
    files::print(&match format {
        Format::Text => table(),
        Format::Json => json(&CODES)?,
    })?;
    Ok(ExitCode::SUCCESS)
}
