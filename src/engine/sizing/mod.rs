//! How many nodes of which type carry the workload, also without one zone.

mod allocatable;
mod choose;
mod error;
mod fit;
mod quorum;
mod workload;

pub use allocatable::{Node, node_of};
pub use choose::{Candidate, Choice, Need, choose};
pub use error::SizingError;
pub use fit::{Fit, ZoneLossFit, fit, nodes_needed};
pub use quorum::{Quorum, quorum_of};
pub use workload::{Demand, PodGroup, demand};
