//! How available a plan is: numbers from sizing, promises and backups handed to the room that
//! knows failures.

use super::outcome::{AvailabilityResult, PlanError, SizingResult};
use super::pattern::Failover;
use super::promises::{contractual, failover, level};
use crate::engine::availability::{self, Causes, Outage, Rates, Role, cut_short, failure_classes, in_series};
use crate::engine::backup::{Backups, Loss, Lost, Scope, SurfaceLoss};
use crate::engine::catalogue::{Catalogue, Host};
use crate::engine::scenario::{DatabaseForm, Figures, Plan};
use crate::engine::sizing::Consensus;

/// What fails below a platform on this host.
pub(super) const fn causes(host: Host) -> Causes {
    match host {
        Host::Aws | Host::Azure | Host::Gcp => Causes::CLOUD,
        Host::OnPrem => Causes::OWN_SITE,
    }
}

pub(super) fn available(
    plan: &Plan,
    catalogue: &Catalogue,
    figures: Figures<'_>,
    sizing: &SizingResult,
    database_zone: Option<usize>,
    backups: &Backups,
    elsewhere: Option<&Failover>,
) -> Result<AvailabilityResult, PlanError> {
    let (failover_seconds, failover_source) = failover(catalogue, plan.platform.host);
    let nodes_beside = database_zone.and_then(|zone| sizing.nodes_per_zone().get(zone)).copied().unwrap_or(0);
    let layout = availability::Layout {
        causes: causes(plan.platform.host),
        nodes_per_zone: sizing.nodes_per_zone().to_vec(),
        k_nodes: sizing.k_nodes,
        database: plan.database_form(),
        failover_seconds,
        failover_source,
        pod_moves_seconds: reschedule(catalogue).filter(|_| nodes_beside > 1),
        quorum: sizing
            .quorums
            .iter()
            .find(|quorum| quorum.consensus == Consensus::Validators)
            .map(|quorum| (quorum.per_zone.clone(), quorum.needed)),
        restore_minutes: restorable(backups).then(|| backups.restore.minutes(Scope::Data)),
        p_restore_works: backups.proof.p_restore_works,
    };
    let mut classes = failure_classes(&layout, Rates::new(figures))?;
    let switch = elsewhere
        .map(|failover| cut_short(&mut classes, failover.reach, &failover.switch, failover.is_running));
    let hard = |infrastructure_only: bool| -> Vec<Outage> {
        classes
            .iter()
            .filter(|class| class.role == Role::Hard && (!infrastructure_only || class.infrastructure))
            .map(|class| class.outage)
            .collect()
    };
    let (contractual_pct, contractual_of) = contractual(plan, catalogue);
    Ok(AvailabilityResult {
        headline: in_series(&hard(false)),
        infrastructure: in_series(&hard(true)),
        contractual_pct,
        contractual_of,
        classes,
        switch,
    })
}

/// Whether there is a copy of every surface that has data: where one is gone for good, the
/// restore of the others ends nothing.
fn restorable(backups: &Backups) -> bool {
    let gone = |loss: &SurfaceLoss| loss.failure == Loss::Deletion && loss.lost == Lost::Everything;
    backups.restore.restores() && !backups.losses.iter().any(gone)
}

pub(super) fn has_standby(plan: &Plan) -> bool {
    plan.database_form() == DatabaseForm::Pair
}

/// Seconds until the pods of a lost node run elsewhere, and the row that says so.
pub(super) fn reschedule(catalogue: &Catalogue) -> Option<((f64, f64), String)> {
    let row = level(catalogue, "any", "Kubernetes", "pods of a lost node")?;
    let ends = (row.failover_seconds_low?, row.failover_seconds_high?);
    Some((ends, format!("slas: Kubernetes, {}", row.configuration)))
}
