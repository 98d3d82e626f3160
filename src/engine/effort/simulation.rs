//! How long the setup takes: what the laws of the hours make of the schedule.

use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, PlainTime};
use super::schedule::{Job, Run, Scheduler, is_serial};
use super::setup::{Setup, setup_law};
use crate::engine::catalogue::Date;
use crate::engine::uncertainty::{Copula, Law, Measured, Points, Quantity, Spread};

/// Points of each replicate that are looked at at least.
const FEWEST: u32 = 128;
/// Standard error of a percentile at which no more draws are made, as a part of what lies between the
/// 10th and the 90th.
const CLOSE: f64 = 0.005;

/// P10, P50 and P90.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Likelihood<T> {
    /// 10th percentile.
    pub p10: T,
    /// Median.
    pub p50: T,
    /// 90th percentile.
    pub p90: T,
}

impl<T> Likelihood<T> {
    fn of(quantile: impl Fn(f64) -> T) -> Self {
        Self { p10: quantile(0.1), p50: quantile(0.5), p90: quantile(0.9) }
    }
}

/// A task of a simulated schedule, in numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct TaskLaw {
    law: Law,
    likely: f64,
    after: Vec<usize>,
    needs_hands: bool,
    is_stated: bool,
}

/// What the length of a setup is computed from: numbers only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetupInputs {
    tasks: Vec<TaskLaw>,
    /// Pairwise correlation of the hours of work.
    correlation: f64,
    engineers: usize,
    /// What working together makes of the hours of a task.
    coordination: f64,
    productive_hours: Law,
    start_day: i64,
    holidays: Vec<i64>,
    seed: u64,
    draws: u32,
    /// Working days within which the stated tasks are asked to be done.
    asked_days: Vec<f64>,
}

/// The team and the calendar that a setup is scheduled for.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// People who work on the setup.
    pub engineers: usize,
    /// What each further engineer adds to the hours of every task, percent.
    pub coordination_pct: f64,
    /// Hours of a day that go into the work.
    pub productive_hours: Law,
    /// Pairwise correlation of the hours of work.
    pub correlation: f64,
    /// The day on which the project begins.
    pub start: Date,
    /// Days on which nobody works.
    pub holidays: Vec<Date>,
}

impl Team {
    /// What working together makes of the hours of a task.
    pub fn coordination(&self) -> f64 {
        1.0 + self.coordination_pct / 100.0 * self.engineers.saturating_sub(1) as f64
    }

    /// The team's calendar with so many productive hours a day.
    pub fn calendar(&self, productive_hours: f64) -> Calendar {
        let holidays: Vec<i64> = self.holidays.iter().map(|day| day.day_number()).collect();
        Calendar::new(self.start, &holidays, productive_hours)
    }
}

/// How long the setup takes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SetupLength {
    /// Working days of the stated tasks alone; none where nothing is stated.
    pub stated_days: Option<Likelihood<Measured>>,
    /// Probability that they are done within each number of days that was asked for.
    pub within: Vec<(f64, Measured)>,
    /// Working days of all tasks, waits among them.
    pub working_days: Likelihood<Measured>,
    /// The number of the day on which the last task is finished.
    pub finish_day: Likelihood<i64>,
    /// Of each task: the probability that the end hangs on it.
    pub critical: Vec<f64>,
    /// Draws of the simulation.
    pub draws: u64,
}

impl SetupLength {
    /// Probability that the stated tasks are done within a number of days that was asked for.
    pub fn within(&self, days: f64) -> Option<Measured> {
        self.within.iter().find(|(asked, _)| asked.total_cmp(&days).is_eq()).map(|(_, p)| *p)
    }
}

impl SetupInputs {
    /// The numbers of a setup.
    pub fn of(setup: &Setup, team: &Team, seed: u64, draws: u32, asked_days: Vec<f64>) -> Self {
        let stated = setup.stated_tasks();
        let task = |(i, task): (usize, &super::SetupTask)| TaskLaw {
            law: task.law(),
            likely: task.hours.likely(),
            after: task.after.clone(),
            needs_hands: task.needs_hands(),
            is_stated: stated.contains(&i),
        };
        Self {
            tasks: setup.tasks.iter().enumerate().map(task).collect(),
            correlation: team.correlation,
            engineers: team.engineers,
            coordination: team.coordination(),
            productive_hours: team.productive_hours,
            start_day: team.start.day_number(),
            holidays: team.holidays.iter().map(|day| day.day_number()).collect(),
            seed,
            draws,
            asked_days,
        }
    }

