//! Skills that a pattern asks for.

use serde::Serialize;

use super::super::table;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};

/// What a team must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Skill {
    /// Kubernetes or OpenShift administration.
    Kubernetes,
    /// Helm charts.
    Helm,
    /// The provider's managed services.
    Cloud,
    /// PostgreSQL.
    Postgresql,
    /// Prometheus and Grafana.
    Monitoring,
}

impl Skill {
    /// Every skill, in the order of the vendor's page.
    pub const ALL: [Self; 5] =
        [Self::Kubernetes, Self::Helm, Self::Cloud, Self::Postgresql, Self::Monitoring];

    /// The word for it in plans and data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kubernetes => "kubernetes",
            Self::Helm => "helm",
            Self::Cloud => "cloud",
            Self::Postgresql => "postgresql",
            Self::Monitoring => "monitoring",
        }
    }

    /// How people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Kubernetes => "Kubernetes",
            Self::Helm => "Helm",
            Self::Cloud => "the provider's managed services",
            Self::Postgresql => "PostgreSQL",
            Self::Monitoring => "Prometheus and Grafana",
        }
    }
}

/// How well somebody knows something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkillLevel {
    /// Not at all.
    None,
    /// Enough to follow a guide.
    Basic,
    /// Enough to run it from day to day.
    Intermediate,
    /// Enough to design it and to mend it.
    Advanced,
}

impl SkillLevel {
    /// The words of plans and data.
    pub const WORDS: &[(&'static str, Self)] = &[
        ("none", Self::None),
        ("basic", Self::Basic),
        ("intermediate", Self::Intermediate),
        ("advanced", Self::Advanced),
    ];

    /// The word for it in plans and data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Basic => "basic",
            Self::Intermediate => "intermediate",
            Self::Advanced => "advanced",
        }
    }

    /// Levels from another one up to this; 0 where that is as good or better.
    pub const fn above(self, other: Self) -> u32 {
        (self as u32).saturating_sub(other as u32)
    }
}

/// A skill that a pattern asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillAsked {
    /// Pattern; `any` for those without a row of their own.
    pub pattern: String,
    /// What is asked for.
    pub skill: Skill,
    /// How well.
    pub level: SkillLevel,
    /// Setup tasks that need it.
    pub before: Vec<String>,
    /// Where the row comes from.
    pub provenance: Provenance,
}

const COLUMNS: &[&str] = &["pattern", "skill", "level", "before", "as_of", "method", "source"];

pub(super) fn read(
    file: &DataFile<'_>,
    into: &mut Vec<SkillAsked>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    let mut keys = Keys::new();
    let skills = Skill::ALL.map(|skill| (skill.name(), skill));
    into.clear();
    table::read(file, COLUMNS, faults, |row| {
        let (pattern, skill) = (row.filled("pattern")?, row.filled("skill")?);
        keys.next((pattern.clone(), skill), row.file(), row.line())?;
        let asked = SkillAsked {
            pattern,
            skill: row.choice("skill", &skills)?,
            level: row.choice("level", SkillLevel::WORDS)?,
            before: row.words("before"),
            provenance: row.provenance()?,
        };
        dates.see(&asked.provenance);
        into.push(asked);
        Ok(())
    });
}
