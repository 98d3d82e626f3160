//! Tasks, and what the vendor states.

use serde::Serialize;

use super::super::{ANY_PATTERN, table};
use super::{CatalogueError, DataFile, Keys, Provenance, Span};

/// What the hours of a task are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TaskKind {
    /// Hands-on work.
    Effort,
    /// Time that passes, with or without hands.
    Elapsed,
    /// Time to wait for something.
    Wait,
}

/// A task of a pattern.
#[derive(Clone, Debug)]
pub struct Task {
    /// Pattern it belongs to; `any` for what a platform adds to each.
    pub pattern: String,
    /// setup, maintenance or incident.
    pub phase: String,
    /// Its short name, unique in pattern and phase.
    pub id: String,
    /// Its name on the vendor's page.
    pub name: String,
    /// What must hold of a plan for the task to be part of it, all of them, such as
    /// `openshift on-prem`; always part of it when empty.
    pub when: Vec<String>,
    /// Tasks that must be finished first.
    pub after: Vec<String>,
    /// Cycles in a year.
    pub per_year: Option<u32>,
    /// Hours at least.
    pub hours_low: Option<f64>,
    /// Hours that are likely; where only ends are stated, nobody says.
    pub hours_likely: Option<f64>,
    /// Hours at most.
    pub hours_high: Option<f64>,
    /// Who does it, as the page says.
    pub role: Option<String>,
    /// What the hours are.
    pub kind: TaskKind,
    /// Where the row comes from.
    pub provenance: Provenance,
}

impl Task {
    /// Whether it belongs to every pattern.
    pub fn is_of_any_pattern(&self) -> bool {
        self.pattern == ANY_PATTERN
    }
}

/// A figure or sentence of the vendor's page.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Pattern it is about.
    pub pattern: String,
    /// What it is about.
    pub metric: String,
    /// The text as the page has it.
    pub text: String,
    /// Low end of the figure in `unit`.
    pub low: Option<f64>,
    /// High end of the figure in `unit`.
    pub high: Option<f64>,
    /// Unit of the ends; empty for a sentence.
    pub unit: String,
    /// Where the row comes from.
    pub provenance: Provenance,
}

impl Stated {
    /// Whether it is about no pattern of its own.
    pub fn is_of_any_pattern(&self) -> bool {
        self.pattern == ANY_PATTERN
    }
}

const TASK_COLUMNS: &[&str] = &[
    "pattern",
    "phase",
    "position",
    "id",
    "name",
    "when",
    "after",
    "per_year",
    "hours_low",
    "hours_likely",
    "hours_high",
    "role",
    "kind",
    "as_of",
    "method",
    "source",
];

pub(super) fn read_tasks(
    file: &DataFile<'_>,
    into: &mut Vec<Task>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    const KINDS: &[(&str, TaskKind)] =
        &[("effort", TaskKind::Effort), ("elapsed", TaskKind::Elapsed), ("wait", TaskKind::Wait)];
    let mut keys = Keys::new();
    into.clear();
    table::read(file, TASK_COLUMNS, faults, |row| {
        let (pattern, phase) = (row.filled("pattern")?, row.filled("phase")?);
        keys.next((pattern.clone(), phase.clone(), row.count("position")?), row.file(), row.line())?;
        let (hours_low, hours_high) = (row.maybe_size("hours_low")?, row.maybe_size("hours_high")?);
        if hours_low.is_some() != hours_high.is_some() || hours_low > hours_high {
            return Err(row.fault("hours_high", "both ends or none, ascending"));
        }
        let hours_likely = row.maybe_size("hours_likely")?;
        if hours_likely.is_some_and(|likely| {
            hours_low.is_none_or(|low| likely < low) || hours_high.is_none_or(|high| likely > high)
        }) {
            return Err(row.fault("hours_likely", "nothing, or hours between the two ends"));
        }
        let task = Task {
            pattern,
            phase,
            id: row.filled("id")?,
            name: row.filled("name")?,
            when: row.words("when"),
            after: row.words("after"),
            per_year: row.maybe_count("per_year")?,
            hours_low,
            hours_likely,
            hours_high,
            role: Some(row.text("role").to_owned()).filter(|role| !role.is_empty()),
            kind: row.choice("kind", KINDS)?,
            provenance: row.provenance()?,
        };
        dates.see(&task.provenance);
        into.push(task);
        Ok(())
    });
}

const STATED_COLUMNS: &[&str] =
    &["pattern", "metric", "text", "low", "high", "unit", "as_of", "method", "source"];

pub(super) fn read_stated(
    file: &DataFile<'_>,
    into: &mut Vec<Stated>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    let mut keys = Keys::new();
    into.clear();
    table::read(file, STATED_COLUMNS, faults, |row| {
        let stated = Stated {
            pattern: row.filled("pattern")?,
            metric: row.filled("metric")?,
            text: row.filled("text")?,
            low: row.maybe_size("low")?,
            high: row.maybe_size("high")?,
            unit: row.text("unit").to_owned(),
            provenance: row.provenance()?,
        };
        keys.next((stated.pattern.clone(), stated.metric.clone()), row.file(), row.line())?;
        dates.see(&stated.provenance);
        into.push(stated);
        Ok(())
    });
}
