//! Failure modes and their recovery: every mode on every platform, steps, waits and effects.

use std::collections::BTreeSet;

use zoneplan::engine::backup::Scope;
use zoneplan::engine::catalogue::{Catalogue, DataFile, ModeId, Surface};
use zoneplan::engine::report::{RecoveryEntry, Report};

use crate::support::{aws, catalogue, outcome, report_of};

const PLACES: &[&str] = &[
    "provider = \"aws\"\n",
    "provider = \"azure\"\n",
    "provider = \"gcp\"\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"aws\" }\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"azure\" }\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"gcp\" }\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"on-prem\" }\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"okd\", host = \"on-prem\" }\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"okd\", host = \"gcp\" }\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"rosa-hcp\", host = \"aws\" }\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"rosa-classic\", host = \"aws\" }\n",
    "provider = \"openshift\"\nopenshift = { flavour = \"aro\", host = \"azure\" }\n",
];

const ROTA: &str = "[team]\non_call = \"rota-24x7\"\n";

#[track_caller]
fn mode<'r>(report: &'r Report, id: &str) -> &'r RecoveryEntry {
    report.recovery.iter().find(|entry| entry.id == id).expect(id)
}

fn effect(entry: &RecoveryEntry) -> [&'static str; 3] {
    [entry.effect.read, entry.effect.write, entry.effect.settle]
}

/// A mode that a platform lacked would be one that nobody thinks of there.
#[test]
fn every_mode_on_every_platform_has_rate_scope_effect_and_source() {
    let all: BTreeSet<&str> = ModeId::WORDS.iter().map(|(word, _)| *word).collect();
    assert_eq!(all.len(), 23);
    for place in PLACES {
        let report = report_of(&format!("[platform]\n{place}"));
        let found: BTreeSet<&str> = report.recovery.iter().map(|entry| entry.id).collect();
        let others: Vec<&&str> = found.difference(&all).collect();
        assert!(others.iter().all(|id| **id == "zone-stop"), "{place}: {found:?}");
        // On a site of one's own no provider runs a load balancer, and a failure domain is whole.
        let absent: Vec<&str> = all.difference(&found).copied().collect();
        let expected: &[&str] =
            if place.contains("on-prem") { &["load-balancer", "zone-partial"] } else { &[] };
        assert_eq!(absent, expected, "{place}");
        for entry in &report.recovery {
            let name = format!("{place} {}", entry.id);
            let (low, high) = (entry.per_year_range.low, entry.per_year_range.high);
            assert!(low > 0.0 && low <= entry.per_year && entry.per_year <= high, "{name}: {low} {high}");
            assert!(!entry.failure.is_empty() && !entry.scope.is_empty() && !entry.who_acts.is_empty());
            for word in effect(entry) {
                assert!(["works", "degraded", "stopped"].contains(&word), "{name}: {word}");
            }
            assert_eq!(entry.sources.len(), 2, "{name}");
            assert!(entry.sources.iter().all(|row| !row.source.is_empty() && !row.as_of.is_empty()));
            assert!(!entry.rpo_by_surface.is_empty(), "{name}");
            assert!(entry.supports_stated.is_some() && entry.supports_why.is_some(), "{name}");
            assert!(entry.rto_minutes.is_some() && entry.rtt_minutes.is_some(), "{name}");
        }
    }
}

/// Of one zone there are no several.
#[test]
fn one_zone_has_no_several_zones() {
    let report = report_of(&aws("zones = 1\n"));
    assert!(report.recovery.iter().all(|entry| entry.id != "several-zones"));
    assert!(report_of(&aws("zones = 2\n")).recovery.iter().any(|entry| entry.id == "several-zones"));
}

/// RTO is the sum of the steps before verification, RTT has the verification as well.
#[test]
fn the_means_of_the_steps_add_up_to_the_recovery() {
    for rest in ["", ROTA, "[database]\nhigh_availability = \"none\"\n"] {
        for entry in &report_of(&aws(rest)).recovery {
            let of = |step: &&zoneplan::engine::report::RecoveryStep| step.step != "verification";
            let means = entry.steps.iter().filter(of).filter_map(|step| step.minutes).map(|step| step.mean);
            let (sum, mean) = (means.sum::<f64>(), entry.rto_mean_minutes.expect("a mean"));
            assert!((sum - mean).abs() < 0.005 * mean + 0.01, "{}: {sum} {mean}", entry.id);
            let last = entry.steps.last().expect("steps");
            assert!(last.step == "verification" && last.minutes.expect("minutes").mean > 15.0);
            let (rto, rtt) = (entry.rto_minutes.expect("a law"), entry.rtt_minutes.expect("a law"));
            assert!(rto.p90 < rtt.p90, "{}", entry.id);
        }
    }
}

