//! What the layout rests on: a node and what is asked of it, how long it lasts, other types.

use leptos::prelude::*;

use super::words;
use crate::engine::report::{
    Agent, Pool, Report, amount, digits, dollars, obstacle_in_words, routers_in_words, runway_in_words,
};
use crate::web::components::card;

/// Nodes, requests, limits, growth.
pub fn numbers(report: &Report, pool: &Pool) -> impl IntoView + use<> {
    let row = |what: &'static str, value: String| {
        view! { <tr><th scope="row">{what}</th><td>{value}</td></tr> }
    };
    let data = match (&report.sizing.database_class, &report.sizing.cache_class) {
        (Some(database), Some(cache)) => format!("{database}, {cache}"),
        _ => "not priced here".to_owned(),
    };
    let volumes = pool.attachable_volumes.map(|volumes| format!("{volumes} beside its own"));
    let routers = report.sizing.routers.as_ref().map(routers_in_words);
    card(
        "What the layout rests on",
        "Sums over all zones; agents run on every node and take their part of it first.",
        view! {
            <table class="facts wide" data-testid="layout-facts">
                <tbody>
                    {pool.runway.as_ref().map(|runway| row("How long it lasts", words::sentence(&runway_in_words(runway))))}
                    {row("Rolling updates", rollout(pool))}
                    {row("Nodes needed", needed(pool))}
                    {row("A node offers", format!("{} · {} pods", words::resources(&pool.allocatable), pool.allocatable.pods))}
                    <tr><th scope="row">"Its agents take"</th><td>{agents(pool)}</td></tr>
                    {volumes.map(|volumes| row("It attaches volumes", volumes))}
                    {row("All pods ask for", format!("{} · {} pods", words::resources(&pool.requested), amount(pool.requested.pods as f64, 0)))}
                    {row("They may take", limits(pool))}
                    {row("Volumes", format!("{} GiB", digits(report.sizing.volumes_gib)))}
                    {row("Data services", data)}
                    {routers.map(|routers| row("Routers", words::sentence(&routers)))}
                </tbody>
            </table>
        },
    )
}

fn rollout(pool: &Pool) -> String {
    if pool.rollout.fits {
        return "The extra pods of every update find a node.".to_owned();
    }
    let stuck = pool.rollout.stuck.iter().map(|stuck| {
        format!("{} ({})", words::times(stuck.count, &stuck.component), obstacle_in_words(stuck.obstacle))
    });
    format!("No room for the extra pods of {}.", stuck.collect::<Vec<_>>().join(", "))
}

fn needed(pool: &Pool) -> String {
    let least = &pool.least_nodes;
    format!(
        "{} of {} for the service; by totals no placement needs less than {} (CPU {}, memory {}, pods {})",
        pool.nodes_needed,
        pool.nodes,
        least.cpu.max(least.memory).max(least.pods),
        least.cpu,
        least.memory,
        least.pods
    )
}

fn agents(pool: &Pool) -> impl IntoView + use<> {
    let sum = words::resources(&pool.agents);
    let n_agents = u32::try_from(pool.agent_list.len()).unwrap_or(u32::MAX);
    let rows = pool.agent_list.iter().map(|Agent { name, request }| {
        view! { <li>{format!("{name}: {}", words::resources(request))}</li> }
    });
    view! {
        <details class="why">
            <summary>{format!("{sum} · {}", words::count(n_agents, "pod", "pods"))}</summary>
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
    let mut text = format!(
        "{} m CPU, {} of what the nodes offer · {} MiB, {}",
        amount(limits.cpu_m as f64, 0),
        part(limits.cpu_m, pool.allocatable.cpu_m),
        amount(limits.memory_mib as f64, 0),
        part(limits.memory_mib, pool.allocatable.memory_mib)
    );
    let without = [(limits.pods_without_cpu_limit, "CPU"), (limits.pods_without_memory_limit, "memory")];
    for (pods, what) in without.into_iter().filter(|(pods, _)| *pods > 0) {
        let pods = words::count(u32::try_from(pods).unwrap_or(u32::MAX), "pod has", "pods have");
        text.push_str(&format!("; {pods} no limit of {what}"));
    }
    text
}

/// The type that was chosen, the next best ones, and which were not in question.
pub fn types(pool: &Pool) -> Option<impl IntoView + use<>> {
    if pool.runners_up.is_empty() && pool.rejected.is_empty() {
        return None;
    }
    let runners_up = pool.runners_up.iter().map(|other| {
        let price = other.monthly_usd.map_or_else(|| "no price".to_owned(), |usd| dollars(usd.dollars()));
        view! {
            <tr>
                <th scope="row">{other.instance_type.clone()}</th>
                <td class="num" data-label="Nodes">{other.nodes}</td>
                <td class="num" data-label="USD a month">{price}</td>
                <td data-label="Why not">{other.why.clone()}</td>
            </tr>
        }
    });
    let runners_up = runners_up.collect_view();
    let rejected = pool.rejected.iter().map(|it| {
        view! { <li>{format!("{}: {}", words::count(it.types, "type", "types"), it.reason)}</li> }
    });
    let rejected = rejected.collect_view();
    let n_rejected: u32 = pool.rejected.iter().map(|it| it.types).sum();
    let has_runners_up = !pool.runners_up.is_empty();
    Some(card(
        "Other instance types",
        format!("{} was chosen; the month is that of nodes and root volumes.", pool.instance_type),
        view! {
            {has_runners_up.then(|| view! {
                <div class="scroll">
                    <table class="types">
                        <thead>
                            <tr>
                                <th scope="col">"Type"</th>
                                <th scope="col" class="num">"Nodes"</th>
                                <th scope="col" class="num">"USD a month"</th>
                                <th scope="col">"Why not"</th>
                            </tr>
                        </thead>
                        <tbody>{runners_up}</tbody>
                    </table>
                </div>
            })}
            {(n_rejected > 0).then(|| view! {
                <details class="why more">
                    <summary>{words::count(n_rejected, "type was not in question", "types were not in question")}</summary>
                    <ul>{rejected}</ul>
                </details>
            })}
        },
    ))
}
