//! What each class of failure adds, and what that rests on.

use leptos::prelude::*;

use crate::engine::availability::Role;
use crate::engine::report::{ClassEntry, FailureRateEntry, Report, digits};

/// The classes that stop the platform, the one that takes most first.
pub fn hard_classes(report: &Report) -> Vec<&ClassEntry> {
    let classes = &report.availability.classes;
    let mut hard: Vec<&ClassEntry> = classes.iter().filter(|class| class.role == Role::Hard).collect();
    hard.sort_by(|a, b| b.downtime_minutes_per_year.total_cmp(&a.downtime_minutes_per_year));
    hard
}

/// The card with the classes.
pub fn classes(report: &Report) -> AnyView {
    let hard = hard_classes(report);
    let all: f64 = hard.iter().map(|class| class.downtime_minutes_per_year).sum();
    let most = hard.first().map_or(0.0, |class| class.downtime_minutes_per_year);
    let title = match hard.first() {
        Some(first) if all > 0.0 => format!(
            "{} takes {} of the {} minutes",
            first.title,
            digits(first.downtime_minutes_per_year),
            digits(all)
        ),
        _ => "Nothing takes it down".to_owned(),
    };
    let rows: Vec<AnyView> = hard
        .iter()
        .map(|class| {
            let minutes = class.downtime_minutes_per_year;
            let (wide, share) = if all > 0.0 { (minutes / most, minutes / all) } else { (0.0, 0.0) };
            row(class, Some((wide, share)))
        })
        .collect();
    let others = |role: Role| report.availability.classes.iter().filter(move |class| class.role == role);
    view! {
        <section class="card">
            <h2>{title}</h2>
            <p class="sub">
                "Each class of failure with its mean minutes down in a year, at the likely rates. What happens while something else is down counts once, so the whole is a little less than the sum. Open a line for what it rests on."
            </p>
            {table("Minutes a year", rows)}
            {group(
                "Degraded, not down",
                "Slower or with less to spare, while transactions are still accepted and settled. These minutes are never added to those above.",
                others(Role::Soft).collect(),
            )}
            {group(
                "An alternative",
                "What major events of the region may turn into: longer, and never added to them.",
                others(Role::Alternative).collect(),
            )}
            {group(
                "To compare with",
                "Figures of others for the same thing, in no sum.",
                others(Role::Benchmark).collect(),
            )}
        </section>
    }
    .into_any()
}

fn group(title: &'static str, sub: &'static str, classes: Vec<&ClassEntry>) -> Option<AnyView> {
    if classes.is_empty() {
        return None;
    }
    let rows = classes.into_iter().map(|class| row(class, None)).collect();
    Some(view! { <h3>{title}</h3> <p class="sub">{sub}</p> {table("Minutes a year", rows)} }.into_any())
}

fn table(minutes: &'static str, rows: Vec<AnyView>) -> AnyView {
    view! {
        <div class="scroll">
            <table class="classes">
                <thead>
                    <tr>
                        <th scope="col">"Failure class"</th>
                        <th scope="col" class="num">{minutes}</th>
                        <th scope="col">"How often and for how long"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A class; with the width of its bar and its share where it is one of those that stop the platform.
fn row(class: &ClassEntry, share: Option<(f64, f64)>) -> AnyView {
    let soft = share.is_none();
    let bar = share.map(|(wide, share)| {
        view! {
            <span class="bar-of">
                <span class="share" style=format!("width:{:.1}%", wide * 100.0)></span>
            </span>
            <span class="src">{format!("{} %", digits(share * 100.0))}</span>
        }
    });
    view! {
        <tr class:soft=soft>
            <td>
                <details class="why" data-testid=format!("class-{}", class.name)>
                    <summary>{class.title}</summary>
                    <p>{class.basis.clone()}</p>
                    {rates(class)}
                </details>
                {bar}
            </td>
            <td class="num" data-label="Minutes a year">{digits(class.downtime_minutes_per_year)}</td>
            <td class="sentence" data-label="">{class.sentence.clone()}</td>
        </tr>
    }
    .into_any()
}

/// The rates that a class reads, each with where it is from.
fn rates(class: &ClassEntry) -> AnyView {
    let known = |id: &String| class.rates.iter().any(|rate| rate.id == *id);
    let others: Vec<&str> = class.sources.iter().filter(|id| !known(id)).map(String::as_str).collect();
    let others =
        (!others.is_empty()).then(|| view! { <p>{format!("It also reads {}.", others.join(", "))}</p> });
    view! { {class.rates.iter().map(rate).collect::<Vec<_>>()} {others} }.into_any()
}

fn rate(rate: &FailureRateEntry) -> AnyView {
    let repair = rate.repair_hours.map(|(low, likely, high)| {
        format!(", repaired in {} – {} – {} h", digits(low), digits(likely), digits(high))
    });
    let figure = format!(
        "{} – {} – {} {}{}",
        digits(rate.low),
        digits(rate.likely),
        digits(rate.high),
        rate.unit,
        repair.unwrap_or_default()
    );
    view! {
        <p>
            <b>{rate.id.clone()}</b>
            " "
            {figure}
            <span class="below">{rate.origin()}</span>
        </p>
    }
    .into_any()
}
