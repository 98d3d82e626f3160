//! Commitments: what they cover, what of them stays unused, and how they are paid.

use super::charges::{Category, Charge, Frequency, Priced, Pricing};
use crate::engine::cost::{Discount, Line};
use crate::engine::plan::MonthBill;
use crate::engine::units::{MONTHS_PER_YEAR, Usd};

/// The commitment that a charge belongs to.
pub(super) struct Committed<'a> {
    pub(super) discount: &'a Discount,
    /// Whether what is committed to was used; none for its purchase.
    pub(super) used: Option<bool>,
    /// What is used, left or bought: quantity of the line's unit, or dollars of a commitment to
    /// spend.
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

/// The charges of a line with a commitment: what is used of it, what stays unused, what is used
/// beyond it, and the monthly payment. Usage that is covered is billed with the purchase, so its own
/// bill is 0; its effective cost is the monthly payment with the month's part of what was paid up
/// front.
///
/// Source: FOCUS column `EffectiveCost`, and its examples of commitment discounts.
pub(super) fn committed_charges<'a>(
    line: &Priced<'a>,
    discount: &'a Discount,
    by_month: Usd,
    rest: Usd,
) -> Vec<Charge<'a>> {
    let quantity = line.line.quantity;
    let committed = quantity * discount.coverage_pct / 100.0;
    let used = committed.min(quantity);
    let cost = by_month + discount.monthly_of_upfront;
    let used_share = if committed > 0.0 { used / committed } else { 1.0 };
    let used_cost = if used < committed { Usd::from_dollars(cost.dollars() * used_share) } else { cost };
    let of = |used: Option<bool>, quantity: f64, usd: Usd| {
        let quantity = if is_spend(discount) { usd.dollars() } else { quantity };
        Some(Committed { discount, used, quantity })
    };
    let price = line.list_price();
    let mut charges = vec![Charge {
        pricing: Pricing::Committed,
        effective: used_cost,
        commitment: of(Some(true), used, used_cost),
        ..line.charge(used, price)
    }];
    if used < committed {
        let unused = cost - used_cost;
        charges.push(Charge {
            pricing: Pricing::Committed,
            consumed: None,
            effective: unused,
            commitment: of(Some(false), committed - used, unused),
            ..line.charge(0.0, price)
        });
    }
    let beyond = quantity - used;
    if rest != Usd::ZERO || beyond > quantity * 1e-9 {
        charges.push(Charge { billed: rest, effective: rest, ..line.charge(beyond, price) });
    }
    if by_month != Usd::ZERO {
        let commitment = of(None, committed, cost);
        charges.push(purchase(line.month, line.line, Frequency::Recurring, by_month, commitment));
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
    let commitment = Some(Committed { discount, used: None, quantity });
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
        complete: month.bill.complete,
    }
}
