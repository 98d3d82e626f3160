//! The zones with their nodes and pods, and what happens when one is lost.

use leptos::prelude::*;

use super::card;
use crate::engine::report::{Pool, Report, amount, digits, dollars, signed_percent};
use crate::web::charts::{Pod, ZoneBox, zone_boxes};
use crate::web::state::Planner;

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 190.0;
const HEAD: f64 = 34.0;

/// The first view: layout and sizing.
#[component]
pub fn LayoutView(planner: Planner) -> impl IntoView {
    let lost = RwSignal::new(None::<usize>);
    let content = move || {
        let computed = planner.computed.get()?;
        let report = &computed.report;
        let pool = report.sizing.pools.first()?;
        let lost_now = lost.get().filter(|zone| *zone < pool.nodes_per_zone.len());
        Some(view! {
            <section class="card">
                <div class="head">
                    <div>
                        <h2 data-testid="layout-title">{title(pool)}</h2>
                        <p class="sub">{remark(pool)}</p>
                    </div>
                    {zone_switch(pool, lost)}
                </div>
                {picture(pool, lost_now)}
                {pinned_note(pool)}
                {quorum_notes(report)}
            </section>
            {numbers(report, pool)}
        })
    };
    view! { <div class="stack">{content}</div> }
}

fn title(pool: &Pool) -> String {
    let loss = &pool.zone_loss;
    if pool.spare_pct < 0.0 {
        "The pods do not fit on these nodes".to_owned()
    } else if pool.nodes_per_zone.len() < 2 {
        "One zone: nothing is left when it is lost".to_owned()
    } else if loss.survives {
        "Everything that can move still fits when any one zone is lost".to_owned()
    } else {
        format!("When zone {} is lost, the pods do not fit", loss.lost_zone)
    }
}

fn remark(pool: &Pool) -> String {
    let loss = &pool.zone_loss;
    let resource = if loss.binding_resource == "cpu" { "CPU" } else { loss.binding_resource };
    let left = if loss.spare_pct >= 0.0 {
        format!("{} of it is left", signed_percent(loss.spare_pct))
    } else {
        format!("it is short by {}", signed_percent(-loss.spare_pct))
    };
    format!(
        "Zone {} is the worst to lose; {resource} binds: {left}, by totals. Each strip is a pod, its height \
         the memory it asks for.",
        loss.lost_zone
    )
}

fn letter(zone: usize) -> char {
    crate::engine::topology::zone_letter(zone)
}

fn zone_switch(pool: &Pool, lost: RwSignal<Option<usize>>) -> impl IntoView + use<> {
    let zones = pool.nodes_per_zone.len();
    let choice = move |zone: Option<usize>| {
        let text = zone.map_or_else(|| "none".to_owned(), |zone| format!("lose {}", letter(zone)));
        view! {
            <button
                type="button"
                aria-pressed=move || (lost.get() == zone).to_string()
                on:click=move |_| lost.set(zone)
            >
                {text}
            </button>
        }
    };
    view! {
        <div class="seg" role="group" aria-label="Lose a zone">
            {choice(None)}
            {(0..zones).map(|zone| choice(Some(zone))).collect_view()}
        </div>
    }
}

fn picture(pool: &Pool, lost: Option<usize>) -> impl IntoView + use<> {
    let node_mib = pool.allocatable.memory_mib.saturating_sub(pool.agents.memory_mib) as f64;
    let usable: Vec<f64> = pool.nodes_per_zone.iter().map(|nodes| f64::from(*nodes) * node_mib).collect();
    let pods: Vec<Pod> = pool
        .placement
        .iter()
        .map(|placement| Pod {
            name: placement.component.clone(),
            own_pod: placement.request.pods > 0,
            memory_mib: placement.request.memory_mib as f64,
            per_zone: placement.per_zone.clone(),
            pinned: placement.pinned,
        })
        .collect();
    let boxes = zone_boxes(&usable, &pods, lost, (WIDTH, HEIGHT));
    let words = boxes.iter().enumerate().map(|(zone, inside)| {
        if inside.lost {
            format!("zone {} is lost", letter(zone))
        } else {
            format!(
                "zone {}: nodes {}, pods {}, {} % of memory asked for",
                letter(zone),
                pool.nodes_per_zone[zone],
                inside.n_pods,
                amount(inside.used_pct, 0)
            )
        }
    });
    let words = words.collect::<Vec<_>>().join("; ");
    let caption = words.clone();
    let nodes = pool.nodes_per_zone.clone();
    // Beside each other, more than four zones leave room for the percentage only.
    let roomy = nodes.len() <= 4;
    view! {
        <svg
            class="zones"
            viewBox=format!("0 0 {WIDTH} {}", HEIGHT + HEAD + 6.0)
            role="img"
            aria-label=words
            data-testid="zone-picture"
        >
            {boxes
                .into_iter()
                .enumerate()
                .map(|(zone, inside)| zone_view(zone, nodes[zone], inside, roomy))
                .collect_view()}
        </svg>
        // Narrow screens leave no room for words in the picture.
        <p class="sub zone-words" aria-hidden="true">{caption}</p>
    }
}

