//! The picture of the zones as a view: boxes, areas, what is pointed at in words.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::scene::{Mark, Measure, NodeScene, NodeState, PodArea, Scene, letter};
use super::words;
use crate::engine::report::amount;
use crate::web::charts::{NodePlace, Rect, ZonePicture, ZonePlace, ZoneSizes, zone_picture};

/// Width of a letter of the names in areas, pixels.
const LETTER: f64 = 6.2;
/// An area lower than this has no name in it.
const LEAST_NAMED_HEIGHT: f64 = 15.0;
/// A zone narrower than this has only its name above it.
const ROOMY: f64 = 170.0;
/// A node narrower than this has its name without words.
const WORDY: f64 = 150.0;
/// What the ids of things begin with that can be pointed at.
const AT: &str = "at-";

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
    let pointed = RwSignal::new(None::<usize>);
    let hint = if places.has_pods { "a node or its pods" } else { "a node" };
    let line = move || {
        pointed
            .get()
            .and_then(|at| told.get(at).cloned())
            .unwrap_or_else(|| format!("Point at {hint}, or go through them with the arrow keys."))
    };
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
            {patterns()}
            {zones(&scene, places, measure)}
        </svg>
        {legend}
        // What is pointed at has this text as its label.
        <p class="pointed sub" aria-hidden="true" data-testid="pointed">{line}</p>
    }
}

/// What the signs in the picture mean; only those that are in it.
fn legend(scene: &Scene, has_pods: bool) -> impl IntoView + use<> {
    let nodes = || scene.zones.iter().flatten();
    let has = |mark: Mark| nodes().flat_map(|node| &node.pods).any(|pods| pods.mark == mark);
    let keys = [
        (has_pods, "", "", "free to move"),
        (!has_pods, "", "", "asked for"),
        (has_pods && has(Mark::Pinned), "pinned", "▪", "kept in its zone, as a rule by a volume"),
        (has(Mark::Moved), "moved", "→", "moved from the lost zone"),
        (has(Mark::Down), "down", "×", "down with its zone"),
        (nodes().any(|node| node.state == NodeState::New), "new", "", "node started after the loss"),
    ];
    let keys = keys.into_iter().filter(|(is_shown, ..)| *is_shown).map(|(_, class, sign, text)| {
        view! { <li><span class=format!("key {class}") aria-hidden="true">{sign}</span>{text}</li> }
    });
    view! { <ul class="legend sub">{keys.collect_view()}</ul> }
}

/// The size of an area and its layer: what moved here lies above what was here.
fn size(pods: &PodArea, measure: Measure) -> (u8, f64) {
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

/// Goes to the next or the one before, with the arrow keys.
fn step(event: &leptos::ev::KeyboardEvent, n_told: usize) {
    let Some(now) = at(event.target()) else { return };
    let next = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => now + 1,
        "ArrowLeft" | "ArrowUp" => now.saturating_sub(1),
        "Home" => 0,
        "End" => n_told.saturating_sub(1),
        _ => return,
    };
    event.prevent_default();
    let element = document().get_element_by_id(&format!("{AT}{next}"));
    if let Some(element) = element.as_ref().and_then(|element| element.dyn_ref::<web_sys::SvgElement>()) {
        // What cannot take the focus can still be pointed at.
        let _ = element.focus();
    }
}

/// The zones in words, for those who do not see the picture.
fn summary(scene: &Scene, measure: Measure) -> String {
    let zones = scene.zones.iter().enumerate().map(|(zone, nodes)| match remark(nodes, scene, measure) {
        Some(remark) => format!("zone {}: {remark}", letter(zone)),
        None => format!("zone {} is lost", letter(zone)),
    });
    zones.collect::<Vec<_>>().join("; ")
}

/// Nodes of a zone and how full they are together; none when it is lost.
fn remark(nodes: &[NodeScene], scene: &Scene, measure: Measure) -> Option<String> {
    if nodes.iter().any(|node| node.state == NodeState::Lost) {
        return None;
    }
    let used: f64 = nodes.iter().map(|node| measure.of(&node.requested)).sum();
    let there = measure.of(&scene.usable) * nodes.len() as f64;
    let n_nodes = words::count(u32::try_from(nodes.len()).unwrap_or(u32::MAX), "node", "nodes");
    if there <= 0.0 {
        return Some(n_nodes);
    }
    Some(format!("{n_nodes} · {} % of {}", amount(used / there * 100.0, 0), measure.name()))
}

