//! The section `[optimise]`.

use std::collections::BTreeSet;

use super::Reader;
use crate::engine::catalogue::Provider;
use crate::engine::scenario::document::{Node, Value};
use crate::engine::scenario::optimise::{Objective, Optimise};
use crate::engine::scenario::section::{Section, nearest};

impl Reader<'_> {
    pub(super) fn optimise(&mut self, root: &Section<'_>) -> Optimise {
        const KEYS: &[&str] =
            &["providers", "regions", "countries", "exclude_providers", "free", "objective"];
        let section = self.open(root, "optimise", KEYS);
        let catalogue = self.catalogue;
        let providers = Provider::ALL.map(Provider::name);
        let regions: Vec<&str> = catalogue.regions.iter().map(|region| region.name.as_str()).collect();
        let countries: BTreeSet<&str> =
            catalogue.regions.iter().map(|region| region.country.as_str()).collect();
        let countries: Vec<&str> = countries.into_iter().collect();
        let free: Vec<&str> = [Optimise::ALL].into_iter().chain(Optimise::AXES).collect();
        let named = |words: Vec<String>| words.iter().filter_map(|word| Provider::parse(word)).collect();
        Optimise {
            providers: named(self.words(&section, "providers", &providers)),
            regions: self.words(&section, "regions", &regions),
            countries: self.words(&section, "countries", &countries),
            exclude_providers: named(self.words(&section, "exclude_providers", &providers)),
            free: self.words(&section, "free", &free),
            objective: section.choice("objective", &Objective::WORDS, &mut self.faults),
        }
    }

    /// A word or a list of words, each of those that are known and each once.
    fn words(&mut self, section: &Section<'_>, key: &str, known: &[&str]) -> Vec<String> {
        let Some(node) = section.get(key) else { return Vec::new() };
        let list: Vec<&Node> = match &node.value {
            Value::List(list) => list.iter().collect(),
            _ => vec![node],
        };
        let mut words: Vec<String> = Vec::new();
        for word in list {
            let text = match &word.value {
                Value::Text(text) => text.as_str(),
                _ => "",
            };
            if known.contains(&text) {
                if !words.iter().any(|other| other == text) {
                    words.push(text.to_owned());
                }
                continue;
            }
            let near = nearest(text, known).map(|near| format!("; the nearest is {near}"));
            let mut fault = section.fault(key, known.join(" | ") + &near.unwrap_or_default());
            fault.found = word.found();
            self.faults.push(fault);
        }
        words
    }
}
