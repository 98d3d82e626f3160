//! Runs over many years, in blocks.

use super::machine::{Clock, Event, Machine};
use super::random::{Exponential, Random};
use super::watch::Watch;
use crate::engine::availability::Part;
use crate::engine::units::YEAR_HOURS;

/// Blocks that a run has at most: they give the standard errors.
const MOST_BLOCKS: u64 = 200;
/// Bits of the fraction by which lengths of time are told apart: about 0.1 %.
const FRACTION_BITS: u32 = 10;

/// A system that can be run.
#[derive(Clone, Debug)]
pub struct System {
    machines: Vec<Machine>,
    failures: Failures,
    exponential: Exponential,
}

/// Failures of all machines together, and which of them one is.
#[derive(Clone, Debug)]
struct Failures {
    per_hour: f64,
    /// Walker's alias table: threshold, and the two that share a place.
    table: Vec<(u32, [u32; 2])>,
    all: Vec<Failure>,
}

/// A failure that may come at any moment.
#[derive(Clone, Copy, Debug)]
struct Failure {
    machine: u32,
    what: u32,
    /// Mean hours until it is mended, where nothing else follows while all else is up; else 0.
    mended_hours: f64,
}

/// What a run has seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Of each block: hours down, and outages.
    pub blocks: Vec<(f64, u64)>,
    /// Years of each block.
    pub years_per_block: u64,
    /// Years, by minutes of downtime: the least minutes of the class, and years in it.
    pub years_down: Vec<(f64, u64)>,
    /// Years without downtime.
    pub years_without: u64,
    /// Failures, counting those of what was down already.
    pub events: u64,
}

/// How `years` are cut into blocks: their number, and years of each. The last may have fewer.
pub const fn blocks_of(years: u64) -> (u64, u64) {
    let each = years.div_ceil(MOST_BLOCKS);
    (years.div_ceil(if each == 0 { 1 } else { each }), each)
}

/// What one block has seen.
#[derive(Clone, Debug, Default)]
pub struct Block {
    hours_down: f64,
    outages: u64,
    years_down: std::collections::BTreeMap<u64, u64>,
    years_without: u64,
    events: u64,
}

impl System {
    /// The system of a part; none where a part has no more than its steady state.
    pub fn of(part: &Part) -> Option<Self> {
        let mut machines = Vec::new();
        collect(part, &mut machines)?;
        Some(Self::of_machines(machines))
    }

    /// The system of machines that all must be up.
    pub(super) fn of_machines(machines: Vec<Machine>) -> Self {
        let mut rates = Vec::new();
        for (i, machine) in machines.iter().enumerate() {
            rates.extend(machine.failures().into_iter().map(|(rate, what)| {
                let mended_hours = machine.mends_itself(what).unwrap_or(0.0);
                (rate, Failure { machine: i as u32, what, mended_hours })
            }));
        }
        rates.retain(|(rate, _)| *rate > 0.0);
        Self { machines, failures: Failures::of(&rates), exponential: Exponential::new() }
    }

    /// Failures that come in a year, whether they find something to break or not: what a run
    /// takes time for.
    pub fn failures_per_year(&self) -> f64 {
        if self.failures.table.is_empty() { 0.0 } else { self.failures.per_hour * YEAR_HOURS }
    }

    /// Runs one block of `years`, everything up at its start.
    ///
    /// Method: failures come at a constant rate, whatever is up, and pass where they find
    /// nothing to break; what follows (repair, failover) is on a short list of what is to come.
    /// Shape: the block alone decides its random numbers, so blocks may run anywhere.
    pub fn run(&self, seed: u64, block: u64, years: u64) -> Block {
        self.watched(seed, block, years, (), &|_, _| None).0
    }

