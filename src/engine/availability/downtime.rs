//! The law of the downtime of a year or a month.

use libm::exp;
use serde::{Deserialize, Serialize};

use super::Lengths;
use super::switch::{Switch, SwitchLaw};
use crate::engine::uncertainty::Law;
use crate::engine::units::YEAR_HOURS;

/// Minutes of a cell, where the grid then reaches far enough.
const FINEST_MINUTES: f64 = 0.25;
/// Standard deviations above the mean that the grid reaches.
const REACH: f64 = 14.0;
/// Probability of what is longer than the longest outage, where a length has no end.
const BEYOND: f64 = 1e-12;
/// Cells of a grid at the least.
const FEWEST_CELLS: usize = 1 << 10;

/// Outages shorter than so many cells are put on the grid by their mean: most would lie in
/// the cell of no downtime.
const SHORT_CELLS: f64 = 4.0;

/// A stream of outages: how many a year, and how long each is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutageLaw {
    /// Outages in a year.
    pub per_year: f64,
    /// Length of one outage in minutes.
    pub minutes: Law,
    /// Whether a failover to another site ends it where that is sooner.
    pub switched: bool,
}

/// The law of the minutes down of a window, such as a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Downtime {
    mass: Vec<f64>,
    /// What lies below each cell, and below the end of the grid.
    below: Vec<f64>,
    step: f64,
    p_none: f64,
    /// Outages that begin in the window, in the mean; infinite where it is always down.
    outages: f64,
    /// Minutes of the window.
    window: f64,
}

impl Downtime {
    /// A year without a failover to another site; see [`Downtime::within`].
    pub fn of(streams: &[OutageLaw]) -> Self {
        Self::with_switch(streams, None)
    }

    /// A year where a failover to another site ends some of the outages.
    pub fn with_switch(streams: &[OutageLaw], switch: Option<&Switch>) -> Self {
        Self::within(streams, switch, YEAR_HOURS)
    }

    /// Outages that begin at random (Poisson) within so many hours and add up.
    ///
    /// Formula: the characteristic function of the window is exp(Σ ν_i (φ_i − 1)), with
    /// ν_i the outages that begin in it and φ_i that of an outage's length on a grid; fast
    /// Fourier transform there and back. Cells are 0.25 minutes, and double until the grid
    /// reaches 14 standard deviations above the mean; it has no more of them than that
    /// and two of the longest outages above the mean need. Overlaps are counted twice, an outage
    /// counts in the window in which it begins, and no more than the window is ever down.
    /// Source: docs/model.md, "A year's downtime".
    pub fn within(streams: &[OutageLaw], switch: Option<&Switch>, hours: f64) -> Self {
        Self::on(&mut Lengths::fine(), streams, switch, hours)
    }

    /// A year on a coarser grid, where many are needed: a probability to about 0.005.
    pub fn coarse(streams: &[OutageLaw], switch: Option<&Switch>) -> Self {
        Self::on(&mut Lengths::coarse(), streams, switch, YEAR_HOURS)
    }

