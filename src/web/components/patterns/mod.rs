//! The five patterns side by side, the failover of the plan's own, and what to buy instead.

mod buy;
mod failover;
mod order;
mod table;

use leptos::prelude::*;

use self::order::Order;
use crate::web::state::Planner;

/// The view of the patterns.
#[component]
pub fn PatternsView(planner: Planner, edited: Callback<(&'static str, String)>) -> impl IntoView {
    let order = RwSignal::new(Order::default());
    let patterns = move || {
        let computed = planner.computed.get()?;
        Some(table::patterns(&computed.report, order, edited))
    };
    let rest = move || {
        let computed = planner.computed.get()?;
        let report = &computed.report;
        Some(view! {
            {report.pattern.failover.as_ref().map(|found| failover::failover(&report.pattern, found))}
            {report.build_or_buy.as_ref().map(buy::build_or_buy)}
        })
    };
    view! { <div class="stack">{patterns} {rest}</div> }
}
