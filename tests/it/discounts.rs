//! Commitments, spot, free amounts, sustained use, negotiated percentages and own prices.

use proptest::prelude::*;
use zoneplan::engine::catalogue::{Catalogue, DataFile};
use zoneplan::engine::cost::{Bill, Discount, DiscountKind, Line, discounted};
use zoneplan::engine::plan::{Outcome, assess};
use zoneplan::engine::scenario::{Figures, Plan};
use zoneplan::engine::units::Usd;

use crate::support::{catalogue, outcome, parse, report_of};

/// Three nodes of m6a.xlarge: 2,190 h × 0.207 = 453.33.
fn nodes(commitment: &str, rest: &str) -> String {
    format!(
        "[platform]\nprovider = \"aws\"\n[[node_pools]]\ninstance_type = \"m6a.xlarge\"\nnodes = 3\n\
         zone_loss = \"none\"\ncommitment = {commitment}\n{rest}"
    )
}

fn faults(text: &str) -> Vec<String> {
    parse(text).expect_err("a fault").iter().map(ToString::to_string).collect()
}

#[track_caller]
fn of(bill: &Bill, kind: DiscountKind, component: &str) -> Discount {
    let found: Vec<&Discount> = bill
        .discounts
        .iter()
        .filter(|discount| discount.kind == kind && discount.component == component)
        .collect();
    assert_eq!(found.len(), 1, "{kind:?} of {component}: {:?}", bill.discounts);
    found[0].clone()
}

#[track_caller]
fn near(found: Usd, by_hand: f64) {
    assert!((found.dollars() - by_hand).abs() < 2e-6, "{found:?}, by hand {by_hand}");
}

/// List less discounts is effective, line by line and in sum, and of each line at most one of
/// spot, commitment and sustained use covers a part.
#[track_caller]
fn adds_up(bill: &Bill) {
    for (at, line) in bill.lines.iter().enumerate() {
        let own: Vec<&Discount> = bill.discounts.iter().filter(|discount| discount.line == at).collect();
        let saves: Usd = own.iter().map(|discount| discount.saves).sum();
        if let Some(list) = line.list() {
            assert_eq!(line.effective(), Some(list - saves), "{}", line.component);
        } else {
            assert!(own.is_empty(), "{} has no price", line.component);
        }
        let covered: f64 = own
            .iter()
            .filter(|discount| {
                use DiscountKind::{Commitment, Spot, SustainedUse};
                matches!(discount.kind, Spot | Commitment | SustainedUse)
            })
            .map(|discount| discount.coverage_pct)
            .sum();
        assert!(covered <= 100.0 + 1e-6, "{}: {covered} % is covered", line.component);
        for discount in own {
            assert_eq!((discount.component, discount.site), (line.component, line.site));
        }
    }
    assert_eq!(bill.list, bill.lines.iter().filter_map(Line::list).sum::<Usd>());
    assert_eq!(bill.effective, bill.lines.iter().filter_map(Line::effective).sum::<Usd>());
    let saves: Usd = bill.discounts.iter().map(|discount| discount.saves).sum();
    assert_eq!(bill.effective, bill.list - saves);
}

#[test]
fn without_discounts_effective_is_list() {
    let bill = outcome("[platform]\nprovider = \"aws\"\n").bill;
    assert!(bill.discounts.is_empty() && bill.untaken.is_empty());
    assert_eq!(bill.list, bill.effective);
}

#[test]
fn what_is_paid_at_once_is_half_or_all_of_the_term() {
    // us-east-1, m6i.xlarge at 0.192: 2,190 h are 420.48. The rows of the compute savings plan
    // are read here; the arithmetic on them is by hand.
    for (upfront, part) in [("none", 0.0), ("partial", 0.5), ("all", 1.0)] {
        let plan = format!(
            "[platform]\nprovider = \"aws\"\nregion = \"us-east-1\"\n[[node_pools]]\n\
             instance_type = \"m6i.xlarge\"\nnodes = 3\nzone_loss = \"none\"\n\
             commitment = {{ scheme = \"compute-savings-plan\", years = 3, upfront = \"{upfront}\" }}\n"
        );
        let bill = outcome(&plan).bill;
        let discount = of(&bill, DiscountKind::Commitment, "Worker nodes");
        near(discount.base, 420.48);
        let monthly = 420.48 * (1.0 - discount.pct / 100.0);
        near(discount.saves, 420.48 - monthly);
        assert_eq!((discount.years, discount.upfront.is_some()), (Some(3), part > 0.0));
        assert!((discount.upfront.unwrap_or(Usd::ZERO).dollars() - monthly * 36.0 * part).abs() < 1e-4);
        near(discount.monthly_of_upfront, monthly * part);
        adds_up(&bill);
    }
}

