//! The shell: header, theme, and the page.

use std::time::Duration;

use js_sys::Array;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;

use crate::bundled;
use crate::engine::catalogue::{Catalogue, Reading};

use super::commands::{Places, commands};
use super::components::{
    AboutField, KeepBars, KeepScenario, LanguageChoice, Palette, PlanMenu, ScenarioBar, Terms, UndoButtons,
    open_guide,
};
use super::fault::{begin_start, end_start};
use super::later::Deed;
use super::pages::{PlannerPage, Tab};
use super::session::{Session, Speech, tell_started};
use super::state::{Planner, Sheet, Shown};
use super::turns::{Drawn, Part, Turn, next_turn};
use super::words::{Language, Word, chosen, frame, guide, t};

/// How long the page is to run before its start counts as done: what the first results lead to comes
/// after them.
const SETTLED: Duration = Duration::from_secs(2);

/// Mounts the app in the page's body, in place of what the build wrote there. Data are read, the
/// reference plan is computed and the page is drawn in turns, between which the browser may
/// scroll and paint; until all is there the answers of the build stay, and a failure leaves them.
pub fn mount() {
    begin_start();
    spawn_local(async {
        match read_data().await {
            Ok(catalogue) => {
                let planner = Planner::of(catalogue);
                next_turn().await;
                if planner.begin().is_none() {
                    let mut turn = Turn::begin();
                    while planner.advance().is_none() {
                        turn.give_way().await;
                    }
                }
                next_turn().await;
                let drawn = Drawn::new();
                mount_to_body(move || view! { <Running planner drawn /> });
                drawn.all().await;
            }
            Err(fault) => {
                mount_to_body(move || view! { <DataFaulty fault /> });
                tell_started();
            }
        }
        if let Some(boot) = document().get_element_by_id("boot") {
            boot.remove();
        }
        set_timeout(end_start, SETTLED);
    });
}

/// Reads the data that the page carries, file by file.
async fn read_data() -> Result<Catalogue, String> {
    let mut reading = Reading::default();
    let mut turn = Turn::begin();
    for file in bundled::first_files() {
        reading.add(&file);
        turn.give_way().await;
    }
    reading.finish().map_err(|faults| faults.first().map_or_else(String::new, ToString::to_string))
}

#[component]
fn DataFaulty(fault: String) -> impl IntoView {
    view! { <p class="note bad" role="alert">{t!(frame::DATA_FAULTY, fault = fault)}</p> }
}

/// On the event `zoneplan-bench` runs the plan as often as it says and leaves the
/// milliseconds of each run in the document's `data-bench`.
fn listen_for_bench(session: Session) {
    let run = Closure::<dyn Fn(web_sys::CustomEvent)>::new(move |event: web_sys::CustomEvent| {
        let runs = event.detail().as_f64().unwrap_or(0.0).clamp(0.0, 10_000.0) as u32;
        let Some(performance) = window().performance() else { return };
        let times = Array::new();
        for _ in 0..runs {
            let begun = performance.now();
            if session.planner.run_once() {
                times.push(&(performance.now() - begun).into());
            }
        }
        if let (Ok(text), Some(root)) = (js_sys::JSON::stringify(&times), document().document_element()) {
            let _ = root.set_attribute("data-bench", &String::from(text));
        }
    });
    // Where the listener cannot be set there is nothing to measure.
    let _ = document().add_event_listener_with_callback("zoneplan-bench", run.as_ref().unchecked_ref());
    run.forget();
}

/// Light, dark, or as the system has it.
const THEMES: [(&str, Word); 3] =
    [("light dark", frame::THEME_AUTO), ("light", frame::THEME_LIGHT), ("dark", frame::THEME_DARK)];

/// What stays while the page is drawn anew in another language.
#[derive(Clone, Copy)]
struct Standing {
    session: Session,
    speech: Speech,
    /// Which of the themes is on.
    theme: RwSignal<usize>,
    /// Whether a phone shows the fields rather than the results.
    editing: RwSignal<bool>,
    /// The view of the results.
    tab: RwSignal<Tab>,
    /// Whether files hover over the page.
    hovering: RwSignal<bool>,
    /// The parts that are drawn.
    drawn: Drawn,
}

/// Starts everything that stays, and draws the page whenever it is to speak another language.
#[component]
fn Running(planner: Planner, drawn: Drawn) -> impl IntoView {
    let session = Session::start(planner);
    let speech = Speech::new(session);
    session.tell_of_first();
    session.keep_everything();
    speech.resume();
    listen_for_bench(session);
    let tab = RwSignal::new(Tab::Layout);
    session.load_for_patterns(tab);
    session.watch_dialogs();
    fetch_when_drawn(session, drawn);
    let standing = Standing {
        session,
        speech,
        theme: RwSignal::new(0),
        editing: RwSignal::new(false),
        tab,
        hovering: session.take_drops(tab),
        drawn,
    };
    move || {
        speech.drawn.track();
        view! { <Shell standing /> }
    }
}

