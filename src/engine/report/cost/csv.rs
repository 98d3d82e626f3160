//! Rows on money.

use crate::engine::report::Report;
use crate::engine::report::table::Table;

pub(in crate::engine::report) fn sums(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let monthly = &report.cost.monthly;
    let complete = if monthly.complete { "complete" } else { "at least" };
    table.fact("cost sum", "list", complete, monthly.list_usd.dollars(), "USD per month")?;
    table.fact("cost sum", "effective", complete, monthly.effective_usd.dollars(), "USD per month")?;
    for group in &report.cost.groups {
        table.fact("cost sum", "group", group.title, group.effective_usd.dollars(), "USD per month")?;
    }
    let labour = report.cost.labour_monthly_usd.dollars();
    table.fact("cost sum", "labour", "planned work", labour, "USD per month")?;
    super::beside::csv(report, table)
}
