//! The search for the best plan, beside every candidate evaluated by itself.

use std::fs;
use std::process::Command;

use proptest::prelude::*;
use zoneplan::engine::optimise::{Answer, Found, Proof, Search, answer};
use zoneplan::engine::plan::{Met, Outcome, TargetLaws, evaluate, verdicts};
use zoneplan::engine::scenario::{Document, Optimise, plan_from};
use zoneplan::engine::units::Usd;

use crate::support::{catalogue, report_of};

fn document(text: &str) -> Document {
    Document::from_toml(text).expect("TOML")
}

/// The answer of a whole search.
#[track_caller]
fn best_of(text: &str) -> Answer {
    let search = Search::new(&document(text), catalogue(), None).expect("a sound plan");
    let mut search = search.expect("a place");
    while !search.step(64).is_done {}
    answer(&mut search).expect("an answer")
}

/// A small space: what is not named here is fixed.
const FIXED: &str = "[[node_pools]]\ninstance_type = \"m6a.xlarge\"\nzone_loss = \"static\"\ncommitment = \"none\"\n\
    nodes = NODES\n[database]\ninstance = \"db.m6g.large\"\nHA\ncommitment = \"none\"\n[cache]\n\
    instance = \"cache.m6g.large\"\nhigh_availability = \"none\"\ncommitment = \"none\"\n\
    [backup]\ntiers = \"chart-default\"\noff_region_copy = false\n";

/// Every plan of a space of zones, nodes, standby of the database and on-call.
fn all(head: &str, targets: &str, most: u32) -> Vec<String> {
    let mut plans = Vec::new();
    for zones in [1, 2, 3] {
        for nodes in 1..=most {
            for standby in ["zone-redundant", "none"] {
                for on_call in ["none", "business-hours", "rota-24x7"] {
                    let fixed = FIXED
                        .replace("NODES", &nodes.to_string())
                        .replace("HA", &format!("high_availability = \"{standby}\""));
                    plans.push(format!(
                        "{targets}\n{head}zones = {zones}\npattern = \"cloud-native\"\n{fixed}[team]\non_call = \"{on_call}\"\n"
                    ));
                }
            }
        }
    }
    plans
}

/// Hours are summed in another order here.
const ROUNDING: f64 = 1e-9;

/// What a plan comes to by itself; none where its check refuses it or its nodes do not carry it.
fn alone(text: &str) -> Option<Outcome> {
    let plan = plan_from(&document(text), catalogue()).ok()?;
    let outcome = evaluate(&plan, catalogue()).ok()?;
    outcome.sizing.choice.best.does.then_some(outcome)
}

fn hours(outcome: &Outcome) -> f64 {
    let upkeep = &outcome.effort.upkeep;
    let on_call = upkeep.on_call.need.paid_hours_per_week * 8760.0 / 168.0 / 12.0;
    upkeep.planned_hours_per_year() / 12.0 + on_call
}

/// By the laws of the targets alone: that they are those of all laws is told on each platform.
fn met(outcome: &Outcome) -> bool {
    let laws = TargetLaws::in_full(outcome);
    verdicts(outcome, Some(&laws)).iter().all(|verdict| verdict.met == Met::Yes)
}

/// The cheapest of all candidates that meets every target, one by one.
fn brute(candidates: &[Outcome]) -> Option<Usd> {
    let mut sorted: Vec<&Outcome> = candidates.iter().collect();
    sorted.sort_by_key(|outcome| outcome.bill.effective);
    sorted.into_iter().find(|outcome| met(outcome)).map(|outcome| outcome.bill.effective)
}

