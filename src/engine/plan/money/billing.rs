//! The bill of a month, at every site of a pattern.

use super::super::copies::{chain_nodes, second_region};
use super::super::outcome::{PlanError, SizingResult};
use super::super::pattern::Sites;
use super::super::size::{control_plane, size};
use super::growing::enlarged;
use super::other_site::{between, holding_there, is_one_store, plan_there};
use super::support::{SupportEntry, support_calendar};
use crate::engine::backup::Backups;
use crate::engine::catalogue::{Catalogue, Host, Part, Prices, Site};
use crate::engine::cost::{
    self, Advice, Bill, CacheChoice, DatabaseChoice, NodeGroup, OpenshiftLayout, bill, cache_choice,
    class_advice, database_choice, discounted, exchange, with_support_plan,
};
use crate::engine::scenario::{DataServices, Figures, Month, Plan};
use crate::engine::sizing::{MEMBERS, Odf};

/// A region whose prices may stand in, and its name.
type StandIn<'a> = Option<(&'a str, &'a Prices<'a>)>;

/// The price lists that a plan's bill is written from.
pub(in crate::engine::plan) struct Lists<'a> {
    /// Of the region that writes.
    pub(in crate::engine::plan) prices: Prices<'a>,
    stand_in: Option<(&'a str, Prices<'a>)>,
    copies_to: Option<(&'a str, Prices<'a>)>,
}

impl<'a> Lists<'a> {
    /// Those of a plan.
    ///
    /// # Errors
    /// [`PlanError::NoPrices`] when one of them is not loaded.
    pub(in crate::engine::plan) fn of(plan: &'a Plan, catalogue: &'a Catalogue) -> Result<Self, PlanError> {
        let platform = &plan.platform;
        let list = |region: Option<&str>| {
            Prices::of(catalogue, platform.provider, platform.host, region)
                .ok_or_else(|| PlanError::NoPrices { region: region.unwrap_or_default().to_owned() })
        };
        let named = |region: Option<&'a str>| {
            region.map(|region| list(Some(region)).map(|prices| (region, prices))).transpose()
        };
        Ok(Self {
            prices: list(platform.region.as_deref())?,
            stand_in: named(plan.finance.stand_in_region.as_deref())?,
            copies_to: named(second_region(plan))?,
        })
    }
}

/// What is written of a plan's bill once, however many months of it are.
pub(in crate::engine::plan) struct Biller<'a> {
    catalogue: &'a Catalogue,
    sizing: &'a SizingResult,
    prices: &'a Prices<'a>,
    stand_in: StandIn<'a>,
    /// The region that copies go to beside the plan's own, and its prices.
    copies_to: StandIn<'a>,
    /// Sizes of the managed services at the site that writes.
    pub(in crate::engine::plan) services: Services,
    there: Option<There<'a>>,
}

/// The other site: what is sold there, and its nodes where it has some.
struct There<'a> {
    prices: Prices<'a>,
    stand_in: StandIn<'a>,
    sizing: Option<SizingResult>,
    services: Services,
}

/// What a month's bill carries: copies, nodes, and by how much the load has grown.
#[derive(Clone, Copy)]
pub(in crate::engine::plan) struct Load<'a> {
    /// The month that is billed.
    pub(in crate::engine::plan) month: Month,
    pub(in crate::engine::plan) backups: &'a Backups,
    pub(in crate::engine::plan) odf: Option<&'a Odf>,
    /// Nodes at the site that writes.
    pub(in crate::engine::plan) nodes: u32,
    /// Today is 1.
    pub(in crate::engine::plan) growth: f64,
}

impl<'a> Load<'a> {
    /// Today's.
    pub(in crate::engine::plan) fn of_today(
        month: Month,
        sizing: &SizingResult,
        backups: &'a Backups,
        odf: Option<&'a Odf>,
    ) -> Self {
        Self { month, backups, odf, nodes: sizing.choice.best.nodes, growth: 1.0 }
    }
}