/// The figures of the savings plan of m6i in us-east-1, as AWS publishes them: 1 year 26.5 %,
/// 3 years 49.3 %, nothing upfront (AWS EC2 feed of 2026-09-24).
#[test]
fn the_row_is_that_of_family_region_and_term() {
    for (years, pct) in [(1, 26.5), (3, 49.3)] {
        let plan = format!(
            "[platform]\nprovider = \"aws\"\nregion = \"us-east-1\"\n[[node_pools]]\n\
             instance_type = \"m6i.xlarge\"\nnodes = 3\nzone_loss = \"none\"\n\
             commitment = {{ scheme = \"compute-savings-plan\", years = {years} }}\n"
        );
        let discount = of(&outcome(&plan).bill, DiscountKind::Commitment, "Worker nodes");
        assert!((discount.pct - pct).abs() < 1e-9, "{years}: {}", discount.pct);
    }
}

#[test]
fn growth_beyond_the_first_month_is_at_list_price() {
    // Committed are the 2,190 h of three nodes, 453.33 × 33.9 % = 153.678870; three more nodes
    // are at list. With one node left the three are paid all the same:
    // 151.11 − 453.33 × 66.1 % = −148.541130.
    let commitment = "{ scheme = \"ec2-standard-ri\", years = 1 }";
    let of_nodes = |nodes: u32| {
        let text = self::nodes(commitment, "").replace("nodes = 3", &format!("nodes = {nodes}"));
        let plan = parse(&text).expect("a plan");
        let bill = assess(&plan, catalogue()).expect("a layout").bill;
        (plan, bill)
    };
    let (_, first) = of_nodes(3);
    for (nodes, saves) in [(6, 153.678_87), (4, 153.678_87), (3, 153.678_87)] {
        let (plan, bill) = of_nodes(nodes);
        let bill = discounted(Figures::new(catalogue(), &plan), bill, Some(&first));
        near(of(&bill, DiscountKind::Commitment, "Worker nodes").saves, saves);
        adds_up(&bill);
    }
    let (_, six) = of_nodes(6);
    let (plan, three) = of_nodes(3);
    // 453.33 − 906.66 × 66.1 % = −145.972260.
    let bill = discounted(Figures::new(catalogue(), &plan), three, Some(&six));
    near(of(&bill, DiscountKind::Commitment, "Worker nodes").saves, -145.972_26);
}

#[test]
fn discounts_taken_twice_are_taken_once() {
    let plan = parse(&nodes("{ scheme = \"ec2-standard-ri\" }", "[finance]\nfree_allowances = true\n"));
    let plan = plan.expect("a plan");
    let bill = assess(&plan, catalogue()).expect("a layout").bill;
    let again = discounted(Figures::new(catalogue(), &plan), bill.clone(), None);
    assert_eq!(again, bill);
}

#[test]
fn free_amounts_come_off_the_end_of_the_tiers_of_aws() {
    // 10,300 GB: 10,240 × 0.09 + 60 × 0.085; free are the last 100: 60 × 0.085 + 40 × 0.09 = 8.7.
    let plan = "[platform]\nprovider = \"aws\"\n[network]\negress_gib_per_month = 10300\n\
                [finance]\nfree_allowances = true\n";
    let bill = outcome(plan).bill;
    near(of(&bill, DiscountKind::FreeAllowance, "Internet traffic").saves, 8.7);
    adds_up(&bill);
    // Less than is free: all of it.
    let bill = outcome(&plan.replace("10300", "40")).bill;
    let discount = of(&bill, DiscountKind::FreeAllowance, "Internet traffic");
    near(discount.saves, 3.6);
    assert!((discount.coverage_pct - 100.0).abs() < 1e-9);
}

