//! The charges of a month: what each line of its bill uses, and what is bought.

use super::commitments::{Committed, committed_charges, upfront_charge};
use super::shares::whole;
use super::units::unit;
use crate::engine::cost::{Bill, Discount, DiscountKind, Line, Price, TierPart};
use crate::engine::plan::MonthBill;
use crate::engine::scenario::Month;
use crate::engine::units::Usd;

/// What a charge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    /// Used by quantity.
    Usage,
    /// Bought by the month or year, whether used or not.
    Purchase,
}

/// How often a charge comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frequency {
    OneTime,
    Recurring,
    UsageBased,
}

/// How a charge is priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pricing {
    Standard,
    Committed,
    Dynamic,
}

/// A row of the projection.
pub(super) struct Charge<'a> {
    pub(super) month: Month,
    pub(super) line: &'a Line,
    pub(super) category: Category,
    pub(super) frequency: Frequency,
    pub(super) pricing: Pricing,
    /// The tier of the line's price, the first being 0; none where it has one price.
    pub(super) tier: Option<usize>,
    pub(super) quantity: f64,
    pub(super) unit: String,
    /// What is used of the quantity; none for what is bought.
    pub(super) consumed: Option<f64>,
    pub(super) list_price: f64,
    pub(super) list: Usd,
    pub(super) contracted_price: f64,
    pub(super) contracted: Usd,
    /// Paid in the month.
    pub(super) billed: Usd,
    /// What the month bears: with its part of what was paid before, without what it pays for others.
    pub(super) effective: Usd,
    pub(super) commitment: Option<Committed<'a>>,
    /// What list prices have changed by since the first month.
    pub(super) price_factor: f64,
    /// Whether every line of the month's bill has a price and its nodes carry the load.
    pub(super) complete: bool,
}

/// The discounts of a line.
pub(super) struct Taken<'a> {
    pub(super) commitment: Option<&'a Discount>,
    pub(super) negotiated_pct: f64,
    is_spot: bool,
}

impl<'a> Taken<'a> {
    fn of(bill: &'a Bill, line: usize) -> Self {
        let find =
            |kind| bill.discounts.iter().find(move |discount| discount.line == line && discount.kind == kind);
        Self {
            commitment: find(DiscountKind::Commitment),
            negotiated_pct: find(DiscountKind::Negotiated).map_or(0.0, |discount| discount.pct),
            is_spot: find(DiscountKind::Spot).is_some(),
        }
    }
}

/// The charges of a month, in the order of its bill, and what is paid up front after them. Lines
/// without a price have none. `bill` is the plan's, whose commitments are paid up front.
///
/// What is billed for usage and by the month comes to what the horizon has for the month, to the
/// micro-dollar. Source: docs/exports.md, "FOCUS".
pub(super) fn charges<'a>(month: &'a MonthBill, bill: &'a Bill) -> Vec<Charge<'a>> {
    let lines = month.bill.lines.iter().enumerate();
    let priced = lines.filter_map(|(at, line)| Priced::of(month, line, Taken::of(&month.bill, at)));
    let priced: Vec<Priced<'_>> = priced.collect();
    let cash: Vec<f64> = priced.iter().flat_map(|line| line.cash.iter().copied()).collect();
    let mut cash = whole(&cash, month.cloud).into_iter();
    let mut charges: Vec<Charge<'_>> = Vec::new();
    for line in &priced {
        let own: Vec<Usd> = cash.by_ref().take(line.cash.len()).collect();
        charges.extend(line.charges(&own));
    }
    let payments = month.upfront.iter().filter_map(|payment| Some((payment.discount?, payment.usd)));
    charges.extend(payments.filter_map(|(discount, usd)| {
        let discount = bill.discounts.get(discount)?;
        Some(upfront_charge(month, bill.lines.get(discount.line)?, discount, usd))
    }));
    charges
}

/// A line that has a price, and what is paid in the month for each of its parts.
pub(super) struct Priced<'a> {
    pub(super) month: &'a MonthBill,
    pub(super) line: &'a Line,
    pub(super) taken: Taken<'a>,
    parts: Vec<TierPart>,
    /// What a unit costs after own prices and what is negotiated, as a multiple of its list price.
    contracted_share: f64,
    /// What is paid for each part, micro-dollars: of a line with a commitment what is paid for it by
    /// the month, and for the rest.
    cash: Vec<f64>,
}

