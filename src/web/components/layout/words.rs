//! The layout and the loss of a zone in words.

use super::scene::{Mark, Measure, NodeScene, NodeState, PodArea, letter};
use crate::engine::report::{Pods, Pool, QuorumEntry, UnplacedEntry, ZoneLossDetail};
use crate::engine::units::Resources;
use crate::web::words::{Word, amount, layout, t};

/// Names that a sentence lists before it only counts.
const MOST_NAMED: usize = 6;

/// What the layout bears, as a headline.
pub fn headline(pool: &Pool) -> String {
    let loss = &pool.zone_loss;
    if !pool.fits {
        return t!(layout::FITS_NOT).to_owned();
    }
    if pool.nodes_per_zone.len() < 2 {
        return t!(layout::ONE_ZONE).to_owned();
    }
    match (loss.survives, loss.mode) {
        (true, "elastic") if pool.zone_losses.iter().any(|loss| !loss.new_nodes.is_empty()) => {
            t!(layout::NODES_START).to_owned()
        }
        (true, "degraded")
            if pool.zone_losses.iter().any(|loss| !loss.shed.is_empty() || !loss.unplaced.is_empty()) =>
        {
            t!(layout::PODS_MAKE_ROOM).to_owned()
        }
        (true, _) => t!(layout::ALL_FITS).to_owned(),
        (false, _) => t!(layout::NOT_ALL_FITS, zone = loss.lost_zone),
    }
}

/// What binds with every zone there, and when the worst one is lost.
pub fn binding(pool: &Pool) -> String {
    let now = spare(pool.binding_resource, pool.spare_pct);
    if pool.zone_losses.len() < 2 {
        return t!(layout::BINDING, spare = now);
    }
    let loss = &pool.zone_loss;
    let then = spare_within(loss.binding_resource, loss.spare_pct);
    t!(layout::BINDING_WITHOUT, spare = now, zone = loss.lost_zone, then = then)
}

/// A resource and how much of it is left, at the beginning of a sentence.
pub fn spare(resource: &str, spare_pct: f64) -> String {
    let name = match resource {
        "cpu" => t!(layout::FIRST_CPU),
        "memory" => t!(layout::FIRST_MEMORY),
        "pods" => t!(layout::FIRST_PODS),
        other => other,
    };
    left_of(name, spare_pct)
}

/// The same inside a sentence.
fn spare_within(resource: &str, spare_pct: f64) -> String {
    let name = match resource {
        "cpu" => t!(layout::WITHIN_CPU),
        "memory" => t!(layout::WITHIN_MEMORY),
        "pods" => t!(layout::WITHIN_PODS),
        other => other,
    };
    left_of(name, spare_pct)
}

fn left_of(resource: &str, spare_pct: f64) -> String {
    let word = if spare_pct >= 0.0 { layout::BINDS } else { layout::SHORT };
    t!(word, resource = resource, pct = amount(spare_pct.abs(), 0))
}

/// What the loss of a zone does, sentence by sentence.
pub fn loss(pool: &Pool, loss: &ZoneLossDetail, quorum: &[QuorumEntry], zone: usize) -> Vec<String> {
    let mut said = Vec::new();
    let moved: u32 = loss.moves.iter().map(|moved| moved.count).sum();
    let mut nodes: Vec<&str> = loss.moves.iter().map(|moved| moved.node.as_str()).collect();
    nodes.sort_unstable();
    nodes.dedup();
    said.push(match moved {
        0 => t!(layout::NONE_MOVES, zone = loss.zone),
        _ => t!(
            if moved == 1 { layout::POD_MOVES } else { layout::PODS_MOVE },
            zone = loss.zone,
            count = whole(moved),
            nodes = match nodes.as_slice() {
                [one] => (*one).to_owned(),
                nodes if nodes.len() <= MOST_NAMED => nodes.join(", "),
                nodes => t!(layout::NODES, count = nodes.len()),
            }
        ),
    });
    if !loss.new_nodes.is_empty() {
        let n = u32::try_from(loss.new_nodes.len()).unwrap_or(u32::MAX);
        said.push(listing(layout::NODE_STARTS, layout::NODES_STARTED, n, &named(loss.new_nodes.iter())));
    }
    said.push(match total(&loss.down) {
        0 => t!(layout::NONE_DOWN).to_owned(),
        down => listing(layout::POD_DOWN, layout::PODS_DOWN, down, &listed(&loss.down)),
    });
    if !loss.shed.is_empty() {
        said.push(listing(layout::POD_SHED, layout::PODS_SHED, total(&loss.shed), &listed(&loss.shed)));
    }
    if !loss.unplaced.is_empty() {
        let waiting = loss.unplaced.iter().map(|it| it.count).sum();
        let who = loss.unplaced.iter().map(waiting_in_words);
        said.push(listing(layout::POD_WAITS, layout::PODS_WAIT, waiting, &named(who)));
    }
    if !pool.unplaced.is_empty() {
        let who = named(pool.unplaced.iter().map(waiting_in_words));
        said.push(t!(layout::WAITED_BEFORE, pods = who));
    }
    // Totals are those of the nodes that were there and of all pods that are not down.
    let within = || spare_within(loss.binding_resource, loss.spare_pct);
    said.push(match (loss.new_nodes.is_empty(), loss.shed.is_empty()) {
        (true, true) => t!(layout::BINDING, spare = spare(loss.binding_resource, loss.spare_pct)),
        (false, _) => t!(layout::BINDING_BEFORE_START, spare = within()),
        (true, false) => t!(layout::BINDING_BEFORE_ROOM, spare = within()),
    });
    said.extend(quorum.iter().filter_map(|quorum| {
        let left = quorum.members.saturating_sub(quorum.per_zone.get(zone).copied().unwrap_or(0));
        (left < quorum.needed).then(|| {
            t!(
                layout::QUORUM_LOST,
                component = quorum.component,
                left = left,
                members = quorum.members,
                needed = quorum.needed,
                otherwise = stops(quorum.otherwise)
            )
        })
    }));
    said
}

