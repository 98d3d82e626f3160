//! What availability needs to know of a layout.

use serde::{Deserialize, Serialize};

use super::Stream;
use crate::engine::availability::{Attendance, OutageLaw};
use crate::engine::scenario::{DataServices, DatabaseForm};
use crate::engine::uncertainty::Law;

/// What a platform stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Site {
    /// A region of a cloud.
    Cloud,
    /// A site of the user's own.
    Own,
}

impl Site {
    /// The rows of what fails there.
    pub const fn causes(self) -> Causes {
        match self {
            Self::Cloud => Causes::CLOUD,
            Self::Own => Causes::OWN_SITE,
        }
    }
}

/// The rows of `failure_rates.csv` that say what fails below the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Causes {
    /// A node.
    pub node: &'static str,
    /// A whole zone, or failure domain.
    pub zone: &'static str,
    /// Part of a zone's nodes.
    pub zone_partial: Option<&'static str>,
    /// The region or site, for good.
    pub region: &'static str,
    /// Lesser events of the region.
    pub region_event: Option<&'static str>,
    /// The load balancer, where a provider runs it.
    pub load_balancer: Option<&'static str>,
}

impl Causes {
    /// In a region of a cloud.
    pub const CLOUD: Self = Self {
        node: "node_vm_unplanned",
        zone: "az_full_loss",
        zone_partial: Some("az_partial_event"),
        region: "region_major",
        region_event: Some("region_service_event"),
        load_balancer: Some("load_balancer"),
    };
    /// On a site of the user's own: servers, failure domains and the site that they share.
    pub const OWN_SITE: Self = Self {
        node: "host_hardware",
        zone: "failure_domain_on_premises",
        zone_partial: None,
        region: "site_on_premises",
        region_event: None,
        load_balancer: None,
    };
}

/// What availability needs to know of the layout: plain numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// What the platform stands on.
    pub site: Site,
    /// Nodes of each zone.
    pub nodes_per_zone: Vec<u32>,
    /// Nodes that the service needs.
    pub k_nodes: u32,
    /// Whether the nodes of a lost zone start elsewhere.
    pub starts_nodes: bool,
    /// Whether the provider may take nodes back: the rate of a node has it in it.
    pub is_spot: bool,
    /// What stands behind the database.
    pub database: DatabaseForm,
    /// The zone of the database's one pod, where it is one.
    pub database_zone: Option<usize>,
    /// Seconds of a database failover, least and most.
    pub failover_seconds: (f64, f64),
    /// Where the failover seconds come from.
    pub failover_source: String,
    /// Seconds until the database's pod runs on another node of its zone, least and
    /// most, and where they come from; absent where its zone has no other node.
    pub pod_moves_seconds: Option<((f64, f64), String)>,
    /// Members of the chain's consensus of each zone, and how many must be up.
    pub quorum: Option<(Vec<u32>, u32)>,
    /// Least, likely and most minutes of a restore from copies; absent where there are none.
    pub restore_minutes: Option<(f64, f64, f64)>,
    /// The odds that a restore works; the repair hours of the row stand for one that does not.
    pub p_restore_works: f64,
    /// When somebody is there to act.
    pub attendance: Attendance,
    /// Who runs database, cache and object storage.
    pub data_services: DataServices,
    /// Nodes of the cache.
    pub cache_nodes: u32,
    /// Pods of the application, all replicas counted.
    pub pods: u32,
    /// Volumes that are claimed.
    pub volumes: u32,
    /// RPC endpoints of the chain.
    pub rpc_endpoints: u32,
    /// Mean minutes until a failover that fails is noticed and somebody has decided what to do.
    pub failed_failover_notice: f64,
    /// The same of a certificate or a quota.
    pub certificate_notice: f64,
}

impl Layout {
    /// Validators on each node of a zone, most first: they are spread evenly over its nodes.
    pub(super) fn validators_on_nodes(&self, zone: usize) -> Vec<u32> {
        let members = self.quorum.as_ref().and_then(|(members, _)| members.get(zone)).copied().unwrap_or(0);
        let nodes = self.nodes_per_zone.get(zone).copied().unwrap_or(0);
        (0..nodes).map(|node| members / nodes + u32::from(node < members % nodes)).collect()
    }

    /// Part of the validators that are alone on their node.
    pub(super) fn alone_on_a_node(&self) -> f64 {
        let held: Vec<u32> =
            (0..self.nodes_per_zone.len()).flat_map(|zone| self.validators_on_nodes(zone)).collect();
        let all: u32 = held.iter().sum();
        let alone = held.iter().filter(|held| **held == 1).count();
        if all > 0 { alone as f64 / f64::from(all) } else { 1.0 }
    }

    /// Outages that the team must mend: each is noticed, waits until somebody is there, and takes
    /// its repair. Where nobody answers at night the wait is spread evenly and the repair takes
    /// its mean.
    pub(super) fn waiting(&self, stream: Stream, notice: f64) -> Vec<OutageLaw> {
        let mean = stream.minutes.mean() + notice;
        let of = |share: f64, most: f64| OutageLaw {
            per_year: stream.per_year * share,
            minutes: if most > 0.0 {
                Law::Uniform { low: mean, high: mean + most }
            } else {
                stream.minutes.later(notice)
            },
            switched: false,
        };
        let absences = self.attendance.absences();
        absences
            .iter()
            .map(|absence| of(absence.share, absence.most_minutes))
            .filter(|stream| stream.per_year > 0.0)
            .collect()
    }

    /// What the wait adds, in words after the basis of a class.
    pub(super) fn waits_in_words(&self) -> String {
        if self.attendance.is_always() {
            return ", on call at every hour".to_owned();
        }
        format!(
            ", once somebody is at work: {:.1} h later in the mean, as nobody is on call at night",
            self.attendance.mean_wait_minutes() / 60.0
        )
    }
}
