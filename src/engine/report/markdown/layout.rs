//! A picture of zones, nodes and data services, in lines of text.

use super::doc::{Doc, said};
use crate::engine::catalogue::{PartState, Site};
use crate::engine::cost::Group;
use crate::engine::report::format::amount;
use crate::engine::report::sizing::{loss_in_words, obstacle_in_words, runway_in_words, verdict_in_words};
use crate::engine::report::{NodeEntry, Pool, Report};

/// Columns within the box of a zone.
const WIDTH: usize = 34;
/// Boxes beside each other.
const ACROSS: usize = 3;
/// Nodes of a zone that are drawn.
const NODES: usize = 6;

pub(super) fn layout(report: &Report, doc: &mut Doc) {
    doc.heading("Layout");
    let mut lines = vec![report.place.clone()];
    for pool in &report.sizing.pools {
        lines.push(String::new());
        lines.push(format!("pool {}: {} × {}", pool.name, pool.nodes, pool.instance_type));
        lines.extend(zones(pool));
    }
    lines.push(String::new());
    lines.extend(services(report));
    lines.extend(second_site(report));
    doc.picture(&lines);
    let mut said_of: Vec<String> = Vec::new();
    for pool in &report.sizing.pools {
        said_of.push(format!("Pool {}: {}.", said(&pool.name), said(&verdict_in_words(pool))));
        said_of.push(format!("A zone lost: {}.", said(&loss_in_words(pool))));
        for pods in &pool.unplaced {
            let why = obstacle_in_words(pods.obstacle);
            said_of.push(format!("Without a node: {} × {}: {why}.", pods.count, said(&pods.component)));
        }
        said_of.extend(
            pool.runway.as_ref().map(|runway| format!("Growth: {}.", said(&runway_in_words(runway)))),
        );
    }
    let requests: Vec<String> =
        report.sizing.sources.iter().map(|from| super::sources::mark(report, &from.source)).collect();
    if !requests.is_empty() {
        said_of.push(format!("Requests of the pods: sources {}.", requests.join(", ")));
    }
    doc.list(&said_of);
}

/// The zones of a pool as boxes, some beside each other.
fn zones(pool: &Pool) -> Vec<String> {
    let boxes: Vec<Vec<String>> = pool
        .nodes_per_zone
        .iter()
        .enumerate()
        .map(|(at, _)| {
            let zone = crate::engine::topology::zone_letter(at).to_string();
            let nodes: Vec<&NodeEntry> = pool.node_list.iter().filter(|node| node.zone == zone).collect();
            let mut lines: Vec<String> = nodes
                .iter()
                .take(NODES)
                .flat_map(|node| {
                    [
                        format!("{} {}", node.name, pool.instance_type),
                        format!(
                            "  {} pods, {} m CPU, {} MiB",
                            node.requested.pods,
                            amount(node.requested.cpu_m as f64, 0),
                            amount(node.requested.memory_mib as f64, 0)
                        ),
                    ]
                })
                .collect();
            let more = nodes.len().saturating_sub(NODES);
            if more > 0 {
                lines.push(format!("and {more} nodes more"));
            }
            if nodes.is_empty() {
                lines.push("no node".to_owned());
            }
            [format!("zone {zone}")].into_iter().chain(lines).collect()
        })
        .collect();
    boxes.chunks(ACROSS).flat_map(row).collect()
}

/// Boxes of the same height beside each other.
fn row(boxes: &[Vec<String>]) -> Vec<String> {
    let height = boxes.iter().map(Vec::len).max().unwrap_or(0);
    let across = |line: &dyn Fn(&Vec<String>) -> String| boxes.iter().map(line).collect::<Vec<_>>().join(" ");
    let mut lines = vec![across(&|of| {
        let title = of.first().map_or("", String::as_str);
        format!("┌─ {title} {}┐", "─".repeat((WIDTH - 1).saturating_sub(title.chars().count() + 2)))
    })];
    for at in 1..height {
        lines.push(across(&|of| format!("│ {} │", cell(of.get(at).map_or("", String::as_str)))));
    }
    lines.push(across(&|_| format!("└{}┘", "─".repeat(WIDTH))));
    lines
}

/// A line of a box, cut or filled up to its width.
fn cell(text: &str) -> String {
    let room = WIDTH - 2;
    if text.chars().count() > room {
        text.chars().take(room - 1).chain(['…']).collect()
    } else {
        format!("{text:<room$}")
    }
}

/// What stands beside the nodes, as the bill of the first site has it.
fn services(report: &Report) -> Vec<String> {
    let lines = report.cost.lines.iter().filter(|line| line.site == Site::Primary);
    let mut shown: Vec<String> = lines
        .filter(|line| match line.group {
            Group::Data => true,
            Group::Storage | Group::Network => {
                matches!(
                    line.component,
                    "Workload volumes" | "Object storage" | "Load balancer" | "NAT gateways"
                )
            }
            _ => false,
        })
        .map(|line| {
            let quantity = crate::engine::report::format::quantity(line.quantity, &line.unit);
            format!("{:<22} {}, {quantity} a month", line.component, line.item)
        })
        .collect();
    if let Some(odf) = &report.sizing.odf {
        shown.push(format!("{:<22} {}", "Storage cluster", crate::engine::report::odf::in_words(odf)));
    }
    shown
}

/// What the second site holds; nothing where there is none.
fn second_site(report: &Report) -> Vec<String> {
    let parts: Vec<String> = report
        .pattern
        .holds
        .iter()
        .filter(|entry| entry.site == Site::Second && entry.state != PartState::None)
        .map(|entry| format!("  {:<20} {}", word(&entry.part), word(&entry.state)))
        .collect();
    if parts.is_empty() {
        return parts;
    }
    let region = report.pattern.second_region.as_deref().unwrap_or("the second site");
    [String::new(), format!("second site, {region}")].into_iter().chain(parts).collect()
}

/// The word that the report has for it.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
