//! Backups: which copies are there on a day, what they take, what they bring back and what
//! they leave open.

mod calendar;
mod durability;
mod losses;
mod proof;
mod retention;

use leptos::prelude::*;

use crate::web::state::Planner;

/// The view of backups.
#[component]
pub fn BackupsView(planner: Planner) -> impl IntoView {
    // The chosen day of the calendar outlives an edit; none is the last day of the horizon.
    let day = RwSignal::new(None::<usize>);
    let content = move || {
        let computed = planner.computed.get()?;
        let report = &computed.report;
        Some(view! {
            {calendar::calendar(computed.clone(), day)}
            {retention::retention(report)}
            <div class="two">{proof::findings(report)} {proof::proof(report)}</div>
            {losses::losses(report)}
            {durability::durability(planner, report)}
        })
    };
    view! { <div class="stack">{content}</div> }
}
