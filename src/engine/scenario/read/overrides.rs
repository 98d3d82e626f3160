//! The workload, and figures that the plan overrides.

use std::collections::BTreeMap;

use super::{LARGEST, Reader, assumption_ids, manifest_names};
use crate::engine::catalogue::{CHANGE_PCT, CHANGE_UNIT, Component};
use crate::engine::scenario::Fault;
use crate::engine::scenario::Profile;
use crate::engine::scenario::document::Value;
use crate::engine::scenario::plan::{Workload, WorkloadSource};
use crate::engine::scenario::pods::{AutoscalerAt, ManifestPods};
use crate::engine::scenario::section::{Section, nearest};
use crate::engine::uncertainty::Estimate;

/// A throughput below which nothing comes back, MiB a second.
const LEAST_THROUGHPUT: f64 = 0.01;
/// Figures that something is divided by: the least that a plan may set, and its unit.
const LEAST: [(&str, f64, &str); 3] = [
    ("durability.object_mib", 0.001, "MiB"),
    ("odf.disk_tb", 0.1, "TB"),
    ("onprem.depreciation_months", 1.0, "month"),
];

impl Reader<'_> {
    pub(super) fn replicas(&mut self, section: &Section<'_>, profile: Profile) -> BTreeMap<String, u32> {
        let in_profile =
            |component: &&Component| component.profiles.iter().any(|name| name == profile.pods().name());
        let components = &self.catalogue.components;
        let own: Vec<&str> = components.iter().filter(in_profile).map(|c| c.name.as_str()).collect();
        let Some(node) = section.get("replicas") else { return BTreeMap::new() };
        // A component of another profile is known, and has no effect in this one.
        let known: Vec<&str> =
            components.iter().filter(|c| !c.profiles.is_empty()).map(|c| c.name.as_str()).collect();
        let table = Section::open("workload.replicas", node, &known, &mut self.faults);
        table
            .entries()
            .iter()
            .filter_map(|(name, _)| {
                let count = self.replica_count(&table, name);
                if own.contains(&name.as_str()) {
                    return Some((name.clone(), count));
                }
                self.without_effect.push(table.path_of(name));
                None
            })
            .collect()
    }

    pub(super) fn workload(&mut self, root: &Section<'_>) -> Workload {
        const KEYS: &[&str] = &["profile", "manifests", "autoscalers", "growth_pct_per_year", "replicas"];
        let section = self.open(root, "workload", KEYS);
        let manifests = section.get("manifests").and_then(|_| self.manifests(&section));
        section.choice("autoscalers", &AutoscalerAt::WORDS, &mut self.faults);
        if manifests.is_none() {
            self.note_without_effect(&section, &[("autoscalers", "\"least\"")]);
        }
        let profiles = Profile::ALL.map(|profile| (profile.name(), profile));
        let profile = section.choice("profile", &profiles, &mut self.faults);
        let growth = section.quantity("growth_pct_per_year", 0.0..=1000.0, &mut self.faults);
        let growth_pct_per_year = growth.unwrap_or(Estimate::exact(20.0));
        let Some(mut pods) = manifests else {
            let replicas = self.replicas(&section, profile);
            let source = WorkloadSource::Profile;
            return Workload { profile, source, growth_pct_per_year, replicas };
        };
        let replicas = self.replicas_of(&section, &pods);
        for group in &mut pods.groups {
            if let Some(count) = replicas.get(&group.name) {
                group.replicas = *count;
            }
        }
        Workload { profile, source: WorkloadSource::Manifests(pods), growth_pct_per_year, replicas }
    }

    /// The pods of the manifests that the plan names, as the caller read them.
    fn manifests(&mut self, section: &Section<'_>) -> Option<ManifestPods> {
        if section.has("profile") {
            self.faults.push(section.fault("profile", "nothing, as manifests say what runs"));
        }
        match manifest_names(section.get("manifests")?) {
            None => self.faults.push(section.fault("manifests", "a file, or a list of files")),
            Some(_) if self.manifests.is_none() => {
                self.faults.push(section.fault("manifests", "files that were handed in with the plan"));
            }
            Some(_) => {}
        }
        self.manifests.cloned()
    }

    /// Replicas of the groups of manifests, by name. Daemon sets have none.
    fn replicas_of(&mut self, section: &Section<'_>, pods: &ManifestPods) -> BTreeMap<String, u32> {
        let Some(node) = section.get("replicas") else { return BTreeMap::new() };
        let known = pods.groups.iter().filter(|group| !group.is_per_node());
        let known: Vec<&str> = known.map(|group| group.name.as_str()).collect();
        let table = Section::open("workload.replicas", node, &known, &mut self.faults);
        let entries = table.entries().iter().filter(|(name, _)| known.contains(&name.as_str()));
        entries
            .map(|(name, _)| (name.clone(), table.whole(name, 0..=100_000, 1, &mut self.faults) as u32))
            .collect()
    }

    pub(super) fn assumptions(&mut self, root: &Section<'_>) -> BTreeMap<String, Estimate> {
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
                continue;
            }
            let unit = self.catalogue.assumptions.get(id).map(|row| row.unit.as_str());
            let range = if unit == Some(CHANGE_UNIT) { CHANGE_PCT } else { 0.0..=LARGEST };
            if let Some(value) = section.quantity(id, range, &mut self.faults) {
                let most = match unit {
                    Some("fraction") => 1.0,
                    Some("percent") => 100.0,
                    _ if id.ends_with(".probability") => 1.0,
                    _ => LARGEST,
                };
                if value.high() > most {
                    self.faults.push(section.fault(id, format!("at most {most}")));
                }
                if id == "node.mtbf_hours" && value.low() <= 0.0 {
                    self.faults.push(section.fault(id, "hours above 0"));
                }
                if unit == Some("MiB per second") && value.low() < LEAST_THROUGHPUT {
                    self.faults
                        .push(section.fault(id, format!("at least {LEAST_THROUGHPUT} MiB per second")));
                }
                if let Some((_, least, unit)) = LEAST.iter().find(|(figure, ..)| figure == id)
                    && value.low() < *least
                {
                    self.faults.push(section.fault(id, format!("at least {least} {unit}")));
                }
                set.insert(id.clone(), value);
            }
        }
        set
    }
}
