//! The page's state: edits in, results out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::computing::Work;
use super::fields::Section;
use super::undo::StepName;
use super::{
    AssumptionsState, BillState, DecideState, ExplainState, GuideState, KeepState, ManifestSet,
    ManifestState, MethodsState, ScenarioState, SimulationState,
};
use crate::bundled;
use crate::engine::backup::{TierDay, copies_on};
use crate::engine::catalogue::{Catalogue, CatalogueError, DataFile, Date, OwnPrice, Pattern};
use crate::engine::export::{ExportFile, Module, PackSource, VeleroScope, csv_pack_zip, helm_values, tfvars};
use crate::engine::plan::{Coverage, LawInputs, Laws, Outcome, coverage, evaluate};
use crate::engine::report::{self, Report, to_csv};
use crate::engine::scenario::{Document, Fault, Plan, PodGroup, meaning, place_named, plan_with};

/// The platform that a plan has if the user chose none.
const PROVIDER: (&str, &str) = ("platform.provider", "aws");
/// The fields that choose the platform, from the widest to the narrowest.
const PLATFORM: [&str; 3] = [PROVIDER.0, "platform.openshift.flavour", "platform.openshift.host"];
/// The fields whose values belong to one platform only.
const OF_A_PLATFORM: [&str; 26] = [
    "platform.region",
    SECOND_REGION,
    "platform.openshift.auto_sizing",
    "platform.openshift.router_shards",
    "platform.openshift.infra_nodes",
    "platform.openshift.odf_profile",
    "platform.pod_network",
    "node_pools.0.instance_type",
    "database.instance",
    "cache.instance",
    "cache.engine",
    "finance.stand_in_region",
    "node_pools.0.commitment.scheme",
    "node_pools.0.commitment.years",
    "node_pools.0.commitment.upfront",
    "database.commitment.scheme",
    "database.commitment.years",
    "database.commitment.upfront",
    "cache.commitment.scheme",
    "cache.commitment.years",
    "cache.commitment.upfront",
    "finance.sustained_use",
    "finance.support_plan",
    "platform.long_term_support",
    "database.version",
    "network.private_endpoints",
];

/// The pattern, and the second region that most of them need.
const PATTERN: &str = "platform.pattern";
const SECOND_REGION: &str = "platform.second_region";

/// The fields that are lists.
const LISTS: [&str; 1] = ["team.holidays"];

/// The fields that say what runs, and the one that names manifests instead.
const PROFILE: &str = "workload.profile";
const REPLICAS: &str = "workload.replicas.";
const MANIFESTS: &str = "workload.manifests";

/// A file: its path or name, and its text.
pub type FileText = (String, String);

/// A price sheet of the user's own.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnSheet {
    /// Name of the file.
    pub name: String,
    /// What it holds, and what stood there before.
    pub prices: Vec<OwnPrice>,
    /// How it came about, where it was made from a feed.
    pub notes: Vec<String>,
    text: String,
}

/// A plan and what it gave.
#[derive(Clone, Debug)]
pub struct Computed {
    /// The report; without laws until they are there.
    pub report: Report,
    /// The laws, once they are there.
    pub laws: Option<Laws>,
    /// The fields of the plan.
    pub sections: Vec<Section>,
    pub(super) outcome: Outcome,
    /// The number of the plan that was in the fields, and its name then.
    pub(super) number: u32,
    pub(super) name: String,
    /// The plan as the fields had it.
    pub(super) document: Document,
}

impl Computed {
    /// The results that the report is made of.
    pub(super) const fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// The members of a consensus that survive the loss of any zone, where it has too few.
    pub fn advised_members(&self, component: &str) -> Option<u32> {
        let mut quorums = self.outcome.sizing.quorums.iter();
        quorums.find(|quorum| quorum.component == component)?.advised_members
    }

    /// The plan that was computed.
    pub(super) const fn plan(&self) -> &Plan {
        &self.outcome.plan
    }

    /// Engineers of the team.
    pub const fn engineers(&self) -> u32 {
        self.outcome.plan.team.engineers
    }

    /// The copies of each tier at the end of a day of the plan.
    pub fn copies_on(&self, day: usize) -> Vec<TierDay> {
        copies_on(&self.outcome.plan, day)
    }

    /// The date of a day of the plan.
    pub fn day_name(&self, day: usize) -> String {
        let month = self.outcome.plan.start_month.to_string();
        let first = Date::parse(&month).map_or(0, Date::day_number);
        Date::from_day_number(first + day as i64).to_string()
    }

