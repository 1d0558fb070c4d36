//! Fitting BG/NBD by maximum likelihood.

use super::likelihood::mean_nll;
use super::{BgNbd, Cell, NoFit};
use crate::Invalid;
use crate::optimise::{Cholesky, minimise};

/// Below so many customers the likelihood alone is not trusted.
pub const SMALL_BASE: f64 = 200.0;
/// The penalty then, and where the likelihood has no maximum inside: the least of the range that its users
/// found to tame it (0.001 to 0.1).
pub const LEAST_PENALTY: f64 = 0.001;
/// max|∂ mean negative log-likelihood / ∂ ln parameter| at which a fit counts as done.
const STEEPNESS: f64 = 1e-10;
/// A parameter beyond e^±14 (in time scaled to the longest age) is a likelihood that rises for ever.
const EDGE: f64 = 14.0;

/// A fitted model and how it came about.
#[derive(Debug, Clone, PartialEq)]
pub struct BgNbdFit {
    /// The parameters.
    pub model: BgNbd,
    /// Their standard errors by the inverse observed information, in the parameters' own places; `None` where
    /// the information is singular. With a penalty they are of the penalised fit.
    pub standard_errors: Option<BgNbd>,
    /// Σ weight · ln L, without penalty.
    pub log_likelihood: f64,
    /// Σ weight.
    pub customers: f64,
    /// The penalty that was used; 0 is plain maximum likelihood. If it is above 0, say so where it is shown.
    pub penalty: f64,
    /// Newton steps.
    pub steps: u32,
    /// max|gradient| of the mean objective where it stopped, below 1e-10 but for penalised rescues.
    pub steepness: f64,
}

/// Fits by maximum likelihood: damped Newton in logarithmic parameters with analytic gradient and Hessian.
///
/// Time is scaled to the longest age. A base under [`SMALL_BASE`] customers, or one whose likelihood has no
/// maximum inside the parameters' range, is fitted with [`LEAST_PENALTY`], and the answer says so.
///
/// # Errors
/// Nobody to fit, a refused row, or no optimum even with the penalty.
///
/// ```
/// use stats::purchases::{Customer, fit_bg_nbd, into_cells};
/// let customers: Vec<Customer> = (0..60)
///     .map(|k| {
///         let repeats = [0, 0, 0, 1, 2, 6][k % 6];
///         let recency = if repeats == 0 { 0.0 } else { 5.0 + (k % 7) as f64 * 4.0 };
///         Customer { repeats, recency, age: 40.0 - (k % 5) as f64 }
///     })
///     .collect();
/// let fit = fit_bg_nbd(&into_cells(&customers))?;
/// assert!(fit.penalty > 0.0); // sixty customers are few
/// # Ok::<(), stats::purchases::NoFit>(())
/// ```
pub fn fit_bg_nbd(cells: &[Cell]) -> Result<BgNbdFit, NoFit> {
    let customers: f64 = cells.iter().map(|cell| cell.weight).sum();
    if customers < SMALL_BASE {
        return fit_bg_nbd_penalised(cells, LEAST_PENALTY);
    }
    match attempt(cells, 0.0)? {
        Ok(fit) => Ok(fit),
        Err(_) => fit_bg_nbd_penalised(cells, LEAST_PENALTY),
    }
}

/// Fits with the objective mean negative log-likelihood + `penalty`·Σ parameter², parameters in time scaled to
/// the longest age (as `lifetimes` has it). A penalty of 0 is plain maximum likelihood without any rescue.
///
/// # Errors
/// Nobody to fit, a refused row or penalty, or no optimum.
pub fn fit_bg_nbd_penalised(cells: &[Cell], penalty: f64) -> Result<BgNbdFit, NoFit> {
    Invalid::unless(penalty >= 0.0 && penalty.is_finite(), "penalty", "at least 0 and finite", penalty)?;
    attempt(cells, penalty)?.map_err(|steepness| NoFit::Unsettled { steepness })
}

/// A fit, or the steepness at which it got stuck.
fn attempt(cells: &[Cell], penalty: f64) -> Result<Result<BgNbdFit, f64>, NoFit> {
    let (scaled, longest) = scaled_to_longest_age(cells)?;
    // Several of a kind: where one start runs into a flat corner another finds the way.
    const STARTS: [[f64; 4]; 3] = [[0.0, 0.0, 0.0, 0.0], [-1.0, -2.0, -0.5, 1.0], [1.0, -1.0, -2.0, 1.0]];
    let mut nearest = f64::INFINITY;
    for start in STARTS {
        let Some(end) = minimise(&start, STEEPNESS, |theta| mean_nll(&scaled, theta, penalty)) else {
            continue;
        };
        // A penalised rescue may end on the boundary a = 0 itself, and within rounding of flat.
        let inside = end.point.iter().all(|theta| theta.abs() < EDGE) || penalty > 0.0;
        let enough = if penalty > 0.0 { 1e-7 } else { STEEPNESS };
        if inside && end.bend.steepness() < enough {
            return Ok(Ok(described(&scaled, longest, penalty, &end.point, end.steps)));
        }
        nearest = nearest.min(end.bend.steepness());
    }
    Ok(Err(nearest))
}

