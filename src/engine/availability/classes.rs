//! The classes of failure that the layout meets.

use serde::Serialize;

use super::database_class::database_class;
use super::{ModelError, NodeTier, Outage, OutageLaw, Repairable};
use crate::engine::scenario::{DataServices, DatabaseForm, Figure, Figures, HighAvailability};
use crate::engine::uncertainty::Law;
use crate::engine::units::YEAR_HOURS;

/// What a class does to the headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The platform does not write.
    Hard,
    /// Degraded, no downtime.
    Soft,
    /// For comparison only, never added.
    Benchmark,
}

/// A class of failure of this layout.
#[derive(Clone, Debug, PartialEq)]
pub struct FailureClass {
    /// Short name.
    pub name: &'static str,
    /// What it is, in words.
    pub title: &'static str,
    /// What it does to the headline.
    pub role: Role,
    /// Whether it is infrastructure: neither change, people nor corruption.
    pub infrastructure: bool,
    /// Steady state.
    pub outage: Outage,
    /// Its outages as streams, for the law of a year.
    pub laws: Vec<OutageLaw>,
    /// How the figure comes about.
    pub basis: String,
    /// Rows of `failure_rates.csv` and `slas.csv` that it reads.
    pub sources: Vec<String>,
}

/// The rows of `failure_rates.csv` that say what fails below the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Causes {
    /// A node.
    pub node: &'static str,
    /// A whole zone, or failure domain.
    pub zone: &'static str,
    /// Part of a zone's nodes.
    pub zone_partial: Option<&'static str>,
    /// The region or site, for good.
    pub region: &'static str,
    /// Lesser events of the region.
    pub region_event: Option<&'static str>,
    /// The load balancer, where a provider runs it.
    pub load_balancer: Option<&'static str>,
}

impl Causes {
    /// In a region of a cloud.
    pub const CLOUD: Self = Self {
        node: "node_vm_unplanned",
        zone: "az_full_loss",
        zone_partial: Some("az_partial_event"),
        region: "region_major",
        region_event: Some("region_service_event"),
        load_balancer: Some("load_balancer"),
    };
    /// On a site of the user's own: servers, failure domains and the site that they share.
    pub const OWN_SITE: Self = Self {
        node: "host_hardware",
        zone: "failure_domain_on_premises",
        zone_partial: None,
        region: "site_on_premises",
        region_event: None,
        load_balancer: None,
    };
}

/// What availability needs to know of the layout: plain numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// What fails below the platform.
    pub causes: Causes,
    /// Nodes of each zone.
    pub nodes_per_zone: Vec<u32>,
    /// Nodes that the service needs.
    pub k_nodes: u32,
    /// What stands behind the database.
    pub database: DatabaseForm,
    /// Seconds of a database failover, least and most.
    pub failover_seconds: (f64, f64),
    /// Where the failover seconds come from.
    pub failover_source: String,
    /// Seconds until the database's pod runs on another node of its zone, least and
    /// most, and where they come from; absent where its zone has no other node.
    pub pod_moves_seconds: Option<((f64, f64), String)>,
    /// Members of the chain's consensus of each zone, and how many must be up.
    pub quorum: Option<(Vec<u32>, u32)>,
    /// Least, likely and most minutes of a restore from copies; absent where there are none.
    pub restore_minutes: Option<(f64, f64, f64)>,
    /// The odds that a restore works; the repair hours of the row stand for one that does not.
    pub p_restore_works: f64,
}

/// The rates that the classes read.
#[derive(Clone, Copy, Debug)]
pub struct Rates<'a> {
    figures: Figures<'a>,
}

/// A rate that the catalogue lacks counts as never; the classes that read it say so.
const NONE: f64 = 0.0;

impl<'a> Rates<'a> {
    /// The rates of a plan.
    pub const fn new(figures: Figures<'a>) -> Self {
        Self { figures }
    }

    pub(super) fn rate(&self, class: &str) -> f64 {
        self.figures.rate(class).map_or(NONE, |figure| figure.likely())
    }

