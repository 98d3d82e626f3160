//! The parts of the page.

mod availability;
mod backups;
mod bill;
mod card;
mod chart;
mod compare;
mod data;
mod effort;
mod field;
mod layout;
mod manifests;
mod notes;
mod patterns;
mod recovery;
mod scenarios;
mod sensitivity;
mod summary;
mod times;
mod workload;

pub use availability::{AvailabilityView, SimulationActions};
pub use backups::BackupsView;
pub use bill::BillView;
pub use card::card;
pub use compare::{CompareView, DecideActions};
pub use data::{DataActions, DataView};
pub use effort::EffortView;
pub use field::FieldRow;
pub use layout::LayoutView;
pub use manifests::{ManifestActions, ManifestsInUse};
pub use notes::{NotesView, WarningList};
pub use patterns::PatternsView;
pub use recovery::RecoveryView;
pub use scenarios::{KeepScenario, ScenarioBar};
pub use sensitivity::SensitivityView;
pub use summary::Summary;
pub use workload::WorkloadView;
