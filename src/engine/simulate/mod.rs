//! Systems run over many years: the independent check of what is solved exactly, and the
//! answer where nothing else is.

mod machine;
mod platform;
mod random;
mod rare;
mod result;
mod run;
mod steps;
mod streams;
mod watch;
mod zoned;

pub use platform::{ClassRun, Platform, SimulationInputs, by_class};
pub use rare::{RareAnswer, rare};
pub use result::{Simulated, simulated};
pub use run::{Block, System, Tally, blocks_of};
pub use steps::{RunSeen, SteppedRun};
pub use watch::{ByClass, Incident, Stretch};
