//! What a plan chooses from, and what it is judged against.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use crate::engine::catalogue::{Date, Host};
use crate::engine::scenario::pods::ManifestPods;

/// A value that the user sets, or leaves to the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Auto<T> {
    /// The model chooses.
    Auto,
    /// The user chose.
    Set(T),
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
}

impl Month {
    /// The month that is so many months later.
    pub const fn plus(self, months: u16) -> Self {
        let from_january = self.month as u16 - 1 + months;
        Self { year: self.year + from_january / 12, month: (from_january % 12) as u8 + 1 }
    }

    /// Its first day; none in a year that dates do not reach.
    pub fn first_day(self) -> Option<Date> {
        Date::first_of(self.year, self.month)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A target that a result is judged against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Effective monthly total, USD.
    MonthlyCostUsd,
    /// Share of a year in which the platform writes, percent.
    AvailabilityPct,
    /// Recovery time of an automatic infrastructure failure, minutes.
    RtoMinutes,
    /// Age of lost data on the loss of a zone, database surface, seconds.
    RpoSeconds,
    /// Working days of the stated setup tasks.
    SetupDays,
    /// Planned work as a share of a full-time year.
    Fte,
}

impl Target {
    /// Every target, in the order of the plan file.
    pub const ALL: [Self; 6] = [
        Self::MonthlyCostUsd,
        Self::AvailabilityPct,
        Self::RtoMinutes,
        Self::RpoSeconds,
        Self::SetupDays,
        Self::Fte,
    ];

    /// Its unit.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::MonthlyCostUsd => "USD per month",
            Self::AvailabilityPct => "percent",
            Self::RtoMinutes => "minutes",
            Self::RpoSeconds => "seconds",
            Self::SetupDays => "working days",
            Self::Fte => "FTE",
        }
    }

    /// The key in the plan file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::MonthlyCostUsd => "monthly_cost_usd",
            Self::AvailabilityPct => "availability_pct",
            Self::RtoMinutes => "rto_minutes",
            Self::RpoSeconds => "rpo_seconds",
            Self::SetupDays => "setup_days",
            Self::Fte => "fte",
        }
    }
}

/// How pods get their addresses: it sets the pod limit of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PodNetwork {
    /// EKS: secondary addresses of the interfaces.
    VpcCni,
    /// EKS: prefixes of 16 addresses.
    VpcCniPrefix,
    /// AKS: addresses of their own range.
    Overlay,
    /// AKS: addresses of a subnet for pods.
    PodSubnet,
    /// AKS: a range of each node, by routes.
    Kubenet,
    /// AKS: addresses of the subnet of the nodes.
    NodeSubnet,
    /// GKE, OpenShift: the platform's only way.
    Default,
}

/// A distribution of OpenShift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flavour {
    /// OpenShift Container Platform, run by the user under a subscription.
    Ocp,
    /// The community's distribution, without a subscription.
    Okd,
    /// Red Hat OpenShift Service on AWS with hosted control planes.
    RosaHcp,
    /// Red Hat OpenShift Service on AWS, control plane in the user's account.
    RosaClassic,
    /// Azure Red Hat OpenShift.
    Aro,
}

impl Flavour {
    /// Every flavour.
    pub const ALL: [Self; 5] = [Self::Ocp, Self::Okd, Self::RosaHcp, Self::RosaClassic, Self::Aro];

    /// The word for it in plans.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ocp => "ocp",
            Self::Okd => "okd",
            Self::RosaHcp => "rosa-hcp",
            Self::RosaClassic => "rosa-classic",
            Self::Aro => "aro",
        }
    }

    /// How people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Ocp => "OpenShift (OCP)",
            Self::Okd => "OKD",
            Self::RosaHcp => "ROSA (hosted control plane)",
            Self::RosaClassic => "ROSA classic",
            Self::Aro => "ARO",
        }
    }

    /// Where it runs; the first is the default.
    pub const fn hosts(self) -> &'static [Host] {
        match self {
            Self::Ocp | Self::Okd => &[Host::Aws, Host::Azure, Host::Gcp, Host::OnPrem],
            Self::RosaHcp | Self::RosaClassic => &[Host::Aws],
            Self::Aro => &[Host::Azure],
        }
    }

    /// Whether the control plane runs on nodes that the user pays for.
    pub const fn has_own_control_plane(self) -> bool {
        !matches!(self, Self::RosaHcp)
    }
}

/// How much of the advertised memory the operating system sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MemorySeen {
    /// As measured nodes did.
    Expected,
    /// No more than what an autoscaler counts on before a node has started.
    Cautious,
}

/// Must the pods fit when any one zone is lost?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ZoneLoss {
    /// Yes, on the nodes that remain.
    Static,
    /// Yes, on the nodes that remain and on new ones that start in the other zones.
    Elastic,
    /// Those of the highest priority must; the others make room.
    Degraded,
    /// No.
    None,
}

impl ZoneLoss {
    /// The word in plans.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Static => "static",
            Self::Elastic => "elastic",
            Self::Degraded => "degraded",
            Self::None => "none",
        }
    }
}

/// Where the pods of the workload come from.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkloadSource {
    /// The profile's components.
    #[default]
    Profile,
    /// Manifests that the user brings.
    Manifests(ManifestPods),
}

impl WorkloadSource {
    pub(super) const fn is_profile(&self) -> bool {
        matches!(self, Self::Profile)
    }
}

/// Whether a data service has a standby in another zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HighAvailability {
    /// A pair in two zones.
    ZoneRedundant,
    /// One instance.
    None,
}

/// Engine of the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CacheEngine {
    /// Valkey.
    Valkey,
    /// Redis OSS.
    Redis,
}

/// What the team does when standard support of a version ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Upgrades {
    /// It stays on the version that the plan names, and pays for extended support.
    Stay,
    /// It upgrades before standard support ends.
    InTime,
}

/// A support plan of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SupportPlan {
    /// None.
    None,
    /// AWS: Business, sold until the end of 2026.
    Business,
    /// AWS: Business Support+.
    BusinessPlus,
    /// AWS: Enterprise.
    Enterprise,
    /// Azure and Google Cloud: Standard.
    Standard,
    /// Azure: Professional Direct.
    ProfessionalDirect,
    /// Google Cloud: Enhanced.
    Enhanced,
    /// Google Cloud: Premium.
    Premium,
}

impl SupportPlan {
    /// The word in plans.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Business => "business",
            Self::BusinessPlus => "business-plus",
            Self::Enterprise => "enterprise",
            Self::Standard => "standard",
            Self::ProfessionalDirect => "professional-direct",
            Self::Enhanced => "enhanced",
            Self::Premium => "premium",
        }
    }

    /// What a host's provider sells; the first is the default.
    pub const fn of_host(host: Host) -> &'static [Self] {
        match host {
            Host::Aws => &[Self::None, Self::BusinessPlus, Self::Enterprise, Self::Business],
            Host::Azure => &[Self::None, Self::Standard, Self::ProfessionalDirect],
            Host::Gcp => &[Self::None, Self::Standard, Self::Enhanced, Self::Premium],
            Host::OnPrem => &[Self::None],
        }
    }
}

/// Where metrics and logs go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Metrics {
    /// Prometheus, Grafana and Loki in the cluster.
    InCluster,
    /// The provider's service.
    Managed,
}
