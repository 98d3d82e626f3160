//! Results to the report's form.

use super::document::*;
use super::not_covered::NOT_COVERED;
use super::{availability, backup, build_or_buy, cost, durability, effort, patterns, recovery, sizing};
use crate::engine::catalogue::{Catalogue, Digest};
use crate::engine::plan::{Laws, Outcome, comparison, verdicts};
use crate::engine::scenario::{Plan, WorkloadSource};

/// The report of an outcome. Without laws the fields that need them are absent.
pub fn report(outcome: &Outcome, laws: Option<&Laws>, catalogue: &Catalogue) -> Report {
    let plan = &outcome.plan;
    let canonical = serde_json::to_string(plan).unwrap_or_default();
    let verdicts = verdicts(outcome, laws);
    Report {
        schema: 1,
        engine_version: env!("CARGO_PKG_VERSION"),
        name: plan.name.clone(),
        place: place(plan),
        as_of: plan.as_of,
        plan_digest: Digest::of(&canonical).short(),
        catalogue: identity(outcome),
        seed: plan.simulation.seed,
        draws: plan.simulation.draws,
        warnings: outcome
            .warnings
            .iter()
            .map(|warning| WarningEntry {
                code: warning.code,
                path: warning.path.clone(),
                message: warning.message.clone(),
            })
            .collect(),
        lock: None,
        workload: workload(plan),
        pattern: patterns::build::pattern(outcome, catalogue),
        sizing: sizing::build::sizing(outcome, catalogue),
        review: outcome.review.clone(),
        cost: cost::build::cost(outcome, laws, catalogue),
        availability: availability::build::availability(outcome, laws, catalogue),
        recovery: recovery::build::recovery(outcome, laws, catalogue),
        recovery_mixture: laws.and_then(recovery::build::mixture),
        backup: backup::build::backup(outcome, laws),
        durability: durability::build::durability(&outcome.durability),
        effort: effort::build::effort(outcome, laws, catalogue),
        patterns: patterns::build::patterns(outcome, catalogue),
        build_or_buy: build_or_buy::build(outcome),
        verdicts,
        comparison: comparison(outcome, laws, catalogue),
        vendor_stated: catalogue
            .stated
            .iter()
            .filter(|row| row.pattern == plan.platform.pattern.name())
            .map(|row| StatedEntry {
                metric: row.metric.clone(),
                stated: stated_of(row),
                source: row.provenance.source.clone(),
            })
            .collect(),
        not_covered: NOT_COVERED.to_vec(),
    }
}

/// Which data an outcome was planned from.
pub(super) fn identity(outcome: &Outcome) -> CatalogueIdentity {
    CatalogueIdentity { digest: outcome.digest.short(), newest: outcome.newest, oldest: outcome.oldest }
}

fn workload(plan: &Plan) -> WorkloadEntry {
    let profile = plan.workload.profile.name();
    match &plan.workload.source {
        WorkloadSource::Profile => {
            WorkloadEntry { profile: Some(profile), manifests: Vec::new(), manifests_digest: None }
        }
        WorkloadSource::Manifests(pods) => WorkloadEntry {
            profile: None,
            manifests: pods.files.clone(),
            manifests_digest: Some(pods.digest.clone()),
        },
    }
}

/// Provider, region and zones in words.
pub(super) fn place(plan: &Plan) -> String {
    let zones = plan.platform.zones;
    let word = if plan.platform.region.is_some() { "zone" } else { "failure domain" };
    let zones = if zones == 1 { format!("1 {word}") } else { format!("{zones} {word}s") };
    let second = match (plan.platform.has_second_site(), plan.platform.second_region.as_deref()) {
        (false, _) => String::new(),
        (true, Some(region)) => format!(", {} with {region}", plan.platform.pattern.name()),
        (true, None) => format!(", {} with a second site", plan.platform.pattern.name()),
    };
    format!("{} {}, {zones}{second}", plan.platform.title(), plan.platform.place())
}

pub(super) fn stated_of(row: &crate::engine::catalogue::Stated) -> Stated {
    Stated { text: row.text.clone(), low: row.low, high: row.high, unit: row.unit.clone() }
}

pub(super) fn stated(catalogue: &Catalogue, outcome: &Outcome, metric: &str) -> Option<Stated> {
    catalogue.stated(outcome.plan.platform.pattern.name(), metric).map(stated_of)
}
