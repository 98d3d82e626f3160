//! Which class of database and cache `auto` takes, and what bills it.

use crate::engine::catalogue::{Catalogue, ClassKind, Host, InstanceType, Prices, Provider, ServiceClass};
use crate::engine::scenario::{Auto, Cache, CacheEngine, Database, HighAvailability, Platform};

/// Least processors of a database instance.
pub const DATABASE_VCPU: u32 = 2;
/// Least memory of a database instance, GiB.
pub const DATABASE_MEMORY_GIB: f64 = 8.0;
/// Least memory of a cache node, GiB.
pub const CACHE_MEMORY_GIB: f64 = 4.0;

/// A class of the database, and what bills it.
#[derive(Clone, Debug, PartialEq)]
pub struct DatabaseChoice {
    /// Its name.
    pub name: String,
    /// Virtual processors.
    pub vcpu: u32,
    /// Memory, GiB.
    pub memory_gib: f64,
    /// The price item of its high-availability mode; on GCP without the part that it bills.
    pub item: String,
    /// Units of the item that an hour of it takes.
    pub units: f64,
}

/// A class of the cache, and what bills it.
#[derive(Clone, Debug, PartialEq)]
pub struct CacheChoice {
    /// Its name.
    pub name: String,
    /// Memory, GiB.
    pub memory_gib: f64,
    /// The price item.
    pub item: String,
    /// Nodes that are billed.
    pub nodes: f64,
}

/// How AWS's price list names the deployment of a database.
pub(super) const fn deployment(high_availability: HighAvailability) -> &'static str {
    match high_availability {
        HighAvailability::ZoneRedundant => "multi-az",
        HighAvailability::None => "single-az",
    }
}

/// How the rows of Azure's databases name it.
pub(super) const fn azure_mode(high_availability: HighAvailability) -> &'static str {
    match high_availability {
        HighAvailability::ZoneRedundant => "zone-redundant",
        HighAvailability::None => "single",
    }
}

const fn gcp_mode(high_availability: HighAvailability) -> &'static str {
    match high_availability {
        HighAvailability::ZoneRedundant => "regional",
        HighAvailability::None => "zonal",
    }
}

/// How AWS's price list names the cache.
pub(super) const fn cache_service(engine: CacheEngine) -> &'static str {
    match engine {
        CacheEngine::Valkey => "elasticache-valkey",
        CacheEngine::Redis => "elasticache-redis",
    }
}

/// A candidate, with what an hour of it costs; none where this place does not sell it.
pub(super) struct Candidate<T> {
    pub(super) choice: T,
    pub(super) vcpu: u32,
    pub(super) memory_gib: f64,
    pub(super) burstable: bool,
    pub(super) hourly_usd: Option<f64>,
}

/// Least processors, then least memory, then least price, then by name.
fn smallest<T>(candidates: impl Iterator<Item = Candidate<T>>, name: impl Fn(&T) -> &str) -> Option<T> {
    candidates
        .filter(|candidate| candidate.hourly_usd.is_some())
        .min_by(|a, b| {
            let price = |c: &Candidate<T>| c.hourly_usd.unwrap_or(f64::INFINITY);
            (a.vcpu.cmp(&b.vcpu))
                .then(a.memory_gib.total_cmp(&b.memory_gib))
                .then(price(a).total_cmp(&price(b)))
                .then_with(|| name(&a.choice).cmp(name(&b.choice)))
        })
        .map(|candidate| candidate.choice)
}

/// Which classes are looked at: most platforms have hundreds, and the answer is most often
/// among the smallest.
#[derive(Clone, Copy)]
pub(super) enum Look<'a> {
    /// Those of at most so many processors.
    UpTo(u32),
    /// One by name.
    Named(&'a str),
}

impl Look<'_> {
    pub(super) const ALL: Self = Self::UpTo(u32::MAX);

    /// Whether an instance type is looked at, as the class with this prefix.
    fn sees(self, shape: &InstanceType, prefix: &str) -> bool {
        match self {
            Self::UpTo(vcpu) => shape.vcpu <= vcpu,
            Self::Named(name) => name.strip_prefix(prefix) == Some(shape.name.as_str()),
        }
    }
}

/// The names of the database classes that are priced here, in the mode of the plan.
pub fn databases_sold(
    database: &Database,
    platform: &Platform,
    catalogue: &Catalogue,
    prices: &Prices<'_>,
) -> Vec<String> {
    let candidates = database_candidates(Look::ALL, database.high_availability, platform, catalogue, prices);
    candidates
        .filter(|candidate| candidate.hourly_usd.is_some())
        .map(|candidate| candidate.choice.name)
        .collect()
}

/// The names of the database classes that `auto` may take: priced here, of at least 2 vCPU and
/// 8 GiB, not burstable.
pub fn databases_for_auto(
    database: &Database,
    platform: &Platform,
    catalogue: &Catalogue,
    prices: &Prices<'_>,
) -> Vec<String> {
    let candidates = database_candidates(Look::ALL, database.high_availability, platform, catalogue, prices);
    candidates
        .filter(|it| it.hourly_usd.is_some() && !it.burstable)
        .filter(|it| it.vcpu >= DATABASE_VCPU && it.memory_gib >= DATABASE_MEMORY_GIB)
        .map(|it| it.choice.name)
        .collect()
}

