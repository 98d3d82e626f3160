//! From when on a commitment pays.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::engine::catalogue::{Catalogue, Commitment, DiscountedService, Upfront};
use crate::engine::cost::{Bill, Discount, DiscountKind};
use crate::engine::plan::{Horizon, Outcome, bought};
use crate::engine::scenario::{Committed, DataServices, Plan, Purchase};
use crate::engine::units::Usd;

/// When a commitment has paid for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "when")]
pub enum PaysOff {
    /// From the first month on, as nothing is paid ahead.
    AtOnce,
    /// By the end of this month of the first term, from 1.
    AfterMonth {
        /// The month.
        month: u32,
    },
    /// Not within the horizon.
    NotWithinHorizon,
}

/// A part of the plan bought under a commitment, beside the same on demand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommitmentRow {
    /// The key of the plan that would say so.
    pub key: String,
    /// The part: `node pool`, `database` or `cache`.
    pub part: String,
    /// The provider's scheme.
    pub scheme: String,
    /// Years of a term.
    pub years: u32,
    /// What is paid on the first day of each term.
    pub upfront: Upfront,
    /// Share of the first month's quantity that is committed to, percent.
    pub coverage_pct: f64,
    /// Whether the plan buys it so.
    pub is_own: bool,
    /// Bills and payments ahead over the horizon, USD.
    pub horizon_usd: Usd,
    /// What that is less than with the part on demand; below 0 where it is more.
    pub saves_usd: Usd,
    /// What that is less than with what the plan has; absent where the plan has it on demand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saves_against_plan_usd: Option<Usd>,
    /// When it has paid for itself.
    pub pays_off: PaysOff,
    /// Share of the term in which what is committed to must be in use for it to pay, percent: its
    /// price ÷ that on demand. Above 100 it never does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least_use_pct: Option<f64>,
    /// Months of the last term that lie beyond the horizon.
    pub months_beyond_horizon: u32,
    /// Whether every line of the bills has a price.
    pub is_complete: bool,
}

/// A part of the plan that can be bought under a commitment.
struct Part {
    key: &'static str,
    name: &'static str,
    service: DiscountedService,
    purchase: fn(&mut Plan) -> &mut Purchase,
}

const PARTS: [Part; 3] = [
    Part {
        key: Purchase::POOL,
        name: "node pool",
        service: DiscountedService::Compute,
        purchase: |plan| &mut plan.node_pool.commitment,
    },
    Part {
        key: Purchase::DATABASE,
        name: "database",
        service: DiscountedService::Database,
        purchase: |plan| &mut plan.database.commitment,
    },
    Part {
        key: Purchase::CACHE,
        name: "cache",
        service: DiscountedService::Cache,
        purchase: |plan| &mut plan.cache.commitment,
    },
];

/// The commitments that rows of the data give for the parts of a plan, those that save most first
/// within their part; and the parts that have none, in words.
///
/// Method: the same layout bought otherwise, bill by bill of the horizon, beside the part on demand.
pub(super) fn commitments(outcome: &Outcome, catalogue: &Catalogue) -> (Vec<CommitmentRow>, Vec<String>) {
    let (mut rows, mut without) = (Vec::new(), Vec::new());
    let is_managed = outcome.plan.data_services() == DataServices::Managed;
    for part in PARTS {
        if part.service != DiscountedService::Compute && !is_managed {
            continue;
        }
        let mut found = of_part(outcome, catalogue, &part);
        if found.is_empty() {
            without.push(format!("{}: no row of a commitment for what the plan runs here", part.name));
        }
        found.sort_by_key(|row| std::cmp::Reverse(row.saves_usd));
        rows.append(&mut found);
    }
    (rows, without)
}

fn of_part(outcome: &Outcome, catalogue: &Catalogue, part: &Part) -> Vec<CommitmentRow> {
    let Some(cloud) = outcome.plan.platform.host.cloud() else { return Vec::new() };
    let mut plan = outcome.plan.clone();
    let own = std::mem::take((part.purchase)(&mut plan));
    let Ok(on_demand) = bought(outcome, &plan, catalogue) else { return Vec::new() };
    let as_planned = match &own {
        Purchase::OnDemand => None,
        Purchase::Committed(_) | Purchase::Spot => outcome.horizon.as_ref().map(spent),
    };
    let coverage_pct = own.committed().map_or(100.0, |own| own.coverage_pct);
    let terms: BTreeSet<(&str, u32, Upfront)> =
        catalogue.offers(cloud, part.service).filter_map(term_of).collect();
    let rows = terms.into_iter().filter_map(|(scheme, years, upfront)| {
        let term = Committed { scheme: scheme.to_owned(), years, upfront, coverage_pct };
        let is_own = own.committed() == Some(&term);
        *(part.purchase)(&mut plan) = Purchase::Committed(term.clone());
        let (bill, ahead) = bought(outcome, &plan, catalogue).ok()?;
        let taken: Vec<&Discount> = (bill.discounts.iter())
            .filter(|taken| taken.kind == DiscountKind::Commitment && taken.switch == part.key)
            .collect();
        if taken.is_empty() {
            return None;
        }
        let months = outcome.plan.finance.horizon_months;
        Some(CommitmentRow {
            key: part.key.to_owned(),
            part: part.name.to_owned(),
            scheme: term.scheme,
            years,
            upfront,
            coverage_pct,
            is_own,
            horizon_usd: spent(&ahead),
            saves_usd: spent(&on_demand.1) - spent(&ahead),
            saves_against_plan_usd: as_planned.map(|planned| planned - spent(&ahead)),
            pays_off: pays_off(&cash(&ahead), &cash(&on_demand.1), upfront),
            least_use_pct: least_use(&taken, &on_demand.0, &bill, coverage_pct),
            months_beyond_horizon: beyond(months, years),
            is_complete: ahead.complete && on_demand.1.complete,
        })
    });
    rows.collect()
}

