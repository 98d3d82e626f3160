//! The report: what a plan computed, in the form that programs and people read.
//!
//! It reads results and calculates nothing but sums for display.

mod answers;
mod availability;
mod backup;
mod build;
mod build_or_buy;
mod check;
mod comparison;
mod cost;
mod csv;
mod document;
mod durability;
mod effort;
mod format;
mod horizon;
mod locale;
mod lock;
mod markdown;
mod not_covered;
mod odf;
mod optimise;
mod page;
mod patterns;
mod recovery;
mod sensitivity;
mod side_by_side;
mod sizing;
mod table;
mod text;
mod upkeep;

pub use answers::{Answer, VerdictLine, answers, general_warnings};
pub use availability::{
    Availability, Band, Cause, ClassEntry, Contractual, DoubtEntry, DowntimeCost, DowntimeMinutes,
    DowntimeUsd, FailureRateEntry, HistoryEntry, Infrastructure, PosteriorFigure, PriorFigure, PromiseEntry,
    SwingEntry, WindowEntry,
};
pub use backup::{Backup, CopiesMonth, LossEntry, StepEntry, StoredGib, SurfaceRestore, TierEntry};
pub use build::report;
pub use build_or_buy::{BuildOrBuyEntry, OfferEntry, RateEntry, UsdEntry};
pub use check::{
    CheckReport, CheckedPlan, FaultEntry, Miss, Part, PlanProblem, TargetEntry as CheckedTarget, check_junit,
    check_report, check_sarif, check_text, judged, unreadable,
};
pub use cost::{
    AdviceEntry, Cost, CostLine, CostTier, DiscountLine, Driver, ForgottenEntry, ForgottenSum, GroupSum,
    Monthly, SizeEntry, SupportedUntil, Unpriced,
};
pub use csv::to_csv;
pub use document::*;
pub use durability::{CauseEntry, DurabilityEntry, DurabilityReport, UnknownCause, at_least};
pub use effort::*;
pub use format::{
    age, amount, chance, digits, dollars, hours_range, odds, percent, quantity, signed_dollars,
    signed_percent, small, small_dollars,
};
pub use horizon::{
    CurrencyEntry, HorizonMonth, HorizonReport, HorizonYear, LabourEntry, NodeStepEntry, OneTimeEntry,
    OutgrownEntry, UncertainInput, UnitCost, UsdPercentiles, unit_in_words,
};
pub use locale::{Locale, write_as};
pub use lock::{LockEntry, LockedMonth, PriceChange, Today, add_lock};
pub use markdown::{decision_record, to_markdown, to_markdown_summary};
pub use odf::{OdfEntry, OdfServiceEntry};
pub use optimise::*;
pub use patterns::*;
pub use recovery::{RecoveryEntry, RecoveryMixture, RecoveryStated, StepEntry as RecoveryStep};
pub use sensitivity::{
    BreakEvenReport, SensitivityReport, TargetEntry, Told, sensitivity_csv, sensitivity_report,
    sensitivity_text,
};
pub use side_by_side::*;
pub use sizing::*;
pub use text::to_text;
pub use upkeep::*;

/// The report as one JSON document.
///
/// # Errors
/// None in practice: the report has text keys and finite numbers only.
pub fn to_json(report: &Report) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(report).map(|json| json + "\n")
}
