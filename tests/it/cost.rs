//! What holds for every meter, and what stands beside the lines of a bill.

use proptest::prelude::*;
use zoneplan::engine::backup::{Loss, Lost};
use zoneplan::engine::catalogue::{Meter, Method, Surface, Tiering};
use zoneplan::engine::cost::{Line, Price, forgotten};
use zoneplan::engine::report;
use zoneplan::engine::units::Usd;

use crate::support::{aws, catalogue, outcome, parse, report_of};

const PRESETS: [&str; 4] = ["aws", "azure", "gcp", "openshift"];

fn preset(name: &str) -> String {
    let path = format!("{}/data/presets/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a preset")
}

/// Every meter of the catalogue that bills so, with its name.
fn meters(tiering: Tiering) -> Vec<(String, &'static Meter)> {
    let of_sheet =
        |(_, scope, sheet): (_, &'static str, &'static zoneplan::engine::catalogue::PriceSheet)| {
            sheet.meters().map(move |(service, item, meter)| (format!("{scope}, {service}, {item}"), meter))
        };
    let all = catalogue().sheets().flat_map(of_sheet);
    all.filter(|(_, meter)| meter.tiering == tiering).collect()
}

/// A thousandth of a unit on both sides of an edge costs no more than at the dearer of both prices;
/// each part is rounded once to a micro-dollar.
#[test]
fn a_graduated_meter_is_continuous_at_every_edge() {
    const STEP: f64 = 0.001;
    let meters = meters(Tiering::Graduated);
    assert!(meters.len() > 100, "{}", meters.len());
    for (name, meter) in meters {
        for pair in meter.tiers.windows(2) {
            let edge = pair[0].to.expect("an end");
            let below = meter.cost(edge - STEP).expect("priced");
            let above = meter.cost(edge + STEP).expect("priced");
            let dearer = pair[0].price.usd().max(pair[1].price.usd());
            let most = 2.0 * STEP * dearer + 1e-6 * (meter.tiers.len() as f64 + 1.0);
            let rise = above.dollars() - below.dollars();
            assert!((0.0..=most).contains(&rise), "{name} at {edge}: {rise}, at most {most}");
        }
    }
}

