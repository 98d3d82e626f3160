//! A document to a checked plan.

use std::collections::BTreeMap;

use super::Fault;
use super::document::{Document, Node, Value};
use super::plan::{
    Auto, Backup, Cache, CacheEngine, Database, Finance, HighAvailability, Metrics, Month, Network, NodePool,
    ObjectStorage, Observability, Plan, Platform, PodNetwork, Profile, Simulation, Target, Team, Workload,
    ZoneLoss,
};
use super::section::{Section, nearest};
use crate::engine::catalogue::{Architecture, Catalogue, Date, Provider, Region};
use crate::engine::uncertainty::Estimate;

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
    "finance",
    "simulation",
    "assumptions",
];
/// A quantity of data or money that no platform exceeds.
const LARGEST: f64 = 1e9;
/// More zones than any region has.
const MOST_ZONES: u64 = 12;
/// Years of service that a plan can look back or ahead on.
const MOST_DAYS: f64 = 3650.0;

/// The region that a document names, so that a caller can fetch its prices
/// before it asks for the plan. The provider's default region if it names none.
pub fn region_named(document: &Document) -> Option<(Provider, String)> {
    let Value::Table(root) = &document.root.value else { return None };
    let platform = root.iter().find(|(key, _)| key == "platform").map(|(_, node)| &node.value);
    let text = |key: &str| match platform {
        Some(Value::Table(entries)) => entries.iter().find_map(|(name, node)| match &node.value {
            Value::Text(text) if name == key => Some(text.as_str()),
            _ => None,
        }),
        _ => None,
    };
    let provider = Provider::parse(text("provider").unwrap_or("aws"))?;
    let region = text("region").unwrap_or_else(|| default_region(provider));
    Some((provider, region.to_owned()))
}

/// The region that a provider's plan has if it names none.
const fn default_region(provider: Provider) -> &'static str {
    match provider {
        Provider::Aws | Provider::Openshift => "eu-central-1",
        Provider::Azure => "westeurope",
        Provider::Gcp => "europe-west3",
    }
}

/// Checks a document against the schema and the catalogue, and fills in defaults.
///
/// # Errors
/// Every fault, in the order of the document.
pub fn plan_from(document: &Document, catalogue: &Catalogue) -> Result<Plan, Vec<Fault>> {
    let mut reader = Reader { catalogue, faults: Vec::new(), without_effect: Vec::new() };
    let plan = reader.plan(&document.root);
    reader.faults.sort_by_key(|fault| fault.line);
    match plan {
        Some(plan) if reader.faults.is_empty() => Ok(plan),
        _ => Err(reader.faults),
    }
}

struct Reader<'c> {
    catalogue: &'c Catalogue,
    faults: Vec<Fault>,
    without_effect: Vec<String>,
}

