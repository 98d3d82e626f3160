//! Tasks of the setup and their hours.

use super::schedule::Job;
use crate::engine::catalogue::{Catalogue, Method, Provenance, SkillAsked, SkillLevel, Task, TaskKind};
use crate::engine::scenario::{Figures, OwnTask, Plan, setup_rows};
use crate::engine::uncertainty::{Estimate, Grid, Law, correlated_sum};

/// Hours of a cell of the grid on which tasks are added, where they span a few days.
const STEP_HOURS: f64 = 0.05;
/// Cells that the span of all tasks has, where one convolution is made for each value of the factor.
const CELLS: std::ops::RangeInclusive<f64> = 200.0..=2000.0;
/// Cells where speed is no matter.
pub(super) const FINE_CELLS: std::ops::RangeInclusive<f64> = 1500.0..=3000.0;

/// Why a task is part of the setup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The vendor states it for the pattern.
    Stated,
    /// The platform or the pattern brings it, and the vendor does not state it.
    Platform,
    /// A skill that the team lacks.
    RampUp,
    /// The user's own.
    Own,
}

impl Origin {
    /// The word for it in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Platform => "platform",
            Self::RampUp => "ramp-up",
            Self::Own => "own",
        }
    }
}

/// A task of the setup.
#[derive(Clone, Debug, PartialEq)]
pub struct SetupTask {
    /// Short name.
    pub id: String,
    /// Name on the vendor's page, or ours.
    pub name: String,
    /// Why it is part of the setup.
    pub origin: Origin,
    /// What its hours are: work, time that passes, or a wait.
    pub kind: TaskKind,
    /// Who does it.
    pub role: Option<String>,
    /// Positions of the tasks that must be finished first.
    pub after: Vec<usize>,
    /// Its hours. Where only ends are stated, the likely value is their middle.
    pub hours: Estimate,
    /// Where the hours come from; none for those of the plan.
    pub provenance: Option<Provenance>,
}

impl SetupTask {
    /// Whether somebody works on it.
    pub fn needs_hands(&self) -> bool {
        self.kind == TaskKind::Effort
    }

    /// The law of its hours.
    pub fn law(&self) -> Law {
        Law::of(self.hours)
    }
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

/// Hours of work of several tasks together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WorkHours {
    /// All at their low end.
    pub low: f64,
    /// Mean.
    pub mean: f64,
    /// All at their high end.
    pub high: f64,
}

/// A skill that is asked for and that the team lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillGap {
    /// What is asked for, and how well.
    pub asked: SkillAsked,
    /// How well the team knows it.
    pub has: SkillLevel,
}

impl SkillGap {
    /// Levels to learn.
    pub const fn levels(&self) -> u32 {
        self.asked.level.above(self.has)
    }
}

/// The setup of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    /// Its tasks: those of the pattern in the order of the vendor's page, what the platform adds,
    /// skills to learn, the user's own.
    pub tasks: Vec<SetupTask>,
    /// Work of the tasks that the vendor states for the pattern; none where it states none.
    pub stated: Option<WorkHours>,
    /// Work of all other tasks; none where there are none.
    pub extra: Option<WorkHours>,
    /// Skills that the team lacks.
    pub gaps: Vec<SkillGap>,
}

impl Setup {
    /// Mean hours of all tasks that are work.
    pub fn work_mean(&self) -> f64 {
        [self.stated, self.extra].into_iter().flatten().map(|hours| hours.mean).sum()
    }

    /// Positions of the tasks that the vendor states, all of them work.
    pub fn stated_tasks(&self) -> Vec<usize> {
        self.positions(|task| task.origin == Origin::Stated && task.needs_hands())
    }

    /// Positions of all other tasks that are work.
    pub fn extra_work(&self) -> Vec<usize> {
        self.positions(|task| task.origin != Origin::Stated && task.needs_hands())
    }

