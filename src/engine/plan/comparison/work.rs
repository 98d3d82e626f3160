//! Hours, days and people.

use super::{Comparison, Context, shown};
use crate::engine::catalogue::Stated;
use crate::engine::effort::WorkHours;
use crate::engine::scenario::Team;

/// Hours of a working day as pages read them.
const DAY_HOURS: f64 = 8.0;

/// Setup tasks one by one.
pub(super) fn tasks(context: Context<'_>, rows: &[&Stated]) -> Vec<Comparison> {
    let setup = &context.outcome.effort.setup.setup;
    // In the order of the page, which is that of the tasks.
    setup
        .tasks
        .iter()
        .filter_map(|task| {
            let metric = format!("task-{}", task.id);
            let row = rows.iter().find(|row| row.metric == metric)?;
            let role = task.role.as_ref().map_or_else(String::new, |role| format!("; {role}"));
            let hours = task.hours;
            let kind = if task.provenance.is_some() { "computed" } else { "set" };
            Some(
                Comparison::new(row, &task.name)
                    .range(kind, hours.low(), Some(hours.likely()), hours.high())
                    .note(format!("hours as the plan counts them; the likely value is ours{role}")),
            )
        })
        .collect()
}

/// "2–3 days", "1 client engineer".
pub(super) fn setup<'c>(context: Context<'_>, find: &dyn Fn(&str) -> Option<&'c Stated>) -> Vec<Comparison> {
    let (effort, team) = (&context.outcome.effort, &context.outcome.plan.team);
    let mut all = Vec::new();
    if let Some(row) = find("setup") {
        let (stated, mean_days) = (effort.setup.setup.stated, effort.setup.stated_days);
        if let (Some(hours), Some(mean_days)) = (stated, mean_days) {
            all.extend(days(row, team, hours, mean_days));
        }
    }
    all.extend(find("setup-team").map(|row| {
        let people = f64::from(team.engineers);
        Comparison::new(row, "Who sets it up")
            .range("set", people, Some(people), people)
            .note("engineers of the plan")
    }));
    all
}

/// The stated tasks in days of the plan's team, and of one engineer.
fn days(row: &Stated, team: &Team, hours: WorkHours, mean_days: f64) -> [Comparison; 2] {
    let of_plan = |ends: f64| ends * mean_days / hours.mean;
    [
        Comparison::new(row, "Initial setup, days of the plan")
            .range("computed", of_plan(hours.low), Some(mean_days), of_plan(hours.high))
            .note(format!(
                "stated tasks alone, {} to {} h, by {} at {} productive hours a day; the middle is the mean",
                shown(hours.low),
                shown(hours.high),
                engineers(team.engineers),
                shown(team.productive_hours_per_day.likely())
            )),
        Comparison::new(row, "Initial setup, one engineer at 8 h a day")
            .range("computed", hours.low / DAY_HOURS, Some(hours.mean / DAY_HOURS), hours.high / DAY_HOURS)
            .note("the sum of the stated tasks ÷ 8: the vendor's total is its rounded middle"),
    ]
}

/// Activities one by one, their cycle and their time.
pub(super) fn activities(context: Context<'_>, rows: &[&Stated]) -> Vec<Comparison> {
    let maintenance = &context.outcome.effort.upkeep.maintenance;
    let find = |metric: String| rows.iter().find(|row| row.metric == metric);
    let mut all = Vec::new();
    for activity in &maintenance.activities {
        let kind = if activity.set { "set" } else { "computed" };
        let note = if activity.set { "as the plan sets it" } else { "as stated" };
        if let Some(row) = find(format!("cycle-{}", activity.id)) {
            let cycles = f64::from(activity.per_year);
            let drill = if activity.id == "dr-drill" {
                "; the vendor's open predecessor asks for a restore test each month"
            } else {
                ""
            };
            all.push(
                Comparison::new(row, format!("{}, frequency", activity.name))
                    .range(kind, cycles, Some(cycles), cycles)
                    .note(format!("cycles a year, {note}{drill}")),
            );
        }
        if let Some(row) = find(format!("activity-{}", activity.id)) {
            let hours = activity.hours;
            all.push(
                Comparison::new(row, format!("{}, time per cycle", activity.name))
                    .range(kind, hours.low(), Some(hours.likely()), hours.high())
                    .note(note),
            );
        }
    }
    all
}

/// "8–16 hours" a month, "~0.25 FTE".
pub(super) fn people<'c>(context: Context<'_>, find: &dyn Fn(&str) -> Option<&'c Stated>) -> Vec<Comparison> {
    let (upkeep, team) = (&context.outcome.effort.upkeep, &context.outcome.plan.team);
    let (work, year) = (&upkeep.maintenance, team.hours_per_fte_year.likely());
    let mut all = Vec::new();
    if let Some(row) = find("monthly-effort") {
        let mut entry = Comparison::new(row, "Monthly effort").range(
            "computed",
            work.year_low / 12.0,
            Some(work.year_mean / 12.0),
            work.year_high / 12.0,
        );
        let unlisted = match (entry.gap_low, entry.gap_high) {
            (Some(low), Some(high)) => {
                format!(
                    "; {} to {} h a month of the vendor's figure are in no activity",
                    shown(low),
                    shown(high)
                )
            }
            _ => String::new(),
        };
        entry.note = format!(
            "a year of the activities ÷ 12, the middle is the mean; by month it is {} to {} h{unlisted}",
            shown(work.months.iter().copied().fold(f64::INFINITY, f64::min)),
            shown(work.months.iter().copied().fold(0.0, f64::max))
        );
        all.push(entry);
    }
    if let Some(row) = find("team-minimum") {
        let reserve = upkeep.reserve.map_or_else(String::new, |reserve| {
            format!(
                "{} FTE is {} h a month at {} h a year, {} % of every hour; ",
                shown(reserve.fte),
                shown(reserve.hours_per_month),
                shown(year),
                shown(reserve.of_every_hour_pct)
            )
        });
        let planned = upkeep.planned_hours_per_year();
        let (low, high) = upkeep.planned_year_ends();
        all.push(
            Comparison::new(row, "People")
                .range("computed", low / year, Some(upkeep.fte_planned), high / year)
                .note(format!(
                    "{reserve}planned work is {} h of it a month; the rest is availability for incidents \
                     and cover, and is never converted into planned hours",
                    shown(planned / 12.0)
                )),
        );
    }
    all
}

fn engineers(count: u32) -> String {
    if count == 1 { "1 engineer".to_owned() } else { format!("{count} engineers") }
}
