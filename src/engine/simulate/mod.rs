//! Systems run over many years: the independent check of what is solved exactly, and the
//! answer where nothing else is.

mod machine;
mod random;
mod rare;
mod result;
mod run;
mod zoned;

pub use rare::{RareAnswer, rare};
pub use result::{Simulated, simulated};
pub use run::{Block, System, Tally, blocks_of};
