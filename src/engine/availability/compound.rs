//! The law of a sum of as many lengths as there happen to be: a Fourier transform there and back.

use libm::{exp, sincos};

/// Values that lie close together: their parts fill half of a small cache.
const CLOSE: usize = 1 << 10;

/// What sums on a grid of so many cells are computed with.
///
/// Method: radix-2 Cooley-Tukey, real and imaginary parts apart and the factors of each length in
/// a row, so that a processor can take several values at once. As the masses are real, cells with
/// even and odd numbers are the real and imaginary parts of half as many values (Press et al.,
/// Numerical Recipes, 12.3).
#[derive(Clone, Debug)]
pub(super) struct Compound {
    n_cells: usize,
    /// e^(−2πik/l) for k below l/2, of every length l = 2, 4, … n, one after the other.
    cos: Vec<f64>,
    sin: Vec<f64>,
}

impl Compound {
    /// For grids of at most so many cells: a power of two, two at the least.
    pub(super) fn new(n_cells: usize) -> Self {
        let n_cells = n_cells.next_power_of_two().max(2);
        let (mut cos, mut sin) = (vec![0.0; n_cells - 1], vec![0.0; n_cells - 1]);
        let longest = n_cells / 2;
        for k in 0..longest {
            let angle = -2.0 * std::f64::consts::PI * k as f64 / n_cells as f64;
            (sin[longest - 1 + k], cos[longest - 1 + k]) = sincos(angle);
        }
        let mut size = longest / 2;
        while size > 0 {
            for k in 0..size {
                let of_longer = 2 * size - 1 + 2 * k;
                (cos[size - 1 + k], sin[size - 1 + k]) = (cos[of_longer], sin[of_longer]);
            }
            size /= 2;
        }
        Self { n_cells, cos, sin }
    }

    /// Cells of a grid at most.
    pub(super) const fn n_cells(&self) -> usize {
        self.n_cells
    }

    /// The probability of each cell for the sum of lengths that come at random: `intensity` says
    /// how many of each cell's length there are in the mean, and `total` how many in all.
    ///
    /// Formula: the inverse transform of exp(F − total), F the transform of the intensity. With E
    /// and O the transforms of the even and the odd cells and w = e^(−2πi/n), F at k is
    /// E + wᵏ O, and the conjugate of F at n/2 − k is E − wᵏ O; back the same way.
    ///
    /// Shape: a power of two of cells, two at the least and the table's at most.
    pub(super) fn masses(&self, intensity: &[f64], total: f64) -> Vec<f64> {
        let half = intensity.len() / 2;
        let (mut re, mut im): (Vec<f64>, Vec<f64>) =
            intensity.chunks_exact(2).map(|pair| (pair[0], pair[1])).unzip();
        self.transform(&mut re, &mut im);
        let sums = |re: f64, im: f64| {
            let (size, (sin, cos)) = (exp(re - total), sincos(im));
            (size * cos, size * sin)
        };
        let (first, last) = (exp(re[0] + im[0] - total), exp(re[0] - im[0] - total));
        (re[0], im[0]) = ((first + last) / 2.0, (first - last) / 2.0);
        let turns = half - 1..2 * half - 1;
        let (cos, sin) = (&self.cos[turns.clone()], &self.sin[turns]);
        for k in 1..=half / 2 {
            let far = half - k;
            // What k and its mirror image have in common and what they have not, halved: E and O.
            let even = ((re[k] + re[far]) / 2.0, (im[k] - im[far]) / 2.0);
            let odd = ((im[k] + im[far]) / 2.0, (re[far] - re[k]) / 2.0);
            let turned = (odd.0 * cos[k] - odd.1 * sin[k], odd.0 * sin[k] + odd.1 * cos[k]);
            let near = sums(even.0 + turned.0, even.1 + turned.1);
            let mirror = sums(even.0 - turned.0, even.1 - turned.1);
            let even = ((near.0 + mirror.0) / 2.0, (near.1 + mirror.1) / 2.0);
            let turned = ((near.0 - mirror.0) / 2.0, (near.1 - mirror.1) / 2.0);
            let odd = (turned.0 * cos[k] + turned.1 * sin[k], turned.1 * cos[k] - turned.0 * sin[k]);
            (re[far], im[far]) = (even.0 + odd.1, odd.0 - even.1);
            (re[k], im[k]) = (even.0 - odd.1, even.1 + odd.0);
        }
        // With the parts in each other's place the transform is its own inverse, but for the scale.
        self.transform(&mut im, &mut re);
        let scale = 1.0 / half as f64;
        re.iter().zip(&im).flat_map(|(even, odd)| [even, odd]).map(|mass| (mass * scale).max(0.0)).collect()
    }

