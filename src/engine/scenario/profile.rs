//! What runs, by name: presets of the workload, and who runs its data services.

use serde::{Deserialize, Serialize};

use super::plan::{HighAvailability, Plan};
use crate::engine::catalogue::Host;

/// A preset of the workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Own validators, managed data services.
    DalpPrivateChain,
    /// An external chain, managed data services.
    DalpPublicChain,
    /// Own validators; database, cache and object store are pods of the chart.
    DalpAllInCluster,
    /// The pods of the private chain on the smallest cluster that the vendor's
    /// prerequisites name.
    VendorMinimum,
    /// The same pods on the cluster that the vendor recommends.
    VendorRecommended,
    /// The same pods on the totals that the kit's deployment page calls the minimum of
    /// production.
    AtkMinimumProduction,
    /// The same pods on the totals that the kit's installation page asks for a full
    /// deployment.
    AtkFullDeployment,
}

impl Profile {
    /// Every profile; the first is the default.
    pub const ALL: [Self; 7] = [
        Self::DalpPrivateChain,
        Self::DalpPublicChain,
        Self::DalpAllInCluster,
        Self::VendorMinimum,
        Self::VendorRecommended,
        Self::AtkMinimumProduction,
        Self::AtkFullDeployment,
    ];

    /// The word in plans, in `components.csv` and in `minimums.csv`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DalpPrivateChain => "dalp-private-chain",
            Self::DalpPublicChain => "dalp-public-chain",
            Self::DalpAllInCluster => "dalp-all-in-cluster",
            Self::VendorMinimum => "vendor-minimum",
            Self::VendorRecommended => "vendor-recommended",
            Self::AtkMinimumProduction => "atk-minimum-production",
            Self::AtkFullDeployment => "atk-full-deployment",
        }
    }

    /// How people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::DalpPrivateChain => "private chain",
            Self::DalpPublicChain => "public chain",
            Self::DalpAllInCluster => "private chain, all in the cluster",
            Self::VendorMinimum => "private chain on the vendor's minimum",
            Self::VendorRecommended => "private chain on what the vendor recommends",
            Self::AtkMinimumProduction => "private chain on ATK's minimum of production",
            Self::AtkFullDeployment => "private chain on ATK's full deployment",
        }
    }

    /// The profile whose components run: itself, or the private chain where the
    /// vendor states a cluster and no pods.
    pub const fn pods(self) -> Self {
        match self {
            Self::DalpPrivateChain | Self::DalpPublicChain | Self::DalpAllInCluster => self,
            Self::VendorMinimum
            | Self::VendorRecommended
            | Self::AtkMinimumProduction
            | Self::AtkFullDeployment => Self::DalpPrivateChain,
        }
    }

    /// Whether its own pods are database, cache and object store of the application.
    pub const fn brings_data_services(self) -> bool {
        matches!(self, Self::DalpAllInCluster)
    }
}

/// Who runs the database, the cache and the application's object store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DataServices {
    /// The provider of the host: each is a line of the bill.
    Managed,
    /// Pods of the sizes that the plan's own tables name, on a site where nobody
    /// manages them.
    OnSite,
    /// Pods of the profile, one of each; the plan's tables have no say.
    OfProfile,
}

/// What stands behind the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DatabaseForm {
    /// Primary and standby in two zones.
    Pair,
    /// One instance that a provider, or a team, brings back.
    Single,
    /// One pod whose zonal volume keeps it in its zone.
    Pod,
}

impl Plan {
    /// Who runs the data services: the profile's own pods wherever it has them, else
    /// the provider, and on premises pods.
    pub const fn data_services(&self) -> DataServices {
        match (self.workload.profile.brings_data_services(), self.platform.host) {
            (true, _) => DataServices::OfProfile,
            (false, Host::OnPrem) => DataServices::OnSite,
            (false, _) => DataServices::Managed,
        }
    }

    /// What stands behind the database.
    pub const fn database_form(&self) -> DatabaseForm {
        match (self.data_services(), self.database.high_availability) {
            (DataServices::OfProfile, _) => DatabaseForm::Pod,
            (_, HighAvailability::ZoneRedundant) => DatabaseForm::Pair,
            (_, HighAvailability::None) => DatabaseForm::Single,
        }
    }
}
