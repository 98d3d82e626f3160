//! How results come about: point values in turns, so that the page answers between them, and
//! laws where no worker computes them.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::fields::{Chosen, Section, sections};
use super::planner::{Computed, Planner, Step};
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{Assessment, LawInputs, Outcome, laws};
use crate::engine::report::{self, Report};
use crate::engine::scenario::{Fault, Plan};
use crate::engine::simulate::SimulationInputs;
use crate::web::words::{state, t};

/// Point values that are being computed.
#[derive(Clone, Debug)]
pub enum Work {
    /// The plan is read.
    Planned(Box<Plan>),
    /// The plan is assessed.
    Assessing(Box<Assessment>),
    /// Its report is to be made.
    Assessed(Box<Outcome>),
    /// The fields are to be made.
    Reported(Box<Outcome>, Box<Report>),
    /// All is there.
    Done(Box<Outcome>, Box<Report>, Vec<Section>),
}

impl Work {
    /// The work after its next step.
    fn next(self, catalogue: &Catalogue) -> Result<Self, String> {
        Ok(match self {
            Self::Planned(plan) => {
                let begun = Assessment::begin(&plan, catalogue).map_err(|error| error.to_string())?;
                Self::Assessing(Box::new(begun))
            }
            Self::Assessing(mut assessment) => {
                if assessment.step(catalogue).map_err(|error| error.to_string())? {
                    Self::Assessing(assessment)
                } else {
                    Self::Assessed(Box::new(assessment.into_outcome()))
                }
            }
            Self::Assessed(outcome) => {
                let report = report::report(&outcome, None, catalogue);
                Self::Reported(outcome, Box::new(report))
            }
            Self::Reported(outcome, report) => {
                let sections = sections(&outcome.plan, &chosen(&outcome), catalogue);
                Self::Done(outcome, report, sections)
            }
            Self::Done(..) => self,
        })
    }
}

impl Planner {
    /// Computes the point values of the present fields, all at once.
    pub fn recompute(&self) -> Step {
        self.begin().unwrap_or_else(|| self.finish())
    }

    /// Begins to compute the point values of the present fields; [`Self::advance`] goes on. What
    /// was being computed of earlier fields is forgotten. Gives back what is in the way.
    pub fn begin(&self) -> Option<Step> {
        self.work.set_value(None);
        self.is_computing.set(false);
        let document = self.document();
        if let Some(file) = self.missing_file(&document) {
            return Some(Step::NeedsFile(file));
        }
        match self.catalogue.with_value(|catalogue| self.plan(&document, catalogue)) {
            Ok(plan) => {
                self.work.set_value(Some(Work::Planned(Box::new(plan))));
                self.begun.set_value(Some(document));
                self.is_computing.set(true);
                None
            }
            Err(faults) => Some(self.refuse(by_path(faults))),
        }
    }

    /// Takes a step of what was begun. Gives back what it led to, once it is over or where nothing
    /// was begun.
    pub fn advance(&self) -> Option<Step> {
        let mut work = None;
        self.work.update_value(|kept| work = kept.take());
        let Some(work) = work else { return Some(Step::Computed) };
        match self.catalogue.with_value(|catalogue| work.next(catalogue)) {
            Ok(Work::Done(outcome, report, sections)) => {
                let (report, outcome) = (*report, *outcome);
                let (number, name) = (self.plan_number.get_untracked(), self.active_name());
                let document = self.begun.get_value().unwrap_or_else(|| self.document());
                let computed = Computed { report, laws: None, sections, outcome, number, name, document };
                self.edition.update_value(|edition| *edition += 1);
                self.simulation.take_layout(SimulationInputs::of(&computed.outcome));
                self.faults.set(BTreeMap::new());
                self.trouble.set(None);
                self.computed.set(Some(Arc::new(computed)));
                self.is_computing.set(false);
                Some(Step::Computed)
            }
            Ok(work) => {
                self.work.set_value(Some(work));
                None
            }
            Err(error) => Some(self.refuse(of_no_field(error))),
        }
    }

    /// Computes what is left of what was begun, so that the results are those of the present
    /// fields.
    pub fn settle(&self) {
        if self.work.with_value(Option::is_some) {
            self.finish();
        }
    }

    fn finish(&self) -> Step {
        loop {
            if let Some(step) = self.advance() {
                return step;
            }
        }
    }

    fn refuse(&self, faults: BTreeMap<String, String>) -> Step {
        self.is_computing.set(false);
        self.faults.set(faults);
        Step::Faulty
    }

    /// Says the fields of the last good results anew, in the language that is chosen now.
    pub fn say_fields(&self) {
        let Some(computed) = self.computed.get_untracked() else { return };
        let said = self
            .catalogue
            .with_value(|catalogue| sections(&computed.outcome.plan, &chosen(&computed.outcome), catalogue));
        self.computed.set(Some(Arc::new(Computed { sections: said, ..(*computed).clone() })));
    }

