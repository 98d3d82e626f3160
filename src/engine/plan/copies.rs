//! What backups need to know of a plan: numbers from sizing, work and region.

use super::Outcome;
use crate::engine::backup::{Setting, retained};
use crate::engine::catalogue::{Catalogue, Prices};
use crate::engine::cost::{Line, copies_by_month};
use crate::engine::scenario::{Figures, Plan, PodGroup, Redundancy};
use crate::engine::sizing::Demand;

/// Beginnings of the names of what keeps metrics, logs and traces on volumes.
const TELEMETRY: [&str; 7] =
    ["grafana", "loki", "mimir", "prometheus", "tempo", "thanos", "victoria-metrics"];
/// The drill among the activities of a pattern.
const DRILL: &str = "dr-drill";

/// What backups need to know of a plan.
pub(super) fn setting(plan: &Plan, catalogue: &Catalogue, demand: &Demand) -> Setting {
    let telemetry = demand.groups.iter().filter(|group| is_telemetry(group));
    let telemetry_gib: f64 = telemetry.map(PodGroup::volumes_gib).sum();
    let drill = catalogue.tasks.iter().find(|task| {
        task.pattern == plan.platform.pattern && task.phase == "maintenance" && task.id == DRILL
    });
    let region = plan.platform.host.cloud().zip(plan.platform.region.as_deref());
    let region = region.and_then(|(cloud, name)| catalogue.region(cloud, name));
    Setting {
        volumes_gib: (demand.volumes_gib - telemetry_gib).max(0.0),
        telemetry_gib,
        drills_per_year: drill.and_then(|task| task.per_year).map_or(0.0, f64::from),
        is_multi_region: plan.object_storage.redundancy == Redundancy::MultiRegion
            && region.is_some_and(|region| region.multi_region.is_some()),
    }
}

/// Whether a group keeps telemetry, by its name; of a manifest without its namespace.
fn is_telemetry(group: &PodGroup) -> bool {
    let name = group.name.rsplit('/').next().unwrap_or(&group.name);
    TELEMETRY.iter().any(|known| name.starts_with(known))
}

/// The second region of a plan, where something is kept there.
pub(super) fn second_region(plan: &Plan) -> Option<&str> {
    plan.platform.second_region.as_deref().filter(|_| plan.backup.off_region_copy)
}

/// Runs the retention of a plan over its horizon, and prices each month of it.
pub(super) fn look_ahead(outcome: &mut Outcome, catalogue: &Catalogue) {
    let plan = &outcome.plan;
    let retention = retained(Figures::new(catalogue, plan), setting(plan, catalogue, &outcome.sizing.demand));
    let platform = &plan.platform;
    let regions = [platform.region.as_deref(), second_region(plan), plan.finance.stand_in_region.as_deref()];
    let lists: Vec<Prices<'_>> = regions
        .into_iter()
        .flatten()
        .filter_map(|region| Prices::of(catalogue, platform.provider, platform.host, Some(region)))
        .collect();
    let meter_of = |line: &Line| {
        let found = lists.iter().filter_map(|prices| prices.find(&line.service, &line.item));
        found.into_iter().find(|found| found.scope.name() == line.region).map(|found| found.meter)
    };
    outcome.copies_by_month = copies_by_month(&outcome.bill, &retention.months, meter_of);
    outcome.retention = Some(retention);
}
