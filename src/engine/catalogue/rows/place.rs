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
            second_region: Some(row.text("second_region").to_owned()).filter(|name| !name.is_empty()),
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
