//! How many of a layout's lines each region prices.

use super::outcome::evaluate;
use crate::engine::catalogue::{Catalogue, RegionState};
use crate::engine::cost::Price;
use crate::engine::scenario::Plan;

/// What a region can price of a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Region.
    pub region: String,
    /// Its place.
    pub title: String,
    /// Whether its provider declares it usable.
    pub state: RegionState,
    /// Lines that have a price; absent where no layout can be sized there.
    pub priced: Option<usize>,
    /// Lines without and with a price.
    pub lines: usize,
    /// Components that lack a price, or why there is no layout.
    pub missing: Vec<String>,
}

/// The same plan in every region of its host whose prices are loaded, by name. What
/// the plan sets stays; a stand-in does not count.
pub fn coverage(plan: &Plan, catalogue: &Catalogue) -> Vec<Coverage> {
    let Some(cloud) = plan.platform.host.cloud() else { return Vec::new() };
    let regions = catalogue.regions.iter().filter(|region| region.provider == cloud);
    regions
        .filter(|region| catalogue.sheet(cloud, &region.name).is_some())
        .map(|region| {
            let mut there = plan.clone();
            there.platform.region = Some(region.name.clone());
            there.platform.zones = there.platform.zones.min(region.zones);
            there.finance.stand_in_region = None;
            let mut coverage = Coverage {
                region: region.name.clone(),
                title: region.title.clone(),
                state: region.state,
                priced: None,
                lines: 0,
                missing: Vec::new(),
            };
            match evaluate(&there, catalogue) {
                Ok(outcome) => {
                    let lines = &outcome.bill.lines;
                    let unpriced = lines.iter().filter(|line| matches!(line.price, Price::Unpriced { .. }));
                    coverage.missing = unpriced.map(|line| line.component.to_owned()).collect();
                    coverage.lines = lines.len();
                    coverage.priced = Some(lines.len() - coverage.missing.len());
                    coverage.missing.dedup();
                }
                Err(error) => coverage.missing.push(error.to_string()),
            }
            coverage
        })
        .collect()
}
