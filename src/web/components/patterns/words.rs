//! Words for what patterns hold and how long things take.

use crate::engine::catalogue::{Part, PartState, Replication};
use crate::web::words::{Word, age, digits, dollars, patterns, t};

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

/// A difference of dollars.
pub fn signed_dollars(value: f64) -> String {
    t!(if value < 0.0 { patterns::USD_LESS } else { patterns::USD_MORE }, usd = dollars(value.abs()))
}

/// An amount, or the least that it is.
pub fn at_least(is_complete: bool, amount: String) -> String {
    if is_complete { amount } else { t!(patterns::AT_LEAST, amount = amount) }
}

/// A part of the platform.
pub const fn part(part: Part) -> Word {
    match part {
        Part::Backups => patterns::BACKUPS,
        Part::Cache => patterns::CACHE,
        Part::ControlPlane => patterns::CONTROL_PLANE,
        Part::Database => patterns::DATABASE,
        Part::Indexer => patterns::INDEXER,
        Part::Network => patterns::NETWORK,
        Part::Nodes => patterns::NODES,
        Part::ObjectStorage => patterns::OBJECT_STORAGE,
        Part::Operations => patterns::OPERATIONS,
        Part::Traffic => patterns::TRAFFIC,
        Part::Validators => patterns::CHAIN_NODES,
        Part::Volumes => patterns::VOLUMES,
    }
}

/// In which state a site holds a part.
pub const fn state(state: PartState) -> Word {
    match state {
        PartState::Active => patterns::SERVES,
        PartState::Standby => patterns::STANDS_BY,
        PartState::Warm => patterns::WARM,
        PartState::Copies => patterns::COPIES,
        PartState::OnDemand => patterns::ON_DEMAND,
        PartState::None => patterns::NOTHING,
    }
}

/// How a part follows the other site; nothing where it does not.
pub const fn replication(replication: Replication) -> Option<Word> {
    match replication {
        Replication::Synchronous => Some(patterns::SYNCHRONOUS),
        Replication::Asynchronous => Some(patterns::ASYNCHRONOUS),
        Replication::ObjectReplication => Some(patterns::BY_OBJECTS),
        Replication::Copies => Some(patterns::BY_COPIES),
        Replication::Consensus => Some(patterns::BY_CONSENSUS),
        Replication::Rebuilt => Some(patterns::REBUILT),
        Replication::None => None,
    }
}