fn value<'a>(found: &'a Found, key: &str) -> &'a str {
    found.settings.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn the_optimum_is_that_of_brute_force(
        up in prop::sample::select(vec![99.0, 99.5, 99.8, 99.85]),
        rpo in prop::sample::select(vec![None, Some(60)]),
        confidence in prop::sample::select(vec![0.3, 0.5]),
        changes in 2_u32..30,
    ) {
        let rpo = rpo.map_or_else(String::new, |rpo: u32| format!("rpo_seconds = {rpo}\n"));
        let targets = format!("[targets]\navailability_pct = {up}\n{rpo}confidence = {confidence}\n");
        let head = format!(
            "[simulation]\nseed = 1\n[assumptions]\n\"bad_change.per_year\" = {}\n[platform]\nprovider = \"aws\"\n",
            f64::from(changes) / 10.0
        );
        let head = if plan_from(&document(&head), catalogue()).is_ok() { head } else { "[platform]\nprovider = \"aws\"\n".to_owned() };
        let most = 5;
        let candidates: Vec<Outcome> = all(&head, &targets, most).iter().filter_map(|text| alone(text)).collect();
        let open = FIXED.replace("nodes = NODES\n", &format!("autoscale = {{ min = 1, max = {most} }}\n")).replace("HA\n", "");
        let text = format!("{targets}\n{head}pattern = \"cloud-native\"\n{open}");
        // Every candidate of the space has the same autoscaler, so that of the search has it as well.
        let candidates: Vec<Outcome> = candidates
            .into_iter()
            .filter_map(|outcome| {
                let mut plan = outcome.plan;
                plan.node_pool.autoscale = Some((1, most));
                let outcome = evaluate(&plan, catalogue()).ok()?;
                outcome.sizing.choice.best.does.then_some(outcome)
            })
            .collect();
        let found = best_of(&text);
        prop_assert_eq!(&found.proof, &Proof::Exact);
        prop_assert_eq!(found.best.as_ref().map(|best| best.figures.monthly), brute(&candidates));
        // zones × nodes × mode × standby × on-call.
        prop_assert_eq!(found.counts.candidates, u128::from(3 * most * 2 * 3));
        for point in &found.front {
            let figures = &point.figures;
            let (cost, minutes, work) =
                (figures.monthly, figures.downtime_minutes, figures.work_hours + figures.on_call_hours);
            for other in &candidates {
                let beside = (other.bill.effective, other.availability.headline.downtime_minutes_per_year(), hours(other));
                let is_no_worse = beside.0 <= cost && beside.1 <= minutes && beside.2 <= work + ROUNDING;
                let is_better = beside.0 < cost || beside.1 < minutes || beside.2 < work - ROUNDING;
                prop_assert!(!(is_no_worse && is_better), "{beside:?} beats {cost:?} {minutes} {work}");
            }
        }
        if let Some(best) = &found.best {
            for (key, fixed) in [("node_pools.instance_type", "m6a.xlarge"), ("cache.high_availability", "none")] {
                prop_assert_eq!(value(best, key), fixed, "what the plan sets stays");
            }
        }
    }
}

