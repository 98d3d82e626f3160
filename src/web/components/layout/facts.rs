//! What the layout rests on: a node and what is asked of it, how long it lasts, other types.

use leptos::prelude::*;

use super::words;
use crate::engine::report::{Agent, Pool, Report, RoutersEntry, RunwayEntry};
use crate::engine::units::Resources;
use crate::web::components::card;
use crate::web::words::{Word, amount, digits, dollars, layout, month, prose, t};

/// Nodes, requests, limits, growth.
pub fn numbers(report: &Report, pool: &Pool) -> impl IntoView + use<> {
    let row = |what: Word, value: String| {
        view! { <tr><th scope="row">{t!(what)}</th><td>{value}</td></tr> }
    };
    let data = match (&report.sizing.database_class, &report.sizing.cache_class) {
        (Some(database), Some(cache)) => format!("{database}, {cache}"),
        _ => t!(layout::DATA_UNPRICED).to_owned(),
    };
    let volumes = pool.attachable_volumes.map(|volumes| t!(layout::VOLUMES_BESIDE, count = volumes));
    let routers = report.sizing.routers.as_ref().map(routers);
    card(
        t!(layout::FACTS),
        t!(layout::FACTS_SUB),
        view! {
            <table class="facts wide" data-testid="layout-facts">
                <tbody>
                    {pool.runway.as_ref().map(|runway| row(layout::LASTS, lasts(runway)))}
                    {row(layout::ROLLOUT, rollout(pool))}
                    {row(layout::NEEDED, needed(pool))}
                    {row(layout::OFFERS, with_pods(&pool.allocatable))}
                    <tr><th scope="row">{t!(layout::AGENTS)}</th><td>{agents(pool)}</td></tr>
                    {volumes.map(|volumes| row(layout::ATTACHES, volumes))}
                    {row(layout::REQUESTS, with_pods(&pool.requested))}
                    {row(layout::LIMITS, limits(pool))}
                    {row(layout::VOLUMES, format!("{} GiB", digits(report.sizing.volumes_gib)))}
                    {row(layout::DATA_SERVICES, data)}
                    {routers.map(|routers| row(layout::ROUTERS, routers))}
                </tbody>
            </table>
        },
    )
}

/// Resources and the number of pods.
fn with_pods(resources: &Resources) -> String {
    t!(
        layout::RESOURCES_PODS,
        resources = words::resources(resources),
        pods = amount(resources.pods as f64, 0)
    )
}

/// How long the layout lasts, in one sentence.
fn lasts(runway: &RunwayEntry) -> String {
    let growth = digits(runway.growth_pct_per_year);
    match (runway.months, runway.obstacle) {
        (Some(0), _) => t!(layout::LASTS_NOT).to_owned(),
        (Some(months), Some(obstacle)) => t!(
            if months == 1 { layout::LASTS_MONTH } else { layout::LASTS_MONTHS },
            growth = growth,
            month = runway.month.as_deref().map(month).unwrap_or_default(),
            months = months,
            times = digits(runway.growth_factor),
            obstacle = words::obstacle(obstacle)
        ),
        _ if runway.growth_pct_per_year <= 0.0 => t!(layout::LASTS_WITHOUT_GROWTH).to_owned(),
        _ => t!(layout::LASTS_LONG, growth = growth, months = runway.looked_ahead_months),
    }
}

/// What router shards bear, in one sentence.
fn routers(routers: &RoutersEntry) -> String {
    let bears = t!(match (routers.survives_zone_loss, routers.survives_shard_loss) {
        (true, true) => layout::ROUTERS_BEAR_BOTH,
        (true, false) => layout::ROUTERS_BEAR_ZONE,
        (false, true) => layout::ROUTERS_BEAR_SHARD,
        (false, false) => layout::ROUTERS_BEAR_NONE,
    });
    match routers.shards {
        1 => t!(layout::ROUTERS_SHARD, bears = bears),
        n => t!(layout::ROUTERS_SHARDS, count = n, bears = bears),
    }
}

fn rollout(pool: &Pool) -> String {
    if pool.rollout.fits {
        return t!(layout::ROLLOUT_FITS).to_owned();
    }
    let stuck = pool.rollout.stuck.iter().map(|stuck| {
        format!("{} ({})", words::times(stuck.count, &stuck.component), words::obstacle(stuck.obstacle))
    });
    t!(layout::ROLLOUT_STUCK, pods = stuck.collect::<Vec<_>>().join(", "))
}

fn needed(pool: &Pool) -> String {
    let least = &pool.least_nodes;
    t!(
        layout::NEEDED_OF,
        needed = pool.nodes_needed,
        nodes = pool.nodes,
        least = least.cpu.max(least.memory).max(least.pods),
        cpu = least.cpu,
        memory = least.memory,
        pods = least.pods
    )
}

