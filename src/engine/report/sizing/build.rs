//! Results to the form.

use super::sources::sources;
use super::*;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{Outcome, Remedy};
use crate::engine::report::format::{dollars, signed_percent};
use crate::engine::report::odf;
use crate::engine::scenario::Month;
use crate::engine::sizing::{Placement, Quorum, RouterShards, Strategy, Unplaced, ZoneLossOutcome};
use crate::engine::topology::zone_letter;

/// The part of the report on nodes, pods and zones.
pub fn sizing(outcome: &Outcome, catalogue: &Catalogue) -> Sizing {
    let sizing = &outcome.sizing;
    let data_pods = outcome.data_pods.as_ref();
    let database = outcome.database.as_ref().map(|class| class.name.clone());
    let cache = outcome.cache.as_ref().map(|class| class.name.clone());
    Sizing {
        pools: vec![pool(outcome)],
        quorum: sizing
            .quorums
            .iter()
            .map(|one| quorum(one, outcome.remedies.iter().find(|remedy| remedy.component == one.component)))
            .collect(),
        sources: sources(outcome, catalogue),
        volumes_gib: sizing.demand.volumes_gib,
        database_class: data_pods.map(|pods| pods.database.clone()).or(database),
        cache_class: data_pods.map(|pods| pods.cache.clone()).or(cache),
        odf: outcome.odf.as_ref().map(odf::entry),
        routers: outcome.sizing.routers.as_ref().map(routers),
    }
}

fn routers(routers: &RouterShards) -> RoutersEntry {
    RoutersEntry {
        shards: routers.shards.len(),
        per_zone: routers.shards.iter().map(|shard| shard.per_zone.clone()).collect(),
        survives_zone_loss: routers.survives_zone_loss,
        survives_shard_loss: routers.survives_shard_loss,
    }
}

fn pool(outcome: &Outcome) -> Pool {
    let sizing = &outcome.sizing;
    let (best, demand, placement) = (&sizing.choice.best, &sizing.demand, sizing.placement());
    let names = Names { outcome, placement };
    let usable = best.node.allocatable.minus(demand.per_node);
    let least = |total: u64, usable: u64| total.div_ceil(usable.max(1));
    Pool {
        name: outcome.plan.node_pool.name.clone(),
        instance_type: best.instance_type.clone(),
        nodes: best.nodes,
        nodes_per_zone: placement.nodes_per_zone.clone(),
        nodes_needed: sizing.k_nodes,
        least_nodes: LeastNodes {
            cpu: least(demand.total.cpu_m, usable.cpu_m),
            memory: least(demand.total.memory_mib, usable.memory_mib),
            pods: least(demand.total.pods, usable.pods),
        },
        allocatable: best.node.allocatable,
        attachable_volumes: best.node.volumes,
        agents: demand.per_node,
        agent_list: demand
            .agents
            .iter()
            .map(|(name, request)| Agent { name: name.clone(), request: *request })
            .collect(),
        requested: demand.total,
        limits: limits(outcome),
        spare_pct: sizing.spare.1,
        binding_resource: sizing.spare.0,
        fits: placement.fits(),
        unplaced: names.unplaced(&[&placement.oversized[..], &placement.unplaced[..]].concat()),
        strategy: match placement.strategy {
            Strategy::Spread => "spread",
            Strategy::Packed => "packed",
        },
        placement: components(outcome),
        node_list: nodes(outcome, &names),
        rollout: Rollout {
            fits: placement.rollout_stuck.is_empty(),
            stuck: names.unplaced(&placement.rollout_stuck),
        },
        zone_loss: worst_loss(outcome, &names),
        zone_losses: placement.zone_losses.iter().map(|loss| names.loss(loss)).collect(),
        runway: runway(outcome),
        runners_up: runners_up(outcome),
        rejected: sizing
            .choice
            .rejected
            .iter()
            .map(|it| RejectedEntry { reason: it.reason.clone(), types: it.types })
            .collect(),
    }
}

