//! What happens after each failure: who acts, what stops, and how long until it is over.

mod chain;
mod data;
mod effects;
mod layout;
mod mixture;
mod modes;
mod rates;
mod remedy;
mod timeline;

pub use layout::{Layout, RegionFailover, Validators, ZonesThatStop};
pub use mixture::{Minutes, Mixture};
pub use modes::recoveries;
pub use timeline::{Phase, Restored, Timeline};

use crate::engine::backup::{Lost, Restore};
use crate::engine::catalogue::{Effects, Provenance, Surface};
use crate::engine::uncertainty::Law;

/// One failure of this layout and its recovery.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// Short name.
    pub id: &'static str,
    /// The failure, in words.
    pub failure: String,
    /// What is hit.
    pub scope: String,
    /// Such failures in a year, whether they stop the platform or not: the likely figure.
    pub per_year: f64,
    /// Low and high.
    pub per_year_ends: (f64, f64),
    /// Whether the platform recovers by itself.
    pub automatic: bool,
    /// Who acts.
    pub who_acts: String,
    /// Whether the team mends it.
    pub by_team: bool,
    /// The steps until it is over.
    pub timeline: Timeline,
    /// The repair hours of the row, as minutes, where a restore ends it if it works.
    pub row_minutes: Option<Law>,
    /// The odds that what brings the service back works; absent where it is not in doubt.
    pub p_succeeds: Option<f64>,
    /// What is lost of the database.
    pub lost: Lost,
    /// What is lost of each surface that has data.
    pub lost_by_surface: Vec<(Surface, Lost)>,
    /// What stops.
    pub effects: Effects,
    /// Which losses of nodes stop the chain; absent where none does.
    pub stops_chain: Option<String>,
    /// Whether a class of availability with role hard reads its row.
    pub in_headline: bool,
    /// Whether it counts among all failures that stop writes: it stops writes or blocks and is
    /// not inside another one.
    pub in_mixture: bool,
    /// Where detection and decision come from, or where they are inside.
    pub time_basis: String,
    /// How the figures come about.
    pub basis: String,
    /// Rows that it reads.
    pub sources: Vec<ModeSource>,
}

/// A row that a failure mode reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModeSource {
    /// File and row.
    pub row: String,
    /// Where its figures come from.
    pub provenance: Provenance,
}

impl Recovery {
    /// The law of the minutes until service is back; `None` where nothing says how long that
    /// takes.
    pub fn rto(&self, restore: &Restore) -> Option<Minutes> {
        self.timeline.minutes(restore)
    }

    /// Mean minutes of one engineer's work, without the wait until somebody is there. Where a
    /// restore decides those of the row that it stands in for.
    pub fn work_mean(&self) -> Option<f64> {
        self.timeline.work_mean().or_else(|| self.row_minutes.map(|law| law.mean()))
    }

    /// Age of lost data in seconds that is not exceeded with probability `p`; `None` where
    /// all of it is lost, or nobody knows.
    pub fn rpo_quantile(&self, p: f64) -> Option<f64> {
        self.lost.quantile_seconds(p)
    }
}