/// Hatches: what moved here, what is down, what is lost.
fn patterns() -> impl IntoView {
    let hatch = |id: &'static str, path: &'static str| {
        view! {
            <pattern id=id width="8" height="8" patternUnits="userSpaceOnUse">
                <path class="hatch" d=path />
            </pattern>
        }
    };
    view! {
        <defs>
            {hatch("moved", "M-2 2L2 -2M0 8L8 0M6 10L10 6")}
            {hatch("down", "M0 0L8 8M0 8L8 0")}
        </defs>
    }
}

fn zones(scene: &Scene, places: ZonePicture, measure: Measure) -> impl IntoView + use<> {
    let has_pods = places.has_pods;
    let mut next = 0;
    let mut views = Vec::with_capacity(scene.zones.len());
    for (zone, (nodes, place)) in scene.zones.iter().zip(places.zones).enumerate() {
        let boxes = nodes.iter().zip(&place.nodes).map(|(node, at)| {
            let first = next;
            next += 1 + if has_pods { node.pods.len() } else { 0 };
            if has_pods {
                node_with_pods(node, at, zone, scene, measure, first).into_any()
            } else {
                small_node(node, at.area, zone, scene, measure, first).into_any()
            }
        });
        let boxes = boxes.collect_view();
        views.push(zone_view(zone, nodes, &place, scene, measure, boxes));
    }
    views
}

fn zone_view(
    zone: usize,
    nodes: &[NodeScene],
    place: &ZonePlace,
    scene: &Scene,
    measure: Measure,
    boxes: Vec<AnyView>,
) -> impl IntoView + use<> {
    let area = place.area;
    let remark = remark(nodes, scene, measure);
    let class = if remark.is_none() { "zone lost" } else { "zone" };
    let right = remark.unwrap_or_else(|| "lost".to_owned());
    view! {
        <g class=class>
            <rect class="ground" x=area.x + 0.5 y=area.y + 0.5 width=area.width - 1.0 height=area.height - 1.0 rx=8.0 />
            <rect class=format!("zone-{}", zone % 6) x=area.x + 8.0 y=area.y + 9.0 width=10.0 height=10.0 rx=2.0 />
            <text class="strong" x=area.x + 23.0 y=area.y + 18.0>{format!("zone {}", letter(zone))}</text>
            {(area.width > ROOMY).then(|| view! {
                <text class="zone-remark" x=area.x + area.width - 9.0 y=area.y + 18.0 text-anchor="end">{right}</text>
            })}
            {boxes}
        </g>
    }
}

/// A node with its name above it and its pods in it.
fn node_with_pods(
    node: &NodeScene,
    place: &NodePlace,
    zone: usize,
    scene: &Scene,
    measure: Measure,
    first: usize,
) -> impl IntoView + use<> {
    let area = place.area;
    let used = amount(words::used_pct(node, &scene.usable, measure), 0);
    let (class, mut right) = match node.state {
        NodeState::Up => ("node", format!("{used} %")),
        NodeState::New => ("node new", format!("new · {used} %")),
        NodeState::Lost => ("node gone", String::new()),
    };
    if area.width > WORDY && node.state != NodeState::Lost {
        right.push_str(&format!(" of {}", measure.name()));
    }
    let pods = node.pods.iter().zip(&place.pods).enumerate();
    let pods =
        pods.map(|(idx, (pods, rect))| pod_view(pods, *rect, &node.name, first + 1 + idx)).collect_view();
    view! {
        <text class="node-name" x=area.x + 1.0 y=area.y - 5.0>{node.name.clone()}</text>
        <text class="node-name" x=area.x + area.width - 1.0 y=area.y - 5.0 text-anchor="end">{right}</text>
        <g id=format!("{AT}{first}") tabindex=tabindex(first) role="img" aria-label=words::node(node, &scene.usable)>
            <rect class=format!("{class} zone-{}", zone % 6) x=area.x y=area.y width=area.width height=area.height rx=4.0 />
        </g>
        {pods}
    }
}