    fn all_jobs(&self) -> Vec<Job> {
        let job = |task: &TaskLaw| Job { after: task.after.clone(), needs_hands: task.needs_hands };
        self.tasks.iter().map(job).collect()
    }

    /// The stated tasks: their positions, and what a schedule of them alone has to know.
    fn stated_jobs(&self) -> (Vec<usize>, Vec<Job>) {
        let positions: Vec<usize> = (0..self.tasks.len()).filter(|i| self.tasks[*i].is_stated).collect();
        let place = |before: &usize| positions.iter().position(|own| own == before);
        let job = |i: &usize| Job {
            after: self.tasks[*i].after.iter().filter_map(place).collect(),
            needs_hands: true,
        };
        let jobs = positions.iter().map(job).collect();
        (positions, jobs)
    }

    fn likely_hours(&self) -> Vec<f64> {
        let factor = |task: &TaskLaw| if task.needs_hands { self.coordination } else { 1.0 };
        self.tasks.iter().map(|task| task.likely * factor(task)).collect()
    }
}

/// Computes how long a setup takes.
///
/// Method: where the stated tasks can only be done one after the other, with a fixed day, their
/// days are those of the exact law of the sum. All else is simulated: the hours of all
/// tasks are drawn together, at even points, and scheduled. The rank of tasks is that of the
/// likely hours, as nobody knows the drawn ones beforehand.
/// Source: docs/model.md, "Setup schedule" and "Draws".
pub fn setup_length(inputs: &SetupInputs) -> SetupLength {
    let (stated, stated_jobs) = inputs.stated_jobs();
    let exact = !stated.is_empty()
        && is_serial(&stated_jobs, inputs.engineers)
        && matches!(inputs.productive_hours, Law::Constant(_));
    let simulated = simulate(inputs, &stated, stated_jobs, !exact);
    let mut length = SetupLength {
        stated_days: None,
        within: Vec::new(),
        working_days: Likelihood::of(|p| simulated.days.quantile(p)),
        finish_day: Likelihood::of(|p| simulated.finish_day(p)),
        critical: simulated.critical,
        draws: simulated.draws,
    };
    if exact {
        let laws: Vec<Law> = stated.iter().map(|i| inputs.tasks[*i].law).collect();
        let law = setup_law(&laws, inputs.correlation);
        let days_per_hour = inputs.coordination / inputs.productive_hours.mean();
        length.stated_days = Some(Likelihood::of(|p| Measured::exact(law.quantile(p) * days_per_hour)));
        let within = |days: &f64| (*days, Measured::exact(law.cdf(days / days_per_hour)));
        length.within = inputs.asked_days.iter().map(within).collect();
    } else if let Some(days) = simulated.stated_days {
        length.stated_days = Some(Likelihood::of(|p| days.quantile(p)));
        length.within = inputs.asked_days.iter().map(|asked| (*asked, days.cdf(*asked))).collect();
    }
    length
}

/// What the draws gave.
struct Simulated {
    days: Spread,
    finish: Spread,
    stated_days: Option<Spread>,
    critical: Vec<f64>,
    draws: u64,
    start_day: i64,
}

impl Simulated {
    fn finish_day(&self, p: f64) -> i64 {
        self.start_day + libm::floor(self.finish.quantile(p).value / 24.0) as i64
    }
}

