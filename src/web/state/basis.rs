//! Where the defaults of fields come from, and which of them a plan rests on.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::fields::Section;
use super::{Field, Kind, Planner};
use crate::engine::catalogue::{Catalogue, Part, Pattern, PatternPart, Provenance, Site};
use crate::engine::scenario::Plan;
use crate::web::words::plain_number;

/// Where a default comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The tool chose it for the plan.
    Tool,
    /// A row of the data has it.
    Data(Provenance),
    /// The project chose it, and names no source.
    Project,
    /// Nothing is assumed where it is not set.
    Open,
}

/// A field that a plan leaves to the tool.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed {
    /// Its section.
    pub section: &'static str,
    /// The field.
    pub field: Field,
    /// Where its value comes from.
    pub basis: Basis,
}

/// Fields that assume nothing while they are not set.
const OPEN: [&str; 22] = [
    "backup.last_drill.date",
    "backup.last_drill.restore_minutes",
    "finance.currency",
    "finance.downtime_usd_per_hour",
    "finance.migration_usd",
    "finance.negotiated_pct.*",
    "finance.rate",
    "finance.rate_date",
    "finance.stand_in_region",
    "finance.tenants",
    "finance.transactions_per_month",
    "node_pools.0.autoscale.max",
    "node_pools.0.autoscale.min",
    "platform.second_region",
    "targets.availability_pct",
    "targets.fte",
    "targets.monthly_cost_usd",
    "targets.rpo_seconds",
    "targets.rto_minutes",
    "targets.setup_days",
    "team.holidays",
    "team.unlisted_hours_per_month",
];

impl Field {
    /// Its default as it is shown: the words of a choice, a number with its unit.
    pub fn default_shown(&self) -> String {
        let known = match &self.kind {
            Kind::Choice(choices) => choices.iter().find(|(value, _)| *value == self.default),
            Kind::Number | Kind::Range | Kind::Text => None,
        };
        // Texts may be versions and names: their digits stay.
        let default =
            if self.kind == Kind::Number { plain_number(&self.default) } else { self.default.clone() };
        match known {
            Some((_, text)) => text.clone(),
            None if self.unit.is_empty() => default,
            None => format!("{default} {}", self.unit),
        }
    }
}

/// Where the default of a field comes from.
pub(super) fn basis(field: &Field, plan: &Plan, catalogue: &Catalogue) -> Basis {
    if OPEN.contains(&field.path) {
        return Basis::Open;
    }
    if field.auto {
        return Basis::Tool;
    }
    row(field.path, plan, catalogue).map_or(Basis::Project, Basis::Data)
}

/// The row of the data that a default is taken from.
fn row(path: &str, plan: &Plan, catalogue: &Catalogue) -> Option<Provenance> {
    let figure = |id: &str| Some(catalogue.assumptions.get(id)?.provenance.clone());
    let stated =
        |metric: &str| Some(catalogue.stated(Pattern::CloudNative.name(), metric)?.provenance.clone());
    let tier = |preset: &str| {
        Some(catalogue.backup_tiers.iter().find(|row| row.preset == preset)?.provenance.clone())
    };
    let part = |part: Part| {
        let is_it = |row: &&PatternPart| {
            (row.pattern, row.site, row.part) == (Pattern::CloudNative, Site::Primary, part)
        };
        Some(catalogue.pattern_parts.iter().find(is_it)?.provenance.clone())
    };
    if let Some(id) = path.strip_prefix("assumptions.") {
        return figure(id);
    }
    if let Some(name) = path.strip_prefix("team.skills.") {
        let mut asked = catalogue.skills_of(plan.platform.pattern.name());
        return Some(asked.find(|asked| asked.skill.name() == name)?.provenance.clone());
    }
    match path {
        "platform.pattern" => stated("rto"),
        "team.engineers" => stated("setup-team"),
        "team.on_call_usd_per_week" => figure("on_call.usd_per_week"),
        "database.high_availability" => part(Part::Database),
        "cache.high_availability" => part(Part::Cache),
        "backup.tiers" | "backup.keep_days" => tier("chart-default"),
        // The table on the page of the three tiers: 30 days, and 90 of old versions.
        "database.pitr_days" | "object_storage.versions_days" => tier("vendor-three-tier").map(page),
        "workload.replicas.besu-validator" => {
            let mut components = catalogue.components.iter();
            Some(components.find(|row| row.name == "besu-validator")?.provenance.clone())
        }
        _ => None,
    }
}

