//! Money over the years to the report's form.

use super::*;
use crate::engine::plan::{Laws, MonthCost, Outcome, Percentiles};

pub(in crate::engine::report) fn horizon(outcome: &Outcome, laws: Option<&Laws>) -> Option<HorizonReport> {
    let horizon = outcome.horizon.as_ref()?;
    let name = |month: u32| outcome.plan.start_month.plus(month as u16).to_string();
    let law = laws.map(|laws| &laws.cost);
    let by_month = (0_u32..).zip(&horizon.months).map(|(i, month)| {
        let range = law.and_then(|law| law.by_month.get(i as usize)).copied();
        month_of(name(i), month, range)
    });
    let sums = &horizon.sums;
    Some(HorizonReport {
        months: horizon.months.len() as u32,
        start_month: name(0),
        total_usd: sums.total,
        present_value_usd: sums.present_value,
        cloud_usd: sums.cloud,
        labour_usd: sums.labour,
        one_time_usd: sums.one_time,
        cloud_range_usd: law.map(|law| range(law.total)),
        total_range_usd: laws.and_then(|laws| laws.people.horizon_total).map(range),
        complete: horizon.complete,
        growth_pct_per_year: outcome.plan.workload.growth_pct_per_year.likely(),
        price_change_pct_per_year: horizon.price_change_pct,
        wage_change_pct_per_year: horizon.wage_change.likely(),
        discount_rate_pct_per_year: horizon.discount_rate_pct,
        by_month: by_month.collect(),
        node_steps: horizon
            .steps
            .iter()
            .map(|step| NodeStepEntry {
                month: name(step.month),
                from: step.from,
                to: step.to,
                obstacle: step.obstacle.name(),
            })
            .collect(),
        outgrown: horizon
            .outgrown
            .map(|(month, obstacle)| OutgrownEntry { month: name(month), obstacle: obstacle.name() }),
        one_time: horizon
            .one_time
            .iter()
            .map(|payment| OneTimeEntry {
                month: name(payment.month),
                name: payment.name.clone(),
                usd: payment.usd,
                basis: payment.basis.clone(),
            })
            .collect(),
    })
}

fn month_of(name: String, month: &MonthCost, range: Option<[f64; 3]>) -> HorizonMonth {
    HorizonMonth {
        month: name,
        cloud_usd: month.cloud,
        cloud_range_usd: range.map(|[p10, p50, p90]| UsdPercentiles { p10, p50, p90 }),
        labour_usd: month.labour,
        one_time_usd: month.one_time,
        nodes: month.nodes,
        growth_factor: month.growth,
    }
}

/// Percentiles of an amount that are shown.
const fn range(law: Percentiles) -> UsdPercentiles {
    UsdPercentiles { p10: law.p10, p50: law.p50, p90: law.p90 }
}

pub(in crate::engine::report) fn labour(outcome: &Outcome, laws: Option<&Laws>) -> Option<LabourEntry> {
    let labour = outcome.horizon.as_ref()?.labour;
    Some(LabourEntry {
        planned_usd: labour.planned,
        planned_range_usd: laws.map(|laws| range(laws.people.monthly)),
        on_call_usd: labour.on_call,
        unplanned_usd: labour.unplanned,
    })
}

pub(in crate::engine::report) fn uncertain(outcome: &Outcome) -> Vec<UncertainInput> {
    let inputs = outcome.cost_swings.inputs.iter();
    inputs
        .map(|swing| {
            let last = swing.at_points.last().copied().unwrap_or_default();
            UncertainInput {
                input: swing.name.clone(),
                unit: swing.unit.clone(),
                low: swing.value.low(),
                likely: swing.value.likely(),
                high: swing.value.high(),
                usd_at_low: swing.monthly.0,
                usd_at_high: swing.monthly.1,
                last_month_usd_at_low: last.0,
                last_month_usd_at_high: last.1,
            }
        })
        .collect()
}

pub(in crate::engine::report) fn per_unit(outcome: &Outcome) -> Vec<UnitCost> {
    let finance = &outcome.plan.finance;
    let bill = outcome.bill.effective.dollars();
    let labour = outcome.horizon.as_ref().map_or(0.0, |horizon| horizon.labour.total().dollars());
    [
        ("node", Some(f64::from(outcome.sizing.choice.best.nodes))),
        ("tenant", finance.tenants.map(|tenants| tenants.likely())),
        ("transaction", finance.transactions_per_month.map(|number| number.likely())),
    ]
    .into_iter()
    .filter_map(|(unit, count)| {
        let count = count.filter(|count| *count > 0.0)?;
        Some(UnitCost { unit, count, usd: bill / count, with_labour_usd: (bill + labour) / count })
    })
    .collect()
}

pub(in crate::engine::report) fn currency(outcome: &Outcome) -> Option<CurrencyEntry> {
    let currency = outcome.plan.finance.currency.as_ref()?;
    let of = |usd: Usd| usd.dollars() * currency.rate;
    let sums = outcome.horizon.as_ref().map(|horizon| horizon.sums);
    Some(CurrencyEntry {
        code: currency.code.clone(),
        rate: currency.rate,
        rate_date: currency.rate_date.to_string(),
        monthly_effective: of(outcome.bill.effective),
        labour_monthly: of(outcome.effort.upkeep.labour_monthly),
        horizon_total: sums.map(|sums| of(sums.total)),
        present_value: sums.map(|sums| of(sums.present_value)),
    })
}
