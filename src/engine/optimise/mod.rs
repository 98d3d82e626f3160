//! The best plan of a space of plans: exact, by bounds that are proven, in steps that a caller
//! may stop.
//!
//! `space` says which plans there are, `offers` how nodes and services may be bought, `pools`
//! which nodes carry the workload, `look` what holds of a site whatever its nodes, `run` goes
//! through them cheapest first, `front` keeps what nothing beats, `answer` says what was found and what that rests on. docs/model.md,
//! "Optimise", has the bounds.

mod answer;
mod found;
mod front;
mod judge;
mod look;
mod offers;
mod places;
mod pools;
mod run;
mod search;
mod space;
mod state;

pub use answer::{Answer, Nearest, Proof, answer};
pub use found::{Change, Failing, Figures, Found};
pub use front::Point;
pub use places::NoPlace;
pub use search::Search;
pub use space::{Axis, AxisState};
pub use state::{Counts, Progress};
