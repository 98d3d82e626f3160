//! What a pod asks for and a node offers.

use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

/// CPU in thousandths of a core, memory in MiB, and a number of pods.
///
/// Whole numbers, so that sums are exact. Subtraction saturates at zero:
/// a node never offers less than nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Resources {
    /// Thousandths of a core.
    pub cpu_m: u64,
    /// Mebibytes.
    pub memory_mib: u64,
    /// Pods.
    pub pods: u64,
}

impl Resources {
    /// Nothing.
    pub const ZERO: Self = Self { cpu_m: 0, memory_mib: 0, pods: 0 };

    /// The same, `count` times; saturates.
    pub const fn times(self, count: u64) -> Self {
        Self {
            cpu_m: self.cpu_m.saturating_mul(count),
            memory_mib: self.memory_mib.saturating_mul(count),
            pods: self.pods.saturating_mul(count),
        }
    }

    /// What is left after `taken`, never below zero.
    pub const fn minus(self, taken: Self) -> Self {
        Self {
            cpu_m: self.cpu_m.saturating_sub(taken.cpu_m),
            memory_mib: self.memory_mib.saturating_sub(taken.memory_mib),
            pods: self.pods.saturating_sub(taken.pods),
        }
    }

    /// Whether every resource is within `other`.
    pub const fn fits_in(self, other: Self) -> bool {
        self.cpu_m <= other.cpu_m && self.memory_mib <= other.memory_mib && self.pods <= other.pods
    }
}

impl Add for Resources {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            cpu_m: self.cpu_m.saturating_add(other.cpu_m),
            memory_mib: self.memory_mib.saturating_add(other.memory_mib),
            pods: self.pods.saturating_add(other.pods),
        }
    }
}

impl AddAssign for Resources {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
