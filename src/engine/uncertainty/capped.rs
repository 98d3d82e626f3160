//! What is left of a law that something else may cut short.

use libm::{exp, expm1, log};

use super::{Law, beta_regularized, normal_cdf};

impl Law {
    /// Mean of the lesser of this quantity and `cap`, which is at least 0.
    ///
    /// Formula: E\[min(X, c)\] = E\[X; X ≤ c\] + c·(1 − F(c)). For a PERT on \[a, b\] the first
    /// term is a·I(α, β) + (b − a)·α/(α + β)·I(α + 1, β) at (c − a)/(b − a); for a lognormal
    /// e^(μ + σ²/2)·Φ((ln c − μ − σ²)/σ).
    /// Shape: rises with `cap` from 0 to the mean.
    pub fn mean_capped(self, cap: f64) -> f64 {
        if cap <= self.low() {
            return cap;
        }
        if cap >= self.high() {
            return self.mean();
        }
        let above = cap * (1.0 - self.cdf(cap));
        match self {
            Self::Constant(value) => value.min(cap),
            Self::Pert { low, mode, high } => {
                let width = high - low;
                let (alpha, beta) = (1.0 + 4.0 * (mode - low) / width, 1.0 + 4.0 * (high - mode) / width);
                let x = (cap - low) / width;
                let below = low * beta_regularized(alpha, beta, x)
                    + width * alpha / (alpha + beta) * beta_regularized(alpha + 1.0, beta, x);
                below + above
            }
            // The integral of the distance to the nearer end, side by side of the mode.
            Self::Triangular { low, mode, high } => {
                if cap <= mode {
                    let rise = cap - low;
                    cap - rise * rise * rise / (3.0 * (high - low) * (mode - low))
                } else {
                    let fall = high - cap;
                    self.mean() - fall * fall * fall / (3.0 * (high - low) * (high - mode))
                }
            }
            Self::Uniform { low, high } => cap - (cap - low) * (cap - low) / (2.0 * (high - low)),
            Self::Exponential { mean } => -mean * expm1(-cap / mean),
            Self::Discrete(discrete) => discrete.pairs().map(|(value, p)| p * value.min(cap)).sum(),
            Self::Lognormal { mu, sigma } => {
                let shifted = (log(cap) - mu - sigma * sigma) / sigma;
                exp(mu + sigma * sigma / 2.0) * normal_cdf(shifted) + above
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// E[min(X, c)] is the integral of 1 − F from 0 to c.
    fn by_integral(law: Law, cap: f64) -> f64 {
        const N: u32 = 20_000;
        let width = cap / f64::from(N);
        (0..N).map(|i| (1.0 - law.cdf((f64::from(i) + 0.5) * width)) * width).sum()
    }

    proptest! {
        #[test]
        fn a_cap_leaves_the_integral_of_what_is_exceeded(cap in 0.0_f64..40.0, likely in 3.0_f64..20.0) {
            for law in [
                Law::Constant(likely),
                Law::Pert { low: 2.0, mode: likely, high: 21.0 },
                Law::Triangular { low: 2.0, mode: likely, high: 21.0 },
                Law::Uniform { low: 2.0, high: 2.0 + likely },
                Law::Exponential { mean: likely },
                Law::lognormal(likely / 3.0, likely * 2.0),
            ] {
                let (exact, integral) = (law.mean_capped(cap), by_integral(law, cap));
                prop_assert!((exact - integral).abs() < 2e-3, "{law:?} {cap}: {exact} {integral}");
                prop_assert!(exact <= law.mean() + 1e-9 && exact <= cap + 1e-9);
            }
        }
    }
}
