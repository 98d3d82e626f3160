//! What page and worker say to each other, and what the worker does.
//!
//! The worker computes what takes longer than a frame: the laws behind the
//! point values. The page sends it numbers, so that its artefact carries neither
//! data nor the reading of plans.

mod messages;
mod serve;

pub use messages::{Request, Response};
pub use serve::LawWorker;
