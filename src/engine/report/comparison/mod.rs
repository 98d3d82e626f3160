//! The part of the report that puts the vendor's figures beside the plan's.

pub(super) mod csv;
pub(super) mod text;
