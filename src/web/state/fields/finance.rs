//! Fields of money over time: how far the plan looks, in which currency, and what changes.

use super::{Field, Kind, Section, field};
use crate::engine::catalogue::Catalogue;
use crate::engine::scenario::{Figures, Plan};

/// A figure of the model that a plan may set: its id, and where the plan has it.
const CHANGES: [(&str, &str, &str); 3] = [
    (
        "finance.price_change_pct_per_year",
        "assumptions.finance.price_change_pct_per_year",
        "List prices change",
    ),
    ("finance.wage_change_pct_per_year", "assumptions.finance.wage_change_pct_per_year", "Wages change"),
    (
        "finance.discount_rate_pct_per_year",
        "assumptions.finance.discount_rate_pct_per_year",
        "Present value at",
    ),
];

/// How far the plan looks ahead, the currency beside dollars, and what sums are divided by.
pub(super) fn finance(plan: &Plan, catalogue: &Catalogue) -> Section {
    let finance = &plan.finance;
    let months = finance.horizon_months;
    let figures = Figures::new(catalogue, plan);
    let mut fields = vec![
        field("finance.horizon_months", "Looks ahead", "months", Kind::Number).default(36),
        field("start_month", "First month", "", Kind::Text).default(plan.start_month),
        field("finance.currency", "Currency", "", Kind::Text).default("USD"),
        field("finance.rate", "A dollar is", "of it", Kind::Number).default("–"),
        field("finance.rate_date", "Rate of the day", "", Kind::Text).default("–"),
        field("finance.migration_usd", "Migration, once", "USD", Kind::Range).default("not counted"),
        field("finance.downtime_usd_per_hour", "An hour of downtime", "USD", Kind::Range)
            .default("not counted"),
        field("finance.tenants", "Tenants", "", Kind::Range).default("–"),
        field("finance.transactions_per_month", "Transactions", "a month", Kind::Range).default("–"),
    ];
    fields.extend(CHANGES.map(|(id, path, label)| Field {
        default: figures.assumption(id).map_or_else(
            || "–".to_owned(),
            |figure| format!("{} to {}", figure.value.low(), figure.value.high()),
        ),
        ..field(path, label, "% a year", Kind::Range)
    }));
    let digest = match &finance.currency {
        Some(currency) => format!("{months} months, also in {}", currency.code),
        None if months == 1 => "1 month".to_owned(),
        None => format!("{months} months"),
    };
    Section { title: "Money over time", digest, open: false, fields }
}
