//! Zones, nodes and pods as shapes.

use leptos::prelude::*;

use super::picture::{AT, remark, size};
use super::scene::{Mark, Measure, NodeScene, NodeState, PodArea, Scene, letter};
use super::words;
use crate::web::charts::{NodePlace, Rect, ZonePicture, ZonePlace};
use crate::web::words::{amount, layout, t};

/// Width of a letter of the names in areas, pixels.
const LETTER: f64 = 6.2;
/// An area lower than this has no name in it.
const LEAST_NAMED_HEIGHT: f64 = 15.0;
/// A zone narrower than this has only its name above it.
const ROOMY: f64 = 170.0;
/// A node narrower than this has its name without words.
const WORDY: f64 = 150.0;
/// Hatches: what moved here, what is down, what is lost.
pub fn patterns() -> impl IntoView {
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

/// Every zone with its nodes.
pub fn zones(scene: &Scene, places: ZonePicture, measure: Measure) -> impl IntoView + use<> {
    let (has_pods, has_names) = (places.has_pods, places.has_names);
    let mut next = 0;
    let mut views = Vec::with_capacity(scene.zones.len());
    for (zone, (nodes, place)) in scene.zones.iter().zip(places.zones).enumerate() {
        let boxes = nodes.iter().zip(&place.nodes).map(|(node, at)| {
            let first = next;
            next += 1 + if has_pods { node.pods.len() } else { 0 };
            let name = has_names.then(|| node_name(node, at.area, scene, measure));
            let inside = if has_pods {
                node_with_pods(node, at, zone, scene, first).into_any()
            } else {
                small_node(node, at.area, zone, scene, measure, first).into_any()
            };
            view! { {name} {inside} }.into_any()
        });
        let boxes: Vec<AnyView> = boxes.collect();
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
    let right = remark.unwrap_or_else(|| t!(layout::LOST).to_owned());
    view! {
        <g class=class>
            <rect class="ground" x=area.x + 0.5 y=area.y + 0.5 width=area.width - 1.0 height=area.height - 1.0 rx=8.0 />
            <rect class=format!("zone-{}", zone % 6) x=area.x + 8.0 y=area.y + 9.0 width=10.0 height=10.0 rx=2.0 />
            <text class="strong" x=area.x + 23.0 y=area.y + 18.0>{t!(layout::ZONE, zone = letter(zone))}</text>
            {(area.width > ROOMY).then(|| view! {
                <text class="zone-remark" x=area.x + area.width - 9.0 y=area.y + 18.0 text-anchor="end">{right}</text>
            })}
            {boxes}
        </g>
    }
}

/// The name of a node above it, and how full it is.
fn node_name(node: &NodeScene, area: Rect, scene: &Scene, measure: Measure) -> impl IntoView + use<> {
    let used = amount(words::used_pct(node, &scene.usable, measure), 0);
    let used = if area.width > WORDY { words::used(&used, measure) } else { format!("{used} %") };
    let right = match node.state {
        NodeState::Up => used,
        NodeState::New => t!(layout::NEW, used = used),
        NodeState::Lost => String::new(),
    };
    view! {
        <text class="node-name" x=area.x + 1.0 y=area.y - 5.0>{node.name.clone()}</text>
        <text class="node-name" x=area.x + area.width - 1.0 y=area.y - 5.0 text-anchor="end">{right}</text>
    }
}

/// How the box of a node is drawn.
const fn node_class(state: NodeState) -> &'static str {
    match state {
        NodeState::Up => "node",
        NodeState::New => "node new",
        NodeState::Lost => "node gone",
    }
}

/// A node with its pods in it.
fn node_with_pods(
    node: &NodeScene,
    place: &NodePlace,
    zone: usize,
    scene: &Scene,
    first: usize,
) -> impl IntoView + use<> {
    let area = place.area;
    let class = node_class(node.state);
    let pods = node.pods.iter().zip(&place.pods).enumerate();
    let pods =
        pods.map(|(idx, (pods, rect))| pod_view(pods, *rect, &node.name, first + 1 + idx)).collect_view();
    view! {
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
    let class = node_class(node.state);
    let class = if node.state == NodeState::Lost { format!("{class} small") } else { class.to_owned() };
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
