//! Bars above the answers: which plan is open, what is saved, what another tab did, links.

use leptos::html::Input;
use leptos::prelude::*;

use super::incoming::IncomingBar;
use super::{KeepActions, ShareActions};
use crate::web::state::{Aside, Link, Opened, Origin, OtherTab, Planner, Refused, Unread, Why};
use crate::web::storage::moment;
use crate::web::words::{Word, fault, guide, keep, t};

/// A bar: what it says, whether it is a warning, and what can be done.
struct Bar {
    id: &'static str,
    is_bad: bool,
    told: String,
    buttons: Vec<(&'static str, &'static str, Callback<()>)>,
    away: Option<Callback<()>>,
}

/// A bar as long as there is something to tell. All are of one type, which keeps the page small.
type Told = Box<dyn Fn() -> Option<AnyView> + Send>;

/// All bars; each is there only when there is something to tell.
#[component]
pub fn KeepBars(planner: Planner, keep: KeepActions, share: ShareActions) -> impl IntoView {
    let state = planner.keep;
    let warnings = [
        told(keep, state.other_tab, other_tab),
        told(keep, state.unread, unread),
        told(keep, state.unkept, unkept),
        told(keep, state.refused, refused),
        told(keep, state.aside, aside),
        told(keep, state.worker, worker),
    ];
    let news = [
        told(keep, state.newer, newer),
        told(keep, state.opened, opened),
        told(keep, state.resumed, resumed),
    ];
    view! {
        {warnings.into_iter().collect_view()}
        <IncomingBar planner share />
        {news.into_iter().collect_view()}
        <LinkBar planner />
    }
}

/// The bar of what there is to tell. One without a choice can be taken away, and so can what
/// only tells.
fn told<T>(actions: KeepActions, signal: RwSignal<Option<T>>, bar: fn(&T, KeepActions) -> Bar) -> Told
where
    T: Clone + Send + Sync + 'static,
{
    Box::new(move || {
        let bar = bar(&signal.get()?, actions);
        let is_choice = bar.is_bad && !bar.buttons.is_empty();
        let away = Callback::new(move |()| signal.set(None));
        Some(show(Bar { away: (!is_choice).then_some(away), ..bar }))
    })
}

fn show(bar: Bar) -> AnyView {
    let buttons = bar.buttons.into_iter().map(|(id, text, run)| {
        view! { <button type="button" class="small" data-testid=id on:click=move |_| run.run(())>{text}</button> }
    });
    let buttons = buttons.collect_view();
    view! {
        <p
            class="bar-note"
            class:bad=bar.is_bad
            role=if bar.is_bad { "alert" } else { "status" }
            data-testid=bar.id
        >
            <span>{bar.told}</span>
            {buttons}
            {bar.away.map(dismiss)}
        </p>
    }
    .into_any()
}

fn other_tab(what: &OtherTab, actions: KeepActions) -> Bar {
    let told = match what {
        OtherTab::Saved(ms) => t!(keep::OTHER_SAVED, when = moment(*ms)),
        OtherTab::Unread(fault) => t!(keep::OTHER_UNREAD, fault = fault),
        OtherTab::Removed => t!(keep::OTHER_REMOVED).to_owned(),
    };
    let mut buttons = vec![("keep-mine", t!(keep::KEEP_MINE), actions.mine)];
    // What cannot be read cannot be gone on with.
    if !matches!(what, OtherTab::Unread(_)) {
        buttons.push(("open-other", t!(keep::OPEN_OTHER), actions.other));
    }
    Bar { id: "other-tab", is_bad: true, told, buttons, away: None }
}

fn unread(unread: &Unread, actions: KeepActions) -> Bar {
    let told = if unread.is_in_place { keep::UNREAD_IN_PLACE } else { keep::UNREAD };
    Bar {
        id: "unread",
        is_bad: true,
        told: t!(told, found = unread.fault),
        buttons: vec![
            ("save-unread", t!(keep::SAVE_UNREAD), actions.save_unread),
            ("forget-unread", t!(keep::FORGET_UNREAD), actions.forget_unread),
        ],
        away: None,
    }
}

fn unkept(why: &Why, _: KeepActions) -> Bar {
    let told = t!(keep::UNKEPT, why = why);
    Bar { id: "unkept", is_bad: true, told, buttons: Vec::new(), away: None }
}

