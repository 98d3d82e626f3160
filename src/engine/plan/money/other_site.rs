//! What the other site of a pattern holds, and what both exchange.

use super::super::pattern::Sites;
use crate::engine::catalogue::{Catalogue, Part, PartState, Replication, Site};
use crate::engine::cost::{self, Exchange};
use crate::engine::scenario::{DataServices, Figures, HighAvailability, Plan, Redundancy};

/// The plan as it is at the other site: its region, at most its zones, and one instance of
/// what only stands by.
pub(super) fn plan_there(plan: &Plan, catalogue: &Catalogue, sites: Sites<'_>) -> Plan {
    let mut there = plan.clone();
    let cloud = plan.platform.host.cloud();
    let second = plan.platform.second_region.as_deref();
    if let Some(region) = cloud.zip(second).and_then(|(cloud, name)| catalogue.region(cloud, name)) {
        there.platform.region = Some(region.name.clone());
        there.platform.zones = plan.platform.zones.min(region.zones);
    }
    if !sites.is(Site::Second, Part::Database, PartState::Active) {
        there.database.high_availability = HighAvailability::None;
    }
    if !sites.is(Site::Second, Part::Cache, PartState::Active) {
        there.cache.high_availability = HighAvailability::None;
    }
    there
}

/// Whether one multi-region already keeps the objects of both regions.
pub(super) fn is_one_store(plan: &Plan, catalogue: &Catalogue) -> bool {
    let multi = |name: Option<&str>| {
        let region =
            plan.platform.host.cloud().zip(name).and_then(|(cloud, name)| catalogue.region(cloud, name));
        region.and_then(|region| region.multi_region.as_deref())
    };
    let own = multi(plan.platform.region.as_deref());
    plan.object_storage.redundancy == Redundancy::MultiRegion
        && own.is_some()
        && own == multi(plan.platform.second_region.as_deref())
}

pub(super) fn holding_there(
    there: Figures<'_>,
    catalogue: &Catalogue,
    plan: &Plan,
    sites: Sites<'_>,
) -> cost::Holding {
    let holding = sites.holding(Site::Second);
    let is_copy = |part| sites.is(Site::Second, part, PartState::Copies);
    let parts = [Part::Backups, Part::Cache, Part::ControlPlane, Part::Database, Part::Network];
    let more = [Part::ObjectStorage, Part::Operations, Part::Traffic, Part::Volumes];
    let one_store = is_one_store(plan, catalogue);
    let factors = parts.into_iter().chain(more).map(|part| {
        let kept = match part {
            // The multi-region holds the objects of both; copies of the database lie with it.
            Part::ObjectStorage if one_store => 0.0,
            Part::Backups if one_store && is_copy(part) => 0.0,
            // Copies that the plan asks for lie there already, on the bill of the first site.
            Part::Backups if plan.backup.off_region_copy && is_copy(part) => 0.0,
            Part::Database | Part::Cache if there.plan().data_services() == DataServices::OfProfile => 0.0,
            part => holding.factor(part),
        };
        (part, kept)
    });
    cost::Holding::new(Site::Second, factors.collect())
}

/// What both sites exchange.
pub(super) fn between<'a>(
    plan: &Plan,
    catalogue: &'a Catalogue,
    sites: Sites<'_>,
    one_store: bool,
) -> Exchange<'a> {
    let follows = |part, ways: &[Replication]| {
        sites.part(Site::Second, part).is_some_and(|row| ways.contains(&row.replication))
    };
    let region = |name: Option<&str>| {
        plan.platform.host.cloud().zip(name).and_then(|(cloud, name)| catalogue.region(cloud, name))
    };
    let has_own_pods = plan.data_services() == DataServices::OfProfile;
    // What is sent as copies is on the bill of the first site where the plan asks for them.
    let ways: &[Replication] = if plan.backup.off_region_copy {
        &[Replication::Asynchronous]
    } else {
        &[Replication::Asynchronous, Replication::Copies]
    };
    Exchange {
        from: region(plan.platform.region.as_deref()),
        to: region(plan.platform.second_region.as_deref()),
        database: !has_own_pods && follows(Part::Database, ways),
        objects: !has_own_pods
            && !one_store
            && follows(Part::ObjectStorage, &[Replication::ObjectReplication]),
        volumes: !one_store && !plan.backup.off_region_copy && follows(Part::Backups, &[Replication::Copies]),
        is_steered: plan.platform.pattern.is_active_active(),
    }
}
