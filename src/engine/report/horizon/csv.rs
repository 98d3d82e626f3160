//! Rows on money over the years.

use super::UsdPercentiles;
use crate::engine::report::Report;
use crate::engine::report::table::Table;

const USD: &str = "USD";
const MONTHLY: &str = "USD per month";

pub(in crate::engine::report) fn horizon(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let cost = &report.cost;
    if let Some(range) = &cost.monthly.range {
        percentiles(table, "cost sum", "effective", range, MONTHLY)?;
    }
    for unit in &cost.per_unit {
        table.fact("cost by unit", unit.unit, "bill", unit.usd, MONTHLY)?;
        table.fact("cost by unit", unit.unit, "bill and people", unit.with_labour_usd, MONTHLY)?;
    }
    if let Some(labour) = &cost.labour {
        table.fact("people", "month", "planned work", labour.planned_usd.dollars(), MONTHLY)?;
        if let Some(range) = &labour.planned_range_usd {
            percentiles(table, "people", "planned work", range, MONTHLY)?;
        }
        table.fact("people", "month", "on call", labour.on_call_usd.dollars(), MONTHLY)?;
        if let Some(unplanned) = labour.unplanned_usd {
            table.fact("people", "month", "failures and alarms", unplanned.dollars(), MONTHLY)?;
        }
    }
    for input in &cost.uncertain {
        let ends = [("at the low end", input.usd_at_low), ("at the high end", input.usd_at_high)];
        for (end, usd) in ends {
            table.fact("cost rests on", &input.input, end, usd.dollars(), MONTHLY)?;
        }
    }
    if let Some(currency) = &cost.currency {
        let section = "cost in another currency";
        table.fact(
            section,
            "rate",
            &currency.rate_date,
            currency.rate,
            &format!("{} per USD", currency.code),
        )?;
        let monthly = format!("{} per month", currency.code);
        table.fact(section, "effective", "month", currency.monthly_effective, &monthly)?;
        table.fact(section, "labour", "planned work", currency.labour_monthly, &monthly)?;
        for (item, value) in [("total", currency.horizon_total), ("present value", currency.present_value)] {
            if let Some(value) = value {
                table.fact(section, item, "horizon", value, &currency.code)?;
            }
        }
    }
    let Some(horizon) = &cost.horizon else { return Ok(()) };
    let complete = if horizon.complete { "complete" } else { "at least" };
    for (item, usd, complete) in [
        ("total", horizon.total_usd, complete),
        ("present value", horizon.present_value_usd, complete),
        ("bills", horizon.cloud_usd, complete),
        ("people", horizon.labour_usd, "complete"),
        ("paid once", horizon.one_time_usd, "complete"),
    ] {
        table.fact("horizon", item, complete, usd.dollars(), USD)?;
    }
    if let Some(range) = &horizon.cloud_range_usd {
        percentiles(table, "horizon", "bills", range, USD)?;
    }
    if let Some(range) = &horizon.total_range_usd {
        percentiles(table, "horizon", "all", range, USD)?;
    }
    for month in &horizon.by_month {
        let name = month.month.as_str();
        table.fact("month", name, "bill", month.cloud_usd.dollars(), USD)?;
        if let Some(range) = &month.cloud_range_usd {
            percentiles(table, "month", name, range, USD)?;
        }
        table.fact("month", name, "people", month.labour_usd.dollars(), USD)?;
        table.fact("month", name, "paid once", month.one_time_usd.dollars(), USD)?;
        table.fact("month", name, "nodes", f64::from(month.nodes), "nodes")?;
    }
    for payment in &horizon.one_time {
        table.fact("paid once", &payment.name, &payment.month, payment.usd.dollars(), USD)?;
    }
    Ok(())
}

fn percentiles(
    table: &mut Table,
    section: &str,
    item: &str,
    range: &UsdPercentiles,
    unit: &str,
) -> Result<(), csv::Error> {
    for (percentile, value) in [("p10", range.p10), ("p50", range.p50), ("p90", range.p90)] {
        table.fact(section, item, percentile, value, unit)?;
    }
    Ok(())
}
