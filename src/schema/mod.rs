//! JSON Schemas (draft 2020-12) of the plan file and of the report.
//!
//! The report's is made of its types and what their documentation says; the plan's of the
//! keys that [`crate::engine::scenario::keys`] has.

mod plan;
mod report;
mod unit;

pub use plan::plan_schema;
pub use report::report_schema;
