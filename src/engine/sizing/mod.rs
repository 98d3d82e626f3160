//! How many nodes of which type carry the workload, also without one zone.

mod allocatable;
mod choose;
mod control_plane;
mod error;
mod fit;
mod odf;
mod quorum;
mod routers;
mod workload;

pub use allocatable::{Node, NodeRules, node_of, node_of_capacity};
pub use choose::{Candidate, Choice, Need, NodePrices, cheapest, choose};
pub use control_plane::{MEMBERS, NodeRole, openshift_nodes};
pub use error::SizingError;
pub use fit::{Fit, ZoneLossFit, fit, nodes_needed};
pub use odf::{COPIES, Odf, OdfNeed, OdfService, odf};
pub use quorum::{Quorum, quorum_of};
pub use routers::{ROUTERS_PER_SHARD, RouterShard, RouterShards, router_shards};
pub use workload::{Demand, InCluster, PodGroup, demand};
