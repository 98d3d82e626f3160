//! The page's side of the talk with the worker.

use gloo::worker::{Spawnable, WorkerBridge};
use leptos::prelude::*;

use crate::engine::plan::{LawInputs, Laws};
use crate::worker::{LawWorker, Request, Response};

/// The worker, from the page.
pub struct Client {
    bridge: WorkerBridge<LawWorker>,
}

impl Client {
    /// Starts the worker. `None` where the page names no worker, or may not start
    /// one: a page that was opened as a file and carries none.
    pub fn start(answered: impl Fn(u32, Laws) + 'static) -> Option<Self> {
        let root = document().document_element()?;
        let loader = root.get_attribute("data-worker").filter(|name| !name.is_empty())?;
        let served = window().location().protocol().is_ok_and(|protocol| protocol.starts_with("http"));
        if !served && !loader.starts_with("blob:") {
            return None;
        }
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
