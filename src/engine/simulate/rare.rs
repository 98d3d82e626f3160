//! Rare outages of a chain, by making them less rare.

use super::random::{Random, mean_and_error};
use crate::engine::availability::{Chain, Outage};
use crate::engine::uncertainty::Measured;

/// Chance that a step goes towards an outage, where it can.
const BIAS: f64 = 0.8;
/// Cycles of a batch.
const CYCLES: usize = 200;
/// Steps after which a cycle that does not come back is given up.
const MOST_STEPS: usize = 1_000_000;

/// What biased cycles say of a chain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RareAnswer {
    /// Share of time down.
    pub unavailability: Measured,
    /// Steps that were taken.
    pub steps: u64,
}

/// Share of time that a chain is down, from cycles that start and end in its first state.
///
/// Method: importance sampling by failure biasing (Shahabuddin, Management Science 40(3),
/// 1994): on the way to an outage a step goes to states nearer to one with probability 0.8,
/// each alike, and the cycle carries the ratio of the likelihoods; once down it goes on as the
/// chain does. Expected times stand for drawn ones. U = E(hours down × ratio) ÷ E(hours of a
/// cycle); the length of cycles comes from the chain's own steps. Source: docs/model.md,
/// "Simulation".
pub fn rare(chain: &Chain, down: &[bool], seed: u64, batches: u64) -> RareAnswer {
    let moves = Moves::of(chain, down);
    let mut steps = 0;
    let (mut down_hours, mut cycle_hours) = (Vec::new(), Vec::new());
    for batch in 0..batches {
        let mut random = Random::of_block(seed, batch);
        let mut mean = |bias: bool| {
            let sum: f64 = (0..CYCLES).map(|_| moves.cycle(bias, down, &mut random, &mut steps)).sum();
            sum / CYCLES as f64
        };
        down_hours.push(mean(true));
        cycle_hours.push(mean(false));
    }
    let ((down, down_error), (cycle, cycle_error)) =
        (mean_and_error(&down_hours), mean_and_error(&cycle_hours));
    let value = down / cycle;
    let relative = libm::hypot(down_error / down, cycle_error / cycle);
    RareAnswer { unavailability: Measured { value, standard_error: value * relative }, steps }
}

/// Of each state its moves: to, probability, and whether it goes nearer to an outage.
struct Moves {
    of: Vec<Vec<(usize, f64, bool)>>,
    hours: Vec<f64>,
}

impl Moves {
    fn of(chain: &Chain, down: &[bool]) -> Self {
        let n = chain.n_states();
        let distance = distances(chain, down);
        let out: Vec<f64> = (0..n).map(|i| chain.from(i).map(|(_, rate)| rate).sum()).collect();
        let of = (0..n)
            .map(|i| chain.from(i).map(|(j, rate)| (j, rate / out[i], distance[j] < distance[i])).collect())
            .collect();
        Self { of, hours: out.iter().map(|rate| 1.0 / rate).collect() }
    }

    /// One cycle: with bias the hours down times the ratio, without it the hours of the cycle.
    fn cycle(&self, bias: bool, down: &[bool], random: &mut Random, steps: &mut u64) -> f64 {
        let (mut state, mut ratio, mut sum, mut biased) = (0, 1.0, 0.0, bias);
        for _ in 0..MOST_STEPS {
            biased &= !down[state];
            if !bias || down[state] {
                sum += ratio * self.hours[state];
            }
            *steps += 1;
            let (next, factor) = self.step(state, biased, random);
            state = next;
            ratio *= factor;
            if state == 0 {
                break;
            }
        }
        sum
    }

    fn step(&self, state: usize, biased: bool, random: &mut Random) -> (usize, f64) {
        let moves = &self.of[state];
        let nearer = moves.iter().filter(|(_, _, nearer)| *nearer).count();
        if !biased || nearer == 0 {
            return (pick(moves.iter().map(|(to, p, _)| (*to, *p)), random), 1.0);
        }
        let towards = moves.iter().filter(|(_, _, nearer)| *nearer);
        if nearer == moves.len() || random.uniform() < BIAS {
            // Where every move leads towards an outage there is no other choice.
            let share = if nearer == moves.len() { 1.0 } else { BIAS } / nearer as f64;
            let at = random.below(nearer as u32) as usize;
            let (to, p) = towards.map(|(to, p, _)| (*to, *p)).nth(at).unwrap_or((state, share));
            return (to, p / share);
        }
        let away: f64 = moves.iter().filter(|(_, _, nearer)| !nearer).map(|(_, p, _)| p).sum();
        let others = moves.iter().filter(|(_, _, nearer)| !nearer).map(|(to, p, _)| (*to, p / away));
        (pick(others, random), away / (1.0 - BIAS))
    }
}

/// One of several, by their probabilities.
fn pick(mut moves: impl Iterator<Item = (usize, f64)>, random: &mut Random) -> usize {
    let mut left = random.uniform();
    let mut last = 0;
    for (to, p) in moves.by_ref() {
        last = to;
        left -= p;
        if left <= 0.0 {
            break;
        }
    }
    last
}

/// Least number of steps from each state to one that is down.
fn distances(chain: &Chain, down: &[bool]) -> Vec<u32> {
    let n = chain.n_states();
    let mut distance: Vec<u32> = down.iter().map(|down| if *down { 0 } else { u32::MAX }).collect();
    loop {
        let mut changed = false;
        for i in 0..n {
            let least = chain.from(i).map(|(j, _)| distance[j].saturating_add(1)).min().unwrap_or(u32::MAX);
            if least < distance[i] {
                distance[i] = least;
                changed = true;
            }
        }
        if !changed {
            return distance;
        }
    }
}

impl RareAnswer {
    /// Standard errors between this answer and an exact one.
    pub fn z(&self, exact: Outage) -> f64 {
        (self.unavailability.value - exact.unavailability) / self.unavailability.standard_error
    }
}
