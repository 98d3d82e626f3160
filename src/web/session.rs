//! State and workers together: edits, files in and out, answers that come later.

mod arrival;
mod decide;
mod guide;
mod keep;
mod keys;
mod recover;
mod share;
mod speech;
mod unread;
mod versions;

pub use self::speech::Speech;
pub use self::versions::tell_started;

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use self::arrival::Awaiting;
use self::keep::Keeper;
use super::client::{Client, Decider, Failure, Importer};
use super::components::{DataActions, ManifestActions, SimulationActions};
use super::later::{Arrival, Deed};
use super::pages::Tab;
use super::state::{ManifestSet, Origin, Planner, RUN_YEARS, Step, is_plan_in_json};
use super::storage::{
    dropped_files, fetch_data, picked_file, picked_files, read_bytes, save, save_bytes, utf8,
};
use super::turns::{Turn, next_turn, now};
use super::words::{fault, state as words, t};
use crate::engine::catalogue::SHEET_COLUMNS;
use crate::engine::export::ExportFile;
use crate::engine::plan::SteppedLaws;
use crate::worker::{FeedRequest, ImportAnswer, ImportRequest, Look, ManifestFile, ManifestRequest, Request};

/// How long the worker may take before the page computes the laws itself.
const PATIENCE: Duration = Duration::from_secs(8);

/// The workers that read manifests, by the number of the reading: the one of those in use
/// and the one of those that were picked last.
type Readings = Vec<(u32, Importer)>;

/// State and worker together.
#[derive(Clone, Copy)]
pub struct Session {
    /// The state.
    pub planner: Planner,
    /// The second program.
    pub arrival: RwSignal<Arrival>,
    awaiting: StoredValue<Awaiting>,
    client: StoredValue<Option<Client>, LocalStorage>,
    feeds: StoredValue<Option<Importer>, LocalStorage>,
    manifests: StoredValue<Readings, LocalStorage>,
    /// The worker that decides, with the number of the data that it has.
    decider: StoredValue<Option<(u32, Decider)>, LocalStorage>,
    keeper: StoredValue<Keeper>,
    /// Counts the computations that were begun.
    turn: StoredValue<u32>,
    /// Whether the worker that computes laws let the last question go unanswered.
    is_silent: StoredValue<bool>,
    /// How often in a row the worker that computes laws stopped, and the one that decides.
    law_failures: StoredValue<u32>,
    decide_failures: StoredValue<u32>,
}

impl Session {
    /// Starts the worker that computes laws.
    pub fn start(planner: Planner) -> Self {
        let session = Self {
            planner,
            arrival: RwSignal::new(Arrival::Awaited),
            awaiting: StoredValue::new(Awaiting::default()),
            client: StoredValue::new_local(None),
            feeds: StoredValue::new_local(None),
            manifests: StoredValue::new_local(Vec::new()),
            decider: StoredValue::new_local(None),
            keeper: StoredValue::new(Keeper::new()),
            turn: StoredValue::new(0),
            is_silent: StoredValue::new(false),
            law_failures: StoredValue::new(0),
            decide_failures: StoredValue::new(0),
        };
        session.start_client();
        session
    }

    /// Sees to it that nothing is lost: opens what is saved and saves what is edited, opens
    /// links, and listens to the keys that take steps back.
    pub fn keep_everything(self) {
        self.keep_plans();
        self.watch_links();
        self.watch_keys();
        self.watch_versions();
    }

    /// Point values, in turns between which the page answers; laws from the worker, or here when
    /// there is none.
    pub fn recompute(self) {
        let begun = window().performance().as_ref().map(web_sys::Performance::now);
        self.note_plans();
        // Whatever comes of it, what was begun before is not gone on with.
        self.turn.update_value(|turn| *turn += 1);
        match self.planner.begin() {
            Some(step) => self.follow(step, begun),
            None => self.go_on(self.turn.get_value(), begun),
        }
    }

    /// What the first results, which were computed before there was a session, lead to.
    pub fn tell_of_first(self) {
        if self.planner.computed.with_untracked(Option::is_some) {
            self.follow(Step::Computed, None);
        }
    }

