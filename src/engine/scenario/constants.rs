//! Every figure of the model that a plan may override: what it means, its value, who set it.

use super::read::assumption_ids;
use super::{Figure, Figures, Plan, SetBy};
use crate::engine::catalogue::{Catalogue, Provenance};
use crate::engine::uncertainty::Estimate;
use crate::engine::units::YEAR_HOURS;

/// The class of node failures, and the key that says it as hours between them.
const NODE: &str = "node_vm_unplanned";
const NODE_MTBF: &str = "node.mtbf_hours";
/// What repair hours are called after their class.
const REPAIR: &str = "repair_hours";

/// A figure of the model that a plan may override under `[assumptions]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Constant<'a> {
    /// The key in the plan.
    pub id: String,
    /// What it means.
    pub meaning: String,
    /// Unit.
    pub unit: String,
    /// The value that the plan uses.
    pub value: Estimate,
    /// The value of the data; absent where the data have none.
    pub listed: Option<Estimate>,
    /// Where the value of the data comes from.
    pub provenance: Option<&'a Provenance>,
    /// Who set the value.
    pub set_by: SetBy,
}

/// Every figure of the model for a plan, in the order of its ids.
pub fn constants<'a>(catalogue: &'a Catalogue, plan: &'a Plan) -> Vec<Constant<'a>> {
    let figures = Figures::new(catalogue, plan);
    let mut ids = assumption_ids(catalogue);
    ids.sort();
    ids.into_iter().filter_map(|id| constant(figures, id)).collect()
}

fn constant(figures: Figures<'_>, id: String) -> Option<Constant<'_>> {
    let catalogue = figures.catalogue();
    let meaning = meaning(catalogue, &id)?;
    if id == NODE_MTBF {
        let set_by =
            if figures.plan().assumptions.contains_key(NODE_MTBF) { SetBy::Plan } else { SetBy::Data };
        let row = catalogue.failure_rates.get(NODE)?;
        let value = match figures.plan().assumptions.get(NODE_MTBF) {
            Some(hours) => *hours,
            None => hours_between(figures.rate(NODE)?.value)?,
        };
        return Some(Constant {
            id,
            meaning,
            unit: "hours".to_owned(),
            value,
            listed: hours_between(row.value),
            provenance: Some(&row.provenance),
            set_by,
        });
    }
    if let Some(row) = catalogue.assumptions.get(&id) {
        let (listed, unit) = (row.value, row.unit.clone());
        return Some(of(figures.assumption(&id)?, id, meaning, unit, listed, &row.provenance));
    }
    let (class, what) = id.rsplit_once('.')?;
    let row = catalogue.failure_rates.get(class)?;
    let (figure, unit, listed) = if what == REPAIR {
        (figures.repair_hours(class)?, "hours".to_owned(), row.repair_hours?)
    } else {
        (figures.rate(class)?, row.unit.clone(), row.value)
    };
    Some(of(figure, id, meaning, unit, listed, &row.provenance))
}

fn of<'a>(
    figure: Figure<'_>,
    id: String,
    meaning: String,
    unit: String,
    listed: Estimate,
    provenance: &'a Provenance,
) -> Constant<'a> {
    let (value, set_by, listed) = (figure.value, figure.set_by, Some(listed));
    Constant { id, meaning, unit, value, listed, provenance: Some(provenance), set_by }
}

/// Hours between events of so many a year: 8,760 ÷ rate.
fn hours_between(per_year: Estimate) -> Option<Estimate> {
    let hours = |rate: f64| YEAR_HOURS / rate;
    if per_year.low() <= 0.0 {
        return None;
    }
    Estimate::new(hours(per_year.high()), hours(per_year.likely()), hours(per_year.low())).ok()
}

/// What a figure of the model means, by its id or by its class of failures alone; none where
/// it is no figure of the model.
pub fn meaning(catalogue: &Catalogue, id: &str) -> Option<String> {
    if id == NODE_MTBF {
        return Some("mean time between failures of a node; sets node_vm_unplanned.per_year".to_owned());
    }
    if let Some(row) = catalogue.assumptions.get(id) {
        return Some(row.drives.clone());
    }
    if let Some(row) = catalogue.failure_rates.get(id) {
        return Some(format!("{}: how often, {}", class_in_words(id), row.unit));
    }
    let (class, what) = id.rsplit_once('.')?;
    let row = catalogue.failure_rates.get(class)?;
    let words = class_in_words(class);
    match what {
        REPAIR => Some(format!("{words}: hours of repair")),
        "probability" => Some(format!("{words}: probability, {}", row.unit)),
        _ => Some(format!("{words}: how often, {}", row.unit)),
    }
}

/// The name of a class of failures in words: `az_full_loss` is "AZ full loss".
fn class_in_words(class: &str) -> String {
    let word = |word: &str| match word {
        "az" | "vm" | "dns" | "rpc" | "ebs" | "hdd" => word.to_uppercase(),
        "saas" => "SaaS".to_owned(),
        _ => word.to_owned(),
    };
    class.split('_').map(word).collect::<Vec<_>>().join(" ")
}
