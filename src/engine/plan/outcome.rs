//! A plan's point values.

use super::DataPods;
use super::promises::{contractual, failover, level};
use super::size::{control_plane, size};
use super::storage::storage;
use super::warnings::warnings;
use crate::engine::availability::{
    self, Causes, FailureClass, ModelError, Outage, Rates, Role, failure_classes, in_series,
};
use crate::engine::backup::{Backups, backups};
use crate::engine::catalogue::{Catalogue, Date, Digest, Host, Prices};
use crate::engine::cost::{
    self, Bill, CacheChoice, DatabaseChoice, OpenshiftLayout, bill, cache_choice, database_choice,
};
use crate::engine::effort::{Maintenance, Setup, Slot, maintenance, makespan_hours, schedule, setup};
use crate::engine::manifest::Finding;
use crate::engine::recovery::{self, Recovery, recoveries};
use crate::engine::scenario::{DataServices, DatabaseForm, Figures, Plan};
use crate::engine::sizing::{
    Choice, Consensus, Demand, Odf, Placement, Quorum, RouterShards, Runway, SizingError, ZoneLossOutcome,
};
use crate::engine::units::Usd;

/// Why a checked plan cannot be planned.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PlanError {
    /// The price file of the region was not handed in.
    #[error("the prices of {region} are not loaded")]
    NoPrices {
        /// Region.
        region: String,
    },
    /// The workload cannot be sized.
    #[error(transparent)]
    Sizing(#[from] SizingError),
    /// The reliability model cannot be solved.
    #[error(transparent)]
    Model(#[from] ModelError),
}

/// Nodes and what fits on them.
#[derive(Clone, Debug, PartialEq)]
pub struct SizingResult {
    /// Type and count, and every pod on its node.
    pub choice: Choice,
    /// What all pods ask for.
    pub demand: Demand,
    /// The resource of which least stays free with all zones there, and how much, percent.
    pub spare: (&'static str, f64),
    /// Nodes that the service needs.
    pub k_nodes: u32,
    /// Every consensus: of the chain, of a database, of the control plane.
    pub quorums: Vec<Quorum>,
    /// Routers of OpenShift over the zones.
    pub routers: Option<RouterShards>,
}

impl SizingResult {
    /// Every pod on its node.
    pub const fn placement(&self) -> &Placement {
        &self.choice.placement
    }

    /// Nodes of each zone.
    pub fn nodes_per_zone(&self) -> &[u32] {
        &self.placement().nodes_per_zone
    }

    /// The worst loss of a zone: the one that leaves most pods without a node, then the
    /// one that leaves least free.
    pub fn worst_loss(&self) -> Option<&ZoneLossOutcome> {
        let missing =
            |loss: &ZoneLossOutcome| loss.unplaced.iter().map(|unplaced| unplaced.count).sum::<u32>();
        let losses = self.placement().zone_losses.iter();
        losses.min_by(|a, b| missing(b).cmp(&missing(a)).then(a.spare.1.total_cmp(&b.spare.1)))
    }

    /// Pods of a group in each zone.
    pub fn per_zone(&self, name: &str) -> Option<&[u32]> {
        let group = self.demand.groups.iter().position(|group| group.name == name)?;
        self.placement().per_zone.get(group).map(Vec::as_slice)
    }
}

/// How available the layout is.
#[derive(Clone, Debug, PartialEq)]
pub struct AvailabilityResult {
    /// Every class with role hard, in series.
    pub headline: Outage,
    /// The same without changes, people and corruption.
    pub infrastructure: Outage,
    /// Product of the providers' promises, percent: a bound on refunds, no forecast.
    pub contractual_pct: Option<f64>,
    /// The promises that it multiplies.
    pub contractual_of: Vec<String>,
    /// Every class.
    pub classes: Vec<FailureClass>,
}

/// People.
#[derive(Clone, Debug, PartialEq)]
pub struct EffortResult {
    /// Setup.
    pub setup: Setup,
    /// Who does which setup task when, at the likely hours.
    pub slots: Vec<Slot>,
    /// Working days of the setup at the mean hours.
    pub setup_days: f64,
    /// Working days for each hour of setup work, with the plan's team.
    pub days_per_hour: f64,
    /// Recurring work.
    pub maintenance: Maintenance,
    /// Planned work as a share of a full-time year.
    pub fte_planned: f64,
    /// What the vendor holds in reserve.
    pub fte_reserved: Option<f64>,
    /// Planned work of a month in money.
    pub labour_monthly: Usd,
}

/// Everything that a plan computes without draws and laws.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The plan.
    pub plan: Plan,
    /// Digest of the data that it read.
    pub digest: Digest,
    /// Newest date of the data.
    pub newest: Option<Date>,
    /// Oldest date of the data.
    pub oldest: Option<Date>,
    /// Nodes.
    pub sizing: SizingResult,
    /// Database class; none where the profile runs its own.
    pub database: Option<DatabaseChoice>,
    /// Cache class; none where the profile runs its own.
    pub cache: Option<CacheChoice>,
    /// Data services that are pods of the profile.
    pub data_pods: Option<DataPods>,
    /// What OpenShift adds to the nodes.
    pub openshift: Option<OpenshiftLayout>,
    /// The storage cluster of a site of one's own.
    pub odf: Option<Odf>,
    /// Money.
    pub bill: Bill,
    /// Backups.
    pub backups: Backups,
    /// Availability.
    pub availability: AvailabilityResult,
    /// Recovery.
    pub recoveries: Vec<Recovery>,
    /// People.
    pub effort: EffortResult,
    /// Warnings: code, path, message.
    pub warnings: Vec<Warning>,
    /// How long the layout lasts while the workload grows; see [`super::assess`].
    pub runway: Option<Runway>,
    /// Weaknesses of the user's own manifests; see [`super::assess`].
    pub review: Vec<Finding>,
    /// What mends its findings; empty until [`super::assess`] looks for it.
    pub remedies: Vec<super::Remedy>,
}

/// Something that the reader should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Short name of the kind of warning.
    pub code: &'static str,
    /// The key of the plan that it is about.
    pub path: String,
    /// The warning in words.
    pub message: String,
}

