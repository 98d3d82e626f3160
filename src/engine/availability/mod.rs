//! How the layout fails: how often, for how long, and how likely a year is good.

mod chain;
mod classes;
mod database;
mod database_class;
mod downtime;
mod error;
mod model;
mod node_tier;
mod outage;
mod series;
mod switch;

pub use chain::Chain;
pub use classes::{Causes, FailureClass, Layout, Rates, Role, failure_classes};
pub use database::{DatabasePair, DatabaseSingle};
pub use downtime::{Downtime, OutageLaw};
pub use error::ModelError;
pub use model::{Tier, solve_json};
pub use node_tier::{NodeTier, Repairable};
pub use outage::Outage;
pub use series::in_series;
pub use switch::{Reach, Switch, SwitchLaw, cut_short};
