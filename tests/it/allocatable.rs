//! The rules of nodes as functions: sizes outside the catalogue, versions either side of a
//! change, the worked table of the sources, attach limits.

use std::collections::BTreeMap;

use proptest::prelude::*;
use zoneplan::engine::catalogue::{Architecture, InstanceType, Method, Provenance};
use zoneplan::engine::sizing::{Node, NodeRules, node_of};

use crate::support::{catalogue, parse};

fn shape(name: &str, vcpu: u32, memory_gib: f64, max_pods: u32) -> InstanceType {
    InstanceType {
        name: name.to_owned(),
        architecture: Architecture::Amd64,
        burstable: false,
        vcpu,
        memory_gib,
        max_pods: Some(max_pods),
        enis: Some(4),
        ipv4_per_eni: Some(15),
        few_zones: BTreeMap::new(),
        provenance: Provenance { source: "a test".to_owned(), as_of: None, method: Method::Assumed },
    }
}

fn node(platform: &str, shape: &InstanceType) -> Node {
    let platform = parse(&format!("[platform]\n{platform}")).expect("a plan").platform;
    node_of(shape, &platform, &NodeRules::of(&catalogue().node_rules, &platform)).expect("rules")
}

/// MiB that a node keeps back.
fn kept_mib(platform: &str, vcpu: u32, memory_gib: f64) -> u64 {
    let node = node(platform, &shape("any", vcpu, memory_gib, 58));
    node.capacity.memory_mib - node.allocatable.memory_mib
}

const AKS: &str = "provider = \"azure\"\npod_network = \"pod-subnet\"\n";

fn openshift(version: &str, auto_sizing: &str) -> String {
    let openshift = format!("openshift = {{ auto_sizing = \"{auto_sizing}\" }}\n");
    format!("provider = \"openshift\"\nkubernetes_version = \"{version}\"\n{openshift}")
}

/// The worked table of the sources: what is left of a node of 1:4 after its agents, which
/// were published apart: 155 m and 120 MiB, 350 m and 470 MiB, 329 m and 510 MiB, 359 m and
/// 2433 MiB. The table rounds to a tenth of a GiB, and its fit has a digit more than the data.
#[test]
fn nodes_leave_what_the_worked_table_has() {
    let openshift = openshift("1.34", "default");
    let table = [
        ("provider = \"aws\"\n", (155, 120), [(3765, 14.1), (7755, 29.7), (15735, 59.0)]),
        (AKS, (350, 470), [(3510, 12.9), (7470, 28.6), (15390, 60.1)]),
        ("provider = \"gcp\"\n", (329, 510), [(3591, 12.4), (7581, 27.2), (15561, 56.8)]),
        (openshift.as_str(), (359, 2433), [(3141, 11.7), (7141, 26.3), (15141, 55.5)]),
    ];
    for (platform, (agents_m, agents_mib), expected) in table {
        for ((vcpu, pods), (cpu_m, gib)) in [(4, 58), (8, 58), (16, 234)].into_iter().zip(expected) {
            let left = node(platform, &shape("any", vcpu, f64::from(vcpu) * 4.0, pods)).allocatable;
            assert_eq!(left.cpu_m - agents_m, cpu_m, "{platform}, {vcpu} vCPU");
            let memory = (left.memory_mib - agents_mib) as f64 / 1024.0;
            assert!((memory - gib).abs() <= 0.06, "{platform}, {vcpu} vCPU: {memory} GiB, not {gib}");
        }
    }
}

/// By hand. Seen of 16, 32 and 256 GiB are 15, 30 and 248 whole GiB (0.974 M − 0.405).
/// Bands up to 4.20: 1 + 0.8 + 0.7 = 2.5, half up 3; 2.6 + 0.06 × 14 = 3.44, so 3;
/// 9.32 + 0.02 × 120 = 11.72, so 12. Since 4.21: 1 + 0.06 × 7 = 1.42, so 1;
/// 1 + 0.06 × 22 = 2.32, so 2; 7.72 + 0.02 × 128 = 10.28, so 10.
#[test]
fn openshift_keeps_back_as_it_is_told() {
    for (version, auto_sizing, gib) in [
        ("1.33", "default", [1, 1, 1]),
        ("1.33", "off", [1, 1, 1]),
        ("1.33", "on", [3, 3, 12]),
        ("1.29", "on", [3, 3, 12]),
        ("1.34", "default", [1, 2, 10]),
        ("1.34", "on", [1, 2, 10]),
        ("1.34", "off", [1, 1, 1]),
    ] {
        for (memory_gib, expected) in [16.0, 32.0, 256.0].into_iter().zip(gib) {
            let kept = kept_mib(&openshift(version, auto_sizing), 8, memory_gib);
            assert_eq!(kept, expected * 1024 + 100, "{version}, {auto_sizing}, {memory_gib} GiB");
        }
    }
    // 0.06 + 0.012 × (64 − 1) = 0.816 cores; the bands never reach the floor of half a core.
    for (version, auto_sizing, vcpu, expected) in
        [("1.34", "on", 64, 816), ("1.30", "on", 64, 816), ("1.34", "on", 37, 500), ("1.29", "on", 128, 500)]
    {
        let node = node(&openshift(version, auto_sizing), &shape("any", vcpu, 64.0, 58));
        assert_eq!(node.capacity.cpu_m - node.allocatable.cpu_m, expected, "{version}, {vcpu} vCPU");
    }
}

