//! What a profile with data services of its own leaves without effect.

use super::Reader;
use crate::engine::scenario::Profile;
use crate::engine::scenario::section::Section;

/// Most pods of a component.
const MOST_REPLICAS: u64 = 1000;

impl Reader<'_> {
    /// The pods of a component that a plan asks for. A data service of the chart is one
    /// instance with one volume: a second pod of it would be no standby.
    pub(super) fn replica_count(&mut self, table: &Section<'_>, component: &str) -> u32 {
        let is_data_service =
            self.catalogue.components.iter().any(|row| row.name == component && row.replaced_by.is_some());
        let allowed = if is_data_service { 1..=1 } else { 0..=MOST_REPLICAS };
        let before = self.faults.len();
        let count = table.whole(component, allowed, 1, &mut self.faults) as u32;
        if let (true, Some(fault)) = (is_data_service, self.faults.get_mut(before)) {
            "1: the chart's data services are one pod each, and a second would be no standby"
                .clone_into(&mut fault.allowed);
        }
        count
    }

    /// Notes the keys of managed data services that differ from their default and have
    /// no effect, as the profile's own pods take their place. Where objects are kept
    /// still counts: Velero's copies lie there.
    pub(super) fn note_unused_data_services(
        &mut self,
        root: &Section<'_>,
        profile: Profile,
        zones: Option<u32>,
    ) {
        if !profile.brings_data_services() {
            return;
        }
        let standby = if zones == Some(1) { "\"none\"" } else { "\"zone-redundant\"" };
        let tables: [(&str, &[(&str, &str)]); 3] = [
            (
                "database",
                &[
                    ("version", "\"17\""),
                    ("instance", "\"auto\""),
                    ("high_availability", standby),
                    ("storage_gib", "200"),
                    ("pitr_days", "30"),
                ],
            ),
            ("cache", &[("engine", "\"auto\""), ("instance", "\"auto\""), ("high_availability", standby)]),
            ("object_storage", &[("stored_gib", "500"), ("versions_days", "90")]),
        ];
        for (name, keys) in tables {
            // The reader of the table has named its faults already.
            let section = root.get(name).map(|node| Section::open(name, node, &[], &mut Vec::new()));
            if let Some(section) = section {
                self.note_without_effect(&section, keys);
                let redundancy = section.get("redundancy").map(|node| node.found());
                if redundancy.is_some_and(|found| found == "\"region-pair\"") {
                    self.without_effect.push(section.path_of("redundancy"));
                }
            }
        }
    }
}
