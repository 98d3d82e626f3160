//! What a site holds of the platform, as the factor of each line's quantity.

use super::Group;
use super::endpoints::{ENDPOINT_TRAFFIC, ENDPOINTS};
use super::support::KUBERNETES_FEE;
use super::writer::Ask;
use crate::engine::catalogue::{Part, Site};

/// How much of each part a site holds: 1 is what a site with the whole platform has.
#[derive(Clone, Debug, PartialEq)]
pub struct Holding {
    site: Site,
    factors: Vec<(Part, f64)>,
}

impl Holding {
    /// What a site holds. Parts that are not named are there in full; of nodes, servers and
    /// their volumes the layout has the number already.
    pub const fn new(site: Site, factors: Vec<(Part, f64)>) -> Self {
        Self { site, factors }
    }

    /// The whole platform.
    pub const fn whole() -> Self {
        Self::new(Site::Primary, Vec::new())
    }

    /// The site.
    pub const fn site(&self) -> Site {
        self.site
    }

    /// The factor of a part.
    pub fn factor(&self, part: Part) -> f64 {
        self.factors.iter().find(|(other, _)| *other == part).map_or(1.0, |(_, factor)| *factor)
    }

    /// A line as this site has it; none where it has nothing of it.
    pub(super) fn scaled<'a>(&self, ask: Ask<'a>) -> Option<Ask<'a>> {
        let factor = match part_of(&ask) {
            Some(part) => self.factor(part),
            None if ask.component == DNS_ZONE && self.site == Site::Second => 0.0,
            None => 1.0,
        };
        let is_nothing = factor <= 0.0 || (self.site == Site::Second && ask.quantity == 0.0);
        if is_nothing {
            None
        } else if (factor - 1.0).abs() < f64::EPSILON {
            Some(ask)
        } else {
            let basis = format!("{}; × {factor} as the pattern has it", ask.basis);
            Some(Ask { quantity: ask.quantity * factor, basis, ..ask })
        }
    }
}

/// The zone of names, which both sites share.
const DNS_ZONE: &str = "DNS zone";

/// The part that a line bills; none where the layout has its number for this site.
fn part_of(ask: &Ask<'_>) -> Option<Part> {
    let part = match (ask.group, ask.component) {
        (_, "Control plane" | KUBERNETES_FEE) => Part::ControlPlane,
        // What a site of one's own keeps is reached over its own line.
        (_, "Internet transit") => Part::ObjectStorage,
        (_, "Object reads" | "NAT traffic" | "Load balancer capacity" | "Load balancer traffic")
        | (_, "Traffic between zones" | "Replication between zones" | "Internet traffic")
        | (_, ENDPOINT_TRAFFIC) => Part::Traffic,
        (Group::Backup, _) => Part::Backups,
        (Group::Data, "Cache") => Part::Cache,
        (Group::Data, _) => Part::Database,
        (_, "Object storage" | "Object writes" | "Object replication") => Part::ObjectStorage,
        (_, "Workload volumes" | "Volume IOPS" | "Volume throughput") => Part::Volumes,
        // Billed for each machine, and the layout has those of every cluster.
        (_, "NAT gateways") if ask.item.1 == "gateway uptime per vm" => return None,
        (_, "Load balancer" | "Load balancers" | "NAT gateways" | "Public addresses" | ENDPOINTS) => {
            Part::Network
        }
        (Group::Operations, component) if component != DNS_ZONE => Part::Operations,
        _ => return None,
    };
    Some(part)
}