    /// The same with somebody who watches each machine; `cause` says what it is down for.
    pub(super) fn watched<W: Watch>(
        &self,
        seed: u64,
        block: u64,
        years: u64,
        watch: W,
        cause: &dyn Fn(usize, &Machine) -> Option<usize>,
    ) -> (Block, W) {
        let mut run = Run {
            watch,
            cause,
            system: self,
            machines: self.machines.clone(),
            random: Random::of_block(seed, block),
            pending: Vec::with_capacity(16),
            n_down: 0,
            down: vec![false; self.machines.len()],
            down_since: 0.0,
            year: 0,
            year_hours: 0.0,
            seen: Block::default(),
        };
        run.go(years as f64 * YEAR_HOURS);
        run.finish(years)
    }
}

fn collect(part: &Part, machines: &mut Vec<Machine>) -> Option<()> {
    machines.push(match part {
        Part::NodeTier(model) => Machine::nodes(model.clone()),
        Part::CommonCause(model) => Machine::group(*model),
        Part::SelfHealing(model) => Machine::healing(*model),
        Part::Pair(model) => Machine::pair(*model),
        Part::Single(model) => Machine::single(*model),
        Part::Zoned(model) => Machine::zoned(model.clone(), None),
        Part::Classes(streams) => Machine::streams(streams),
        Part::Known(_) => return None,
        Part::Series(parts) => return parts.iter().try_for_each(|(_, part)| collect(part, machines)),
    });
    Some(())
}

impl Failures {
    fn of(rates: &[(f64, Failure)]) -> Self {
        let per_hour: f64 = rates.iter().map(|(rate, _)| rate).sum();
        let n = rates.len();
        let mut shares: Vec<f64> = rates.iter().map(|(rate, _)| rate / per_hour * n as f64).collect();
        let mut table: Vec<(u32, [u32; 2])> = (0..n as u32).map(|i| (u32::MAX, [i; 2])).collect();
        let (mut small, mut large): (Vec<usize>, Vec<usize>) = (0..n).partition(|i| shares[*i] < 1.0);
        while let (Some(low), Some(high)) = (small.pop(), large.last().copied()) {
            table[low] = ((shares[low] * f64::from(u32::MAX)) as u32, [low as u32, high as u32]);
            shares[high] -= 1.0 - shares[low];
            if shares[high] < 1.0 {
                large.pop();
                small.push(high);
            }
        }
        Self { per_hour, table, all: rates.iter().map(|(_, failure)| *failure).collect() }
    }

    fn pick(&self, random: &mut Random) -> Failure {
        let bits = random.bits();
        let place = ((bits >> 32) * self.table.len() as u64) >> 32;
        let (threshold, two) = self.table[place as usize];
        self.all[two[usize::from(bits as u32 > threshold)] as usize]
    }
}

/// A block while it runs.
struct Run<'a, W> {
    watch: W,
    cause: &'a dyn Fn(usize, &Machine) -> Option<usize>,
    system: &'a System,
    machines: Vec<Machine>,
    random: Random,
    pending: Vec<Event>,
    n_down: u32,
    down: Vec<bool>,
    down_since: f64,
    year: u64,
    year_hours: f64,
    seen: Block,
}

