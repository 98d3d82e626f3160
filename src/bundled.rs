//! The files of `data/`, as they were when the program was built.

use crate::engine::catalogue::DataFile;

macro_rules! data_files {
    ($($path:literal),* $(,)?) => {
        &[$(DataFile { path: $path, text: include_str!(concat!("../data/", $path)) }),*]
    };
}

/// Everything but regional prices.
const COMMON: &[DataFile<'static>] = data_files![
    "allowances.csv",
    "assumptions.csv",
    "components.csv",
    "failure_rates.csv",
    "instances/aws.csv",
    "node_rules.csv",
    "prices/aws/global.csv",
    "regions.csv",
    "slas.csv",
    "stated.csv",
    "tasks.csv",
];

/// Prices of the region that the reference plan names.
const REFERENCE_PRICES: &[DataFile<'static>] = data_files!["prices/aws/eu-central-1.csv"];

/// The reference plan of each provider, with comments.
pub const PRESETS: &[(&str, &str)] = &[("aws", include_str!("../data/presets/aws.toml"))];

/// What a page needs before it can answer: everything but the prices of other
/// regions, which it fetches when they are asked for.
pub fn first_files() -> Vec<DataFile<'static>> {
    [COMMON, REFERENCE_PRICES].concat()
}

/// Every file.
#[cfg(not(target_arch = "wasm32"))]
pub fn files() -> Vec<DataFile<'static>> {
    const PRICES: &[DataFile<'static>] = data_files![
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
    ];
    [COMMON, REFERENCE_PRICES, PRICES].concat()
}
