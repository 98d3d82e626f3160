//! The worker's side.

use std::collections::BTreeMap;

use gloo::worker::{HandlerId, Worker, WorkerScope};

use super::{Request, Response};
use crate::engine::catalogue::{Catalogue, DataFile};
use crate::engine::plan::{Laws, evaluate, laws};
use crate::engine::scenario::{Document, plan_from};

/// Holds the catalogue and answers requests.
pub struct LawWorker {
    files: BTreeMap<String, String>,
    catalogue: Option<Catalogue>,
}

impl Worker for LawWorker {
    type Message = ();
    type Input = Request;
    type Output = Response;

    fn create(_scope: &WorkerScope<Self>) -> Self {
        Self { files: BTreeMap::new(), catalogue: None }
    }

    fn update(&mut self, _scope: &WorkerScope<Self>, (): ()) {}

    fn received(&mut self, scope: &WorkerScope<Self>, request: Request, from: HandlerId) {
        match request {
            Request::Files(files) => {
                self.files.extend(files);
                self.catalogue = None;
            }
            Request::Laws { id, fields } => scope.respond(
                from,
                match self.laws_of(&fields) {
                    Ok(laws) => Response::Laws { id, laws },
                    Err(reason) => Response::Failed { id, reason },
                },
            ),
        }
    }
}

impl LawWorker {
    fn laws_of(&mut self, fields: &BTreeMap<String, String>) -> Result<Laws, String> {
        let catalogue = match self.catalogue.take() {
            Some(catalogue) => catalogue,
            None => load(&self.files)?,
        };
        let catalogue = self.catalogue.insert(catalogue);
        let plan = plan_from(&Document::from_fields(fields), catalogue)
            .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
        let outcome = evaluate(&plan, catalogue).map_err(|error| error.to_string())?;
        Ok(laws(&outcome))
    }
}

fn load(files: &BTreeMap<String, String>) -> Result<Catalogue, String> {
    let files: Vec<DataFile<'_>> = files.iter().map(|(path, text)| DataFile { path, text }).collect();
    Catalogue::load(&files).map_err(|faults| faults.first().map_or_else(String::new, ToString::to_string))
}
