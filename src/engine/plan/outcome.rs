//! A plan's point values.

use crate::engine::availability::{
    self, FailureClass, ModelError, Outage, Rates, Role, failure_classes, in_series,
};
use crate::engine::backup::{Backups, backups};
use crate::engine::catalogue::{Catalogue, Date, Digest, GLOBAL, PriceSheet, RegionState, ServiceLevel};
use crate::engine::cost::{self, Bill, bill, cache_class, database_class};
use crate::engine::effort::{Maintenance, Setup, Slot, maintenance, makespan_hours, schedule, setup};
use crate::engine::recovery::{self, Recovery, recoveries};
use crate::engine::scenario::{Auto, Figures, HighAvailability, Plan, ZoneLoss};
use crate::engine::sizing::{
    Choice, Demand, Fit, Need, Quorum, SizingError, choose, demand, fit, nodes_needed, quorum_of,
};
use crate::engine::topology::spread_evenly;
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
    pub database_class: Option<String>,
    /// Cache class.
    pub cache_class: Option<String>,
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
    let provider = plan.platform.provider;
    let region = catalogue
        .sheet(provider, &plan.platform.region)
        .ok_or_else(|| PlanError::NoPrices { region: plan.platform.region.clone() })?;
    let empty = PriceSheet::default();
    let global = catalogue.sheet(provider, GLOBAL).unwrap_or(&empty);
    let figures = Figures::new(catalogue, plan);

    let sizing = size(plan, catalogue, region, figures)?;
    let backups = backups(figures, sizing.demand.volumes_gib);
    let memory_share = figures.assumption("cache.usable_memory_share").map_or(1.0, |figure| figure.likely());
    let database_class = database_class(&plan.database, catalogue, region);
    let cache_class = cache_class(&plan.cache, catalogue, region, memory_share);
    let bill = bill(
        figures,
        &cost::Layout {
            instance_type: sizing.choice.best.instance_type.clone(),
            nodes: sizing.choice.best.nodes,
            volumes_gib: sizing.demand.volumes_gib,
            requested_vcpu: sizing.demand.total.cpu_m as f64 / 1000.0,
            database_class: database_class.clone(),
            cache_class: cache_class.clone(),
        },
        &backups,
        region,
        global,
    );
    let availability = available(plan, catalogue, figures, &sizing)?;
    let recoveries = recover(plan, catalogue, figures, &sizing);
    let effort = work(plan, catalogue);
    let (digest, newest, oldest) = catalogue.identity(provider, &plan.platform.region);
    let mut outcome = Outcome {
        plan: plan.clone(),
        digest,
        newest,
        oldest,
        sizing,
        database_class,
        cache_class,
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

fn size(
    plan: &Plan,
    catalogue: &Catalogue,
    region: &PriceSheet,
    figures: Figures<'_>,
) -> Result<SizingResult, PlanError> {
    let zones = plan.platform.zones;
    let demand = demand(&catalogue.components, plan.platform.provider, &plan.workload, zones);
    let root_gib = figures.assumption("node.root_volume_gib").map_or(0.0, |figure| figure.likely());
    let root_volume = region.meter("ebs", "gp3 storage").and_then(|meter| meter.cost(root_gib));
    let need = Need {
        demand: &demand,
        pool: &plan.node_pool,
        zones,
        region: &plan.platform.region,
        network: plan.platform.pod_network,
        root_volume: root_volume.unwrap_or_default(),
    };
    let choice = choose(&need, &catalogue.instance_types, &catalogue.node_rules, region)?;
    let nodes_per_zone = spread_evenly(choice.best.nodes, zones, 0);
    let fit = fit(&demand, &choice.best.node, &nodes_per_zone);
    // Where the pods do not fit even with all nodes, the service is never whole.
    let short = if fit.fits { 0 } else { choice.best.nodes + 1 };
    let k_nodes = nodes_needed(&demand, &choice.best.node).max(short);
    let quorums =
        demand.groups.iter().filter(|group| group.name == "besu-validator").map(quorum_of).collect();
    Ok(SizingResult { choice, nodes_per_zone, demand, fit, k_nodes, quorums })
}

/// The row of a promise.
fn level<'c>(
    catalogue: &'c Catalogue,
    provider: &str,
    service: &str,
    configuration: &str,
) -> Option<&'c ServiceLevel> {
    catalogue.service_levels.iter().find(|level| {
        level.provider == provider
            && level.service == service
            && level.configuration.starts_with(configuration)
    })
}

/// Seconds of a failover of the pair on AWS, and the row that says so.
fn failover(catalogue: &Catalogue) -> ((f64, f64), String) {
    let row = level(catalogue, "aws", "RDS", "Multi-AZ DB instance");
    let ends = row.and_then(|row| Some((row.failover_seconds_low?, row.failover_seconds_high?)));
    (ends.unwrap_or((0.0, 0.0)), "slas: aws RDS, Multi-AZ DB instance".to_owned())
}

