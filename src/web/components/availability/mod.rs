//! How available the layout is, what takes it down, what is not known of that, and how it looks
//! when it is run.

mod classes;
mod decade;
mod doubt;
mod promises;
mod run;
mod waits;
mod year;

use leptos::prelude::*;

use self::classes::classes;
use self::decade::DecadeCard;
use self::doubt::doubt;
use self::promises::promises;
use self::run::RunCard;
use self::waits::waits;
use self::year::{facts, year};
use crate::web::state::Planner;

/// What is asked for of simulations.
#[derive(Clone, Copy)]
pub struct SimulationActions {
    /// Tells the decade of a seed.
    pub tell: Callback<u64>,
    /// Begins a run over many years with a seed.
    pub run: Callback<u64>,
    /// Stops it.
    pub cancel: Callback<()>,
}

/// The availability view.
#[component]
pub fn AvailabilityView(
    planner: Planner,
    #[prop(into)] edited: Callback<(&'static str, String)>,
    actions: SimulationActions,
) -> impl IntoView {
    let exact = move || {
        let computed = planner.computed.get()?;
        Some(view! {
            {waits(planner, &computed.report, edited)}
            <div class="two">{year(&computed)} {facts(&computed.report)}</div>
            {classes(&computed.report)}
            {doubt(planner, &computed.report)}
        })
    };
    let contract = move || planner.computed.get().map(|computed| promises(&computed.report));
    view! {
        <div class="stack">
            {exact}
            <DecadeCard planner tell=actions.tell />
            <RunCard planner actions />
            {contract}
        </div>
    }
}
