//! One deterministic plan: the rooms in order, each given plain numbers.

mod alone;
mod assessment;
mod comparison;
mod copies;
mod coverage;
mod credits;
mod data_pods;
mod doubt;
mod failures;
mod futures;
mod hosted;
mod key_figures;
mod law_steps;
mod laws;
mod models;
mod money;
mod of_profile;
mod outcome;
mod parts;
mod pattern;
mod patterns;
mod people;
mod promises;
mod recover;
mod recovery_laws;
mod recovery_models;
mod recovery_stated;
mod remedy;
mod setup;
mod size;
mod storage;
mod targets;
mod upkeep;
mod verdict;
mod warnings;
mod windows;
mod work;
mod year;

pub use crate::engine::uncertainty::Measured;
pub use alone::{BillSwing, DrawnTask};
pub use assessment::{Assessment, assess};
pub use comparison::{Comparison, ComputedSide, Lies, StatedSide, comparison};
pub use coverage::{Coverage, coverage};
pub use credits::{Credits, PromiseCredit, credits};
pub use data_pods::DataPods;
pub use doubt::{Doubt, Swing};
pub use futures::{Futures, Moves, UncertainInput};
pub use hosted::{BuildOrBuy, Offer, UsdRange};
pub use key_figures::KeyFigure;
pub use law_steps::{SteppedLaws, laws};
pub use laws::{Curve, LawInputs, Laws, Percentiles};
pub use models::{ModelAnswer, YearAnswer, read_part, solve_model};
pub use money::{
    CostLaws, CostPair, CostSwing, CostSwings, Horizon, HorizonSums, LabourParts, MonthBill, MonthCost,
    OneTime, SupportEntry, bought, labour_parts, month_bills,
};
pub use outcome::{
    AvailabilityResult, EffortResult, Outcome, PlanError, SetupResult, SetupSchedule, SizingResult, Warning,
    evaluate,
};
pub use parts::{
    PoolType, bill_on, carries, least_beside_workers, node_hour_usd, pool_types, pool_words, sized,
};
pub use pattern::{Failover, FailoverStep};
pub use patterns::{Against, LEAST_SAVED, PatternFigures, PatternRow, as_pattern};
pub use people::PeopleLaws;
pub use promises::Promise;
pub use recovery_laws::{AnyFailure, FailureLaws, RecoveryLaws, StepMinutes};
pub use recovery_models::RecoveryAnswer;
pub use recovery_stated::{StatedEnds, Supports, supports};
pub use remedy::{Remedy, evaluate_ahead};
pub use targets::TargetLaws;
pub use upkeep::{OnCallPlan, Spread, Upkeep};
pub use verdict::{Met, Verdict, rpo_seconds, verdicts};
pub use windows::{PromiseInputs, WindowLaw};
pub use year::{WorkLaws, YearInputs, YearLaws};
