//! Fields of money over time: how far the plan looks, in which currency, and what changes.

use super::{Field, Kind, Section, field};
use crate::engine::catalogue::Catalogue;
use crate::engine::scenario::{Figures, Plan};
use crate::web::words::{Word, fields as words, t};

/// A figure of the model that a plan may set: its id, and where the plan has it.
const CHANGES: [(&str, &str, Word); 3] = [
    (
        "finance.price_change_pct_per_year",
        "assumptions.finance.price_change_pct_per_year",
        words::PRICE_CHANGE,
    ),
    ("finance.wage_change_pct_per_year", "assumptions.finance.wage_change_pct_per_year", words::WAGE_CHANGE),
    (
        "finance.discount_rate_pct_per_year",
        "assumptions.finance.discount_rate_pct_per_year",
        words::DISCOUNT_RATE,
    ),
];

/// How far the plan looks ahead, the currency beside dollars, and what sums are divided by.
pub(super) fn finance(plan: &Plan, catalogue: &Catalogue) -> Section {
    let finance = &plan.finance;
    let months = finance.horizon_months;
    let figures = Figures::new(catalogue, plan);
    let mut fields = vec![
        field("finance.horizon_months", t!(words::HORIZON), t!(words::MONTHS_AHEAD), Kind::Number)
            .default(36),
        field("start_month", t!(words::FIRST_MONTH), "", Kind::Text).default(plan.start_month),
        field("finance.currency", t!(words::CURRENCY), "", Kind::Text).default("USD"),
        field("finance.rate", t!(words::RATE), t!(words::OF_CURRENCY), Kind::Number).default("–"),
        field("finance.rate_date", t!(words::RATE_DATE), "", Kind::Text).default("–"),
        field("finance.migration_usd", t!(words::MIGRATION), "USD", Kind::Range)
            .default(t!(words::NOT_COUNTED)),
        field("finance.downtime_usd_per_hour", t!(words::DOWNTIME), "USD", Kind::Range)
            .default(t!(words::NOT_COUNTED)),
        field("finance.tenants", t!(words::TENANTS), "", Kind::Range).default("–"),
        field("finance.transactions_per_month", t!(words::TRANSACTIONS), t!(words::A_MONTH), Kind::Range)
            .default("–"),
    ];
    fields.extend(CHANGES.map(|(id, path, label)| Field {
        default: figures.assumption(id).map_or_else(
            || "–".to_owned(),
            |figure| format!("{} to {}", figure.value.low(), figure.value.high()),
        ),
        ..field(path, t!(label), t!(words::PCT_A_YEAR), Kind::Range)
    }));
    let digest = match &finance.currency {
        Some(currency) => t!(words::HORIZON_ALSO, months = months, currency = currency.code),
        None if months == 1 => t!(words::HORIZON_ONE).to_owned(),
        None => t!(words::HORIZON_MONTHS, months = months),
    };
    Section { id: "money-over-time", title: t!(words::MONEY), digest, open: false, fields }
}