/// Memorystore has its edges at 4, 10, 35 and 100 GiB: the edge itself is of the lower tier.
#[test]
fn a_whole_meter_changes_its_price_right_above_the_edge() {
    let meters = meters(Tiering::Whole);
    assert!(!meters.is_empty());
    for (name, meter) in meters {
        let edges: Vec<f64> = meter.tiers.iter().filter_map(|tier| tier.to).take(4).collect();
        assert_eq!(edges, [4.0, 10.0, 35.0, 100.0], "{name}");
        for pair in meter.tiers.windows(2) {
            let edge = pair[0].to.expect("an end");
            assert_eq!(meter.price_of_size(edge), Some(pair[0].price), "{name} at {edge}");
            assert_eq!(meter.price_of_size(edge + 1e-9), Some(pair[1].price), "{name} above {edge}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn more_of_a_graduated_meter_never_costs_less(small in 0.0_f64..1e6, more in 0.0_f64..1e6) {
        for (name, meter) in meters(Tiering::Graduated) {
            if let (Some(less), Some(all)) = (meter.cost(small), meter.cost(small + more)) {
                // Each part of a quantity is rounded once.
                prop_assert!(all.dollars() >= less.dollars() - 1e-6 * meter.tiers.len() as f64, "{name}");
            }
        }
    }
}

/// A plan whose quantities are these, on a host.
fn busy(host: &str, storage: u32, egress: u32, [iops, connections]: [u32; 2], objects: &str) -> String {
    let second = if host == "aws" { "second_region = \"eu-west-1\"\n" } else { "" };
    format!(
        "[platform]\nprovider = \"{host}\"\n{second}[database]\nstorage_gib = {storage}\n\
         [object_storage]\nredundancy = \"{objects}\"\n[network]\negress_gib_per_month = {egress}\n\
         [assumptions]\n\"volumes.iops\" = {iops}\n\"database.iops\" = {iops}\n\
         \"network.new_connections_per_second\" = {connections}\n"
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_bill_adds_up_and_never_falls_as_quantities_rise(
        host in prop::sample::select(vec!["aws", "azure", "gcp"]),
        storage in 1_u32..16_000,
        egress in 0_u32..10_000,
        iops in 0_u32..20_000,
        connections in 0_u32..5_000,
        more in 0_u32..10_000,
        pair in any::<bool>(),
    ) {
        let objects = if pair && host != "gcp" { "region-pair" } else { "zone" };
        let small = outcome(&busy(host, storage, egress, [iops, connections], objects)).bill;
        let sum: Usd = small.lines.iter().filter_map(Line::effective).sum();
        prop_assert_eq!(sum, small.effective);
        for line in &small.lines {
            if let Price::Unpriced { reason } = &line.price {
                prop_assert!(!reason.is_empty() && line.effective().is_none(), "{}", line.component);
            }
        }
        let large = outcome(&busy(host, storage, egress + more, [iops, connections + more], objects)).bill;
        prop_assert!(small.effective <= large.effective, "{:?} above {:?}", small.effective, large.effective);
    }
}

#[test]
fn what_is_assumed_names_its_assumptions() {
    let managed = "\n[observability]\nmetrics = \"managed\"\n";
    let copies =
        "[platform]\nprovider = \"aws\"\nsecond_region = \"eu-west-1\"\n[backup]\noff_region_copy = true\n";
    let warm = "[platform]\nprovider = \"azure\"\npattern = \"hot-warm\"\nsecond_region = \"northeurope\"\n";
    let on_premises =
        "[platform]\nprovider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"on-prem\" }\n";
    let mut plans: Vec<String> = PRESETS.iter().map(|name| preset(name)).collect();
    plans.extend([aws(managed), copies.to_owned(), warm.to_owned(), on_premises.to_owned()]);
    for plan in plans {
        for line in outcome(&plan).bill.lines {
            if line.quantity_method == Method::Assumed {
                assert!(!line.drivers.is_empty(), "{}: {}", line.component, line.basis);
            }
            for id in &line.drivers {
                assert!(catalogue().assumptions.contains_key(*id), "{}: {id}", line.component);
            }
        }
    }
}

#[test]
fn a_driver_has_the_ends_of_the_plan() {
    let plan = aws("[assumptions]\n\"network.nat_gib_per_month\" = { low = 5, likely = 7, high = 9 }\n");
    let report = report_of(&plan);
    let line = report.cost.lines.iter().find(|line| line.component == "NAT traffic").expect("a line");
    let driver = &line.drivers[0];
    assert_eq!(
        (driver.id, driver.low, driver.likely, driver.high),
        ("network.nat_gib_per_month", 5.0, 7.0, 9.0)
    );
    assert_eq!((driver.unit.as_str(), driver.source.as_str()), ("gib per month", "the plan"));
    let text = serde_json::to_string(&report.cost.lines).expect("JSON");
    assert!(!text.contains("\"drivers\":[]") && !text.contains("null"));
}

/// The parts are disjoint, and each is the sum of its lines.
#[test]
fn the_forgotten_lines_add_up_exactly() {
    for name in PRESETS {
        let outcome = outcome(&preset(name));
        let parts = forgotten(&outcome.bill);
        let report = report::report(&outcome, None, catalogue());
        let sum: Usd = parts.iter().map(|part| part.usd).sum();
        assert_eq!(sum, report.cost.forgotten.usd, "{name}");
        let words = ["between zones", "NAT ", "Internet t", "Load balancer", "Log ", "Volume snapshots"];
        let lines =
            outcome.bill.lines.iter().filter(|line| words.iter().any(|word| line.component.contains(word)));
        let of_lines: Usd = lines.filter_map(Line::effective).sum();
        assert_eq!(sum, of_lines, "{name}");
        assert!(sum > Usd::ZERO && sum < outcome.bill.effective, "{name}");
        let share = report.cost.forgotten.share_pct.expect("a share");
        assert!((share - 100.0 * sum.dollars() / outcome.bill.effective.dollars()).abs() < 1e-9);
    }
}

/// europe-west3 (the preset): 4 GiB × 0.09 = 0.36 an hour, 5 GiB × 0.064 = 0.32; × 730 h.
#[test]
fn the_reference_plan_of_google_cloud_says_that_a_larger_cache_is_cheaper() {
    let outcome = outcome(&preset("gcp"));
    let advice = &outcome.bill.advice;
    assert_eq!(advice.len(), 1, "{advice:?}");
    assert_eq!((advice[0].component, advice[0].cheaper.size.as_str()), ("Cache", "5 GiB"));
    assert!((advice[0].now.usd.dollars() - 262.8).abs() < 1e-9, "{advice:?}");
    assert!((advice[0].cheaper.usd.dollars() - 233.6).abs() < 1e-9);
    assert!((advice[0].saves().dollars() - 29.2).abs() < 1e-9);
}

fn quantity(plan: &str, component: &str) -> Option<f64> {
    outcome(plan).bill.lines.iter().find(|line| line.component == component).map(|line| line.quantity)
}

#[test]
fn storage_of_a_database_on_azure_is_the_smallest_size_that_holds_it() {
    let plan = |gib: &str| format!("[platform]\nprovider = \"azure\"\n[database]\nstorage_gib = {gib}\n");
    for (asked, sold) in
        [("1", 32.0), ("32", 32.0), ("33", 64.0), ("200", 256.0), ("4096", 4096.0), ("32767", 32_767.0)]
    {
        assert_eq!(quantity(&plan(asked), "PostgreSQL storage"), Some(sold), "{asked}");
    }
    let beyond = outcome(&plan("32768"));
    let storage = beyond.bill.lines.iter().find(|line| line.component == "PostgreSQL storage");
    assert!(
        matches!(&storage.expect("a line").price, Price::Unpriced { reason } if reason.contains("32768"))
    );
}

#[test]
fn operations_beyond_the_included_ones_are_lines_only_where_they_are_wanted() {
    let components = ["Volume IOPS", "Volume throughput", "PostgreSQL IOPS", "PostgreSQL throughput"];
    for name in PRESETS {
        let bill = outcome(&preset(name)).bill;
        assert!(bill.lines.iter().all(|line| !components.contains(&line.component)), "{name}");
    }
    // Below 400 GiB RDS sells no more than 3,000 operations: no price, and never 0.
    let plan = aws("[assumptions]\n\"database.iops\" = 4000\n");
    let bill = outcome(&plan).bill;
    let line = bill.lines.iter().find(|line| line.component == "PostgreSQL IOPS").expect("a line");
    assert!(line.list().is_none() && (line.quantity - 1000.0).abs() < 1e-9 && !bill.complete);
}

/// 2,000 new connections a second ÷ 800 × 730 h = 1,825 unit-hours, more than 200 GB out.
#[test]
fn a_capacity_unit_is_the_largest_of_its_dimensions() {
    assert_eq!(quantity(&aws(""), "Load balancer capacity"), Some(200.0));
    let busy = aws("[assumptions]\n\"network.new_connections_per_second\" = 2000\n");
    assert_eq!(quantity(&busy, "Load balancer capacity"), Some(1825.0));
}

#[test]
fn a_region_pair_needs_a_region_on_aws_and_no_second_site() {
    let fault = |platform: &str| {
        let text = format!("[platform]\n{platform}\n[object_storage]\nredundancy = \"region-pair\"\n");
        let faults = parse(&text).expect_err("refused");
        assert_eq!(faults.len(), 1, "{faults:?}");
        faults[0].to_string()
    };
    let alone = fault("provider = \"aws\"");
    assert!(
        alone.contains("object_storage.redundancy") && alone.contains("platform.second_region"),
        "{alone}"
    );
    let warm = "provider = \"aws\"\nsecond_region = \"eu-west-1\"\npattern = \"hot-warm\"";
    assert!(fault(warm).contains("hot-warm"), "{}", fault(warm));
    assert!(fault("provider = \"gcp\"").contains("not planned yet"));
}

/// The copy of the objects outlives the region, as one of a multi-region does.
#[test]
fn objects_of_a_region_pair_outlive_their_region() {
    let lost = |redundancy: &str| {
        let plan =
            format!("[platform]\nprovider = \"azure\"\n[object_storage]\nredundancy = \"{redundancy}\"\n");
        let outcome = outcome(&plan);
        outcome.backups.lost(Surface::ObjectStorage, Loss::Region).expect("objects").lost
    };
    assert_eq!(lost("zone"), Lost::Everything);
    assert_eq!(lost("region-pair"), Lost::Unknown);
}
