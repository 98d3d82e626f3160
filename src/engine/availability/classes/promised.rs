//! Outages of a provider's service, as the provider counts them for its promise.

use super::zones::{FAILED_FAILOVER, OWN, exponential, together};
use super::{FailureClass, Layout, Rates, Stream};
use crate::engine::availability::{DatabasePair, ModelError, NodeTier, OutageLaw};
use crate::engine::scenario::DatabaseForm;
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
    rates: &Rates,
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
            (Some(database(layout, rates)), "its failures and failovers, its zones and events of the region")
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

fn all_down(layout: &Layout, rates: &Rates) -> Result<Vec<OutageLaw>, ModelError> {
    let causes = layout.site.causes();
    let tier = NodeTier {
        zones: layout.nodes_per_zone.clone(),
        k_nodes: 1,
        min_zones_up: 1,
        node: rates.repairable(causes.node),
        zone: Some(rates.repairable(causes.zone)),
    };
    Ok(exponential(tier.solve()?))
}

fn one_node(layout: &Layout, rates: &Rates) -> Vec<OutageLaw> {
    let causes = layout.site.causes();
    [causes.node, causes.zone].into_iter().flat_map(|row| rates.stream(row).laws()).collect()
}

/// The database alone, its zones apart from those of the platform: a pair fails over, by itself
/// or by hand; one instance waits for itself or its zone.
fn database(layout: &Layout, rates: &Rates) -> Vec<OutageLaw> {
    let causes = [OWN, layout.site.causes().zone];
    if layout.database != DatabaseForm::Pair {
        return causes.into_iter().flat_map(|row| rates.stream(row).laws()).collect();
    }
    let failed = rates.rate(FAILED_FAILOVER).min(1.0);
    let (low, high) = layout.failover_seconds;
    let outage = DatabasePair {
        instance: together(&causes.map(|row| rates.stream(row))),
        failover_hours: (low + high) / 2.0 / 3600.0,
        success: 1.0 - failed,
        manual_hours: rates.mean_hours(FAILED_FAILOVER),
        both_down_hours: rates.mean_hours(OWN),
    }
    .solve();
    let by_itself = Law::Uniform { low: low / 60.0, high: high / 60.0 };
    [(1.0 - failed, by_itself), (failed, rates.minutes(FAILED_FAILOVER))]
        .into_iter()
        .flat_map(|(share, minutes)| Stream { per_year: outage.per_year() * share, minutes }.laws())
        .collect()
}
