//! Saving the plans in the browser, opening them with the page, and other tabs that do the same.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::Session;
use super::unread::readable;
use crate::web::components::KeepActions;
use crate::web::fault::{last_aside, note_known, note_plan, take_aside};
use crate::web::state::{Aside, Bench, OtherTab, Saved, StepName};
use crate::web::storage::{Key, Unstored, now_ms, save, store, stored, tab_name};
use crate::web::words::{fault, state, t};

/// How long after an edit the plans are saved.
const PAUSE: Duration = Duration::from_millis(300);

/// What this tab knows of what is saved.
#[derive(Clone)]
pub(super) struct Keeper {
    tab: String,
    /// The text that this tab has read or written last; another text is another tab's.
    known: Option<String>,
    /// The plans that are saved, or with which the page began.
    pub(super) saved: Option<Bench>,
    /// Counts edits: only the last of several in a row saves.
    edits: u32,
    /// Whether it was said that nothing can be saved.
    has_told: bool,
    /// Whether a text that cannot be read stands where plans are saved, as there was no room elsewhere.
    pub(super) is_in_place: bool,
}

impl Keeper {
    pub(super) fn new() -> Self {
        Self { tab: tab_name(), known: None, saved: None, edits: 0, has_told: false, is_in_place: false }
    }
}

impl Session {
    /// Opens the plans that are saved, and saves what becomes of them from now on.
    pub(super) fn keep_plans(self) {
        let keep = self.planner.keep;
        let found = stored(Key::Plans).ok().flatten();
        if let Some(text) = &found {
            let opened = Saved::read(text).and_then(|saved| {
                let when = saved.saved_ms;
                self.planner.open_saved(saved, None).map(|()| when)
            });
            match opened {
                Ok(when) => {
                    keep.resumed.set(Some(when));
                    self.recompute();
                }
                Err(fault) => self.take_unread(text, fault),
            }
        }
        self.offer_unread();
        self.offer_aside();
        let is_in_place = self.keeper.with_value(|keeper| keeper.is_in_place);
        note_known(found.clone().filter(|_| !is_in_place));
        let begun = self.planner.bench();
        self.keeper.update_value(|keeper| (keeper.known, keeper.saved) = (found, Some(begun)));
        self.watch_edits();
        self.watch_tabs();
    }

    fn watch_edits(self) {
        let planner = self.planner;
        Effect::new(move |_| {
            planner.fields.track();
            planner.manifests.in_use.track();
            planner.scenarios.list.track();
            planner.scenarios.active.track();
            self.keeper.update_value(|keeper| keeper.edits += 1);
            let edit = self.keeper.with_value(|keeper| keeper.edits);
            set_timeout(
                move || {
                    if self.keeper.with_value(|keeper| keeper.edits) == edit {
                        self.save_plans();
                    }
                },
                PAUSE,
            );
        });
        // A page that is left at once has its last edit saved as well.
        let left = window_event_listener_untyped("pagehide", move |_| self.save_plans());
        on_cleanup(move || left.remove());
    }

    fn watch_tabs(self) {
        let heard = window_event_listener(leptos::ev::storage, move |event| {
            if event.key().is_none_or(|key| key == Key::Plans.name()) {
                self.look_for_other_tab();
            }
        });
        on_cleanup(move || heard.remove());
    }

    /// Tells where another tab has changed what is saved. Gives back whether one has.
    fn look_for_other_tab(self) -> bool {
        let Ok(found) = stored(Key::Plans) else { return false };
        let keep = self.planner.keep;
        if self.keeper.with_value(|keeper| keeper.known == found) {
            keep.other_tab.set(None);
            return false;
        }
        keep.other_tab.set(Some(match found.as_deref().map(Saved::read) {
            Some(Ok(saved)) => OtherTab::Saved(saved.saved_ms),
            Some(Err(fault)) => OtherTab::Unread(fault),
            None => OtherTab::Removed,
        }));
        true
    }

    /// Saves the plans where they have changed and no other tab has saved its own since.
    pub(super) fn save_plans(self) {
        let bench = self.planner.bench();
        let (tab, is_same) =
            self.keeper.with_value(|keeper| (keeper.tab.clone(), keeper.saved.as_ref() == Some(&bench)));
        let is_in_place = self.keeper.with_value(|keeper| keeper.is_in_place);
        if is_same || is_in_place || self.look_for_other_tab() {
            return;
        }
        // The reference plan is there without being saved.
        let text = self.planner.present_plans(&tab, now_ms());
        match store(Key::Plans, text.as_deref()) {
            Ok(()) => {
                self.planner.keep.unkept.set(None);
                note_known(text.clone());
                self.keeper.update_value(|keeper| {
                    (keeper.known, keeper.saved, keeper.has_told) = (text, Some(bench), false);
                });
            }
            Err(problem) => self.tell_unkept(problem),
        }
    }

