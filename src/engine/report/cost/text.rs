//! Lines on money.

use super::CostLine;
use crate::engine::catalogue::Site;
use crate::engine::cost::DiscountKind;
use crate::engine::report::Report;
use crate::engine::report::format::{amount, exact, quantity};
use crate::engine::report::page::Page;
use crate::engine::units::Usd;

pub(in crate::engine::report) fn bill(report: &Report, page: &mut Page) {
    let prices = report.cost.price_words();
    page.heading(
        "Bill of a month",
        &format!("USD, today's load, backups at steady retention, {prices}, before tax; people beside it"),
    );
    for group in &report.cost.groups {
        let lines: Vec<&CostLine> =
            report.cost.lines.iter().filter(|line| line.group == group.group).collect();
        page.line(format!("  {:<90}{:>18}", group.title, amount(group.list_usd.dollars(), 2)));
        let mut site = Site::Primary;
        for line in lines {
            if line.site != site {
                site = line.site;
                let place = report.pattern.second_region.as_deref().unwrap_or("the second site");
                page.line(format!("    in {place}, {}", report.pattern.name));
            }
            let quantity = quantity(line.quantity, &line.unit);
            let price = match line.unit_price_usd {
                _ if !line.tiers.is_empty() => "tiers".to_owned(),
                Some(price) => exact(price),
                None => "no price".to_owned(),
            };
            let sum = line.list_usd.map_or_else(|| "unpriced".to_owned(), |usd| amount(usd.dollars(), 2));
            let as_of = line.as_of.as_deref().unwrap_or("");
            page.line(format!(
                "    {:<27}{:>23} × {:<8} {:<33}{:>12}",
                line.component,
                quantity,
                price,
                item_and_date(&line.item, as_of),
                sum
            ));
            if let Some(region) = &line.stand_in {
                page.line(format!("      stand-in: the price of {region}, as the plan allows"));
            }
            if line.own {
                page.line("      own price, in place of the listed one where there is one");
            }
        }
    }
    let unpriced = report.cost.unpriced.len();
    if unpriced > 0 {
        let lines = report.cost.lines.len();
        page.line(format!(
            "  {} of {lines} lines have a price here; what the others cost comes on top",
            report.cost.priced_lines
        ));
    }
    discounts(report, page);
    let total = if report.cost.monthly.complete { "Total" } else { "Total, at least" };
    page.line(format!("  {total:<90}{:>18}", amount(report.cost.monthly.effective_usd.dollars(), 2)));
    super::beside::text(report, page);
    page.line(format!(
        "  {:<90}{:>18}",
        "Planned work, beside it",
        amount(report.cost.labour_monthly_usd.dollars(), 2)
    ));
}

/// What is taken off the list, line by line.
fn discounts(report: &Report, page: &mut Page) {
    let cost = &report.cost;
    if cost.discounts.is_empty() {
        return;
    }
    page.line(format!("  {:<90}{:>18}", "At list price", amount(cost.monthly.list_usd.dollars(), 2)));
    let saved = cost.monthly.effective_usd.dollars() - cost.monthly.list_usd.dollars();
    page.line(format!("  {:<90}{:>18}", "Discounts", amount(saved, 2)));
    let mut site = Site::Primary;
    for discount in cost.discounts.iter().filter(|discount| discount.kind != DiscountKind::Negotiated) {
        if discount.site != site {
            site = discount.site;
            let place = match site {
                Site::Primary => "the first site",
                Site::Second => report.pattern.second_region.as_deref().unwrap_or("the second site"),
            };
            page.line(format!("    in {place}"));
        }
        let what = format!("{}: {}", discount.kind.title(), discount.name);
        let of = format!(
            "{} % of {} for {}",
            amount(discount.pct, 1),
            amount(discount.list_usd.dollars(), 2),
            discount.component
        );
        page.line(format!("    {what:<38} {of:<53}{:>12}", amount(-discount.saves_usd.dollars(), 2)));
        let age = match (&discount.as_of, discount.age_days) {
            (Some(_), Some(days)) => format!("; {days} days old"),
            (Some(date), None) => format!("; {date}"),
            (None, _) => String::new(),
        };
        page.wrapped("      ", &format!("{}{age}; off with {}", discount.basis, discount.switch));
        if let Some(upfront) = discount.upfront_usd {
            let upfront = amount(upfront.dollars(), 2);
            page.line(format!("      {upfront} USD on the first day of each term"));
        }
    }
    negotiated(report, page);
}

/// Negotiated percentages, all lines of a rate together.
fn negotiated(report: &Report, page: &mut Page) {
    let all = report.cost.discounts.iter().filter(|discount| discount.kind == DiscountKind::Negotiated);
    let mut rates: Vec<(&str, f64, &str)> = Vec::new();
    for discount in all.clone() {
        let rate = (discount.name.as_str(), discount.pct, discount.switch);
        if !rates.contains(&rate) {
            rates.push(rate);
        }
    }
    for (name, pct, switch) in rates {
        let of_rate = all.clone().filter(|discount| discount.name == name);
        let (mut lines, mut rest, mut saves) = (0_u32, Usd::ZERO, Usd::ZERO);
        for discount in of_rate {
            lines += 1;
            rest += discount.list_usd;
            saves += discount.saves_usd;
        }
        let what = format!("{}: {name}", DiscountKind::Negotiated.title());
        let lines = if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
        let of = format!("{} % of {} for {lines}", amount(pct, 1), amount(rest.dollars(), 2));
        page.line(format!("    {what:<38} {of:<53}{:>12}", amount(-saves.dollars(), 2)));
        page.line(format!("      of what remains after the other discounts; off with {switch}"));
    }
}

/// An item, cut where it is long, and the date of its price.
fn item_and_date(item: &str, as_of: &str) -> String {
    const ROOM: usize = 21;
    let item: String = if item.chars().count() <= ROOM {
        item.to_owned()
    } else {
        item.chars().take(ROOM - 1).chain(['…']).collect()
    };
    format!("{item:<ROOM$} {as_of}")
}
