//! Chains built from a rule: start somewhere, follow every transition.

use std::collections::BTreeMap;

use super::{Chain, ModelError};

/// More states than this take too long to solve.
pub(super) const MOST_STATES: usize = 1200;

/// The chain of all states that can be reached from `start`, and the states in the
/// order of their positions. `step` pushes each next state and its rate per hour.
///
/// # Errors
/// [`ModelError::TooManyStates`] where more than 1,200 can be reached.
pub(super) fn explore<S: Clone + Ord>(
    start: S,
    step: impl Fn(&S, &mut Vec<(S, f64)>),
) -> Result<(Vec<S>, Chain), ModelError> {
    let mut places = BTreeMap::from([(start.clone(), 0_usize)]);
    let mut states = vec![start];
    let mut transitions: Vec<(usize, usize, f64)> = Vec::new();
    let mut next = Vec::new();
    let mut from = 0;
    while from < states.len() {
        step(&states[from], &mut next);
        for (state, per_hour) in next.drain(..).filter(|(_, per_hour)| *per_hour > 0.0) {
            let known = states.len();
            let to = *places.entry(state.clone()).or_insert(known);
            if to == known {
                if known == MOST_STATES {
                    return Err(ModelError::TooManyStates { most: MOST_STATES });
                }
                states.push(state);
            }
            transitions.push((from, to, per_hour));
        }
        from += 1;
    }
    let mut chain = Chain::new(states.len());
    for (from, to, per_hour) in transitions {
        chain.add(from, to, per_hour);
    }
    Ok((states, chain))
}