/// Sums of limits over all pods that are placed.
fn limits(outcome: &Outcome) -> Limits {
    let mut limits =
        Limits { cpu_m: 0, memory_mib: 0, pods_without_cpu_limit: 0, pods_without_memory_limit: 0 };
    for group in &outcome.sizing.demand.groups {
        let pods = u64::from(group.replicas);
        match group.limit.cpu_m {
            Some(limit) => limits.cpu_m = limits.cpu_m.saturating_add(limit.saturating_mul(pods)),
            None => limits.pods_without_cpu_limit += pods,
        }
        match group.limit.memory_mib {
            Some(limit) => limits.memory_mib = limits.memory_mib.saturating_add(limit.saturating_mul(pods)),
            None => limits.pods_without_memory_limit += pods,
        }
    }
    limits
}

fn components(outcome: &Outcome) -> Vec<PlacementEntry> {
    let demand = &outcome.sizing.demand;
    let groups = demand.groups.iter().enumerate().filter(|(_, group)| !group.is_per_node());
    groups
        .map(|(i, group)| PlacementEntry {
            component: group.name.clone(),
            kind: group.kind.name(),
            request: group.request,
            per_zone: outcome.sizing.placement().per_zone[i].clone(),
            pinned: group.is_pinned(),
            by_platform: i >= demand.platform_from,
            priority: group.priority,
        })
        .collect()
}

fn nodes(outcome: &Outcome, names: &Names<'_>) -> Vec<NodeEntry> {
    let placement = names.placement;
    let groups = &outcome.sizing.demand.groups;
    let entry = |(node, pods): (usize, &Vec<(usize, u32)>)| NodeEntry {
        name: names.node(node, &[]),
        zone: zone_letter(placement.zone_of_node[node]).to_string(),
        requested: pods.iter().fold(Resources::ZERO, |sum, (group, count)| {
            sum + groups[*group].request.times(u64::from(*count))
        }),
        pods: names.pods(pods),
    };
    placement.on_node.iter().enumerate().map(entry).collect()
}

fn worst_loss(outcome: &Outcome, names: &Names<'_>) -> ZoneLossEntry {
    let mode = outcome.plan.node_pool.zone_loss.name();
    let survives = names.placement.survives();
    let Some(worst) = outcome.sizing.worst_loss() else {
        let (binding_resource, spare_pct) = outcome.sizing.spare;
        let (pinned, unplaced, lost_zone) = (Vec::new(), Vec::new(), String::new());
        return ZoneLossEntry { mode, survives, lost_zone, binding_resource, spare_pct, pinned, unplaced };
    };
    let pinned = names.pods(&worst.pinned).into_iter().map(|pods| match pods.count {
        1 => pods.component,
        count => format!("{count} × {}", pods.component),
    });
    ZoneLossEntry {
        mode,
        survives,
        lost_zone: zone_letter(worst.zone).to_string(),
        binding_resource: worst.spare.0,
        spare_pct: worst.spare.1,
        pinned: pinned.collect(),
        unplaced: names.unplaced(&worst.unplaced),
    }
}

fn runway(outcome: &Outcome) -> Option<RunwayEntry> {
    let runway = outcome.runway.as_ref()?;
    Some(RunwayEntry {
        growth_pct_per_year: outcome.plan.workload.growth_pct_per_year.likely(),
        looked_ahead_months: runway.looked_ahead,
        months: runway.months,
        month: runway.months.map(|months| later(outcome.plan.start_month, months).to_string()),
        growth_factor: runway.factor,
        obstacle: runway.obstacle.map(crate::engine::sizing::Obstacle::name),
    })
}

/// The month so many months after another.
fn later(start: Month, months: u32) -> Month {
    let count = u32::from(start.month) - 1 + months;
    Month { year: start.year.saturating_add((count / 12) as u16), month: (count % 12) as u8 + 1 }
}

fn runners_up(outcome: &Outcome) -> Vec<RunnerUp> {
    let best = &outcome.sizing.choice.best;
    let entry = |candidate: &crate::engine::sizing::Candidate| {
        let why = match (candidate.does, candidate.monthly, best.monthly) {
            (false, _, _) => "the pods do not fit, or not without a zone".to_owned(),
            (true, Some(own), Some(chosen)) if own > chosen => {
                format!("{} USD a month more", dollars(own.dollars() - chosen.dollars()))
            }
            (true, ..) if candidate.nodes > best.nodes => "as dear, with more nodes".to_owned(),
            (true, ..) => "as dear, and later by name".to_owned(),
        };
        RunnerUp {
            instance_type: candidate.instance_type.clone(),
            nodes: candidate.nodes,
            monthly_usd: candidate.monthly,
            why,
        }
    };
    outcome.sizing.choice.runners_up.iter().map(entry).collect()
}