/// A hosted control plane sizes its workers by itself from 4.23 on only.
#[test]
fn hosted_control_planes_follow_two_releases_later() {
    for (version, expected) in [("1.35", 1), ("1.36", 4)] {
        let platform = format!(
            "provider = \"openshift\"\nkubernetes_version = \"{version}\"\n\
             openshift = {{ flavour = \"rosa-hcp\" }}\n"
        );
        assert_eq!(kept_mib(&platform, 16, 64.0), expected * 1024 + 100, "{version}");
    }
}

/// Pod limits of AKS by network, and what they keep back since 1.29: 20 × pods + 50 MiB, at
/// most a quarter of the advertised memory, and 100 MiB.
#[test]
fn aks_keeps_back_by_its_network() {
    for (network, pods, gib, expected) in [
        ("overlay", 250, 32.0, 5050 + 100),
        ("overlay", 250, 16.0, 4096 + 100),
        ("pod-subnet", 110, 16.0, 2250 + 100),
        ("kubenet", 110, 16.0, 2250 + 100),
        ("node-subnet", 30, 16.0, 650 + 100),
    ] {
        let platform = format!("provider = \"azure\"\npod_network = \"{network}\"\n");
        assert_eq!(node(&platform, &shape("any", 4, gib, 0)).capacity.pods, pods, "{network}");
        assert_eq!(kept_mib(&platform, 4, gib), expected, "{network}, {gib} GiB");
    }
    let before = format!("{AKS}kubernetes_version = \"1.28\"\n");
    // 2.6 + 0.06 × 16 GiB and 750 MiB.
    assert_eq!(kept_mib(&before, 4, 32.0), 3645 + 750);
}

#[test]
fn gke_keeps_a_constant_on_the_smallest_nodes() {
    assert_eq!(kept_mib("provider = \"gcp\"\n", 1, 0.6), 255 + 100);
    assert_eq!(kept_mib("provider = \"gcp\"\n", 1, 1.0), 256 + 100);
}

/// 64 GiB × (1 − 7.5 %) = 59.2 GiB; on small machines the measured fit is lower already:
/// 0.974 × 8 − 0.405 = 7.387 GiB, not 7.4.
#[test]
fn a_cautious_plan_counts_on_less_memory() {
    let seen = |platform: &str, gib| {
        let platform = format!("{platform}memory_seen = \"cautious\"\n");
        node(&platform, &shape("any", 8, gib, 58)).capacity.memory_mib
    };
    assert_eq!(seen("provider = \"aws\"\n", 64.0), 60_620);
    assert_eq!(seen(AKS, 64.0), 60_620);
    assert_eq!(seen("provider = \"aws\"\n", 8.0), 7_564);
    // Nobody publishes such a share for Google Cloud: 0.984 × 64 − 0.145 GiB.
    assert_eq!(seen("provider = \"gcp\"\n", 64.0), 64_338);
}

