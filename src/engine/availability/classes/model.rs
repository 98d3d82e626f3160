//! The availability of a layout as a function of its rates.

use serde::{Deserialize, Serialize};

use super::{FailureClass, Layout, Rates, failure_classes, whole};
use crate::engine::availability::{ModelError, Outage, Reach, Switch, cut_short};

/// A failover to another site: what it ends, how, and whether a platform runs there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherSite {
    /// Which outages it ends.
    pub reach: Reach,
    /// The failover.
    pub switch: Switch,
    /// Whether something like this platform runs there before.
    pub is_running: bool,
}

/// A layout, its rates and its other site: all that its availability hangs on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AvailabilityModel {
    /// The layout.
    pub layout: Layout,
    /// The rates.
    pub rates: Rates,
    /// The other site, where there is one.
    pub other_site: Option<OtherSite>,
}

impl AvailabilityModel {
    /// Its classes, and the failover that ends outages of some of them, with the odds that the
    /// other site is there.
    ///
    /// # Errors
    /// As [`failure_classes`].
    pub fn classes(&self) -> Result<(Vec<FailureClass>, Option<Switch>), ModelError> {
        let mut classes = failure_classes(&self.layout, &self.rates)?;
        let switch = self
            .other_site
            .as_ref()
            .map(|site| cut_short(&mut classes, site.reach, &site.switch, site.is_running));
        Ok((classes, switch))
    }

    /// The headline: every class with role hard.
    ///
    /// # Errors
    /// As [`failure_classes`].
    pub fn headline(&self) -> Result<Outage, ModelError> {
        Ok(whole(&self.classes()?.0, |_| true))
    }
}
