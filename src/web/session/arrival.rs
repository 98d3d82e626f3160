//! The second program: fetched once the page runs, and again when it is needed and could not be had.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use super::versions::{tell_broken, tell_started};
use crate::web::later::{Arrival, Deed, fetched};
use crate::web::words::{frame, t};

/// How long it may take to come before that is told; it is taken when it comes later all the same.
const PATIENCE: Duration = Duration::from_secs(30);

/// What waits for the second program.
#[derive(Default)]
pub(super) struct Awaiting {
    /// Counts the times that it was asked for.
    attempt: u32,
    /// Whether it is on its way.
    is_on_its_way: bool,
    /// What it is to do, each thing once.
    deeds: Vec<Deed>,
    /// Whether it was said at the top that it could not be had.
    has_told: bool,
}

impl Session {
    /// Fetches the second program, where it is not there: what it has drawn stays.
    pub fn fetch_later(self) {
        if self.has_arrived() || self.awaiting.with_value(|awaiting| awaiting.is_on_its_way) {
            return;
        }
        self.awaiting.update_value(|awaiting| {
            awaiting.attempt += 1;
            awaiting.is_on_its_way = true;
        });
        let attempt = self.awaiting.with_value(|awaiting| awaiting.attempt);
        self.arrival.set(Arrival::Awaited);
        spawn_local(async move {
            let arrival = fetched().await.map_or(Arrival::Failed, Arrival::There);
            if arrival.later().is_none() {
                // What is kept of it in the browser may be broken.
                tell_broken();
            }
            self.take_later(attempt, arrival);
        });
        set_timeout(move || self.take_later(attempt, Arrival::Failed), PATIENCE);
    }

    /// Has the second program do something, once it is there. What is asked for again meanwhile is done once.
    pub fn have_done(self, deed: Deed) {
        if let Some(later) = self.arrival.with_untracked(|arrival| arrival.later()) {
            return (later.deed)(self, deed);
        }
        self.awaiting.update_value(|awaiting| {
            if !awaiting.deeds.contains(&deed) {
                awaiting.deeds.push(deed);
            }
        });
        self.planner.awaits_part.set(true);
        self.fetch_later();
    }

    /// Tries again what could not be had.
    pub fn retry(self) {
        self.fetch_later();
        self.recompute();
    }

    /// Fetches the second program again when a dialog of it is asked for that could not be had.
    pub fn watch_dialogs(self) {
        let (sheet, asked) = (self.planner.guide.sheet, self.planner.explain.asked);
        Effect::new(move |_| {
            let is_asked_for = sheet.with(Option::is_some) || asked.with(Option::is_some);
            if is_asked_for && !self.has_arrived() {
                self.planner.awaits_part.set(true);
                self.fetch_later();
            }
        });
    }

    /// Takes the second program, or that it does not come, and does what waits for it.
    fn take_later(self, attempt: u32, arrival: Arrival) {
        let later = arrival.later();
        let is_current =
            self.awaiting.with_value(|awaiting| awaiting.is_on_its_way && awaiting.attempt == attempt);
        // A view that stands is not drawn anew for a program that was there.
        if self.has_arrived() || (later.is_none() && !is_current) {
            return;
        }
        // Only now are files kept for later: before, they would have taken the network from it.
        tell_started();
        self.planner.awaits_part.set(false);
        let mut deeds = Vec::new();
        let mut has_told = false;
        self.awaiting.update_value(|awaiting| {
            awaiting.is_on_its_way = false;
            deeds = std::mem::take(&mut awaiting.deeds);
            has_told = std::mem::take(&mut awaiting.has_told);
        });
        let Some(later) = later else { return self.go_without(arrival, &deeds) };
        self.arrival.set(arrival);
        if has_told {
            self.planner.trouble.set(None);
            // They may have been among what was not done.
            if self.planner.waits_for_laws(self.planner.edition()) {
                self.ask_laws();
            }
        }
        deeds.into_iter().for_each(|deed| (later.deed)(self, deed));
    }

    /// Tells whoever waits that the second program does not come: dialogs close, deeds are not done.
    fn go_without(self, arrival: Arrival, deeds: &[Deed]) {
        let (sheet, asked) = (self.planner.guide.sheet, self.planner.explain.asked);
        let is_asked_for = sheet.with_untracked(Option::is_some) || asked.with_untracked(Option::is_some);
        sheet.set(None);
        asked.set(None);
        self.arrival.set(arrival);
        if is_asked_for || !deeds.is_empty() {
            self.awaiting.update_value(|awaiting| awaiting.has_told = true);
            self.planner.trouble.set(Some(t!(frame::NOT_FETCHED).to_owned()));
        }
    }

    fn has_arrived(self) -> bool {
        self.arrival.with_untracked(|arrival| arrival.later().is_some())
    }
}
