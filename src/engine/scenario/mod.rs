//! What the user wants planned: the plan file, with its defaults filled in and
//! every value checked.

mod backup;
mod constants;
mod database;
mod document;
mod facts;
mod fault;
mod figures;
mod form;
mod grid;
mod history;
pub mod keys;
mod lock;
mod model;
mod openshift;
mod optimise;
mod origin;
mod plan;
mod pods;
mod presets;
mod profile;
mod purchase;
mod read;
mod section;
mod upkeep;

pub use backup::{Backup, BackupTier, Drill, TierPreset};
pub use constants::{Constant, constants, meaning};
pub use database::SoldStorage;
pub use document::{Document, Setting};
pub use facts::setup_rows;
pub use fault::Fault;
pub use figures::{Figure, Figures, SetBy};
pub use grid::{Axis, Grid};
pub use history::{History, Prior};
pub use lock::{Lock, lock_of, lock_plan, lockable, locked_files, without_lock};
pub use model::{MODEL_KINDS, ModelFault, ModelObject};
pub use openshift::{AutoSizing, InfraNodes, OdfProfile, OpenshiftSettings};
pub use optimise::{Objective, Optimise};
pub use origin::{DefaultOrigin, default_origin};
pub use plan::{
    Auto, Cache, CacheEngine, Currency, Database, Finance, Flavour, HighAvailability, MemorySeen, Metrics,
    Month, Network, NodePool, ObjectStorage, Observability, OwnTask, Plan, Platform, PodNetwork, Redundancy,
    Simulation, SupportPlan, Target, Team, Upgrades, Workload, WorkloadSource, ZoneLoss,
};
pub use pods::{
    Affinity, AutoscalerAt, Domain, Limit, ManifestPods, NodeCondition, NodeLabel, PlacementRules, PodGroup,
    PodKind, Spread, Strength, UnsetRequest, Volume,
};
pub use presets::Preset;
pub use profile::{DataServices, DatabaseForm, Profile};
pub use purchase::{Committed, Purchase};
pub use read::{BILL_KEYS, Place, autoscalers_named, manifests_named, place_named, plan_from, plan_with};
pub use section::{named, nearest};
pub use upkeep::{OnCall, OwnActivity, Rota};