    /// The volumes of a component's pods, GiB.
    pub fn volumes_gib(&self, component: &str) -> Option<f64> {
        let mut groups = self.outcome.sizing.demand.groups.iter();
        groups.find(|group| group.name == component).map(PodGroup::volumes_gib)
    }
}

/// What an edit led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// There are new point values; laws are to be computed.
    Computed,
    /// The plan has faults; the last good results stay.
    Faulty,
    /// The prices of a region are needed: its file, below `data/`.
    NeedsFile(String),
}

/// The state of the page. Cheap to copy: it holds handles.
#[derive(Clone, Copy)]
pub struct Planner {
    /// Fields that are set: dotted key and text.
    pub fields: RwSignal<BTreeMap<String, String>>,
    /// Counts the plans that came as a whole in the place of another.
    pub(super) plan_number: RwSignal<u32>,
    /// Faults by key; those of no field under the empty key.
    pub faults: RwSignal<BTreeMap<String, String>>,
    /// The last good results.
    pub computed: RwSignal<Option<Arc<Computed>>>,
    /// Something that went wrong outside the plan.
    pub trouble: RwSignal<Option<String>>,
    /// The data file that is being fetched.
    pub loading: RwSignal<Option<String>>,
    /// Whether a part of the page that was asked for is being fetched.
    pub awaits_part: RwSignal<bool>,
    /// Whether prices are being fetched that the layout itself does not need.
    pub is_fetching: RwSignal<bool>,
    /// Fields that went back to their defaults with the platform.
    pub dropped: RwSignal<Vec<String>>,
    /// The price sheet of the user's own that is in use.
    pub own: RwSignal<Option<Arc<OwnSheet>>>,
    /// A price sheet that was picked and is not in use yet, or its faults.
    pub picked: RwSignal<Option<Result<Arc<OwnSheet>, Vec<String>>>>,
    /// The file that is being read.
    pub reading: RwSignal<Option<String>>,
    /// Manifests that were picked.
    pub manifests: ManifestState,
    /// What is simulated.
    pub simulation: SimulationState,
    /// How the bill is looked at.
    pub bill: BillState,
    /// The plans that are kept; one of them is edited.
    pub scenarios: ScenarioState,
    /// What is decided between plans.
    pub decide: DecideState,
    /// What is kept.
    pub keep: KeepState,
    /// What leads to a first plan.
    pub guide: GuideState,
    /// How the figures of the model are looked at.
    pub assumptions: AssumptionsState,
    /// The answer that is explained.
    pub explain: ExplainState,
    /// The text on methods.
    pub methods: MethodsState,
    /// The data of the page.
    pub(super) base: StoredValue<Catalogue>,
    /// The same under the user's own prices.
    pub(super) catalogue: StoredValue<Catalogue>,
    pub(super) edition: StoredValue<u32>,
    /// Whether point values of newer fields are on their way.
    pub is_computing: RwSignal<bool>,
    /// Point values that are being computed.
    pub(super) work: StoredValue<Option<Work>>,
    /// The plan that they are of, as the fields had it.
    pub(super) begun: StoredValue<Option<Document>>,
    /// Files that were added: path and text.
    texts: StoredValue<Vec<FileText>>,
    /// Counts changes of the data.
    data_edition: StoredValue<u32>,
    /// Data files that could not be had.
    missing: StoredValue<BTreeSet<String>>,
}

impl Planner {
    /// The state with the reference plan, not computed yet.
    ///
    /// # Errors
    /// Faults of the data that the page was built with.
    #[cfg(test)]
    pub fn new() -> Result<Self, Vec<CatalogueError>> {
        Ok(Self::of(Catalogue::load(&bundled::first_files())?))
    }

    /// The state with the reference plan, over data that have been read; not computed yet.
    pub fn of(catalogue: Catalogue) -> Self {
        Self {
            fields: RwSignal::new(BTreeMap::new()),
            plan_number: RwSignal::new(0),
            faults: RwSignal::new(BTreeMap::new()),
            computed: RwSignal::new(None),
            trouble: RwSignal::new(None),
            loading: RwSignal::new(None),
            awaits_part: RwSignal::new(false),
            is_fetching: RwSignal::new(false),
            dropped: RwSignal::new(Vec::new()),
            own: RwSignal::new(None),
            picked: RwSignal::new(None),
            reading: RwSignal::new(None),
            manifests: ManifestState::new(),
            simulation: SimulationState::new(),
            bill: BillState::new(),
            scenarios: ScenarioState::new(),
            decide: DecideState::new(),
            keep: KeepState::new(),
            guide: GuideState::new(),
            assumptions: AssumptionsState::new(),
            explain: ExplainState::new(),
            methods: MethodsState::new(),
            base: StoredValue::new(catalogue.clone()),
            catalogue: StoredValue::new(catalogue),
            edition: StoredValue::new(0),
            is_computing: RwSignal::new(false),
            work: StoredValue::new(None),
            begun: StoredValue::new(None),
            texts: StoredValue::new(Vec::new()),
            data_edition: StoredValue::new(0),
            missing: StoredValue::new(BTreeSet::new()),
        }
    }

