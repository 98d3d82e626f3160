//! The bill of every site of a pattern.

use super::outcome::{PlanError, SizingResult};
use super::pattern::Sites;
use super::size::{control_plane, size};
use crate::engine::backup::Backups;
use crate::engine::catalogue::{Catalogue, Host, Part, PartState, Prices, Replication, Site};
use crate::engine::cost::{
    self, Bill, CacheChoice, DatabaseChoice, Exchange, NodeGroup, OpenshiftLayout, bill, cache_choice,
    database_choice, exchange,
};
use crate::engine::scenario::{DataServices, Figures, HighAvailability, Plan, Redundancy};
use crate::engine::sizing::{MEMBERS, Odf};

/// A region whose prices may stand in, and its name.
type StandIn<'a> = Option<(&'a str, &'a Prices<'a>)>;

/// What the bill of a site is written from, beside the plan.
pub(super) struct Billed<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) sizing: &'a SizingResult,
    pub(super) backups: &'a Backups,
    pub(super) odf: Option<&'a Odf>,
    pub(super) stand_in: StandIn<'a>,
    /// The region that copies go to beside the plan's own, and its prices.
    pub(super) copies_to: StandIn<'a>,
}

/// Sizes of the managed services and what OpenShift adds, at one place.
pub(super) struct Services {
    pub(super) database: Option<DatabaseChoice>,
    pub(super) cache: Option<CacheChoice>,
    pub(super) openshift: Option<OpenshiftLayout>,
}

impl Services {
    /// Those of a plan. A class that only the stand-in's list prices is better than none:
    /// its line says so. Where the profile runs its own data services there is no class to
    /// choose.
    pub(super) fn of(
        figures: Figures<'_>,
        catalogue: &Catalogue,
        sizing: &SizingResult,
        prices: &Prices<'_>,
        stand_in: StandIn<'_>,
    ) -> Self {
        let plan = figures.plan();
        let platform = &plan.platform;
        let share = figures.assumption("cache.usable_memory_share").map_or(1.0, |figure| figure.likely());
        let has_classes = plan.data_services() != DataServices::OfProfile;
        let lists = || std::iter::once(prices).chain(stand_in.map(|(_, prices)| prices));
        let in_order = || lists().filter(|_| has_classes);
        Self {
            database: in_order()
                .find_map(|prices| database_choice(&plan.database, platform, catalogue, prices)),
            cache: in_order()
                .find_map(|prices| cache_choice(&plan.cache, platform, catalogue, prices, share)),
            openshift: control_plane(plan, catalogue, prices, figures, &sizing.choice.best),
        }
    }
}

/// The bill of the site that writes.
pub(super) fn primary(
    figures: Figures<'_>,
    billed: &Billed<'_>,
    services: &Services,
    prices: &Prices<'_>,
) -> (cost::Layout, Bill) {
    let layout = layout(figures, billed, services, Site::Primary);
    let holding = Sites::of(figures).holding(Site::Primary);
    let bill = bill(figures, &layout, prices, billed.stand_in, billed.copies_to, &holding);
    (layout, bill)
}