/// Plans a checked plan.
///
/// # Errors
/// [`PlanError`] when prices are not loaded or no layout can be sized.
pub fn evaluate(plan: &Plan, catalogue: &Catalogue) -> Result<Outcome, PlanError> {
    let platform = &plan.platform;
    let prices_of = |region: Option<&str>| {
        Prices::of(catalogue, platform.provider, platform.host, region)
            .ok_or_else(|| PlanError::NoPrices { region: region.unwrap_or_default().to_owned() })
    };
    let prices = prices_of(platform.region.as_deref())?;
    let stand_in = plan.finance.stand_in_region.as_deref();
    let stand_in =
        stand_in.map(|region| prices_of(Some(region)).map(|prices| (region, prices))).transpose()?;
    let figures = Figures::new(catalogue, plan);

    let sizing = size(plan, catalogue, &prices, figures)?;
    let backups = backups(figures, sizing.demand.volumes_gib);
    let odf = storage(figures, catalogue, &sizing.demand, &backups)?;
    let memory_share = figures.assumption("cache.usable_memory_share").map_or(1.0, |figure| figure.likely());
    let data_pods = DataPods::of(plan, catalogue, &sizing);
    // A class that only the stand-in's list prices is better than none: its line says so.
    // Where the profile runs its own data services there is no class to choose.
    let has_classes = plan.data_services() != DataServices::OfProfile;
    let lists = || std::iter::once(&prices).chain(stand_in.as_ref().map(|(_, prices)| prices));
    let in_order = || lists().filter(|_| has_classes);
    let database = in_order().find_map(|prices| database_choice(&plan.database, platform, catalogue, prices));
    let cache =
        in_order().find_map(|prices| cache_choice(&plan.cache, platform, catalogue, prices, memory_share));
    let best = &sizing.choice.best;
    let openshift = control_plane(plan, catalogue, &prices, figures, best);
    let layout = cost::Layout {
        instance_type: best.instance_type.clone(),
        node_vcpu: catalogue.types(platform.host).get(&best.instance_type).map_or(0, |shape| shape.vcpu),
        nodes: best.nodes,
        volumes: sizing.demand.volumes(),
        requested_vcpu: sizing.demand.total.cpu_m as f64 / 1000.0,
        database: database.clone(),
        cache: cache.clone(),
        backups: backups.clone(),
        openshift: openshift.clone(),
        storage_nodes: odf.as_ref().map_or(0, |odf| odf.nodes),
    };
    let bill = bill(figures, &layout, &prices, stand_in.as_ref().map(|(region, prices)| (*region, prices)));
    let database_zone = data_pods.as_ref().and_then(|pods| pods.database_zone);
    let availability = available(plan, catalogue, figures, &sizing, database_zone)?;
    let recoveries = recover(plan, catalogue, figures, &sizing, &backups, database_zone);
    let effort = work(plan, catalogue);
    let (digest, newest, oldest) =
        catalogue.identity(platform.provider, platform.host, platform.region.as_deref());
    let mut outcome = Outcome {
        plan: plan.clone(),
        digest,
        newest,
        oldest,
        sizing,
        database,
        cache,
        data_pods,
        openshift,
        odf,
        bill,
        backups,
        availability,
        recoveries,
        effort,
        warnings: Vec::new(),
        runway: None,
        review: Vec::new(),
        remedies: Vec::new(),
    };
    outcome.warnings = warnings(&outcome, catalogue);
    Ok(outcome)
}

/// What fails below a platform on this host.
const fn causes(host: Host) -> Causes {
    match host {
        Host::Aws | Host::Azure | Host::Gcp => Causes::CLOUD,
        Host::OnPrem => Causes::OWN_SITE,
    }
}