fn zone_view(zone: usize, nodes: u32, inside: ZoneBox, roomy: bool) -> impl IntoView {
    let class = format!("zone zone-{}{}", zone % 6, if inside.lost { " lost" } else { "" });
    let top = HEAD + HEIGHT - inside.capacity_height;
    let right = if inside.lost {
        "lost".to_owned()
    } else if !roomy {
        format!("{nodes} · {} %", amount(inside.used_pct, 0))
    } else {
        let nodes = if nodes == 1 { "1 node".to_owned() } else { format!("{nodes} nodes") };
        format!("{nodes} · {} % of memory", amount(inside.used_pct, 0))
    };
    let node_width = inside.width / f64::from(nodes.max(1));
    let borders = (1..nodes.min(24)).map(|node| {
        let x = f64::from(node) * node_width;
        view! { <line class="node-edge" x1=x x2=x y1=top y2=HEAD + HEIGHT /> }
    });
    let strips = inside.strips.iter().map(|strip| {
        let class = match (strip.moved, strip.pinned) {
            (true, _) => "pod moved",
            (false, true) => "pod pinned",
            (false, false) => "pod",
        };
        let title = match (strip.moved, strip.pinned) {
            (true, _) => format!("{}, moved here", strip.name),
            (false, true) => format!("{}, kept here by its volume", strip.name),
            (false, false) => strip.name.clone(),
        };
        let height = (strip.height - 1.0).max(0.5);
        let name = (strip.height > 15.0).then(|| {
            view! { <text class="pod-name" x=10.0 y=HEAD + strip.y + strip.height / 2.0 + 4.0>{strip.name.clone()}</text> }
        });
        view! {
            <g>
                <rect class=class x=4.0 y=HEAD + strip.y width=inside.width - 8.0 height=height rx=2.0>
                    <title>{title}</title>
                </rect>
                {name}
            </g>
        }
    });
    view! {
        <g class=class transform=format!("translate({} 0)", inside.x)>
            <text class="strong" x=2.0 y=20.0>{format!("zone {}", letter(zone))}</text>
            <text class="zone-remark" x=inside.width - 2.0 y=20.0 text-anchor="end">{right}</text>
            <rect class="capacity" x=0.5 y=top width=inside.width - 1.0 height=inside.capacity_height rx=6.0 />
            {strips.collect_view()}
            {borders.collect_view()}
        </g>
    }
}

fn pinned_note(pool: &Pool) -> Option<impl IntoView + use<>> {
    let loss = &pool.zone_loss;
    (!loss.pinned.is_empty()).then(|| {
        view! {
            <p class="sub legend">
                <span class="key pinned"></span>
                "kept in its zone by a volume; down with it "
                <span class="key"></span>
                "free to move "
                <span class="key moved"></span>
                "moved from the lost zone"
            </p>
        }
    })
}

fn quorum_notes(report: &Report) -> impl IntoView + use<> {
    report
        .sizing
        .quorum
        .iter()
        .filter(|quorum| !quorum.survives_zone_loss)
        .map(|quorum| {
            view! {
                <p class="note">
                    <b>{format!("{} validators do not survive the loss of every zone. ", quorum.members)}</b>
                    {format!("{} of {} must sign. {}.", quorum.needed, quorum.members, quorum.advice)}
                </p>
            }
        })
        .collect_view()
}

fn numbers(report: &Report, pool: &Pool) -> impl IntoView + use<> {
    let row = |what: &str, value: String| {
        let what = what.to_owned();
        view! { <tr><th scope="row">{what}</th><td>{value}</td></tr> }
    };
    let resources = |r: &crate::engine::units::Resources| {
        format!(
            "{} m CPU · {} MiB · {} pods",
            amount(r.cpu_m as f64, 0),
            amount(r.memory_mib as f64, 0),
            r.pods
        )
    };
    let others = pool
        .runners_up
        .iter()
        .filter_map(|other| {
            let usd = other.monthly_usd?.dollars();
            Some(format!("{} × {} for {} USD", other.nodes, other.instance_type, dollars(usd)))
        })
        .collect::<Vec<_>>()
        .join(", ");
    let data = match (&report.sizing.database_class, &report.sizing.cache_class) {
        (Some(database), Some(cache)) => format!("{database}, {cache}"),
        _ => "not priced here".to_owned(),
    };
    card(
        "What a node offers and the pods ask for",
        "By totals over all zones; agents run on every node.",
        view! {
            <table class="facts">
                <tbody>
                    {row("A node offers", resources(&pool.allocatable))}
                    {row("Its agents take", resources(&pool.agents))}
                    {row("All pods ask for", resources(&pool.requested))}
                    {row("Free with all zones", signed_percent(pool.spare_pct))}
                    {row("Nodes needed", format!("{} of {}", pool.nodes_needed, pool.nodes))}
                    {row("Volumes", format!("{} GiB", digits(report.sizing.volumes_gib)))}
                    {row("Data services", data)}
                    {(!others.is_empty()).then(|| row("Next best types", others.clone()))}
                </tbody>
            </table>
        },
    )
}
