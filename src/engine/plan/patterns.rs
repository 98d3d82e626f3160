//! The five patterns side by side: the plan as each of them would have it.

use super::outcome::{Outcome, evaluate};
use crate::engine::catalogue::{Catalogue, Pattern};
use crate::engine::scenario::Plan;
use crate::engine::units::Usd;

/// The plan as a pattern would have it.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternRow {
    /// Pattern.
    pub pattern: Pattern,
    /// Whether it is the plan's own.
    pub is_own: bool,
    /// The second region that it uses; none where it needs none or has none.
    pub second_region: Option<String>,
    /// Whether that region is suggested, as the plan names none.
    pub is_suggested: bool,
    /// What it comes to, or why that cannot be said.
    pub figures: Result<PatternFigures, String>,
    /// Data files that it needs and that are not loaded.
    pub needs: Vec<String>,
}

/// What a pattern comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternFigures {
    /// The month, over the lines that have a price.
    pub monthly: Usd,
    /// Whether every line has a price.
    pub complete: bool,
    /// Planned work of a month in money.
    pub labour_monthly: Usd,
    /// Mean minutes down in a year.
    pub downtime_minutes: f64,
    /// Whether the loss of the region is mended by itself.
    pub is_automatic: bool,
    /// Minutes after the loss of the region: 10th percentile, median, 90th percentile.
    pub region_rto: Option<[f64; 3]>,
    /// Seconds of data lost with the region: the same.
    pub region_rpo: Option<[f64; 3]>,
    /// Mean hours of the setup tasks that the vendor states; none where it states none.
    pub setup_stated_hours: Option<f64>,
    /// Mean hours of all setup tasks that are work, those of the platform and of judgement
    /// among them.
    pub setup_hours: f64,
    /// Working days from the start of the setup to its end, waits among them.
    pub setup_days: f64,
    /// Mean hours of recurring work in a month.
    pub hours_per_month: f64,
    /// Planned work as a share of a full-time year.
    pub fte_planned: f64,
    /// What the vendor holds in reserve.
    pub fte_reserved: Option<f64>,
    /// Beside the plan's own pattern; none for that itself.
    pub against_own: Option<Against>,
}

/// A pattern beside the plan's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Against {
    /// What the month costs more; less where it is below 0.
    pub monthly_more: Usd,
    /// What the month's planned work costs more.
    pub labour_more: Usd,
    /// Minutes of downtime saved in a year; lost where it is below 0.
    pub minutes_saved: f64,
    /// Dollars of bill and work for a minute saved; none where they are not more, or less than
    /// half a minute a year is saved.
    ///
    /// Formula: 12 × (more a month + more work a month) ÷ minutes saved a year.
    pub usd_per_minute: Option<f64>,
    /// Whether every line of both bills has a price.
    pub is_complete: bool,
}

/// Minutes of downtime saved in a year that round to something: less has no price.
pub const LEAST_SAVED: f64 = 0.5;

/// The plan as a pattern would have it. What the plan sets stays; a pattern with two sites uses
/// the plan's second region, else the one that is suggested.
pub(super) fn pattern_row(own: &Outcome, pattern: Pattern, catalogue: &Catalogue) -> PatternRow {
    let plan = as_pattern(&own.plan, pattern, catalogue);
    let platform = &plan.platform;
    let mut row = PatternRow {
        pattern,
        is_own: own.plan.platform.pattern == pattern,
        second_region: platform.second_region.clone().filter(|_| pattern.has_second_site()),
        is_suggested: pattern.has_second_site()
            && platform.second_region.is_some()
            && own.plan.platform.second_region.is_none(),
        figures: Err(String::new()),
        needs: Vec::new(),
    };
    if row.is_own {
        row.figures = Ok(figures(own));
        return row;
    }
    let needs_region = pattern.has_second_site() && platform.host.cloud().is_some();
    let Some(second) = row.second_region.as_deref() else {
        row.figures = if needs_region {
            Err(format!("no second region is suggested for {}", platform.place()))
        } else {
            beside(&plan, own, catalogue)
        };
        return row;
    };
    let files = catalogue.files_of(platform.provider, platform.host, Some(second)).into_iter();
    row.needs = files.filter(|file| !catalogue.has_file(file)).collect();
    row.figures = if row.needs.is_empty() {
        beside(&plan, own, catalogue)
    } else {
        Err(format!("the prices of {second} are not loaded"))
    };
    row
}

/// The plan with another pattern, and a second region where that needs one.
pub fn as_pattern(plan: &Plan, pattern: Pattern, catalogue: &Catalogue) -> Plan {
    let mut plan = plan.clone();
    plan.platform.pattern = pattern;
    if pattern.has_second_site() && plan.platform.second_region.is_none() {
        let own = plan.platform.host.cloud().zip(plan.platform.region.as_deref());
        let suggested = own.and_then(|(cloud, region)| catalogue.suggested_second(cloud, region));
        plan.platform.second_region = suggested.map(str::to_owned);
    }
    plan
}

fn beside(plan: &Plan, own: &Outcome, catalogue: &Catalogue) -> Result<PatternFigures, String> {
    let outcome = evaluate(plan, catalogue).map_err(|error| error.to_string())?;
    let mut found = figures(&outcome);
    let monthly_more = outcome.bill.effective - own.bill.effective;
    let labour_more = outcome.effort.upkeep.labour_monthly - own.effort.upkeep.labour_monthly;
    let minutes_saved = own.availability.headline.downtime_minutes_per_year() - found.downtime_minutes;
    let more = (monthly_more + labour_more).dollars();
    found.against_own = Some(Against {
        monthly_more,
        labour_more,
        minutes_saved,
        usd_per_minute: (more > 0.0 && minutes_saved >= LEAST_SAVED).then(|| more * 12.0 / minutes_saved),
        is_complete: found.complete && own.bill.complete,
    });
    Ok(found)
}

fn figures(outcome: &Outcome) -> PatternFigures {
    let region = outcome.recoveries.iter().find(|recovery| recovery.id == "region");
    let three =
        |quantile: &dyn Fn(f64) -> Option<f64>| Some([quantile(0.1)?, quantile(0.5)?, quantile(0.9)?]);
    let rto = region.and_then(|region| region.rto(&outcome.backups.restore));
    let effort = &outcome.effort;
    PatternFigures {
        monthly: outcome.bill.effective,
        complete: outcome.bill.complete,
        labour_monthly: effort.upkeep.labour_monthly,
        downtime_minutes: outcome.availability.headline.downtime_minutes_per_year(),
        is_automatic: region.is_some_and(|region| region.automatic),
        region_rto: rto.and_then(|rto| three(&|p| Some(rto.quantile(p)))),
        region_rpo: region.and_then(|region| three(&|p| region.rpo_quantile(p))),
        setup_stated_hours: effort.setup.setup.stated.map(|hours| hours.mean),
        setup_hours: effort.setup.setup.work_mean(),
        setup_days: effort.setup.schedule.working_days,
        hours_per_month: effort.upkeep.maintenance.year_mean / 12.0,
        fte_planned: effort.upkeep.fte_planned,
        fte_reserved: effort.upkeep.fte_reserved,
        against_own: None,
    }
}
