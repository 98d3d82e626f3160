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

/// Probability that an outage is over at the end of each cell, as far as it was asked for or up to
/// the first where it is for certain.
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

    /// Probability that an outage is over at the end of each of so many cells; fewer where it is
    /// for certain before.
    pub(super) fn over(&mut self, minutes: Law, step: f64, n_cells: usize) -> &[f64] {
        let is_it = |known: &Known| known.minutes == minutes && known.step.total_cmp(&step).is_eq();
        let place = self.known.iter().position(is_it).unwrap_or_else(|| {
            // Exponential lengths come from solved chains and are hardly asked for again.
            self.known.retain(|known| !matches!(known.minutes, Law::Exponential { .. }));
            self.known.push(Known { minutes, step, over: Vec::new() });
            self.known.len() - 1
        });
        let known = &mut self.known[place];
        known.reach(n_cells);
        &known.over[..known.over.len().min(n_cells)]
    }
}

impl Known {
    fn reach(&mut self, n_cells: usize) {
        let is_over = self.over.last().is_some_and(|over| *over >= 1.0);
        if is_over || self.over.len() >= n_cells {
            return;
        }
        let cumulative = self.minutes.cumulative();
        for i in self.over.len()..n_cells {
            let up_to = cumulative.at((i as f64 + 0.5) * self.step);
            self.over.push(up_to);
            if up_to >= 1.0 {
                break;
            }
        }
    }
}
