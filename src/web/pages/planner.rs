//! The planner: fields on the left, answers on top, results in tabs.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::web::components::{
    FieldRow, GuideActions, ManifestActions, ManifestsInUse, Spoken, StartRow, Summary, WarningList, how,
};
use crate::web::focus::focus_soon;
use crate::web::later::{Scene, view as view_of};
use crate::web::session::Session;
use crate::web::state::{Asked, Planner, Section};
use crate::web::turns::{Drawn, Part};
use crate::web::words::{Word, differs_from_fields, frame, t};

/// A view of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Zones, nodes, pods.
    Layout,
    /// What runs.
    Workload,
    /// The bill.
    Cost,
    /// Downtime by cause.
    Availability,
    /// What happens after a failure.
    Recovery,
    /// Copies and what they bring back.
    Backups,
    /// Work to set up and to keep running.
    Effort,
    /// The five patterns side by side.
    Patterns,
    /// Plans that are kept, side by side.
    Compare,
    /// What results hang on.
    Sensitivity,
    /// The best plan.
    Optimise,
    /// Every figure of the model.
    Assumptions,
    /// Prices in use.
    Data,
    /// The models and their limits.
    Methods,
    /// Sources and limits.
    Notes,
}

/// Views that belong together, each with its name.
type Group = (Word, &'static [(Tab, &'static str, Word)]);

const GROUPS: [Group; 3] = [
    (
        frame::GROUP_RESULTS,
        &[
            (Tab::Layout, "layout", frame::TAB_LAYOUT),
            (Tab::Workload, "workload", frame::TAB_WORKLOAD),
            (Tab::Cost, "cost", frame::TAB_COST),
            (Tab::Availability, "availability", frame::TAB_AVAILABILITY),
            (Tab::Recovery, "recovery", frame::TAB_RECOVERY),
            (Tab::Backups, "backups", frame::TAB_BACKUPS),
            (Tab::Effort, "effort", frame::TAB_EFFORT),
            (Tab::Patterns, "patterns", frame::TAB_PATTERNS),
        ],
    ),
    (
        frame::GROUP_DECIDE,
        &[
            (Tab::Compare, "compare", frame::TAB_COMPARE),
            (Tab::Sensitivity, "sensitivity", frame::TAB_SENSITIVITY),
            (Tab::Optimise, "optimise", frame::TAB_OPTIMISE),
        ],
    ),
    (
        frame::GROUP_BEHIND,
        &[
            (Tab::Assumptions, "assumptions", frame::TAB_ASSUMPTIONS),
            (Tab::Data, "data", frame::TAB_DATA),
            (Tab::Methods, "methods", frame::TAB_METHODS),
            (Tab::Notes, "notes", frame::TAB_NOTES),
        ],
    ),
];

/// Every view, in the order of the page.
fn tabs() -> impl Iterator<Item = &'static (Tab, &'static str, Word)> {
    GROUPS.iter().flat_map(|(_, tabs)| tabs.iter())
}

/// The planner.
#[component]
pub fn PlannerPage(
    session: Session,
    #[prop(into)] edited: Callback<(&'static str, String)>,
    /// Called to try again what went wrong outside the plan.
    #[prop(into)]
    retry: Callback<()>,
    /// What is asked for of the guide.
    guide: GuideActions,
    /// Sets any key of the plan.
    set: Callback<(String, String)>,
    /// The view of the results.
    tab: RwSignal<Tab>,
    /// Whether a phone shows the fields rather than the results.
    editing: RwSignal<bool>,
    /// The parts that are drawn.
    drawn: Drawn,
) -> impl IntoView {
    let planner = session.planner;
    let manifests = session.manifest_actions();
    let go = Callback::new(move |(view, section): (&'static str, Option<&'static str>)| {
        let Some((found, ..)) = tabs().find(|(_, name, _)| *name == view) else { return };
        editing.set(false);
        planner.methods.section.set(section.map(str::to_owned));
        tab.set(*found);
        if section.is_none() {
            focus_soon("panel".to_owned());
        }
    });
    let go_to = Callback::new(move |path: &'static str| {
        editing.set(true);
        show_field(path);
    });
    let [summary_is_there, start_is_there, views_are_there, view_is_there] =
        [Part::Summary, Part::Start, Part::Views, Part::View].map(|part| drawn.has(part));
    let scene = Scene { session, edited, go_to, set };
    view! {
        {move || {
            summary_is_there.get().then(|| view! {
                <Summary planner />
                <Spoken planner />
                {move || session.arrival.get().later().map(|later| (later.explain)(session, go))}
            })
        }}
        <main class="columns" class:editing=move || editing.get()>
            <section class="plan" aria-label=t!(frame::PLAN)>
                {move || start_is_there.get().then(|| view! { <StartRow planner actions=guide /> })}
                {differs_from_fields().then(|| view! { <p class="sub">{t!(frame::TYPED)}</p> })}
                {planner
                    .computed
                    .get_untracked()
                    .map(|computed| {
                        let sections = computed.sections.iter().enumerate();
                        sections
                            .map(|(part, one)| {
                                let is_there = drawn.has(Part::Section(part));
                                let one = one.clone();
                                move || is_there.get().then(|| section(planner, &one, edited, manifests))
                            })
                            .collect_view()
                    })}
            </section>
            <div class="results" id="results">
                {move || {
                    views_are_there.get().then(|| view! {
                        <WarningList planner retry />
                        <Tabs tab />
                    })
                }}
                <div
                    class="view"
                    role="tabpanel"
                    id="panel"
                    tabindex="0"
                    aria-labelledby=move || format!("tab-{}", name(tab.get()))
                >
                    {move || hows(planner, tab.get())}
                    {move || view_is_there.get().then(|| view_of(scene, tab.get()))}
                </div>
            </div>
        </main>
    }
}