    /// As [`Downtime::within`], with the lengths that other windows share.
    pub fn on(lengths: &mut Lengths, streams: &[OutageLaw], switch: Option<&Switch>, hours: f64) -> Self {
        let (share, window) = (hours / YEAR_HOURS, hours * 60.0);
        let most_cells = lengths.compound.n_cells();
        let streams = || streams.iter().filter(|stream| stream.per_year > 0.0);
        let mean: f64 = streams().map(|stream| stream.per_year * share * stream.minutes.mean()).sum();
        if mean >= window {
            return Self::always(hours);
        }
        let square = |law: Law| law.variance() + law.mean() * law.mean();
        let variance: f64 = streams().map(|stream| stream.per_year * share * square(stream.minutes)).sum();
        let reach = mean + REACH * libm::sqrt(variance);
        let mut step = FINEST_MINUTES;
        while step * (most_cells as f64) < reach {
            step *= 2.0;
        }
        let longest = streams().map(|stream| stream.minutes.reached_but(BEYOND)).fold(0.0, f64::max);
        let reach = reach.max(mean + 2.0 * longest);
        let mut n_cells = FEWEST_CELLS.min(most_cells);
        while n_cells < most_cells && step * (n_cells as f64) < reach {
            n_cells *= 2;
        }
        let switch = switch.filter(|_| streams().any(|stream| stream.switched)).map(SwitchLaw::of);
        let mut intensity = vec![0.0; n_cells];
        let mut total = 0.0;
        for stream in streams() {
            let begins = stream.per_year * share;
            total += begins;
            let switch = switch.as_ref().filter(|_| stream.switched);
            if stream.minutes.mean() < SHORT_CELLS * step && switch.is_none() {
                add_short(&mut intensity, begins, stream.minutes, step);
                continue;
            }
            let mut below = 0.0;
            for (i, (cell, repaired)) in
                intensity.iter_mut().zip(lengths.over(stream.minutes, step, n_cells)).enumerate()
            {
                let edge = (i as f64 + 0.5) * step;
                let up_to = switch.map_or(*repaired, |switch| switch.over(*repaired, edge));
                *cell += begins * (up_to - below);
                below = up_to;
                if up_to >= 1.0 {
                    break;
                }
            }
            // What is longer than the grid is as long as it.
            if let Some(last) = intensity.last_mut() {
                *last += begins * (1.0 - below);
            }
        }
        let mass = lengths.compound.masses(&intensity, total);
        let sums = mass.iter().scan(0.0, |sum, mass| {
            *sum += mass;
            Some(*sum)
        });
        let below = std::iter::once(0.0).chain(sums).collect();
        Self { mass, below, step, p_none: exp(-total), outages: total, window }
    }

    /// Down for all of a window of so many hours.
    pub fn always(hours: f64) -> Self {
        Self {
            mass: Vec::new(),
            below: Vec::new(),
            step: FINEST_MINUTES,
            p_none: 0.0,
            outages: f64::INFINITY,
            window: hours * 60.0,
        }
    }

    /// Probability that the window has no outage at all.
    pub fn p_none(&self) -> f64 {
        self.p_none
    }

    /// Probability that the window is down for at most so many minutes.
    pub fn cdf(&self, minutes: f64) -> f64 {
        if minutes >= self.window {
            return 1.0;
        }
        if minutes < 0.0 || self.mass.is_empty() {
            return 0.0;
        }
        let position = minutes / self.step + 0.5;
        let whole = (position as usize).min(self.mass.len());
        let part = self.mass.get(whole).map_or(0.0, |mass| mass * (position - whole as f64));
        (self.below[whole] + part).clamp(self.p_none, 1.0)
    }

    /// Minutes that are not exceeded with probability `p`; the window at most.
    pub fn quantile(&self, p: f64) -> f64 {
        if p <= self.p_none {
            return 0.0;
        }
        let i = self.below.partition_point(|below| *below < p).saturating_sub(1);
        match (self.mass.get(i), self.below.get(i)) {
            (Some(mass), Some(below)) => {
                ((i as f64 - 0.5 + (p - below) / mass) * self.step).clamp(0.0, self.window)
            }
            _ => self.window,
        }
    }

    /// Mean minutes, as the grid has them.
    pub fn mean(&self) -> f64 {
        if self.mass.is_empty() {
            return self.window;
        }
        let cells: f64 = self.mass.iter().enumerate().map(|(i, mass)| i as f64 * mass).sum();
        cells * self.step
    }

    /// Probability that the window is up for at least so many percent of its time.
    pub fn p_availability(&self, pct: f64) -> f64 {
        self.cdf((100.0 - pct) / 100.0 * self.window)
    }

    /// Probability that the window is up for less than so many percent of its time: never more
    /// than that of an outage, 1 − exp(−Σ ν_i), so that rare ones keep their digits.
    pub fn p_below(&self, pct: f64) -> f64 {
        (1.0 - self.p_availability(pct)).clamp(0.0, -libm::expm1(-self.outages))
    }
}