/// The first thing is reached with the tab key, the others from there.
const fn tabindex(position: usize) -> &'static str {
    if position == 0 { "0" } else { "-1" }
}

fn pod_view(pods: &PodArea, rect: Rect, node: &str, position: usize) -> impl IntoView + use<> {
    let (sign, class, hatch) = match pods.mark {
        Mark::Free => ("", "pod", None),
        Mark::Pinned => ("▪ ", "pod pinned", None),
        Mark::Moved => ("→ ", "pod moved", Some("url(#moved)")),
        Mark::Down => ("× ", "pod down", Some("url(#down)")),
    };
    let (x, y) = (rect.x + 0.75, rect.y + 0.75);
    let (width, height) = ((rect.width - 1.5).max(0.5), (rect.height - 1.5).max(0.5));
    let name = shortened(&format!("{sign}{}", words::times(pods.count, &pods.component)), rect.width - 10.0);
    let name = name.filter(|_| rect.height >= LEAST_NAMED_HEIGHT).map(|name| {
        let middle = rect.y + rect.height.min(26.0) / 2.0 + 4.0;
        view! { <text class="pod-name" x=rect.x + 6.0 y=middle>{name}</text> }
    });
    let is_drawn = rect.width > 0.0;
    view! {
        <g
            id=format!("{AT}{position}")
            class=format!("{class} zone-{}", pods.origin % 6)
            tabindex="-1"
            role="img"
            aria-label=words::pods(pods, node)
        >
            {is_drawn.then(|| view! {
                <rect class="area" x=x y=y width=width height=height rx=2.0 />
                {hatch.map(|hatch| view! { <rect fill=hatch x=x y=y width=width height=height rx=2.0 /> })}
                {name}
            })}
        </g>
    }
}

/// As much of a name as fits in a width; none where too little does.
fn shortened(name: &str, width: f64) -> Option<String> {
    let letters = name.chars().count();
    let fits = (width / LETTER) as usize;
    match (letters <= fits, fits) {
        (true, _) => Some(name.to_owned()),
        (false, 6..) => Some(name.chars().take(fits - 1).chain(['…']).collect()),
        (false, _) => None,
    }
}

/// A node among many: filled from the bottom as far as it is asked for, the part of pods
/// that moved here hatched.
fn small_node(
    node: &NodeScene,
    area: Rect,
    zone: usize,
    scene: &Scene,
    measure: Measure,
    position: usize,
) -> impl IntoView + use<> {
    let class = match node.state {
        NodeState::Up => "node",
        NodeState::New => "node new",
        NodeState::Lost => "node gone small",
    };
    let part = |of: f64| (of / measure.of(&scene.usable).max(1.0)).clamp(0.0, 1.0) * area.height;
    let marked = |mark: Mark| {
        let pods = node.pods.iter().filter(|pods| pods.mark == mark);
        part(pods.map(|pods| size(pods, measure).1).sum())
    };
    let (moved, down) = (marked(Mark::Moved), marked(Mark::Down));
    // A lost node has nothing that runs; what is down with it is shown all the same.
    let used = part(measure.of(&node.requested)).max(moved).max(down);
    let bottom = area.y + area.height;
    view! {
        <g id=format!("{AT}{position}") tabindex=tabindex(position) role="img" aria-label=words::node(node, &scene.usable)>
            <rect class=format!("{class} zone-{}", zone % 6) x=area.x y=area.y width=area.width height=area.height rx=2.0 />
            {(used > 0.0).then(|| view! {
                <rect class=format!("fill zone-{}", zone % 6) x=area.x y=bottom - used width=area.width height=used />
            })}
            {(down > 0.0).then(|| view! {
                <rect fill="url(#down)" x=area.x y=bottom - down width=area.width height=down />
            })}
            {(moved > 0.0).then(|| view! {
                <rect fill="url(#moved)" x=area.x y=bottom - used width=area.width height=moved />
            })}
        </g>
    }
}
