//! Components of the workload.

use super::super::table;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};

/// What kind of Kubernetes object runs the component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComponentKind {
    /// Interchangeable replicas.
    Deployment,
    /// Replicas with names, and volumes of their own.
    StatefulSet,
    /// One on each node.
    DaemonSet,
    /// Runs once.
    Job,
    /// A further container of another component's pod.
    Sidecar,
    /// One on each node, started by the node itself.
    StaticPod,
    /// Not published.
    Unknown,
}

/// A component and what one replica of it asks for.
#[derive(Clone, Debug)]
pub struct Component {
    /// Its name.
    pub name: String,
    /// How it runs.
    pub kind: ComponentKind,
    /// Provider on which it runs; none means all.
    pub provider: Option<String>,
    /// A group of which only one row is deployed.
    pub alternative: Option<String>,
    /// The component in whose pods it runs, as a container of them.
    pub beside: Option<String>,
    /// Whether it runs once on each node.
    pub per_node: bool,
    /// Replicas by default.
    pub replicas_default: Option<u32>,
    /// Replicas in a highly available set-up.
    pub replicas_ha: Option<u32>,
    /// CPU request in millicores; the production value where one is published.
    pub cpu_request_m: Option<u32>,
    /// Memory request in MiB; the production value where one is published.
    pub memory_request_mib: Option<u32>,
    /// Volume of each replica in GiB; the production value where one is published.
    pub volume_gib: Option<f64>,
    /// Priority of its pods: where room is short, those below 0 go first.
    pub priority: i32,
    /// CPU limit in millicores.
    pub cpu_limit_m: Option<u32>,
    /// Memory limit in MiB.
    pub memory_limit_mib: Option<u32>,
    /// The managed service that takes its place: postgres, cache, object-storage.
    pub replaced_by: Option<String>,
    /// Workload profiles it belongs to; `extra` is counted beside every profile.
    pub profiles: Vec<String>,
    /// Where the row comes from.
    pub provenance: Provenance,
}

const COLUMNS: &[&str] = &[
    "component",
    "kind",
    "scope",
    "provider",
    "alternative",
    "beside",
    "per_node",
    "replicas_default",
    "replicas_ha",
    "cpu_request_m",
    "memory_request_mib",
    "cpu_limit_m",
    "memory_limit_mib",
    "volume_gib",
    "cpu_request_prod_m",
    "memory_request_prod_mib",
    "volume_prod_gib",
    "priority",
    "replaced_by",
    "profiles",
    "as_of",
    "method",
    "source",
];

pub(super) fn read(
    file: &DataFile<'_>,
    into: &mut Vec<Component>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    const KINDS: &[(&str, ComponentKind)] = &[
        ("deployment", ComponentKind::Deployment),
        ("statefulset", ComponentKind::StatefulSet),
        ("daemonset", ComponentKind::DaemonSet),
        ("job", ComponentKind::Job),
        ("sidecar", ComponentKind::Sidecar),
        ("static-pod", ComponentKind::StaticPod),
        ("", ComponentKind::Unknown),
    ];
    let mut keys = Keys::new();
    into.clear();
    table::read(file, COLUMNS, faults, |row| {
        let maybe = |column| Some(row.text(column).to_owned()).filter(|text| !text.is_empty());
        let name = row.filled("component")?;
        keys.next((name.clone(), row.text("provider").to_owned()), row.file(), row.line())?;
        row.choice("scope", &[("app", ()), ("data", ()), ("add-on", ())])?;
        let production = |column, plain| Ok(row.maybe_count(column)?.or(row.maybe_count(plain)?));
        let component = Component {
            name,
            kind: row.choice("kind", KINDS)?,
            provider: maybe("provider").filter(|provider| provider != "all"),
            alternative: maybe("alternative"),
            beside: maybe("beside"),
            priority: row.choice("priority", &[("", 0), ("-10", -10)])?,
            cpu_limit_m: row.maybe_count("cpu_limit_m")?,
            memory_limit_mib: row.maybe_count("memory_limit_mib")?,
            per_node: row.choice("per_node", &[("true", true), ("false", false)])?,
            replicas_default: row.maybe_count("replicas_default")?,
            replicas_ha: row.maybe_count("replicas_ha")?,
            cpu_request_m: production("cpu_request_prod_m", "cpu_request_m")?,
            memory_request_mib: production("memory_request_prod_mib", "memory_request_mib")?,
            volume_gib: row.maybe_size("volume_prod_gib")?.or(row.maybe_size("volume_gib")?),
            replaced_by: maybe("replaced_by"),
            profiles: row.words("profiles"),
            provenance: row.provenance()?,
        };
        dates.see(&component.provenance);
        into.push(component);
        Ok(())
    });
}
