//! The answers of a plan as plain numbers, to see what moves them.

use serde::{Deserialize, Serialize};

use super::{Outcome, rpo_seconds};
use crate::engine::backup::{Loss, Scope};
use crate::engine::catalogue::Surface;

/// An answer of a plan that is one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyFigure {
    /// The bill of a month, USD.
    Monthly,
    /// Bills, people and what comes once over the horizon, USD; known when the plan looked ahead.
    Horizon,
    /// Nodes of all zones.
    Nodes,
    /// Mean minutes of downtime in a year.
    Downtime,
    /// Median minutes until the platform works again after the worst loss of a zone.
    ZoneLost,
    /// Median minutes of a full restore into the cluster that is there.
    Restore,
    /// Median seconds of data of the database that the worst loss of a zone costs.
    DataOfZone,
    /// Median seconds of data of the database that a deletion costs.
    DataOfDeletion,
    /// Working days of the stated setup tasks.
    Setup,
    /// Full-time equivalents of planned work.
    Fte,
    /// Hours a month of work on failures and alarms.
    Unplanned,
}

impl KeyFigure {
    /// Every one, in the order of the page.
    pub const ALL: [Self; 11] = [
        Self::Monthly,
        Self::Horizon,
        Self::Nodes,
        Self::Downtime,
        Self::ZoneLost,
        Self::Restore,
        Self::DataOfZone,
        Self::DataOfDeletion,
        Self::Setup,
        Self::Fte,
        Self::Unplanned,
    ];

    /// Its value; none where it does not apply or is not known.
    pub fn of(self, outcome: &Outcome) -> Option<f64> {
        let upkeep = &outcome.effort.upkeep;
        match self {
            Self::Monthly => Some(outcome.bill.effective.dollars()),
            Self::Horizon => outcome.horizon.as_ref().map(|ahead| ahead.sums.total.dollars()),
            Self::Nodes => Some(f64::from(outcome.sizing.choice.best.nodes)),
            Self::Downtime => Some(outcome.availability.headline.downtime_minutes_per_year()),
            Self::ZoneLost => {
                let mut worst_first = outcome.recoveries.iter().rev();
                let zone = worst_first.find(|one| matches!(one.id, "zone" | "zone-stop"))?;
                Some(zone.rto(&outcome.backups.restore)?.quantile(0.5))
            }
            Self::Restore => Some(outcome.backups.restore.law(Scope::Data).quantile(0.5)),
            Self::DataOfZone => rpo_seconds(outcome),
            Self::DataOfDeletion => {
                outcome.backups.lost(Surface::Database, Loss::Deletion)?.lost.quantile_seconds(0.5)
            }
            Self::Setup => outcome.effort.setup.stated_days,
            Self::Fte => Some(upkeep.fte_planned),
            Self::Unplanned => {
                let incidents = &upkeep.incidents;
                Some(incidents.failure_hours_per_year? / 12.0 + incidents.alarm_hours_per_month()?)
            }
        }
    }
}
