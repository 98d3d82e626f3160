//! Warnings, sources and what is not covered.

use leptos::prelude::*;

use super::card;
use super::terms::glossary;
use crate::engine::report::{Report, general_warnings};
use crate::web::state::{Planner, Shown, Unmarked};
use crate::web::words::{Word, data, date, frame, notes, prose, state, t};

/// Warnings of the present plan, and faults that belong to no field.
#[component]
pub fn WarningList(planner: Planner, retry: Callback<()>) -> impl IntoView {
    let trouble = move || {
        planner.trouble.get().map(|text| {
            view! {
                <p class="note bad" role="alert" data-testid="trouble">
                    {text} " "
                    <button type="button" on:click=move |_| retry.run(())>{t!(notes::TRY_AGAIN)}</button>
                </p>
            }
        })
    };
    let loading = move || {
        planner.loading.get().map(|_| view! { <p class="note" role="status">{t!(notes::FETCHING)}</p> })
    };
    let awaited = move || {
        planner.awaits_part.get().then(|| {
            view! { <p class="note" role="status" data-testid="part-awaited">{t!(frame::PART_AWAITED)}</p> }
        })
    };
    let dropped = move || {
        let dropped = planner.dropped.get();
        (!dropped.is_empty()).then(|| {
            let text = t!(notes::DROPPED, fields = dropped.join(", "));
            view! { <p class="note" role="status" data-testid="dropped">{text}</p> }
        })
    };
    let named = Memo::new(move |_| planner.unmarked());
    let general = move || {
        let text = planner.faults.with(|faults| faults.get("").cloned());
        let text = text.filter(|text| named.with(|named| named.iter().all(|one| one.fault != *text)));
        text.map(|text| view! { <p class="note bad" role="alert">{text}</p> })
    };
    let faulty = move || {
        let count = planner.faults.with(|faults| faults.len());
        (count > 0).then(|| {
            let text =
                t!(if count == 1 { notes::FAULTY_FIELD } else { notes::FAULTY_FIELDS }, count = count,);
            let whose = match planner.shown() {
                Shown::Own => t!(notes::LAST_GOOD).to_owned(),
                Shown::Reference => t!(notes::OF_REFERENCE).to_owned(),
                Shown::Before => t!(notes::OF_BEFORE).to_owned(),
                Shown::Other(name) => t!(notes::OF_OTHER, name = name),
            };
            view! {
                <p class="note bad" role="status" data-testid="stale">
                    {text} " " {whose}
                </p>
            }
        })
    };
    let unmarked = move || {
        let told = |one: Unmarked| {
            let name = t!(state::TAKE_OUT, name = one.name);
            let text = t!(notes::UNMARKED, key = one.name, fault = one.fault);
            let button = (!one.fields.is_empty()).then(|| {
                let take_out = move |_| {
                    planner.take_out(&one);
                    retry.run(());
                };
                view! { " " <button type="button" data-testid="take-out" on:click=take_out>{name}</button> }
            });
            view! { <p class="note bad" role="alert" data-testid="unmarked">{text} {button}</p> }
        };
        named.get().into_iter().map(told).collect_view()
    };
    let warnings = move || {
        planner.computed.get().map(|computed| {
            general_warnings(&computed.report)
                .map(|warning| view! { <p class="note" role="status">{prose(&warning.message)}</p> })
                .collect_view()
        })
    };
    view! { {trouble} {loading} {awaited} {dropped} {general} {faulty} {unmarked} {warnings} }
}

/// What the vendor states, what is left out, and which data was read.
#[component]
pub fn NotesView(planner: Planner) -> impl IntoView {
    let content = move || {
        let computed = planner.computed.get()?;
        Some(notes(&computed.report))
    };
    view! { <div class="stack">{content}</div> }
}

