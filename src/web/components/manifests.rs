//! Manifests of the user's own: picking them, what was understood, using them, what would
//! break.

use std::sync::Arc;

use leptos::prelude::*;

use super::card;
use super::layout::{resources, times};
use crate::web::state::{ManifestSet, Planner};
use crate::web::words::{Word, amount, data, digits, local, prose, rich, t, workload};
use crate::worker::FindingText;

/// Rows of a table that are shown at first.
const N_SHOWN: usize = 100;
/// Notes that are shown.
const N_NOTES: usize = 300;

/// What manifests ask the shell to do.
#[derive(Clone, Copy)]
pub struct ManifestActions {
    /// Files were picked.
    pub pick: Callback<web_sys::HtmlInputElement>,
    /// Look at a set with autoscalers at their most, or at their least.
    pub at_most: Callback<(Arc<ManifestSet>, bool)>,
    /// Make those that were picked the workload.
    pub accept: Callback<()>,
    /// Go back to the profile.
    pub leave: Callback<()>,
}

/// Which manifests are the workload, with the way back; nothing where none are.
#[component]
pub fn ManifestsInUse(planner: Planner, actions: ManifestActions) -> impl IntoView {
    move || {
        planner.manifests.in_use.get().map(|set| {
            view! {
                <p class="note" role="status">
                    {t!(workload::READ_FROM, files = set.pods.files.join(", "))}
                    " "
                    <button type="button" on:click=move |_| actions.leave.run(())>{t!(workload::LEAVE)}</button>
                </p>
            }
        })
    }
}

/// The card of manifests: what is in use, what was picked, what can be done.
#[component]
pub fn ManifestsCard(planner: Planner, actions: ManifestActions) -> impl IntoView {
    let state = planner.manifests;
    let in_use = move || {
        state.in_use.get().map(|set| {
            view! {
                <p class="note" role="status" data-testid="manifests-in-use">
                    {t!(workload::IN_USE, files = set.title(), pods = pods_in_words(&set))}
                    " "
                    <button type="button" data-testid="manifests-leave" on:click=move |_| actions.leave.run(())>
                        {t!(workload::LEAVE)}
                    </button>
                </p>
                {state.picked.with(Option::is_none).then(|| view! { {autoscalers(&set, actions)} {understood(&set)} })}
            }
        })
    };
    let picked = move || {
        state.picked.get().map(|picked| match picked {
            Ok(set) => preview(planner, &set, actions).into_any(),
            Err(faults) => refused(&faults).into_any(),
        })
    };
    let reading = move || {
        state
            .reading
            .get()
            .map(|name| view! { <p class="note" role="status">{t!(data::READING, name = name)}</p> })
    };
    card(
        t!(workload::OWN),
        t!(workload::OWN_HOW),
        view! {
            <p class="actions">
                <label class="button">
                    {t!(workload::OPEN)}
                    <input
                        type="file"
                        multiple
                        accept=".yaml,.yml,.json,application/yaml,application/json"
                        data-testid="manifest-files"
                        on:change:target=move |event| actions.pick.run(event.target())
                    />
                </label>
            </p>
            {reading}
            {picked}
            {in_use}
        },
    )
}

fn refused(faults: &[String]) -> impl IntoView + use<> {
    let rows = faults.iter().take(8).map(|fault| view! { <li>{fault.clone()}</li> }).collect_view();
    let more = faults.len().saturating_sub(8);
    view! {
        <div class="note bad" role="alert" data-testid="manifests-refused">
            {t!(workload::REFUSED)}
            <ul>{rows} {(more > 0).then(|| view! { <li>{and_more(more as u64)}</li> })}</ul>
        </div>
    }
}

fn and_more(count: u64) -> String {
    t!(data::AND_MORE, count = local(&count.to_string()))
}

/// So many things in words: one, or several.
fn counted(count: usize, one: Word, several: Word) -> String {
    if count == 1 { t!(one).to_owned() } else { t!(several, count = amount(count as f64, 0)) }
}

