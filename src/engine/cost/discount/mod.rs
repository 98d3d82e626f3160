//! What is taken off the list price, line by line.
//!
//! `free` are amounts that are not billed, `term` what machines and managed services cost
//! when they are bought otherwise than by the hour, `rows` finds the row of the data.
//! docs/model.md, "Discounts", has the order and the formulas.

mod free;
mod rows;
mod term;

use serde::Serialize;

pub use self::rows::{has_discount, machine_discount_pct};
use super::{Bill, Line, Price};
use crate::engine::catalogue::{Provenance, Site};
use crate::engine::scenario::Figures;
use crate::engine::units::Usd;

/// What kind of discount it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DiscountKind {
    /// A price of the user's own in place of the listed one.
    OwnPrice,
    /// What the provider does not bill of an account and month.
    FreeAllowance,
    /// Machines that the provider may take back.
    Spot,
    /// A commitment for years.
    Commitment,
    /// What the provider takes off by itself for use through the whole month.
    SustainedUse,
    /// A percentage that is negotiated.
    Negotiated,
}

impl DiscountKind {
    /// How people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::OwnPrice => "Own price",
            Self::FreeAllowance => "Free allowance",
            Self::Spot => "Spot",
            Self::Commitment => "Commitment",
            Self::SustainedUse => "Sustained use",
            Self::Negotiated => "Negotiated",
        }
    }
}

/// Something taken off a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Discount {
    /// The line of the bill that it is taken off, by its position.
    pub line: usize,
    /// What kind it is.
    pub kind: DiscountKind,
    /// Its name: the scheme, the allowance.
    pub name: String,
    /// The key of the plan that turns it off.
    pub switch: &'static str,
    /// Component of the line.
    pub component: &'static str,
    /// Site of the line.
    pub site: Site,
    /// Service of the line.
    pub service: String,
    /// Item of the line.
    pub item: String,
    /// Where the price of the line holds.
    pub region: String,
    /// The amount that the percentage is of.
    pub base: Usd,
    /// Percent of `base`; below 0 where the scheme costs more.
    pub pct: f64,
    /// Part of the line's quantity that it covers, percent.
    pub coverage_pct: f64,
    /// What it takes off the line in the month; below 0 where it costs more.
    pub saves: Usd,
    /// What is paid on the first day of each term, where something is.
    pub upfront: Option<Usd>,
    /// The part of the month's effective cost that was paid so.
    pub monthly_of_upfront: Usd,
    /// Years of a term.
    pub years: Option<u32>,
    /// How the amount comes about.
    pub basis: String,
    /// Where the percentage comes from; none where the plan says it.
    pub provenance: Option<Provenance>,
}

/// A discount that the plan asks for and that is not taken, as no row gives it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Untaken {
    /// The key of the plan that asks.
    pub switch: &'static str,
    /// Why, and what would do.
    pub reason: String,
}

/// The bill after discounts: `list` stays, `effective` of each line is its list less what its
/// discounts save, to the micro-dollar.
///
/// Order: own prices, free allowances, then of each part of a line one of spot, commitment and
/// sustained use, then negotiated percentages of what remains. `base` is the bill of the first
/// month, whose quantities are committed to; none where this is it.
/// Source: docs/model.md, "Discounts".
pub fn discounted(figures: Figures<'_>, bill: Bill, base: Option<&Bill>) -> Bill {
    let mut desk = Desk { figures, lines: bill.lines, discounts: Vec::new(), untaken: Vec::new() };
    desk.own_prices();
    desk.free();
    desk.terms(base);
    desk.negotiated();
    desk.untaken.sort();
    desk.untaken.dedup();
    let Desk { lines, discounts, untaken, .. } = desk;
    let effective = lines.iter().filter_map(Line::effective).sum();
    Bill { lines, effective, discounts, untaken, ..bill }
}

/// What of a line is there in the first month: where lines are alike each has its own part.
fn base_quantity(line: &Line, now: &[Line], base: Option<&Bill>) -> f64 {
    let Some(base) = base else { return line.quantity };
    let same = |other: &&Line| {
        (other.site, other.component, &other.service, &other.item)
            == (line.site, line.component, &line.service, &line.item)
    };
    let sum = |lines: &[Line]| lines.iter().filter(same).map(|line| line.quantity).sum::<f64>();
    let all = sum(now);
    if all > 0.0 { sum(&base.lines) * line.quantity / all } else { 0.0 }
}

