//! Results on keeping it running to the report's form.

use super::*;
use crate::engine::catalogue::{Catalogue, Date, Method};
use crate::engine::effort::{Activity, Maintenance, Need, weeks};
use crate::engine::plan::{Laws, Outcome, Percentiles, Spread, WorkLaws};
use crate::engine::report::build::stated;
use crate::engine::scenario::Month;

pub(in crate::engine::report) fn maintenance(
    outcome: &Outcome,
    laws: Option<&Laws>,
    catalogue: &Catalogue,
) -> MaintenanceEntry {
    let upkeep = &outcome.effort.upkeep;
    let (work, extra) = (&upkeep.maintenance, &upkeep.extra);
    let of_work = laws.map(|laws| &laws.year.activities);
    let of_extra = laws.map(|laws| &laws.year.extra);
    let start = outcome.plan.start_month;
    let vendor_stated = stated(catalogue, outcome, "monthly-effort");
    let month = hours_per_month(work);
    let gap = |end: Option<f64>, ours: f64| end.map(|end| end - ours);
    MaintenanceEntry {
        hours_per_month: month,
        hours_per_year: hours_per_year(work, of_work),
        calendar: calendar(work, start, of_work),
        weeks: weeks_of(work, start),
        activities: work.activities.iter().map(activity).collect(),
        extra: (!extra.activities.is_empty()).then(|| ExtraWorkEntry {
            hours_per_month: hours_per_month(extra),
            hours_per_year: hours_per_year(extra, of_extra),
            calendar: calendar(extra, start, of_extra),
            activities: extra.activities.iter().map(activity).collect(),
        }),
        unlisted: Unlisted {
            gap_low: gap(vendor_stated.as_ref().and_then(|stated| stated.low), month.low),
            gap_high: gap(vendor_stated.as_ref().and_then(|stated| stated.high), month.high),
            hours_per_month: upkeep.unlisted.map(Spread::of).map(low_mean_high),
        },
        vendor_stated,
    }
}

fn hours_per_month(work: &Maintenance) -> LowMeanHigh {
    LowMeanHigh { low: work.year_low / 12.0, mean: work.year_mean / 12.0, high: work.year_high / 12.0 }
}

fn hours_per_year(work: &Maintenance, laws: Option<&WorkLaws>) -> YearHours {
    let of = |pick: fn(&Percentiles) -> f64| laws.map(|laws| pick(&laws.year));
    YearHours {
        low: work.year_low,
        p5: of(|p| p.p5),
        p50: of(|p| p.p50),
        mean: work.year_mean,
        p95: of(|p| p.p95),
        high: work.year_high,
    }
}

/// The twelve months from the plan's first.
fn calendar(work: &Maintenance, start: Month, laws: Option<&WorkLaws>) -> Vec<MonthEntry> {
    let month = |from_start: u16| {
        let month = start.plus(from_start);
        let idx = usize::from(month.month) - 1;
        let law = laws.and_then(|laws| laws.months.get(idx));
        let of = |pick: fn(&Percentiles) -> f64| law.map(pick);
        let due = work.activities.iter().filter(|activity| activity.months[idx] > 0.0);
        let sum = |hours: fn(&Activity) -> f64| {
            due.clone().map(|activity| activity.months[idx] * hours(activity)).sum()
        };
        MonthEntry {
            month: month.to_string(),
            low: sum(|activity| activity.law().reach().0),
            p5: of(|p| p.p5),
            p10: of(|p| p.p10),
            p50: of(|p| p.p50),
            mean: work.months[idx],
            p90: of(|p| p.p90),
            p95: of(|p| p.p95),
            high: sum(|activity| activity.law().reach().1),
            activities: due.clone().map(|activity| in_month(activity, activity.months[idx])).collect(),
        }
    };
    (0..12).map(month).collect()
}

fn in_month(activity: &Activity, cycles: f64) -> MonthActivity {
    MonthActivity { id: activity.id.clone(), cycles, mean: cycles * activity.law().mean() }
}

/// The weeks of the plan's first year, where something comes more often than each month.
fn weeks_of(work: &Maintenance, start: Month) -> Vec<WeekEntry> {
    let Some(first) = start.first_day() else { return Vec::new() };
    let weekday = i64::from(first.weekday());
    let often: Vec<&Activity> =
        work.activities.iter().filter(|activity| activity.comes_by_the_week()).collect();
    let of_each: Vec<_> = often.iter().map(|activity| weeks(weekday, activity.per_year)).collect();
    let n_weeks = of_each.first().map_or(0, Vec::len);
    let week = |i: usize| {
        let here = often.iter().zip(&of_each).map(|(activity, weeks)| (*activity, weeks[i]));
        WeekEntry {
            starts: Date::from_day_number(first.day_number() + of_each[0][i].from_start_days).to_string(),
            activities: here
                .filter(|(_, week)| week.cycles > 0)
                .map(|(activity, week)| in_month(activity, f64::from(week.cycles)))
                .collect(),
        }
    };
    (0..n_weeks).map(week).collect()
}

