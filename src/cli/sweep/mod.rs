//! The command that evaluates a grid of plans.

mod output;
mod progress;
mod shard;
mod workers;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use serde::Serialize;

use self::output::{Output, State, Wanted};
use self::progress::Progress;
pub(super) use self::shard::Shard;
use super::args::{Format, Header, SweepArgs};
use super::error::CliError;
use super::exit::STOPPED;
use super::files;
use super::locked::Opened;
use super::run::{REFERENCE, catalogue, json, manifests_of, origin};
use super::stop::Stop;
use super::talk;
use crate::engine::catalogue::Digest;
use crate::engine::report::amount;
use crate::engine::scenario::{Grid, ManifestPods};
use crate::engine::sweep::{Status, Sweep, SweepError};

/// The answer of `sweep`.
#[derive(Serialize)]
struct Answer {
    out: String,
    /// Rows of the whole grid.
    grid_rows: u64,
    shard: String,
    /// Rows of the piece.
    rows: u64,
    /// Rows that were there from an earlier run.
    kept_rows: u64,
    ok: u64,
    refused: u64,
    not_planned: u64,
    finished: bool,
    elapsed_ms: f64,
    /// Absent where every row was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    elapsed_rows_per_second: Option<f64>,
}

/// Evaluates the plans of a grid and writes a row for each.
pub(super) fn sweep(args: &SweepArgs, own: Option<&Path>) -> Result<ExitCode, CliError> {
    if args.out.as_os_str() == "-" {
        let allowed = "a file, as a run that was stopped goes on from it".to_owned();
        return Err(CliError::Input { what: "--out".to_owned(), found: "-".to_owned(), allowed });
    }
    let from = origin(Some(&args.grid));
    let text = files::read(&args.grid)?;
    let faulty = |faults| CliError::Plan { origin: from.clone(), faults };
    let grid = Grid::from_toml(&text).map_err(faulty)?;
    let path = grid.plan.as_ref().map(|name| beside(&args.grid, name));
    let plan = path.as_deref().map_or_else(|| Ok(REFERENCE.to_owned()), files::read)?;
    let today = catalogue(own)?;
    let Opened { document, catalogue, .. } = Opened::of(&plan, path.as_deref(), &today)?;
    let manifests = manifests_of(&document, path.as_deref())?;
    let state = State::from([
        ("engine version", env!("CARGO_PKG_VERSION").to_owned()),
        ("grid", Digest::of(&text).short()),
        ("plan", Digest::of(&plan).short()),
        ("manifests", manifests.as_ref().map_or_else(String::new, |pods: &ManifestPods| pods.digest.clone())),
        ("data and prices", catalogue.digest().short()),
        ("--shard", args.shard.to_string()),
        ("--header", args.header.name().to_owned()),
    ]);
    let sweep = Sweep::new(grid, document, manifests, &catalogue).map_err(|error| match error {
        SweepError::Grid(faults) => faulty(faults),
        SweepError::Plan(faults) => CliError::Plan { origin: origin(path.as_deref()), faults },
    })?;
    let answer = rows(args, &sweep, &state)?;
    files::print(&match args.format {
        Format::Json => json(&answer)?,
        Format::Text => answer.text(),
    })?;
    Ok(if answer.finished { ExitCode::SUCCESS } else { ExitCode::from(STOPPED) })
}

/// A file that is meant from where the grid lies.
fn beside(grid: &Path, name: &str) -> PathBuf {
    grid.parent().unwrap_or(Path::new("")).join(name)
}

/// Writes the rows that are still missing.
fn rows(args: &SweepArgs, sweep: &Sweep<'_>, state: &State) -> Result<Answer, CliError> {
    let header = sweep.header();
    let has_header = args.shard.is_first() || args.header == Header::Always;
    let rows = args.shard.rows(sweep.rows());
    let wanted = Wanted {
        state,
        header: has_header.then_some(header.as_str()),
        rows: rows.clone(),
        status_column: sweep.status_column(),
    };
    let stop = Stop::listen();
    let mut output = Output::open(&args.out, &wanted, args.force)?;
    let kept = output.rows();
    let of = rows.end - rows.start;
    let mut progress = Progress::begin(kept, of);
    let jobs = args.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    workers::in_order(sweep, rows.start + kept..rows.end, jobs, &stop, |line| {
        output.push(line)?;
        if progress.is_due() {
            output.flush()?;
            progress.tell(output.rows());
        }
        Ok(())
    })?;
    let done = output.rows();
    let seconds = progress.end();
    let count = |status: Status| output.by_status.get(status.name()).copied().unwrap_or(0);
    let answer = Answer {
        out: args.out.display().to_string(),
        grid_rows: sweep.rows(),
        shard: args.shard.to_string(),
        rows: of,
        kept_rows: kept,
        ok: count(Status::Ok),
        refused: count(Status::Refused),
        not_planned: count(Status::NotPlanned),
        finished: done == of,
        elapsed_ms: seconds * 1000.0,
        elapsed_rows_per_second: (done > kept).then(|| (done - kept) as f64 / seconds),
    };
    if answer.finished {
        output.finish()?;
    } else {
        output.flush()?;
        files::complain(&format!("stopped after {done} of {of} rows; the same command goes on"));
    }
    if let Some(per_second) = answer.elapsed_rows_per_second {
        let made = done - kept;
        talk::tell(&format!("{made} rows in {seconds:.2} s, {} a second", amount(per_second, 0)));
    }
    Ok(answer)
}

impl Answer {
    fn text(&self) -> String {
        let kept = match self.kept_rows {
            0 => String::new(),
            kept => format!(", {kept} of them from an earlier run"),
        };
        let written = self.ok + self.refused + self.not_planned;
        format!(
            "{}: {written} of {} rows{kept}: {} planned, {} refused, {} not planned\n",
            self.out, self.rows, self.ok, self.refused, self.not_planned
        )
    }
}
