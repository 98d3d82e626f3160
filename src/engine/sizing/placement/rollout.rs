//! Room for the extra pods of a rolling update.

use super::place::{Way, place_counts};
use super::state::State;
use super::{Problem, Unplaced};

/// Extra pods that find no node while all others are there. Updates run one
/// after the other; the state is the same afterwards.
pub(super) fn stuck(problem: &Problem<'_>, state: &mut State) -> Vec<Unplaced> {
    let mut stuck = Vec::new();
    for group in problem.placed().filter(|group| problem.groups[*group].surge > 0) {
        let pods = &problem.groups[group];
        let mut placed = Vec::new();
        let counts = [(group, pods.surge)];
        let unplaced =
            place_counts(problem, state, &counts, Way::FULL, &mut |group, node| placed.push((group, node)));
        for (group, node) in placed {
            state.take(problem, group, node);
        }
        stuck.extend(unplaced);
    }
    stuck
}
