//! Plans: defaults, faults, and what follows from them.

use zoneplan::bundled::PRESETS;
use zoneplan::engine::scenario::Document;

use crate::support::{aws, outcome, parse, report_of};

#[track_caller]
fn faults(text: &str) -> Vec<String> {
    parse(text).expect_err("a faulty plan").iter().map(ToString::to_string).collect()
}

#[test]
fn the_preset_is_the_plan_of_the_defaults() {
    let (_, preset) = PRESETS.iter().find(|(name, _)| *name == "aws").expect("a preset");
    assert_eq!(parse(preset).expect("sound"), parse(&aws("")).expect("sound"));
}

#[test]
fn json_is_read_like_toml() {
    let document =
        Document::from_json("{\"platform\": {\"provider\": \"aws\", \"zones\": 2}}").expect("JSON");
    let plan = zoneplan::engine::scenario::plan_from(&document, crate::support::catalogue()).expect("sound");
    assert_eq!(plan, parse(&aws("zones = 2\n")).expect("sound"));
}

#[test]
fn every_fault_is_reported_with_its_line() {
    let text = "name = \"x\"\n[platform]\nprovider = \"aws\"\nregion = \"eu-centrall-1\"\nzones = 0\n\
                kubernets_version = \"1.33\"\n[team]\nengineers = 0\nhourly_cost_usd = -5\n";
    let faults = faults(text);
    assert_eq!(faults.len(), 5, "{faults:#?}");
    assert!(
        faults[0].starts_with("line 4, platform.region: found \"eu-centrall-1\", allowed is a region of AWS")
    );
    assert!(faults[0].ends_with("the nearest is eu-central-1"));
    assert_eq!(faults[1], "line 5, platform.zones: found 0, allowed is a whole number from 1 to 12");
    assert!(faults[2].starts_with("line 6, platform.kubernets_version: found an unknown key"));
    assert!(faults[2].ends_with("the nearest is kubernetes_version"));
    assert_eq!(faults[3], "line 8, team.engineers: found 0, allowed is a whole number from 1 to 100");
    assert!(faults[4].starts_with("line 9, team.hourly_cost_usd: found -5, allowed is a number from 0"));
}

#[test]
fn zones_are_those_of_the_region() {
    assert_eq!(
        faults(&aws("zones = 0\n")),
        ["line 3, platform.zones: found 0, allowed is a whole number from 1 to 3"]
    );
    assert_eq!(
        faults(&aws("zones = 4\n")),
        ["line 3, platform.zones: found 4, allowed is a whole number from 1 to 3"]
    );
    assert!(parse("[platform]\nprovider = \"aws\"\nregion = \"us-east-1\"\nzones = 6\n").is_ok());
}

/// Another region of the same provider; a word that is none of its regions names the nearest.
#[test]
fn a_second_region_is_another_one_of_the_same_provider() {
    let second = |text: &str| parse(text).map(|plan| plan.platform.second_region);
    assert_eq!(second(&aws("")), Ok(None));
    assert_eq!(second(&aws("second_region = \"none\"\n")), Ok(None));
    assert_eq!(second(&aws("second_region = \"eu-west-1\"\n")), Ok(Some("eu-west-1".to_owned())));
    for (rest, part) in [
        ("second_region = \"eu-central-1\"\n", "another region of the same provider"),
        ("second_region = \"westeurope\"\n", "a region of AWS"),
        ("second_region = \"eu-west-11\"\n", "the nearest is eu-west-1"),
        ("second_region = 7\n", "platform.second_region: found 7"),
    ] {
        let faults = faults(&aws(rest));
        assert!(faults.len() == 1 && faults[0].contains(part), "{rest}: {faults:?}");
    }
    let site =
        "[platform]\nprovider = \"openshift\"\nopenshift = { host = \"on-prem\" }\nsecond_region = \"x\"\n";
    assert!(faults(site)[0].contains("none, as there is no region on premises"));
}

#[test]
fn one_zone_has_no_standby() {
    let plan = parse(&aws("zones = 1\n")).expect("sound");
    assert_eq!(plan.database.high_availability, zoneplan::engine::scenario::HighAvailability::None);
    let faults = faults(&aws("zones = 1\n[database]\nhigh_availability = \"zone-redundant\"\n"));
    assert_eq!(
        faults,
        [
            "line 5, database.high_availability: found \"zone-redundant\", allowed is none, as the platform has one zone"
        ]
    );
}

