//! Prices, promises, rates and rules, each with its source and date.
//!
//! The caller hands in the text of the files of `data/`; the Rust types here are
//! their schema. A lookup that finds nothing is an answer of its own, never 0
//! and never another region's price.

mod date;
mod error;
mod files;
mod provenance;
mod rows;
mod table;

use std::collections::BTreeMap;

pub use date::Date;
pub use error::CatalogueError;
pub use files::{DataFile, Digest};
pub use provenance::{Method, Provenance};
pub use rows::{
    Architecture, Assumption, Component, ComponentKind, FailureRate, InstanceType, Meter, NodeRule, Provider,
    Quantity, Region, RegionState, ServiceLevel, Stated, Task, TaskKind, Tier, Use,
};

/// Prices of one region, or of what a provider sells without one.
#[derive(Clone, Debug, Default)]
pub struct PriceSheet {
    services: BTreeMap<String, BTreeMap<String, Meter>>,
}

impl PriceSheet {
    /// The meter of an item, if it is priced here.
    pub fn meter(&self, service: &str, item: &str) -> Option<&Meter> {
        self.services.get(service)?.get(item)
    }

    /// Every item of a service, by name.
    pub fn items(&self, service: &str) -> impl Iterator<Item = (&str, &Meter)> {
        self.services.get(service).into_iter().flatten().map(|(item, meter)| (item.as_str(), meter))
    }

    /// Every meter with its service and item.
    pub fn meters(&self) -> impl Iterator<Item = (&str, &str, &Meter)> {
        self.services.iter().flat_map(|(service, items)| {
            items.iter().map(move |(item, meter)| (service.as_str(), item.as_str(), meter))
        })
    }
}

/// Everything that `data/` holds, as far as it was handed in.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Regions in the order of the file.
    pub regions: Vec<Region>,
    /// Instance types, by name.
    pub instance_types: BTreeMap<String, InstanceType>,
    /// Promises of the providers.
    pub service_levels: Vec<ServiceLevel>,
    /// Failure rates, by class.
    pub failure_rates: BTreeMap<String, FailureRate>,
    /// Workload components.
    pub components: Vec<Component>,
    /// What a node keeps back.
    pub node_rules: Vec<NodeRule>,
    /// Tasks of the patterns, in the order of the vendor's page.
    pub tasks: Vec<Task>,
    /// What the vendor states.
    pub stated: Vec<Stated>,
    /// Figures of the model that nobody publishes, by id.
    pub assumptions: BTreeMap<String, Assumption>,
    sheets: BTreeMap<(Provider, String), PriceSheet>,
    digests: BTreeMap<String, Digest>,
    dates: BTreeMap<String, (Option<Date>, Option<Date>)>,
}

/// The region name under which prices without a region are kept.
pub const GLOBAL: &str = "global";

impl Catalogue {
    /// Reads the files that are handed in.
    ///
    /// # Errors
    /// Every fault of every file, with its file, line and column.
    pub fn load(files: &[DataFile<'_>]) -> Result<Self, Vec<CatalogueError>> {
        let mut catalogue = Self::default();
        let mut faults = Vec::new();
        for file in files {
            catalogue.add(file, &mut faults);
        }
        catalogue.check_references(&mut faults);
        if faults.is_empty() { Ok(catalogue) } else { Err(faults) }
    }

    /// Adds the price file of one more region.
    ///
    /// # Errors
    /// Every fault of the file; the catalogue stays as it was.
    pub fn extend(&mut self, file: &DataFile<'_>) -> Result<(), Vec<CatalogueError>> {
        let mut grown = self.clone();
        let mut faults = Vec::new();
        grown.add(file, &mut faults);
        grown.check_references(&mut faults);
        if faults.is_empty() {
            *self = grown;
            Ok(())
        } else {
            Err(faults)
        }
    }

    /// The region of a provider.
    pub fn region(&self, provider: Provider, name: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.provider == provider && region.name == name)
    }

    /// The price sheet of a region, if its file was handed in.
    pub fn sheet(&self, provider: Provider, region: &str) -> Option<&PriceSheet> {
        self.sheets.get(&(provider, region.to_owned()))
    }

    /// Every price sheet with its provider and its region, or the scope that stands for one.
    pub fn sheets(&self) -> impl Iterator<Item = (Provider, &str, &PriceSheet)> {
        self.sheets.iter().map(|((provider, region), sheet)| (*provider, region.as_str(), sheet))
    }

    /// What the vendor states about a metric of a pattern.
    pub fn stated(&self, pattern: &str, metric: &str) -> Option<&Stated> {
        self.stated.iter().find(|stated| stated.pattern == pattern && stated.metric == metric)
    }

    /// Digest of the files that a plan in this region reads, the newest date in them and the
    /// oldest date of a price.
    ///
    /// The files are those without a region, the region's own and the provider's
    /// global one, so that the answer is the same whichever other files are loaded.
    pub fn identity(&self, provider: Provider, region: &str) -> (Digest, Option<Date>, Option<Date>) {
        let prices = |name: &str| format!("prices/{}/{name}.csv", provider.name());
        let (own, global) = (prices(region), prices(GLOBAL));
        let used = |path: &&String| !path.starts_with("prices/") || **path == own || **path == global;
        let digest = Digest::combine(self.digests.iter().filter(|(path, _)| used(path)));
        let dates = || self.dates.iter().filter(|(path, _)| used(path));
        let newest = dates().filter_map(|(_, (newest, _))| *newest).max();
        let prices = dates().filter(|(path, _)| path.starts_with("prices/"));
        let oldest = prices.filter_map(|(_, (_, oldest))| *oldest).min();
        (digest, newest, oldest)
    }

    fn add(&mut self, file: &DataFile<'_>, faults: &mut Vec<CatalogueError>) {
        let dates = match rows::read(file, self, faults) {
            Some(dates) => dates,
            None => {
                faults.push(CatalogueError::UnknownFile { file: file.path.to_owned() });
                return;
            }
        };
        self.digests.insert(file.path.to_owned(), Digest::of(file.text));
        self.dates.insert(file.path.to_owned(), dates);
    }

    /// Rows that name another row must find it.
    fn check_references(&self, faults: &mut Vec<CatalogueError>) {
        for ((provider, region), sheet) in &self.sheets {
            let file = format!("prices/{}/{region}.csv", provider.name());
            if region != GLOBAL && !self.regions.is_empty() && self.region(*provider, region).is_none() {
                faults.push(CatalogueError::UnknownReference {
                    file: file.clone(),
                    what: "region",
                    name: region.clone(),
                });
            }
            for (item, _) in sheet.items("ec2").filter(|_| !self.instance_types.is_empty()) {
                if !self.instance_types.contains_key(item) {
                    faults.push(CatalogueError::UnknownReference {
                        file: file.clone(),
                        what: "instance type",
                        name: item.to_owned(),
                    });
                }
            }
        }
        for task in &self.tasks {
            for after in &task.after {
                if !self.tasks.iter().any(|other| other.pattern == task.pattern && other.id == *after) {
                    faults.push(CatalogueError::UnknownReference {
                        file: "tasks.csv".to_owned(),
                        what: "task",
                        name: after.clone(),
                    });
                }
            }
        }
    }
}
