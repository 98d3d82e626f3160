//! Results on money to the report's form.

use super::*;
use crate::engine::catalogue::{Catalogue, Date, Provenance};
use crate::engine::cost::{Discount, Line, Price};
use crate::engine::plan::{Laws, Outcome};
use crate::engine::report::horizon;
use crate::engine::scenario::Figures;

pub(in crate::engine::report) fn cost(outcome: &Outcome, laws: Option<&Laws>, catalogue: &Catalogue) -> Cost {
    let bill = &outcome.bill;
    let figures = Figures::new(catalogue, &outcome.plan);
    let sum = |group: Group, of: fn(&Line) -> Option<Usd>| {
        bill.lines.iter().filter(|line| line.group == group).filter_map(of).sum()
    };
    Cost {
        lines: bill.lines.iter().map(|line| cost_line(line, outcome.plan.as_of, figures)).collect(),
        discounts: bill
            .discounts
            .iter()
            .map(|discount| discount_line(discount, outcome.plan.as_of))
            .collect(),
        monthly: Monthly {
            list_usd: bill.list,
            effective_usd: bill.effective,
            range: laws.map(|laws| {
                let monthly = &laws.cost.monthly;
                UsdPercentiles { p10: monthly.p10, p50: monthly.p50, p90: monthly.p90 }
            }),
            drawn: laws.map(|laws| DrawnFrom {
                draws: laws.cost.draws,
                standard_error_usd: laws.cost.monthly_error,
            }),
            complete: bill.complete,
        },
        groups: Group::ALL
            .into_iter()
            .filter(|group| bill.lines.iter().any(|line| line.group == *group))
            .map(|group| GroupSum {
                group,
                title: group.title(),
                list_usd: sum(group, Line::list),
                effective_usd: sum(group, Line::effective),
            })
            .collect(),
        labour_monthly_usd: outcome.effort.upkeep.labour_monthly,
        labour: horizon::build::labour(outcome, laws),
        uncertain: horizon::build::uncertain(outcome),
        per_unit: horizon::build::per_unit(outcome),
        currency: horizon::build::currency(outcome),
        horizon: horizon::build::horizon(outcome, laws),
        priced_lines: bill.lines.iter().filter(|line| line.list().is_some()).count(),
        unpriced: bill
            .lines
            .iter()
            .filter_map(|line| match &line.price {
                Price::Unpriced { reason } => Some(Unpriced {
                    component: line.component,
                    service: line.service.clone(),
                    item: line.item.clone(),
                    reason: reason.clone(),
                }),
                Price::Priced { .. } => None,
            })
            .collect(),
        forgotten: beside::forgotten_sum(bill),
        advice: beside::advice(bill),
        support_calendar: support::calendar(outcome),
    }
}

fn discount_line(discount: &Discount, judged_on: Date) -> DiscountLine {
    let provenance = discount.provenance.as_ref();
    let date = provenance.and_then(|provenance| provenance.as_of);
    DiscountLine {
        line: discount.line,
        kind: discount.kind,
        name: discount.name.clone(),
        switch: discount.switch,
        component: discount.component,
        site: discount.site,
        service: discount.service.clone(),
        item: discount.item.clone(),
        region: discount.region.clone(),
        list_usd: discount.base,
        pct: discount.pct,
        coverage_pct: discount.coverage_pct,
        saves_usd: discount.saves,
        upfront_usd: discount.upfront,
        monthly_of_upfront_usd: discount.upfront.map(|_| discount.monthly_of_upfront),
        years: discount.years,
        basis: discount.basis.clone(),
        source: provenance.map_or_else(|| "the plan".to_owned(), |provenance| provenance.source.clone()),
        as_of: provenance.map(Provenance::as_of_text),
        age_days: date.map(|date| judged_on.day_number() - date.day_number()),
        method: provenance.map(|provenance| provenance.method),
    }
}

fn cost_line(line: &Line, judged_on: Date, figures: Figures<'_>) -> CostLine {
    let mut entry = CostLine {
        group: line.group,
        site: line.site,
        service: line.service.clone(),
        item: line.item.clone(),
        component: line.component,
        region: line.region.clone(),
        stand_in: line.stand_in.clone(),
        own: false,
        quantity: line.quantity,
        unit: line.unit.clone(),
        unit_price_usd: None,
        tiers: Vec::new(),
        list_usd: None,
        effective_usd: None,
        source: None,
        as_of: None,
        age_days: None,
        method: None,
        quantity_method: line.quantity_method,
        basis: line.basis.clone(),
        drivers: beside::drivers(&line.drivers, figures),
    };
    if let Price::Priced { unit_price, tiers, list, effective, provenance, own } = &line.price {
        entry.own = own.is_some();
        entry.unit_price_usd = Some(unit_price.usd());
        entry.tiers = tiers
            .iter()
            .map(|tier| CostTier {
                quantity: tier.quantity,
                unit_price_usd: tier.price.usd(),
                usd: tier.price.times(tier.quantity),
            })
            .collect();
        entry.list_usd = Some(*list);
        entry.effective_usd = Some(*effective);
        entry.source = Some(provenance.source.clone());
        entry.as_of = Some(provenance.as_of_text());
        entry.age_days = provenance.as_of.map(|date| judged_on.day_number() - date.day_number());
        entry.method = Some(provenance.method);
    }
    entry
}
