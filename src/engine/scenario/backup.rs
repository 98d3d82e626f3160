//! What is copied, how often, and for how long.

use serde::Serialize;

use crate::engine::catalogue::{CopyMethod, Date, Keep, Surface, Weekday};
use crate::engine::uncertainty::Estimate;

/// Where the tiers of a plan come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TierPreset {
    /// The chart's one daily schedule.
    ChartDefault,
    /// The tiers of the vendor's table.
    VendorThreeTier,
    /// Grandfather, father, son: monthly, weekly, daily.
    Gfs,
    /// A list of the plan's own.
    Own,
}

impl TierPreset {
    /// The presets, by the word in plans; the first is the default.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("chart-default", Self::ChartDefault),
        ("vendor-three-tier", Self::VendorThreeTier),
        ("gfs", Self::Gfs),
    ];

    /// The word for it in plans and data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ChartDefault => "chart-default",
            Self::VendorThreeTier => "vendor-three-tier",
            Self::Gfs => "gfs",
            Self::Own => "own",
        }
    }
}

/// A schedule of copies.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BackupTier {
    /// Its name.
    pub name: String,
    /// What it copies.
    pub surfaces: Vec<Surface>,
    /// Hours between two runs.
    pub every_hours: u32,
    /// The hour of the day at which it runs.
    pub at_hour: u32,
    /// The day of the week on which it runs first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_weekday: Option<Weekday>,
    /// How long a copy is kept.
    pub keep: Keep,
    /// How copies are made.
    pub method: CopyMethod,
}

impl BackupTier {
    /// Hours for which a copy is kept.
    pub fn keep_hours(&self) -> f64 {
        match self.keep {
            Keep::Days(days) => days * 24.0,
            Keep::Copies(copies) => f64::from(copies) * f64::from(self.every_hours),
        }
    }

    /// Whether a surface can be restored from its copies. Kubernetes objects of a namespace
    /// hold its ConfigMaps and Secrets.
    pub fn covers(&self, surface: Surface) -> bool {
        self.surfaces.contains(&surface)
            || (surface == Surface::Config && self.surfaces.contains(&Surface::Namespace))
    }
}

/// The last time that a restore was tried out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Drill {
    /// The day.
    pub date: Date,
    /// Minutes that the restore took, where they were measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restore_minutes: Option<f64>,
}

/// Copies of a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Backup {
    /// Where the tiers come from.
    pub preset: TierPreset,
    /// The schedules.
    pub tiers: Vec<BackupTier>,
    /// Days that a daily backup is kept; of the chart's schedule only.
    pub keep_days: Estimate,
    /// Part of the data that changes in a day, percent.
    pub daily_change_pct: Estimate,
    /// Whether every copy is copied again, to the second region.
    pub off_region_copy: bool,
    /// The last restore that was tried out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_drill: Option<Drill>,
}
