//! Results on people to the report's form.

use super::*;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{Laws, Outcome, Percentiles};
use crate::engine::report::build::stated;
use crate::engine::report::upkeep::build as upkeep;

pub(in crate::engine::report) fn effort(
    outcome: &Outcome,
    laws: Option<&Laws>,
    catalogue: &Catalogue,
) -> Effort {
    let effort = &outcome.effort;
    let hours: Option<Percentiles> = laws.map(|laws| laws.setup_hours);
    let of = |percentiles: Option<Percentiles>, pick: fn(Percentiles) -> f64| percentiles.map(pick);
    let days = |pick: fn(Percentiles) -> f64| of(hours, pick).map(|hours| hours * effort.days_per_hour);
    let mut slots = effort.slots.clone();
    slots.sort_by_key(|slot| slot.task_idx);
    let tasks = slots.iter().map(|slot| {
        let task = &effort.setup.tasks[slot.task_idx];
        TaskEntry {
            name: task.name.clone(),
            hours_low: task.hours.low,
            hours_high: task.hours.high,
            start_hour: slot.start_hour,
            end_hour: slot.end_hour,
            engineer: slot.engineer + 1,
            role: task.role.clone(),
            source: task.provenance.source.clone(),
        }
    });
    Effort {
        setup: SetupEntry {
            hours: SetupHours {
                low: effort.setup.low,
                p5: of(hours, |p| p.p5),
                p10: of(hours, |p| p.p10),
                p50: of(hours, |p| p.p50),
                mean: effort.setup.mean,
                p90: of(hours, |p| p.p90),
                p95: of(hours, |p| p.p95),
                high: effort.setup.high,
            },
            days: SetupDays {
                mean: effort.setup_days,
                p10: days(|p| p.p10),
                p50: days(|p| p.p50),
                p90: days(|p| p.p90),
            },
            tasks: tasks.collect(),
            vendor_stated: stated(catalogue, outcome, "setup"),
        },
        maintenance: upkeep::maintenance(outcome, laws, catalogue),
        fte: upkeep::fte(outcome),
        incidents: upkeep::incidents(outcome),
        on_call: upkeep::on_call(outcome),
    }
}
