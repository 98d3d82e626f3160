//! The picture and the words of a report, against the report itself.

use super::scene::{Mark, NodeState, loss_of, scene};
use super::words;
use crate::bundled;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::assess;
use crate::engine::report::{Report, report};
use crate::engine::scenario::{Document, plan_from};
use crate::engine::units::Resources;

/// The report of a plan, as TOML beside its provider.
fn reported(plan: &str) -> Report {
    let catalogue = Catalogue::load(&bundled::first_files()).expect("the data has no faults");
    let document =
        Document::from_toml(&format!("platform = {{ provider = \"aws\" }}\n{plan}")).expect("it is TOML");
    let plan = plan_from(&document, &catalogue).expect("the plan has no faults");
    report(&assess(&plan, &catalogue).expect("it can be planned"), None, &catalogue)
}

/// What must hold of every picture: no pod is lost or made up, and no node holds more than it has.
fn check(report: &Report) {
    let pool = &report.sizing.pools[0];
    let all = u64::from(pool.placement.iter().flat_map(|entry| &entry.per_zone).sum::<u32>());
    let drawn = |lost| {
        let scene = scene(pool, lost);
        let nodes = scene.zones.iter().flatten();
        for node in nodes.clone() {
            assert!(node.requested.fits_in(scene.usable), "{node:?}");
        }
        nodes.flat_map(|node| &node.pods).map(|pods| u64::from(pods.count)).sum::<u64>()
    };
    assert_eq!(drawn(None), all, "every pod that has a node");
    for zone in 0..pool.nodes_per_zone.len() {
        let loss = loss_of(pool, zone).expect("every zone can be lost");
        let out = loss.unplaced.iter().map(|it| it.count).chain(loss.shed.iter().map(|pods| pods.count));
        // Pods that had no node before wait on, and are in neither.
        assert_eq!(drawn(Some(zone)) + u64::from(out.sum::<u32>()), all, "zone {zone}: {loss:?}");
    }
}

#[test]
fn pictures_hold_every_pod_once_in_each_mode() {
    for mode in ["static", "elastic", "degraded", "none"] {
        check(&reported(&format!("node_pools = [{{ zone_loss = \"{mode}\" }}]")));
        check(&reported(&format!(
            "node_pools = [{{ zone_loss = \"{mode}\", nodes = 3, instance_type = \"m6a.xlarge\" }}]\n\
             workload = {{ replicas = {{ atk-dapp = 12 }} }}"
        )));
    }
}

#[test]
fn a_loss_is_drawn_and_told_as_reported() {
    let report = reported("");
    let pool = &report.sizing.pools[0];
    // Four validators over three zones: one zone has two of them, and with it goes the chain.
    let quorum = &report.sizing.quorum[0];
    let zone = quorum.per_zone.iter().position(|members| *members == 2).expect("a zone has two");
    let loss = loss_of(pool, zone).expect("it can be lost");
    let scene = scene(pool, Some(zone));
    let down = scene.zones[zone].iter().flat_map(|node| {
        assert_eq!((node.state, node.requested), (NodeState::Lost, Resources::ZERO));
        &node.pods
    });
    let down: Vec<_> = down.map(|pods| (pods.mark, pods.component.as_str(), pods.count)).collect();
    assert!(down.contains(&(Mark::Down, "besu-validator", 2)), "{down:?}");
    assert_eq!(down.len(), loss.down.len());
    let others = scene.zones.iter().enumerate().filter(|(other, _)| *other != zone);
    let moved = others.flat_map(|(_, nodes)| nodes).flat_map(|node| &node.pods);
    let moved: u32 = moved.filter(|pods| pods.mark == Mark::Moved).map(|pods| pods.count).sum();
    assert_eq!(moved, loss.moves.iter().map(|moved| moved.count).sum::<u32>());

    let said = words::loss(pool, loss, &report.sizing.quorum, zone).join(" ");
    for part in [
        format!("Without zone {} {moved} pods move to ", loss.zone),
        "pods stay down with the zone: ".to_owned(),
        "2 × besu-validator".to_owned(),
        words::spare(loss.binding_resource, loss.spare_pct),
        "besu-validator keeps 2 of 4 and needs 3: no block is sealed.".to_owned(),
    ] {
        assert!(said.contains(&part), "{part:?} is not in {said:?}");
    }
}
