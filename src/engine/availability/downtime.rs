//! The law of one year's downtime.

use libm::{cos, exp, sin};
use serde::{Deserialize, Serialize};

use crate::engine::uncertainty::{Complex, Law, forward, inverse};
use crate::engine::units::YEAR_MINUTES;

/// Cells of the grid.
const N_CELLS: usize = 1 << 16;
/// Minutes of a cell.
const STEP_MINUTES: f64 = 0.25;

/// A stream of outages: how many a year, and how long each is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutageLaw {
    /// Outages in a year.
    pub per_year: f64,
    /// Length of one outage in minutes.
    pub minutes: Law,
}

/// The law of the minutes that one year is down.
#[derive(Clone, Debug, PartialEq)]
pub struct Downtime {
    mass: Vec<f64>,
    p_none: f64,
}

impl Downtime {
    /// Outages that begin at random (Poisson) and add up.
    ///
    /// Formula: the characteristic function of a year is exp(Σ ν_i (φ_i − 1)), with
    /// φ_i that of an outage's length on a grid of 0.25 minutes; fast Fourier
    /// transform there and back. Overlaps are counted twice; lengths beyond the grid
    /// (11 days in a year) lie in its last cell.
    /// Source: docs/model.md, "A year's downtime".
    pub fn of(streams: &[OutageLaw]) -> Self {
        let mut intensity = vec![Complex::default(); N_CELLS];
        let mut total = 0.0;
        for stream in streams.iter().filter(|stream| stream.per_year > 0.0) {
            total += stream.per_year;
            let mut below = 0.0;
            for (i, cell) in intensity.iter_mut().enumerate() {
                let edge = (i as f64 + 0.5) * STEP_MINUTES;
                let up_to = if i + 1 == N_CELLS { 1.0 } else { stream.minutes.cdf(edge) };
                cell.re += stream.per_year * (up_to - below);
                below = up_to;
                if up_to >= 1.0 {
                    break;
                }
            }
        }
        forward(&mut intensity);
        for value in &mut intensity {
            let size = exp(value.re - total);
            *value = Complex { re: size * cos(value.im), im: size * sin(value.im) };
        }
        inverse(&mut intensity);
        let mass = intensity.iter().map(|value| value.re.max(0.0)).collect();
        Self { mass, p_none: exp(-total) }
    }

    /// Probability that the year has no outage at all.
    pub fn p_none(&self) -> f64 {
        self.p_none
    }

    /// Probability that the year is down for at most so many minutes.
    pub fn cdf(&self, minutes: f64) -> f64 {
        if minutes < 0.0 {
            return 0.0;
        }
        let position = minutes / STEP_MINUTES + 0.5;
        let whole = (position as usize).min(self.mass.len());
        let full: f64 = self.mass[..whole].iter().sum();
        let part = self.mass.get(whole).map_or(0.0, |mass| mass * (position - whole as f64));
        (full + part).clamp(self.p_none, 1.0)
    }

    /// Minutes that are not exceeded with probability `p`.
    pub fn quantile(&self, p: f64) -> f64 {
        if p <= self.p_none {
            return 0.0;
        }
        let mut below = 0.0;
        for (i, mass) in self.mass.iter().enumerate() {
            if below + mass >= p && *mass > 0.0 {
                return ((i as f64 - 0.5 + (p - below) / mass) * STEP_MINUTES).max(0.0);
            }
            below += mass;
        }
        self.mass.len() as f64 * STEP_MINUTES
    }

    /// Probability that the year is up for at least so many percent of its time.
    pub fn p_availability(&self, pct: f64) -> f64 {
        self.cdf((100.0 - pct) / 100.0 * YEAR_MINUTES)
    }
}
