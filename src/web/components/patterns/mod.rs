//! The five patterns on one table, what the plan's own holds where, and the vendor's hosted
//! offers beside the plan.

mod hosted;
mod own;
mod table;
mod words;

use leptos::prelude::*;

use self::table::SortBy;
use crate::web::state::Planner;

/// The view of patterns.
#[component]
pub fn PatternsView(planner: Planner, edited: Callback<(&'static str, String)>) -> impl IntoView {
    let sort = RwSignal::new(SortBy::default());
    let content = move || {
        let computed = planner.computed.get()?;
        let report = &computed.report;
        Some(view! {
            {table::table(report, sort, edited)}
            {own::own(report)}
            {hosted::hosted(report)}
        })
    };
    view! { <div class="stack" aria-busy=move || planner.is_fetching.get().to_string()>{content}</div> }
}
