//! Schedules of Velero: values of its chart, and objects.

use std::collections::BTreeSet;

use super::super::ExportFile;
use super::super::node::Fields;
use super::super::yaml;
use super::names::{VeleroScope, object_name};
use super::schedule::{cron, ttl};
use crate::engine::catalogue::{CopyMethod, Surface};
use crate::engine::plan::Outcome;
use crate::engine::report::{Report, TierEntry};
use crate::engine::scenario::{DataServices, TierPreset};
use crate::engine::units::Resources;

/// Surfaces that Velero copies.
const CARRIED: [Surface; 4] = [Surface::Config, Surface::Namespace, Surface::Volumes, Surface::Telemetry];
/// The namespace that Velero is installed in by default.
const VELERO: &str = "velero";
/// The annotation that keeps the name of the plan where Kubernetes does not take it.
const NAME: &str = "zoneplan/tier";

/// A tier as a schedule.
struct Schedule<'a> {
    tier: &'a TierEntry,
    name: String,
    /// Whether it waits until somebody says what it is of.
    waits: bool,
    template: Fields,
}

/// The files.
pub(super) fn files(
    head: &[String],
    outcome: &Outcome,
    report: &Report,
    scope: &VeleroScope,
) -> Vec<ExportFile> {
    let mut taken = BTreeSet::new();
    let is_chart = outcome.plan.backup.preset == TierPreset::ChartDefault;
    let carried = |tier: &&TierEntry| tier.surfaces.iter().any(|surface| CARRIED.contains(surface));
    let schedules: Vec<Schedule<'_>> = report
        .backup
        .tiers
        .iter()
        .filter(carried)
        .map(|tier| {
            let name = object_name(&tier.name, &mut taken);
            let (template, waits) = template(tier, scope, is_chart);
            Schedule { tier, name, waits, template }
        })
        .collect();
    let mut remarks = head.to_vec();
    remarks.extend(left_out(outcome, report));
    if scope.namespaces.is_empty() {
        remarks.push("Every namespace is copied, as none was named: --namespace names yours.".to_owned());
    }
    if schedules.iter().any(|schedule| schedule.waits) {
        remarks.push(
            "A schedule of telemetry alone waits until it has a namespace: --telemetry-namespace names it."
                .to_owned(),
        );
    }
    remarks.push("Times are UTC.".to_owned());
    let mut files = vec![ExportFile::text("velero-values.yaml", values(&remarks, outcome, &schedules))];
    if !schedules.is_empty() {
        let objects: Vec<Fields> = schedules.iter().map(object).collect();
        files.push(ExportFile::text("velero-schedules.yaml", yaml::documents(&remarks, &objects)));
    }
    files
}

/// What Velero does not copy, and what does.
fn left_out(outcome: &Outcome, report: &Report) -> Vec<String> {
    let plan = &outcome.plan;
    let database = match plan.data_services() {
        DataServices::Managed => format!(
            "the managed service keeps backups and logs for {} days (database.pitr_days)",
            plan.database.pitr_days.likely()
        ),
        DataServices::OnSite | DataServices::OfProfile => {
            "base backups and logs of its own tool are what can be restored to a moment".to_owned()
        }
    };
    let objects = format!(
        "versions of the bucket are kept for {} days (object_storage.versions_days)",
        plan.object_storage.versions_days.likely()
    );
    let mut lines = vec![
        format!("Not copied by Velero: the database: {database}."),
        format!("Not copied by Velero: objects: {objects}."),
    ];
    let tiers = report.backup.tiers.iter();
    let without = tiers.filter(|tier| !tier.surfaces.iter().any(|surface| CARRIED.contains(surface)));
    lines.extend(
        without.map(|tier| format!("The tier {} is of these alone, and left out.", yaml::quoted(&tier.name))),
    );
    lines
}

