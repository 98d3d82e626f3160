//! Prices, promises, rates and rules, each with its source and date.
//!
//! The caller hands in the text of the files of `data/`; the Rust types here are
//! their schema. A lookup that finds nothing is an answer of its own, never 0
//! and never another region's price.

mod date;
mod error;
mod files;
mod prices;
mod provenance;
mod rows;
mod table;

use std::collections::BTreeMap;

pub use date::Date;
pub use error::CatalogueError;
pub use files::{DataFile, Digest};
pub use prices::{Found, Prices};
pub use provenance::{Method, Provenance};
pub use rows::{
    Allowance, Architecture, Assumption, CHANGE_PCT, CHANGE_UNIT, ClassKind, Commitment, Component,
    ComponentKind, CopyMethod, DiscountedService, Effect, Effects, FailoverFigure, FailoverKind, FailureMode,
    FailureRate, Host, InstanceType, Keep, Meter, Minimum, ModeId, NodeRule, OdfCount, OdfRow, Part,
    PartState, Pattern, PatternPart, Provider, Quantity, Region, RegionState, Remedy, Replication,
    SHEET_COLUMNS, Scope, ServiceClass, ServiceLevel, Share, SheetRow, Site, Skill, SkillAsked, SkillLevel,
    SlaCredit, Stated, SupportedProduct, SupportedVersion, Surface, Task, TaskKind, Tier, TierRow, Tiering,
    Upfront, Use, Weekday, is_place, read_price_sheet, write_price_sheet,
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

    /// Takes every meter of the user's own sheet, in place of that of its name.
    fn replace(&mut self, other: Self) {
        for (service, items) in other.services {
            let here = self.services.entry(service).or_default();
            for (item, meter) in items {
                let listed = here.remove(&item).and_then(Meter::into_listed).map(Box::new);
                here.insert(item, Meter { own: true, listed, ..meter });
            }
        }
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
    /// Instance types by host and name.
    pub instance_types: BTreeMap<Host, BTreeMap<String, InstanceType>>,
    /// Sizes of managed services.
    pub classes: BTreeMap<Provider, Vec<ServiceClass>>,
    /// Discounts for commitments.
    pub commitments: BTreeMap<Provider, Vec<Commitment>>,
    /// Free amounts.
    pub allowances: Vec<Allowance>,
    /// Promises of the providers.
    pub service_levels: Vec<ServiceLevel>,
    /// Credits where a month falls short of a promise.
    pub sla_credits: Vec<SlaCredit>,
    /// Versions of Kubernetes, OpenShift and PostgreSQL, and the dates of their support.
    pub support: Vec<SupportedVersion>,
    /// Failure rates, by class.
    pub failure_rates: BTreeMap<String, FailureRate>,
    /// Failure modes, by id.
    pub failure_modes: Vec<FailureMode>,
    /// Workload components.
    pub components: Vec<Component>,
    /// Clusters that the vendor states.
    pub minimums: Vec<Minimum>,
    /// What a node keeps back.
    pub node_rules: Vec<NodeRule>,
    /// Services of OpenShift Data Foundation.
    pub odf: Vec<OdfRow>,
    /// Schedules of the presets of backups.
    pub backup_tiers: Vec<TierRow>,
    /// Tasks of the patterns, in the order of the vendor's page.
    pub tasks: Vec<Task>,
    /// Skills that the patterns ask for.
    pub skills: Vec<SkillAsked>,
    /// What the vendor states.
    pub stated: Vec<Stated>,
    /// What each site of a pattern holds.
    pub pattern_parts: Vec<PatternPart>,
    /// How failovers between the sites of a pattern go.
    pub failovers: Vec<FailoverFigure>,
    /// Figures of the model that nobody publishes, by id.
    pub assumptions: BTreeMap<String, Assumption>,
    /// Items of the user's own that no list knows: place, service and item.
    pub unknown_own_items: Vec<String>,
    sheets: BTreeMap<(Provider, String), PriceSheet>,
    digests: BTreeMap<String, Digest>,
    dates: BTreeMap<String, (Option<Date>, Option<Date>)>,
}

/// A price of the user's own, and the one it takes the place of.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPrice {
    /// Provider.
    pub provider: Provider,
    /// Region, multi-region or `global`.
    pub scope: String,
    /// Service.
    pub service: String,
    /// Item of the service.
    pub item: String,
    /// The price that stood there; none if there was none.
    pub before: Option<Meter>,
    /// Whether the list of that place was handed in at all.
    pub is_loaded: bool,
    /// Whether any list of the provider that was handed in has an item of that name.
    pub is_known: bool,
    /// The price that stands there now.
    pub now: Meter,
}

/// Regions of a provider that must be loaded before an item that none of them has is a fault.
const MANY_REGIONS: usize = 10;