    /// The laws of the hours of some of the tasks.
    pub fn laws(&self, positions: &[usize]) -> Vec<Law> {
        positions.iter().filter_map(|i| self.tasks.get(*i)).map(SetupTask::law).collect()
    }

    /// What a schedule has to know of some of the tasks, which then are all there is.
    pub fn jobs(&self, positions: &[usize]) -> Vec<Job> {
        let place = |before: &usize| positions.iter().position(|own| own == before);
        positions
            .iter()
            .filter_map(|i| self.tasks.get(*i))
            .map(|task| Job {
                after: task.after.iter().filter_map(place).collect(),
                needs_hands: task.needs_hands(),
            })
            .collect()
    }

    fn positions(&self, wanted: impl Fn(&SetupTask) -> bool) -> Vec<usize> {
        (0..self.tasks.len()).filter(|i| wanted(&self.tasks[*i])).collect()
    }
}

/// The setup of a plan: the tasks of the data that are part of it, a time to learn for each skill
/// that the team lacks, and the user's own tasks.
///
/// A task of the user's that has the id of one of the data changes this one: what is stated
/// stays stated. Source: docs/model.md, "Setup schedule".
pub fn setup(figures: Figures<'_>) -> Setup {
    let (plan, catalogue) = (figures.plan(), figures.catalogue());
    let gaps = gaps(plan, catalogue);
    let mut drafts: Vec<Draft> =
        setup_rows(&catalogue.tasks, &plan.platform).into_iter().filter_map(Draft::of_row).collect();
    for gap in &gaps {
        add_ramp_up(figures, gap, &mut drafts);
    }
    for own in &plan.tasks {
        match drafts.iter_mut().find(|draft| draft.id == own.id) {
            Some(draft) => draft.change(own),
            None => drafts.extend(Draft::of_own(own)),
        }
    }
    let ids: Vec<String> = drafts.iter().map(|draft| draft.id.clone()).collect();
    let place = |id: &String| ids.iter().position(|known| known == id);
    let tasks: Vec<SetupTask> = drafts
        .into_iter()
        .map(|draft| SetupTask {
            after: draft.after.iter().filter_map(place).collect(),
            id: draft.id,
            name: draft.name,
            origin: draft.origin,
            kind: draft.kind,
            role: draft.role,
            hours: draft.hours,
            provenance: draft.provenance,
        })
        .collect();
    let mut setup = Setup { tasks, stated: None, extra: None, gaps };
    setup.stated = work_hours(&setup, &setup.stated_tasks());
    setup.extra = work_hours(&setup, &setup.extra_work());
    setup
}

fn work_hours(setup: &Setup, positions: &[usize]) -> Option<WorkHours> {
    let sum = |of: fn(&SetupTask) -> f64| positions.iter().map(|i| of(&setup.tasks[*i])).sum();
    (!positions.is_empty()).then(|| WorkHours {
        low: sum(|task| task.hours.low()),
        mean: sum(|task| task.law().mean()),
        high: sum(|task| task.hours.high()),
    })
}

/// Skills that the pattern asks for and the team lacks.
fn gaps(plan: &Plan, catalogue: &Catalogue) -> Vec<SkillGap> {
    let has = |asked: &SkillAsked| plan.team.skills.get(&asked.skill).copied().unwrap_or(SkillLevel::None);
    let asked = catalogue.skills_of(plan.platform.pattern.name());
    let gaps = asked.map(|asked| SkillGap { has: has(asked), asked: asked.clone() });
    gaps.filter(|gap| gap.levels() > 0).collect()
}