fn simulate(inputs: &SetupInputs, stated: &[usize], stated_jobs: Vec<Job>, with_stated: bool) -> Simulated {
    let quantity = |task: &TaskLaw| Quantity { law: task.law, group: task.needs_hands.then_some(0) };
    let mut quantities: Vec<Quantity> = inputs.tasks.iter().map(quantity).collect();
    quantities.push(Quantity { law: inputs.productive_hours, group: None });
    let copula = Copula::new(&quantities, &[inputs.correlation]);
    let points = Points::new(inputs.seed, inputs.draws, copula.n_dimensions());

    let likely = inputs.likely_hours();
    let calendar = Calendar::new(
        Date::from_day_number(inputs.start_day),
        &inputs.holidays,
        inputs.productive_hours.mean(),
    );
    let is_fixed_day = matches!(inputs.productive_hours, Law::Constant(_));
    let all = Scheduler::new(inputs.all_jobs(), &ranked(inputs, &likely), inputs.engineers);
    let stated_likely: Vec<f64> = stated.iter().map(|i| likely[*i]).collect();
    let alone = Scheduler::new(stated_jobs, &stated_likely, inputs.engineers);
    let with_stated = with_stated && !stated.is_empty();

    let (mut hours, mut stated_hours) = (Vec::new(), Vec::new());
    let (mut run, mut stated_run) = (Run::default(), Run::default());
    let mut critical = vec![0_u64; inputs.tasks.len()];
    let n_replicates = points.n_replicates() as usize;
    let (mut days, mut finish, mut stated_days) =
        (vec![Vec::new(); n_replicates], vec![Vec::new(); n_replicates], vec![Vec::new(); n_replicates]);
    // The first points of a replicate are as even as all of them, so a run may stop at any power of two.
    let (mut from, mut to) = (0, FEWEST.min(points.n_points()));
    loop {
        let batch =
            (0..points.n_replicates()).flat_map(|replicate| (from..to).map(move |point| (replicate, point)));
        for (replicate, point) in batch {
            let at = replicate as usize;
            copula.draw(&points, replicate, point, &mut hours);
            let productive = hours.pop().unwrap_or(1.0);
            for (hours, task) in hours.iter_mut().zip(&inputs.tasks) {
                if task.needs_hands {
                    *hours *= inputs.coordination;
                }
            }
            if is_fixed_day {
                all.run(&hours, &calendar, &mut run);
                days[at].push(calendar.working_days(run.end()));
            } else {
                let calendar = calendar.with_productive_hours(productive);
                all.run(&hours, &calendar, &mut run);
                days[at].push(calendar.working_days(run.end()));
            }
            finish[at].push(run.end());
            for job in run.critical() {
                critical[job] += 1;
            }
            if with_stated {
                stated_hours.clear();
                stated_hours.extend(stated.iter().map(|i| hours[*i]));
                alone.run(&stated_hours, &PlainTime, &mut stated_run);
                stated_days[at].push(stated_run.end() / productive);
            }
        }
        let is_enough = is_close(&days) && (!with_stated || is_close(&stated_days));
        if to == points.n_points() || is_enough {
            break;
        }
        (from, to) = (to, 2 * to);
    }
    let draws = u64::from(points.n_replicates()) * u64::from(to);
    Simulated {
        days: Spread::new(days),
        finish: Spread::new(finish),
        stated_days: with_stated.then(|| Spread::new(stated_days)),
        critical: critical.into_iter().map(|hits| hits as f64 / draws as f64).collect(),
        draws,
        start_day: inputs.start_day,
    }
}

/// Whether the percentiles that are shown are as close as is asked for.
fn is_close(replicates: &[Vec<f64>]) -> bool {
    let spread = Spread::new(replicates.to_vec());
    let [low, middle, high] = [0.1, 0.5, 0.9].map(|p| spread.quantile(p));
    let width = high.value - low.value;
    [low, middle, high].iter().all(|percentile| percentile.standard_error <= CLOSE * width)
}

/// The hours by which tasks are ranked: waits count as the working hours that usually pass
/// meanwhile, five days of seven.
fn ranked(inputs: &SetupInputs, likely: &[f64]) -> Vec<f64> {
    ranked_hours(inputs.tasks.iter().map(|task| task.needs_hands), likely, inputs.productive_hours.mean())
}

/// The same for tasks that are there: `needs_hands` and likely hours of each.
pub fn ranked_hours(
    needs_hands: impl Iterator<Item = bool>,
    likely: &[f64],
    productive_hours: f64,
) -> Vec<f64> {
    let meanwhile = productive_hours * 5.0 / (7.0 * 24.0);
    let hours = |(hands, hours): (bool, &f64)| if hands { *hours } else { hours * meanwhile };
    needs_hands.zip(likely).map(hours).collect()
}