/// Type, purchase and class of one site, each way evaluated by itself.
#[test]
fn the_cheapest_nodes_classes_and_purchases_are_those_of_brute_force() {
    let head = "[platform]\nprovider = \"gcp\"\nzones = 3\npattern = \"cloud-native\"\n";
    let rest = "[backup]\ntiers = \"chart-default\"\noff_region_copy = false\n[team]\non_call = \"none\"\n";
    let node = |inner: &str| format!("[[node_pools]]\nzone_loss = \"static\"\n{inner}");
    let ha = "high_availability = \"zone-redundant\"\n";
    let text =
        format!("{head}{}[database]\n{ha}[cache]\n{ha}{rest}", node("autoscale = { min = 3, max = 6 }\n"));
    let found = best_of(&text);
    let best = found.best.expect("without targets every plan is feasible");
    assert_eq!(found.proof, Proof::Exact);
    let bill = |nodes: &str, database: &str, cache: &str| {
        let text = format!(
            "{head}{}[database]\n{ha}{database}[cache]\n{ha}{cache}{rest}",
            node(&format!("autoscale = {{ min = 3, max = 6 }}\n{nodes}"))
        );
        alone(&text).map(|outcome| outcome.bill.effective)
    };
    let key = |key: &str| value(&best, key).to_owned();
    let nodes_of = |name: &str, nodes: u32, bought: &str| {
        format!("instance_type = \"{name}\"\nnodes = {nodes}\ncommitment = {bought}\n")
    };
    let purchases = [
        "\"none\"",
        "\"spot\"",
        "{ scheme = \"flexible-cud\", years = 1 }",
        "{ scheme = \"flexible-cud\", years = 3 }",
        "{ scheme = \"resource-cud\", years = 1 }",
        "{ scheme = \"resource-cud\", years = 3 }",
    ];
    // With the classes that were found, no nodes bought any way are cheaper.
    let written = best.document.to_toml();
    let again = alone(&written).expect("the plan that was found is a plan").bill.effective;
    assert_eq!(again, best.figures.monthly);
    let class = |key_class: &str, scheme: &str| {
        let commitment = format!("commitment = {{ scheme = \"{scheme}\", years = 3 }}\n");
        format!("instance = \"{}\"\n{commitment}", key(key_class))
    };
    let (database, cache) =
        (class("database.instance", "cloud-sql-cud"), class("cache.instance", "memorystore-cud"));
    let mut cheapest: Option<Usd> = None;
    for name in catalogue().types(zoneplan::engine::catalogue::Host::Gcp).keys() {
        for nodes in 3..=6 {
            for bought in purchases {
                if let Some(bill) = bill(&nodes_of(name, nodes, bought), &database, &cache) {
                    let shape = &catalogue().types(zoneplan::engine::catalogue::Host::Gcp)[name];
                    let is_auto = shape.vcpu >= 4
                        && shape.memory_gib >= 16.0
                        && !shape.burstable
                        && shape.architecture == zoneplan::engine::catalogue::Architecture::Amd64;
                    if is_auto && cheapest.is_none_or(|least| bill < least) {
                        cheapest = Some(bill);
                    }
                }
            }
        }
    }
    assert_eq!(cheapest, Some(best.figures.monthly), "{:?}", best.settings);
}

const TARGETS: &str = "[targets]\navailability_pct = 99.95\nrto_minutes = 15\nrpo_seconds = 60\n";

/// What the issue asks for, on every platform. The verdicts are those of `zoneplan check`. Fields
/// that change little are set, so that it takes seconds in a debug build.
fn found_on(provider: &str) {
    let text = format!(
        "{TARGETS}[platform]\nprovider = \"{provider}\"\n[[node_pools]]\nzone_loss = \"none\"\n\
         [backup]\ntiers = \"vendor-three-tier\"\noff_region_copy = false\n\
         [database]\nhigh_availability = \"zone-redundant\"\n[cache]\nhigh_availability = \"none\"\n"
    );
    let found = best_of(&text);
    assert_eq!(found.proof, Proof::Exact, "{provider}");
    let best = found.best.expect("a plan meets the targets");
    let report = report_of(&best.document.to_toml());
    assert_eq!(report.verdicts.len(), 3);
    assert_eq!(report.verdicts, best.verdicts, "{provider}: all laws say what those of the targets say");
    assert!(
        report.verdicts.iter().all(|verdict| verdict.met == Met::Yes),
        "{provider}: {:?}",
        report.verdicts
    );
    assert_eq!(report.cost.monthly.effective_usd, best.figures.monthly, "{provider}");
    let counts = found.counts;
    let told = u128::from(counts.evaluated) + counts.refused + counts.unfit + counts.dearer + counts.alike;
    assert_eq!(told + found.by_bound, counts.candidates, "{provider}: every candidate is counted once");
    let second = found.second.expect("another layout");
    assert!(second.figures.monthly >= best.figures.monthly && second.fails.is_empty());
    for miss in &found.misses {
        assert!(miss.figures.monthly <= best.figures.monthly && !miss.fails.is_empty());
    }
}

#[test]
fn aws_has_a_layout_that_meets_the_targets() {
    found_on("aws");
}

#[test]
fn azure_has_a_layout_that_meets_the_targets() {
    found_on("azure");
}

#[test]
fn gcp_has_a_layout_that_meets_the_targets() {
    found_on("gcp");
}

