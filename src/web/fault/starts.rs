//! Starts that did not come to an end: after two of them in a row a tab starts with the reference plan.

use std::cell::Cell;

use leptos::prelude::window_event_listener_untyped;

use super::is_over;
use super::kept::set_saved_aside;
use crate::web::storage::{count_starts, search, set_starts, without_search};

/// What the address says when somebody asks for the reference plan.
pub(super) const WITH_REFERENCE: &str = "?start=reference";

/// How many starts in a row may fail before the page takes another way.
const MOST_FAILED: u32 = 2;

thread_local! {
    static IS_DONE: Cell<bool> = const { Cell::new(false) };
}

/// Notes that the page starts. Where it is to start with the reference plan, the saved plans are set aside.
pub fn begin_start() {
    let failed = count_starts();
    set_starts(failed + 1);
    // It is heard as long as the page is there.
    window_event_listener_untyped("pagehide", move |_| {
        // Somebody who leaves early has seen no fault.
        if !IS_DONE.get() && !is_over() {
            set_starts(failed);
        }
    });
    let is_asked = search() == WITH_REFERENCE;
    if is_asked {
        without_search();
    }
    if is_asked || failed >= MOST_FAILED {
        // Plans that cannot be set aside are opened once more rather than lost.
        let _ = set_saved_aside();
    }
}

/// Notes that the start came to its end.
pub fn end_start() {
    if !is_over() {
        IS_DONE.set(true);
        set_starts(0);
    }
}
