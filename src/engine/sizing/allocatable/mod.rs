//! What a node offers to pods, by the rules of each platform.
//!
//! Capacity is what the operating system sees of the advertised memory;
//! allocatable is what the kubelet leaves of it. The figures are rows of
//! `data/node_rules.csv`; docs/model.md, "Allocatable", has the formulas.

mod aks;
mod eks;
mod gke;
mod openshift;
mod volumes;

use std::collections::BTreeMap;

use super::SizingError;
use crate::engine::catalogue::{InstanceType, NodeRule, Provider};
use crate::engine::scenario::{MemorySeen, Platform};
use crate::engine::units::Resources;

/// A node of an instance type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// What the operating system sees.
    pub capacity: Resources,
    /// What the kubelet offers to pods, agents included.
    pub allocatable: Resources,
    /// Volumes that pods may attach, the disk of the system taken off. `None` where no
    /// limit is known: it is not 0, and not without end.
    pub volumes: Option<u32>,
}

/// What a node of this type offers on a platform.
///
/// Formula: capacity by the fit of the host, or less where the plan is cautious; then
/// as [`node_of_capacity`].
/// Units: millicores, MiB, pods, volumes.
/// Source: `data/node_rules.csv`; docs/model.md, "Allocatable".
///
/// # Errors
/// [`SizingError::NoRules`] when the catalogue lacks a rule.
pub fn node_of(
    instance_type: &InstanceType,
    platform: &Platform,
    rules: &NodeRules<'_>,
) -> Result<Node, SizingError> {
    node_of_capacity(instance_type, rules.capacity_gib(instance_type.memory_gib)?, platform, rules)
}

/// What a node of this type offers of which the operating system sees this much memory.
///
/// Formula: allocatable = capacity − reserved − eviction, each by the platform's rules;
/// never below 0.
/// Units: millicores, MiB, pods, volumes.
/// Source: `data/node_rules.csv`; docs/model.md, "Allocatable".
///
/// # Errors
/// [`SizingError::NoRules`] when the catalogue lacks a rule.
pub fn node_of_capacity(
    instance_type: &InstanceType,
    capacity_gib: f64,
    platform: &Platform,
    rules: &NodeRules<'_>,
) -> Result<Node, SizingError> {
    let kept = match platform.provider {
        Provider::Aws => eks::kept(instance_type, platform.pod_network, rules)?,
        Provider::Azure => aks::kept(instance_type, platform, rules)?,
        Provider::Gcp => gke::kept(instance_type, rules)?,
        Provider::Openshift => openshift::kept(instance_type, capacity_gib, platform, rules)?,
    };
    let capacity = Resources {
        cpu_m: u64::from(instance_type.vcpu) * 1000,
        memory_mib: (capacity_gib * 1024.0).max(0.0) as u64,
        pods: u64::from(kept.pods),
    };
    let reserved = Resources {
        cpu_m: (kept.cores * 1000.0).round() as u64,
        memory_mib: kept.memory_mib as u64,
        pods: 0,
    };
    let volumes = volumes::attachable(instance_type, platform, rules);
    Ok(Node { capacity, allocatable: capacity.minus(reserved), volumes })
}

/// What a node keeps back, and how many pods it takes.
struct Kept {
    cores: f64,
    memory_mib: f64,
    pods: u32,
}

/// The rules that the nodes of one platform follow.
#[derive(Clone, Debug)]
pub struct NodeRules<'r> {
    provider: Provider,
    /// Those of the platform itself.
    own: Vec<&'r NodeRule>,
    /// How much of the advertised memory the operating system sees: rate and constant.
    fit: Option<(f64, f64)>,
    /// The share of it that a cautious plan takes off at least.
    overhead: Option<f64>,
    /// How many volumes the machines of the host attach, by type or family.
    attach: BTreeMap<&'r str, Vec<&'r NodeRule>>,
}

