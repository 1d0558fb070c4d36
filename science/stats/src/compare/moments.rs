//! Sums that are enough: they add up over days and machines.

use std::ops::{Add, AddAssign};

/// A metric's sums over people.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Moments {
    /// People.
    pub n: u64,
    /// Σ x.
    pub sum: f64,
    /// Σ x².
    pub sum_squares: f64,
}

impl Moments {
    /// Σ x / n; NaN for nobody.
    pub fn mean(&self) -> f64 {
        self.sum / self.n as f64
    }

    /// (Σ x² − (Σ x)²/n)/(n − 1), the sample variance, not below 0; NaN for fewer than two people.
    ///
    /// Money should be summed in a unit that keeps its mean within a few thousand spreads of zero, or the
    /// subtraction eats the digits.
    pub fn variance(&self) -> f64 {
        spread(self.sum_squares - self.sum * self.mean(), self.n)
    }
}

impl AddAssign<f64> for Moments {
    /// Adds one person's value.
    fn add_assign(&mut self, value: f64) {
        self.n += 1;
        self.sum += value;
        self.sum_squares += value * value;
    }
}

impl Add for Moments {
    type Output = Self;

    /// Brings two parts together, exactly as if they had been summed as one.
    fn add(self, other: Self) -> Self {
        Self {
            n: self.n + other.n,
            sum: self.sum + other.sum,
            sum_squares: self.sum_squares + other.sum_squares,
        }
    }
}

impl FromIterator<f64> for Moments {
    fn from_iter<T: IntoIterator<Item = f64>>(values: T) -> Self {
        let mut moments = Self::default();
        values.into_iter().for_each(|value| moments += value);
        moments
    }
}

/// Two metrics of the same people.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Joint {
    /// The first metric: a ratio's numerator, or the outcome.
    pub first: Moments,
    /// The second, of the same people: the denominator, or the same metric before.
    pub second: Moments,
    /// Σ first·second.
    pub sum_products: f64,
}

impl Joint {
    /// People.
    pub fn n(&self) -> u64 {
        self.first.n
    }

    /// (Σ xy − Σx Σy/n)/(n − 1); NaN for fewer than two people.
    pub fn covariance(&self) -> f64 {
        let centred = self.sum_products - self.first.sum * self.second.mean();
        if self.n() < 2 { f64::NAN } else { centred / (self.n() - 1) as f64 }
    }
}

impl AddAssign<(f64, f64)> for Joint {
    /// Adds one person's two values.
    fn add_assign(&mut self, (first, second): (f64, f64)) {
        self.first += first;
        self.second += second;
        self.sum_products += first * second;
    }
}

impl Add for Joint {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            first: self.first + other.first,
            second: self.second + other.second,
            sum_products: self.sum_products + other.sum_products,
        }
    }
}

impl FromIterator<(f64, f64)> for Joint {
    fn from_iter<T: IntoIterator<Item = (f64, f64)>>(pairs: T) -> Self {
        let mut joint = Self::default();
        pairs.into_iter().for_each(|pair| joint += pair);
        joint
    }
}

fn spread(centred: f64, n: u64) -> f64 {
    if n < 2 { f64::NAN } else { (centred / (n - 1) as f64).max(0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_summed_apart_are_the_whole() {
        let pairs: Vec<(f64, f64)> =
            (0..50).map(|k| (f64::from(k * 37 % 23), f64::from(k * 11 % 17))).collect();
        let whole: Joint = pairs.iter().copied().collect();
        let parts = pairs[..20].iter().copied().collect::<Joint>() + pairs[20..].iter().copied().collect();
        assert_eq!(whole, parts);
        assert_eq!(whole.n(), 50);
    }

    #[test]
    fn variance_and_covariance_are_those_of_the_sample() {
        let joint: Joint = [(1.0, 2.0), (2.0, 4.0), (6.0, 12.0)].into_iter().collect();
        assert_eq!(joint.first.variance(), 7.0);
        assert_eq!(joint.second.variance(), 28.0);
        assert_eq!(joint.covariance(), 14.0);
        assert!(Moments::default().variance().is_nan());
        assert!(std::iter::once((1.0, 1.0)).collect::<Joint>().covariance().is_nan());
    }
}