/// Fetches the second program once all parts of the page are there.
fn fetch_when_drawn(session: Session, drawn: Drawn) {
    let is_drawn = drawn.has(Part::Dialogs);
    Effect::new(move |_| {
        if is_drawn.get() {
            session.fetch_later();
        }
    });
}

#[component]
fn Shell(standing: Standing) -> impl IntoView {
    let Standing { session, speech, theme, editing, tab, hovering, drawn } = standing;
    let planner = session.planner;
    let next_theme = move |()| {
        theme.update(|theme| *theme = (*theme + 1) % THEMES.len());
        // By the property: the page's policy refuses style attributes.
        let root =
            document().document_element().and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(root) = root {
            let _ = root.style().set_property("color-scheme", THEMES[theme.get_untracked()].0);
        }
    };
    let edited = Callback::new(move |(path, text): (&'static str, String)| {
        planner.set(path, &text);
        session.recompute();
    });
    let set = Callback::new(move |(path, text): (String, String)| {
        planner.set(&path, &text);
        session.recompute();
    });
    let show = move |plan: bool| {
        editing.set(plan);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    };
    let next = Callback::new(next_theme);
    let commands = Callback::new(move |()| commands(planner, session, Places { tab, editing }, next));
    let (keep, share) = (session.keep_actions(), session.share_actions());
    let guides = session.guide_actions(editing);
    let name = move || {
        // The place of another plan is not named as if it were this one's.
        let computed = planner.computed.get().filter(|_| planner.shown() == Shown::Own);
        computed.map(|computed| computed.report.place.clone())
    };
    let [are_offers_there, are_bars_there, are_dialogs_there] =
        [Part::Offers, Part::Bars, Part::Dialogs].map(|part| drawn.has(part));
    let offers = move || {
        view! {
            <Palette commands />
            <button type="button" data-testid="open-guide" title=t!(guide::OPEN_TITLE) on:click=move |_| open_guide(planner, guides, Sheet::Questions)>
                {t!(guide::OPEN)}
            </button>
            <UndoButtons planner actions=keep />
            <KeepScenario planner />
            <PlanMenu planner keep share guide=guides />
            <button type="button" class="wide-only" on:click=move |_| next_theme(()) title=t!(frame::THEME_TITLE)>
                {move || t!(THEMES[theme.get()].1)}
            </button>
            <button type="button" class="primary" data-testid="save-csv" prop:disabled=move || planner.loading.with(Option::is_some) on:click=move |_| session.have_done(Deed::Csv)>
                {t!(frame::SAVE_CSV)}
            </button>
        }
    };
    let dialogs = move || {
        view! {
            <Terms />
            <AboutField planner />
            {move || session.arrival.get().later().map(|later| (later.guide)(session, guides))}
            <footer>
                <span>{t!(frame::LOCAL)}</span>
                <span>{t!(frame::PRICES)}</span>
                {(chosen() != Language::English).then(|| view! { <span>{t!(frame::REPORT_STAYS)}</span> })}
                <LanguageChoice speech />
            </footer>
        }
    };
    view! {
        <a class="skip" href="#results">{t!(frame::SKIP)}</a>
        <header class="bar">
            <h1 class="brand">
                <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
                    <rect class="zone-0" x="1" y="3" width="5" height="14" rx="1.5" />
                    <rect class="zone-1" x="7.5" y="3" width="5" height="14" rx="1.5" />
                    <rect class="zone-2" x="14" y="3" width="5" height="14" rx="1.5" />
                </svg>
                "Zoneplan"
            </h1>
            <div class="place">{name}</div>
            <div class="push">
                {move || are_offers_there.get().then(offers)}
            </div>
        </header>
        {move || {
            are_bars_there.get().then(|| view! {
                <KeepBars planner keep share />
                <ScenarioBar planner changed=move |()| session.recompute() />
            })
        }}
        <div class:loading=move || planner.loading.with(Option::is_some)>
        <PlannerPage session edited retry=move |()| session.retry() guide=guides set tab editing drawn />
        </div>
        <Show when=move || hovering.get()>
            <div class="dropzone" aria-hidden="true">{t!(frame::DROP)}</div>
        </Show>
        <nav class="phone-bar" aria-label=t!(frame::PLACE_LABEL)>
            <button type="button" aria-pressed=move || (!editing.get()).to_string() on:click=move |_| show(false)>
                {t!(frame::RESULTS)}
            </button>
            <button type="button" aria-pressed=move || editing.get().to_string() on:click=move |_| show(true)>
                {t!(frame::EDIT)}
            </button>
        </nav>
        {move || are_dialogs_there.get().then(dialogs)}
    }
}
