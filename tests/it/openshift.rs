//! What OpenShift adds: its storage cluster, its nodes, its subscriptions, its keys.

use proptest::prelude::*;
use zoneplan::engine::catalogue::OdfCount;
use zoneplan::engine::cost::Line;
use zoneplan::engine::plan::Outcome;
use zoneplan::engine::scenario::OdfProfile;
use zoneplan::engine::sizing::{Odf, OdfNeed, SizingError, odf};
use zoneplan::engine::units::Resources;

use crate::support::{catalogue, outcome, parse, report_of};

const GIB_PER_TB: f64 = 1e12 / 1_073_741_824.0;

/// A node of 16 vCPU and 64 GiB, less half a core and 1 GiB.
const NODE: Resources = Resources { cpu_m: 15_500, memory_mib: 64_512, pods: 250 };

fn need(usable_tb: f64) -> OdfNeed {
    OdfNeed {
        usable_gib: usable_tb * GIB_PER_TB,
        disk_gib: 2.5 * GIB_PER_TB,
        disk_slots: 24,
        node: NODE,
        profile: OdfProfile::Internal,
        zones: 3,
    }
}

fn of(need: OdfNeed) -> Odf {
    odf(need, &catalogue().odf).expect("a storage cluster")
}

/// The sizer's own case: 10 TB usable, disks of 2.5 TB, internal, all services: 12 OSDs,
/// 41.75 CPU, 107.5 GiB over three zones; the planning guide has 48 CPU and 117 GiB.
#[test]
fn ten_terabytes_are_those_of_the_sizer() {
    let odf = of(need(10.0));
    assert_eq!(odf.osds, 12);
    assert_eq!((odf.request.cpu_m, odf.request.memory_mib), (41_750, 110_080));
    assert_eq!((odf.guide.cpu_m, odf.guide.memory_mib), (48_000, 117 * 1024));
    let tb = |gib: f64| gib / GIB_PER_TB;
    for (found, expected) in
        [(odf.raw_gib, 30.0), (odf.holds_gib, 10.0), (odf.alert_at_gib, 7.5), (odf.read_only_at_gib, 8.5)]
    {
        assert!((tb(found) - expected).abs() < 1e-9, "{} TB, not {expected}", tb(found));
    }
    // Four disks (8 CPU, 20 GiB), a monitor and at most 5.75 CPU of others in each zone.
    assert_eq!(odf.nodes, 3);
    assert!(odf.copies_in_zones());
}

/// By hand, each with 12 OSDs: lean 12 × 1.5 + 3 × 0.5 + 2 × (0.5 + 1 + 1) + 2.75;
/// balanced 12 × 2 + 3 + 2 × (1 + 2 + 2) + 2.75; performance 12 × 4 + 3 × 1.5 +
/// 2 × (1.5 + 3 + 2) + 2.75.
#[test]
fn profiles_are_those_of_the_operator() {
    for (profile, cpu_m, gib) in [
        (OdfProfile::Lean, 27_250, 36.0 + 3.0 + 2.0 * 4.0 + 10.5),
        (OdfProfile::Balanced, 39_750, 60.0 + 6.0 + 2.0 * 9.5 + 10.5),
        (OdfProfile::Performance, 68_250, 96.0 + 9.0 + 2.0 * 14.0 + 10.5),
    ] {
        let odf = of(OdfNeed { profile, ..need(10.0) });
        assert_eq!(odf.request.cpu_m, cpu_m, "{profile:?}");
        assert_eq!(odf.request.memory_mib, (gib * 1024.0) as u64, "{profile:?}");
        assert_eq!((odf.guide.cpu_m, odf.osds), (48_000, 12), "{profile:?}");
    }
}

#[test]
fn a_disk_more_begins_where_the_last_one_is_full() {
    for (usable_tb, osds) in [(0.0, 3), (2.5, 3), (2.500_001, 6), (5.0, 6), (7.5, 9), (100.0, 120)] {
        assert_eq!(of(need(usable_tb)).osds, osds, "{usable_tb} TB");
    }
}

