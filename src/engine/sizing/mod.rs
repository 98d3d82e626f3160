//! How many nodes of which type carry the workload, also without one zone.

mod allocatable;
mod choose;
mod control_plane;
mod error;
mod floor;
mod needed;
mod odf;
mod placement;
mod quorum;
mod routers;
mod runway;
mod workload;

pub use allocatable::{Node, NodeRules, node_of, node_of_capacity};
pub use choose::{Candidate, Choice, Need, NodePrices, cheapest, choose, eligible, least_nodes};
pub use control_plane::{MEMBERS, NodeRole, openshift_nodes};
pub use error::{Rejected, SizingError};
pub use floor::{Floor, floor_of};
pub use needed::{nodes_needed, spare};
pub use odf::{COPIES, Odf, OdfNeed, OdfService, odf};
pub use placement::{
    Emergency, Move, Obstacle, Placement, Problem, Search, Strategy, Unplaced, ZoneLossOutcome, fewest, place,
};
pub use quorum::{Consensus, Quorum, consensus_of, quorum_of};
pub use routers::{ROUTERS_PER_SHARD, RouterShard, RouterShards, router_shards};
pub use runway::{Growing, NodeStep, NodesByMonth, Runway, grown_by, nodes_by_month, runway};
pub use workload::{Demand, demand, is_router, service_pods};
