//! People of a plan: hours and days handed from the effort room to money and verdicts.

use super::outcome::EffortResult;
use super::setup::set_up;
use super::upkeep::upkeep;
use crate::engine::recovery::Recovery;
use crate::engine::scenario::Figures;

/// The people of a plan: setup with its schedule, and what keeps it running.
pub(super) fn work(figures: Figures<'_>, recoveries: &[Recovery]) -> EffortResult {
    EffortResult { setup: set_up(figures), upkeep: upkeep(figures, recoveries) }
}