    pub(super) fn repair(&self, class: &str) -> Option<Figure<'a>> {
        self.figures.repair_hours(class)
    }

    pub(super) fn repair_mean(&self, class: &str) -> f64 {
        self.repair(class).map_or(NONE, |figure| figure.mean())
    }

    /// Length of an outage of a class, in minutes.
    pub(super) fn minutes(&self, class: &str) -> Law {
        self.repair(class).map_or(Law::Constant(0.0), |figure| Law::of(figure.value.times(60.0)))
    }

    fn assumption(&self, id: &str) -> f64 {
        self.figures.assumption(id).map_or(NONE, |figure| figure.likely())
    }

    /// A part that fails at the rate of a class and is repaired in its mean time.
    fn repairable(&self, class: &str) -> Repairable {
        repairable(self.rate(class), self.repair_mean(class))
    }
}

pub(super) fn repairable(per_year: f64, mttr_hours: f64) -> Repairable {
    if per_year > 0.0 {
        Repairable { mtbf_hours: YEAR_HOURS / per_year, mttr_hours }
    } else {
        Repairable::NEVER
    }
}

/// Every class of failure of a layout, hard ones first.
///
/// Rates are the likely ones, durations the mean of the PERT of low, likely and
/// high repair hours.
/// Source: docs/model.md, "Failure classes".
///
/// # Errors
/// [`ModelError`] when the layout has more zones than can be enumerated.
pub fn failure_classes(layout: &Layout, rates: Rates<'_>) -> Result<Vec<FailureClass>, ModelError> {
    let mut classes = vec![nodes(layout, rates)?];
    if let Some(row) = layout.causes.zone_partial {
        classes.push(zone_partial(layout, row, rates)?);
    }
    classes.push(database_class(layout, rates));
    classes.extend(services(layout.causes, rates));
    if let Some((members, needed)) = &layout.quorum {
        classes.push(quorum(members, *needed, layout.causes, rates)?);
    }
    classes.push(singletons(rates));
    classes.extend(people(layout, rates));
    classes.extend(soft(rates));
    classes.extend(benchmarks(rates));
    Ok(classes)
}

fn tier(layout: &Layout, nodes_per_zone: Vec<u32>, rates: Rates<'_>) -> NodeTier {
    NodeTier {
        zones: nodes_per_zone,
        k_nodes: layout.k_nodes,
        min_zones_up: 1,
        node: rates.repairable(layout.causes.node),
        zone: Some(rates.repairable(layout.causes.zone)),
    }
}

/// Outages of a solved chain as one stream with exponential lengths.
fn exponential(outage: Outage) -> Vec<OutageLaw> {
    outage.mean_minutes().map_or_else(Vec::new, |mean| {
        vec![OutageLaw { per_year: outage.per_year(), minutes: Law::Exponential { mean }, switched: false }]
    })
}

pub(super) fn sources(classes: &[&str]) -> Vec<String> {
    classes.iter().map(|class| (*class).to_owned()).collect()
}

fn nodes(layout: &Layout, rates: Rates<'_>) -> Result<FailureClass, ModelError> {
    let outage = tier(layout, layout.nodes_per_zone.clone(), rates).solve()?;
    let total: u32 = layout.nodes_per_zone.iter().sum();
    Ok(FailureClass {
        name: "nodes",
        title: "Nodes and whole zones",
        role: Role::Hard,
        infrastructure: true,
        laws: exponential(outage),
        outage,
        basis: format!(
            "exact; {} of {total} nodes needed over {} zones, each zone a common cause",
            layout.k_nodes,
            layout.nodes_per_zone.len()
        ),
        sources: sources(&[layout.causes.node, layout.causes.zone]),
    })
}

/// A partial event takes half of a zone's nodes, rounded up; the platform is down
/// if too few of the others are up in that while.
fn zone_partial(layout: &Layout, row: &str, rates: Rates<'_>) -> Result<FailureClass, ModelError> {
    let (per_year, hours) = (rates.rate(row), rates.repair_mean(row));
    let mut sum = Outage::NEVER;
    for zone in 0..layout.nodes_per_zone.len() {
        let mut left = layout.nodes_per_zone.clone();
        left[zone] -= left[zone].div_ceil(2);
        let given = tier(layout, left, rates).solve()?;
        let event = Outage::stream(per_year, hours);
        sum.unavailability += event.unavailability * given.unavailability;
        sum.per_hour += event.per_hour * given.unavailability + event.unavailability * given.per_hour;
    }
    Ok(FailureClass {
        name: "zone-partial",
        title: "Part of a zone's nodes",
        role: Role::Hard,
        infrastructure: true,
        laws: exponential(sum),
        outage: sum,
        basis: "exact given the event: half of the zone's nodes, rounded up, are gone".to_owned(),
        sources: sources(&[row]),
    })
}

