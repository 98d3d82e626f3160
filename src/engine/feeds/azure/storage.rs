//! Disks, their snapshots, and blobs.

use super::classify::{Found, GB, GB_MONTH, HOUR, MONTH, TEN_THOUSAND};
use super::item::Item;
use crate::engine::feeds::Skip;

/// Disks, their snapshots, and blobs.
pub(super) fn storage(item: &Item) -> Result<Found, Skip> {
    let meter = &*item.meter_name;
    match &*item.product_name {
        "Premium SSD Managed Disks" => disk("premium-ssd", meter),
        "Standard SSD Managed Disks" => disk("standard-ssd", meter),
        "Standard HDD Managed Disks" => disk("standard-hdd", meter),
        "Azure Premium SSD v2" => provisioned("premium-ssd-v2", meter.strip_prefix("Premium LRS ")),
        "Ultra Disks" => provisioned("ultra", meter.strip_prefix("Ultra LRS ")),
        "General Block Blob v2" => blob(item),
        _ => Err(Skip::UnknownProduct),
    }
}

/// A disk of a size class: `P10 LRS Disk`. `P10 LRS Disk Mount` is another item, a further
/// mount of a shared disk.
fn disk(kind: &str, meter: &str) -> Result<Found, Skip> {
    let words: Vec<&str> = meter.split_whitespace().collect();
    match words.as_slice() {
        [size, copies @ ("LRS" | "ZRS"), "Disk"] => {
            let name = format!("{kind}-{size}-{copies}").to_lowercase();
            Ok(("managed-disk", name, "disk-month", MONTH))
        }
        [size, copies @ ("LRS" | "ZRS"), "Disk", "Mount"] if kind == "premium-ssd" => {
            let name = format!("{kind}-{size}-{copies}-extra-mount").to_lowercase();
            Ok(("managed-disk", name, "disk-month", MONTH))
        }
        [copies @ ("LRS" | "ZRS"), "Snapshots"] | ["Snapshots", copies @ ("LRS" | "ZRS")] => {
            Ok(("snapshot", format!("{kind}-{copies}").to_lowercase(), "GB-month", GB_MONTH))
        }
        _ => Err(Skip::UnknownProduct),
    }
}

/// A disk whose size, operations and throughput are priced apart.
fn provisioned(kind: &str, meter: Option<&str>) -> Result<Found, Skip> {
    let (what, unit, feed): (&str, &'static str, &'static [&'static str]) = match meter {
        Some("Provisioned Capacity") => ("capacity", "GiB-hour", &["1 GiB/Hour"]),
        Some("Provisioned IOPS") => ("iops", "IOPS-hour", HOUR),
        Some("Provisioned Throughput (MBps)") => ("throughput", "MBps-hour", HOUR),
        _ => return Err(Skip::UnknownProduct),
    };
    Ok(("managed-disk", format!("{kind}-{what}"), unit, feed))
}

/// A blob: tier and copies are in the SKU's name, the operation in the meter's.
fn blob(item: &Item) -> Result<Found, Skip> {
    let Some((tier, copies)) = item.sku_name.split_once(' ') else { return Err(Skip::UnknownProduct) };
    let known = matches!(tier, "Hot" | "Cool" | "Cold" | "Archive")
        && matches!(copies, "LRS" | "ZRS" | "GRS" | "RA-GRS" | "GZRS" | "RA-GZRS");
    let meter = item.meter_name.strip_prefix(tier).map(str::trim_start).filter(|_| known);
    let what = meter.ok_or(Skip::UnknownProduct)?;
    let what = what.strip_prefix(copies).map_or(what, str::trim_start);
    let (operation, unit, feed): (&str, &'static str, &'static [&'static str]) = match what {
        "Data Stored" => ("data", "GB-month", GB_MONTH),
        "Write Operations" => ("write-ops", "10000 operations", TEN_THOUSAND),
        "Read Operations" => ("read-ops", "10000 operations", TEN_THOUSAND),
        "List and Create Container Operations" => ("list-create-ops", "10000 operations", TEN_THOUSAND),
        "Other Operations" | "All Other Operations" => ("other-ops", "10000 operations", TEN_THOUSAND),
        "Data Retrieval" => ("data-retrieval", "GB", GB),
        "Early Delete" => ("early-delete", "GB", &["1 GB", "1 GB/Month"]),
        _ => return Err(Skip::UnknownProduct),
    };
    Ok(("blob", format!("{tier}-{copies}-{operation}").to_lowercase(), unit, feed))
}
