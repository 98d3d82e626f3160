//! The five patterns on every platform.

use proptest::prelude::*;
use zoneplan::bundled;
use zoneplan::engine::catalogue::{Catalogue, DataFile, Part, PartState, Pattern, Site};
use zoneplan::engine::cost::Bill;
use zoneplan::engine::plan::{Outcome, assess};

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
    row.rto(&outcome.backups.restore).expect("a time").quantile(0.5)
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
    let rota = "[team]\non_call = \"rota-24x7\"\n";
    let found = outcome(&plan("gcp", rota, Some("europe-west4"), Pattern::HotCold));
    let region = found.recoveries.iter().find(|recovery| recovery.id == "region").expect("a row");
    let steps = region.rto(&found.backups.restore).expect("steps");
    let (low, high) = steps.ends();
    assert!((low / 60.0 - 6.083).abs() < 1e-9 && (high / 60.0 - 76.25).abs() < 1e-9);
    // The modes are in the middle, so the law is even about it.
    assert!((steps.quantile(0.5) / 60.0 - 41.17).abs() < 0.1, "{}", steps.quantile(0.5) / 60.0);
    assert_eq!((region.automatic, region.who_acts.as_str()), (false, "engineer"));
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

#[test]
fn a_row_of_the_table_is_the_plan_with_that_pattern() {
    let own = outcome(&plan("aws", "", None, Pattern::CloudNative));
    assert_eq!(own.patterns.len(), Pattern::ALL.len());
    for row in &own.patterns {
        let figures = row.figures.as_ref().expect("figures");
        let alone = outcome(&plan("aws", "", Some("eu-west-1"), row.pattern));
        assert_eq!(figures.monthly, alone.bill.effective, "{:?}", row.pattern);
        assert_eq!(row.is_own, row.pattern == Pattern::CloudNative);
        assert_eq!(row.is_suggested, row.pattern.has_second_site());
        assert_eq!(row.second_region.as_deref(), row.pattern.has_second_site().then_some("eu-west-1"));
        let Some(against) = figures.against_own else { continue };
        assert_eq!(against.monthly_more, alone.bill.effective - own.bill.effective);
        let more = (against.monthly_more + against.labour_more).dollars() * 12.0;
        assert_eq!(against.usd_per_minute.is_some(), more > 0.0 && against.minutes_saved >= 0.5);
        // Less than half a minute a year is no saving that has a price.
        let Some(usd) = against.usd_per_minute else { continue };
        assert!((usd * against.minutes_saved - more).abs() < 1e-6 * more);
    }
}

#[test]
fn a_pattern_whose_prices_are_not_loaded_has_no_figures() {
    let few = Catalogue::load(&bundled::first_files()).expect("sound");
    let own = parse(&plan("aws", "", None, Pattern::CloudNative)).expect("a plan");
    let found = assess(&own, &few).expect("a layout");
    for row in found.patterns.iter().filter(|row| row.pattern.has_second_site()) {
        assert_eq!(row.figures, Err("the prices of eu-west-1 are not loaded".to_owned()));
        assert_eq!(row.needs, ["prices/aws/eu-west-1.csv"]);
    }
    let lost = parse(&plan("aws", "", Some("eu-west-1"), Pattern::HotWarm)).expect("a plan");
    let error = assess(&lost, &few).expect_err("no prices");
    assert_eq!(error.to_string(), "the prices of eu-west-1 are not loaded");
}

/// EUR 5,000 at 1.17 are USD 5,850, at 1.05 and 1.25 USD 5,250 and 6,250.
#[test]
fn the_hosted_offer_stands_beside_bill_and_work() {
    let found = outcome(&plan("aws", "", None, Pattern::CloudNative));
    let beside = found.build_or_buy.as_ref().expect("offers");
    let production = beside.offers.iter().find(|offer| offer.name == "production").expect("an offer");
    let usd = production.usd_per_month;
    let dollars = [usd.low, usd.likely, usd.high].map(|usd| usd.dollars());
    assert!(dollars.iter().zip([5250.0, 5850.0, 6250.0]).all(|(a, b)| (a - b).abs() < 1e-6), "{dollars:?}");
    let build = found.bill.effective.dollars() + found.effort.upkeep.labour_monthly.dollars();
    assert!((production.build_more.dollars() - (build - 5850.0)).abs() < 1e-6);
    assert_eq!(production.sla_pct, Some(99.95));
    let quoted = "[assumptions]\n\"hosted.production_eur_per_month\" = 4000\n\"hosted.usd_per_eur\" = 1.1\n";
    let own = outcome(&format!("{}{quoted}", plan("aws", "", None, Pattern::CloudNative)));
    let offers = own.build_or_buy.expect("offers").offers;
    let production = offers.iter().find(|offer| offer.name == "production").expect("an offer");
    assert!((production.usd_per_month.likely.dollars() - 4400.0).abs() < 1e-6);
    assert!(production.provenance.is_none(), "it is the plan's own figure");
}

