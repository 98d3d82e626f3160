//! What the reader of a plan should know.

use super::outcome::{Outcome, Warning};
use crate::engine::catalogue::{Catalogue, RegionState};
use crate::engine::cost;
use crate::engine::scenario::{Auto, Redundancy, ZoneLoss};

/// What the reader of a plan should know.
pub(super) fn warnings(outcome: &Outcome, catalogue: &Catalogue) -> Vec<Warning> {
    let plan = &outcome.plan;
    let mut warnings = Vec::new();
    let mut warn = |code, path: &str, message: String| {
        warnings.push(Warning { code, path: path.to_owned(), message });
    };
    let platform = &plan.platform;
    let region = platform.host.cloud().zip(platform.region.as_deref());
    let region = region.and_then(|(cloud, name)| catalogue.region(cloud, name));
    if let Some(region) = region.filter(|region| region.state == RegionState::Unusable) {
        let since = region.state_as_of.map_or_else(String::new, |date| format!(" (as of {date})"));
        let message =
            format!("{} is declared unusable by its provider{since}; its prices are kept", region.name);
        warn("region-unusable", "platform.region", message);
    }
    let zone_loss = &outcome.sizing.fit.zone_loss;
    if !outcome.sizing.fit.fits {
        let message = format!(
            "the pods do not fit even with all zones there; nodes: {}",
            outcome.sizing.choice.best.nodes
        );
        warn("does-not-fit", "node_pools.0.nodes", message);
    } else if !zone_loss.survives && plan.node_pool.zone_loss == ZoneLoss::Static {
        let message = if plan.platform.zones < 2 {
            "with one zone, nothing is left when it is lost".to_owned()
        } else {
            format!(
                "the pods do not fit when a zone is lost: {} is short by {:.0} %",
                zone_loss.binding_resource, -zone_loss.spare_pct
            )
        };
        warn("zone-loss", "node_pools.0.nodes", message);
    }
    for quorum in outcome.sizing.quorums.iter().filter(|q| q.members > 0 && !q.survives_zone_loss) {
        let message = format!(
            "{} of {} members must be up; a zone holds {}",
            quorum.needed,
            quorum.members,
            quorum.per_zone.iter().max().copied().unwrap_or(0)
        );
        warn("quorum", &format!("workload.replicas.{}", quorum.component), message);
    }
    if let Some(odf) = outcome.odf.as_ref().filter(|odf| odf.need.usable_gib > odf.alert_at_gib) {
        let beyond = if odf.need.usable_gib > odf.read_only_at_gib {
            format!(", and nothing is written from {:.0} GiB", odf.read_only_at_gib)
        } else {
            String::new()
        };
        let message = format!(
            "{:.0} GiB are to be kept; an alert warns from {:.0} GiB{beyond}; larger disks leave more room",
            odf.need.usable_gib, odf.alert_at_gib
        );
        warn("storage-alert", "assumptions.odf.disk_tb", message);
    }
    let pool_is_auto = plan.node_pool.nodes == Auto::Auto;
    if !pool_is_auto && outcome.sizing.choice.best.nodes < plan.platform.zones {
        warn("empty-zone", "node_pools.0.nodes", "fewer nodes than zones: a zone has none".to_owned());
    }
    for line in outcome.bill.lines.iter().filter(|line| line.list().is_none()) {
        if let cost::Price::Unpriced { reason } = &line.price {
            warn("unpriced", "cost.unpriced", format!("{}: {reason}", line.component));
        }
    }
    for line in &outcome.bill.lines {
        if let Some(region) = &line.stand_in {
            let message = format!(
                "{}: {} has no price; that of {region} stands in",
                line.component,
                plan.platform.place()
            );
            warn("stand-in", "finance.stand_in_region", message);
        }
    }
    let newer = outcome.bill.lines.iter().filter(|line| match &line.price {
        cost::Price::Priced { provenance, .. } => {
            provenance.as_of.is_some_and(|date| date.day_number() > plan.as_of.day_number())
        }
        cost::Price::Unpriced { .. } => false,
    });
    let newer = newer.count();
    if newer > 0 {
        let lines = if newer == 1 { "1 line has".to_owned() } else { format!("{newer} lines have") };
        let message = format!("{lines} a price of after {}, the day the plan is judged on", plan.as_of);
        warn("newer-price", "as_of", message);
    }
    for line in outcome.bill.lines.iter().filter(|line| line.service == platform.host.compute_service()) {
        if matches!(&line.price, cost::Price::Priced { unit_price, .. } if unit_price.usd() <= 0.0) {
            let message = format!("{}: a machine at a price of 0; {} is not free", line.component, line.item);
            warn("free-machine", "cost.lines", message);
        }
    }
    if plan.object_storage.redundancy == Redundancy::MultiRegion
        && outcome.bill.lines.iter().any(|line| line.item == "standard storage regional")
    {
        let message =
            format!("{} belongs to no multi-region; objects are priced in the region", platform.place());
        warn("no-multi-region", "object_storage.redundancy", message);
    }
    const N_UNKNOWN_SHOWN: usize = 5;
    let unknown = &catalogue.unknown_own_items;
    for item in unknown.iter().take(N_UNKNOWN_SHOWN) {
        warn(
            "own-price",
            "cost.lines",
            format!("own price of {item}: no list has an item of that name, and no line uses it"),
        );
    }
    if unknown.len() > N_UNKNOWN_SHOWN {
        let message =
            format!("{} more own prices have names that no list has", unknown.len() - N_UNKNOWN_SHOWN);
        warn("own-price", "cost.lines", message);
    }
    for path in &plan.without_effect {
        warn("without-effect", path, "is read and has no effect yet".to_owned());
    }
    for name in &outcome.sizing.demand.without_request {
        warn(
            "no-request",
            "workload.profile",
            format!("{name} publishes no request; it counts as a pod only"),
        );
    }
    warnings
}
