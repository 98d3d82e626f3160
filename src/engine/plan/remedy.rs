//! What mends a finding, and what that costs: the plan again with one thing changed.

use super::copies::look_ahead;
use super::money::likely_money_ahead;
use super::outcome::{Outcome, PlanError, evaluate};
use crate::engine::catalogue::Catalogue;
use crate::engine::scenario::{Plan, WorkloadSource};
use crate::engine::units::Usd;

/// A change of the plan that mends a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// The component whose replicas it sets.
    pub component: String,
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

/// Plans a checked plan and what each month of its horizon costs: the figures of [`super::assess`]
/// without what lies beside them, for many plans.
///
/// # Errors
/// [`PlanError`] when prices are not loaded or no layout can be sized.
pub fn evaluate_ahead(plan: &Plan, catalogue: &Catalogue) -> Result<Outcome, PlanError> {
    let mut outcome = evaluate(plan, catalogue)?;
    look_ahead(&mut outcome, catalogue);
    likely_money_ahead(&mut outcome, catalogue)?;
    Ok(outcome)
}

/// What mends the findings of an outcome: members of a consensus that survive the loss
/// of a zone.
pub(super) fn remedies(outcome: &Outcome, catalogue: &Catalogue) -> Vec<Remedy> {
    let short = outcome.sizing.quorums.iter().filter(|quorum| quorum.is_hard);
    let mended = short.filter_map(|quorum| {
        let mut plan = outcome.plan.clone();
        set_replicas(&mut plan, &quorum.component, quorum.advised_members?);
        Some(difference(outcome, &evaluate(&plan, catalogue).ok()?, quorum.component.clone()))
    });
    mended.collect()
}

fn set_replicas(plan: &mut Plan, component: &str, members: u32) {
    plan.workload.replicas.insert(component.to_owned(), members);
    if let WorkloadSource::Manifests(pods) = &mut plan.workload.source {
        for group in pods.groups.iter_mut().filter(|group| group.name == component) {
            group.replicas = members;
        }
    }
}

fn difference(before: &Outcome, after: &Outcome, component: String) -> Remedy {
    Remedy {
        component,
        monthly_more: after.bill.effective - before.bill.effective,
        is_complete: before.bill.complete && after.bill.complete,
        spare: after.sizing.worst_loss().map_or(after.sizing.spare, |loss| loss.spare),
        more_nodes: after.sizing.choice.best.nodes.saturating_sub(before.sizing.choice.best.nodes),
    }
}
