//! Money month by month, from the plan's first month to its last.

use super::super::outcome::{Outcome, PlanError, Warning};
use super::super::people::wage_change;
use super::super::size::nodes_ahead;
use super::super::storage::storage;
use super::billing::{Biller, Lists, Load};
use super::growing::{grown, kept_in};
use super::swings::SteppedSwings;
use crate::engine::backup::Backups;
use crate::engine::catalogue::Catalogue;
use crate::engine::cost::{Bill, Discount};
use crate::engine::scenario::{Figures, Plan};
use crate::engine::sizing::{NodeStep, NodesByMonth, Obstacle, grown_by};
use crate::engine::uncertainty::{Estimate, Law};
use crate::engine::units::{MONTHS_PER_YEAR, Usd};

/// What a plan costs over its horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct Horizon {
    /// Each month, the first one first.
    pub months: Vec<MonthCost>,
    /// When growth asks for more nodes.
    pub steps: Vec<NodeStep>,
    /// From which month on no number of nodes of this type carries the load, and why; bills
    /// go on with the nodes of the month before and the totals are then "at least".
    pub outgrown: Option<(u32, Obstacle)>,
    /// Payments that come once, or once a term.
    pub one_time: Vec<OneTime>,
    /// People in a month of the first year, on average.
    pub labour: LabourParts,
    /// Sums of the months.
    pub sums: HorizonSums,
    /// Whether every line of every month has a price.
    pub complete: bool,
    /// Change of list prices in a year, percent: the likely value.
    pub price_change_pct: f64,
    /// Change of the price of work in a year, percent.
    pub wage_change: Estimate,
    /// Rate of the present value in a year, percent: the likely value.
    pub discount_rate_pct: f64,
}

/// What a month costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthCost {
    /// The bill, without what is paid up front.
    pub cloud: Usd,
    /// People.
    pub labour: Usd,
    /// What is paid once.
    pub one_time: Usd,
    /// Nodes at the site that writes.
    pub nodes: u32,
    /// The load as a multiple of that of the first month.
    pub growth: f64,
}

impl LabourParts {
    /// All of it, as far as it is known.
    pub fn total(self) -> Usd {
        self.planned + self.on_call + self.unplanned.unwrap_or_default()
    }
}

impl MonthCost {
    /// All of it.
    pub fn total(&self) -> Usd {
        self.cloud + self.labour + self.one_time
    }
}

/// A payment that comes once, or once a term.
#[derive(Clone, Debug, PartialEq)]
pub struct OneTime {
    /// In this month; 0 is the first.
    pub month: u32,
    /// What is paid.
    pub name: String,
    /// How much.
    pub usd: Usd,
    /// How it comes about.
    pub basis: String,
}

/// People in a month, on average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabourParts {
    /// Planned work.
    pub planned: Usd,
    /// Pay for being on call.
    pub on_call: Usd,
    /// Work on failures and alarms; none where their hours are not known.
    pub unplanned: Option<Usd>,
}

/// Sums over the horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HorizonSums {
    /// Bills.
    pub cloud: Usd,
    /// People.
    pub labour: Usd,
    /// Once.
    pub one_time: Usd,
    /// All of it.
    pub total: Usd,
    /// All of it in money of the first month.
    pub present_value: Usd,
}

/// Bills of single months of the horizon.
pub(super) struct Months<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) outcome: &'a Outcome,
    pub(super) biller: &'a Biller<'a>,
    pub(super) nodes: &'a NodesByMonth,
}

impl Months<'_> {
    /// The bill of a month, at today's prices: the month's load, the copies that are there then.
    pub(super) fn bill(&self, month: u32) -> Bill {
        let pct = self.outcome.plan.workload.growth_pct_per_year.likely();
        let kept = self.outcome.retention.as_ref().and_then(|retention| retention.months.get(month as usize));
        let backups = kept.map(|kept| kept_in(&self.outcome.backups, kept));
        let backups = backups.as_ref().unwrap_or(&self.outcome.backups);
        let nodes = self.nodes.nodes.get(month as usize).copied();
        self.bill_of(&self.outcome.plan, (month, grown_by(pct, month)), backups, nodes)
    }

    /// The bill of a plan that differs in its quantities, in a month in which the load has grown
    /// so much, with these copies and nodes; of no nodes those of the layout.
    pub(super) fn bill_of(
        &self,
        plan: &Plan,
        (month, growth): (u32, f64),
        backups: &Backups,
        nodes: Option<u32>,
    ) -> Bill {
        let outcome = self.outcome;
        let plan = grown(Figures::new(self.catalogue, plan), growth);
        let figures = Figures::new(self.catalogue, &plan);
        // Where the storage cluster cannot be sized for the month, today's stands in.
        let odf = storage(figures, self.catalogue, &outcome.sizing.demand, backups, growth).ok().flatten();
        let odf = odf.as_ref().or(outcome.odf.as_ref());
        let nodes = nodes.unwrap_or(outcome.sizing.choice.best.nodes);
        let month = outcome.plan.start_month.plus(month as u16);
        self.biller.bill(figures, Load { month, backups, odf, nodes, growth }, Some(&outcome.bill))
    }
}

