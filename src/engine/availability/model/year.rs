//! The law of a year of a model.

use super::Part;
use crate::engine::availability::invert::invert;
use crate::engine::availability::{Downtime, ModelError, Outage, OutageLaw, YearOfChain};
use crate::engine::uncertainty::Complex;
use crate::engine::units::YEAR_HOURS;

/// Points at which the length of an outage stands for its law.
const N_LENGTHS: usize = 2000;

/// The law of the time that a model is down in a year, started in its steady state.
#[derive(Clone, Debug)]
pub struct Year {
    chains: Vec<YearOfChain>,
    streams: Vec<OutageLaw>,
    /// Points of each stream's lengths in hours; needed where there are chains beside it.
    lengths: Vec<Vec<f64>>,
    always_down: bool,
    p_none: f64,
}

impl Year {
    /// The year of a part whose steady state is `outage`. Parts in series add up; what is down
    /// at once is counted twice, which changes a probability by about the product of their
    /// unavailabilities times a year.
    ///
    /// # Errors
    /// [`ModelError::NoLaw`] for parts of which only the steady state is known, for those with
    /// too many states, and where repairs are too slow for the method;
    /// [`ModelError::TooManyStates`] likewise.
    pub fn of(part: &Part, outage: Outage) -> Result<Self, ModelError> {
        let mut year = Self {
            chains: Vec::new(),
            streams: Vec::new(),
            lengths: Vec::new(),
            always_down: outage.unavailability >= 1.0,
            p_none: 0.0,
        };
        if year.always_down {
            return Ok(year);
        }
        year.add(part, "the model").map_err(|error| match error {
            ModelError::TooManyStates { most } => {
                let reason =
                    format!("its chain has more than {most} states; without minutes it may be solved");
                ModelError::NoLaw { path: "the model".to_owned(), reason }
            }
            other => other,
        })?;
        let rate: f64 = year.streams.iter().map(|stream| stream.per_year).sum();
        year.p_none = year
            .chains
            .iter()
            .try_fold(libm::exp(-rate), |p, chain| Ok::<_, ModelError>(p * chain.p_none()?))?;
        if !year.chains.is_empty() {
            let points = |stream: &OutageLaw| {
                let p = |i: usize| (i as f64 + 0.5) / N_LENGTHS as f64;
                (0..N_LENGTHS).map(|i| stream.minutes.quantile(p(i)) / 60.0).collect()
            };
            year.lengths = year.streams.iter().map(points).collect();
        }
        Ok(year)
    }

    fn add(&mut self, part: &Part, path: &str) -> Result<(), ModelError> {
        let chains = match part {
            Part::NodeTier(tier) => vec![tier.chain()?],
            Part::CommonCause(nodes) => vec![nodes.chain()?],
            Part::SelfHealing(nodes) => vec![nodes.chain()?],
            Part::Pair(pair) => vec![pair.chain()],
            Part::Single(single) => vec![single.chain()],
            // The database with its zones, and the nodes with theirs: loss of both at once
            // counts twice, which docs/model.md bounds.
            Part::Zoned(zoned) => vec![zoned.database_chain()?, zoned.node_tier().chain()?],
            Part::Classes(streams) => {
                self.streams.extend(streams);
                Vec::new()
            }
            Part::Known(_) => {
                let reason = "only its unavailability and frequency are given, not how long outages last";
                return Err(ModelError::NoLaw { path: path.to_owned(), reason: reason.to_owned() });
            }
            Part::Series(parts) => {
                return parts.iter().try_for_each(|(name, part)| self.add(part, name));
            }
        };
        for (chain, down) in chains {
            let year = YearOfChain::new(chain, down, YEAR_HOURS);
            self.chains.push(year.map_err(|error| match error {
                ModelError::NoLaw { reason, .. } => ModelError::NoLaw { path: path.to_owned(), reason },
                other => other,
            })?);
        }
        Ok(())
    }

    /// Probability of no downtime at all.
    pub const fn p_none(&self) -> f64 {
        self.p_none
    }

    /// Probability that the year is down for at most so many minutes, for each of `minutes`.
    ///
    /// Method: streams alone by the grid of [`Downtime`]; with chains the Laplace transforms
    /// are multiplied and inverted.
    ///
    /// # Errors
    /// [`ModelError::NoLaw`] where repairs are too slow for the method.
    pub fn cdf(&self, minutes: &[f64]) -> Result<Vec<f64>, ModelError> {
        let grid = (!self.always_down && self.chains.is_empty()).then(|| Downtime::of(&self.streams));
        let within = |minutes: &f64| {
            let hours = minutes / 60.0;
            if hours >= YEAR_HOURS {
                return Ok(1.0);
            }
            if self.always_down || hours < 0.0 {
                return Ok(0.0);
            }
            if let Some(grid) = &grid {
                return Ok(grid.cdf(*minutes));
            }
            if hours <= 0.0 {
                return Ok(self.p_none);
            }
            let p = invert(hours, |s| Ok::<_, ModelError>(self.transform(s)? / s))?;
            Ok(p.clamp(self.p_none, 1.0))
        };
        minutes.iter().map(within).collect()
    }

    fn transform(&self, s: Complex) -> Result<Complex, ModelError> {
        let mut exponent = Complex::default();
        for (stream, lengths) in self.streams.iter().zip(&self.lengths) {
            let sum = lengths.iter().fold(Complex::default(), |sum, hours| sum + (s * -hours).exp());
            let mean = sum * (1.0 / lengths.len() as f64);
            exponent = exponent + (mean - Complex::real(1.0)) * stream.per_year;
        }
        self.chains.iter().try_fold(exponent.exp(), |product, chain| Ok(product * chain.transform(s)?))
    }
}
