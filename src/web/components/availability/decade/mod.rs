//! One decade that the layout may have: its outages in time, each of which can be opened.

mod opened;
mod play;

use std::sync::Arc;

use leptos::prelude::*;

use self::opened::opened;
use self::play::{Player, cover, player};
use super::classes::hard_classes;
use crate::engine::report::Report;
use crate::engine::simulate::Incident;
use crate::engine::units::YEAR_HOURS;
use crate::web::charts::{DecadeChart, MarkedOutage, decade};
use crate::web::components::chart::{chart_that_opens, in_words, legend};
use crate::web::components::times::{long, when};
use crate::web::state::{Decade, Planner};
use crate::web::words::{availability, digits, t};

/// Classes that have a colour and shape of their own.
const KINDS: usize = 5;

/// The card with the decade.
#[component]
pub fn DecadeCard(planner: Planner, tell: Callback<u64>) -> impl IntoView {
    let state = planner.simulation;
    let seed = Memo::new(move |_| {
        let first = planner.computed.with(|computed| computed.as_ref().map(|one| one.report.seed));
        first.map(|first| first.wrapping_add(state.another.get()))
    });
    Effect::new(move |_| {
        state.layout.track();
        if let Some(seed) = seed.get() {
            tell.run(seed);
        }
    });
    let player = player();
    let chosen = RwSignal::new(Vec::<usize>::new());
    Effect::new(move |_| {
        state.decade.track();
        chosen.set(Vec::new());
        player.stop();
    });
    let head = move || {
        let told = state.decade.get();
        let text = match (&told, state.is_refused.get()) {
            (Some(told), _) => summary(&told.outages),
            (None, true) => t!(availability::NO_WORKER).to_owned(),
            (None, false) => t!(availability::BEING_RUN).to_owned(),
        };
        view! { <p data-testid="decade-summary"><b>{text}</b></p> }
    };
    let body = move || {
        let told = state.decade.get()?;
        // The report only gives names and order here: those of the layout that was run.
        let report = planner.computed.get_untracked()?.report.clone();
        Some(body(told, Arc::new(report), chosen, player))
    };
    view! {
        <section class="card" data-testid="decade">
            <h2>{t!(availability::DECADE_TITLE)}</h2>
            <p class="sub">
                {t!(availability::DECADE_SUB)}
            </p>
            <div class="switches">
                {head}
                <div class="actions">
                    <button
                        type="button"
                        data-testid="play-decade"
                        prop:disabled=move || state.decade.with(Option::is_none)
                        on:click=move |_| player.toggle()
                    >
                        {move || if player.is_playing() { t!(availability::PAUSE) } else { t!(availability::PLAY) }}
                    </button>
                    <button
                        type="button"
                        data-testid="another-decade"
                        on:click=move |_| state.another.update(|another| *another += 1)
                    >
                        {t!(availability::ANOTHER_DECADE)}
                    </button>
                    <span class="src" data-testid="decade-seed">
                        {move || seed.get().map(|seed| t!(availability::SEED, seed = seed))}
                    </span>
                </div>
            </div>
            {body}
        </section>
    }
}

/// The decade in a sentence.
fn summary(outages: &[Incident]) -> String {
    let hours = |outage: &Incident| outage.to_hours - outage.from_hours;
    let down: f64 = outages.iter().map(hours).sum();
    let worst = outages.iter().map(hours).fold(0.0, f64::max);
    match outages.len() {
        0 => t!(availability::NO_OUTAGE).to_owned(),
        1 => t!(availability::ONE_OUTAGE, time = long(down)),
        n => t!(availability::SOME_OUTAGES, n = n, down = long_sum(down), worst = long(worst)),
    }
}

/// A sum of times: hours, so that decades can be compared.
fn long_sum(hours: f64) -> String {
    if hours < 2.0 { long(hours) } else { format!("{} h", digits(hours)) }
}

/// The classes in the order of their colours, by short name, with their titles.
fn kinds(report: &Report) -> Vec<(&'static str, &'static str)> {
    hard_classes(report).into_iter().map(|class| (class.name, class.title)).collect()
}

