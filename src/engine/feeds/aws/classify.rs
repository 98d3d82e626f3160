//! What item a product is, or why it is none.

use super::meters::{self, GB, GB_MONTHS, HOURS};
use super::product::{Attr, Product};
use crate::engine::feeds::Skip;
use crate::engine::feeds::intake::Intake;

/// How a price of the feed becomes one of the catalogue's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// As it stands.
    One,
    /// A price for one, where the catalogue prices a thousand.
    Thousand,
    /// A price for 1,024.
    By1024,
}

/// The units in which the feed may price an item.
pub(super) type Units = &'static [(&'static str, Scale)];

impl Scale {
    /// The price. A thousand times is a shift of the decimal point, so that 0.0000054 becomes
    /// 0.0054 and not a neighbour of it.
    pub(super) fn price(self, text: &str) -> Option<f64> {
        let number: f64 = match self {
            Self::One => text.parse().ok()?,
            Self::Thousand if text.contains(['e', 'E']) => text.parse::<f64>().ok()? * 1000.0,
            Self::Thousand => format!("{text}e3").parse().ok()?,
            Self::By1024 => text.parse::<f64>().ok()? / 1024.0,
        };
        number.is_finite().then_some(number)
    }

    /// The quantity, as of a tier's edge.
    pub(super) fn quantity(self, quantity: f64) -> f64 {
        match self {
            Self::One => quantity,
            Self::Thousand => quantity / 1000.0,
            Self::By1024 => quantity * 1024.0,
        }
    }
}

/// The item that a product is.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub scope: String,
    pub service: &'static str,
    pub item: String,
    pub unit: &'static str,
    feed: Units,
}

impl Target {
    /// How to convert from a unit of the feed.
    pub(super) fn scale(&self, unit: &str) -> Option<Scale> {
        self.feed.iter().find(|(known, _)| *known == unit).map(|(_, scale)| *scale)
    }
}

/// The item of a product, or the reason why it is left out.
pub(super) fn classify(
    offer: &'static str,
    product: &impl Product,
    intake: &mut Intake<'_>,
) -> Result<Target, Skip> {
    if offer == "AWSDataTransfer" {
        return transfer(product, intake);
    }
    if !matches!(product.get(Attr::LocationType), "" | "AWS Region") {
        return Err(Skip::NotARegion);
    }
    let region = product.get(Attr::Region);
    if !intake.wants(region) {
        return Err(Skip::AnotherRegion);
    }
    let target =
        |service, item: String, unit, feed| Target { scope: region.to_owned(), service, item, unit, feed };
    match (offer, product.get(Attr::Family)) {
        ("AmazonEC2", "Compute Instance" | "Compute Instance (bare metal)") => {
            let name = machine(product, intake)?;
            Ok(target("ec2", name.to_owned(), "hour", HOURS))
        }
        ("AmazonEC2", "Dedicated Host") => Err(Skip::Dedicated),
        ("AmazonEC2", "Storage") => match product.get(Attr::VolumeApi) {
            api @ ("gp2" | "gp3" | "io1" | "io2" | "sc1" | "st1") => {
                Ok(target("ebs", format!("{api} storage"), "GB-month", GB_MONTHS))
            }
            _ => Err(Skip::UnknownProduct),
        },
        ("AmazonRDS", "Database Instance") => {
            let item = database(product)?;
            Ok(target("rds-postgresql", item, "instance-hour", HOURS))
        }
        ("AmazonElastiCache", "Cache Instance") => {
            let service = match product.get(Attr::Cache) {
                "Redis" => "elasticache-redis",
                "Valkey" => "elasticache-valkey",
                _ => return Err(Skip::AnotherEngine),
            };
            let item = format!("{} node", product.get(Attr::InstanceType));
            Ok(target(service, item, "node-hour", HOURS))
        }
        _ => {
            if offer == "AmazonRDS" && !matches!(product.get(Attr::Database), "PostgreSQL" | "Any") {
                return Err(Skip::AnotherEngine);
            }
            let meter = meters::of(offer).iter().find(|meter| {
                (meter.family.is_empty() || meter.family == product.get(Attr::Family))
                    && (meter.operation.is_empty() || meter.operation == product.get(Attr::Operation))
                    && is_usage(product.get(Attr::UsageType), meter.tail)
            });
            let meter = meter.ok_or(Skip::UnknownProduct)?;
            Ok(target(meter.service, meter.item.to_owned(), meter.unit, meter.feed))
        }
    }
}

