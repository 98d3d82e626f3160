//! What may take data for good, and what is said of it.

use serde::Serialize;

/// What may take data for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Hazard {
    /// Volumes, disks or objects that their store loses.
    Media,
    /// All storage of a zone is destroyed.
    Zone,
    /// All data of the region, or of the site, are gone for good.
    Region,
    /// Data are deleted or corrupted.
    Deletion,
}

impl Hazard {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Media, Self::Zone, Self::Region, Self::Deletion];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Media => "media",
            Self::Zone => "zone",
            Self::Region => "region",
            Self::Deletion => "deletion",
        }
    }

    /// How people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Media => "loss by the store itself",
            Self::Zone => "storage of a zone destroyed",
            Self::Region => "region or site gone for good",
            Self::Deletion => "deletion or corruption",
        }
    }
}

/// How much of a surface one event takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// All of it.
    All,
    /// A part of it, spread over all that the storage cluster keeps.
    Part,
    /// The volumes of one zone.
    ZoneVolumes,
    /// One volume.
    Volume,
    /// One object.
    Object,
}

/// Where a rate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RateKind {
    /// The provider's design figure, times how many there are.
    Stated,
    /// From failures and repairs of parts.
    Computed,
    /// A judgement.
    Assumed,
}

impl RateKind {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Computed => "computed",
            Self::Assumed => "assumed",
        }
    }
}

/// Which copies in another region, or at another site, are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// Those that the plan has.
    AsPlanned,
    /// None.
    Without,
    /// Those that the plan has; where it has none, its copies copied there too.
    With,
}

impl Elsewhere {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::AsPlanned, Self::Without, Self::With];
}

/// How often something strikes: so many that are exposed, each at a rate of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// How many: volumes, objects, zones, sets of disks.
    pub exposed: f64,
    /// Events of each in a year; none where nobody knows.
    pub each_per_year: Option<f64>,
    /// Where it comes from.
    pub kind: RateKind,
    /// How it comes about.
    pub basis: &'static str,
    /// The figures of the parts that it reads: rows of the data.
    pub part_sources: &'static [&'static str],
    /// Further figures that it reads.
    pub sources: &'static [&'static str],
}

impl Rate {
    /// Events in a year; none where nobody knows.
    pub fn per_year(&self) -> Option<f64> {
        self.each_per_year.map(|each| self.exposed * each)
    }
}
