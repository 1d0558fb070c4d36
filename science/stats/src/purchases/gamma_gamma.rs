//! Gamma–Gamma: what a customer's purchase is worth (Fader & Hardie 2013).
//!
//! A purchase is worth Gamma(p, ν) with ν ~ Gamma(q, v) across customers, independent of how often they buy.

use super::NoFit;
use crate::Invalid;
use crate::optimise::{Bend, minimise};
use crate::special::{digamma, ln_gamma, trigamma};

/// The three parameters, all above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GammaGamma {
    /// Shape of one purchase's worth.
    pub p: f64,
    /// Shape of the rate's distribution across customers. The mean worth is finite only for q > 1.
    pub q: f64,
    /// Its scale, in money.
    pub v: f64,
}

/// A customer with at least one repeat purchase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spender {
    /// x: repeat purchases, at least 1 to count (rows with 0 are passed over).
    pub repeats: u32,
    /// m: mean worth of those, above 0, in any unit of money.
    pub mean_value: f64,
    /// How many such customers there are.
    pub weight: f64,
}

/// A fitted model and how it came about.
#[derive(Debug, Clone, PartialEq)]
pub struct GammaGammaFit {
    /// The parameters.
    pub model: GammaGamma,
    /// Mean log-likelihood of a customer.
    pub mean_log_likelihood: f64,
    /// Newton steps.
    pub steps: u32,
}

impl GammaGamma {
    /// `E[M | x, m] = p (v + x m)/(p x + q − 1)`: the mean worth to expect of a customer's purchases, drawn
    /// towards everybody's the fewer there are. With `repeats` 0 it is everybody's mean, p v/(q−1).
    ///
    /// Infinite or negative where p x + q ≤ 1, which the model has no mean for.
    pub fn expected_value(&self, repeats: u32, mean_value: f64) -> f64 {
        let x = f64::from(repeats);
        self.p * (self.v + x * mean_value) / (self.p * x + self.q - 1.0)
    }
}

/// Fits by maximum likelihood, damped Newton in logarithmic parameters.
///
/// # Errors
/// Nobody with a repeat, a worth not above 0, or no optimum.
///
/// ```
/// use stats::purchases::{Spender, fit_gamma_gamma};
/// let spent = [(2, 22.35), (1, 11.77), (7, 73.74), (2, 25.55), (5, 29.44), (10, 24.24), (1, 9.99), (3, 25.08)];
/// let spenders = spent.map(|(repeats, mean_value)| Spender { repeats, mean_value, weight: 1.0 });
/// let model = fit_gamma_gamma(&spenders)?.model;
/// assert!(model.expected_value(1, 9.99) > 9.99); // one small purchase says little
/// # Ok::<(), stats::purchases::NoFit>(())
/// ```
pub fn fit_gamma_gamma(spenders: &[Spender]) -> Result<GammaGammaFit, NoFit> {
    let rows: Vec<Spender> = spenders.iter().copied().filter(|spender| spender.repeats > 0).collect();
    for row in &rows {
        let fine = row.mean_value > 0.0 && row.mean_value.is_finite();
        Invalid::unless(fine, "a mean value", "above 0 and finite", row.mean_value)?;
        Invalid::unless(
            row.weight > 0.0 && row.weight.is_finite(),
            "a weight",
            "above 0 and finite",
            row.weight,
        )?;
    }
    let weight: f64 = rows.iter().map(|row| row.weight).sum();
    if rows.is_empty() {
        return Err(NoFit::Nobody);
    }
    // The unit of money is everybody's mean, so that v starts near one.
    let unit = rows.iter().map(|row| row.weight * row.mean_value).sum::<f64>() / weight;
    let scaled: Vec<Spender> =
        rows.iter().map(|row| Spender { mean_value: row.mean_value / unit, ..*row }).collect();
    let end = minimise(&[1.0, 1.0, 0.0], 1e-11, |theta| mean_nll(&scaled, weight, theta))
        .ok_or(NoFit::Unsettled { steepness: f64::INFINITY })?;
    let steepness = end.bend.steepness();
    // Where p is large the digammas' differences leave about 1e-9 of rounding.
    if steepness >= 1e-8 || end.point.iter().any(|theta| theta.abs() > 14.0) {
        return Err(NoFit::Unsettled { steepness });
    }
    let [p, q, v] = [0, 1, 2].map(|k: usize| end.point[k].exp());
    Ok(GammaGammaFit {
        model: GammaGamma { p, q, v: v * unit },
        mean_log_likelihood: -end.bend.value - unit.ln(),
        steps: end.steps,
    })
}

