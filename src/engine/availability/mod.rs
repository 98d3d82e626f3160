//! How the layout fails: how often, for how long, and how likely a year is good.

mod attendance;
mod chain;
mod classes;
mod common_cause;
mod compound;
mod database;
mod downtime;
mod error;
mod explore;
mod invert;
mod lengths;
mod linear;
mod model;
mod node_tier;
mod outage;
mod self_healing;
mod series;
mod switch;
mod year;
mod zoned;

pub use attendance::{Absence, Attendance};
pub use chain::Chain;
pub use classes::{
    AvailabilityModel, CHANGES, Causes, FailureClass, Layout, OtherSite, Promised, PromisedOutages, Rates,
    Role, Site, UncertainRate, ZoneLengths, failure_classes, lengths_of, promised_outages, whole, zones_of,
};
pub use common_cause::{CommonCause, RepairCrew};
pub use database::{DatabasePair, DatabaseSingle};
pub use downtime::{Downtime, OutageLaw};
pub use error::ModelError;
pub use lengths::Lengths;
pub use model::{Notes, Part, Tier, Year, part_of};
pub use node_tier::{NodeTier, Repairable};
pub use outage::Outage;
pub use self_healing::SelfHealing;
pub use series::in_series;
pub use switch::{Reach, Switch, SwitchLaw, cut_short};
pub use year::YearOfChain;
pub use zoned::{
    Consensus, Database as ZoneDatabase, Elsewhere, Entry, InZone, Pair as ZonePair, Solved, Zoned,
};
