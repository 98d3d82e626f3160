//! The part of the report on people.

pub(super) mod build;
pub(super) mod csv;
mod setup;
pub(super) mod text;

use serde::Serialize;

use super::upkeep::{Fte, IncidentsEntry, MaintenanceEntry, OnCallEntry};
pub use setup::*;

/// People.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Effort {
    /// Setup.
    pub setup: SetupEntry,
    /// Recurring work.
    pub maintenance: MaintenanceEntry,
    /// Full-time equivalents.
    pub fte: Fte,
    /// Unplanned work.
    pub incidents: IncidentsEntry,
    /// Who answers pages.
    pub on_call: OnCallEntry,
}
