//! Results against targets.

use serde::{Serialize, Serializer};

use super::{Laws, Outcome};
use crate::engine::backup::Lost;
use crate::engine::scenario::Target;

/// Whether a target is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// Yes.
    Yes,
    /// No.
    No,
    /// It cannot be said.
    Undecided,
}

impl Serialize for Met {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Yes => serializer.serialize_bool(true),
            Self::No => serializer.serialize_bool(false),
            Self::Undecided => serializer.serialize_str("undecided"),
        }
    }
}

/// A target, the result and whether it is met.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verdict {
    /// The target's key.
    pub target: &'static str,
    /// Unit of what was asked for and of the value.
    pub unit: &'static str,
    /// What was asked for.
    pub asked: f64,
    /// What the plan gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Probability of meeting it; absent where no law is computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability_met: Option<f64>,
    /// Standard error of the probability, where draws gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<f64>,
    /// Probability with which the plan wants it met.
    pub confidence: f64,
    /// Whether it is met: the probability is at least the plan's confidence, or,
    /// without a law, the value is within the target. Undecided where the two are within
    /// two standard errors of each other.
    pub met: Met,
}

/// What a probability may fall short by through rounding alone.
const ROUNDING: f64 = 1e-9;

/// The verdict on every target that the plan sets.
pub fn verdicts(outcome: &Outcome, laws: Option<&Laws>) -> Vec<Verdict> {
    outcome.plan.targets.iter().map(|(target, asked)| verdict(outcome, laws, *target, *asked)).collect()
}

fn verdict(outcome: &Outcome, laws: Option<&Laws>, target: Target, asked: f64) -> Verdict {
    let value = match target {
        Target::MonthlyCostUsd => Some(outcome.bill.effective.dollars()),
        Target::AvailabilityPct => Some(outcome.availability.headline.availability() * 100.0),
        Target::RtoMinutes => laws.map(|laws| laws.automatic_outage_minutes_p50),
        Target::RpoSeconds => worst_zone_loss(outcome).and_then(|lost| lost.quantile_seconds(0.5)),
        Target::SetupDays => outcome.effort.setup.stated_days,
        Target::Fte => Some(outcome.effort.upkeep.fte_planned),
    };
    let probability_met = match target {
        Target::RpoSeconds => worst_zone_loss(outcome).and_then(|lost| lost.p_within(asked)),
        // Of a bill that lacks prices the law is one of "at least".
        Target::MonthlyCostUsd if !outcome.bill.complete => None,
        _ => laws.and_then(|laws| laws.p_met.get(target.key()).copied()),
    };
    let standard_error = laws.and_then(|laws| laws.p_met_error.get(target.key()).copied());
    let within = value.map(|value| match target {
        Target::AvailabilityPct => value >= asked,
        _ => value <= asked,
    });
    let met = match (target, probability_met, within) {
        (Target::MonthlyCostUsd, _, Some(true)) if !outcome.bill.complete => Met::Undecided,
        (_, Some(p), _) if standard_error.is_some_and(|e| (p - outcome.plan.confidence).abs() < 2.0 * e) => {
            Met::Undecided
        }
        (_, Some(p), _) => yes_or_no(p >= outcome.plan.confidence - ROUNDING),
        // Where a law decides and is not computed yet, the point value does not stand in for it.
        (Target::MonthlyCostUsd, None, Some(within)) => yes_or_no(within),
        _ => Met::Undecided,
    };
    let confidence = outcome.plan.confidence;
    Verdict {
        target: target.key(),
        unit: target.unit(),
        asked,
        value,
        probability_met,
        standard_error,
        confidence,
        met,
    }
}

/// Median seconds of data that the loss of a zone costs of the database; none where that is not
/// known, or everything.
pub fn rpo_seconds(outcome: &Outcome) -> Option<f64> {
    worst_zone_loss(outcome).and_then(|lost| lost.quantile_seconds(0.5))
}

/// What the loss of a zone may cost of the database: of the zones whose loss differs the
/// worst. None where one of them is not known.
fn worst_zone_loss(outcome: &Outcome) -> Option<Lost> {
    let zones = outcome.recoveries.iter().filter(|recovery| matches!(recovery.id, "zone" | "zone-stop"));
    // Everything is more than any age.
    let size = |lost: Lost| lost.quantile_seconds(0.5).unwrap_or(f64::INFINITY);
    let all: Vec<Lost> = zones.map(|recovery| recovery.lost).collect();
    if all.contains(&Lost::Unknown) {
        return None;
    }
    all.into_iter().max_by(|a, b| size(*a).total_cmp(&size(*b)))
}

const fn yes_or_no(met: bool) -> Met {
    if met { Met::Yes } else { Met::No }
}
