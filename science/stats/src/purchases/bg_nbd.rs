//! What a fitted BG/NBD model says of a customer.

use super::Customer;
use crate::special::{ln_beta, ln_gamma, sum_by_ratio};

/// The four parameters of BG/NBD, all above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BgNbd {
    /// Shape of the purchase rate's gamma distribution.
    pub r: f64,
    /// Its rate, in units of time: r/α is the mean number of purchases per unit of time.
    pub alpha: f64,
    /// First parameter of the leaving probability's beta distribution.
    pub a: f64,
    /// Its second: a/(a+b) is the mean probability to leave after a purchase.
    pub b: f64,
}

impl BgNbd {
    /// P(still a customer | x, t_x, T), in (0, 1]: 1/(1 + 1{x>0} a/(b+x−1) ((α+T)/(α+t_x))^(r+x)).
    ///
    /// It is 1 for everybody without a repeat, because the model lets nobody leave before a second purchase: do
    /// not show it for them.
    pub fn probability_alive(&self, customer: &Customer) -> f64 {
        if customer.repeats == 0 {
            return 1.0;
        }
        let x = f64::from(customer.repeats);
        let silence = ((self.alpha + customer.age) / (self.alpha + customer.recency)).ln();
        let ln_odds_gone = (self.a / (self.b + x - 1.0)).ln() + (self.r + x) * silence;
        1.0 / (1.0 + ln_odds_gone.exp())
    }

    /// `E[X(t) | x, t_x, T]`: purchases to expect of this customer in the next `horizon` (at least 0).
    ///
    /// Fader, Hardie & Lee's (10) after Euler's transformation of its ₂F₁, whose parameters then no longer grow
    /// with x; and with the factor 1/(a−1) divided out, so that a = 1 and a+b+x = 1 are no special cases.
    pub fn expected_purchases(&self, customer: &Customer, horizon: f64) -> f64 {
        self.probability_alive(customer)
            * self.expected_if_alive(f64::from(customer.repeats), customer.age, horizon)
    }

    /// `E[X(t)]`: purchases to expect of somebody whose first purchase is now, within `horizon` (at least 0).
    pub fn expected_of_new(&self, horizon: f64) -> f64 {
        self.expected_if_alive(0.0, 0.0, horizon)
    }

    /// (c/(a−1)) [1 − (1−z)^(a−1) F], with c = a+b+x−1, z = t/(α+T+t), F = ₂F₁(a+b−1−r, a−1; c; z).
    ///
    /// F = 1 + (a−1)/c · H, and H is summed here; the rest is −c·expm1((a−1) ln(1−z))/(a−1).
    fn expected_if_alive(&self, x: f64, age: f64, horizon: f64) -> f64 {
        let BgNbd { r, alpha, a, b } = *self;
        if horizon <= 0.0 {
            return 0.0;
        }
        let z = horizon / (alpha + age + horizon);
        let ln_rest = -(horizon / (alpha + age)).ln_1p();
        let c = a + b + x - 1.0;
        let upper = a + b - 1.0 - r;
        let h = sum_by_ratio(upper * z, |n| (upper + n + 1.0) * (a + n) / ((c + n + 1.0) * (n + 2.0)) * z);
        let power = (a - 1.0) * ln_rest;
        let growth = if power == 0.0 { 1.0 } else { power.exp_m1() / power };
        -c * ln_rest * growth - power.exp() * h
    }