/// Pods without a node, and why.
pub fn waiting_in_words(waiting: &UnplacedEntry) -> String {
    format!("{} ({})", times(waiting.count, &waiting.component), obstacle(waiting.obstacle))
}

/// What keeps a pod from a node, in words.
pub fn obstacle(name: &str) -> &'static str {
    t!(match name {
        "cpu" => layout::OBSTACLE_CPU,
        "memory" => layout::OBSTACLE_MEMORY,
        "pods" => layout::OBSTACLE_PODS,
        "volumes" => layout::OBSTACLE_VOLUMES,
        _ => layout::OBSTACLE_RULES,
    })
}

/// What stops without a quorum: the report's words in the language of the page.
pub fn stops(otherwise: &'static str) -> &'static str {
    t!(match otherwise {
        "no block is sealed" => layout::STOPS_CHAIN,
        "nothing is written to it" => layout::STOPS_WRITES,
        "the database is down" => layout::STOPS_DATABASE,
        other => return other,
    })
}

/// A sentence about one or many, with their names.
fn listing(one: Word, several: Word, count: u32, names: &str) -> String {
    t!(if count == 1 { one } else { several }, count = whole(count), names = names)
}

/// A count.
pub fn whole(count: u32) -> String {
    amount(f64::from(count), 0)
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
        list.push(t!(layout::MORE_NAMES, count = more));
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

/// A share of a measure that is asked for, in percent: `40 % of memory`.
pub fn used(pct: &str, measure: Measure) -> String {
    let word = match measure {
        Measure::Memory => layout::USED_MEMORY,
        Measure::Cpu => layout::USED_CPU,
    };
    t!(word, pct = pct)
}

/// A node in words.
pub fn node(node: &NodeScene, usable: &Resources) -> String {
    if node.state == NodeState::Lost {
        let down: u32 = node.pods.iter().map(|pods| pods.count).sum();
        let word = match down {
            0 => layout::NODE_LOST,
            1 => layout::NODE_LOST_POD,
            _ => layout::NODE_LOST_PODS,
        };
        return t!(word, node = node.name, count = whole(down));
    }
    let part = |measure| {
        let word = match measure {
            Measure::Memory => layout::PART_OF_MEMORY,
            Measure::Cpu => layout::PART_OF_CPU,
        };
        t!(
            word,
            pct = amount(used_pct(node, usable, measure), 0),
            used = amount(measure.of(&node.requested), 0),
            all = amount(measure.of(usable), 0)
        )
    };
    let word = if node.state == NodeState::New { layout::NODE_NEW } else { layout::NODE_UP };
    let pods = node.pods.iter().map(|pods| u64::from(pods.count) * pods.each.pods).sum::<u64>();
    t!(
        word,
        node = node.name,
        pods = amount(pods as f64, 0),
        memory = part(Measure::Memory),
        cpu = part(Measure::Cpu)
    )
}

/// Pods on a node in words.
pub fn pods(pods: &PodArea, node: &str) -> String {
    let mark = match pods.mark {
        Mark::Free => String::new(),
        Mark::Pinned => t!(layout::IS_PINNED).to_owned(),
        Mark::Moved => t!(layout::IS_MOVED, zone = letter(pods.origin)),
        Mark::Down => t!(layout::IS_DOWN).to_owned(),
    };
    t!(
        if pods.count == 1 { layout::POD_ON } else { layout::PODS_ON },
        pods = times(pods.count, &pods.component),
        node = node,
        resources = resources(&pods.each),
        mark = mark
    )
}