    /// Puts the plans where they can be read after a fault, before they are computed: an edit is saved
    /// only later, and what it leads to may fail.
    pub(super) fn note_plans(self) {
        let tab = self.keeper.with_value(|keeper| keeper.tab.clone());
        note_plan(self.planner.present_toml(), self.planner.present_plans(&tab, now_ms()));
    }

    /// Says once that the plans are not saved.
    fn tell_unkept(self, problem: Unstored) {
        if !self.keeper.with_value(|keeper| keeper.has_told) {
            self.keeper.update_value(|keeper| keeper.has_told = true);
            self.planner.keep.unkept.set(Some(Arc::new(problem)));
        }
    }

    /// Saves this tab's plans over those of the other.
    fn keep_mine(self) {
        let found = stored(Key::Plans).ok().flatten();
        if let Some(text) = &found
            && let Err(fault) = readable(text)
        {
            self.take_unread(text, fault);
        }
        note_known(found.clone());
        self.keeper.update_value(|keeper| (keeper.known, keeper.saved) = (found, None));
        self.planner.keep.other_tab.set(None);
        self.save_plans();
    }

    /// Opens the plans of the other tab; a step back brings this tab's.
    fn open_other(self) {
        let found = stored(Key::Plans).ok().flatten();
        let keep = self.planner.keep;
        let opened = match found.as_deref() {
            None => {
                self.planner.start_fresh();
                Ok(())
            }
            Some(text) => Saved::read(text).and_then(|saved| {
                self.planner.open_saved(saved, Some(StepName::Done(state::OPEN_OTHER_TAB)))
            }),
        };
        if let Err(fault) = opened {
            keep.other_tab.set(Some(OtherTab::Unread(fault)));
            return;
        }
        note_known(found.clone());
        let bench = self.planner.bench();
        self.keeper.update_value(|keeper| (keeper.known, keeper.saved) = (found, Some(bench)));
        keep.other_tab.set(None);
        self.recompute();
    }

    /// What the bars of saved plans ask for.
    pub fn keep_actions(self) -> KeepActions {
        let keep = self.planner.keep;
        KeepActions {
            undo: Callback::new(move |()| self.go(self.planner.undo())),
            redo: Callback::new(move |()| self.go(self.planner.redo())),
            fresh: Callback::new(move |()| {
                keep.resumed.set(None);
                self.planner.start_fresh();
                self.recompute();
            }),
            mine: Callback::new(move |()| self.keep_mine()),
            other: Callback::new(move |()| self.open_other()),
            save_unread: Callback::new(move |()| self.save_unread()),
            open_aside: Callback::new(move |()| self.open_aside()),
            save_aside: Callback::new(move |()| self.hand_out_unread(&last_aside().unwrap_or_default())),
            forget_aside: Callback::new(move |()| {
                // What cannot be taken away stays, and is offered at the next start.
                let _ = take_aside();
                self.offer_aside();
            }),
            change_version: Callback::new(move |()| self.change_version()),
            forget_unread: Callback::new(move |()| self.forget_unread()),
        }
    }

    /// Offers a plan that was set aside.
    fn offer_aside(self) {
        self.planner.keep.aside.set(last_aside().map(|_| Aside::Kept));
    }

    /// Opens the plans that were set aside last; a step back brings those of now.
    fn open_aside(self) {
        let Some(text) = last_aside() else { return self.offer_aside() };
        let opened = Saved::read(&text)
            .and_then(|saved| self.planner.open_saved(saved, Some(StepName::Done(fault::STEP_ASIDE))));
        match opened {
            Ok(()) => self.recompute(),
            Err(fault) => self.planner.keep.aside.set(Some(Aside::Unread(fault))),
        }
        self.planner.keep.resumed.set(None);
    }

    /// Offers a file to save, and says where the browser refuses.
    pub(super) fn hand_out(self, name: &str, media_type: &str, text: &str) {
        if save(name, media_type, text).is_err() {
            self.planner.trouble.set(Some(t!(state::NOT_SAVED).to_owned()));
        }
    }

    fn go(self, went: bool) {
        if went {
            self.recompute();
        }
    }
}