/// Where the slots bind: 40 disks a zone, 8 of which a node takes, are 5 nodes a zone.
/// Where nothing but the services bind: a node of one core takes no disk.
#[test]
fn nodes_have_slots_and_room() {
    let large = Resources { cpu_m: 500_000, memory_mib: 2_000_000, pods: 250 };
    assert_eq!(of(OdfNeed { disk_slots: 8, node: large, ..need(100.0) }).nodes, 15);
    let small = Resources { cpu_m: 1000, memory_mib: 64_512, pods: 250 };
    let refused = odf(OdfNeed { node: small, ..need(10.0) }, &catalogue().odf);
    assert!(matches!(refused, Err(SizingError::TooSmall { .. })), "{refused:?}");
    let refused = odf(OdfNeed { disk_gib: 0.0, ..need(10.0) }, &catalogue().odf);
    assert!(matches!(refused, Err(SizingError::NoDisk { .. })), "{refused:?}");
    let refused = odf(need(10.0), &[]);
    assert!(matches!(refused, Err(SizingError::NoStorageFigures { .. })), "{refused:?}");
}

proptest! {
    #[test]
    fn storage_clusters_carry_what_they_are_asked_for(
        usable_tb in 0.0_f64..500.0,
        more_tb in 0.0_f64..100.0,
        disk_tb in 0.5_f64..16.0,
        disk_slots in 1_u32..=24,
        cpu_m in 5_000_u64..64_000,
        memory_gib in 16_u64..512,
        zones in 1_u32..=5,
        profile in prop::sample::select(OdfProfile::ALL.to_vec()),
    ) {
        let node = Resources { cpu_m, memory_mib: memory_gib * 1024, pods: 250 };
        let disk_gib = disk_tb * GIB_PER_TB;
        let need = OdfNeed { disk_gib, disk_slots, node, zones, profile, ..need(usable_tb) };
        let odf = of(need);
        prop_assert!(odf.holds_gib >= need.usable_gib * (1.0 - 1e-9));
        prop_assert!(odf.osds.is_multiple_of(3));
        prop_assert!(odf.nodes >= 3 && odf.nodes.is_multiple_of(3));
        // No fewer nodes than the sums of any resource ask for.
        prop_assert!(odf.request.fits_in(node.times(u64::from(odf.nodes))));
        prop_assert!(odf.osds <= u64::from(odf.nodes) * u64::from(disk_slots));
        // The parts are the whole.
        let sum: Resources = odf
            .services
            .iter()
            .fold(Resources::ZERO, |sum, service| sum + service.request.times(service.count));
        prop_assert_eq!(sum, odf.request);
        prop_assert!(odf.alert_at_gib < odf.read_only_at_gib && odf.read_only_at_gib < odf.holds_gib);
        let more = of(OdfNeed { usable_gib: need.usable_gib + more_tb * GIB_PER_TB, ..need });
        prop_assert!(more.osds >= odf.osds && more.nodes >= odf.nodes && more.guide.cpu_m >= odf.guide.cpu_m);
    }
}

#[test]
fn every_profile_has_every_service() {
    let services = |profile: OdfProfile| -> Vec<(String, OdfCount)> {
        let rows = catalogue().odf.iter().filter(|row| row.profile == profile.name());
        rows.map(|row| (row.service.clone(), row.count)).collect()
    };
    for profile in OdfProfile::ALL {
        assert_eq!(services(profile), services(OdfProfile::Internal), "{profile:?}");
    }
    assert_eq!(services(OdfProfile::Internal).len(), 9);
}

fn on_premises(rest: &str) -> String {
    format!(
        "[platform]\nprovider = \"openshift\"\nopenshift = {{ flavour = \"ocp\", host = \"on-prem\" }}\n{rest}"
    )
}

fn openshift(keys: &str) -> String {
    format!("[platform]\nprovider = \"openshift\"\nopenshift = {{ {keys} }}\n")
}

fn line<'o>(outcome: &'o Outcome, component: &str) -> Option<&'o Line> {
    outcome.bill.lines.iter().find(|line| line.component == component)
}

/// What the site keeps: volumes (the database's 2 × 200 GiB among them), 500 GiB of
/// objects, and the backups; its servers are billed.
#[test]
fn a_site_keeps_its_data_on_storage_servers() {
    let small = outcome(&on_premises(""));
    let odf = small.odf.as_ref().expect("a storage cluster");
    let copies = small.backups.velero_gib + small.backups.database_gib + small.backups.versions_gib;
    let kept = small.sizing.demand.volumes_gib + 500.0 + copies;
    assert!((odf.need.usable_gib - kept).abs() < 1e-9);
    let large = outcome(&on_premises("[object_storage]\nstored_gib = 400000\n"));
    let more = large.odf.as_ref().expect("a storage cluster");
    assert!(more.nodes > odf.nodes, "{} nodes", more.nodes);
    for found in [&small, &large] {
        let nodes = f64::from(found.odf.as_ref().map_or(0, |odf| odf.nodes));
        let billed = line(found, "Storage servers").expect("a line");
        assert!((billed.quantity - nodes).abs() < 1e-9, "{}", billed.basis);
    }
    assert!(outcome(&openshift("host = \"aws\"")).odf.is_none());
}

