//! Machines and managed services that are bought otherwise than by the hour.

use super::super::{Bill, Group, Line, Price};
use super::rows::{Wanted, families, family, row, stand_in};
use super::{Desk, DiscountKind, Terms, Untaken, base_quantity, percent_of, share};
use crate::engine::catalogue::{Commitment, DiscountedService, Host, Provider, Upfront};
use crate::engine::scenario::{Committed, Purchase};
use crate::engine::units::{UnitPrice, Usd};

const MONTHS_PER_YEAR: f64 = 12.0;
/// Part of a term's price that is paid on its first day where a part is.
const PARTIAL: f64 = 0.5;

/// A line that can be bought otherwise.
struct Bought {
    line: usize,
    provider: Provider,
    service: DiscountedService,
    family: String,
    region: String,
    /// `multi-az` or `single-az`, the end of the item's name.
    deployment: Option<String>,
    price: UnitPrice,
    list: Usd,
    quantity: f64,
    unit: String,
}

impl Bought {
    /// What is looked for; spot and sustained use have neither years nor upfront.
    fn wanted<'a>(&'a self, scheme: &'a str, term: Option<&Committed>) -> Wanted<'a> {
        Wanted {
            provider: self.provider,
            service: self.service,
            scheme,
            years: term.map(|term| term.years),
            upfront: term.map(|term| term.upfront),
            family: &self.family,
            region: &self.region,
            deployment: self.deployment.as_deref(),
        }
    }
}

