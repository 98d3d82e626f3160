//! What keeps plans: steps back, what is saved, links and files.

mod bars;
mod header;
mod incoming;

pub use bars::KeepBars;
pub use header::{PlanMenu, UndoButtons};

use leptos::prelude::*;

/// What is asked for of steps and of saved plans.
#[derive(Clone, Copy)]
pub struct KeepActions {
    /// Take a step back.
    pub undo: Callback<()>,
    /// Do it again.
    pub redo: Callback<()>,
    /// Go back to the reference plan.
    pub fresh: Callback<()>,
    /// Save this tab's plans over those of another tab.
    pub mine: Callback<()>,
    /// Open the plans of another tab.
    pub other: Callback<()>,
    /// Save what could not be read as a file.
    pub save_unread: Callback<()>,
    /// Forget what could not be read.
    pub forget_unread: Callback<()>,
    /// Open what was set aside after a fault.
    pub open_aside: Callback<()>,
    /// Save it as a file, where it cannot be read.
    pub save_aside: Callback<()>,
    /// Forget it.
    pub forget_aside: Callback<()>,
    /// Change to the newer version of the page.
    pub change_version: Callback<()>,
}

/// What is asked for of links and files.
#[derive(Clone, Copy)]
pub struct ShareActions {
    /// Copy a link to the plan.
    pub copy: Callback<()>,
    /// Open the plan that is offered; beside the present one or in its place.
    pub open: Callback<bool>,
    /// A plan file was picked.
    pub pick: Callback<web_sys::HtmlInputElement>,
    /// Save the plan as a file; as JSON or as TOML.
    pub save: Callback<bool>,
    /// Save the results as a pack of tables.
    pub pack: Callback<()>,
}
