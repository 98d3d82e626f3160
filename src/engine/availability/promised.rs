//! Outages of a provider's service, as the provider counts them for its promise.

use super::classes::repairable;
use super::{FailureClass, Layout, ModelError, NodeTier, OutageLaw, Rates};
use crate::engine::uncertainty::Law;

/// A service that a provider makes a promise of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promised {
    /// The control plane that it runs.
    ControlPlane,
    /// Machines: in several zones all of them together, in one zone each by itself.
    Compute,
    /// The managed database.
    Database,
    /// The load balancer.
    LoadBalancer,
    /// Names.
    Dns,
}

/// Outages of a promised service.
#[derive(Clone, Debug, PartialEq)]
pub struct PromisedOutages {
    /// How often, and for how long.
    pub outages: Vec<OutageLaw>,
    /// What counts.
    pub basis: &'static str,
}

/// Outages of a service as its provider counts them: its own failures, and those of the region
/// that hold it up. What else stops the platform is none, nor does a failover to another site
/// end one. `None` where a class of failure that it needs is not there.
///
/// Machines in several zones: none of them is up, exact, each zone a common cause; in one zone:
/// one machine, with its own failures and its zone's.
/// Source: docs/model.md, "Promises and credits".
///
/// # Errors
/// [`ModelError`] when the layout has more zones than can be enumerated.
pub fn promised_outages(
    service: Promised,
    layout: &Layout,
    rates: Rates<'_>,
    classes: &[FailureClass],
) -> Result<Option<PromisedOutages>, ModelError> {
    let class = |name: &str| classes.iter().find(|class| class.name == name).map(|class| class.laws.clone());
    let (own, basis) = match service {
        Promised::ControlPlane => (class("control-plane"), "its own failures and events of the region"),
        Promised::Compute if layout.nodes_per_zone.len() > 1 => {
            (Some(all_down(layout, rates)?), "no node of any zone is up, and events of the region")
        }
        Promised::Compute => {
            (Some(one_node(layout, rates)), "each node by itself: its own failures, its zone and the region")
        }
        Promised::Database => {
            (class("database"), "its failures and failovers, its zones and events of the region")
        }
        Promised::LoadBalancer => (
            class("load-balancer"),
            "the share of its failures that reaches the plan, and events of the region",
        ),
        Promised::Dns => {
            return Ok(class("dns").map(|outages| PromisedOutages { outages, basis: "its own failures" }));
        }
    };
    Ok(own
        .zip(class("region"))
        .map(|(own, region)| PromisedOutages { outages: [own, region].concat(), basis }))
}

fn all_down(layout: &Layout, rates: Rates<'_>) -> Result<Vec<OutageLaw>, ModelError> {
    let part = |row: &str| repairable(rates.rate(row), rates.repair_mean(row));
    let outage = NodeTier {
        zones: layout.nodes_per_zone.clone(),
        k_nodes: 1,
        min_zones_up: 1,
        node: part(layout.causes.node),
        zone: Some(part(layout.causes.zone)),
    }
    .solve()?;
    let stream =
        |mean| OutageLaw { per_year: outage.per_year(), minutes: Law::Exponential { mean }, switched: false };
    Ok(outage.mean_minutes().map(stream).into_iter().collect())
}

fn one_node(layout: &Layout, rates: Rates<'_>) -> Vec<OutageLaw> {
    let stream =
        |row: &str| OutageLaw { per_year: rates.rate(row), minutes: rates.minutes(row), switched: false };
    vec![stream(layout.causes.node), stream(layout.causes.zone)]
}
