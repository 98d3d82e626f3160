//! The parts of the page.

mod availability;
mod bill;
mod card;
mod data;
mod dates;
mod effort;
mod field;
mod figures;
mod layout;
mod manifests;
mod measured;
mod notes;
mod patterns;
mod pointing;
mod recovery;
mod stated;
mod summary;
mod workload;

pub use availability::AvailabilityView;
pub use bill::BillView;
pub use card::card;
pub use data::{DataActions, DataView};
pub use effort::EffortView;
pub use field::FieldRow;
pub use layout::LayoutView;
pub use manifests::{ManifestActions, ManifestsInUse};
pub use notes::{NotesView, WarningList};
pub use patterns::PatternsView;
pub use recovery::RecoveryView;
pub use stated::StatedView;
pub use summary::Summary;
pub use workload::WorkloadView;
