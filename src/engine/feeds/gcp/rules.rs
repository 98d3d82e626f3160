//! Which item a SKU is: its description begins with what it is and ends with where.

use super::sku::Sku;
use crate::engine::feeds::Skip;
use crate::engine::feeds::intake::PART;

/// How a price of the feed becomes one of the catalogue's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// As it stands.
    One,
    /// A price for a decimal gigabyte, where the catalogue prices a gibibyte.
    GibFromGb,
}

/// Decimal gigabytes in a gibibyte.
const GB_PER_GIB: f64 = 1.073_741_824;

impl Scale {
    /// USD, from nano-dollars. Whole pico-dollars, so that a decimal stays one.
    pub(super) fn price(self, nanos: i128) -> f64 {
        match self {
            Self::One => usd_from_picos(nanos.saturating_mul(1_000)),
            Self::GibFromGb => {
                let attos = nanos.saturating_mul(1_073_741_824);
                usd_from_picos(attos.saturating_add(500_000) / 1_000_000)
            }
        }
    }

    /// The quantity, as of a tier's edge.
    pub(super) fn quantity(self, quantity: f64) -> f64 {
        match self {
            Self::One => quantity,
            Self::GibFromGb => quantity / GB_PER_GIB,
        }
    }
}

/// The number nearest to so many pico-dollars.
pub(super) fn usd_from_picos(picos: i128) -> f64 {
    format!("{picos}e-12").parse().unwrap_or(f64::NAN)
}

/// What a description that begins with `prefix` is.
pub(super) struct Rule {
    /// In lower case.
    prefix: &'static str,
    service: &'static str,
    item: Item,
    pub unit: &'static str,
    usage: &'static str,
}

