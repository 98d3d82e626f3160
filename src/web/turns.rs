//! Long work in turns, so that the browser may paint and answer between them.

use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Goes on in the next turn of the browser's event loop.
pub async fn next_turn() {
    let later = Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                // A promise that nobody waits for any more is nothing to mend.
                let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
            },
            Duration::ZERO,
        );
    });
    // It is never rejected.
    let _ = JsFuture::from(later).await;
}

/// How much of the page is drawn: its parts come one in a turn when it starts, and all at once
/// when it is drawn anew.
#[derive(Clone, Copy)]
pub struct Drawn(RwSignal<usize>);

/// More parts than a page has.
const PARTS: usize = 16;

impl Drawn {
    /// Nothing yet.
    pub fn new() -> Self {
        Self(RwSignal::new(0))
    }

    /// Whether a part, counted from 0, is to be there. It stays.
    pub fn has(self, part: usize) -> Memo<bool> {
        Memo::new(move |_| self.0.get() > part.min(PARTS - 1))
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