fn activity(activity: &Activity) -> ActivityEntry {
    let kind = match activity.provenance.as_ref().map(|provenance| provenance.method) {
        _ if activity.set => "set",
        Some(Method::Stated) => "stated",
        _ => "assumed",
    };
    let source = match (&activity.provenance, activity.set) {
        (Some(provenance), false) => provenance.source.clone(),
        (Some(provenance), true) => format!("the plan; without it {}", provenance.source),
        (None, _) => "the plan".to_owned(),
    };
    ActivityEntry {
        id: activity.id.clone(),
        name: activity.name.clone(),
        kind,
        per_year: activity.per_year,
        months: activity.due_months(),
        hours_low: activity.hours.low(),
        hours_likely: activity.hours.likely(),
        hours_high: activity.hours.high(),
        role: activity.role.clone(),
        source,
    }
}

pub(in crate::engine::report) fn fte(outcome: &Outcome, laws: Option<&Laws>) -> Fte {
    let upkeep = &outcome.effort.upkeep;
    let year = outcome.plan.team.hours_per_fte_year.likely();
    let has_extra = !upkeep.extra.activities.is_empty();
    Fte {
        planned: upkeep.fte_planned,
        hours_per_year: year,
        range: laws.map(|laws| {
            let hours = &laws.year.planned;
            FteRange { p10: hours.p10 / year, p50: hours.p50 / year, p90: hours.p90 / year }
        }),
        activities: upkeep.maintenance.year_mean / year,
        extra: has_extra.then(|| upkeep.extra.year_mean / year),
        unlisted: upkeep.unlisted.map(|hours| Spread::of(hours).mean * 12.0 / year),
        reserved: upkeep.fte_reserved,
    }
}

pub(in crate::engine::report) fn incidents(outcome: &Outcome) -> IncidentsEntry {
    let incidents = &outcome.effort.upkeep.incidents;
    IncidentsEntry {
        failures: incidents
            .failures
            .iter()
            .map(|incident| IncidentEntry {
                failure: incident.failure.clone(),
                per_year: incident.per_year,
                hours_each: incident.hours_each,
            })
            .collect(),
        failures_per_year: incidents.failures_per_year,
        failure_hours_per_month: incidents.failure_hours_per_year.map(|hours| hours / 12.0),
        alarms_per_month: incidents.alarms_per_month.map(Spread::of).map(low_mean_high),
        hours_per_alarm: incidents.hours_per_alarm.map(Spread::of).map(low_mean_high),
        alarm_hours_per_month: incidents.alarm_hours_per_month(),
    }
}

pub(in crate::engine::report) fn on_call(outcome: &Outcome) -> OnCallEntry {
    let (upkeep, team) = (&outcome.effort.upkeep, &outcome.plan.team);
    let plan = &upkeep.on_call;
    let cost = |need: &Need| low_likely_high(Spread::of(need.usd_per_month(plan.usd_per_week)));
    OnCallEntry {
        arrangement: plan.need.arrangement.name(),
        shift_hours: team.rota.shift_hours,
        one_week_in: team.rota.one_week_in,
        sites: team.rota.sites,
        people: team.rota.people,
        engineers_needed: plan.need.engineers,
        gap_to_team: plan.need.engineers.saturating_sub(team.engineers),
        hours_covered_per_week: plan.need.hours_covered_per_week,
        pages_per_month: upkeep.incidents.pages_per_month(),
        cost_usd_per_month: cost(&plan.need),
        pay: if plan.pay_set { "set" } else { "assumed" },
        reserve: upkeep.reserve.map(|reserve| ReserveEntry {
            fte: reserve.fte,
            hours_per_month: reserve.hours_per_month,
            of_every_hour_pct: reserve.of_every_hour_pct,
            of_business_hours_pct: reserve.of_business_hours_pct,
        }),
        options: plan
            .options
            .iter()
            .map(|need| OnCallOption {
                arrangement: need.arrangement.name(),
                engineers_needed: need.engineers,
                hours_covered_per_week: need.hours_covered_per_week,
                cost_usd_per_month: cost(need),
            })
            .collect(),
    }
}

const fn low_mean_high(spread: Spread) -> LowMeanHigh {
    LowMeanHigh { low: spread.low, mean: spread.mean, high: spread.high }
}

const fn low_likely_high(spread: Spread) -> LowLikelyHigh {
    LowLikelyHigh { low: spread.low, likely: spread.likely, high: spread.high }
}