fn refused(refused: &Refused, _: KeepActions) -> Bar {
    let why = refused.why.to_string();
    let why = why.trim_end_matches('.');
    let told = match &refused.origin {
        Origin::Link => t!(keep::REFUSED_LINK, why = why),
        Origin::File(name) => t!(keep::REFUSED_FILE, file = name, why = why),
    };
    Bar { id: "plan-refused", is_bad: true, told, buttons: Vec::new(), away: None }
}

fn aside(aside: &Aside, actions: KeepActions) -> Bar {
    let (told, first) = match aside {
        Aside::Kept => {
            (t!(fault::ASIDE).to_owned(), ("open-aside", t!(fault::OPEN_ASIDE), actions.open_aside))
        }
        Aside::Unread(found) => (
            t!(fault::ASIDE_UNREAD, found = found),
            ("save-aside", t!(keep::SAVE_UNREAD), actions.save_aside),
        ),
    };
    let buttons = vec![first, ("forget-aside", t!(fault::FORGET_ASIDE), actions.forget_aside)];
    Bar { id: "aside", is_bad: true, told, buttons, away: None }
}

fn worker(told: &String, _: KeepActions) -> Bar {
    Bar { id: "worker-stopped", is_bad: true, told: String::clone(told), buttons: Vec::new(), away: None }
}

fn opened(opened: &Opened, _: KeepActions) -> Bar {
    let told = match opened {
        Opened::Elsewhere(Origin::Link) => t!(keep::OPENED_LINK).to_owned(),
        Opened::Elsewhere(Origin::File(name)) => t!(keep::OPENED_FILE, file = name),
        Opened::Guide => t!(guide::OPENED_GUIDE).to_owned(),
        Opened::Preset(title) => t!(guide::OPENED_PRESET, title = t!(*title)),
    };
    Bar { id: "opened", is_bad: false, told, buttons: Vec::new(), away: None }
}

fn resumed(saved_ms: &f64, actions: KeepActions) -> Bar {
    let told = t!(keep::RESUMED, when = moment(*saved_ms));
    let buttons = vec![("start-fresh", t!(keep::START_FRESH), actions.fresh)];
    Bar { id: "resumed", is_bad: false, told, buttons, away: None }
}

fn newer(_: &(), actions: KeepActions) -> Bar {
    let told = t!(keep::NEWER).to_owned();
    let buttons = vec![("change-version", t!(keep::CHANGE_VERSION), actions.change_version)];
    Bar { id: "newer-version", is_bad: false, told, buttons, away: None }
}

/// The button that takes a bar away.
fn dismiss(run: Callback<()>) -> impl IntoView {
    view! {
        <button type="button" class="small away" aria-label=t!(keep::DISMISS) on:click=move |_| run.run(())>"✕"</button>
    }
}

/// What became of the link or the file that was made last.
#[component]
fn LinkBar(planner: Planner) -> impl IntoView {
    let state = planner.keep.link;
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // A field that cannot take the focus can still be copied from.
            let _ = field.focus();
            field.select();
        }
    });
    let bar = move || {
        state.get().map(|link| {
            let (class, told, by_hand) = match link {
                Link::Copied(address, left_out) => {
                    ("bar-note", in_words(keep::COPIED, &address, left_out), None)
                }
                Link::ByHand(address, left_out) => {
                    let told = in_words(keep::BY_HAND, &address, left_out);
                    ("bar-note", told, Some(address))
                }
                Link::Saved(file, left_out) => {
                    ("bar-note", format!("{} {left_out}", t!(keep::SAVED_FILE, file = file)), None)
                }
                Link::Refused(why) => ("bar-note bad", why, None),
            };
            let by_hand = by_hand.map(|address| {
                view! {
                    <input
                        type="text"
                        readonly
                        node_ref=field
                        data-testid="link-field"
                        aria-label=t!(keep::LINK)
                        value=address
                    />
                }
            });
            view! {
                <p class=class role="status" data-testid="link-told">
                    <span>{told}</span> {by_hand} {dismiss(Callback::new(move |()| state.set(None)))}
                </p>
            }
        })
    };
    view! { {bar} }
}

/// What is said of a link: its length, and what it leaves out.
fn in_words(told: Word, address: &str, left_out: Option<String>) -> String {
    let told = t!(told, count = address.len());
    left_out.map_or_else(|| told.clone(), |left_out| format!("{told} {left_out}"))
}