/// Pods and groups of a set in words.
fn pods_in_words(set: &ManifestSet) -> String {
    let groups = &set.pods.groups;
    let pods = groups.iter().fold(0_u32, |sum, group| sum.saturating_add(group.replicas));
    let on_each = groups.iter().filter(|group| group.is_per_node()).count();
    t!(
        if on_each > 0 { workload::PODS_IN_EACH } else { workload::PODS_IN },
        pods = counted(pods as usize, workload::POD, workload::POD_COUNT),
        groups = counted(groups.len(), workload::GROUP_ONE, workload::GROUP_COUNT),
        count = on_each,
    )
}

fn preview(planner: Planner, set: &Arc<ManifestSet>, actions: ManifestActions) -> impl IntoView + use<> {
    let is_empty = set.pods.groups.is_empty();
    view! {
        <p data-testid="manifests-preview">
            {rich(
                t!(if is_empty { workload::EMPTY } else { workload::PICKED }),
                [
                    ("files", view! { <b>{set.title()}</b> }.into_any()),
                    ("pods", pods_in_words(set).into_any()),
                ],
            )}
        </p>
        <p class="actions">
            {(!is_empty).then(|| view! {
                <button type="button" class="primary" data-testid="manifests-use" on:click=move |_| actions.accept.run(())>
                    {t!(workload::USE)}
                </button>
            })}
            <button type="button" on:click=move |_| planner.manifests.picked.set(None)>{t!(data::LEAVE)}</button>
        </p>
        {autoscalers(set, actions)}
        {understood(set)}
        <h3>{t!(workload::BREAKS)}</h3>
        {findings(&set.understood.findings)}
    }
}

/// The choice between the least and the most replicas of autoscalers, where there is one.
fn autoscalers(set: &Arc<ManifestSet>, actions: ManifestActions) -> Option<impl IntoView + use<>> {
    let at_most = set.look.at_most;
    let choice = |this: bool, text: &'static str| {
        let set = Arc::clone(set);
        view! {
            <button
                type="button"
                aria-pressed=(at_most == this).to_string()
                on:click=move |_| actions.at_most.run((Arc::clone(&set), this))
            >
                {text}
            </button>
        }
    };
    set.understood.has_autoscalers.then(|| {
        view! {
            <p class="actions">
                <span class="seg" role="group" aria-label=t!(workload::AUTOSCALERS)>
                    {choice(false, t!(workload::AT_LEAST))}
                    {choice(true, t!(workload::AT_MOST))}
                </span>
            </p>
        }
    })
}

/// Notes, objects and groups of a set.
fn understood(set: &ManifestSet) -> impl IntoView + use<> {
    let outcomes = set.understood.outcomes.iter().map(|it| {
        let total: u32 = it.kinds.iter().map(|(_, count)| *count).sum();
        let kinds: Vec<String> = it.kinds.iter().map(|(kind, count)| times(*count, kind)).collect();
        view! {
            <tr>
                <th scope="row">{it.outcome.clone()}</th>
                <td class="num">{amount(f64::from(total), 0)}</td>
                <td>{kinds.join(", ")}</td>
            </tr>
        }
    });
    view! {
        {notes(&set.pods.notes, set.understood.notes_left_out)}
        <div class="scroll">
            <table class="facts wide" data-testid="manifest-kinds">
                <tbody>{outcomes.collect_view()}</tbody>
            </table>
        </div>
        {groups(set)}
    }
}

fn notes(notes: &[(String, String)], left_out: u64) -> Option<impl IntoView + use<>> {
    let faults = notes.iter().filter(|(level, _)| level == "fault").count();
    if notes.is_empty() {
        return None;
    }
    let n_notes = counted(notes.len(), workload::NOTE_ONE, workload::NOTE_COUNT);
    let title = match faults {
        0 => n_notes,
        1 => t!(workload::NOTES_FAULT, notes = n_notes),
        _ => t!(workload::NOTES_FAULTS, notes = n_notes, count = amount(faults as f64, 0)),
    };
    let rows = notes.iter().take(N_NOTES).map(|(level, text)| {
        let class = if level == "fault" { "badge fault" } else { "badge old" };
        view! { <li><span class=class>{level.clone()}</span> " " {text.clone()}</li> }
    });
    let rows = rows.collect_view();
    let more = notes.len().saturating_sub(N_NOTES) as u64 + left_out;
    let has_faults = faults > 0;
    Some(view! {
        <details class="why more" open={has_faults} data-testid="manifest-notes">
            <summary>{title}</summary>
            <ul class="notes">{rows} {(more > 0).then(|| view! { <li>{and_more(more)}</li> })}</ul>
        </details>
    })
}