/// A machine on demand with Linux and nothing else, on shared hardware.
fn machine<'p>(product: &'p impl Product, intake: &Intake<'_>) -> Result<&'p str, Skip> {
    match product.get(Attr::Tenancy) {
        "Shared" => {}
        _ => return Err(Skip::Dedicated),
    }
    match product.get(Attr::OperatingSystem) {
        "Linux" => {}
        "Windows" => return Err(Skip::Windows),
        _ => return Err(Skip::NotLinux),
    }
    if product.get(Attr::Preinstalled) != "NA" {
        return Err(Skip::PreinstalledSoftware);
    }
    if product.get(Attr::Capacity) != "Used" || !matches!(product.get(Attr::Market), "" | "OnDemand") {
        return Err(Skip::CapacityReservation);
    }
    let name = product.get(Attr::InstanceType);
    if intake.has_type(name) { Ok(name) } else { Err(Skip::UnknownType) }
}

/// A PostgreSQL database, alone or as the pair over two zones.
fn database(product: &impl Product) -> Result<String, Skip> {
    if product.get(Attr::Database) != "PostgreSQL" {
        return Err(Skip::AnotherEngine);
    }
    let deployment = match product.get(Attr::Deployment) {
        "Single-AZ" => "single-az",
        "Multi-AZ" => "multi-az",
        _ => return Err(Skip::AnotherDeployment),
    };
    if !matches!(product.get(Attr::License), "" | "No license required") {
        return Err(Skip::PreinstalledSoftware);
    }
    Ok(format!("{} {deployment}", product.get(Attr::InstanceType)))
}

/// Transfer of data, whose region is where it comes from, or goes to when it comes in.
fn transfer(product: &impl Product, intake: &mut Intake<'_>) -> Result<Target, Skip> {
    let (from, to) = (product.get(Attr::FromRegion), product.get(Attr::ToRegion));
    let usage = product.get(Attr::UsageType);
    let kind = product.get(Attr::TransferType);
    let region = if kind == "AWS Inbound" { to } else { from };
    if region.is_empty() || !intake.wants(region) {
        return Err(Skip::AnotherRegion);
    }
    let item = match kind {
        "AWS Outbound" if is_usage(usage, "DataTransfer-Out-Bytes") => "internet out".to_owned(),
        "AWS Inbound" if is_usage(usage, "DataTransfer-In-Bytes") => "internet in".to_owned(),
        "IntraRegion" if is_usage(usage, "DataTransfer-Regional-Bytes") => {
            "cross-az each direction".to_owned()
        }
        "InterRegion Outbound" if usage.ends_with("-AWS-Out-Bytes") => {
            if !intake.knows(to) {
                return Err(Skip::AnotherRegion);
            }
            format!("inter-region out to {to}")
        }
        _ => return Err(Skip::UnknownProduct),
    };
    Ok(Target { scope: region.to_owned(), service: "data-transfer", item, unit: "GB", feed: GB })
}

/// Whether a usage type is `tail`, alone or behind the prefix of a region, such as `EUC1-`.
/// A longer prefix is another product: `USE1-Outposts-LoadBalancerUsage`.
fn is_usage(usage: &str, tail: &str) -> bool {
    match usage.strip_suffix(tail) {
        None => false,
        Some("") => true,
        Some(prefix) => {
            let prefix = prefix.strip_suffix('-').unwrap_or("-");
            let upper = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
            (2..=5).contains(&prefix.len()) && prefix.bytes().all(upper) && prefix != "TS"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usage_type_has_at_most_a_region_before_its_tail() {
        for (usage, tail, is) in [
            ("LoadBalancerUsage", "LoadBalancerUsage", true),
            ("EU-LoadBalancerUsage", "LoadBalancerUsage", true),
            ("APN1-LoadBalancerUsage", "LoadBalancerUsage", true),
            ("TS-LoadBalancerUsage", "LoadBalancerUsage", false),
            ("EUC1-TS-LoadBalancerUsage", "LoadBalancerUsage", false),
            ("Outposts-LoadBalancerUsage", "LoadBalancerUsage", false),
            ("EUC1-NatGateway-Prvd-Hours", "NatGateway-Hours", false),
            ("EUC1-RDS:Multi-AZ-GP3-Storage", "RDS:GP3-Storage", false),
            ("EUC1-Fargate-ARM-vCPU-Hours:perCPU", "Fargate-vCPU-Hours:perCPU", false),
        ] {
            assert_eq!(is_usage(usage, tail), is, "{usage}");
        }
    }

    #[test]
    fn a_thousand_times_a_price_is_a_decimal_again() {
        assert_eq!(
            Scale::Thousand.price("0.0000054000").map(|usd| usd.to_string()).as_deref(),
            Some("0.0054")
        );
        assert_eq!(Scale::By1024.price("48.7424").map(|usd| usd.to_string()).as_deref(), Some("0.0476"));
        assert_eq!(Scale::Thousand.price("1e999"), None);
    }
}