/// Where discounts are taken off, one after the other.
struct Desk<'a> {
    figures: Figures<'a>,
    lines: Vec<Line>,
    discounts: Vec<Discount>,
    untaken: Vec<Untaken>,
}

/// What is said of a discount beside its line.
struct Terms<'a> {
    kind: DiscountKind,
    name: &'a str,
    switch: &'static str,
    base: Usd,
    pct: f64,
    coverage_pct: f64,
    saves: Usd,
    basis: String,
    provenance: Option<Provenance>,
}

impl Desk<'_> {
    /// Takes a discount off a line.
    fn take(&mut self, line: usize, terms: Terms<'_>) -> Option<&mut Discount> {
        let entry = self.lines.get_mut(line)?;
        let Price::Priced { effective, .. } = &mut entry.price else { return None };
        *effective = *effective - terms.saves;
        self.discounts.push(Discount {
            line,
            kind: terms.kind,
            name: terms.name.to_owned(),
            switch: terms.switch,
            component: entry.component,
            site: entry.site,
            service: entry.service.clone(),
            item: entry.item.clone(),
            region: entry.region.clone(),
            base: terms.base,
            pct: terms.pct,
            coverage_pct: terms.coverage_pct,
            saves: terms.saves,
            upfront: None,
            monthly_of_upfront: Usd::ZERO,
            years: None,
            basis: terms.basis,
            provenance: terms.provenance,
        });
        self.discounts.last_mut()
    }

    /// Own prices in place of listed ones.
    fn own_prices(&mut self) {
        for line in 0..self.lines.len() {
            let entry = &mut self.lines[line];
            let Price::Priced { unit_price, list, effective, own, .. } = &mut entry.price else { continue };
            *effective = *list;
            let Some(own) = own.as_ref().filter(|own| own.usd != *list) else { continue };
            let basis = format!(
                "own price {} in place of {} for a {}",
                own.unit_price.usd(),
                unit_price.usd(),
                entry.unit
            );
            let (base, saves, provenance) = (*list, *list - own.usd, Some(own.provenance.clone()));
            let pct = percent_of(saves, base);
            let (kind, name, switch) = (DiscountKind::OwnPrice, "own price", "own price sheet (--prices)");
            let terms =
                Terms { kind, name, switch, base, pct, coverage_pct: 100.0, saves, basis, provenance };
            self.take(line, terms);
        }
    }

    /// Negotiated percentages of what remains. Own prices are what was negotiated already.
    fn negotiated(&mut self) {
        let rates = &self.figures.plan().finance.negotiated_pct;
        for line in 0..self.lines.len() {
            let entry = &self.lines[line];
            let Price::Priced { effective, own: None, .. } = &entry.price else { continue };
            let (service, rest) = (entry.service.as_str(), *effective);
            let rate = rates.get_key_value(service).or_else(|| rates.get_key_value("*"));
            let Some((name, pct)) = rate.filter(|(_, pct)| **pct > 0.0) else { continue };
            if rest == Usd::ZERO {
                continue;
            }
            for discount in self.discounts.iter_mut().filter(|discount| discount.line == line) {
                discount.upfront = discount.upfront.map(|upfront| upfront - share(upfront, *pct));
                discount.monthly_of_upfront =
                    discount.monthly_of_upfront - share(discount.monthly_of_upfront, *pct);
            }
            let name = if name == "*" { "any service" } else { name.as_str() };
            let (kind, switch) = (DiscountKind::Negotiated, "finance.negotiated_pct");
            let basis = format!("{pct} % of what remains of {service}");
            let (pct, saves) = (*pct, share(rest, *pct));
            let (base, coverage_pct, provenance) = (rest, 100.0, None);
            self.take(line, Terms { kind, name, switch, base, pct, coverage_pct, saves, basis, provenance });
        }
    }
}

/// So many percent of an amount, rounded once to a micro-dollar.
fn share(amount: Usd, pct: f64) -> Usd {
    Usd::from_dollars(amount.dollars() * pct / 100.0)
}

/// An amount as percent of another; 0 of nothing.
fn percent_of(part: Usd, whole: Usd) -> f64 {
    if whole == Usd::ZERO { 0.0 } else { part.dollars() / whole.dollars() * 100.0 }
}
