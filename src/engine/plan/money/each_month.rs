//! The bills behind the months of a horizon, line by line.

use super::super::outcome::{Outcome, PlanError};
use super::horizon::{OneTime, ahead, likely_nodes};
use crate::engine::catalogue::Catalogue;
use crate::engine::cost::Bill;
use crate::engine::scenario::Month;
use crate::engine::sizing::grown_by;
use crate::engine::units::Usd;

/// The bill of a month of the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthBill {
    /// The month.
    pub month: Month,
    /// Its bill at today's prices, each line after discounts and with its part of what is paid up
    /// front.
    pub bill: Bill,
    /// Whether every line has a price and the nodes of the month carry its load.
    pub complete: bool,
    /// What list prices have changed by since the first month; 1 is no change.
    pub price_factor: f64,
    /// What is billed for it, as [`super::MonthCost::cloud`]: the effective sum of `bill` without
    /// what is paid up front, times `price_factor`.
    pub cloud: Usd,
    /// What is paid in it on the first day of a term, without people and moving.
    pub upfront: Vec<OneTime>,
}

/// The bills of all months that an outcome looks ahead to, the first one first; none where it does
/// not look ahead.
///
/// # Errors
/// [`PlanError`] when prices are not loaded.
pub fn month_bills(outcome: &Outcome, catalogue: &Catalogue) -> Result<Vec<MonthBill>, PlanError> {
    let Some(horizon) = &outcome.horizon else { return Ok(Vec::new()) };
    let nodes = likely_nodes(outcome, catalogue);
    ahead(outcome, catalogue, &nodes, |months| {
        let bills = (0_u32..).zip(&horizon.months).map(|(at, cost)| {
            let bill = months.bill(at);
            let is_outgrown = horizon.outgrown.is_some_and(|(month, _)| month <= at);
            let payments = horizon.one_time.iter();
            MonthBill {
                month: outcome.plan.start_month.plus(at as u16),
                complete: bill.complete && !is_outgrown,
                bill,
                price_factor: grown_by(horizon.price_change_pct, at),
                cloud: cost.cloud,
                upfront: payments
                    .filter(|payment| payment.month == at && payment.discount.is_some())
                    .cloned()
                    .collect(),
            }
        });
        bills.collect()
    })
}