impl<W: Watch> Run<'_, W> {
    fn go(&mut self, end: f64) {
        for i in 0..self.machines.len() {
            self.look(i, 0.0);
        }
        if self.system.failures.table.is_empty() {
            return self.close(end);
        }
        let mean = 1.0 / self.system.failures.per_hour;
        let exponential = &self.system.exponential;
        let mut now = mean * exponential.draw(&mut self.random);
        loop {
            while let Some(next) = self.next_pending(now.min(end)) {
                let event = self.pending.swap_remove(next);
                let machine = event.machine as usize;
                self.with_clock(event.at, machine, |machine, clock| machine.happen(event, clock));
            }
            if now >= end {
                return self.close(end);
            }
            self.seen.events += 1;
            let failure = self.system.failures.pick(&mut self.random);
            let gap = mean * exponential.draw(&mut self.random);
            if failure.mended_hours > 0.0 && self.pending.is_empty() {
                // All is up, and so it is again before anything else fails, nearly always.
                let mended = failure.mended_hours * exponential.draw(&mut self.random);
                if mended >= gap {
                    self.fail(now, failure);
                    if let Some(event) = self.pending.last_mut() {
                        event.at = now + mended;
                    }
                }
            } else {
                self.fail(now, failure);
            }
            now += gap;
        }
    }

    fn fail(&mut self, now: f64, failure: Failure) {
        let what = failure.what;
        self.with_clock(now, failure.machine as usize, |machine, clock| machine.fail(what, clock));
    }

    /// The next thing to come before a moment.
    fn next_pending(&self, before: f64) -> Option<usize> {
        let mut next = None;
        let mut at = before;
        for (i, event) in self.pending.iter().enumerate() {
            if event.at < at {
                at = event.at;
                next = Some(i);
            }
        }
        next
    }

    fn with_clock(&mut self, now: f64, machine: usize, act: impl FnOnce(&mut Machine, &mut Clock<'_>)) {
        let mut clock = Clock {
            now,
            random: &mut self.random,
            exponential: &self.system.exponential,
            pending: &mut self.pending,
            machine: machine as u32,
            epoch: self.machines[machine].epoch(),
        };
        act(&mut self.machines[machine], &mut clock);
        self.look(machine, now);
    }

    /// Notes whether a machine has gone down or come back.
    fn look(&mut self, machine: usize, now: f64) {
        if W::WATCHES {
            let cause = (self.cause)(machine, &self.machines[machine]);
            self.watch.saw(machine, cause, now);
        }
        let is_down = self.machines[machine].is_down();
        if is_down == self.down[machine] {
            return;
        }
        self.down[machine] = is_down;
        if is_down {
            self.n_down += 1;
            if self.n_down == 1 {
                self.down_since = now;
                self.seen.outages += 1;
            }
        } else {
            self.n_down -= 1;
            if self.n_down == 0 {
                self.was_down(self.down_since, now);
            }
        }
    }

    /// Books an outage to the years that it touches.
    fn was_down(&mut self, from: f64, to: f64) {
        self.seen.hours_down += to - from;
        let mut from = from;
        loop {
            let year = (from / YEAR_HOURS) as u64;
            if year != self.year {
                self.book();
                self.year = year;
            }
            let end = (year + 1) as f64 * YEAR_HOURS;
            self.year_hours += to.min(end) - from;
            if to <= end {
                return;
            }
            from = end;
        }
    }

    /// Closes the year that had downtime last.
    fn book(&mut self) {
        if self.year_hours > 0.0 {
            *self.seen.years_down.entry(class_of(self.year_hours * 60.0)).or_default() += 1;
        }
        self.year_hours = 0.0;
    }

    fn close(&mut self, end: f64) {
        if self.n_down > 0 {
            self.was_down(self.down_since, end);
        }
        self.book();
    }

    fn finish(mut self, years: u64) -> (Block, W) {
        let down: u64 = self.seen.years_down.values().sum();
        self.seen.years_without = years - down;
        (self.seen, self.watch)
    }
}

/// The class of a length of time: its exponent and the first bits of its fraction.
const fn class_of(minutes: f64) -> u64 {
    minutes.to_bits() >> (52 - FRACTION_BITS)
}

impl Tally {
    /// The blocks of a run, in their order.
    pub fn of(blocks: Vec<Block>, years_per_block: u64) -> Self {
        let mut tally = Self { years_per_block, ..Self::default() };
        let mut years = std::collections::BTreeMap::new();
        for block in blocks {
            tally.blocks.push((block.hours_down, block.outages));
            tally.years_without += block.years_without;
            tally.events += block.events;
            for (class, count) in block.years_down {
                *years.entry(class).or_insert(0) += count;
            }
        }
        let least = |class: u64| f64::from_bits(class << (52 - FRACTION_BITS));
        tally.years_down = years.into_iter().map(|(class, count)| (least(class), count)).collect();
        tally
    }
}
