//! The form in words, the same in the terminal and on the page.

use super::{Pool, RoutersEntry, RunwayEntry, ZoneLossDetail};
use crate::engine::report::format::{digits, signed_percent};

/// How long the layout lasts, in one sentence.
pub fn runway_in_words(runway: &RunwayEntry) -> String {
    let growth = format!("{} % a year", digits(runway.growth_pct_per_year));
    match (runway.months, runway.obstacle) {
        (Some(0), _) => "the pods do not fit as the plan asks already".to_owned(),
        (Some(months), Some(obstacle)) => format!(
            "at {growth} the pods outgrow it in {}, after {months} month{} and at {} times today's requests: {}",
            runway.month.as_deref().unwrap_or_default(),
            if months == 1 { "" } else { "s" },
            digits(runway.growth_factor),
            obstacle_in_words(obstacle)
        ),
        _ if runway.growth_pct_per_year <= 0.0 => "without growth it lasts".to_owned(),
        _ => format!("at {growth} it lasts for the {} months looked ahead", runway.looked_ahead_months),
    }
}

/// Whether the layout does what it is for, in a few words.
pub fn verdict_in_words(pool: &Pool) -> String {
    let loss = &pool.zone_loss;
    let starts = pool.zone_losses.iter().any(|loss| !loss.new_nodes.is_empty());
    let sheds = pool.zone_losses.iter().any(|loss| !loss.shed.is_empty() || !loss.unplaced.is_empty());
    if !pool.fits {
        "the pods do not fit".to_owned()
    } else if pool.nodes_per_zone.len() < 2 {
        "one zone: nothing is left when it is lost".to_owned()
    } else if !loss.survives {
        format!("the pods do not fit when zone {} is lost", loss.lost_zone)
    } else if starts {
        "when a zone is lost, all pods that can move fit once new nodes have started".to_owned()
    } else if sheds {
        "when a zone is lost, all pods that can move fit, as lesser ones make room".to_owned()
    } else {
        "all pods that can move still fit when any one zone is lost".to_owned()
    }
}

/// The loss of a zone in one sentence.
pub fn loss_in_words(pool: &Pool) -> String {
    let loss = &pool.zone_loss;
    let down = if loss.pinned.is_empty() { "none".to_owned() } else { loss.pinned.join(", ") };
    let left = if loss.spare_pct < 0.0 {
        format!("the nodes that are left are short of it by {}", signed_percent(-loss.spare_pct))
    } else {
        format!("{} of it is left", signed_percent(loss.spare_pct))
    };
    let mut words = format!(
        "zone {} is the worst; {} binds, {left}; down with it: {down}",
        loss.lost_zone, loss.binding_resource,
    );
    if let Some(first) = loss.unplaced.first() {
        let pods: u32 = loss.unplaced.iter().map(|it| it.count).sum();
        words.push_str(&format!(
            "; without a node: {pods}, such as {} ({})",
            first.component,
            obstacle_in_words(first.obstacle)
        ));
    }
    words
}

/// What keeps a pod from a node, in words.
pub const fn obstacle_in_words(obstacle: &'static str) -> &'static str {
    match obstacle.as_bytes() {
        b"cpu" => "no node has the CPU",
        b"memory" => "no node has the memory",
        b"pods" => "every node has all the pods that it takes",
        b"volumes" => "every node has all the volumes that it attaches",
        _ => "its own rules forbid it",
    }
}

/// By which means the loss of a zone is borne: nodes that start, pods that make room.
pub fn means_in_words(loss: &ZoneLossDetail) -> String {
    let mut parts = Vec::new();
    if !loss.new_nodes.is_empty() {
        parts.push(format!("starts {}", loss.new_nodes.join(", ")));
    }
    if !loss.shed.is_empty() {
        let shed: Vec<String> =
            loss.shed.iter().map(|pods| format!("{} × {}", pods.count, pods.component)).collect();
        parts.push(format!("gives up {}", shed.join(", ")));
    }
    format!("the loss of zone {} {}", loss.zone, parts.join(" and "))
}

/// What router shards bear, in one sentence.
pub fn routers_in_words(routers: &RoutersEntry) -> String {
    let bears = match (routers.survives_zone_loss, routers.survives_shard_loss) {
        (true, true) => "any one zone or any one shard may be lost",
        (true, false) => "a zone may be lost, the one shard may not",
        (false, true) => "a shard may be lost, a zone may not",
        (false, false) => "neither a zone nor the one shard may be lost",
    };
    let shards =
        if routers.shards == 1 { "1 shard".to_owned() } else { format!("{} shards", routers.shards) };
    format!("{shards} of two routers each: {bears}")
}