impl<'r> NodeRules<'r> {
    /// The rules of a platform, out of those of all.
    ///
    /// A platform without a fit of its own has that of the host below it; on premises
    /// nothing was measured, and the most cautious fit is taken. Volumes are attached by
    /// the host, too.
    pub fn of(rules: &'r [NodeRule], platform: &Platform) -> Self {
        let provider = platform.provider;
        let of_provider =
            |provider: Provider| rules.iter().filter(move |row| row.provider == provider.name());
        let measured = platform.host.cloud().unwrap_or(Provider::Aws);
        let of_memory =
            |rule| of_provider(measured).find(move |row| row.resource == "memory" && row.rule == rule);
        let fit = of_memory("capacity-fit").and_then(|row| Some((row.rate?, row.constant?)));
        let cautious = platform.memory_seen == MemorySeen::Cautious;
        let overhead = of_memory("vm-overhead").filter(|_| cautious).and_then(|row| row.rate);
        let mut attach: BTreeMap<&str, Vec<&NodeRule>> = BTreeMap::new();
        let cloud = platform.host.cloud();
        for row in cloud.into_iter().flat_map(of_provider).filter(|row| row.resource == "volumes") {
            for family in row.applies_to.split_whitespace() {
                attach.entry(family).or_default().push(row);
            }
        }
        Self {
            provider,
            own: of_provider(provider).filter(|row| row.resource != "volumes").collect(),
            fit,
            overhead,
            attach,
        }
    }

    fn missing(&self) -> SizingError {
        SizingError::NoRules { provider: self.provider.name().to_owned() }
    }

    /// The rows of a rule; `applies_to` is the condition that they are for, or every one.
    fn find<'a>(
        &'a self,
        resource: &'static str,
        rule: &'static str,
        applies_to: Option<&'static str>,
    ) -> impl Iterator<Item = &'r NodeRule> + use<'a, 'r> {
        self.own.iter().copied().filter(move |row| {
            row.resource == resource
                && row.rule == rule
                && applies_to.is_none_or(|condition| condition == row.applies_to)
        })
    }

    /// The constant of a rule that must be there.
    fn constant(
        &self,
        resource: &'static str,
        rule: &'static str,
        applies_to: Option<&'static str>,
    ) -> Result<f64, SizingError> {
        let row = self.find(resource, rule, applies_to).next();
        row.and_then(|row| row.constant).ok_or_else(|| self.missing())
    }

    /// Rate and constant of a rule that must be there.
    fn line(
        &self,
        resource: &'static str,
        rule: &'static str,
        applies_to: Option<&'static str>,
    ) -> Result<(f64, f64), SizingError> {
        let row = self.find(resource, rule, applies_to).next();
        row.and_then(|row| Some((row.rate?, row.constant?))).ok_or_else(|| self.missing())
    }

    /// Sum of rate × the part of the quantity that lies in each band, and of the
    /// constants of the bands that it reaches.
    fn bands(
        &self,
        resource: &'static str,
        applies_to: Option<&'static str>,
        quantity: f64,
    ) -> Result<f64, SizingError> {
        let mut bands = self.find(resource, "reserved-band", applies_to).peekable();
        bands.peek().ok_or_else(|| self.missing())?;
        Ok(bands
            .map(|band| {
                let (from, to) = (band.band_from.unwrap_or(0.0), band.band_to.unwrap_or(f64::INFINITY));
                let part = (quantity.min(to) - from).max(0.0);
                let constant = if quantity > from { band.constant.unwrap_or(0.0) } else { 0.0 };
                band.rate.unwrap_or(0.0) * part + constant
            })
            .sum())
    }

    /// What the operating system sees of the advertised memory, GiB.
    fn capacity_gib(&self, memory_gib: f64) -> Result<f64, SizingError> {
        let (rate, constant) = self.fit.ok_or_else(|| self.missing())?;
        let expected = (rate * memory_gib + constant).max(0.0);
        Ok(self.overhead.map_or(expected, |share| expected.min(memory_gib * (1.0 - share))))
    }
}
