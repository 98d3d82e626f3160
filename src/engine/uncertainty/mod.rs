//! Ranges and their laws.
//!
//! An input that is not known exactly is an [`Estimate`]: low, likely, high.
//! Laws of sums live on a [`Grid`]; nothing here draws random numbers.

mod capped;
mod copula;
mod estimate;
mod fft;
mod grid;
mod law;
mod special;
mod steps;

pub use copula::correlated_sum;
pub use estimate::{Ends, Estimate, EstimateError, Shape};
pub use fft::{Complex, forward, inverse};
pub use grid::Grid;
pub use law::Law;
pub use special::{beta_regularized, normal_cdf, normal_quantile};
pub use steps::Steps;
