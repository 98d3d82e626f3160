//! Schedules of backups that vendors name, and the words that they are made of.

use serde::{Deserialize, Serialize};

use super::super::table;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};

/// Data that comes back from copies of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Surface {
    /// ConfigMaps and Secrets.
    Config,
    /// Every Kubernetes object of the namespace, ConfigMaps and Secrets among them.
    Namespace,
    /// Volumes of the workload, those of telemetry left out.
    Volumes,
    /// The PostgreSQL database.
    Database,
    /// The application's objects.
    ObjectStorage,
    /// Volumes that hold metrics, logs and traces.
    Telemetry,
}

impl Surface {
    /// Every surface.
    pub const ALL: [Self; 6] =
        [Self::Config, Self::Namespace, Self::Volumes, Self::Database, Self::ObjectStorage, Self::Telemetry];

    /// The word for it in plans and data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Namespace => "namespace",
            Self::Volumes => "volumes",
            Self::Database => "database",
            Self::ObjectStorage => "object-storage",
            Self::Telemetry => "telemetry",
        }
    }

    /// How people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Config => "ConfigMaps and Secrets",
            Self::Namespace => "Kubernetes objects",
            Self::Volumes => "Volumes",
            Self::Database => "Database",
            Self::ObjectStorage => "Object storage",
            Self::Telemetry => "Telemetry",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|surface| surface.name() == word)
    }
}

/// How the copies of a tier are made, which decides what they take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CopyMethod {
    /// The first whole, each later one what was written since the last.
    Incremental,
    /// Each one whole.
    Full,
    /// Blocks that differ, each once, and compressed.
    Deduplicated,
    /// Snapshots of the volumes by the provider: blocks that differ.
    Snapshot,
}

impl CopyMethod {
    /// Every method; the first is the default.
    pub const ALL: [Self; 4] = [Self::Incremental, Self::Full, Self::Deduplicated, Self::Snapshot];

    /// The word for it in plans and data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Incremental => "incremental",
            Self::Full => "full",
            Self::Deduplicated => "deduplicated",
            Self::Snapshot => "snapshot",
        }
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Weekday {
    /// Every day, from Monday.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The word for it in plans and data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    /// The weekday of a day, counted from 1 January 1970, which was a Thursday.
    pub fn of(day_number: i64) -> Self {
        Self::ALL[(day_number + 3).rem_euclid(7) as usize]
    }
}

/// How long the copies of a tier are kept.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// So many days.
    Days(f64),
    /// Until so many later ones are there.
    Copies(u32),
}

/// A schedule of a preset.
#[derive(Clone, Debug, PartialEq)]
pub struct TierRow {
    /// The preset that it belongs to.
    pub preset: String,
    /// Its name.
    pub name: String,
    /// What it copies.
    pub surfaces: Vec<Surface>,
    /// Hours between two runs.
    pub every_hours: u32,
    /// The day of the week on which it runs, where it is a weekly one.
    pub weekday: Option<Weekday>,
    /// The hour of the day at which it runs.
    pub at_hour: u32,
    /// How long a copy is kept.
    pub keep: Keep,
    /// How copies are made.
    pub copies: CopyMethod,
    /// Which version of the vendor's words it follows.
    pub generation: String,
    /// Where the row comes from.
    pub provenance: Provenance,
}

const COLUMNS: &[&str] = &[
    "preset",
    "position",
    "name",
    "surfaces",
    "every_hours",
    "weekday",
    "at_hour",
    "keep_days",
    "keep_copies",
    "copies",
    "generation",
    "as_of",
    "method",
    "source",
];

pub(super) fn read(
    file: &DataFile<'_>,
    into: &mut Vec<TierRow>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    let mut keys = Keys::new();
    into.clear();
    table::read(file, COLUMNS, faults, |row| {
        let preset = row.filled("preset")?;
        keys.next((preset.clone(), row.count("position")?), row.file(), row.line())?;
        let words = row.filled("surfaces")?;
        let surfaces: Option<Vec<Surface>> = words.split(' ').map(Surface::parse).collect();
        let every_hours = row.count("every_hours")?;
        let weekday = row.maybe_text("weekday");
        let weekday = match &weekday {
            Some(word) => Some(
                Weekday::ALL
                    .into_iter()
                    .find(|day| day.name() == word)
                    .ok_or_else(|| row.fault("weekday", "monday to sunday, or nothing"))?,
            ),
            None => None,
        };
        let keep = match (row.maybe_size("keep_days")?, row.maybe_count("keep_copies")?) {
            (Some(days), None) if days * 24.0 >= f64::from(every_hours) => Keep::Days(days),
            (None, Some(copies)) if copies > 0 => Keep::Copies(copies),
            _ => return Err(row.fault("keep_days", "days of at least one interval, or copies, not both")),
        };
        let copies = row.text("copies");
        let tier = TierRow {
            preset,
            name: row.filled("name")?,
            surfaces: surfaces.ok_or_else(|| row.fault("surfaces", "surfaces with a blank between them"))?,
            every_hours: Some(every_hours)
                .filter(|hours| *hours > 0)
                .ok_or_else(|| row.fault("every_hours", "a whole number above 0"))?,
            weekday,
            at_hour: row.maybe_count("at_hour")?.unwrap_or(0).min(23),
            keep,
            copies: CopyMethod::ALL
                .into_iter()
                .find(|method| method.name() == copies)
                .ok_or_else(|| row.fault("copies", "incremental, full, deduplicated or snapshot"))?,
            generation: row.filled("generation")?,
            provenance: row.provenance()?,
        };
        dates.see(&tier.provenance);
        into.push(tier);
        Ok(())
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1 January 1970 was a Thursday; 4 January 2027 is a Monday.
    #[test]
    fn weekdays_are_those_of_the_calendar() {
        assert_eq!(Weekday::of(0), Weekday::Thursday);
        let day = crate::engine::catalogue::Date::parse("2027-01-04").expect("a day").day_number();
        assert_eq!(Weekday::of(day), Weekday::Monday);
        assert_eq!(Weekday::of(day - 1), Weekday::Sunday);
    }
}
