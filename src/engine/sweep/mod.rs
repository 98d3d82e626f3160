//! Many plans: each row of a grid to a line of a table.
//!
//! Rows are numbered, and a row follows from its number alone, so that any part of a grid can be
//! made anywhere, in any order. The last axis changes fastest.

mod check;
mod figures;
mod size;

pub use figures::{Column, columns};
pub use size::MOST_ROWS;

use self::figures::{Planned, quoted};
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{LawInputs, PlanError, Verdict, assess, evaluate_ahead, laws, verdicts};
use crate::engine::scenario::{Document, Fault, Grid, ManifestPods, Plan, plan_with};

/// A checked grid, with all that its rows are made from.
#[derive(Debug)]
pub struct Sweep<'c> {
    grid: Grid,
    document: Document,
    manifests: Option<ManifestPods>,
    catalogue: &'c Catalogue,
    columns: Vec<Column>,
    rows: u64,
}

/// Why a grid cannot be swept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SweepError {
    /// Faults of the grid.
    Grid(Vec<Fault>),
    /// Faults of the plan that no axis can mend.
    Plan(Vec<Fault>),
}

/// How a row ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The plan was planned.
    Ok,
    /// The plan's check refuses the combination.
    Refused,
    /// The plan is sound, and no layout of it can be planned.
    NotPlanned,
}

impl Status {
    /// The word of the table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Refused => "refused",
            Self::NotPlanned => "not planned",
        }
    }
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How the row ended.
    pub status: Status,
    /// The line with its line feed.
    pub text: String,
}

impl<'c> Sweep<'c> {
    /// Checks a grid against the plan that it changes and against the catalogue. The pods are
    /// those of the manifests that the plan names.
    ///
    /// # Errors
    /// Faults that every row would have: too many rows, keys that no plan has, values of a kind
    /// that the key never takes.
    pub fn new(
        grid: Grid,
        document: Document,
        manifests: Option<ManifestPods>,
        catalogue: &'c Catalogue,
    ) -> Result<Self, SweepError> {
        let rows = size::rows(&grid).map_err(|fault| SweepError::Grid(vec![fault]))?;
        let columns = columns(grid.laws);
        let sweep = Self { grid, document, manifests, catalogue, columns, rows };
        sweep.check()?;
        Ok(sweep)
    }

    /// Number of rows.
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// The position of the status in a line, counted from 0.
    pub fn status_column(&self) -> usize {
        1 + self.grid.axes.len()
    }

    /// The names of the columns, as a line.
    pub fn header(&self) -> String {
        let axes = self.grid.axes.iter().map(|axis| axis.path.as_str());
        let figures = self.columns.iter().map(|column| column.name);
        let names = ["row"].into_iter().chain(axes).chain(["status", "message"]).chain(figures);
        names.map(quoted).collect::<Vec<_>>().join(",") + "\n"
    }

    /// A row, by its number from 0.
    pub fn line(&self, row: u64) -> Line {
        let mut document = self.document.clone();
        let mut cells = vec![row.to_string()];
        for (axis, value) in self.grid.axes.iter().zip(self.values(row)) {
            let value = &axis.values[value];
            cells.push(quoted(&value.plain()));
            document.set(&axis.path, value.clone());
        }
        let (status, message, figures) = match self.plan_of(&document) {
            Err(faults) => (Status::Refused, told(&faults), None),
            Ok(plan) => match self.planned(&plan) {
                Err(error) => (Status::NotPlanned, error.to_string(), None),
                Ok(figures) => (Status::Ok, String::new(), Some(figures)),
            },
        };
        cells.extend([status.name().to_owned(), quoted(&message)]);
        cells.extend(figures.unwrap_or_else(|| vec![String::new(); self.columns.len()]));
        Line { status, text: cells.join(",") + "\n" }
    }

    /// The position of each axis' value in a row.
    fn values(&self, row: u64) -> Vec<usize> {
        let mut rest = row;
        let mut values = vec![0; self.grid.axes.len()];
        for (value, axis) in values.iter_mut().zip(&self.grid.axes).rev() {
            let n = axis.values.len() as u64;
            *value = (rest % n) as usize;
            rest /= n;
        }
        values
    }

    fn plan_of(&self, document: &Document) -> Result<Plan, Vec<Fault>> {
        plan_with(document, self.catalogue, self.manifests.as_ref())
    }

    /// The figures of a plan.
    fn planned(&self, plan: &Plan) -> Result<Vec<String>, PlanError> {
        let look = if self.grid.laws { assess } else { evaluate_ahead };
        let outcome = look(plan, self.catalogue)?;
        let laws = self.grid.laws.then(|| laws(&LawInputs::of(&outcome)));
        let verdicts: Vec<Verdict> =
            laws.as_ref().map_or_else(Vec::new, |laws| verdicts(&outcome, Some(laws)));
        let planned = Planned { outcome: &outcome, laws: laws.as_ref(), verdicts: &verdicts };
        Ok(self.columns.iter().map(|column| column.cell(&planned)).collect())
    }
}

/// Faults on one line. The lines of the plan's file are left out: the values come from the grid.
fn told(faults: &[Fault]) -> String {
    let each = faults.iter().map(|fault| Fault { line: None, ..fault.clone() }.to_string());
    each.collect::<Vec<_>>().join("; ")
}
