//! The figures of a row, each with its place in the report.

use crate::engine::backup::Loss;
use crate::engine::catalogue::Surface;
use crate::engine::plan::{Horizon, Laws, Outcome, Verdict};
use crate::engine::scenario::Target;
use crate::engine::text::guarded;
use crate::engine::units::Usd;

/// What a row is read from.
pub(super) struct Planned<'a> {
    pub(super) outcome: &'a Outcome,
    pub(super) laws: Option<&'a Laws>,
    pub(super) verdicts: &'a [Verdict],
}

/// A column of the table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name, the unit last.
    pub name: &'static str,
    /// The field of the report (`zoneplan plan --format json`) whose figure it is. A list is
    /// entered by what its entry has: `verdicts[target=fte]`.
    pub path: &'static str,
    read: Read,
}

/// How a figure is read; none where it does not apply.
type Read = fn(&Planned<'_>) -> Option<Cell>;

/// A figure.
enum Cell {
    Text(String),
    Number(f64),
    Flag(bool),
}

impl Column {
    const fn new(name: &'static str, path: &'static str, read: Read) -> Self {
        Self { name, path, read }
    }

    /// The cell of a row; empty where the figure does not apply.
    pub(super) fn cell(&self, planned: &Planned<'_>) -> String {
        match (self.read)(planned) {
            None => String::new(),
            Some(Cell::Text(text)) => quoted(&text),
            Some(Cell::Number(number)) => number.to_string(),
            Some(Cell::Flag(flag)) => flag.to_string(),
        }
    }
}

/// The figures of every row, in their order; with laws, their percentiles and probabilities too.
pub fn columns(laws: bool) -> Vec<Column> {
    let more = if laws { LAWS } else { &[] };
    POINTS.iter().chain(more).copied().collect()
}

const POINTS: &[Column] = &[
    Column::new("monthly_list_usd", "cost.monthly.list_usd", |row| usd(row.outcome.bill.list)),
    Column::new("monthly_effective_usd", "cost.monthly.effective_usd", |row| usd(row.outcome.bill.effective)),
    Column::new("complete", "cost.monthly.complete", |row| flag(row.outcome.bill.complete)),
    Column::new("labour_monthly_usd", "cost.labour_monthly_usd", |row| {
        usd(row.outcome.effort.upkeep.labour_monthly)
    }),
    Column::new("horizon_total_usd", "cost.horizon.total_usd", |row| usd(horizon(row)?.sums.total)),
    Column::new("horizon_present_value_usd", "cost.horizon.present_value_usd", |row| {
        usd(horizon(row)?.sums.present_value)
    }),
    Column::new("horizon_complete", "cost.horizon.complete", |row| flag(horizon(row)?.complete)),
    Column::new("instance_type", "sizing.pools[0].instance_type", |row| {
        text(&row.outcome.sizing.choice.best.instance_type)
    }),
    Column::new("nodes", "sizing.pools[0].nodes", |row| {
        number(f64::from(row.outcome.sizing.choice.best.nodes))
    }),
    Column::new("nodes_per_zone", "sizing.pools[0].nodes_per_zone", |row| {
        let nodes: Vec<String> = row.outcome.sizing.nodes_per_zone().iter().map(u32::to_string).collect();
        text(&nodes.join(" "))
    }),
    Column::new("fits", "sizing.pools[0].fits", |row| flag(row.outcome.sizing.placement().fits())),
    Column::new("survives_zone_loss", "sizing.pools[0].zone_loss.survives", |row| {
        flag(row.outcome.sizing.placement().survives())
    }),
    Column::new("database_class", "sizing.database_class", |row| {
        let pod = row.outcome.data_pods.as_ref().map(|pods| &pods.database);
        text(pod.or(row.outcome.database.as_ref().map(|class| &class.name))?)
    }),
    Column::new("cache_class", "sizing.cache_class", |row| {
        let pod = row.outcome.data_pods.as_ref().map(|pods| &pods.cache);
        text(pod.or(row.outcome.cache.as_ref().map(|class| &class.name))?)
    }),
    Column::new("availability_pct", "availability.steady_state × 100", |row| {
        number(row.outcome.availability.headline.availability() * 100.0)
    }),
    Column::new("downtime_minutes_per_year_mean", "availability.downtime_minutes_per_year.mean", |row| {
        number(row.outcome.availability.headline.downtime_minutes_per_year())
    }),
    Column::new("outages_per_year", "availability.outages_per_year", |row| {
        number(row.outcome.availability.headline.per_year())
    }),
    Column::new(
        "database_zone_rpo_seconds_p50",
        "backup.rpo_by_surface[surface=database,failure_id=zone].p50_seconds",
        |row| lost(row, Loss::Zone, 0.5),
    ),
    Column::new(
        "database_zone_rpo_seconds_p90",
        "backup.rpo_by_surface[surface=database,failure_id=zone].p90_seconds",
        |row| lost(row, Loss::Zone, 0.9),
    ),
    Column::new(
        "database_deletion_rpo_seconds_p50",
        "backup.rpo_by_surface[surface=database,failure_id=deletion].p50_seconds",
        |row| lost(row, Loss::Deletion, 0.5),
    ),
    Column::new(
        "database_deletion_rpo_seconds_p90",
        "backup.rpo_by_surface[surface=database,failure_id=deletion].p90_seconds",
        |row| lost(row, Loss::Deletion, 0.9),
    ),
    Column::new("setup_hours_mean", "effort.setup.hours.mean", |row| {
        number(row.outcome.effort.setup.setup.stated?.mean)
    }),
    Column::new("setup_extra_hours_mean", "effort.setup.extra.mean", |row| {
        number(row.outcome.effort.setup.setup.extra?.mean)
    }),
    Column::new("setup_working_days", "effort.setup.schedule.working_days.likely", |row| {
        number(row.outcome.effort.setup.schedule.working_days)
    }),
    Column::new("hours_per_month_mean", "effort.maintenance.hours_per_month.mean", |row| {
        number(row.outcome.effort.upkeep.maintenance.year_mean / 12.0)
    }),
    Column::new("fte", "effort.fte.planned", |row| number(row.outcome.effort.upkeep.fte_planned)),
];

const LAWS: &[Column] = &[
    Column::new("monthly_usd_p10", "cost.monthly.p10", |row| number(row.laws?.cost.monthly.p10)),
    Column::new("monthly_usd_p50", "cost.monthly.p50", |row| number(row.laws?.cost.monthly.p50)),
    Column::new("monthly_usd_p90", "cost.monthly.p90", |row| number(row.laws?.cost.monthly.p90)),
    Column::new("downtime_minutes_per_year_p50", "availability.downtime_minutes_per_year.p50", |row| {
        number(row.laws?.downtime_minutes.p50)
    }),
    Column::new("downtime_minutes_per_year_p90", "availability.downtime_minutes_per_year.p90", |row| {
        number(row.laws?.downtime_minutes.p90)
    }),
    Column::new("rto_minutes_p50", "recovery_mixture.rto_minutes.p50", |row| {
        number(row.laws?.recovery.any.as_ref()?.rto_minutes.p50)
    }),
    Column::new("rto_minutes_p90", "recovery_mixture.rto_minutes.p90", |row| {
        number(row.laws?.recovery.any.as_ref()?.rto_minutes.p90)
    }),
    Column::new("p_monthly_cost_usd", "verdicts[target=monthly_cost_usd].probability_met", |row| {
        probability(row, Target::MonthlyCostUsd)
    }),
    Column::new("p_availability_pct", "verdicts[target=availability_pct].probability_met", |row| {
        probability(row, Target::AvailabilityPct)
    }),
    Column::new("p_rto_minutes", "verdicts[target=rto_minutes].probability_met", |row| {
        probability(row, Target::RtoMinutes)
    }),
    Column::new("p_rpo_seconds", "verdicts[target=rpo_seconds].probability_met", |row| {
        probability(row, Target::RpoSeconds)
    }),
    Column::new("p_setup_days", "verdicts[target=setup_days].probability_met", |row| {
        probability(row, Target::SetupDays)
    }),
    Column::new("p_fte", "verdicts[target=fte].probability_met", |row| probability(row, Target::Fte)),
];

const fn number(number: f64) -> Option<Cell> {
    Some(Cell::Number(number))
}

fn usd(usd: Usd) -> Option<Cell> {
    number(usd.dollars())
}

const fn flag(flag: bool) -> Option<Cell> {
    Some(Cell::Flag(flag))
}

fn text(text: &str) -> Option<Cell> {
    Some(Cell::Text(text.to_owned()))
}

const fn horizon<'a>(row: &Planned<'a>) -> Option<&'a Horizon> {
    row.outcome.horizon.as_ref()
}

