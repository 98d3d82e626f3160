//! Providers and regions.

use serde::Serialize;

use super::super::table;
use super::{CatalogueError, DataFile, Date, Keys, Provenance, Span};

/// Who runs the platform below Kubernetes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provider {
    /// Amazon Web Services, EKS.
    Aws,
    /// Microsoft Azure, AKS.
    Azure,
    /// Google Cloud, GKE.
    Gcp,
    /// OpenShift: OCP, OKD, ROSA, ARO.
    Openshift,
}

impl Provider {
    /// Every provider.
    pub const ALL: [Self; 4] = [Self::Aws, Self::Azure, Self::Gcp, Self::Openshift];

    /// The word for it in plans and data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::Azure => "azure",
            Self::Gcp => "gcp",
            Self::Openshift => "openshift",
        }
    }

    /// How people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::Azure => "Azure",
            Self::Gcp => "GCP",
            Self::Openshift => "OpenShift",
        }
    }

    /// The provider of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| provider.name() == word)
    }
}

/// Whose machines a platform runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Host {
    /// Amazon Web Services.
    Aws,
    /// Microsoft Azure.
    Azure,
    /// Google Cloud.
    Gcp,
    /// The user's own site: no region, no managed services.
    OnPrem,
}

impl Host {
    /// Every host.
    pub const ALL: [Self; 4] = [Self::Aws, Self::Azure, Self::Gcp, Self::OnPrem];

    /// The word for it in plans and data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::Azure => "azure",
            Self::Gcp => "gcp",
            Self::OnPrem => "on-prem",
        }
    }

    /// How people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::Azure => "Azure",
            Self::Gcp => "GCP",
            Self::OnPrem => "on premises",
        }
    }

    /// The host of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|host| host.name() == word)
    }

    /// The host that a provider's own machines are; OpenShift has none of its own.
    pub fn of(provider: Provider) -> Option<Self> {
        Self::ALL.into_iter().find(|host| host.cloud() == Some(provider))
    }

    /// The cloud whose prices and regions it has; none on premises.
    pub const fn cloud(self) -> Option<Provider> {
        match self {
            Self::Aws => Some(Provider::Aws),
            Self::Azure => Some(Provider::Azure),
            Self::Gcp => Some(Provider::Gcp),
            Self::OnPrem => None,
        }
    }
}

/// Where a price holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// In one region.
    Region(String),
    /// In a group of regions that the provider sells as one place, such as `europe`.
    MultiRegion(String),
    /// Wherever the provider sells it.
    Global,
}

impl Scope {
    /// The name of the file that holds its prices, and of the place in reports.
    pub fn name(&self) -> &str {
        match self {
            Self::Region(name) | Self::MultiRegion(name) => name,
            Self::Global => "global",
        }
    }

    /// The scope that a name means to a provider with these regions.
    pub fn parse(name: &str, provider: Provider, regions: &[Region]) -> Option<Self> {
        /// Pairs of regions that Google sells as one place; no plan uses them.
        const DUAL_REGIONS: [&str; 3] = ["asia1", "eur4", "nam4"];
        let of_provider = || regions.iter().filter(move |region| region.provider == provider);
        if name == "global" {
            Some(Self::Global)
        } else if of_provider().any(|region| region.name == name) {
            Some(Self::Region(name.to_owned()))
        } else if of_provider().any(|region| region.multi_region.as_deref() == Some(name))
            || (provider == Provider::Gcp && DUAL_REGIONS.contains(&name))
        {
            Some(Self::MultiRegion(name.to_owned()))
        } else {
            None
        }
    }
}

/// Whether a region can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionState {
    /// Open for customers.
    Open,
    /// Declared unusable by its provider.
    Unusable,
}

/// A region of a provider.
#[derive(Clone, Debug)]
pub struct Region {
    /// Whose region it is.
    pub provider: Provider,
    /// Its name, such as `eu-central-1`.
    pub name: String,
    /// Its place, such as `Europe (Frankfurt)`.
    pub title: String,
    /// ISO 3166 code of its country.
    pub country: String,
    /// Its part of the world.
    pub geography: String,
    /// Number of availability zones.
    pub zones: u32,
    /// A usual second region.
    pub second_region: Option<String>,
    /// The multi-region that it belongs to, if its provider sells one.
    pub multi_region: Option<String>,
    /// Whether it can be used.
    pub state: RegionState,
    /// Since when the state is known.
    pub state_as_of: Option<Date>,
    /// Where the row comes from.
    pub provenance: Provenance,
}

const COLUMNS: &[&str] = &[
    "provider",
    "region",
    "name",
    "country",
    "geography",
    "zones",
    "second_region",
    "multi_region",
    "state",
    "state_as_of",
    "as_of",
    "method",
    "source",
];

pub(super) fn read(
    file: &DataFile<'_>,
    into: &mut Vec<Region>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    let providers = Provider::ALL.map(|provider| (provider.name(), provider));
    let mut keys = Keys::new();
    into.clear();
    table::read(file, COLUMNS, faults, |row| {
        let region = Region {
            provider: row.choice("provider", &providers)?,
            name: row.filled("region")?,
            title: row.filled("name")?,
            country: row.filled("country")?,
            geography: row.filled("geography")?,
            zones: row.count("zones")?,
            second_region: row.maybe_text("second_region"),
            multi_region: row.maybe_text("multi_region"),
            state: row
                .choice("state", &[("open", RegionState::Open), ("unusable", RegionState::Unusable)])?,
            state_as_of: if row.text("state_as_of").is_empty() { None } else { row.date("state_as_of")? },
            provenance: row.provenance()?,
        };
        keys.next((region.provider, region.name.clone()), row.file(), row.line())?;
        dates.see(&region.provenance);
        into.push(region);
        Ok(())
    });
}