/// The pattern of tasks and skills that belong to every pattern.
pub const ANY_PATTERN: &str = "any";

/// The name under which prices without a region are kept.
pub const GLOBAL: &str = "global";

/// A catalogue that is read file by file, for callers that may not stop for all of it at once.
#[derive(Debug, Default)]
pub struct Reading {
    catalogue: Catalogue,
    faults: Vec<CatalogueError>,
}

impl Reading {
    /// Reads one more file.
    pub fn add(&mut self, file: &DataFile<'_>) {
        self.catalogue.add(file, &mut self.faults);
    }

    /// The catalogue, once all files are read.
    ///
    /// # Errors
    /// Every fault of every file, with its file, line and column.
    pub fn finish(mut self) -> Result<Catalogue, Vec<CatalogueError>> {
        self.catalogue.check_references(&mut self.faults);
        if self.faults.is_empty() { Ok(self.catalogue) } else { Err(self.faults) }
    }
}

/// Whether every plan reads a file, wherever it is.
fn is_for_every_place(path: &str) -> bool {
    const OF_A_PLACE: [&str; 4] = ["prices/", "instances/", "classes/", "commitments/"];
    !OF_A_PLACE.iter().any(|folder| path.starts_with(folder))
}

impl Catalogue {
    /// Reads the files that are handed in.
    ///
    /// # Errors
    /// Every fault of every file, with its file, line and column.
    pub fn load(files: &[DataFile<'_>]) -> Result<Self, Vec<CatalogueError>> {
        let mut reading = Reading::default();
        files.iter().for_each(|file| reading.add(file));
        reading.finish()
    }

    /// Adds one more file.
    ///
    /// # Errors
    /// Every fault of the file; the catalogue stays as it was.
    pub fn extend(&mut self, file: &DataFile<'_>) -> Result<(), Vec<CatalogueError>> {
        self.grow(|grown, faults| grown.add(file, faults))
    }

    /// Puts a price sheet of the user's own over the prices that are there: each of
    /// its items takes the place of the item of that name, all tiers of it. The
    /// answer lists them with what stood there before.
    ///
    /// # Errors
    /// Every fault of the sheet; the catalogue stays as it was.
    pub fn overlay(&mut self, file: &DataFile<'_>) -> Result<Vec<OwnPrice>, Vec<CatalogueError>> {
        self.grow(|grown, faults| {
            let (dates, own) = rows::read_own(file, grown, faults);
            // Which folder a sheet lies in says nothing about its prices.
            let name = file.path.rsplit(['/', '\\']).next().unwrap_or(file.path);
            let path = format!("own/{name}");
            grown.digests.insert(path.clone(), Digest::of(file.text));
            grown.dates.insert(path, dates);
            own
        })
    }

    /// Changes the catalogue, unless there are faults.
    fn grow<T>(
        &mut self,
        change: impl FnOnce(&mut Self, &mut Vec<CatalogueError>) -> T,
    ) -> Result<T, Vec<CatalogueError>> {
        let mut grown = self.clone();
        let mut faults = Vec::new();
        let answer = change(&mut grown, &mut faults);
        grown.check_references(&mut faults);
        if faults.is_empty() {
            *self = grown;
            Ok(answer)
        } else {
            Err(faults)
        }
    }

    /// The instance types of a host, by name.
    pub fn types(&self, host: Host) -> &BTreeMap<String, InstanceType> {
        static NONE: BTreeMap<String, InstanceType> = BTreeMap::new();
        self.instance_types.get(&host).unwrap_or(&NONE)
    }

    /// The sizes of a managed service.
    pub fn classes<'c>(
        &'c self,
        provider: Provider,
        service: &'c str,
    ) -> impl Iterator<Item = &'c ServiceClass> {
        let all = self.classes.get(&provider).into_iter().flatten();
        all.filter(move |class| class.service == service)
    }

    /// The rows of the commitments that can be bought for a service.
    pub fn offers(
        &self,
        provider: Provider,
        service: DiscountedService,
    ) -> impl Iterator<Item = &Commitment> {
        let all = self.commitments.get(&provider).into_iter().flatten();
        all.filter(move |row| row.service == service && row.is_offer())
    }

    /// The amount of an item that its provider does not bill.
    pub fn allowance(&self, provider: Provider, service: &str, item: &str) -> Option<&Allowance> {
        self.allowances.iter().find(|allowance| {
            allowance.provider == provider && allowance.service == service && allowance.item == item
        })
    }

    /// Every version of a product whose dates are known, in the order of the file.
    pub fn versions_of(&self, product: SupportedProduct) -> impl Iterator<Item = &SupportedVersion> {
        self.support.iter().filter(move |row| row.product == product)
    }

    /// How much of an item its provider does not bill; 0 where nothing is stated.
    pub fn not_billed(&self, provider: Provider, service: &str, item: &str) -> f64 {
        self.allowance(provider, service, item).map_or(0.0, |allowance| allowance.amount)
    }

    /// Every price sheet with its provider and the name of its scope.
    pub fn sheets(&self) -> impl Iterator<Item = (Provider, &str, &PriceSheet)> {
        self.sheets.iter().map(|((provider, scope), sheet)| (*provider, scope.as_str(), sheet))
    }

    /// The files below `data/` that a plan at this place reads beside those that every plan
    /// reads. A region that the catalogue does not know has no file.
    pub fn files_of(&self, provider: Provider, host: Host, region: Option<&str>) -> Vec<String> {
        let mut files = vec![format!("instances/{}.csv", host.name())];
        if let Some(cloud) = host.cloud() {
            let prices = |scope: &str| format!("prices/{}/{scope}.csv", cloud.name());
            if cloud != Provider::Aws {
                files.push(format!("classes/{}.csv", cloud.name()));
            }
            files.push(format!("commitments/{}.csv", cloud.name()));
            files.push(prices(GLOBAL));
            if let Some(region) = region.and_then(|name| self.region(cloud, name)) {
                files.extend(region.multi_region.as_deref().map(prices));
                files.push(prices(&region.name));
            }
        }
        if provider == Provider::Openshift {
            files.push(format!("prices/{}/{GLOBAL}.csv", provider.name()));
        }
        files
    }

    /// Digest of all files that were handed in.
    pub fn digest(&self) -> Digest {
        Digest::combine(self.digests.iter())
    }

    /// The newest date of any figure.
    pub fn newest(&self) -> Option<Date> {
        self.dates.values().filter_map(|(newest, _)| *newest).max()
    }

    /// Digest of a file, if it was handed in.
    pub fn digest_of(&self, path: &str) -> Option<String> {
        self.digests.get(path).map(Digest::short)
    }

    /// Whether a file was handed in.
    pub fn has_file(&self, path: &str) -> bool {
        self.digests.contains_key(path)
    }

    /// The region of a provider.
    pub fn region(&self, provider: Provider, name: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.provider == provider && region.name == name)
    }

    /// The second region that is suggested for a region: the one that its row names, where
    /// the catalogue knows that, else the first open region of its part of the world.
    pub fn suggested_second(&self, provider: Provider, region: &str) -> Option<&str> {
        let own = self.region(provider, region)?;
        let named = own.second_region.as_deref().and_then(|name| self.region(provider, name));
        let near = || {
            let mut others = self.regions.iter().filter(|other| other.provider == provider);
            others.find(|other| {
                other.name != own.name && other.geography == own.geography && other.state == RegionState::Open
            })
        };
        named.or_else(near).map(|region| region.name.as_str())
    }

    /// The price sheet of a region, if its file was handed in.
    pub fn sheet(&self, provider: Provider, region: &str) -> Option<&PriceSheet> {
        self.sheets.get(&(provider, region.to_owned()))
    }

    /// The item of a provider in any of its lists, to compare with.
    pub(in crate::engine) fn any_meter(
        &self,
        provider: Provider,
        service: &str,
        item: &str,
    ) -> Option<&Meter> {
        let sheets = self.sheets.iter().filter(|((other, _), _)| *other == provider);
        sheets.filter_map(|(_, sheet)| sheet.meter(service, item)).next()
    }

    /// The figures that the rows of patterns and failovers name, with the file of each.
    pub fn pattern_figures(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let shares = self.pattern_parts.iter().filter_map(|row| match &row.share {
            Share::Fixed(_) => None,
            Share::Figure(id) => Some(("patterns.csv", id.as_str())),
        });
        shares.chain(self.failovers.iter().map(|row| ("failovers.csv", row.figure.as_str())))
    }

    /// The skills that a pattern asks for: its own rows, else those of any pattern.
    pub fn skills_of<'c>(&'c self, pattern: &'c str) -> impl Iterator<Item = &'c SkillAsked> {
        let has_own = self.skills.iter().any(|asked| asked.pattern == pattern);
        let wanted = if has_own { pattern } else { ANY_PATTERN };
        self.skills.iter().filter(move |asked| asked.pattern == wanted)
    }

    /// What the vendor states about a metric of a pattern.
    pub fn stated(&self, pattern: &str, metric: &str) -> Option<&Stated> {
        self.stated.iter().find(|stated| stated.pattern == pattern && stated.metric == metric)
    }

    /// Digest of the files that a plan at this place and in a second region reads, the newest
    /// date in them and the oldest date of a price.
    ///
    /// The files are those of [`Catalogue::files_of`], the user's own sheets and those
    /// that every plan reads, so that the answer is the same whichever other files are
    /// loaded.
    pub fn identity(
        &self,
        provider: Provider,
        host: Host,
        region: Option<&str>,
        second_region: Option<&str>,
    ) -> (Digest, Option<Date>, Option<Date>) {
        let mut own = self.files_of(provider, host, region);
        if second_region.is_some() {
            own.extend(self.files_of(provider, host, second_region));
        }
        let used = |path: &&String| own.contains(path) || is_for_every_place(path);
        let digest = Digest::combine(self.digests.iter().filter(|(path, _)| used(path)));
        let dates = || self.dates.iter().filter(|(path, _)| used(path));
        // The user's own prices may be of tomorrow; the day of the plan is that of the data.
        let newest = dates().filter(|(path, _)| !path.starts_with("own/"));
        let newest = newest.filter_map(|(_, (newest, _))| *newest).max();
        let prices = dates().filter(|(path, _)| path.starts_with("prices/") || path.starts_with("own/"));
        let oldest = prices.filter_map(|(_, (_, oldest))| *oldest).min();
        (digest, newest, oldest)
    }

    /// The digests of the files that every plan reads, the user's own sheets among them, by path.
    pub fn digests_for_every_place(&self) -> impl Iterator<Item = (&str, String)> {
        let files = self.digests.iter().filter(|(path, _)| is_for_every_place(path));
        files.map(|(path, digest)| (path.as_str(), digest.short()))
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
        let mut unknown = |file: &str, what, name: &str| {
            faults.push(CatalogueError::UnknownReference {
                file: file.to_owned(),
                what,
                name: name.to_owned(),
            });
        };
        for ((provider, scope), sheet) in &self.sheets {
            let file = format!("prices/{}/{scope}.csv", provider.name());
            if !self.regions.is_empty() && Scope::parse(scope, *provider, &self.regions).is_none() {
                unknown(&file, "region", scope);
            }
            let Some((host, types)) =
                Host::of(*provider).and_then(|host| Some((host, self.instance_types.get(&host)?)))
            else {
                continue;
            };
            for (item, _) in
                sheet.items(host.compute_service()).filter(|(item, _)| !types.contains_key(*item))
            {
                unknown(&file, "instance type", item);
            }
        }
        for (provider, classes) in &self.classes {
            let priced = |class: &ServiceClass| {
                let mut items = self
                    .sheets()
                    .filter(|(p, ..)| p == provider)
                    .flat_map(|(_, _, sheet)| sheet.items(&class.service).map(|(item, _)| item));
                items.any(|item| item.starts_with(&class.item))
            };
            // Where few regions are loaded, an item may be priced in one that is not.
            let regional = |(p, scope, _): &(Provider, &str, &PriceSheet)| p == provider && *scope != GLOBAL;
            if self.sheets().filter(regional).count() < MANY_REGIONS {
                continue;
            }
            for class in classes.iter().filter(|class| !priced(class)) {
                unknown(&format!("classes/{}.csv", provider.name()), "price item", &class.item);
            }
        }
        if !self.assumptions.is_empty() {
            for (file, id) in self.pattern_figures().filter(|(_, id)| !self.assumptions.contains_key(*id)) {
                unknown(file, "figure", id);
            }
        }
        if !self.service_levels.is_empty() {
            let is_promise = |credit: &SlaCredit| {
                let mut levels = self.service_levels.iter();
                levels.any(|level| {
                    level.sla_pct.is_some()
                        && (&level.provider, &level.service, &level.configuration)
                            == (&credit.provider, &credit.service, &credit.configuration)
                })
            };
            for credit in self.sla_credits.iter().filter(|credit| !is_promise(credit)) {
                let name = format!("{} {}, {}", credit.provider, credit.service, credit.configuration);
                unknown("sla_credits.csv", "promise", &name);
            }
        }
        if !self.failure_rates.is_empty() {
            let is_known = |mode: &&FailureMode| self.failure_rates.contains_key(&mode.rate_row);
            for mode in self.failure_modes.iter().filter(|mode| !is_known(mode)) {
                unknown("failure_modes.csv", "failure rate", &mode.rate_row);
            }
        }
        let is_task = |pattern: &str, phase: &str, id: &str| {
            let known = |task: &&Task| task.phase == phase && task.id == id;
            let mut tasks = self.tasks.iter().filter(known);
            tasks.any(|task| pattern == ANY_PATTERN || task.pattern == pattern || task.is_of_any_pattern())
        };
        for task in &self.tasks {
            for after in task.after.iter().filter(|after| !is_task(&task.pattern, &task.phase, after)) {
                unknown("tasks.csv", "task", after);
            }
        }
        if !self.tasks.is_empty() {
            for asked in &self.skills {
                for before in asked.before.iter().filter(|id| !is_task(&asked.pattern, "setup", id)) {
                    unknown("skills.csv", "task", before);
                }
            }
        }
    }
}