/// What the kinds of stated figures are called; the rest of their key says what of.
const STATED: [(&str, Word); 9] = [
    ("activity-", notes::ACTIVITY),
    ("cycle-", notes::CYCLE),
    ("task-", notes::TASK),
    ("team-", notes::TEAM),
    ("typical-", notes::TYPICAL),
    ("provider-", notes::ON_PROVIDER),
    ("monthly-effort", notes::MONTHLY_EFFORT),
    ("setup-team", notes::SETUP_TEAM),
    ("setup", notes::SETUP),
];

/// Keys of what is stated that are names in short.
const SHORT: [(&str, &str); 8] = [
    ("rto", "RTO"),
    ("rpo", "RPO"),
    ("rtt", "RTT"),
    ("aws", "AWS"),
    ("azure", "Azure"),
    ("gcp", "GCP"),
    ("openshift", "OpenShift"),
    ("dr", "DR"),
];

/// What a stated figure is called.
fn stated_name(metric: &str) -> String {
    let named = |key: &str| {
        let word =
            |word: &str| SHORT.iter().find(|(own, _)| *own == word).map_or(word, |(_, name)| name).to_owned();
        key.split('-').map(word).collect::<Vec<_>>().join(" ")
    };
    match STATED.iter().find_map(|(key, word)| Some((*word, metric.strip_prefix(key)?))) {
        Some((word, what)) => t!(word, what = named(what)),
        None => named(metric),
    }
}

fn notes(report: &Report) -> impl IntoView + use<> {
    let stated = report.vendor_stated.iter().map(|entry| {
        view! {
            <tr>
                <th scope="row">{stated_name(&entry.metric)}</th>
                <td>{entry.stated.text.clone()}</td>
            </tr>
        }
    });
    let source = report.vendor_stated.first().map_or_else(String::new, |entry| entry.source.clone());
    let gaps = report.not_covered.iter().map(|gap| {
        view! { <tr><th scope="row">{gap.topic}</th><td>{gap.what}</td></tr> }
    });
    let warnings = report.warnings.iter().map(|warning| {
        view! { <tr><th scope="row">{warning.path.clone()}</th><td>{prose(&warning.message)}</td></tr> }
    });
    let oldest =
        report.catalogue.oldest.map_or_else(|| t!(data::UNDATED).to_owned(), |day| date(&day.to_string()));
    view! {
        {card(
            t!(notes::STATED),
            t!(notes::STATED_HOW, source = source),
            view! { <table class="facts wide"><tbody>{stated.collect_view()}</tbody></table> },
        )}
        {card(
            t!(notes::GAPS),
            t!(notes::GAPS_HOW),
            view! { <table class="facts wide"><tbody>{gaps.collect_view()}</tbody></table> },
        )}
        {(!report.warnings.is_empty())
            .then(|| {
                let rows = warnings.collect_view();
                card(t!(notes::WARNINGS), "", view! { <table class="facts wide"><tbody>{rows}</tbody></table> })
            })}
        {card(
            t!(notes::DATA),
            t!(notes::DATA_HOW),
            view! {
            <table class="facts wide">
                <tbody>
                    <tr><th scope="row">{t!(notes::CATALOGUE)}</th><td>{report.catalogue.digest.clone()}</td></tr>
                    <tr><th scope="row">{t!(notes::OLDEST)}</th><td>{oldest}</td></tr>
                    <tr><th scope="row">{t!(notes::JUDGED_ON)}</th><td>{date(&report.as_of.to_string())}</td></tr>
                    <tr><th scope="row">{t!(notes::PLAN)}</th><td>{report.plan_digest.clone()}</td></tr>
                    <tr><th scope="row">{t!(notes::ENGINE)}</th><td>{report.engine_version}</td></tr>
                </tbody>
            </table>
            },
        )}
        {glossary()}
    }
}

#[cfg(test)]
mod tests {
    use super::stated_name;

    #[test]
    fn what_is_stated_has_a_name_for_people() {
        for (key, name) in [
            ("rto", "RTO"),
            ("activity-dr-drill", "Hours each time: DR drill"),
            ("cycle-patching", "How often: patching"),
            ("setup-team", "Team for the setup"),
            ("provider-aws", "On AWS"),
        ] {
            assert_eq!(stated_name(key), name);
        }
    }
}
