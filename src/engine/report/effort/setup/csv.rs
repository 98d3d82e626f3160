//! Rows on setup.

use super::{DaysError, SetupEntry, SetupHours};
use crate::engine::catalogue::{Method, TaskKind};
use crate::engine::report::table::{Row, Table};

pub(in crate::engine::report::effort) fn setup(
    setup: &SetupEntry,
    table: &mut Table,
) -> Result<(), csv::Error> {
    if let Some(of) = &setup.hours {
        hours("setup", of, table)?;
    }
    if let Some(days) = &setup.days {
        let known = [("p10", days.p10), ("p50", days.p50), ("mean", Some(days.mean)), ("p90", days.p90)];
        facts("setup", "days", &known, "working days", table)?;
        errors("setup", "days", days.standard_error, table)?;
    }
    for odds in &setup.odds {
        let name = format!("within {} days", odds.days);
        table.fact("setup", "odds", &name, odds.probability, "probability")?;
        if let Some(error) = odds.standard_error {
            table.fact("setup", "odds", &format!("{name}, standard error"), error, "probability")?;
        }
    }
    for task in &setup.tasks {
        for (component, value) in [("low", task.hours_low), ("high", task.hours_high)] {
            table.row(&Row {
                section: "setup task",
                item: &task.name,
                component,
                value: Some(value),
                value_unit: "hours",
                kind: task.method.map_or("set", Method::word),
                source: &task.source,
                ..Row::default()
            })?;
        }
    }
    if let Some(of) = &setup.extra.hours {
        hours("setup extra", of, table)?;
    }
    for task in &setup.extra.tasks {
        let unit = match task.kind {
            TaskKind::Effort => "hours",
            TaskKind::Elapsed => "hours of machine time",
            TaskKind::Wait => "hours of waiting",
        };
        let ends = [("low", task.hours_low), ("likely", task.hours_likely), ("high", task.hours_high)];
        for (component, value) in ends {
            table.row(&Row {
                section: "setup extra task",
                item: &task.name,
                component,
                value: Some(value),
                value_unit: unit,
                kind: task.method.map_or("set", Method::word),
                source: &task.source,
                ..Row::default()
            })?;
        }
    }
    schedule(setup, table)?;
    for skill in &setup.skills {
        table.row(&Row {
            section: "skill",
            item: skill.skill,
            component: skill.has,
            unit: skill.asked,
            value: Some(f64::from(skill.missing_levels)),
            value_unit: "levels to learn",
            kind: skill.method.word(),
            source: &skill.source,
            ..Row::default()
        })?;
    }
    Ok(())
}

fn schedule(setup: &SetupEntry, table: &mut Table) -> Result<(), csv::Error> {
    let (schedule, section) = (&setup.schedule, "setup schedule");
    let mut day = |name: &str, date: &str| {
        table.row(&Row {
            section,
            item: "date",
            component: name,
            kind: "computed",
            as_of: date,
            ..Row::default()
        })
    };
    day("start", &schedule.start_date.to_string())?;
    day("finish at the likely hours", &schedule.finish_date.likely.to_string())?;
    let finish = &schedule.finish_date;
    for (name, date) in [("finish p10", finish.p10), ("finish p50", finish.p50), ("finish p90", finish.p90)] {
        if let Some(date) = date {
            day(name, &date.to_string())?;
        }
    }
    let days = &schedule.working_days;
    let known = [("likely", Some(days.likely)), ("p10", days.p10), ("p50", days.p50), ("p90", days.p90)];
    facts(section, "days", &known, "working days", table)?;
    errors(section, "days", days.standard_error, table)?;
    for task in &schedule.tasks {
        for (name, value) in [("start", task.start_hour), ("end", task.end_hour)] {
            table.fact(section, &task.name, name, value, "clock hours from midnight of the start date")?;
        }
        table.fact(
            section,
            &task.name,
            "critical at the likely hours",
            f64::from(u8::from(task.critical)),
            "0 or 1",
        )?;
        if let Some(p) = task.p_critical {
            table.fact(section, &task.name, "critical", p, "probability")?;
        }
    }
    Ok(())
}

fn hours(section: &str, hours: &SetupHours, table: &mut Table) -> Result<(), csv::Error> {
    let known = [
        ("low", Some(hours.low)),
        ("p10", hours.p10),
        ("p50", hours.p50),
        ("mean", Some(hours.mean)),
        ("p90", hours.p90),
        ("high", Some(hours.high)),
    ];
    facts(section, "hours", &known, "hours", table)
}

fn facts(
    section: &str,
    item: &str,
    facts: &[(&str, Option<f64>)],
    unit: &str,
    table: &mut Table,
) -> Result<(), csv::Error> {
    let known = facts.iter().filter_map(|(name, value)| Some((name, (*value)?)));
    known.into_iter().try_for_each(|(name, value)| table.fact(section, item, name, value, unit))
}

fn errors(section: &str, item: &str, errors: Option<DaysError>, table: &mut Table) -> Result<(), csv::Error> {
    let Some(errors) = errors else { return Ok(()) };
    let known = [
        ("p10, standard error", Some(errors.p10)),
        ("p50, standard error", Some(errors.p50)),
        ("p90, standard error", Some(errors.p90)),
    ];
    facts(section, item, &known, "working days", table)
}