fn available(
    plan: &Plan,
    catalogue: &Catalogue,
    figures: Figures<'_>,
    sizing: &SizingResult,
    database_zone: Option<usize>,
) -> Result<AvailabilityResult, PlanError> {
    let (failover_seconds, failover_source) = failover(catalogue, plan.platform.host);
    let nodes_beside = database_zone.and_then(|zone| sizing.nodes_per_zone().get(zone)).copied().unwrap_or(0);
    let layout = availability::Layout {
        causes: causes(plan.platform.host),
        nodes_per_zone: sizing.nodes_per_zone().to_vec(),
        k_nodes: sizing.k_nodes,
        database: plan.database_form(),
        failover_seconds,
        failover_source,
        pod_moves_seconds: reschedule(catalogue).filter(|_| nodes_beside > 1),
        quorum: sizing
            .quorums
            .iter()
            .find(|quorum| quorum.consensus == Consensus::Validators)
            .map(|quorum| (quorum.per_zone.clone(), quorum.needed)),
    };
    let classes = failure_classes(&layout, Rates::new(figures))?;
    let hard = |infrastructure_only: bool| -> Vec<Outage> {
        classes
            .iter()
            .filter(|class| class.role == Role::Hard && (!infrastructure_only || class.infrastructure))
            .map(|class| class.outage)
            .collect()
    };
    let (contractual_pct, contractual_of) = contractual(plan, catalogue);
    Ok(AvailabilityResult {
        headline: in_series(&hard(false)),
        infrastructure: in_series(&hard(true)),
        contractual_pct,
        contractual_of,
        classes,
    })
}

pub(super) fn has_standby(plan: &Plan) -> bool {
    plan.database_form() == DatabaseForm::Pair
}

/// Seconds until the pods of a lost node run elsewhere, and the row that says so.
fn reschedule(catalogue: &Catalogue) -> Option<((f64, f64), String)> {
    let row = level(catalogue, "any", "Kubernetes", "pods of a lost node")?;
    let ends = (row.failover_seconds_low?, row.failover_seconds_high?);
    Some((ends, format!("slas: Kubernetes, {}", row.configuration)))
}

fn recover(
    plan: &Plan,
    catalogue: &Catalogue,
    figures: Figures<'_>,
    sizing: &SizingResult,
    backups: &Backups,
    database_zone: Option<usize>,
) -> Vec<Recovery> {
    let of_database = backups.losses.iter().find(|loss| loss.surface == "database");
    let layout = recovery::Layout {
        causes: causes(plan.platform.host),
        nodes: sizing.choice.best.nodes,
        zones: plan.platform.zones,
        zones_that_stop: zones_that_stop(sizing, database_zone),
        database: plan.database_form(),
        backup_age_seconds: of_database.map(|loss| loss.at_most_seconds),
        failover_seconds: failover(catalogue, plan.platform.host).0,
        reschedule_seconds: reschedule(catalogue).map_or((0.0, 0.0), |(ends, _)| ends),
        starts_nodes: sizing.placement().zone_losses.iter().any(|loss| !loss.new_nodes.is_empty()),
    };
    recoveries(&layout, figures)
}

/// Zones whose loss stops the platform; `database_zone` is that of the database's one pod.
fn zones_that_stop(sizing: &SizingResult, database_zone: Option<usize>) -> u32 {
    let zones = sizing.nodes_per_zone().len() as u32;
    let losses = &sizing.placement().zone_losses;
    if zones < 2 || !sizing.placement().fits() {
        return zones;
    }
    let stops = |zone: usize| {
        let mut quorums = sizing.quorums.iter().filter(|quorum| quorum.is_hard);
        database_zone == Some(zone)
            || losses.get(zone).is_none_or(|loss| !loss.survives)
            || quorums.any(|quorum| quorum.members - quorum.per_zone[zone] < quorum.needed)
    };
    (0..zones as usize).filter(|zone| stops(*zone)).count() as u32
}

fn work(plan: &Plan, catalogue: &Catalogue) -> EffortResult {
    let pattern = plan.platform.pattern;
    let setup = setup(&catalogue.tasks, pattern);
    let likely: Vec<f64> = setup.tasks.iter().map(|task| task.hours.likely).collect();
    let engineers = plan.team.engineers as usize;
    let slots = schedule(&setup.tasks, &likely, engineers);
    let (alone, together): (f64, f64) = (likely.iter().sum(), makespan_hours(&slots));
    let share = if alone > 0.0 { together / alone } else { 0.0 };
    let days_per_hour = share / plan.team.productive_hours_per_day.likely();
    let maintenance = maintenance(&catalogue.tasks, pattern);
    let month = maintenance.year_mean / 12.0;
    EffortResult {
        setup_days: setup.mean * days_per_hour,
        days_per_hour,
        slots,
        fte_planned: maintenance.year_mean / plan.team.hours_per_fte_year.likely(),
        fte_reserved: catalogue.stated(pattern, "team-minimum").and_then(|stated| stated.low),
        labour_monthly: Usd::from_dollars(month * plan.team.hourly_cost_usd.likely()),
        setup,
        maintenance,
    }
}