/// Scheme, years and what is paid ahead of a row; none for a row without years.
fn term_of(row: &Commitment) -> Option<(&str, u32, Upfront)> {
    Some((row.word(), row.years?, row.upfront.unwrap_or(Upfront::None)))
}

/// Bills and payments ahead of each month.
fn cash(ahead: &Horizon) -> Vec<Usd> {
    ahead.months.iter().map(|month| month.cloud + month.one_time).collect()
}

fn spent(ahead: &Horizon) -> Usd {
    cash(ahead).into_iter().sum()
}

/// When what was spent is no longer more than on demand.
///
/// Formula: the first month m with Σ to m of (committed − on demand) ≤ 0.
fn pays_off(committed: &[Usd], on_demand: &[Usd], upfront: Upfront) -> PaysOff {
    let mut more = Usd::ZERO;
    for (month, (with, without)) in (1..).zip(committed.iter().zip(on_demand)) {
        more += *with - *without;
        if more <= Usd::ZERO {
            let at_once = month == 1 && upfront == Upfront::None;
            return if at_once { PaysOff::AtOnce } else { PaysOff::AfterMonth { month } };
        }
    }
    PaysOff::NotWithinHorizon
}

/// Price of what is committed to ÷ its price on demand, percent; none of a bill without it.
fn least_use(taken: &[&Discount], on_demand: &Bill, bill: &Bill, coverage_pct: f64) -> Option<f64> {
    let of = |bill: &Bill| -> Option<f64> {
        let lines = taken.iter().map(|taken| bill.lines.get(taken.line)?.effective().map(Usd::dollars));
        lines.sum()
    };
    let (without, with) = (of(on_demand)?, of(bill)?);
    let covered = without * coverage_pct / 100.0;
    (covered > 0.0).then(|| (1.0 - (without - with) / covered) * 100.0)
}

/// Months of the last term that lie beyond the horizon.
const fn beyond(months: u32, years: u32) -> u32 {
    let term = if years == 0 { 12 } else { years * 12 };
    months.div_ceil(term) * term - months
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(dollars: &[f64]) -> Vec<Usd> {
        dollars.iter().copied().map(Usd::from_dollars).collect()
    }

    /// A year at 100 USD a month, or 840 at once: 840 ÷ 100 = 8.4, so that nine months have paid.
    #[test]
    fn a_year_at_once_pays_off_after_the_ninth_month() {
        let on_demand = usd(&[100.0; 12]);
        let mut all = usd(&[0.0; 12]);
        all[0] = Usd::from_dollars(840.0);
        assert_eq!(pays_off(&all, &on_demand, Upfront::All), PaysOff::AfterMonth { month: 9 });
        // Half of it at once and 35 a month: 420 ÷ (100 − 35) = 6.5.
        let mut half = usd(&[35.0; 12]);
        half[0] = Usd::from_dollars(455.0);
        assert_eq!(pays_off(&half, &on_demand, Upfront::Partial), PaysOff::AfterMonth { month: 7 });
        assert_eq!(pays_off(&usd(&[70.0; 12]), &on_demand, Upfront::None), PaysOff::AtOnce);
    }

    #[test]
    fn what_costs_more_or_ends_too_early_does_not_pay() {
        let on_demand = usd(&[100.0; 8]);
        assert_eq!(pays_off(&usd(&[101.0; 8]), &on_demand, Upfront::None), PaysOff::NotWithinHorizon);
        let mut all = usd(&[0.0; 8]);
        all[0] = Usd::from_dollars(840.0);
        assert_eq!(pays_off(&all, &on_demand, Upfront::All), PaysOff::NotWithinHorizon);
    }

    #[test]
    fn a_term_may_outlast_the_horizon() {
        assert_eq!((beyond(36, 1), beyond(36, 3), beyond(18, 1), beyond(12, 3)), (0, 0, 6, 24));
    }
}
