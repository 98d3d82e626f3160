//! Workloads made from a seed, for tests and benches alike.

use zoneplan::engine::scenario::{PodGroup, PodKind};
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

/// Groups of so many pods in all: 1 to 10 replicas each, of 50 to 1,000 m CPU in steps of 50 and
/// 1 to 8 MiB of memory for each m, in steps of 64 MiB.
pub fn workload(seed: u64, pods: u32) -> Vec<PodGroup> {
    let mut numbers = Numbers(seed);
    let mut groups = Vec::new();
    let mut left = pods;
    while left > 0 {
        let replicas = (1 + numbers.below(10) as u32).min(left);
        left -= replicas;
        let cpu_m = 50 * (1 + numbers.below(20));
        let memory_mib = (cpu_m * (1 + numbers.below(8))).div_ceil(64) * 64;
        let name = format!("g{}", groups.len());
        groups.push(PodGroup::plain(
            name,
            PodKind::Deployment,
            replicas,
            Resources { cpu_m, memory_mib, pods: 1 },
        ));
    }
    groups
}
