//! What a run says, with standard errors.

use serde::{Deserialize, Serialize};

use super::Tally;
use super::random::mean_and_error;
use crate::engine::uncertainty::Measured;
use crate::engine::units::YEAR_HOURS;

/// The figures of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Simulated {
    /// Years that were run.
    pub years: u64,
    /// Outages that were seen.
    pub outages: u64,
    /// Share of time down.
    pub unavailability: Measured,
    /// Outages in a year.
    pub outages_per_year: Measured,
    /// Share of years without downtime.
    pub p_no_downtime: Measured,
    /// Minutes of a year's downtime that are not exceeded with each probability.
    pub quantiles: Vec<(f64, Measured)>,
}

/// The figures of a tally. Blocks give the standard errors of means; order statistics those of
/// quantiles, which are exact to 0.1 %.
pub fn simulated(tally: &Tally, last_block_years: u64) -> Simulated {
    let n_blocks = tally.blocks.len() as u64;
    let years = n_blocks.saturating_sub(1) * tally.years_per_block + last_block_years;
    // A shorter last block weighs as its years do: it is left out of errors, never of means.
    let full =
        if last_block_years == tally.years_per_block { tally.blocks.len() } else { tally.blocks.len() - 1 };
    let per_year = |value: f64| value / tally.years_per_block as f64;
    let measured = |total: f64, of: &dyn Fn(&(f64, u64)) -> f64| {
        let values: Vec<f64> = tally.blocks[..full].iter().map(|block| per_year(of(block))).collect();
        Measured { value: total / years as f64, standard_error: mean_and_error(&values).1 }
    };
    let hours: f64 = tally.blocks.iter().map(|block| block.0).sum();
    let outages: u64 = tally.blocks.iter().map(|block| block.1).sum();
    let down = measured(hours, &|block| block.0);
    let p_none = tally.years_without as f64 / years as f64;
    let error = |p: f64| libm::sqrt(p * (1.0 - p) / years as f64);
    let quantiles = [0.5, 0.9, 0.95, 0.99, 0.999]
        .map(|p| {
            let width = tally.quantile(years, p + error(p)) - tally.quantile(years, p - error(p));
            (p, Measured { value: tally.quantile(years, p), standard_error: width / 2.0 })
        })
        .to_vec();
    Simulated {
        years,
        outages,
        unavailability: Measured {
            value: down.value / YEAR_HOURS,
            standard_error: down.standard_error / YEAR_HOURS,
        },
        outages_per_year: measured(outages as f64, &|block| block.1 as f64),
        p_no_downtime: Measured { value: p_none, standard_error: error(p_none) },
        quantiles,
    }
}

impl Tally {
    /// Minutes of a year's downtime that are not exceeded with probability `p`.
    fn quantile(&self, years: u64, p: f64) -> f64 {
        let wanted = p * years as f64;
        let mut below = self.years_without as f64;
        if wanted <= below {
            return 0.0;
        }
        for (minutes, count) in &self.years_down {
            below += *count as f64;
            if below >= wanted {
                return *minutes;
            }
        }
        self.years_down.last().map_or(0.0, |(minutes, _)| *minutes)
    }
}
