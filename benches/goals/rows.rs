//! What the one table of `cargo xtask bench` measures: the same work native and in a browser.

use std::hint::black_box;

use zoneplan::bundled;
use zoneplan::engine::availability::{Downtime, OutageLaw, Switch};
use zoneplan::engine::catalogue::Catalogue;
use zoneplan::engine::optimise::Search;
use zoneplan::engine::plan::{LawInputs, assess, evaluate, laws, read_part};
use zoneplan::engine::report::{report, to_json};
use zoneplan::engine::scenario::{Auto, Document, plan_from};
use zoneplan::engine::simulate::{System, blocks_of};

/// The reference plan.
pub const REFERENCE: &str = "[platform]\nprovider = \"aws\"\n";
/// The search of issue 8: the reference plan with three targets, on its own platform.
const SEARCH: &str = "[platform]\nprovider = \"aws\"\n[optimise]\n\
    [targets]\navailability_pct = 99.95\nrto_minutes = 15\nrpo_seconds = 60\n";
/// Node tier, database and zones together (J01).
const COUPLED: &str = r#"{"kind":"zone_coupled_nodes_and_db","zones":3,"nodes_per_zone":2,"k_nodes":4,
    "min_zones_up":2,"node":{"mtbf_h":4380,"mttr_h":0.5},"zone":{"mtbf_h":8760,"mttr_h":2},
    "db":{"primary_zone":1,"standby_zone":2,"mtbf_h":8760,"mttr_h":1,"failover_mean_s":90,"success":1,"manual_h":0.5}}"#;
/// Series of N05 and D01.
const SERIES: &str = include_str!("../nodes_and_pair.json");
/// The common case of peers.
const COMMON_CASE: &str = include_str!("../peers/common_case.json");
/// Draws of a whole plan.
const DRAWS: u32 = 8_192;
/// Draws of its bill alone.
const BILLS: u32 = 32_768;
/// Years of one run.
const YEARS: u64 = 400_000;
/// Steps of the search that are measured at most.
const STEPS: u32 = 2_000;

/// Measures every row by a clock in milliseconds and says its name and figure.
pub fn measure(now: &dyn Fn() -> f64, say: &mut dyn FnMut(&str, f64)) {
    let median = |runs: usize, run: &mut dyn FnMut()| {
        let mut times: Vec<f64> = (0..runs)
            .map(|_| {
                let begun = now();
                run();
                now() - begun
            })
            .collect();
        times.sort_by(f64::total_cmp);
        times[runs / 2]
    };
    // A browser's clock is coarse: short work is done many times in one measurement.
    let each = |runs: usize, times: u32, run: &mut dyn FnMut()| {
        let all = median(runs, &mut || (0..times).for_each(|_| run()));
        all / f64::from(times)
    };
    let catalogue = Catalogue::load(&bundled::first_files()).expect("the data is sound");
    let document = Document::from_toml(REFERENCE).expect("TOML");
    let plan = plan_from(&document, &catalogue).expect("a sound plan");
    let mut fixed = plan.clone();
    fixed.node_pool.instance_type = Auto::Set("m6a.xlarge".to_owned());
    fixed.node_pool.nodes = Auto::Set(6);
    let outcome = assess(&plan, &catalogue).expect("a layout");
    let inputs = LawInputs::of(&outcome);

    say("fixed", each(21, 20, &mut || drop(black_box(evaluate(&fixed, &catalogue)))));
    say("chosen", each(21, 10, &mut || drop(black_box(evaluate(&plan, &catalogue)))));
    say("assess", each(11, 2, &mut || drop(black_box(assess(&plan, &catalogue)))));
    say("laws", each(7, 1, &mut || drop(black_box(laws(&inputs)))));
    let whole = || to_json(&report(&outcome, Some(&laws(&inputs)), &catalogue));
    say("report", each(5, 1, &mut || drop(black_box(whole()))));

    let part = |model: &str| read_part(model).expect("a model").0;
    let coupled = part(COUPLED);
    say("coupled", each(21, 100, &mut || drop(black_box(coupled.solve()))) * 1e3);
    let common = part(COMMON_CASE);
    say("common-exact", each(21, 100, &mut || drop(black_box(common.solve()))) * 1e3);

    let numbers = serde_json::to_value(&inputs).expect("numbers");
    let outages: Vec<OutageLaw> = serde_json::from_value(numbers["outages"].clone()).expect("outages");
    let switch: Option<Switch> = serde_json::from_value(numbers["switch"].clone()).expect("a failover");
    let year = || Downtime::with_switch(&outages, switch.as_ref());
    say("year", each(11, 1, &mut || drop(black_box(year()))));

    let per_second = |n: f64, milliseconds: f64| n / milliseconds * 1e3;
    let futures = each(3, 1, &mut || drop(black_box(inputs.futures(42, DRAWS))));
    say("draws", per_second(f64::from(DRAWS), futures));
    let drawn = inputs.bills(42, BILLS);
    let bills = each(5, 1, &mut || {
        black_box(inputs.bills(42, BILLS));
    });
    say("cost-draws", per_second(f64::from(BILLS), bills));
    for (name, value) in ["cost-p10", "cost-p50", "cost-p90"].into_iter().zip(drawn[0]) {
        say(name, value);
    }

    for (name, model) in [("years", SERIES), ("common-years", COMMON_CASE)] {
        let system = System::of(&part(model)).expect("a part that can be run");
        let (blocks, of_each) = blocks_of(YEARS);
        let mut run = || {
            let seen: Vec<_> = (0..blocks).map(|block| system.run(42, block, of_each)).collect();
            black_box(seen);
        };
        say(name, per_second(YEARS as f64, each(5, 1, &mut run)));
    }

    let document = Document::from_toml(SEARCH).expect("TOML");
    let mut search = Search::new(&document, &catalogue, None).expect("a sound plan").expect("a region");
    let begun = now();
    let progress = search.step(STEPS);
    let took = now() - begun;
    say("candidates", per_second(progress.evaluated as f64 + progress.excluded as f64, took));
    say("candidates-evaluated", per_second(progress.evaluated as f64, took));
    say("candidates-proven", f64::from(u8::from(progress.is_done)));
}
