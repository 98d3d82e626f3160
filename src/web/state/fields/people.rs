//! Fields of the people: the team, what it knows, who answers pages.

use super::{Field, Kind, Section, choices, field};
use crate::engine::catalogue::{Catalogue, Skill, SkillLevel};
use crate::engine::scenario::{Figures, OnCall, Plan, Rota};

/// Who sets up and runs the platform, and when.
pub(super) fn team(plan: &Plan) -> Section {
    let team = &plan.team;
    let (engineers, rate) = (team.engineers, team.hourly_cost_usd.likely());
    let who = if engineers == 1 { "1 engineer".to_owned() } else { format!("{engineers} engineers") };
    Section {
        title: "Team and rates",
        digest: format!("{who}, {rate} USD/h"),
        open: true,
        fields: vec![
            field("team.engineers", "Engineers", "", Kind::Number).default(1),
            field("team.hourly_cost_usd", "An hour of work", "USD", Kind::Range).default(85),
            field("team.productive_hours_per_day", "Productive hours", "a day", Kind::Range).default(6),
            field("team.start_date", "Setup begins", "", Kind::Text).default(team.start_date),
            field("team.holidays", "Holidays", "", Kind::Text).default("none"),
            field("team.changes_per_year", "Changes", "a year", Kind::Range).default(24),
            field("team.unlisted_hours_per_month", "Unlisted work", "h/mo", Kind::Range)
                .default("not counted"),
        ],
    }
}

/// What each skill's field is called in the plan.
const fn path(skill: Skill) -> &'static str {
    match skill {
        Skill::Kubernetes => "team.skills.kubernetes",
        Skill::Helm => "team.skills.helm",
        Skill::Cloud => "team.skills.cloud",
        Skill::Postgresql => "team.skills.postgresql",
        Skill::Monitoring => "team.skills.monitoring",
    }
}

/// What the team knows.
pub(super) fn skills(plan: &Plan) -> Section {
    const LEVELS: [(&str, &str); 4] = [
        ("none", "not at all"),
        ("basic", "basic"),
        ("intermediate", "intermediate"),
        ("advanced", "advanced"),
    ];
    let label = |skill: Skill| match skill {
        Skill::Cloud => "Managed services",
        Skill::Monitoring => "Monitoring",
        Skill::Kubernetes | Skill::Helm | Skill::Postgresql => skill.title(),
    };
    let usual = |skill| if skill == Skill::Kubernetes { SkillLevel::Intermediate } else { SkillLevel::Basic };
    let fields: Vec<Field> = Skill::ALL
        .into_iter()
        .map(|skill| field(path(skill), label(skill), "", choices(&LEVELS)).default(usual(skill).name()))
        .collect();
    let others = plan.team.skills.iter().filter(|(skill, level)| **level != usual(**skill)).count();
    let digest = match others {
        0 => "as the vendor asks".to_owned(),
        n => format!("{n} set otherwise"),
    };
    Section { title: "Skills", digest, open: false, fields }
}

/// Who answers pages.
pub(super) fn on_call(plan: &Plan, catalogue: &Catalogue) -> Section {
    const ARRANGEMENTS: [(&str, &str); 3] =
        [("none", "nobody"), ("business-hours", "in business hours"), ("rota-24x7", "at every hour")];
    let team = &plan.team;
    let default = Rota::DEFAULT;
    let pay = Figures::new(catalogue, plan).assumption("on_call.usd_per_week");
    let pay = pay.map_or_else(|| "–".to_owned(), |pay| format!("{} assumed", pay.likely()));
    let digest = match team.on_call {
        OnCall::None => "nobody".to_owned(),
        OnCall::BusinessHours => format!("business hours, one week in {}", team.rota.one_week_in),
        OnCall::Rota24x7 => format!("every hour, one week in {}", team.rota.one_week_in),
    };
    Section {
        title: "On call",
        digest,
        open: false,
        fields: vec![
            field("team.on_call", "Pages are answered", "", choices(&ARRANGEMENTS)).default("none"),
            field("team.rota.one_week_in", "Each, one week in", "", Kind::Number)
                .default(default.one_week_in),
            field("team.rota.shift_hours", "A shift", "h", Kind::Number).default(default.shift_hours),
            field("team.rota.sites", "Sites around the clock", "", Kind::Number).default(default.sites),
            field("team.rota.people", "At the same time", "people", Kind::Number).default(default.people),
            field("team.on_call_usd_per_week", "Pay for a week", "USD", Kind::Range).default(pay),
        ],
    }
}
