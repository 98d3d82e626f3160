//! What the user wants planned: the plan file, with its defaults filled in and
//! every value checked.

mod document;
mod fault;
mod figures;
mod plan;
mod pods;
mod read;
mod section;

pub use document::Document;
pub use fault::Fault;
pub use figures::{Figure, Figures};
pub use plan::{
    Auto, Backup, Cache, CacheEngine, Database, Finance, Flavour, HighAvailability, Metrics, Month, Network,
    NodePool, ObjectStorage, Observability, Plan, Platform, PodNetwork, Profile, Redundancy, Simulation,
    Target, Team, Workload, ZoneLoss,
};
pub use pods::{
    Affinity, Domain, Limit, ManifestPods, NodeCondition, NodeLabel, PlacementRules, PodGroup, PodKind,
    Spread, Strength, UnsetRequest, Volume,
};
pub use read::{Place, place_named, plan_from};
pub use section::nearest;