#[test]
fn an_account_has_its_free_amount_once() {
    let plan = "[platform]\nprovider = \"aws\"\npattern = \"hot-hot-public\"\n\
                second_region = \"eu-west-1\"\n[network]\negress_gib_per_month = 150\n\
                [finance]\nfree_allowances = true\n";
    let bill = outcome(plan).bill;
    let free: Vec<&Discount> =
        bill.discounts.iter().filter(|discount| discount.kind == DiscountKind::FreeAllowance).collect();
    let lines = |discount: &Discount| bill.lines[discount.line].quantity;
    let gib: f64 = free.iter().map(|discount| discount.coverage_pct / 100.0 * lines(discount)).sum();
    assert!((gib - 100.0).abs() < 1e-9, "{gib}");
    adds_up(&bill);
}

#[test]
fn negotiated_percentages_come_last() {
    // 453.33 × 33.9 % = 153.67887; of the 299.65113 that remain 12 % are 35.958136. Of the
    // control plane, 73, 5 % are 3.65.
    let plan = nodes(
        "{ scheme = \"ec2-standard-ri\" }",
        "[finance]\nnegotiated_pct = { \"*\" = 5, ec2 = 12, s3 = 0 }\n",
    );
    let bill = outcome(&plan).bill;
    near(of(&bill, DiscountKind::Negotiated, "Worker nodes").saves, 35.958_136);
    near(of(&bill, DiscountKind::Negotiated, "Control plane").saves, 3.65);
    assert!(bill.discounts.iter().all(|discount| discount.service != "s3"), "0 % is no discount");
    adds_up(&bill);
}

#[test]
fn a_negotiated_percentage_comes_off_what_is_paid_at_once() {
    // 206.736 × (1 − 54.9 %) × 36 × 90 % = 3020.909126.
    let plan = "[platform]\nprovider = \"aws\"\n[cache]\ninstance = \"cache.m6g.large\"\n\
                commitment = { scheme = \"elasticache-ri\", years = 3, upfront = \"all\" }\n\
                [finance]\nnegotiated_pct = { elasticache-valkey = 10 }\n";
    let bill = outcome(plan).bill;
    let discount = of(&bill, DiscountKind::Commitment, "Cache");
    near(discount.upfront.expect("paid at once"), 3_020.909_126);
    let cache = bill.lines.iter().find(|line| line.component == "Cache").expect("a line");
    near(cache.effective().expect("a price"), 3_020.909_126 / 36.0);
}

#[test]
fn what_is_paid_at_once_is_cash_of_its_day_and_no_bill_has_it_again() {
    // 206.736 × (1 − 36.3 %) × 12 = 1580.289984 on the first day of each of three years.
    let plan = "[platform]\nprovider = \"aws\"\n[workload]\ngrowth_pct_per_year = 0\n\
                [cache]\ninstance = \"cache.m6g.large\"\n\
                commitment = { scheme = \"elasticache-ri\", upfront = \"all\" }\n\
                [finance]\nhorizon_months = 36\n\
                [assumptions]\n\"finance.price_change_pct_per_year\" = 0\n";
    let outcome = outcome(plan);
    let horizon = outcome.horizon.as_ref().expect("a horizon");
    let paid: Vec<(u32, f64)> = horizon
        .one_time
        .iter()
        .filter(|payment| payment.name.starts_with("Cache"))
        .map(|payment| (payment.month, payment.usd.dollars()))
        .collect();
    assert_eq!(paid.iter().map(|(month, _)| *month).collect::<Vec<_>>(), [0, 12, 24]);
    assert!(paid.iter().all(|(_, usd)| (usd - 1_580.289_984).abs() < 1e-5), "{paid:?}");
    // The last month's copies are those of the steady state, and its bill lacks what was paid:
    // 1580.289984 ÷ 12 = 131.690832.
    let last = horizon.months.last().expect("a month").cloud.dollars();
    let without = outcome_without_commitment(plan).dollars();
    assert!((without - 206.736 - last).abs() < 1e-5, "{without} {last}");
}

/// The last month of the horizon with the cache by the hour.
fn outcome_without_commitment(plan: &str) -> Usd {
    let plan: String =
        plan.lines().filter(|line| !line.contains("commitment")).map(|line| format!("{line}\n")).collect();
    let outcome = outcome(&plan);
    outcome.horizon.expect("a horizon").months.last().expect("a month").cloud
}

