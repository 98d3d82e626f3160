//! The zones with their nodes and pods, and what happens when one is lost.

mod drawing;
mod facts;
mod picture;
mod scene;
mod words;

#[cfg(test)]
mod tests;

use leptos::html::Div;
use leptos::prelude::*;

use self::picture::picture;
use self::scene::{Measure, letter, loss_of, scene};
use super::manifests::findings_card;
use crate::engine::report::{Pool, Report};
use crate::web::state::{Computed, Planner};
use crate::web::words::{layout, prose, t};

pub use self::words::{obstacle, resources, times};

/// What the card around the picture takes of the width, pixels.
const FRAME: f64 = 34.0;
/// The picture before its width is known, and the least it is drawn in, pixels.
const WIDTH: f64 = 960.0;
const LEAST_WIDTH: f64 = 260.0;

/// The first view: layout and sizing.
#[component]
pub fn LayoutView(planner: Planner, edited: Callback<(&'static str, String)>) -> impl IntoView {
    let lost = RwSignal::new(None::<usize>);
    let measure = RwSignal::new(Measure::Memory);
    let width = RwSignal::new(WIDTH);
    let whole = NodeRef::<Div>::new();
    let fit = move || {
        if let Some(whole) = whole.get_untracked() {
            let inside = f64::from(whole.client_width()) - FRAME;
            if inside > 0.0 {
                width.set(inside.max(LEAST_WIDTH));
            }
        }
    };
    Effect::new(move |_| {
        whole.track();
        fit();
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| fit());
    on_cleanup(move || resized.remove());
    let zones_card = move || {
        let computed = planner.computed.get()?;
        let report = &computed.report;
        let pool = report.sizing.pools.first()?;
        let lost_now = lost.get().filter(|zone| loss_of(pool, *zone).is_some());
        Some(view! {
            <section class="card">
                <h2 data-testid="layout-title">{words::headline(pool)}</h2>
                <p class="sub">{remark(pool)}</p>
                <div class="switches">
                    {zone_switch(pool, lost)}
                    {measure_switch(measure)}
                </div>
                {move || picture_of(planner, lost_now, measure.get(), width.get())}
                {what_happens(report, pool, lost_now)}
                {quorum_notes(planner, &computed, edited)}
            </section>
        })
    };
    let facts = move || {
        let computed = planner.computed.get()?;
        let pool = computed.report.sizing.pools.first()?;
        Some(view! {
            {facts::numbers(&computed.report, pool)}
            {facts::types(pool)}
        })
    };
    let findings = move || findings_card(planner);
    view! { <div class="stack" node_ref=whole>{zones_card} {findings} {facts}</div> }
}

fn picture_of(planner: Planner, lost: Option<usize>, measure: Measure, width: f64) -> Option<impl IntoView> {
    // The card around it is drawn anew with every report.
    let computed = planner.computed.get_untracked()?;
    let pool = computed.report.sizing.pools.first()?;
    Some(picture(scene(pool, lost), measure, width))
}

fn remark(pool: &Pool) -> String {
    let word = if pool.strategy == "packed" { layout::PACKED } else { layout::SPREAD };
    t!(word, count = pool.nodes, instance = pool.instance_type)
}

fn zone_switch(pool: &Pool, lost: RwSignal<Option<usize>>) -> Option<impl IntoView + use<>> {
    let zones = pool.zone_losses.len();
    let choice = move |zone: Option<usize>| {
        let (text, id) = zone.map_or_else(
            || (t!(layout::ALL_ZONES).to_owned(), "lose-none".to_owned()),
            |zone| (t!(layout::LOSE, zone = letter(zone)), format!("lose-{}", letter(zone))),
        );
        view! {
            <button
                type="button"
                data-testid=id
                aria-pressed=move || (lost.get() == zone).to_string()
                on:click=move |_| lost.set(zone)
            >
                {text}
            </button>
        }
    };
    (zones > 0).then(|| {
        view! {
            <div class="seg" role="group" aria-label=t!(layout::LOSE_LABEL)>
                {choice(None)}
                {(0..zones).map(|zone| choice(Some(zone))).collect_view()}
            </div>
        }
    })
}

fn measure_switch(measure: RwSignal<Measure>) -> impl IntoView {
    let choice = move |this: Measure| {
        view! {
            <button
                type="button"
                aria-pressed=move || (measure.get() == this).to_string()
                on:click=move |_| measure.set(this)
            >
                {this.name()}
            </button>
        }
    };
    view! {
        <div class="seg" role="group" aria-label=t!(layout::MEASURE)>
            {choice(Measure::Memory)}
            {choice(Measure::Cpu)}
        </div>
    }
}

/// The loss of the chosen zone in words, with what is outside the picture; with every
/// zone there the pods that have no node.
fn what_happens(report: &Report, pool: &Pool, lost: Option<usize>) -> impl IntoView + use<> {
    let loss = lost.and_then(|zone| Some((zone, loss_of(pool, zone)?)));
    let (text, waiting, given_up) = match loss {
        Some((zone, loss)) => {
            let said = words::loss(pool, loss, &report.sizing.quorum, zone).join(" ");
            (said, &loss.unplaced, loss.shed.as_slice())
        }
        None => (words::binding(pool), &pool.unplaced, [].as_slice()),
    };
    let waiting = waiting.iter().map(|it| {
        let text = t!(layout::WAITS, pods = words::waiting_in_words(it));
        view! { <li class="waits">{text}</li> }
    });
    let given_up = given_up.iter().map(|pods| {
        let text = t!(layout::GIVEN_UP, pods = times(pods.count, &pods.component));
        view! { <li class="given-up">{text}</li> }
    });
    let outside: Vec<_> = waiting.map(IntoAny::into_any).chain(given_up.map(IntoAny::into_any)).collect();
    view! {
        {(!outside.is_empty()).then(|| view! { <ul class="outside" aria-label=t!(layout::WITHOUT_NODE)>{outside}</ul> })}
        <p class="what-happens" role="status" data-testid="what-happens">{text}</p>
    }
}

/// Consensus that the loss of a zone stops, with what mends it, and a button that does
/// where the plan has a field for it.
fn quorum_notes(
    planner: Planner,
    computed: &Computed,
    edited: Callback<(&'static str, String)>,
) -> impl IntoView + use<> {
    let quorum = computed.report.sizing.quorum.iter();
    let notes = quorum.filter(|quorum| !quorum.survives_zone_loss).map(|quorum| {
        let path = format!("workload.replicas.{}", quorum.component);
        let mend = computed.advised_members(&quorum.component).zip(planner.field_named(&path)).map(
            |(members, path)| {
                view! {
                    " "
                    <button
                        type="button"
                        data-testid=format!("use-{}", quorum.component)
                        on:click=move |_| edited.run((path, members.to_string()))
                    >
                        {t!(layout::USE, count = members)}
                    </button>
                }
            },
        );
        view! {
            <div class="note">
                <b>{t!(layout::QUORUM, members = quorum.members, component = quorum.component)} " "</b>
                {t!(layout::QUORUM_NEEDS, needed = quorum.needed, otherwise = words::stops(quorum.otherwise))}
                " "
                {prose(&words::sentence(&quorum.advice))}
                {mend}
            </div>
        }
    });
    notes.collect_view()
}
