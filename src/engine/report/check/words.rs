//! What a check says, so that it is understood without knowing the tool.

use super::{Miss, Part};
use crate::engine::plan::{Met, Verdict};
use crate::engine::report::Report;
use crate::engine::report::format::{digits, dollars, exact_amount, odds, percent};
use crate::engine::text::on_a_line;
use crate::engine::units::YEAR_MINUTES;

/// Characters of a name that are shown.
const NAME: usize = 80;

/// The word for a verdict.
pub(super) const fn word(met: Met) -> &'static str {
    match met {
        Met::Yes => "met",
        Met::No => "missed",
        Met::Undecided => "undecided",
    }
}

/// What a target is about.
pub(super) fn title(target: &str) -> &'static str {
    match target {
        "monthly_cost_usd" => "Bill of a month",
        "availability_pct" => "Availability",
        "rto_minutes" => "Time until service is back (RTO), failures that mend themselves",
        "rpo_seconds" => "Data of the database lost with a zone (RPO)",
        "setup_days" => "Setup",
        "fte" => "Planned work",
        _ => "Target",
    }
}

/// What was asked, what it is, by how much it misses and how likely it is met.
pub(super) fn sentence(verdict: &Verdict, miss: Option<Miss>, report: &Report) -> String {
    let mut text =
        format!("{}: {}, asked is {}", title(verdict.target), value(verdict, report), asked(verdict));
    if let Some(miss) = miss {
        text.push_str(&format!("; {}", by(&miss)));
    }
    if let Some(p) = verdict.probability_met {
        let error = verdict.standard_error.map_or_else(String::new, |error| format!(" ± {}", odds(error)));
        let wanted = odds(verdict.confidence);
        text.push_str(&format!("; met with probability {}{error}, asked is {wanted}", odds(p)));
    }
    if verdict.met == Met::Undecided {
        text.push_str(&format!("; undecided: {}", why(verdict, report)));
    }
    text
}

/// Why it cannot be said whether a target is met.
fn why(verdict: &Verdict, report: &Report) -> String {
    let unpriced = report.cost.unpriced.len();
    if verdict.target == "monthly_cost_usd" && unpriced > 0 {
        let first = report.cost.unpriced.first();
        let first =
            first.map_or_else(String::new, |line| format!(", such as {} {}", line.service, line.item));
        let lines = if unpriced == 1 { "1 line has".to_owned() } else { format!("{unpriced} lines have") };
        return format!("{lines} no price{first}");
    }
    match (verdict.probability_met, verdict.value) {
        (Some(_), _) => "the two probabilities are within two standard errors of each other".to_owned(),
        (None, None) => "the value is not known".to_owned(),
        (None, Some(_)) => "how likely it is met is not known".to_owned(),
    }
}

/// The value in its unit.
fn value(verdict: &Verdict, report: &Report) -> String {
    let Some(value) = verdict.value else { return "not known".to_owned() };
    match verdict.target {
        "monthly_cost_usd" => {
            let at_least = if report.cost.monthly.complete { "" } else { "at least " };
            format!("{at_least}{} USD", dollars(value))
        }
        "availability_pct" => {
            let down = 1.0 - value / 100.0;
            format!(
                "{} % in the long run ({} min down a year)",
                percent(down.max(0.0)),
                digits(down.max(0.0) * YEAR_MINUTES)
            )
        }
        "rto_minutes" => format!("{} min in the median", digits(value)),
        "rpo_seconds" => format!("{} s in the median", digits(value)),
        "setup_days" => format!("{} working days of stated tasks in the mean", digits(value)),
        "fte" => format!("{} FTE", digits(value)),
        _ => format!("{} {}", digits(value), verdict.unit),
    }
}

/// What was asked for, in all its digits.
fn asked(verdict: &Verdict) -> String {
    let asked = verdict.asked;
    let number = exact_amount(asked);
    match verdict.target {
        "monthly_cost_usd" => format!("at most {number} USD"),
        "availability_pct" => {
            format!(
                "at least {number} % of a year ({} min down)",
                digits((100.0 - asked) / 100.0 * YEAR_MINUTES)
            )
        }
        "rto_minutes" => format!("at most {number} min"),
        "rpo_seconds" => format!("at most {number} s"),
        "setup_days" => format!("at most {number} working days"),
        "fte" => format!("at most {number} FTE"),
        _ => format!("{number} {}", verdict.unit),
    }
}

/// By how much it misses.
fn by(miss: &Miss) -> String {
    let how_much = how_much(miss.by, miss.unit);
    let pct = miss.pct.map_or_else(String::new, |pct| format!(" ({} %)", digits(pct)));
    format!("{how_much}{pct} too much")
}

fn how_much(value: f64, unit: &str) -> String {
    match unit {
        "USD per month" => format!("{} USD", dollars(value)),
        "minutes down per year" => format!("{} min down a year", digits(value)),
        "minutes" => format!("{} min", digits(value)),
        "seconds" => format!("{} s", digits(value)),
        "hours" => format!("{} h", digits(value)),
        "hours per year" => format!("{} h a year", digits(value)),
        _ => format!("{} {unit}", digits(value)),
    }
}

/// What the value of a target is mostly made of; empty where that is not known.
pub(super) fn largest(target: &str, parts: &[Part]) -> String {
    if parts.is_empty() {
        return String::new();
    }
    let lead = match target {
        "rto_minutes" => "slower than asked",
        "rpo_seconds" => "lost with",
        _ => "most of it",
    };
    let parts: Vec<String> =
        parts.iter().map(|part| format!("{} {}", part.what, how_much(part.value, part.unit))).collect();
    format!("{lead}: {}", parts.join("; "))
}

/// A name on one line, not too long.
pub(in crate::engine::report) fn shown(name: &str) -> String {
    let clean = on_one_line(name);
    if clean.chars().count() <= NAME {
        return clean;
    }
    let mut short: String = clean.chars().take(NAME - 1).collect();
    short.push('…');
    short
}

/// A text on one line: what a terminal or a table would obey is a space.
pub(in crate::engine::report) fn on_one_line(text: &str) -> String {
    on_a_line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
