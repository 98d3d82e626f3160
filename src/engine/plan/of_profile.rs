//! What the reader should know of the profile that was chosen.

use super::outcome::Outcome;
use crate::engine::catalogue::Catalogue;
use crate::engine::scenario::{Auto, DataServices, Plan};
use crate::engine::sizing::floor_of;
use crate::engine::topology::zone_letter;

/// The key that a warning on the profile is about.
const PROFILE: &str = "workload.profile";

/// Warnings on the profile: code, key of the plan, and words.
pub(super) fn of_profile(
    outcome: &Outcome,
    catalogue: &Catalogue,
) -> Vec<(&'static str, &'static str, String)> {
    let mut warnings = Vec::new();
    if let Some(pods) = &outcome.data_pods {
        let zone = pods.database_zone.map_or_else(String::new, |zone| format!(" ({})", zone_letter(zone)));
        warnings.push((
            "single-database",
            PROFILE,
            format!(
                "one PostgreSQL pod in the cluster: the loss of its zone{zone} stops the platform until the zone is back"
            ),
        ));
        let message = format!(
            "sizes are those of the chart and do not grow with the data: {}, {}, {}",
            pods.database, pods.cache, pods.objects
        );
        warnings.push(("chart-sizes", PROFILE, message));
    }
    let plan = &outcome.plan;
    let floor = floor_of(plan.workload.profile, plan.platform.provider, &catalogue.minimums);
    let Some(floor) = floor else { return warnings };
    let best = &outcome.sizing.choice.best;
    if plan.node_pool.nodes == Auto::Auto {
        let message = format!(
            "nodes are those that the vendor states ({}), whether or not they carry the pods",
            floor.stated.text
        );
        warnings.push(("stated-cluster", PROFILE, message));
    }
    let shape = catalogue.types(plan.platform.host).get(&best.instance_type);
    if let Some(message) = shape.and_then(|shape| floor.shortfall(shape, best.nodes)) {
        warnings.push(("below-stated", "node_pools.0.nodes", message));
    }
    let volumes = outcome.sizing.demand.volumes_gib;
    if floor.stated.volumes_gib.is_some_and(|stated| volumes > stated) {
        let message = format!(
            "the pods' volumes are {volumes} GiB, more than the vendor states: {}",
            floor.stated.text
        );
        warnings.push(("below-stated", PROFILE, message));
    }
    warnings
}

/// Why a key that is set has no effect.
pub(super) fn without_effect(plan: &Plan, path: &str) -> &'static str {
    let is_data_service =
        ["database.", "cache.", "object_storage."].iter().any(|table| path.starts_with(table));
    if is_data_service && plan.data_services() == DataServices::OfProfile {
        "has no effect: the profile runs its data services in the cluster"
    } else {
        "is read and has no effect yet"
    }
}
