//! A plan's point values.

use super::DataPods;
use super::copies::setting;
use super::failures::available;
use super::money::{Biller, CostSwings, Horizon, Lists, Load, Services, SupportEntry};
use super::pattern::{Failover, Sites};
use super::promises::Promise;
use super::recover::{Results, recover};
use super::size::size;
use super::storage::{disks, storage};
use super::upkeep::Upkeep;
use super::warnings::warnings;
use super::work::work;
use crate::engine::availability::{AvailabilityModel, FailureClass, ModelError, Outage, Switch};
use crate::engine::backup::{Backups, Durability, Retention, backups, durability};
use crate::engine::catalogue::{Catalogue, Date, Digest};
use crate::engine::cost::{Bill, CacheChoice, DatabaseChoice, OpenshiftLayout};
use crate::engine::effort::{Calendar, Setup, Slot};
use crate::engine::manifest::Finding;
use crate::engine::recovery::Recovery;
use crate::engine::scenario::{Figures, Plan};
use crate::engine::sizing::{
    Choice, Demand, Odf, Placement, Quorum, RouterShards, Runway, SizingError, ZoneLossOutcome,
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
    /// The same with their outages as the provider counts them, and its credits.
    pub promises: Vec<Promise>,
    /// Every class.
    pub classes: Vec<FailureClass>,
    /// The failover that ends outages of some of them.
    pub switch: Option<Switch>,
    /// The layout and the rates that they were computed from.
    pub model: AvailabilityModel,
}

/// The setup on its calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct SetupResult {
    /// Its tasks.
    pub setup: Setup,
    /// Who does which of the stated tasks when, were they all there is: working hours, at the
    /// likely hours of each task.
    pub stated_slots: Vec<Slot>,
    /// Working days of the stated tasks at their mean hours; none where nothing is stated.
    pub stated_days: Option<f64>,
    /// Days within which the vendor says that a setup is done; none where it says nothing.
    pub vendor_days: Vec<f64>,
    /// All tasks on the calendar.
    pub schedule: SetupSchedule,
}

/// All setup tasks on the calendar, at the likely hours of each.
#[derive(Clone, Debug, PartialEq)]
pub struct SetupSchedule {
    /// Who does which task when: hours of the clock since midnight of the start date.
    pub slots: Vec<Slot>,
    /// Working days from the start to the end, waits among them.
    pub working_days: f64,
    /// The day on which the last task is finished.
    pub finish: Date,
    /// The calendar.
    pub calendar: Calendar,
}

/// People.
#[derive(Clone, Debug, PartialEq)]
pub struct EffortResult {
    /// Setup.
    pub setup: SetupResult,
    /// What keeps it running.
    pub upkeep: Upkeep,
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
    /// Until when the versions of the plan are supported.
    pub support: Vec<SupportEntry>,
    /// Backups.
    pub backups: Backups,
    /// How likely data are lost for good.
    pub durability: Durability,
    /// Availability.
    pub availability: AvailabilityResult,
    /// What copies take over the horizon, run by run; see [`super::assess`].
    pub retention: Option<Retention>,
    /// What the copies of each month of the horizon cost, where every line of them has a
    /// price; see [`super::assess`].
    pub copies_by_month: Vec<Option<Usd>>,
    /// Money month by month; see [`super::assess`].
    pub horizon: Option<Horizon>,
    /// What inputs that are not known exactly do to the bill; see [`super::assess`].
    pub cost_swings: CostSwings,
    /// Minutes within which the vendor states that most failures are over.
    pub stated_rto_minutes: Option<f64>,
    /// The failover to the second site, where the pattern has one.
    pub failover: Option<Failover>,
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
    /// The plan as each pattern would have it; empty until [`super::assess`] looks.
    pub patterns: Vec<super::PatternRow>,
    /// The vendor's hosted offers beside the plan; see [`super::assess`].
    pub build_or_buy: Option<super::BuildOrBuy>,
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
    let lists = Lists::of(plan, catalogue)?;
    let figures = Figures::new(catalogue, plan);

    let sizing = size(plan, catalogue, &lists.prices, figures)?;
    let failover = Sites::of(figures).failover();
    let setting = setting(figures, &sizing.demand, failover.as_ref());
    let backups = backups(figures, setting);
    let odf = storage(figures, catalogue, &sizing.demand, &backups, 1.0)?;
    let durability = durability(figures, setting, &backups, odf.as_ref().map(disks));
    let data_pods = DataPods::of(plan, catalogue, &sizing);
    let biller = Biller::of(figures, catalogue, &sizing, &lists)?;
    let today = Load::of_today(plan.start_month, &sizing, &backups, odf.as_ref());
    let bill = biller.bill(figures, today, None);
    let support = biller.support(figures, today);
    let Services { database, cache, openshift } = biller.services;
    let database_zone = data_pods.as_ref().and_then(|pods| pods.database_zone);
    let availability = available(figures, &sizing, database_zone, &backups, failover.as_ref())?;
    let results = Results {
        sizing: &sizing,
        availability: &availability,
        backups: &backups,
        disks: odf.as_ref().map(|odf| odf.osds),
        database_zone,
        elsewhere: failover.as_ref(),
    };
    let recoveries = recover(catalogue, figures, &results);
    let effort = work(figures, &recoveries);
    let (digest, newest, oldest) = catalogue.identity(
        platform.provider,
        platform.host,
        platform.region.as_deref(),
        platform.second_region.as_deref(),
    );
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
        support,
        backups,
        durability,
        availability,
        retention: None,
        copies_by_month: Vec::new(),
        horizon: None,
        cost_swings: CostSwings::default(),
        stated_rto_minutes: catalogue.stated(platform.pattern.name(), "rto").and_then(|stated| stated.high),
        failover,
        recoveries,
        effort,
        warnings: Vec::new(),
        runway: None,
        review: Vec::new(),
        patterns: Vec::new(),
        build_or_buy: None,
        remedies: Vec::new(),
    };
    outcome.warnings = warnings(&outcome, catalogue);
    Ok(outcome)
}