    /// Sets a field, or leaves it to its default when the text is empty.
    pub fn set(&self, path: &str, text: &str) {
        let is_typed = self.named(path).1;
        self.step_in(StepName::Field(path.to_owned()), is_typed.then_some(path), || {
            self.put(path, text.trim());
        });
    }

    fn put(&self, path: &str, text: &str) {
        let mut dropped = Vec::new();
        self.fields.update(|fields| {
            if let Some(at) = PLATFORM.iter().position(|other| *other == path) {
                // What is set for one platform means nothing on another.
                let narrower = PLATFORM[at + 1..].iter().chain(&OF_A_PLATFORM);
                dropped.extend(narrower.filter_map(|other| fields.remove_entry(*other)).map(|(key, _)| key));
            }
            if text.is_empty() {
                fields.remove(path);
            } else {
                fields.insert(path.to_owned(), text.to_owned());
            }
            self.suggest_second(fields);
        });
        dropped.retain(|key| !PLATFORM.contains(&key.as_str()));
        self.dropped.set(dropped);
    }

    /// Fills in the second region that is suggested where the pattern needs one and none is set.
    fn suggest_second(&self, fields: &mut BTreeMap<String, String>) {
        let pattern = fields.get(PATTERN).and_then(|word| Pattern::parse(word));
        let is_set = fields.contains_key(SECOND_REGION);
        if is_set || !pattern.is_some_and(Pattern::has_second_site) {
            return;
        }
        let mut named = fields.clone();
        named.entry(PROVIDER.0.to_owned()).or_insert_with(|| PROVIDER.1.to_owned());
        let Some(place) = place_named(&Document::from_fields(&named)) else { return };
        let suggested = self.base.with_value(|base| {
            let cloud = place.host.cloud()?;
            base.suggested_second(cloud, place.region.as_deref()?).map(str::to_owned)
        });
        if let Some(region) = suggested {
            fields.insert(SECOND_REGION.to_owned(), region);
        }
    }

    /// Data files that the other patterns of the last results wait for.
    pub fn wanted_files(&self) -> Vec<String> {
        let Some(computed) = self.computed.get_untracked() else { return Vec::new() };
        let needs = computed.report.patterns.iter().flat_map(|entry| &entry.needs);
        let missing = self.missing.get_value();
        let mut files: Vec<String> = needs.filter(|file| !missing.contains(*file)).cloned().collect();
        files.sort();
        files.dedup();
        files
    }

    /// Notes a data file that cannot be had.
    pub fn do_without(&self, file: String) {
        self.missing.update_value(|missing| {
            missing.insert(file);
        });
    }