/// A class that is one stream of events with the rate and repair of its row.
struct Stream<'a> {
    name: &'static str,
    title: &'static str,
    row: &'a str,
    /// What the rate is multiplied by.
    exposure: f64,
    basis: String,
}

impl Stream<'_> {
    fn class(self, role: Role, infrastructure: bool, rates: Rates<'_>) -> FailureClass {
        let per_year = rates.rate(self.row) * self.exposure;
        FailureClass {
            name: self.name,
            title: self.title,
            role,
            infrastructure,
            outage: Outage::stream(per_year, rates.repair_mean(self.row)),
            laws: vec![OutageLaw { per_year, minutes: rates.minutes(self.row), switched: false }],
            basis: self.basis,
            sources: sources(&[self.row]),
        }
    }
}

/// A stream at the full rate of its row.
fn stream<'a>(name: &'static str, title: &'static str, row: &'a str, basis: impl Into<String>) -> Stream<'a> {
    Stream { name, title, row, exposure: 1.0, basis: basis.into() }
}

fn services(causes: Causes, rates: Rates<'_>) -> Vec<FailureClass> {
    let mut classes = Vec::new();
    if let Some(row) = causes.load_balancer {
        let exposure = rates.assumption("availability.load_balancer_exposure");
        let basis = format!("rate of the region × {exposure} exposure");
        let balancer = Stream { exposure, ..stream("load-balancer", "Load balancer", row, basis) };
        let mut balancer = balancer.class(Role::Hard, true, rates);
        balancer.sources.push("availability.load_balancer_exposure".to_owned());
        classes.push(balancer);
    }
    let network = stream("network", "Internet and network", "internet_or_network", "rate of the region");
    let dns = stream("dns", "DNS", "dns", "rate of the service");
    classes.extend([network.class(Role::Hard, true, rates), dns.class(Role::Hard, true, rates)]);
    classes.push(match causes.region_event {
        Some(row) => region(row, causes.region, rates),
        None => stream("region", "Site", causes.region, "the site that all failure domains share").class(
            Role::Hard,
            true,
            rates,
        ),
    });
    classes
}

fn region(event: &'static str, major: &'static str, rates: Rates<'_>) -> FailureClass {
    const SEVERITY: &str = "availability.region_event_severity";
    let severity = rates.assumption(SEVERITY);
    let minor = Stream { exposure: severity, ..stream("region", "Region", event, "") };
    let minor = minor.class(Role::Hard, true, rates);
    let class = stream("region", "Region", major, "").class(Role::Hard, true, rates);
    FailureClass {
        outage: super::in_series(&[minor.outage, class.outage]),
        laws: minor.laws.into_iter().chain(class.laws.iter().copied()).collect(),
        basis: format!("service events at {severity} severity, and major events in full"),
        sources: sources(&[event, major, SEVERITY]),
        ..class
    }
}

/// Validators that fail on their own, with their node or with their zone.
fn quorum(
    members: &[u32],
    needed: u32,
    causes: Causes,
    rates: Rates<'_>,
) -> Result<FailureClass, ModelError> {
    let own = (rates.rate("validator_fault"), rates.repair_mean("validator_fault"));
    let node = (rates.rate(causes.node), rates.repair_mean(causes.node));
    let per_year = own.0 + node.0;
    let mttr = if per_year > 0.0 { (own.0 * own.1 + node.0 * node.1) / per_year } else { 0.0 };
    let outage = NodeTier {
        zones: members.to_vec(),
        k_nodes: needed,
        min_zones_up: 1,
        node: repairable(per_year, mttr),
        zone: Some(rates.repairable(causes.zone)),
    }
    .solve()?;
    let total: u32 = members.iter().sum();
    Ok(FailureClass {
        name: "chain-quorum",
        title: "Chain quorum",
        role: Role::Hard,
        infrastructure: true,
        laws: exponential(outage),
        outage,
        basis: format!(
            "exact; {needed} of {total} validators must sign; their volumes pin them to their zones"
        ),
        sources: sources(&["validator_fault", causes.node, causes.zone]),
    })
}

