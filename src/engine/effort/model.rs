//! A setup that a user writes as JSON.

use serde::Serialize;
use serde_json::Value;

use super::calendar::PlainTime;
use super::schedule::{Job, Run, Scheduler, is_serial};
use super::setup::{FINE_CELLS, law_on};
use crate::engine::scenario::{ModelFault, ModelObject};
use crate::engine::uncertainty::{Copula, Grid, Law, Measured, Points, Quantity, Spread};

/// More tasks than can be scheduled quickly.
const MOST_TASKS: usize = 200;
/// Hours that a task of a model may have.
const MOST_HOURS: f64 = 1e6;
/// Draws of the simulation where the model names none.
const N_DRAWS: u32 = 20_000;

/// Percentiles of hours.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct HourPercentiles {
    /// 5th.
    pub p5: f64,
    /// 10th.
    pub p10: f64,
    /// 25th.
    pub p25: f64,
    /// 50th.
    pub p50: f64,
    /// 75th.
    pub p75: f64,
    /// 80th.
    pub p80: f64,
    /// 90th.
    pub p90: f64,
    /// 95th.
    pub p95: f64,
    /// 99th.
    pub p99: f64,
}

/// Hours from start to end of all tasks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Makespan {
    /// All tasks at their low end.
    pub low: f64,
    /// All at their mode.
    pub mode: f64,
    /// All at their high end.
    pub high: f64,
    /// Mean.
    pub mean: Measured,
    /// 10th percentile.
    pub p10: Measured,
    /// Median.
    pub p50: Measured,
    /// 90th percentile.
    pub p90: Measured,
}

/// What a setup of the user's own comes to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SetupAnswer {
    /// Mean of the hours of work.
    pub mean_h: f64,
    /// Standard deviation.
    pub sd_h: f64,
    /// All tasks at their least.
    pub min_h: f64,
    /// All tasks at their most.
    pub max_h: f64,
    /// Percentiles of the hours of work.
    pub percentiles_h: HourPercentiles,
    /// Probability of no more than so many hours of work, for each asked for.
    #[serde(skip)]
    pub p_le_h: Vec<(f64, f64)>,
    /// Hours from start to end with the engineers that there are.
    pub makespan_h: Makespan,
    /// Probability that the end hangs on a task, by position; exact where tasks are serial.
    pub critical: Vec<f64>,
    /// Draws of the simulation; 0 where nothing had to be drawn.
    pub draws: u64,
}

/// A model that was read.
struct SetupModel {
    laws: Vec<Law>,
    modes: Vec<f64>,
    jobs: Vec<Job>,
    correlation: f64,
    engineers: usize,
    within_h: Vec<f64>,
    seed: u64,
    draws: u32,
}

/// Solves a setup: the law of the hours of work exactly, the time from start to end by list
/// scheduling, exactly where tasks can only be done one after the other, else by simulation.
///
/// # Errors
/// [`ModelFault`] naming the path, what was found and what is allowed.
pub fn solve_setup(model: &ModelObject<'_>) -> Result<SetupAnswer, ModelFault> {
    let model = read(model)?;
    let law = law_on(&model.laws, model.correlation, FINE_CELLS);
    let (low, high): (Vec<f64>, Vec<f64>) = model.laws.iter().map(|law| law.reach()).unzip();
    let scheduler = Scheduler::new(model.jobs.clone(), &model.modes, model.engineers);
    let mut run = Run::default();
    let mut makespan = |hours: &[f64]| {
        scheduler.run(hours, &PlainTime, &mut run);
        run.end()
    };
    let at = (makespan(&low), makespan(&model.modes), makespan(&high));
    let (span, critical, draws) = if is_serial(&model.jobs, model.engineers) {
        let of = |p: f64| Measured::exact(law.quantile(p));
        ([Measured::exact(law.mean()), of(0.1), of(0.5), of(0.9)], vec![1.0; model.laws.len()], 0)
    } else {
        simulate(&model, &scheduler)
    };
    Ok(SetupAnswer {
        mean_h: model.laws.iter().map(|law| law.mean()).sum(),
        sd_h: deviation(&model, &law),
        min_h: low.iter().sum(),
        max_h: high.iter().sum(),
        percentiles_h: percentiles(&law),
        p_le_h: model.within_h.iter().map(|hours| (*hours, law.cdf(*hours))).collect(),
        makespan_h: Makespan {
            low: at.0,
            mode: at.1,
            high: at.2,
            mean: span[0],
            p10: span[1],
            p50: span[2],
            p90: span[3],
        },
        critical,
        draws,
    })
}

fn percentiles(law: &Grid) -> HourPercentiles {
    HourPercentiles {
        p5: law.quantile(0.05),
        p10: law.quantile(0.1),
        p25: law.quantile(0.25),
        p50: law.quantile(0.5),
        p75: law.quantile(0.75),
        p80: law.quantile(0.8),
        p90: law.quantile(0.9),
        p95: law.quantile(0.95),
        p99: law.quantile(0.99),
    }
}

/// Of independent tasks the root of the sum of variances; else that of the law.
fn deviation(model: &SetupModel, law: &Grid) -> f64 {
    let variance = if model.correlation > 0.0 {
        law.variance()
    } else {
        model.laws.iter().map(|law| law.variance()).sum()
    };
    libm::sqrt(variance)
}