/// What a run copies, and whether that is yet to be said.
fn template(tier: &TierEntry, scope: &VeleroScope, is_chart: bool) -> (Fields, bool) {
    let has = |surface| tier.surfaces.contains(&surface);
    let (objects, volumes, telemetry) =
        (has(Surface::Namespace), has(Surface::Volumes), has(Surface::Telemetry));
    let only_telemetry = telemetry && !objects && !volumes && !has(Surface::Config);
    let data = volumes || telemetry;
    let by_snapshot = tier.method == CopyMethod::Snapshot.name();

    let mut resources: Vec<&str> = Vec::new();
    if !objects {
        if has(Surface::Config) {
            resources.extend(["configmaps", "secrets"]);
        }
        if data {
            resources.extend(["persistentvolumeclaims", "persistentvolumes", "pods"]);
        }
    }
    let mut namespaces = if only_telemetry { Vec::new() } else { scope.namespaces.clone() };
    if telemetry && (only_telemetry || !namespaces.is_empty()) {
        namespaces.extend(scope.telemetry.clone().filter(|name| !namespaces.contains(name)));
    }
    // Where all are copied, telemetry's is left to its own tier.
    let kept_out = scope.telemetry.clone().filter(|_| !telemetry && namespaces.is_empty());
    let some = |list: Vec<String>| Some(list).filter(|list| !list.is_empty());
    let resources = Some(resources).filter(|resources| !resources.is_empty());
    // Source: the vendor's chart leaves events out (docs/architecture/self-hosting, backup-recovery).
    let events = is_chart.then(|| vec!["events", "events.events.k8s.io"]);
    let waits = only_telemetry && namespaces.is_empty();
    let template = Fields::default()
        .with("ttl", ttl(tier.keep_days))
        .with_some("includedNamespaces", some(namespaces))
        .with_some("excludedNamespaces", kept_out.map(|name| vec![name]))
        .with_some("includedResources", resources)
        .with_some("excludedResources", events)
        .with("snapshotVolumes", data && by_snapshot)
        .with("defaultVolumesToFsBackup", data && !by_snapshot);
    (template, waits)
}

/// The plan's name of a tier, where its schedule has another.
fn annotations(schedule: &Schedule<'_>) -> Option<Fields> {
    (schedule.name != schedule.tier.name).then(|| Fields::default().with(NAME, schedule.tier.name.as_str()))
}

fn values(remarks: &[String], outcome: &Outcome, schedules: &[Schedule<'_>]) -> String {
    let of = |flag: &str| {
        let has = |schedule: &Schedule<'_>| schedule.template.flag(flag);
        schedules.iter().any(has)
    };
    let mut all = Fields::default();
    for schedule in schedules {
        let entry = Fields::default()
            .with("disabled", schedule.waits)
            .with_some("annotations", annotations(schedule))
            .with("schedule", cron(schedule.tier))
            .with("useOwnerReferencesInBackup", false)
            .with("template", schedule.template.clone());
        all.put(schedule.name.as_str(), entry);
    }
    let demand = &outcome.sizing.demand;
    let server = demand.groups.iter().find(|group| group.name == "velero-server").map(|group| group.request);
    let agent = demand
        .agents
        .iter()
        .find(|(name, _)| name.starts_with("velero-node-agent"))
        .map(|(_, request)| *request);
    let agent = agent.filter(|_| of("defaultVolumesToFsBackup")).and_then(resources);
    let agent = agent.map(|resources| Fields::default().with("resources", resources));
    let fields = Fields::default()
        .with_some("resources", server.and_then(resources))
        .with("deployNodeAgent", of("defaultVolumesToFsBackup"))
        .with_some("nodeAgent", agent)
        .with("snapshotsEnabled", of("snapshotVolumes"))
        .with("schedules", all);
    let mut remarks = remarks.to_vec();
    remarks.push(
        "For the chart vmware-tanzu/helm-charts charts/velero; the storage location is yours to add."
            .to_owned(),
    );
    yaml::document(&remarks, &fields)
}

/// What a pod asks for; none where nothing is published.
fn resources(request: Resources) -> Option<Fields> {
    let asked = |amount: u64, unit: &str| Some(format!("{amount}{unit}")).filter(|_| amount > 0);
    let requests = Fields::default()
        .with_some("cpu", asked(request.cpu_m, "m"))
        .with_some("memory", asked(request.memory_mib, "Mi"));
    (!requests.is_empty()).then(|| Fields::default().with("requests", requests))
}

/// A `Schedule` of velero.io/v1.
fn object(schedule: &Schedule<'_>) -> Fields {
    let metadata = Fields::default()
        .with("name", schedule.name.as_str())
        .with("namespace", VELERO)
        .with_some("annotations", annotations(schedule));
    let spec = Fields::default()
        .with("schedule", cron(schedule.tier))
        .with("useOwnerReferencesInBackup", false)
        .with_some("paused", schedule.waits.then_some(true))
        .with("template", schedule.template.clone());
    Fields::default()
        .with("apiVersion", "velero.io/v1")
        .with("kind", "Schedule")
        .with("metadata", metadata)
        .with("spec", spec)
}
