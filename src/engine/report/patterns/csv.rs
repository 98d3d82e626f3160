//! Rows on patterns.

use super::{PatternEntry, PatternFiguresEntry};
use crate::engine::report::table::{Row, Table};
use crate::engine::report::{Report, Stated};

pub(in crate::engine::report) fn patterns(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    if let Some(failover) = &report.pattern.failover {
        let name = report.pattern.name;
        for step in &failover.steps {
            for (end, value) in [("low", step.minutes.low), ("high", step.minutes.high)] {
                table.row(&Row {
                    section: "failover",
                    item: &step.name,
                    component: end,
                    value: Some(value),
                    value_unit: "minutes",
                    kind: step.method.word(),
                    source: &step.source,
                    ..Row::default()
                })?;
            }
        }
        table.fact("failover", name, "works", failover.success, "probability")?;
        for site in &report.pattern.sites {
            let usd = site.effective_usd.dollars();
            table.row(&Row {
                section: "site",
                item: name,
                component: if site.complete { "complete" } else { "at least" },
                region: &site.region,
                value: Some(usd),
                value_unit: "USD per month",
                kind: "computed",
                ..Row::default()
            })?;
        }
    }
    report.patterns.iter().try_for_each(|entry| pattern(entry, table))
}

fn pattern(entry: &PatternEntry, table: &mut Table) -> Result<(), csv::Error> {
    let region = entry.second_region.as_deref().unwrap_or_default();
    if let Some(note) = &entry.note {
        table.row(&Row {
            section: "pattern",
            item: entry.name,
            component: "not known",
            region,
            kind: "computed",
            source: note,
            ..Row::default()
        })?;
    }
    if let Some(figures) = &entry.figures {
        for (component, value, value_unit) in facts(figures) {
            table.row(&Row {
                section: "pattern",
                item: entry.name,
                component,
                region,
                value: Some(value),
                value_unit,
                kind: if entry.is_suggested { "computed with a suggested region" } else { "computed" },
                ..Row::default()
            })?;
        }
    }
    let stated = &entry.vendor_stated;
    for (metric, found) in [
        ("rto", &stated.rto),
        ("rpo", &stated.rpo),
        ("rtt", &stated.rtt),
        ("setup", &stated.setup),
        ("monthly effort", &stated.monthly_effort),
        ("team", &stated.team),
    ] {
        if let Some(found) = found {
            says(entry.name, metric, found, table)?;
        }
    }
    Ok(())
}

fn facts(figures: &PatternFiguresEntry) -> Vec<(&'static str, f64, &'static str)> {
    let month = if figures.complete { "month" } else { "month, at least" };
    let mut facts = vec![
        (month, figures.monthly_usd.dollars(), "USD per month"),
        ("planned work", figures.labour_monthly_usd.dollars(), "USD per month"),
        ("downtime mean", figures.downtime_minutes_per_year, "minutes per year"),
    ];
    if let Some(rto) = figures.region_loss.rto_minutes {
        facts.push(("region lost, rto p10", rto.p10, "minutes"));
        facts.push(("region lost, rto p50", rto.p50, "minutes"));
        facts.push(("region lost, rto p90", rto.p90, "minutes"));
    }
    if let Some(rpo) = figures.region_loss.rpo_seconds {
        facts.push(("region lost, rpo p10", rpo.p10, "seconds"));
        facts.push(("region lost, rpo p50", rpo.p50, "seconds"));
        facts.push(("region lost, rpo p90", rpo.p90, "seconds"));
    }
    facts.push(("setup mean", figures.setup.hours_mean, "hours"));
    facts.extend(figures.setup.stated_hours_mean.map(|hours| ("setup mean, stated tasks", hours, "hours")));
    facts.push(("setup with waits", figures.setup.days, "working days"));
    facts.push(("recurring work mean", figures.hours_per_month, "hours per month"));
    facts.push(("planned", figures.fte_planned, "FTE"));
    facts.extend(figures.fte_reserved.map(|reserved| ("reserved, stated by the vendor", reserved, "FTE")));
    if let Some(against) = figures.against_own {
        let more = if against.complete { "month more" } else { "month more, as far as priced" };
        facts.push((more, against.monthly_more_usd.dollars(), "USD per month"));
        facts.push(("planned work more", against.labour_more_usd.dollars(), "USD per month"));
        facts.push(("downtime saved", against.minutes_saved_per_year, "minutes per year"));
        facts.extend(against.usd_per_minute_saved.map(|usd| ("a minute saved", usd, "USD")));
    }
    facts
}

fn says(name: &str, metric: &str, stated: &Stated, table: &mut Table) -> Result<(), csv::Error> {
    let ends = [("low", stated.low), ("high", stated.high)];
    for (end, value) in ends.into_iter().filter_map(|(end, value)| Some((end, value?))) {
        table.row(&Row {
            section: "pattern",
            item: name,
            component: &format!("{metric} {end}"),
            value: Some(value),
            value_unit: &stated.unit,
            kind: "stated",
            source: &stated.text,
            ..Row::default()
        })?;
    }
    Ok(())
}
