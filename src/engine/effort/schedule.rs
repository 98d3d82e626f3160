//! Who does which task when.

use super::calendar::WorkingTime;

/// What a schedule has to know of a task beside its hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Positions of the tasks that must be finished first.
    pub after: Vec<usize>,
    /// Whether somebody works on it; if not, it passes by itself, day and night.
    pub needs_hands: bool,
}

/// A task on the schedule.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Position of the task.
    pub task_idx: usize,
    /// The engineer, counted from 0; none for what passes by itself.
    pub engineer: Option<usize>,
    /// Hours from the start to its begin.
    pub start_hour: f64,
    /// Hours from the start to its end.
    pub end_hour: f64,
    /// Whether a delay of it would delay the end: it is on the way back from the last task to
    /// finish, through what each task waited for.
    pub critical: bool,
}

/// A list scheduler for tasks in a given order.
///
/// Rule: whoever is free takes, of the tasks whose predecessors are finished, the one of the
/// highest rank; nothing is interrupted. Tasks that need no hands begin at once.
/// Source: docs/model.md, "Setup schedule".
#[derive(Clone, Debug)]
pub struct Scheduler {
    jobs: Vec<Job>,
    followers: Vec<Vec<usize>>,
    /// Of each task: how many go before it by rank.
    rank: Vec<usize>,
    n_engineers: usize,
}

/// The state of a schedule while it is made, kept for the next.
#[derive(Clone, Debug, Default)]
pub struct Run {
    start: Vec<f64>,
    end: Vec<f64>,
    engineer: Vec<Option<usize>>,
    /// The task for which each waited last.
    cause: Vec<Option<usize>>,
    ready_at: Vec<f64>,
    missing: Vec<usize>,
    ready: Vec<usize>,
    free_at: Vec<f64>,
    last_of: Vec<Option<usize>>,
}

impl Scheduler {
    /// A scheduler that ranks tasks by the longest path that remains at `hours`, ties by position.
    pub fn new(jobs: Vec<Job>, hours: &[f64], n_engineers: usize) -> Self {
        let paths = longest_paths(&jobs, hours);
        let mut order: Vec<usize> = (0..jobs.len()).collect();
        order.sort_by(|a, b| paths[*b].total_cmp(&paths[*a]).then(a.cmp(b)));
        let mut rank = vec![0; jobs.len()];
        for (place, job) in order.into_iter().enumerate() {
            rank[job] = place;
        }
        let mut followers = vec![Vec::new(); jobs.len()];
        for (i, job) in jobs.iter().enumerate() {
            for before in &job.after {
                followers[*before].push(i);
            }
        }
        Self { jobs, followers, rank, n_engineers: n_engineers.max(1) }
    }

    /// Schedules the tasks at these hours. Tasks in a circle are left out.
    pub fn run(&self, hours: &[f64], time: &impl WorkingTime, run: &mut Run) {
        run.reset(&self.jobs, self.n_engineers);
        for job in (0..self.jobs.len()).filter(|job| self.jobs[*job].after.is_empty()) {
            self.make_ready(job, hours, run);
        }
        while let Some(earliest) = run.ready.iter().map(|job| run.ready_at[*job]).reduce(f64::min) {
            let engineer = first_free(&run.free_at);
            let now = time.begin(earliest.max(run.free_at[engineer]));
            let candidates = run.ready.iter().enumerate().filter(|(_, job)| run.ready_at[**job] <= now);
            let Some((place, job)) = candidates.min_by_key(|(_, job)| self.rank[**job]) else { break };
            let job = *job;
            run.ready.swap_remove(place);
            // Who was there last decides what the task waited for.
            if run.free_at[engineer] > run.ready_at[job] {
                run.cause[job] = run.last_of[engineer];
            }
            let end = time.end(now, hours[job]);
            (run.start[job], run.end[job], run.engineer[job]) = (now, end, Some(engineer));
            (run.free_at[engineer], run.last_of[engineer]) = (end, Some(job));
            self.finish(job, hours, run);
        }
    }

    fn make_ready(&self, job: usize, hours: &[f64], run: &mut Run) {
        if self.jobs[job].needs_hands {
            run.ready.push(job);
            return;
        }
        run.start[job] = run.ready_at[job];
        run.end[job] = run.ready_at[job] + hours[job];
        self.finish(job, hours, run);
    }

    fn finish(&self, job: usize, hours: &[f64], run: &mut Run) {
        for follower in &self.followers[job] {
            if run.cause[*follower].is_none() || run.end[job] > run.ready_at[*follower] {
                run.ready_at[*follower] = run.end[job];
                run.cause[*follower] = Some(job);
            }
            run.missing[*follower] -= 1;
            if run.missing[*follower] == 0 {
                self.make_ready(*follower, hours, run);
            }
        }
    }

