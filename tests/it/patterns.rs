//! The five patterns on every platform.

use zoneplan::engine::catalogue::{Part, PartState, Pattern, Site};
use zoneplan::engine::plan::Outcome;

use crate::support::{catalogue, outcome, parse};

/// Provider, and what more `[platform]` holds, with a second region where there are any.
const PLATFORMS: [(&str, &str, Option<&str>); 11] = [
    ("aws", "", Some("eu-west-1")),
    ("azure", "", Some("northeurope")),
    ("gcp", "", Some("europe-west4")),
    ("openshift", "openshift = { flavour = \"ocp\", host = \"aws\" }\n", Some("eu-west-1")),
    ("openshift", "openshift = { flavour = \"ocp\", host = \"azure\" }\n", Some("northeurope")),
    ("openshift", "openshift = { flavour = \"ocp\", host = \"gcp\" }\n", Some("europe-west4")),
    ("openshift", "openshift = { flavour = \"ocp\", host = \"on-prem\" }\n", None),
    ("openshift", "openshift = { flavour = \"okd\", host = \"on-prem\" }\n", None),
    ("openshift", "openshift = { flavour = \"rosa-hcp\", host = \"aws\" }\n", Some("eu-west-1")),
    ("openshift", "openshift = { flavour = \"rosa-classic\", host = \"aws\" }\n", Some("eu-west-1")),
    ("openshift", "openshift = { flavour = \"aro\", host = \"azure\" }\n", Some("northeurope")),
];

fn plan(provider: &str, rest: &str, second: Option<&str>, pattern: Pattern) -> String {
    let second = match second {
        Some(region) if pattern.has_second_site() => format!("second_region = \"{region}\"\n"),
        _ => String::new(),
    };
    format!("[platform]\nprovider = \"{provider}\"\npattern = \"{}\"\n{second}{rest}", pattern.name())
}

fn region_lost(outcome: &Outcome) -> f64 {
    let row = outcome.recoveries.iter().find(|recovery| recovery.id == "region").expect("a row");
    row.rto_quantile(0.5).expect("a time")
}

#[test]
fn every_pattern_plans_on_every_platform() {
    for (provider, rest, second) in PLATFORMS {
        let of = |pattern| outcome(&plan(provider, rest, second, pattern));
        let own = of(Pattern::CloudNative);
        let [warm, cold] = [of(Pattern::HotWarm), of(Pattern::HotCold)];
        let hot = [of(Pattern::HotHotConsortium), of(Pattern::HotHotPublic)];
        let usd = |outcome: &Outcome| outcome.bill.effective.dollars();
        let down = |outcome: &Outcome| outcome.availability.headline.unavailability;
        assert!(own.bill.lines.iter().all(|line| line.site == Site::Primary));
        assert!(usd(&own) < usd(&cold) && usd(&cold) < usd(&warm), "{provider} {rest}");
        for hot in &hot {
            // On premises three servers are the least that a cluster has, warm or hot.
            assert!(usd(&warm) <= usd(hot), "{provider} {rest}: {} {}", usd(&warm), usd(hot));
            assert!(region_lost(hot) <= region_lost(&warm), "{provider} {rest}");
            assert!(down(hot) < down(&warm), "{provider} {rest}");
        }
        assert!(region_lost(&warm) <= region_lost(&cold));
        assert!(down(&warm) < down(&cold) && down(&cold) <= down(&own), "{provider} {rest}");
    }
}

