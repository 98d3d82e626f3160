//! What page and worker say to each other, and what the worker does.
//!
//! The worker computes what takes longer than a frame: the laws behind the
//! point values. The page sends it the data files once, so that its artefact
//! carries none.

mod messages;
mod serve;

pub use messages::{Request, Response};
pub use serve::LawWorker;