#[test]
fn openshift_has_a_layout_that_meets_the_targets() {
    found_on("openshift");
}

/// One site, so that a search takes a moment.
const ONE: &str = "zones = 3\npattern = \"cloud-native\"\n[[node_pools]]\nzone_loss = \"static\"\ncommitment = \"none\"\n\
    instance_type = \"auto\"\n[database]\nhigh_availability = \"zone-redundant\"\ncommitment = \"none\"\n\
    [cache]\nhigh_availability = \"zone-redundant\"\ncommitment = \"none\"\n[backup]\ntiers = \"gfs\"\n\
    off_region_copy = false\n[team]\non_call = \"none\"\n";

#[test]
fn regions_and_providers_obey_residency() {
    let text = format!(
        "[optimise]\nproviders = [\"aws\", \"gcp\"]\nregions = [\"eu-west-1\", \"eu-central-1\", \"europe-west3\"]\n\
         countries = [\"DE\"]\nexclude_providers = [\"gcp\"]\n[platform]\nprovider = \"aws\"\n{ONE}"
    );
    let found = best_of(&text);
    // Ireland is not Germany; Frankfurt of Google Cloud is excluded with its provider.
    for plan in found.best.iter().chain(&found.second).chain(&found.front).chain(&found.misses) {
        assert_eq!(
            (value(plan, "platform.provider"), value(plan, "platform.region")),
            ("aws", "eu-central-1")
        );
    }
    assert!(found.best.is_some());
    assert!(found.limits.iter().any(|limit| limit.contains("eu-west-1: lies in IE")), "{:?}", found.limits);
    assert!(found.limits.iter().any(|limit| limit.contains("exclude_providers")), "{:?}", found.limits);
}

#[test]
fn a_set_field_stays_unless_it_is_freed() {
    let text = |free: &str| {
        format!(
            "[optimise]\nfree = [{free}]\n[platform]\nprovider = \"aws\"\n{}",
            ONE.replace("\"auto\"", "\"m5.4xlarge\"")
        )
    };
    let fixed = best_of(&text("")).best.expect("a plan");
    assert_eq!(value(&fixed, "node_pools.instance_type"), "m5.4xlarge");
    let freed = best_of(&text("\"node_pools.instance_type\"")).best.expect("a plan");
    assert_ne!(value(&freed, "node_pools.instance_type"), "m5.4xlarge");
    assert!(freed.figures.monthly < fixed.figures.monthly);
    assert_eq!(value(&freed, "backup.tiers"), "gfs");
}

#[test]
fn where_nothing_meets_a_target_the_answer_names_it() {
    let found = best_of(&format!(
        "[targets]\navailability_pct = 99.9999\nfte = 10\n[platform]\nprovider = \"aws\"\n{ONE}"
    ));
    assert!(found.best.is_none());
    assert_eq!(found.met_alone, ["fte"]);
    let nearest: Vec<&str> = found.nearest.iter().map(|it| it.reached.target).collect();
    assert_eq!(nearest, ["availability_pct"]);
    let reached = &found.nearest[0];
    let (p, at_most) = (reached.reached.probability_met.expect("a law"), reached.at_most.expect("a bound"));
    assert!(p <= at_most && at_most < 0.5, "{p} {at_most}");
    assert!(reached.reached.by.expect("a value") > 0.0);
}

#[test]
fn a_bill_below_every_plan_is_missed_by_what_the_cheapest_costs_more() {
    let cheapest =
        best_of(&format!("[platform]\nprovider = \"aws\"\n{ONE}")).best.expect("a plan").figures.monthly;
    let found = best_of(&format!("[targets]\nmonthly_cost_usd = 500\n[platform]\nprovider = \"aws\"\n{ONE}"));
    assert!(found.best.is_none());
    let nearest = &found.nearest[0];
    assert_eq!((nearest.reached.target, nearest.monthly), ("monthly_cost_usd", cheapest));
    assert!((nearest.reached.by.expect("a value") - (cheapest.dollars() - 500.0)).abs() < 1e-6);
}

