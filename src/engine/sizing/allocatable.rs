//! What a node offers to pods.

use super::SizingError;
use crate::engine::catalogue::{InstanceType, NodeRule};
use crate::engine::scenario::PodNetwork;
use crate::engine::units::Resources;

/// A node of an instance type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// What the operating system sees.
    pub capacity: Resources,
    /// What the kubelet offers to pods, agents included.
    pub allocatable: Resources,
}

/// What a node of this type offers on EKS.
///
/// Formula: capacity memory = rate × advertised + constant (`capacity-fit`);
/// allocatable memory = capacity − (11 × pods + 255) MiB − eviction, where pods is
/// the limit of the secondary-address mode even with prefixes; allocatable CPU =
/// vCPU − Σ rate × vCPU in band; pods = the type's limit, or with prefixes
/// min(cap, ENIs × (IPv4 − 1) × 16 + 2).
/// Units: millicores, MiB, pods.
/// Source: `data/node_rules.csv`; docs/model.md, "Allocatable".
///
/// # Errors
/// [`SizingError::NoRules`] when the catalogue lacks a rule.
pub fn node_of(
    instance_type: &InstanceType,
    network: PodNetwork,
    rules: &[NodeRule],
) -> Result<Node, SizingError> {
    let missing = || SizingError::NoRules { provider: "aws".to_owned() };
    let find = |resource: &'static str, rule: &'static str| {
        rules.iter().filter(move |r| r.provider == "aws" && r.resource == resource && r.rule == rule)
    };
    let vcpu = f64::from(instance_type.vcpu);
    let fit = find("memory", "capacity-fit").next().ok_or_else(missing)?;
    let seen_gib =
        fit.rate.ok_or_else(missing)? * instance_type.memory_gib + fit.constant.ok_or_else(missing)?;
    let capacity_mib = (seen_gib * 1024.0).max(0.0) as u64;
    let eni_pods = instance_type.max_pods.ok_or_else(missing)?;
    let per_pod = find("memory", "reserved-per-pod").next().ok_or_else(missing)?;
    let eviction = find("memory", "eviction").next().and_then(|r| r.constant).ok_or_else(missing)?;
    let reserved_mib = per_pod.rate.ok_or_else(missing)? * f64::from(eni_pods)
        + per_pod.constant.ok_or_else(missing)?
        + eviction;
    let reserved_cores: f64 = find("cpu", "reserved-band")
        .map(|band| {
            let from = band.band_from.unwrap_or(0.0);
            let to = band.band_to.unwrap_or(f64::INFINITY);
            band.rate.unwrap_or(0.0) * (vcpu.min(to) - from).max(0.0)
        })
        .sum();
    let pods = match network {
        PodNetwork::VpcCni => eni_pods,
        PodNetwork::VpcCniPrefix => {
            let enis = instance_type.enis.ok_or_else(missing)?;
            let addresses = instance_type.ipv4_per_eni.ok_or_else(missing)?;
            let uncapped = enis * (addresses - 1) * 16 + 2;
            let in_band = |r: &&NodeRule| {
                r.band_from.unwrap_or(0.0) < vcpu && vcpu <= r.band_to.unwrap_or(f64::INFINITY)
            };
            let cap =
                find("pods", "prefix-cap").find(in_band).and_then(|r| r.constant).ok_or_else(missing)?;
            uncapped.min(cap as u32)
        }
    };
    let capacity = Resources {
        cpu_m: u64::from(instance_type.vcpu) * 1000,
        memory_mib: capacity_mib,
        pods: u64::from(pods),
    };
    let reserved = Resources {
        cpu_m: (reserved_cores * 1000.0).round() as u64,
        memory_mib: reserved_mib as u64,
        pods: 0,
    };
    Ok(Node { capacity, allocatable: capacity.minus(reserved) })
}
