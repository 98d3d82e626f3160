//! Clusters that the vendor states.

use super::super::table;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};

/// A cluster that the vendor asks for: so many nodes of a size, or totals.
#[derive(Clone, Debug, PartialEq)]
pub struct Minimum {
    /// Workload profile that stands for it.
    pub profile: String,
    /// Provider that it holds for; none is every one without a row of its own.
    pub platform: Option<String>,
    /// Nodes, and the processors and memory in GiB of each.
    pub nodes: Option<(u32, u32, f64)>,
    /// Processors and memory in GiB of all nodes together.
    pub total: Option<(u32, f64)>,
    /// Volumes of the workload, GiB.
    pub volumes_gib: Option<f64>,
    /// The vendor's words.
    pub text: String,
    /// Where the row comes from.
    pub provenance: Provenance,
}

const COLUMNS: &[&str] = &[
    "profile",
    "platform",
    "nodes",
    "node_vcpu",
    "node_memory_gib",
    "total_vcpu",
    "total_memory_gib",
    "volumes_gib",
    "text",
    "as_of",
    "method",
    "source",
];

pub(super) fn read(
    file: &DataFile<'_>,
    into: &mut Vec<Minimum>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    let mut keys = Keys::new();
    into.clear();
    table::read(file, COLUMNS, faults, |row| {
        let (profile, platform) = (row.filled("profile")?, row.filled("platform")?);
        keys.next((profile.clone(), platform.clone()), row.file(), row.line())?;
        let of_node =
            (row.maybe_count("nodes")?, row.maybe_count("node_vcpu")?, row.maybe_size("node_memory_gib")?);
        let nodes = match of_node {
            (Some(nodes), Some(vcpu), Some(memory)) if nodes > 0 => Some((nodes, vcpu, memory)),
            (None, None, None) => None,
            _ => return Err(row.fault("nodes", "nodes with the vCPU and memory of each, or none of them")),
        };
        let total = match (row.maybe_count("total_vcpu")?, row.maybe_size("total_memory_gib")?) {
            (Some(vcpu), Some(memory)) => Some((vcpu, memory)),
            (None, None) => None,
            _ => return Err(row.fault("total_vcpu", "vCPU and memory of all nodes, or neither")),
        };
        if nodes.is_none() && total.is_none() {
            return Err(row.fault("nodes", "nodes of a size, or totals"));
        }
        let minimum = Minimum {
            profile,
            platform: Some(platform).filter(|platform| platform != "all"),
            nodes,
            total,
            volumes_gib: row.maybe_size("volumes_gib")?,
            text: row.filled("text")?,
            provenance: row.provenance()?,
        };
        dates.see(&minimum.provenance);
        into.push(minimum);
        Ok(())
    });
}
