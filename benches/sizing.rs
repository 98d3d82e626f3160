//! Time and waste of placing pods, as medians over seeds.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench may stop, and prints its table")]

use std::time::Instant;

use zoneplan::bundled;
use zoneplan::engine::catalogue::Catalogue;
use zoneplan::engine::plan::evaluate;
use zoneplan::engine::scenario::{Document, ManifestPods, PodGroup, PodKind, plan_with};
use zoneplan::engine::units::Resources;

/// A stream of numbers that is the same everywhere: SplitMix64.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % most
    }
}

/// Groups of 1 to 10 replicas, of 50 to 1,000 m CPU in steps of 50 and 1 to 8 MiB of memory for each m,
/// in steps of 64 MiB.
fn pods(seed: u64, pods: u32) -> ManifestPods {
    let mut numbers = Numbers(seed);
    let mut groups = Vec::new();
    let mut left = pods;
    while left > 0 {
        let replicas = (1 + numbers.below(10) as u32).min(left);
        left -= replicas;
        let cpu_m = 50 * (1 + numbers.below(20));
        let memory_mib = (cpu_m * (1 + numbers.below(8))).div_ceil(64) * 64;
        let request = Resources { cpu_m, memory_mib, pods: 1 };
        groups.push(PodGroup::plain(format!("g{}", groups.len()), PodKind::Deployment, replicas, request));
    }
    let files = vec!["generated".to_owned()];
    ManifestPods { files, digest: String::new(), groups, claims: Default::default(), notes: Vec::new() }
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    let catalogue = Catalogue::load(&bundled::files()).expect("the data is sound");
    println!(
        "{:<8}{:<12}{:<10}{:>12}{:>10}{:>10}{:>16}",
        "pods", "type", "mode", "ms, median", "nodes", "bound", "within one of it"
    );
    for (count, seeds) in [(100, 40), (1000, 20), (10_000, 3)] {
        for (name, pool) in [("m6a.4xlarge", "instance_type = \"m6a.4xlarge\"\n"), ("auto", "")] {
            for mode in ["none", "static"] {
                let text = format!(
                    "[platform]\nprovider = \"aws\"\n[workload]\nmanifests = \"x\"\n\
                     [[node_pools]]\nzone_loss = \"{mode}\"\n{pool}"
                );
                let document = Document::from_toml(&text).expect("TOML");
                let (mut times, mut nodes, mut bounds, mut near) = (Vec::new(), 0, 0, 0);
                for seed in 0..seeds {
                    let pods = pods(seed, count);
                    let plan = plan_with(&document, &catalogue, Some(&pods)).expect("a sound plan");
                    let begun = Instant::now();
                    let outcome = evaluate(&plan, &catalogue).expect("a layout");
                    times.push(begun.elapsed().as_secs_f64() * 1e3);
                    let (best, demand) = (&outcome.sizing.choice.best, &outcome.sizing.demand);
                    let usable = best.node.allocatable.minus(demand.per_node);
                    let bound = (demand.total.cpu_m.div_ceil(usable.cpu_m))
                        .max(demand.total.memory_mib.div_ceil(usable.memory_mib))
                        .max(demand.total.pods.div_ceil(usable.pods))
                        .max(3);
                    nodes += u64::from(best.nodes);
                    bounds += bound;
                    near += u32::from(u64::from(best.nodes) <= bound + 1);
                }
                println!(
                    "{count:<8}{name:<12}{mode:<10}{:>12.2}{:>10.1}{:>10.1}{:>13} %",
                    median(times),
                    nodes as f64 / seeds as f64,
                    bounds as f64 / seeds as f64,
                    100 * near / seeds as u32
                );
            }
        }
    }
}
