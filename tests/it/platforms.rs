//! The four platforms: what their plans allow, and what prices are found.

use zoneplan::bundled::PRESETS;
use zoneplan::engine::catalogue::{Catalogue, DataFile, Provider};
use zoneplan::engine::cost::Price;
use zoneplan::engine::plan::evaluate;

use crate::support::{catalogue, outcome, parse};

#[track_caller]
fn fault_of(text: &str) -> String {
    let faults = parse(text).expect_err("a faulty plan");
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

fn openshift(flavour: &str, host: &str) -> String {
    format!(
        "[platform]\nprovider = \"openshift\"\nopenshift = {{ flavour = \"{flavour}\", host = \"{host}\" }}\n"
    )
}

/// What the reference layout lacks a price of, on each platform: nothing that the source
/// tables hold.
#[test]
fn the_reference_layout_is_priced_on_every_platform() {
    for (name, preset) in PRESETS {
        let text = outcome(preset);
        let missing: Vec<&str> = text
            .bill
            .lines
            .iter()
            .filter(|line| matches!(line.price, Price::Unpriced { .. }))
            .map(|line| line.component)
            .collect();
        let expected: &[&str] = match *name {
            // The tables have no row of either in europe-west3.
            "gcp" => &["Load balancer traffic", "PostgreSQL backups"],
            _ => &[],
        };
        assert_eq!(missing, expected, "{name}");
        assert!(text.plan.without_effect.is_empty(), "{name}");
        assert!(text.sizing.placement().survives(), "{name}");
    }
    let rosa = outcome(&openshift("rosa-hcp", "aws"));
    assert!(rosa.bill.complete);
    let own_site = outcome(&openshift("ocp", "on-prem"));
    let lines = own_site.bill.lines.iter().filter(|line| line.list().is_none());
    assert_eq!(lines.map(|line| line.component).collect::<Vec<_>>(), ["Storage subscription"]);
    assert!(outcome(&openshift("okd", "on-prem")).bill.complete);
}

#[test]
fn openshift_runs_where_its_flavour_does() {
    for (flavour, host) in [
        ("ocp", "aws"),
        ("ocp", "azure"),
        ("ocp", "gcp"),
        ("ocp", "on-prem"),
        ("okd", "gcp"),
        ("rosa-hcp", "aws"),
        ("rosa-classic", "aws"),
        ("aro", "azure"),
    ] {
        let found = outcome(&openshift(flavour, host));
        let own = found.openshift.as_ref().is_some_and(|layout| layout.control_plane.is_some());
        let expected = host != "on-prem" && flavour != "rosa-hcp";
        assert_eq!(own, expected, "{flavour} on {host} pays for control-plane nodes");
    }
    assert!(fault_of(&openshift("rosa-hcp", "azure")).contains("aws, as the flavour is rosa-hcp"));
    assert!(fault_of(&openshift("aro", "aws")).contains("azure, as the flavour is aro"));
    assert!(fault_of(&openshift("ocp", "mars")).contains("aws | azure | gcp | on-prem"));
    assert!(fault_of(&openshift("opc", "aws")).contains("ocp | okd | rosa-hcp | rosa-classic | aro"));
    let region = format!("{}region = \"eu-central-1\"\n", openshift("ocp", "on-prem"));
    assert!(fault_of(&region).contains("on premises there is no region"));
    let azure = "[platform]\nprovider = \"azure\"\nopenshift = { flavour = \"aro\" }\n";
    assert!(fault_of(azure).contains("as the provider is not openshift"));
}

#[test]
fn what_belongs_to_another_platform_is_refused() {
    for (provider, rest, part) in [
        ("azure", "pod_network = \"vpc-cni\"\n", "auto | overlay | pod-subnet"),
        ("gcp", "pod_network = \"overlay\"\n", "allowed is auto"),
        ("azure", "region = \"eu-central-1\"\n", "a region of Azure"),
        ("azure", "[[node_pools]]\ninstance_type = \"m6a.xlarge\"\n", "a type of Azure"),
        ("gcp", "[database]\ninstance = \"db.m6g.large\"\n", "a class of GCP"),
        ("azure", "[cache]\nengine = \"valkey\"\n", "auto | redis"),
        ("azure", "[object_storage]\nredundancy = \"multi-region\"\n", "is not planned yet"),
    ] {
        let faults = fault_of(&format!("[platform]\nprovider = \"{provider}\"\n{rest}"));
        assert!(faults.contains(part), "{provider}, {rest}: {faults}");
    }
    assert!(fault_of("[platform]\nprovider = \"oracle\"\n").contains("aws | azure | gcp | openshift"));
}

#[test]
fn a_zone_redundant_database_is_never_priced_as_a_single_one() {
    for provider in ["aws", "azure", "gcp"] {
        let database = |mode: &str| {
            let text = format!(
                "[platform]\nprovider = \"{provider}\"\n[database]\nhigh_availability = \"{mode}\"\n"
            );
            let bill = outcome(&text).bill;
            let lines = bill.lines.iter().filter(|line| {
                line.component.starts_with("PostgreSQL") && line.component != "PostgreSQL backups"
            });
            lines.map(|line| line.list().expect("priced").dollars()).sum::<f64>()
        };
        let ratio = database("zone-redundant") / database("none");
        assert!((1.95..2.05).contains(&ratio), "{provider}: {ratio}");
    }
}

#[test]
fn a_stand_in_is_a_line_that_says_so() {
    let plan = |stand_in: &str| {
        format!("[platform]\nprovider = \"gcp\"\n[finance]\nstand_in_region = \"{stand_in}\"\n")
    };
    let (without, with) = (outcome(&plan("none")), outcome(&plan("us-central1")));
    assert!(!without.bill.complete && with.bill.complete);
    let stand_ins: Vec<_> =
        with.bill.lines.iter().filter_map(|line| Some((line.component, line.stand_in.as_deref()?))).collect();
    assert_eq!(
        stand_ins,
        [("Load balancer traffic", "us-central1"), ("PostgreSQL backups", "us-central1")],
        "only what this region lacks"
    );
    assert!(with.warnings.iter().any(|warning| warning.code == "stand-in"));
    assert!(fault_of(&plan("europe-west3")).contains("another region than the plan's own"));
    assert!(fault_of(&plan("westeurope")).contains("a region of GCP"));
}

#[test]
fn own_prices_take_the_place_of_the_listed_ones() {
    const HEAD: &str =
        "provider,region,service,item,unit,tiering,tier_from,tier_to,usd_per_unit,as_of,method,source\n";
    let sheet = |rows: &str| format!("{HEAD}{rows}");
    let mut own = catalogue().clone();
    let text = sheet(
        "aws,eu-central-1,ec2,m6a.xlarge,hour,,,,0.15,2026-11,page,our agreement\n\
         aws,eu-central-1,data-transfer,internet out,GB,graduated,0,100,0.05,2026-11,page,our agreement\n\
         aws,eu-central-1,data-transfer,internet out,GB,graduated,100,,0.01,2026-11,page,our agreement\n",
    );
    let replaced = own.overlay(&DataFile { path: "ours.csv", text: &text }).expect("a sound sheet");
    assert_eq!(replaced.len(), 2);
    assert!(replaced.iter().all(|price| price.before.is_some() && price.provider == Provider::Aws));
    let plan = parse("[platform]\nprovider = \"aws\"\n").expect("a plan");
    let (listed, ours) =
        (evaluate(&plan, catalogue()).expect("a layout"), evaluate(&plan, &own).expect("a layout"));
    assert_ne!(listed.digest, ours.digest, "the report says that other prices were read");
    let usd = |bill: &zoneplan::engine::cost::Bill, component: &str| {
        let line = bill.lines.iter().find(|line| line.component == component).expect("a line");
        line.effective().expect("priced").dollars()
    };
    assert_eq!(ours.bill.list, listed.bill.list, "the list stays beside them");
    assert!((usd(&ours.bill, "Worker nodes") - 3.0 * 730.0 * 0.15).abs() < 1e-9);
    assert!((usd(&ours.bill, "Internet traffic") - (100.0 * 0.05 + 100.0 * 0.01)).abs() < 1e-9);
    assert!((usd(&ours.bill, "Control plane") - 73.0).abs() < 1e-9, "what the sheet lacks stays");

    for (rows, part) in [
        ("mars,x,ec2,m6a.xlarge,hour,,,,1,2026,page,x\n", "column provider"),
        ("aws,westeurope,ec2,m6a.xlarge,hour,,,,1,2026,page,x\n", "a region of AWS"),
        ("aws,eu-central-1,ec2,m6a.huge,hour,,,,1,2026,page,x\n", "an instance type of AWS in the catalogue"),
        (
            "aws,eu-central-1,eks,eks-cluster-standard,month,,,,73,2026,page,x\n",
            "cluster-hour, as in the price list",
        ),
        ("aws,eu-central-1,ec2,m6a.xlarge,hour,,,,1e12,2026,page,x\n", "from 0 to 1000000"),
        ("aws,eu-central-1,ec2,m6a.xlarge,hour,,,,-1,2026,page,x\n", "column usd_per_unit"),
        ("aws,eu-central-1,ec2,m6a.xlarge,hour,,,,NaN,2026,page,x\n", "column usd_per_unit"),
        ("aws,eu-central-1,ec2,m6a.xlarge,hour,,,,1,2026,page,\n", "column source"),
        (
            "aws,eu-central-1,ec2,m6a.xlarge,hour,,,,1,2026,page,x\n\
             aws,eu-central-1,ec2,m6a.xlarge,hour,,,,2,2026,page,x\n",
            "a second row",
        ),
    ] {
        let before = own.clone();
        let faults = own.overlay(&DataFile { path: "bad.csv", text: &sheet(rows) }).expect_err("refused");
        let text = faults[0].to_string();
        assert!(text.contains(part) && text.contains("bad.csv, line"), "{text}");
        let same = |catalogue: &Catalogue| {
            let sheet = catalogue.sheet(Provider::Aws, "eu-central-1").expect("a sheet");
            sheet.meter("ec2", "m6a.xlarge").expect("priced").first_price().usd()
        };
        assert_eq!(same(&before).to_bits(), same(&own).to_bits(), "the catalogue stays as it was");
    }
}

#[test]
fn a_type_that_is_not_in_every_zone_is_not_chosen() {
    let plan = "[platform]\nprovider = \"gcp\"\nregion = \"me-west1\"\n";
    let chosen = outcome(plan).sizing.choice;
    let names = std::iter::once(&chosen.best).chain(&chosen.runners_up);
    for candidate in names {
        assert!(!candidate.instance_type.starts_with("c4-"), "c4 is in one zone of me-west1");
    }
}

#[test]
fn an_own_price_that_no_list_knows_is_said_so() {
    const SHEET: &str = "provider,region,service,item,unit,tiering,tier_from,tier_to,usd_per_unit,as_of,method,source\n\
        aws,eu-central-1,EKS,eks-cluster-standard,cluster-hour,,,,0.05,2026-11,page,ours\n\
        aws,eu-central-1,ec2,m6a.xlarge,hour,,,,0,2099-01-01,page,ours\n";
    let mut own = catalogue().clone();
    let prices = own.overlay(&DataFile { path: "ours.csv", text: SHEET }).expect("a sound sheet");
    assert_eq!(prices.iter().map(|price| price.is_known).collect::<Vec<_>>(), [false, true]);
    let plan = parse("[platform]\nprovider = \"aws\"\n").expect("a plan");
    let outcome = evaluate(&plan, &own).expect("a layout");
    let codes: Vec<&str> = outcome.warnings.iter().map(|warning| warning.code).collect();
    for code in ["own-price", "free-machine", "newer-price"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    let (_, newest, _) =
        own.identity(Provider::Aws, zoneplan::engine::catalogue::Host::Aws, Some("eu-central-1"), None);
    assert_eq!(Some(plan.as_of), newest, "own prices of tomorrow do not move the day of the plan");
}

/// 10,335 GB at 0.087 are 899.145; nobody names a price for the rest.
#[test]
fn a_line_is_priced_up_to_the_last_stated_tier() {
    let plan = "[platform]\nprovider = \"azure\"\n[network]\negress_gib_per_month = 20000\n";
    let bill = outcome(plan).bill;
    let lines: Vec<_> = bill.lines.iter().filter(|line| line.component == "Internet traffic").collect();
    let amounts: Vec<_> =
        lines.iter().map(|line| (line.quantity, line.list().map(|usd| usd.dollars()))).collect();
    assert_eq!(amounts, [(10_335.0, Some(899.145)), (9_665.0, None)]);
    assert!(!bill.complete);
}

/// 51,200 GB fill the first tier of S3 (0.0245), so backups in the same region bill at the
/// second (0.0235).
#[test]
fn lines_of_one_meter_share_its_tiers() {
    let plan = |stored: u32| {
        let text = format!("[platform]\nprovider = \"aws\"\n[object_storage]\nstored_gib = {stored}\n");
        let bill = outcome(&text).bill;
        let line = bill.lines.iter().find(|line| line.component == "Velero copies").expect("a line");
        line.list().expect("priced").dollars() / line.quantity
    };
    assert!((plan(500) - 0.0245).abs() < 1e-6);
    assert!((plan(51_200) - 0.0235).abs() < 1e-6);
}

#[test]
fn more_workers_than_a_size_is_stated_for_leave_the_control_plane_unpriced() {
    let control_plane = |nodes: u32| {
        let text = format!("{}[[node_pools]]\nnodes = {nodes}\n", openshift("ocp", "aws"));
        let bill = outcome(&text).bill;
        let line = bill.lines.iter().find(|line| line.component == "Control-plane nodes").expect("a line");
        line.list().map(|usd| usd.dollars())
    };
    assert!(control_plane(501) > control_plane(24), "larger nodes for more workers");
    assert_eq!(control_plane(502), None);
}

#[test]
fn a_stand_in_has_classes_too() {
    let plan = "[platform]\nprovider = \"azure\"\nregion = \"qatarcentral\"\n[finance]\nstand_in_region = \"westeurope\"\n";
    let outcome = outcome(plan);
    assert!(outcome.bill.complete, "{:?}", outcome.warnings);
    let database = outcome.bill.lines.iter().find(|line| line.component == "PostgreSQL").expect("a line");
    assert_eq!(database.stand_in.as_deref(), Some("westeurope"));
}
