//! The workload, and figures that the plan overrides.

use std::collections::BTreeMap;

use super::{LARGEST, Reader, assumption_ids};
use crate::engine::catalogue::Component;
use crate::engine::scenario::Fault;
use crate::engine::scenario::document::Value;
use crate::engine::scenario::plan::{Profile, Workload};
use crate::engine::scenario::section::{Section, nearest};
use crate::engine::uncertainty::Estimate;

/// The smallest disk that a plan may set, TB.
const LEAST_DISK_TB: f64 = 0.1;

impl Reader<'_> {
    pub(super) fn replicas(&mut self, section: &Section<'_>, profile: Profile) -> BTreeMap<String, u32> {
        let in_profile =
            |component: &&Component| component.profiles.iter().any(|name| name == profile.name());
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
                let count = table.whole(name, 0..=1000, 1, &mut self.faults) as u32;
                if own.contains(&name.as_str()) {
                    return Some((name.clone(), count));
                }
                self.without_effect.push(table.path_of(name));
                None
            })
            .collect()
    }

    pub(super) fn workload(&mut self, root: &Section<'_>) -> Workload {
        const KEYS: &[&str] = &["profile", "manifests", "growth_pct_per_year", "replicas"];
        const PLANNED: &[(&str, Profile)] = &[
            ("dalp-private-chain", Profile::DalpPrivateChain),
            ("dalp-public-chain", Profile::DalpPublicChain),
        ];
        let section = self.open(root, "workload", KEYS);
        if section.has("manifests") {
            self.faults.push(section.fault("manifests", "nothing (manifests are not read yet); set profile"));
        }
        self.note_without_effect(&section, &[("growth_pct_per_year", "20")]);
        // In-cluster data services would be billed beside the managed ones.
        let later = &["dalp-all-in-cluster", "vendor-minimum", "vendor-recommended"];
        let profile = section.choice_so_far("profile", PLANNED, later, &mut self.faults);
        let growth = section.quantity("growth_pct_per_year", 0.0..=1000.0, &mut self.faults);
        Workload {
            profile,
            growth_pct_per_year: growth.unwrap_or(Estimate::exact(20.0)),
            replicas: self.replicas(&section, profile),
        }
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
            } else if let Some(value) = section.quantity(id, 0.0..=LARGEST, &mut self.faults) {
                let unit = self.catalogue.assumptions.get(id).map(|row| row.unit.as_str());
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
                if id == "onprem.depreciation_months" && value.low() < 1.0 {
                    self.faults.push(section.fault(id, "at least 1 month"));
                }
                if id == "odf.disk_tb" && value.low() < LEAST_DISK_TB {
                    self.faults.push(section.fault(id, format!("at least {LEAST_DISK_TB} TB")));
                }
                set.insert(id.clone(), value);
            }
        }
        set
    }
}
