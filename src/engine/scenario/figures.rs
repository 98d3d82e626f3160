//! The model's figures, as the catalogue has them and the plan overrides them.

use crate::engine::catalogue::{Catalogue, Provenance};
use crate::engine::scenario::{Plan, Purchase};
use crate::engine::uncertainty::{Estimate, Law};
use crate::engine::units::YEAR_HOURS;

/// The failure class of a node.
const NODE: &str = "node_vm_unplanned";
/// Months of a year.
const MONTHS_PER_YEAR: f64 = 12.0;

/// Who set a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// The data.
    Data,
    /// The plan, in the data's place.
    Plan,
    /// The incidents that the plan tells of.
    History,
}

/// A figure, where it comes from, and who set it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<'a> {
    /// The figure.
    pub value: Estimate,
    /// Its row; absent when the catalogue has none.
    pub provenance: Option<&'a Provenance>,
    /// Who set it.
    pub set_by: SetBy,
}

impl Figure<'_> {
    /// The likely value.
    pub fn likely(&self) -> f64 {
        self.value.likely()
    }

    /// The mean of its law: of a PERT (low + 4 × likely + high) ÷ 6.
    pub fn mean(&self) -> f64 {
        Law::of(self.value).mean()
    }
}

/// Access to the figures of one plan.
#[derive(Clone, Copy, Debug)]
pub struct Figures<'a> {
    catalogue: &'a Catalogue,
    plan: &'a Plan,
}

impl<'a> Figures<'a> {
    /// The figures of a plan.
    pub const fn new(catalogue: &'a Catalogue, plan: &'a Plan) -> Self {
        Self { catalogue, plan }
    }

    /// A figure of `assumptions.csv`. `None` when there is no such id.
    pub fn assumption(&self, id: &str) -> Option<Figure<'a>> {
        let row = self.catalogue.assumptions.get(id)?;
        Some(self.overridden(|| id.to_owned(), row.value, Some(&row.provenance)))
    }

    /// Events in a year, or the probability, of a failure class: with the plan's own incidents
    /// where it tells of some, see [`super::History`]. Nodes that the provider may take back
    /// fail as often more; the plan's own incidents have that in them.
    pub fn rate(&self, class: &str) -> Option<Figure<'a>> {
        let figure = self.rate_by_itself(class)?;
        let is_spot = self.plan.node_pool.commitment == Purchase::Spot;
        if class != NODE || !is_spot || figure.set_by == SetBy::History {
            return Some(figure);
        }
        let taken = self.assumption("spot.interruptions_per_month")?.value.times(MONTHS_PER_YEAR);
        let node = figure.value;
        let [low, likely, high] =
            [node.low() + taken.low(), node.likely() + taken.likely(), node.high() + taken.high()];
        Some(Figure { value: Estimate::new(low, likely, high).ok()?, ..figure })
    }

    fn rate_by_itself(&self, class: &str) -> Option<Figure<'a>> {
        let row = self.catalogue.failure_rates.get(class)?;
        if class == NODE
            && let Some(mtbf) = self.plan.assumptions.get("node.mtbf_hours")
            && mtbf.low() > 0.0
        {
            let per_year = |hours: f64| YEAR_HOURS / hours;
            let value = Estimate::new(per_year(mtbf.high()), per_year(mtbf.likely()), per_year(mtbf.low()));
            return Some(Figure { value: value.ok()?, provenance: None, set_by: SetBy::Plan });
        }
        if let Some(history) = self.plan.history.iter().find(|history| history.class == class) {
            let (value, provenance) = (history.posterior, Some(&row.provenance));
            return Some(Figure { value, provenance, set_by: SetBy::History });
        }
        Some(self.overridden(|| format!("{class}.{}", row.figure()), row.value, Some(&row.provenance)))
    }

    /// Hours of repair of a failure class.
    pub fn repair_hours(&self, class: &str) -> Option<Figure<'a>> {
        let row = self.catalogue.failure_rates.get(class)?;
        Some(self.overridden(|| format!("{class}.repair_hours"), row.repair_hours?, Some(&row.provenance)))
    }

    /// The catalogue.
    pub const fn catalogue(&self) -> &'a Catalogue {
        self.catalogue
    }

    /// The plan.
    pub const fn plan(&self) -> &'a Plan {
        self.plan
    }

    fn overridden(
        &self,
        id: impl Fn() -> String,
        value: Estimate,
        provenance: Option<&'a Provenance>,
    ) -> Figure<'a> {
        let assumptions = &self.plan.assumptions;
        match (!assumptions.is_empty()).then(|| assumptions.get(&id())).flatten() {
            Some(set) => Figure { value: *set, provenance: None, set_by: SetBy::Plan },
            None => Figure { value, provenance, set_by: SetBy::Data },
        }
    }
}