fn described(scaled: &[Cell], longest: f64, penalty: f64, theta: &[f64], steps: u32) -> BgNbdFit {
    let parameter = |k: usize| theta[k].exp();
    let model = BgNbd { r: parameter(0), alpha: parameter(1) * longest, a: parameter(2), b: parameter(3) };
    let customers: f64 = scaled.iter().map(|cell| cell.weight).sum();
    let repeats: f64 = scaled.iter().map(|cell| cell.weight * f64::from(cell.customer.repeats)).sum();
    let penalised = mean_nll(scaled, theta, penalty);
    let standard_errors = Cholesky::of(&penalised.hessian, 4).map(|information| {
        let variances = information.inverse_diagonal();
        let error = |k: usize, parameter: f64| parameter * (variances[k] / customers).sqrt();
        BgNbd {
            r: error(0, model.r),
            alpha: error(1, model.alpha),
            a: error(2, model.a),
            b: error(3, model.b),
        }
    });
    // A purchase's density is per unit of time, so each repeat owes one factor of the scale.
    let log_likelihood = -customers * mean_nll(scaled, theta, 0.0).value - repeats * longest.ln();
    BgNbdFit {
        model,
        standard_errors,
        log_likelihood,
        customers,
        penalty,
        steps,
        steepness: penalised.steepness(),
    }
}

/// The cells in the order of their repeats with the longest age as the unit of time, and that age.
fn scaled_to_longest_age(cells: &[Cell]) -> Result<(Vec<Cell>, f64), NoFit> {
    for cell in cells {
        cell.customer.check()?;
        let fine = cell.weight > 0.0 && cell.weight.is_finite();
        Invalid::unless(fine, "a cell's weight", "above 0 and finite", cell.weight)?;
    }
    let longest = cells.iter().fold(0.0_f64, |most, cell| most.max(cell.customer.age));
    if longest == 0.0 {
        return Err(NoFit::Nobody);
    }
    let mut scaled = cells.to_vec();
    for cell in &mut scaled {
        cell.customer.recency /= longest;
        cell.customer.age /= longest;
    }
    scaled.sort_by_key(|cell| cell.customer.repeats);
    Ok((scaled, longest))
}

#[cfg(test)]
mod tests {
    use super::super::Customer;
    use super::*;

    /// A base of the shape that shops have: most buy once, few often, the last purchase anywhere.
    fn base(size: f64) -> Vec<Cell> {
        let shape = [
            (0, 0.0, 39.0, 0.40),
            (0, 0.0, 30.0, 0.22),
            (1, 3.0, 38.0, 0.07),
            (1, 12.0, 33.0, 0.06),
            (1, 27.0, 35.0, 0.05),
            (2, 9.0, 36.0, 0.04),
            (2, 29.0, 34.0, 0.05),
            (3, 30.0, 38.0, 0.04),
            (5, 14.0, 31.0, 0.02),
            (5, 33.0, 37.0, 0.02),
            (8, 35.0, 37.0, 0.02),
            (16, 36.0, 38.0, 0.01),
        ];
        let cell = |(repeats, recency, age, share): (u32, f64, f64, f64)| Cell {
            customer: Customer { repeats, recency, age },
            weight: (share * size).round(),
        };
        shape.map(cell).to_vec()
    }

    #[test]
    fn the_unit_of_time_changes_only_alpha() {
        let weeks = base(600.0);
        let days: Vec<Cell> = weeks
            .iter()
            .map(|cell| {
                let Customer { repeats, recency, age } = cell.customer;
                Cell { customer: Customer { repeats, recency: recency * 7.0, age: age * 7.0 }, ..*cell }
            })
            .collect();
        let (weeks, days) = (fit_bg_nbd(&weeks).unwrap(), fit_bg_nbd(&days).unwrap());
        assert!((days.model.alpha / weeks.model.alpha / 7.0 - 1.0).abs() < 1e-8);
        assert!((days.model.r / weeks.model.r - 1.0).abs() < 1e-8);
        assert!((days.model.b / weeks.model.b - 1.0).abs() < 1e-8);
    }

    #[test]
    fn weights_are_the_same_as_repeated_rows() {
        let cells = base(600.0);
        let apart: Vec<Cell> = cells
            .iter()
            .flat_map(|cell| std::iter::repeat_n(Cell { weight: 1.0, ..*cell }, cell.weight as usize))
            .collect();
        let (together, apart) = (fit_bg_nbd(&cells).unwrap(), fit_bg_nbd(&apart).unwrap());
        assert!((together.model.a / apart.model.a - 1.0).abs() < 1e-9);
        assert_eq!((together.customers, apart.customers), (600.0, 600.0));
        assert!((together.log_likelihood / apart.log_likelihood - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_small_base_and_one_where_nobody_returned_are_penalised_and_say_so() {
        assert_eq!(fit_bg_nbd(&base(100.0)).unwrap().penalty, LEAST_PENALTY);
        assert_eq!(fit_bg_nbd(&base(600.0)).unwrap().penalty, 0.0);
        let once = Customer { repeats: 0, recency: 0.0, age: 30.0 };
        let nobody_returned = fit_bg_nbd(&[Cell { customer: once, weight: 1000.0 }]).unwrap();
        assert_eq!(nobody_returned.penalty, LEAST_PENALTY);
        assert!(nobody_returned.model.expected_of_new(30.0) < 0.05);
    }

    #[test]
    fn rows_that_cannot_be_are_refused_kindly() {
        let bad = Cell { customer: Customer { repeats: 1, recency: 9.0, age: 8.0 }, weight: 1.0 };
        assert_eq!(
            fit_bg_nbd(&[bad]).unwrap_err().to_string(),
            "recency must be between 0 and the customer's age, but is 9"
        );
        assert_eq!(fit_bg_nbd(&[]).unwrap_err(), NoFit::Nobody);
        let weightless = Cell { customer: Customer { repeats: 0, recency: 0.0, age: 8.0 }, weight: 0.0 };
        assert!(matches!(fit_bg_nbd(&[weightless]).unwrap_err(), NoFit::Invalid(_)));
    }
}