#[test]
fn lines_of_the_second_site_have_the_prices_of_its_region() {
    let found = outcome(&plan("aws", "", Some("us-east-1"), Pattern::HotWarm));
    let nodes = |site| {
        let mut lines = found.bill.lines.iter();
        lines.find(|line| line.site == site && line.component == "Worker nodes").expect("nodes")
    };
    assert_eq!(nodes(Site::Primary).region, "eu-central-1");
    assert_eq!(nodes(Site::Second).region, "us-east-1");
    let database: Vec<&str> = found
        .bill
        .lines
        .iter()
        .filter(|line| line.site == Site::Second && line.component == "PostgreSQL")
        .map(|line| line.item.as_str())
        .collect();
    assert!(database.len() == 1 && database[0].ends_with("single-az"), "{database:?}");
    let replication = found.bill.lines.iter().find(|line| line.component == "Replication").expect("a line");
    assert_eq!(replication.item, "inter-region out to us-east-1");
    // 730 h are 30.42 days; 3 % a day of 200 × 50 % × 2 GiB of log, 500 GiB of objects and half
    // of the volumes.
    let volumes: f64 = found.sizing.demand.volumes_gib;
    let expected = 730.0 / 24.0 * 0.03 * (200.0 + 500.0 + volumes / 2.0);
    assert!((replication.quantity - expected).abs() < 1e-6, "{} {expected}", replication.quantity);
}

#[test]
fn a_pattern_with_two_sites_needs_a_second_region() {
    let fault = |text: &str| {
        let faults = parse(text).expect_err("a fault");
        faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    for pattern in Pattern::ALL.into_iter().filter(|pattern| pattern.has_second_site()) {
        let found = fault(&plan("aws", "", None, pattern));
        assert!(
            found.contains("platform.second_region") && found.contains("eu-west-1 is suggested"),
            "{found}"
        );
    }
    let same = fault(&plan("aws", "", Some("eu-central-1"), Pattern::HotWarm));
    assert!(same.contains("another region"), "{same}");
    let unknown = fault(&plan("aws", "", Some("eu-wst-1"), Pattern::HotWarm));
    assert!(unknown.contains("the nearest is eu-west-1"), "{unknown}");
    let own_site = fault(&plan(
        "openshift",
        "openshift = { flavour = \"ocp\", host = \"on-prem\" }\n",
        Some("eu-west-1"),
        Pattern::HotWarm,
    ));
    assert!(own_site.contains("on premises"), "{own_site}");
    assert!(fault("[platform]\nprovider = \"aws\"\npattern = \"hot-hot\"\n").contains("hot-hot-consortium"));
}

/// Hot-cold's phases add up to 6.1 to 76.3 hours on the vendor's page; 5 minutes are written
/// as 0.083 h in the data.
#[test]
fn the_phases_of_a_rebuild_add_up_to_what_the_vendor_states() {
    let found = outcome(&plan("gcp", "", Some("europe-west4"), Pattern::HotCold));
    let region = found.recoveries.iter().find(|recovery| recovery.id == "region").expect("a row");
    let steps = region.rto_steps.as_ref().expect("steps");
    assert!((steps.low() / 60.0 - 6.083).abs() < 1e-9 && (steps.high() / 60.0 - 76.25).abs() < 1e-9);
    // The modes are in the middle, so the law is even about it.
    assert!((steps.quantile(0.5) / 60.0 - 41.17).abs() < 0.1, "{}", steps.quantile(0.5) / 60.0);
    assert_eq!((region.automatic, region.who_acts), (false, "engineer"));
}

#[test]
fn every_site_of_every_pattern_says_what_it_holds_of_each_part() {
    for pattern in Pattern::ALL {
        let rows = |site| {
            catalogue()
                .pattern_parts
                .iter()
                .filter(move |row| row.pattern == pattern && row.site == site)
                .count()
        };
        assert_eq!(rows(Site::Primary), Part::COUNT, "{pattern:?}");
        assert_eq!(
            rows(Site::Second),
            if pattern.has_second_site() { Part::COUNT } else { 0 },
            "{pattern:?}"
        );
    }
    let cold = catalogue()
        .pattern_parts
        .iter()
        .find(|row| row.pattern == Pattern::HotCold && row.site == Site::Second && row.part == Part::Nodes);
    assert_eq!(cold.map(|row| row.state), Some(PartState::OnDemand));
}