#[test]
fn ranges_are_read_in_their_three_forms() {
    for form in ["150", "\"100 to 200\"", "{ low = 100, likely = 150, high = 200 }"] {
        let plan = parse(&aws(&format!("[network]\negress_gib_per_month = {form}\n"))).expect("sound");
        assert!((plan.network.egress_gib_per_month.likely() - 150.0).abs() < 1e-12, "{form}");
    }
    for (form, part) in [
        ("\"200 to 100\"", "\"low to high\""),
        ("{ low = 3, likely = 2, high = 5 }", "low at most likely"),
        ("{ low = 3 }", "high: found nothing"),
        ("{ low = 1, high = 2, hgih = 3 }", "the nearest is high"),
        ("-1", "a number from 0"),
        ("nan", "a number from 0"),
        ("\"many\"", "found \"many\""),
        ("[1]", "a list of 1"),
    ] {
        let faults = faults(&aws(&format!("[network]\negress_gib_per_month = {form}\n")));
        assert!(faults.iter().any(|fault| fault.contains(part)), "{form}: {faults:?}");
    }
}

#[test]
fn what_is_not_planned_yet_is_refused_and_not_ignored() {
    for (rest, part) in [
        ("pattern = \"hot-warm\"\n", "the pattern hot-warm has two sites"),
        ("[[node_pools]]\n[[node_pools]]\n", "one pool"),
        ("[workload]\nmanifests = \"x.yaml\"\n", "files that were handed in with the plan"),
    ] {
        let faults = faults(&aws(rest));
        assert!(faults.iter().any(|fault| fault.contains(part)), "{rest}: {faults:?}");
    }
    assert_eq!(faults("[platform]\nprovider = \"oracle\"\n").len(), 1);
    assert_eq!(faults("").len(), 1);
}

#[test]
fn assumptions_are_overridden_by_id() {
    let plan = aws("[assumptions]\n\"node.mtbf_hours\" = 4380\n\"network.nat_gib_per_month\" = 0\n");
    let outcome = outcome(&plan);
    let nat = outcome.bill.lines.iter().find(|line| line.component == "NAT traffic").expect("a line");
    assert!(nat.quantity.abs() < 1e-12);
    let node = outcome.recoveries.iter().find(|recovery| recovery.id == "node").expect("a mode");
    assert!(node.per_year > 5.9, "three nodes that fail twice a year");
    let faults = faults(&aws("[assumptions]\n\"network.nat_gib\" = 0\n"));
    assert!(faults[0].contains("the nearest is network.nat_gib_per_month"), "{faults:?}");
}

#[test]
fn four_validators_over_three_zones_are_found_out() {
    let report = report_of(&aws(""));
    assert!(!report.sizing.quorum[0].survives_zone_loss);
    assert!(report.sizing.quorum[0].advice.contains("6 survive the loss of any one"));
    assert!(report.warnings.iter().any(|warning| warning.code == "quorum"));
    let mended = report_of(&aws("[workload]\nreplicas = { \"besu-validator\" = 6 }\n"));
    assert!(mended.sizing.quorum[0].survives_zone_loss);
    // With four, the loss of the zone that has two of them stops the chain: 0.04 times a year for
    // 6.8333 h in the mean (1, 4, 24) are 16.4 minutes.
    let minutes = |report: &zoneplan::engine::report::Report| -> f64 {
        let mut classes = report.availability.classes.iter();
        classes.find(|class| class.name == "zone").expect("a class").downtime_minutes_per_year
    };
    assert!((minutes(&report) - 16.4).abs() < 0.3, "{}", minutes(&report));
    assert!(minutes(&mended) < minutes(&report) / 10.0);
}

#[test]
fn a_missing_price_is_never_nothing() {
    let outcome = outcome(&aws("[database]\ninstance = \"db.c5.large\"\n"));
    assert!(!outcome.bill.complete);
    let line = outcome.bill.lines.iter().find(|line| line.component == "PostgreSQL").expect("a line");
    assert_eq!(line.list(), None);
    let targets = "[database]\ninstance = \"db.c5.large\"\n[targets]\nmonthly_cost_usd = 100000\n";
    let report = report_of(&aws(targets));
    assert_eq!(report.cost.unpriced.len(), 1);
    assert_eq!(report.verdicts[0].met, zoneplan::engine::plan::Met::Undecided);
}

#[test]
fn verdicts_follow_the_confidence() {
    use zoneplan::engine::plan::Met;
    let met = |confidence: f64| {
        let rest =
            format!("[targets]\nsetup_days = 3.5\navailability_pct = 99.9\nconfidence = {confidence}\n");
        report_of(&aws(&rest)).verdicts.iter().map(|verdict| verdict.met).collect::<Vec<_>>()
    };
    assert_eq!(met(0.5), [Met::Yes, Met::Yes]);
    assert_eq!(met(0.999), [Met::No, Met::No]);
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let json = |text: &str| zoneplan::engine::report::to_json(&report_of(text)).expect("JSON");
    assert_eq!(json(&aws("")), json(&aws("")));
}