/// Puts outages that are short beside a cell on the grid, each on the two nearest points, so
/// that their mean is exact.
///
/// Formula: with M(c) = E\[min(L, c)\] and cells of h, the point k has
/// (2M(kh) − M((k − 1)h) − M((k + 1)h))/h, and the point 0 has 1 − M(h)/h.
fn add_short(intensity: &mut [f64], begins: f64, minutes: Law, step: f64) {
    let capped = |k: usize| minutes.mean_capped(k as f64 * step);
    let (mut before, mut here) = (0.0, capped(1));
    intensity[0] += begins * (1.0 - here / step);
    for (k, cell) in intensity.iter_mut().enumerate().skip(1) {
        let after = capped(k + 1);
        *cell += begins * ((2.0 * here - before - after) / step).max(0.0);
        if after <= here {
            return;
        }
        (before, here) = (here, after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::units::YEAR_MINUTES;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Nothing is lost at the end of the grid, however often and long outages are.
        #[test]
        fn the_mean_of_the_law_is_that_of_its_streams(
            often in 0.01_f64..2000.0, rare in 0.001_f64..5.0, minutes in 1.0_f64..120.0,
        ) {
            let streams = [
                OutageLaw { per_year: often, minutes: Law::Pert { low: 0.0, mode: minutes, high: 3.0 * minutes }, switched: false },
                OutageLaw { per_year: rare, minutes: Law::Exponential { mean: 40.0 * minutes }, switched: false },
            ];
            let mean: f64 = streams.iter().map(|stream| stream.per_year * stream.minutes.mean()).sum();
            prop_assume!(mean < YEAR_MINUTES);
            let law = Downtime::of(&streams);
            prop_assert!((law.mean() / mean - 1.0).abs() < 2e-3, "{} {mean}", law.mean());
            prop_assert!(law.quantile(0.1) <= law.quantile(0.5) && law.quantile(0.5) <= law.quantile(0.9));
        }
    }

    /// A million outages a year of up to a minute are half a million minutes: none of them
    /// vanishes in a cell that is longer than they are.
    #[test]
    fn outages_shorter_than_a_cell_count() {
        let minutes = Law::Uniform { low: 0.0, high: 1.0 };
        let law = Downtime::of(&[OutageLaw { per_year: 1e6, minutes, switched: false }]);
        assert!((law.mean() / 5e5 - 1.0).abs() < 1e-6, "{}", law.mean());
        assert!(law.cdf(1.0) < 1e-12 && law.cdf(490_000.0) < 1e-6 && law.cdf(510_000.0) > 1.0 - 1e-6);
    }

    #[test]
    fn what_is_always_down_meets_nothing() {
        let law = Downtime::always(YEAR_HOURS);
        assert!(law.p_availability(0.001).abs() < 1e-12);
        assert!((law.quantile(0.01) - YEAR_MINUTES).abs() < 1e-9);
    }

    /// One outage of exactly an hour in twelve months of 730 hours, 1/12 of one a month: a month
    /// has none with exp(−1/12) = 0.920044, and one of 60 minutes keeps it above 99.8 % and below
    /// 99.9 % (43.8 minutes).
    #[test]
    fn a_month_has_a_twelfth_of_the_outages_of_a_year() {
        let streams = [OutageLaw { per_year: 1.0, minutes: Law::Constant(60.0), switched: false }];
        let month = Downtime::within(&streams, None, 730.0);
        assert!((month.p_none() - 0.920_044).abs() < 1e-6);
        assert!((month.p_below(99.9) - (1.0 - 0.920_044)).abs() < 1e-6, "{}", month.p_below(99.9));
        // Two or more of them: 1 − 0.920044 × (1 + 1/12) = 0.003285.
        assert!((month.p_below(99.8) - 0.003_285).abs() < 1e-6, "{}", month.p_below(99.8));
        assert!((month.mean() - 5.0).abs() < 1e-3, "{}", month.mean());
    }

    /// Any outage at all is below 100 %, however short and rare.
    #[test]
    fn a_promise_of_all_the_time_is_kept_by_a_window_without_outages() {
        let streams = [OutageLaw { per_year: 1e-9, minutes: Law::Constant(10.0), switched: false }];
        let month = Downtime::within(&streams, None, 730.0);
        let expected = 1e-9 / 12.0;
        assert!((month.p_below(100.0) / expected - 1.0).abs() < 1e-6, "{}", month.p_below(100.0));
    }
}
