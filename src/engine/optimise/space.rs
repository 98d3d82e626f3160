//! Which plans there are: the sites, each a plan but for its nodes and what is bought.

use std::collections::BTreeSet;

use super::places::Place;
use crate::engine::catalogue::{Catalogue, Pattern};
use crate::engine::scenario::{
    DataServices, Document, HighAvailability, ManifestPods, OnCall, Optimise, Plan, Setting, TierPreset,
    ZoneLoss, plan_with,
};

/// A key that the search chooses, or why it does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The key.
    pub key: &'static str,
    /// Whether it is chosen.
    pub state: AxisState,
}

/// Whether a key is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AxisState {
    /// From so many options, the most that one place has.
    Free(u64),
    /// The plan sets it.
    Fixed(String),
    /// It is not searched.
    NotSearched(&'static str),
}

/// What the search leaves as the plan has it, and why.
pub(super) const NOT_SEARCHED: [(&str, &str); 6] = [
    ("platform.second_region", "the plan's, else the one that the catalogue suggests"),
    ("node_pools.architecture", "as the plan has it; any frees it"),
    ("team.engineers", "as the plan has it"),
    ("database.storage_gib", "as the plan has it, like every amount of data"),
    ("workload.replicas", "as the plan has them"),
    ("types and classes", "those without a price, burstable ones and those smaller than auto allows"),
];

/// A plan but for its nodes and what is bought.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) place: usize,
    pub(super) plan: Plan,
    pub(super) document: Document,
    /// The settings that make it, in words; without the mode of a zone's loss, which changes
    /// neither bill nor work of the same nodes.
    pub(super) words: String,
}

/// The sites of a place, and how many combinations of settings are none.
pub(super) struct Sites {
    pub(super) sites: Vec<Site>,
    /// Combinations that the plan's own check refuses: the document, and how often.
    pub(super) refused: u64,
    /// Why, with the number of each.
    pub(super) reasons: Vec<(String, u64)>,
}

/// The keys of a site, with their options where they are chosen, the plan's own first.
pub(super) fn site_axes(
    place: &Place,
    plan: &Plan,
    catalogue: &Catalogue,
) -> Vec<(&'static str, Vec<Setting>)> {
    let asked = &plan.optimise;
    let free = |key: &str| asked.frees(key) || !place.document.is_set(key);
    let has_own_data = plan.data_services() == DataServices::OfProfile;
    let most_zones = place
        .host
        .cloud()
        .zip(place.region.as_deref())
        .and_then(|(cloud, region)| catalogue.region(cloud, region))
        .map_or(3, |region| region.zones.min(3));
    let whole = |number: u32| Setting::whole(i64::from(number));
    let words = |own: &str, all: &[&str]| -> Vec<Setting> {
        let others = all.iter().filter(|word| **word != own);
        std::iter::once(own).chain(others.copied()).map(Setting::text).collect()
    };
    let standby = |own: HighAvailability| match own {
        HighAvailability::ZoneRedundant => words("zone-redundant", &["none"]),
        HighAvailability::None => words("none", &["zone-redundant"]),
    };
    let zones = plan.platform.zones;
    let losses = [ZoneLoss::Static, ZoneLoss::Elastic, ZoneLoss::Degraded, ZoneLoss::None];
    let mut axes: Vec<(&'static str, Vec<Setting>)> = vec![
        (
            "platform.zones",
            std::iter::once(zones).chain((1..=most_zones).rev().filter(|n| *n != zones)).map(whole).collect(),
        ),
        ("platform.pattern", words(plan.platform.pattern.name(), &Pattern::ALL.map(Pattern::name))),
        ("node_pools.zone_loss", words(plan.node_pool.zone_loss.name(), &losses.map(ZoneLoss::name))),
        ("backup.tiers", words(plan.backup.preset.name(), &TierPreset::WORDS.map(|(word, _)| word))),
        ("team.on_call", words(plan.team.on_call.name(), &OnCall::ALL.map(OnCall::name))),
    ];
    if !has_own_data {
        axes.push(("database.high_availability", standby(plan.database.high_availability)));
        axes.push(("cache.high_availability", standby(plan.cache.high_availability)));
    }
    if place.second.is_some() || plan.backup.off_region_copy {
        let own = plan.backup.off_region_copy;
        axes.push(("backup.off_region_copy", vec![Setting::flag(own), Setting::flag(!own)]));
    }
    axes.retain(|(key, options)| free(key) && options.len() > 1);
    axes
}