fn simulate(model: &SetupModel, scheduler: &Scheduler) -> ([Measured; 4], Vec<f64>, u64) {
    let quantities: Vec<Quantity> =
        model.laws.iter().map(|law| Quantity { law: *law, group: Some(0) }).collect();
    let copula = Copula::new(&quantities, &[model.correlation]);
    let points = Points::new(model.seed, model.draws, copula.n_dimensions());
    let (mut hours, mut run) = (Vec::new(), Run::default());
    let mut critical = vec![0_u64; model.laws.len()];
    let spread = Spread::of(&points, |replicate, point| {
        copula.draw(&points, replicate, point, &mut hours);
        scheduler.run(&hours, &PlainTime, &mut run);
        for job in run.critical() {
            critical[job] += 1;
        }
        run.end()
    });
    let draws = points.n_draws();
    let figures = [spread.mean(), spread.quantile(0.1), spread.quantile(0.5), spread.quantile(0.9)];
    (figures, critical.into_iter().map(|hits| hits as f64 / draws as f64).collect(), draws)
}

fn read(model: &ModelObject<'_>) -> Result<SetupModel, ModelFault> {
    model.only(&[
        "kind",
        "name",
        "tasks",
        "correlation",
        "distribution",
        "after",
        "engineers",
        "within_h",
        "seed",
        "draws",
    ])?;
    let distribution = match model.get("distribution") {
        None => "pert",
        Some(_) => model.text("distribution", DISTRIBUTIONS)?,
    };
    let tasks = model.objects("tasks", "a list of at least one task")?;
    if tasks.len() > MOST_TASKS {
        return Err(model.fault("tasks", &format!("at most {MOST_TASKS} tasks")));
    }
    let (mut laws, mut modes, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for (i, task) in tasks.iter().enumerate() {
        task.only(&["name", "task", "low_h", "mode_h", "high_h"])?;
        let named = task.get("name").or_else(|| task.get("task")).and_then(Value::as_str);
        names.push(named.map_or_else(|| format!("task {i}"), str::to_owned));
        let low = task.number("low_h", 0.0, MOST_HOURS)?;
        let mode = task.number("mode_h", low, MOST_HOURS)?;
        let high = task.number("high_h", mode, MOST_HOURS)?;
        if high <= 0.0 {
            return Err(task.fault("high_h", "a number above 0"));
        }
        modes.push(mode);
        laws.push(match distribution {
            _ if low >= high => Law::Constant(mode),
            "pert" => Law::Pert { low, mode, high },
            "triangular" => Law::Triangular { low, mode, high },
            "uniform" => Law::Uniform { low, high },
            _ => return Err(model.fault("distribution", DISTRIBUTIONS)),
        });
    }
    let number = |key: &str, low: f64, high: f64, default: f64| match model.get(key) {
        None => Ok(default),
        Some(_) => model.number(key, low, high),
    };
    let whole = |key: &str, low: u32, high: u32, default: u32| match model.get(key) {
        None => Ok(default),
        Some(_) => model.whole(key, low, high),
    };
    Ok(SetupModel {
        jobs: jobs(model, &names)?,
        correlation: number("correlation", 0.0, 1.0, 0.0)?,
        engineers: whole("engineers", 1, 100, 1)? as usize,
        within_h: within(model)?,
        seed: u64::from(whole("seed", 0, u32::MAX, 42)?),
        draws: whole("draws", 1, 1_000_000, N_DRAWS)?,
        laws,
        modes,
    })
}

const DISTRIBUTIONS: &str = "pert | triangular | uniform";

/// Hours of which the probability is asked for.
fn within(model: &ModelObject<'_>) -> Result<Vec<f64>, ModelFault> {
    const ALLOWED: &str = "a list of hours, each at least 0";
    if model.get("within_h").is_none() {
        return Ok(Vec::new());
    }
    let hours = model.list("within_h", ALLOWED)?.iter().map(Value::as_f64).collect::<Option<Vec<f64>>>();
    hours
        .filter(|hours| hours.iter().all(|hours| (0.0..=1e9).contains(hours)))
        .ok_or_else(|| model.fault("within_h", ALLOWED))
}

/// What each task follows, by position; nothing where the model says nothing.
fn jobs(model: &ModelObject<'_>, names: &[String]) -> Result<Vec<Job>, ModelFault> {
    let n_tasks = names.len();
    if model.get("after").is_none() {
        return Ok(vec![Job { after: Vec::new(), needs_hands: true }; n_tasks]);
    }
    let allowed =
        format!("a list with, for each of the {n_tasks} tasks, the positions from 0 that it follows");
    let position =
        |value: &Value| value.as_u64().and_then(|i| usize::try_from(i).ok()).filter(|i| *i < n_tasks);
    let job = |value: &Value| {
        let after = value.as_array()?.iter().map(position).collect::<Option<Vec<usize>>>()?;
        Some(Job { after, needs_hands: true })
    };
    let list = model.list("after", &allowed)?;
    let jobs = list.iter().map(job).collect::<Option<Vec<Job>>>().filter(|jobs| jobs.len() == n_tasks);
    let jobs = jobs.ok_or_else(|| model.fault("after", &allowed))?;
    // Tasks that wait for each other are never scheduled.
    let mut run = Run::default();
    let scheduler = Scheduler::new(jobs.clone(), &vec![1.0; n_tasks], 1);
    scheduler.run(&vec![1.0; n_tasks], &PlainTime, &mut run);
    let done: Vec<usize> = scheduler.slots(&run).iter().map(|slot| slot.task_idx).collect();
    let stuck: Vec<&str> = (0..n_tasks).filter(|i| !done.contains(i)).map(|i| names[i].as_str()).collect();
    if stuck.is_empty() {
        return Ok(jobs);
    }
    let mut fault = model.fault("after", "an order in which no task waits for itself");
    fault.found = format!("tasks that wait in a circle: {}", stuck.join(", "));
    Err(fault)
}
