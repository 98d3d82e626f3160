//! Every figure of the model: how the list is looked at, and what hangs on each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::{Computed, Planner};
use crate::engine::catalogue::Method;
use crate::engine::scenario::{Constant, SetBy, constants};
use crate::engine::sensitivity::{KeyFigures, Moved, ends_of, key_figures_with, moved};
use crate::engine::uncertainty::Estimate;

/// Where a value of the data comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Somebody publishes it.
    Stated,
    /// It is calculated from what somebody publishes.
    Computed,
    /// It is a judgement.
    Assumed,
}

impl Origin {
    /// Of a figure that was had this way.
    pub const fn of(method: Method) -> Self {
        match method {
            Method::Feed | Method::Page | Method::Stated => Self::Stated,
            Method::Derived => Self::Computed,
            Method::Assumed => Self::Assumed,
        }
    }
}

/// Figures that are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// All of them.
    All,
    /// Those that come from there.
    From(Origin),
    /// Those that the plan sets.
    Set,
    /// Those that move an answer of this plan.
    Moving,
}

/// A figure of the model, as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ConstantRow {
    /// Its key below `assumptions`.
    pub id: String,
    /// What it means.
    pub meaning: String,
    /// Unit.
    pub unit: String,
    /// The value in use.
    pub value: Estimate,
    /// The value of the data.
    pub listed: Option<Estimate>,
    /// Where that comes from.
    pub origin: Origin,
    /// Its date.
    pub as_of: String,
    /// Its source.
    pub source: String,
    /// Who set the value in use.
    pub set_by: SetBy,
    /// The values at which it is looked at.
    pub ends: (f64, f64),
}

impl ConstantRow {
    fn of(constant: Constant<'_>) -> Self {
        let ends = ends_of(&constant);
        let from = constant.provenance;
        Self {
            ends,
            meaning: constant.meaning,
            unit: constant.unit,
            value: constant.value,
            listed: constant.listed,
            origin: from.map_or(Origin::Assumed, |from| Origin::of(from.method)),
            as_of: from.map_or_else(String::new, crate::engine::catalogue::Provenance::as_of_text),
            source: from.map_or_else(String::new, |from| from.source.clone()),
            set_by: constant.set_by,
            id: constant.id,
        }
    }

    /// The key of the plan that sets it.
    pub fn path(&self) -> String {
        format!("assumptions.{}", self.id)
    }

    /// Whether every word of a text stands in its key, meaning, unit or source.
    pub fn matches(&self, text: &str) -> bool {
        let all = format!("{} {} {} {}", self.id, self.meaning, self.unit, self.source).to_lowercase();
        text.to_lowercase().split_whitespace().all(|word| all.contains(word))
    }
}

/// What hangs on each figure, as far as it was looked at.
pub type AllMoved = BTreeMap<String, Arc<Vec<Moved>>>;

/// How the list is looked at.
#[derive(Clone, Copy, Debug)]
pub struct AssumptionsState {
    /// What is searched for.
    pub text: RwSignal<String>,
    /// What is listed.
    pub listed: RwSignal<Listed>,
    /// Figures that are open.
    pub open: RwSignal<BTreeSet<String>>,
    /// What hangs on each, for the present results.
    pub moved: RwSignal<Arc<AllMoved>>,
    /// The results that this is for.
    edition: StoredValue<u32>,
    /// The figure that is looked at, and the answers at its low end.
    half: StoredValue<Option<(String, Option<KeyFigures>)>>,
}

impl AssumptionsState {
    /// All figures, all closed.
    pub fn new() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            listed: RwSignal::new(Listed::All),
            open: RwSignal::new(BTreeSet::new()),
            moved: RwSignal::new(Arc::default()),
            edition: StoredValue::new(0),
            half: StoredValue::new(None),
        }
    }

    /// Opens what is closed, and closes what is open.
    pub fn toggle(&self, id: &str) {
        self.open.update(|open| {
            if !open.remove(id) {
                open.insert(id.to_owned());
            }
        });
    }
}

impl Planner {
    /// Every figure of the model for the present results.
    pub fn constants(&self) -> Vec<ConstantRow> {
        let Some(computed) = self.computed.get() else { return Vec::new() };
        self.catalogue.with_value(|catalogue| {
            constants(catalogue, computed.plan()).into_iter().map(ConstantRow::of).collect()
        })
    }