impl<'a> Priced<'a> {
    fn of(month: &'a MonthBill, line: &'a Line, taken: Taken<'a>) -> Option<Self> {
        let Price::Priced { unit_price, tiers, list, effective, own, .. } = &line.price else { return None };
        let one = || vec![TierPart { quantity: line.quantity, price: *unit_price }];
        let is_one = tiers.is_empty() || taken.commitment.is_some();
        let parts = if is_one { one() } else { tiers.clone() };
        let paid = own.as_ref().map_or(1.0, |own| {
            if *list != Usd::ZERO {
                own.usd.dollars() / list.dollars()
            } else if unit_price.usd() > 0.0 {
                own.unit_price.usd() / unit_price.usd()
            } else {
                1.0
            }
        });
        let factor = month.price_factor;
        let micros = |usd: Usd| usd.micros() as f64 * factor;
        let cash = if let Some(commitment) = taken.commitment {
            let cost = committed_cost(commitment, *effective, line.quantity, taken.negotiated_pct);
            let by_month = micros(cost - commitment.monthly_of_upfront);
            vec![by_month, micros(*effective - cost)]
        } else {
            let listed = |part: &TierPart| part.price.times(part.quantity).dollars();
            let all: f64 = parts.iter().map(listed).sum();
            let share = |part: &TierPart| if all > 0.0 { listed(part) / all } else { 0.0 };
            let mut cash: Vec<f64> = parts.iter().map(|part| micros(*effective) * share(part)).collect();
            if all <= 0.0 {
                cash[0] = micros(*effective);
            }
            cash
        };
        let contracted_share = paid * (1.0 - taken.negotiated_pct / 100.0);
        Some(Self { month, line, taken, parts, contracted_share, cash })
    }

    /// The charges, given what is paid for each part.
    fn charges(&self, cash: &[Usd]) -> Vec<Charge<'a>> {
        if let Some(commitment) = self.taken.commitment {
            return committed_charges(self, commitment, cash[0], cash[1]);
        }
        let pricing = if self.taken.is_spot { Pricing::Dynamic } else { Pricing::Standard };
        let has_tiers = self.parts.len() > 1;
        let parts = self.parts.iter().zip(cash).enumerate().map(|(at, (part, cash))| Charge {
            pricing,
            tier: has_tiers.then_some(at),
            billed: *cash,
            effective: *cash,
            ..self.charge(part.quantity, part.price.usd())
        });
        parts.collect()
    }

    /// A charge of so much of the line at list price, with nothing billed yet.
    pub(super) fn charge(&self, quantity: f64, list_price: f64) -> Charge<'a> {
        let list_price = list_price * self.month.price_factor;
        let contracted_price = list_price * self.contracted_share;
        let is_bought = is_bought(&self.line.unit);
        Charge {
            month: self.month.month,
            line: self.line,
            category: if is_bought { Category::Purchase } else { Category::Usage },
            frequency: if is_bought { Frequency::Recurring } else { Frequency::UsageBased },
            pricing: Pricing::Standard,
            tier: None,
            quantity,
            unit: unit(&self.line.unit),
            consumed: (!is_bought).then_some(quantity),
            list_price,
            list: Usd::from_dollars(list_price * quantity),
            contracted_price,
            contracted: Usd::from_dollars(contracted_price * quantity),
            billed: Usd::ZERO,
            effective: Usd::ZERO,
            commitment: None,
            price_factor: self.month.price_factor,
            complete: self.month.complete,
        }
    }

    /// The list price of a unit in the line's first month.
    pub(super) fn list_price(&self) -> f64 {
        self.parts.first().map_or(0.0, |part| part.price.usd())
    }
}

/// Whether a unit is time alone for which something is had: a subscription, a plan, a server.
fn is_bought(unit: &str) -> bool {
    unit == "month" || unit.ends_with("-year")
}

/// What a commitment costs in a month after what is negotiated: all of the line where it covers the
/// whole. Rounded as the bill rounds it.
fn committed_cost(commitment: &Discount, effective: Usd, quantity: f64, negotiated_pct: f64) -> Usd {
    let covers_all = commitment.coverage_pct >= 100.0 - 1e-9 || quantity <= 0.0;
    if covers_all {
        return effective;
    }
    let less = |usd: Usd, pct: f64| usd - Usd::from_dollars(usd.dollars() * pct / 100.0);
    less(less(commitment.base, commitment.pct), negotiated_pct)
}
