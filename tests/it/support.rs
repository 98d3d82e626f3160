//! What the tests share.

use std::sync::OnceLock;

use zoneplan::bundled;
use zoneplan::engine::catalogue::Catalogue;
use zoneplan::engine::manifest::{self, AutoscalerAt, Source};
use zoneplan::engine::plan::{LawInputs, Outcome, assess, laws};
use zoneplan::engine::report::{self, Report};
use zoneplan::engine::scenario::{Document, Fault, Plan, plan_from, plan_with};

/// The catalogue that ships with the program.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| Catalogue::load(&bundled::files()).expect("the data is sound"))
}

/// A plan of this text, or its faults.
pub fn parse(text: &str) -> Result<Plan, Vec<Fault>> {
    plan_from(&Document::from_toml(text).map_err(|fault| vec![fault])?, catalogue())
}

/// The report of a sound plan whose workload is these manifests.
#[track_caller]
pub fn report_with(text: &str, manifests: &str) -> Report {
    let source = Source { name: "manifests.yaml", text: manifests };
    let pods = manifest::read(&[source], AutoscalerAt::Least).pods();
    let document = Document::from_toml(text).expect("TOML");
    let plan = plan_with(&document, catalogue(), Some(&pods)).expect("a sound plan");
    let outcome = assess(&plan, catalogue()).expect("a layout");
    report::report(&outcome, Some(&laws(&LawInputs::of(&outcome))), catalogue())
}

/// The outcome of a sound plan.
#[track_caller]
pub fn outcome(text: &str) -> Outcome {
    assess(&parse(text).expect("a sound plan"), catalogue()).expect("a layout")
}

/// The report of a sound plan, laws included.
#[track_caller]
pub fn report_of(text: &str) -> Report {
    let outcome = outcome(text);
    report::report(&outcome, Some(&laws(&LawInputs::of(&outcome))), catalogue())
}

/// A reference plan with more lines after `[platform]`.
pub fn aws(rest: &str) -> String {
    format!("[platform]\nprovider = \"aws\"\n{rest}")
}