/// Every site of a place.
pub(super) fn sites(
    (at, place): (usize, &Place),
    plan: &Plan,
    catalogue: &Catalogue,
    manifests: Option<&ManifestPods>,
) -> Sites {
    let axes = site_axes(place, plan, catalogue);
    let mut found = Sites { sites: Vec::new(), refused: 0, reasons: Vec::new() };
    let mut seen = BTreeSet::new();
    let n: usize = axes.iter().map(|(_, options)| options.len()).product();
    for mut number in 0..n {
        let mut document = place.document.clone();
        let mut words = String::new();
        for (key, options) in axes.iter().rev() {
            let option = &options[number % options.len()];
            number /= options.len();
            if *key != "node_pools.zone_loss" {
                words = format!("{key}={} {words}", option.shown());
            }
            document.set(key, option.clone());
        }
        // A second region is named where something uses it.
        if let Some(second) = &place.second
            && !document.is_set("platform.second_region")
            && uses_second(&document, plan)
        {
            document.set("platform.second_region", Setting::text(second));
        }
        match plan_with(&document, catalogue, manifests) {
            Ok(plan) if plan.without_effect.iter().any(|key| key == "backup.off_region_copy") => {
                found.refuse("backup.off_region_copy has no effect beside the second site of the pattern");
            }
            Ok(plan) => {
                let canonical = serde_json::to_string(&plan).unwrap_or_default();
                if seen.insert(canonical) {
                    found.sites.push(Site { place: at, plan, document, words });
                } else {
                    found.refuse("the same plan as another");
                }
            }
            Err(faults) => {
                let why = faults.first().map_or_else(String::new, ToString::to_string);
                found.refuse(&why);
            }
        }
    }
    found
}

impl Sites {
    fn refuse(&mut self, why: &str) {
        self.refused += 1;
        match self.reasons.iter_mut().find(|(reason, _)| reason == why) {
            Some((_, count)) => *count += 1,
            None => self.reasons.push((why.to_owned(), 1)),
        }
    }
}

/// Whether a document has a part that a second region holds.
fn uses_second(document: &Document, plan: &Plan) -> bool {
    let shown = |key: &str| document.setting(key).map(|setting| setting.shown());
    let pattern = shown("platform.pattern");
    let pattern = pattern.as_deref().map_or_else(|| plan.platform.pattern.name(), |it| it.trim_matches('"'));
    let has_two = Pattern::ALL.into_iter().any(|it| it.name() == pattern && it.has_second_site());
    has_two || shown("backup.off_region_copy").as_deref() == Some("true")
}

/// The keys of a plan as the search has them: chosen, set by the plan, or not searched.
pub(super) fn axes(document: &Document, asked: &Optimise, options: &[(&'static str, u64)]) -> Vec<Axis> {
    let state = |key: &'static str| match options.iter().find(|(free, _)| *free == key) {
        Some((_, n)) => AxisState::Free(*n),
        None if document.is_set(key) && !asked.frees(key) => {
            AxisState::Fixed(document.setting(key).map_or_else(String::new, |setting| setting.shown()))
        }
        None => AxisState::NotSearched("there is one option"),
    };
    let searched = ["platform.provider", "platform.region"].into_iter().chain(Optimise::AXES);
    let searched = searched.map(|key| Axis { key, state: state(key) });
    let others = NOT_SEARCHED.into_iter().map(|(key, why)| Axis { key, state: AxisState::NotSearched(why) });
    searched.chain(others).collect()
}