fn available(
    plan: &Plan,
    catalogue: &Catalogue,
    figures: Figures<'_>,
    sizing: &SizingResult,
) -> Result<AvailabilityResult, PlanError> {
    let (failover_seconds, failover_source) = failover(catalogue);
    let layout = availability::Layout {
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

fn has_standby(plan: &Plan) -> bool {
    plan.database.high_availability == HighAvailability::ZoneRedundant
}

/// The product of the promises of the layout's hard services.
fn contractual(plan: &Plan, catalogue: &Catalogue) -> (Option<f64>, Vec<String>) {
    let zones = plan.platform.zones > 1;
    let database = if has_standby(plan) { "Multi-AZ DB instance" } else { "single DB instance" };
    let compute = if zones { "region level" } else { "instance level" };
    let balancer = ("ELB (ALB / NLB / CLB)", "deployed in 2 or more AZs");
    let single_balancer = ("ELB (ALB / NLB / GWLB)", "one AZ");
    let balancer = if zones { balancer } else { single_balancer };
    let parts = [
        ("EKS", "control plane (standard)"),
        ("EC2", compute),
        ("RDS", database),
        balancer,
        ("Route 53", ""),
    ];
    let mut product = 100.0;
    let mut names = Vec::new();
    for (service, configuration) in parts {
        let row = level(catalogue, "aws", service, configuration);
        let Some(pct) = row.and_then(|row| row.sla_pct) else { return (None, names) };
        product *= pct / 100.0;
        names.push(format!("{service} {pct} %"));
    }
    (Some(product), names)
}

fn recover(plan: &Plan, catalogue: &Catalogue, figures: Figures<'_>, sizing: &SizingResult) -> Vec<Recovery> {
    let reschedule = level(catalogue, "any", "Kubernetes", "pods of a lost node");
    let ends = reschedule.and_then(|row| Some((row.failover_seconds_low?, row.failover_seconds_high?)));
    let layout = recovery::Layout {
        nodes: sizing.choice.best.nodes,
        zones: plan.platform.zones,
        zones_that_stop: zones_that_stop(sizing),
        database_pair: has_standby(plan),
        failover_seconds: failover(catalogue).0,
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

fn warnings(outcome: &Outcome, catalogue: &Catalogue) -> Vec<Warning> {
    let plan = &outcome.plan;
    let mut warnings = Vec::new();
    let mut warn = |code, path: &str, message: String| {
        warnings.push(Warning { code, path: path.to_owned(), message });
    };
    let region = catalogue.region(plan.platform.provider, &plan.platform.region);
    if let Some(region) = region.filter(|region| region.state == RegionState::Unusable) {
        let since = region.state_as_of.map_or_else(String::new, |date| format!(" (as of {date})"));
        let message =
            format!("{} is declared unusable by its provider{since}; its prices are kept", region.name);
        warn("region-unusable", "platform.region", message);
    }
    let zone_loss = &outcome.sizing.fit.zone_loss;
    if !outcome.sizing.fit.fits {
        let message = format!(
            "the pods do not fit even with all zones there; nodes: {}",
            outcome.sizing.choice.best.nodes
        );
        warn("does-not-fit", "node_pools.0.nodes", message);
    } else if !zone_loss.survives && plan.node_pool.zone_loss == ZoneLoss::Static {
        let message = if plan.platform.zones < 2 {
            "with one zone, nothing is left when it is lost".to_owned()
        } else {
            format!(
                "the pods do not fit when a zone is lost: {} is short by {:.0} %",
                zone_loss.binding_resource, -zone_loss.spare_pct
            )
        };
        warn("zone-loss", "node_pools.0.nodes", message);
    }
    for quorum in outcome.sizing.quorums.iter().filter(|q| q.members > 0 && !q.survives_zone_loss) {
        let message = format!(
            "{} of {} members must be up; a zone holds {}",
            quorum.needed,
            quorum.members,
            quorum.per_zone.iter().max().copied().unwrap_or(0)
        );
        warn("quorum", &format!("workload.replicas.{}", quorum.component), message);
    }
    let pool_is_auto = plan.node_pool.nodes == Auto::Auto;
    if !pool_is_auto && outcome.sizing.choice.best.nodes < plan.platform.zones {
        warn("empty-zone", "node_pools.0.nodes", "fewer nodes than zones: a zone has none".to_owned());
    }
    for line in outcome.bill.lines.iter().filter(|line| line.list().is_none()) {
        if let cost::Price::Unpriced { reason } = &line.price {
            warn("unpriced", "cost.unpriced", format!("{}: {reason}", line.component));
        }
    }
    for path in &plan.without_effect {
        warn("without-effect", path, "is read and has no effect yet".to_owned());
    }
    for name in &outcome.sizing.demand.without_request {
        warn(
            "no-request",
            "workload.profile",
            format!("{name} publishes no request; it counts as a pod only"),
        );
    }
    warnings
}