    /// Each task of a schedule in the order of the tasks.
    pub fn slots(&self, run: &Run) -> Vec<Slot> {
        let critical = run.critical();
        (0..self.jobs.len())
            .filter(|job| run.end[*job].is_finite())
            .map(|job| Slot {
                task_idx: job,
                engineer: run.engineer[job],
                start_hour: run.start[job],
                end_hour: run.end[job],
                critical: critical.contains(&job),
            })
            .collect()
    }
}

impl Run {
    fn reset(&mut self, jobs: &[Job], n_engineers: usize) {
        let n = jobs.len();
        fill(&mut self.start, n, f64::NAN);
        fill(&mut self.end, n, f64::NAN);
        fill(&mut self.engineer, n, None);
        fill(&mut self.cause, n, None);
        fill(&mut self.ready_at, n, 0.0);
        fill(&mut self.free_at, n_engineers, 0.0);
        fill(&mut self.last_of, n_engineers, None);
        self.ready.clear();
        self.missing.clear();
        self.missing.extend(jobs.iter().map(|job| job.after.len()));
    }

    /// When the last task is finished; 0 without tasks.
    pub fn end(&self) -> f64 {
        self.end.iter().copied().filter(|end| end.is_finite()).fold(0.0, f64::max)
    }

    /// The tasks from the last to finish back to the start, through what each waited for.
    pub fn critical(&self) -> Vec<usize> {
        let end = self.end();
        let mut at = self.end.iter().position(|own| *own >= end);
        let mut way = Vec::new();
        while let Some(job) = at {
            way.push(job);
            at = self.cause[job];
        }
        way
    }
}

fn fill<T: Clone>(values: &mut Vec<T>, n: usize, value: T) {
    values.clear();
    values.resize(n, value);
}

/// Who is free first; of several the first.
fn first_free(free_at: &[f64]) -> usize {
    let mut first = 0;
    for (engineer, at) in free_at.iter().enumerate() {
        if *at < free_at[first] {
            first = engineer;
        }
    }
    first
}

/// Whether the tasks can only be done one after the other: by one engineer, or because each
/// follows, through others, every one that goes before it.
pub fn is_serial(jobs: &[Job], n_engineers: usize) -> bool {
    if n_engineers <= 1 {
        return true;
    }
    // In a chain of n tasks the longest path has n of them.
    let ones = vec![1.0; jobs.len()];
    let longest = longest_paths(jobs, &ones).into_iter().fold(0.0, f64::max);
    longest + 0.5 > jobs.len() as f64
}

