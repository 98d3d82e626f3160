//! Promises and failure rates.

use std::collections::BTreeMap;

use super::super::table;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};
use crate::engine::uncertainty::Estimate;

/// What a provider promises, or how a part usually fails over.
#[derive(Clone, Debug)]
pub struct ServiceLevel {
    /// Whose promise it is.
    pub provider: String,
    /// Service.
    pub service: String,
    /// Configuration that the promise is made for.
    pub configuration: String,
    /// Promised availability, percent.
    pub sla_pct: Option<f64>,
    /// Nines of durability: of things that are kept, one in 10 to that power is lost in a year.
    pub durability_nines: Option<f64>,
    /// Usual seconds of a failover: least.
    pub failover_seconds_low: Option<f64>,
    /// Usual seconds of a failover: most.
    pub failover_seconds_high: Option<f64>,
    /// Where the row comes from.
    pub provenance: Provenance,
}

/// Whether a failure figure is a rate or a probability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Events in a year.
    Rate,
    /// Probability for each occasion.
    Probability,
}

/// What a failure rate is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// The model's default.
    Default,
    /// Shown for comparison, never added.
    Benchmark,
    /// For platforms in one's own rooms.
    OnPremises,
    /// Instead of another row.
    Alternative,
}

/// How often something fails and how long its repair takes.
#[derive(Clone, Debug)]
pub struct FailureRate {
    /// The class of failure.
    pub class: String,
    /// Rate or probability.
    pub quantity: Quantity,
    /// Unit of the figure, such as `per VM-year`.
    pub unit: String,
    /// The figure; a lognormal whose ends are its 5th and 95th percentile.
    pub value: Estimate,
    /// Hours of repair, where the class has them.
    pub repair_hours: Option<Estimate>,
    /// What it is for.
    pub used_as: Use,
    /// Where the row comes from.
    pub provenance: Provenance,
}

impl FailureRate {
    /// What the figure is called where a plan sets it: `CLASS.per_year` or `CLASS.probability`.
    pub const fn figure(&self) -> &'static str {
        match self.quantity {
            Quantity::Rate => "per_year",
            Quantity::Probability => "probability",
        }
    }
}

const LEVEL_COLUMNS: &[&str] = &[
    "provider",
    "service",
    "configuration",
    "kind",
    "sla_pct",
    "durability_nines",
    "failover_seconds_low",
    "failover_seconds_high",
    "as_of",
    "method",
    "source",
];

pub(super) fn read_levels(
    file: &DataFile<'_>,
    into: &mut Vec<ServiceLevel>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    let mut keys = Keys::new();
    into.clear();
    table::read(file, LEVEL_COLUMNS, faults, |row| {
        row.choice("kind", &[("sla", ()), ("design-target", ()), ("none", ()), ("default", ())])?;
        let sla_pct = row.maybe_size("sla_pct")?;
        if sla_pct.is_some_and(|pct| pct > 100.0) {
            return Err(row.fault("sla_pct", "at most 100"));
        }
        let level = ServiceLevel {
            provider: row.filled("provider")?,
            service: row.filled("service")?,
            configuration: row.filled("configuration")?,
            sla_pct,
            durability_nines: row.maybe_size("durability_nines")?,
            failover_seconds_low: row.maybe_size("failover_seconds_low")?,
            failover_seconds_high: row.maybe_size("failover_seconds_high")?,
            provenance: row.provenance()?,
        };
        let key = (level.provider.clone(), level.service.clone(), level.configuration.clone());
        keys.next(key, row.file(), row.line())?;
        dates.see(&level.provenance);
        into.push(level);
        Ok(())
    });
}

const RATE_COLUMNS: &[&str] = &[
    "class",
    "quantity",
    "unit",
    "low",
    "likely",
    "high",
    "repair_hours_low",
    "repair_hours_likely",
    "repair_hours_high",
    "use",
    "basis",
    "as_of",
    "method",
    "source",
];

pub(super) fn read_rates(
    file: &DataFile<'_>,
    into: &mut BTreeMap<String, FailureRate>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    const USES: &[(&str, Use)] = &[
        ("default", Use::Default),
        ("benchmark", Use::Benchmark),
        ("on-premises", Use::OnPremises),
        ("alternative", Use::Alternative),
    ];
    let mut keys = Keys::new();
    table::read(file, RATE_COLUMNS, faults, |row| {
        let class = row.filled("class")?;
        keys.next(class.clone(), row.file(), row.line())?;
        let quantity =
            row.choice("quantity", &[("rate", Quantity::Rate), ("probability", Quantity::Probability)])?;
        let high = row.size("high")?;
        if quantity == Quantity::Probability && high > 1.0 {
            return Err(row.fault("high", "a probability of at most 1"));
        }
        let value = Estimate::new(row.size("low")?, row.size("likely")?, high)
            .map_err(|error| row.fault("likely", error.to_string()))?;
        let repair = ["repair_hours_low", "repair_hours_likely", "repair_hours_high"];
        let repair = [row.maybe_size(repair[0])?, row.maybe_size(repair[1])?, row.maybe_size(repair[2])?];
        let repair_hours = match repair {
            [Some(low), Some(likely), Some(high)] => Some(
                Estimate::new(low, likely, high)
                    .map_err(|error| row.fault("repair_hours_likely", error.to_string()))?,
            ),
            [None, None, None] => None,
            _ => return Err(row.fault("repair_hours_likely", "all three of low, likely and high, or none")),
        };
        let provenance = row.provenance()?;
        dates.see(&provenance);
        into.insert(
            class.clone(),
            FailureRate {
                class,
                quantity,
                unit: row.filled("unit")?,
                value,
                repair_hours,
                used_as: row.choice("use", USES)?,
                provenance,
            },
        );
        Ok(())
    });
}