/// What lies ahead in money, step by step: what each month of an outcome's horizon costs, and what
/// each input does to that.
#[derive(Clone, Debug)]
pub(in crate::engine::plan) struct SteppedMoney {
    nodes: NodesByMonth,
    swings: SteppedSwings,
}

impl SteppedMoney {
    /// Finds what each month costs and what may be advised; inputs are to come.
    ///
    /// # Errors
    /// [`PlanError`] when prices are not loaded.
    pub(in crate::engine::plan) fn begin(
        outcome: &mut Outcome,
        catalogue: &Catalogue,
    ) -> Result<Self, PlanError> {
        let nodes = likely_nodes(outcome, catalogue);
        let look = |months: &Months<'_>| {
            let figures = Figures::new(catalogue, &months.outcome.plan);
            (horizon(months), SteppedSwings::begin(months), months.biller.advice(figures))
        };
        let (horizon, swings, advice) = ahead(outcome, catalogue, &nodes, look)?;
        outcome.bill.advice.extend(advice);
        outcome.warnings.extend(of_horizon(&horizon, &outcome.plan));
        outcome.horizon = Some(horizon);
        Ok(Self { nodes, swings })
    }

    /// Looks at the next inputs, and gives itself back while there are more.
    ///
    /// # Errors
    /// [`PlanError`] when prices are not loaded.
    pub(in crate::engine::plan) fn step(
        self,
        outcome: &mut Outcome,
        catalogue: &Catalogue,
    ) -> Result<Option<Self>, PlanError> {
        let Self { nodes, mut swings } = self;
        if ahead(outcome, catalogue, &nodes, |months| swings.step(months))? {
            return Ok(Some(Self { nodes, swings }));
        }
        outcome.cost_swings = ahead(outcome, catalogue, &nodes, |months| swings.finish(months))?;
        Ok(None)
    }
}

/// What each month of an outcome's horizon costs, at likely values alone.
///
/// # Errors
/// [`PlanError`] when prices are not loaded.
pub(in crate::engine::plan) fn likely_money_ahead(
    outcome: &mut Outcome,
    catalogue: &Catalogue,
) -> Result<(), PlanError> {
    let nodes = likely_nodes(outcome, catalogue);
    outcome.horizon = Some(ahead(outcome, catalogue, &nodes, horizon)?);
    Ok(())
}

/// The nodes of each month while the workload grows as is likely.
fn likely_nodes(outcome: &Outcome, catalogue: &Catalogue) -> NodesByMonth {
    nodes_ahead(outcome, catalogue, outcome.plan.workload.growth_pct_per_year.likely())
}

