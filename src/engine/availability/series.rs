//! Parts that all must be up.

use libm::{expm1, log1p};

use super::Outage;

/// Independent parts in series.
///
/// Formula: U = −expm1(Σ ln(1−U_i)); ν = Σ ν_i × Π over j≠i of (1−U_j). Through
/// logarithms, so that small unavailabilities do not cancel.
/// Source: docs/model.md, "Series".
pub fn in_series(parts: &[Outage]) -> Outage {
    if parts.iter().any(|part| part.unavailability >= 1.0) {
        return Outage { unavailability: 1.0, per_hour: 0.0 };
    }
    let log_up: f64 = parts.iter().map(|part| log1p(-part.unavailability)).sum();
    let up = 1.0 + expm1(log_up);
    let per_hour = parts.iter().map(|part| part.per_hour * up / part.availability()).sum();
    // No minus: nothing that fails is 0, not −0.
    Outage { unavailability: 0.0 - expm1(log_up), per_hour }
}
