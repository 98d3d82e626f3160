//! The same layout bought in another way: its bill and the months to come.

use super::super::outcome::{Outcome, PlanError};
use super::super::size::nodes_ahead;
use super::billing::{Biller, Lists, Load};
use super::horizon::{Horizon, Months, horizon};
use crate::engine::catalogue::Catalogue;
use crate::engine::cost::Bill;
use crate::engine::scenario::{Figures, Plan};

/// The bill of the month and of all months of the horizon of a layout, with prices as another plan
/// buys them. The plan may differ from the outcome's own in how things are bought alone.
///
/// # Errors
/// [`PlanError`] when prices are not loaded.
pub fn bought(own: &Outcome, plan: &Plan, catalogue: &Catalogue) -> Result<(Bill, Horizon), PlanError> {
    let lists = Lists::of(plan, catalogue)?;
    let figures = Figures::new(catalogue, plan);
    let biller = Biller::of(figures, catalogue, &own.sizing, &lists)?;
    let today = Load::of_today(plan.start_month, &own.sizing, &own.backups, own.odf.as_ref());
    let bill = biller.bill(figures, today, None);
    let outcome = Outcome { plan: plan.clone(), bill, ..own.clone() };
    let nodes = nodes_ahead(&outcome, catalogue, plan.workload.growth_pct_per_year.likely());
    let months = Months { catalogue, outcome: &outcome, biller: &biller, nodes: &nodes };
    let ahead = horizon(&months);
    Ok((outcome.bill, ahead))
}
