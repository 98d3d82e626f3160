//! How often a mode happens: the rate of its row times what is exposed.

use super::Layout;
use crate::engine::availability::{NodeTier, Outage, Repairable};
use crate::engine::catalogue::{FailureMode, ModeId};
use crate::engine::scenario::{DatabaseForm, Figures};
use crate::engine::units::YEAR_HOURS;

/// Low, likely and high times a year.
pub(super) type Ends = (f64, f64, f64);

/// The row of `failure_rates.csv` that holds for this layout.
pub(super) fn row_of<'m>(mode: &'m FailureMode, layout: &Layout<'_>) -> &'m str {
    let causes = layout.causes;
    match mode.id {
        ModeId::Node => causes.node,
        ModeId::Zone => causes.zone,
        ModeId::Region => causes.region,
        ModeId::Volume if layout.on_premises => "disk_hdd",
        _ => &mode.rate_row,
    }
}

/// Whether a row of a provider stands in for what a site of one's own has no row for.
pub(super) fn stands_in(mode: ModeId, layout: &Layout<'_>) -> bool {
    let of_provider = matches!(
        mode,
        ModeId::SeveralZones | ModeId::ControlPlane | ModeId::ObjectStorage | ModeId::ProviderWide
    );
    (layout.on_premises && of_provider) || (mode == ModeId::ControlPlane && layout.own_control_plane)
}

fn times(ends: Ends, factor: f64) -> Ends {
    (ends.0 * factor, ends.1 * factor, ends.2 * factor)
}

/// Times a year of a mode, zones of one kind aside, which count themselves.
pub(super) fn per_year(mode: &FailureMode, layout: &Layout<'_>, figures: Figures<'_>) -> Ends {
    let ends = |row: &str| {
        figures
            .rate(row)
            .map_or((0.0, 0.0, 0.0), |figure| (figure.value.low(), figure.likely(), figure.value.high()))
    };
    let assumption = |id: &str| figures.assumption(id).map_or(0.0, |figure| figure.likely());
    let row = ends(row_of(mode, layout));
    match mode.id {
        ModeId::Pod => times(row, f64::from(layout.pods)),
        ModeId::Node => times(row, f64::from(layout.nodes())),
        ModeId::ZonePartial => times(row, f64::from(layout.zones())),
        ModeId::Cache => times(row, f64::from(layout.cache_nodes)),
        ModeId::LoadBalancer => times(row, assumption("availability.load_balancer_exposure")),
        ModeId::Volume => times(row, f64::from(layout.disks.unwrap_or(layout.volumes))),
        ModeId::BadChange => times(row, figures.plan().team.changes_per_year.likely()),
        ModeId::Rpc => times(row, f64::from(layout.rpc_nodes.max(1))),
        ModeId::Singletons => times(row, assumption("availability.singletons")),
        // Failovers that do not work are a mode of their own.
        ModeId::Database if layout.database == DatabaseForm::Pair => {
            let failed = ends("failover_failure_probability");
            (row.0 * (1.0 - failed.2), row.1 * (1.0 - failed.1), row.2 * (1.0 - failed.0))
        }
        ModeId::FailedFailover => {
            let primary = ends("database_primary");
            (row.0 * primary.0, row.1 * primary.1, row.2 * primary.2)
        }
        ModeId::ChainQuorum => chain(layout, figures),
        _ => row,
    }
}

/// Which of low, likely and high.
type Pick = fn(f64, f64, f64) -> f64;

/// Times a year that fewer validators are up than must sign.
fn chain(layout: &Layout<'_>, figures: Figures<'_>) -> Ends {
    let per_year = |of: Pick| chain_outage(layout, figures, of).map_or(0.0, Outage::per_year);
    (per_year(|low, _, _| low), per_year(|_, likely, _| likely), per_year(|_, _, high| high))
}

/// Mean minutes of an outage of the chain, until the first of the validators is back.
pub(super) fn chain_minutes(layout: &Layout<'_>, figures: Figures<'_>) -> Option<f64> {
    chain_outage(layout, figures, |_, likely, _| likely)?.mean_minutes()
}

/// Outages of the chain for want of validators, by their own failures and those of their nodes;
/// whole zones are a mode of their own.
fn chain_outage(layout: &Layout<'_>, figures: Figures<'_>, of: Pick) -> Option<Outage> {
    const ROW: &str = "validator_fault";
    let validators = layout.validators.as_ref()?;
    let rate = |row: &str| {
        figures.rate(row).map_or(0.0, |figure| of(figure.value.low(), figure.likely(), figure.value.high()))
    };
    let hours = |row: &str| figures.repair_hours(row).map_or(0.0, |figure| figure.mean());
    let (own, node) = (rate(ROW), rate(layout.causes.node));
    let all = own + node;
    if all <= 0.0 {
        return None;
    }
    let mttr_hours = (own * hours(ROW) + node * hours(layout.causes.node)) / all;
    let tier = NodeTier {
        zones: vec![validators.members()],
        k_nodes: validators.needed,
        min_zones_up: 1,
        node: Repairable { mtbf_hours: YEAR_HOURS / all, mttr_hours },
        zone: None,
    };
    tier.solve().ok()
}
