//! What can be typed of sizes.

use std::path::PathBuf;

use clap::ValueEnum;

use super::Format;

/// What to size, and where.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct SizeArgs {
    /// Manifest file, folder of them, or - for standard input.
    #[arg(required = true, value_name = "MANIFESTS")]
    pub(in crate::cli) manifests: Vec<PathBuf>,
    /// Provider: aws, azure, gcp or openshift.
    #[arg(long)]
    pub(in crate::cli) provider: String,
    /// Region. Default: the provider's in its reference plan.
    #[arg(long)]
    pub(in crate::cli) region: Option<String>,
    /// Zones.
    #[arg(long, value_name = "N")]
    pub(in crate::cli) zones: Option<u32>,
    /// Instance type. Default: the cheapest that does.
    #[arg(long, value_name = "TYPE")]
    pub(in crate::cli) instance_type: Option<String>,
    /// Nodes over all zones. Default: the fewest that do.
    #[arg(long, value_name = "N")]
    pub(in crate::cli) nodes: Option<u32>,
    /// What must hold when a zone is lost: static, elastic, degraded or none.
    #[arg(long, value_name = "MODE")]
    pub(in crate::cli) zone_loss: Option<String>,
    /// Architecture of the nodes: amd64, arm64 or any.
    #[arg(long, value_name = "ARCH")]
    pub(in crate::cli) architecture: Option<String>,
    /// Kubernetes version, such as 1.33.
    #[arg(long, value_name = "VERSION")]
    pub(in crate::cli) kubernetes_version: Option<String>,
    /// Pod network, such as vpc-cni-prefix.
    #[arg(long, value_name = "NETWORK")]
    pub(in crate::cli) pod_network: Option<String>,
    /// Distribution of OpenShift: ocp, okd, rosa-hcp, rosa-classic or aro.
    #[arg(long)]
    pub(in crate::cli) flavour: Option<String>,
    /// Host of OpenShift: aws, azure, gcp or on-prem.
    #[arg(long)]
    pub(in crate::cli) host: Option<String>,
    /// Growth of what the pods ask for, percent a year.
    #[arg(long, value_name = "PCT", allow_negative_numbers = true)]
    pub(in crate::cli) growth: Option<f64>,
    /// Where in their range autoscalers are taken to stand.
    #[arg(long, value_enum, default_value_t = Autoscaler::Least)]
    pub(in crate::cli) autoscaler: Autoscaler,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(in crate::cli) format: Format,
}

/// Where in its range an autoscaler is taken to stand.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Autoscaler {
    /// At the fewest replicas.
    Least,
    /// At the most.
    Most,
}
