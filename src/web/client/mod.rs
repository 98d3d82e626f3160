//! The page's side of the talk with the workers.

use gloo::worker::{Spawnable, WorkerBridge};
use leptos::prelude::*;

use crate::engine::plan::{LawInputs, Laws};
use crate::worker::{FeedAnswer, FeedRequest, FeedWorker, LawWorker, Request, Response};

/// The worker, from the page.
pub struct Client {
    bridge: WorkerBridge<LawWorker>,
}

impl Client {
    /// Starts the worker. `None` where the page names no worker, or may not start
    /// one: a page that was opened as a file and carries none.
    pub fn start(answered: impl Fn(u32, Laws) + 'static) -> Option<Self> {
        let loader = loader("data-worker")?;
        let bridge = LawWorker::spawner()
            .callback(move |Response::Laws { id, laws }| answered(id, laws))
            .with_loader(true)
            .as_module(false)
            .spawn(&loader);
        Some(Self { bridge })
    }

    /// Asks for the laws of a plan.
    pub fn ask_laws(&self, id: u32, inputs: LawInputs) {
        self.bridge.send(Request::Laws { id, inputs });
    }
}

/// The script that loads a worker, where the page names one and may start it.
fn loader(attribute: &str) -> Option<String> {
    let root = document().document_element()?;
    let loader = root.get_attribute(attribute).filter(|name| !name.is_empty())?;
    let served = window().location().protocol().is_ok_and(|protocol| protocol.starts_with("http"));
    (served || loader.starts_with("blob:")).then_some(loader)
}

/// The worker that reads price feeds. It lives as long as this.
pub struct FeedReader {
    _bridge: WorkerBridge<FeedWorker>,
}

impl FeedReader {
    /// Starts the worker and asks it to read a feed. `None` where it may not start.
    pub fn read(request: FeedRequest, answered: impl Fn(FeedAnswer) + 'static) -> Option<Self> {
        let loader = loader("data-importer")?;
        let bridge =
            FeedWorker::spawner().callback(answered).with_loader(true).as_module(false).spawn(&loader);
        bridge.send(request);
        Some(Self { _bridge: bridge })
    }
}
