//! Results on money to the report's form.

use super::*;
use crate::engine::catalogue::Date;
use crate::engine::cost::{Line, Price, SupportState};
use crate::engine::plan::{Laws, Outcome, SupportEntry};
use crate::engine::report::horizon;

pub(in crate::engine::report) fn cost(outcome: &Outcome, laws: Option<&Laws>) -> Cost {
    let bill = &outcome.bill;
    let sum =
        |group: Group| bill.lines.iter().filter(|line| line.group == group).filter_map(Line::effective).sum();
    Cost {
        lines: bill.lines.iter().map(|line| cost_line(line, outcome.plan.as_of)).collect(),
        monthly: Monthly {
            list_usd: bill.list,
            effective_usd: bill.effective,
            range: laws.map(|laws| {
                let monthly = &laws.cost.monthly;
                UsdPercentiles { p10: monthly.p10, p50: monthly.p50, p90: monthly.p90 }
            }),
            complete: bill.complete,
        },
        groups: Group::ALL
            .into_iter()
            .filter(|group| bill.lines.iter().any(|line| line.group == *group))
            .map(|group| GroupSum { group, title: group.title(), effective_usd: sum(group) })
            .collect(),
        labour_monthly_usd: outcome.effort.upkeep.labour_monthly,
        labour: horizon::build::labour(outcome),
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
        support_calendar: outcome.support.iter().map(supported_until).collect(),
    }
}

fn supported_until(entry: &SupportEntry) -> SupportedUntil {
    let row = entry.row.as_ref();
    let is_known = entry.state != SupportState::Unknown;
    SupportedUntil {
        product: entry.product.name(),
        title: entry.product.title(),
        version: entry.version.clone(),
        standard_until: row.and_then(|row| row.standard_until).map(|date| date.to_string()),
        extended_until: row.and_then(|row| row.extended_until).map(|date| date.to_string()),
        state: match entry.state {
            SupportState::Standard => "standard",
            SupportState::Extended => "extended",
            SupportState::Ended => "ended",
            SupportState::Unknown => "unknown",
        },
        paid_months: is_known.then_some(entry.paid_months),
        first_paid_month: entry.first_paid_month.map(|month| month.to_string()),
        monthly_usd: entry.monthly,
        note: entry.note,
        source: row.map(|row| row.provenance.source.clone()),
        as_of: row.map(|row| row.provenance.as_of_text()),
        method: row.map(|row| row.provenance.method),
    }
}

fn cost_line(line: &Line, judged_on: Date) -> CostLine {
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
    };
    if let Price::Priced { unit_price, tiers, list, effective, provenance, own } = &line.price {
        entry.own = *own;
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