/// Copies that the plan asks for and those of the pattern are the same copies.
#[test]
fn copies_in_the_second_region_are_billed_once() {
    for pattern in [Pattern::HotWarm, Pattern::HotCold] {
        let bill =
            |rest: &str| outcome(&format!("{}{rest}", plan("aws", "", Some("eu-west-1"), pattern))).bill;
        let [without, with] = ["", "[backup]\noff_region_copy = true\n"].map(bill);
        let copies = |bill: &Bill| -> f64 {
            let there = bill.lines.iter().filter(|line| line.region == "eu-west-1");
            there.filter(|line| line.component.starts_with("Velero copies")).map(|line| line.quantity).sum()
        };
        assert!(copies(&without) > 0.0);
        assert!((copies(&with) - copies(&without)).abs() < 1e-9, "{pattern:?}: {}", copies(&with));
    }
}

#[test]
fn two_regions_cannot_carry_one_chain() {
    let codes = |pattern, rest: &str| -> Vec<&'static str> {
        let text = format!("{}{rest}", plan("aws", "", Some("eu-west-1"), pattern));
        outcome(&text).warnings.iter().map(|warning| warning.code).collect()
    };
    let public = "[workload]\nprofile = \"dalp-public-chain\"\n";
    assert!(codes(Pattern::HotHotConsortium, "").contains(&"region-quorum"));
    assert!(codes(Pattern::HotHotConsortium, public).contains(&"pattern-profile"));
    assert!(codes(Pattern::HotHotPublic, "").contains(&"pattern-profile"));
    assert!(!codes(Pattern::HotHotPublic, public).contains(&"pattern-profile"));
}

#[test]
fn a_faulty_row_of_a_pattern_is_named() {
    const PARTS: &str = "pattern,site,part,state,clusters,share,replication,as_of,method,source\n";
    const FAILOVERS: &str = "pattern,position,id,name,kind,acts,who_acts,figure,as_of,method,source\n";
    let refuse = |path: &str, text: String| {
        let faults = catalogue().clone().extend(&DataFile { path, text: &text }).expect_err("refused");
        faults[0].to_string()
    };
    for (row, part) in [
        ("hot-hot,second,nodes,active,1,1,none,undated,assumed,x", "hot-hot-consortium"),
        ("cloud-native,second,nodes,active,1,1,none,undated,assumed,x", "has one site"),
        ("hot-warm,second,nodes,tepid,1,1,none,undated,assumed,x", "column state"),
        ("hot-warm,second,nodes,warm,1,1.5,none,undated,assumed,x", "a number from 0 to 1"),
        ("hot-warm,second,nodes,warm,1,-0.5,none,undated,assumed,x", "a number from 0 to 1"),
        ("hot-warm,second,nodes,warm,1,hot_warm.nodes,none,undated,assumed,x", "no figure is named"),
        ("hot-warm,second,nodes,warm,1,1,none,undated,assumed,", "column source"),
    ] {
        let found = refuse("patterns.csv", format!("{PARTS}{row}\n"));
        assert!(found.contains(part) && found.contains("patterns.csv"), "{row}: {found}");
    }
    let row = "hot-warm,1,lag,Lag,lag,,,hot_warm.nothing,undated,assumed,x\n";
    let found = refuse("failovers.csv", format!("{FAILOVERS}{row}"));
    assert!(found.contains("no figure is named \"hot_warm.nothing\""), "{found}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// More of a failover's odds and less of its time never cost availability.
    #[test]
    fn a_better_failover_never_makes_it_worse(odds in 0.0_f64..0.5, minutes in 1.0_f64..600.0) {
        let down = |odds: f64, minutes: f64| {
            let rest = format!(
                "[assumptions]\n\"hot_warm.failover_success\" = {odds}\n\"hot_warm.decide_minutes\" = {minutes}\n"
            );
            let text = format!("{}{rest}", plan("aws", "", Some("eu-west-1"), Pattern::HotWarm));
            outcome(&text).availability.headline.unavailability
        };
        let here = down(odds, minutes);
        prop_assert!(down(odds + 0.5, minutes) <= here + 1e-15);
        prop_assert!(down(odds, minutes / 2.0) <= here + 1e-15);
    }
}
