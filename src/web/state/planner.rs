//! The page's state: edits in, results out.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::fields::{Chosen, Section, sections};
use crate::bundled;
use crate::engine::catalogue::{Catalogue, CatalogueError, DataFile};
use crate::engine::plan::{LawInputs, Laws, Outcome, evaluate, laws};
use crate::engine::report::{self, Report, to_csv};
use crate::engine::scenario::{Document, Fault, plan_from, region_named};

/// A plan and what it gave.
#[derive(Clone, Debug)]
pub struct Computed {
    /// The report; without laws until they are there.
    pub report: Report,
    /// The laws, once they are there.
    pub laws: Option<Laws>,
    /// The fields of the plan.
    pub sections: Vec<Section>,
    outcome: Outcome,
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
    /// Faults by key; those of no field under the empty key.
    pub faults: RwSignal<BTreeMap<String, String>>,
    /// The last good results.
    pub computed: RwSignal<Option<Arc<Computed>>>,
    /// Something that went wrong outside the plan.
    pub trouble: RwSignal<Option<String>>,
    /// The data file that is being fetched.
    pub loading: RwSignal<Option<String>>,
    catalogue: StoredValue<Catalogue>,
    edition: StoredValue<u32>,
}

impl Planner {
    /// The state with the reference plan, not computed yet.
    ///
    /// # Errors
    /// Faults of the data that the page was built with.
    pub fn new() -> Result<Self, Vec<CatalogueError>> {
        let catalogue = Catalogue::load(&bundled::first_files())?;
        let fields = BTreeMap::from([("platform.provider".to_owned(), "aws".to_owned())]);
        Ok(Self {
            fields: RwSignal::new(fields),
            faults: RwSignal::new(BTreeMap::new()),
            computed: RwSignal::new(None),
            trouble: RwSignal::new(None),
            loading: RwSignal::new(None),
            catalogue: StoredValue::new(catalogue),
            edition: StoredValue::new(0),
        })
    }

    /// Sets a field, or leaves it to its default when the text is empty.
    pub fn set(&self, path: &str, text: &str) {
        let text = text.trim();
        self.fields.update(|fields| {
            if text.is_empty() {
                fields.remove(path);
            } else {
                fields.insert(path.to_owned(), text.to_owned());
            }
        });
    }

    /// Computes the point values of the present fields.
    pub fn recompute(&self) -> Step {
        let fields = self.fields.get_untracked();
        let document = Document::from_fields(&fields);
        if let Some(file) = self.missing_file(&document) {
            return Step::NeedsFile(file);
        }
        let planned = self.catalogue.with_value(|catalogue| {
            let plan = plan_from(&document, catalogue).map_err(by_path)?;
            let outcome = evaluate(&plan, catalogue)
                .map_err(|error| BTreeMap::from([(String::new(), error.to_string())]))?;
            let sections = sections(&plan, &chosen(&outcome), catalogue);
            let report = report::report(&outcome, None, catalogue);
            Ok(Computed { report, laws: None, sections, outcome })
        });
        match planned {
            Ok(computed) => {
                self.edition.update_value(|edition| *edition += 1);
                self.faults.set(BTreeMap::new());
                self.trouble.set(None);
                self.computed.set(Some(Arc::new(computed)));
                Step::Computed
            }
            Err(faults) => {
                self.faults.set(faults);
                Step::Faulty
            }
        }
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

    /// Computes the laws here, where no worker does.
    pub fn compute_laws_here(&self) {
        if let Some(computed) = self.computed.get_untracked()
            && computed.laws.is_none()
        {
            self.take_laws(self.edition(), laws(&LawInputs::of(&computed.outcome)));
        }
    }

    /// The report as CSV, laws included.
    pub fn csv(&self) -> Option<String> {
        self.compute_laws_here();
        to_csv(&self.computed.get_untracked()?.report).ok()
    }

    /// Adds the price file of a region.
    ///
    /// # Errors
    /// The first fault of the file; the catalogue stays as it was.
    pub fn add_file(&self, path: &str, text: &str) -> Result<(), String> {
        let mut outcome = Ok(());
        self.catalogue.update_value(|catalogue| outcome = catalogue.extend(&DataFile { path, text }));
        outcome.map_err(|faults| faults.first().map_or_else(String::new, ToString::to_string))
    }

    /// Whether the present plan still waits for this data file.
    pub fn still_needs(&self, file: &str) -> bool {
        let document = Document::from_fields(&self.fields.get_untracked());
        self.missing_file(&document).as_deref() == Some(file)
    }

    /// Runs the whole plan, laws left out, and gives back whether it could be planned.
    pub fn run_once(&self) -> bool {
        let document = Document::from_fields(&self.fields.get_untracked());
        self.catalogue.with_value(|catalogue| {
            plan_from(&document, catalogue).is_ok_and(|plan| evaluate(&plan, catalogue).is_ok())
        })
    }

    fn missing_file(&self, document: &Document) -> Option<String> {
        let (provider, region) = region_named(document)?;
        self.catalogue.with_value(|catalogue| {
            let known = catalogue.region(provider, &region).is_some();
            let missing = known && catalogue.sheet(provider, &region).is_none();
            missing.then(|| format!("prices/{}/{region}.csv", provider.name()))
        })
    }
}

fn by_path(faults: Vec<Fault>) -> BTreeMap<String, String> {
    faults
        .into_iter()
        .map(|fault| (fault.path, format!("{}; allowed is {}", fault.found, fault.allowed)))
        .collect()
}

/// What the model chose where the plan says auto.
fn chosen(outcome: &Outcome) -> Chosen {
    let validators = outcome.sizing.demand.groups.iter().find(|group| group.name == "besu-validator");
    Chosen {
        instance_type: outcome.sizing.choice.best.instance_type.clone(),
        nodes: outcome.sizing.choice.best.nodes,
        database: outcome.database_class.clone().unwrap_or_default(),
        cache: outcome.cache_class.clone().unwrap_or_default(),
        validators: validators.map(|group| group.replicas()),
    }
}
