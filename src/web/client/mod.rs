//! The page's side of the talk with the worker.

use std::collections::BTreeMap;

use gloo::worker::{Spawnable, WorkerBridge};
use leptos::prelude::*;

use crate::bundled;
use crate::engine::plan::Laws;
use crate::worker::{LawWorker, Request, Response};

/// The worker, from the page.
pub struct Client {
    bridge: WorkerBridge<LawWorker>,
}

impl Client {
    /// Starts the worker and sends it the data. `None` where the page names no
    /// worker, or may not start one: a page opened as a file.
    pub fn start(answered: impl Fn(u32, Result<Laws, String>) + 'static) -> Option<Self> {
        let root = document().document_element()?;
        let loader = root.get_attribute("data-worker").filter(|name| !name.is_empty())?;
        // A page that is opened as a file may start only a worker that it carries itself.
        let served = window().location().protocol().is_ok_and(|protocol| protocol.starts_with("http"));
        if !served && !loader.starts_with("blob:") {
            return None;
        }
        let bridge = LawWorker::spawner()
            .callback(move |response| match response {
                Response::Laws { id, laws } => answered(id, Ok(laws)),
                Response::Failed { id, reason } => answered(id, Err(reason)),
            })
            .with_loader(true)
            .as_module(false)
            .spawn(&loader);
        let files = bundled::first_files();
        let files = files.iter().map(|file| (file.path.to_owned(), file.text.to_owned())).collect();
        bridge.send(Request::Files(files));
        Some(Self { bridge })
    }

    /// Sends one more data file.
    pub fn send_file(&self, path: &str, text: &str) {
        self.bridge.send(Request::Files(vec![(path.to_owned(), text.to_owned())]));
    }

    /// Asks for the laws of a plan.
    pub fn ask_laws(&self, id: u32, fields: BTreeMap<String, String>) {
        self.bridge.send(Request::Laws { id, fields });
    }
}