fn agents(pool: &Pool) -> impl IntoView + use<> {
    let sum = words::resources(&pool.agents);
    let summary = match pool.agent_list.len() {
        1 => t!(layout::RESOURCES_POD, resources = sum),
        n => t!(layout::RESOURCES_PODS, resources = sum, pods = n),
    };
    let rows = pool.agent_list.iter().map(|Agent { name, request }| {
        view! { <li>{format!("{name}: {}", words::resources(request))}</li> }
    });
    view! {
        <details class="why">
            <summary>{summary}</summary>
            <ul>{rows.collect_view()}</ul>
        </details>
    }
}

/// Limits beside what the nodes offer: above 100 % not all pods can have them at once.
fn limits(pool: &Pool) -> String {
    let nodes = f64::from(pool.nodes);
    let part = |limit: u64, offered: u64| {
        let offered = offered as f64 * nodes;
        if offered > 0.0 {
            format!("{} %", amount(limit as f64 / offered * 100.0, 0))
        } else {
            "–".to_owned()
        }
    };
    let limits = &pool.limits;
    let mut said = vec![t!(
        layout::LIMITS_OF,
        cpu = amount(limits.cpu_m as f64, 0),
        cpu_part = part(limits.cpu_m, pool.allocatable.cpu_m),
        memory = amount(limits.memory_mib as f64, 0),
        memory_part = part(limits.memory_mib, pool.allocatable.memory_mib)
    )];
    let without = [
        (limits.pods_without_cpu_limit, layout::NO_CPU_LIMIT_ONE, layout::NO_CPU_LIMIT),
        (limits.pods_without_memory_limit, layout::NO_MEMORY_LIMIT_ONE, layout::NO_MEMORY_LIMIT),
    ];
    said.extend(without.into_iter().filter_map(|(pods, one, several)| match pods {
        0 => None,
        1 => Some(t!(one).to_owned()),
        n => Some(t!(several, count = amount(n as f64, 0))),
    }));
    said.join("; ")
}

/// The type that was chosen, the next best ones, and which were not in question.
pub fn types(pool: &Pool) -> Option<impl IntoView + use<>> {
    if pool.runners_up.is_empty() && pool.rejected.is_empty() {
        return None;
    }
    let runners_up = pool.runners_up.iter().map(|other| {
        let price =
            other.monthly_usd.map_or_else(|| t!(layout::NO_PRICE).to_owned(), |usd| dollars(usd.dollars()));
        view! {
            <tr>
                <th scope="row">{other.instance_type.clone()}</th>
                <td class="num" data-label=t!(layout::TYPE_NODES)>{other.nodes}</td>
                <td class="num" data-label=t!(layout::USD_A_MONTH)>{price}</td>
                <td data-label=t!(layout::WHY_NOT)>{prose(&other.why)}</td>
            </tr>
        }
    });
    let runners_up = runners_up.collect_view();
    let rejected = pool.rejected.iter().map(|it| {
        let reason = prose(&it.reason);
        let text = match it.types {
            1 => t!(layout::REJECTED_TYPE, reason = reason),
            n => t!(layout::REJECTED_TYPES, count = words::whole(n), reason = reason),
        };
        view! { <li>{text}</li> }
    });
    let rejected = rejected.collect_view();
    let n_rejected: u32 = pool.rejected.iter().map(|it| it.types).sum();
    let all_rejected = match n_rejected {
        1 => t!(layout::ALL_REJECTED_ONE).to_owned(),
        n => t!(layout::ALL_REJECTED, count = words::whole(n)),
    };
    let has_runners_up = !pool.runners_up.is_empty();
    Some(card(
        t!(layout::TYPES),
        t!(layout::TYPES_SUB, instance = pool.instance_type),
        view! {
            {has_runners_up.then(|| view! {
                <div class="scroll">
                    <table class="types">
                        <thead>
                            <tr>
                                <th scope="col">{t!(layout::TYPE)}</th>
                                <th scope="col" class="num">{t!(layout::TYPE_NODES)}</th>
                                <th scope="col" class="num">{t!(layout::USD_A_MONTH)}</th>
                                <th scope="col">{t!(layout::WHY_NOT)}</th>
                            </tr>
                        </thead>
                        <tbody>{runners_up}</tbody>
                    </table>
                </div>
            })}
            {(n_rejected > 0).then(|| view! {
                <details class="why more">
                    <summary>{all_rejected}</summary>
                    <ul>{rejected}</ul>
                </details>
            })}
        },
    ))
}