#[test]
fn sustained_use_is_a_line_with_a_switch_and_stacks_on_nothing() {
    // n2d-standard-4 in europe-west3: 3 × 730 × 0.217708 = 476.78052; 20 % are 95.356104.
    let gcp = |commitment: &str, finance: &str| {
        format!(
            "[platform]\nprovider = \"gcp\"\n[[node_pools]]\ninstance_type = \"n2d-standard-4\"\n\
             nodes = 3\nzone_loss = \"none\"\ncommitment = {commitment}\n[finance]\n{finance}"
        )
    };
    let bill = outcome(&gcp("\"none\"", "")).bill;
    near(of(&bill, DiscountKind::SustainedUse, "Worker nodes").saves, 95.356_104);
    let off = outcome(&gcp("\"none\"", "sustained_use = false\n")).bill;
    assert!(off.discounts.is_empty() && off.effective == off.list);
    for commitment in
        ["\"spot\"", "{ scheme = \"flexible-cud\" }", "{ scheme = \"resource-cud\", years = 3 }"]
    {
        let bill = outcome(&gcp(commitment, "")).bill;
        let on_nodes = bill.discounts.iter().filter(|discount| discount.component == "Worker nodes");
        assert_eq!(on_nodes.count(), 1, "{commitment}");
        adds_up(&bill);
    }
}

#[test]
fn a_spot_node_is_cheaper_and_fails_more_often() {
    // m6i.xlarge in eu-central-1 at 62.4 % below list (SkyPilot catalog, median of its zones).
    let plan = nodes("\"none\"", "").replace("m6a", "m6i");
    let spot_plan = plan.replace("commitment = \"none\"", "commitment = \"spot\"");
    let (firm, spot) = (outcome(&plan), outcome(&spot_plan));
    let discount = of(&spot.bill, DiscountKind::Spot, "Worker nodes");
    assert!((discount.pct - 62.4).abs() < 1e-9);
    let down = |outcome: &Outcome| outcome.availability.headline.unavailability;
    assert!(down(&spot) > down(&firm), "{} {}", down(&spot), down(&firm));
    // 0.5 a year by themselves, and 12 × 0.1 that are taken back.
    let rate = |outcome: &Outcome| {
        let plan: &Plan = &outcome.plan;
        Figures::new(catalogue(), plan).rate("node_vm_unplanned").expect("a rate").likely()
    };
    assert!((rate(&firm) - 0.5).abs() < 1e-12 && (rate(&spot) - 1.7).abs() < 1e-12);
    let warning = spot.warnings.iter().find(|warning| warning.code == "spot").expect("a warning");
    assert!(warning.message.contains("besu-validator"), "{}", warning.message);
    let class = spot.availability.classes.iter().find(|class| class.name == "nodes").expect("a class");
    assert!(class.sources.iter().any(|source| source == "spot.interruptions_per_month"));
    let never = outcome(&format!("{spot_plan}[assumptions]\n\"spot.interruptions_per_month\" = 0\n"));
    assert!((down(&never) - down(&firm)).abs() < 1e-18);
}

#[test]
fn where_no_row_is_the_list_price_stays_and_a_warning_names_what_would_do() {
    for (plan, part) in [
        (
            nodes("{ scheme = \"compute-savings-plan\" }", ""),
            "ec2-convertible-ri of 1 y, no upfront, has one (",
        ),
        (
            nodes("\"spot\"", ""),
            "no row for m6a in eu-central-1, so the list price stays; it has rows of m6i",
        ),
        (
            "[platform]\nprovider = \"gcp\"\n[cache]\ninstance = \"standard-4gib\"\n\
             commitment = { scheme = \"memorystore-cud\" }\n[finance]\nsustained_use = false\n"
                .to_owned(),
            "no row for this size in europe-west3",
        ),
    ] {
        let outcome = outcome(&plan);
        assert!(outcome.bill.discounts.is_empty(), "{:?}", outcome.bill.discounts);
        let warnings: Vec<&str> = outcome
            .warnings
            .iter()
            .filter(|warning| warning.code == "discount-missing")
            .map(|warning| warning.message.as_str())
            .collect();
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert!(warnings[0].contains(part), "{warnings:?}");
    }
}

