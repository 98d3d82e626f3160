//! The inputs of a bill that are not known exactly.

use std::collections::BTreeSet;

use crate::engine::cost::Bill;
use crate::engine::scenario::{Auto, Figures, Plan};
use crate::engine::uncertainty::Estimate;

/// A key of the plan that may be a range.
type Key = (&'static str, &'static str, fn(&Plan) -> Option<Estimate>, fn(&mut Plan, Estimate));

/// Keys of the plan that the bill rests on.
const KEYS: [Key; 9] = [
    (
        "workload.growth_pct_per_year",
        "percent per year",
        |plan| Some(plan.workload.growth_pct_per_year),
        |plan, value| plan.workload.growth_pct_per_year = value,
    ),
    (
        "database.storage_gib",
        "GiB",
        |plan| Some(plan.database.storage_gib),
        |plan, value| plan.database.storage_gib = value,
    ),
    (
        "database.pitr_days",
        "days",
        |plan| Some(plan.database.pitr_days),
        |plan, value| plan.database.pitr_days = value,
    ),
    (
        "object_storage.stored_gib",
        "GiB",
        |plan| Some(plan.object_storage.stored_gib),
        |plan, value| plan.object_storage.stored_gib = value,
    ),
    (
        "object_storage.versions_days",
        "days",
        |plan| Some(plan.object_storage.versions_days),
        |plan, value| plan.object_storage.versions_days = value,
    ),
    (
        "backup.daily_change_pct",
        "percent per day",
        |plan| Some(plan.backup.daily_change_pct),
        |plan, value| plan.backup.daily_change_pct = value,
    ),
    (
        "network.egress_gib_per_month",
        "GiB per month",
        |plan| Some(plan.network.egress_gib_per_month),
        |plan, value| plan.network.egress_gib_per_month = value,
    ),
    (
        "network.cross_zone_gib_per_month",
        "GiB per month",
        |plan| set(&plan.network.cross_zone_gib_per_month),
        |plan, value| plan.network.cross_zone_gib_per_month = Auto::Set(value),
    ),
    (
        "observability.log_gib_per_day",
        "GiB per day",
        |plan| set(&plan.observability.log_gib_per_day),
        |plan, value| plan.observability.log_gib_per_day = Auto::Set(value),
    ),
];

fn set(value: &Auto<Estimate>) -> Option<Estimate> {
    match value {
        Auto::Set(value) => Some(*value),
        Auto::Auto => None,
    }
}

/// The value of a key that the bill rests on; none where the plan leaves it to the model, or for any
/// other name.
pub(in crate::engine::plan) fn key_of(plan: &Plan, name: &str) -> Option<Estimate> {
    KEYS.iter().find(|(key, ..)| *key == name).and_then(|(_, _, get, _)| get(plan))
}

/// An input that is not known exactly.
#[derive(Clone, Debug)]
pub(super) struct Input {
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) value: Estimate,
    set: Set,
}

/// How an input is set in a plan.
#[derive(Clone, Copy, Debug)]
enum Set {
    Key(fn(&mut Plan, Estimate)),
    Figure,
}

impl Input {
    pub(super) fn put(&self, plan: &mut Plan, value: f64) {
        let value = Estimate::exact(value);
        match self.set {
            Set::Key(set) => set(plan, value),
            Set::Figure => {
                plan.assumptions.insert(self.name.clone(), value);
            }
        }
    }

    /// Whether what copies take may hang on it.
    pub(super) fn touches_copies(&self) -> bool {
        touches_copies(&self.name)
    }
}

/// Whether what copies and volumes take may hang on a key or figure.
fn touches_copies(name: &str) -> bool {
    ["backup.", "database.", "object_storage.", "volumes."].iter().any(|prefix| name.starts_with(prefix))
}

/// The inputs of a plan's bill: keys, figures that a line names, and those of copies and volumes,
/// which may bring lines that the likely bill has not.
pub(super) fn inputs_of(figures: Figures<'_>, bill: &Bill) -> Vec<Input> {
    let named: BTreeSet<&str> = bill.lines.iter().flat_map(|line| line.drivers.iter().copied()).collect();
    let plan = figures.plan();
    let keys = KEYS.iter().filter_map(|(name, unit, get, set)| {
        let value = get(plan)?;
        let (name, unit) = ((*name).to_owned(), (*unit).to_owned());
        Some(Input { name, unit, value, set: Set::Key(*set) })
    });
    let ids = figures.catalogue().assumptions.iter().filter_map(|(id, row)| {
        if !named.contains(id.as_str()) && !touches_copies(id) {
            return None;
        }
        let value = figures.assumption(id)?.value;
        Some(Input { name: id.clone(), unit: row.unit.clone(), value, set: Set::Figure })
    });
    keys.chain(ids).filter(|input| input.value.is_range()).collect()
}

#[cfg(test)]
mod tests {
    use super::KEYS;
    use crate::engine::scenario::BILL_KEYS;

    #[test]
    fn the_keys_that_may_be_correlated_are_those_that_are_drawn() {
        assert_eq!(KEYS.map(|(name, ..)| name), BILL_KEYS);
    }
}