#[test]
fn an_unusable_region_says_so() {
    let report = report_of("[platform]\nprovider = \"aws\"\nregion = \"me-central-1\"\n");
    assert!(report.warnings.iter().any(|warning| warning.code == "region-unusable"));
}

#[test]
fn pods_that_do_not_fit_meet_no_target() {
    use zoneplan::engine::plan::Met;
    let pool = "[[node_pools]]\ninstance_type = \"m6a.xlarge\"\nnodes = 2\n";
    let plan = aws(&format!("{pool}[targets]\navailability_pct = 50\n"));
    let report = report_of(&plan);
    assert!(report.availability.steady_state.abs() < 1e-12);
    assert_eq!(report.verdicts[0].met, Met::No);
    assert!(report.warnings.iter().any(|warning| warning.code == "does-not-fit"));
}

#[test]
fn frequent_outages_keep_their_law_near_their_mean() {
    let report = report_of(&aws("[team]\nchanges_per_year = 3000\n"));
    let minutes = &report.availability.downtime_minutes_per_year;
    let median = minutes.p50.expect("a law");
    assert!((median / minutes.mean - 1.0).abs() < 0.1, "{median} {}", minutes.mean);
}

#[test]
fn only_some_zones_stop_the_chain() {
    let report = report_of(&aws(""));
    let events = |id: &str| report.recovery.iter().find(|entry| entry.id == id).map(|entry| entry.per_year);
    let (spared, stops) = (events("zone").expect("a row"), events("zone-stop").expect("a row"));
    assert!((spared / stops - 2.0).abs() < 1e-9, "one zone of three holds two validators");
    let mended = report_of(&aws("[workload]\nreplicas = { \"besu-validator\" = 6 }\n"));
    assert!(mended.recovery.iter().all(|entry| entry.id != "zone-stop"));
}

#[test]
fn a_range_of_an_assumption_keeps_its_shape() {
    let minutes = |dist: &str| {
        let range = format!("{{ low = 1, likely = 2, high = 30, dist = \"{dist}\" }}");
        let outcome = outcome(&aws(&format!("[assumptions]\n\"dns.repair_hours\" = {range}\n")));
        let class = outcome.availability.classes.iter().find(|class| class.name == "dns").expect("a class");
        class.outage.downtime_minutes_per_year()
    };
    assert!(minutes("pert") < minutes("triangular") && minutes("triangular") < minutes("uniform"));
}

#[test]
fn what_is_set_must_fit_together() {
    for (rest, part) in [
        ("[[node_pools]]\ninstance_type = \"m7g.xlarge\"\n", "a type of amd64"),
        ("[database]\ninstance = \"m6g.large\"\n", "the nearest is db.m6g.large"),
        ("[cache]\ninstance = \"cache.foo\"\n", "a class of AWS in the catalogue such as cache."),
        ("[[node_pools]]\nautoscale = { min = 6, max = 3 }\n", "at most max, which is 3"),
        ("[[node_pools]]\nnodes = 9\nautoscale = { min = 3, max = 6 }\n", "auto, or 3 to 6"),
        ("[[node_pools]]\nzone_loss = \"elastc\"\n", "static | elastic | degraded | none"),
        ("[assumptions]\n\"database.used_pct\" = 500\n", "at most 100"),
        ("[assumptions]\n\"node.mtbf_hours\" = 0\n", "hours above 0"),
        ("[assumptions]\n\"bad_change.probability\" = 2\n", "at most 1"),
    ] {
        let faults = faults(&aws(rest));
        assert!(faults.iter().any(|fault| fault.contains(part)), "{rest}: {faults:?}");
    }
    let name = faults("name = \"\\u001b[31mred\"\n[platform]\nprovider = \"aws\"\n");
    assert!(name[0].contains("without control characters"), "{name:?}");
}

#[test]
fn only_what_differs_from_its_default_is_said_to_have_no_effect() {
    let (_, preset) = PRESETS.iter().find(|(name, _)| *name == "aws").expect("a preset");
    assert!(parse(preset).expect("sound").without_effect.is_empty());
    // The seed draws the schedule of the setup; the days that copies are kept are the chart's alone.
    let plan =
        parse(&aws("[simulation]\nseed = 7\n[backup]\ntiers = \"gfs\"\nkeep_days = 7\n")).expect("sound");
    assert_eq!(plan.without_effect, ["backup.keep_days"]);
    let other = "[workload]\nprofile = \"dalp-public-chain\"\nreplicas = { \"besu-validator\" = 6 }\n";
    assert_eq!(parse(&aws(other)).expect("sound").without_effect, ["workload.replicas.besu-validator"]);
}
