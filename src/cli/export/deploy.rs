//! `export tfvars` and `export helm-values`: what sets a plan's layout up.

use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;

use super::super::error::CliError;
use super::super::files;
use super::super::run::plan_outcome;
use super::{ExportArgs, deliver};
use crate::engine::export::{self, VeleroScope};
use crate::engine::plan::Outcome;
use crate::engine::report::{self, Report};

pub(super) const TFVARS_EXAMPLES: &str = "Examples:\n  zoneplan export tfvars my.toml --out deploy\n  zoneplan \
     export tfvars my.toml --module eks > terraform.tfvars.json\n\ndocs/deployables.md lists every variable, its \
     type and the version it was read in.";
pub(super) const HELM_EXAMPLES: &str = "Examples:\n  zoneplan export helm-values my.toml --out deploy\n  zoneplan \
     export helm-values my.toml --out deploy --namespace dalp --telemetry-namespace observability";

/// Terraform modules.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Module {
    /// The vendor's: settlemint/btp-universal-terraform.
    Vendor,
    /// terraform-aws-modules/eks/aws.
    Eks,
    /// Azure/aks/azurerm.
    Aks,
    /// terraform-google-modules/kubernetes-engine/google.
    Gke,
}

/// What `export tfvars` is told.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct TfvarsArgs {
    /// The module whose variables are written.
    #[arg(long, value_enum, default_value_t = Module::Vendor)]
    module: Module,
}

/// What `export helm-values` is told.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct HelmArgs {
    /// A namespace of the workload, for the backups; may be given several times. Default: every one.
    #[arg(long, value_name = "NAME")]
    namespace: Vec<String>,
    /// The namespace of metrics, logs and traces, which have a schedule of their own in some plans.
    #[arg(long, value_name = "NAME")]
    telemetry_namespace: Option<String>,
}

impl TfvarsArgs {
    pub(super) fn run(&self, to: &ExportArgs, own: Option<&Path>) -> Result<ExitCode, CliError> {
        let module = match self.module {
            Module::Vendor => export::Module::Vendor,
            Module::Eks => export::Module::Eks,
            Module::Aks => export::Module::Aks,
            Module::Gke => export::Module::Gke,
        };
        let (outcome, report) = results(to, own)?;
        let written = export::tfvars(&outcome, &report, module).map_err(|error| CliError::Input {
            what: "--module".to_owned(),
            found: format!("{} for a plan on {}", module.name(), error.platform),
            allowed: error.allowed.join(" | "),
        })?;
        let code = deliver(to, &[written.file])?;
        for note in &written.notes {
            files::complain(note);
        }
        files::complain(&format!("yours to fill: {}", written.yours.join(", ")));
        Ok(code)
    }
}

impl HelmArgs {
    pub(super) fn run(&self, to: &ExportArgs, own: Option<&Path>) -> Result<ExitCode, CliError> {
        let scope =
            VeleroScope::of(&self.namespace, self.telemetry_namespace.as_deref()).map_err(|error| {
                CliError::Input {
                    what: "--namespace".to_owned(),
                    found: format!("{:?}", error.found),
                    allowed: "1 to 63 of a to z, 0 to 9 and -, with no - at either end".to_owned(),
                }
            })?;
        let (outcome, report) = results(to, own)?;
        deliver(to, &export::helm_values(&outcome, &report, &scope))
    }
}

/// What a plan computes, and its report; what is exported needs no laws.
fn results(to: &ExportArgs, own: Option<&Path>) -> Result<(Outcome, Report), CliError> {
    let (catalogue, outcome) = plan_outcome(to.plan.as_deref(), own)?;
    let report = report::report(&outcome, None, &catalogue);
    Ok((outcome, report))
}
