//! A search for the best plan, step by step.

use std::collections::BTreeMap;

use super::answer::{document, in_words};
use super::{PlanMessage, SoFar, Told};
use crate::engine::catalogue::Catalogue;
use crate::engine::optimise::{Found, Search, answer};
use crate::engine::report::{optimise_csv, optimise_report};
use crate::engine::scenario::Document;

/// Steps of one turn.
const STEPS: u32 = 128;

/// A search that goes on.
pub(super) struct Running(Search<'static>);

impl Running {
    /// Begins to search, or says what is wrong with the plan.
    pub(super) fn new(plan: &PlanMessage, catalogue: &'static Catalogue) -> Result<Self, Vec<String>> {
        let (document, pods) = document(plan).map_err(in_words)?;
        let begun = Search::new(&document, catalogue, pods)
            .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        begun.map(Self).map_err(in_words)
    }

    /// Goes on for a turn and says how far it is; none once it has ended.
    pub(super) fn go_on(&mut self) -> Option<SoFar> {
        let progress = self.0.step(STEPS);
        (!progress.is_done).then(|| SoFar {
            evaluated: progress.evaluated as f64,
            excluded: progress.excluded as f64,
            of: progress.of as f64,
            best_usd: progress.best.map(|best| best.dollars()),
        })
    }

    /// What it has found.
    pub(super) fn told(mut self) -> Result<Told, Vec<String>> {
        let found = answer(&mut self.0).map_err(in_words)?;
        let one = |name: &str, found: &Option<Found>| {
            found.as_ref().map(|found| (name.to_owned(), fields(&found.document)))
        };
        let many = |name: &'static str, list: &[Found]| {
            let plans = list.iter().enumerate();
            plans.map(|(i, found)| (format!("{name}.{i}"), fields(&found.document))).collect::<Vec<_>>()
        };
        let plans: BTreeMap<_, _> = one("best", &found.best)
            .into_iter()
            .chain(one("second", &found.second))
            .chain(one("next_dearer", &found.dearer))
            .chain(many("pareto", &found.front))
            .chain(many("near_misses", &found.misses))
            .collect();
        let report = optimise_report(&found, None);
        let csv = optimise_csv(&report).map_err(in_words)?;
        Ok(Told { json: serde_json::to_string(&report).map_err(in_words)?, csv, plans })
    }
}

/// A plan that was found, as forms have it, without its name and what was searched.
fn fields(document: &Document) -> BTreeMap<String, String> {
    let fields = document.to_fields().into_iter();
    let fields = fields.filter(|(key, _)| key != "name" && !key.starts_with("optimise."));
    fields
        .map(|(key, text)| {
            // A word in the place of a commitment is its scheme.
            let key = if key.ends_with(".commitment") { format!("{key}.scheme") } else { key };
            (key, text)
        })
        .collect()
}