    fn transform(&self, re: &mut [f64], im: &mut [f64]) {
        let n = re.len();
        if n < 2 {
            return;
        }
        let shift = usize::BITS - n.trailing_zeros();
        for i in 0..n {
            let j = i.reverse_bits() >> shift;
            if i < j {
                re.swap(i, j);
                im.swap(i, j);
            }
        }
        // First what lies close together, so that it stays near the processor.
        let close = n.min(CLOSE);
        for (re, im) in re.chunks_exact_mut(close).zip(im.chunks_exact_mut(close)) {
            self.join(re, im, 1);
        }
        self.join(re, im, close);
    }

    /// Joins blocks of so many values to pairs, and these again, until one is left.
    fn join(&self, re: &mut [f64], im: &mut [f64], from: usize) {
        let mut size = from;
        while size < re.len() {
            let turns = size - 1..2 * size - 1;
            let (cos, sin) = (&self.cos[turns.clone()], &self.sin[turns]);
            for (re, im) in re.chunks_exact_mut(2 * size).zip(im.chunks_exact_mut(2 * size)) {
                let ((re, far_re), (im, far_im)) = (re.split_at_mut(size), im.split_at_mut(size));
                let near = re.iter_mut().zip(im);
                let far = far_re.iter_mut().zip(far_im);
                for (((re, im), (far_re, far_im)), (cos, sin)) in near.zip(far).zip(cos.iter().zip(sin)) {
                    let turned = (*far_re * cos - *far_im * sin, *far_re * sin + *far_im * cos);
                    (*far_re, *far_im) = (*re - turned.0, *im - turned.1);
                    (*re, *im) = (*re + turned.0, *im + turned.1);
                }
            }
            size *= 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::uncertainty::{Complex, forward, inverse};

    /// On grids of any size up to that of the table.
    #[test]
    fn masses_agree_with_the_plain_transform() {
        let compound = Compound::new(4096);
        for n in [2, 4, 8, 16, 64, 4096] {
            let intensity: Vec<f64> =
                (0..n).map(|i| if i % 3 == 0 { 0.2 / (1.0 + i as f64) } else { 0.01 / n as f64 }).collect();
            let total: f64 = intensity.iter().sum();
            let mut expected: Vec<Complex> = intensity.iter().map(|it| Complex::real(*it)).collect();
            forward(&mut expected);
            for value in &mut expected {
                *value = (*value - Complex::real(total)).exp();
            }
            inverse(&mut expected);
            let found = compound.masses(&intensity, total);
            assert_eq!(found.len(), n);
            for (found, expected) in found.iter().zip(&expected) {
                assert!((found - expected.re).abs() < 1e-15, "{n}: {found} {}", expected.re);
            }
        }
    }

    /// Poisson with the mean 2, on the places 0, 1, 2, …: e⁻² × 2ᵏ/k!.
    #[test]
    fn as_many_ones_as_there_happen_to_be_are_poisson() {
        let mut intensity = vec![0.0; 64];
        intensity[1] = 2.0;
        let found = Compound::new(64).masses(&intensity, 2.0);
        let mut expected = exp(-2.0);
        for (k, found) in found.iter().take(20).enumerate() {
            assert!((found - expected).abs() < 1e-15, "{k}: {found} {expected}");
            expected *= 2.0 / (k as f64 + 1.0);
        }
    }
}
