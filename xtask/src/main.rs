//! The chores of this repository. `cargo xtask --help` lists them.
#![allow(clippy::print_stdout, reason = "a chore tells what it does")]

mod bench;
mod build;
mod check_site;
mod chromium;
mod deny;
mod feel;
mod firefox;
mod focus;
mod fuzz;
mod goals;
mod installable;
mod integrity;
mod methods;
mod offline;
mod paths;
mod peers;
mod pictures;
mod policy;
mod python;
mod release;
mod reproduce;
mod root;
mod run;
mod serve;
mod sizes;
mod split;
mod spreadsheet;
mod stamp;
mod sums;
mod supply;
mod table;
mod test;
mod tools;
mod wasm_speed;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// The chores of this repository. Tools that are missing are installed into a cache folder.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Build the page and serve it on this machine until Ctrl-C
    Serve {
        /// The port to listen at; the next free one is taken if it is in use
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Build the page into dist/ and print the sizes of its files
    Build,
    /// Run every check: format, lints, tests, the page in a browser, documentation
    Test {
        /// Leave out what needs wasm tools or a browser
        #[arg(long)]
        quick: bool,
        /// Only the steps whose names hold this
        #[arg(long, value_name = "WORDS", conflicts_with = "quick")]
        only: Option<String>,
    },
    /// Measure the engine, the page's size and how fast the page answers, and other tools beside ours
    Bench {
        /// Measure this alone
        #[arg(value_enum)]
        only: Option<bench::Part>,
    },
    /// Measure the page as its users feel it: edits, memory, and Lighthouse's figures
    Feel,
    /// Give parsers and engine inputs that nobody wrote, and see that what must hold does
    Fuzz {
        /// Run this target alone
        target: Option<String>,
        /// Executions of each target
        #[arg(long)]
        runs: Option<u64>,
        /// Seconds of each target; 10 where no executions are asked for
        #[arg(long)]
        seconds: Option<u64>,
    },
    /// Take the pictures of docs/pictures again
    Pictures,
    /// Make the page one HTML file that opens without a server
    Offline,
    /// Look at what a host sends of the page: files, types, headers
    CheckSite {
        /// The address of the page
        url: String,
    },
    /// Check licences, sources, duplicates and known faults of everything that is built in
    Deny,
    /// Build the page twice, in two folders, and compare every file byte by byte
    Reproduce {
        /// Compare with this built page in the place of a second build
        #[arg(long, value_name = "FOLDER")]
        against: Option<PathBuf>,
    },
    /// Make all that is handed out in target/release-files/, with SHA-256 sums, and check it
    Release(release::Options),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().verb {
        Verb::Serve { port } => serve::serve(port),
        Verb::Build => build::build().map(drop),
        Verb::Test { quick, only } => test::test(quick, only.as_deref()),
        Verb::Bench { only } => bench::bench(only),
        Verb::Feel => feel::feel(),
        Verb::Fuzz { target, runs, seconds } => {
            let seconds = seconds.or(runs.is_none().then_some(10));
            fuzz::fuzz(target.as_deref(), fuzz::Bound { runs, seconds, is_check: false }).map(drop)
        }
        Verb::Pictures => pictures::pictures(),
        Verb::Offline => offline::offline().map(drop),
        Verb::CheckSite { url } => check_site::check(&url),
        Verb::Deny => deny::deny(),
        Verb::Reproduce { against } => reproduce::reproduce(against.as_deref()),
        Verb::Release(options) => release::release(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