#[test]
fn what_cannot_be_bought_is_refused_with_what_can() {
    for (plan, part) in [
        (nodes("{ scheme = \"reservation\" }", ""), "commitment.scheme: found \"reservation\", allowed is none | spot | compute-savings-plan | ec2-convertible-ri | ec2-standard-ri"),
        (nodes("{ scheme = \"ec2-standard-r\" }", ""), "the nearest is ec2-standard-ri"),
        (nodes("{ scheme = \"rds-ri\" }", ""), "allowed is none | spot | compute-savings-plan"),
        (nodes("{ scheme = \"compute-savings-plan-maximum-advertised\" }", ""), "allowed is none | spot"),
        (nodes("{ scheme = \"ec2-standard-ri\", years = 2 }", ""), "years: found 2, allowed is 1 | 3, as ec2-standard-ri is sold"),
        (nodes("{ scheme = \"ec2-convertible-ri\", upfront = \"all\" }", ""), "upfront: found \"all\", allowed is none, as ec2-convertible-ri is sold for 1 year"),
        (nodes("{ scheme = \"ec2-standard-ri\", coverage_pct = 101 }", ""), "coverage_pct: found 101, allowed is a number from 0 to 100"),
        (nodes("{ scheme = \"ec2-standard-ri\", coverage_pct = -1 }", ""), "a number from 0 to 100"),
        (nodes("{ scheme = \"ec2-standard-ri\", coverage_pct = nan }", ""), "a number from 0 to 100"),
        (nodes("{ sheme = \"ec2-standard-ri\" }", ""), "the nearest is scheme"),
        (nodes("\"half\"", ""), "allowed is none | spot, or { scheme = compute-savings-plan | ec2-convertible-ri | ec2-standard-ri }"),
        (nodes("3", ""), "commitment: found 3, allowed is none | spot"),
        (nodes("\"none\"", "[database]\ncommitment = \"spot\"\n"), "database.commitment: found \"spot\", allowed is none, or { scheme = rds-ri }"),
        (nodes("\"none\"", "[database]\ncommitment = { scheme = \"spot\" }\n"), "allowed is none | rds-ri"),
        (nodes("\"none\"", "[database]\ncommitment = { scheme = \"rds-ri\", years = 3, upfront = \"none\" }\n"), "upfront: found \"none\", allowed is partial, as rds-ri is sold for 3 years"),
        (nodes("\"none\"", "[cache]\ncommitment = { scheme = \"rds-ri\" }\n"), "allowed is none | elasticache-ri"),
        ("[platform]\nprovider = \"openshift\"\n[platform.openshift]\nhost = \"on-prem\"\n[[node_pools]]\ncommitment = \"spot\"\n".to_owned(), "allowed is none, as nothing on premises is bought by the hour"),
        ("[platform]\nprovider = \"openshift\"\n[platform.openshift]\nhost = \"on-prem\"\n[[node_pools]]\ncommitment = { scheme = \"reservation\" }\n".to_owned(), "scheme: found \"reservation\", allowed is none"),
        ("[platform]\nprovider = \"gcp\"\n[[node_pools]]\ncommitment = { scheme = \"resource-cud\", upfront = \"all\" }\n".to_owned(), "upfront: found \"all\", allowed is none"),
        (nodes("\"none\"", "[finance]\nnegotiated_pct = { ec3 = 5 }\n"), "the nearest is ec2"),
        (nodes("\"none\"", "[finance]\nnegotiated_pct = { ec2 = 100 }\n"), "found 100, allowed is a number from 0 to below 100"),
        (nodes("\"none\"", "[finance]\nnegotiated_pct = { ec2 = -1 }\n"), "a number from 0 to below 100"),
        (nodes("\"none\"", "[finance]\nnegotiated_pct = 5\n"), "allowed is a table"),
        (nodes("\"none\"", "[finance]\nfree_allowances = \"yes\"\n"), "true or false"),
        (nodes("\"none\"", "[finance]\nsustained_use = 1\n"), "true or false"),
    ] {
        let faults = faults(&plan);
        assert_eq!(faults.len(), 1, "{plan}: {faults:?}");
        assert!(faults[0].contains(part), "{plan}: {faults:?}");
    }
}