/// The bill of the other site, and of what both exchange; none where the pattern has one.
///
/// Formula: the lines of the host at the prices of the second region, each as far as the
/// site holds the part. Nodes are sized there, with the types that are sold there.
/// Source: docs/model.md, "Second site".
///
/// # Errors
/// [`PlanError`] when the prices of the second region are not loaded, or nothing sold there
/// can carry the workload.
pub(super) fn second(
    figures: Figures<'_>,
    billed: &Billed<'_>,
    first: &cost::Layout,
    prices: &Prices<'_>,
) -> Result<Option<Bill>, PlanError> {
    let (plan, catalogue) = (figures.plan(), billed.catalogue);
    if !plan.platform.has_second_site() {
        return Ok(None);
    }
    let sites = Sites::of(figures);
    let there = plan_there(plan, catalogue, sites);
    let figures_there = Figures::new(catalogue, &there);
    let region = there.platform.region.as_deref();
    let prices_there = Prices::of(catalogue, there.platform.provider, there.platform.host, region)
        .ok_or_else(|| PlanError::NoPrices { region: region.unwrap_or_default().to_owned() })?;
    // A site of one's own is like the first; what is built on demand has no nodes to size.
    let has_nodes = sites.factor(Site::Second, Part::Nodes) > 0.0;
    let sized = if has_nodes && region.is_some() {
        Some(size(&there, catalogue, &prices_there, figures_there)?)
    } else {
        None
    };
    let sizing = sized.as_ref().unwrap_or(billed.sizing);
    let stand_in = billed.stand_in.filter(|(name, _)| region != Some(*name));
    let billed = Billed { sizing, stand_in, copies_to: None, ..*billed };
    let services = Services::of(figures_there, catalogue, sizing, &prices_there, stand_in);
    let layout = layout(figures_there, &billed, &services, Site::Second);
    let holding = holding_there(figures_there, catalogue, plan, sites);
    let bill = bill(figures_there, &layout, &prices_there, stand_in, None, &holding);
    let between = between(plan, catalogue, sites, is_one_store(plan, catalogue));
    Ok(Some(bill.and(exchange(figures, first, (prices, &prices_there), between))))
}

/// The plan as it is at the other site: its region, at most its zones, and one instance of
/// what only stands by.
fn plan_there(plan: &Plan, catalogue: &Catalogue, sites: Sites<'_>) -> Plan {
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
fn is_one_store(plan: &Plan, catalogue: &Catalogue) -> bool {
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

fn holding_there(there: Figures<'_>, catalogue: &Catalogue, plan: &Plan, sites: Sites<'_>) -> cost::Holding {
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
fn between<'a>(plan: &Plan, catalogue: &'a Catalogue, sites: Sites<'_>, one_store: bool) -> Exchange<'a> {
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

/// What the bill of a site needs to know of its layout.
fn layout(figures: Figures<'_>, billed: &Billed<'_>, services: &Services, site: Site) -> cost::Layout {
    let plan = figures.plan();
    let sites = Sites::of(figures);
    let (sizing, best) = (billed.sizing, &billed.sizing.choice.best);
    let host = plan.platform.host;
    let own_site = host == Host::OnPrem;
    // The control plane of a site of one's own needs its servers, however few pods run.
    let nodes = sites.nodes(site, best.nodes, if own_site && site == Site::Second { MEMBERS } else { 1 });
    let clusters = sites.factor(site, Part::ControlPlane).round() as u32;
    let group = |group: &NodeGroup| NodeGroup { nodes: group.nodes * clusters, ..group.clone() };
    let openshift = services.openshift.as_ref().map(|openshift| OpenshiftLayout {
        control_plane: openshift.control_plane.as_ref().map(group),
        infra: openshift.infra.as_ref().map(group),
        ..openshift.clone()
    });
    // Only a database that runs there brings a free amount of backups.
    let mut backups = billed.backups.amounts();
    if sites.factor(site, Part::Database) <= 0.0 {
        backups.database_free_gib = 0.0;
    }
    if site == Site::Second {
        backups.off_region = None;
    }
    let keeps_data = sites.factor(site, Part::ObjectStorage) > 0.0;
    cost::Layout {
        month: plan.start_month,
        instance_type: best.instance_type.clone(),
        node_vcpu: billed.catalogue.types(host).get(&best.instance_type).map_or(0, |shape| shape.vcpu),
        nodes,
        volumes: sizing.demand.volumes(),
        requested_vcpu: sizing.demand.total.cpu_m as f64 / 1000.0,
        database: services.database.clone(),
        cache: services.cache.clone(),
        backups,
        openshift,
        storage_nodes: billed.odf.map_or(0, |odf| if keeps_data { odf.nodes } else { 0 }),
    }
}
