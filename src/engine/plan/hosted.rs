//! Build or buy: the vendor's hosted offers beside the plan.

use super::outcome::Outcome;
use crate::engine::catalogue::{Catalogue, Provenance};
use crate::engine::scenario::{Figure, Figures};
use crate::engine::units::Usd;

/// Dollars at the low, likely and high rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UsdRange {
    /// Low.
    pub low: Usd,
    /// Likely.
    pub likely: Usd,
    /// High.
    pub high: Usd,
}

/// A hosted offer of the vendor.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Short name.
    pub name: &'static str,
    /// What it holds, in the vendor's words.
    pub holds: String,
    /// Its price, EUR a month.
    pub eur_per_month: f64,
    /// The same in dollars, at the assumed rate.
    pub usd_per_month: UsdRange,
    /// Availability that it promises, percent.
    pub sla_pct: Option<f64>,
    /// What the plan costs more a month, bill and planned work together, at the likely
    /// rate; less where it is below 0.
    pub build_more: Usd,
    /// Where its price comes from; absent where the plan sets it.
    pub provenance: Option<Provenance>,
}

/// The vendor's hosted offers beside the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct BuildOrBuy {
    /// Offers.
    pub offers: Vec<Offer>,
    /// Dollars for a euro: low, likely, high.
    pub usd_per_eur: (f64, f64, f64),
    /// Where the rate comes from; absent where the plan sets it.
    pub rate: Option<Provenance>,
    /// The plan's bill and planned work of a month.
    pub build_monthly: Usd,
    /// Whether every line of the bill has a price.
    pub complete: bool,
    /// The work of the setup, paid once.
    pub setup: Usd,
}

/// The vendor's hosted offers beside a plan; none where the data has none.
pub(super) fn build_or_buy(outcome: &Outcome, catalogue: &Catalogue) -> Option<BuildOrBuy> {
    let plan = &outcome.plan;
    let figures = Figures::new(catalogue, plan);
    let rate = figures.assumption("hosted.usd_per_eur")?;
    let build_monthly = outcome.bill.effective + outcome.effort.upkeep.labour_monthly;
    let sla = figures.assumption("hosted.production_sla_pct").map(|figure| figure.likely());
    let offer = |name, id: &str, sla_pct| {
        let price = figures.assumption(id)?;
        let at = |price: f64, rate: f64| Usd::from_dollars(price * rate);
        let usd_per_month = UsdRange {
            low: at(price.value.low(), rate.value.low()),
            likely: at(price.likely(), rate.likely()),
            high: at(price.value.high(), rate.value.high()),
        };
        Some(Offer {
            name,
            holds: catalogue.assumptions.get(id).map_or_else(String::new, |row| holds(&row.drives)),
            eur_per_month: price.likely(),
            usd_per_month,
            sla_pct,
            build_more: build_monthly - usd_per_month.likely,
            provenance: from(&price),
        })
    };
    let preview = offer("preview", "hosted.preview_eur_per_month", None);
    let production = offer("production", "hosted.production_eur_per_month", sla);
    let hourly = plan.team.hourly_cost_usd.likely();
    Some(BuildOrBuy {
        offers: preview.into_iter().chain(production).collect(),
        usd_per_eur: (rate.value.low(), rate.likely(), rate.value.high()),
        rate: from(&rate),
        build_monthly,
        complete: outcome.bill.complete,
        setup: Usd::from_dollars(outcome.effort.setup.setup.work_mean() * hourly),
    })
}

/// What an offer holds: the words after the colon.
fn holds(drives: &str) -> String {
    drives.split_once(": ").map_or(drives, |(_, holds)| holds).to_owned()
}

fn from(figure: &Figure<'_>) -> Option<Provenance> {
    figure.provenance.cloned()
}