    /// Computes for a turn, unless a newer edit has come in.
    fn go_on(self, turn: u32, begun: Option<f64>) {
        if turn != self.turn.get_value() {
            return;
        }
        let this = Turn::begin();
        while !this.is_over() {
            if let Some(step) = self.planner.advance() {
                return self.follow(step, begun);
            }
        }
        spawn_local(async move {
            next_turn().await;
            self.go_on(turn, begun);
        });
    }

    /// What an edit that began then leads to.
    fn follow(self, step: Step, begun: Option<f64>) {
        let performance = window().performance();
        match step {
            Step::Computed => {
                if let Some(performance) = &performance {
                    mark_first_answer(performance);
                    if let Some(begun) = begun {
                        measure(performance, "zoneplan:plan", begun);
                    }
                }
                if let Some(id) = self.planner.simulation.left_run() {
                    self.ask(Request::Cancel { id });
                }
                self.ask_laws();
            }
            Step::Faulty => {}
            Step::NeedsFile(path) => self.fetch(path),
        }
    }

    /// Asks the worker. Gives back whether there is one.
    fn ask(self, request: Request) -> bool {
        self.client.with_value(|client| client.as_ref().map(|client| client.ask(request)).is_some())
    }

    /// What the availability tab asks for.
    pub fn simulation_actions(self) -> SimulationActions {
        let state = self.planner.simulation;
        SimulationActions {
            tell: Callback::new(move |seed: u64| {
                if let Some((id, inputs)) = state.ask_decade(seed) {
                    state.is_refused.set(!self.ask(Request::Decade { id, inputs, seed }));
                }
            }),
            run: Callback::new(move |seed: u64| {
                if let Some((id, inputs)) = state.begin_run(seed, now())
                    && !self.ask(Request::Simulate { id, inputs, seed, years: RUN_YEARS })
                {
                    state.end_run();
                }
            }),
            cancel: Callback::new(move |()| {
                if let Some(id) = state.end_run() {
                    self.ask(Request::Cancel { id });
                }
            }),
        }
    }

    fn ask_laws(self) {
        let (planner, edition) = (self.planner, self.planner.edition());
        let Some(inputs) = planner.law_inputs() else { return };
        let asked = self.ask(Request::Laws { id: edition, inputs: Box::new(inputs) });
        // The worker may be refused, or die: then the page computes the laws itself.
        let wait = if asked && !self.is_silent.get_value() { PATIENCE } else { Duration::from_millis(30) };
        set_timeout(
            move || {
                if planner.waits_for_laws(edition) {
                    self.is_silent.set_value(true);
                    self.have_done(Deed::Laws(edition));
                }
            },
            wait,
        );
    }

    /// Computes laws in turns on the page's own thread.
    pub fn compute_laws(self, edition: u32) {
        spawn_local(async move {
            self.compute_laws_here(edition).await;
        });
    }

    /// Computes laws in turns, until they are there or nobody waits for them any more.
    async fn compute_laws_here(self, edition: u32) {
        let Some(inputs) = self.planner.law_inputs() else { return };
        let mut steps = SteppedLaws::new(inputs);
        let mut turn = Turn::begin();
        while steps.step() {
            if turn.give_way().await && !self.planner.waits_for_laws(edition) {
                return;
            }
        }
        self.planner.take_laws(edition, steps.into_laws());
    }

    fn fetch(self, path: String) {
        if self.planner.loading.get_untracked().as_ref() == Some(&path) {
            return;
        }
        self.planner.trouble.set(None);
        self.planner.loading.set(Some(path.clone()));
        spawn_local(async move {
            let added = fetch_data(&path).await.and_then(|text| self.add_file(&path, &text));
            self.planner.loading.set(None);
            match added {
                Ok(()) => self.recompute(),
                // Another region may have been chosen since.
                Err(problem) if self.planner.still_needs(&path) => {
                    self.planner.trouble.set(Some(t!(words::RESULTS_FROM_BEFORE, problem = problem)));
                }
                Err(_) => {}
            }
        });
    }

    /// Loads what the other patterns read whenever their view is open. What cannot be had is not
    /// asked for again: those patterns say that their prices are not loaded.
    pub fn load_for_patterns(self, tab: RwSignal<Tab>) {
        Effect::new(move |_| {
            let is_there = self.planner.computed.with(Option::is_some);
            if is_there && tab.get() == Tab::Patterns {
                spawn_local(async move {
                    self.load_wanted().await;
                });
            }
        });
    }