impl Desk<'_> {
    /// Of each line one of spot, commitment and sustained use; a part that a commitment does
    /// not cover may have sustained use. `base` is the bill of the first month, where this is
    /// another.
    pub(super) fn terms(&mut self, base: Option<&Bill>) {
        for line in 0..self.lines.len() {
            let Some(bought) = self.bought(line) else { continue };
            let purchase = self.purchase(line);
            let mut rest = bought.list;
            if let Some((purchase, switch)) = purchase {
                if self.has_own_price(line) {
                    if !purchase.is_on_demand() {
                        let reason =
                            format!("{} is at an own price, which no discount is taken off", bought.family);
                        self.untaken.push(Untaken { switch, reason });
                    }
                    continue;
                }
                match purchase {
                    Purchase::OnDemand => {}
                    Purchase::Spot => {
                        self.spot(&bought, switch);
                        continue;
                    }
                    Purchase::Committed(term) => {
                        let base = base_quantity(&self.lines[line], &self.lines, base);
                        rest = self.commitment(&bought, &term, switch, base);
                    }
                }
            }
            if !self.has_own_price(line) {
                self.sustained_use(&bought, rest);
            }
        }
    }

    fn has_own_price(&self, line: usize) -> bool {
        matches!(&self.lines[line].price, Price::Priced { own: Some(_), .. })
    }

    /// A priced line of machines, database or cache; none of anything else.
    fn bought(&self, line: usize) -> Option<Bought> {
        let host = self.figures.plan().platform.host;
        let entry = &self.lines[line];
        let service = service_of(entry, host)?;
        let provider = host.cloud()?;
        let Price::Priced { unit_price, list, .. } = &entry.price else { return None };
        Some(Bought {
            line,
            provider,
            service,
            family: family(provider, service, entry),
            region: entry.region.clone(),
            deployment: entry.item.rsplit_once(' ').map(|(_, end)| end.to_owned()),
            price: *unit_price,
            list: *list,
            quantity: entry.quantity,
            unit: entry.unit.clone(),
        })
    }

    /// How a line is bought, and the key that says so. Machines beside the pool's are bought
    /// by the hour.
    fn purchase(&self, line: usize) -> Option<(Purchase, &'static str)> {
        let plan = self.figures.plan();
        let entry = &self.lines[line];
        let (purchase, switch) = match service_of(entry, plan.platform.host)? {
            DiscountedService::Compute if entry.component == "Worker nodes" => {
                (&plan.node_pool.commitment, Purchase::POOL)
            }
            DiscountedService::Database => (&plan.database.commitment, Purchase::DATABASE),
            DiscountedService::Cache => (&plan.cache.commitment, Purchase::CACHE),
            _ => return None,
        };
        Some((purchase.clone(), switch))
    }

    fn spot(&mut self, bought: &Bought, switch: &'static str) {
        let wanted = bought.wanted("spot", None);
        let Some(row) = row(self.figures.catalogue(), &wanted).cloned() else {
            return self.missing(&wanted, switch);
        };
        let pct = row.discount_pct;
        let basis = format!("{pct} % below the on-demand price: {}; it changes", what(&row));
        let terms = Terms {
            kind: DiscountKind::Spot,
            name: "spot",
            switch,
            base: bought.list,
            pct,
            coverage_pct: 100.0,
            saves: share(bought.list, pct),
            basis,
            provenance: Some(row.provenance),
        };
        self.take(bought.line, terms);
    }

    /// Takes a commitment and answers what no commitment covers, at list price.
    ///
    /// Formula: committed = coverage × quantity of the first month, paid whether it is used or
    /// not; what is used beyond it is at list price.
    fn commitment(&mut self, bought: &Bought, term: &Committed, switch: &'static str, base: f64) -> Usd {
        let wanted = bought.wanted(&term.scheme, Some(term));
        let Some(row) = row(self.figures.catalogue(), &wanted).cloned() else {
            self.missing(&wanted, switch);
            return bought.list;
        };
        let committed = base * term.coverage_pct / 100.0;
        if committed <= 0.0 {
            return bought.list;
        }
        let is_all = (committed - bought.quantity).abs() < f64::EPSILON * bought.quantity;
        let covered = if is_all { bought.list } else { bought.price.times(committed) };
        let rest = bought.price.times((bought.quantity - committed).max(0.0));
        let rest = if is_all { Usd::ZERO } else { rest };
        let cost = covered - share(covered, row.discount_pct);
        let years = if term.years == 1 { "1 year".to_owned() } else { format!("{} years", term.years) };
        let basis = format!(
            "{years}, {} upfront, {} % of {base} {} of the first month; {}",
            in_words(term.upfront),
            term.coverage_pct,
            bought.unit,
            what(&row)
        );
        let terms = Terms {
            kind: DiscountKind::Commitment,
            name: &term.scheme,
            switch,
            base: covered,
            pct: row.discount_pct,
            coverage_pct: if bought.quantity > 0.0 { committed / bought.quantity * 100.0 } else { 0.0 },
            saves: bought.list - cost - rest,
            basis,
            provenance: Some(row.provenance),
        };
        let months = MONTHS_PER_YEAR * f64::from(term.years);
        let paid = match term.upfront {
            Upfront::None => None,
            Upfront::Partial => Some(PARTIAL),
            Upfront::All => Some(1.0),
        };
        if let Some(discount) = self.take(bought.line, terms) {
            discount.years = Some(term.years);
            discount.upfront = paid.map(|part| Usd::from_dollars(cost.dollars() * months * part));
            discount.monthly_of_upfront =
                paid.map_or(Usd::ZERO, |part| Usd::from_dollars(cost.dollars() * part));
        }
        rest
    }

    fn sustained_use(&mut self, bought: &Bought, rest: Usd) {
        const SCHEME: &str = "sustained-use";
        let is_on = self.figures.plan().finance.sustained_use;
        if !is_on || bought.service != DiscountedService::Compute || rest == Usd::ZERO {
            return;
        }
        let wanted = bought.wanted(SCHEME, None);
        let row = row(self.figures.catalogue(), &wanted).filter(|row| row.discount_pct > 0.0).cloned();
        let Some(row) = row else { return };
        let terms = Terms {
            kind: DiscountKind::SustainedUse,
            name: SCHEME,
            switch: "finance.sustained_use",
            base: rest,
            pct: row.discount_pct,
            coverage_pct: percent_of(rest, bought.list),
            saves: share(rest, row.discount_pct),
            basis: format!("{} % for use through the whole month; {}", row.discount_pct, what(&row)),
            provenance: Some(row.provenance),
        };
        self.take(bought.line, terms);
    }

    /// Notes that no row gives what the plan asks for, and what would do.
    fn missing(&mut self, wanted: &Wanted<'_>, switch: &'static str) {
        let catalogue = self.figures.catalogue();
        let term = wanted.years.map_or_else(String::new, |years| {
            let upfront = wanted.upfront.map_or("no", in_words);
            format!(", {years} y, {upfront} upfront")
        });
        let of = if wanted.family.is_empty() { "this size" } else { wanted.family };
        let other = stand_in(catalogue, wanted).filter(|_| wanted.years.is_some());
        let near = match other {
            Some(other) => format!(
                "{} of {} y, {} upfront, has one ({} %)",
                other.word(),
                other.years.unwrap_or(0),
                other.upfront.map_or("no", in_words),
                other.discount_pct
            ),
            None => match families(catalogue, wanted).as_slice() {
                [] => "nor has another scheme".to_owned(),
                [first @ .., last] if first.len() < 6 => {
                    let sep = if first.is_empty() { "" } else { ", " };
                    format!("it has rows of {}{sep}{last}", first.join(", "))
                }
                many => format!("it has rows of {} families, such as {}", many.len(), many[0]),
            },
        };
        let reason = format!(
            "{}{term}: no row for {of} in {}, so the list price stays; {near}",
            wanted.scheme, wanted.region
        );
        self.untaken.push(Untaken { switch, reason });
    }
}

/// How much is paid at once, before the word `upfront`.
const fn in_words(upfront: Upfront) -> &'static str {
    match upfront {
        Upfront::None => "no",
        Upfront::Partial => "partial",
        Upfront::All => "all",
    }
}

/// What can be discounted of a line.
fn service_of(line: &Line, host: Host) -> Option<DiscountedService> {
    match (line.group, line.component) {
        _ if host.cloud().is_none() => None,
        (Group::Compute, _) if line.service == host.compute_service() => Some(DiscountedService::Compute),
        (Group::Data, "Cache") => Some(DiscountedService::Cache),
        (Group::Data, "PostgreSQL" | "PostgreSQL processors" | "PostgreSQL memory") => {
            Some(DiscountedService::Database)
        }
        _ => None,
    }
}

/// The family and region of a row in words.
fn what(row: &Commitment) -> String {
    let family = if row.family == "*" { "any family" } else { &row.family };
    let region = if row.region == "*" { "any region" } else { &row.region };
    format!("{family}, {region}")
}
