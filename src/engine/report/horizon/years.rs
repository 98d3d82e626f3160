//! Money by year, for display.

use super::{HorizonMonth, HorizonReport};
use crate::engine::units::Usd;

/// The sums of a year of the horizon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HorizonYear {
    /// Its name: `year 1`; of the last one also its months where they are fewer than twelve.
    pub title: String,
    /// Bills.
    pub cloud_usd: Usd,
    /// People.
    pub labour_usd: Usd,
    /// What is paid once.
    pub one_time_usd: Usd,
    /// Nodes in its last month.
    pub nodes: u32,
}

impl HorizonYear {
    /// All of it.
    pub fn total_usd(&self) -> Usd {
        self.cloud_usd + self.labour_usd + self.one_time_usd
    }
}

impl HorizonReport {
    /// Sums of twelve months each; the last may have fewer.
    pub fn years(&self) -> Vec<HorizonYear> {
        let years = (1..).zip(self.by_month.chunks(12));
        years
            .map(|(number, months)| {
                let sum = |of: fn(&HorizonMonth) -> Usd| months.iter().map(of).sum();
                HorizonYear {
                    title: match months.len() {
                        12 => format!("year {number}"),
                        1 => format!("year {number}, 1 month"),
                        n => format!("year {number}, {n} months"),
                    },
                    cloud_usd: sum(|month| month.cloud_usd),
                    labour_usd: sum(|month| month.labour_usd),
                    one_time_usd: sum(|month| month.one_time_usd),
                    nodes: months.last().map_or(0, |month| month.nodes),
                }
            })
            .collect()
    }
}
