//! Hours and days to set up.

use crate::engine::catalogue::{Provenance, Task, TaskKind};
use crate::engine::uncertainty::{Grid, Law, correlated_sum};

/// Hours of a cell of the grid on which tasks are added.
const STEP_HOURS: f64 = 0.05;

/// A task of the setup.
#[derive(Clone, Debug, PartialEq)]
pub struct SetupTask {
    /// Short name.
    pub id: String,
    /// Name on the vendor's page.
    pub name: String,
    /// Who does it.
    pub role: Option<String>,
    /// Positions of the tasks that must be finished first.
    pub after: Vec<usize>,
    /// Hours: least, likely, most. The likely value is the middle of the stated ends.
    pub hours: Hours,
    /// Where the hours come from.
    pub provenance: Provenance,
}

/// Hours as low, likely, high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hours {
    /// Least.
    pub low: f64,
    /// Likely.
    pub likely: f64,
    /// Most.
    pub high: f64,
}

impl Hours {
    /// The PERT of these hours.
    pub fn law(self) -> Law {
        if self.low < self.high {
            Law::Pert { low: self.low, mode: self.likely, high: self.high }
        } else {
            Law::Constant(self.likely)
        }
    }
}

/// The setup of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    /// Its tasks, in the order of the vendor's page.
    pub tasks: Vec<SetupTask>,
    /// Sum of the least hours.
    pub low: f64,
    /// Sum of the means.
    pub mean: f64,
    /// Sum of the most hours.
    pub high: f64,
}

impl Setup {
    /// The law of each task's hours.
    pub fn task_laws(&self) -> Vec<Law> {
        self.tasks.iter().map(|task| task.hours.law()).collect()
    }
}

/// The stated setup tasks of a pattern.
///
/// Tasks that only pass time, or whose hours nobody states, are left out.
pub fn setup(tasks: &[Task], pattern: &str) -> Setup {
    let stated: Vec<&Task> = tasks
        .iter()
        .filter(|task| task.pattern == pattern && task.phase == "setup" && task.kind == TaskKind::Effort)
        .filter(|task| task.hours_low.is_some() && task.hours_high.is_some())
        .collect();
    let position = |id: &String| stated.iter().position(|task| task.id == *id);
    let tasks: Vec<SetupTask> = stated
        .iter()
        .map(|task| {
            let (low, high) = (task.hours_low.unwrap_or(0.0), task.hours_high.unwrap_or(0.0));
            SetupTask {
                id: task.id.clone(),
                name: task.name.clone(),
                role: task.role.clone(),
                after: task.after.iter().filter_map(position).collect(),
                hours: Hours { low, likely: (low + high) / 2.0, high },
                provenance: task.provenance.clone(),
            }
        })
        .collect();
    Setup {
        low: tasks.iter().map(|task| task.hours.low).sum(),
        mean: tasks.iter().map(|task| task.hours.law().mean()).sum(),
        high: tasks.iter().map(|task| task.hours.high).sum(),
        tasks,
    }
}

/// The law of the sum of the tasks' hours, with the tasks correlated pairwise.
///
/// Formula: convolution given one common factor, averaged over it; docs/model.md,
/// "Setup hours". Error: below 0.005 h in a percentile.
pub fn setup_law(tasks: &[Law], correlation: f64) -> Grid {
    correlated_sum(tasks, correlation, STEP_HOURS)
}
