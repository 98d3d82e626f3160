//! Lengths of outages on a grid, kept for all windows that ask for them.

use super::compound::Compound;
use crate::engine::uncertainty::Law;

/// Cells of the grid.
const N_CELLS: usize = 1 << 16;
/// Cells where many laws are needed and a probability to a few thousandths is enough.
const FEW_CELLS: usize = 1 << 12;

/// What the laws of several windows share: the same outages last equally long in a year, in a
/// month and at other rates.
#[derive(Clone, Debug)]
pub struct Lengths {
    pub(super) compound: Compound,
    known: Vec<Known>,
}

/// Probability that an outage is over at the end of each cell, up to the first where it is for
/// certain.
#[derive(Clone, Debug)]
struct Known {
    minutes: Law,
    step: f64,
    over: Vec<f64>,
}

impl Lengths {
    /// A fine grid.
    pub fn fine() -> Self {
        Self { compound: Compound::new(N_CELLS), known: Vec::new() }
    }

    /// A coarser grid, where many laws are needed: a probability to about 0.005.
    pub fn coarse() -> Self {
        Self { compound: Compound::new(FEW_CELLS), known: Vec::new() }
    }

    /// Probability that an outage is over at the end of each cell; the last is for certain.
    pub(super) fn over(&mut self, minutes: Law, step: f64) -> &[f64] {
        let is_it = |known: &Known| known.minutes == minutes && known.step.total_cmp(&step).is_eq();
        let place = self.known.iter().position(is_it).unwrap_or_else(|| {
            // Exponential lengths come from solved chains and are hardly asked for again.
            self.known.retain(|known| !matches!(known.minutes, Law::Exponential { .. }));
            let over = cells(minutes, step, self.compound.n_cells());
            self.known.push(Known { minutes, step, over });
            self.known.len() - 1
        });
        &self.known[place].over
    }
}

fn cells(minutes: Law, step: f64, n_cells: usize) -> Vec<f64> {
    let mut over = Vec::new();
    for i in 0..n_cells {
        let up_to = if i + 1 == n_cells { 1.0 } else { minutes.cdf((i as f64 + 0.5) * step) };
        over.push(up_to);
        if up_to >= 1.0 {
            break;
        }
    }
    over
}