/// Repair hours of 0.5, 2, 24 and of 0.5, 2, 8: PERT means of (0.5 + 8 + 24)/6 h = 325 min and
/// (0.5 + 8 + 8)/6 h = 165 min. Availability has the restore as a PERT, hence the hundredths.
#[test]
fn a_restore_that_may_not_work_counts_as_often_as_it_works() {
    for (rest, wait) in [(ROTA, 0.0), ("", 2560.0 / 168.0 * 60.0)] {
        let outcome = outcome(&aws(rest));
        let p = outcome.backups.proof.p_restore_works;
        assert!(p > 0.5 && p < 0.9, "untested, hence in doubt: {p}");
        let restore = &outcome.backups.restore;
        let volumes = restore.branches.iter().find(|it| it.surface == Surface::Volumes).expect("volumes");
        let all = [
            ("data-corruption", restore.law(Scope::Data), 325.0),
            ("volume", restore.law_of(volumes), 165.0),
        ];
        for (id, law, row) in all {
            let entry = outcome.recoveries.iter().find(|entry| entry.id == id).expect(id);
            let minutes = entry.rto(restore).expect("a law");
            let expected = p * law.mean() + (1.0 - p) * row + wait;
            assert!((minutes.mean() / expected - 1.0).abs() < 1e-3, "{id}: {} {expected}", minutes.mean());
        }
        let class = |name: &str| {
            let found = outcome.availability.classes.iter().find(|class| class.name == name).expect(name);
            found.outage.mean_minutes().expect("happens")
        };
        let mean = |id: &str| {
            let entry = outcome.recoveries.iter().find(|entry| entry.id == id).expect(id);
            entry.rto(restore).expect("a law").mean()
        };
        let (found, expected) = (mean("data-corruption"), class("data-corruption"));
        assert!((found / expected - 1.0).abs() < 0.03, "{found} {expected}");
        // Two are down and the first repair of 0.7043 h ends it: 0.7043/2 h. Availability has
        // outages with a zone away as well, where one is down.
        let (found, expected) = (mean("chain-quorum"), 0.7043 / 2.0 * 60.0);
        assert!((found / expected - 1.0).abs() < 0.01, "{found} {expected}");
    }
}

/// Mean wait without a rota: 2560 of 168 hours (docs/model.md, "Who is there").
#[test]
fn a_rota_around_the_clock_is_never_slower_and_changes_no_work() {
    let (none, rota) = (report_of(&aws("")), report_of(&aws(ROTA)));
    let mut waits = 0;
    for (a, b) in none.recovery.iter().zip(&rota.recovery) {
        assert_eq!(a.id, b.id);
        let (slow, fast) = (a.rto_minutes.expect("a law"), b.rto_minutes.expect("a law"));
        assert!(fast.p50 <= slow.p50 + 1e-9 && fast.p90 <= slow.p90 + 1e-9, "{}", a.id);
        let wait = a.steps.iter().find(|step| step.step == "waiting").and_then(|step| step.minutes);
        let Some(wait) = wait else {
            assert!((slow.p90 - fast.p90).abs() < 1e-9, "{}", a.id);
            continue;
        };
        waits += 1;
        assert!((wait.mean - 2560.0 / 168.0 * 60.0).abs() < 1e-6, "{}: {}", a.id, wait.mean);
        let gap = a.rto_mean_minutes.expect("a mean") - b.rto_mean_minutes.expect("a mean");
        assert!((gap - wait.mean).abs() < 0.01 * wait.mean, "{}: {gap}", a.id);
    }
    // Failovers that fail, volumes, certificates and quotas, corruption.
    assert_eq!(waits, 4);
    let hours = |report: &Report| report.effort.incidents.failure_hours_per_month;
    assert_eq!(hours(&none), hours(&rota));
}

