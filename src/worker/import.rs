//! The worker that reads files which the user picks: price feeds and manifests.

use gloo::worker::{HandlerId, Worker, WorkerScope};
use serde::{Deserialize, Serialize};

use super::feed::{self, FeedAnswer, FeedRequest};
use super::manifests::{self, ManifestAnswer, ManifestFile, ManifestRequest};

/// What is to be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ImportRequest {
    /// A price feed.
    Feed(FeedRequest),
    /// Manifests.
    Manifests(ManifestRequest),
}

/// What it gave.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ImportAnswer {
    /// Of a price feed.
    Feed(FeedAnswer),
    /// Of manifests.
    Manifests(ManifestAnswer),
}

/// Reads price feeds and manifests. It is an artefact of its own, so that nobody loads it
/// who reads none.
pub struct ImportWorker {
    /// The manifests that were read last, to look at them in another way.
    manifests: Vec<ManifestFile>,
}

impl Worker for ImportWorker {
    type Message = ();
    type Input = ImportRequest;
    type Output = ImportAnswer;

    fn create(_scope: &WorkerScope<Self>) -> Self {
        Self { manifests: Vec::new() }
    }

    fn update(&mut self, _scope: &WorkerScope<Self>, (): ()) {}

    fn received(&mut self, scope: &WorkerScope<Self>, request: ImportRequest, from: HandlerId) {
        let answer = match request {
            ImportRequest::Feed(request) => {
                let outcome = feed::read(&request);
                ImportAnswer::Feed(FeedAnswer { name: request.name, outcome })
            }
            ImportRequest::Manifests(request) => {
                if !request.files.is_empty() {
                    self.manifests = request.files;
                }
                let outcome = manifests::read(&self.manifests, request.look);
                ImportAnswer::Manifests(ManifestAnswer { look: request.look, outcome })
            }
        };
        scope.respond(from, answer);
    }
}
