//! The storage cluster of a site of one's own.

use std::collections::BTreeMap;

use super::money::enlarged;
use super::outcome::PlanError;
use crate::engine::backup::{Backups, StorageCluster};
use crate::engine::catalogue::{Architecture, Catalogue, Host, InstanceType, Method, Provenance};
use crate::engine::scenario::{Figures, OpenshiftSettings};
use crate::engine::sizing::{COPIES, Demand, NodeRules, Odf, OdfNeed, node_of, odf};

/// GiB of a TB, as disks are sold: 10^12 bytes.
const GIB_PER_TB: f64 = 1e12 / (1024.0 * 1024.0 * 1024.0);

/// The storage cluster of a plan; `None` where a provider keeps the data.
///
/// `growth` is by how much the load has grown; today is 1.
///
/// Formula: it keeps the volumes of every pod, the database's among them, what the
/// application stores, and the backups of volumes and database.
/// Source: docs/model.md, "OpenShift Data Foundation".
pub(super) fn storage(
    figures: Figures<'_>,
    catalogue: &Catalogue,
    demand: &Demand,
    backups: &Backups,
    growth: f64,
) -> Result<Option<Odf>, PlanError> {
    let plan = figures.plan();
    let platform = &plan.platform;
    if platform.host != Host::OnPrem {
        return Ok(None);
    }
    let likely = |id: &str| figures.assumption(id).map_or(0.0, |figure| figure.likely());
    let server = InstanceType {
        name: "a storage node".to_owned(),
        architecture: Architecture::Amd64,
        burstable: false,
        vcpu: likely("odf.node_vcpu") as u32,
        memory_gib: likely("odf.node_memory_gib"),
        max_pods: None,
        enis: None,
        ipv4_per_eni: None,
        few_zones: BTreeMap::new(),
        provenance: Provenance {
            source: "odf.node_vcpu and odf.node_memory_gib of assumptions.csv".to_owned(),
            as_of: None,
            method: Method::Assumed,
        },
    };
    let node = node_of(&server, platform, &NodeRules::of(&catalogue.node_rules, platform))?;
    let stored_gib = plan.object_storage.stored_gib.likely();
    let need = OdfNeed {
        usable_gib: demand.volumes_gib * enlarged(figures, "volumes.used_pct", growth)
            + stored_gib
            + backups.stored_gib(),
        disk_gib: likely("odf.disk_tb") * GIB_PER_TB,
        disk_slots: likely("odf.disk_slots") as u32,
        node: node.allocatable.minus(demand.per_node),
        profile: platform.openshift.unwrap_or(OpenshiftSettings::DEFAULT).odf_profile,
        zones: platform.zones,
    };
    Ok(Some(odf(need, &catalogue.odf)?))
}

/// The disks of a storage cluster, for how likely it loses data.
pub(super) fn disks(odf: &Odf) -> StorageCluster {
    StorageCluster {
        disks: odf.osds,
        gib_per_disk: odf.need.usable_gib * f64::from(COPIES) / odf.osds as f64,
    }
}
