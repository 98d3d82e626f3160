//! What backups need to know of a plan: numbers from sizing, work and region.

use super::Outcome;
use super::pattern::{Failover, Sites};
use crate::engine::backup::{OtherSite, Setting, retained};
use crate::engine::catalogue::{Catalogue, Part, PartState, Prices, Replication, Site};
use crate::engine::cost::{Line, copies_by_month};
use crate::engine::scenario::{DataServices, Figures, Plan, PodGroup, Redundancy};
use crate::engine::sizing::Demand;

/// Beginnings of the names of what keeps metrics, logs and traces on volumes.
const TELEMETRY: [&str; 7] =
    ["grafana", "loki", "mimir", "prometheus", "tempo", "thanos", "victoria-metrics"];
/// Beginnings of the names of nodes of the chain.
const CHAIN: [&str; 3] = ["besu-node", "besu-rpc", "besu-validator"];
/// The drill among the activities of a pattern.
const DRILL: &str = "dr-drill";

/// What backups need to know of a plan.
pub(super) fn setting(figures: Figures<'_>, demand: &Demand, failover: Option<&Failover>) -> Setting {
    let (plan, catalogue) = (figures.plan(), figures.catalogue());
    let telemetry = || demand.groups.iter().filter(|group| is_telemetry(group));
    let telemetry_gib: f64 = telemetry().map(PodGroup::volumes_gib).sum();
    let telemetry_volumes: u32 = telemetry().map(volumes_of).sum();
    let volumes: u32 = demand.volumes().iter().map(|(_, count)| *count).sum();
    let pattern = plan.platform.pattern.name();
    let drill = catalogue
        .tasks
        .iter()
        .find(|task| task.pattern == pattern && task.phase == "maintenance" && task.id == DRILL);
    // Cycles of the plan's own go before those of the data.
    let own = plan.activities.iter().find(|own| own.id == DRILL);
    let own_drills =
        own.and_then(|own| if own.months.is_empty() { own.per_year } else { Some(own.months.len() as u32) });
    let region = plan.platform.host.cloud().zip(plan.platform.region.as_deref());
    let region = region.and_then(|(cloud, name)| catalogue.region(cloud, name));
    Setting {
        volumes_gib: (demand.volumes_gib - telemetry_gib).max(0.0),
        telemetry_gib,
        volumes: volumes.saturating_sub(telemetry_volumes),
        telemetry_volumes,
        drills_per_year: own_drills.or_else(|| drill.and_then(|task| task.per_year)).map_or(0.0, f64::from),
        is_multi_region: plan.object_storage.redundancy == Redundancy::MultiRegion
            && region.is_some_and(|region| region.multi_region.is_some()),
        has_object_pair: plan.object_storage.redundancy == Redundancy::RegionPair
            && plan.data_services() == DataServices::Managed,
        other_site: failover.map(|failover| other_site(Sites::of(figures), failover)),
    }
}

/// What the pattern's other site has of the data.
fn other_site(sites: Sites<'_>, failover: &Failover) -> OtherSite {
    let objects = sites.part(Site::Second, Part::ObjectStorage);
    let database = sites.part(Site::Second, Part::Database);
    OtherSite {
        copies: sites.is(Site::Second, Part::Backups, PartState::Copies),
        objects: objects.is_some_and(|row| row.replication == Replication::ObjectReplication),
        has_replica: database.is_some_and(|row| row.replication == Replication::Asynchronous),
        is_running: sites.is(Site::Second, Part::Nodes, PartState::Active),
        lag_seconds: failover.lag_seconds,
    }
}

/// Volumes of a group's own.
fn volumes_of(group: &PodGroup) -> u32 {
    let each = group.volumes.iter().filter(|volume| volume.shared_claim.is_none() && volume.gib > 0.0);
    each.count() as u32 * group.replicas
}

/// Pods that are nodes of the chain.
pub(super) fn chain_nodes(demand: &Demand) -> u32 {
    let is_chain = |group: &&PodGroup| {
        let name = group.name.rsplit('/').next().unwrap_or(&group.name);
        CHAIN.iter().any(|known| name.starts_with(known))
    };
    demand.groups.iter().filter(is_chain).map(|group| group.replicas).sum()
}

/// Whether a group keeps telemetry, by its name; of a manifest without its namespace.
fn is_telemetry(group: &PodGroup) -> bool {
    let name = group.name.rsplit('/').next().unwrap_or(&group.name);
    TELEMETRY.iter().any(|known| name.starts_with(known))
}

/// The second region of a plan, where something is kept there.
pub(super) fn second_region(plan: &Plan) -> Option<&str> {
    let holds_copies =
        plan.backup.off_region_copy || plan.object_storage.redundancy == Redundancy::RegionPair;
    plan.platform.second_region.as_deref().filter(|_| holds_copies)
}

/// Runs the retention of a plan over its horizon, and prices each month of it.
pub(super) fn look_ahead(outcome: &mut Outcome, catalogue: &Catalogue) {
    let plan = &outcome.plan;
    let figures = Figures::new(catalogue, plan);
    let retention = retained(figures, setting(figures, &outcome.sizing.demand, outcome.failover.as_ref()));
    let platform = &plan.platform;
    let regions = [&platform.region, &platform.second_region, &plan.finance.stand_in_region];
    let lists: Vec<Prices<'_>> = regions
        .into_iter()
        .filter_map(|region| region.as_deref())
        .filter_map(|region| Prices::of(catalogue, platform.provider, platform.host, Some(region)))
        .collect();
    let meter_of = |line: &Line| {
        let found = lists.iter().filter_map(|prices| prices.find(&line.service, &line.item));
        found.into_iter().find(|found| found.scope.name() == line.region).map(|found| found.meter)
    };
    outcome.copies_by_month = copies_by_month(&outcome.bill, &outcome.backups, &retention.months, meter_of);
    outcome.retention = Some(retention);
}
