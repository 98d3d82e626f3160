//! Why no layout could be sized.

/// Why no layout could be sized.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SizingError {
    /// The catalogue has no rules for the provider's nodes.
    #[error("no rules for what nodes of {provider} keep back")]
    NoRules {
        /// Provider.
        provider: String,
    },
    /// No type of the region meets the conditions of the pool.
    #[error(
        "{region}: no instance type has at least {vcpu} vCPU and {memory_gib} GiB, the architecture asked for \
         and a price ({considered} types considered)"
    )]
    NothingFits {
        /// Region.
        region: String,
        /// Least processors.
        vcpu: u32,
        /// Least memory.
        memory_gib: f64,
        /// Types that were looked at.
        considered: usize,
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
    /// A pod, or the agents of a node, are larger than the node.
    #[error("{instance_type}: {what} needs {cpu_m} m CPU and {memory_mib} MiB, more than the node has left")]
    TooSmall {
        /// Instance type.
        instance_type: String,
        /// What does not fit.
        what: String,
        /// Its CPU request.
        cpu_m: u64,
        /// Its memory request.
        memory_mib: u64,
    },
}