fn singletons(rates: Rates<'_>) -> FailureClass {
    let count = rates.assumption("availability.singletons");
    let basis = format!("{count} parts that run once and restart elsewhere");
    let parts = stream("singletons", "Execution engine and indexer", "singleton_restart", basis);
    let mut class = Stream { exposure: count, ..parts }.class(Role::Hard, true, rates);
    class.sources.push("availability.singletons".to_owned());
    class
}

fn people(layout: &Layout, rates: Rates<'_>) -> Vec<FailureClass> {
    let changes = rates.figures.plan().team.changes_per_year.likely();
    let basis = format!("{changes} changes a year × probability of a bad one");
    let change = Stream { exposure: changes, ..stream("bad-change", "Bad change", "bad_change", basis) };
    let error = stream("human-error", "Human error", "human_error_major", "rate of an organisation");
    let [change, error] = [change, error].map(|stream| stream.class(Role::Hard, false, rates));
    vec![change, error, corruption(layout, rates)]
}

/// Corruption or deletion: as long as a restore takes; the hours of the row where nothing is
/// there to restore from.
fn corruption(layout: &Layout, rates: Rates<'_>) -> FailureClass {
    const ROW: &str = "data_corruption_or_deletion";
    let stream = |basis: String| stream("data-corruption", "Corruption or deletion", ROW, basis);
    let Some((low, mode, high)) = layout.restore_minutes else {
        return stream("not every data has a copy: repair hours of the row".to_owned()).class(
            Role::Hard,
            false,
            rates,
        );
    };
    let works = layout.p_restore_works;
    let basis = format!(
        "restore from copies: {low:.0} to {high:.0} min, likely {mode:.0}; it works with odds of {:.0} %, else the row's repair hours, {:.1} in the mean",
        works * 100.0,
        rates.repair_mean(ROW)
    );
    let class = stream(basis).class(Role::Hard, false, rates);
    let minutes = if high > low { Law::Pert { low, mode, high } } else { Law::Constant(mode) };
    let per_year = rates.rate(ROW);
    let mean_hours = works * minutes.mean() / 60.0 + (1.0 - works) * rates.repair_mean(ROW);
    let restored = OutageLaw { per_year: per_year * works, minutes, switched: false };
    let failed = class.laws.iter().map(|law| OutageLaw { per_year: law.per_year * (1.0 - works), ..*law });
    FailureClass {
        outage: Outage::stream(per_year, mean_hours),
        laws: std::iter::once(restored).chain(failed).filter(|law| law.per_year > 0.0).collect(),
        ..class
    }
}

fn soft(rates: Rates<'_>) -> Vec<FailureClass> {
    let plan = rates.figures.plan();
    let nodes = match (plan.data_services(), plan.cache.high_availability) {
        (DataServices::OfProfile, _) | (_, HighAvailability::None) => 1.0,
        (_, HighAvailability::ZoneRedundant) => 2.0,
    };
    let basis = format!("nodes: {nodes}; a miss is slower, not down");
    let cache = stream("cache", "Cache", "cache_node", basis);
    let control_plane = stream(
        "control-plane",
        "Control plane",
        "control_plane_managed",
        "running pods go on; healing, scaling and deploys wait",
    );
    let basis = match plan.data_services() {
        DataServices::OfProfile => "Velero's copies; the application's objects are in a pod of the cluster",
        DataServices::Managed | DataServices::OnSite => "the backup path for the most part",
    };
    let objects = stream("object-storage", "Object storage", "object_storage", basis);
    [Stream { exposure: nodes, ..cache }, control_plane, objects]
        .map(|stream| stream.class(Role::Soft, true, rates))
        .into()
}

fn benchmarks(rates: Rates<'_>) -> Vec<FailureClass> {
    let only = "for comparison only, never added";
    [
        stream("node-literature", "A virtual machine in the literature", "node_vm_literature", only),
        stream("saas-reported", "Whole products as their operators report", "saas_operator_reported", only),
        stream("cloud-service", "Any cloud service", "cloud_service_any", only),
    ]
    .map(|stream| stream.class(Role::Benchmark, false, rates))
    .into()
}
