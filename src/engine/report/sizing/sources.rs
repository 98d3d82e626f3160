//! Where the requests of pods and agents come from.

use super::RequestSource;
use crate::engine::catalogue::{Catalogue, Component};
use crate::engine::plan::Outcome;
use crate::engine::scenario::WorkloadSource;

/// The rows that the pods and agents of a plan are made of, those with one source together.
pub(super) fn sources(outcome: &Outcome, catalogue: &Catalogue) -> Vec<RequestSource> {
    let plan = &outcome.plan;
    let demand = &outcome.sizing.demand;
    let profile = match &plan.workload.source {
        WorkloadSource::Profile => Some(plan.workload.profile.pods().name()),
        WorkloadSource::Manifests(_) => None,
    };
    let from = if profile.is_some() { 0 } else { demand.platform_from };
    let groups = demand.groups.iter().skip(from).map(|group| group.name.as_str());
    let names = groups.chain(demand.agents.iter().map(|(name, _)| name.as_str()));
    let provider = plan.platform.provider.name();
    let is_meant = |row: &&Component| {
        let is_here = row.provider.as_deref().is_none_or(|own| own == provider);
        is_here && row.profiles.iter().any(|name| name == "extra" || profile == Some(name.as_str()))
    };
    let mut found: Vec<RequestSource> = Vec::new();
    for name in names {
        let Some(row) = catalogue.components.iter().filter(is_meant).find(|row| row.name == name) else {
            continue;
        };
        let from = &row.provenance;
        let as_of = from.as_of_text();
        let same = |one: &&mut RequestSource| {
            (one.method, &one.as_of, &one.source) == (from.method, &as_of, &from.source)
        };
        match found.iter_mut().find(same) {
            Some(one) => one.components.push(name.to_owned()),
            None => found.push(RequestSource {
                components: vec![name.to_owned()],
                method: from.method,
                as_of,
                source: from.source.clone(),
            }),
        }
    }
    found
}
