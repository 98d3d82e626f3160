//! Where the defaults of fields come from, and which of them a plan rests on.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::fields::Section;
use super::{Field, Kind, Planner};
use crate::engine::catalogue::{Catalogue, Provenance};
use crate::engine::scenario::{DefaultOrigin, Plan, default_origin};
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
    match default_origin(field.path, plan, catalogue) {
        DefaultOrigin::Nothing => Basis::Open,
        _ if field.auto => Basis::Tool,
        DefaultOrigin::Data(row) => Basis::Data(row),
        DefaultOrigin::Project => Basis::Project,
    }
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
