//! Results on people to the report's form.

use super::*;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{Laws, Outcome};
use crate::engine::report::upkeep::build as upkeep;

pub(in crate::engine::report) fn effort(
    outcome: &Outcome,
    laws: Option<&Laws>,
    catalogue: &Catalogue,
) -> Effort {
    Effort {
        setup: setup::build::setup(outcome, laws, catalogue),
        maintenance: upkeep::maintenance(outcome, laws, catalogue),
        fte: upkeep::fte(outcome, laws),
        incidents: upkeep::incidents(outcome),
        on_call: upkeep::on_call(outcome),
    }
}
