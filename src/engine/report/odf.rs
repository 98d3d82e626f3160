//! The storage cluster of a site of one's own, in the report.

use serde::Serialize;

use super::format::{amount, digits};
use crate::engine::sizing::Odf;
use crate::engine::units::Resources;

/// OpenShift Data Foundation.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OdfEntry {
    /// Data to be kept, counted once, GiB.
    pub usable_gib: f64,
    /// Disks, each with a service of its own.
    pub osds: u64,
    /// Size of a disk, GiB.
    pub disk_gib: f64,
    /// All disks together, GiB.
    pub raw_gib: f64,
    /// Data that the disks hold in three copies, counted once, GiB.
    pub holds_gib: f64,
    /// Data from which an alert warns, GiB.
    pub alert_at_gib: f64,
    /// Data from which nothing is written, GiB.
    pub read_only_at_gib: f64,
    /// Storage nodes.
    pub nodes: u32,
    /// What one node leaves to the storage services.
    pub node: Resources,
    /// Whether each copy is in a zone of its own; else nodes are put into three racks.
    pub copies_in_zones: bool,
    /// Profile of the services.
    pub profile: &'static str,
    /// What all services ask for, millicores.
    pub cpu_m: u64,
    /// What all services ask for, MiB.
    pub memory_mib: u64,
    /// What the planning guide asks for, millicores.
    pub guide_cpu_m: u64,
    /// What the planning guide asks for, MiB.
    pub guide_memory_mib: u64,
    /// The services.
    pub services: Vec<OdfServiceEntry>,
}

/// A storage service.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OdfServiceEntry {
    /// Its name.
    pub service: String,
    /// Instances.
    pub count: u64,
    /// What one instance asks for, millicores.
    pub cpu_m: u64,
    /// What one instance asks for, MiB.
    pub memory_mib: u64,
}

/// The entry of a storage cluster.
pub(super) fn entry(odf: &Odf) -> OdfEntry {
    OdfEntry {
        usable_gib: odf.need.usable_gib,
        osds: odf.osds,
        disk_gib: odf.need.disk_gib,
        raw_gib: odf.raw_gib,
        holds_gib: odf.holds_gib,
        alert_at_gib: odf.alert_at_gib,
        read_only_at_gib: odf.read_only_at_gib,
        nodes: odf.nodes,
        node: odf.need.node,
        copies_in_zones: odf.copies_in_zones(),
        profile: odf.need.profile.name(),
        cpu_m: odf.request.cpu_m,
        memory_mib: odf.request.memory_mib,
        guide_cpu_m: odf.guide.cpu_m,
        guide_memory_mib: odf.guide.memory_mib,
        services: odf
            .services
            .iter()
            .map(|service| OdfServiceEntry {
                service: service.name.clone(),
                count: service.count,
                cpu_m: service.request.cpu_m,
                memory_mib: service.request.memory_mib,
            })
            .collect(),
    }
}

/// What it comes to, in words.
pub(super) fn in_words(odf: &OdfEntry) -> String {
    let whole = |value: f64| amount(value, 0);
    format!(
        "{} nodes with {} disks of {} GiB for {} GiB of data in three copies; they hold {}, an alert warns \
         from {}, read-only from {}; services ask for {} cores and {} GiB (planning guide {} and {})",
        odf.nodes,
        odf.osds,
        whole(odf.disk_gib),
        whole(odf.usable_gib),
        whole(odf.holds_gib),
        whole(odf.alert_at_gib),
        whole(odf.read_only_at_gib),
        digits(odf.cpu_m as f64 / 1000.0),
        digits(odf.memory_mib as f64 / 1024.0),
        digits(odf.guide_cpu_m as f64 / 1000.0),
        digits(odf.guide_memory_mib as f64 / 1024.0)
    )
}

/// Its figures: name, value, unit.
pub(super) fn facts(odf: &OdfEntry) -> Vec<(String, f64, &'static str)> {
    let mut facts = vec![
        ("usable".to_owned(), odf.usable_gib, "GiB"),
        ("disks".to_owned(), odf.osds as f64, "disks"),
        ("disk".to_owned(), odf.disk_gib, "GiB"),
        ("raw".to_owned(), odf.raw_gib, "GiB"),
        ("holds".to_owned(), odf.holds_gib, "GiB"),
        ("alert at".to_owned(), odf.alert_at_gib, "GiB"),
        ("read-only at".to_owned(), odf.read_only_at_gib, "GiB"),
        ("nodes".to_owned(), f64::from(odf.nodes), "nodes"),
        ("requested CPU".to_owned(), odf.cpu_m as f64, "millicores"),
        ("requested memory".to_owned(), odf.memory_mib as f64, "MiB"),
        ("planning guide CPU".to_owned(), odf.guide_cpu_m as f64, "millicores"),
        ("planning guide memory".to_owned(), odf.guide_memory_mib as f64, "MiB"),
    ];
    for service in &odf.services {
        facts.push((format!("{} instances", service.service), service.count as f64, "instances"));
    }
    facts
}
