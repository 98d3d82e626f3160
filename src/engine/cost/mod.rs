//! The bill of a layout, line by line.

mod bill;
mod class;
mod line;

pub use bill::{Bill, Layout, bill};
pub use class::{cache_class, database_class};
pub use line::{Group, Line, Price, TierPart};
