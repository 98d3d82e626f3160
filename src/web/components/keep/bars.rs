//! Bars above the answers: which plan is open, what is saved, what another tab did, links.

use leptos::html::Input;
use leptos::prelude::*;

use super::incoming::IncomingBar;
use super::{KeepActions, ShareActions};
use crate::web::state::{Link, Planner};

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
    let told = |signal: RwSignal<Option<String>>, bar: fn(&str, KeepActions) -> Bar| -> Told {
        Box::new(move || signal.get().map(|text| show(with_away(bar(&text, keep), signal))))
    };
    let warnings = [
        told(state.other_tab, other_tab),
        told(state.unread, unread),
        told(state.unkept, unkept),
        told(state.refused, refused),
    ];
    let news = [told(state.opened, opened), told(state.resumed, resumed)];
    view! {
        {warnings.into_iter().collect_view()}
        <IncomingBar planner share />
        {news.into_iter().collect_view()}
        <LinkBar planner />
    }
}

/// A bar without a choice can be taken away, and so can what only tells.
fn with_away(bar: Bar, signal: RwSignal<Option<String>>) -> Bar {
    let is_choice = bar.is_bad && !bar.buttons.is_empty();
    let away = Callback::new(move |()| signal.set(None));
    Bar { away: (!is_choice).then_some(away), ..bar }
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

fn other_tab(what: &str, keep: KeepActions) -> Bar {
    Bar {
        id: "other-tab",
        is_bad: true,
        told: format!("Another tab {what}. Until you choose, the plan of this tab is not saved."),
        buttons: vec![
            ("keep-mine", "Save this tab's plan instead", keep.mine),
            ("open-other", "Go on with the other's", keep.other),
        ],
        away: None,
    }
}

fn unread(found: &str, keep: KeepActions) -> Bar {
    Bar {
        id: "unread",
        is_bad: true,
        told: format!("A saved plan cannot be read: found {found}. It is kept until you forget it."),
        buttons: vec![
            ("save-unread", "Save what was found as a file", keep.save_unread),
            ("forget-unread", "Forget it", keep.forget_unread),
        ],
        away: None,
    }
}

fn unkept(why: &str, _: KeepActions) -> Bar {
    let told = format!(
        "Your plan is not saved here: {why}. It is lost when the page closes; copy a link or save a plan file."
    );
    Bar { id: "unkept", is_bad: true, told, buttons: Vec::new(), away: None }
}

fn refused(why: &str, _: KeepActions) -> Bar {
    let told = format!("{why} The plan here stays as it is.");
    Bar { id: "plan-refused", is_bad: true, told, buttons: Vec::new(), away: None }
}

fn opened(origin: &str, _: KeepActions) -> Bar {
    let told = format!("The plan of {origin} is open; Undo brings back the one before.");
    Bar { id: "opened", is_bad: false, told, buttons: Vec::new(), away: None }
}

fn resumed(when: &str, keep: KeepActions) -> Bar {
    let told = format!("Your plan of {when} is open.");
    let buttons = vec![("start-fresh", "Start fresh", keep.fresh)];
    Bar { id: "resumed", is_bad: false, told, buttons, away: None }
}

/// The button that takes a bar away.
fn dismiss(run: Callback<()>) -> impl IntoView {
    view! {
        <button type="button" class="small away" aria-label="Dismiss" on:click=move |_| run.run(())>"✕"</button>
    }
}

/// What became of the link that was made last.
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
                    ("bar-note", in_words("Link copied", &address, left_out), None)
                }
                Link::ByHand(address, left_out) => {
                    let told =
                        in_words("The browser does not let it be copied; the link", &address, left_out);
                    ("bar-note", told, Some(address))
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
                        aria-label="Link to the plan"
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
fn in_words(what: &str, address: &str, left_out: Option<String>) -> String {
    let told = format!("{what}: {} letters that hold the plan; no server keeps it.", address.len());
    left_out.map_or_else(|| told.clone(), |left_out| format!("{told} {left_out}"))
}
