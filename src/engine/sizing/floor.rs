//! The cluster that the vendor states for a profile, as a floor under the pool.

use crate::engine::catalogue::{InstanceType, Minimum, Provider};
use crate::engine::scenario::Profile;

/// A cluster that the vendor states.
///
/// A pool with a floor takes the stated cluster as it is, also where the pods need
/// more: the point is to see whether it carries them.
/// Source: docs/model.md, "Workload".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Floor<'c> {
    /// What is stated, and where.
    pub stated: &'c Minimum,
}

/// The cluster that the vendor states for a profile on a platform; none where the
/// profile is pods alone. A platform with a row of its own does not read that of all.
pub fn floor_of(profile: Profile, provider: Provider, minimums: &[Minimum]) -> Option<Floor<'_>> {
    let rows = || minimums.iter().filter(|row| row.profile == profile.name());
    let own = rows().find(|row| row.platform.as_deref() == Some(provider.name()));
    own.or_else(|| rows().find(|row| row.platform.is_none())).map(|stated| Floor { stated })
}

impl Floor<'_> {
    /// Least processors and memory in GiB of a node, where they are stated.
    pub fn node(&self) -> Option<(u32, f64)> {
        self.stated.nodes.map(|(_, vcpu, memory_gib)| (vcpu, memory_gib))
    }

    /// Whether a node of this type is as large as stated.
    pub fn admits(&self, instance_type: &InstanceType) -> bool {
        self.node().is_none_or(|(vcpu, memory_gib)| {
            instance_type.vcpu >= vcpu && instance_type.memory_gib >= memory_gib
        })
    }

    /// Nodes of this type that make the stated cluster: the most of the stated number,
    /// ⌈total ÷ size⌉ of processors and of memory, and one in each zone.
    pub fn nodes_of(&self, instance_type: &InstanceType, zones: u32) -> u32 {
        let number = self.stated.nodes.map_or(1, |(nodes, ..)| nodes);
        let by_totals = self.stated.total.map_or(1, |(vcpu, memory_gib)| {
            // A size of 0 is no node; the cast of an endless quotient is the largest count.
            let by_memory = (memory_gib / instance_type.memory_gib).ceil() as u32;
            vcpu.div_ceil(instance_type.vcpu.max(1)).max(by_memory)
        });
        number.max(by_totals).max(zones)
    }

    /// Why so many nodes of this type are less than stated; none where they are not.
    pub fn shortfall(&self, instance_type: &InstanceType, nodes: u32) -> Option<String> {
        let is_enough = self.admits(instance_type) && nodes >= self.nodes_of(instance_type, 1);
        (!is_enough).then(|| {
            let (vcpu, memory_gib, text) = (instance_type.vcpu, instance_type.memory_gib, &self.stated.text);
            format!(
                "{nodes} nodes of {vcpu} vCPU and {memory_gib} GiB are less than the vendor states: {text}"
            )
        })
    }
}
