//! What every row of a grid would stumble over.

use super::{Sweep, SweepError};
use crate::engine::scenario::{Axis, Fault};

/// Keys that say which manifests are read, and how: they are read once, before any row.
const READ_ONCE: [&str; 3] = ["workload", "workload.manifests", "workload.autoscalers"];

impl Sweep<'_> {
    /// Puts each value of each axis alone into the plan. What the plan refuses then for a reason
    /// that no other key can mend is a fault of the grid; the rest is for each row to say.
    pub(super) fn check(&self) -> Result<(), SweepError> {
        let faults: Vec<Fault> = self.grid.axes.iter().filter_map(|axis| self.fault_of(axis)).collect();
        if !faults.is_empty() {
            return Err(SweepError::Grid(faults));
        }
        let own = self.plan_of(&self.document).err().unwrap_or_default();
        let is_set = |fault: &Fault| self.grid.axes.iter().any(|axis| axis.covers(&fault.path));
        let unknown = own.into_iter().filter(|fault| fault.found == "an unknown key" && !is_set(fault));
        let unknown: Vec<Fault> = unknown.collect();
        if unknown.is_empty() { Ok(()) } else { Err(SweepError::Plan(unknown)) }
    }

    fn fault_of(&self, axis: &Axis) -> Option<Fault> {
        if READ_ONCE.contains(&axis.path.as_str()) {
            let allowed = "other keys of the plan: manifests are read once, for all rows";
            return Some(axis.fault("an axis over manifests", allowed));
        }
        axis.values.iter().find_map(|value| {
            let mut document = self.document.clone();
            document.set(&axis.path, value.clone());
            let faults = self.plan_of(&document).err()?;
            faults.iter().find_map(|fault| axis.never(value, fault))
        })
    }
}
