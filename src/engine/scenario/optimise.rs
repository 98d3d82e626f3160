//! What a search for the best plan may choose.

use serde::Serialize;

use crate::engine::catalogue::Provider;

/// What the search makes least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Objective {
    /// The bill of a month.
    #[default]
    Bill,
    /// The bill, planned work and pay for being on call of a month.
    BillAndPeople,
}

impl Objective {
    /// The words in plans.
    pub const WORDS: [(&'static str, Self); 2] =
        [("bill", Self::Bill), ("bill-and-people", Self::BillAndPeople)];

    /// The word in plans.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bill => "bill",
            Self::BillAndPeople => "bill-and-people",
        }
    }
}

/// The section `[optimise]` of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Optimise {
    /// Providers to choose from; the plan's own where none is named.
    pub providers: Vec<Provider>,
    /// Regions to choose from; the plan's own where none is named.
    pub regions: Vec<String>,
    /// Countries in which every region must lie; any where none is named.
    pub countries: Vec<String>,
    /// Providers on whose machines nothing may run.
    pub exclude_providers: Vec<Provider>,
    /// Keys that the search may change although the plan sets them.
    pub free: Vec<String>,
    /// What is made least.
    pub objective: Objective,
}

impl Optimise {
    /// The keys that a search chooses, in the order in which it names them.
    pub const AXES: [&'static str; 15] = [
        "platform.zones",
        "platform.pattern",
        "node_pools.instance_type",
        "node_pools.nodes",
        "node_pools.zone_loss",
        "node_pools.commitment",
        "database.instance",
        "database.high_availability",
        "database.commitment",
        "cache.instance",
        "cache.high_availability",
        "cache.commitment",
        "backup.tiers",
        "backup.off_region_copy",
        "team.on_call",
    ];
    /// The word that frees every key.
    pub const ALL: &'static str = "all";

    /// Whether the search may change a key that the plan sets.
    pub fn frees(&self, key: &str) -> bool {
        self.free.iter().any(|free| free == key || free == Self::ALL)
    }

    /// Whether it is what a plan has that says nothing.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