/// Sizes of the managed services and what OpenShift adds, at one place.
pub(in crate::engine::plan) struct Services {
    pub(in crate::engine::plan) database: Option<DatabaseChoice>,
    pub(in crate::engine::plan) cache: Option<CacheChoice>,
    pub(in crate::engine::plan) openshift: Option<OpenshiftLayout>,
}

impl Services {
    /// Those of a plan. A class that only the stand-in's list prices is better than none:
    /// its line says so. Where the profile runs its own data services there is no class to
    /// choose.
    pub(in crate::engine::plan) fn of(
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

impl<'a> Biller<'a> {
    /// The biller of a plan. Nodes of the other site are sized there, with the types that are
    /// sold there.
    ///
    /// # Errors
    /// [`PlanError`] when the prices of the second region are not loaded, or nothing sold there
    /// can carry the workload.
    pub(in crate::engine::plan) fn of(
        figures: Figures<'_>,
        catalogue: &'a Catalogue,
        sizing: &'a SizingResult,
        lists: &'a Lists<'a>,
    ) -> Result<Self, PlanError> {
        let named = |list: &'a Option<(&'a str, Prices<'a>)>| -> StandIn<'a> {
            list.as_ref().map(|(region, prices)| (*region, prices))
        };
        let (prices, stand_in) = (&lists.prices, named(&lists.stand_in));
        let copies_to = named(&lists.copies_to);
        let services = Services::of(figures, catalogue, sizing, prices, stand_in);
        let there = There::of(figures, catalogue, sizing, stand_in)?;
        Ok(Self { catalogue, sizing, prices, stand_in, copies_to, services, there })
    }

    /// The bill of a month of a plan, at every site, and of what both exchange, after discounts
    /// and with its support plan. The plan may differ from the biller's own in its quantities;
    /// `base` is the bill of the first month, none where this is it.
    ///
    /// Formula: the lines of the host at the prices of each region, each as far as the
    /// site holds the part. Source: docs/model.md, "Second site".
    pub(in crate::engine::plan) fn bill(
        &self,
        figures: Figures<'_>,
        load: Load<'_>,
        base: Option<&Bill>,
    ) -> Bill {
        let sites = Sites::of(figures);
        let first = layout(figures, (self.catalogue, self.sizing), &self.services, load, Site::Primary);
        let holding = sites.holding(Site::Primary);
        let own = bill(figures, &first, self.prices, self.stand_in, self.copies_to, &holding);
        let bill = match &self.there {
            Some(there) => own.and(self.bill_there(figures, load, there, &first)),
            None => own,
        };
        with_support_plan(discounted(figures, bill, base), figures, self.prices)
    }

    /// Until when the versions of the plan are supported, and what the site that writes pays then.
    pub(in crate::engine::plan) fn support(&self, figures: Figures<'_>, load: Load<'_>) -> Vec<SupportEntry> {
        let first = layout(figures, (self.catalogue, self.sizing), &self.services, load, Site::Primary);
        support_calendar(figures, &first, self.prices, self.stand_in)
    }

    /// Larger classes that cost less than those of the site that writes.
    pub(in crate::engine::plan) fn advice(&self, figures: Figures<'_>) -> Vec<Advice> {
        if figures.plan().data_services() != DataServices::Managed {
            return Vec::new();
        }
        let classes = (self.services.database.as_ref(), self.services.cache.as_ref());
        class_advice(figures, classes, self.prices, &Sites::of(figures).holding(Site::Primary))
    }

    fn bill_there(
        &self,
        figures: Figures<'_>,
        load: Load<'_>,
        there: &There<'_>,
        first: &cost::Layout,
    ) -> Bill {
        let (plan, catalogue) = (figures.plan(), self.catalogue);
        let sites = Sites::of(figures);
        let plan_there = plan_there(plan, catalogue, sites);
        let figures_there = Figures::new(catalogue, &plan_there);
        let sizing = there.sizing.as_ref().unwrap_or(self.sizing);
        let here = self.sizing.choice.best.nodes.max(1);
        let more = f64::from(load.nodes) / f64::from(here);
        // Rounding must not add a node where nothing has grown.
        let nodes = (f64::from(sizing.choice.best.nodes) * more - 1e-9).ceil() as u32;
        let load = Load { nodes, ..load };
        let layout = layout(figures_there, (catalogue, sizing), &there.services, load, Site::Second);
        let holding = holding_there(figures_there, catalogue, plan, sites);
        let bill = bill(figures_there, &layout, &there.prices, there.stand_in, None, &holding);
        let between = between(plan, catalogue, sites, is_one_store(plan, catalogue));
        bill.and(exchange(figures, first, (self.prices, &there.prices), between))
    }
}

impl<'a> There<'a> {
    /// The other site of a plan; none where the pattern has one.
    fn of(
        figures: Figures<'_>,
        catalogue: &'a Catalogue,
        here: &SizingResult,
        stand_in: StandIn<'a>,
    ) -> Result<Option<Self>, PlanError> {
        let plan = figures.plan();
        if !plan.platform.has_second_site() {
            return Ok(None);
        }
        let sites = Sites::of(figures);
        let there = plan_there(plan, catalogue, sites);
        let figures_there = Figures::new(catalogue, &there);
        let region = there.platform.region.as_deref();
        let prices = Prices::of(catalogue, there.platform.provider, there.platform.host, region)
            .ok_or_else(|| PlanError::NoPrices { region: region.unwrap_or_default().to_owned() })?;
        // A site of one's own is like the first; what is built on demand has no nodes to size.
        let has_nodes = sites.factor(Site::Second, Part::Nodes) > 0.0;
        let sizing = if has_nodes && region.is_some() {
            Some(size(&there, catalogue, &prices, figures_there)?)
        } else {
            None
        };
        let stand_in = stand_in.filter(|(name, _)| region != Some(*name));
        let services =
            Services::of(figures_there, catalogue, sizing.as_ref().unwrap_or(here), &prices, stand_in);
        Ok(Some(Self { prices, stand_in, sizing, services }))
    }
}

/// What the bill of a site needs to know of its layout.
fn layout(
    figures: Figures<'_>,
    (catalogue, sizing): (&Catalogue, &SizingResult),
    services: &Services,
    load: Load<'_>,
    site: Site,
) -> cost::Layout {
    let plan = figures.plan();
    let sites = Sites::of(figures);
    let best = &sizing.choice.best;
    let host = plan.platform.host;
    let own_site = host == Host::OnPrem;
    // The control plane of a site of one's own needs its servers, however few pods run.
    let nodes = sites.nodes(site, load.nodes, if own_site && site == Site::Second { MEMBERS } else { 1 });
    let clusters = sites.factor(site, Part::ControlPlane).round() as u32;
    let group = |group: &NodeGroup| NodeGroup { nodes: group.nodes * clusters, ..group.clone() };
    let openshift = services.openshift.as_ref().map(|openshift| OpenshiftLayout {
        control_plane: openshift.control_plane.as_ref().map(group),
        infra: openshift.infra.as_ref().map(group),
        ..openshift.clone()
    });
    // Only a database that runs there brings a free amount of backups.
    let mut backups = load.backups.amounts();
    backups.velero_written_gib_per_month *= load.growth;
    if sites.factor(site, Part::Database) <= 0.0 {
        backups.database_free_gib = 0.0;
    }
    if site == Site::Second {
        backups.off_region = None;
    }
    let keeps_data = sites.factor(site, Part::ObjectStorage) > 0.0;
    let larger = enlarged(figures, "volumes.used_pct", load.growth);
    let volumes = sizing.demand.volumes().into_iter().map(|(gib, count)| (gib * larger, count));
    cost::Layout {
        month: load.month,
        instance_type: best.instance_type.clone(),
        node_vcpu: catalogue.types(host).get(&best.instance_type).map_or(0, |shape| shape.vcpu),
        nodes,
        volumes: volumes.collect(),
        chain_nodes: chain_nodes(&sizing.demand),
        requested_vcpu: sizing.demand.total.cpu_m as f64 / 1000.0 * load.growth,
        database: services.database.clone(),
        cache: services.cache.clone(),
        backups,
        openshift,
        storage_nodes: load.odf.map_or(0, |odf| if keeps_data { odf.nodes } else { 0 }),
    }
}
