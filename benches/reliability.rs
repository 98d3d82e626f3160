//! Exact solutions and long runs on one core.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench may stop, and prints its table")]

use std::hint::black_box;
use std::time::Instant;

use zoneplan::engine::availability::Year;
use zoneplan::engine::plan::read_part;
use zoneplan::engine::simulate::{System, blocks_of, rare};

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

fn main() {
    let part = |model: &str| read_part(model).expect("a model").0;
    let (nodes, pair, coupled, large) = (part(NODES), part(PAIR), part(COUPLED), part(LARGE));
    let (chain, down) = nodes.chain().expect("few states").expect("a chain");
    println!("{:<52}{:>16}", "reliability, one core, median", "microseconds");
    for (what, microseconds) in [
        ("exact: 3 zones × 2 nodes", median_us(1001, || nodes.solve())),
        ("exact: 60 nodes in 3 zones", median_us(1001, || large.solve())),
        ("exact: nodes and database in the same zones", median_us(1001, || coupled.solve())),
        (
            "law of a year of a database pair, one point",
            median_us(51, || Year::of(&pair).and_then(|it| it.cdf(&[5.0]))),
        ),
        (
            "law of a year of 3 zones × 2 nodes, one point",
            median_us(11, || Year::of(&nodes).and_then(|it| it.cdf(&[5.0]))),
        ),
        ("rare outages of 3 zones × 2 nodes, 40,000 cycles", median_us(11, || rare(&chain, &down, 42, 200))),
    ] {
        println!("{what:<52}{microseconds:>16.1}");
    }
    println!("\n{:<52}{:>16}", "event simulation, one thread", "years a second");
    let series = format!(r#"{{"kind":"series","tiers":[{NODES},{PAIR}]}}"#);
    for (what, model) in [
        ("nodes and database pair in series", series.as_str()),
        ("nodes and database in the same zones", COUPLED),
    ] {
        println!("{what:<52}{:>16.0}", years_per_second(model, 400_000));
    }
}
