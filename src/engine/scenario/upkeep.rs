//! What a plan says of the work to keep the platform running.

use serde::Serialize;

use crate::engine::uncertainty::Estimate;

/// When somebody answers pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnCall {
    /// Nobody is bound to.
    #[default]
    None,
    /// In the working hours of each site.
    BusinessHours,
    /// At every hour of the week.
    #[serde(rename = "rota-24x7")]
    Rota24x7,
}

impl OnCall {
    /// Every arrangement.
    pub const ALL: [Self; 3] = [Self::None, Self::BusinessHours, Self::Rota24x7];

    /// The word in plans.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::BusinessHours => "business-hours",
            Self::Rota24x7 => "rota-24x7",
        }
    }
}

/// How people take turns on call.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rota {
    /// Length of a shift, hours. Shifts of up to 24 h come on each day of a person's week,
    /// longer ones once in it.
    pub shift_hours: f64,
    /// A person is on call one week in so many.
    pub one_week_in: u32,
    /// Sites in different parts of the day; each covers its share of the 24 hours.
    pub sites: u32,
    /// People on call at the same time: 2 with a second who steps in.
    pub people: u32,
}

impl Rota {
    /// What a plan has that says nothing of it.
    pub const DEFAULT: Self = Self { shift_hours: 168.0, one_week_in: 6, sites: 1, people: 1 };
}

/// Recurring work that the plan adds, or an activity of the data that it changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OwnActivity {
    /// Short name: one of the data, which is changed, or a new one.
    pub id: String,
    /// Name; that of the data where the plan gives none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Cycles in a year; those of the data where the plan gives none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_year: Option<u32>,
    /// Hours of a cycle; those of the data where the plan gives none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<Estimate>,
    /// Calendar months with a cycle, 1 to 12, ascending; spread over the year where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<u8>,
    /// Who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}
