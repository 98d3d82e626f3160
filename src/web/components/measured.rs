//! The width that pictures have, which follows the window.

use leptos::html::Div;
use leptos::prelude::*;

/// What the card around a picture takes of the width, pixels.
const FRAME: f64 = 34.0;
/// The width of a picture before it is known, and the least it is drawn in, pixels.
const WIDTH: f64 = 960.0;
const LEAST_WIDTH: f64 = 260.0;

/// The width that a picture has in a card that fills this element.
pub fn width_within(whole: NodeRef<Div>) -> RwSignal<f64> {
    let width = RwSignal::new(WIDTH);
    let fit = move || {
        if let Some(whole) = whole.get_untracked() {
            let inside = f64::from(whole.client_width()) - FRAME;
            if inside > 0.0 {
                width.set(inside.max(LEAST_WIDTH));
            }
        }
    };
    Effect::new(move |_| {
        whole.track();
        fit();
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| fit());
    on_cleanup(move || resized.remove());
    width
}
