//! Models of recovery of the user's own: the age of a backup, any of several failures.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::engine::availability::ModelError;
use crate::engine::backup::PeriodicAge;
use crate::engine::recovery::{Minutes, Mixture};
use crate::engine::scenario::ModelObject;
use crate::engine::uncertainty::Law;

/// Most failures of a backup that a model may have: one that never works has no age.
const MOST_FAILURE: f64 = 0.999_999;
/// Points of a law that a model asks for.
const MOST_POINTS: usize = 1000;
/// The minutes that the vendor states as the most of an automatic recovery.
const STATED_MINUTES: f64 = 15.0;
/// Quantiles of a mixture that are shown.
const QUANTILES: [f64; 5] = [0.5, 0.9, 0.95, 0.99, 0.999];

/// Points of a law, by the number asked for.
type Points = Vec<(f64, f64)>;

/// What a model of recovery comes to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum RecoveryAnswer {
    /// The age of the data that a periodic backup brings back.
    Age {
        /// Mean age, hours.
        mean_h: f64,
        /// Median.
        p50_h: f64,
        /// 90th percentile.
        p90_h: f64,
        /// 95th.
        p95_h: f64,
        /// 99th.
        p99_h: f64,
        /// Probability of an age of at most so many hours, for each asked for.
        #[serde(serialize_with = "by_number")]
        cdf_at_h: Points,
    },
    /// The minutes of any of several failures.
    Mixture {
        /// Failures in a year.
        total_events_per_year: f64,
        /// Mean minutes.
        mean_min: f64,
        /// Minutes within which a part of the failures is over.
        #[serde(serialize_with = "by_number")]
        quantiles_min: Points,
        /// Part of the failures that is over within the vendor's 15 minutes.
        p_within_15_min: f64,
        /// The same for each number of minutes asked for.
        #[serde(serialize_with = "by_number", skip_serializing_if = "Vec::is_empty")]
        p_within_min: Points,
    },
}

/// Points as an object whose keys are the numbers asked for.
fn by_number<S: Serializer>(points: &Points, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(points.len()))?;
    for (at, value) in points {
        map.serialize_entry(&at.to_string(), value)?;
    }
    map.end()
}

/// Solves a model of recovery of this kind.
///
/// # Errors
/// [`ModelError`] naming the path, what was found and what is allowed.
pub(super) fn recovery_model(model: &ModelObject<'_>, kind: &str) -> Result<RecoveryAnswer, ModelError> {
    if kind == "backup_only" { age(model) } else { mixture(model) }
}

fn age(model: &ModelObject<'_>) -> Result<RecoveryAnswer, ModelError> {
    model.only(&["kind", "name", "interval_h", "backup_duration_h", "backup_failure_probability", "at_h"])?;
    let age = PeriodicAge {
        interval_hours: model.above_zero("interval_h")?,
        duration_hours: model.number("backup_duration_h", 0.0, 1e9)?,
        failure: model.number("backup_failure_probability", 0.0, MOST_FAILURE)?,
    };
    let hours = match model.get("at_h") {
        None => asked_by_default(age),
        Some(_) => numbers(model, "at_h")?,
    };
    Ok(RecoveryAnswer::Age {
        mean_h: age.mean(),
        p50_h: age.quantile(0.5),
        p90_h: age.quantile(0.9),
        p95_h: age.quantile(0.95),
        p99_h: age.quantile(0.99),
        cdf_at_h: hours.into_iter().map(|hours| (hours, age.cdf(hours))).collect(),
    })
}

/// A quarter, half, one, one and a half and two intervals, and where an interval ends.
fn asked_by_default(age: PeriodicAge) -> Vec<f64> {
    let (interval, duration) = (age.interval_hours, age.duration_hours);
    let mut hours: Vec<f64> = [0.25, 0.5, 1.0, 1.5, 2.0].map(|part| part * interval).to_vec();
    hours.extend([interval + duration, 2.0 * interval + duration]);
    hours.sort_by(f64::total_cmp);
    hours.dedup_by(|a, b| a.to_bits() == b.to_bits());
    hours
}

fn numbers(model: &ModelObject<'_>, key: &str) -> Result<Vec<f64>, ModelError> {
    let what = format!("a list of 1 to {MOST_POINTS} numbers of at least 0");
    let list = model.list(key, &what)?;
    let number = |value: &Value| value.as_f64().filter(|number| number.is_finite() && *number >= 0.0);
    let numbers: Option<Vec<f64>> = list.iter().map(number).collect();
    numbers.filter(|numbers| numbers.len() <= MOST_POINTS).ok_or_else(|| model.fault(key, &what).into())
}

fn mixture(model: &ModelObject<'_>) -> Result<RecoveryAnswer, ModelError> {
    model.only(&["kind", "name", "classes", "within_min"])?;
    let within = match model.get("within_min") {
        None => Vec::new(),
        Some(_) => numbers(model, "within_min")?,
    };
    let mut failures = Vec::new();
    for class in model.objects("classes", "a list of at least one class")? {
        class.only(&["name", "per_year", "low_min", "mode_min", "high_min"])?;
        let per_year = class.number("per_year", 0.0, 1e9)?;
        let (low, high) = (class.number("low_min", 0.0, 1e12)?, class.number("high_min", 0.0, 1e12)?);
        let mode = class.number("mode_min", 0.0, 1e12)?;
        if low > high {
            return Err(class.fault("high_min", &format!("at least low_min, which is {low}")).into());
        }
        if !(low..=high).contains(&mode) {
            return Err(class.fault("mode_min", &format!("a number from {low} to {high}")).into());
        }
        let law = if low < high { Law::Pert { low, mode, high } } else { Law::Constant(low) };
        failures.push((per_year, Minutes::Law(law)));
    }
    let mixture = Mixture::of(failures)
        .ok_or_else(|| model.fault("classes", "at least one class with per_year above 0"))?;
    Ok(RecoveryAnswer::Mixture {
        total_events_per_year: mixture.per_year(),
        mean_min: mixture.mean(),
        quantiles_min: QUANTILES.map(|p| (p, mixture.quantile(p))).to_vec(),
        p_within_15_min: mixture.cdf(STATED_MINUTES),
        p_within_min: within.into_iter().map(|minutes| (minutes, mixture.cdf(minutes))).collect(),
    })
}