#[derive(Clone, Copy)]
enum Item {
    Named(&'static str),
    /// One of a region, of a multi-region or of a dual region.
    Place(&'static str),
}

impl Rule {
    /// Service and item of the SKU in a place.
    pub(super) fn item_in(&self, place: &str, is_wide: bool) -> Option<(&'static str, String)> {
        let item = match self.item {
            Item::Named(item) => item.to_owned(),
            Item::Place(item) => match place {
                "global" => return None,
                "nam4" | "eur4" | "asia1" => format!("{item} dual-region"),
                _ if is_wide => format!("{item} multi-region"),
                _ => format!("{item} regional"),
            },
        };
        Some((self.service, item))
    }

    /// How to convert from a usage unit of the feed.
    pub(super) fn scale(&self, usage: &str) -> Option<Scale> {
        match (self.usage, usage) {
            (one, other) if one == other => Some(Scale::One),
            ("GiBy.h", "GBy.h") | ("GiBy.mo", "GBy.mo") | ("GiBy", "GBy") => Some(Scale::GibFromGb),
            _ => None,
        }
    }
}

const fn rule(
    prefix: &'static str,
    service: &'static str,
    item: &'static str,
    unit: &'static str,
    usage: &'static str,
) -> Rule {
    Rule { prefix, service, item: Item::Named(item), unit, usage }
}

const fn placed(prefix: &'static str, service: &'static str, item: &'static str) -> Rule {
    Rule { prefix, service, item: Item::Place(item), unit: "GiB-month", usage: "GiBy.mo" }
}

const fn core(prefix: &'static str, item: &'static str) -> Rule {
    rule(prefix, PART, item, "vCPU-hour", "h")
}

const fn ram(prefix: &'static str, item: &'static str) -> Rule {
    rule(prefix, PART, item, "GiB-hour", "GiBy.h")
}

const fn redis(prefix: &'static str, item: &'static str) -> Rule {
    rule(prefix, PART, item, "GiB-hour", "GiBy.h")
}

const fn disk(prefix: &'static str, service: &'static str, item: &'static str) -> Rule {
    rule(prefix, service, item, "GiB-month", "GiBy.mo")
}

const SQL: &str = "cloud-sql-postgresql";
const AMERICAS: &str = "internet egress premium americas";

/// The descriptions that are known. The longest that fits counts.
const RULES: &[Rule] = &[
    core("e2 instance core", "core e2"),
    ram("e2 instance ram", "ram e2"),
    core("n2 instance core", "core n2"),
    ram("n2 instance ram", "ram n2"),
    core("n2d amd instance core", "core n2d"),
    ram("n2d amd instance ram", "ram n2d"),
    core("t2d amd instance core", "core t2d"),
    ram("t2d amd instance ram", "ram t2d"),
    core("t2a arm instance core", "core t2a"),
    ram("t2a arm instance ram", "ram t2a"),
    core("c3 instance core", "core c3"),
    ram("c3 instance ram", "ram c3"),
    core("c3d instance core", "core c3d"),
    ram("c3d instance ram", "ram c3d"),
    core("c4 instance core", "core c4"),
    ram("c4 instance ram", "ram c4"),
    core("c4a arm instance core", "core c4a"),
    ram("c4a arm instance ram", "ram c4a"),
    core("c4d instance core", "core c4d"),
    ram("c4d instance ram", "ram c4d"),
    core("n4 instance core", "core n4"),
    ram("n4 instance ram", "ram n4"),
    disk("balanced pd capacity", "persistent-disk", "pd-balanced zonal"),
    disk("regional balanced pd capacity", "persistent-disk", "pd-balanced regional"),
    disk("ssd backed pd capacity", "persistent-disk", "pd-ssd zonal"),
    disk("regional ssd backed pd capacity", "persistent-disk", "pd-ssd regional"),
    disk("storage pd capacity", "persistent-disk", "pd-standard zonal"),
    disk("regional storage pd capacity", "persistent-disk", "pd-standard regional"),
    disk("ssd backed local storage", "local-ssd", "local ssd"),
    disk("hyperdisk balanced capacity", "hyperdisk", "balanced capacity"),
    disk("hyperdisk extreme capacity", "hyperdisk", "extreme capacity"),
    placed("storage pd snapshot", "snapshot", "pd snapshot"),
    placed("standard storage", "gcs", "standard storage"),
    placed("nearline storage", "gcs", "nearline storage"),
    placed("coldline storage", "gcs", "coldline storage"),
    placed("archive storage", "gcs", "archive storage"),
    rule("cloud sql for postgresql: zonal - vcpu", SQL, "enterprise zonal vcpu", "vCPU-hour", "h"),
    rule("cloud sql for postgresql: zonal - ram", SQL, "enterprise zonal memory", "GiB-hour", "GiBy.h"),
    rule("cloud sql for postgresql: regional - vcpu", SQL, "enterprise regional vcpu", "vCPU-hour", "h"),
    rule("cloud sql for postgresql: regional - ram", SQL, "enterprise regional memory", "GiB-hour", "GiBy.h"),
    disk("cloud sql for postgresql: zonal - standard storage", SQL, "ssd storage zonal"),
    disk("cloud sql for postgresql: regional - standard storage", SQL, "ssd storage regional"),
    disk("cloud sql for postgresql: backups", SQL, "backup storage"),
    redis("redis capacity standard m1", "redis m1"),
    redis("redis capacity standard m2", "redis m2"),
    redis("redis capacity standard m3", "redis m3"),
    redis("redis capacity standard m4", "redis m4"),
    redis("redis capacity standard m5", "redis m5"),
    rule("regional kubernetes clusters", "gke", "cluster management fee", "cluster-hour", "h"),
    rule("zonal kubernetes clusters", "gke", "cluster management fee", "cluster-hour", "h"),
    rule("autopilot kubernetes clusters", "gke", "cluster management fee", "cluster-hour", "h"),
    rule("networking cloud nat data processing", "cloud-nat", "data processed", "GiB", "GiBy"),
    rule("external ip charge on a standard vm", "network", "external ipv4 in use", "hour", "h"),
    rule("static ip charge", "network", "external ipv4 unused", "hour", "h"),
    rule("network inter zone data transfer out", "network", "inter-zone", "GiB", "GiBy"),
    rule("network inter zone egress", "network", "inter-zone", "GiB", "GiBy"),
    rule("network internet data transfer out from", "network", AMERICAS, "GiB", "GiBy"),
    rule("network internet egress from", "network", AMERICAS, "GiB", "GiBy"),
    rule(
        "network load balancing: forwarding rule minimum service charge",
        "load-balancer",
        "forwarding rules first five",
        "hour",
        "h",
    ),
    rule(
        "network load balancing: forwarding rule additional service charge",
        "load-balancer",
        "forwarding rule additional",
        "hour",
        "h",
    ),
];

/// The rule of a SKU, or the reason why it is left out.
pub(super) fn of(sku: &Sku) -> Result<&'static Rule, Skip> {
    let description = sku.description.to_lowercase();
    let has = |word: &str| description.contains(word);
    match &*sku.category.usage_type {
        "Preemptible" => return Err(Skip::Spot),
        usage if usage.starts_with("Commit") => return Err(Skip::ReservedTerm),
        _ if has("preemptible") => return Err(Skip::Spot),
        _ if has("commitment") => return Err(Skip::ReservedTerm),
        _ if has("sole tenancy") => return Err(Skip::Dedicated),
        _ if has("custom") => return Err(Skip::Custom),
        _ if has("reserved") => return Err(Skip::CapacityReservation),
        // Half of what a pair with a standby costs, and a product of its own.
        _ if has("redis standard node capacity") => return Err(Skip::HalfOfPair),
        _ => {}
    }
    let fits = RULES.iter().filter(|rule| begins_with(&description, rule.prefix));
    let rule = fits.max_by_key(|rule| rule.prefix.len()).ok_or(Skip::UnknownProduct)?;
    let elsewhere = rule.service == "gcs" && (has("early delete") || has("operations"));
    let not_americas = matches!(rule.item, Item::Named(AMERICAS)) && !description.ends_with(" to americas");
    if elsewhere || not_americas {
        return Err(Skip::UnknownProduct);
    }
    Ok(rule)
}

/// Whether the description is `prefix`, or goes on behind it with another word.
fn begins_with(description: &str, prefix: &str) -> bool {
    let rest = description.strip_prefix(prefix);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::feeds::json::Text;

    fn item(description: &str) -> Result<String, Skip> {
        let sku = Sku { description: Text(description.to_owned()), ..Sku::default() };
        of(&sku).map(|rule| rule.item_in("europe-west3", false).map_or_else(String::new, |(_, item)| item))
    }

    #[test]
    fn the_longest_description_counts() {
        for (description, expected) in [
            ("Balanced PD Capacity in Frankfurt", Ok("pd-balanced zonal")),
            ("Regional Balanced PD Capacity in Frankfurt", Ok("pd-balanced regional")),
            ("N2 Instance Core running in Frankfurt", Ok("core n2")),
            ("N2D AMD Instance Core running in Frankfurt", Ok("core n2d")),
            ("N2 Custom Instance Core running in Frankfurt", Err(Skip::Custom)),
            ("Spot Preemptible N2 Instance Core running in Frankfurt", Err(Skip::Spot)),
            ("N2 Sole Tenancy Instance Core running in Frankfurt", Err(Skip::Dedicated)),
            ("Commitment v1: N2 Cpu in Frankfurt for 1 Year", Err(Skip::ReservedTerm)),
            ("Redis Capacity Standard M1 Frankfurt", Ok("redis m1")),
            ("Redis Capacity Standard M10 Frankfurt", Err(Skip::UnknownProduct)),
            ("Redis Standard Node Capacity M1 Frankfurt", Err(Skip::HalfOfPair)),
            ("Cloud SQL for PostgreSQL: Zonal - vCPU in Frankfurt", Ok("enterprise zonal vcpu")),
            ("Cloud SQL for PostgreSQL: Zonal - 4 vCPU + 15GB RAM in Frankfurt", Err(Skip::UnknownProduct)),
            ("FDC Trial in Cloud SQL for PostgreSQL: Zonal - vCPU in Frankfurt", Err(Skip::UnknownProduct)),
            ("Network Internet Data Transfer Out from Frankfurt to Americas", Ok(AMERICAS)),
            ("Network Internet Data Transfer Out from Frankfurt to China", Err(Skip::UnknownProduct)),
            ("Standard Storage Frankfurt", Ok("standard storage regional")),
            ("Standard Storage Frankfurt (Early Delete)", Err(Skip::UnknownProduct)),
        ] {
            assert_eq!(item(description), expected.map(str::to_owned), "{description}");
        }
    }

    #[test]
    fn a_price_of_a_decimal_gigabyte_becomes_one_of_a_gibibyte() {
        assert_eq!(Scale::GibFromGb.price(1_000_000_000).to_string(), "1.073741824");
        assert_eq!(Scale::GibFromGb.price(3_600_000).to_string(), "0.003865470566");
        assert_eq!(Scale::One.price(31_611_000).to_string(), "0.031611");
    }
}
