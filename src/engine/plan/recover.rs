//! How a plan recovers: numbers from sizing, availability and backups handed to the room that
//! knows failure modes.

use super::AvailabilityResult;
use super::failures::reschedule;
use super::outcome::SizingResult;
use super::pattern::{Failover, FailoverStep};
use crate::engine::availability::Role;
use crate::engine::backup::Backups;
use crate::engine::catalogue::{Catalogue, Host, Surface};
use crate::engine::recovery::{
    Layout, Phase, Recovery, RegionFailover, Validators, ZonesThatStop, recoveries,
};
use crate::engine::scenario::Figures;
use crate::engine::sizing::Consensus;

/// What recovery reads of a plan's results.
pub(super) struct Results<'a> {
    pub(super) sizing: &'a SizingResult,
    pub(super) availability: &'a AvailabilityResult,
    pub(super) backups: &'a Backups,
    /// Disks of the storage cluster.
    pub(super) disks: Option<u64>,
    /// The zone of the database's one pod.
    pub(super) database_zone: Option<usize>,
    pub(super) elsewhere: Option<&'a Failover>,
}

/// The failure modes of a plan, each with its recovery.
pub(super) fn recover(catalogue: &Catalogue, figures: Figures<'_>, results: &Results<'_>) -> Vec<Recovery> {
    let plan = figures.plan();
    let (sizing, backups) = (results.sizing, results.backups);
    let host = plan.platform.host;
    let flavour = plan.platform.flavour;
    // What availability counts is counted alike here.
    let seen = &results.availability.model.layout;
    let hard = results.availability.classes.iter().filter(|class| class.role == Role::Hard);
    let layout = Layout {
        causes: seen.site.causes(),
        on_premises: host == Host::OnPrem,
        own_control_plane: host == Host::OnPrem || flavour.is_some_and(|own| own.has_own_control_plane()),
        nodes_per_zone: &seen.nodes_per_zone,
        k_nodes: seen.k_nodes,
        pods: seen.pods,
        volumes: seen.volumes,
        disks: results.disks.map(|disks| disks as u32),
        zones_that_stop: zones_that_stop(sizing, results.database_zone),
        validators: seen
            .quorum
            .as_ref()
            .map(|(per_zone, needed)| Validators { per_zone: per_zone.clone(), needed: *needed }),
        rpc_nodes: seen.rpc_endpoints,
        cache_nodes: seen.cache_nodes,
        database: seen.database,
        losses: &backups.losses,
        p_restore_works: backups.restore.restores().then_some(backups.proof.p_restore_works),
        restores_volumes: backups.restore.branches.iter().any(|branch| branch.surface == Surface::Volumes),
        failover_seconds: seen.failover_seconds,
        reschedule_seconds: reschedule(catalogue).map_or((0.0, 0.0), |(ends, _)| ends),
        failover: results.elsewhere.map(|failover| RegionFailover {
            steps: failover.steps.iter().map(|step| (phase(step), step.minutes)).collect(),
            is_automatic: failover.is_automatic,
            in_words: failover.steps.iter().map(|step| step.name.clone()).collect(),
        }),
        starts_nodes: sizing.placement().zone_losses.iter().any(|loss| !loss.new_nodes.is_empty()),
        attendance: seen.attendance,
        headline_rows: hard.flat_map(|class| class.sources.iter().cloned()).collect(),
    };
    recoveries(&layout, figures)
}

/// What kind of step of a failover it is.
fn phase(step: &FailoverStep) -> Phase {
    match step.id.as_str() {
        "notice" | "health-check" => Phase::Detection,
        "decide" => Phase::Decision,
        _ => Phase::Action,
    }
}

/// Zones whose loss stops something; `database_zone` is that of the database's one pod.
fn zones_that_stop(sizing: &SizingResult, database_zone: Option<usize>) -> ZonesThatStop {
    let zones = sizing.nodes_per_zone().len();
    let losses = &sizing.placement().zone_losses;
    if zones < 2 || !sizing.placement().fits() {
        let all = zones as u32;
        return ZonesThatStop { any: all, write: all, settle: all };
    }
    let mut stop = ZonesThatStop::default();
    for zone in 0..zones {
        let has_lost = |chain: bool| {
            let mut quorums = sizing.quorums.iter().filter(|quorum| quorum.is_hard);
            quorums.any(|quorum| {
                (quorum.consensus == Consensus::Validators) == chain
                    && quorum.members - quorum.per_zone[zone] < quorum.needed
            })
        };
        let write = database_zone == Some(zone)
            || losses.get(zone).is_none_or(|loss| !loss.survives)
            || has_lost(false);
        let settle = has_lost(true);
        stop.write += u32::from(write);
        stop.settle += u32::from(settle);
        stop.any += u32::from(write || settle);
    }
    stop
}