/// Looks at the months of an outcome's horizon.
fn ahead<T>(
    outcome: &Outcome,
    catalogue: &Catalogue,
    nodes: &NodesByMonth,
    look: impl FnOnce(&Months<'_>) -> T,
) -> Result<T, PlanError> {
    let plan = &outcome.plan;
    let lists = Lists::of(plan, catalogue)?;
    let biller = Biller::of(Figures::new(catalogue, plan), catalogue, &outcome.sizing, &lists)?;
    Ok(look(&Months { catalogue, outcome, biller: &biller, nodes }))
}

/// What the reader should know of the years ahead.
fn of_horizon(horizon: &Horizon, plan: &Plan) -> Vec<Warning> {
    let warn = |code, path: &str, message| Warning { code, path: path.to_owned(), message };
    let outgrown = horizon.outgrown.map(|(month, _)| {
        let month = plan.start_month.plus(month as u16);
        let message = format!(
            "from {month} on no number of these nodes carries the load; the bills of later months have the nodes of before and are too low"
        );
        warn("outgrown", "workload.growth_pct_per_year", message)
    });
    let saturated = is_most(horizon.sums.total).then(|| {
        let message =
            "the sum over the horizon is more than can be counted: what is shown is only a part of it";
        warn("saturated", "finance.horizon_months", message.to_owned())
    });
    outgrown.into_iter().chain(saturated).collect()
}

/// Whether an amount is the most that can be counted.
fn is_most(usd: Usd) -> bool {
    usd >= Usd::from_dollars(f64::MAX)
}

/// What a plan costs month by month.
///
/// Formula: month m has the bill of its load and copies × (1 + p)^(m/12), people × (1 + w)^(m/12)
/// and what is paid once; present value = Σ cost ÷ (1 + r)^(m/12).
/// Source: docs/model.md, "Over the years".
pub(in crate::engine::plan) fn horizon(months: &Months<'_>) -> Horizon {
    let outcome = months.outcome;
    let plan = &outcome.plan;
    let figures = Figures::new(months.catalogue, plan);
    let likely = |id: &str| figures.assumption(id).map_or(0.0, |figure| figure.likely());
    let price_change_pct = likely("finance.price_change_pct_per_year");
    let wage_change = wage_change(figures);
    let wage_change_pct = wage_change.likely();
    let discount_rate_pct = likely("finance.discount_rate_pct_per_year");
    let mut one_time = vec![setup_labour(outcome)];
    if let Some(usd) = plan.finance.migration_usd {
        let basis = "finance.migration_usd".to_owned();
        one_time.push(OneTime {
            month: 0,
            name: "Migration".to_owned(),
            usd: Usd::from_dollars(usd.likely()),
            basis,
        });
    }
    let terms = outcome
        .bill
        .discounts
        .iter()
        .filter_map(|discount| terms_paid(discount, plan.finance.horizon_months));
    one_time.extend(terms.flatten());
    one_time.sort_by(|a, b| a.month.cmp(&b.month).then_with(|| a.name.cmp(&b.name)));
    let labour = labour_parts(outcome);
    let rest = labour.on_call + labour.unplanned.unwrap_or_default();
    let hourly = plan.team.hourly_cost_usd.likely();
    let pct = plan.workload.growth_pct_per_year.likely();
    let (mut complete, mut sums) = (months.nodes.outgrown.is_none(), HorizonSums::default());
    let rows = (0..plan.finance.horizon_months).map(|month| {
        let bill = months.bill(month);
        complete &= bill.complete;
        let calendar_month = usize::from(plan.start_month.plus(month as u16).month) - 1;
        let planned = planned_hours(outcome, calendar_month) * hourly;
        let people = (planned + rest.dollars()) * grown_by(wage_change_pct, month);
        let once = one_time.iter().filter(|payment| payment.month == month).map(|payment| payment.usd);
        let upfront: Usd = bill.discounts.iter().map(|discount| discount.monthly_of_upfront).sum();
        let cloud = bill.effective - upfront;
        let row = MonthCost {
            cloud: Usd::from_dollars(cloud.dollars() * grown_by(price_change_pct, month)),
            labour: Usd::from_dollars(people),
            one_time: once.sum(),
            nodes: months.nodes.nodes[month as usize],
            growth: grown_by(pct, month),
        };
        sums.cloud += row.cloud;
        sums.labour += row.labour;
        sums.one_time += row.one_time;
        sums.total += row.total();
        sums.present_value += Usd::from_dollars(row.total().dollars() / grown_by(discount_rate_pct, month));
        row
    });
    let rows = rows.collect();
    complete &= !is_most(sums.total);
    Horizon {
        months: rows,
        steps: months.nodes.steps.clone(),
        outgrown: months.nodes.outgrown,
        one_time,
        labour,
        sums,
        complete,
        price_change_pct,
        wage_change,
        discount_rate_pct,
    }
}

/// What a commitment asks for on the first day of each term that begins within so many months;
/// none where nothing is paid up front.
fn terms_paid(discount: &Discount, months: u32) -> Option<impl Iterator<Item = OneTime>> {
    let (usd, years) = discount.upfront.zip(discount.years)?;
    let (name, switch) = (format!("{}, {}", discount.component, discount.name), discount.switch);
    let term = if years == 1 { "1 year".to_owned() } else { format!("{years} years") };
    let terms = (0..months).step_by((years * 12).max(1) as usize);
    Some(terms.map(move |month| OneTime {
        month,
        name: name.clone(),
        usd,
        basis: format!("{term}, paid on the first day of the term ({switch})"),
    }))
}

/// The work of the setup, paid in the first month.
fn setup_labour(outcome: &Outcome) -> OneTime {
    let hours = outcome.effort.setup.setup.work_mean();
    let hourly = outcome.plan.team.hourly_cost_usd.likely();
    OneTime {
        month: 0,
        name: "Setup".to_owned(),
        usd: Usd::from_dollars(hours * hourly),
        basis: format!("{hours:.1} h of setup tasks on average × {hourly} USD (team.hourly_cost_usd)"),
    }
}

/// Mean hours of planned work in a calendar month, January being 0.
fn planned_hours(outcome: &Outcome, month: usize) -> f64 {
    let upkeep = &outcome.effort.upkeep;
    let unlisted = upkeep.unlisted.map_or(0.0, |hours| Law::of(hours).mean());
    upkeep.maintenance.months[month] + upkeep.extra.months[month] + unlisted
}

/// What people cost in a month of the first year, on average.
pub fn labour_parts(outcome: &Outcome) -> LabourParts {
    let upkeep = &outcome.effort.upkeep;
    let hourly = outcome.plan.team.hourly_cost_usd.likely();
    let incidents = &upkeep.incidents;
    let failures = incidents.failure_hours_per_year.map(|hours| hours / MONTHS_PER_YEAR);
    let hours = failures.zip(incidents.alarm_hours_per_month()).map(|(failures, alarms)| failures + alarms);
    LabourParts {
        planned: upkeep.labour_monthly,
        on_call: Usd::from_dollars(upkeep.on_call.need.usd_per_month(upkeep.on_call.usd_per_week).likely()),
        unplanned: hours.map(|hours| Usd::from_dollars(hours * hourly)),
    }
}
