//! The last plan in a place that can be read after a panic, when the state of the page cannot.

use std::cell::RefCell;

use crate::web::storage::{Key, add, all, store, stored, take_last};

/// The plans as they were when they were computed last.
#[derive(Clone, Default)]
struct Kept {
    /// The plan that was open, as a plan file.
    toml: Option<String>,
    /// All plans as they are saved; none where there is nothing but the reference plan.
    plans: Option<String>,
    /// What this tab has read or saved last.
    known: Option<String>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// Where the plan is after a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Where it is opened from at the next start.
    Saved,
    /// Beside the plan of another tab.
    Aside,
    /// Nowhere: the browser refused.
    Nowhere,
}

/// What is left of the plan after a fault.
pub(super) struct Rescued {
    /// Where it is.
    pub place: Place,
    /// The plan that was open, as a plan file, where it was known.
    pub toml: Option<String>,
}

/// Notes the plan that is about to be computed: as a plan file, and all plans as they are saved.
pub fn note_plan(toml: String, plans: Option<String>) {
    change(|kept| (kept.toml, kept.plans) = (Some(toml), plans));
}

/// Notes what this tab has read or saved last.
pub fn note_known(known: Option<String>) {
    change(|kept| kept.known = known);
}

fn change(how: impl FnOnce(&mut Kept)) {
    KEPT.with(|kept| {
        if let Ok(mut kept) = kept.try_borrow_mut() {
            how(&mut kept);
        }
    });
}

/// Puts the last plan where it is kept: an edit may not have been saved yet.
pub(super) fn rescue() -> Rescued {
    let kept = KEPT.with(|kept| kept.try_borrow().map(|kept| kept.clone()).unwrap_or_default());
    let place = match (kept.plans, stored(Key::Plans)) {
        // Nothing was computed yet, or it was the reference plan: what is saved stays.
        (None, _) => Place::Saved,
        (Some(_), Err(_)) => Place::Nowhere,
        (Some(plans), Ok(found)) if found.as_ref() == Some(&plans) => Place::Saved,
        (Some(plans), Ok(found)) if found == kept.known => {
            store(Key::Plans, Some(&plans)).map_or(Place::Nowhere, |()| Place::Saved)
        }
        (Some(plans), Ok(_)) => put_aside(&plans).map_or(Place::Nowhere, |()| Place::Aside),
    };
    Rescued { place, toml: kept.toml }
}

/// Puts plans beside those that are opened at the next start. Earlier ones stay.
///
/// # Errors
/// Why it cannot be done, in words.
pub(super) fn put_aside(plans: &str) -> Result<(), String> {
    add(Key::Aside, plans)
}

/// The plans that were set aside last.
pub fn last_aside() -> Option<String> {
    all(Key::Aside).ok()?.pop()
}

/// Forgets the plans that were set aside last.
///
/// # Errors
/// Why it cannot be done, in words.
pub fn take_aside() -> Result<(), String> {
    take_last(Key::Aside)
}

/// Sets the saved plans aside, so that the page starts with the reference plan.
///
/// # Errors
/// Why it cannot be done, in words.
pub(super) fn set_saved_aside() -> Result<(), String> {
    if let Some(plans) = stored(Key::Plans)? {
        put_aside(&plans)?;
        store(Key::Plans, None).map_err(|why| why.to_string())?;
    }
    Ok(())
}