/// Disks of 0.1 TB are 93.1 GiB: a site whose data fills more than three quarters is warned.
#[test]
fn a_site_is_warned_before_its_disks_are_full() {
    let usable = outcome(&on_premises("")).odf.expect("a storage cluster").need.usable_gib;
    let disk_tb = usable * 1.1 / GIB_PER_TB;
    let plan = on_premises(&format!("[assumptions]\n\"odf.disk_tb\" = {disk_tb}\n"));
    let warned = outcome(&plan);
    assert_eq!(warned.odf.as_ref().map(|odf| odf.osds), Some(3));
    let warning = warned.warnings.iter().find(|warning| warning.code == "storage-alert").expect("a warning");
    assert!(warning.message.contains("nothing is written from"), "{}", warning.message);
    let report = report_of(&plan);
    let entry = report.sizing.odf.as_ref().expect("an entry");
    assert!((entry.usable_gib - usable).abs() < 1e-9 && entry.services.len() == 9);
}

/// A core-pair is 4 vCPU, counted over the cluster and rounded up once: six workers of
/// 2 vCPU are three, five are three too.
#[test]
fn core_pairs_are_counted_over_the_cluster() {
    for (nodes, pairs) in [(6, 3.0), (5, 3.0), (7, 4.0)] {
        let pool = format!("[[node_pools]]\ninstance_type = \"r6a.large\"\nnodes = {nodes}\n");
        let found = outcome(&format!("{}{pool}", openshift("infra_nodes = \"auto\"")));
        let billed = line(&found, "OpenShift subscription").expect("a line");
        assert!((billed.quantity - pairs / 12.0).abs() < 1e-9, "{nodes}: {}", billed.basis);
    }
}

/// Infra nodes are three, of at least 4 vCPU and 24 GiB, and free of subscription.
#[test]
fn infra_nodes_are_a_choice() {
    let (with, without) = (outcome(&openshift("infra_nodes = \"auto\"")), outcome(&openshift("")));
    let infra = with.openshift.as_ref().and_then(|openshift| openshift.infra.as_ref()).expect("infra nodes");
    let shape = &catalogue().types(with.plan.platform.host)[&infra.instance_type];
    assert!(infra.nodes == 3 && shape.vcpu >= 4 && shape.memory_gib >= 24.0, "{}", infra.instance_type);
    assert!(line(&with, "Infra nodes").is_some() && line(&without, "Infra nodes").is_none());
    let fee = |outcome| line(outcome, "OpenShift subscription").map(|line| line.quantity);
    assert_eq!(fee(&with), fee(&without));
}

#[test]
fn keys_of_openshift_are_checked() {
    let fault = |text: &str| {
        let faults = parse(text).expect_err("a faulty plan");
        faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    for (keys, part) in [
        ("router_shards = 0", "a whole number from 1 to 10"),
        ("router_shards = 11", "a whole number from 1 to 10"),
        ("auto_sizing = true", "default | on | off"),
        ("infra_nodes = \"three\"", "none | auto"),
        ("infra_nodes = \"auto\", host = \"on-prem\"", "the servers of the site carry"),
        ("infra_nodes = \"auto\", flavour = \"aro\"", "none, as the flavour is aro"),
        ("odf_profile = \"lean\"", "on premises only"),
        ("odf_profile = \"huge\", host = \"on-prem\"", "internal | lean | balanced | performance"),
        ("router_shard = 2", "the nearest is router_shards"),
    ] {
        let found = fault(&openshift(keys));
        assert!(found.contains(part), "{keys}: {found}");
    }
    let found = fault(&format!("{}[object_storage]\nredundancy = \"ceph\"\n", openshift("host = \"gcp\"")));
    assert!(found.contains("\"ceph\" is not planned yet"), "{found}");
    let found = fault(&on_premises("[assumptions]\n\"odf.disk_tb\" = 0\n"));
    assert!(found.contains("at least 0.1 TB"), "{found}");
    let platform = parse(&openshift("router_shards = 3")).expect("sound").platform;
    assert_eq!(platform.openshift.map(|settings| settings.router_shards), Some(3));
}
