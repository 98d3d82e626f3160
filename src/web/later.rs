//! What is fetched once the page runs: every view but the first, two dialogs, files to save, laws
//! where no worker computes them. What is named here, and the code that nothing else calls, is a
//! program of its own, which `cargo xtask build` splits off.

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::components::{
    AssumptionsView, AvailabilityView, BackupsView, BillView, CompareView, DataView, EffortView,
    ExplainDialog, GoToView, Guide, GuideActions, LayoutView, MethodsView, NotesView, OptimiseView,
    PatternsView, RecoveryView, SensitivityView, WorkloadView,
};
use super::pages::Tab;
use super::session::Session;
use super::words::{frame, t};

/// What the second program does, by functions that are in it.
#[derive(Clone, Copy)]
pub struct Later {
    /// Draws a view.
    view: fn(Scene, Tab) -> AnyView,
    /// Draws the guide.
    pub guide: fn(Session, GuideActions) -> AnyView,
    /// Draws the dialog that explains answers.
    pub explain: fn(Session, GoToView) -> AnyView,
    /// Does something.
    pub deed: fn(Session, Deed),
}

/// What the page has the second program do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Save the report as CSV.
    Csv,
    /// Save a pack of tables.
    Pack,
    /// Save the variables of the vendor's Terraform module.
    Tfvars,
    /// Save the values for Helm.
    Helm,
    /// Compute the laws of these results.
    Laws(u32),
}

/// How far the second program is.
#[derive(Clone, Copy)]
pub enum Arrival {
    /// It has not come yet.
    Awaited,
    /// It is there.
    There(Later),
    /// It could not be fetched.
    Failed,
}

impl Arrival {
    /// It, where it is there.
    pub const fn later(self) -> Option<Later> {
        match self {
            Self::There(later) => Some(later),
            Self::Awaited | Self::Failed => None,
        }
    }
}

/// What views are drawn with.
#[derive(Clone, Copy)]
pub struct Scene {
    /// State and workers.
    pub session: Session,
    /// Sets a field of the plan.
    pub edited: Callback<(&'static str, String)>,
    /// Shows a field of the plan.
    pub go_to: Callback<&'static str>,
    /// Sets any key of the plan.
    pub set: Callback<(String, String)>,
}

/// Fetches the second program, where it is not there.
///
/// # Errors
/// It could not be had; it may be asked for again.
#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn fetched() -> Result<Later, SplitLoaderError> {
    Ok(Later { view: draw, guide, explain, deed })
}

/// A view: the first at once, the others when the second program is there.
pub fn view(scene: Scene, tab: Tab) -> AnyView {
    let Scene { session, edited, .. } = scene;
    if tab == Tab::Layout {
        return view! { <LayoutView planner=session.planner edited /> }.into_any();
    }
    match session.arrival.get() {
        Arrival::There(later) => (later.view)(scene, tab),
        Arrival::Awaited => view! { <p class="sub" role="status" data-testid="view-awaited">{t!(frame::AWAITED)}</p> }.into_any(),
        Arrival::Failed => view! {
            <p class="note bad" role="alert" data-testid="view-not-fetched">
                {t!(frame::NOT_FETCHED)}
                " "
                <button type="button" class="small" data-testid="fetch-again" on:click=move |_| session.fetch_later()>
                    {t!(frame::FETCH_AGAIN)}
                </button>
            </p>
        }
        .into_any(),
    }
}

fn draw(scene: Scene, tab: Tab) -> AnyView {
    let Scene { session, edited, go_to, set } = scene;
    let planner = session.planner;
    match tab {
        Tab::Layout => ().into_any(),
        Tab::Workload => view! { <WorkloadView planner actions=session.manifest_actions() /> }.into_any(),
        Tab::Cost => view! { <BillView planner go_to edited /> }.into_any(),
        Tab::Availability => {
            view! { <AvailabilityView planner edited actions=session.simulation_actions() /> }.into_any()
        }
        Tab::Recovery => view! { <RecoveryView planner /> }.into_any(),
        Tab::Backups => view! { <BackupsView planner /> }.into_any(),
        Tab::Effort => view! { <EffortView planner /> }.into_any(),
        Tab::Patterns => view! { <PatternsView planner edited /> }.into_any(),
        Tab::Compare => view! { <CompareView planner actions=session.decide_actions() /> }.into_any(),
        Tab::Sensitivity => {
            view! { <SensitivityView planner edited actions=session.decide_actions() /> }.into_any()
        }
        Tab::Optimise => {
            view! { <OptimiseView planner edited actions=session.decide_actions() /> }.into_any()
        }
        Tab::Data => view! { <DataView planner actions=session.actions() /> }.into_any(),
        Tab::Assumptions => view! { <AssumptionsView planner set /> }.into_any(),
        Tab::Methods => {
            let load = Callback::new(move |()| session.load_methods());
            view! { <MethodsView planner load /> }.into_any()
        }
        Tab::Notes => view! { <NotesView planner /> }.into_any(),
    }
}

fn guide(session: Session, actions: GuideActions) -> AnyView {
    view! { <Guide planner=session.planner actions /> }.into_any()
}

fn explain(session: Session, go: GoToView) -> AnyView {
    view! { <ExplainDialog planner=session.planner go /> }.into_any()
}

fn deed(session: Session, deed: Deed) {
    match deed {
        Deed::Csv => session.save_csv(),
        Deed::Pack => session.save_pack(),
        Deed::Tfvars => session.save_tfvars(),
        Deed::Helm => session.save_helm_values(),
        Deed::Laws(edition) => session.compute_laws(edition),
    }
}
