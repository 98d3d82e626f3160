//! The failure modes of a layout: the rows of the table, as the layout changes them.

use super::chain::in_words;
use super::data::lost_of;
use super::effects::{effects_of, hit_of};
use super::rates::{Ends, per_year, row_of, stands_in};
use super::remedy::Case;
use super::{Layout, ModeSource, Recovery};
use crate::engine::backup::Lost;
use crate::engine::catalogue::{Catalogue, Effect, FailureMode, ModeId, Surface, Use};
use crate::engine::scenario::{DatabaseForm, Figures};

/// The failures of a layout and their recovery, from the smallest thing that fails.
///
/// Rates, effects and who acts are those of `failure_modes.csv` and `failure_rates.csv`; the
/// layout says how many there are, what it bears and how it comes back. A mode that the layout
/// does not have (validators where the chain is not its own, a failover where there is no
/// standby, several zones of one, a provider's load balancer on a site of one's own) is left out.
/// Source: docs/model.md, "Recovery".
pub fn recoveries(layout: &Layout<'_>, figures: Figures<'_>) -> Vec<Recovery> {
    let rows = &figures.catalogue().failure_modes;
    let modes = ModeId::WORDS.iter().filter_map(|(_, id)| rows.iter().find(|row| row.id == *id));
    let has = |mode: &&FailureMode| match mode.id {
        ModeId::FailedFailover => layout.database == DatabaseForm::Pair,
        ModeId::ChainQuorum => layout.validators.is_some(),
        ModeId::ZonePartial => layout.causes.zone_partial.is_some(),
        ModeId::LoadBalancer => layout.causes.load_balancer.is_some(),
        ModeId::SeveralZones => layout.zones() > 1,
        _ => true,
    };
    modes.filter(has).flat_map(|mode| of_mode(mode, layout, figures)).collect()
}

fn of_mode(mode: &FailureMode, layout: &Layout<'_>, figures: Figures<'_>) -> Vec<Recovery> {
    let ends = per_year(mode, layout, figures);
    let without_chain =
        hit_of(mode.id, layout).is_some_and(|hit| hit.settle == Effect::Stopped && hit.until_back);
    let is_carried = match mode.id {
        _ if without_chain => false,
        ModeId::Node => layout.nodes().saturating_sub(1) >= layout.k_nodes,
        ModeId::ZonePartial => {
            let lost = layout.nodes_per_zone.iter().map(|nodes| nodes.div_ceil(2)).max().unwrap_or(0);
            layout.nodes().saturating_sub(lost) >= layout.k_nodes
        }
        ModeId::Zone => return zones(mode, layout, figures, ends),
        _ => true,
    };
    vec![entry(mode, layout, figures, ends, is_carried)]
}

/// Zones that the layout bears, and those that it does not.
fn zones(mode: &FailureMode, layout: &Layout<'_>, figures: Figures<'_>, ends: Ends) -> Vec<Recovery> {
    let (zones, stop) = (layout.zones(), layout.zones_lost());
    let times = |count: u32| {
        let count = f64::from(count);
        (ends.0 * count, ends.1 * count, ends.2 * count)
    };
    let mut entries = Vec::new();
    if stop.any < zones {
        let mut spared = entry(mode, layout, figures, times(zones - stop.any), true);
        if stop.any > 0 {
            spared.failure = "A zone is lost that can be spared".to_owned();
        }
        // The database is in another zone, or has a standby there.
        spared.lost = Lost::Nothing;
        for (surface, lost) in &mut spared.lost_by_surface {
            if *surface == Surface::Database {
                *lost = Lost::Nothing;
            }
        }
        entries.push(spared);
    }
    if stop.any > 0 {
        let mut stops = entry(mode, layout, figures, times(stop.any), false);
        if stop.any < zones {
            stops.id = "zone-stop";
            let what = match (layout.database, stop.settle > 0, stop.write > 0) {
                (DatabaseForm::Pod, ..) => "database or chain",
                (_, true, false) => "the chain",
                (_, true, true) => "the platform or the chain",
                _ => "the platform",
            };
            stops.failure = format!("A zone is lost that stops {what}");
        }
        entries.push(stops);
    }
    entries
}

