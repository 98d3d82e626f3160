//! The page: a Leptos single-page app over the engine.
//!
//! Charts get plain numbers; components also the state; pages put components
//! together; a session is state and workers; the app is the shell around all. What any of
//! them says is in `words`; what is fetched only once the page runs is named in `later`.

mod app;
mod charts;
mod client;
mod commands;
mod components;
mod fault;
mod focus;
mod later;
mod pages;
mod session;
mod state;
mod storage;
mod turns;
mod words;

/// What the page reads that others may have written: links, plans, and what the browser kept.
pub use state::{Saved, SavedFault, pack, read_plan, unpack};

/// Mounts the page.
pub fn run() {
    fault::watch();
    focus::keep_focus();
    app::mount();
}
