//! A document to a checked plan.

mod activities;
mod backup;
mod calendar;
mod correlations;
mod data_services;
mod history;
mod optimise;
mod overrides;
mod people;
mod platform;
mod pool;
mod purchase;
mod services;
mod support;
mod tasks;

use std::collections::BTreeMap;

pub use self::correlations::BILL_KEYS;
pub(super) use self::platform::pod_networks;
pub(super) use self::services::cache_engines;

use self::backup::Around;
use super::Fault;
use super::backup::Backup;
use super::document::{Document, Node, Value};
use super::plan::{Flavour, Month, Plan, Platform, Redundancy, Target, Team};
use super::pods::{AutoscalerAt, ManifestPods};
use super::section::Section;
use crate::engine::catalogue::{Catalogue, Date, Host, Provider};

const ROOT: &[&str] = &[
    "schema",
    "name",
    "as_of",
    "start_month",
    "targets",
    "platform",
    "workload",
    "node_pools",
    "database",
    "cache",
    "object_storage",
    "backup",
    "network",
    "observability",
    "team",
    "activities",
    "tasks",
    "finance",
    "simulation",
    "optimise",
    "assumptions",
    "history",
    "correlations",
];
/// A quantity of data or money that no platform exceeds.
const LARGEST: f64 = 1e9;
/// More zones than any region has.
const MOST_ZONES: u64 = 12;
/// Years of service that a plan can look back or ahead on.
const MOST_DAYS: f64 = 3650.0;

/// The place that a document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Provider.
    pub provider: Provider,
    /// Whose machines it runs on.
    pub host: Host,
    /// Region; none on premises.
    pub region: Option<String>,
    /// The second region, for a second site or for copies.
    pub second_region: Option<String>,
    /// A region whose prices may stand in.
    pub stand_in_region: Option<String>,
}

/// The place that a document names, so that a caller can fetch its files before it
/// asks for the plan. What is not named has its default; `None` where a word is not
/// known: the plan's own check says so.
pub fn place_named(document: &Document) -> Option<Place> {
    let platform = table(&document.root, "platform");
    let provider = Provider::parse(text(platform, "provider").unwrap_or("aws"))?;
    let openshift = platform.and_then(|platform| table(platform, "openshift"));
    let host = match provider {
        Provider::Aws => Host::Aws,
        Provider::Azure => Host::Azure,
        Provider::Gcp => Host::Gcp,
        Provider::Openshift => {
            let flavour = text(openshift, "flavour").unwrap_or(Flavour::Ocp.name());
            let flavour = Flavour::ALL.into_iter().find(|known| known.name() == flavour)?;
            text(openshift, "host").map_or_else(|| Some(flavour.hosts()[0]), Host::parse)?
        }
    };
    let region = text(platform, "region").map(str::to_owned);
    let second = text(platform, "second_region").filter(|name| *name != "none");
    Some(Place {
        provider,
        host,
        region: region.or_else(|| default_region(host).map(str::to_owned)),
        second_region: second.map(str::to_owned),
        stand_in_region: text(table(&document.root, "finance"), "stand_in_region").map(str::to_owned),
    })
}

/// The manifest files that a document names as its workload; none where it names none.
pub fn manifests_named(document: &Document) -> Vec<String> {
    let named = table(&document.root, "workload").and_then(|workload| entry(workload, "manifests"));
    named.and_then(manifest_names).unwrap_or_default()
}

/// Where a document takes the autoscalers of its manifests to stand; the default where it
/// says nothing, or nothing that is known: the plan's own check says so.
pub fn autoscalers_named(document: &Document) -> AutoscalerAt {
    let named = text(table(&document.root, "workload"), "autoscalers");
    let known = AutoscalerAt::WORDS.into_iter().find(|(word, _)| Some(*word) == named);
    known.map_or_else(AutoscalerAt::default, |(_, at)| at)
}

/// A file or a list of files; `None` for anything else.
fn manifest_names(node: &Node) -> Option<Vec<String>> {
    let name = |node: &Node| match &node.value {
        Value::Text(text) if !text.trim().is_empty() => Some(text.clone()),
        _ => None,
    };
    match &node.value {
        Value::List(list) if !list.is_empty() => list.iter().map(name).collect(),
        Value::List(_) => None,
        _ => Some(vec![name(node)?]),
    }
}

