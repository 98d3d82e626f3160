//! Plays the decade: a moment that moves through it, and a veil over what is still to come.

use std::time::Duration;

use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;

use crate::engine::units::YEAR_HOURS;
use crate::web::charts::{place_of, row_height};

/// The decade, hours.
const DECADE: f64 = 10.0 * YEAR_HOURS;
/// How long the whole takes, and how often the picture moves.
const WHOLE: Duration = Duration::from_secs(12);
const FRAME: Duration = Duration::from_millis(40);

/// Plays a decade.
#[derive(Clone, Copy)]
pub struct Player {
    now: RwSignal<Option<f64>>,
    timer: RwSignal<Option<IntervalHandle>>,
}

/// A player that stands still; it stops with the part of the page that it is in.
pub fn player() -> Player {
    let player = Player { now: RwSignal::new(None), timer: RwSignal::new(None) };
    on_cleanup(move || player.halt());
    player
}

impl Player {
    /// Hours of the decade that are played; none where all of it is shown.
    pub fn now(self) -> Option<f64> {
        self.now.get()
    }

    /// Whether it moves.
    pub fn is_playing(self) -> bool {
        self.timer.with(Option::is_some)
    }

    fn halt(self) {
        if let Some(Some(timer)) = self.timer.try_get_untracked() {
            timer.clear();
            self.timer.set(None);
        }
    }

    /// Shows all of the decade.
    pub fn stop(self) {
        self.halt();
        self.now.set(None);
    }

    /// Plays on, or pauses.
    pub fn toggle(self) {
        if self.timer.with_untracked(Option::is_some) {
            self.halt();
            return;
        }
        // Who wants less motion sees one year after the other.
        let (every, hours) = if wants_less_motion() {
            (WHOLE / 10, YEAR_HOURS)
        } else {
            (FRAME, DECADE * FRAME.as_secs_f64() / WHOLE.as_secs_f64())
        };
        if self.now.get_untracked().is_none() {
            self.now.set(Some(0.0));
        }
        let timer = set_interval_with_handle(move || self.go_on(hours), every);
        // Without a timer there is nothing to play.
        self.timer.set(timer.ok());
    }

    fn go_on(self, hours: f64) {
        let next = self.now.get_untracked().unwrap_or(0.0) + hours;
        if next >= DECADE {
            self.stop();
        } else {
            self.now.set(Some(next));
        }
    }
}

fn wants_less_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// The moment that is played, as a line in its year, and a veil over what is to come.
pub fn cover(player: Player) -> impl IntoView {
    let (top, row, left, right) = row_height();
    move || {
        let now = player.now()?;
        let (year, part) = place_of(now, YEAR_HOURS);
        let y = top + row * year as f64;
        let x = format!("calc({left}px + (100% - {}px) * {part:.4})", left + right);
        Some(view! {
            {covering("veil", x.clone(), y, row)}
            {covering("veil", format!("{left}px"), y + row, row * (9 - year) as f64)}
            {covering("moment", x, y, row)}
        })
    }
}

/// An element over the drawing, from `left` on.
fn covering(class: &'static str, left: String, top: f64, height: f64) -> impl IntoView {
    let (top, height) = (format!("{top}px"), format!("{height}px"));
    view! { <div class=class aria-hidden="true" style:left=left style:top=top style:height=height></div> }
}