    /// The field at a place of the plan, if the page offers it now.
    pub fn field_named(&self, path: &str) -> Option<&'static str> {
        let computed = self.computed.get_untracked()?;
        let mut fields = computed.sections.iter().flat_map(|section| &section.fields);
        fields.find(|field| field.shown && field.path == path).map(|field| field.path)
    }

    /// The plan as the fields have it.
    pub(super) fn document(&self) -> Document {
        self.document_with(|_| ())
    }

    /// The plan as the fields have it, changed.
    pub(super) fn document_with(&self, change: impl FnOnce(&mut BTreeMap<String, String>)) -> Document {
        let mut fields = self.fields.get_untracked();
        change(&mut fields);
        let manifests = self.manifests.in_use.get_untracked();
        Document::from_fields(&Self::form(fields, manifests.as_deref()))
    }

    /// Fields as the engine reads them, with the manifests that say what runs.
    pub(super) fn form(
        mut fields: BTreeMap<String, String>,
        manifests: Option<&ManifestSet>,
    ) -> BTreeMap<String, String> {
        fields.entry(PROVIDER.0.to_owned()).or_insert_with(|| PROVIDER.1.to_owned());
        if let Some(set) = manifests {
            // Manifests say what runs; the profile comes back with its fields when they go.
            fields.retain(|path, _| path != PROFILE && !path.starts_with(REPLICAS));
            fields.insert(MANIFESTS.to_owned(), set.pods.files.join(", "));
        }
        for path in LISTS {
            // A form has one line for a list of days.
            if let Some(text) = fields.get_mut(path) {
                *text = format!("[{text}]");
            }
        }
        fields
    }

    /// Fields as the page has them, of those that [`Self::form`] made.
    pub(super) fn of_form(&self, mut form: BTreeMap<String, String>) -> BTreeMap<String, String> {
        if form.get(PROVIDER.0).is_some_and(|provider| provider == PROVIDER.1) {
            form.remove(PROVIDER.0);
        }
        if form.remove(MANIFESTS).is_some() {
            let kept = self.fields.get_untracked().into_iter();
            form.extend(kept.filter(|(path, _)| path == PROFILE || path.starts_with(REPLICAS)));
        }
        for path in LISTS {
            if let Some(text) = form.get_mut(path) {
                *text = text.trim_matches(['[', ']']).to_owned();
            }
        }
        form
    }

    /// The checked plan of a document.
    pub(super) fn plan(&self, document: &Document, catalogue: &Catalogue) -> Result<Plan, Vec<Fault>> {
        let manifests = self.manifests.in_use.get_untracked();
        plan_with(document, catalogue, manifests.as_deref().map(|set| &set.pods))
    }

    /// The zones of the present plan.
    pub fn zones(&self) -> Option<u32> {
        Some(self.computed.get_untracked()?.outcome.plan.platform.zones)
    }

    /// The number of the present results: laws that come back for another are stale.
    pub fn edition(&self) -> u32 {
        self.edition.get_value()
    }

    /// What the laws of the present results are computed from.
    pub fn law_inputs(&self) -> Option<LawInputs> {
        Some(LawInputs::of(&self.computed.get_untracked()?.outcome))
    }

    /// Takes the laws of the present results.
    pub fn take_laws(&self, edition: u32, laws: Laws) {
        if edition != self.edition() {
            return;
        }
        let Some(computed) = self.computed.get_untracked() else { return };
        let report =
            self.catalogue.with_value(|catalogue| report::report(&computed.outcome, Some(&laws), catalogue));
        let computed = Computed { report, laws: Some(laws), ..(*computed).clone() };
        self.computed.set(Some(Arc::new(computed)));
    }

    /// The report as CSV, laws included.
    pub fn csv(&self) -> Option<String> {
        self.settle();
        self.compute_laws_here();
        to_csv(&self.computed.get_untracked()?.report).ok()
    }

    /// The results as a pack of tables in one archive, laws included: what the command line writes.
    pub fn csv_pack(&self) -> Option<ExportFile> {
        self.settle();
        self.compute_laws_here();
        let computed = self.computed.get_untracked()?;
        let Computed { document, outcome, report, .. } = &*computed;
        self.catalogue.with_value(|catalogue| {
            csv_pack_zip(&PackSource { document, catalogue, outcome, report }, false).ok()
        })
    }

    /// The variables of the vendor's Terraform module.
    pub fn tfvars(&self) -> Option<Vec<ExportFile>> {
        self.settle();
        let computed = self.computed.get_untracked()?;
        let written = tfvars(computed.outcome(), &computed.report, Module::Vendor).ok()?;
        Some(vec![written.file])
    }

    /// The values for Helm, and the manifests beside them.
    pub fn helm_values(&self) -> Option<Vec<ExportFile>> {
        self.settle();
        let computed = self.computed.get_untracked()?;
        Some(helm_values(computed.outcome(), &computed.report, &VeleroScope::default()))
    }

    /// Adds a data file.
    ///
    /// # Errors
    /// The first fault of the file; the catalogue stays as it was.
    pub fn add_file(&self, path: &str, text: &str) -> Result<(), String> {
        let mut outcome = Ok(());
        self.base.update_value(|base| outcome = base.extend(&DataFile { path, text }));
        outcome.map_err(|faults| first(&faults))?;
        self.texts.update_value(|texts| texts.push((path.to_owned(), text.to_owned())));
        // The user's own prices lie over the new file as well.
        let own = self.own.get_untracked();
        self.lay_over(own.as_deref())
    }

    /// Looks at a price sheet of the user's own without using it.
    pub fn pick_own(&self, name: &str, text: String, notes: Vec<String>) {
        let mut tried = self.base.get_value();
        let picked = tried.overlay(&DataFile { path: name, text: &text });
        self.picked.set(Some(match picked {
            Ok(prices) => Ok(Arc::new(OwnSheet { name: name.to_owned(), prices, notes, text })),
            Err(faults) => Err(faults.iter().map(ToString::to_string).collect()),
        }));
    }

    /// The day that the present plan is judged on, where it is a whole day.
    pub fn judged_on(&self) -> Option<String> {
        let as_of = self.computed.get_untracked()?.report.as_of;
        as_of.day().map(|_| as_of.to_string())
    }

    /// Uses the price sheet that was picked.
    pub fn use_picked(&self) {
        let Some(Ok(sheet)) = self.picked.get_untracked() else { return };
        if let Err(fault) = self.lay_over(Some(&sheet)) {
            self.picked.set(Some(Err(vec![fault])));
            return;
        }
        self.picked.set(None);
        self.own.set(Some(sheet));
    }

    /// Forgets the price sheet that was picked, or the one in use.
    pub fn reset_own(&self) {
        self.picked.set(None);
        self.own.set(None);
        // Without a sheet there is nothing that could be faulty.
        let _ = self.lay_over(None);
    }

    fn lay_over(&self, own: Option<&OwnSheet>) -> Result<(), String> {
        let mut catalogue = self.base.get_value();
        if let Some(own) = own {
            let file = DataFile { path: &own.name, text: &own.text };
            catalogue.overlay(&file).map_err(|faults| first(&faults))?;
        }
        self.catalogue.set_value(catalogue);
        self.data_edition.update_value(|edition| *edition += 1);
        Ok(())
    }

    /// The number of the present data.
    pub fn data_edition(&self) -> u32 {
        self.data_edition.get_value()
    }

    /// The present data: what the page was built with and has fetched, and the price sheet of the
    /// user's own that lies over it, each as path and text.
    pub fn data(&self) -> (Vec<FileText>, Option<FileText>) {
        let bundled = bundled::first_files().into_iter();
        let mut files: Vec<_> = bundled.map(|file| (file.path.to_owned(), file.text.to_owned())).collect();
        self.texts.with_value(|texts| files.extend_from_slice(texts));
        let own = self.own.get_untracked();
        (files, own.map(|sheet| (sheet.name.clone(), sheet.text.clone())))
    }

    /// What each region that is loaded can price of the present layout.
    pub fn coverage(&self) -> Vec<Coverage> {
        let Some(computed) = self.computed.get_untracked() else { return Vec::new() };
        self.catalogue.with_value(|catalogue| coverage(&computed.outcome.plan, catalogue))
    }

    /// The price files of the present host's regions that are not loaded.
    pub fn missing_regions(&self) -> Vec<String> {
        let Some(computed) = self.computed.get_untracked() else { return Vec::new() };
        let platform = &computed.outcome.plan.platform;
        self.base.with_value(|base| {
            let regions = base.regions.iter().filter(|region| Some(region.provider) == platform.host.cloud());
            let mut files: Vec<String> = regions
                .flat_map(|region| base.files_of(platform.provider, platform.host, Some(&region.name)))
                .filter(|file| !base.has_file(file))
                .collect();
            files.sort();
            files.dedup();
            files
        })
    }

    /// Whether the present plan still waits for this data file.
    pub fn still_needs(&self, file: &str) -> bool {
        self.missing_file(&self.document()).as_deref() == Some(file)
    }

    /// Mean minutes down in a year if a field were set otherwise; none where that cannot be planned.
    pub fn minutes_with(&self, path: &str, text: &str) -> Option<f64> {
        let document = self.document_with(|fields| {
            fields.insert(path.to_owned(), text.to_owned());
        });
        self.catalogue.with_value(|catalogue| {
            let plan = self.plan(&document, catalogue).ok()?;
            let outcome = evaluate(&plan, catalogue).ok()?;
            Some(outcome.availability.headline.downtime_minutes_per_year())
        })
    }

    /// What a figure of the model means, by its id; none where it is no figure of the model.
    pub fn meaning(&self, id: &str) -> Option<String> {
        self.catalogue.with_value(|catalogue| meaning(catalogue, id))
    }

    /// Runs the whole plan, laws left out, and gives back whether it could be planned.
    pub fn run_once(&self) -> bool {
        let document = self.document();
        self.catalogue.with_value(|catalogue| {
            self.plan(&document, catalogue).is_ok_and(|plan| evaluate(&plan, catalogue).is_ok())
        })
    }

    /// A data file that a plan reads and that is not loaded.
    pub fn missing_file(&self, document: &Document) -> Option<String> {
        let place = place_named(document)?;
        self.base.with_value(|base| {
            let others = [place.second_region.as_deref(), place.stand_in_region.as_deref()];
            let regions = [Some(place.region.as_deref()), others[0].map(Some), others[1].map(Some)];
            let mut files = regions
                .into_iter()
                .flatten()
                .flat_map(|region| base.files_of(place.provider, place.host, region));
            files.find(|file| !base.has_file(file))
        })
    }
}

fn first(faults: &[CatalogueError]) -> String {
    faults.first().map_or_else(String::new, ToString::to_string)
}