    /// Looks at one end of the next figure that is not known yet, open ones first. Gives back
    /// whether more is left to look at.
    pub fn look_further(&self, rows: &[ConstantRow]) -> bool {
        let state = self.assumptions;
        let Some(computed) = self.computed.get_untracked() else { return false };
        if state.edition.get_value() != self.edition() {
            state.edition.set_value(self.edition());
            state.half.set_value(None);
            state.moved.set(Arc::default());
        }
        let is_known = |row: &&ConstantRow| state.moved.with_untracked(|known| known.contains_key(&row.id));
        let next = state.open.with_untracked(|open| {
            let mut open = rows.iter().filter(|row| open.contains(&row.id));
            open.find(|row| !is_known(row)).or_else(|| rows.iter().find(|row| !is_known(row)))
        });
        let Some(row) = next else { return false };
        let at = |value: f64| {
            self.catalogue
                .with_value(|catalogue| key_figures_with(computed.plan(), catalogue, &row.id, value))
        };
        let half = state.half.get_value().filter(|(id, _)| *id == row.id);
        let Some((_, at_low)) = half else {
            state.half.set_value(Some((row.id.clone(), at(row.ends.0))));
            return true;
        };
        state.half.set_value(None);
        let nothing = || vec![None; computed.key_figures().len()];
        let at_high = at(row.ends.1).unwrap_or_else(nothing);
        let found = moved(&computed.key_figures(), &at_low.unwrap_or_else(nothing), &at_high);
        state.moved.update(|known| {
            Arc::make_mut(known).insert(row.id.clone(), Arc::new(found));
        });
        true
    }
}

impl Computed {
    /// Its answers.
    fn key_figures(&self) -> KeyFigures {
        crate::engine::sensitivity::key_figures(self.outcome())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::plan::KeyFigure;

    fn planner() -> Planner {
        let planner = Planner::new().expect("the data has no faults");
        planner.recompute();
        planner
    }

    #[test]
    fn an_override_is_the_plans_own_key_and_is_taken_back() {
        let planner = planner();
        let zone = |planner: &Planner| {
            let rows = planner.constants();
            rows.into_iter().find(|row| row.id == "az_full_loss.per_year").expect("a figure")
        };
        let listed = zone(&planner);
        assert_eq!((listed.origin, listed.set_by), (Origin::Computed, SetBy::Data));
        for text in ["1", "1 to", "1 to 2, likely 1.2"] {
            planner.set(&listed.path(), text);
        }
        planner.recompute();
        let set = zone(&planner);
        assert_eq!((set.value.low(), set.value.likely(), set.value.high()), (1.0, 1.2, 2.0));
        assert_eq!((set.set_by, set.listed), (SetBy::Plan, listed.listed));
        // What was typed is one step.
        assert!(planner.undo());
        planner.recompute();
        assert_eq!(zone(&planner), listed);
        assert!(!planner.undo());
    }

    #[test]
    fn figures_are_found_by_any_of_their_words() {
        let rows = planner().constants();
        let found = |text: &str| rows.iter().filter(|row| row.matches(text)).count();
        assert_eq!(found(""), rows.len());
        assert_eq!(found("kwh ELECTRICITY"), 1);
        assert_eq!(found("no such words"), 0);
    }

    #[test]
    fn what_hangs_on_a_figure_is_looked_at_end_by_end_open_ones_first() {
        let planner = planner();
        let rows = planner.constants();
        let id = "network.nat_gib_per_month";
        planner.assumptions.toggle(id);
        assert!(planner.look_further(&rows) && planner.look_further(&rows));
        let known = planner.assumptions.moved.get_untracked();
        assert_eq!(known.keys().collect::<Vec<_>>(), [id]);
        assert_eq!(known[id][0].answer, KeyFigure::Monthly);
        // Other results: nothing is known of them.
        planner.set("platform.zones", "2");
        planner.recompute();
        assert!(planner.look_further(&planner.constants()));
        assert!(planner.assumptions.moved.get_untracked().is_empty());
    }
}
