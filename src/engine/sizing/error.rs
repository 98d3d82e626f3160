//! Why no layout could be sized.

use std::fmt;

/// Types that are not in question, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The condition that they do not meet.
    pub reason: String,
    /// How many they are.
    pub types: u32,
}

impl fmt::Display for Rejected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.types, self.reason)
    }
}

/// Why no layout could be sized.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SizingError {
    /// The catalogue has no rules for the provider's nodes.
    #[error("no rules for what nodes of {provider} keep back")]
    NoRules {
        /// Provider.
        provider: String,
    },
    /// No type of the place meets the conditions of the pool.
    #[error("{place}: no instance type will do: {}", list(rejected))]
    NothingFits {
        /// Region, or that there is none.
        place: String,
        /// Types that were looked at, by what they lack.
        rejected: Vec<Rejected>,
    },
    /// The catalogue has no figures of the storage services.
    #[error("no figures of OpenShift Data Foundation for profile {profile}")]
    NoStorageFigures {
        /// Profile.
        profile: String,
    },
    /// No number of disks holds the data.
    #[error("no number of disks of {disk_gib} GiB holds {usable_gib} GiB")]
    NoDisk {
        /// Data, GiB.
        usable_gib: f64,
        /// Size of a disk, GiB.
        disk_gib: f64,
    },
    /// A service of the storage is larger than its node.
    #[error(
        "{instance_type}: {what} needs {cpu_m} m CPU and {memory_mib} MiB, more {obstacle} than the node has"
    )]
    TooSmall {
        /// Instance type.
        instance_type: String,
        /// What does not fit.
        what: String,
        /// Its CPU request.
        cpu_m: u64,
        /// Its memory request.
        memory_mib: u64,
        /// What stands in the way.
        obstacle: &'static str,
    },
    /// More groups of pods than are placed.
    #[error("found {found} groups of pods, allowed are {most}: size them in parts")]
    TooManyGroups {
        /// Groups.
        found: usize,
        /// The most that are placed.
        most: usize,
    },
    /// No number of nodes carries the pods.
    #[error("{instance_type}: no number of nodes up to {most} was found on which the pods fit{survives}")]
    NoNumber {
        /// Instance type.
        instance_type: String,
        /// The most nodes that a pool may have.
        most: u32,
        /// What else must hold.
        survives: &'static str,
    },
}

fn list(rejected: &[Rejected]) -> String {
    let words: Vec<String> = rejected.iter().map(ToString::to_string).collect();
    if words.is_empty() { "the catalogue has none".to_owned() } else { words.join("; ") }
}
