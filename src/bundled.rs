//! The files of `data/`, as they were when the program was built.

use crate::engine::catalogue::DataFile;

macro_rules! data_files {
    ($($path:literal),* $(,)?) => {
        &[$(DataFile { path: $path, text: include_str!(concat!("../data/", $path)) }),*]
    };
}

/// What every plan reads.
const COMMON: &[DataFile<'static>] = data_files![
    "allowances.csv",
    "assumptions.csv",
    "backup_tiers.csv",
    "components.csv",
    "failovers.csv",
    "failure_modes.csv",
    "failure_rates.csv",
    "minimums.csv",
    "node_rules.csv",
    "odf.csv",
    "patterns.csv",
    "regions.csv",
    "skills.csv",
    "sla_credits.csv",
    "slas.csv",
    "stated.csv",
    "support.csv",
    "tasks.csv",
];

/// What the reference plan reads beside them.
const REFERENCE: &[DataFile<'static>] = data_files![
    "commitments/aws.csv",
    "instances/aws.csv",
    "prices/aws/eu-central-1.csv",
    "prices/aws/global.csv",
];

/// The reference plan of each provider, with comments.
pub const PRESETS: &[(&str, &str)] = &[
    ("aws", include_str!("../data/presets/aws.toml")),
    ("azure", include_str!("../data/presets/azure.toml")),
    ("gcp", include_str!("../data/presets/gcp.toml")),
    ("openshift", include_str!("../data/presets/openshift.toml")),
];

/// The other plans to start from, by name.
pub const OTHER_PRESETS: &[(&str, &str)] = &[
    ("minimum", include_str!("../data/presets/minimum.toml")),
    ("private-chain", include_str!("../data/presets/private-chain.toml")),
    ("public-chain", include_str!("../data/presets/public-chain.toml")),
    ("cost-first", include_str!("../data/presets/cost-first.toml")),
    ("availability-first", include_str!("../data/presets/availability-first.toml")),
];

/// Every plan to start from, by name.
pub fn presets() -> impl Iterator<Item = &'static (&'static str, &'static str)> + Clone {
    PRESETS.iter().chain(OTHER_PRESETS)
}

/// The list of all plans to start from: what each is for, and where it comes from.
pub const PRESET_LIST: &str = include_str!("../data/presets/presets.toml");

/// What a page needs before it can answer: what the reference plan reads. It
/// fetches what another place needs when a plan names it.
pub fn first_files() -> Vec<DataFile<'static>> {
    [COMMON, REFERENCE].concat()
}

/// What the reading of price feeds needs: which regions and instance types there are.
pub fn feed_files() -> Vec<DataFile<'static>> {
    const FILES: &[DataFile<'static>] =
        data_files!["regions.csv", "instances/aws.csv", "instances/azure.csv", "instances/gcp.csv"];
    FILES.to_vec()
}

/// Every file.
#[cfg(not(target_arch = "wasm32"))]
pub fn files() -> Vec<DataFile<'static>> {
    [COMMON, REFERENCE, REST].concat()
}

/// The files of every other place.
#[cfg(not(target_arch = "wasm32"))]
const REST: &[DataFile<'static>] = data_files![
    "classes/azure.csv",
    "classes/gcp.csv",
    "commitments/azure.csv",
    "commitments/gcp.csv",
    "instances/azure.csv",
    "instances/gcp.csv",
    "instances/on-prem.csv",
    "prices/aws/ap-northeast-1.csv",
    "prices/aws/ap-south-1.csv",
    "prices/aws/ap-southeast-1.csv",
    "prices/aws/ap-southeast-2.csv",
    "prices/aws/ca-central-1.csv",
    "prices/aws/eu-north-1.csv",
    "prices/aws/eu-west-1.csv",
    "prices/aws/eu-west-2.csv",
    "prices/aws/me-central-1.csv",
    "prices/aws/me-south-1.csv",
    "prices/aws/sa-east-1.csv",
    "prices/aws/us-east-1.csv",
    "prices/aws/us-east-2.csv",
    "prices/aws/us-west-2.csv",
    "prices/azure/australiaeast.csv",
    "prices/azure/brazilsouth.csv",
    "prices/azure/canadacentral.csv",
    "prices/azure/centralindia.csv",
    "prices/azure/eastus.csv",
    "prices/azure/eastus2.csv",
    "prices/azure/francecentral.csv",
    "prices/azure/germanywestcentral.csv",
    "prices/azure/global.csv",
    "prices/azure/japaneast.csv",
    "prices/azure/northeurope.csv",
    "prices/azure/qatarcentral.csv",
    "prices/azure/southeastasia.csv",
    "prices/azure/swedencentral.csv",
    "prices/azure/uaenorth.csv",
    "prices/azure/uksouth.csv",
    "prices/azure/westeurope.csv",
    "prices/azure/westus2.csv",
    "prices/azure/westus3.csv",
    "prices/gcp/asia-northeast1.csv",
    "prices/gcp/asia-south1.csv",
    "prices/gcp/asia-southeast1.csv",
    "prices/gcp/asia.csv",
    "prices/gcp/asia1.csv",
    "prices/gcp/australia-southeast1.csv",
    "prices/gcp/eur4.csv",
    "prices/gcp/europe-north1.csv",
    "prices/gcp/europe-west1.csv",
    "prices/gcp/europe-west2.csv",
    "prices/gcp/europe-west3.csv",
    "prices/gcp/europe-west4.csv",
    "prices/gcp/europe.csv",
    "prices/gcp/global.csv",
    "prices/gcp/me-central1.csv",
    "prices/gcp/me-central2.csv",
    "prices/gcp/me-west1.csv",
    "prices/gcp/nam4.csv",
    "prices/gcp/northamerica-northeast1.csv",
    "prices/gcp/southamerica-east1.csv",
    "prices/gcp/us-central1.csv",
    "prices/gcp/us-east1.csv",
    "prices/gcp/us-east4.csv",
    "prices/gcp/us-west1.csv",
    "prices/gcp/us.csv",
    "prices/openshift/global.csv",
];
