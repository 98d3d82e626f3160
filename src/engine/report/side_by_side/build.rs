//! From reports and what their plans do in the same futures to one document.

use super::metrics::ROWS;
use super::{
    BesideEntry, Cell, ColumnVerdict, DifferenceEntry, InputRow, Metric, OvertakenEntry, PlanColumn,
    SideBySideReport, usd,
};
use crate::engine::compare::{Beside, Difference, SideBySide};
use crate::engine::plan::Met;
use crate::engine::report::Report;

/// Minutes of downtime saved in a year that round to something: less has no price.
const LEAST_SAVED: f64 = 0.5;

/// Plans side by side: their own reports, in the order in which they were compared.
pub fn side_by_side(reports: &[Report], compared: &SideBySide) -> SideBySideReport {
    let baseline = compared.baseline.min(reports.len().saturating_sub(1));
    let others = compared.beside.iter().enumerate().filter(|(plan, _)| *plan != baseline);
    SideBySideReport {
        schema: 1,
        engine_version: env!("CARGO_PKG_VERSION"),
        seed: compared.seed,
        futures: compared.futures,
        baseline,
        plans: reports.iter().map(column).collect(),
        metrics: metrics(reports, baseline),
        beside: others
            .map(|(plan, beside)| entry(plan, beside, &reports[plan], &reports[baseline]))
            .collect(),
        inputs: compared
            .inputs
            .iter()
            .map(|input| InputRow {
                key: input.key.clone(),
                values: input.values.iter().map(|value| value.clone().unwrap_or_default()).collect(),
            })
            .collect(),
    }
}

fn column(report: &Report) -> PlanColumn {
    let not_met = report.verdicts.iter().filter(|verdict| verdict.met != Met::Yes);
    PlanColumn {
        name: report.name.clone(),
        file: None,
        place: report.place.clone(),
        plan_digest: report.plan_digest.clone(),
        catalogue_digest: report.catalogue.digest.clone(),
        complete: report.cost.monthly.complete,
        not_met: not_met.map(|verdict| verdict.target).collect(),
        verdicts: report
            .verdicts
            .iter()
            .map(|verdict| ColumnVerdict { target: verdict.target, met: verdict.met })
            .collect(),
    }
}

/// Figures that at least one plan has.
fn metrics(reports: &[Report], baseline: usize) -> Vec<Metric> {
    let of = |(path, title, group, unit, better, cell): &super::metrics::Row| {
        let mut values: Vec<Cell> = reports.iter().map(cell).collect();
        let base = values.get(baseline).and_then(|cell| cell.value);
        let same = values.windows(2).all(|pair| pair[0] == pair[1]);
        for (_, cell) in values.iter_mut().enumerate().filter(|(plan, _)| *plan != baseline) {
            cell.difference = cell.value.zip(base).map(|(own, base)| own - base);
        }
        Metric { path, title, group, unit, better: *better, values, same }
    };
    let has_any =
        |metric: &Metric| metric.values.iter().any(|cell| cell.value.is_some() || cell.text.is_some());
    ROWS.iter().map(of).filter(has_any).collect()
}

fn entry(plan: usize, beside: &Beside, own: &Report, base: &Report) -> BesideEntry {
    let is_priced = own.cost.monthly.complete && base.cost.monthly.complete;
    let note = if !is_priced {
        Some("a line without a price leaves open which of the two is cheaper")
    } else if beside.horizon_usd.is_none() {
        Some("the two look ahead a different number of months")
    } else {
        None
    };
    BesideEntry {
        plan,
        monthly_usd: beside.monthly_usd.map(difference),
        horizon_usd: beside.horizon_usd.map(difference),
        total_usd: beside.total_usd.map(difference),
        downtime_minutes: difference(beside.downtime_minutes),
        setup_hours: difference(beside.setup_hours),
        work_hours: difference(beside.work_hours),
        overtaken: beside.overtaken.map(|at| OvertakenEntry { months: at.months, is_cheaper: at.is_cheaper }),
        usd_per_minute_saved: per_minute(own, base).filter(|_| is_priced),
        note,
    }
}

const fn difference(it: Difference) -> DifferenceEntry {
    DifferenceEntry {
        mean: it.mean,
        p10: it.p10,
        p50: it.p50,
        p90: it.p90,
        p_less: it.odds.less,
        p_same: it.odds.same,
        standard_error: it.odds.standard_error,
    }
}

/// 12 × (more a month of bill and people) ÷ minutes of downtime saved a year.
fn per_minute(own: &Report, base: &Report) -> Option<f64> {
    let people = |report: &Report| match &report.cost.labour {
        Some(labour) => labour.planned_usd + labour.on_call_usd + labour.unplanned_usd.unwrap_or_default(),
        None => report.cost.labour_monthly_usd,
    };
    let month = |report: &Report| usd(report.cost.monthly.effective_usd + people(report));
    let minutes = |report: &Report| report.availability.downtime_minutes_per_year.mean;
    let (more, saved) = (month(own) - month(base), minutes(base) - minutes(own));
    (more > 0.0 && saved >= LEAST_SAVED).then(|| 12.0 * more / saved)
}
