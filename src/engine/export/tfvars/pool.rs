//! The node pool of a plan in the terms of node groups.

use super::super::node::Fields;
use crate::engine::report::{self, Report};
use crate::engine::scenario::{Plan, Purchase};

/// The node pool.
pub(super) struct Pool<'a> {
    /// Name.
    pub(super) name: &'a str,
    /// Instance type.
    pub(super) instance_type: &'a str,
    /// Nodes over all zones.
    pub(super) nodes: u32,
    /// Nodes of each zone.
    pub(super) per_zone: &'a [u32],
    /// Least and most nodes of an autoscaler, over all zones.
    pub(super) bounds: Option<(u32, u32)>,
    /// Whether the machines may be taken back.
    pub(super) spot: bool,
}

/// Nodes of each zone, where a service is told the number of one zone.
pub(super) enum OfZone {
    /// So many in every zone.
    Same(u32),
    /// Between so many and so many in a zone, as an autoscaler decides.
    Between(u32, u32),
}

impl<'a> Pool<'a> {
    /// The pool of a plan, with the report's type and numbers.
    pub(super) fn of(plan: &Plan, report: &'a Report) -> Option<Self> {
        let report::Pool { name, instance_type, nodes, nodes_per_zone, .. } = report.sizing.pools.first()?;
        Some(Self {
            name,
            instance_type,
            nodes: *nodes,
            per_zone: nodes_per_zone,
            bounds: plan.node_pool.autoscale,
            spot: plan.node_pool.commitment == Purchase::Spot,
        })
    }

    /// Its name where a service takes it: a letter, then letters and digits, in lower case.
    /// Source: learn.microsoft.com, "Use system node pools in AKS", limitations: at most 12 characters.
    pub(super) fn short_name(&self) -> Option<&'a str> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let starts = self.name.starts_with(|c: char| c.is_ascii_lowercase());
        (starts && self.name.len() <= 12 && self.name.chars().all(allowed)).then_some(self.name)
    }

    /// Its numbers by zone, and what to say where they are not those of the plan.
    pub(super) fn of_zone(&self) -> (OfZone, Option<String>) {
        let zones = u32::try_from(self.per_zone.len()).unwrap_or(1).max(1);
        if let Some((least, most)) = self.bounds
            && least.is_multiple_of(zones)
            && most.is_multiple_of(zones)
        {
            return (OfZone::Between(least / zones, most / zones), None);
        }
        let fewest = self.per_zone.iter().copied().min().unwrap_or(0);
        let most = self.per_zone.iter().copied().max().unwrap_or(0);
        if self.bounds.is_none() && fewest == most {
            return (OfZone::Same(fewest), None);
        }
        let note = match self.bounds {
            Some((least, most)) => format!(
                "GKE counts nodes by zone, and {least} to {most} nodes are not as many in each of {zones} zones"
            ),
            None => format!(
                "GKE counts nodes by zone, and {} nodes are not as many in each of {zones} zones",
                self.nodes
            ),
        };
        let note = format!(
            "{note}: written is an autoscaler of {fewest} to {most} nodes in a zone, the fewest and most of the plan's zones"
        );
        (OfZone::Between(fewest, most), Some(note))
    }

    /// The numbers of a group of AWS.
    pub(super) fn group_of_aws(&self) -> Fields {
        let (least, most) = self.bounds.unwrap_or((self.nodes, self.nodes));
        Fields::default()
            .with("desired_size", self.nodes)
            .with("min_size", least)
            .with("max_size", most)
            .with("instance_types", vec![self.instance_type])
            .with("capacity_type", if self.spot { "SPOT" } else { "ON_DEMAND" })
    }
}

/// The zones of Azure, which are numbers from 1.
pub(super) fn zones_of_azure(plan: &Plan) -> Vec<String> {
    (1..=plan.platform.zones).map(|zone| zone.to_string()).collect()
}