#[test]
fn a_stopped_search_says_what_is_left_and_proves_nothing() {
    let text = format!("[platform]\nprovider = \"aws\"\n{ONE}");
    let mut search = Search::new(&document(&text), catalogue(), None).expect("sound").expect("a place");
    search.step(1);
    let early = answer(&mut search).expect("an answer");
    assert_eq!(early.proof, Proof::Stopped(None));
    assert!(early.best.is_none());
}

#[test]
fn bad_input_names_the_place_and_what_is_near() {
    for (section, parts) in [
        ("providers = [\"asw\"]", vec!["optimise.providers", "\"asw\"", "aws"]),
        ("regions = [\"eu-centrl-1\"]", vec!["optimise.regions", "eu-central-1"]),
        ("countries = [\"XX\"]", vec!["optimise.countries", "DE"]),
        ("free = [\"platform.zone\"]", vec!["optimise.free", "platform.zones"]),
        ("objective = \"cost\"", vec!["optimise.objective", "bill"]),
        ("fre = []", vec!["optimise.fre", "free"]),
    ] {
        let text = format!("[optimise]\n{section}\n[platform]\nprovider = \"aws\"\n");
        let faults = Search::new(&document(&text), catalogue(), None).err().expect("a fault");
        let told = faults[0].to_string();
        assert!(told.starts_with("line 2"), "{told}");
        for part in parts {
            assert!(told.contains(part), "{told} names {part}");
        }
    }
    let text = "[optimise]\nexclude_providers = [\"aws\"]\n[platform]\nprovider = \"openshift\"\n";
    let none = Search::new(&document(text), catalogue(), None).expect("sound").err().expect("no place");
    assert!(none.to_string().contains("OpenShift on AWS"), "{none}");
    assert_eq!(Optimise::AXES.len(), 15);
}

#[test]
fn the_command_writes_a_plan_of_the_same_bill() {
    let folder = tempfile::tempdir().expect("a folder");
    let (plan, out) = (folder.path().join("plan.toml"), folder.path().join("best.toml"));
    fs::write(&plan, format!("name = \"A \\\"plan\\\"\"\n[platform]\nprovider = \"aws\"\n{ONE}"))
        .expect("written");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zoneplan"));
        let output = command.args(args).output().expect("runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        (output.status.code(), text, String::from_utf8(output.stderr).expect("UTF-8"))
    };
    let (plan, out) = (plan.to_str().expect("a path"), out.to_str().expect("a path"));
    let (code, text, told) = run(&["optimise", plan, "--write", out, "--format", "json"]);
    assert_eq!(code, Some(0), "{told}");
    let found: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let (_, text, _) = run(&["plan", out, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(report["cost"]["monthly"]["effective_usd"], found["best"]["monthly_usd"]);
    assert_eq!(found["proof"]["kind"], "exact");
    let (code, _, told) = run(&["optimise", plan, "--write", out]);
    assert_eq!(code, Some(2), "a file that is there stays: {told}");
    let (code, text, _) = run(&["optimise", plan, "--target", "availability_pct=99.9999"]);
    assert_eq!(code, Some(1));
    assert!(
        text.starts_with("No plan of the space meets every target.") && text.contains("availability_pct")
    );
    for (arg, part) in [
        ("availability_pct", "KEY=VALUE"),
        ("availability_pct=101", "targets.availability_pct"),
        ("avail=9", "targets.avail"),
    ] {
        let (code, _, told) = run(&["optimise", plan, "--target", arg]);
        assert_eq!(code, Some(2));
        assert!(told.contains(part), "{told}");
    }
    let (code, _, told) = run(&["optimise", plan, "--exclude-providers", "aws"]);
    assert_eq!(code, Some(2));
    assert!(told.contains("excluded by optimise.exclude_providers"), "{told}");
    let (code, text, _) = run(&["optimise", plan, "--format", "csv"]);
    assert_eq!(code, Some(0));
    assert!(text.contains("proof,exact") && text.contains("best,monthly_usd"));
}
