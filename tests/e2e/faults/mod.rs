//! Faults that are injected, one after the other: what the user sees, and that nothing is lost. Each
//! journey writes its line of `docs/faults.md`.

mod clock;
mod crash;
mod files;
mod kept;
mod site;
mod storage;
pub mod table;
mod tabs;
mod workers;

pub use site::plan_file;
