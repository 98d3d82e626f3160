//! The page's side of the talk with the workers.

use gloo::worker::{Spawnable, WorkerBridge};
use leptos::prelude::*;
use web_sys::{Blob, Url, Worker};

use crate::worker::{
    DecideAnswer, DecideRequest, DecideWorker, ImportAnswer, ImportRequest, ImportWorker, LawWorker, Request,
    Response,
};

/// The worker, from the page.
pub struct Client {
    bridge: WorkerBridge<LawWorker>,
}

impl Client {
    /// Starts the worker. `None` where the page names no worker, or may not start
    /// one: a page that was opened as a file and carries none.
    pub fn start(answered: impl Fn(Response) + 'static) -> Option<Self> {
        let loader = loader("data-worker")?;
        let bridge =
            LawWorker::spawner().callback(answered).with_loader(true).as_module(false).spawn(&loader);
        Some(Self { bridge })
    }

    /// Asks it for something.
    pub fn ask(&self, request: Request) {
        self.bridge.send(request);
    }
}

/// The script that loads a worker, where the page names one and may start it.
fn loader(attribute: &str) -> Option<String> {
    let root = document().document_element()?;
    let loader = root.get_attribute(attribute).filter(|name| !name.is_empty())?;
    let served = window().location().protocol().is_ok_and(|protocol| protocol.starts_with("http"));
    ((served || loader.starts_with("blob:")) && can_start()).then_some(loader)
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
    bridge: WorkerBridge<ImportWorker>,
}

impl Importer {
    /// Starts the worker. `None` where it may not start.
    pub fn start(answered: impl Fn(ImportAnswer) + 'static) -> Option<Self> {
        let loader = loader("data-importer")?;
        let bridge =
            ImportWorker::spawner().callback(answered).with_loader(true).as_module(false).spawn(&loader);
        Some(Self { bridge })
    }

    /// Asks it to read something.
    pub fn ask(&self, request: ImportRequest) {
        self.bridge.send(request);
    }
}

/// The worker that decides between plans. It lives as long as this.
pub struct Decider {
    bridge: WorkerBridge<DecideWorker>,
}

impl Decider {
    /// Starts the worker. `None` where it may not start.
    pub fn start(answered: impl Fn(DecideAnswer) + 'static) -> Option<Self> {
        let loader = loader("data-decider")?;
        let bridge =
            DecideWorker::spawner().callback(answered).with_loader(true).as_module(false).spawn(&loader);
        Some(Self { bridge })
    }

    /// Asks it for something.
    pub fn ask(&self, request: DecideRequest) {
        self.bridge.send(request);
    }
}
