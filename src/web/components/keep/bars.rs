//! Bars above the answers: which plan is open, what is saved, what another tab did, links.

use leptos::html::Input;
use leptos::prelude::*;

use super::incoming::IncomingBar;
use super::{KeepActions, ShareActions};
use crate::web::state::{Link, Planner};

/// All bars; each is there only when there is something to tell.
#[component]
pub fn KeepBars(planner: Planner, keep: KeepActions, share: ShareActions) -> impl IntoView {
    let state = planner.keep;
    let resumed = move || {
        state.resumed.get().map(|when| {
            view! {
                <p class="bar-note" role="status" data-testid="resumed">
                    <span>{format!("Your plan of {when} is open.")}</span>
                    <button type="button" class="small" data-testid="start-fresh" on:click=move |_| keep.fresh.run(())>
                        "Start fresh"
                    </button>
                    {dismiss(move || state.resumed.set(None))}
                </p>
            }
        })
    };
    let opened = move || {
        state.opened.get().map(|origin| {
            view! {
                <p class="bar-note" role="status" data-testid="opened">
                    <span>{format!("The plan of {origin} is open; Undo brings back the one before.")}</span>
                    {dismiss(move || state.opened.set(None))}
                </p>
            }
        })
    };
    let other_tab = move || {
        state.other_tab.get().map(|what| {
            let told = format!("Another tab {what}. Until you choose, the plan of this tab is not saved.");
            view! {
                <p class="bar-note bad" role="alert" data-testid="other-tab">
                    <span>{told}</span>
                    <button type="button" class="small" data-testid="keep-mine" on:click=move |_| keep.mine.run(())>
                        "Save this tab's plan instead"
                    </button>
                    <button type="button" class="small" data-testid="open-other" on:click=move |_| keep.other.run(())>
                        "Go on with the other's"
                    </button>
                </p>
            }
        })
    };
    let unread = move || {
        state.unread.get().map(|found| {
            let told = format!("The saved plan cannot be read: found {found}. This is the reference plan.");
            view! {
                <p class="bar-note bad" role="alert" data-testid="unread">
                    <span>{told}</span>
                    <button type="button" class="small" data-testid="save-unread" on:click=move |_| keep.save_unread.run(())>
                        "Save what was found as a file"
                    </button>
                    <button type="button" class="small" data-testid="forget-unread" on:click=move |_| keep.forget_unread.run(())>
                        "Forget it"
                    </button>
                </p>
            }
        })
    };
    let unkept = move || {
        state.unkept.get().map(|why| {
            let told = format!(
                "Your plan is not saved here: {why}. It is lost when the page closes; copy a link or save a plan file."
            );
            view! {
                <p class="bar-note bad" role="alert" data-testid="unkept">
                    <span>{told}</span>
                    {dismiss(move || state.unkept.set(None))}
                </p>
            }
        })
    };
    let refused = move || {
        state.refused.get().map(|why| {
            view! {
                <p class="bar-note bad" role="alert" data-testid="plan-refused">
                    <span>{format!("{why} The plan here stays as it is.")}</span>
                    {dismiss(move || state.refused.set(None))}
                </p>
            }
        })
    };
    view! {
        {other_tab} {unread} {unkept} {refused}
        <IncomingBar planner share />
        {opened} {resumed}
        <LinkBar planner />
    }
}

/// The button that takes a bar away.
pub(super) fn dismiss(run: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class="small away" aria-label="Dismiss" on:click=move |_| run()>"✕"</button>
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
                    <span>{told}</span> {by_hand} {dismiss(move || state.set(None))}
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
