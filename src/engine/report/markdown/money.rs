//! The bill, and money over the years.

use super::doc::{Doc, said};
use crate::engine::catalogue::Site;
use crate::engine::report::format::{amount, dollars, quantity};
use crate::engine::report::horizon::text::range_in_words;
use crate::engine::report::sizing::obstacle_in_words;
use crate::engine::report::{CostLine, HorizonReport, Report};

pub(super) fn bill(report: &Report, doc: &mut Doc) {
    let cost = &report.cost;
    doc.heading("Bill of a month");
    doc.paragraph(&format!(
        "USD, today's load, backups at steady retention, {}, before tax; people stand beside it. Sources: the \
         numbers in brackets are those of the list of sources.",
        cost.price_words()
    ));
    let total = if cost.monthly.complete { "**Total**" } else { "**Total, at least**" };
    let mut sums: Vec<[String; 3]> = cost
        .groups
        .iter()
        .map(|group| {
            let usd = |usd: crate::engine::units::Usd| amount(usd.dollars(), 2);
            [group.title.to_owned(), usd(group.list_usd), usd(group.effective_usd)]
        })
        .collect();
    sums.push([
        total.to_owned(),
        amount(cost.monthly.list_usd.dollars(), 2),
        format!("**{}**", amount(cost.monthly.effective_usd.dollars(), 2)),
    ]);
    doc.table(["group", ">at list price", ">in effect"], &sums);
    doc.list(&beside(report));
    for group in &cost.groups {
        doc.subheading(group.title);
        let lines = cost.lines.iter().filter(|line| line.group == group.group);
        let rows: Vec<[String; 6]> = lines.map(|line| row(report, line)).collect();
        doc.table(["line", ">quantity", ">USD a unit", ">USD a month", "date of the price", "source"], &rows);
    }
    discounts(report, doc);
    if let Some(horizon) = &cost.horizon {
        years(horizon, doc);
    }
}

/// What stands beside the sum, as a list.
pub(super) fn beside(report: &Report) -> Vec<String> {
    let cost = &report.cost;
    let mut items = Vec::new();
    if !cost.monthly.complete {
        items.push(format!(
            "{} of {} lines have a price; what the others cost comes on top: {}.",
            cost.priced_lines,
            cost.lines.len(),
            cost.unpriced.iter().map(|line| said(line.component)).collect::<Vec<_>>().join(", ")
        ));
    }
    if let Some(range) = &cost.monthly.range {
        items.push(format!("It may come to {}.", range_in_words(range, cost.monthly.complete)));
    }
    items
        .push(format!("Planned work beside it: {} USD a month.", dollars(cost.labour_monthly_usd.dollars())));
    if let Some(share) = cost.forgotten.share_pct {
        let usd = dollars(cost.forgotten.usd.dollars());
        items.push(format!("Lines that other estimates forget: {usd} USD, {} % of it.", amount(share, 1)));
    }
    if let Some(currency) = &cost.currency {
        items.push(format!(
            "In {}: {} a month, at {} for a dollar, of {}.",
            said(&currency.code),
            amount(currency.monthly_effective, 2),
            currency.rate,
            said(&currency.rate_date)
        ));
    }
    items
}

fn row(report: &Report, line: &CostLine) -> [String; 6] {
    let place = match line.site {
        Site::Primary => String::new(),
        Site::Second => {
            format!(" in {}", said(report.pattern.second_region.as_deref().unwrap_or("the second site")))
        }
    };
    let own = if line.own { ", own price" } else { "" };
    let stand_in =
        line.stand_in.as_deref().map_or_else(String::new, |region| format!(", price of {}", said(region)));
    let price = match line.unit_price_usd {
        _ if !line.tiers.is_empty() => "tiers".to_owned(),
        Some(price) => price.to_string(),
        None => "no price".to_owned(),
    };
    let source = line.source.as_deref();
    [
        format!("{}{place}: {}{own}{stand_in}", said(line.component), said(&line.item)),
        said(&quantity(line.quantity, &line.unit)),
        price,
        line.effective_usd.map_or_else(|| "unpriced".to_owned(), |usd| amount(usd.dollars(), 2)),
        line.as_of.as_deref().map_or_else(|| "undated".to_owned(), said),
        source.map_or_else(String::new, |source| super::sources::mark(report, source)),
    ]
}

fn discounts(report: &Report, doc: &mut Doc) {
    let rows: Vec<[String; 4]> = report
        .cost
        .discounts
        .iter()
        .map(|discount| {
            [
                format!("{}: {}", discount.kind.title(), said(&discount.name)),
                said(discount.component),
                format!("{} % of {}", amount(discount.pct, 1), amount(discount.list_usd.dollars(), 2)),
                amount(-discount.saves_usd.dollars(), 2),
            ]
        })
        .collect();
    if !rows.is_empty() {
        doc.subheading("Discounts");
    }
    doc.table(["discount", "on", ">percent of USD", ">USD a month"], &rows);
}

fn years(horizon: &HorizonReport, doc: &mut Doc) {
    doc.subheading("Over the years");
    let usd = |value: f64| amount(value, 0);
    let mut rows: Vec<[String; 5]> = horizon
        .years()
        .iter()
        .map(|year| {
            [
                year.title.clone(),
                usd(year.cloud_usd.dollars()),
                usd(year.labour_usd.dollars()),
                usd(year.one_time_usd.dollars()),
                usd(year.total_usd().dollars()),
            ]
        })
        .collect();
    rows.push([
        if horizon.complete { "**all**".to_owned() } else { "**all, at least**".to_owned() },
        usd(horizon.cloud_usd.dollars()),
        usd(horizon.labour_usd.dollars()),
        usd(horizon.one_time_usd.dollars()),
        format!("**{}**", usd(horizon.total_usd.dollars())),
    ]);
    doc.table(["USD", ">bills", ">people", ">once", ">sum"], &rows);
    let mut items = Vec::new();
    if let Some(range) = &horizon.total_range_usd {
        items.push(format!("All of it may come to {}.", range_in_words(range, horizon.complete)));
    }
    for step in &horizon.node_steps {
        items.push(format!(
            "{}: {} nodes in place of {}, as {}.",
            step.month,
            step.to,
            step.from,
            obstacle_in_words(step.obstacle)
        ));
    }
    if let Some(outgrown) = &horizon.outgrown {
        items.push(format!("From {} on no number of nodes of this type carries the load.", outgrown.month));
    }
    doc.list(&items);
}
