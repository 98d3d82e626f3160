//! How available a plan is: numbers from sizing, promises and backups handed to the room that
//! knows failures.

use super::outcome::{AvailabilityResult, PlanError, SizingResult};
use super::pattern::Failover;
use super::promises::{contractual, failover, level, promises};
use crate::engine::availability::{
    self, Attendance, AvailabilityModel, OtherSite, Rates, Site, promised_outages, whole,
};
use crate::engine::backup::{Backups, Loss, Lost, Scope, SurfaceLoss};
use crate::engine::catalogue::{Catalogue, Host, ModeId};
use crate::engine::scenario::{DataServices, DatabaseForm, Figures, HighAvailability, Plan, Purchase};
use crate::engine::sizing::Consensus;
use crate::engine::uncertainty::Law;

/// What a platform on this host stands on.
const fn site(host: Host) -> Site {
    match host {
        Host::Aws | Host::Azure | Host::Gcp => Site::Cloud,
        Host::OnPrem => Site::Own,
    }
}

/// When the team of a plan answers.
fn attendance(figures: Figures<'_>) -> Attendance {
    let hours = figures.assumption("on_call.business_hours_per_week").map_or(0.0, |figure| figure.likely());
    Attendance::of(figures.plan().team.on_call, hours)
}

/// The layout of a plan as availability sees it.
fn layout(
    figures: Figures<'_>,
    sizing: &SizingResult,
    database_zone: Option<usize>,
    backups: &Backups,
) -> availability::Layout {
    let (plan, catalogue) = (figures.plan(), figures.catalogue());
    let (failover_seconds, failover_source) = failover(catalogue, plan.platform.host);
    let nodes_beside = database_zone.and_then(|zone| sizing.nodes_per_zone().get(zone)).copied().unwrap_or(0);
    let losses = &sizing.placement().zone_losses;
    let application = &sizing.demand.groups[..sizing.demand.platform_from];
    let replicas = application.iter().filter(|group| !group.is_per_node()).map(|group| group.replicas);
    availability::Layout {
        site: site(plan.platform.host),
        nodes_per_zone: sizing.nodes_per_zone().to_vec(),
        k_nodes: sizing.k_nodes,
        starts_nodes: losses.iter().any(|loss| !loss.new_nodes.is_empty())
            && losses.iter().all(|loss| loss.survives),
        is_spot: plan.node_pool.commitment == Purchase::Spot,
        database: plan.database_form(),
        database_zone,
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
        attendance: attendance(figures),
        data_services: plan.data_services(),
        cache_nodes: match (plan.data_services(), plan.cache.high_availability) {
            (DataServices::OfProfile, _) | (_, HighAvailability::None) => 1,
            (_, HighAvailability::ZoneRedundant) => 2,
        },
        pods: replicas.sum(),
        volumes: sizing.demand.volumes().iter().map(|(_, count)| count).sum(),
        rpc_endpoints: sizing.per_zone(RPC).map_or(0, |per_zone| per_zone.iter().sum()),
        failed_failover_notice: notice(catalogue, ModeId::FailedFailover),
        certificate_notice: notice(catalogue, ModeId::CertificateQuota),
    }
}

/// Mean minutes until a failure is noticed and somebody has decided what to do; 0 where they are
/// inside its repair.
fn notice(catalogue: &Catalogue, mode: ModeId) -> f64 {
    let row = catalogue.failure_modes.iter().find(|row| row.id == mode);
    let parts = row.map_or([None; 2], |row| [row.detection_minutes, row.decision_minutes]);
    parts.into_iter().flatten().map(|minutes| Law::of(minutes).mean()).sum()
}

/// The pods that answer calls to the chain.
const RPC: &str = "besu-rpc";

pub(super) fn available(
    figures: Figures<'_>,
    sizing: &SizingResult,
    database_zone: Option<usize>,
    backups: &Backups,
    elsewhere: Option<&Failover>,
) -> Result<AvailabilityResult, PlanError> {
    let model = AvailabilityModel {
        layout: layout(figures, sizing, database_zone, backups),
        rates: Rates::of(figures),
        other_site: elsewhere.map(|failover| OtherSite {
            reach: failover.reach,
            switch: failover.switch.clone(),
            is_running: failover.is_running,
        }),
    };
    let (classes, switch) = model.classes()?;
    let promises = promises(figures.plan(), figures.catalogue(), |service| {
        promised_outages(service, &model.layout, &model.rates, &classes)
    })?;
    let (contractual_pct, contractual_of) = contractual(figures.plan(), &promises);
    Ok(AvailabilityResult {
        headline: whole(&classes, |_| true),
        infrastructure: whole(&classes, |class| class.infrastructure),
        contractual_pct,
        contractual_of,
        promises,
        classes,
        switch,
        model,
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
