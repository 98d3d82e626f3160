//! Results on people to the report's form.

use super::*;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{Laws, Outcome, Percentiles};
use crate::engine::report::build::stated;

pub(in crate::engine::report) fn effort(
    outcome: &Outcome,
    laws: Option<&Laws>,
    catalogue: &Catalogue,
) -> Effort {
    let effort = &outcome.effort;
    let year: Option<Percentiles> = laws.map(|laws| laws.year_hours);
    let of = |percentiles: Option<Percentiles>, pick: fn(Percentiles) -> f64| percentiles.map(pick);
    let maintenance = &effort.maintenance;
    Effort {
        setup: setup::build::setup(outcome, laws, catalogue),
        maintenance: MaintenanceEntry {
            hours_per_month: LowMeanHigh {
                low: maintenance.year_low / 12.0,
                mean: maintenance.year_mean / 12.0,
                high: maintenance.year_high / 12.0,
            },
            hours_per_year: YearHours {
                mean: maintenance.year_mean,
                p5: of(year, |p| p.p5),
                p50: of(year, |p| p.p50),
                p95: of(year, |p| p.p95),
            },
            calendar: maintenance.months.to_vec(),
            activities: maintenance
                .activities
                .iter()
                .map(|activity| ActivityEntry {
                    name: activity.name.clone(),
                    per_year: activity.per_year,
                    hours_low: activity.hours.low,
                    hours_high: activity.hours.high,
                    source: activity.provenance.source.clone(),
                })
                .collect(),
            vendor_stated: stated(catalogue, outcome, "monthly-effort"),
        },
        fte: Fte { planned: effort.fte_planned, reserved: effort.fte_reserved },
    }
}
