//! What the page and its two workers say to each other, and what the workers do.
//!
//! One computes what takes longer than a frame: the laws behind the point values.
//! The page sends it numbers, so that its artefact carries neither data nor the
//! reading of plans. The other reads saved price feeds, and starts when one is picked.

mod import;
mod messages;
mod serve;

pub use import::{FeedAnswer, FeedRequest, FeedWorker};
pub use messages::{Request, Response};
pub use serve::LawWorker;
