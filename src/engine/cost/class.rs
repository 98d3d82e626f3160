//! Which class of database and cache `auto` takes.

use crate::engine::catalogue::{Catalogue, PriceSheet};
use crate::engine::scenario::{Auto, Cache, CacheEngine, Database, HighAvailability};
use crate::engine::units::UnitPrice;

/// Least processors of a database instance.
const DATABASE_VCPU: u32 = 2;
/// Least memory of a database instance, GiB.
const DATABASE_MEMORY_GIB: f64 = 8.0;
/// Least memory of a cache node, GiB.
const CACHE_MEMORY_GIB: f64 = 4.0;

/// How the price list names the deployment of a database.
pub(super) const fn deployment(high_availability: HighAvailability) -> &'static str {
    match high_availability {
        HighAvailability::ZoneRedundant => "multi-az",
        HighAvailability::None => "single-az",
    }
}

/// How the price list names the cache.
pub(super) const fn cache_service(engine: CacheEngine) -> &'static str {
    match engine {
        CacheEngine::Valkey => "elasticache-valkey",
        CacheEngine::Redis => "elasticache-redis",
    }
}

/// The class of the database: the plan's, or the smallest priced one with at
/// least 2 vCPU and 8 GiB that is not burstable; of equals the cheapest.
pub fn database_class(database: &Database, catalogue: &Catalogue, prices: &PriceSheet) -> Option<String> {
    if let Auto::Set(class) = &database.instance {
        return Some(class.clone());
    }
    let suffix = format!(" {}", deployment(database.high_availability));
    let candidates = prices.items("rds-postgresql").filter_map(|(item, meter)| {
        let class = item.strip_suffix(suffix.as_str())?;
        let shape = catalogue.instance_types.get(class.strip_prefix("db.")?)?;
        let fits = shape.vcpu >= DATABASE_VCPU && shape.memory_gib >= DATABASE_MEMORY_GIB && !shape.burstable;
        fits.then(|| (shape.vcpu, shape.memory_gib, meter.first_price(), class))
    });
    smallest(candidates)
}

/// The class of a cache node: the plan's, or the smallest priced one that offers
/// at least 4 GiB; of equals the cheapest. `memory_share` is the part of the
/// like-named instance type's memory that a cache node offers.
pub fn cache_class(
    cache: &Cache,
    catalogue: &Catalogue,
    prices: &PriceSheet,
    memory_share: f64,
) -> Option<String> {
    if let Auto::Set(class) = &cache.instance {
        return Some(class.clone());
    }
    let candidates = prices.items(cache_service(cache.engine)).filter_map(|(item, meter)| {
        let class = item.strip_suffix(" node")?;
        let shape = catalogue.instance_types.get(class.strip_prefix("cache.")?)?;
        let memory_gib = shape.memory_gib * memory_share;
        (memory_gib >= CACHE_MEMORY_GIB).then(|| (shape.vcpu, memory_gib, meter.first_price(), class))
    });
    smallest(candidates)
}

/// Least processors, then least memory, then least price, then by name.
fn smallest<'a>(candidates: impl Iterator<Item = (u32, f64, UnitPrice, &'a str)>) -> Option<String> {
    candidates
        .min_by(|a, b| {
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.usd().total_cmp(&b.2.usd())).then(a.3.cmp(b.3))
        })
        .map(|(_, _, _, class)| class.to_owned())
}