fn entry<'d>(node: &'d Node, key: &str) -> Option<&'d Node> {
    let Value::Table(entries) = &node.value else { return None };
    entries.iter().find(|(name, _)| name == key).map(|(_, node)| node)
}

fn table<'d>(node: &'d Node, key: &str) -> Option<&'d Node> {
    entry(node, key).filter(|node| matches!(node.value, Value::Table(_)))
}

fn text<'d>(node: Option<&'d Node>, key: &str) -> Option<&'d str> {
    match &entry(node?, key)?.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// The region that a plan has if it names none.
const fn default_region(host: Host) -> Option<&'static str> {
    match host {
        Host::Aws => Some("eu-central-1"),
        Host::Azure => Some("westeurope"),
        Host::Gcp => Some("europe-west3"),
        Host::OnPrem => None,
    }
}

/// Checks a document against the schema and the catalogue, and fills in defaults.
///
/// # Errors
/// Every fault, in the order of the document.
pub fn plan_from(document: &Document, catalogue: &Catalogue) -> Result<Plan, Vec<Fault>> {
    plan_with(document, catalogue, None)
}

/// The same with the pods of the manifests that the document names, which the caller
/// has read: see [`manifests_named`].
///
/// # Errors
/// Every fault, in the order of the document.
pub fn plan_with(
    document: &Document,
    catalogue: &Catalogue,
    manifests: Option<&ManifestPods>,
) -> Result<Plan, Vec<Fault>> {
    if let Some(lock) = entry(&document.root, "lock") {
        // Whoever can use the locked prices puts them in place and takes the lock off.
        return Err(vec![Fault {
            line: lock.line,
            path: "lock".to_owned(),
            found: "a locked plan".to_owned(),
            allowed: "a plan without its lock here; the command line opens locked plans with their prices"
                .to_owned(),
        }]);
    }
    let mut reader =
        Reader { catalogue, manifests, host: None, faults: Vec::new(), without_effect: Vec::new() };
    let plan = reader.plan(&document.root);
    reader.faults.sort_by_key(|fault| fault.line);
    match plan {
        Some(plan) if reader.faults.is_empty() => Ok(plan),
        _ => Err(reader.faults),
    }
}

struct Reader<'c> {
    catalogue: &'c Catalogue,
    /// What the manifests hold that the plan names.
    manifests: Option<&'c ManifestPods>,
    /// Whose machines the plan names, once that is known.
    host: Option<Host>,
    faults: Vec<Fault>,
    without_effect: Vec<String>,
}

