//! A plain fast Fourier transform, through `libm`'s sine and cosine.

use std::ops::{Add, Div, Mul, Sub};

use libm::{cos, sin};

/// A complex number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Complex {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

impl Complex {
    /// A real number.
    pub const fn real(re: f64) -> Self {
        Self { re, im: 0.0 }
    }

    /// Absolute value.
    pub fn size(self) -> f64 {
        libm::hypot(self.re, self.im)
    }

    /// e to this power.
    pub fn exp(self) -> Self {
        let size = libm::exp(self.re);
        Self { re: size * cos(self.im), im: size * sin(self.im) }
    }
}

impl Add for Complex {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { re: self.re + other.re, im: self.im + other.im }
    }
}

impl Sub for Complex {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { re: self.re - other.re, im: self.im - other.im }
    }
}

impl Mul for Complex {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self { re: self.re * other.re - self.im * other.im, im: self.re * other.im + self.im * other.re }
    }
}

impl Mul<f64> for Complex {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self { re: self.re * factor, im: self.im * factor }
    }
}

impl Div for Complex {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let square = other.re * other.re + other.im * other.im;
        Self {
            re: (self.re * other.re + self.im * other.im) / square,
            im: (self.im * other.re - self.re * other.im) / square,
        }
    }
}

/// Discrete Fourier transform in place, without scaling.
///
/// Shape: a power of two; other lengths are left as they are.
pub fn forward(values: &mut [Complex]) {
    transform(values, -1.0);
}

/// Inverse of [`forward`], scaled by 1 ÷ length.
pub fn inverse(values: &mut [Complex]) {
    transform(values, 1.0);
    let scale = 1.0 / values.len() as f64;
    for value in values {
        value.re *= scale;
        value.im *= scale;
    }
}

/// Iterative radix-2 Cooley-Tukey with one table of twiddle factors.
fn transform(values: &mut [Complex], sign: f64) {
    let n = values.len();
    if !n.is_power_of_two() || n < 2 {
        return;
    }
    let shift = usize::BITS - n.trailing_zeros();
    for i in 0..n {
        let j = i.reverse_bits() >> shift;
        if i < j {
            values.swap(i, j);
        }
    }
    let twiddles: Vec<Complex> = (0..n / 2)
        .map(|k| {
            let angle = sign * 2.0 * std::f64::consts::PI * k as f64 / n as f64;
            Complex { re: cos(angle), im: sin(angle) }
        })
        .collect();
    let mut length = 2;
    while length <= n {
        let (half, stride) = (length / 2, n / length);
        for block in values.chunks_exact_mut(length) {
            let (low, high) = block.split_at_mut(half);
            for ((a, b), w) in low.iter_mut().zip(high.iter_mut()).zip(twiddles.iter().step_by(stride)) {
                let turned = Complex { re: b.re * w.re - b.im * w.im, im: b.re * w.im + b.im * w.re };
                *b = Complex { re: a.re - turned.re, im: a.im - turned.im };
                *a = Complex { re: a.re + turned.re, im: a.im + turned.im };
            }
        }
        length *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_is_the_same() {
        let original: Vec<Complex> =
            (0..64).map(|i| Complex { re: f64::from(i * i % 17), im: f64::from(i % 5) }).collect();
        let mut values = original.clone();
        forward(&mut values);
        inverse(&mut values);
        for (a, b) in original.iter().zip(&values) {
            assert!((a.re - b.re).abs() < 1e-12 && (a.im - b.im).abs() < 1e-12);
        }
    }

    #[test]
    fn a_single_pulse_has_a_flat_spectrum() {
        let mut values = vec![Complex::default(); 8];
        values[0].re = 1.0;
        forward(&mut values);
        assert!(values.iter().all(|v| (v.re - 1.0).abs() < 1e-15 && v.im.abs() < 1e-15));
    }
}
