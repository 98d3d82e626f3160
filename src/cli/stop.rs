//! Stops a long run when somebody asks for it, with what has been seen so far.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether somebody has asked to stop.
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Listens for an interruption (Ctrl-C). Where none can be listened for, it ends the program
    /// as it always does.
    pub(super) fn listen() -> Self {
        let asked = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&asked);
        let _ = ctrlc::set_handler(move || told.store(true, Ordering::Relaxed));
        Self(asked)
    }

    /// Whether somebody has.
    pub(super) fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
