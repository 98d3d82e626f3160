//! Whether a restore works: what the last drill proves.

use serde::Serialize;

use super::model::Model;
use crate::engine::catalogue::Date;

/// Days of a year.
const YEAR_DAYS: f64 = 365.0;

/// What the last drill proves.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Proof {
    /// The day of the last drill; none where no restore was ever tried out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_drill: Option<Date>,
    /// Days since then, on the day that the plan is judged on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_ago: Option<i64>,
    /// Days between two drills, as the plan's work has them; none where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drill_every_days: Option<f64>,
    /// Minutes that the last drill took, where they were measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured_restore_minutes: Option<f64>,
    /// The odds that a restore works.
    pub p_restore_works: f64,
    /// How the odds come about.
    pub basis: String,
}

/// The odds that a restore works.
///
/// Formula: 1 − t − (u − t)(1 − 2^(−(a − i)⁺/i)): t and u are the chances that a restore fails
/// of backups that were tried out, and never were; a is the age of the last drill and i the
/// interval of drills in days. Within the interval the drill counts in full; then half of its
/// worth is gone with every interval.
/// Source: docs/model.md, "Proof".
pub(super) fn proof(model: &Model<'_>) -> Proof {
    let plan = model.figures.plan();
    let likely = |id: &str| model.figures.assumption(id).map_or(0.0, |figure| figure.likely());
    let (tested, untested) = (likely("backup.tested_fails"), likely("backup.untested_fails"));
    let per_year = model.setting.drills_per_year;
    let every = (per_year > 0.0).then(|| YEAR_DAYS / per_year);
    let drill = plan.backup.last_drill;
    let days_ago = drill.map(|drill| plan.as_of.day_number() - drill.date.day_number());
    let interval = every.unwrap_or(YEAR_DAYS);
    let (fails, basis) = match days_ago {
        None => (untested, "no restore was ever tried out (backup.untested_fails)".to_owned()),
        Some(days) => {
            let late = (days as f64 - interval).max(0.0) / interval;
            let gone = 1.0 - libm::pow(2.0, -late);
            let basis = if late > 0.0 {
                format!(
                    "the last drill is {days} days ago, longer than the {interval:.0} between two: it counts less and less"
                )
            } else {
                format!("a drill {days} days ago (backup.tested_fails)")
            };
            (tested + (untested - tested).max(0.0) * gone, basis)
        }
    };
    Proof {
        last_drill: drill.map(|drill| drill.date),
        days_ago,
        drill_every_days: every,
        measured_restore_minutes: drill.and_then(|drill| drill.restore_minutes),
        p_restore_works: 1.0 - fails.clamp(0.0, 1.0),
        basis,
    }
}
