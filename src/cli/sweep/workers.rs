//! Rows on all cores, written in their order.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crate::cli::error::CliError;
use crate::cli::stop::Stop;
use crate::engine::sweep::{Line, Sweep};

/// Rows that each worker may be ahead of the writer: memory stays bounded, and a slow row keeps
/// no other worker waiting.
const AHEAD: usize = 16;

/// A row to make, and where its line goes.
type Job = (u64, SyncSender<Line>);

/// Makes the rows with so many workers and takes their lines in order, until all are done or
/// somebody asks to stop.
pub(super) fn in_order(
    sweep: &Sweep<'_>,
    rows: Range<u64>,
    jobs: usize,
    stop: &Stop,
    mut take: impl FnMut(&Line) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let most = jobs * AHEAD;
    let (work, todo) = sync_channel::<Job>(most);
    let todo = Mutex::new(todo);
    thread::scope(|scope| {
        // Dropped at the end, whichever it is: then the workers have nothing more to wait for.
        let work = work;
        for _ in 0..jobs {
            scope.spawn(|| run(sweep, &todo));
        }
        let gone = || CliError::Output("a worker has gone away".to_owned());
        let mut waiting = VecDeque::new();
        let mut rows = rows;
        loop {
            while waiting.len() < most && !stop.asked() {
                let Some(row) = rows.next() else { break };
                let (answer, line) = sync_channel(1);
                work.send((row, answer)).map_err(|_| gone())?;
                waiting.push_back(line);
            }
            let Some(line) = waiting.pop_front() else { return Ok(()) };
            take(&line.recv().map_err(|_| gone())?)?;
        }
    })
}

/// A worker: one row after the other, as long as there are some.
fn run(sweep: &Sweep<'_>, todo: &Mutex<Receiver<Job>>) {
    while let Some((row, answer)) = next(todo) {
        // The writer may have given up.
        let _ = answer.send(sweep.line(row));
    }
}

fn next(todo: &Mutex<Receiver<Job>>) -> Option<Job> {
    todo.lock().ok()?.recv().ok()
}
