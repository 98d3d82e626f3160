//! What a search for the best plan is asked, and how what it finds becomes the plan.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::{Kind, Planner};
use crate::engine::catalogue::Provider;
use crate::engine::scenario::{Document, place_named};
use crate::web::words::{Word, optimise, t};
use crate::worker::PlanMessage;

/// A key that a search may choose: as plan files have it, its field, and its name.
pub struct Axis {
    /// Key of a plan file.
    pub key: &'static str,
    /// The page's field.
    pub field: &'static str,
    /// Label.
    pub label: Word,
}

const fn axis(key: &'static str, field: &'static str, label: Word) -> Axis {
    Axis { key, field, label }
}

/// Every key that a search may choose.
pub const AXES: [Axis; 15] = [
    axis("platform.zones", "platform.zones", optimise::ZONES),
    axis("platform.pattern", "platform.pattern", optimise::PATTERN),
    axis("node_pools.instance_type", "node_pools.0.instance_type", optimise::INSTANCE_TYPE),
    axis("node_pools.nodes", "node_pools.0.nodes", optimise::NODES),
    axis("node_pools.zone_loss", "node_pools.0.zone_loss", optimise::ZONE_LOSS),
    axis("node_pools.commitment", "node_pools.0.commitment.scheme", optimise::NODES_BOUGHT),
    axis("database.instance", "database.instance", optimise::DATABASE_CLASS),
    axis("database.high_availability", "database.high_availability", optimise::DATABASE_STANDBY),
    axis("database.commitment", "database.commitment.scheme", optimise::DATABASE_BOUGHT),
    axis("cache.instance", "cache.instance", optimise::CACHE_CLASS),
    axis("cache.high_availability", "cache.high_availability", optimise::CACHE_REPLICA),
    axis("cache.commitment", "cache.commitment.scheme", optimise::CACHE_BOUGHT),
    axis("backup.tiers", "backup.tiers", optimise::COPIES),
    axis("backup.off_region_copy", "backup.off_region_copy", optimise::COPIES_ELSEWHERE),
    axis("team.on_call", "team.on_call", optimise::ON_CALL),
];

/// Words with commas between.
fn words(text: &str) -> Vec<&str> {
    text.split(',').map(str::trim).filter(|word| !word.is_empty()).collect()
}

impl Planner {
    /// Whether the search may choose a key; tracks what that hangs on.
    pub fn is_free(&self, axis: &Axis) -> bool {
        let turned = self.decide.search.free.with(|free| free.get(axis.key).copied());
        turned.unwrap_or_else(|| !self.fields.with(|fields| fields.contains_key(axis.field)))
    }

    /// What a field of the present plan comes to: the value that is set, the one that the model
    /// chose, or the default.
    pub fn value_in_use(&self, path: &str) -> Option<String> {
        let computed = self.computed.get_untracked()?;
        let mut fields = computed.sections.iter().flat_map(|section| &section.fields);
        let field = fields.find(|field| field.path == path && field.shown)?;
        let set = self.fields.with_untracked(|fields| fields.get(path).cloned());
        Some(set.unwrap_or_else(|| field.default.clone()))
    }

    /// The same in words.
    pub fn value_in_words(&self, path: &str) -> Option<String> {
        let value = self.value_in_use(path)?;
        let computed = self.computed.get_untracked()?;
        let mut fields = computed.sections.iter().flat_map(|section| &section.fields);
        let field = fields.find(|field| field.path == path)?;
        let text = match &field.kind {
            // The names of types and classes say enough.
            Kind::Choice(choices) if !field.auto => {
                choices.iter().find(|(choice, _)| *choice == value).map(|(_, text)| text.clone())
            }
            _ => None,
        };
        Some(text.unwrap_or(value))
    }

