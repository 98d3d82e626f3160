//! Lines on money.

use super::CostLine;
use crate::engine::catalogue::Site;
use crate::engine::report::Report;
use crate::engine::report::format::{amount, quantity};
use crate::engine::report::page::Page;

pub(in crate::engine::report) fn bill(report: &Report, page: &mut Page) {
    let prices = report.cost.price_words();
    page.heading(
        "Bill of a month",
        &format!("USD, today's load, backups at steady retention, {prices}, before tax; people beside it"),
    );
    for group in &report.cost.groups {
        let lines: Vec<&CostLine> =
            report.cost.lines.iter().filter(|line| line.group == group.group).collect();
        page.line(format!("  {:<90}{:>18}", group.title, amount(group.effective_usd.dollars(), 2)));
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
                Some(price) => format!("{price}"),
                None => "no price".to_owned(),
            };
            let sum =
                line.effective_usd.map_or_else(|| "unpriced".to_owned(), |usd| amount(usd.dollars(), 2));
            let as_of = line.as_of.as_deref().unwrap_or("");
            page.line(format!(
                "    {:<23}{:>23} × {:<8} {:<37}{:>12}",
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
                page.line("      own price, in place of a listed one");
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
    let total = if report.cost.monthly.complete { "Total" } else { "Total, at least" };
    page.line(format!("  {total:<90}{:>18}", amount(report.cost.monthly.effective_usd.dollars(), 2)));
    page.line(format!(
        "  {:<90}{:>18}",
        "Planned work, beside it",
        amount(report.cost.labour_monthly_usd.dollars(), 2)
    ));
}

/// Until when the versions of the plan are supported.
pub(in crate::engine::report) fn support(report: &Report, page: &mut Page) {
    if report.cost.support_calendar.is_empty() {
        return;
    }
    page.heading(
        "Support of versions",
        "last days; the fee is that of the site that writes, in its first month",
    );
    for entry in &report.cost.support_calendar {
        let date = |date: &Option<String>| date.clone().unwrap_or_else(|| "–".to_owned());
        let fee = match (entry.paid_months, &entry.first_paid_month, entry.monthly_usd) {
            (None, ..) => "dates not known".to_owned(),
            (Some(months), Some(first), usd) => {
                let usd = usd.map_or_else(
                    || "at a price that is not known".to_owned(),
                    |usd| format!("at {} USD a month", amount(usd.dollars(), 2)),
                );
                let unit = if months == 1 { "month" } else { "months" };
                format!("{months} {unit} paid from {first} on, {usd}")
            }
            _ => entry.note.unwrap_or("nothing to pay within the horizon").to_owned(),
        };
        page.line(format!(
            "  {:<29} {:<5} {:<9} standard until {:<11} extended until {:<11}",
            entry.title,
            entry.version,
            entry.state,
            date(&entry.standard_until),
            date(&entry.extended_until),
        ));
        page.line(format!("    {fee}"));
    }
}

/// An item, cut where it is long, and the date of its price.
fn item_and_date(item: &str, as_of: &str) -> String {
    const ROOM: usize = 25;
    let item: String = if item.chars().count() <= ROOM {
        item.to_owned()
    } else {
        item.chars().take(ROOM - 1).chain(['…']).collect()
    };
    format!("{item:<ROOM$} {as_of}")
}