/// Figures of the drivers: EBS 27 or 32 with the root volume, interfaces beyond the first on
/// EKS; data disks of Azure; persistent disks 127 and Hyperdisk by size on Google Cloud.
#[test]
fn nodes_attach_as_many_volumes_as_their_drivers_say() {
    let openshift_on = |host| format!("provider = \"openshift\"\nopenshift = {{ host = \"{host}\" }}\n");
    for (platform, name, vcpu, expected) in [
        ("provider = \"aws\"\n".to_owned(), "m6a.xlarge", 4, Some(27 - 1 - 3)),
        ("provider = \"aws\"\n".to_owned(), "m7a.xlarge", 4, Some(31)),
        ("provider = \"aws\"\n".to_owned(), "r7i.24xlarge", 96, Some(63)),
        ("provider = \"aws\"\n".to_owned(), "i4i.8xlarge", 32, Some(25 - 1 - 3)),
        ("provider = \"aws\"\n".to_owned(), "m7i.metal-24xl", 96, None),
        ("provider = \"aws\"\n".to_owned(), "z9.large", 2, None),
        (openshift_on("aws"), "m6a.xlarge", 4, Some(26)),
        (openshift_on("gcp"), "n2-standard-8", 8, Some(127)),
        (openshift_on("on-prem"), "server-64c-256g", 64, None),
        (AKS.to_owned(), "Standard_D4s_v5", 4, Some(8)),
        (AKS.to_owned(), "Standard_E2_v4", 2, Some(4)),
        (AKS.to_owned(), "Standard_D8s_v6", 8, Some(24)),
        (AKS.to_owned(), "Standard_D8as_v6", 8, Some(16)),
        (AKS.to_owned(), "Standard_D16s_v7", 16, None),
        ("provider = \"gcp\"\n".to_owned(), "e2-standard-4", 4, Some(127)),
        ("provider = \"gcp\"\n".to_owned(), "e2-small", 2, Some(15)),
        ("provider = \"gcp\"\n".to_owned(), "c4-standard-8", 8, Some(31)),
        ("provider = \"gcp\"\n".to_owned(), "n4-standard-8", 8, Some(15)),
    ] {
        let found = node(&platform, &shape(name, vcpu, 16.0, 58)).volumes;
        assert_eq!(found, expected, "{platform}, {name}");
    }
}

/// Every type of the catalogue has a limit, but for the newest series of Azure, which the
/// driver's table does not have.
#[test]
fn the_catalogue_s_types_have_attach_limits() {
    for (provider, network) in [("aws", ""), ("azure", "pod_network = \"kubenet\"\n"), ("gcp", "")] {
        let plan = parse(&format!("[platform]\nprovider = \"{provider}\"\n{network}")).expect("a plan");
        let rules = NodeRules::of(&catalogue().node_rules, &plan.platform);
        for shape in catalogue().types(plan.platform.host).values() {
            let volumes = node_of(shape, &plan.platform, &rules).expect("rules").volumes;
            assert_eq!(volumes.is_none(), shape.name.ends_with("_v7"), "{}", shape.name);
            assert!(volumes.is_none_or(|volumes| (3..=128).contains(&volumes)), "{}", shape.name);
        }
    }
}

fn platforms() -> impl Strategy<Value = String> {
    let versions = (21_u32..45).prop_map(|minor| format!("kubernetes_version = \"1.{minor}\"\n"));
    let place = prop::sample::select(vec![
        "provider = \"aws\"\n",
        "provider = \"aws\"\npod_network = \"vpc-cni-prefix\"\n",
        "provider = \"azure\"\n",
        "provider = \"azure\"\npod_network = \"pod-subnet\"\n",
        "provider = \"azure\"\npod_network = \"kubenet\"\n",
        "provider = \"azure\"\npod_network = \"node-subnet\"\n",
        "provider = \"gcp\"\n",
        "provider = \"openshift\"\nopenshift = { auto_sizing = \"default\" }\n",
        "provider = \"openshift\"\nopenshift = { auto_sizing = \"on\" }\n",
        "provider = \"openshift\"\nopenshift = { auto_sizing = \"off\" }\n",
        "provider = \"openshift\"\nopenshift = { flavour = \"rosa-hcp\" }\n",
    ]);
    let seen = prop::sample::select(vec!["", "memory_seen = \"cautious\"\n"]);
    (place, versions, seen).prop_map(|(place, version, seen)| format!("{place}{version}{seen}"))
}

proptest! {
    #[test]
    fn nodes_never_offer_more_than_they_have(
        platform in platforms(),
        vcpu in 1_u32..=128,
        memory_gib in 0.5_f64..1024.0,
    ) {
        let node = node(&platform, &shape("any", vcpu, memory_gib, 58));
        prop_assert!(node.allocatable.fits_in(node.capacity));
        prop_assert!(node.capacity.memory_mib as f64 <= memory_gib * 1024.0);
        prop_assert_eq!(node.capacity.cpu_m, u64::from(vcpu) * 1000);
        prop_assert!(node.allocatable.pods > 0);
    }

    /// More processors or more memory never leave less. OpenShift rounds what it keeps to
    /// whole GiB, so that a GiB more may leave what it was; two and a half never less.
    #[test]
    fn larger_nodes_never_offer_less(
        platform in platforms(),
        vcpu in 1_u32..=128,
        memory_gib in 1.0_f64..512.0,
        more_vcpu in 0_u32..=64,
        more_gib in 2.5_f64..512.0,
    ) {
        let of = |vcpu, gib| node(&platform, &shape("any", vcpu, gib, 58)).allocatable;
        let (small, large) = (of(vcpu, memory_gib), of(vcpu + more_vcpu, memory_gib + more_gib));
        prop_assert!(small.cpu_m <= large.cpu_m && small.memory_mib <= large.memory_mib);
    }
}
