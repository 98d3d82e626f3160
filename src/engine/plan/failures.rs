//! How available a plan is, and how it recovers: numbers from sizing, promises and backups
//! handed to the rooms that know failures.

use super::outcome::{AvailabilityResult, PlanError, SizingResult};
use super::pattern::Failover;
use super::promises::{contractual, failover, level, promises};
use crate::engine::availability::{
    self, Causes, Outage, Rates, Role, cut_short, failure_classes, in_series, promised_outages,
};
use crate::engine::backup::{Backups, Loss, Lost, Scope, SurfaceLoss};
use crate::engine::catalogue::{Catalogue, Host, Surface};
use crate::engine::recovery::{self, DatabaseLost, Recovery, recoveries};
use crate::engine::scenario::{DatabaseForm, Figures, Plan};
use crate::engine::sizing::Consensus;

/// What fails below a platform on this host.
const fn causes(host: Host) -> Causes {
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
    let rates = Rates::new(figures);
    let mut classes = failure_classes(&layout, rates)?;
    let promises = promises(plan, catalogue, |service| promised_outages(service, &layout, rates, &classes))?;
    let switch = elsewhere
        .map(|failover| cut_short(&mut classes, failover.reach, &failover.switch, failover.is_running));
    let hard = |infrastructure_only: bool| -> Vec<Outage> {
        classes
            .iter()
            .filter(|class| class.role == Role::Hard && (!infrastructure_only || class.infrastructure))
            .map(|class| class.outage)
            .collect()
    };
    let (contractual_pct, contractual_of) = contractual(plan, &promises);
    Ok(AvailabilityResult {
        headline: in_series(&hard(false)),
        infrastructure: in_series(&hard(true)),
        contractual_pct,
        contractual_of,
        promises,
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
fn reschedule(catalogue: &Catalogue) -> Option<((f64, f64), String)> {
    let row = level(catalogue, "any", "Kubernetes", "pods of a lost node")?;
    let ends = (row.failover_seconds_low?, row.failover_seconds_high?);
    Some((ends, format!("slas: Kubernetes, {}", row.configuration)))
}

pub(super) fn recover(
    plan: &Plan,
    catalogue: &Catalogue,
    figures: Figures<'_>,
    sizing: &SizingResult,
    backups: &Backups,
    database_zone: Option<usize>,
    elsewhere: Option<&Failover>,
) -> Vec<Recovery> {
    let lost = |failure| match backups.lost(Surface::Database, failure) {
        Some(loss) => (loss.lost, loss.basis.clone()),
        None => (Lost::Unknown, String::new()),
    };
    let layout = recovery::Layout {
        causes: causes(plan.platform.host),
        nodes: sizing.choice.best.nodes,
        zones: plan.platform.zones,
        zones_that_stop: zones_that_stop(sizing, database_zone),
        database: plan.database_form(),
        database_lost: DatabaseLost {
            zone: lost(Loss::Zone),
            deletion: lost(Loss::Deletion),
            region: lost(Loss::Region),
        },
        p_restore_works: backups.restore.restores().then_some(backups.proof.p_restore_works),
        failover_seconds: failover(catalogue, plan.platform.host).0,
        reschedule_seconds: reschedule(catalogue).map_or((0.0, 0.0), |(ends, _)| ends),
        failover: elsewhere.map(|failover| recovery::RegionFailover {
            steps: failover.switch.steps.clone(),
            is_automatic: failover.is_automatic,
            in_words: failover.steps.iter().map(|step| step.name.clone()).collect(),
        }),
        starts_nodes: sizing.placement().zone_losses.iter().any(|loss| !loss.new_nodes.is_empty()),
    };
    recoveries(&layout, figures)
}

/// Zones whose loss stops the platform; `database_zone` is that of the database's one pod.
fn zones_that_stop(sizing: &SizingResult, database_zone: Option<usize>) -> u32 {
    let zones = sizing.nodes_per_zone().len() as u32;
    let losses = &sizing.placement().zone_losses;
    if zones < 2 || !sizing.placement().fits() {
        return zones;
    }
    let stops = |zone: usize| {
        let mut quorums = sizing.quorums.iter().filter(|quorum| quorum.is_hard);
        database_zone == Some(zone)
            || losses.get(zone).is_none_or(|loss| !loss.survives)
            || quorums.any(|quorum| quorum.members - quorum.per_zone[zone] < quorum.needed)
    };
    (0..zones as usize).filter(|zone| stops(*zone)).count() as u32
}
