//! What the page and its workers say to each other, and what the workers do.
//!
//! One computes what takes longer than a frame: the laws behind the point values.
//! The page sends it numbers, so that its artefact carries neither data nor the
//! reading of plans. Another reads saved price feeds and manifests, and starts when
//! one is picked. The third decides between plans, gets the page's data and starts when
//! one of its views is opened.

mod decide;
mod feed;
mod import;
mod manifests;
mod messages;
mod serve;

pub use decide::{DecideAnswer, DecideRequest, DecideWorker, PlanMessage, PodsText, Question, SoFar, Told};
pub use feed::{FeedAnswer, FeedRequest};
pub use import::{ImportAnswer, ImportRequest, ImportWorker};
pub use manifests::{
    FindingText, Look, ManifestAnswer, ManifestFile, ManifestRequest, OutcomeCount, PodsMessage, Understood,
};
pub use messages::{Request, Response};
pub use serve::LawWorker;