fn body(told: Arc<Decade>, report: Arc<Report>, chosen: RwSignal<Vec<usize>>, player: Player) -> AnyView {
    let kinds = kinds(&report);
    let kind_of = |outage: &Incident| {
        let longest = outage
            .stretches
            .iter()
            .max_by(|a, b| (a.to_hours - a.from_hours).total_cmp(&(b.to_hours - b.from_hours)));
        let name = longest.and_then(|stretch| told.names.get(stretch.class));
        name.and_then(|name| kinds.iter().position(|(class, _)| class == name)).unwrap_or(KINDS)
    };
    let marked = |outage: &Incident| MarkedOutage {
        from_hours: outage.from_hours,
        to_hours: outage.to_hours,
        kind: kind_of(outage),
        told: in_short(outage, &told, &kinds),
    };
    let picture = Arc::new(DecadeChart {
        outages: told.outages.iter().map(marked).collect(),
        year_hours: YEAR_HOURS,
        label: summary(&told.outages),
    });
    let used: Vec<usize> = picture.outages.iter().map(|outage| outage.kind.min(KINDS)).collect();
    let keys = kinds.iter().take(KINDS).enumerate().filter(|(kind, _)| used.contains(kind));
    let mut keys: Vec<(String, String)> =
        keys.map(|(kind, (_, title))| (format!("outage-{kind}"), (*title).to_owned())).collect();
    if used.contains(&KINDS) {
        keys.push((format!("outage-{KINDS}"), t!(availability::OTHER_CLASS).to_owned()));
    }
    keys.push(("several".to_owned(), t!(availability::TOO_CLOSE).to_owned()));
    let all = picture.outages.iter().map(|outage| outage.told.clone()).collect();
    let drawn = picture.clone();
    let open = Callback::new(move |(place, width): (usize, f64)| {
        if let Some(mark) = picture.marks(width).into_iter().nth(place) {
            chosen.set(mark.outages);
        }
    });
    let now = {
        let told = told.clone();
        move || player.now().map(|hours| so_far(&told.outages, hours))
    };
    view! {
        <div class="decade-place">
            {chart_that_opens("decade", t!(availability::AN_OUTAGE), Box::new(move |width| decade(&drawn, width)), open)}
            {cover(player)}
        </div>
        <p class="sub played" data-testid="decade-now">{now}</p>
        {legend(keys)}
        {in_words(all)}
        <div aria-live="polite">{move || opened(&told, &report, chosen)}</div>
    }
    .into_any()
}

/// An outage in short.
fn in_short(outage: &Incident, told: &Decade, kinds: &[(&str, &str)]) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for stretch in &outage.stretches {
        let title = title_of(stretch.class, told, kinds);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let down = long(outage.to_hours - outage.from_hours);
    format!("{}: {down}, {}", when(outage.from_hours), titles.join(t!(availability::THEN)))
}

/// The title of a class by its position.
fn title_of<'a>(class: usize, told: &'a Decade, kinds: &[(&str, &'a str)]) -> &'a str {
    let name = told.names.get(class).map_or("", String::as_str);
    kinds.iter().find(|(other, _)| *other == name).map_or(name, |(_, title)| title)
}

/// What has happened by a moment of the decade.
fn so_far(outages: &[Incident], hours: f64) -> String {
    let past: Vec<&Incident> = outages.iter().filter(|outage| outage.from_hours <= hours).collect();
    let down: f64 = past.iter().map(|outage| outage.to_hours.min(hours) - outage.from_hours).sum();
    let n = past.len();
    let (when, down) = (when(hours.min(10.0 * YEAR_HOURS - 1.0)), long_sum(down));
    if n == 1 {
        t!(availability::ONE_SO_FAR, when = when, down = down)
    } else {
        t!(availability::SOME_SO_FAR, when = when, n = n, down = down)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outage(from_hours: f64, to_hours: f64) -> Incident {
        Incident { from_hours, to_hours, stretches: Vec::new() }
    }

    #[test]
    fn a_decade_is_said_in_a_sentence() {
        // 50 + 2.5 hours; 50 hours are 2.08 days.
        let outages = [outage(0.0, 50.0), outage(100.0, 102.5)];
        assert_eq!(summary(&outages), "In this decade: 2 outages, 52.5 h down; the worst took 2.08 days");
        assert_eq!(summary(&outages[1..]), "In this decade: one outage of 2.5 h");
        assert_eq!(summary(&[]), "In this decade nothing takes it down");
    }

    #[test]
    fn what_has_happened_by_a_moment_is_counted() {
        let outages = [outage(0.0, 50.0), outage(100.0, 104.0), outage(9000.0, 9001.0)];
        // By hour 102: all of the first and two hours of the second.
        assert_eq!(so_far(&outages, 102.0), "year 1, day 5: 2 outages so far, 52 h down");
        assert!(so_far(&outages, 87_600.0).starts_with("year 10, day 365: 3 outages"));
    }
}