/// Age of the data of the database that a failure costs, seconds.
fn lost(row: &Planned<'_>, failure: Loss, p: f64) -> Option<Cell> {
    number(row.outcome.backups.lost(Surface::Database, failure)?.lost.quantile_seconds(p)?)
}

fn probability(row: &Planned<'_>, target: Target) -> Option<Cell> {
    let verdict = row.verdicts.iter().find(|verdict| verdict.target == target.key())?;
    number(verdict.probability_met?)
}

/// A text as a cell of RFC 4180 on one line. A text that a spreadsheet would take for a formula
/// gets an apostrophe before it; a number stays a number.
pub(super) fn quoted(text: &str) -> String {
    let cell = if text.parse::<f64>().is_ok() { text.to_owned() } else { guarded(text) };
    if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_stays_on_its_line() {
        assert_eq!(quoted("m6i.large"), "m6i.large");
        assert_eq!(quoted("{\"low\":2,\"high\":5}"), "\"{\"\"low\"\":2,\"\"high\"\":5}\"");
        assert_eq!(quoted("a\nb"), "a b");
        assert_eq!((quoted("=1+1"), quoted("-5")), ("'=1+1".to_owned(), "-5".to_owned()));
        assert_eq!(quoted("＝1+1"), "'＝1+1", "the full-width form is read alike");
    }
}
