//! The figures that are compared, each as it stands in a plan's own report.

use super::{Better, Cell, usd};
use crate::engine::report::Report;

/// A figure: where it stands, its name, question, unit, which way it is better, and itself.
pub(super) type Row = (&'static str, &'static str, &'static str, &'static str, Better, fn(&Report) -> Cell);

const SIZE: &str = "How big";
const COST: &str = "How much";
const UP: &str = "How available";
const BACK: &str = "After a failure";
const SETUP: &str = "How long to set up";
const WORK: &str = "How much work";

fn number(value: impl Into<Option<f64>>) -> Cell {
    Cell { value: value.into(), ..Cell::default() }
}

fn word(text: impl Into<String>) -> Cell {
    Cell { text: Some(text.into()), ..Cell::default() }
}

fn of_class(report: &Report, name: &str) -> Cell {
    number(
        report
            .recovery
            .iter()
            .find(|entry| entry.id == name)
            .and_then(|entry| entry.rto_minutes)
            .map(|minutes| minutes.p50),
    )
}

fn lost(report: &Report, failure: &str) -> Cell {
    let entries = report.backup.rpo_by_surface.iter();
    let of_failure = entries
        .filter(|entry| entry.surface == "database" && entry.failure_id == failure)
        .filter_map(|it| it.p50_seconds);
    number(
        of_failure
            .fold(None, |most: Option<f64>, seconds| Some(most.map_or(seconds, |most| most.max(seconds)))),
    )
}

