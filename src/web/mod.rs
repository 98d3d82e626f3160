//! The page: a Leptos single-page app over the engine.
//!
//! Charts get plain numbers; components also the state; pages put components
//! together; the app is the shell around them.

mod app;
mod charts;
mod client;
mod components;
mod pages;
mod state;
mod storage;

/// Mounts the page.
pub fn run() {
    console_error_panic_hook::set_once();
    app::mount();
}
