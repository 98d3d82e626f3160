//! The report's single figures, by their path in it.

use serde_json::Value;

use super::sheet::{Cell, Sheet, row};

/// Path in the report, unit, meaning.
type Figure = (&'static str, &'static str, &'static str);

const FIGURES: &[Figure] = &[
    ("cost.monthly.list_usd", "USD per month", "bill of the first month at list price"),
    ("cost.monthly.effective_usd", "USD per month", "bill of the first month after discounts"),
    ("cost.monthly.p10", "USD per month", "what that bill may come to: 10th percentile"),
    ("cost.monthly.p50", "USD per month", "median"),
    ("cost.monthly.p90", "USD per month", "90th percentile"),
    ("cost.monthly.complete", "", "whether every line has a price; else bills are at least so much"),
    ("cost.priced_lines", "lines", "lines of the bill that have a price"),
    ("cost.labour_monthly_usd", "USD per month", "planned work of a month"),
    ("cost.labour.on_call_usd", "USD per month", "pay for being on call, first year's average"),
    ("cost.labour.unplanned_usd", "USD per month", "work on failures and alarms, first year's average"),
    ("cost.horizon.months", "months", "months that the plan looks ahead"),
    ("cost.horizon.cloud_usd", "USD", "bills of the horizon"),
    ("cost.horizon.labour_usd", "USD", "people over the horizon"),
    ("cost.horizon.one_time_usd", "USD", "what is paid once or once a term"),
    ("cost.horizon.total_usd", "USD", "all of the horizon"),
    ("cost.horizon.total_range_usd.p10", "USD", "what that may come to: 10th percentile"),
    ("cost.horizon.total_range_usd.p50", "USD", "median"),
    ("cost.horizon.total_range_usd.p90", "USD", "90th percentile"),
    ("cost.horizon.present_value_usd", "USD", "all of the horizon in money of the first month"),
    ("cost.horizon.complete", "", "whether every line of every month has a price and its nodes are known"),
    ("cost.currency.code", "", "currency beside dollars"),
    ("cost.currency.rate", "per USD", "how much of it a dollar is"),
    ("cost.currency.rate_date", "", "day of the rate"),
    ("cost.currency.monthly_effective", "in that currency", "bill of the first month after discounts"),
    ("cost.currency.labour_monthly", "in that currency", "planned work of a month"),
    ("cost.currency.horizon_total", "in that currency", "all of the horizon"),
    ("availability.steady_state", "probability", "share of time up, every hard class"),
    ("availability.unavailability", "probability", "share of time down"),
    ("availability.outages_per_year", "per year", "outages"),
    ("availability.downtime_minutes_per_year.mean", "minutes per year", "downtime: mean"),
    ("availability.downtime_minutes_per_year.p10", "minutes per year", "downtime: 10th percentile"),
    ("availability.downtime_minutes_per_year.p50", "minutes per year", "downtime: median"),
    ("availability.downtime_minutes_per_year.p90", "minutes per year", "downtime: 90th percentile"),
    ("availability.downtime_minutes_per_year.p99", "minutes per year", "downtime: 99th percentile"),
    ("availability.p_no_downtime", "probability", "a year without downtime"),
    (
        "availability.infrastructure.steady_state",
        "probability",
        "share of time up, without changes, people and corruption",
    ),
    (
        "availability.infrastructure.downtime_minutes_per_year",
        "minutes per year",
        "mean downtime of the same",
    ),
    (
        "availability.contractual.availability_pct",
        "percent",
        "what the providers' promises multiply to: a bound of refunds, no forecast",
    ),
    ("recovery_mixture.per_year", "per year", "failures that stop writes or blocks"),
    ("recovery_mixture.mean_minutes", "minutes", "mean until service is restored from any of them"),
    ("recovery_mixture.rto_minutes.p50", "minutes", "half of them are over within"),
    ("recovery_mixture.rto_minutes.p90", "minutes", "nine of ten"),
    ("recovery_mixture.rto_minutes.p99", "minutes", "99 of a hundred"),
    ("backup.stored_gib.now", "GiB", "data kept in the steady state of today's data, all tiers together"),
    ("backup.stored_gib.end", "GiB", "data kept on the last day of the horizon"),
    ("backup.stored_gib.peak", "GiB", "most on any day"),
    (
        "backup.monthly_usd",
        "USD per month",
        "what the copies cost, within the bill; absent where a price is missing",
    ),
    ("backup.restore_minutes.p50", "minutes", "restore into the cluster that is there: median"),
    ("backup.restore_minutes.p90", "minutes", "90th percentile"),
    ("backup.rebuild_minutes.p50", "minutes", "restore into a new cluster: median"),
    ("backup.rebuild_minutes.p90", "minutes", "90th percentile"),
    ("durability.p_any_loss_per_year", "probability per year", "data of any kind are lost for good"),
    (
        "durability.complete",
        "",
        "whether every cause of that is known; else the probability is at least so much",
    ),
    ("effort.setup.hours.p5", "hours", "work of the stated setup tasks: 5th percentile"),
    ("effort.setup.hours.p50", "hours", "median"),
    ("effort.setup.hours.mean", "hours", "mean"),
    ("effort.setup.hours.p95", "hours", "95th percentile"),
    ("effort.setup.days.mean", "working days", "length of the stated setup tasks at the mean hours"),
    ("effort.setup.days.p10", "working days", "10th percentile"),
    ("effort.setup.days.p50", "working days", "median"),
    ("effort.setup.days.p90", "working days", "90th percentile"),
    ("effort.setup.extra.mean", "hours", "work that platform, skills and plan add to the setup: mean"),
    ("effort.setup.schedule.start_date", "", "day on which setup begins"),
    ("effort.setup.schedule.finish_date.likely", "", "day on which it ends at the likely hours"),
    ("effort.setup.schedule.finish_date.p90", "", "day by which it ends with probability 0.9"),
    ("effort.maintenance.hours_per_month.low", "hours per month", "planned recurring work: low"),
    ("effort.maintenance.hours_per_month.mean", "hours per month", "mean"),
    ("effort.maintenance.hours_per_month.high", "hours per month", "high"),
    ("effort.maintenance.hours_per_year.mean", "hours per year", "planned recurring work of a year: mean"),
    ("effort.fte.planned", "FTE", "planned work as a share of a full-time year"),
    ("effort.fte.reserved", "FTE", "what the vendor holds in reserve, beside it"),
    ("effort.on_call.engineers_needed", "engineers", "engineers that the arrangement of on-call needs"),
    ("effort.on_call.gap_to_team", "engineers", "engineers that the team lacks for it"),
    ("effort.on_call.pages_per_month", "per month", "pages: failures that need people, and alarms"),
];

/// The value at a dotted path.
pub(super) fn at<'r>(report: &'r Value, path: &str) -> Option<&'r Value> {
    path.split('.').try_fold(report, |value, key| value.get(key))
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Number(number) => number.as_f64().into(),
        Value::String(text) => text.into(),
        Value::Bool(flag) => (*flag).into(),
        _ => Cell::Empty,
    }
}

/// The figures that the report has; what it has not, because it does not apply, has no row.
pub(super) fn figures(report: &Value) -> Sheet {
    let known = FIGURES.iter().filter_map(|figure| Some((figure, at(report, figure.0)?)));
    let rows = known.map(|((path, unit, meaning), value)| row![*path, cell(value), *unit, *meaning]);
    Sheet {
        file: "figures.csv",
        about: "single figures of the report, one row each; what does not apply has no row",
        columns: &[
            ("path", "path in the report of zoneplan plan --format json"),
            ("value", "the figure: a number, true or false, or a text"),
            ("unit", "its unit"),
            ("meaning", "what it means"),
        ],
        rows: rows.collect(),
    }
}
