//! What the page knows: the fields that are set, and what they gave.

mod assumptions;
mod baseline;
mod basis;
mod bill;
mod computing;
mod decide;
mod explain;
mod fields;
mod guide;
mod history;
mod incoming;
mod keep;
mod link;
mod manifests;
mod planner;
mod scenarios;
mod search;
mod simulation;
mod standing;
mod undo;
mod work;

pub use assumptions::{AssumptionsState, ConstantRow, Listed, Origin as FigureOrigin};
pub use baseline::{Amount, Change, Differences, LineDifference};
pub use basis::{Assumed, Basis};
pub use bill::{BillOrder, BillState, PEOPLE, line_key};
pub use decide::{DecideState, Decided, Decision, Doc, Outcome};
pub use explain::{Asked, ExplainState, MethodsState};
pub use fields::{Choice, Field, Kind, Section};
pub use guide::{Answers, Draft, GuideState, Sheet};
pub use history::History;
pub use incoming::{Incoming, Origin, is_plan_in_json, read_from, read_plan};
pub use keep::{Aside, KeepState, Link, Opened, OtherTab, Refused, Unread, Why};
pub use link::{MOST_BYTES, pack, unpack};
pub use manifests::{ManifestSet, ManifestState};
pub use planner::{Computed, OwnSheet, Planner, Step};
pub use scenarios::{LONGEST_NAME, MOST_SCENARIOS, Scenario, ScenarioState};
pub use search::{AXES, Axis};
pub use simulation::{Decade, RUN_YEARS, Run, SimulationState};
pub use standing::{Shown, Unmarked};
pub use undo::{Bench, StepName};
pub use work::{Saved, SavedFault};

#[cfg(test)]
pub use tests::cost_of;

#[cfg(test)]
mod tests {
    use crate::bundled;
    use crate::engine::catalogue::Catalogue;
    use crate::engine::plan::assess;
    use crate::engine::report::{Cost, report};
    use crate::engine::scenario::{Document, plan_from};

    /// The bill of a plan on AWS.
    pub fn cost_of(text: &str) -> Cost {
        let catalogue = Catalogue::load(&bundled::files()).expect("the data has no faults");
        let platform = if text.contains("[platform]") { "" } else { "[platform]\nprovider = \"aws\"\n" };
        let document = Document::from_toml(&format!("{platform}{text}")).expect("it is TOML");
        let plan = plan_from(&document, &catalogue).expect("the plan has no faults");
        report(&assess(&plan, &catalogue).expect("it can be planned"), None, &catalogue).cost
    }
}
