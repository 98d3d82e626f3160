//! What item of the catalogue an item of the feed is, or why it is none.

use super::item::Item;
use super::network::{bandwidth, network, service_of_its_own};
use super::storage::storage;
use crate::engine::feeds::Skip;
use crate::engine::feeds::intake::Intake;
use crate::engine::feeds::judge::Priced;

/// The item of the catalogue, and the units in which the feed may price it.
pub(super) struct Target<'i> {
    pub scope: &'i str,
    pub service: &'static str,
    pub item: String,
    pub unit: &'static str,
    pub feed: &'static [&'static str],
}

/// Service, item, unit, and the feed's units.
pub(super) type Found = (&'static str, String, &'static str, &'static [&'static str]);

pub(super) const HOUR: &[&str] = &["1 Hour", "1/Hour"];
pub(super) const GB_MONTH: &[&str] = &["1 GB/Month"];
pub(super) const GB: &[&str] = &["1 GB"];
pub(super) const MONTH: &[&str] = &["1/Month"];
pub(super) const DAY: &[&str] = &["1/Day"];
pub(super) const TEN_THOUSAND: &[&str] = &["10K"];

const POSTGRESQL: &str = "postgresql-flexible";

/// The catalogue's item, or the reason why the feed's is left out.
pub(super) fn classify<'i>(item: &'i Item, intake: &mut Intake<'_>) -> Result<Target<'i>, Skip> {
    let scope = match &*item.arm_region_name {
        "Global" => "global",
        region if !region.is_empty() && intake.wants(region) => region,
        _ => return Err(Skip::AnotherRegion),
    };
    match &*item.kind {
        "Consumption" => {}
        "Reservation" => return Err(Skip::ReservationTotal),
        "DevTestConsumption" => return Err(Skip::DevTest),
        _ => return Err(Skip::UnknownProduct),
    }
    let meter = &*item.meter_name;
    let (service, name, unit, feed) = match &*item.service_name {
        "Virtual Machines" => machine(item, intake)?,
        "Azure Kubernetes Service" => aks(meter)?,
        "Azure Database for PostgreSQL" => postgresql(item)?,
        "Redis Cache" => redis(item)?,
        "Storage" => storage(item)?,
        "Bandwidth" => bandwidth(item)?,
        _ => network(item).or_else(|| service_of_its_own(item)).ok_or(Skip::UnknownProduct)?,
    };
    Ok(Target { scope, service, item: name, unit, feed })
}

/// The item for two servers or two storages, which the feed does not list: a standby in another
/// zone is billed like the first.
pub(super) fn pair(priced: &Priced) -> Option<Priced> {
    let single = priced.item.strip_suffix(" single").filter(|_| priced.service == POSTGRESQL)?;
    let why = match single {
        name if name.ends_with(" vcore") => "two servers at",
        name if name.starts_with("storage ") => "two storages at",
        _ => return None,
    };
    Some(priced.derived(format!("{single} zone-redundant"), 2.0, why))
}

/// A Linux machine on demand.
fn machine(item: &Item, intake: &Intake<'_>) -> Result<Found, Skip> {
    let product = &*item.product_name;
    let names = |word: &str| item.sku_name.contains(word) || item.meter_name.contains(word);
    if names("Spot") {
        return Err(Skip::Spot);
    }
    if names("Low Priority") {
        return Err(Skip::LowPriority);
    }
    if product.contains("Windows") {
        return Err(Skip::Windows);
    }
    if product.contains("Cloud Services") || product.contains("CloudServices") {
        return Err(Skip::CloudServices);
    }
    if product.contains("Dedicated Host") {
        return Err(Skip::Dedicated);
    }
    if product.contains("Promo") || names("Promo") {
        return Err(Skip::Promotion);
    }
    if !intake.has_type(&item.arm_sku_name) {
        return Err(Skip::UnknownType);
    }
    Ok(("virtual-machines", item.arm_sku_name.0.clone(), "hour", HOUR))
}

