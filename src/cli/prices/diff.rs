//! What two sets of price sheets differ in.

use std::cmp::Ordering;
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::row::{self, Row};
use super::sheet;
use super::table::{Side, count, table, tier_text};
use crate::cli::args::Format;
use crate::cli::error::CliError;
use crate::cli::files;
use crate::cli::run::json;
use crate::engine::catalogue::Provider;
use crate::engine::catalogue::Tiering;
use crate::engine::report::amount;

/// The answer of `prices diff`, each list in the order of price sheets.
#[derive(Serialize)]
struct Answer<'a> {
    old: String,
    new: String,
    /// Prices that are the same, whatever their date and source.
    n_unchanged: usize,
    added: Vec<Listed<'a>>,
    gone: Vec<Listed<'a>>,
    changed: Vec<Changed<'a>>,
    /// Prices whose unit or kind of tiers is another: the figures cannot be compared.
    unit_changed: Vec<UnitChanged<'a>>,
}

/// A price that only one side has.
#[derive(Serialize)]
struct Listed<'a> {
    #[serde(flatten)]
    name: Name<'a>,
    unit: &'a str,
    tiering: Tiering,
    tiers: Vec<Tier>,
}

/// Which price.
#[derive(Serialize)]
struct Name<'a> {
    provider: Provider,
    region: &'a str,
    service: &'a str,
    item: &'a str,
}

#[derive(Serialize)]
struct Tier {
    from: Option<f64>,
    to: Option<f64>,
    usd_per_unit: f64,
}

/// A price that differs.
#[derive(Serialize)]
struct Changed<'a> {
    #[serde(flatten)]
    name: Name<'a>,
    unit: &'a str,
    tiers: Vec<TierChange>,
}

/// A tier of a price that differs; a side is absent where it has no tier with these bounds.
#[derive(Serialize)]
struct TierChange {
    from: Option<f64>,
    to: Option<f64>,
    old_usd: Option<f64>,
    new_usd: Option<f64>,
    /// Absent when a side is absent or the old price is 0.
    change_pct: Option<f64>,
}

#[derive(Serialize)]
struct UnitChanged<'a> {
    #[serde(flatten)]
    name: Name<'a>,
    old: Unit<'a>,
    new: Unit<'a>,
}

#[derive(Serialize)]
struct Unit<'a> {
    unit: &'a str,
    tiering: Tiering,
    tiers: Vec<Tier>,
}

