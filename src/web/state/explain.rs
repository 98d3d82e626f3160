//! What is explained, and the text on methods.

use std::sync::Arc;

use leptos::prelude::*;

/// A number that can be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nodes.
    Size,
    /// The bill of a month.
    Cost,
    /// Money over the years.
    Horizon,
    /// The bill by node, tenant and transaction.
    PerUnit,
    /// Availability and downtime.
    Availability,
    /// Minutes after the worst loss of a zone.
    Recovery,
    /// What is lost of the data.
    DataLoss,
    /// The chance that data are lost for good.
    Durability,
    /// Days of the setup.
    Setup,
    /// Planned work.
    Effort,
    /// The patterns side by side.
    Patterns,
    /// Plans in the same futures.
    Compare,
    /// The best plan of a search.
    Optimise,
}

impl Asked {
    /// Every one.
    pub const ALL: [Self; 13] = [
        Self::Size,
        Self::Cost,
        Self::Horizon,
        Self::PerUnit,
        Self::Availability,
        Self::Recovery,
        Self::DataLoss,
        Self::Durability,
        Self::Setup,
        Self::Effort,
        Self::Patterns,
        Self::Compare,
        Self::Optimise,
    ];

    /// The word of its answer in the report.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Cost => "cost",
            Self::Horizon => "horizon",
            Self::PerUnit => "per-unit",
            Self::Availability => "availability",
            Self::Recovery => "recovery",
            Self::DataLoss => "data-loss",
            Self::Durability => "durability",
            Self::Setup => "setup",
            Self::Effort => "effort",
            Self::Patterns => "patterns",
            Self::Compare => "compare",
            Self::Optimise => "optimise",
        }
    }

    /// The one with this word.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asked| asked.id() == id)
    }
}

/// What is explained.
#[derive(Clone, Copy, Debug)]
pub struct ExplainState {
    /// The number; none while nothing is.
    pub asked: RwSignal<Option<Asked>>,
}

impl ExplainState {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { asked: RwSignal::new(None) }
    }
}

/// The text on methods.
#[derive(Clone, Copy, Debug)]
pub struct MethodsState {
    /// The text as the build made it, or why it could not be had; none before it is there.
    pub text: RwSignal<Option<Result<Arc<str>, String>>>,
    /// The section to go to once it is shown.
    pub section: RwSignal<Option<String>>,
}

impl MethodsState {
    /// Not there yet.
    pub fn new() -> Self {
        Self { text: RwSignal::new(None), section: RwSignal::new(None) }
    }
}