/// The page of a row, without what the row takes from it.
fn page(mut row: Provenance) -> Provenance {
    if let Some((page, _)) = row.source.split_once(" (") {
        row.source = page.to_owned();
    }
    row
}

/// What a plan with these fields leaves to the tool: what the tool chose, then defaults, each in
/// the order of the page.
pub(super) fn assumed(
    sections: &[Section],
    set: &BTreeMap<String, String>,
    plan: &Plan,
    catalogue: &Catalogue,
) -> Vec<Assumed> {
    let all = sections.iter().flat_map(|section| section.fields.iter().map(|field| (section.title, field)));
    let has_target = set.keys().any(|path| path.starts_with("targets."));
    let mut assumed: Vec<Assumed> = all
        .filter(|(_, field)| field.shown && !set.contains_key(field.path))
        .filter(|(_, field)| field.path != "targets.confidence" || has_target)
        .map(|(section, field)| Assumed {
            section,
            field: field.clone(),
            basis: basis(field, plan, catalogue),
        })
        .filter(|assumed| assumed.basis != Basis::Open)
        .collect();
    assumed.sort_by_key(|assumed| assumed.basis != Basis::Tool);
    assumed
}

impl Planner {
    /// A field of the plan at hand.
    pub fn field(&self, path: &str) -> Option<Field> {
        let computed = self.computed.get_untracked()?;
        let mut fields = computed.sections.iter().flat_map(|section| &section.fields);
        fields.find(|field| field.path == path).cloned()
    }

    /// Where the default of a field of the plan at hand comes from.
    pub fn basis(&self, field: &Field) -> Basis {
        let Some(computed) = self.computed.get_untracked() else { return Basis::Project };
        self.catalogue.with_value(|catalogue| basis(field, computed.plan(), catalogue))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::catalogue::Method;
    use crate::web::words::about::meaning;

    fn planner(provider: &str) -> Planner {
        let planner = Planner::new().expect("the data has no faults");
        for file in crate::bundled::files() {
            // What is there already is the same.
            let _ = planner.add_file(file.path, file.text);
        }
        planner.set("platform.provider", provider);
        planner.recompute();
        planner
    }

    #[test]
    fn every_field_is_explained_on_every_platform() {
        for provider in ["aws", "azure", "gcp", "openshift"] {
            let computed = planner(provider).computed.get_untracked().expect("computed");
            for field in computed.sections.iter().flat_map(|section| &section.fields) {
                assert!(meaning(field.path).is_some(), "{provider}: {}", field.path);
            }
        }
    }

    /// The vendor's page names one engineer and the level of each skill; the chart has 4 validators.
    #[test]
    fn a_source_is_named_where_the_data_has_one() {
        let planner = planner("aws");
        let of = |path: &str| planner.basis(&planner.field(path).expect("a field"));
        let method = |path: &str| match of(path) {
            Basis::Data(row) => Some(row.method),
            _ => None,
        };
        for path in
            ["platform.pattern", "team.engineers", "team.skills.kubernetes", "database.high_availability"]
        {
            assert_eq!(method(path), Some(Method::Stated), "{path}");
        }
        assert_eq!(method("workload.replicas.besu-validator"), Some(Method::Page));
        assert!(method("assumptions.finance.price_change_pct_per_year").is_some());
        assert_eq!(of("node_pools.0.nodes"), Basis::Tool);
        assert_eq!(of("team.hourly_cost_usd"), Basis::Project);
        assert_eq!(of("targets.fte"), Basis::Open);
    }

    #[test]
    fn what_is_set_is_not_assumed() {
        let planner = planner("aws");
        let paths = || planner.assumed().into_iter().map(|one| one.field.path).collect::<Vec<_>>();
        let before = paths();
        assert!(before.contains(&"node_pools.0.nodes") && before.contains(&"network.egress_gib_per_month"));
        assert!(!before.contains(&"targets.confidence"));
        assert_eq!(planner.assumed()[0].basis, Basis::Tool);
        planner.set("node_pools.0.nodes", "6");
        planner.set("targets.fte", "1");
        planner.recompute();
        let after = paths();
        assert!(!after.contains(&"node_pools.0.nodes") && after.contains(&"targets.confidence"));
    }
}
