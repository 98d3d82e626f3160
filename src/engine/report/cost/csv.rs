//! Rows on money.

use crate::engine::catalogue::Site;
use crate::engine::report::Report;
use crate::engine::report::table::{Row, Table};
use crate::engine::units::Usd;

pub(in crate::engine::report) fn sums(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let monthly = &report.cost.monthly;
    let complete = if monthly.complete { "complete" } else { "at least" };
    table.fact("cost sum", "list", complete, monthly.list_usd.dollars(), "USD per month")?;
    table.fact("cost sum", "effective", complete, monthly.effective_usd.dollars(), "USD per month")?;
    for group in &report.cost.groups {
        table.fact("cost sum", "group", group.title, group.effective_usd.dollars(), "USD per month")?;
    }
    for line in report.cost.lines.iter().filter(|line| line.effective_usd != line.list_usd) {
        let section =
            if line.site == Site::Primary { "cost, effective" } else { "cost, effective, second site" };
        let (item, usd) =
            (format!("{}: {}", line.service, line.item), line.effective_usd.unwrap_or_default());
        table.fact(section, &item, line.component, usd.dollars(), "USD per month")?;
    }
    for discount in &report.cost.discounts {
        table.row(&Row {
            section: if discount.site == Site::Primary { "discount" } else { "discount, second site" },
            item: &format!("{}: {}", discount.kind.title(), discount.name),
            component: discount.component,
            region: &discount.region,
            quantity: Some(discount.pct),
            unit: "percent",
            value: Some((Usd::ZERO - discount.saves_usd).dollars()),
            value_unit: "USD per month",
            kind: "computed",
            as_of: discount.as_of.as_deref().unwrap_or_default(),
            source: &discount.source,
            ..Row::default()
        })?;
        if let Some(upfront) = discount.upfront_usd {
            table.fact("upfront", &discount.name, discount.component, upfront.dollars(), "USD per term")?;
        }
    }
    let labour = report.cost.labour_monthly_usd.dollars();
    table.fact("cost sum", "labour", "planned work", labour, "USD per month")?;
    super::beside::csv(report, table)
}
