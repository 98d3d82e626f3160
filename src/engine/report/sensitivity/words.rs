//! Break-even points in sentences.

use crate::engine::catalogue::Upfront;
use crate::engine::report::format::{amount, digits, dollars};
use crate::engine::sensitivity::{CommitmentRow, Crossing, Pays, PaysOff, Step, TargetRow};

/// So many of something.
fn count(n: u32, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

/// When a commitment pays, what it saves, and how much of it must be used.
pub(super) fn of_commitment(row: &CommitmentRow, months: u32) -> String {
    let upfront = match row.upfront {
        Upfront::None => "nothing ahead",
        Upfront::Partial => "half ahead",
        Upfront::All => "all ahead",
    };
    let covers = if row.coverage_pct < 100.0 {
        format!(", for {} % of the first month", digits(row.coverage_pct))
    } else {
        String::new()
    };
    let when = match row.pays_off {
        PaysOff::AtOnce => "pays at once (nothing is paid ahead)".to_owned(),
        PaysOff::AfterMonth { month } => format!("pays off after month {month}"),
        PaysOff::NotWithinHorizon => format!("does not pay off within {}", count(months, "month")),
    };
    let at_least = if row.is_complete { "" } else { "; not every line has a price" };
    let saves = row.saves_usd.dollars();
    let word = if saves < 0.0 { "costs" } else { "saves" };
    let more = if saves < 0.0 { " more" } else { "" };
    let saves = format!("{word} {} USD{more} over {}", dollars(saves.abs()), count(months, "month"));
    let against = row.saves_against_plan_usd.filter(|_| !row.is_own).map_or_else(String::new, |usd| {
        let word = if usd.dollars() < 0.0 { "more" } else { "less" };
        format!(", {} USD {word} than as planned", dollars(usd.dollars().abs()))
    });
    let least = match row.least_use_pct {
        Some(pct) if pct < 100.0 => format!("; needs {} % of the term in use", digits(pct)),
        _ => String::new(),
    };
    let beyond = match row.months_beyond_horizon {
        0 => String::new(),
        n => format!("; its last term ends {} after the horizon", count(n, "month")),
    };
    let own = if row.is_own { " (as planned)" } else { "" };
    format!(
        "{}: {} of {}, {upfront}{covers}{own}: {when}; {saves}{against}{least}{beyond}{at_least}",
        row.part,
        row.scheme,
        count(row.years, "year")
    )
}

/// What a step costs and saves, and when it pays.
pub(super) fn of_step(step: &Step, downtime: Option<[f64; 3]>) -> String {
    let Some(figures) = &step.figures else {
        return format!("{}: not possible, as {}", step.change, step.reason.as_deref().unwrap_or("unknown"));
    };
    let more = figures.monthly_more_usd.dollars();
    let at_least = if figures.is_complete { "" } else { ", as far as prices are known" };
    let money = match more {
        more if more >= 0.005 => format!("{} USD a month more{at_least}", dollars(more)),
        more if more <= -0.005 => format!("{} USD a month less{at_least}", dollars(-more)),
        _ => format!("costs the same in the first month{at_least}"),
    };
    let minutes = figures.minutes_saved_per_year;
    let time = match figures.pays {
        _ if minutes >= 0.5 => format!("{} minutes a year saved", digits(minutes)),
        _ if minutes <= -0.5 => format!("{} minutes a year more down", digits(-minutes)),
        _ => "downtime stays".to_owned(),
    };
    let pays = match figures.pays {
        Pays::Above { usd_per_hour } => {
            format!("pays if an hour of downtime costs more than {} USD", dollars(usd_per_hour))
        }
        Pays::Below { usd_per_hour } => {
            format!("pays if an hour of downtime costs less than {} USD", dollars(usd_per_hour))
        }
        Pays::Always => "pays whatever downtime costs".to_owned(),
        Pays::Never => "does not pay, whatever downtime costs".to_owned(),
        Pays::Nothing => "changes neither".to_owned(),
    };
    let has_price = matches!(figures.pays, Pays::Above { .. } | Pays::Below { .. });
    let verdict = figures.at_downtime_cost.zip(downtime).filter(|_| has_price);
    let verdict = verdict.map_or_else(String::new, |(at, [low, likely, high])| {
        let word = |pays: bool| if pays { "yes" } else { "no" };
        let usd = |usd: f64| amount(usd, 0);
        let answers = [at.low, at.likely, at.high];
        if answers.iter().all(|answer| *answer == at.likely) {
            let range = if low < high { format!("{} to {}", usd(low), usd(high)) } else { usd(likely) };
            return format!(" (at {range} USD: {})", word(at.likely));
        }
        let each = [low, likely, high].into_iter().zip(answers);
        let each: Vec<String> =
            each.map(|(at, pays)| format!("at {} USD: {}", usd(at), word(pays))).collect();
        format!(" ({})", each.join(", "))
    });
    format!("{}: {money}, {time}; {pays}{verdict}", step.change)
}

/// Until which value of an input a target holds, or from which on it is met.
pub(super) fn of_crossing(row: &TargetRow, crossing: &Crossing) -> String {
    let target = if row.target == "availability_pct" {
        format!("{} % in the long run", row.asked)
    } else {
        format!("the budget of {} USD a month", dollars(row.asked))
    };
    let Crossing { input, unit, low, likely, high, just_met_at, .. } = crossing;
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    match just_met_at {
        None => {
            let word = if row.met_at_likely { "breaks" } else { "meets" };
            format!(
                "no value of {input} between {} and {}{unit} {word} {target}",
                digits(*low),
                digits(*high)
            )
        }
        Some(value) => {
            let way = if value > likely { "reaches" } else { "falls to" };
            let word = if row.met_at_likely { "holds until" } else { "is met once" };
            format!("{target} {word} {input} {way} {}{unit} (likely {})", digits(*value), digits(*likely))
        }
    }
}