pub(super) fn run(old: &Path, new: &Path, format: Format) -> Result<ExitCode, CliError> {
    let (before, after) = (sheet::open(old)?, sheet::open(new)?);
    let answer = compare(old.display().to_string(), new.display().to_string(), &before, &after);
    files::print(&match format {
        Format::Text => text(&answer),
        Format::Json => json(&answer)?,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// How many prices differ.
pub(super) struct Counts {
    pub(super) added: usize,
    pub(super) gone: usize,
    /// With another price or another unit.
    pub(super) changed: usize,
}

/// Counts what differs between rows in order.
pub(super) fn counts(old: &[Row], new: &[Row]) -> Counts {
    let answer = compare(String::new(), String::new(), old, new);
    Counts {
        added: answer.added.len(),
        gone: answer.gone.len(),
        changed: answer.changed.len() + answer.unit_changed.len(),
    }
}

fn compare<'a>(old: String, new: String, before: &'a [Row], after: &'a [Row]) -> Answer<'a> {
    let mut answer = Answer {
        old,
        new,
        n_unchanged: 0,
        added: Vec::new(),
        gone: Vec::new(),
        changed: Vec::new(),
        unit_changed: Vec::new(),
    };
    let (mut before, mut after) = (row::prices(before).peekable(), row::prices(after).peekable());
    loop {
        let order = match (before.peek(), after.peek()) {
            (None, None) => return answer,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => old[0].key().cmp(&new[0].key()),
        };
        let old = if order == Ordering::Greater { None } else { before.next() };
        let new = if order == Ordering::Less { None } else { after.next() };
        match (old, new) {
            (Some(old), Some(new)) => answer.pair(old, new),
            (Some(old), None) => answer.gone.push(listed(old)),
            (None, Some(new)) => answer.added.push(listed(new)),
            (None, None) => return answer,
        }
    }
}

impl<'a> Answer<'a> {
    fn pair(&mut self, old: &'a [Row], new: &'a [Row]) {
        let name = name(&new[0]);
        // One price for all amounts is a tier without bounds, whatever it is called.
        if old[0].unit != new[0].unit || (old[0].tiering != new[0].tiering && old.len().max(new.len()) > 1) {
            self.unit_changed.push(UnitChanged { name, old: unit(old), new: unit(new) });
            return;
        }
        let tiers = tier_changes(old, new);
        let is_changed = |tier: &TierChange| match (tier.old_usd, tier.new_usd) {
            (Some(old), Some(new)) => old.total_cmp(&new).is_ne(),
            _ => true,
        };
        if tiers.iter().any(is_changed) {
            self.changed.push(Changed { name, unit: &new[0].unit, tiers });
        } else {
            self.n_unchanged += 1;
        }
    }
}

fn name(row: &Row) -> Name<'_> {
    Name { provider: row.provider, region: &row.region, service: &row.service, item: &row.item }
}

fn listed(price: &[Row]) -> Listed<'_> {
    Listed { name: name(&price[0]), unit: &price[0].unit, tiering: price[0].tiering, tiers: tiers(price) }
}

fn unit(price: &[Row]) -> Unit<'_> {
    Unit { unit: &price[0].unit, tiering: price[0].tiering, tiers: tiers(price) }
}

fn tiers(price: &[Row]) -> Vec<Tier> {
    let tier = |row: &Row| Tier { from: row.tier_from, to: row.tier_to, usd_per_unit: row.usd_per_unit };
    price.iter().map(tier).collect()
}

/// The tiers of both sides; those with the same bounds are compared.
fn tier_changes(old: &[Row], new: &[Row]) -> Vec<TierChange> {
    let bounds = |row: &Row| (row.from(), row.tier_to.unwrap_or(f64::INFINITY));
    let same = |a: &Row, b: &Row| {
        let ((a_from, a_to), (b_from, b_to)) = (bounds(a), bounds(b));
        a_from.total_cmp(&b_from).is_eq() && a_to.total_cmp(&b_to).is_eq()
    };
    let change = |at: &Row, old: Option<&Row>, new: Option<&Row>| {
        let (old_usd, new_usd) = (old.map(|row| row.usd_per_unit), new.map(|row| row.usd_per_unit));
        let change_pct =
            old_usd.zip(new_usd).filter(|(old, _)| *old > 0.0).map(|(old, new)| (new / old - 1.0) * 100.0);
        TierChange { from: at.tier_from, to: at.tier_to, old_usd, new_usd, change_pct }
    };
    let mut changes: Vec<TierChange> =
        new.iter().map(|row| change(row, old.iter().find(|other| same(row, other)), Some(row))).collect();
    let lost = old.iter().filter(|row| !new.iter().any(|other| same(row, other)));
    changes.extend(lost.map(|row| change(row, Some(row), None)));
    let end = |tier: &TierChange| (tier.from.unwrap_or(0.0), tier.to.unwrap_or(f64::INFINITY));
    changes.sort_by(|a, b| {
        let ((a_from, a_to), (b_from, b_to)) = (end(a), end(b));
        a_from.total_cmp(&b_from).then(a_to.total_cmp(&b_to))
    });
    changes
}

