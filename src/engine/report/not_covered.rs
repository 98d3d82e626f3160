//! What this version does not model, said in every report.

use super::NotCovered;

const fn gap(topic: &'static str, what: &'static str) -> NotCovered {
    NotCovered { topic, what }
}

/// The gaps, by part of the report.
pub(super) const NOT_COVERED: &[NotCovered] = &[
    gap(
        "sizing",
        "one node pool; taints, preferences among nodes, ephemeral storage and devices; a fit that no tried way of placing finds",
    ),
    gap("sizing", "beside manifests the plan's own database, cache and object store are billed all the same"),
    gap("cost", "tax; list prices of today are taken as exact"),
    gap("cost", "support of a version that the calendar does not know: a warning and no line"),
    gap(
        "cost",
        "dual-regions of GCP that a plan picks; operations of disks of Azure and GCP, which are sold with their size",
    ),
    gap(
        "cost",
        "versions after the forced end of extended support; extended support of OpenShift, which is in its subscription",
    ),
    gap("cost", "on premises: a room of one's own beyond rack units; OpenShift prices span a factor of nine"),
    gap(
        "cost",
        "discounts: fees of OpenShift by the year, database savings plans, reserved disks; copies by the month at list price",
    ),
    gap("cost", "private endpoints take nothing off the traffic through NAT gateways"),
    gap(
        "availability",
        "planned failovers, maintenance windows and rolling upgrades; dependence between classes that share no zone",
    ),
    gap("availability", "spot nodes that are taken back together; a market without spot nodes"),
    gap("availability", "the law of a year is that of the likely rates; how durations may be wrong"),
    gap("availability", "parts that run once and lose their node, beyond their own rate of restarts"),
    gap("availability", "which zones a managed database is in; holidays of those who are on call"),
    gap(
        "patterns",
        "the way back after a failover; failovers that begin by mistake; a second region that is hit at the same time",
    ),
    gap(
        "patterns",
        "chains over two regions; zones of both regions together; a database in the cluster (CloudNativePG) on a cloud",
    ),
    gap("recovery", "detection and decision apart from repair where the hours of a row hold them"),
    gap(
        "recovery",
        "failover between sites in availability does not wait for the team; lesser events of a region are in availability alone",
    ),
    gap("recovery", "what a bad change or a grave mistake costs of the data"),
    gap(
        "backup",
        "runs that fail and pile up, volumes that must be enlarged as they grow, fees of requests by copies; the restore of single objects",
    ),
    gap(
        "backup",
        "copies of the application's objects elsewhere, but by a tier; immutable and offline copies",
    ),
    gap(
        "durability",
        "an operator or an attacker who deletes the backups too, ransomware, an account that is closed or lost, keys that are lost",
    ),
    gap(
        "durability",
        "bit rot and faults of software that damage every copy; disks of one batch that fail together; the ends of its figures",
    ),
    gap("effort", "setup: the installation of the application itself, for which the vendor lists no task"),
    gap("effort", "setup: any engineer can do any task; nobody is away but on holidays"),
    gap(
        "effort",
        "an incident is the work of one engineer for as long as the repair takes; rates of alarms are assumed",
    ),
    gap("effort", "on call: hours of the day, rest after a night, handover"),
];
