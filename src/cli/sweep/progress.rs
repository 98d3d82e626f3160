//! How far a sweep has come, on standard error.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crate::cli::talk;

/// Tells from time to time: on a terminal in one line that changes; elsewhere a line every few
/// seconds, where it was asked to say more.
pub(super) struct Progress {
    begun: Instant,
    told: Instant,
    is_shown: bool,
    is_terminal: bool,
    kept: u64,
    rows: u64,
}

impl Progress {
    /// Begins with rows that are there already, of all.
    pub(super) fn begin(kept: u64, rows: u64) -> Self {
        let now = Instant::now();
        Self {
            begun: now,
            told: now,
            is_shown: talk::shows_progress(),
            is_terminal: talk::shows_line(),
            kept,
            rows,
        }
    }

    /// Whether it is time to tell again.
    pub(super) fn is_due(&self) -> bool {
        let every = if self.is_terminal { Duration::from_millis(200) } else { Duration::from_secs(5) };
        self.told.elapsed() >= every
    }

    /// Tells how many rows are there.
    pub(super) fn tell(&mut self, done: u64) {
        self.told = Instant::now();
        if !self.is_shown {
            return;
        }
        let (begin, end) = if self.is_terminal { ("\r", "\u{1b}[K") } else { ("", "\n") };
        let per_second = (done - self.kept) as f64 / self.seconds();
        let text = format!("{begin}zoneplan: {done} of {} rows, {per_second:.0} a second{end}", self.rows);
        // Nothing is left to be done when standard error is gone.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Clears the line that changes, and gives the seconds since the begin.
    pub(super) fn end(self) -> f64 {
        if self.is_terminal {
            let _ = io::stderr().lock().write_all("\r\u{1b}[K".as_bytes());
        }
        self.seconds()
    }

    /// Seconds since the begin, above 0.
    fn seconds(&self) -> f64 {
        self.begun.elapsed().as_secs_f64().max(1e-9)
    }
}