fn quorum(quorum: &Quorum, remedy: Option<&Remedy>) -> QuorumEntry {
    let zones = quorum.per_zone.len();
    let members = quorum.members;
    let mut advice = match (quorum.survives_zone_loss, quorum.advised_members) {
        (true, _) => format!("{members} survive the loss of any one of {zones} zones"),
        (false, Some(advised)) => format!(
            "{members} over {zones} zones stop when the fullest is lost; {advised} survive the loss of any one"
        ),
        (false, None) if zones < 2 => {
            "no number survives the loss of a zone here, as there is one only".to_owned()
        }
        (false, None) => {
            "no number survives the loss of a zone here; at least three zones are needed".to_owned()
        }
    };
    let monthly = remedy.map(|remedy| remedy.monthly_more);
    if let Some(remedy) = remedy {
        advice.push_str(&format!(
            ", for {}{} USD a month more",
            if remedy.is_complete { "" } else { "at least " },
            dollars(remedy.monthly_more.dollars())
        ));
        let (resource, spare_pct) = remedy.spare;
        let cpu = if resource == "cpu" { "CPU" } else { resource };
        match remedy.more_nodes {
            0 => {}
            1 => advice.push_str(", with 1 more node"),
            more => advice.push_str(&format!(", with {more} more nodes")),
        }
        advice.push_str(&format!(
            "; without the worst zone {} of {cpu} is left then",
            signed_percent(spare_pct)
        ));
    }
    QuorumEntry {
        component: quorum.component.clone(),
        members,
        needed: quorum.needed,
        per_zone: quorum.per_zone.clone(),
        survives_zone_loss: quorum.survives_zone_loss,
        otherwise: quorum.consensus.what_stops(),
        advice,
        advice_monthly_usd: monthly,
    }
}

/// Names of components and nodes by position.
struct Names<'a> {
    outcome: &'a Outcome,
    placement: &'a Placement,
}

impl Names<'_> {
    fn component(&self, group: usize) -> String {
        self.outcome.sizing.demand.groups.get(group).map_or_else(String::new, |group| group.name.clone())
    }

    /// The zone of a node and its number in it; new nodes count on.
    fn node(&self, node: usize, new_nodes: &[usize]) -> String {
        let zones: Vec<usize> = self.placement.zone_of_node.iter().chain(new_nodes).copied().collect();
        let Some(zone) = zones.get(node) else { return String::new() };
        let number = zones[..=node].iter().filter(|other| *other == zone).count();
        format!("{}-{number}", zone_letter(*zone))
    }

    fn pods(&self, pods: &[(usize, u32)]) -> Vec<Pods> {
        pods.iter().map(|(group, count)| Pods { component: self.component(*group), count: *count }).collect()
    }

    fn unplaced(&self, unplaced: &[Unplaced]) -> Vec<UnplacedEntry> {
        unplaced
            .iter()
            .map(|it| UnplacedEntry {
                component: self.component(it.group),
                count: it.count,
                obstacle: it.obstacle.name(),
            })
            .collect()
    }

    fn loss(&self, loss: &ZoneLossOutcome) -> ZoneLossDetail {
        let n_nodes = self.placement.zone_of_node.len();
        ZoneLossDetail {
            zone: zone_letter(loss.zone).to_string(),
            survives: loss.survives && self.placement.zone_losses.len() > 1,
            moves: loss
                .moves
                .iter()
                .map(|moved| MoveEntry {
                    component: self.component(moved.group),
                    node: self.node(moved.node, &loss.new_nodes),
                    count: moved.count,
                })
                .collect(),
            down: self.pods(&loss.pinned),
            unplaced: self.unplaced(&loss.unplaced),
            shed: self.pods(&loss.shed),
            new_nodes: (0..loss.new_nodes.len()).map(|i| self.node(n_nodes + i, &loss.new_nodes)).collect(),
            binding_resource: loss.spare.0,
            spare_pct: loss.spare.1,
        }
    }
}