/// The mean negative log-likelihood at θ = (ln p, ln q, ln v), of
/// ln L = ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln v + (px−1) ln m + px ln x − (px+q) ln(xm+v).
fn mean_nll(rows: &[Spender], weight: f64, theta: &[f64]) -> Bend {
    let [p, q, v] = [0, 1, 2].map(|k: usize| theta[k].exp());
    let (mut value, mut slope, mut curve) = (0.0, [0.0; 3], [[0.0; 3]; 3]);
    for row in rows {
        let (x, m, w) = (f64::from(row.repeats), row.mean_value, row.weight);
        let (px, both, spent) = (p * x, p * x + q, x * m + v);
        let ln_spent = spent.ln();
        let ln_l =
            ln_gamma(both) - ln_gamma(px) - ln_gamma(q) + q * v.ln() + (px - 1.0) * m.ln() + px * x.ln()
                - both * ln_spent;
        let first = [
            x * (digamma(both) - digamma(px) + m.ln() + x.ln() - ln_spent),
            digamma(both) - digamma(q) + v.ln() - ln_spent,
            q / v - both / spent,
        ];
        let bent = trigamma(both);
        let second = [
            [x * x * (bent - trigamma(px)), x * bent, -x / spent],
            [x * bent, bent - trigamma(q), 1.0 / v - 1.0 / spent],
            [-x / spent, 1.0 / v - 1.0 / spent, both / (spent * spent) - q / (v * v)],
        ];
        value += w * ln_l;
        for j in 0..3 {
            slope[j] += w * first[j];
            (0..3).for_each(|k| curve[j][k] += w * second[j][k]);
        }
    }
    let parameters = [p, q, v];
    let gradient: Vec<f64> = (0..3).map(|k| -slope[k] / weight * parameters[k]).collect();
    let mut hessian: Vec<f64> = (0..9)
        .map(|place| (place / 3, place % 3))
        .map(|(j, k)| -curve[j][k] / weight * parameters[j] * parameters[k])
        .collect();
    (0..3).for_each(|k| hessian[k * 3 + k] += gradient[k]);
    Bend { value: -value / weight, gradient, hessian }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// People differ, and one purchase differs from the next: the mean of many lies nearer to the person.
    fn spenders() -> Vec<Spender> {
        (1..400_u32)
            .map(|k| {
                let repeats = k % 5;
                let (person, purchase) = (f64::from(k * 7919 % 97) / 97.0, f64::from(k * 6101 % 89) / 89.0);
                let mean_value = 10.0 + 40.0 * person * person + 60.0 * purchase / f64::from(repeats.max(1));
                Spender { repeats, mean_value, weight: f64::from(1 + k % 3) }
            })
            .collect()
    }

    #[test]
    fn gradient_and_hessian_are_the_differences_of_value_and_gradient() {
        let rows: Vec<Spender> = spenders().into_iter().filter(|row| row.repeats > 0).collect();
        let weight = rows.iter().map(|row| row.weight).sum();
        let theta = [1.1, 0.7, 2.0];
        let here = mean_nll(&rows, weight, &theta);
        for k in 0..3 {
            let aside = |step: f64| {
                let mut moved = theta;
                moved[k] += step;
                mean_nll(&rows, weight, &moved)
            };
            let (up, down) = (aside(1e-5), aside(-1e-5));
            assert!(((up.value - down.value) / 2e-5 - here.gradient[k]).abs() < 1e-7);
            for row in 0..3 {
                let slope = (up.gradient[row] - down.gradient[row]) / 2e-5;
                assert!((slope - here.hessian[row * 3 + k]).abs() < 1e-7, "{row} {k}");
            }
        }
    }

    #[test]
    fn the_unit_of_money_changes_only_v() {
        let cents: Vec<Spender> =
            spenders().iter().map(|row| Spender { mean_value: row.mean_value * 100.0, ..*row }).collect();
        let (coins, cents) = (fit_gamma_gamma(&spenders()).unwrap(), fit_gamma_gamma(&cents).unwrap());
        assert!((cents.model.v / coins.model.v / 100.0 - 1.0).abs() < 1e-8);
        assert!((cents.model.p / coins.model.p - 1.0).abs() < 1e-8);
        assert!((coins.mean_log_likelihood - cents.mean_log_likelihood - 100_f64.ln()).abs() < 1e-9);
    }

    #[test]
    fn nobody_and_worthless_purchases_are_refused() {
        let one = |repeats, mean_value| [Spender { repeats, mean_value, weight: 1.0 }];
        assert_eq!(fit_gamma_gamma(&one(0, 5.0)).unwrap_err(), NoFit::Nobody);
        assert_eq!(
            fit_gamma_gamma(&one(1, -5.0)).unwrap_err().to_string(),
            "a mean value must be above 0 and finite, but is -5"
        );
    }
}
