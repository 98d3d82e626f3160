//! Faults of the page itself. A panic leaves the program unusable, so what is shown then needs
//! nothing of it: the plan is put where it is kept, and a dialog of plain links says what
//! happened, hands the plan out and starts anew.

mod dialog;
mod kept;
mod starts;
mod stray;

use std::cell::Cell;
use std::panic::PanicHookInfo;

pub use kept::{last_aside, note_known, note_plan, take_aside};
pub use starts::{begin_start, end_start};

thread_local! {
    /// Whether a fault has ended the page.
    static IS_OVER: Cell<bool> = const { Cell::new(false) };
}

/// Sees to it that faults are told from now on.
pub fn watch() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        end(&what_happened(info));
    }));
    stray::listen();
}

/// Keeps the plan and shows what happened, once.
fn end(what: &str) {
    if !IS_OVER.replace(true) {
        dialog::show(&kept::rescue(), what);
    }
}

fn is_over() -> bool {
    IS_OVER.get()
}

/// Message and place of a panic.
fn what_happened(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map(|place| format!("\n{}:{}", place.file(), place.line()));
    let payload = info.payload();
    let message =
        payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
    format!("{}{}", message.unwrap_or_default(), place.unwrap_or_default())
}