/// The class of the database: the plan's, or the smallest priced one with at
/// least 2 vCPU and 8 GiB that is not burstable; of equals the cheapest. On
/// premises it is that size itself.
pub fn database_choice(
    database: &Database,
    platform: &Platform,
    catalogue: &Catalogue,
    prices: &Prices<'_>,
) -> Option<DatabaseChoice> {
    let candidates =
        |look| database_candidates(look, database.high_availability, platform, catalogue, prices);
    let smallest = |look| {
        let fitting = candidates(look).filter(|candidate| {
            candidate.vcpu >= DATABASE_VCPU
                && candidate.memory_gib >= DATABASE_MEMORY_GIB
                && !candidate.burstable
        });
        smallest(fitting, |choice| &choice.name)
    };
    match &database.instance {
        Auto::Set(name) => {
            let named = candidates(Look::Named(name)).find(|candidate| candidate.choice.name == *name);
            named.map(|candidate| candidate.choice)
        }
        Auto::Auto => smallest(Look::UpTo(DATABASE_VCPU)).or_else(|| smallest(Look::ALL)),
    }
}

pub(super) fn database_candidates<'a>(
    look: Look<'a>,
    high_availability: HighAvailability,
    platform: &Platform,
    catalogue: &'a Catalogue,
    prices: &'a Prices<'a>,
) -> Box<dyn Iterator<Item = Candidate<DatabaseChoice>> + 'a> {
    let of_class = move |class: &ServiceClass, item: String, hourly_usd| Candidate {
        vcpu: class.vcpu.unwrap_or(0),
        memory_gib: class.memory_gib.unwrap_or(0.0),
        burstable: class.burstable,
        hourly_usd,
        choice: DatabaseChoice {
            name: class.name.clone(),
            vcpu: class.vcpu.unwrap_or(0),
            memory_gib: class.memory_gib.unwrap_or(0.0),
            item,
            units: class.units,
        },
    };
    match platform.host {
        Host::Aws => Box::new(aws_shapes(catalogue, look, "db.").map(move |shape| {
            let name = format!("db.{}", shape.name);
            let item = format!("{name} {}", deployment(high_availability));
            let hourly = prices.meter("rds-postgresql", &item).map(|meter| meter.first_price().usd());
            Candidate {
                vcpu: shape.vcpu,
                memory_gib: shape.memory_gib,
                burstable: shape.burstable,
                hourly_usd: hourly,
                choice: DatabaseChoice {
                    name,
                    vcpu: shape.vcpu,
                    memory_gib: shape.memory_gib,
                    item,
                    units: 1.0,
                },
            }
        })),
        Host::Azure => {
            const SERVICE: &str = "postgresql-flexible";
            let mode = azure_mode(high_availability);
            Box::new(databases(catalogue, Provider::Azure, SERVICE).map(move |class| {
                let part = if class.burstable { "server" } else { "vcore" };
                let item = format!("{} {part} {mode}", class.item);
                let hourly =
                    prices.meter(SERVICE, &item).map(|meter| meter.first_price().usd() * class.units);
                of_class(class, item, hourly)
            }))
        }
        Host::Gcp => {
            const SERVICE: &str = "cloud-sql-postgresql";
            let mode = gcp_mode(high_availability);
            Box::new(databases(catalogue, Provider::Gcp, SERVICE).map(move |class| {
                let item = format!("{} {mode}", class.item);
                let part = |name: &str| prices.meter(SERVICE, &format!("{item} {name}"));
                let hourly = part("vcpu").zip(part("memory")).map(|(vcpu, memory)| {
                    vcpu.first_price().usd() * f64::from(class.vcpu.unwrap_or(0))
                        + memory.first_price().usd() * class.memory_gib.unwrap_or(0.0)
                });
                of_class(class, item, hourly)
            }))
        }
        Host::OnPrem => Box::new(std::iter::once(Candidate {
            vcpu: DATABASE_VCPU,
            memory_gib: DATABASE_MEMORY_GIB,
            burstable: false,
            hourly_usd: Some(0.0),
            choice: DatabaseChoice {
                name: format!("in the cluster, {DATABASE_VCPU} vCPU and {DATABASE_MEMORY_GIB} GiB"),
                vcpu: DATABASE_VCPU,
                memory_gib: DATABASE_MEMORY_GIB,
                item: String::new(),
                units: 0.0,
            },
        })),
    }
}

/// The instance types whose names AWS's database and cache classes bear.
fn aws_shapes<'a>(
    catalogue: &'a Catalogue,
    look: Look<'a>,
    prefix: &'static str,
) -> impl Iterator<Item = &'a InstanceType> {
    catalogue.types(Host::Aws).values().filter(move |shape| look.sees(shape, prefix))
}

