//! Words for what patterns hold and how long things take.

use crate::engine::catalogue::{Part, PartState, Replication};
use crate::engine::report::{age, digits};

/// Minutes up to which a time is said in minutes.
const MANY_MINUTES: f64 = 300.0;
/// Seconds up to which an age is said in seconds.
const MANY_SECONDS: f64 = 120.0;

/// A time that may be minutes or days.
pub fn minutes(minutes: f64) -> String {
    if minutes < MANY_MINUTES {
        format!("{} min", digits(minutes))
    } else {
        format!("{} h", digits(minutes / 60.0))
    }
}

/// An age that may be seconds or days.
pub fn seconds(seconds: f64) -> String {
    if seconds < MANY_SECONDS { format!("{} s", digits(seconds)) } else { age(seconds) }
}

/// A part of the platform.
pub const fn part(part: Part) -> &'static str {
    match part {
        Part::Backups => "Backups",
        Part::Cache => "Cache",
        Part::ControlPlane => "Control plane",
        Part::Database => "Database",
        Part::Indexer => "Indexer",
        Part::Network => "Network",
        Part::Nodes => "Nodes",
        Part::ObjectStorage => "Object storage",
        Part::Operations => "Operations",
        Part::Traffic => "Traffic",
        Part::Validators => "Chain nodes",
        Part::Volumes => "Volumes",
    }
}

/// In which state a site holds a part.
pub const fn state(state: PartState) -> &'static str {
    match state {
        PartState::Active => "serves",
        PartState::Standby => "stands by",
        PartState::Warm => "kept warm",
        PartState::Copies => "copies",
        PartState::OnDemand => "built when needed",
        PartState::None => "none",
    }
}

/// How a part follows the other site.
pub const fn replication(replication: Replication) -> &'static str {
    match replication {
        Replication::Synchronous => "at the same time",
        Replication::Asynchronous => "a while later",
        Replication::ObjectReplication => "by the object store",
        Replication::Copies => "by copies",
        Replication::Consensus => "by consensus",
        Replication::Rebuilt => "made anew",
        Replication::None => "",
    }
}
