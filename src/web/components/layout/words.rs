//! The layout and the loss of a zone in words.

use super::scene::{Mark, Measure, NodeScene, NodeState, PodArea, letter};
use crate::engine::report::{
    Pods, Pool, QuorumEntry, UnplacedEntry, ZoneLossDetail, amount, obstacle_in_words, signed_percent,
};
use crate::engine::units::Resources;

/// Names that a sentence lists before it only counts.
const MOST_NAMED: usize = 6;

/// What the layout bears, as a headline.
pub fn headline(pool: &Pool) -> String {
    let loss = &pool.zone_loss;
    if !pool.fits {
        return "The pods do not fit on these nodes".to_owned();
    }
    if pool.nodes_per_zone.len() < 2 {
        return "One zone: nothing is left when it is lost".to_owned();
    }
    match (loss.survives, loss.mode) {
        (true, "elastic") if pool.zone_losses.iter().any(|loss| !loss.new_nodes.is_empty()) => {
            "When a zone is lost, nodes that start take what must move".to_owned()
        }
        (true, "degraded")
            if pool.zone_losses.iter().any(|loss| !loss.shed.is_empty() || !loss.unplaced.is_empty()) =>
        {
            "When a zone is lost, less important pods make room".to_owned()
        }
        (true, _) => "Everything that can move still fits when any one zone is lost".to_owned(),
        (false, _) => format!("When zone {} is lost, not every pod finds a node", loss.lost_zone),
    }
}

/// What binds with every zone there, and when the worst one is lost.
pub fn binding(pool: &Pool) -> String {
    let now = spare(pool.binding_resource, pool.spare_pct);
    if pool.zone_losses.len() < 2 {
        return format!("{now}, by totals.");
    }
    let loss = &pool.zone_loss;
    let then = spare(loss.binding_resource, loss.spare_pct);
    format!("{now}, by totals; without zone {}, the worst to lose, {}.", loss.lost_zone, lower(&then))
}

/// A resource and how much of it is left.
pub fn spare(resource: &str, spare_pct: f64) -> String {
    let name = match resource {
        "cpu" => "CPU",
        "memory" => "Memory",
        "pods" => "The number of pods",
        other => other,
    };
    if spare_pct >= 0.0 {
        format!("{name} binds, {} of it is left", signed_percent(spare_pct))
    } else {
        format!("{name} is short by {}", signed_percent(-spare_pct))
    }
}

