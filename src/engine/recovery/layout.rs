//! What recovery needs to know of a layout: plain numbers from the rooms that made it.

use crate::engine::availability::{Attendance, Causes};
use crate::engine::backup::SurfaceLoss;
use crate::engine::scenario::DatabaseForm;
use crate::engine::uncertainty::Law;

use super::Phase;

/// The failover to another site when the region is lost.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionFailover {
    /// Minutes of its steps, one after the other, and what kind of step each is.
    pub steps: Vec<(Phase, Law)>,
    /// Steps in words.
    pub in_words: Vec<String>,
    /// Whether it goes by itself.
    pub is_automatic: bool,
}

/// Members of the chain's consensus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validators {
    /// Members of each zone.
    pub per_zone: Vec<u32>,
    /// Members that must be up.
    pub needed: u32,
}

impl Validators {
    /// All members.
    pub fn members(&self) -> u32 {
        self.per_zone.iter().sum()
    }

    /// Whether blocks are sealed without so many of them.
    pub fn seal_without(&self, lost: u32) -> bool {
        self.members().saturating_sub(lost) >= self.needed
    }
}

/// Zones whose loss stops something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ZonesThatStop {
    /// Any function: pods that do not fit, no quorum left, or the database's one pod.
    pub any: u32,
    /// Writes: all but those that stop the chain alone.
    pub write: u32,
    /// Blocks.
    pub settle: u32,
}

/// What recovery needs to know of the layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout<'a> {
    /// What fails below the platform.
    pub causes: Causes,
    /// Whether it is a site of one's own.
    pub on_premises: bool,
    /// Whether the control plane is the team's own.
    pub own_control_plane: bool,
    /// Nodes of each zone.
    pub nodes_per_zone: &'a [u32],
    /// Nodes that the service needs.
    pub k_nodes: u32,
    /// Pods of the application, all replicas counted.
    pub pods: u32,
    /// Volumes of pods.
    pub volumes: u32,
    /// Disks of the storage cluster, on a site of one's own.
    pub disks: Option<u32>,
    /// Zones whose loss stops something.
    pub zones_that_stop: ZonesThatStop,
    /// Members of the chain's consensus; none where the chain is not the plan's.
    pub validators: Option<Validators>,
    /// RPC nodes of the plan's own; none where they are outside.
    pub rpc_nodes: u32,
    /// Nodes of the cache.
    pub cache_nodes: u32,
    /// What stands behind the database.
    pub database: DatabaseForm,
    /// What each failure costs of each surface.
    pub losses: &'a [SurfaceLoss],
    /// The odds that a restore works; absent where there is nothing to restore from.
    pub p_restore_works: Option<f64>,
    /// Whether copies bring back volumes.
    pub restores_volumes: bool,
    /// Seconds of a database failover, least and most.
    pub failover_seconds: (f64, f64),
    /// Seconds until the pods of a lost node run elsewhere, least and most.
    pub reschedule_seconds: (f64, f64),
    /// The failover to another site; none where there is no other.
    pub failover: Option<RegionFailover>,
    /// Whether new nodes must start before the pods of a lost zone run elsewhere.
    pub starts_nodes: bool,
    /// When the team is there.
    pub attendance: Attendance,
    /// Rows of `failure_rates.csv` that the headline of availability reads.
    pub headline_rows: Vec<String>,
}

impl Layout<'_> {
    /// Zones.
    pub fn zones(&self) -> u32 {
        self.nodes_per_zone.len() as u32
    }

    /// Nodes over all zones.
    pub fn nodes(&self) -> u32 {
        self.nodes_per_zone.iter().sum()
    }

    /// Zones whose loss stops something. Which zone an instance without a standby is in is not
    /// known: it may be the lost one.
    pub fn zones_lost(&self) -> ZonesThatStop {
        match self.database {
            DatabaseForm::Pair | DatabaseForm::Pod => self.zones_that_stop,
            DatabaseForm::Single => {
                ZonesThatStop { any: self.zones(), write: self.zones(), ..self.zones_that_stop }
            }
        }
    }
}