/// The answers of a view, each with the way to how it is calculated.
fn hows(planner: Planner, tab: Tab) -> Option<AnyView> {
    let asked: &[Asked] = match tab {
        Tab::Layout | Tab::Workload => &[Asked::Size],
        Tab::Cost => &[Asked::Cost],
        Tab::Availability => &[Asked::Availability],
        Tab::Recovery => &[Asked::Recovery, Asked::DataLoss],
        Tab::Backups => &[Asked::DataLoss],
        Tab::Effort => &[Asked::Effort, Asked::Setup],
        _ => return None,
    };
    Some(how(planner, asked))
}

/// Every view with its name.
pub fn views() -> impl Iterator<Item = (Tab, &'static str)> {
    tabs().map(|(tab, _, title)| (*tab, t!(*title)))
}

/// Opens the section of a field and puts the focus on it, once it is there.
pub fn show_field(path: &'static str) {
    let Ok(Some(section)) = document().query_selector(&format!("details[data-fields~='{path}']")) else {
        return;
    };
    // Where the section cannot be opened there is nothing to go to.
    let _ = section.set_attribute("open", "");
    focus_soon(format!("field-{path}"));
}

fn name(tab: Tab) -> &'static str {
    tabs().find(|(other, _, _)| *other == tab).map_or("", |(_, name, _)| name)
}

/// The section of the plan that manifests take the place of.
const WORKLOAD: &str = "workload";

/// One section of fields, which are drawn when it is opened for the first time. Which fields there
/// are does not change with the plan; what they show does.
fn section(
    planner: Planner,
    section: &Section,
    edited: Callback<(&'static str, String)>,
    manifests: ManifestActions,
) -> impl IntoView + use<> {
    let (id, title, open) = (section.id, section.title, section.open);
    let fields: Vec<&'static str> = section.fields.iter().map(|field| field.path).collect();
    let was_opened = RwSignal::new(open);
    let toggled = move |event: leptos::ev::Event| {
        if event_target::<web_sys::Element>(&event).has_attribute("open") {
            was_opened.set(true);
        }
    };
    let paths = fields.join(" ");
    let rows = {
        let fields = fields.clone();
        let is_to_be_drawn = Memo::new(move |_| was_opened.get());
        move || {
            let rows = fields.iter().map(|path| view! { <FieldRow planner path=*path edited /> });
            is_to_be_drawn.get().then(|| rows.collect_view())
        }
    };
    let digest = move || {
        let computed = planner.computed.get()?;
        let section = computed.sections.iter().find(|section| section.id == id)?;
        Some(section.digest.clone())
    };
    let exists = move || {
        planner.computed.with(|computed| {
            let sections = computed.iter().flat_map(|computed| &computed.sections);
            sections
                .filter(|section| section.id == id)
                .any(|section| section.fields.iter().any(|field| field.shown))
        })
    };
    let faults = move || planner.faults.with(|faults| fields.iter().any(|path| faults.contains_key(*path)));
    view! {
        <details open=open data-fields=paths hidden=move || !exists() on:toggle=toggled>
            <summary data-testid=format!("section-{id}")>
                {title}
                {move || faults().then(|| view! { <b class="faults">{t!(frame::TO_MEND)}</b> })}
                <span>{digest}</span>
            </summary>
            {(id == WORKLOAD).then(|| view! { <ManifestsInUse planner actions=manifests /> })}
            {rows}
        </details>
    }
}

/// Moves a row that is wider than the page so that one of its buttons is in the middle.
fn bring_into_sight(id: &str) {
    let button = document().get_element_by_id(id).and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(button) = button else { return };
    let Ok(Some(row)) = button.closest(".tabs") else { return };
    row.set_scroll_left(button.offset_left() - (row.client_width() - button.offset_width()) / 2);
}

/// The tabs, moved through with the arrow keys.
#[component]
fn Tabs(tab: RwSignal<Tab>) -> impl IntoView {
    let moved = move |event: leptos::ev::KeyboardEvent| {
        let all = tabs().count();
        let now = tabs().position(|(other, _, _)| *other == tab.get_untracked()).unwrap_or(0);
        let next = match event.key().as_str() {
            "ArrowRight" => (now + 1) % all,
            "ArrowLeft" => (now + all - 1) % all,
            "Home" => 0,
            "End" => all - 1,
            _ => return,
        };
        event.prevent_default();
        let Some((next, name, _)) = tabs().nth(next) else { return };
        tab.set(*next);
        let button = document().get_element_by_id(&format!("tab-{name}"));
        if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A button that cannot take the focus keeps working with the mouse.
            let _ = button.focus();
        }
    };
    // On a phone the tabs reach beyond its edge: the one that is open is brought into sight.
    Effect::new(move |_| {
        let id = format!("tab-{}", name(tab.get()));
        request_animation_frame(move || bring_into_sight(&id));
    });
    let button = move |(this, name, title): &(Tab, &'static str, Word)| {
        let this = *this;
        view! {
            <button
                type="button"
                role="tab"
                id=format!("tab-{name}")
                data-testid=format!("tab-{name}")
                aria-controls="panel"
                aria-selected=move || (tab.get() == this).to_string()
                tabindex=move || if tab.get() == this { "0" } else { "-1" }
                on:click=move |_| tab.set(this)
            >
                {t!(*title)}
            </button>
        }
    };
    let groups = GROUPS.map(|(title, tabs)| {
        // Its title is for the eye: who hears the page hears one row of views.
        view! { <div class="group" data-title=t!(title)>{tabs.iter().map(button).collect_view()}</div> }
    });
    view! {
        <div class="tabs" role="tablist" aria-label=t!(frame::RESULTS) on:keydown=moved>
            {groups}
        </div>
    }
}
