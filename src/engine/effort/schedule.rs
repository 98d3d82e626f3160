//! Who does which task when.

use super::SetupTask;

/// A task on the schedule.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Position of the task.
    pub task_idx: usize,
    /// The engineer, counted from 0.
    pub engineer: usize,
    /// Working hours from the start to its begin.
    pub start_hour: f64,
    /// Working hours from the start to its end.
    pub end_hour: f64,
}

/// A list schedule of tasks that take `hours` each.
///
/// Rule: whoever is free takes, of the tasks whose predecessors are finished, the
/// one with the longest remaining path; ties by position; nothing is interrupted.
/// Tasks in a circle are left out.
/// Source: docs/model.md, "Setup schedule".
pub fn schedule(tasks: &[SetupTask], hours: &[f64], engineers: usize) -> Vec<Slot> {
    let remaining = longest_paths(tasks, hours);
    let mut free = vec![0.0_f64; engineers.max(1)];
    let mut finished: Vec<Option<f64>> = vec![None; tasks.len()];
    let mut slots: Vec<Slot> = Vec::with_capacity(tasks.len());
    while slots.len() < tasks.len() {
        // The earliest moment at which somebody is free and a task is ready.
        let (engineer, since) = earliest(&free);
        let ready_at = |i: usize| -> Option<f64> {
            tasks[i].after.iter().try_fold(0.0_f64, |latest, before| Some(latest.max(finished[*before]?)))
        };
        let open: Vec<(usize, f64)> = (0..tasks.len())
            .filter(|i| finished[*i].is_none())
            .filter_map(|i| Some((i, ready_at(i)?.max(since))))
            .collect();
        let Some(now) = open.iter().map(|(_, at)| *at).reduce(f64::min) else { break };
        let next = open
            .iter()
            .filter(|(_, at)| *at <= now)
            .max_by(|a, b| remaining[a.0].total_cmp(&remaining[b.0]).then(b.0.cmp(&a.0)));
        let Some((task_idx, start_hour)) = next.copied() else { break };
        let end_hour = start_hour + hours[task_idx];
        finished[task_idx] = Some(end_hour);
        free[engineer] = end_hour;
        slots.push(Slot { task_idx, engineer, start_hour, end_hour });
    }
    slots
}

/// Working hours until the last task is finished.
pub fn makespan_hours(slots: &[Slot]) -> f64 {
    slots.iter().map(|slot| slot.end_hour).fold(0.0, f64::max)
}

/// Who is free first, and when.
fn earliest(free: &[f64]) -> (usize, f64) {
    free.iter().copied().enumerate().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, 0.0))
}

/// Hours from the begin of each task to the end of all that follow it.
fn longest_paths(tasks: &[SetupTask], hours: &[f64]) -> Vec<f64> {
    let mut paths = hours.to_vec();
    for _ in 0..tasks.len() {
        for (i, task) in tasks.iter().enumerate() {
            for before in &task.after {
                paths[*before] = paths[*before].max(hours[*before] + paths[i]);
            }
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::super::setup::Hours;
    use super::*;
    use crate::engine::catalogue::{Method, Provenance};

    fn seed() -> Vec<SetupTask> {
        let after: [&[usize]; 6] = [&[], &[], &[0], &[1, 2], &[0], &[]];
        after
            .iter()
            .enumerate()
            .map(|(i, after)| SetupTask {
                id: i.to_string(),
                name: i.to_string(),
                role: None,
                after: after.to_vec(),
                hours: Hours { low: 0.0, likely: 0.0, high: 0.0 },
                provenance: Provenance { source: "test".to_owned(), as_of: None, method: Method::Stated },
            })
            .collect()
    }

    /// Makespans of an independent solver: `tests/oracle`, block `setup_makespan`.
    #[test]
    fn makespans_agree_with_the_independent_solver() {
        let tasks = seed();
        for (hours, by_engineers) in [
            ([2.0, 1.0, 2.0, 2.0, 2.0, 4.0], [(1, 13.0), (2, 7.0), (3, 6.0), (6, 6.0)]),
            ([3.0, 1.5, 3.0, 3.0, 3.0, 6.0], [(1, 19.5), (2, 10.5), (3, 9.0), (6, 9.0)]),
            ([4.0, 2.0, 4.0, 4.0, 4.0, 8.0], [(1, 26.0), (2, 14.0), (3, 12.0), (6, 12.0)]),
        ] {
            for (engineers, expected) in by_engineers {
                let slots = schedule(&tasks, &hours, engineers);
                assert!((makespan_hours(&slots) - expected).abs() < 1e-9, "{engineers} engineers: {slots:?}");
            }
        }
    }
}
