//! Saved plans that cannot be read: kept, handed out as a file, and forgotten when someone says so.

use leptos::prelude::*;

use super::Session;
use crate::web::state::{Saved, SavedFault, Unread};
use crate::web::storage::{Key, add, all, store, stored};

/// Whether saved plans can be opened.
pub(super) fn readable(text: &str) -> Result<(), SavedFault> {
    Saved::read(text).and_then(Saved::plans).map(drop)
}

/// The texts that stood where plans are saved and cannot be read.
fn unread() -> Vec<String> {
    all(Key::Unread).unwrap_or_default()
}

impl Session {
    /// Tells of a text that could not be read at an earlier start: it stays until someone says that it can go.
    pub(super) fn offer_unread(self) {
        let told = self.planner.keep.unread;
        if told.with_untracked(Option::is_none)
            && let Some(Err(fault)) = unread().last().map(|text| readable(text))
        {
            told.set(Some(Unread { fault, is_in_place: false }));
        }
    }

    /// Keeps a text that cannot be read, beside those of before. Where there is no room it stays where it
    /// is, and no plan takes its place.
    pub(super) fn take_unread(self, text: &str, fault: SavedFault) {
        let is_in_place = add(Key::Unread, text).is_err();
        self.keeper.update_value(|keeper| keeper.is_in_place = is_in_place);
        self.planner.keep.unread.set(Some(Unread { fault, is_in_place }));
    }

    /// Forgets the texts that cannot be read, and saves the plans where one stood in their place.
    pub(super) fn forget_unread(self) {
        self.planner.keep.unread.set(None);
        // What cannot be taken away stays, and is not asked for again.
        let _ = store(Key::Unread, None);
        let is_there = stored(Key::Plans).ok().flatten().is_some_and(|text| readable(&text).is_err());
        if is_there || self.keeper.with_value(|keeper| keeper.is_in_place) {
            self.keeper.update_value(|keeper| (keeper.is_in_place, keeper.saved) = (false, None));
            self.save_plans();
        }
    }

    /// Hands out all texts that cannot be read.
    pub(super) fn save_unread(self) {
        let mut texts = unread();
        if self.keeper.with_value(|keeper| keeper.is_in_place) {
            texts.extend(stored(Key::Plans).ok().flatten());
        }
        self.hand_out_unread(&texts.join("\n\n"));
    }

    /// Hands out what cannot be read.
    pub(super) fn hand_out_unread(self, text: &str) {
        self.hand_out("zoneplan-unread.txt", "text/plain;charset=utf-8", text);
    }
}
