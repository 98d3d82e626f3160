//! How machines and managed services are bought.

use serde::{Serialize, Serializer};

use crate::engine::catalogue::Upfront;

/// How the machines of a pool, the database or the cache are bought.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Purchase {
    /// By the hour, at the on-demand price.
    #[default]
    OnDemand,
    /// Under a commitment for years.
    Committed(Committed),
    /// What the provider has left over, and may take back.
    Spot,
}

/// A commitment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Committed {
    /// The provider's scheme, such as `compute-savings-plan`.
    pub scheme: String,
    /// Years.
    pub years: u32,
    /// What is paid on the first day of each term.
    pub upfront: Upfront,
    /// Share of the first month's quantity that is committed to, percent.
    pub coverage_pct: f64,
}

impl Purchase {
    /// The key that says how the nodes are bought.
    pub const POOL: &'static str = "node_pools.0.commitment";
    /// The key that says how the database is bought.
    pub const DATABASE: &'static str = "database.commitment";
    /// The key that says how the cache is bought.
    pub const CACHE: &'static str = "cache.commitment";

    /// Whether it is the on-demand price.
    pub const fn is_on_demand(&self) -> bool {
        matches!(self, Self::OnDemand)
    }

    /// The commitment, if it is one.
    pub const fn committed(&self) -> Option<&Committed> {
        match self {
            Self::Committed(committed) => Some(committed),
            Self::OnDemand | Self::Spot => None,
        }
    }

    /// The scheme in plans: `none`, `spot`, or that of the commitment.
    pub fn word(&self) -> &str {
        match self {
            Self::OnDemand => "none",
            Self::Committed(committed) => &committed.scheme,
            Self::Spot => "spot",
        }
    }
}

impl Serialize for Purchase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Committed(committed) => committed.serialize(serializer),
            Self::OnDemand | Self::Spot => serializer.serialize_str(self.word()),
        }
    }
}
