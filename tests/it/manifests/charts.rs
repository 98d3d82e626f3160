//! Manifests of a public project, as they are. The figures were counted outside of this program:
//! `tests/manifests/README.md` says how.

use zoneplan::engine::manifest::{Level, Outcome, review};

use super::{read, text};

/// Kind, name, replicas, and the requests of one pod: CPU in thousandths, memory in MiB.
const WORKS: [(&str, &str, u32, u64, u64); 15] = [
    ("Deployment", "kubernetes-dashboard/kubernetes-dashboard", 1, 0, 0),
    ("Deployment", "kubernetes-dashboard/dashboard-metrics-scraper", 1, 0, 0),
    ("Deployment", "kube-system/kube-dns-autoscaler", 1, 20, 10),
    ("StatefulSet", "kube-system/elasticsearch-logging", 2, 100, 3072),
    ("DaemonSet", "kube-system/fluentd-es-v3.1.0", 0, 100, 200),
    ("Deployment", "kube-system/kibana-logging", 1, 100, 0),
    ("DaemonSet", "kube-system/ip-masq-agent", 0, 10, 16),
    ("DaemonSet", "kube-system/metadata-proxy-v0.1", 0, 32, 45),
    ("Deployment", "kube-system/metrics-server-v0.3.6", 1, 5, 50),
    ("DaemonSet", "kube-system/npd-v0.8.5", 0, 20, 20),
    ("DaemonSet", "kube-system/calico-node", 0, 0, 0),
    ("Deployment", "kube-system/calico-node-vertical-autoscaler", 1, 0, 0),
    ("Deployment", "kube-system/calico-typha", 1, 0, 0),
    ("Deployment", "kube-system/calico-typha-horizontal-autoscaler", 1, 10, 0),
    ("Deployment", "kube-system/calico-typha-vertical-autoscaler", 1, 0, 0),
];

const KINDS: [(&str, u32); 14] = [
    ("APIService", 1),
    ("ClusterRole", 10),
    ("ClusterRoleBinding", 12),
    ("ConfigMap", 6),
    ("CustomResourceDefinition", 16),
    ("DaemonSet", 5),
    ("Deployment", 9),
    ("Namespace", 1),
    ("Role", 2),
    ("RoleBinding", 3),
    ("Secret", 3),
    ("Service", 6),
    ("ServiceAccount", 13),
    ("StatefulSet", 1),
];

#[test]
fn the_add_ons_of_kubernetes_are_counted_as_others_count_them() {
    let manifests = read("addons.yaml", &text("charts/kubernetes-addons-1.20.2.yaml"));
    let works: Vec<_> = manifests
        .groups
        .iter()
        .map(|group| {
            let request = group.request;
            (group.kind.name(), group.name.as_str(), group.replicas, request.cpu_m, request.memory_mib)
        })
        .collect();
    assert_eq!(works, WORKS);
    let kinds: Vec<_> = manifests.kinds.iter().map(|(kind, count)| (kind.as_str(), *count)).collect();
    assert_eq!(kinds, KINDS);
    assert_eq!(manifests.objects.len(), 88);
    assert_eq!(manifests.outcomes.get(&Outcome::Counted), Some(&15));
    // Added up by hand: 20 + 2 × 100 + 100 + 5 + 10, and 10 + 2 × 3072 + 50; of one node's agents
    // 100 + 10 + 32 + 20, and 200 + 16 + 45 + 20.
    let sum = |per_node: bool| {
        let groups = manifests.groups.iter().filter(|group| group.is_per_node() == per_node);
        groups.fold((0, 0), |(cpu, memory), group| {
            let pods = u64::from(group.replicas.max(u32::from(per_node)));
            (cpu + pods * group.request.cpu_m, memory + pods * group.request.memory_mib)
        })
    };
    assert_eq!((sum(false), sum(true)), ((335, 6204), (162, 281)));
}

#[test]
fn two_of_its_files_are_templates_and_are_named() {
    let manifests = read("addons.yaml", &text("charts/kubernetes-addons-1.20.2.yaml"));
    let faults: Vec<String> = manifests.notes_of(Level::Fault).map(ToString::to_string).collect();
    assert_eq!(faults.len(), 2, "{faults:#?}");
    assert!(
        faults[0].contains("document 36, line 1392: found {{ metadata_agent_cpu_request }}"),
        "{faults:#?}"
    );
    assert!(faults[1].contains("document 37, line 1456"), "{faults:#?}");
    let others = manifests.notes.len() - faults.len();
    let assumed =
        manifests.notes_of(Level::Warning).filter(|note| note.message.contains("assumed to meet it"));
    assert_eq!((others, assumed.count()), (3, 3), "three agents want a label of their own on the nodes");
    // Each single Deployment stops with its node; the pair has no budget.
    let findings = review(&manifests.groups, 3);
    let stops = findings.iter().filter(|finding| finding.code.name() == "one-replica").count();
    assert_eq!(stops, 9);
    let pair = findings.iter().filter(|finding| finding.subject.ends_with("elasticsearch-logging"));
    let codes: Vec<&str> = pair.map(|finding| finding.code.name()).collect();
    assert_eq!(codes, ["fewer-replicas-than-zones", "no-disruption-budget", "soft-anti-affinity"]);
}
