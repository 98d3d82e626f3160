//! Laws of recurring hours: a year's, and each month's.

use serde::{Deserialize, Serialize};

use crate::engine::uncertainty::{Grid, Law};

/// Cells of the grid on which a sum lies, about; finer than this changes no printed digit.
const CELLS: f64 = 2048.0;

/// An activity in plain numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recurring {
    /// Hours of a cycle.
    pub hours: Law,
    /// Cycles in a year.
    pub per_year: u32,
    /// Cycles in each calendar month, January first.
    pub months: [f64; 12],
}

/// The law of a year's hours, every cycle on its own.
///
/// Formula: convolution on a grid of about two thousand cells. The mean is exact, the
/// variance of a cycle is raised by a twelfth of the squared cell.
/// Units: hours. Source: docs/model.md, "Maintenance".
pub fn year_law(work: &[Recurring]) -> Grid {
    let cycles: Vec<(Law, f64)> = work.iter().map(|it| (it.hours, f64::from(it.per_year))).collect();
    sum_of(&cycles)
}

/// The laws of the hours of each calendar month, January first.
///
/// A part of a cycle is a cycle of that part of the hours: of the weeks on the edge of a
/// month, the part that lies in it. Months with the same cycles share one computation.
pub fn month_laws(work: &[Recurring]) -> Vec<Grid> {
    let mut laws: Vec<(Vec<f64>, Grid)> = Vec::new();
    (0..12)
        .map(|month| {
            let counts: Vec<f64> = work.iter().map(|it| it.months[month]).collect();
            if let Some((_, law)) = laws.iter().find(|(known, _)| *known == counts) {
                return law.clone();
            }
            let cycles: Vec<(Law, f64)> = work.iter().map(|it| it.hours).zip(counts.clone()).collect();
            let law = sum_of(&cycles);
            laws.push((counts, law.clone()));
            law
        })
        .collect()
}

/// The law of a sum of cycles, all on their own; a count may have a part of a cycle.
fn sum_of(cycles: &[(Law, f64)]) -> Grid {
    let width: f64 = cycles.iter().map(|(law, count)| count * width_of(*law)).sum();
    let step = if width > 0.0 { width / CELLS } else { 1.0 };
    cycles.iter().fold(Grid::zero(step), |sum, (law, count)| {
        let (whole, part) = (libm::floor(*count), count - libm::floor(*count));
        let sum = sum.plus(&part_of(*law, 1.0, step).times(whole as u32));
        // A part this small is what rounding leaves of a whole number.
        if part > 1e-9 { sum.plus(&part_of(*law, part, step)) } else { sum }
    })
}

fn width_of(law: Law) -> f64 {
    let (low, high) = law.reach();
    high - low
}

/// A part of a cycle on the grid, with its own mean, whatever the grid does to its ends.
fn part_of(law: Law, part: f64, step: f64) -> Grid {
    let (low, high) = law.reach();
    let grid = Grid::from_cdf(low * part, high * part, step, |hours| law.cdf(hours / part));
    grid.with_mean(law.mean() * part)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: [(f64, f64, u32, &[f64; 12]); 5] = [
        (0.5, 0.5, 52, &[52.0 / 12.0; 12]),
        (1.0, 2.0, 12, &[1.0; 12]),
        (4.0, 8.0, 4, &[0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0]),
        (2.0, 4.0, 12, &[1.0; 12]),
        (2.0, 4.0, 4, &[0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0]),
    ];

    fn seed() -> Vec<Recurring> {
        SEED.map(|(low, high, per_year, months)| Recurring {
            hours: if low < high {
                Law::Pert { low, mode: (low + high) / 2.0, high }
            } else {
                Law::Constant(low)
            },
            per_year,
            months: *months,
        })
        .to_vec()
    }

    fn variance(law: &Grid) -> f64 {
        // From the quantiles of many even parts: another way than the cells.
        let parts = 20_000;
        let mean = law.mean();
        let square = |i: usize| {
            let x = law.quantile((i as f64 + 0.5) / f64::from(parts)) - mean;
            x * x
        };
        (0..parts as usize).map(square).sum::<f64>() / f64::from(parts)
    }

    /// Exact moments: means and variances of independent cycles add up.
    #[test]
    fn moments_of_a_year_are_exact() {
        let work = seed();
        let law = year_law(&work);
        let mean: f64 = work.iter().map(|it| f64::from(it.per_year) * it.hours.mean()).sum();
        let exact: f64 = work.iter().map(|it| f64::from(it.per_year) * it.hours.variance()).sum();
        assert!((law.mean() - mean).abs() < 1e-9 && (mean - 116.0).abs() < 1e-9);
        assert!((variance(&law) / exact - 1.0).abs() < 1e-3, "{} {exact}", variance(&law));
    }

    #[test]
    fn a_year_of_equal_cycles_is_a_number() {
        let work = [Recurring { hours: Law::Constant(0.5), per_year: 52, months: [52.0 / 12.0; 12] }];
        let year = year_law(&work);
        assert!((year.quantile(0.05) - 26.0).abs() < 1e-12 && (year.quantile(0.95) - 26.0).abs() < 1e-12);
        let month = &month_laws(&work)[0];
        assert!((month.quantile(0.5) - 26.0 / 12.0).abs() < 1e-12);
    }

    #[test]
    fn a_cycle_off_the_grid_keeps_its_mean() {
        let hours = Law::Pert { low: 0.33, mode: 0.4, high: 0.58 };
        let many = Recurring { hours, per_year: 366, months: [30.5; 12] };
        let wide = Law::Uniform { low: 3.0, high: 800.0 };
        let rare = Recurring { hours: wide, per_year: 1, months: [1.0; 12] };
        let law = year_law(&[many, rare]);
        assert!((law.mean() - (366.0 * hours.mean() + wide.mean())).abs() < 1e-6);
    }
}