    /// The present plan with what the search may choose.
    pub fn search_message(&self) -> PlanMessage {
        let search = self.decide.search;
        let mut message = self.plan_message();
        let mut free = Vec::new();
        let turned = search.free.get_untracked();
        for axis in &AXES {
            let is_set = message.fields.contains_key(axis.field);
            match (turned.get(axis.key), is_set) {
                (Some(true), true) => free.push(axis.key),
                (Some(false), false) => {
                    if let Some(value) = self.value_in_use(axis.field) {
                        message.fields.insert(axis.field.to_owned(), value);
                    }
                }
                _ => {}
            }
        }
        let mut put = |key: &str, list: &[&str]| {
            if !list.is_empty() {
                message.fields.insert(format!("optimise.{key}"), format!("[{}]", list.join(", ")));
            }
        };
        put("free", &free);
        let providers = self.search_providers();
        put("providers", &providers.iter().map(|provider| provider.name()).collect::<Vec<_>>());
        put("regions", &words(&search.regions.get_untracked()));
        put("countries", &words(&search.countries.get_untracked()));
        if search.with_people.get_untracked() {
            message.fields.insert("optimise.objective".to_owned(), "bill-and-people".to_owned());
        }
        message
    }

    /// The platforms that a search chooses from, the plan's own first.
    fn search_providers(&self) -> Vec<Provider> {
        let own = place_named(&self.document()).map(|place| place.provider);
        let others = self.decide.search.providers.get_untracked();
        let others = Provider::ALL.into_iter().filter(|it| Some(*it) != own && others.contains(it.name()));
        own.into_iter().chain(others).collect()
    }

    /// Data files that a search reads and that are not loaded.
    pub fn search_files(&self) -> Vec<String> {
        let named = self.decide.search.regions.get_untracked();
        let own = place_named(&self.document());
        let mut files = BTreeSet::new();
        self.base.with_value(|base| {
            for provider in self.search_providers() {
                let fields = BTreeMap::from([("platform.provider".to_owned(), provider.name().to_owned())]);
                let of_provider = own.as_ref().filter(|own| own.provider == provider).cloned();
                let place = of_provider.or_else(|| place_named(&Document::from_fields(&fields)));
                let Some(place) = place else { continue };
                let cloud = place.host.cloud();
                let is_known = |name: &&str| cloud.is_some_and(|cloud| base.region(cloud, name).is_some());
                let mut regions: Vec<Option<&str>> =
                    words(&named).into_iter().filter(is_known).map(Some).collect();
                if regions.is_empty() {
                    regions.push(place.region.as_deref());
                }
                for region in regions.clone() {
                    let second =
                        cloud.zip(region).and_then(|(cloud, name)| base.suggested_second(cloud, name));
                    regions.push(second);
                }
                for region in regions {
                    files.extend(base.files_of(place.provider, place.host, region));
                }
            }
            files.retain(|file| !base.has_file(file));
        });
        files.into_iter().collect()
    }

    /// Goes on with a plan that a search found, the present one kept as it is. Gives back whether
    /// there was room for it.
    pub fn use_found(&self, place: &str) -> bool {
        let answer = self.decide.optimise.answer.get_untracked();
        let found = answer.and_then(|outcome| {
            outcome.as_ref().as_ref().ok().and_then(|decided| decided.plans.get(place).cloned())
        });
        let Some(found) = found else { return false };
        let fields = self.of_form(found);
        self.keep_and_go_on(Some(t!(optimise::FOUND_NAME)), Some(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scenario::Optimise;

    #[test]
    fn the_page_offers_every_key_of_the_search() {
        assert_eq!(AXES.map(|axis| axis.key), Optimise::AXES);
    }

    #[test]
    fn what_is_set_is_fixed_until_it_is_freed() {
        let planner = Planner::new().expect("the data has no faults");
        planner.set("platform.zones", "2");
        planner.recompute();
        let plain = planner.search_message();
        assert!(!plain.fields.contains_key("optimise.free"), "{:?}", plain.fields);
        assert_eq!(plain.fields["optimise.providers"], "[aws]");
        planner.decide.search.free.set([("platform.zones", true), ("backup.tiers", false)].into());
        planner.decide.search.providers.update(|providers| {
            providers.insert("gcp");
        });
        let turned = planner.search_message();
        assert_eq!(turned.fields["optimise.free"], "[platform.zones]");
        assert_eq!(turned.fields["backup.tiers"], "chart-default");
        assert_eq!(turned.fields["optimise.providers"], "[aws, gcp]");
        let files = planner.search_files();
        assert!(files.contains(&"prices/gcp/europe-west3.csv".to_owned()), "{files:?}");
    }
}
