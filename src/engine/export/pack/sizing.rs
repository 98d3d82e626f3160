//! Tables on nodes, pods and members of a consensus.

use super::sheet::{Sheet, list, row};
use crate::engine::report::Report;
use crate::engine::topology::zone_letter;

/// Node pools.
pub(super) fn sizing(report: &Report) -> Sheet {
    let rows = report.sizing.pools.iter().map(|pool| {
        let (loss, runway) = (&pool.zone_loss, pool.runway.as_ref());
        row![
            &pool.name,
            &pool.instance_type,
            pool.nodes,
            list(&pool.nodes_per_zone),
            pool.nodes_needed,
            pool.least_nodes.cpu,
            pool.least_nodes.memory,
            pool.least_nodes.pods,
            pool.allocatable.cpu_m,
            pool.allocatable.memory_mib,
            pool.allocatable.pods,
            pool.requested.cpu_m,
            pool.requested.memory_mib,
            pool.requested.pods,
            pool.agents.cpu_m,
            pool.agents.memory_mib,
            pool.fits,
            pool.binding_resource,
            pool.spare_pct,
            loss.mode,
            loss.survives,
            &loss.lost_zone,
            loss.binding_resource,
            loss.spare_pct,
            list(&loss.pinned),
            runway.and_then(|runway| runway.months),
            runway.and_then(|runway| runway.month.as_ref()),
        ]
    });
    Sheet {
        file: "sizing.csv",
        about: "node pools, one row each",
        columns: &[
            ("pool", "name of the pool"),
            ("instance_type", "type of its nodes"),
            ("nodes", "nodes over all zones"),
            ("nodes_per_zone", "nodes of zone a; b; c and so on"),
            ("nodes_needed", "nodes that the service needs"),
            ("least_nodes_by_cpu", "fewest nodes that CPU asks for by totals"),
            ("least_nodes_by_memory", "fewest nodes that memory asks for by totals"),
            ("least_nodes_by_pods", "fewest nodes that the number of pods asks for by totals"),
            ("allocatable_cpu_millicores", "what one node offers to pods, agents included"),
            ("allocatable_memory_mib", "the same, memory"),
            ("allocatable_pods", "the same, pods"),
            ("requested_cpu_millicores", "what all pods ask for, without agents"),
            ("requested_memory_mib", "the same, memory"),
            ("requested_pods", "the same, pods"),
            ("agents_cpu_millicores", "what the agents of one node ask for"),
            ("agents_memory_mib", "the same, memory"),
            ("fits", "whether every pod has a node with all zones there"),
            ("binding_resource", "resource of which least is free with all zones"),
            ("spare_pct", "percent of it that is free"),
            ("zone_loss_mode", "what the plan asks for when a zone is lost"),
            ("zone_loss_survives", "whether every pod that is not pinned fits, whichever zone is lost"),
            ("zone_loss_worst_zone", "the zone whose loss is worst"),
            ("zone_loss_binding_resource", "resource of which least is left then"),
            ("zone_loss_spare_pct", "percent of it that is free; below 0 when it is short"),
            ("zone_loss_pinned", "pods that stay down with the zone"),
            (
                "runway_months",
                "months until growth outgrows it; empty where it lasts as long as is looked ahead",
            ),
            ("runway_month", "that month, YYYY-MM"),
        ],
        rows: rows.collect(),
    }
}

/// Pods of each component in each zone.
pub(super) fn placement(report: &Report) -> Sheet {
    let entries =
        report.sizing.pools.iter().flat_map(|pool| pool.placement.iter().map(move |entry| (pool, entry)));
    let rows = entries.flat_map(|(pool, entry)| {
        entry.per_zone.iter().enumerate().map(move |(zone, pods)| {
            row![
                &pool.name,
                &entry.component,
                entry.kind,
                zone_letter(zone).to_string(),
                *pods,
                entry.request.cpu_m,
                entry.request.memory_mib,
                entry.pinned,
                entry.by_platform,
            ]
        })
    });
    Sheet {
        file: "placement.csv",
        about: "pods, one row for each component and zone",
        columns: &[
            ("pool", "pool of sizing.csv"),
            ("component", "component of the workload"),
            ("kind", "what makes its pods, as Kubernetes spells it"),
            ("zone", "zone by letter"),
            ("pods", "its pods in the zone"),
            ("cpu_millicores_per_pod", "what one pod asks for"),
            ("memory_mib_per_pod", "the same, memory"),
            ("pinned", "whether zonal volumes pin them"),
            ("by_platform", "whether the platform adds them to the workload"),
        ],
        rows: rows.collect(),
    }
}

/// Members of a consensus.
pub(super) fn quorum(report: &Report) -> Sheet {
    let rows = report.sizing.quorum.iter().map(|quorum| {
        row![
            &quorum.component,
            quorum.members,
            quorum.needed,
            list(&quorum.per_zone),
            quorum.survives_zone_loss,
            quorum.otherwise,
            &quorum.advice,
            quorum.advice_monthly_usd,
        ]
    });
    Sheet {
        file: "quorum.csv",
        about: "components that vote, one row each",
        columns: &[
            ("component", "component of the workload"),
            ("members", "members"),
            ("members_needed", "members that must be up"),
            ("members_per_zone", "members of zone a; b; c and so on"),
            ("survives_zone_loss", "whether enough are left whichever zone is lost"),
            ("otherwise", "what happens without enough of them"),
            ("advice", "what to do"),
            ("advice_usd_per_month", "what the advice costs a month more"),
        ],
        rows: rows.collect(),
    }
}