/// The fee of a cluster, and what an automatic one adds for each vCPU.
fn aks(meter: &str) -> Result<Found, Skip> {
    const NODES: [&str; 7] = [
        "General Purpose",
        "Compute Optimized",
        "Memory Optimized",
        "Storage Optimized",
        "Confidential Compute",
        "High Performance Compute",
        "GPU Accelerated",
    ];
    let cluster = |name: &str| Ok(("aks", name.to_owned(), "cluster-hour", HOUR));
    match (meter, meter.strip_prefix("Automatic ")) {
        ("Standard Uptime SLA", _) => cluster("standard-tier-uptime-sla"),
        ("Standard Long Term Support", _) => cluster("premium-tier-long-term-support"),
        ("Automatic Hosted Control Plane", _) => cluster("automatic-control-plane"),
        (_, Some(nodes)) if NODES.contains(&nodes) => {
            let name = format!("automatic-{}-node-fee", nodes.to_lowercase().replace(' ', "-"));
            Ok(("aks", name, "vCPU-hour", HOUR))
        }
        _ if meter.contains("FreeTierInfrastructureCost") => Err(Skip::FreeTierInfrastructure),
        _ => Err(Skip::UnknownProduct),
    }
}

/// A flexible server. The single server and other products share the service's name.
fn postgresql(item: &Item) -> Result<Found, Skip> {
    let (product, sku, meter) = (&*item.product_name, &*item.sku_name, &*item.meter_name);
    if !product.contains("Flex") {
        return Err(Skip::AnotherDeployment);
    }
    if product.contains("Storage") {
        let two = sku.contains("SSD v2") || meter.contains("SSD v2");
        return match meter {
            "Backup Storage LRS Data Stored" => {
                Ok((POSTGRESQL, "backup-storage-lrs".to_owned(), "GB-month", GB_MONTH))
            }
            _ if two && meter.ends_with("Data Stored") => {
                Ok((POSTGRESQL, "storage premium-ssd-v2 single".to_owned(), "GiB-month", &["1 GiB/Month"]))
            }
            "Storage Data Stored" => {
                Ok((POSTGRESQL, "storage premium-ssd single".to_owned(), "GB-month", GB_MONTH))
            }
            _ => Err(Skip::UnknownProduct),
        };
    }
    if product.contains("Burstable") {
        let size = sku.strip_prefix("Standard_").unwrap_or(sku).to_lowercase();
        if !size.starts_with('b') || size.contains(char::is_whitespace) {
            return Err(Skip::UnknownProduct);
        }
        return Ok((POSTGRESQL, format!("burstable-{size} server single"), "server-hour", HOUR));
    }
    let class = match product {
        _ if product.contains("General Purpose") => "gp",
        _ if product.contains("Memory Optimized") => "mo",
        _ => return Err(Skip::UnknownProduct),
    };
    let words: Vec<&str> = product.split_whitespace().collect();
    let [.., series, "Series", "Compute"] = words.as_slice() else { return Err(Skip::UnknownProduct) };
    match sku {
        "vCore" | "1 vCore" => {
            let name = format!("{class}-{} vcore single", series.to_lowercase());
            Ok((POSTGRESQL, name, "vCore-hour", HOUR))
        }
        _ if sku.ends_with(" vCore") => Err(Skip::SeveralCores),
        _ => Err(Skip::UnknownProduct),
    }
}

/// A cache: the pair of the older product, a node of the newer one.
fn redis(item: &Item) -> Result<Found, Skip> {
    let (product, meter) = (&*item.product_name, &*item.meter_name);
    let (size, one_node) = match (meter.strip_suffix(" Cache Instance"), meter.strip_suffix(" Cache")) {
        (Some(size), _) => (size.to_lowercase(), true),
        (None, Some(size)) => (size.to_lowercase(), false),
        (None, None) => return Err(Skip::UnknownProduct),
    };
    if size.contains(char::is_whitespace) {
        return Err(Skip::UnknownProduct);
    }
    let managed = |kind: &str| Ok(("redis", format!("managed-{kind}-{size}-node"), "node-hour", HOUR));
    let older = |kind: &str| Ok(("redis", format!("{kind}-{size}"), "cache-hour", HOUR));
    match product {
        "Azure Managed Redis - Balanced" => managed("balanced"),
        "Azure Managed Redis - Memory Optimized" => managed("memory-optimized"),
        "Azure Managed Redis - Compute Optimized" => managed("compute-optimized"),
        "Azure Redis Cache Basic" => older("basic"),
        "Azure Redis Cache Enterprise" => older("enterprise"),
        "Azure Redis Cache Standard" | "Azure Redis Cache Premium" if one_node => Err(Skip::HalfOfPair),
        "Azure Redis Cache Standard" => older("standard"),
        "Azure Redis Cache Premium" => older("premium"),
        _ => Err(Skip::UnknownProduct),
    }
}
