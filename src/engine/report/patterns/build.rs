//! Results on patterns to the report's form.

use super::*;
use crate::engine::catalogue::{Catalogue, PatternPart, Share};
use crate::engine::cost::Line;
use crate::engine::plan::{Failover, Outcome, PatternFigures, PatternRow};
use crate::engine::report::build::stated_of;
use crate::engine::scenario::Figures;

pub(in crate::engine::report) fn pattern(outcome: &Outcome, catalogue: &Catalogue) -> PatternOfPlan {
    let platform = &outcome.plan.platform;
    let pattern = platform.pattern;
    let rows = catalogue.pattern_parts.iter().filter(|row| row.pattern == pattern);
    PatternOfPlan {
        name: pattern.name(),
        title: pattern.title(),
        second_region: platform.second_region.clone().filter(|_| pattern.has_second_site()),
        holds: rows.map(|row| holds(row, outcome, catalogue)).collect(),
        sites: if pattern.has_second_site() { sites(outcome) } else { Vec::new() },
        failover: outcome.failover.as_ref().map(|found| failover(found, outcome)),
    }
}

fn holds(row: &PatternPart, outcome: &Outcome, catalogue: &Catalogue) -> HoldsEntry {
    let share = match &row.share {
        Share::Fixed(share) => *share,
        Share::Figure(id) => {
            Figures::new(catalogue, &outcome.plan).assumption(id).map_or(0.0, |figure| figure.likely())
        }
    };
    HoldsEntry {
        site: row.site,
        part: row.part,
        state: row.state,
        clusters: row.clusters,
        share,
        replication: row.replication,
        method: row.provenance.method,
        source: row.provenance.source.clone(),
    }
}

fn sites(outcome: &Outcome) -> Vec<SiteSum> {
    let platform = &outcome.plan.platform;
    let place = |site| match site {
        Site::Primary => platform.place().to_owned(),
        Site::Second => platform.second_region.clone().unwrap_or_else(|| platform.place().to_owned()),
    };
    let sum = |site| {
        let lines: Vec<&Line> = outcome.bill.lines.iter().filter(|line| line.site == site).collect();
        SiteSum {
            site,
            region: place(site),
            effective_usd: lines.iter().filter_map(|line| line.effective()).sum(),
            complete: lines.iter().all(|line| line.effective().is_some()),
        }
    };
    [Site::Primary, Site::Second].map(sum).into()
}

fn failover(found: &Failover, outcome: &Outcome) -> FailoverEntry {
    let steps: Vec<StepEntry> = found
        .steps
        .iter()
        .map(|step| StepEntry {
            name: step.name.clone(),
            who_acts: step.who_acts.clone(),
            minutes: MinutesRange { low: step.minutes.low(), high: step.minutes.high() },
            method: step.method,
            source: step.source.clone(),
        })
        .collect();
    let success = outcome.availability.switch.as_ref().map_or(found.switch.success, |switch| switch.success);
    FailoverEntry {
        automatic: found.is_automatic,
        success,
        minutes: MinutesRange {
            low: steps.iter().map(|step| step.minutes.low).sum(),
            high: steps.iter().map(|step| step.minutes.high).sum(),
        },
        steps,
        sources: found.sources.clone(),
    }
}

pub(in crate::engine::report) fn patterns(outcome: &Outcome, catalogue: &Catalogue) -> Vec<PatternEntry> {
    outcome.patterns.iter().map(|row| entry(row, catalogue)).collect()
}

fn entry(row: &PatternRow, catalogue: &Catalogue) -> PatternEntry {
    let stated = |metric| catalogue.stated(row.pattern.name(), metric).map(stated_of);
    PatternEntry {
        name: row.pattern.name(),
        title: row.pattern.title(),
        is_own: row.is_own,
        second_region: row.second_region.clone(),
        is_suggested: row.is_suggested,
        note: row.figures.as_ref().err().cloned(),
        needs: row.needs.clone(),
        figures: row.figures.as_ref().ok().map(figures),
        vendor_stated: PatternStated {
            rto: stated("rto"),
            rpo: stated("rpo"),
            rtt: stated("rtt"),
            setup: stated("setup"),
            monthly_effort: stated("monthly-effort"),
            team: stated("team-minimum"),
        },
    }
}

fn figures(found: &PatternFigures) -> PatternFiguresEntry {
    let three = |it: Option<[f64; 3]>| it.map(|[p10, p50, p90]| P10P50P90 { p10, p50, p90 });
    PatternFiguresEntry {
        monthly_usd: found.monthly,
        complete: found.complete,
        labour_monthly_usd: found.labour_monthly,
        downtime_minutes_per_year: found.downtime_minutes,
        region_loss: RegionLoss {
            automatic: found.is_automatic,
            rto_minutes: three(found.region_rto),
            rpo_seconds: three(found.region_rpo),
        },
        setup: PatternSetup {
            stated_hours_mean: found.setup_stated_hours,
            hours_mean: found.setup_hours,
            days: found.setup_days,
        },
        hours_per_month: found.hours_per_month,
        fte_planned: found.fte_planned,
        fte_reserved: found.fte_reserved,
        against_own: found.against_own.map(|against| AgainstEntry {
            monthly_more_usd: against.monthly_more,
            labour_more_usd: against.labour_more,
            minutes_saved_per_year: against.minutes_saved,
            usd_per_minute_saved: against.usd_per_minute,
            complete: against.is_complete,
        }),
    }
}
