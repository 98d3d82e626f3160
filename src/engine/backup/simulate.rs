//! Retention, run by run: what the copies of a chain take at every hour.

use std::collections::VecDeque;

use super::growth::{Change, Growth};
use super::schedule::Schedule;

/// A stretch of hours in which nothing happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Its first hour.
    pub from: i64,
    /// The hour after its last.
    pub to: i64,
    /// What the copies take in it, as a multiple of today's data.
    pub content: f64,
    /// What the runs at its first hour added.
    pub written: f64,
}

/// What is there at hour 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stock {
    /// Nothing: the plan begins.
    Empty,
    /// What the same schedules would have left if they had always run.
    Full,
}

/// A copy that is kept, and its neighbours in time.
#[derive(Clone, Copy)]
struct Copy {
    hour: i64,
    size: f64,
    before: u32,
    after: u32,
}

const NOBODY: u32 = u32::MAX;

/// The copies that are kept, in order of time.
///
/// Shared content: the oldest copy whole, of each later one what it adds to the one before
/// it: data that grew, and what changed. When the oldest expires the next stands whole in its
/// place, and what only the oldest held is let go (a store addressed by content, such as
/// Kopia's, needs no new full copy for that). When one between two others expires, the later
/// holds what it adds to the earlier.
struct Kept<'a> {
    change: &'a Change,
    copies: Vec<Copy>,
    free: Vec<u32>,
    first: u32,
    last: u32,
    content: f64,
    written: f64,
}

impl<'a> Kept<'a> {
    const fn new(change: &'a Change) -> Self {
        Self {
            change,
            copies: Vec::new(),
            free: Vec::new(),
            first: NOBODY,
            last: NOBODY,
            content: 0.0,
            written: 0.0,
        }
    }

    fn at(&self, index: u32) -> Copy {
        self.copies[index as usize]
    }

    /// What the later of two copies adds to the earlier.
    fn added(&self, earlier: Copy, later: Copy) -> f64 {
        (later.size - earlier.size).max(0.0) + self.change.after(later.hour - earlier.hour) * earlier.size
    }

    fn push(&mut self, hour: i64, size: f64) -> u32 {
        let copy = Copy { hour, size, before: self.last, after: NOBODY };
        let added = match self.last {
            NOBODY => size,
            _ if !self.change.is_shared() => size,
            last => self.added(self.at(last), copy),
        };
        self.content += added;
        self.written += added;
        let index = match self.free.pop() {
            Some(index) => {
                self.copies[index as usize] = copy;
                index
            }
            None => {
                self.copies.push(copy);
                (self.copies.len() - 1) as u32
            }
        };
        match self.last {
            NOBODY => self.first = index,
            last => self.copies[last as usize].after = index,
        }
        self.last = index;
        index
    }

    fn remove(&mut self, index: u32) {
        let copy = self.at(index);
        let (before, after) = (copy.before, copy.after);
        if !self.change.is_shared() {
            self.content -= copy.size;
        } else {
            match (before, after) {
                (NOBODY, NOBODY) => self.content = 0.0,
                (NOBODY, _) => {
                    let next = self.at(after);
                    self.content += next.size - copy.size - self.added(copy, next);
                }
                (_, NOBODY) => self.content -= self.added(self.at(before), copy),
                _ => {
                    let (previous, next) = (self.at(before), self.at(after));
                    self.content +=
                        self.added(previous, next) - self.added(previous, copy) - self.added(copy, next);
                }
            }
        }
        match before {
            NOBODY => self.first = after,
            before => self.copies[before as usize].after = after,
        }
        match after {
            NOBODY => self.last = before,
            after => self.copies[after as usize].before = before,
        }
        self.free.push(index);
    }
}

/// A schedule while it runs.
struct Running {
    schedule: Schedule,
    next_run: i64,
    next_expiry: i64,
    kept: VecDeque<u32>,
}

/// Runs the schedules of a chain from hour 0 to `hours` and hands every stretch between two
/// events to `each`, in order and without a gap.
///
/// At one hour new copies are made before old ones expire: a copy shares with the one that it
/// takes the place of, and a retention of n intervals keeps n copies.
pub fn simulate(
    schedules: &[Schedule],
    change: &Change,
    growth: &Growth,
    stock: Stock,
    hours: i64,
    mut each: impl FnMut(Span),
) {
    let mut kept = Kept::new(change);
    let mut running: Vec<Running> = schedules
        .iter()
        .map(|schedule| Running {
            schedule: *schedule,
            next_run: schedule.first,
            next_expiry: i64::MAX,
            kept: VecDeque::new(),
        })
        .collect();
    if stock == Stock::Full {
        fill(&mut running, &mut kept, growth);
    }
    let mut now = 0;
    while now < hours {
        kept.written = 0.0;
        for tier in running.iter_mut().filter(|tier| tier.next_run == now) {
            let index = kept.push(now, growth.at(now));
            if tier.kept.is_empty() {
                tier.next_expiry = now + tier.schedule.keep;
            }
            tier.kept.push_back(index);
            tier.next_run += tier.schedule.every;
        }
        let mut next = hours;
        for tier in &mut running {
            while tier.next_expiry <= now
                && let Some(index) = tier.kept.pop_front()
            {
                kept.remove(index);
                tier.next_expiry =
                    tier.kept.front().map_or(i64::MAX, |index| kept.at(*index).hour + tier.schedule.keep);
            }
            next = next.min(tier.next_run).min(tier.next_expiry);
        }
        each(Span { from: now, to: next, content: kept.content, written: kept.written });
        now = next;
    }
}

/// Makes the copies that would be there if the schedules had always run.
fn fill(running: &mut [Running], kept: &mut Kept<'_>, growth: &Growth) {
    let mut runs: Vec<(i64, usize)> = Vec::new();
    for (tier, run) in running.iter_mut().enumerate() {
        let Schedule { first, every, keep } = run.schedule;
        // The first run from hour 0 on; those before it reach back for as long as copies are kept.
        let next = first.rem_euclid(every);
        run.next_run = next;
        let mut hour = next - every;
        while hour > -keep {
            runs.push((hour, tier));
            hour -= every;
        }
    }
    runs.sort_unstable();
    for (hour, tier) in runs {
        let index = kept.push(hour, growth.at(0));
        let run = &mut running[tier];
        if run.kept.is_empty() {
            run.next_expiry = hour + run.schedule.keep;
        }
        run.kept.push_back(index);
    }
}
