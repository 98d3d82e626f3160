//! The rules of every group, in the form that placing asks for.

use crate::engine::catalogue::{Architecture, InstanceType};
use crate::engine::scenario::{Domain, NodeCondition, NodeLabel, Platform, PodGroup, Spread, Strength};

/// What the pods of a group may and should do.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    /// Zones that the group may use, one bit each.
    pub(super) zones: u32,
    /// Groups that may not share a node with it, whoever asks for that.
    pub(super) apart_node: Vec<usize>,
    /// Groups that may not share a zone with it.
    pub(super) apart_zone: Vec<usize>,
    /// Terms that ask for a pod of one of these groups nearby.
    pub(super) near: Vec<(Domain, Vec<usize>)>,
    /// Spreads that must hold.
    pub(super) spreads: Vec<Spread>,
    /// Groups that it would rather not share a zone with; itself unless it says otherwise.
    pub(super) rather_not_zone: Vec<usize>,
    /// Groups that it would rather not share a node with.
    pub(super) rather_not_node: Vec<usize>,
    /// Groups that it would rather be near to.
    pub(super) rather_near: Vec<(Domain, Vec<usize>)>,
}

impl Rules {
    /// Whether nothing but room decides where a pod goes.
    pub(super) fn is_free(&self) -> bool {
        self.apart_node.is_empty()
            && self.apart_zone.is_empty()
            && self.near.is_empty()
            && self.spreads.is_empty()
            && self.rather_near.is_empty()
    }
}

/// The rules of all groups on nodes of a type. Anti-affinity holds both ways, as
/// the scheduler keeps the pods that are there from newcomers too.
pub(super) fn rules_of(groups: &[PodGroup], platform: &Platform, shape: Option<&InstanceType>) -> Vec<Rules> {
    let mut rules: Vec<Rules> = groups
        .iter()
        .map(|group| Rules { zones: zones_allowed(group, platform, shape), ..Rules::default() })
        .collect();
    for (own, group) in groups.iter().enumerate() {
        for affinity in &group.rules.affinities {
            let targets = affinity.groups.clone();
            match (affinity.together, affinity.strength) {
                (true, Strength::Required) => rules[own].near.push((affinity.domain, targets)),
                (true, Strength::Preferred) => rules[own].rather_near.push((affinity.domain, targets)),
                (false, Strength::Required) => {
                    for target in targets {
                        add_apart(&mut rules, own, target, affinity.domain);
                        add_apart(&mut rules, target, own, affinity.domain);
                    }
                }
                (false, Strength::Preferred) => match affinity.domain {
                    Domain::Zone => rules[own].rather_not_zone.extend(targets),
                    Domain::Node => rules[own].rather_not_node.extend(targets),
                },
            }
        }
        // A claim in one zone that pods share is on one node at a time, and so are they.
        for claim in
            group.volumes.iter().filter(|volume| volume.zonal).filter_map(|it| it.shared_claim.as_ref())
        {
            rules[own].near.push((Domain::Node, sharing(groups, claim)));
        }
        for spread in &group.rules.spreads {
            match (spread.strength, spread.domain) {
                (Strength::Required, _) => rules[own].spreads.push(spread.clone()),
                (Strength::Preferred, Domain::Zone) => rules[own].rather_not_zone.extend(&spread.groups),
                (Strength::Preferred, Domain::Node) => rules[own].rather_not_node.extend(&spread.groups),
            }
        }
        // By default the scheduler spreads the replicas of everything, softly.
        let Rules { rather_not_zone, rather_not_node, .. } = &mut rules[own];
        for preferences in [rather_not_zone, rather_not_node] {
            if preferences.is_empty() {
                preferences.push(own);
            }
            preferences.sort_unstable();
            preferences.dedup();
        }
    }
    rules
}

/// The groups whose pods share a claim.
fn sharing(groups: &[PodGroup], claim: &str) -> Vec<usize> {
    let shares = |group: &PodGroup| group.volumes.iter().any(|it| it.shared_claim.as_deref() == Some(claim));
    groups.iter().enumerate().filter(|(_, group)| shares(group)).map(|(i, _)| i).collect()
}

fn add_apart(rules: &mut [Rules], from: usize, to: usize, domain: Domain) {
    let Some(rules) = rules.get_mut(from) else { return };
    let list = match domain {
        Domain::Node => &mut rules.apart_node,
        Domain::Zone => &mut rules.apart_zone,
    };
    if !list.contains(&to) {
        list.push(to);
    }
}

/// Zones in which some alternative of the group's conditions holds, one bit each.
fn zones_allowed(group: &PodGroup, platform: &Platform, shape: Option<&InstanceType>) -> u32 {
    let alternatives = &group.rules.nodes;
    if alternatives.is_empty() {
        return u32::MAX;
    }
    (0..platform.zones.min(u32::BITS))
        .filter(|zone| {
            alternatives
                .iter()
                .any(|all| all.iter().all(|condition| holds(condition, *zone as usize, platform, shape)))
        })
        .fold(0, |zones, zone| zones | 1 << zone)
}

fn holds(condition: &NodeCondition, zone: usize, platform: &Platform, shape: Option<&InstanceType>) -> bool {
    let is_listed = |own: &str| condition.values.iter().any(|value| value == own);
    let listed = match condition.label {
        NodeLabel::Zone => condition.values.iter().any(|value| zone_of_name(value, platform) == Some(zone)),
        NodeLabel::Region => platform.region.as_deref().is_some_and(is_listed),
        NodeLabel::Os => is_listed("linux"),
        // Without a type, as when nothing is chosen yet, conditions on it count as met.
        NodeLabel::Architecture => match shape.map(|shape| shape.architecture) {
            Some(Architecture::Amd64) => is_listed("amd64"),
            Some(Architecture::Arm64) => is_listed("arm64"),
            None => return true,
        },
        NodeLabel::InstanceType => match shape {
            Some(shape) => is_listed(&shape.name),
            None => return true,
        },
    };
    listed == condition.is_one_of
}

/// The zone that a name means, by its last letter or number: `eu-central-1b`,
/// `europe-west3-b`, `westeurope-2`, `b`. A name of another region means none.
fn zone_of_name(name: &str, platform: &Platform) -> Option<usize> {
    let of_region = platform.region.as_deref().is_none_or(|region| name.starts_with(region));
    if !of_region && name.chars().count() != 1 {
        return None;
    }
    match name.chars().last()? {
        letter @ 'a'..='z' => Some(letter as usize - 'a' as usize),
        number @ '1'..='9' => Some(number as usize - '1' as usize),
        _ => None,
    }
}
