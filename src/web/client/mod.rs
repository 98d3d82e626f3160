//! The page's side of the talk with the workers.

mod line;

use std::fmt;
use std::time::Duration;

use leptos::prelude::*;
use web_sys::{Blob, Url, Worker};

use self::line::Line;
use crate::web::words::{fault, t};
use crate::worker::{DecideAnswer, DecideRequest, ImportAnswer, ImportRequest, Request, Response};

/// How long a worker may say nothing to a question: one that computes laws, and one that reads or decides.
const SILENCE: Duration = Duration::from_secs(20);
const LONG_SILENCE: Duration = Duration::from_secs(120);

/// Why a worker is no longer there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Its files could not be loaded or run.
    NotStarted,
    /// A fault in its program, as the browser says it.
    Fault(String),
    /// It said something that is no answer.
    Garbled,
    /// It did not answer.
    Silent,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotStarted => t!(fault::NOT_STARTED),
            Self::Fault(message) => message,
            Self::Garbled => t!(fault::GARBLED),
            Self::Silent => t!(fault::SILENT),
        })
    }
}

/// The worker, from the page.
pub struct Client {
    line: Line<Request>,
}

impl Client {
    /// Starts the worker. `None` where the page names no worker, or may not start
    /// one: a page that was opened as a file and carries none.
    pub fn start(answered: impl Fn(Response) + 'static, failed: impl Fn(Failure) + 'static) -> Option<Self> {
        Some(Self { line: Line::to(start("data-worker")?, answered, failed) })
    }

    /// Asks it for something.
    pub fn ask(&self, request: Request) {
        match request {
            Request::Cancel { .. } => self.line.ask(request),
            _ => self.line.ask_within(request, SILENCE),
        }
    }
}

/// Starts a worker, where the page names one and may start it.
fn start(attribute: &str) -> Option<Worker> {
    let root = document().document_element()?;
    let loader = root.get_attribute(attribute).filter(|name| !name.is_empty())?;
    let served = window().location().protocol().is_ok_and(|protocol| protocol.starts_with("http"));
    let may_start = (served || loader.starts_with("blob:")) && can_start();
    may_start.then(|| Worker::new(&loader).ok()).flatten()
}

/// Whether the browser starts workers here: some have none, some refuse them. One that does
/// nothing is tried.
fn can_start() -> bool {
    let tried = Blob::new_with_str_sequence(&js_sys::Array::new())
        .and_then(|nothing| Url::create_object_url_with_blob(&nothing))
        .and_then(|address| {
            let worker = Worker::new(&address);
            // An address that stays costs nothing.
            let _ = Url::revoke_object_url(&address);
            worker
        });
    tried.map(|worker| worker.terminate()).is_ok()
}

/// The worker that reads files which the user picks. It lives as long as this.
pub struct Importer {
    line: Line<ImportRequest>,
}

impl Importer {
    /// Starts the worker. `None` where it may not start.
    pub fn start(
        answered: impl Fn(ImportAnswer) + 'static,
        failed: impl Fn(Failure) + 'static,
    ) -> Option<Self> {
        Some(Self { line: Line::to(start("data-importer")?, answered, failed) })
    }

    /// Asks it to read something.
    pub fn ask(&self, request: ImportRequest) {
        self.line.ask_within(request, LONG_SILENCE);
    }
}

/// The worker that decides between plans. It lives as long as this.
pub struct Decider {
    line: Line<DecideRequest>,
}

impl Decider {
    /// Starts the worker. `None` where it may not start.
    pub fn start(
        answered: impl Fn(DecideAnswer) + 'static,
        failed: impl Fn(Failure) + 'static,
    ) -> Option<Self> {
        Some(Self { line: Line::to(start("data-decider")?, answered, failed) })
    }

    /// Asks it for something.
    pub fn ask(&self, request: DecideRequest) {
        match request {
            DecideRequest::Ask { .. } => self.line.ask_within(request, LONG_SILENCE),
            _ => self.line.ask(request),
        }
    }
}