    /// P(X(t) = n): exactly `n` purchases after the first within `horizon` (above 0), for a new customer.
    pub fn probability_of(&self, n: u32, horizon: f64) -> f64 {
        let BgNbd { r, alpha, a, b } = *self;
        let x = f64::from(n);
        let ln_still = -(horizon / alpha).ln_1p();
        let ln_share = (horizon / (alpha + horizon)).ln();
        // ln of Γ(r+j)/(Γ(r) j!) (α/(α+t))^r (t/(α+t))^j: j purchases of one who never leaves.
        let ln_count =
            |j: f64| ln_gamma(r + j) - ln_gamma(r) - ln_gamma(j + 1.0) + r * ln_still + j * ln_share;
        let stayed = (ln_beta(a, b + x) - ln_beta(a, b) + ln_count(x)).exp();
        if n == 0 {
            return stayed;
        }
        let fewer: f64 = (0..n).map(|j| ln_count(f64::from(j)).exp()).sum();
        let left = (ln_beta(a + 1.0, b + x - 1.0) - ln_beta(a, b)).exp() * (1.0 - fewer);
        stayed + left
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::special::hypergeometric_2f1;

    const CDNOW: BgNbd = BgNbd { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

    /// The formula as it is printed in the paper.
    fn as_printed(model: &BgNbd, customer: &Customer, t: f64) -> f64 {
        let BgNbd { r, alpha, a, b } = *model;
        let (x, age) = (f64::from(customer.repeats), customer.age);
        let f = hypergeometric_2f1(r + x, b + x, a + b + x - 1.0, t / (alpha + age + t));
        let left = 1.0 - ((alpha + age) / (alpha + age + t)).powf(r + x) * f;
        (a + b + x - 1.0) / (a - 1.0) * left * model.probability_alive(customer)
    }

    #[test]
    fn the_expectation_equals_the_printed_formula_where_that_is_good() {
        for (repeats, recency, age) in
            [(0, 0.0, 38.86), (1, 1.71, 38.86), (7, 29.43, 38.86), (26, 30.86, 31.0)]
        {
            let customer = Customer { repeats, recency, age };
            for t in [1.0, 12.0, 52.0, 520.0] {
                let (ours, printed) =
                    (CDNOW.expected_purchases(&customer, t), as_printed(&CDNOW, &customer, t));
                assert!((ours / printed - 1.0).abs() < 1e-9, "{repeats} {t}: {ours} {printed}");
            }
        }
    }

    #[test]
    fn the_expectation_is_smooth_where_the_printed_formula_divides_by_zero() {
        let customer = Customer { repeats: 3, recency: 20.0, age: 30.0 };
        let at = |a: f64| BgNbd { a, ..CDNOW }.expected_purchases(&customer, 26.0);
        assert!((at(1.0) - 0.5 * (at(1.0 - 1e-6) + at(1.0 + 1e-6))).abs() < 1e-10);
        // a + b = 1 and nobody's repeats: the printed c is zero.
        let once = Customer { repeats: 0, recency: 0.0, age: 30.0 };
        let at = |b: f64| BgNbd { a: 0.3, b, ..CDNOW }.expected_purchases(&once, 26.0);
        assert!((at(0.7) - 0.5 * (at(0.7 - 1e-6) + at(0.7 + 1e-6))).abs() < 1e-10);
        assert!(at(0.7) > 0.0 && at(0.3) > 0.0);
    }

    #[test]
    fn the_probabilities_of_all_counts_add_up_and_have_the_expected_mean() {
        let probabilities: Vec<f64> = (0..400).map(|n| CDNOW.probability_of(n, 39.0)).collect();
        let mean: f64 = probabilities.iter().zip(0_u32..).map(|(p, n)| p * f64::from(n)).sum();
        assert!((probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!((mean - CDNOW.expected_of_new(39.0)).abs() < 1e-7);
    }

    #[test]
    fn a_longer_silence_never_makes_a_customer_more_alive() {
        let alive = |age: f64| CDNOW.probability_alive(&Customer { repeats: 4, recency: 10.0, age });
        assert!((10..200).all(|week| alive(f64::from(week)) > alive(f64::from(week + 1))));
        // So long that the odds overflow: gone, and a number.
        assert_eq!(CDNOW.probability_alive(&Customer { repeats: 2_000_000, recency: 1.0, age: 1e9 }), 0.0);
    }
}
