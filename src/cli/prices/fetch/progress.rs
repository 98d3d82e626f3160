//! One line on standard error that says how far a download is; only for a terminal.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crate::cli::talk;
use crate::engine::report::amount;

/// The line of a run.
pub(super) struct Progress {
    is_shown: bool,
    file: String,
    position: usize,
    n_files: usize,
    shown: Option<Instant>,
}

impl Progress {
    pub(super) fn new(n_files: usize) -> Self {
        let is_shown = talk::shows_line();
        Self { is_shown, file: String::new(), position: 0, n_files, shown: None }
    }

    /// The next file begins.
    pub(super) fn begin(&mut self, file: &str) {
        self.position += 1;
        file.clone_into(&mut self.file);
        self.shown = None;
    }

    /// So many bytes of the file have arrived.
    pub(super) fn bytes(&mut self, bytes: u64, of: Option<u64>) {
        let mib = |bytes: u64| amount(bytes as f64 / 1_048_576.0, 1);
        if self.is_due() {
            let of = of.map_or_else(String::new, |of| format!(" of {}", mib(of)));
            self.show(&format!("{}{of} MiB", mib(bytes)));
        }
    }

    /// Nothing comes for a while.
    pub(super) fn waits(&mut self, wait: Duration, why: &str) {
        if wait > Duration::from_millis(200) {
            self.show(&format!("{why}; next try in {} s", amount(wait.as_secs_f64(), 1)));
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&mut self) {
        if self.is_shown && self.shown.take().is_some() {
            // Nothing is lost when standard error is gone.
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }

    fn is_due(&self) -> bool {
        self.is_shown && self.shown.is_none_or(|shown| shown.elapsed() > Duration::from_millis(100))
    }

    fn show(&mut self, what: &str) {
        if self.is_shown {
            self.shown = Some(Instant::now());
            let mut err = io::stderr().lock();
            let _ = write!(err, "\r\x1b[K{}/{} {}: {what}", self.position, self.n_files, self.file);
            let _ = err.flush();
        }
    }
}
