//! Reliability models that a user writes as JSON: parts that fail and are repaired.

mod read;
mod year;

pub use read::{Notes, part_of};
pub use year::Year;

use super::{
    Chain, CommonCause, DatabasePair, DatabaseSingle, ModelError, NodeTier, Outage, OutageLaw, SelfHealing,
    Zoned, in_series,
};
use crate::engine::units::{YEAR_HOURS, YEAR_MINUTES};

/// A part of a model, or the whole of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Nodes over zones.
    NodeTier(NodeTier),
    /// Nodes with a cause that they share.
    CommonCause(CommonCause),
    /// Nodes that are created again.
    SelfHealing(SelfHealing),
    /// A database pair.
    Pair(DatabasePair),
    /// A database without a standby.
    Single(DatabaseSingle),
    /// Nodes and a database pair in the same zones.
    Zoned(Zoned),
    /// Streams of outages.
    Classes(Vec<OutageLaw>),
    /// A part whose steady state is known, and nothing else.
    Known(Outage),
    /// Parts that all must be up, with their names.
    Series(Vec<(String, Self)>),
}

/// A part of a series, with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Tier {
    /// Its name, or its kind and position.
    pub name: String,
    /// Its steady state.
    pub outage: Outage,
}

impl Part {
    /// Exact steady state.
    ///
    /// # Errors
    /// [`ModelError`] where the part is too large to be solved.
    pub fn solve(&self) -> Result<Outage, ModelError> {
        let of_chain = |(chain, down): (Chain, Vec<bool>)| chain.outage(|state| down[state]);
        Ok(match self {
            Self::NodeTier(tier) => tier.solve()?,
            Self::CommonCause(nodes) => of_chain(nodes.chain()?),
            Self::SelfHealing(nodes) => of_chain(nodes.chain()?),
            Self::Pair(pair) => pair.solve(),
            Self::Single(single) => single.solve(),
            Self::Zoned(zoned) => zoned.solve()?,
            Self::Classes(streams) => of_streams(streams),
            Self::Known(outage) => *outage,
            Self::Series(_) => {
                let outages: Vec<Outage> = self.tiers()?.iter().map(|tier| tier.outage).collect();
                in_series(&outages)
            }
        })
    }

    /// The chain of a part that is one, and which of its states are down.
    ///
    /// # Errors
    /// [`ModelError::TooManyStates`] where the chain is too large.
    pub fn chain(&self) -> Result<Option<(Chain, Vec<bool>)>, ModelError> {
        Ok(Some(match self {
            Self::NodeTier(tier) => tier.chain()?,
            Self::CommonCause(nodes) => nodes.chain()?,
            Self::SelfHealing(nodes) => nodes.chain()?,
            Self::Pair(pair) => pair.chain(),
            Self::Single(single) => single.chain(),
            Self::Zoned(_) | Self::Classes(_) | Self::Known(_) | Self::Series(_) => return Ok(None),
        }))
    }

    /// The parts of a series, each solved; none for any other part.
    ///
    /// # Errors
    /// As [`Part::solve`].
    pub fn tiers(&self) -> Result<Vec<Tier>, ModelError> {
        let Self::Series(parts) = self else { return Ok(Vec::new()) };
        parts.iter().map(|(name, part)| Ok(Tier { name: name.clone(), outage: part.solve()? })).collect()
    }
}

/// Streams of outages: rates and lengths add up, overlaps are counted twice.
fn of_streams(streams: &[OutageLaw]) -> Outage {
    let minutes: f64 = streams.iter().map(|stream| stream.per_year * stream.minutes.mean()).sum();
    let per_year: f64 = streams.iter().map(|stream| stream.per_year).sum();
    Outage { unavailability: (minutes / YEAR_MINUTES).min(1.0), per_hour: per_year / YEAR_HOURS }
}
