//! The classes of failure that the layout meets.

mod layout;
mod model;
mod others;
mod promised;
mod rates;
mod zones;

pub use layout::{Causes, Layout, Site};
pub use model::{AvailabilityModel, OtherSite};
pub use promised::{Promised, PromisedOutages, promised_outages};
pub use rates::{CHANGES, Rates, UncertainRate};
pub use zones::{ZoneLengths, lengths_of, zones_of};

use serde::Serialize;

use super::{ModelError, Outage, OutageLaw, in_series};
use crate::engine::uncertainty::Law;

/// What a class does to the headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The platform does not write.
    Hard,
    /// Degraded, no downtime.
    Soft,
    /// An alternative to another class, shown apart, never added.
    Alternative,
    /// For comparison only, never added.
    Benchmark,
}

/// A class of failure of this layout.
#[derive(Clone, Debug, PartialEq)]
pub struct FailureClass {
    /// Short name.
    pub name: &'static str,
    /// What it is, in words.
    pub title: &'static str,
    /// What it does to the headline.
    pub role: Role,
    /// Whether it is infrastructure: neither change, people nor corruption.
    pub infrastructure: bool,
    /// Whether it is a part of the one chain of the zones, whose parts exclude each other.
    pub in_zones: bool,
    /// Steady state.
    pub outage: Outage,
    /// Its outages as streams, for the law of a year.
    pub laws: Vec<OutageLaw>,
    /// How the figure comes about.
    pub basis: String,
    /// Rows of `failure_rates.csv` and `slas.csv` that it reads.
    pub sources: Vec<String>,
}

/// Events in a year, and how long each lasts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stream {
    pub(super) per_year: f64,
    pub(super) minutes: Law,
}

impl Stream {
    fn outage(self) -> Outage {
        Outage::stream(self.per_year, self.minutes.mean() / 60.0)
    }

    fn laws(self) -> Vec<OutageLaw> {
        vec![OutageLaw { per_year: self.per_year, minutes: self.minutes, switched: false }]
    }
}

fn sources(rows: &[&str]) -> Vec<String> {
    rows.iter().map(|row| (*row).to_owned()).collect()
}

/// Every class of failure of a layout, hard ones first.
///
/// Rates are the likely ones, durations the mean of the PERT of low, likely and
/// high repair hours.
/// Source: docs/model.md, "Failure classes".
///
/// # Errors
/// [`ModelError`] when the layout has more zones than can be told apart.
pub fn failure_classes(layout: &Layout, rates: &Rates) -> Result<Vec<FailureClass>, ModelError> {
    let mut classes = zones::zone_classes(layout, rates)?;
    classes.extend(others::hard(layout, rates)?);
    classes.extend(others::soft(layout, rates));
    classes.extend(others::alternatives(layout, rates));
    classes.extend(others::benchmarks(rates));
    Ok(classes)
}

/// All classes with role hard that are wanted, at once.
///
/// Formula: the parts of the zones' chain add up; the sum and every other class are in series.
pub fn whole(classes: &[FailureClass], wanted: impl Fn(&FailureClass) -> bool) -> Outage {
    let hard = || classes.iter().filter(|class| class.role == Role::Hard && wanted(class));
    let of_zones = hard().filter(|class| class.in_zones).fold(Outage::NEVER, |sum, class| Outage {
        unavailability: sum.unavailability + class.outage.unavailability,
        per_hour: sum.per_hour + class.outage.per_hour,
    });
    let others = hard().filter(|class| !class.in_zones).map(|class| class.outage);
    in_series(&std::iter::once(of_zones).chain(others).collect::<Vec<_>>())
}