    /// Loads what the other patterns read, where it is not there.
    async fn load_wanted(self) {
        let mut is_more = false;
        let wanted = self.planner.wanted_files();
        if wanted.is_empty() {
            return;
        }
        self.planner.is_fetching.set(true);
        for path in wanted {
            let added = fetch_data(&path).await.and_then(|text| self.add_file(&path, &text));
            match added {
                Ok(()) => is_more = true,
                Err(_) => self.planner.do_without(path),
            }
        }
        self.planner.is_fetching.set(false);
        if is_more {
            self.recompute();
        }
    }

    /// Fetches the text on methods, where it is not there.
    pub fn load_methods(self) {
        let text = self.planner.methods.text;
        text.set(None);
        spawn_local(async move {
            let fetched = fetch_data("methods.html").await;
            text.set(Some(fetched.map(Arc::from)));
        });
    }

    /// Adds a data file, and notes how long that took.
    fn add_file(self, path: &str, text: &str) -> Result<(), String> {
        let performance = window().performance();
        let begun = performance.as_ref().map(web_sys::Performance::now);
        let added = self.planner.add_file(path, text);
        if let (Some(performance), Some(begun)) = (&performance, begun) {
            measure(performance, "zoneplan:data", begun);
        }
        added
    }

    /// Loads every region of the host, one file after the other; stops at the first that fails.
    fn load_regions(self) {
        let files = self.planner.missing_regions();
        spawn_local(async move {
            for path in files {
                self.planner.loading.set(Some(path.clone()));
                let added = fetch_data(&path).await.and_then(|text| self.add_file(&path, &text));
                if let Err(problem) = added {
                    self.planner.trouble.set(Some(problem));
                    break;
                }
            }
            self.planner.loading.set(None);
        });
    }

    /// Reads a price sheet of the user's own or a saved price feed, to be looked at before it
    /// is used.
    fn pick(self, input: &web_sys::HtmlInputElement) {
        let Some(file) = picked_file(input) else { return };
        let planner = self.planner;
        planner.picked.set(None);
        planner.reading.set(Some(file.name()));
        spawn_local(async move {
            let name = file.name();
            let read = match read_bytes(&file, "zoneplan prices import").await {
                Ok(bytes) if is_sheet(&bytes) => utf8(&name, bytes).map(Some),
                Ok(bytes) => self.read_feed(&name, bytes).map(|()| None),
                Err(problem) => Err(problem),
            };
            match read {
                // The worker answers later.
                Ok(None) => return,
                Ok(Some(text)) => planner.pick_own(&name, text, Vec::new()),
                Err(problem) => planner.picked.set(Some(Err(vec![problem]))),
            }
            planner.reading.set(None);
        });
    }

    /// Lets the worker read a price feed.
    fn read_feed(self, name: &str, bytes: Vec<u8>) -> Result<(), String> {
        let planner = self.planner;
        let request = FeedRequest { name: name.to_owned(), bytes, as_of: planner.judged_on() };
        let answered = move |answer| {
            let ImportAnswer::Feed(answer) = answer else { return };
            match answer.outcome {
                Ok((sheet, notes)) => planner.pick_own(&answer.name, sheet, notes),
                Err(problem) => planner.picked.set(Some(Err(vec![problem]))),
            }
            planner.reading.set(None);
        };
        let file = name.to_owned();
        let failed = move |why: Failure| {
            planner.picked.set(Some(Err(vec![t!(fault::READER_GONE, name = file, why = why)])));
            planner.reading.set(None);
        };
        let reader = Importer::start(answered, failed);
        if let Some(reader) = &reader {
            reader.ask(ImportRequest::Feed(request));
        }
        let started = reader.is_some();
        // The one before, if it still reads, is stopped.
        self.feeds.set_value(reader);
        let refused = || t!(words::NO_FEED_READER, name = name);
        started.then_some(()).ok_or_else(refused)
    }

