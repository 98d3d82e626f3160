//! An outage that was opened: when, how long, what was down in which order, who acts.

use leptos::prelude::*;

use super::{in_short, kinds, title_of};
use crate::engine::report::{ClassEntry, RecoveryEntry, Report};
use crate::engine::simulate::{Incident, Stretch};
use crate::web::components::times::{long, when};
use crate::web::state::Decade;
use crate::web::words::{availability, prose, t};

/// The outage that is chosen, or the list of several.
pub fn opened(told: &Decade, report: &Report, chosen: RwSignal<Vec<usize>>) -> Option<AnyView> {
    let places = chosen.get();
    match places.as_slice() {
        [] => None,
        [one] => Some(single(*one, told, report, chosen)),
        many => Some(list(many, told, report, chosen)),
    }
}

fn list(many: &[usize], told: &Decade, report: &Report, chosen: RwSignal<Vec<usize>>) -> AnyView {
    let kinds = kinds(report);
    let entry = |place: &usize| {
        let place = *place;
        let outage = told.outages.get(place)?;
        Some(view! {
            <li>
                <button
                    type="button"
                    class="link"
                    data-testid=format!("outage-{place}")
                    on:click=move |_| chosen.set(vec![place])
                >
                    {in_short(outage, told, &kinds)}
                </button>
            </li>
        })
    };
    view! {
        <div class="opened" data-testid="outage">
            <h3>{t!(availability::CLOSE_TOGETHER, n = many.len())}</h3>
            <ul>{many.iter().map(entry).collect::<Vec<_>>()}</ul>
        </div>
    }
    .into_any()
}

fn single(place: usize, told: &Decade, report: &Report, chosen: RwSignal<Vec<usize>>) -> AnyView {
    let Some(outage) = told.outages.get(place) else { return ().into_any() };
    let kinds = kinds(report);
    let (hours, n) = (outage.to_hours - outage.from_hours, told.outages.len());
    let title =
        t!(availability::DOWN_FOR, when = sentence_case(&when(outage.from_hours)), time = long(hours));
    let row = |(i, stretch): (usize, &Stretch)| {
        view! {
            <tr>
                <td>{format!("{}.", i + 1)}</td>
                <td>{title_of(stretch.class, told, &kinds).to_owned()}</td>
                <td class="num" data-label=t!(availability::BEGINS)>{begins(outage, stretch)}</td>
                <td class="num" data-label=t!(availability::LASTS)>{long(stretch.to_hours - stretch.from_hours)}</td>
            </tr>
        }
    };
    let (is_first, is_last) = (place == 0, place + 1 == n);
    let (before, next) = (place.saturating_sub(1), (place + 1).min(n.saturating_sub(1)));
    let go = move |to: usize| move |_| chosen.set(vec![to]);
    view! {
        <div class="opened" data-testid="outage">
            <div class="head">
                <h3>{title}</h3>
                <div class="actions">
                    <button type="button" class="small" prop:disabled=is_first on:click=go(before)>{t!(availability::BEFORE)}</button>
                    <button type="button" class="small" data-testid="next-outage" prop:disabled=is_last on:click=go(next)>{t!(availability::NEXT)}</button>
                    <button type="button" class="small" data-testid="close-outage" on:click=move |_| chosen.set(Vec::new())>{t!(availability::CLOSE)}</button>
                </div>
            </div>
            <p class="sub">{t!(availability::OUTAGE_OF, i = place + 1, n = n)}</p>
            <table class="cards">
                <thead>
                    <tr>
                        <th scope="col">{t!(availability::ORDER)}</th>
                        <th scope="col">{t!(availability::WHAT_WAS_DOWN)}</th>
                        <th scope="col" class="num">{t!(availability::BEGINS)}</th>
                        <th scope="col" class="num">{t!(availability::LASTS)}</th>
                    </tr>
                </thead>
                <tbody>{outage.stretches.iter().enumerate().map(row).collect::<Vec<_>>()}</tbody>
            </table>
            {causes(outage, told, report)}
        </div>
    }
    .into_any()
}

fn begins(outage: &Incident, stretch: &Stretch) -> String {
    let after = stretch.from_hours - outage.from_hours;
    if after <= 0.0 {
        t!(availability::AT_ONCE).to_owned()
    } else {
        t!(availability::AFTER, time = long(after))
    }
}

/// For each class that was down: how often that is, who acts, how it ends.
fn causes(outage: &Incident, told: &Decade, report: &Report) -> Vec<AnyView> {
    let mut names: Vec<&str> = Vec::new();
    for name in outage.stretches.iter().filter_map(|stretch| told.names.get(stretch.class)) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let classes = names
        .into_iter()
        .filter_map(|name| report.availability.classes.iter().find(|class| class.name == name));
    classes.map(|class| cause(class, recovery_of(class.name, report))).collect()
}

/// What follows after a failure of a class; that which stops the platform, where there are two.
fn recovery_of<'a>(class: &str, report: &'a Report) -> Option<&'a RecoveryEntry> {
    let named = |id: &str| report.recovery.iter().find(|entry| entry.id == id);
    named(&format!("{class}-stop")).or_else(|| named(class))
}

fn cause(class: &ClassEntry, recovery: Option<&RecoveryEntry>) -> AnyView {
    let ends = recovery.map(|recovery| {
        let (who, basis) = (&recovery.who_acts, prose(&sentence_case(&recovery.basis)));
        let within = recovery.rto_minutes.map(|rto| (long(rto.p50 / 60.0), long(rto.p90 / 60.0)));
        let text = match (recovery.automatic, within) {
            (true, None) => t!(availability::ENDS_ITSELF, basis = basis),
            (true, Some((p50, p90))) => {
                t!(availability::ENDS_ITSELF_WITHIN, p50 = p50, p90 = p90, basis = basis)
            }
            (false, None) => t!(availability::WHO_ACTS, who = who, basis = basis),
            (false, Some((p50, p90))) => {
                t!(availability::WHO_ACTS_WITHIN, who = who, p50 = p50, p90 = p90, basis = basis)
            }
        };
        view! { <p>{text}</p> }
    });
    view! {
        <div class="why">
            <p><b>{class.title}</b>": " {prose(&class.sentence)} "."</p>
            {ends}
        </div>
    }
    .into_any()
}

fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
