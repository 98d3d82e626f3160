//! Keeping it running: numbers of failures and of the team handed to the effort room.

use crate::engine::effort::{
    Incident, Incidents, Maintenance, Need, Reserve, incidents, maintenance, need, reserve,
};
use crate::engine::recovery::Recovery;
use crate::engine::scenario::{Figures, OnCall};
use crate::engine::uncertainty::{Estimate, Law};
use crate::engine::units::Usd;

/// What it takes to keep a platform running.
#[derive(Clone, Debug, PartialEq)]
pub struct Upkeep {
    /// The pattern's activities, as the plan has them, and the plan's own.
    pub maintenance: Maintenance,
    /// What the platform adds to every pattern: assumed.
    pub extra: Maintenance,
    /// Hours a month of work that no activity lists, where the plan owns them.
    pub unlisted: Option<Estimate>,
    /// Planned work as a share of a full-time year: activities, the platform's and unlisted.
    pub fte_planned: f64,
    /// What the vendor holds in reserve.
    pub fte_reserved: Option<f64>,
    /// What the reserve comes to.
    pub reserve: Option<Reserve>,
    /// Planned work of a month in money.
    pub labour_monthly: Usd,
    /// Unplanned work.
    pub incidents: Incidents,
    /// The plan's on-call.
    pub on_call: OnCallPlan,
}

/// An estimate in plain numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Low end.
    pub low: f64,
    /// Likely value.
    pub likely: f64,
    /// Mean of its law.
    pub mean: f64,
    /// High end.
    pub high: f64,
}

impl Spread {
    /// The numbers of an estimate.
    pub fn of(estimate: Estimate) -> Self {
        let mean = Law::of(estimate).mean();
        Self { low: estimate.low(), likely: estimate.likely(), mean, high: estimate.high() }
    }
}

/// The plan's on-call, beside what other arrangements would need.
#[derive(Clone, Debug, PartialEq)]
pub struct OnCallPlan {
    /// What the plan's arrangement needs.
    pub need: Need,
    /// Every arrangement, with the plan's way of taking turns.
    pub options: Vec<Need>,
    /// Pay for a week at every hour.
    pub usd_per_week: Estimate,
    /// Whether the plan set the pay.
    pub pay_set: bool,
    /// Hours of a working week.
    pub business_hours_per_week: f64,
}

impl Upkeep {
    /// Mean hours of planned work in a year.
    pub fn planned_hours_per_year(&self) -> f64 {
        let unlisted = self.unlisted.map_or(0.0, |hours| Law::of(hours).mean() * 12.0);
        self.maintenance.year_mean + self.extra.year_mean + unlisted
    }

    /// Hours of planned work in a year, all of it at its least and at its most.
    pub fn planned_year_ends(&self) -> (f64, f64) {
        let unlisted = self.unlisted.map_or((0.0, 0.0), |hours| {
            let (low, high) = Law::of(hours).reach();
            (low * 12.0, high * 12.0)
        });
        (
            self.maintenance.year_low + self.extra.year_low + unlisted.0,
            self.maintenance.year_high + self.extra.year_high + unlisted.1,
        )
    }
}

/// The upkeep of a plan with these failures.
pub(super) fn upkeep(figures: Figures<'_>, recoveries: &[Recovery]) -> Upkeep {
    let (plan, catalogue) = (figures.plan(), figures.catalogue());
    let (team, pattern) = (&plan.team, plan.platform.pattern.name());
    let (maintenance, extra) =
        maintenance(&catalogue.tasks, pattern, &plan.platform.facts(), &plan.activities);
    let likely = |id: &str| figures.assumption(id).map_or(0.0, |figure| figure.likely());
    let business_hours_per_week = likely("on_call.business_hours_per_week");
    let hours_per_fte_year = team.hours_per_fte_year.likely();
    let fte_reserved = catalogue.stated(pattern, "team-minimum").and_then(|stated| stated.low);
    let options = OnCall::ALL.map(|arrangement| need(arrangement, team.rota, business_hours_per_week));
    let pay = figures.assumption("on_call.usd_per_week").map(|figure| figure.value);
    let mut upkeep = Upkeep {
        maintenance,
        extra,
        unlisted: team.unlisted_hours_per_month,
        fte_planned: 0.0,
        fte_reserved,
        reserve: fte_reserved.map(|fte| reserve(fte, hours_per_fte_year, business_hours_per_week)),
        labour_monthly: Usd::default(),
        incidents: incidents(by_people(recoveries), figures),
        on_call: OnCallPlan {
            need: need(team.on_call, team.rota, business_hours_per_week),
            options: options.to_vec(),
            usd_per_week: team.on_call_usd_per_week.or(pay).unwrap_or(Estimate::exact(0.0)),
            pay_set: team.on_call_usd_per_week.is_some(),
            business_hours_per_week,
        },
    };
    let hours = upkeep.planned_hours_per_year();
    upkeep.fte_planned = hours / hours_per_fte_year;
    upkeep.labour_monthly = Usd::from_dollars(hours / 12.0 * team.hourly_cost_usd.likely());
    upkeep
}

/// The failures that the team mends. The wait until somebody is there is no work.
fn by_people(recoveries: &[Recovery]) -> Vec<Incident> {
    let of_people = recoveries.iter().filter(|recovery| recovery.by_team);
    of_people
        .map(|recovery| Incident {
            failure: recovery.failure.clone(),
            per_year: recovery.per_year,
            hours_each: recovery.work_mean().map(|minutes| minutes / 60.0),
        })
        .collect()
}