/// Four validators over three zones stand 2, 1, 1 and three must sign: of the zones one stops
/// blocks, and with them writes, which are accepted and settled or are none. Six stand 2, 2, 2
/// and four must sign.
#[test]
fn of_four_validators_one_zone_stops_settlement() {
    let four = report_of(&aws(""));
    assert_eq!(effect(mode(&four, "zone-stop")), ["works", "stopped", "stopped"]);
    assert_eq!(effect(mode(&four, "zone")), ["works", "degraded", "works"]);
    assert_eq!(mode(&four, "zone-stop").supports_stated, Some("no"));
    let six = report_of(&aws("[workload]\nreplicas = { \"besu-validator\" = 6 }\n"));
    assert!(six.recovery.iter().all(|entry| entry.id != "zone-stop"));
    assert_eq!(mode(&six, "zone").supports_stated, Some("yes"));
}

/// Four validators on a node of each of three zones stand 2, 1, 1 and three must sign: one node
/// of the three stops the chain. Over two zones they stand 2, 2, and each node stops it. Six
/// stand 2, 2, 2 and four must sign: none stops it.
#[test]
fn a_node_takes_all_the_validators_that_stand_on_it() {
    let four = report_of(&aws(""));
    for id in ["node", "zone-partial"] {
        let entry = mode(&four, id);
        assert_eq!(effect(entry), ["works", "degraded", "degraded"], "{id}");
        assert_ne!(entry.supports_stated, Some("yes"), "{id}");
        let words = "the loss of nodes that hold 2 of 4 validators or more stops the chain";
        assert!(entry.basis.contains(words), "{id}: {}", entry.basis);
        assert!(entry.supports_why.as_ref().expect("why").contains(words), "{id}");
        assert!(!entry.in_mixture, "{id}");
    }
    let two = report_of(&aws("zones = 2\n"));
    let node = mode(&two, "node");
    assert_eq!((node.effect.write, node.effect.settle), ("stopped", "stopped"));
    assert!(node.in_mixture);
    let six = report_of(&aws("[workload]\nreplicas = { \"besu-validator\" = 6 }\n"));
    assert_eq!(mode(&six, "node").effect.settle, "works");
}

#[test]
fn effects_follow_the_layout() {
    let report = report_of(&aws(""));
    assert_eq!(effect(mode(&report, "database")), ["degraded", "stopped", "works"]);
    assert_eq!(effect(mode(&report, "cache")), ["works", "works", "works"]);
    assert_eq!(effect(mode(&report, "rpc")), ["works", "works", "works"]);
    assert_eq!(effect(mode(&report, "chain-quorum")), ["works", "stopped", "stopped"]);
    assert_eq!(effect(mode(&report, "region")), ["stopped", "stopped", "stopped"]);
    // Degraded is not down: none of these is in the headline.
    for id in ["pod", "cache", "control-plane", "object-storage", "volume", "provider-wide"] {
        let entry = mode(&report, id);
        assert!(!entry.in_headline && !entry.in_mixture && entry.effect.write != "stopped", "{id}");
    }
    for id in ["database", "failed-failover", "load-balancer", "dns", "network", "region", "bad-change"] {
        assert!(mode(&report, id).in_headline && mode(&report, id).in_mixture, "{id}");
    }
    let bare = "[database]\nhigh_availability = \"none\"\n[cache]\nhigh_availability = \"none\"\n\
                [workload]\nreplicas = { \"besu-rpc\" = 1, \"besu-validator\" = 2 }\n";
    let bare = report_of(&aws(bare));
    assert!(bare.recovery.iter().all(|entry| entry.id != "failed-failover"), "no standby, no failover");
    assert_eq!((mode(&bare, "database").automatic, mode(&bare, "zone").automatic), (false, false));
    assert_eq!(effect(mode(&bare, "cache")), ["degraded", "degraded", "works"]);
    assert_eq!(effect(mode(&bare, "rpc")), ["degraded", "stopped", "stopped"]);
    // Two validators must both sign.
    assert_eq!(mode(&bare, "node").effect.settle, "stopped");
    assert!((mode(&bare, "cache").per_year * 2.0 - mode(&report, "cache").per_year).abs() < 1e-12);
    let public = report_of(&aws("[workload]\nprofile = \"dalp-public-chain\"\n"));
    assert!(public.recovery.iter().all(|entry| entry.id != "chain-quorum"));
    assert!(mode(&public, "rpc").failure.contains("outside"));
}

/// A part of 2 % of one loss of the primary a year is a failover that fails; the rest works.
#[test]
fn losses_of_the_primary_are_counted_once() {
    let report = report_of(&aws(""));
    let (works, fails) = (mode(&report, "database").per_year, mode(&report, "failed-failover").per_year);
    assert!((works - 0.98).abs() < 1e-12 && (fails - 0.02).abs() < 1e-12, "{works} {fails}");
}

