//! Volumes and the claims for them.

use super::cursor::Cursor;
use super::note::{Notes, shown};
use super::quantity::Quantity;

/// A claim: what is asked of a volume.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Claim {
    pub size: Quantity,
    /// Whether one node at a time has it: then the volume is in one zone.
    pub one_node: bool,
}

/// A volume of a pod.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum RawVolume {
    /// Each pod has one of its own, which stays when the pod goes.
    Own { name: String, claim: Claim },
    /// Each pod has one of its own, which goes with it.
    Passing { claim: Claim },
    /// A claim by name.
    Named(String),
}

/// Volumes of a pod's spec; those that need no disk of the cloud are passed over.
pub(super) fn of_pod(spec: &Cursor<'_, '_>, notes: &mut Notes) -> Vec<RawVolume> {
    let list = spec.get("volumes");
    let mut volumes = Vec::new();
    let items: Vec<_> = list.items(notes).collect();
    for item in &items {
        let claim = item.at(&["persistentVolumeClaim", "claimName"]);
        volumes.extend(claim.text(notes).map(|name| RawVolume::Named(name.to_owned())));
        let passing = item.at(&["ephemeral", "volumeClaimTemplate", "spec"]);
        if !passing.is_absent() {
            volumes.extend(read(&passing, notes).map(|claim| RawVolume::Passing { claim }));
        }
        for (kind, value) in item.entries(notes) {
            if INLINE.contains(&kind) {
                value.unread(notes, format!("a volume of {} is not read; allowed is a claim", shown(kind)));
            }
        }
    }
    volumes
}

/// Volumes that a pod names without a claim and that stand in one place.
const INLINE: &[&str] = &[
    "awsElasticBlockStore",
    "azureDisk",
    "gcePersistentDisk",
    "cinder",
    "vsphereVolume",
    "fc",
    "iscsi",
    "rbd",
];

/// The claim templates of a stateful set.
pub(super) fn of_set(spec: &Cursor<'_, '_>, notes: &mut Notes) -> Vec<RawVolume> {
    let list = spec.get("volumeClaimTemplates");
    let items: Vec<_> = list.items(notes).collect();
    let mut volumes = Vec::new();
    for item in &items {
        let name = item.at(&["metadata", "name"]).text(notes).unwrap_or_default().to_owned();
        volumes.extend(read(&item.get("spec"), notes).map(|claim| RawVolume::Own { name, claim }));
    }
    volumes
}

/// Reads the spec of a claim; nothing where its size has a fault.
pub(super) fn read(spec: &Cursor<'_, '_>, notes: &mut Notes) -> Option<Claim> {
    let size = spec.at(&["resources", "requests", "storage"]);
    if size.is_absent() {
        size.fault(notes, "found nothing, allowed is a size such as 10Gi");
        return None;
    }
    let quantity = size.quantity(notes)?;
    // A pebibyte is more than any disk of the four platforms.
    if quantity.is_negative() || quantity > Quantity::mebibytes(1024 * 1024 * 1024) {
        size.fault(notes, format!("found {quantity}, allowed is from 0 to 1Pi"));
        return None;
    }
    let modes = spec.get("accessModes");
    let modes = modes.list(notes);
    let many = modes.iter().any(|mode| mode == "ReadWriteMany" || mode == "ReadOnlyMany");
    Some(Claim { size: quantity, one_node: !many })
}