impl Reader<'_> {
    fn plan(&mut self, node: &Node) -> Option<Plan> {
        let root = Section::open("", node, ROOT, &mut self.faults);
        let schema = root.whole("schema", 1..=1, 1, &mut self.faults) as u32;
        let platform = self.platform(&root);
        let targets = self.targets(&root);
        let confidence = self.confidence(&root);
        let workload = self.workload(&root);
        let node_pool = self.node_pool(&root);
        let zones = platform.as_ref().map(|platform| platform.zones);
        let database = self.database(&root, zones);
        let cache = self.cache(&root, zones);
        let object_storage = self.object_storage(&root);
        let backup = self.backup(&root);
        let network = self.network(&root);
        let observability = self.observability(&root);
        let team = self.team(&root);
        let finance = self.finance(&root);
        let simulation = self.simulation(&root);
        let assumptions = self.assumptions(&root);
        let name = root.text("name", &mut self.faults);
        let platform = platform?;
        let as_of = self.as_of(&root, &platform)?;
        Some(Plan {
            schema,
            name: name.unwrap_or_else(|| format!("Reference, {}", platform.provider.title())),
            as_of,
            start_month: self.start_month(&root, as_of),
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
            team,
            finance,
            simulation,
            assumptions,
            without_effect: std::mem::take(&mut self.without_effect),
        })
    }

    /// Opens a table of the plan, or an empty one if the plan has none.
    fn open<'a>(&mut self, root: &Section<'a>, name: &str, keys: &[&str]) -> Section<'a> {
        root.get(name)
            .map_or_else(|| Section::absent(name), |node| Section::open(name, node, keys, &mut self.faults))
    }

    /// Notes keys that are read and have no effect yet.
    fn note_without_effect(&mut self, section: &Section<'_>, keys: &[&str]) {
        let set = keys.iter().filter(|key| section.has(key)).map(|key| section.path_of(key));
        self.without_effect.extend(set);
    }

    fn as_of(&mut self, root: &Section<'_>, platform: &Platform) -> Option<Date> {
        if let Some(text) = root.text("as_of", &mut self.faults) {
            let day = Date::parse(&text).filter(|date| date.day().is_some());
            if day.is_none() {
                self.faults.push(root.fault("as_of", "a day as YYYY-MM-DD"));
            }
            return day;
        }
        self.catalogue.identity(platform.provider, &platform.region).1
    }

    fn start_month(&mut self, root: &Section<'_>, as_of: Date) -> Month {
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

    fn targets(&mut self, root: &Section<'_>) -> BTreeMap<Target, f64> {
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
        TARGETS
            .into_iter()
            .filter_map(|(target, most)| {
                Some((target, section.number(target.key(), 0.0..=most, &mut self.faults)?))
            })
            .collect()
    }

    fn confidence(&mut self, root: &Section<'_>) -> f64 {
        let section =
            root.get("targets").map(|node| Section::open("targets", node, ANY_TARGET, &mut Vec::new()));
        section.and_then(|section| section.number("confidence", 0.0..=1.0, &mut self.faults)).unwrap_or(0.5)
    }

    fn platform(&mut self, root: &Section<'_>) -> Option<Platform> {
        const KEYS: &[&str] = &[
            "provider",
            "region",
            "zones",
            "pattern",
            "second_region",
            "kubernetes_version",
            "pod_network",
            "openshift",
        ];
        if !root.has("platform") {
            self.faults.push(root.fault("platform", "a table with at least provider"));
            return None;
        }
        let section = self.open(root, "platform", KEYS);
        if !section.has("provider") {
            self.faults.push(section.fault("provider", self.providers()));
        }
        let word = section.text("provider", &mut self.faults)?;
        let planned = Provider::parse(&word)
            .filter(|provider| self.catalogue.regions.iter().any(|region| region.provider == *provider));
        let Some(provider) = planned else {
            let allowed = match Provider::parse(&word) {
                Some(known) => format!("{} ({} is not priced yet)", self.providers(), known.name()),
                None => self.providers(),
            };
            self.faults.push(section.fault("provider", allowed));
            return None;
        };
        section.choice_so_far(
            "pattern",
            &[("cloud-native", ())],
            &["hot-warm", "hot-cold", "hot-hot-consortium", "hot-hot-public"],
            &mut self.faults,
        );
        if section.has("openshift") {
            self.faults.push(section.fault("openshift", "nothing, as the provider is not openshift"));
        }
        self.note_without_effect(&section, &["second_region"]);
        let kubernetes_version = self.kubernetes_version(&section);
        let networks = [
            ("auto", PodNetwork::VpcCni),
            ("vpc-cni", PodNetwork::VpcCni),
            ("vpc-cni-prefix", PodNetwork::VpcCniPrefix),
        ];
        let pod_network = section.choice("pod_network", &networks, &mut self.faults);
        let region = self.region(&section, provider).cloned();
        // Without a region its number of zones is unknown; 0 is a fault all the same.
        let most_zones = region.as_ref().map_or(MOST_ZONES, |region| u64::from(region.zones));
        let zones = section.whole("zones", 1..=most_zones, most_zones.min(3), &mut self.faults) as u32;
        let region = region?;
        Some(Platform {
            provider,
            region: region.name,
            zones,
            pattern: "cloud-native",
            kubernetes_version,
            pod_network,
        })
    }

    fn providers(&self) -> String {
        let known = Provider::ALL
            .into_iter()
            .filter(|provider| self.catalogue.regions.iter().any(|region| region.provider == *provider));
        known.map(Provider::name).collect::<Vec<_>>().join(" | ")
    }

    fn region(&mut self, section: &Section<'_>, provider: Provider) -> Option<&Region> {
        let name = match section.text("region", &mut self.faults) {
            Some(name) => name,
            None if section.has("region") => return None,
            None => default_region(provider).to_owned(),
        };
        let region = self.catalogue.region(provider, &name);
        if region.is_none() {
            let names: Vec<&str> = self
                .catalogue
                .regions
                .iter()
                .filter(|region| region.provider == provider)
                .map(|region| region.name.as_str())
                .collect();
            let near = nearest(&name, &names).map(|near| format!("; the nearest is {near}"));
            let allowed =
                format!("a region of {}: {}{}", provider.title(), names.join(", "), near.unwrap_or_default());
            self.faults.push(section.fault("region", allowed));
        }
        region
    }

    fn kubernetes_version(&mut self, section: &Section<'_>) -> String {
        let default = "1.33".to_owned();
        let Some(text) = section.text("kubernetes_version", &mut self.faults) else { return default };
        let minor = text.strip_prefix("1.").and_then(|minor| minor.parse::<u32>().ok());
        if minor.is_some_and(|minor| (21..100).contains(&minor)) {
            text
        } else {
            self.faults.push(section.fault("kubernetes_version", "a version as \"1.33\""));
            default
        }
    }

    fn workload(&mut self, root: &Section<'_>) -> Workload {
        const KEYS: &[&str] = &["profile", "manifests", "growth_pct_per_year", "replicas"];
        const PLANNED: &[(&str, Profile)] = &[
            ("dalp-private-chain", Profile::DalpPrivateChain),
            ("dalp-public-chain", Profile::DalpPublicChain),
            ("dalp-all-in-cluster", Profile::DalpAllInCluster),
        ];
        let section = self.open(root, "workload", KEYS);
        if section.has("manifests") {
            self.faults.push(section.fault("manifests", "nothing (manifests are not read yet); set profile"));
        }
        self.note_without_effect(&section, &["growth_pct_per_year"]);
        let later = &["vendor-minimum", "vendor-recommended"];
        let profile = section.choice_so_far("profile", PLANNED, later, &mut self.faults);
        let growth = section.quantity("growth_pct_per_year", 0.0..=1000.0, &mut self.faults);
        Workload {
            profile,
            growth_pct_per_year: growth.unwrap_or(Estimate::exact(20.0)),
            replicas: self.replicas(&section, profile),
        }
    }

    fn replicas(&mut self, section: &Section<'_>, profile: Profile) -> BTreeMap<String, u32> {
        let known: Vec<&str> = self
            .catalogue
            .components
            .iter()
            .filter(|component| component.profiles.iter().any(|name| name == profile.name()))
            .map(|component| component.name.as_str())
            .collect();
        let Some(node) = section.get("replicas") else { return BTreeMap::new() };
        let table = Section::open("workload.replicas", node, &known, &mut self.faults);
        table
            .entries()
            .iter()
            .map(|(name, _)| (name.clone(), table.whole(name, 0..=1000, 1, &mut self.faults) as u32))
            .collect()
    }

    fn node_pool(&mut self, root: &Section<'_>) -> NodePool {
        const KEYS: &[&str] = &[
            "name",
            "instance_type",
            "architecture",
            "burstable",
            "nodes",
            "autoscale",
            "zone_loss",
            "commitment",
        ];
        let absent = Section::absent("node_pools");
        let section = match root.get("node_pools").map(|node| (&node.value, node)) {
            None => absent,
            Some((Value::List(pools), _)) if pools.len() == 1 => {
                Section::open("node_pools.0", &pools[0], KEYS, &mut self.faults)
            }
            Some((Value::List(pools), _)) if pools.len() > 1 => {
                let allowed = "one pool (several are not planned yet)";
                self.faults.push(root.fault("node_pools", allowed));
                Section::open("node_pools.0", &pools[0], KEYS, &mut self.faults)
            }
            Some(_) => {
                self.faults.push(root.fault("node_pools", "a list of tables: [[node_pools]]"));
                absent
            }
        };
        let architectures =
            [("amd64", Some(Architecture::Amd64)), ("arm64", Some(Architecture::Arm64)), ("any", None)];
        self.refuse_commitment(&section, "none");
        self.refuse_autoscale(&section);
        let losses = [("static", ZoneLoss::Static), ("none", ZoneLoss::None)];
        NodePool {
            name: section.text("name", &mut self.faults).unwrap_or_else(|| "general".to_owned()),
            instance_type: self.instance_type(&section),
            architecture: section.choice("architecture", &architectures, &mut self.faults),
            burstable: section.flag("burstable", false, &mut self.faults),
            nodes: if section.is_auto("nodes") { Auto::Auto } else { Auto::Set(self.node_count(&section)) },
            zone_loss: section.choice_so_far(
                "zone_loss",
                &losses,
                &["elastic", "degraded"],
                &mut self.faults,
            ),
        }
    }

    fn node_count(&mut self, section: &Section<'_>) -> u32 {
        let before = self.faults.len();
        let count = section.whole("nodes", 1..=1000, 1, &mut self.faults) as u32;
        if let Some(fault) = self.faults.get_mut(before) {
            fault.allowed = format!("auto, or {}", fault.allowed);
        }
        count
    }

    fn instance_type(&mut self, section: &Section<'_>) -> Auto<String> {
        if section.is_auto("instance_type") {
            return Auto::Auto;
        }
        let Some(name) = section.text("instance_type", &mut self.faults) else { return Auto::Auto };
        if !self.catalogue.instance_types.contains_key(&name) {
            let known: Vec<&str> = self.catalogue.instance_types.keys().map(String::as_str).collect();
            let near = nearest(&name, &known).map(|near| format!("; the nearest is {near}"));
            let allowed = format!("auto, or a type of the catalogue{}", near.unwrap_or_default());
            self.faults.push(section.fault("instance_type", allowed));
        }
        Auto::Set(name)
    }

    fn refuse_commitment(&mut self, section: &Section<'_>, default: &str) {
        let is_default = |node: &Node| matches!(&node.value, Value::Text(text) if text == default);
        if section.get("commitment").is_some_and(|node| !is_default(node)) {
            self.faults.push(section.fault("commitment", "none (commitments are not priced yet)"));
        }
    }

    fn refuse_autoscale(&mut self, section: &Section<'_>) {
        let Some(node) = section.get("autoscale") else { return };
        let path = section.path_of("autoscale");
        let table = Section::open(&path, node, &["min", "max"], &mut self.faults);
        for key in ["min", "max"] {
            if table.whole(key, 0..=1000, 0, &mut self.faults) > 0 {
                self.faults.push(table.fault(key, "0 (autoscaling is not planned yet)"));
            }
        }
    }

    /// A standby needs a second zone: with one zone the default is none.
    fn high_availability(&mut self, section: &Section<'_>, zones: Option<u32>) -> HighAvailability {
        let choices = [("zone-redundant", HighAvailability::ZoneRedundant), ("none", HighAvailability::None)];
        let chosen = section.choice("high_availability", &choices, &mut self.faults);
        if zones != Some(1) || chosen == HighAvailability::None {
            return chosen;
        }
        if section.has("high_availability") {
            let allowed = "none, as the platform has one zone";
            self.faults.push(section.fault("high_availability", allowed));
        }
        HighAvailability::None
    }

    /// An instance class: `auto` or a name. Whether it is priced shows in the bill.
    fn class(&mut self, section: &Section<'_>) -> Auto<String> {
        if section.is_auto("instance") {
            return Auto::Auto;
        }
        section.text("instance", &mut self.faults).map_or(Auto::Auto, Auto::Set)
    }

    fn database(&mut self, root: &Section<'_>, zones: Option<u32>) -> Database {
        const KEYS: &[&str] = &["instance", "high_availability", "storage_gib", "pitr_days", "commitment"];
        let section = self.open(root, "database", KEYS);
        self.refuse_commitment(&section, "none");
        let storage = section.quantity("storage_gib", 1.0..=65_536.0, &mut self.faults);
        let pitr = section.quantity("pitr_days", 0.0..=MOST_DAYS, &mut self.faults);
        Database {
            instance: self.class(&section),
            high_availability: self.high_availability(&section, zones),
            storage_gib: storage.unwrap_or(Estimate::exact(200.0)),
            pitr_days: pitr.unwrap_or(Estimate::exact(30.0)),
        }
    }

    fn cache(&mut self, root: &Section<'_>, zones: Option<u32>) -> Cache {
        const KEYS: &[&str] = &["engine", "instance", "high_availability", "commitment"];
        let section = self.open(root, "cache", KEYS);
        self.refuse_commitment(&section, "none");
        let engines =
            [("auto", CacheEngine::Valkey), ("valkey", CacheEngine::Valkey), ("redis", CacheEngine::Redis)];
        Cache {
            engine: section.choice("engine", &engines, &mut self.faults),
            instance: self.class(&section),
            high_availability: self.high_availability(&section, zones),
        }
    }

    fn object_storage(&mut self, root: &Section<'_>) -> ObjectStorage {
        let section = self.open(root, "object_storage", &["redundancy", "stored_gib"]);
        section.choice_so_far(
            "redundancy",
            &[("auto", ()), ("zone", ())],
            &["region-pair", "multi-region"],
            &mut self.faults,
        );
        let stored = section.quantity("stored_gib", 0.0..=LARGEST, &mut self.faults);
        ObjectStorage { stored_gib: stored.unwrap_or(Estimate::exact(500.0)) }
    }

    fn backup(&mut self, root: &Section<'_>) -> Backup {
        const KEYS: &[&str] = &["tiers", "keep_days", "daily_change_pct", "off_region_copy", "last_drill"];
        let section = self.open(root, "backup", KEYS);
        if matches!(section.get("tiers").map(|node| &node.value), Some(Value::List(_))) {
            self.faults.push(section.fault("tiers", "chart-default (own tiers are not planned yet)"));
        } else {
            let later = &["vendor-three-tier", "gfs"];
            section.choice_so_far("tiers", &[("chart-default", ())], later, &mut self.faults);
        }
        if section.flag("off_region_copy", false, &mut self.faults) {
            let allowed = "false (copies to another region are not planned yet)";
            self.faults.push(section.fault("off_region_copy", allowed));
        }
        self.note_without_effect(&section, &["last_drill"]);
        let keep = section.quantity("keep_days", 1.0..=MOST_DAYS, &mut self.faults);
        let change = section.quantity("daily_change_pct", 0.0..=100.0, &mut self.faults);
        Backup {
            tiers: "chart-default",
            keep_days: keep.unwrap_or(Estimate::exact(30.0)),
            daily_change_pct: change
                .unwrap_or_else(|| Estimate::new(2.0, 3.0, 5.0).unwrap_or(Estimate::exact(3.0))),
        }
    }

    fn network(&mut self, root: &Section<'_>) -> Network {
        let section = self.open(root, "network", &["egress_gib_per_month", "cross_zone_gib_per_month"]);
        let egress = section.quantity("egress_gib_per_month", 0.0..=LARGEST, &mut self.faults);
        Network {
            egress_gib_per_month: egress.unwrap_or(Estimate::exact(200.0)),
            cross_zone_gib_per_month: self.auto_quantity(&section, "cross_zone_gib_per_month"),
        }
    }

    fn auto_quantity(&mut self, section: &Section<'_>, key: &str) -> Auto<Estimate> {
        if section.is_auto(key) {
            return Auto::Auto;
        }
        section.quantity(key, 0.0..=LARGEST, &mut self.faults).map_or(Auto::Auto, Auto::Set)
    }

    fn observability(&mut self, root: &Section<'_>) -> Observability {
        let section = self.open(root, "observability", &["metrics", "log_gib_per_day"]);
        let places = [("in-cluster", Metrics::InCluster), ("managed", Metrics::Managed)];
        Observability {
            metrics: section.choice("metrics", &places, &mut self.faults),
            log_gib_per_day: self.auto_quantity(&section, "log_gib_per_day"),
        }
    }

    fn team(&mut self, root: &Section<'_>) -> Team {
        const KEYS: &[&str] = &[
            "engineers",
            "skills",
            "productive_hours_per_day",
            "task_correlation",
            "hours_per_fte_year",
            "changes_per_year",
            "hourly_cost_usd",
            "on_call",
        ];
        let section = self.open(root, "team", KEYS);
        self.skills(&section);
        let on_call = [("none", ()), ("business-hours", ()), ("rota-24x7", ())];
        section.choice("on_call", &on_call, &mut self.faults);
        self.note_without_effect(&section, &["skills", "on_call"]);
        let faults = &mut self.faults;
        let mut quantity = |key, range, default: f64| {
            section.quantity(key, range, faults).unwrap_or(Estimate::exact(default))
        };
        let productive_hours_per_day = quantity("productive_hours_per_day", 0.5..=24.0, 6.0);
        let hours_per_fte_year = quantity("hours_per_fte_year", 1.0..=8760.0, 1760.0);
        let changes_per_year = quantity("changes_per_year", 0.0..=100_000.0, 24.0);
        let hourly_cost_usd = quantity("hourly_cost_usd", 0.0..=100_000.0, 85.0);
        Team {
            engineers: section.whole("engineers", 1..=100, 1, faults) as u32,
            productive_hours_per_day,
            task_correlation: section.number("task_correlation", 0.0..=1.0, faults).unwrap_or(0.4),
            hours_per_fte_year,
            changes_per_year,
            hourly_cost_usd,
        }
    }

    fn skills(&mut self, section: &Section<'_>) {
        const SKILLS: &[&str] = &["kubernetes", "helm", "cloud", "postgresql", "monitoring"];
        const LEVELS: &[(&str, ())] = &[("none", ()), ("basic", ()), ("intermediate", ()), ("advanced", ())];
        let Some(node) = section.get("skills") else { return };
        let table = Section::open(&section.path_of("skills"), node, SKILLS, &mut self.faults);
        for skill in SKILLS.iter().filter(|skill| table.has(skill)) {
            table.choice(skill, LEVELS, &mut self.faults);
        }
    }

    fn finance(&mut self, root: &Section<'_>) -> Finance {
        const KEYS: &[&str] = &["horizon_months", "currency", "rate", "rate_date", "free_allowances"];
        let section = self.open(root, "finance", KEYS);
        if let Some(currency) = section.text("currency", &mut self.faults)
            && currency != "USD"
        {
            self.faults.push(section.fault("currency", "USD (other currencies are not shown yet)"));
        }
        for key in ["rate", "rate_date"].into_iter().filter(|key| section.has(key)) {
            self.faults.push(section.fault(key, "nothing, as the currency is USD"));
        }
        if section.flag("free_allowances", false, &mut self.faults) {
            let allowed = "false (free amounts are not taken off yet)";
            self.faults.push(section.fault("free_allowances", allowed));
        }
        self.note_without_effect(&section, &["horizon_months"]);
        Finance { horizon_months: section.whole("horizon_months", 1..=600, 36, &mut self.faults) as u32 }
    }

    fn simulation(&mut self, root: &Section<'_>) -> Simulation {
        let section = self.open(root, "simulation", &["seed", "draws"]);
        self.note_without_effect(&section, &["seed", "draws"]);
        Simulation {
            seed: section.whole("seed", 0..=i64::MAX as u64, 42, &mut self.faults),
            draws: section.whole("draws", 1..=100_000_000, 20_000, &mut self.faults) as u32,
        }
    }

    fn assumptions(&mut self, root: &Section<'_>) -> BTreeMap<String, Estimate> {
        let ids = assumption_ids(self.catalogue);
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let Some(node) = root.get("assumptions") else { return BTreeMap::new() };
        let Value::Table(entries) = &node.value else {
            self.faults.push(root.fault("assumptions", "a table"));
            return BTreeMap::new();
        };
        let section = Section::open("assumptions", node, &ids, &mut Vec::new());
        let mut set = BTreeMap::new();
        for (id, value) in entries {
            if !ids.contains(&id.as_str()) {
                let near =
                    nearest(id, &ids).map_or_else(String::new, |near| format!("; the nearest is {near}"));
                self.faults.push(Fault {
                    line: value.line.or(section.line()),
                    path: section.path_of(id),
                    found: "an unknown id".to_owned(),
                    allowed: format!("the id of a figure of the model{near}"),
                });
            } else if let Some(value) = section.quantity(id, 0.0..=LARGEST, &mut self.faults) {
                if id.ends_with(".probability") && value.high() > 1.0 {
                    self.faults.push(section.fault(id, "a probability from 0 to 1"));
                }
                set.insert(id.clone(), value);
            }
        }
        set
    }
}

/// Every key of `[targets]`, for the second look at it.
const ANY_TARGET: &[&str] = &[
    "monthly_cost_usd",
    "availability_pct",
    "rto_minutes",
    "rpo_seconds",
    "setup_days",
    "fte",
    "confidence",
];

/// The ids that a plan may override: those of `assumptions.csv`, `CLASS.per_year`
/// or `CLASS.probability` and `CLASS.repair_hours` of each failure rate, and
/// `node.mtbf_hours`.
pub fn assumption_ids(catalogue: &Catalogue) -> Vec<String> {
    use crate::engine::catalogue::Quantity;
    let mut ids: Vec<String> = catalogue.assumptions.keys().cloned().collect();
    for rate in catalogue.failure_rates.values() {
        let figure = match rate.quantity {
            Quantity::Rate => "per_year",
            Quantity::Probability => "probability",
        };
        ids.push(format!("{}.{figure}", rate.class));
        if rate.repair_hours.is_some() {
            ids.push(format!("{}.repair_hours", rate.class));
        }
    }
    ids.push("node.mtbf_hours".to_owned());
    ids
}
