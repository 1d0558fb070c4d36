//! What a customer's coming purchases are worth today.

use super::{BgNbd, Customer, GammaGamma};
use crate::Invalid;

/// How far to look and how money ages on the way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Horizon {
    /// Number of periods, usually months.
    pub periods: u32,
    /// A period's length in the model's unit of time (a month is 4.345 weeks), above 0.
    pub period_length: f64,
    /// Discount of money per period, above −1 (0.01 is one percent).
    pub discount: f64,
}

/// `Σᵢ E[M] (E[X(tᵢ)] − E[X(tᵢ₋₁)]) / (1+d)ⁱ` over the horizon, in the money of `mean_value` (Fader & Hardie
/// 2013). `mean_value` is the customer's mean repeat purchase; without repeats it is not used.
///
/// # Errors
/// A period not above 0, or a discount not above −1.
///
/// ```
/// use stats::purchases::{BgNbd, Customer, GammaGamma, Horizon, lifetime_value};
/// let buys = BgNbd { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 };
/// let spends = GammaGamma { p: 6.249, q: 3.745, v: 15.45 };
/// let customer = Customer { repeats: 2, recency: 30.43, age: 38.86 };
/// let year = Horizon { periods: 12, period_length: 4.345, discount: 0.01 };
/// let worth = lifetime_value(&buys, &spends, &customer, 22.35, &year)?;
/// assert!((worth - 36.28).abs() < 0.02);
/// # Ok::<(), stats::Invalid>(())
/// ```
pub fn lifetime_value(
    buys: &BgNbd,
    spends: &GammaGamma,
    customer: &Customer,
    mean_value: f64,
    horizon: &Horizon,
) -> Result<f64, Invalid> {
    let Horizon { periods, period_length, discount } = *horizon;
    Invalid::unless(period_length > 0.0, "a period's length", "above 0", period_length)?;
    Invalid::unless(discount > -1.0, "the discount", "above -1", discount)?;
    let worth = spends.expected_value(customer.repeats, mean_value);
    let (mut sum, mut before, mut factor) = (0.0, 0.0, 1.0);
    for period in 1..=periods {
        let until_now = buys.expected_purchases(customer, f64::from(period) * period_length);
        factor /= 1.0 + discount;
        sum += worth * (until_now - before) * factor;
        before = until_now;
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_discount_it_is_purchases_times_worth() {
        let buys = BgNbd { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 };
        let spends = GammaGamma { p: 6.249, q: 3.745, v: 15.45 };
        let customer = Customer { repeats: 5, recency: 24.43, age: 38.86 };
        let plain = Horizon { periods: 6, period_length: 4.0, discount: 0.0 };
        let worth = lifetime_value(&buys, &spends, &customer, 29.44, &plain).unwrap();
        let product = buys.expected_purchases(&customer, 24.0) * spends.expected_value(5, 29.44);
        assert!((worth / product - 1.0).abs() < 1e-12);
        let aged = Horizon { discount: 0.05, ..plain };
        assert!(lifetime_value(&buys, &spends, &customer, 29.44, &aged).unwrap() < worth);
        let nonsense = Horizon { discount: -1.0, ..plain };
        assert!(lifetime_value(&buys, &spends, &customer, 29.44, &nonsense).is_err());
    }
}
