//! Commitments: what they cover, and how they are paid.

use super::charges::{Category, Charge, Frequency, Priced, Pricing};
use crate::engine::cost::{Discount, Line};
use crate::engine::plan::MonthBill;
use crate::engine::units::{MONTHS_PER_YEAR, Usd};

/// The commitment that a charge belongs to.
pub(super) struct Committed<'a> {
    pub(super) discount: &'a Discount,
    /// Whether the charge is what the commitment covers; else it is its purchase.
    pub(super) is_used: bool,
    /// What is covered or bought: quantity of the line's unit, or dollars of a commitment to spend.
    pub(super) quantity: f64,
}

impl Committed<'_> {
    /// Whether the commitment is to spend money, and not to use a quantity.
    pub(super) fn is_spend(&self) -> bool {
        is_spend(self.discount)
    }
}

/// Savings plans and flexible commitments are to spend.
fn is_spend(discount: &Discount) -> bool {
    discount.name.contains("savings-plan") || discount.name.contains("flex")
}

/// The charges of a line with a commitment: what it covers, what is used beyond it, and the monthly
/// payment. Usage that is covered is billed with the purchase, so its own bill is 0; its effective
/// cost is the monthly payment with the month's part of what was paid up front. Nothing stays
/// unused, as the load of a plan never falls.
///
/// Source: FOCUS column `EffectiveCost`, and its examples of commitment discounts.
pub(super) fn committed_charges<'a>(
    line: &Priced<'a>,
    discount: &'a Discount,
    by_month: Usd,
    rest: Usd,
) -> Vec<Charge<'a>> {
    let quantity = line.line.quantity;
    let committed = (quantity * discount.coverage_pct / 100.0).min(quantity);
    let cost = by_month + discount.monthly_of_upfront;
    let of = |is_used| {
        let quantity = if is_spend(discount) { cost.dollars() } else { committed };
        Some(Committed { discount, is_used, quantity })
    };
    let price = line.list_price();
    let mut charges = vec![Charge {
        pricing: Pricing::Committed,
        effective: cost,
        commitment: of(true),
        ..line.charge(committed, price)
    }];
    let beyond = quantity - committed;
    if rest != Usd::ZERO || beyond > quantity * 1e-9 {
        charges.push(Charge { billed: rest, effective: rest, ..line.charge(beyond, price) });
    }
    if by_month != Usd::ZERO {
        charges.push(purchase(line.month, line.line, Frequency::Recurring, by_month, of(false)));
    }
    charges
}

/// What is paid for a commitment on the first day of a term.
pub(super) fn upfront_charge<'a>(
    month: &'a MonthBill,
    line: &'a Line,
    discount: &'a Discount,
    usd: Usd,
) -> Charge<'a> {
    let months = MONTHS_PER_YEAR * f64::from(discount.years.unwrap_or(1));
    let cost = discount.base.dollars() * (1.0 - discount.pct / 100.0);
    let committed = line.quantity * discount.coverage_pct / 100.0;
    let quantity = if is_spend(discount) { cost } else { committed } * months;
    let commitment = Some(Committed { discount, is_used: false, quantity });
    purchase(month, line, Frequency::OneTime, usd, commitment)
}

fn purchase<'a>(
    month: &MonthBill,
    line: &'a Line,
    frequency: Frequency,
    usd: Usd,
    commitment: Option<Committed<'a>>,
) -> Charge<'a> {
    Charge {
        month: month.month,
        line,
        category: Category::Purchase,
        frequency,
        pricing: Pricing::Standard,
        tier: None,
        quantity: 1.0,
        unit: "Units".to_owned(),
        consumed: None,
        list_price: usd.dollars(),
        list: usd,
        contracted_price: usd.dollars(),
        contracted: usd,
        billed: usd,
        effective: Usd::ZERO,
        commitment,
        price_factor: month.price_factor,
        complete: month.complete,
    }
}
