//! Continuous-time Markov chains, solved without cancellation.

use super::Outage;

/// A chain given by the rates between its states.
#[derive(Clone, Debug)]
pub struct Chain {
    n_states: usize,
    rates: Vec<f64>,
}

impl Chain {
    /// A chain without transitions.
    pub fn new(n_states: usize) -> Self {
        Self { n_states, rates: vec![0.0; n_states * n_states] }
    }

    /// Adds a transition. Rates from a state to itself mean nothing and are left out.
    pub fn add(&mut self, from: usize, to: usize, per_hour: f64) {
        if from != to {
            self.rates[from * self.n_states + to] += per_hour;
        }
    }

    /// Number of states.
    pub const fn n_states(&self) -> usize {
        self.n_states
    }

    /// Where the chain goes from a state, and at which rate.
    pub fn from(&self, state: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let row = &self.rates[state * self.n_states..(state + 1) * self.n_states];
        row.iter().copied().enumerate().filter(|(_, per_hour)| *per_hour > 0.0)
    }

    /// Probability of each state in the long run.
    ///
    /// Method: elimination after Grassmann, Taksar and Heyman. It adds and
    /// multiplies only, so that probabilities of 1e-12 keep all their digits.
    /// Shape: every state must be reached from every other; states that cannot be
    /// left are given no weight unless they are all there is.
    /// Source: docs/model.md, "Markov chains".
    pub fn steady_state(&self) -> Vec<f64> {
        let n = self.n_states;
        let mut a = self.rates.clone();
        for k in (1..n).rev() {
            let out: f64 = a[k * n..k * n + k].iter().sum();
            if out <= 0.0 {
                continue;
            }
            for i in 0..k {
                let share = a[i * n + k] / out;
                a[i * n + k] = share;
                if share > 0.0 {
                    for j in 0..k {
                        if i != j {
                            a[i * n + j] += share * a[k * n + j];
                        }
                    }
                }
            }
        }
        let mut weights = vec![0.0; n];
        if n > 0 {
            weights[0] = 1.0;
        }
        for k in 1..n {
            weights[k] = (0..k).map(|i| weights[i] * a[i * n + k]).sum();
        }
        let total: f64 = weights.iter().sum();
        weights.iter().map(|weight| weight / total).collect()
    }

    /// Share of time in the states that are down, and how often they are entered.
    ///
    /// Formula: U = Σ π_i over down states; ν = Σ π_i q_ij over i up, j down.
    pub fn outage(&self, is_down: impl Fn(usize) -> bool) -> Outage {
        let n = self.n_states;
        let steady = self.steady_state();
        let unavailability = (0..n).filter(|i| is_down(*i)).map(|i| steady[i]).sum();
        let into_down =
            |i: usize| -> f64 { (0..n).filter(|j| is_down(*j)).map(|j| self.rates[i * n + j]).sum() };
        let per_hour = (0..n).filter(|i| !is_down(*i)).map(|i| steady[i] * into_down(i)).sum();
        Outage { unavailability, per_hour }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_two_state_chain_has_its_closed_form() {
        let mut chain = Chain::new(2);
        chain.add(0, 1, 1.0 / 4380.0);
        chain.add(1, 0, 2.0);
        let outage = chain.outage(|state| state == 1);
        assert!((outage.unavailability / (0.5 / 4380.5) - 1.0).abs() < 1e-14);
    }

    #[test]
    fn probabilities_of_one_in_a_trillion_keep_their_digits() {
        // A birth-death chain: weights are products of ratios.
        let mut chain = Chain::new(5);
        for i in 0..4 {
            chain.add(i, i + 1, 1e-3);
            chain.add(i + 1, i, 1.0);
        }
        let steady = chain.steady_state();
        assert!((steady[4] / steady[0] / 1e-12 - 1.0).abs() < 1e-12);
    }
}