    /// Whether the laws of these results are still to come.
    pub fn waits_for_laws(&self, edition: u32) -> bool {
        edition == self.edition()
            && self.computed.with_untracked(|one| one.as_ref().is_some_and(|one| one.laws.is_none()))
    }

    /// Computes the laws here and now, where they are not there yet.
    pub fn compute_laws_here(&self) {
        if let Some(computed) = self.computed.get_untracked()
            && computed.laws.is_none()
        {
            self.take_laws(self.edition(), laws(&LawInputs::of(&computed.outcome)));
        }
    }
}

/// A fault that belongs to no field.
fn of_no_field(fault: String) -> BTreeMap<String, String> {
    BTreeMap::from([(String::new(), fault)])
}

/// What is allowed, as fields have it: a range as words, where a plan file takes a table as well.
pub(super) fn allowed_in_fields(allowed: &str) -> String {
    allowed.replace(", \"low to high\", or { low, likely, high }", t!(state::OR_RANGE))
}

pub(super) fn by_path(faults: Vec<Fault>) -> BTreeMap<String, String> {
    faults
        .into_iter()
        .map(|fault| {
            let allowed = allowed_in_fields(&fault.allowed);
            (fault.path, t!(state::FAULT, found = fault.found, allowed = allowed))
        })
        .collect()
}

/// What the model chose where the plan says auto.
pub(super) fn chosen(outcome: &Outcome) -> Chosen {
    let groups = &outcome.sizing.demand.groups;
    let validators = groups.iter().find(|group| group.name == "besu-validator");
    Chosen {
        instance_type: outcome.sizing.choice.best.instance_type.clone(),
        nodes: outcome.sizing.choice.best.nodes,
        database: outcome.database.as_ref().map(|class| class.name.clone()).unwrap_or_default(),
        cache: outcome.cache.as_ref().map(|class| class.name.clone()).unwrap_or_default(),
        validators: validators.map(|group| group.replicas),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_give_what_one_go_gives_and_a_newer_edit_wins() {
        let (at_once, in_turns) = (Planner::new().expect("data"), Planner::new().expect("data"));
        for planner in [&at_once, &in_turns] {
            planner.set("platform.zones", "2");
        }
        at_once.recompute();
        assert!(in_turns.begin().is_none() && in_turns.advance().is_none());
        assert!(in_turns.computed.get_untracked().is_none(), "half of a result is shown to nobody");
        in_turns.set("platform.zones", "3");
        assert!(in_turns.begin().is_none());
        in_turns.settle();
        let zones = |planner: &Planner| {
            planner.computed.get_untracked().expect("a result").outcome.plan.platform.zones
        };
        assert_eq!((zones(&at_once), zones(&in_turns)), (2, 3));
        at_once.set("platform.zones", "3");
        at_once.recompute();
        let report = |planner: &Planner| {
            report::to_csv(&planner.computed.get_untracked().expect("a result").report).expect("a table")
        };
        assert_eq!(report(&at_once), report(&in_turns));
    }

    /// The page has the plan in its fields, the command line in a file.
    #[test]
    fn the_pack_of_tables_is_that_of_the_command_line() {
        use crate::engine::export::{PackSource, csv_pack_zip};
        use crate::engine::plan::assess;
        use crate::engine::scenario::{Document, plan_from};

        let toml = "[platform]\nprovider = \"azure\"\n[workload]\ngrowth_pct_per_year = \"10 to 30\"\n\
                    [targets]\nfte = 0.5\n[[node_pools]]\nnodes = \"auto\"\nzone_loss = \"static\"\n";
        let planner = Planner::new().expect("data");
        for file in crate::bundled::files() {
            // What is there already is the same.
            let _ = planner.add_file(file.path, file.text);
        }
        for (path, text) in [
            ("platform.provider", "azure"),
            ("workload.growth_pct_per_year", "10 to 30"),
            ("targets.fte", "0.5"),
            ("node_pools.0.zone_loss", "static"),
        ] {
            planner.set(path, text);
        }
        planner.recompute();
        let catalogue = Catalogue::load(&crate::bundled::files()).expect("data");
        let document = Document::from_toml(toml).expect("TOML");
        let plan = plan_from(&document, &catalogue).expect("a plan");
        let outcome = assess(&plan, &catalogue).expect("results");
        let report = report::report(&outcome, Some(&laws(&LawInputs::of(&outcome))), &catalogue);
        let source =
            PackSource { document: &document, catalogue: &catalogue, outcome: &outcome, report: &report };
        assert!(planner.csv_pack() == csv_pack_zip(&source, false).ok());
        // Fields that are faulty leave the last good results, and their pack.
        planner.set("platform.zones", "many");
        planner.recompute();
        assert!(planner.csv_pack() == csv_pack_zip(&source, false).ok());
    }
}
