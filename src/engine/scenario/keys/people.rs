//! Targets, people, money and random numbers.

use super::DAY;
use super::form::{Form, Key, Rule, key, table, words};
use super::places::regions;
use crate::engine::catalogue::{Catalogue, Host, Skill, SkillLevel};
use crate::engine::scenario::{OnCall, SupportPlan};

/// Money that no platform exceeds, USD.
const LARGEST: f64 = 1e9;

/// The section `[targets]`.
pub(super) fn targets() -> Vec<Key> {
    vec![
        key("monthly_cost_usd", Form::Number(0.0, LARGEST), "Effective total of a month, without people."),
        key("availability_pct", Form::Number(0.0, 100.0), "Share of a year in which the platform writes."),
        key(
            "rto_minutes",
            Form::Number(0.0, 525_600.0),
            "Recovery time of an automatic infrastructure failure.",
        ),
        key(
            "rpo_seconds",
            Form::Number(0.0, 31_536_000.0),
            "Age of the data that the database loses with a zone.",
        ),
        key("setup_days", Form::Number(0.0, 3650.0), "Working days of the stated setup tasks."),
        key("fte", Form::Number(0.0, 1000.0), "Planned work as a share of a full-time year."),
        key("confidence", Form::Number(0.0, 1.0), "The probability with which a target must be met.").or(0.5),
    ]
}

/// The section `[team]`.
pub(super) fn team() -> Vec<Key> {
    let level = || words(SkillLevel::WORDS.iter().map(|(word, _)| *word));
    let skills = Skill::ALL
        .map(|skill| key(skill.name(), level(), format!("What the team knows of {}.", skill.title())));
    let days = Form::List { of: Box::new(Form::Pattern(DAY)), least: 0, most: 1000 };
    vec![
        key("engineers", Form::Whole(1, 100), "People who set the platform up.").or(1),
        key("skills", table(skills.into()), "What the team knows; what is missing is learnt first."),
        key(
            "ramp_up_hours_per_level",
            Form::Quantity(0.01, 10_000.0),
            "Work to learn one level of a skill. Default: an assumption.",
        ),
        key(
            "start_date",
            Form::Pattern(DAY),
            "The day setup begins. Default: the first working day of the start month.",
        ),
        key("holidays", days, "Days off beside weekends."),
        key("productive_hours_per_day", Form::Quantity(0.5, 24.0), "Work of a person in a day.").or(6),
        key(
            "task_correlation",
            Form::Number(0.0, 1.0),
            "Pairwise correlation of the hours of setup tasks, of a one-factor Gaussian copula.",
        )
        .or(0.4),
        key(
            "coordination_pct",
            Form::Number(0.0, 100.0),
            "What each further engineer adds to the hours of every setup task.",
        )
        .or(0),
        key("hours_per_fte_year", Form::Quantity(1.0, 8760.0), "Work of a full-time year.").or(1760),
        key("changes_per_year", Form::Quantity(0.0, 100_000.0), "Changes that may go wrong.").or(24),
        key("hourly_cost_usd", Form::Quantity(0.0, 100_000.0), "What an hour of work costs.").or(85),
        key("on_call", words(OnCall::ALL.map(OnCall::name)), "When somebody answers pages.").or("none"),
        key("rota", table(rota()), "How people take turns on call."),
        key(
            "on_call_usd_per_week",
            Form::Quantity(0.0, 100_000.0),
            "Pay for a week on call at every hour. Default: an assumption.",
        ),
        key(
            "unlisted_hours_per_month",
            Form::Quantity(0.0, 744.0),
            "Work that no activity lists; 0 counts none.",
        )
        .or(0),
    ]
}

fn rota() -> Vec<Key> {
    vec![
        key("shift_hours", Form::Number(1.0, 168.0), "Length of a shift.").or(168),
        key("one_week_in", Form::Whole(1, 52), "A person is on call one week in so many.").or(6),
        key("sites", Form::Whole(1, 3), "Sites in different parts of the day.").or(1),
        key("people", Form::Whole(1, 4), "People on call at the same time.").or(1),
    ]
}

/// The section `[finance]`.
pub(super) fn finance(catalogue: &Catalogue) -> Vec<Key> {
    let plans = [Host::Aws, Host::Azure, Host::Gcp, Host::OnPrem];
    let plans = plans.into_iter().flat_map(SupportPlan::of_host).map(|plan| plan.name());
    let money = || Form::Quantity(0.0, LARGEST);
    vec![
        key("horizon_months", Form::Whole(1, 600), "Months that the plan looks ahead.").or(36),
        key(
            "currency",
            Form::Pattern("^[A-Z]{3}$"),
            "Code of the currency that amounts are shown in beside dollars.",
        )
        .or("USD"),
        key("rate", Form::Number(1e-6, 1e9), "How much of the currency a dollar is."),
        key("rate_date", Form::Pattern(DAY), "The day of the rate."),
        key("free_allowances", Form::Flag, "Whether free amounts of the provider are taken off.").or(false),
        key("sustained_use", Form::Flag, "Whether Google Cloud's discounts for sustained use are taken off.")
            .or(true),
        key(
            "negotiated_pct",
            Form::Map(Box::new(Form::Below(0.0, 100.0))),
            "What the provider takes off, by service; * is every other one.",
        ),
        key(
            "stand_in_region",
            regions(catalogue, &["none"]),
            "Another region whose prices may stand in where the plan's own has none.",
        )
        .or("none"),
        key("support_plan", words(plans), "Support plan of the provider.").or("none"),
        key("migration_usd", money(), "What the move to the platform costs once."),
        key("tenants", Form::Quantity(1.0, LARGEST), "Tenants that the bill is divided by."),
        key("transactions_per_month", Form::Quantity(1.0, 1e15), "Transactions that the bill is divided by."),
        key("downtime_usd_per_hour", money(), "What an hour of downtime costs; it is shown beside the bill."),
    ]
}

/// What holds between the keys of `[finance]`.
pub(super) fn finance_rules() -> Vec<Rule> {
    let keys = &["rate", "rate_date"];
    vec![Rule::Belong { key: "currency", word: "USD", to_word: false, keys, needed: true }]
}

/// The section `[simulation]`.
pub(super) fn simulation() -> Vec<Key> {
    vec![
        key("seed", Form::Whole(0, i64::MAX as u64), "Seed of every draw.").or(42),
        key("draws", Form::Whole(1, 100_000_000), "Number of draws.").or(20_000),
    ]
}
