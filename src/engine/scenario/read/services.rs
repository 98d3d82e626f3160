//! Data services, traffic and telemetry.

use super::{LARGEST, MOST_DAYS, Reader};
use crate::engine::catalogue::{ClassKind, DiscountedService, Host};
use crate::engine::scenario::plan::{
    Auto, Cache, CacheEngine, Database, HighAvailability, Metrics, Network, ObjectStorage, Observability,
    Platform, Redundancy,
};
use crate::engine::scenario::section::{Section, nearest};
use crate::engine::uncertainty::Estimate;

/// The cache engines that a host offers; the first is the default.
pub(in crate::engine::scenario) const fn cache_engines(
    host: Option<Host>,
) -> &'static [(&'static str, CacheEngine)] {
    use CacheEngine::{Redis, Valkey};
    match host {
        Some(Host::Azure) => &[("auto", Redis), ("redis", Redis)],
        Some(Host::Gcp) => &[("auto", Redis), ("redis", Redis), ("valkey", Valkey)],
        _ => &[("auto", Valkey), ("valkey", Valkey), ("redis", Redis)],
    }
}

impl Reader<'_> {
    /// A standby needs a second zone: with one zone the default is none.
    pub(super) fn high_availability(
        &mut self,
        section: &Section<'_>,
        zones: Option<u32>,
    ) -> HighAvailability {
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

    /// A class of a managed service: `auto`, or one that the catalogue knows.
    /// Whether the region sells it shows in the bill.
    fn class(&mut self, section: &Section<'_>, host: Option<Host>, kind: ClassKind) -> Auto<String> {
        if section.is_auto("instance") {
            return Auto::Auto;
        }
        let Some(name) = section.text("instance", &mut self.faults) else { return Auto::Auto };
        let Some(host) = host else { return Auto::Set(name) };
        let known: Vec<String> = match (host, host.cloud()) {
            (Host::Aws, _) => {
                let prefix = if kind == ClassKind::Database { "db." } else { "cache." };
                self.catalogue.types(host).keys().map(|shape| format!("{prefix}{shape}")).collect()
            }
            (_, Some(cloud)) => {
                let classes = self.catalogue.classes.get(&cloud).into_iter().flatten();
                classes.filter(|class| class.kind == kind).map(|class| class.name.clone()).collect()
            }
            (_, None) => {
                let allowed = "auto (on premises it runs in the cluster, in the size of the smallest class)";
                self.faults.push(section.fault("instance", allowed));
                return Auto::Auto;
            }
        };
        if !known.contains(&name) {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let near = nearest(&name, &known).map(|near| format!("; the nearest is {near}"));
            let example = known.iter().find(|name| !name.is_empty()).copied().unwrap_or("none");
            let allowed = format!(
                "auto, or a class of {} in the catalogue such as {example}{}",
                host.title(),
                near.unwrap_or_default()
            );
            self.faults.push(section.fault("instance", allowed));
        }
        Auto::Set(name)
    }

    pub(super) fn database(
        &mut self,
        root: &Section<'_>,
        host: Option<Host>,
        zones: Option<u32>,
    ) -> Database {
        const KEYS: &[&str] =
            &["version", "instance", "high_availability", "storage_gib", "pitr_days", "commitment"];
        let section = self.open(root, "database", KEYS);
        let storage = section.quantity("storage_gib", 1.0..=65_536.0, &mut self.faults);
        let pitr = section.quantity("pitr_days", 0.0..=MOST_DAYS, &mut self.faults);
        Database {
            version: self.database_version(&section, host),
            instance: self.class(&section, host, ClassKind::Database),
            high_availability: self.high_availability(&section, zones),
            storage_gib: storage.unwrap_or(Estimate::exact(200.0)),
            pitr_days: pitr.unwrap_or(Estimate::exact(30.0)),
            commitment: self.purchase(&section, host, DiscountedService::Database),
        }
    }

    pub(super) fn cache(&mut self, root: &Section<'_>, host: Option<Host>, zones: Option<u32>) -> Cache {
        const KEYS: &[&str] = &["engine", "instance", "high_availability", "commitment"];
        let section = self.open(root, "cache", KEYS);
        Cache {
            engine: section.choice("engine", cache_engines(host), &mut self.faults),
            instance: self.class(&section, host, ClassKind::Cache),
            high_availability: self.high_availability(&section, zones),
            commitment: self.purchase(&section, host, DiscountedService::Cache),
        }
    }

    pub(super) fn object_storage(
        &mut self,
        root: &Section<'_>,
        host: Option<Host>,
        platform: Option<&Platform>,
    ) -> ObjectStorage {
        let section = self.open(root, "object_storage", &["redundancy", "stored_gib", "versions_days"]);
        let (planned, later): (&[(&str, Redundancy)], &[&str]) = match host {
            Some(Host::Gcp) => (
                &[
                    ("auto", Redundancy::MultiRegion),
                    ("multi-region", Redundancy::MultiRegion),
                    ("zone", Redundancy::Zone),
                ],
                &["region-pair", "ceph"],
            ),
            Some(Host::OnPrem) => (&[("auto", Redundancy::Ceph)], &[]),
            _ => {
                const LATER: &[&str] = &["multi-region", "ceph"];
                const PLANNED: &[(&str, Redundancy)] = &[
                    ("auto", Redundancy::Zone),
                    ("zone", Redundancy::Zone),
                    ("region-pair", Redundancy::RegionPair),
                ];
                (PLANNED, LATER)
            }
        };
        let redundancy = section.choice_so_far("redundancy", planned, later, &mut self.faults);
        if let (Redundancy::RegionPair, Some(platform)) = (redundancy, platform) {
            self.region_pair(&section, platform);
        }
        let stored = section.quantity("stored_gib", 0.0..=LARGEST, &mut self.faults);
        let versions = section.quantity("versions_days", 0.0..=MOST_DAYS, &mut self.faults);
        ObjectStorage {
            redundancy,
            stored_gib: stored.unwrap_or(Estimate::exact(500.0)),
            versions_days: versions.unwrap_or(Estimate::exact(90.0)),
        }
    }

    /// Objects in two regions: not where the pattern copies them already, and on AWS the plan
    /// names the other region.
    fn region_pair(&mut self, section: &Section<'_>, platform: &Platform) {
        if platform.has_second_site() {
            let allowed =
                format!("zone, as {} keeps what it needs at its second site", platform.pattern.name());
            self.faults.push(section.fault("redundancy", allowed));
        } else if platform.host == Host::Aws && platform.second_region.is_none() {
            let near = self.near_region(platform);
            let allowed = format!("zone, or region-pair with platform.second_region{near}");
            self.faults.push(section.fault("redundancy", allowed));
        }
    }

    pub(super) fn network(&mut self, root: &Section<'_>) -> Network {
        const KEYS: &[&str] = &["egress_gib_per_month", "cross_zone_gib_per_month", "private_endpoints"];
        let section = self.open(root, "network", KEYS);
        let egress = section.quantity("egress_gib_per_month", 0.0..=LARGEST, &mut self.faults);
        Network {
            egress_gib_per_month: egress.unwrap_or(Estimate::exact(200.0)),
            cross_zone_gib_per_month: self.auto_quantity(&section, "cross_zone_gib_per_month"),
            private_endpoints: self.private_endpoints(&section),
        }
    }

    pub(super) fn auto_quantity(&mut self, section: &Section<'_>, key: &str) -> Auto<Estimate> {
        if section.is_auto(key) {
            return Auto::Auto;
        }
        section.quantity(key, 0.0..=LARGEST, &mut self.faults).map_or(Auto::Auto, Auto::Set)
    }

    pub(super) fn observability(&mut self, root: &Section<'_>) -> Observability {
        let section = self.open(root, "observability", &["metrics", "log_gib_per_day"]);
        let places = [("in-cluster", Metrics::InCluster), ("managed", Metrics::Managed)];
        Observability {
            metrics: section.choice("metrics", &places, &mut self.faults),
            log_gib_per_day: self.auto_quantity(&section, "log_gib_per_day"),
        }
    }
}