fn groups(set: &ManifestSet) -> Option<impl IntoView + use<>> {
    let all = &set.pods.groups;
    let rows = all.iter().take(N_SHOWN).map(|group| {
        let replicas = match (group.is_per_node(), group.replicas_max) {
            (true, _) => t!(workload::EACH_NODE).to_owned(),
            (false, Some(most)) if most != group.replicas => {
                t!(workload::REPLICAS_TO, count = group.replicas, most = most)
            }
            (false, _) => amount(f64::from(group.replicas), 0),
        };
        let gib: f64 = group.volumes.iter().map(|volume| volume.gib).sum();
        let volumes = match group.volumes.len() {
            0 => "–".to_owned(),
            _ => format!("{} GiB", digits(gib)),
        };
        view! {
            <tr>
                <th scope="row">{group.name.clone()} " " <span class="src">{group.kind.name()}</span></th>
                <td class="num" data-label=t!(workload::PODS)>{replicas}</td>
                <td class="num" data-label=t!(workload::ASKS)>{resources(&group.request)}</td>
                <td class="num" data-label=t!(workload::VOLUMES_EACH)>{volumes}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let more = all.len().saturating_sub(N_SHOWN);
    (!all.is_empty()).then(|| {
        view! {
            <div class="scroll">
                <table class="types">
                    <thead>
                        <tr>
                            <th scope="col">{t!(workload::GROUP)}</th>
                            <th scope="col" class="num">{t!(workload::PODS)}</th>
                            <th scope="col" class="num">{t!(workload::ASKS)}</th>
                            <th scope="col" class="num">{t!(workload::VOLUMES_EACH)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(more > 0).then(|| view! { <p class="sub">{and_more(more as u64)}</p> })}
        }
    })
}

/// What would break, while manifests are the workload.
pub fn findings_card(planner: Planner) -> Option<impl IntoView + use<>> {
    let computed = planner.computed.get()?;
    let report = &computed.report;
    let zones = report.sizing.pools.first()?.nodes_per_zone.len();
    let files = report.workload.manifests.join(", ");
    let review: Vec<FindingText> = report.review.iter().cloned().map(FindingText::from).collect();
    (!files.is_empty()).then(|| {
        let sub = t!(workload::REVIEW, files = files, zones = zones);
        card(t!(workload::BREAKS), sub, findings(&review))
    })
}

fn findings(findings: &[FindingText]) -> impl IntoView + use<> {
    let row = |finding: &FindingText| {
        let class = if finding.severity == "stops" { "badge fault" } else { "badge old" };
        view! {
            <li>
                <span class=class>{finding.severity.clone()}</span> " "
                <b>{finding.subject.clone()}</b>
                {format!(": {}.", prose(&finding.fails))}
                <span class="mend">{t!(workload::MEND, mend = prose(&finding.mend))}</span>
            </li>
        }
    };
    let first = findings.iter().take(8).map(row).collect_view();
    let rest = findings.iter().skip(8).take(N_SHOWN).map(row).collect_view();
    let (has_rest, more) = (findings.len() > 8, findings.len().saturating_sub(8 + N_SHOWN));
    let title = match findings.len() {
        0 => t!(workload::NO_WEAKNESS).to_owned(),
        count => counted(count, workload::WEAKNESS, workload::WEAKNESSES),
    };
    view! {
        <div class="review" data-testid="findings">
            <p>{title}</p>
            <ul class="findings">{first}</ul>
            {has_rest.then(|| view! {
                <details class="why more">
                    <summary>{t!(workload::OTHERS)}</summary>
                    <ul class="findings">{rest}</ul>
                    {(more > 0).then(|| view! { <p>{and_more(more as u64)}</p> })}
                </details>
            })}
        </div>
    }
}
