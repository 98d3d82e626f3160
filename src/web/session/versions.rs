//! Newer versions of the page, which are offered and never forced.
//!
//! `public/install.js` keeps the page in the browser and says what is ready; here it becomes a bar.

use leptos::ev::Custom;
use leptos::prelude::*;
use web_sys::Event;

use super::Session;

/// The page is whole: what is kept in the browser may be seen to.
const STARTED: &str = "zoneplan-started";
/// A newer version is ready.
const NEWER: &str = "zoneplan-newer";
/// What is kept of the page in the browser may be broken.
const BROKEN: &str = "zoneplan-broken";
/// Change to it.
const CHANGE: &str = "zoneplan-change";

impl Session {
    /// Offers a newer version when one is ready.
    pub(super) fn watch_versions(self) {
        let newer = self.planner.keep.newer;
        let look = move || {
            let is_ready = document().document_element().is_some_and(|root| root.has_attribute("data-newer"));
            newer.set(is_ready.then_some(()));
        };
        look();
        let listener = window_event_listener(Custom::<Event>::new(NEWER), move |_| look());
        on_cleanup(move || listener.remove());
    }

    /// Changes to the newer version, with what was edited last saved.
    pub(super) fn change_version(self) {
        self.save_plans();
        tell(CHANGE);
    }
}

/// Says that a part of the page could not be had: what is kept of it in the browser may be broken.
pub(super) fn tell_broken() {
    tell(BROKEN);
}

/// Says that the page runs, and needs nothing more to be whole.
pub fn tell_started() {
    tell(STARTED);
}

fn tell(what: &str) {
    // Where nobody can be told nobody listens either.
    if let Ok(event) = Event::new(what) {
        let _ = window().dispatch_event(&event);
    }
}