    /// Reads manifests, to be looked at before they are used.
    fn pick_manifests(self, files: Vec<web_sys::File>) {
        if files.is_empty() {
            return;
        }
        let state = self.planner.manifests;
        state.picked.set(None);
        let others = files.iter().map(web_sys::File::name).filter(|name| !is_manifest(name));
        let others: Vec<String> = others.map(|name| t!(words::MANIFEST_ENDINGS, name = name)).collect();
        if !others.is_empty() {
            state.picked.set(Some(Err(others)));
            return;
        }
        let name = if files.len() == 1 { files[0].name() } else { t!(words::FILES, count = files.len()) };
        state.reading.set(Some(name.clone()));
        spawn_local(async move {
            let mut read = Vec::with_capacity(files.len());
            for file in &files {
                match read_bytes(file, "zoneplan size").await {
                    Ok(bytes) => read.push(ManifestFile { name: file.name(), bytes }),
                    Err(problem) => {
                        state.reading.set(None);
                        state.picked.set(Some(Err(vec![problem])));
                        return;
                    }
                }
            }
            // A plan that was taken for a manifest.
            if let [only] = &read[..]
                && only.name.to_ascii_lowercase().ends_with(".json")
                && let Ok(text) = std::str::from_utf8(&only.bytes)
                && is_plan_in_json(text)
            {
                state.reading.set(None);
                self.offer(Origin::File(only.name.clone()), text.to_owned());
                return;
            }
            self.read_manifests(&name, read);
        });
    }

    /// Lets a worker of its own read manifests. It stays, to look at them in another way.
    fn read_manifests(self, name: &str, files: Vec<ManifestFile>) {
        let state = self.planner.manifests;
        let mut number = 0;
        self.manifests.update_value(|readings| {
            number = 1 + readings.iter().map(|(number, _)| *number).max().unwrap_or(0);
            // Those that were picked before and are not in use are forgotten.
            readings.retain(|(number, _)| self.planner.uses_reading(*number));
        });
        let answered = move |answer| {
            if let ImportAnswer::Manifests(answer) = answer
                && self.planner.take_manifests(number, answer)
            {
                self.recompute();
            }
        };
        let files_named = name.to_owned();
        let failed = move |why: Failure| {
            state.picked.set(Some(Err(vec![t!(fault::READER_GONE, name = files_named, why = why)])));
            state.reading.set(None);
        };
        let started = Importer::start(answered, failed);
        let Some(reader) = started else {
            state.reading.set(None);
            let refused = t!(words::NO_MANIFEST_READER, name = name);
            state.picked.set(Some(Err(vec![refused])));
            return;
        };
        let look = Look { zones: self.planner.zones().unwrap_or(1), at_most: false };
        reader.ask(ImportRequest::Manifests(ManifestRequest { files, look }));
        self.manifests.update_value(|readings| readings.push((number, reader)));
    }

    /// Looks at manifests that were read in another way.
    fn look_at(self, reading: u32, look: Look) {
        if reading == ManifestSet::NO_READING {
            let told = t!(words::SAVED_WITHOUT_FILES);
            self.planner.manifests.picked.set(Some(Err(vec![told.to_owned()])));
        }
        self.manifests.with_value(|readings| {
            if let Some((_, reader)) = readings.iter().find(|(number, _)| *number == reading) {
                reader.ask(ImportRequest::Manifests(ManifestRequest { files: Vec::new(), look }));
            }
        });
    }

    /// What the page's parts ask for of manifests.
    pub fn manifest_actions(self) -> ManifestActions {
        let begun = || window().performance().map(|performance| performance.now());
        ManifestActions {
            pick: Callback::new(move |input: web_sys::HtmlInputElement| {
                self.pick_manifests(picked_files(&input));
            }),
            at_most: Callback::new(move |(set, at_most): (Arc<ManifestSet>, bool)| {
                self.look_at(set.reading, Look { at_most, ..set.look });
            }),
            accept: Callback::new(move |()| {
                let begun = begun();
                let step = self.planner.use_manifests();
                self.follow(step, begun);
            }),
            leave: Callback::new(move |()| {
                self.planner.leave_manifests();
                self.recompute();
            }),
        }
    }

    /// Files that are dropped anywhere on the page are manifests, or a plan. Gives back whether some hover
    /// over it.
    pub fn take_drops(self, tab: RwSignal<Tab>) -> RwSignal<bool> {
        let hovering = RwSignal::new(false);
        // Without this the browser would leave the page for the file.
        let over = window_event_listener(leptos::ev::dragover, move |event| {
            event.prevent_default();
            hovering.set(true);
        });
        let away = window_event_listener(leptos::ev::dragleave, move |event| {
            // Away from the window, not from one part of the page to another.
            if event.related_target().is_none() {
                hovering.set(false);
            }
        });
        let dropped = window_event_listener(leptos::ev::drop, move |event| {
            event.prevent_default();
            hovering.set(false);
            let files = dropped_files(&event);
            match &files[..] {
                [] => {}
                [file] if file.name().to_ascii_lowercase().ends_with(".toml") => self.open_plan(file.clone()),
                _ => {
                    tab.set(Tab::Workload);
                    self.pick_manifests(files);
                }
            }
        });
        on_cleanup(move || [over, away, dropped].into_iter().for_each(|listener| listener.remove()));
        hovering
    }

