//! Rows on money.

use crate::engine::catalogue::Method;
use crate::engine::report::Report;
use crate::engine::report::table::{Row, Table};

pub(in crate::engine::report) fn sums(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let monthly = &report.cost.monthly;
    let complete = if monthly.complete { "complete" } else { "at least" };
    table.fact("cost sum", "list", complete, monthly.list_usd.dollars(), "USD per month")?;
    table.fact("cost sum", "effective", complete, monthly.effective_usd.dollars(), "USD per month")?;
    for group in &report.cost.groups {
        table.fact("cost sum", "group", group.title, group.effective_usd.dollars(), "USD per month")?;
    }
    let labour = report.cost.labour_monthly_usd.dollars();
    table.fact("cost sum", "labour", "planned work", labour, "USD per month")
}

/// The support of versions; a day is the `as_of` of none of these rows and stands in `component`.
pub(in crate::engine::report) fn support(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    for entry in &report.cost.support_calendar {
        let item = format!("{} {}", entry.product, entry.version);
        let row = Row {
            section: "support",
            item: &item,
            kind: entry.method.map_or("unknown", Method::word),
            as_of: entry.as_of.as_deref().unwrap_or_default(),
            source: entry.source.as_deref().unwrap_or_default(),
            ..Row::default()
        };
        table.row(&Row { component: &format!("state: {}", entry.state), ..row })?;
        for (what, date) in [("standard", &entry.standard_until), ("extended", &entry.extended_until)] {
            if let Some(date) = date {
                table.row(&Row { component: &format!("{what} until {date}"), ..row })?;
            }
        }
        if let Some(months) = entry.paid_months {
            table.fact("support", &item, "paid months", f64::from(months), "months of the horizon")?;
        }
        if let (Some(first), Some(usd)) = (&entry.first_paid_month, entry.monthly_usd) {
            let component = format!("extended support from {first} on");
            table.fact("support", &item, &component, usd.dollars(), "USD per month")?;
        }
    }
    Ok(())
}