fn databases<'c>(
    catalogue: &'c Catalogue,
    provider: Provider,
    service: &'c str,
) -> impl Iterator<Item = &'c ServiceClass> {
    catalogue.classes(provider, service).filter(|class| class.kind == ClassKind::Database)
}

/// The class of the cache: the plan's, or the smallest priced one that offers at
/// least 4 GiB; of equals the cheapest. On AWS `memory_share` is the part of the
/// like-named instance type's memory that a cache node offers.
pub fn cache_choice(
    cache: &Cache,
    platform: &Platform,
    catalogue: &Catalogue,
    prices: &Prices<'_>,
    memory_share: f64,
) -> Option<CacheChoice> {
    /// Processors of the smallest types that offer the least memory.
    const FEW_VCPU: u32 = 2;
    let candidates =
        |look| cache_candidates(look, cache, platform, catalogue, prices, memory_share).into_iter();
    let smallest = |look| {
        let fitting = candidates(look).filter(|candidate| candidate.memory_gib >= CACHE_MEMORY_GIB);
        smallest(fitting, |choice| &choice.name)
    };
    match &cache.instance {
        Auto::Set(name) => {
            let named = candidates(Look::Named(name)).find(|candidate| candidate.choice.name == *name);
            named.map(|candidate| candidate.choice)
        }
        Auto::Auto => smallest(Look::UpTo(FEW_VCPU)).or_else(|| smallest(Look::ALL)),
    }
}

/// The names of the cache classes that are priced here.
pub fn caches_sold(
    cache: &Cache,
    platform: &Platform,
    catalogue: &Catalogue,
    prices: &Prices<'_>,
) -> Vec<String> {
    let candidates = cache_candidates(Look::ALL, cache, platform, catalogue, prices, 1.0).into_iter();
    candidates
        .filter(|candidate| candidate.hourly_usd.is_some())
        .map(|candidate| candidate.choice.name)
        .collect()
}

/// The names of the cache classes that `auto` may take: priced here, of at least 4 GiB.
pub fn caches_for_auto(
    cache: &Cache,
    platform: &Platform,
    catalogue: &Catalogue,
    prices: &Prices<'_>,
    memory_share: f64,
) -> Vec<String> {
    let candidates = cache_candidates(Look::ALL, cache, platform, catalogue, prices, memory_share);
    candidates
        .into_iter()
        .filter(|it| it.hourly_usd.is_some() && it.memory_gib >= CACHE_MEMORY_GIB)
        .map(|it| it.choice.name)
        .collect()
}

pub(super) fn cache_candidates(
    look: Look<'_>,
    cache: &Cache,
    platform: &Platform,
    catalogue: &Catalogue,
    prices: &Prices<'_>,
    memory_share: f64,
) -> Vec<Candidate<CacheChoice>> {
    let nodes = match cache.high_availability {
        HighAvailability::ZoneRedundant => 2.0,
        HighAvailability::None => 1.0,
    };
    let candidate = |name: String, vcpu, memory_gib, item: String, service: &str| Candidate {
        vcpu,
        memory_gib,
        burstable: false,
        hourly_usd: prices
            .meter(service, &item)
            .map(|meter| meter.price_of_size(memory_gib).unwrap_or_else(|| meter.first_price()).usd()),
        choice: CacheChoice { name, memory_gib, item, nodes },
    };
    let of_classes = |provider, service: &'static str| -> Vec<Candidate<CacheChoice>> {
        let classes = catalogue.classes(provider, service).filter(|class| class.kind == ClassKind::Cache);
        classes
            .map(|class| {
                let memory_gib = class.memory_gib.unwrap_or(0.0);
                candidate(
                    class.name.clone(),
                    class.vcpu.unwrap_or(0),
                    memory_gib,
                    class.item.clone(),
                    service,
                )
            })
            .collect()
    };
    match (platform.host, cache.engine) {
        (Host::Aws, engine) => aws_shapes(catalogue, look, "cache.")
            .map(|shape| {
                let name = format!("cache.{}", shape.name);
                let item = format!("{name} node");
                candidate(name, shape.vcpu, shape.memory_gib * memory_share, item, cache_service(engine))
            })
            .collect(),
        (Host::Azure, _) => of_classes(Provider::Azure, "redis"),
        (Host::Gcp, CacheEngine::Redis) => of_classes(Provider::Gcp, "memorystore-redis"),
        (Host::Gcp, CacheEngine::Valkey) => of_classes(Provider::Gcp, "memorystore-valkey"),
        (Host::OnPrem, _) => vec![Candidate {
            vcpu: 0,
            memory_gib: CACHE_MEMORY_GIB,
            burstable: false,
            hourly_usd: Some(0.0),
            choice: CacheChoice {
                name: format!("in the cluster, {CACHE_MEMORY_GIB} GiB"),
                memory_gib: CACHE_MEMORY_GIB,
                item: String::new(),
                nodes,
            },
        }],
    }
}