    fn save_form(self) {
        let form = format!("{}\n", SHEET_COLUMNS.join(","));
        if save("own-prices.csv", "text/csv;charset=utf-8", &form).is_err() {
            self.planner.trouble.set(Some(t!(words::NOT_SAVED).to_owned()));
        }
    }

    /// What the data tab asks for.
    pub fn actions(self) -> DataActions {
        DataActions {
            pick: Callback::new(move |input: web_sys::HtmlInputElement| self.pick(&input)),
            changed: Callback::new(move |()| self.recompute()),
            load_regions: Callback::new(move |()| self.load_regions()),
            save_form: Callback::new(move |()| self.save_form()),
        }
    }

    /// Saves the variables of the vendor's Terraform module.
    pub fn save_tfvars(self) {
        self.save_files(self.planner.tfvars());
    }

    /// Saves the values for Helm, and the manifests beside them.
    pub fn save_helm_values(self) {
        self.save_files(self.planner.helm_values());
    }

    fn save_files(self, files: Option<Vec<ExportFile>>) {
        if !files.is_some_and(|files| save_each(&files)) {
            self.planner.trouble.set(Some(t!(words::NOT_SAVED).to_owned()));
        }
    }

    /// Saves the report as CSV, with all patterns in it.
    pub fn save_csv(self) {
        spawn_local(async move {
            self.load_wanted().await;
            let saved = self.planner.csv().map(|csv| save("zoneplan.csv", "text/csv;charset=utf-8", &csv));
            if !matches!(saved, Some(Ok(()))) {
                self.planner.trouble.set(Some(t!(words::NOT_SAVED).to_owned()));
            }
        });
    }

    /// Saves the results as a pack of tables, with all patterns in it.
    pub fn save_pack(self) {
        spawn_local(async move {
            self.load_wanted().await;
            let pack = self.planner.csv_pack();
            let saved = pack.map(|pack| save_bytes(&pack.name, "application/zip", &pack.bytes));
            if !matches!(saved, Some(Ok(()))) {
                self.planner.trouble.set(Some(t!(words::NOT_SAVED).to_owned()));
            }
        });
    }
}

/// Saves files one after the other; false where the browser lets one not be saved.
fn save_each(files: &[ExportFile]) -> bool {
    let one = |file: &ExportFile| {
        let text = std::str::from_utf8(&file.bytes).unwrap_or_default();
        save(&file.name, "text/plain;charset=utf-8", text).is_ok()
    };
    files.iter().all(one)
}

/// Whether a file is one of manifests, by its name.
fn is_manifest(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending))
}

/// Whether a file is to be read as a price sheet: whatever does not begin as the feeds do.
fn is_sheet(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    !matches!(first, Some(b'{' | b'[')) && !bytes.starts_with(b"\"FormatVersion\"")
}

/// Marks the first answer where developer tools and benches find it.
fn mark_first_answer(performance: &web_sys::Performance) {
    if performance.get_entries_by_name("zoneplan:first-answer").length() == 0 {
        // Marks are for measuring; a browser without them loses nothing.
        let _ = performance.mark("zoneplan:first-answer");
    }
}

/// Notes how long something took that began then, where developer tools and benches find it.
fn measure(performance: &web_sys::Performance, name: &str, begun: f64) {
    let options = js_sys::Object::new();
    let set = |key: &str, value: f64| js_sys::Reflect::set(&options, &key.into(), &value.into()).is_ok();
    if set("start", begun) && set("end", performance.now()) {
        // The typed form of this call is not stable in web-sys; the browser's own is.
        let call = js_sys::Reflect::get(performance, &"measure".into());
        if let Ok(call) = call.and_then(|call| call.dyn_into::<js_sys::Function>()) {
            let _ = call.call2(performance, &name.into(), &options);
        }
    }
}
