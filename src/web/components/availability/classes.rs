//! What each class of failure adds, and what that rests on.

use leptos::prelude::*;

use crate::engine::availability::Role;
use crate::engine::report::{ClassEntry, FailureRateEntry, Report};
use crate::web::words::{Word, availability, digits, prose, t};

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
        Some(first) if all > 0.0 => t!(
            availability::CLASSES_TITLE,
            class = first.title,
            minutes = digits(first.downtime_minutes_per_year),
            all = digits(all)
        ),
        _ => t!(availability::NOTHING_TITLE).to_owned(),
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
                {t!(availability::CLASSES_SUB)}
            </p>
            {table(rows)}
            {group(
                availability::SOFT,
                availability::SOFT_SUB,
                others(Role::Soft).collect(),
            )}
            {group(
                availability::ALTERNATIVE,
                availability::ALTERNATIVE_SUB,
                others(Role::Alternative).collect(),
            )}
            {group(
                availability::BENCHMARK,
                availability::BENCHMARK_SUB,
                others(Role::Benchmark).collect(),
            )}
        </section>
    }
    .into_any()
}

fn group(title: Word, sub: Word, classes: Vec<&ClassEntry>) -> Option<AnyView> {
    if classes.is_empty() {
        return None;
    }
    let rows = classes.into_iter().map(|class| row(class, None)).collect();
    Some(view! { <h3>{t!(title)}</h3> <p class="sub">{t!(sub)}</p> {table(rows)} }.into_any())
}

fn table(rows: Vec<AnyView>) -> AnyView {
    view! {
        <div class="scroll">
            <table class="classes">
                <thead>
                    <tr>
                        <th scope="col">{t!(availability::FAILURE_CLASS)}</th>
                        <th scope="col" class="num">{t!(availability::MINUTES_A_YEAR)}</th>
                        <th scope="col">{t!(availability::HOW_OFTEN_HOW_LONG)}</th>
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
                <span class="share" style:width=format!("{:.1}%", wide * 100.0)></span>
            </span>
            <span class="src">{format!("{} %", digits(share * 100.0))}</span>
        }
    });
    view! {
        <tr class:soft=soft>
            <td>
                <details class="why" data-testid=format!("class-{}", class.name)>
                    <summary>{class.title}</summary>
                    <p>{prose(&class.basis)}</p>
                    {rates(class)}
                </details>
                {bar}
            </td>
            <td class="num" data-label=t!(availability::MINUTES_A_YEAR)>{digits(class.downtime_minutes_per_year)}</td>
            <td class="sentence" data-label="">{prose(&class.sentence)}</td>
        </tr>
    }
    .into_any()
}

/// The rates that a class reads, each with where it is from.
fn rates(class: &ClassEntry) -> AnyView {
    let known = |id: &String| class.rates.iter().any(|rate| rate.id == *id);
    let others: Vec<&str> = class.sources.iter().filter(|id| !known(id)).map(String::as_str).collect();
    let others = (!others.is_empty())
        .then(|| view! { <p>{t!(availability::ALSO_READS, ids = others.join(", "))}</p> });
    view! { {class.rates.iter().map(rate).collect::<Vec<_>>()} {others} }.into_any()
}

fn rate(rate: &FailureRateEntry) -> AnyView {
    let bare =
        format!("{} – {} – {} {}", digits(rate.low), digits(rate.likely), digits(rate.high), rate.unit);
    let figure = match rate.repair_hours {
        None => bare,
        Some((low, likely, high)) => t!(
            availability::RATE_REPAIRED,
            rate = bare,
            low = digits(low),
            likely = digits(likely),
            high = digits(high)
        ),
    };
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
