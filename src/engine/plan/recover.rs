//! How a plan recovers: numbers from sizing, availability and backups handed to the room that
//! knows failure modes.

use super::AvailabilityResult;
use super::failures::{causes, reschedule};
use super::outcome::SizingResult;
use super::pattern::{Failover, FailoverStep};
use super::promises::failover;
use crate::engine::availability::{Attendance, Role};
use crate::engine::backup::Backups;
use crate::engine::catalogue::{Catalogue, Host, Surface};
use crate::engine::recovery::{
    Layout, Phase, Recovery, RegionFailover, Validators, ZonesThatStop, recoveries,
};
use crate::engine::scenario::{DataServices, Figures, HighAvailability, PodKind};
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
    let groups = &sizing.demand.groups;
    let replicas = |group: &crate::engine::scenario::PodGroup| match group.kind {
        PodKind::DaemonSet => sizing.choice.best.nodes,
        _ => group.replicas,
    };
    let hours = figures.assumption("on_call.business_hours_per_week").map_or(0.0, |figure| figure.likely());
    let hard = results.availability.classes.iter().filter(|class| class.role == Role::Hard);
    let layout = Layout {
        causes: causes(host),
        on_premises: host == Host::OnPrem,
        own_control_plane: host == Host::OnPrem || flavour.is_some_and(|own| own.has_own_control_plane()),
        nodes_per_zone: sizing.nodes_per_zone(),
        k_nodes: sizing.k_nodes,
        pods: groups.iter().map(replicas).sum::<u32>() + agents(sizing),
        volumes: groups.iter().map(|group| group.replicas * group.volumes.len() as u32).sum(),
        disks: results.disks.map(|disks| disks as u32),
        zones_that_stop: zones_that_stop(sizing, results.database_zone),
        validators: sizing
            .quorums
            .iter()
            .find(|quorum| quorum.consensus == Consensus::Validators)
            .map(|quorum| Validators { per_zone: quorum.per_zone.clone(), needed: quorum.needed }),
        rpc_nodes: groups.iter().filter(|group| is_rpc_node(&group.name)).map(|group| group.replicas).sum(),
        cache_nodes: match (plan.data_services(), plan.cache.high_availability) {
            (DataServices::OfProfile, _) | (_, HighAvailability::None) => 1,
            (_, HighAvailability::ZoneRedundant) => 2,
        },
        database: plan.database_form(),
        losses: &backups.losses,
        p_restore_works: backups.restore.restores().then_some(backups.proof.p_restore_works),
        restores_volumes: backups.restore.branches.iter().any(|branch| branch.surface == Surface::Volumes),
        failover_seconds: failover(catalogue, host).0,
        reschedule_seconds: reschedule(catalogue).map_or((0.0, 0.0), |(ends, _)| ends),
        failover: results.elsewhere.map(|failover| RegionFailover {
            steps: failover.steps.iter().map(|step| (phase(step), step.minutes)).collect(),
            is_automatic: failover.is_automatic,
            in_words: failover.steps.iter().map(|step| step.name.clone()).collect(),
        }),
        starts_nodes: sizing.placement().zone_losses.iter().any(|loss| !loss.new_nodes.is_empty()),
        attendance: Attendance::of(plan.team.on_call, hours),
        headline_rows: hard.flat_map(|class| class.sources.iter().cloned()).collect(),
    };
    recoveries(&layout, figures)
}

/// Agents of every node.
fn agents(sizing: &SizingResult) -> u32 {
    sizing.demand.agents.len() as u32 * sizing.choice.best.nodes
}

/// Whether a group of pods is the way to the chain: its name says so.
fn is_rpc_node(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.contains("besu") && name.contains("rpc")
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
