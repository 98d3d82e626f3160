//! What item of the catalogue an item of the feed is, or why it is none.

use super::item::Item;
use crate::engine::feeds::Skip;
use crate::engine::feeds::intake::{Intake, Priced};

/// The item of the catalogue, and the units in which the feed may price it.
pub(super) struct Target<'i> {
    pub scope: &'i str,
    pub service: &'static str,
    pub item: String,
    pub unit: &'static str,
    pub feed: &'static [&'static str],
}

/// Service, item, unit, and the feed's units.
type Found = (&'static str, String, &'static str, &'static [&'static str]);

const HOUR: &[&str] = &["1 Hour", "1/Hour"];
const GB_MONTH: &[&str] = &["1 GB/Month"];
const GB: &[&str] = &["1 GB"];
const MONTH: &[&str] = &["1/Month"];
const DAY: &[&str] = &["1/Day"];
const TEN_THOUSAND: &[&str] = &["10K"];

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

fn aks(meter: &str) -> Result<Found, Skip> {
    let (name, unit) = match meter {
        "Standard Uptime SLA" => ("standard-tier-uptime-sla".to_owned(), "cluster-hour"),
        "Standard Long Term Support" => ("premium-tier-long-term-support".to_owned(), "cluster-hour"),
        "Automatic Hosted Control Plane" => ("automatic-control-plane".to_owned(), "cluster-hour"),
        _ if meter.contains("FreeTierInfrastructureCost") => return Err(Skip::FreeTierInfrastructure),
        _ => return Err(Skip::UnknownProduct),
    };
    Ok(("aks", name, unit, HOUR))
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

/// Disks, their snapshots, and blobs.
fn storage(item: &Item) -> Result<Found, Skip> {
    let meter = &*item.meter_name;
    match &*item.product_name {
        "Premium SSD Managed Disks" => disk("premium-ssd", meter),
        "Standard SSD Managed Disks" => disk("standard-ssd", meter),
        "Standard HDD Managed Disks" => disk("standard-hdd", meter),
        "Azure Premium SSD v2" => provisioned("premium-ssd-v2", meter),
        "Ultra Disks" => provisioned("ultra", meter),
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
fn provisioned(kind: &str, meter: &str) -> Result<Found, Skip> {
    let (what, unit, feed): (&str, &'static str, &'static [&'static str]) = match meter {
        _ if meter.ends_with("Provisioned Capacity") => ("capacity", "GiB-hour", &["1 GiB/Hour", "1/Hour"]),
        _ if meter.ends_with("Provisioned IOPS") => ("iops", "IOPS-hour", HOUR),
        _ if meter.contains("Provisioned Throughput") => ("throughput", "MBps-hour", HOUR),
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

fn bandwidth(item: &Item) -> Result<Found, Skip> {
    let meter = &*item.meter_name;
    // Microsoft's page of zones says that this transfer is free; the meter has stayed.
    if meter.contains("Inter-Availability Zone") {
        return Err(Skip::ZoneTransferNotBilled);
    }
    let microsoft = ["Rtn Preference: MGN", "Microsoft Global Network"];
    let by_microsoft = microsoft.iter().any(|word| item.product_name.contains(word));
    let name = match meter {
        "Standard Data Transfer Out" if by_microsoft => "internet-egress",
        "Standard Data Transfer Out" if item.product_name.ends_with("Routing Preference: Internet") => {
            "internet-egress-isp-routing"
        }
        "Standard Inter-Region Data Transfer" if by_microsoft => "inter-region-transfer",
        _ => return Err(Skip::UnknownProduct),
    };
    Ok(("bandwidth", name.to_owned(), "GB", GB))
}

/// What a cluster's network needs.
fn network(item: &Item) -> Option<Found> {
    let product = &*item.product_name;
    let (service, name, unit, feed) = match (&*item.service_name, &*item.meter_name) {
        ("Load Balancer", "Standard Included LB Rules and Outbound Rules") => {
            ("load-balancer", "standard-first-5-rules", "load-balancer-hour", HOUR)
        }
        ("Load Balancer", "Standard Overage LB Rules and Outbound Rules") => {
            ("load-balancer", "standard-extra-rule", "rule-hour", HOUR)
        }
        ("Load Balancer", "Standard Data Processed") => {
            ("load-balancer", "standard-data-processed", "GB", GB)
        }
        ("NAT Gateway", "Standard Gateway") => ("nat-gateway", "standard-gateway", "hour", HOUR),
        ("NAT Gateway", "Standard Data Processed") => ("nat-gateway", "standard-data-processed", "GB", GB),
        ("Virtual Network", "Standard IPv4 Static Public IP") => {
            ("public-ip", "standard-ipv4-static", "address-hour", HOUR)
        }
        ("Virtual Network", "Standard Private Endpoint") => {
            ("private-link", "private-endpoint", "hour", HOUR)
        }
        ("Virtual Network", "Standard Data Processed - Ingress") if product.contains("Private Link") => {
            ("private-link", "inbound-data-processed", "GB", GB)
        }
        ("Virtual Network", "Standard Data Processed - Egress") if product.contains("Private Link") => {
            ("private-link", "outbound-data-processed", "GB", GB)
        }
        ("Virtual Network", "Intra-Region Ingress") => ("vnet-peering", "intra-region-ingress", "GB", GB),
        ("Virtual Network", "Intra-Region Egress") => ("vnet-peering", "intra-region-egress", "GB", GB),
        ("Application Gateway", "Standard Fixed Cost") if product == "Application Gateway Standard v2" => {
            ("application-gateway", "standard-v2-fixed-cost", "hour", HOUR)
        }
        ("Application Gateway", "Standard Capacity Units")
            if product == "Application Gateway Standard v2" =>
        {
            ("application-gateway", "standard-v2-capacity-units", "capacity-unit-hour", HOUR)
        }
        ("Application Gateway", "Standard Fixed Cost") if product == "Application Gateway WAF v2" => {
            ("application-gateway", "waf-v2-fixed-cost", "hour", HOUR)
        }
        ("Application Gateway", "Standard Capacity Units") if product == "Application Gateway WAF v2" => {
            ("application-gateway", "waf-v2-capacity-units", "capacity-unit-hour", HOUR)
        }
        _ => return None,
    };
    Some((service, name.to_owned(), unit, feed))
}

/// Registry, keys, logs.
fn service_of_its_own(item: &Item) -> Option<Found> {
    let (service, name, unit, feed) = match (&*item.service_name, &*item.meter_name) {
        ("Container Registry", "Basic Registry Unit") => ("acr", "basic-registry", "day", DAY),
        ("Container Registry", "Standard Registry Unit") => ("acr", "standard-registry", "day", DAY),
        ("Container Registry", "Premium Registry Unit") => ("acr", "premium-registry", "day", DAY),
        ("Key Vault", meter) => {
            let what = meter.strip_prefix(&*item.sku_name).map_or(meter, str::trim_start);
            let name = match (&*item.sku_name, what) {
                ("Standard", "Operations") => "standard-operations",
                ("Standard", "Advanced Key Operations") => "standard-advanced-key-operations",
                ("Premium", "Operations") => "premium-operations",
                ("Premium", "Advanced Key Operations") => "premium-advanced-key-operations",
                _ => return None,
            };
            ("key-vault", name, "10000 operations", TEN_THOUSAND)
        }
        ("Log Analytics" | "Azure Monitor", "Analytics Logs Data Ingestion") => {
            ("monitor", "log-analytics-analytics-ingestion", "GB", GB)
        }
        ("Log Analytics" | "Azure Monitor", "Analytics Logs Data Retention") => {
            ("monitor", "log-analytics-analytics-retention", "GB-month", GB_MONTH)
        }
        ("Log Analytics" | "Azure Monitor", "Basic Logs Data Ingestion") => {
            ("monitor", "log-analytics-basic-ingestion", "GB", GB)
        }
        _ => return None,
    };
    Some((service, name.to_owned(), unit, feed))
}