#[test]
fn an_own_price_stands_beside_the_listed_one() {
    let header =
        "provider,region,service,item,unit,tiering,tier_from,tier_to,usd_per_unit,as_of,method,source\n";
    let own = |text: &str| -> Catalogue {
        let mut catalogue = catalogue().clone();
        catalogue.overlay(&DataFile { path: "own.csv", text: &format!("{header}{text}") }).expect("a sheet");
        catalogue
    };
    // Listed 453.33; own 2,190 × 0.15 = 328.5; the difference is 124.83.
    let catalogue = own("aws,eu-central-1,ec2,m6a.xlarge,hour,,,,0.15,2026-10-01,page,our contract\n");
    let plan =
        parse(&nodes("{ scheme = \"ec2-standard-ri\" }", "[finance]\nnegotiated_pct = { ec2 = 10 }\n"));
    let outcome = assess(&plan.expect("a plan"), &catalogue).expect("a layout");
    let bill = &outcome.bill;
    let discount = of(bill, DiscountKind::OwnPrice, "Worker nodes");
    near(discount.saves, 124.83);
    let line = &bill.lines[discount.line];
    near(line.list().expect("a price"), 453.33);
    near(line.effective().expect("a price"), 328.5);
    let on_nodes = bill.discounts.iter().filter(|discount| discount.component == "Worker nodes");
    assert_eq!(on_nodes.count(), 1, "an own price is what was negotiated");
    assert!(bill.untaken.iter().any(|untaken| untaken.reason.contains("own price")), "{:?}", bill.untaken);
    adds_up(bill);
    // A price that no list has: list and effective are the same.
    let catalogue =
        own("aws,me-central-1,kms,customer managed key,key-month,,,,3,2026-10-01,page,our contract\n");
    let plan = parse("[platform]\nprovider = \"aws\"\nregion = \"me-central-1\"\n").expect("a plan");
    let bill = assess(&plan, &catalogue).expect("a layout").bill;
    adds_up(&bill);
}

#[test]
fn the_report_tells_every_discount() {
    let plan = nodes("{ scheme = \"ec2-standard-ri\" }", "[finance]\nfree_allowances = true\n");
    let report = report_of(&plan);
    assert_eq!(report.cost.discounts.len(), 2);
    let discount = report.cost.discounts.last().expect("a commitment");
    assert_eq!(discount.switch, "node_pools.0.commitment");
    assert!(!discount.source.is_empty() && discount.as_of.is_some() && discount.age_days.is_some());
    let groups: Usd = report.cost.groups.iter().map(|group| group.list_usd).sum();
    assert_eq!(groups, report.cost.monthly.list_usd);
    let groups: Usd = report.cost.groups.iter().map(|group| group.effective_usd).sum();
    assert_eq!(groups, report.cost.monthly.effective_usd);
    let text = zoneplan::engine::report::to_text(&report);
    // Amounts as above: 453.33 × 33.9 % and 100 × 0.09.
    for part in
        ["Commitment: ec2-standard-ri", "−153.68", "−9.00", "At list price", "finance.free_allowances"]
    {
        assert!(text.contains(part), "{part}");
    }
    let csv = zoneplan::engine::report::to_csv(&report).expect("a table");
    assert!(csv.contains("discount,Commitment: ec2-standard-ri,Worker nodes"), "{csv}");
}

prop_compose! {
    fn any_discounts()(
        provider in prop::sample::select(vec![("aws", 0_usize), ("azure", 1), ("gcp", 2)]),
        scheme in 0_usize..4,
        years in prop::sample::select(vec![1, 3]),
        coverage in 0_u32..=100,
        egress in 0_u32..20_000,
        free in any::<bool>(),
        sustained in any::<bool>(),
        rate in 0_u32..100,
    ) -> String {
        let (provider, at) = provider;
        let schemes = [
            ["none", "spot", "ec2-standard-ri", "ec2-convertible-ri"],
            ["none", "spot", "reservation", "savings-plan"],
            ["none", "spot", "resource-cud", "flexible-cud"],
        ];
        let database = ["rds-ri", "postgresql-reservation", "cloud-sql-cud"][at];
        let cache = ["elasticache-ri", "redis-reservation", "memorystore-cud"][at];
        format!(
            "[platform]\nprovider = \"{provider}\"\n[network]\negress_gib_per_month = {egress}\n[[node_pools]]\n\
             commitment = {{ scheme = \"{}\", years = {years}, coverage_pct = {coverage} }}\n\
             [database]\ncommitment = {{ scheme = \"{database}\", years = {years} }}\n\
             [cache]\ncommitment = {{ scheme = \"{cache}\", years = {years}, coverage_pct = {coverage} }}\n\
             [finance]\nfree_allowances = {free}\nsustained_use = {sustained}\nnegotiated_pct = {{ \"*\" = {rate} }}\n",
            schemes[at][scheme]
        )
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn list_less_discounts_is_effective_in_every_plan(plan in any_discounts()) {
        let bill = outcome(&plan).bill;
        adds_up(&bill);
        prop_assert!(bill.effective <= bill.list && bill.effective >= Usd::ZERO);
    }
}