fn text(answer: &Answer<'_>) -> String {
    let mut text = format!(
        "{} to {}: {} added, {} gone, {} changed, {} with another unit, {} the same\n",
        answer.old,
        answer.new,
        answer.added.len(),
        answer.gone.len(),
        answer.changed.len(),
        answer.unit_changed.len(),
        answer.n_unchanged
    );
    for (heading, listed) in [("added", &answer.added), ("gone", &answer.gone)] {
        let lines = listed.iter().flat_map(|price| {
            price.tiers.iter().map(|tier| {
                let [provider, region, service, item] = cells(&price.name);
                let bounds = tier_text(tier.from, tier.to);
                [
                    provider,
                    region,
                    service,
                    item,
                    price.unit.to_owned(),
                    bounds,
                    tier.usd_per_unit.to_string(),
                ]
            })
        });
        section(&mut text, heading, listed.len(), NAMED, [("USD per unit", Side::Right)], lines);
    }
    let lines = answer.changed.iter().flat_map(|price| {
        price.tiers.iter().map(|tier| {
            let [provider, region, service, item] = cells(&price.name);
            let usd = |usd: Option<f64>| usd.map_or_else(|| "-".to_owned(), |usd| usd.to_string());
            let bounds = tier_text(tier.from, tier.to);
            let (old, new) = (usd(tier.old_usd), usd(tier.new_usd));
            [provider, region, service, item, price.unit.to_owned(), bounds, old, new, change_text(tier)]
        })
    });
    let columns = [("old USD", Side::Right), ("new USD", Side::Right), ("change", Side::Right)];
    section(&mut text, "changed", answer.changed.len(), NAMED, columns, lines);
    let lines = answer.unit_changed.iter().map(|price| {
        let [provider, region, service, item] = cells(&price.name);
        [provider, region, service, item, unit_text(&price.old), unit_text(&price.new)]
    });
    let named =
        [("provider", Side::Left), ("region", Side::Left), ("service", Side::Left), ("item", Side::Left)];
    let columns = [("old", Side::Left), ("new", Side::Left)];
    section(&mut text, "another unit", answer.unit_changed.len(), named, columns, lines);
    text
}

const NAMED: [(&str, Side); 6] = [
    ("provider", Side::Left),
    ("region", Side::Left),
    ("service", Side::Left),
    ("item", Side::Left),
    ("unit", Side::Left),
    ("tier", Side::Left),
];

fn cells(name: &Name<'_>) -> [String; 4] {
    [name.provider.name().to_owned(), name.region.to_owned(), name.service.to_owned(), name.item.to_owned()]
}

/// A table with its heading, where there is something to show.
fn section<const A: usize, const B: usize, const N: usize>(
    text: &mut String,
    heading: &str,
    number: usize,
    first: [(&str, Side); A],
    rest: [(&str, Side); B],
    lines: impl Iterator<Item = [String; N]>,
) {
    if number == 0 {
        return;
    }
    const { assert!(A + B == N) };
    let columns = std::array::from_fn(|i| if i < A { first[i] } else { rest[i - A] });
    text.push_str(&format!("\n{heading}: {}\n", count(number, "price", "prices")));
    text.push_str(&table(columns, &lines.collect::<Vec<_>>(), "  "));
}

fn change_text(tier: &TierChange) -> String {
    match (tier.old_usd, tier.new_usd, tier.change_pct) {
        (None, ..) => "tier added".to_owned(),
        (_, None, _) => "tier gone".to_owned(),
        (.., Some(change)) if change > 0.0 => format!("+{} %", amount(change, 2)),
        (.., Some(change)) => format!("{} %", amount(change, 2)),
        (Some(_), Some(new), None) if new > 0.0 => "from 0".to_owned(),
        _ => String::new(),
    }
}

fn unit_text(unit: &Unit<'_>) -> String {
    let prices: Vec<String> = unit.tiers.iter().map(|tier| tier.usd_per_unit.to_string()).collect();
    let word =
        if unit.tiering == Tiering::Flat { String::new() } else { format!(", {}", unit.tiering.word()) };
    format!("{} USD per {}{word}", prices.join(" / "), unit.unit)
}