impl Reader<'_> {
    fn plan(&mut self, node: &Node) -> Option<Plan> {
        let root = Section::open("", node, ROOT, &mut self.faults);
        let schema = root.whole("schema", 1..=1, 1, &mut self.faults) as u32;
        let platform = self.platform(&root);
        let (targets, confidence) = self.targets(&root);
        let workload = self.workload(&root);
        let host = self.host;
        let node_pool = self.node_pool(&root, host);
        let zones = platform.as_ref().map(|platform| platform.zones);
        let database = self.database(&root, host, zones);
        let cache = self.cache(&root, host, zones);
        let object_storage = self.object_storage(&root, host, platform.as_ref());
        self.note_unused_data_services(&root, workload.profile, zones);
        let network = self.network(&root);
        let observability = self.observability(&root);
        let team = self.team(&root);
        let pattern = platform.as_ref().map(|platform| platform.pattern.name());
        let activities = self.activities(&root, pattern);
        let tasks = self.tasks(&root, platform.as_ref());
        let finance = self.finance(&root, platform.as_ref());
        let simulation = self.simulation(&root);
        let optimise = self.optimise(&root);
        let assumptions = self.assumptions(&root);
        let history = self.history(&root, &assumptions);
        let correlation = self.correlations(&root);
        let name = root.text("name", &mut self.faults);
        let as_of = platform.as_ref().and_then(|platform| self.as_of(&root, platform));
        let around = Around { platform: platform.as_ref(), horizon_months: finance.horizon_months, as_of };
        let backup = self.backup(&root, &around);
        let (platform, as_of) = (platform?, as_of?);
        self.note_unused_region(&platform, &backup, object_storage.redundancy);
        let start_month = self.start_month(&root, as_of);
        let start_date = self.start_date(&root, start_month, &team.holidays);
        Some(Plan {
            schema,
            name: name.unwrap_or_else(|| format!("Reference, {}", platform.title())),
            as_of,
            start_month,
            targets,
            confidence,
            platform,
            workload,
            node_pool,
            database,
            cache,
            object_storage,
            backup,
            network,
            observability,
            activities,
            team: Team { start_date: start_date.unwrap_or(as_of), ..team },
            tasks,
            finance,
            simulation,
            optimise,
            assumptions,
            history,
            correlation,
            without_effect: std::mem::take(&mut self.without_effect),
        })
    }

    /// Notes a second region that holds nothing.
    fn note_unused_region(&mut self, platform: &Platform, backup: &Backup, redundancy: Redundancy) {
        let copies_objects = redundancy == Redundancy::RegionPair;
        let is_used = platform.has_second_site() || backup.off_region_copy || copies_objects;
        if platform.second_region.is_some() && !is_used {
            self.without_effect.push("platform.second_region".to_owned());
        }
    }

    /// Opens a table of the plan, or an empty one if the plan has none.
    pub(super) fn open<'a>(&mut self, root: &Section<'a>, name: &str, keys: &[&str]) -> Section<'a> {
        root.get(name)
            .map_or_else(|| Section::absent(name), |node| Section::open(name, node, keys, &mut self.faults))
    }

    /// Notes keys that are read and have no effect yet, where they differ from their default.
    pub(super) fn note_without_effect(&mut self, section: &Section<'_>, keys: &[(&str, &str)]) {
        for (key, default) in keys {
            if section.get(key).is_some_and(|node| node.found() != *default) {
                self.without_effect.push(section.path_of(key));
            }
        }
    }

    pub(super) fn as_of(&mut self, root: &Section<'_>, platform: &Platform) -> Option<Date> {
        if let Some(text) = root.text("as_of", &mut self.faults) {
            let day = Date::parse(&text).filter(|date| date.day().is_some());
            if day.is_none() {
                self.faults.push(root.fault("as_of", "a day as YYYY-MM-DD"));
            }
            return day;
        }
        let region = platform.region.as_deref();
        self.catalogue.identity(platform.provider, platform.host, region, platform.second_region.as_deref()).1
    }

    pub(super) fn start_month(&mut self, root: &Section<'_>, as_of: Date) -> Month {
        let january = Month { year: as_of.year() + 1, month: 1 };
        let Some(text) = root.text("start_month", &mut self.faults) else { return january };
        match Date::parse(&text) {
            Some(date) if date.day().is_none() && date.month().is_some() => {
                Month { year: date.year(), month: date.month().unwrap_or(1) }
            }
            _ => {
                self.faults.push(root.fault("start_month", "a month as YYYY-MM"));
                january
            }
        }
    }

    pub(super) fn targets(&mut self, root: &Section<'_>) -> (BTreeMap<Target, f64>, f64) {
        const TARGETS: [(Target, f64); 6] = [
            (Target::MonthlyCostUsd, LARGEST),
            (Target::AvailabilityPct, 100.0),
            (Target::RtoMinutes, 525_600.0),
            (Target::RpoSeconds, 31_536_000.0),
            (Target::SetupDays, MOST_DAYS),
            (Target::Fte, 1000.0),
        ];
        let mut keys: Vec<&str> = TARGETS.iter().map(|(target, _)| target.key()).collect();
        keys.push("confidence");
        let section = self.open(root, "targets", &keys);
        let targets = TARGETS
            .into_iter()
            .filter_map(|(target, most)| {
                Some((target, section.number(target.key(), 0.0..=most, &mut self.faults)?))
            })
            .collect();
        (targets, section.number("confidence", 0.0..=1.0, &mut self.faults).unwrap_or(0.5))
    }
}

/// The ids that a plan may override: those of `assumptions.csv`, `CLASS.per_year`
/// or `CLASS.probability` and `CLASS.repair_hours` of each failure rate, and
/// `node.mtbf_hours`.
pub fn assumption_ids(catalogue: &Catalogue) -> Vec<String> {
    let mut ids: Vec<String> = catalogue.assumptions.keys().cloned().collect();
    for rate in catalogue.failure_rates.values() {
        ids.push(format!("{}.{}", rate.class, rate.figure()));
        if rate.repair_hours.is_some() {
            ids.push(format!("{}.repair_hours", rate.class));
        }
    }
    ids.push("node.mtbf_hours".to_owned());
    ids
}
