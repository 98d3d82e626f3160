//! Exact solutions and long runs on one core.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench may stop, and prints its table")]

use std::hint::black_box;
use std::time::Instant;

use serde_json::{Value, json};
use zoneplan::engine::availability::{Part, Year};
use zoneplan::engine::plan::read_part;
use zoneplan::engine::simulate::{System, Tally, blocks_of, rare, simulated};

/// The common case: three zones with two nodes, four of six needed, and a database pair.
const NODES: &str = r#"{"kind":"node_tier","zones":[2,2,2],"k_nodes":4,"min_zones_up":2,
    "node":{"mtbf_h":4380,"mttr_h":0.5},"zone":{"mtbf_h":8760,"mttr_h":2}}"#;
const PAIR: &str = r#"{"kind":"db_pair","instance_mtbf_h":8760,"instance_mttr_h":1,"failover_mean_s":90,
    "failover_success_probability":1,"both_down_recovery_mean_h":1}"#;
const COUPLED: &str = r#"{"kind":"zone_coupled_nodes_and_db","zones":3,"nodes_per_zone":2,"k_nodes":4,
    "min_zones_up":2,"node":{"mtbf_h":4380,"mttr_h":0.5},"zone":{"mtbf_h":8760,"mttr_h":2},
    "db":{"primary_zone":1,"standby_zone":2,"mtbf_h":8760,"mttr_h":1,"failover_mean_s":90,"success":1,"manual_h":0.5}}"#;
const LARGE: &str = r#"{"kind":"node_tier","zones":[20,20,20],"k_nodes":40,"min_zones_up":2,
    "node":{"mtbf_h":4380,"mttr_h":0.5},"zone":{"mtbf_h":8760,"mttr_h":2}}"#;

const HEALING: &str = r#"{"kind":"self_healing_nodes","zones":10,"target_nodes":1000,"k_nodes":800,
    "node_mtbf_h":4380,"zone":{"mtbf_h":8760,"mttr_h":2},"replacement_mean_h":0.1}"#;
const NODES_AND_PAIR: &str = include_str!("nodes_and_pair.json");
const COMMON_CASE: &str = include_str!("peers/common_case.json");

/// Median microseconds of a run.
fn median_us<T>(runs: usize, mut run: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            black_box(run());
            begun.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[runs / 2]
}

/// Median of five runs: system-years in a second.
fn years_per_second(model: &str, years: u64) -> f64 {
    let part = read_part(model).expect("a model").0;
    let system = System::of(&part).expect("a part that can be run");
    let (blocks, each) = blocks_of(years);
    let microseconds =
        median_us(5, || (0..blocks).map(|block| system.run(42, block, each)).collect::<Vec<_>>());
    years as f64 / microseconds * 1e6
}

/// Exact solutions: the model, what it is, and how often it is solved.
fn exact() -> Vec<(String, Part, usize)> {
    let part = |model: &str| read_part(model).expect("a model").0;
    let tier = |zones: &[u32]| {
        let k = zones.iter().sum::<u32>() * 4 / 5;
        part(&format!(
            r#"{{"kind":"node_tier","zones":{zones:?},"k_nodes":{k},"min_zones_up":8,
                "node":{{"mtbf_h":4380,"mttr_h":0.5}},"zone":{{"mtbf_h":8760,"mttr_h":2}}}}"#
        ))
    };
    let uneven: Vec<u32> = (95..=105).filter(|nodes| *nodes != 100).collect();
    [
        ("3 zones × 2 nodes", part(NODES), 1001),
        ("60 nodes in 3 zones", part(LARGE), 1001),
        ("nodes and database in the same zones", part(COUPLED), 1001),
        ("the common case of peers", part(COMMON_CASE), 1001),
        ("1,000 nodes in 10 zones", tier(&[100; 10]), 101),
        ("1,000 nodes in 10 zones, no two alike", tier(&uneven), 11),
        ("1,000 nodes that heal in 10 zones", part(HEALING), 101),
    ]
    .map(|(what, part, runs)| (format!("exact: {what}"), part, runs))
    .to_vec()
}

/// The common case as peers answer it: a line of JSON for each way.
fn common_case() {
    const YEARS: u64 = 2_000_000;
    let part = read_part(COMMON_CASE).expect("a model").0;
    let outage = part.solve().expect("few states");
    let answer = |way: &str, unavailability: f64, outages_per_year: f64, times: Value| {
        let mut line = json!({
            "tool": "Zoneplan", "version": env!("CARGO_PKG_VERSION"), "way": way,
            "unavailability": unavailability, "outages_per_year": outages_per_year,
        });
        if let (Some(line), Value::Object(times)) = (line.as_object_mut(), times) {
            line.extend(times);
        }
        println!("{line}");
    };
    let build_ms = median_us(101, || read_part(COMMON_CASE)) / 1e3;
    let solve_us = median_us(1001, || part.solve());
    let times = json!({ "build_ms": build_ms, "solve_us": solve_us });
    answer("exact", outage.unavailability, outage.per_year(), times);

    let system = System::of(&part).expect("a part that can be run");
    let (blocks, each) = blocks_of(YEARS);
    let run = || -> Vec<_> { (0..blocks).map(|block| system.run(42, block, each)).collect() };
    let seen = simulated(&Tally::of(run(), each), each);
    let us_per_year = median_us(5, run) / YEARS as f64;
    answer(
        "simulation",
        seen.unavailability.value,
        seen.outages_per_year.value,
        json!({
            "standard_error": seen.unavailability.standard_error,
            "years": seen.years, "us_per_year": us_per_year,
        }),
    );
}

fn main() {
    if std::env::args().any(|argument| argument == "common-case") {
        return common_case();
    }
    println!("{:<58}{:>16}", "reliability, one core, median", "microseconds");
    for (what, part, runs) in exact() {
        let microseconds = median_us(runs, || part.solve());
        let refused = if part.solve().is_err() { "  refused" } else { "" };
        println!("{what:<58}{microseconds:>16.1}{refused}");
    }
    let part = |model: &str| read_part(model).expect("a model").0;
    let (nodes, pair) = (part(NODES), part(PAIR));
    let (chain, down) = nodes.chain().expect("few states").expect("a chain");
    let law =
        |part: &Part| part.solve().and_then(|outage| Year::of(part, outage)).and_then(|it| it.cdf(&[5.0]));
    for (what, microseconds) in [
        ("law of a year of a database pair, one point", median_us(51, || law(&pair))),
        ("law of a year of 3 zones × 2 nodes, one point", median_us(11, || law(&nodes))),
        ("rare outages of 3 zones × 2 nodes, 40,000 cycles", median_us(11, || rare(&chain, &down, 42, 200))),
    ] {
        println!("{what:<58}{microseconds:>16.1}");
    }
    println!("\n{:<58}{:>16}", "event simulation, one thread", "years a second");
    for (what, model) in [
        ("nodes and database pair in series", NODES_AND_PAIR),
        ("nodes and database in the same zones", COUPLED),
        ("the common case of peers", COMMON_CASE),
    ] {
        println!("{what:<58}{:>16.0}", years_per_second(model, 400_000));
    }
}
