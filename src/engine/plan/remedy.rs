//! What mends a finding, and what that costs: the plan again with one thing changed.

use super::outcome::{Outcome, PlanError, evaluate};
use super::size::lasts;
use crate::engine::catalogue::Catalogue;
use crate::engine::manifest::review;
use crate::engine::scenario::{Auto, Plan, WorkloadSource, ZoneLoss};
use crate::engine::units::Usd;

/// A change of the plan that mends a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// The key of the plan.
    pub path: String,
    /// Its new value.
    pub value: u32,
    /// What the month costs more.
    pub monthly_more: Usd,
    /// Whether every line of both bills has a price.
    pub is_complete: bool,
    /// Nodes more.
    pub more_nodes: u32,
    /// The resource of which least stays free then when the worst zone is lost, and how
    /// much, percent.
    pub spare: (&'static str, f64),
}

impl Remedy {
    /// Whether it sets the replicas of a component.
    pub fn is_for(&self, component: &str) -> bool {
        self.path.strip_prefix(REPLICAS) == Some(component)
    }
}

const REPLICAS: &str = "workload.replicas.";

/// Plans a checked plan and looks ahead: how long the layout lasts while the workload
/// grows, and what mends what was found.
///
/// # Errors
/// [`PlanError`] when prices are not loaded or no layout can be sized.
pub fn assess(plan: &Plan, catalogue: &Catalogue) -> Result<Outcome, PlanError> {
    let mut outcome = evaluate(plan, catalogue)?;
    outcome.runway = Some(lasts(&outcome, catalogue));
    if let WorkloadSource::Manifests(pods) = &plan.workload.source {
        outcome.review = review(&pods.groups, plan.platform.zones);
    }
    outcome.remedies = remedies(&outcome, catalogue);
    Ok(outcome)
}

/// What mends the findings of an outcome: members of a consensus that survive the loss
/// of a zone, and nodes enough where the plan sets too few.
fn remedies(outcome: &Outcome, catalogue: &Catalogue) -> Vec<Remedy> {
    let mut remedies = Vec::new();
    for quorum in outcome.sizing.quorums.iter().filter(|quorum| quorum.is_hard) {
        let Some(members) = quorum.advised_members else { continue };
        let mut plan = outcome.plan.clone();
        set_replicas(&mut plan, &quorum.component, members);
        remedies.extend(compare(
            outcome,
            &plan,
            catalogue,
            format!("{REPLICAS}{}", quorum.component),
            members,
        ));
    }
    let is_short = !outcome.sizing.choice.best.does && outcome.plan.node_pool.zone_loss != ZoneLoss::None
        || !outcome.sizing.placement().fits();
    if is_short && matches!(outcome.plan.node_pool.nodes, Auto::Set(_)) {
        let mut plan = outcome.plan.clone();
        plan.node_pool.nodes = Auto::Auto;
        plan.node_pool.instance_type = Auto::Set(outcome.sizing.choice.best.instance_type.clone());
        if let Ok(other) = evaluate(&plan, catalogue) {
            let nodes = other.sizing.choice.best.nodes;
            remedies.push(difference(outcome, &other, "node_pools.0.nodes".to_owned(), nodes));
        }
    }
    remedies
}

fn set_replicas(plan: &mut Plan, component: &str, members: u32) {
    plan.workload.replicas.insert(component.to_owned(), members);
    if let WorkloadSource::Manifests(pods) = &mut plan.workload.source {
        for group in pods.groups.iter_mut().filter(|group| group.name == component) {
            group.replicas = members;
        }
    }
}

fn compare(
    outcome: &Outcome,
    plan: &Plan,
    catalogue: &Catalogue,
    path: String,
    value: u32,
) -> Option<Remedy> {
    Some(difference(outcome, &evaluate(plan, catalogue).ok()?, path, value))
}

fn difference(before: &Outcome, after: &Outcome, path: String, value: u32) -> Remedy {
    Remedy {
        path,
        value,
        monthly_more: after.bill.effective - before.bill.effective,
        is_complete: before.bill.complete && after.bill.complete,
        spare: after.sizing.worst_loss().map_or(after.sizing.spare, |loss| loss.spare),
        more_nodes: after.sizing.choice.best.nodes.saturating_sub(before.sizing.choice.best.nodes),
    }
}
