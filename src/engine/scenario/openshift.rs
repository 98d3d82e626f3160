//! What only OpenShift has to choose.

use serde::Serialize;

/// Whether the nodes of OpenShift size what they keep back by their own size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AutoSizing {
    /// As the version and the distribution have it by themselves.
    Default,
    /// They do.
    On,
    /// They keep back the same at any size.
    Off,
}

/// Nodes that carry only what OpenShift itself runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InfraNodes {
    /// None beyond those that the distribution brings.
    None,
    /// Three, of the size that the number of workers asks for.
    Auto,
}

/// What the services of OpenShift Data Foundation ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OdfProfile {
    /// As the vendor's sizer has them.
    Internal,
    /// The operator's smallest profile.
    Lean,
    /// The operator's usual profile.
    Balanced,
    /// The operator's largest profile.
    Performance,
}

impl OdfProfile {
    /// Every profile; the first is the default.
    pub const ALL: [Self; 4] = [Self::Internal, Self::Lean, Self::Balanced, Self::Performance];

    /// The word in plans and in `odf.csv`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Lean => "lean",
            Self::Balanced => "balanced",
            Self::Performance => "performance",
        }
    }
}

/// What only OpenShift has to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OpenshiftSettings {
    /// What nodes keep back.
    pub auto_sizing: AutoSizing,
    /// Router shards, each of which serves the whole platform.
    pub router_shards: u32,
    /// Infra nodes.
    pub infra_nodes: InfraNodes,
    /// Size of the storage services.
    pub odf_profile: OdfProfile,
}

impl OpenshiftSettings {
    /// What a plan has that sets none of them.
    pub const DEFAULT: Self = Self {
        auto_sizing: AutoSizing::Default,
        router_shards: 2,
        infra_nodes: InfraNodes::None,
        odf_profile: OdfProfile::Internal,
    };
}