fn entry(
    mode: &FailureMode,
    layout: &Layout<'_>,
    figures: Figures<'_>,
    (low, likely, high): Ends,
    is_carried: bool,
) -> Recovery {
    let row = row_of(mode, layout);
    let ending = Case { mode, row, is_carried, layout, figures }.ending();
    let lost_by_surface = lost_of(mode.id, layout);
    let of_database = lost_by_surface.iter().find(|(surface, _)| *surface == Surface::Database);
    let effects = effects_of(mode.id, mode.effects, layout, is_carried);
    let takes_chain = hit_of(mode.id, layout).is_some_and(|hit| hit.settle > Effect::Works);
    let stops_chain = layout.validators.as_ref().filter(|_| takes_chain).map(in_words);
    let catalogue = figures.catalogue();
    let is_inside = catalogue.failure_rates.get(row).is_some_and(|rate| rate.used_as == Use::Alternative);
    Recovery {
        id: mode.id.name(),
        failure: title(mode, layout),
        scope: mode.scope.clone(),
        per_year: likely,
        per_year_ends: (low, high),
        automatic: ending.automatic,
        by_team: ending.is_by_team(),
        who_acts: ending.who_acts,
        timeline: ending.timeline,
        row_minutes: ending.row_minutes,
        p_succeeds: ending.p_succeeds,
        lost: of_database.map_or(Lost::Unknown, |(_, lost)| *lost),
        lost_by_surface,
        effects,
        in_headline: layout.headline_rows.iter().any(|headline| headline == row),
        in_mixture: effects.stops_writes() && !is_inside,
        time_basis: mode.time_basis.clone(),
        basis: basis(mode, row, layout, &with_chain(ending.basis, stops_chain.as_deref())),
        stops_chain,
        sources: sources(mode, row, catalogue),
    }
}

fn title(mode: &FailureMode, layout: &Layout<'_>) -> String {
    let outside = mode.id == ModeId::Rpc && layout.rpc_nodes == 0;
    match mode.id {
        ModeId::Region if layout.on_premises => "The site is lost".to_owned(),
        ModeId::Database if layout.database == DatabaseForm::Pod => {
            "The database's one pod is lost".to_owned()
        }
        ModeId::Volume if layout.on_premises => "A disk of the storage cluster is lost".to_owned(),
        ModeId::Rpc if outside => "An RPC endpoint outside is lost".to_owned(),
        _ => mode.title.clone(),
    }
}

fn with_chain(ending: String, chain: Option<&str>) -> String {
    match chain {
        Some(words) => format!("{ending}; {words}"),
        None => ending,
    }
}

/// How the figures come about: what ends it, and which rate it has for how many.
fn basis(mode: &FailureMode, row: &str, layout: &Layout<'_>, ending: &str) -> String {
    let counted = |count: u32, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let exposure = match mode.id {
        ModeId::Pod => counted(layout.pods, "pod"),
        ModeId::Node => counted(layout.nodes(), "node"),
        ModeId::ZonePartial | ModeId::Zone => counted(layout.zones(), "zone"),
        ModeId::Cache => counted(layout.cache_nodes, "node"),
        ModeId::Volume => match layout.disks {
            Some(disks) => counted(disks, "disk"),
            None => counted(layout.volumes, "volume"),
        },
        ModeId::Rpc if layout.rpc_nodes == 0 => {
            "one endpoint outside; how many there are is not in the plan".to_owned()
        }
        ModeId::Rpc => counted(layout.rpc_nodes, "RPC node"),
        _ => mode.exposure.clone(),
    };
    let stand_in = if stands_in(mode.id, layout) {
        "; the row of a provider's service stands in, as there is none of one's own"
    } else {
        ""
    };
    format!("{ending}; rate of {row} for {exposure}{stand_in}")
}

fn sources(mode: &FailureMode, row: &str, catalogue: &Catalogue) -> Vec<ModeSource> {
    let mut sources = vec![ModeSource {
        row: format!("failure_modes.csv: {}", mode.id.name()),
        provenance: mode.provenance.clone(),
    }];
    sources.extend(catalogue.failure_rates.get(row).map(|rate| ModeSource {
        row: format!("failure_rates.csv: {row}"),
        provenance: rate.provenance.clone(),
    }));
    sources
}
