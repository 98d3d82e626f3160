//! The second program: fetched once the page runs, and again when it is needed and could not be had.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use crate::web::later::{Arrival, Deed, fetched};
use crate::web::words::{frame, t};

impl Session {
    /// Fetches the second program, where it is not there: what it has drawn stays.
    pub fn fetch_later(self) {
        if self.has_arrived() {
            return;
        }
        self.arrival.set(Arrival::Awaited);
        spawn_local(async move {
            self.arrive().await;
        });
    }

    /// Has the second program do something, once it is there.
    pub fn have_done(self, deed: Deed) {
        spawn_local(async move {
            match self.arrive().await.later() {
                Some(later) => (later.deed)(self, deed),
                None => self.tell_missing(),
            }
        });
    }

    /// Fetches the second program again when a dialog of it is asked for that could not be had.
    pub fn watch_dialogs(self) {
        let (sheet, asked) = (self.planner.guide.sheet, self.planner.explain.asked);
        Effect::new(move |_| {
            let is_asked_for = sheet.with(Option::is_some) || asked.with(Option::is_some);
            if !is_asked_for || !matches!(self.arrival.get(), Arrival::Failed) {
                return;
            }
            spawn_local(async move {
                if self.arrive().await.later().is_none() {
                    sheet.set(None);
                    asked.set(None);
                    self.tell_missing();
                }
            });
        });
    }

    /// Waits for the second program.
    async fn arrive(self) -> Arrival {
        let arrival = fetched().await.map_or(Arrival::Failed, Arrival::There);
        // A view that stands is not drawn anew for a program that was there.
        if !self.has_arrived() {
            self.arrival.set(arrival);
        }
        arrival
    }

    fn has_arrived(self) -> bool {
        self.arrival.with_untracked(|arrival| arrival.later().is_some())
    }

    fn tell_missing(self) {
        self.planner.trouble.set(Some(t!(frame::NOT_FETCHED).to_owned()));
    }
}
