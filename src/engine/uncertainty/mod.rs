//! Ranges and their laws.
//!
//! An input that is not known exactly is an [`Estimate`]: low, likely, high. What a count of
//! events says of a rate is a [`Gamma`] law, of a probability a [`Beta`] law.
//! Laws of sums live on a [`Grid`]. What no law is known of is drawn: [`Points`] of a seed,
//! through a [`Sampler`] of each law, tied together by a [`Copula`]; [`Spread`] says what the
//! draws show, with its standard error.

mod beta;
mod capped;
mod copula;
mod correlation;
mod discrete;
mod draw;
mod estimate;
mod fft;
mod gamma;
mod grid;
mod hypercube;
mod joe_kuo;
mod joint;
mod law;
mod points;
mod quantile;
mod sampler;
mod special;
mod spread;
mod steps;

pub use beta::Beta;
pub use copula::correlated_sum;
pub use correlation::{Correlation, NotPositive};
pub use discrete::{Discrete, DiscreteError};
pub use draw::{Draws, Stream, philox};
pub use estimate::{Ends, Estimate, EstimateError, Shape};
pub use fft::{Complex, forward, inverse};
pub use gamma::Gamma;
pub use grid::Grid;
pub use hypercube::Hypercube;
pub use joint::{Copula, Quantity};
pub use law::{Cumulative, Law};
pub use points::Points;
pub use sampler::Sampler;
pub use special::{beta_regularized, gamma_regularized, normal_cdf, normal_quantile, normal_score};
pub use spread::{Measured, Spread, wilson};
pub use steps::Steps;
