//! What runs: components with what they ask for and where they are, and manifests.

use leptos::prelude::*;

use super::card;
use super::layout::resources;
use super::manifests::{ManifestActions, ManifestsCard, findings_card};
use crate::engine::report::Pool;
use crate::engine::topology::zone_letter;
use crate::web::state::{Computed, Planner};
use crate::web::words::{amount, data, digits, local, t, workload};

/// Rows of the table that are shown.
const N_SHOWN: usize = 300;

/// What runs.
#[component]
pub fn WorkloadView(planner: Planner, actions: ManifestActions) -> impl IntoView {
    let components = move || {
        let computed = planner.computed.get()?;
        let pool = computed.report.sizing.pools.first()?;
        Some(components_card(&computed, pool))
    };
    view! {
        <div class="stack">
            <ManifestsCard planner actions />
            {move || findings_card(planner)}
            {components}
        </div>
    }
}

fn components_card(computed: &Computed, pool: &Pool) -> impl IntoView + use<> {
    let zones = pool.nodes_per_zone.len();
    let heads =
        (0..zones).map(|zone| view! { <th scope="col" class="num">{zone_letter(zone).to_string()}</th> });
    let heads = heads.collect_view();
    let rows = pool.placement.iter().take(N_SHOWN).map(|entry| {
        let pods: u32 = entry.per_zone.iter().sum();
        let volumes = match computed.volumes_gib(&entry.component) {
            Some(gib) if gib > 0.0 => format!("{} GiB", digits(gib)),
            _ => "–".to_owned(),
        };
        let per_zone = (0..zones).map(|zone| {
            let here = entry.per_zone.get(zone).copied().unwrap_or(0);
            let label = t!(workload::ZONE, zone = zone_letter(zone));
            view! { <td class="num" data-label=label>{here}</td> }
        });
        view! {
            <tr>
                <th scope="row">
                    {entry.component.clone()} " " <span class="src">{entry.kind}</span> " "
                    {entry.pinned.then(|| view! {
                        <span class="badge set" title=t!(workload::PINNED_HOW)>{t!(workload::PINNED)}</span>
                    })} " "
                    {entry.by_platform.then(|| view! {
                        <span class="badge assumed" title=t!(workload::BY_PLATFORM_HOW)>{t!(workload::BY_PLATFORM)}</span>
                    })}
                </th>
                <td class="num" data-label=t!(workload::PODS)>{amount(f64::from(pods), 0)}</td>
                {per_zone.collect_view()}
                <td class="num" data-label=t!(workload::ASKS)>{resources(&entry.request)}</td>
                <td class="num" data-label=t!(workload::VOLUMES)>{volumes}</td>
                <td class="num" data-label=t!(workload::PRIORITY)>{amount(f64::from(entry.priority), 0)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let more = pool.placement.len().saturating_sub(N_SHOWN);
    let sum = t!(
        workload::SUM,
        pods = amount(pool.requested.pods as f64, 0),
        resources = resources(&pool.requested),
        agents = pool.agent_list.len(),
    );
    card(
        t!(workload::RUNS),
        sum,
        view! {
            <div class="scroll">
                <table class="types" data-testid="components">
                    <thead>
                        <tr>
                            <th scope="col">{t!(workload::COMPONENT)}</th>
                            <th scope="col" class="num">{t!(workload::PODS)}</th>
                            {heads}
                            <th scope="col" class="num">{t!(workload::ASKS)}</th>
                            <th scope="col" class="num">{t!(workload::VOLUMES)}</th>
                            <th scope="col" class="num">{t!(workload::PRIORITY)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(more > 0).then(|| view! { <p class="sub">{t!(data::AND_MORE, count = local(&more.to_string()))}</p> })}
        },
    )
}
