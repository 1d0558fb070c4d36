//! The BG/NBD log-likelihood with its first and second derivatives, over weighted cells.

use super::Cell;
use crate::optimise::Bend;
use crate::special::{digamma, ln_gamma, trigamma};

/// The mean negative log-likelihood at θ = (ln r, ln α, ln a, ln b), plus `penalty`·Σ parameter².
///
/// Cells must be in the order of their repeats, so that the gamma functions are asked once a count.
pub(super) fn mean_nll(cells: &[Cell], theta: &[f64], penalty: f64) -> Bend {
    let parameters: [f64; 4] = std::array::from_fn(|k| theta[k].exp());
    let mut total = Slopes::default();
    let mut weight = 0.0;
    for same in cells.chunk_by(|one, other| one.customer.repeats == other.customer.repeats) {
        let x = f64::from(same[0].customer.repeats);
        let count = Count::of(x, parameters);
        let mut together = 0.0;
        for cell in same {
            total.add(&count.of_times(cell.customer.recency, cell.customer.age), cell.weight);
            together += cell.weight;
        }
        total.add(&count.shared(), together);
        weight += together;
    }
    let mean = |sum: f64| -sum / weight;
    let mut bend = Bend {
        value: mean(total.value),
        gradient: (0..4).map(|k| mean(total.gradient[k]) * parameters[k]).collect(),
        hessian: vec![0.0; 16],
    };
    for (row, column) in (0..4).flat_map(|row| (0..4).map(move |column| (row, column))) {
        let second = total.hessian[row.max(column)][row.min(column)];
        bend.hessian[row * 4 + column] = mean(second) * parameters[row] * parameters[column];
    }
    for (k, parameter) in parameters.iter().enumerate() {
        // d²f/dθ² = p² f″ + p f′ for p = exp θ.
        bend.hessian[k * 4 + k] += bend.gradient[k];
        let square = penalty * parameter * parameter;
        bend.value += square;
        bend.gradient[k] += 2.0 * square;
        bend.hessian[k * 4 + k] += 4.0 * square;
    }
    bend
}

/// Value, gradient and lower triangle of the Hessian in (r, α, a, b).
#[derive(Default)]
struct Slopes {
    value: f64,
    gradient: [f64; 4],
    hessian: [[f64; 4]; 4],
}

impl Slopes {
    fn add(&mut self, other: &Slopes, weight: f64) {
        self.value += weight * other.value;
        for row in 0..4 {
            self.gradient[row] += weight * other.gradient[row];
            for column in 0..=row {
                self.hessian[row][column] += weight * other.hessian[row][column];
            }
        }
    }
}

/// What all customers with x repeats share at one set of parameters.
struct Count {
    x: f64,
    parameters: [f64; 4],
    /// ln(a/(b+x−1)) for x > 0.
    ln_leave: f64,
}

impl Count {
    fn of(x: f64, parameters: [f64; 4]) -> Self {
        let [_, _, a, b] = parameters;
        let ln_leave = if x > 0.0 { (a / (b + x - 1.0)).ln() } else { f64::NEG_INFINITY };
        Self { x, parameters, ln_leave }
    }

    /// ln Γ(r+x) − ln Γ(r) + r ln α + ln Γ(a+b) + ln Γ(b+x) − ln Γ(b) − ln Γ(a+b+x).
    fn shared(&self) -> Slopes {
        let Self { x, parameters: [r, alpha, a, b], .. } = *self;
        let rise = |of: fn(f64) -> f64, from: f64| if x == 0.0 { 0.0 } else { of(from + x) - of(from) };
        let mut slopes = Slopes {
            value: rise(ln_gamma, r) + r * alpha.ln() + rise(ln_gamma, b) - rise(ln_gamma, a + b),
            gradient: [
                rise(digamma, r) + alpha.ln(),
                r / alpha,
                -rise(digamma, a + b),
                rise(digamma, b) - rise(digamma, a + b),
            ],
            hessian: [[0.0; 4]; 4],
        };
        slopes.hessian[0][0] = rise(trigamma, r);
        slopes.hessian[1][0] = 1.0 / alpha;
        slopes.hessian[1][1] = -r / (alpha * alpha);
        slopes.hessian[2][2] = -rise(trigamma, a + b);
        slopes.hessian[3][2] = -rise(trigamma, a + b);
        slopes.hessian[3][3] = rise(trigamma, b) - rise(trigamma, a + b);
        slopes
    }

    /// ln[(α+T)^−(r+x) + 1{x>0} a/(b+x−1) (α+t_x)^−(r+x)]: still here, or left right after the last purchase.
    fn of_times(&self, recency: f64, age: f64) -> Slopes {
        let Self { x, parameters: [r, alpha, a, b], ln_leave } = *self;
        let n = r + x;
        let (until_now, until_last) = (alpha + age, alpha + recency);
        let (ln_now, ln_last) = (until_now.ln(), until_last.ln());
        let (ln_here, ln_gone) = (-n * ln_now, ln_leave - n * ln_last);
        let most = ln_here.max(ln_gone);
        let both = (ln_here - most).exp() + (ln_gone - most).exp();
        let here = (ln_here - most).exp() / both;
        let gone = (ln_gone - most).exp() / both;
        let first = [-ln_now, -n / until_now, 0.0, 0.0];
        let mut slopes = Slopes { value: most + both.ln(), ..Slopes::default() };
        slopes.hessian[1][0] = -here / until_now;
        slopes.hessian[1][1] = here * n / (until_now * until_now);
        if gone == 0.0 {
            slopes.gradient = first;
            return slopes;
        }
        let risk = 1.0 / (b + x - 1.0);
        let second = [-ln_last, -n / until_last, 1.0 / a, -risk];
        slopes.hessian[1][0] -= gone / until_last;
        slopes.hessian[1][1] += gone * n / (until_last * until_last);
        slopes.hessian[2][2] = -gone / (a * a);
        slopes.hessian[3][3] = gone * risk * risk;
        for row in 0..4 {
            slopes.gradient[row] = here * first[row] + gone * second[row];
            for column in 0..=row {
                let apart = (first[row] - second[row]) * (first[column] - second[column]);
                slopes.hessian[row][column] += here * gone * apart;
            }
        }
        slopes
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Customer, into_cells};
    use super::*;

    fn cells() -> Vec<Cell> {
        let rows =
            [(0, 0.0, 30.0), (0, 0.0, 12.0), (1, 0.0, 25.0), (1, 8.0, 20.0), (4, 22.0, 23.0), (9, 3.0, 30.0)];
        into_cells(&rows.map(|(repeats, recency, age)| Customer { repeats, recency, age }))
    }

    #[test]
    fn gradient_and_hessian_are_the_differences_of_value_and_gradient() {
        let cells = cells();
        for (theta, penalty) in [([-1.4, 1.5, -0.2, 0.9], 0.0), ([0.3, -0.5, 1.2, -1.0], 0.02)] {
            let here = mean_nll(&cells, &theta, penalty);
            for k in 0..4 {
                let h = 1e-5;
                let aside = |step: f64| {
                    let mut moved = theta;
                    moved[k] += step;
                    mean_nll(&cells, &moved, penalty)
                };
                let (up, down) = (aside(h), aside(-h));
                assert!(((up.value - down.value) / (2.0 * h) - here.gradient[k]).abs() < 1e-8);
                for row in 0..4 {
                    let slope = (up.gradient[row] - down.gradient[row]) / (2.0 * h);
                    assert!((slope - here.hessian[row * 4 + k]).abs() < 1e-8, "{row} {k}");
                }
            }
        }
    }
}
