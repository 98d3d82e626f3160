//! The laws of a year of planned work.

use serde::{Deserialize, Serialize};

use super::laws::Percentiles;
use super::upkeep::Upkeep;
use crate::engine::effort::{Recurring, month_laws, year_law};
use crate::engine::uncertainty::{Grid, Law};

/// Planned work in plain numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct YearInputs {
    /// The pattern's activities and the plan's own.
    activities: Vec<Recurring>,
    /// What the platform adds.
    extra: Vec<Recurring>,
    /// Hours of a year that no activity lists.
    unlisted: Option<Law>,
}

/// Percentiles of recurring work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkLaws {
    /// Hours of a year.
    pub year: Percentiles,
    /// Hours of each calendar month, January first.
    pub months: Vec<Percentiles>,
}

/// The laws of a year of planned work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct YearLaws {
    /// Of the pattern's activities and the plan's own.
    pub activities: WorkLaws,
    /// Of what the platform adds.
    pub extra: WorkLaws,
    /// Hours of a year of all planned work.
    pub planned: Percentiles,
}

impl YearInputs {
    pub(super) fn of(upkeep: &Upkeep) -> Self {
        Self {
            activities: upkeep.maintenance.recurring(),
            extra: upkeep.extra.recurring(),
            // What is not known is the level: it is the same in every month.
            unlisted: upkeep.unlisted.map(|hours| Law::of(hours.times(12.0))),
        }
    }

    /// The laws, and the law of a year of all planned work.
    pub(super) fn laws(&self) -> (YearLaws, Grid) {
        let (year, activities) = work(&self.activities);
        let extra = if self.extra.is_empty() { WorkLaws::default() } else { work(&self.extra).1 };
        let planned = if self.extra.is_empty() && self.unlisted.is_none() {
            year
        } else {
            let unlisted = self.unlisted.map(|hours| Recurring { hours, per_year: 1, months: [0.0; 12] });
            let listed = self.activities.iter().chain(&self.extra).copied();
            year_law(&listed.chain(unlisted).collect::<Vec<_>>())
        };
        let laws = YearLaws { activities, extra, planned: Percentiles::of(|p| planned.quantile(p)) };
        (laws, planned)
    }
}

/// The law of a year, and the percentiles of it and of its months.
fn work(recurring: &[Recurring]) -> (Grid, WorkLaws) {
    let year = year_law(recurring);
    let months = month_laws(recurring);
    let laws = WorkLaws {
        year: Percentiles::of(|p| year.quantile(p)),
        months: months.iter().map(|month| Percentiles::of(|p| month.quantile(p))).collect(),
    };
    (year, laws)
}
