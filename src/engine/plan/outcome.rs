//! A plan's point values.

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
use crate::engine::recovery::{self, Recovery, recoveries};
use crate::engine::scenario::{Figures, HighAvailability, Plan};
use crate::engine::sizing::{Choice, Demand, Fit, Odf, Quorum, SizingError};
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
    /// Type and count.
    pub choice: Choice,
    /// Nodes of each zone.
    pub nodes_per_zone: Vec<u32>,
    /// What all pods ask for.
    pub demand: Demand,
    /// Whether they fit.
    pub fit: Fit,
    /// Nodes that the service needs.
    pub k_nodes: u32,
    /// Consensus of the chain, if it has one of its own.
    pub quorums: Vec<Quorum>,
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
    /// Database class.
    pub database: Option<DatabaseChoice>,
    /// Cache class.
    pub cache: Option<CacheChoice>,
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
    // A class that only the stand-in's list prices is better than none: its line says so.
    let in_order = || std::iter::once(&prices).chain(stand_in.as_ref().map(|(_, prices)| prices));
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
    let availability = available(plan, catalogue, figures, &sizing)?;
    let recoveries = recover(plan, catalogue, figures, &sizing);
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
        openshift,
        odf,
        bill,
        backups,
        availability,
        recoveries,
        effort,
        warnings: Vec::new(),
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
) -> Result<AvailabilityResult, PlanError> {
    let (failover_seconds, failover_source) = failover(catalogue, plan.platform.host);
    let layout = availability::Layout {
        causes: causes(plan.platform.host),
        nodes_per_zone: sizing.nodes_per_zone.clone(),
        k_nodes: sizing.k_nodes,
        database_pair: has_standby(plan),
        failover_seconds,
        failover_source,
        quorum: sizing
            .quorums
            .iter()
            .find(|quorum| quorum.members > 0)
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
    plan.database.high_availability == HighAvailability::ZoneRedundant
}

fn recover(plan: &Plan, catalogue: &Catalogue, figures: Figures<'_>, sizing: &SizingResult) -> Vec<Recovery> {
    let reschedule = level(catalogue, "any", "Kubernetes", "pods of a lost node");
    let ends = reschedule.and_then(|row| Some((row.failover_seconds_low?, row.failover_seconds_high?)));
    let layout = recovery::Layout {
        causes: causes(plan.platform.host),
        nodes: sizing.choice.best.nodes,
        zones: plan.platform.zones,
        zones_that_stop: zones_that_stop(sizing),
        database_pair: has_standby(plan),
        failover_seconds: failover(catalogue, plan.platform.host).0,
        reschedule_seconds: ends.unwrap_or((0.0, 0.0)),
    };
    recoveries(&layout, figures)
}

/// Zones whose loss stops the platform.
fn zones_that_stop(sizing: &SizingResult) -> u32 {
    let zones = sizing.nodes_per_zone.len() as u32;
    if !sizing.fit.zone_loss.survives {
        return zones;
    }
    let stops = |zone: usize| {
        sizing.quorums.iter().any(|quorum| quorum.members - quorum.per_zone[zone] < quorum.needed)
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