/// Hours from the begin of each task to the end of all that follow it.
fn longest_paths(jobs: &[Job], hours: &[f64]) -> Vec<f64> {
    let mut paths = hours.to_vec();
    for _ in 0..jobs.len() {
        let mut changed = false;
        for (i, job) in jobs.iter().enumerate() {
            for before in &job.after {
                let longer = hours[*before] + paths[i];
                if longer > paths[*before] {
                    paths[*before] = longer;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::super::calendar::{Calendar, PlainTime};
    use super::*;
    use crate::engine::catalogue::Date;
    use proptest::prelude::*;

    fn jobs(after: &[&[usize]]) -> Vec<Job> {
        after.iter().map(|after| Job { after: after.to_vec(), needs_hands: true }).collect()
    }

    fn seed() -> Vec<Job> {
        jobs(&[&[], &[], &[0], &[1, 2], &[0], &[]])
    }

    /// Makespans of an independent solver: `tests/oracle`, block `setup_makespan`.
    #[test]
    fn makespans_agree_with_the_independent_solver() {
        for (hours, by_engineers) in [
            ([2.0, 1.0, 2.0, 2.0, 2.0, 4.0], [(1, 13.0), (2, 7.0), (3, 6.0), (6, 6.0)]),
            ([3.0, 1.5, 3.0, 3.0, 3.0, 6.0], [(1, 19.5), (2, 10.5), (3, 9.0), (6, 9.0)]),
            ([4.0, 2.0, 4.0, 4.0, 4.0, 8.0], [(1, 26.0), (2, 14.0), (3, 12.0), (6, 12.0)]),
        ] {
            for (engineers, expected) in by_engineers {
                let mut run = Run::default();
                Scheduler::new(seed(), &hours, engineers).run(&hours, &PlainTime, &mut run);
                assert!((run.end() - expected).abs() < 1e-9, "{engineers} engineers: {run:?}");
            }
        }
    }

    /// With three engineers the chain of cluster, Velero and verification is 9 h; all else has slack.
    #[test]
    fn the_critical_way_is_the_longest_chain() {
        let hours = [3.0, 1.5, 3.0, 3.0, 3.0, 6.0];
        let scheduler = Scheduler::new(seed(), &hours, 3);
        let mut run = Run::default();
        scheduler.run(&hours, &PlainTime, &mut run);
        assert_eq!(run.critical(), [3, 2, 0]);
        let critical: Vec<bool> = scheduler.slots(&run).iter().map(|slot| slot.critical).collect();
        assert_eq!(critical, [true, false, true, true, false, false]);
        // One engineer: every task waits for the one before.
        let alone = Scheduler::new(seed(), &hours, 1);
        alone.run(&hours, &PlainTime, &mut run);
        assert_eq!(run.critical().len(), 6);
    }

    /// By hand: an hour of work on a Friday afternoon, a wait of a day over the weekend, then work.
    #[test]
    fn waits_pass_day_and_night_and_work_does_not() {
        let tasks = vec![
            Job { after: vec![], needs_hands: true },
            Job { after: vec![0], needs_hands: false },
            Job { after: vec![1], needs_hands: true },
        ];
        let hours = [2.0, 24.0, 7.0];
        let calendar = Calendar::new(Date::parse("2027-01-01").expect("a Friday"), &[], 6.0);
        let scheduler = Scheduler::new(tasks, &hours, 1);
        let mut run = Run::default();
        scheduler.run(&hours, &calendar, &mut run);
        let slots = scheduler.slots(&run);
        let times: Vec<(f64, f64)> = slots.iter().map(|slot| (slot.start_hour, slot.end_hour)).collect();
        // Friday 9 to 11; to Saturday 11; Monday 9 to Tuesday 10.
        assert_eq!(times, [(9.0, 11.0), (11.0, 35.0), (81.0, 106.0)]);
        assert_eq!(slots[1].engineer, None);
        assert!(slots.iter().all(|slot| slot.critical));
    }

    #[test]
    fn a_circle_is_left_out() {
        let hours = [1.0, 1.0, 2.0];
        let mut run = Run::default();
        let scheduler = Scheduler::new(jobs(&[&[1], &[0], &[]]), &hours, 1);
        scheduler.run(&hours, &PlainTime, &mut run);
        assert_eq!(scheduler.slots(&run).len(), 1);
        assert!((run.end() - 2.0).abs() < 1e-12);
    }

    #[test]
    fn chains_are_serial_whoever_is_there() {
        assert!(is_serial(&seed(), 1) && !is_serial(&seed(), 2));
        assert!(is_serial(&jobs(&[&[], &[0], &[1]]), 5) && is_serial(&[], 3));
    }

    prop_compose! {
        /// Tasks of which each follows some before it, some of them waits.
        fn plan()(n in 1_usize..14)(
            after in prop::collection::vec(prop::collection::vec(any::<prop::sample::Index>(), 0..3), n),
            hours in prop::collection::vec(0.0_f64..10.0, n),
            hands in prop::collection::vec(prop::bool::weighted(0.8), n),
        ) -> (Vec<Job>, Vec<f64>) {
            let jobs = after.iter().zip(hands).enumerate().map(|(i, (after, needs_hands))| {
                let mut after: Vec<usize> =
                    if i == 0 { Vec::new() } else { after.iter().map(|pick| pick.index(i)).collect() };
                after.sort_unstable();
                after.dedup();
                Job { after, needs_hands }
            });
            (jobs.collect(), hours)
        }
    }

    proptest! {
        /// Every task once, after what it follows; nobody does two at a time; the end is no
        /// earlier than the longest path and the work of all ÷ engineers, and no later than both.
        #[test]
        fn a_schedule_keeps_its_rules((jobs, hours) in plan(), engineers in 1_usize..5) {
            let scheduler = Scheduler::new(jobs.clone(), &hours, engineers);
            let mut run = Run::default();
            scheduler.run(&hours, &PlainTime, &mut run);
            let slots = scheduler.slots(&run);
            prop_assert_eq!(slots.len(), jobs.len());
            for slot in &slots {
                prop_assert!((slot.end_hour - slot.start_hour - hours[slot.task_idx]).abs() < 1e-9);
                for before in &jobs[slot.task_idx].after {
                    prop_assert!(slots[*before].end_hour <= slot.start_hour + 1e-9);
                }
                for other in &slots {
                    let same = slot.task_idx != other.task_idx && slot.engineer.is_some() && slot.engineer == other.engineer;
                    prop_assert!(!same || slot.end_hour <= other.start_hour + 1e-9 || other.end_hour <= slot.start_hour + 1e-9);
                }
            }
            let path = longest_paths(&jobs, &hours).into_iter().fold(0.0, f64::max);
            let work: f64 = jobs.iter().zip(&hours).filter(|(job, _)| job.needs_hands).map(|(_, hours)| hours).sum();
            prop_assert!(run.end() + 1e-9 >= path.max(work / engineers as f64));
            prop_assert!(run.end() <= path + work + 1e-9);
            // The critical way is a chain without gaps from the start to the end.
            let way = run.critical();
            for pair in way.windows(2) {
                prop_assert!((slots[pair[0]].start_hour - slots[pair[1]].end_hour).abs() < 1e-9);
            }
            prop_assert!(way.last().is_none_or(|first| slots[*first].start_hour.abs() < 1e-9));
        }
    }
}
