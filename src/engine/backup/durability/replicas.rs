//! How often several copies are lost before one of them is made anew.

use crate::engine::units::YEAR_HOURS;

/// Disks of which each takes part in so many sets of three, as the vendor advises.
/// Source: Red Hat Ceph Storage, configuration guide: about 100 placement groups a disk.
const GROUPS_PER_DISK: f64 = 100.0;
/// Copies of everything that the storage cluster keeps.
const COPIES: f64 = 3.0;

/// How often in a year all of so many copies are lost together.
///
/// Model: a Markov chain over the copies that are lost; each copy fails at λ and each lost one
/// is made anew at μ, independent of the others; with all lost there is nothing to copy.
/// Formula: 1 ÷ Σ h_i, where h_i = (1 + iμ·h_(i−1)) ÷ ((n − i)λ) are the mean years from i lost
/// to i + 1; for two 2λ² ÷ (3λ + μ), for three about 3λ³ ÷ μ².
/// Units: λ a year, the time to make one anew in hours.
/// Source: mean time to data loss of mirrored disks, Patterson, Gibson and Katz (1988);
/// docs/model.md, "Durability".
pub(super) fn lost_together(copies: u32, per_year: f64, hours: f64) -> f64 {
    if copies == 0 || per_year <= 0.0 || (copies > 1 && hours <= 0.0) {
        return 0.0;
    }
    let anew = YEAR_HOURS / hours;
    let (mut years, mut step) = (0.0, 0.0);
    for lost in 0..copies {
        let back = if lost == 0 { 0.0 } else { f64::from(lost) * anew * step };
        step = (1.0 + back) / (f64::from(copies - lost) * per_year);
        years += step;
    }
    1.0 / years
}

/// The chance of an event within so many hours.
pub(super) fn within(per_year: f64, hours: f64) -> f64 {
    -libm::expm1(-per_year * hours / YEAR_HOURS)
}

/// How often in a year each of so many places that hold a copy is destroyed, and the copies
/// in the others are lost before there are as many again.
///
/// Formula: δ·q^(m − 1), q the chance that another copy is lost within that time.
pub(super) fn destroyed(places: u32, gone_per_year: f64, copy_per_year: f64, hours: f64) -> f64 {
    let other = within(copy_per_year + gone_per_year, hours);
    (1..places).fold(gone_per_year, |rate, _| rate * other)
}

/// Sets of three disks that hold data together, of so many disks in three failure domains.
///
/// Formula: the lesser of the sets that there are, (n/3)³, and of placement groups, 100·n/3.
/// Source: Cidon et al., Copysets (USENIX ATC 2013): data are lost when all disks of a set are.
pub(super) fn sets_of_three(disks: f64) -> f64 {
    let per_domain = disks / COPIES;
    (per_domain * per_domain * per_domain).min(GROUPS_PER_DISK * per_domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!((found / expected - 1.0).abs() < 1e-12, "{found:e} instead of {expected:e}");
    }

    /// By hand, λ = 0.5 a year and μ = 8760 ÷ 4380 = 2 a year: one copy 0.5; two
    /// 2·0.25 ÷ (1.5 + 2) = 1/7; three: 1/1.5 + (1 + 2/1.5)/1 + (1 + 4·7/3)/0.5 = 0.6667 + 2.3333
    /// + 20.6667 years.
    #[test]
    fn copies_are_lost_as_the_chain_says() {
        close(lost_together(1, 0.5, 4380.0), 0.5);
        close(lost_together(2, 0.5, 4380.0), 1.0 / 7.0);
        close(lost_together(3, 0.5, 4380.0), 3.0 / 71.0);
    }

    /// 1.57 % a year and 8 hours: 0.0157³ = 3.869893e-6 and μ = 1095, so about
    /// 3 × 3.869893e-6 ÷ 1095² = 9.682600e-12.
    #[test]
    fn rare_losses_keep_their_digits() {
        let rate = lost_together(3, 0.0157, 8.0);
        assert!((rate / 9.682_600e-12 - 1.0).abs() < 1e-4, "{rate:e}");
    }

    #[test]
    fn nothing_fails_at_a_rate_of_zero() {
        for copies in 1..4 {
            assert!(lost_together(copies, 0.0, 24.0).abs() < f64::MIN_POSITIVE);
        }
        assert!(lost_together(2, 0.1, 0.0).abs() < f64::MIN_POSITIVE);
        assert!(destroyed(2, 0.0, 0.1, 24.0).abs() < f64::MIN_POSITIVE);
    }

    #[test]
    fn more_copies_and_places_are_never_worse() {
        for per_year in [1e-11, 1e-3, 0.5, 20.0] {
            for hours in [0.1, 24.0, 5000.0] {
                for copies in 1..5 {
                    let (fewer, more) =
                        (lost_together(copies, per_year, hours), lost_together(copies + 1, per_year, hours));
                    assert!(more <= fewer, "{copies} at {per_year} and {hours} h: {fewer:e}, {more:e}");
                    let place = |places| destroyed(places, 0.01, per_year, hours);
                    assert!(place(copies + 1) <= place(copies));
                }
            }
        }
    }

    /// Three disks are one set; six are 2³ = 8; thirty 10³ against 100 × 10.
    #[test]
    fn few_disks_have_few_sets() {
        for (disks, sets) in [(3.0, 1.0), (6.0, 8.0), (30.0, 1000.0), (60.0, 2000.0)] {
            close(sets_of_three(disks), sets);
        }
    }
}
