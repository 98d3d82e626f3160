//! The picture of the zones: its size, its signs, what is pointed at in words.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::scene::{Mark, Measure, NodeScene, NodeState, PodArea, Scene, letter};
use super::{drawing, words};
use crate::web::charts::{ZoneSizes, zone_picture};
use crate::web::components::chart::{go_on, in_words};
use crate::web::words::{amount, layout, t};

/// What the ids of things begin with that can be pointed at.
pub const AT: &str = "at-";

/// Draws a scene in so many pixels. Nodes and pods can be pointed at, or gone through with
/// the arrow keys; what they are is said below.
pub fn picture(scene: Scene, measure: Measure, width: f64) -> impl IntoView {
    let capacity = measure.of(&scene.usable);
    let sizes: Vec<ZoneSizes> = scene
        .zones
        .iter()
        .map(|nodes| {
            nodes.iter().map(|node| node.pods.iter().map(|pods| size(pods, measure)).collect()).collect()
        })
        .collect();
    let places = zone_picture(&sizes, capacity, width);
    let told = Arc::new(told(&scene, places.has_pods));
    let n_told = told.len();
    let all = in_words(told.to_vec());
    let pointed = RwSignal::new(None::<usize>);
    let hint = if places.has_pods { layout::HINT_PODS } else { layout::HINT };
    let line =
        move || pointed.get().and_then(|at| told.get(at).cloned()).unwrap_or_else(|| t!(hint).to_owned());
    let found = move |target: Option<web_sys::EventTarget>| pointed.set(at(target));
    let height = places.height;
    let legend = legend(&scene, places.has_pods);
    view! {
        <svg
            class="zones"
            viewBox=format!("0 0 {width} {height}")
            role="group"
            aria-label=summary(&scene, measure)
            data-testid="zone-picture"
            on:pointerover=move |event| found(event.target())
            on:pointerleave=move |_| pointed.set(None)
            on:focusin=move |event| found(event.target())
            on:keydown=move |event| step(&event, n_told)
        >
            {drawing::patterns()}
            {drawing::zones(&scene, places, measure)}
        </svg>
        {legend}
        // What is pointed at has this text as its label.
        <p class="pointed sub" aria-hidden="true" data-testid="pointed">{line}</p>
        {all}
    }
}

/// What the signs in the picture mean; only those that are in it.
fn legend(scene: &Scene, has_pods: bool) -> impl IntoView + use<> {
    let nodes = || scene.zones.iter().flatten();
    let has = |mark: Mark| nodes().flat_map(|node| &node.pods).any(|pods| pods.mark == mark);
    let keys = [
        (has_pods, "", "", layout::KEY_FREE),
        (!has_pods, "", "", layout::KEY_ASKED),
        (has_pods && has(Mark::Pinned), "pinned", "▪", layout::KEY_PINNED),
        (has(Mark::Moved), "moved", "→", layout::KEY_MOVED),
        (has(Mark::Down), "down", "×", layout::KEY_DOWN),
        (nodes().any(|node| node.state == NodeState::New), "new", "", layout::KEY_NEW),
    ];
    let keys = keys.into_iter().filter(|(is_shown, ..)| *is_shown).map(|(_, class, sign, text)| {
        view! { <li><span class=format!("key {class}") aria-hidden="true">{sign}</span>{t!(text)}</li> }
    });
    view! { <ul class="legend sub">{keys.collect_view()}</ul> }
}

/// The size of an area and its layer: what moved here lies above what was here.
pub fn size(pods: &PodArea, measure: Measure) -> (u8, f64) {
    (u8::from(pods.mark == Mark::Moved), measure.of(&pods.each) * f64::from(pods.count))
}

/// What can be pointed at, in words: each node, and after it its pods where they are drawn.
fn told(scene: &Scene, has_pods: bool) -> Vec<String> {
    let mut told = Vec::new();
    for node in scene.zones.iter().flatten() {
        told.push(words::node(node, &scene.usable));
        if has_pods {
            told.extend(node.pods.iter().map(|pods| words::pods(pods, &node.name)));
        }
    }
    told
}

/// The position of the thing that an event is about.
fn at(target: Option<web_sys::EventTarget>) -> Option<usize> {
    let element = target?.dyn_into::<web_sys::Element>().ok()?;
    let marked = element.closest(&format!("[id^={AT}]")).ok()??;
    marked.id().strip_prefix(AT)?.parse().ok()
}

fn step(event: &leptos::ev::KeyboardEvent, n_told: usize) {
    if let Some(now) = at(event.target()) {
        go_on(AT, now, event, n_told);
    }
}

/// The zones in words, for those who do not see the picture.
fn summary(scene: &Scene, measure: Measure) -> String {
    let zones = scene.zones.iter().enumerate().map(|(zone, nodes)| match remark(nodes, scene, measure) {
        Some(remark) => t!(layout::ZONE_IS, zone = letter(zone), remark = remark),
        None => t!(layout::ZONE_IS_LOST, zone = letter(zone)),
    });
    zones.collect::<Vec<_>>().join("; ")
}

/// Nodes of a zone and how full they are together; none when it is lost.
pub fn remark(nodes: &[NodeScene], scene: &Scene, measure: Measure) -> Option<String> {
    if nodes.iter().any(|node| node.state == NodeState::Lost) {
        return None;
    }
    let used: f64 = nodes.iter().map(|node| measure.of(&node.requested)).sum();
    let there = measure.of(&scene.usable) * nodes.len() as f64;
    let n_nodes = match nodes.len() {
        1 => t!(layout::NODE).to_owned(),
        n => t!(layout::NODES, count = amount(n as f64, 0)),
    };
    if there <= 0.0 {
        return Some(n_nodes);
    }
    Some(format!("{n_nodes} · {}", words::used(&amount(used / there * 100.0, 0), measure)))
}