/// The same inside a sentence; CPU keeps its capitals.
fn lower(text: &str) -> String {
    if text.starts_with("CPU") {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What the loss of a zone does, sentence by sentence.
pub fn loss(pool: &Pool, loss: &ZoneLossDetail, quorum: &[QuorumEntry], zone: usize) -> Vec<String> {
    let mut said = Vec::new();
    let moved: u32 = loss.moves.iter().map(|moved| moved.count).sum();
    let mut nodes: Vec<&str> = loss.moves.iter().map(|moved| moved.node.as_str()).collect();
    nodes.sort_unstable();
    nodes.dedup();
    said.push(match moved {
        0 => format!("Without zone {} no pod moves.", loss.zone),
        _ => format!(
            "Without zone {} {} to {}.",
            loss.zone,
            count(moved, "pod moves", "pods move"),
            match nodes.as_slice() {
                [one] => (*one).to_owned(),
                nodes if nodes.len() <= MOST_NAMED => nodes.join(", "),
                nodes => format!("{} nodes", nodes.len()),
            }
        ),
    });
    if !loss.new_nodes.is_empty() {
        let n = u32::try_from(loss.new_nodes.len()).unwrap_or(u32::MAX);
        said.push(format!("{}: {}.", count(n, "node starts", "nodes start"), named(loss.new_nodes.iter())));
    }
    said.push(match total(&loss.down) {
        0 => "Nothing stays down.".to_owned(),
        down => {
            format!("{} down with the zone: {}.", count(down, "pod stays", "pods stay"), listed(&loss.down))
        }
    });
    if !loss.shed.is_empty() {
        let given_up = count(total(&loss.shed), "pod is given up", "pods are given up");
        said.push(format!("To make room {given_up}: {}.", listed(&loss.shed)));
    }
    if !loss.unplaced.is_empty() {
        let waiting = loss.unplaced.iter().map(|it| it.count).sum();
        let who = loss.unplaced.iter().map(waiting_in_words);
        said.push(format!("{}: {}.", count(waiting, "pod waits", "pods wait"), named(who)));
    }
    if !pool.unplaced.is_empty() {
        let who = named(pool.unplaced.iter().map(waiting_in_words));
        said.push(format!("With every zone there these waited already: {who}."));
    }
    // Totals are those of the nodes that were there and of all pods that are not down.
    let left = spare(loss.binding_resource, loss.spare_pct);
    said.push(match (loss.new_nodes.is_empty(), loss.shed.is_empty()) {
        (true, true) => format!("{left}, by totals."),
        (false, _) => format!("Before nodes start {}, by totals.", lower(&left)),
        (true, false) => format!("Before pods make room {}, by totals.", lower(&left)),
    });
    said.extend(quorum.iter().filter_map(|quorum| {
        let left = quorum.members.saturating_sub(quorum.per_zone.get(zone).copied().unwrap_or(0));
        (left < quorum.needed).then(|| {
            let (component, members, needed) = (&quorum.component, quorum.members, quorum.needed);
            format!("{component} keeps {left} of {members} and needs {needed}: {}.", quorum.otherwise)
        })
    }));
    said
}

/// Pods without a node, and why.
pub fn waiting_in_words(waiting: &UnplacedEntry) -> String {
    format!("{} ({})", times(waiting.count, &waiting.component), obstacle_in_words(waiting.obstacle))
}

fn total(pods: &[Pods]) -> u32 {
    pods.iter().map(|pods| pods.count).sum()
}

fn listed(pods: &[Pods]) -> String {
    named(pods.iter().map(|pods| times(pods.count, &pods.component)))
}

/// Names in a row; of many the first ones and how many more there are.
fn named(names: impl ExactSizeIterator<Item: ToString>) -> String {
    let more = names.len().saturating_sub(MOST_NAMED);
    let mut list: Vec<String> = names.take(MOST_NAMED).map(|name| name.to_string()).collect();
    if more > 0 {
        list.push(format!("{more} more"));
    }
    list.join(", ")
}

/// A component, and how many of it where there are several.
pub fn times(count: u32, component: &str) -> String {
    if count == 1 { component.to_owned() } else { format!("{count} × {component}") }
}

/// Words as a sentence.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

/// A number with its noun, and verb.
pub fn count(count: u32, one: &str, several: &str) -> String {
    format!("{} {}", amount(f64::from(count), 0), if count == 1 { one } else { several })
}

/// Resources in words.
pub fn resources(resources: &Resources) -> String {
    let cpu = amount(resources.cpu_m as f64, 0);
    format!("{cpu} m CPU · {} MiB", amount(resources.memory_mib as f64, 0))
}

/// How full a node is by a measure, percent.
pub fn used_pct(node: &NodeScene, usable: &Resources, measure: Measure) -> f64 {
    let usable = measure.of(usable);
    if usable > 0.0 { measure.of(&node.requested) / usable * 100.0 } else { 0.0 }
}

/// A node in words.
pub fn node(node: &NodeScene, usable: &Resources) -> String {
    if node.state == NodeState::Lost {
        let down: u32 = node.pods.iter().map(|pods| pods.count).sum();
        let pods = if down == 0 {
            "nothing of it stays down".to_owned()
        } else {
            count(down, "pod down", "pods down")
        };
        return format!("Node {}: lost, {pods}", node.name);
    }
    let part = |measure| {
        format!(
            "{} % of {} ({} of {})",
            amount(used_pct(node, usable, measure), 0),
            measure.name(),
            amount(measure.of(&node.requested), 0),
            match measure {
                Measure::Memory => format!("{} MiB", amount(measure.of(usable), 0)),
                Measure::Cpu => format!("{} m", amount(measure.of(usable), 0)),
            }
        )
    };
    let started = if node.state == NodeState::New { ", started after the loss" } else { "" };
    let pods = node.pods.iter().map(|pods| u64::from(pods.count) * pods.each.pods).sum::<u64>();
    format!(
        "Node {}{started}: {} pods ask for {} and {}",
        node.name,
        amount(pods as f64, 0),
        part(Measure::Memory),
        part(Measure::Cpu)
    )
}

/// Pods on a node in words.
pub fn pods(pods: &PodArea, node: &str) -> String {
    let each = if pods.count == 1 { "asks for" } else { "each asks for" };
    let mark = match pods.mark {
        Mark::Free => String::new(),
        Mark::Pinned => ", kept in its zone".to_owned(),
        Mark::Moved => format!(", moved from zone {}", letter(pods.origin)),
        Mark::Down => ", down with its zone".to_owned(),
    };
    format!("{} on {node}: {each} {}{mark}", times(pods.count, &pods.component), resources(&pods.each))
}
