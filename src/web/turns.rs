//! Long work in turns, so that the browser may paint and answer between them.

use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Goes on in the next turn of the browser's event loop.
pub async fn next_turn() {
    let later = Promise::new(&mut |resolve, _| {
        // A promise that nobody waits for any more is nothing to mend.
        set_timeout(move || drop(resolve.call0(&JsValue::UNDEFINED)), Duration::ZERO);
    });
    // It is never rejected.
    let _ = JsFuture::from(later).await;
}

/// How long a turn computes before the page may answer, milliseconds: less than a frame.
const TURN_MS: f64 = 10.0;

/// The turn that work is done in.
pub struct Turn {
    end: f64,
}

impl Turn {
    /// A turn that begins now.
    pub fn begin() -> Self {
        Self { end: now() + TURN_MS }
    }

    /// Whether it has taken as long as it may.
    pub fn is_over(&self) -> bool {
        now() > self.end
    }

    /// Goes on in the next turn if this one has taken as long as it may; says whether it did.
    pub async fn give_way(&mut self) -> bool {
        let is_over = self.is_over();
        if is_over {
            next_turn().await;
            *self = Self::begin();
        }
        is_over
    }
}

/// Milliseconds since the page was opened; 0 where the browser has no clock.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// How much of the page is drawn: its parts come one in a turn when it starts, and all at once
/// when it is drawn anew.
#[derive(Clone, Copy)]
pub struct Drawn(RwSignal<usize>);

/// The parts of the page, in the order in which they come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What the header offers.
    Offers,
    /// Bars below it.
    Bars,
    /// The answers.
    Summary,
    /// The row above the fields.
    Start,
    /// A section of the fields, by its place; the last ones come together.
    Section(usize),
    /// Warnings and the row of views.
    Views,
    /// The view.
    View,
    /// What opens over the page, and the foot.
    Dialogs,
}

/// Sections that come one in a turn.
const SECTIONS: usize = 10;
/// How many parts there are.
const PARTS: usize = SECTIONS + 7;

impl Part {
    /// Its place among all parts, from 0.
    fn place(self) -> usize {
        match self {
            Self::Offers => 0,
            Self::Bars => 1,
            Self::Summary => 2,
            Self::Start => 3,
            Self::Section(place) => 4 + place.min(SECTIONS - 1),
            Self::Views => SECTIONS + 4,
            Self::View => SECTIONS + 5,
            Self::Dialogs => SECTIONS + 6,
        }
    }
}

impl Drawn {
    /// Nothing yet.
    pub fn new() -> Self {
        Self(RwSignal::new(0))
    }

    /// Whether a part is to be there. It stays.
    pub fn has(self, part: Part) -> Memo<bool> {
        Memo::new(move |_| self.0.get() > part.place())
    }

    /// Draws all parts, one in a turn.
    pub async fn all(self) {
        for parts in 1..=PARTS {
            next_turn().await;
            self.0.set(parts);
        }
        next_turn().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_a_place_of_its_own() {
        let mut parts = vec![Part::Offers, Part::Bars, Part::Summary, Part::Start];
        parts.extend((0..SECTIONS).map(Part::Section));
        parts.extend([Part::Views, Part::View, Part::Dialogs]);
        assert!(parts.iter().map(|part| part.place()).eq(0..PARTS), "in order, without a gap");
        assert_eq!(Part::Section(99).place(), Part::Section(SECTIONS - 1).place());
    }
}
