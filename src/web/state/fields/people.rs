//! Fields of the people: the team, what it knows, who answers pages.

use super::{Field, Kind, Section, choices, field};
use crate::engine::catalogue::{Catalogue, Skill, SkillLevel};
use crate::engine::scenario::{Figures, OnCall, Plan, Rota};
use crate::web::words::{Word, fields as words, local, t};

/// Who sets up and runs the platform, and when.
pub(super) fn team(plan: &Plan) -> Section {
    let team = &plan.team;
    let (engineers, rate) = (team.engineers, team.hourly_cost_usd.likely());
    let who =
        if engineers == 1 { t!(words::ENGINEER).to_owned() } else { t!(words::ENGINEERS, count = engineers) };
    Section {
        id: "team-and-rates",
        title: t!(words::TEAM),
        digest: t!(words::TEAM_AT, who = who, rate = local(&rate.to_string())),
        open: true,
        fields: vec![
            field("team.engineers", t!(words::TEAM_ENGINEERS), "", Kind::Number).default(1),
            field("team.hourly_cost_usd", t!(words::HOUR_OF_WORK), "USD", Kind::Range).default(85),
            field("team.productive_hours_per_day", t!(words::PRODUCTIVE), t!(words::A_DAY), Kind::Range)
                .default(6),
            field("team.start_date", t!(words::SETUP_BEGINS), "", Kind::Text).default(team.start_date),
            field("team.holidays", t!(words::HOLIDAYS), "", Kind::Text).default(t!(words::NONE)),
            field("team.changes_per_year", t!(words::CHANGES), t!(words::A_YEAR), Kind::Range).default(24),
            field(
                "team.unlisted_hours_per_month",
                t!(words::UNLISTED),
                t!(words::HOURS_A_MONTH),
                Kind::Range,
            )
            .default(t!(words::NOT_COUNTED)),
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
    const LEVELS: [(&str, Word); 4] = [
        ("none", words::SKILL_NONE),
        ("basic", words::SKILL_BASIC),
        ("intermediate", words::SKILL_INTERMEDIATE),
        ("advanced", words::SKILL_ADVANCED),
    ];
    let label = |skill: Skill| match skill {
        Skill::Cloud => t!(words::SKILL_CLOUD),
        Skill::Monitoring => t!(words::SKILL_MONITORING),
        Skill::Kubernetes | Skill::Helm | Skill::Postgresql => skill.title(),
    };
    let usual = |skill| if skill == Skill::Kubernetes { SkillLevel::Intermediate } else { SkillLevel::Basic };
    let fields: Vec<Field> = Skill::ALL
        .into_iter()
        .map(|skill| field(path(skill), label(skill), "", choices(&LEVELS)).default(usual(skill).name()))
        .collect();
    let others = plan.team.skills.iter().filter(|(skill, level)| **level != usual(**skill)).count();
    let digest = match others {
        0 => t!(words::SKILLS_USUAL).to_owned(),
        n => t!(words::SKILLS_OTHER, count = n),
    };
    Section { id: "skills", title: t!(words::SKILLS), digest, open: false, fields }
}

/// Who answers pages.
pub(super) fn on_call(plan: &Plan, catalogue: &Catalogue) -> Section {
    const ARRANGEMENTS: [(&str, Word); 3] = [
        ("none", words::NOBODY),
        ("business-hours", words::IN_BUSINESS_HOURS),
        ("rota-24x7", words::AT_EVERY_HOUR),
    ];
    let team = &plan.team;
    let default = Rota::DEFAULT;
    let pay = Figures::new(catalogue, plan).assumption("on_call.usd_per_week");
    let pay =
        pay.map_or_else(|| "–".to_owned(), |pay| t!(words::ASSUMED, usd = local(&pay.likely().to_string())));
    let digest = match team.on_call {
        OnCall::None => t!(words::NOBODY).to_owned(),
        OnCall::BusinessHours => t!(words::ON_CALL_BUSINESS, weeks = team.rota.one_week_in),
        OnCall::Rota24x7 => t!(words::ON_CALL_ROTA, weeks = team.rota.one_week_in),
    };
    Section {
        id: "on-call",
        title: t!(words::ON_CALL),
        digest,
        open: false,
        fields: vec![
            field("team.on_call", t!(words::PAGES_ANSWERED), "", choices(&ARRANGEMENTS)).default("none"),
            field("team.rota.one_week_in", t!(words::ONE_WEEK_IN), "", Kind::Number)
                .default(default.one_week_in),
            field("team.rota.shift_hours", t!(words::SHIFT), "h", Kind::Number).default(default.shift_hours),
            field("team.rota.sites", t!(words::SITES), "", Kind::Number).default(default.sites),
            field("team.rota.people", t!(words::AT_ONCE), t!(words::PEOPLE), Kind::Number)
                .default(default.people),
            field("team.on_call_usd_per_week", t!(words::ON_CALL_PAY), "USD", Kind::Range).default(pay),
        ],
    }
}