/// Three of four validators must sign: with own faults at λ = 2.5 a year (2 and 0.5 of its
/// node) and r hours of repair, outages begin at 3λ·P(three up) = 3λ·4(λr/8760) to first order;
/// r = (2 × 4.85/6 + 0.5 × 1.73/6) ÷ 2.5 = 0.7043 h.
#[test]
fn validators_fail_in_pairs_as_often_as_their_product_says() {
    let report = report_of(&aws(""));
    let hours = (2.0 * (0.05 + 0.8 + 4.0) / 6.0 + 0.5 * (0.05 + 0.68 + 1.0) / 6.0) / 2.5;
    let expected = 3.0 * 2.5 * 4.0 * 2.5 * hours / 8760.0;
    let found = mode(&report, "chain-quorum").per_year;
    assert!((found / expected - 1.0).abs() < 0.01, "{found} {expected}");
}

/// The vendor's page, word for word:
/// <https://docs.settlemint.com/docs/architecture/self-hosting/high-availability/cloud-native>
#[test]
fn what_the_vendor_states_stands_word_for_word_beside_each_mode() {
    for entry in &report_of(&aws("")).recovery {
        let stated = &entry.vendor_stated;
        let text =
            |stated: &Option<zoneplan::engine::report::Stated>| stated.as_ref().map(|it| it.text.clone());
        assert_eq!(text(&stated.rto).as_deref(), Some("2–15 minutes"));
        assert_eq!(stated.rto_note.as_deref(), Some("Automatic failover for most failures"));
        assert_eq!(text(&stated.rpo).as_deref(), Some("Seconds–1 minute"));
        assert_eq!(stated.rpo_note.as_deref(), Some("Synchronous replication"));
        assert_eq!(text(&stated.rtt).as_deref(), Some("15–60 minutes"));
        assert_eq!(stated.rtt_note.as_deref(), Some("Including verification"));
    }
}

/// With nobody on call a failover by hand waits as any other work; the hot ones do not.
#[test]
fn a_failover_by_hand_waits_for_the_team() {
    let of = |pattern: &str, rest: &str| {
        let place = format!("second_region = \"eu-west-1\"\npattern = \"{pattern}\"\n{rest}");
        outcome(&aws(&place)).recoveries.into_iter().find(|it| it.id == "region").expect("a mode").timeline
    };
    assert_eq!(of("hot-warm", "").waits.len(), 3);
    let warm = of("hot-warm", ROTA);
    assert!(warm.waits.iter().all(|absence| absence.most_minutes <= 0.0));
    assert_eq!((warm.detection.len(), warm.decision.len(), warm.action.len()), (1, 1, 5));
    assert!(of("hot-hot-public", "").waits.is_empty());
}

#[test]
fn on_premises_the_team_mends_what_a_provider_would() {
    let report = report_of(
        "[platform]\nprovider = \"openshift\"\nopenshift = { flavour = \"okd\", host = \"on-prem\" }\n",
    );
    for id in ["control-plane", "object-storage", "provider-wide"] {
        let entry = mode(&report, id);
        assert_eq!(entry.who_acts, "engineer", "{id}");
        assert!(entry.steps.iter().any(|step| step.step == "waiting"), "{id}");
        assert!(entry.basis.contains("stands in"), "{id}: {}", entry.basis);
    }
    assert_eq!(mode(&report, "region").failure, "The site is lost");
    assert_eq!(mode(&report, "dns").who_acts, "provider");
    let disk = mode(&report, "volume");
    assert!(disk.automatic && disk.basis.contains(" disks") && disk.sources[1].row.contains("disk_hdd"));
}

#[test]
fn a_faulty_mode_is_refused_with_its_place() {
    let text = include_str!("../../data/failure_modes.csv");
    let refuse = |from: &str, to: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        let file = DataFile { path: "failure_modes.csv", text: &changed };
        let rates =
            DataFile { path: "failure_rates.csv", text: include_str!("../../data/failure_rates.csv") };
        Catalogue::load(&[rates, file]).expect_err("refused")[0].to_string()
    };
    assert!(refuse("\ncache,", "\ncachet,").contains("failure_modes.csv"));
    assert!(refuse(",cache_node,", ",cash_node,").contains("cash_node"));
    assert!(refuse(",1,3,10,", ",1,,10,").contains("all three of low, likely and high, or none"));
    assert_eq!(catalogue().failure_modes.len(), 23);
}