/// A time to learn, before every task that needs the skill.
fn add_ramp_up(figures: Figures<'_>, gap: &SkillGap, drafts: &mut Vec<Draft>) {
    let own = figures.plan().team.ramp_up_hours_per_level;
    let figure = figures.assumption("effort.ramp_up_hours_per_level");
    let provenance = figure.as_ref().and_then(|figure| figure.provenance.cloned());
    let Some(per_level) = own.or_else(|| figure.map(|figure| figure.value)) else { return };
    let id = format!("ramp-up-{}", gap.asked.skill.name());
    for draft in drafts.iter_mut().filter(|draft| gap.asked.before.contains(&draft.id)) {
        draft.after.push(id.clone());
    }
    let levels = gap.levels();
    let word = if levels == 1 { "level" } else { "levels" };
    drafts.push(Draft {
        name: format!(
            "Learn {}: {} to {}, {levels} {word}",
            gap.asked.skill.title(),
            gap.has.name(),
            gap.asked.level.name()
        ),
        id,
        origin: Origin::RampUp,
        kind: TaskKind::Effort,
        role: None,
        after: Vec::new(),
        hours: per_level.times(f64::from(levels)),
        provenance: provenance.filter(|_| own.is_none()),
    });
}

/// A task whose predecessors are still names.
struct Draft {
    id: String,
    name: String,
    origin: Origin,
    kind: TaskKind,
    role: Option<String>,
    after: Vec<String>,
    hours: Estimate,
    provenance: Option<Provenance>,
}

impl Draft {
    /// None where nobody states hours.
    fn of_row(row: &Task) -> Option<Self> {
        let (low, high) = (row.hours_low?, row.hours_high?);
        let likely = row.hours_likely.unwrap_or((low + high) / 2.0);
        let is_stated = row.provenance.method == Method::Stated && !row.is_of_any_pattern();
        Some(Self {
            id: row.id.clone(),
            name: row.name.clone(),
            origin: if is_stated { Origin::Stated } else { Origin::Platform },
            kind: row.kind,
            role: row.role.clone(),
            after: row.after.clone(),
            hours: Estimate::new(low, likely, high).ok()?,
            provenance: Some(row.provenance.clone()),
        })
    }

    /// None where the plan states no hours, which its check does not let pass.
    fn of_own(own: &OwnTask) -> Option<Self> {
        Some(Self {
            id: own.id.clone(),
            name: own.name.clone().unwrap_or_else(|| own.id.clone()),
            origin: Origin::Own,
            kind: own.kind.unwrap_or(TaskKind::Effort),
            role: own.role.clone(),
            after: own.after.clone().unwrap_or_default(),
            hours: own.hours?,
            provenance: None,
        })
    }

    fn change(&mut self, own: &OwnTask) {
        if let Some(hours) = own.hours {
            (self.hours, self.provenance) = (hours, None);
        }
        if let Some(after) = &own.after {
            self.after.clone_from(after);
        }
        if let Some(name) = &own.name {
            self.name.clone_from(name);
        }
        if own.role.is_some() {
            self.role.clone_from(&own.role);
        }
        self.kind = own.kind.unwrap_or(self.kind);
    }
}

/// The law of the sum of the tasks' hours, with the tasks correlated pairwise.
///
/// Formula: convolution given one common factor, averaged over it; docs/model.md,
/// "Setup hours". Error: below 0.005 h in a percentile where the tasks span up to 100 h
/// together, else below 1/20,000 of what they span.
pub fn setup_law(tasks: &[Law], correlation: f64) -> Grid {
    // Without a common factor one convolution does, and may be finer.
    law_on(tasks, correlation, if correlation > 0.0 { CELLS } else { FINE_CELLS })
}

/// The same on a grid on which what the tasks span together has so many cells.
pub(super) fn law_on(tasks: &[Law], correlation: f64, cells: std::ops::RangeInclusive<f64>) -> Grid {
    let span: f64 = tasks.iter().map(|law| law.reach()).map(|(low, high)| high - low).sum();
    let mut step = STEP_HOURS;
    while span / step > *cells.end() {
        step *= 2.0;
    }
    while span > 0.0 && span / step < *cells.start() {
        step /= 2.0;
    }
    correlated_sum(tasks, correlation, step)
}
