//! Faults of a plan.

use std::fmt;

use crate::engine::text::on_a_line;

/// A fault in a plan: where it stands, what was found, what is allowed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Line in the plan file, where there is one.
    pub line: Option<u32>,
    /// Path of the key, such as `platform.zones`.
    pub path: String,
    /// What stands there.
    pub found: String,
    /// What may stand there.
    pub allowed: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(out, "line {line}, ")?;
        }
        if !self.path.is_empty() {
            write!(out, "{}: ", on_a_line(&self.path))?;
        }
        write!(out, "found {}, allowed is {}", on_a_line(&self.found), self.allowed)
    }
}
