//! Variables of public Terraform modules, as `terraform.tfvars.json`.
//!
//! Written is what the plan decides and the report says: versions, types, numbers, zones. What a
//! plan does not know (names, networks, projects) is left out and named as the user's to fill.
//! `docs/deployables.csv` lists every variable with its type and the version it was read in.

mod cluster;
mod pool;
mod vendor;

use std::fmt;

use super::ExportFile;
use super::node::Fields;
use crate::engine::catalogue::Host;
use crate::engine::plan::Outcome;
use crate::engine::report::Report;
use pool::Pool;

/// A Terraform module whose variables are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// The vendor's own: settlemint/btp-universal-terraform.
    Vendor,
    /// terraform-aws-modules/eks/aws.
    Eks,
    /// Azure/aks/azurerm.
    Aks,
    /// terraform-google-modules/kubernetes-engine/google.
    Gke,
}

impl Module {
    /// Every module; the first is the default.
    pub const ALL: [Self; 4] = [Self::Vendor, Self::Eks, Self::Aks, Self::Gke];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Eks => "eks",
            Self::Aks => "aks",
            Self::Gke => "gke",
        }
    }

    /// The host whose service it sets up; none where it knows them all.
    const fn host(self) -> Option<Host> {
        match self {
            Self::Vendor => None,
            Self::Eks => Some(Host::Aws),
            Self::Aks => Some(Host::Azure),
            Self::Gke => Some(Host::Gcp),
        }
    }

    /// Whether it can set up the cluster of a plan.
    fn is_for(self, outcome: &Outcome) -> bool {
        let platform = &outcome.plan.platform;
        // OpenShift is installed by its own programs: only the vendor's module takes a cluster that is there.
        self.host().is_none_or(|host| host == platform.host && platform.flavour.is_none())
    }
}

/// A module that does not set up what the plan runs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherPlatform {
    /// The module.
    pub module: Module,
    /// What the plan runs on.
    pub platform: String,
    /// Modules that do.
    pub allowed: Vec<&'static str>,
}

impl fmt::Display for OtherPlatform {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { module, platform, allowed } = self;
        write!(
            out,
            "the module {} does not set up {platform}; allowed is {}",
            module.name(),
            allowed.join(" | ")
        )
    }
}

impl std::error::Error for OtherPlatform {}

/// What was written, and what was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tfvars {
    /// The file.
    pub file: ExportFile,
    /// Variables that the module needs and the plan does not know.
    pub yours: Vec<&'static str>,
    /// What the module cannot be told as the plan has it.
    pub notes: Vec<String>,
}

/// The variables of a module for the layout of a plan.
///
/// # Errors
/// [`OtherPlatform`] when the module sets up the clusters of another provider.
pub fn tfvars(outcome: &Outcome, report: &Report, module: Module) -> Result<Tfvars, OtherPlatform> {
    if !module.is_for(outcome) {
        let fitting = Module::ALL.into_iter().filter(|module| module.is_for(outcome));
        return Err(OtherPlatform {
            module,
            platform: outcome.plan.platform.title(),
            allowed: fitting.map(Module::name).collect(),
        });
    }
    let mut written = Written { fields: Fields::default(), yours: Vec::new(), notes: Vec::new() };
    if let Some(pool) = Pool::of(&outcome.plan, report) {
        match module {
            Module::Vendor => vendor::write(outcome, report, &pool, &mut written),
            Module::Eks => cluster::eks(&outcome.plan, &pool, &mut written),
            Module::Aks => cluster::aks(&outcome.plan, &pool, &mut written),
            Module::Gke => cluster::gke(&outcome.plan, &pool, &mut written),
        }
    }
    let text = serde_json::to_string_pretty(&written.fields).unwrap_or_default() + "\n";
    Ok(Tfvars {
        file: ExportFile::text("terraform.tfvars.json", text),
        yours: written.yours,
        notes: written.notes,
    })
}

/// Variables as they are written.
struct Written {
    fields: Fields,
    yours: Vec<&'static str>,
    notes: Vec<String>,
}