pub(super) const ROWS: &[Row] = &[
    ("sizing.pools[0].nodes", "Nodes", SIZE, "", Better::Neither, |report| {
        number(report.sizing.pools.first().map(|pool| f64::from(pool.nodes)))
    }),
    ("sizing.pools[0].instance_type", "Instance type", SIZE, "", Better::Neither, |report| {
        report.sizing.pools.first().map_or_else(Cell::default, |pool| word(&pool.instance_type))
    }),
    ("sizing.pools[0].nodes_per_zone", "Nodes in each zone", SIZE, "", Better::Neither, |report| {
        report.sizing.pools.first().map_or_else(Cell::default, |pool| {
            let zones: Vec<String> = pool.nodes_per_zone.iter().map(u32::to_string).collect();
            word(zones.join(" + "))
        })
    }),
    (
        "sizing.pools[0].zone_loss.survives",
        "Pods fit without any zone",
        SIZE,
        "",
        Better::Neither,
        |report| {
            report
                .sizing
                .pools
                .first()
                .map_or_else(Cell::default, |pool| word(if pool.zone_loss.survives { "yes" } else { "no" }))
        },
    ),
    ("sizing.database_class", "Database", SIZE, "", Better::Neither, |report| {
        report.sizing.database_class.as_ref().map_or_else(Cell::default, word)
    }),
    ("sizing.cache_class", "Cache", SIZE, "", Better::Neither, |report| {
        report.sizing.cache_class.as_ref().map_or_else(Cell::default, word)
    }),
    ("cost.monthly.effective_usd", "Bill of a month", COST, "USD", Better::Less, |report| {
        number(usd(report.cost.monthly.effective_usd))
    }),
    ("cost.monthly.p10", "  in one of ten below", COST, "USD", Better::Less, |report| {
        number(report.cost.monthly.range.as_ref().map(|range| range.p10))
    }),
    ("cost.monthly.p50", "  in one of two below", COST, "USD", Better::Less, |report| {
        number(report.cost.monthly.range.as_ref().map(|range| range.p50))
    }),
    ("cost.monthly.p90", "  in nine of ten below", COST, "USD", Better::Less, |report| {
        number(report.cost.monthly.range.as_ref().map(|range| range.p90))
    }),
    ("cost.labour_monthly_usd", "Planned work of a month", COST, "USD", Better::Less, |report| {
        number(usd(report.cost.labour_monthly_usd))
    }),
    ("cost.labour.on_call_usd", "Pay for being on call", COST, "USD", Better::Less, |report| {
        number(report.cost.labour.as_ref().map(|labour| usd(labour.on_call_usd)))
    }),
    ("cost.labour.unplanned_usd", "Failures and alarms", COST, "USD", Better::Less, |report| {
        number(report.cost.labour.as_ref().and_then(|labour| labour.unplanned_usd).map(usd))
    }),
    ("cost.horizon.total_usd", "All of the horizon", COST, "USD", Better::Less, |report| {
        number(report.cost.horizon.as_ref().map(|horizon| usd(horizon.total_usd)))
    }),
    (
        "cost.horizon.present_value_usd",
        "  in money of the first month",
        COST,
        "USD",
        Better::Less,
        |report| number(report.cost.horizon.as_ref().map(|horizon| usd(horizon.present_value_usd))),
    ),
    ("cost.horizon.months", "  looks ahead", COST, "months", Better::Neither, |report| {
        number(report.cost.horizon.as_ref().map(|horizon| f64::from(horizon.months)))
    }),
    ("availability.steady_state", "Up, share of time", UP, "percent", Better::More, |report| {
        number(report.availability.steady_state * 100.0)
    }),
    (
        "availability.downtime_minutes_per_year.mean",
        "Down in a mean year",
        UP,
        "min",
        Better::Less,
        |report| number(report.availability.downtime_minutes_per_year.mean),
    ),
    (
        "availability.downtime_minutes_per_year.p50",
        "  in one year of two below",
        UP,
        "min",
        Better::Less,
        |report| number(report.availability.downtime_minutes_per_year.p50),
    ),
    (
        "availability.downtime_minutes_per_year.p90",
        "  in nine of ten below",
        UP,
        "min",
        Better::Less,
        |report| number(report.availability.downtime_minutes_per_year.p90),
    ),
    ("availability.outages_per_year", "Outages a year", UP, "", Better::Less, |report| {
        number(report.availability.outages_per_year)
    }),
    (
        "availability.infrastructure.downtime_minutes_per_year",
        "Down without changes, people, corruption",
        UP,
        "min",
        Better::Less,
        |report| number(report.availability.infrastructure.downtime_minutes_per_year),
    ),
    ("recovery[zone].rto_minutes.p50", "A zone is lost: back after", BACK, "min", Better::Less, |report| {
        of_class(report, "zone")
    }),
    (
        "recovery[region].rto_minutes.p50",
        "The region is lost: back after",
        BACK,
        "min",
        Better::Less,
        |report| of_class(report, "region"),
    ),
    ("backup.restore_minutes.p50", "A restore takes", BACK, "min", Better::Less, |report| {
        number(report.backup.restore_minutes.map(|minutes| minutes.p50))
    }),
    ("backup.rpo_by_surface[zone]", "Data lost with a zone, database", BACK, "s", Better::Less, |report| {
        lost(report, "zone")
    }),
    (
        "backup.rpo_by_surface[region]",
        "Data lost with the region, database",
        BACK,
        "s",
        Better::Less,
        |report| lost(report, "region"),
    ),
    ("effort.setup.hours.mean", "Stated setup tasks", SETUP, "h", Better::Less, |report| {
        number(report.effort.setup.hours.as_ref().map(|hours| hours.mean))
    }),
    ("effort.setup.extra.hours.mean", "What the platform adds", SETUP, "h", Better::Less, |report| {
        number(report.effort.setup.extra.hours.as_ref().map(|hours| hours.mean))
    }),
    (
        "effort.setup.schedule.working_days.likely",
        "Start to end",
        SETUP,
        "working days",
        Better::Less,
        |report| number(report.effort.setup.schedule.working_days.likely),
    ),
    ("effort.maintenance.hours_per_month.mean", "Activities", WORK, "h a month", Better::Less, |report| {
        number(report.effort.maintenance.hours_per_month.mean)
    }),
    ("effort.fte.planned", "Planned work", WORK, "FTE", Better::Less, |report| {
        number(report.effort.fte.planned)
    }),
    ("effort.on_call.engineers_needed", "Engineers on call", WORK, "", Better::Less, |report| {
        number(f64::from(report.effort.on_call.engineers_needed))
    }),
];
