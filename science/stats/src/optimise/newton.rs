//! Damped Newton minimisation with analytic gradient and Hessian.

use super::Cholesky;

/// A function's value, slope and bend at one point.
#[derive(Debug, Clone)]
pub(crate) struct Bend {
    pub(crate) value: f64,
    pub(crate) gradient: Vec<f64>,
    /// Row by row.
    pub(crate) hessian: Vec<f64>,
}

impl Bend {
    /// max |∂f|.
    pub(crate) fn steepness(&self) -> f64 {
        self.gradient.iter().fold(0.0, |most, slope| slope.abs().max(most))
    }

    fn is_finite(&self) -> bool {
        self.value.is_finite() && self.gradient.iter().chain(&self.hessian).all(|entry| entry.is_finite())
    }
}

/// Where a minimisation ended.
#[derive(Debug, Clone)]
pub(crate) struct Minimum {
    pub(crate) point: Vec<f64>,
    pub(crate) bend: Bend,
    pub(crate) steps: u32,
}

/// Steps after which a fit is given up; a well-posed one takes about ten.
const MOST_STEPS: u32 = 300;
/// No step moves a logarithmic parameter further than this (a factor of e²).
const LONGEST_MOVE: f64 = 2.0;
/// Below this steepness the value is flat to rounding, and a step is judged by the gradient alone: judged by
/// the value, a flat simulated case stalled at 3e-6 (retention.md 2.2).
const NEAR: f64 = 1e-4;

/// Minimises `f` from `start` until max|gradient| < `enough`, or until it can do no better.
///
/// Levenberg's damping: the Hessian's diagonal is raised until the matrix is positive definite and the step is
/// accepted. `None` if `f` is not finite at the start.
pub(crate) fn minimise(start: &[f64], enough: f64, f: impl Fn(&[f64]) -> Bend) -> Option<Minimum> {
    let mut here = Minimum { point: start.to_vec(), bend: f(start), steps: 0 };
    if !here.bend.is_finite() {
        return None;
    }
    let mut damping = 0.0;
    while here.bend.steepness() >= enough && here.steps < MOST_STEPS {
        here.steps += 1;
        let accepted = step(&here, damping).map(|point| (f(&point), point)).filter(|(bend, _)| {
            let better = bend.value < here.bend.value;
            let flatter = bend.steepness() < here.bend.steepness();
            bend.is_finite() && if here.bend.steepness() < NEAR { flatter } else { better }
        });
        match accepted {
            Some((bend, point)) => {
                here.point = point;
                here.bend = bend;
                damping = if damping < 1e-8 { 0.0 } else { damping / 10.0 };
            }
            None if damping > 1e12 => break,
            None => damping = f64::max(damping * 10.0, 1e-6),
        }
    }
    Some(here)
}

/// The damped Newton step from `here`; `None` where the damped Hessian is not positive definite.
fn step(here: &Minimum, damping: f64) -> Option<Vec<f64>> {
    let size = here.point.len();
    let mut hessian = here.bend.hessian.clone();
    let scale = (0..size).fold(1e-300_f64, |most, k| most.max(hessian[k * size + k].abs()));
    (0..size).for_each(|k| hessian[k * size + k] += damping * scale);
    let direction = Cholesky::of(&hessian, size)?.solve(&here.bend.gradient);
    let longest = direction.iter().fold(0.0_f64, |most, part| most.max(part.abs()));
    let shorten = if longest > LONGEST_MOVE { LONGEST_MOVE / longest } else { 1.0 };
    Some(here.point.iter().zip(direction).map(|(at, part)| at - shorten * part).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rosenbrock's valley: its Hessian is not positive definite everywhere and its floor is curved.
    fn valley(p: &[f64]) -> Bend {
        let (x, y) = (p[0], p[1]);
        Bend {
            value: (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2),
            gradient: vec![-2.0 * (1.0 - x) - 400.0 * x * (y - x * x), 200.0 * (y - x * x)],
            hessian: vec![2.0 - 400.0 * (y - 3.0 * x * x), -400.0 * x, -400.0 * x, 200.0],
        }
    }

    #[test]
    fn a_curved_valley_is_followed_to_its_lowest_point() {
        let end = minimise(&[-1.2, 1.0], 1e-10, valley).unwrap();
        assert!((end.point[0] - 1.0).abs() < 1e-9 && (end.point[1] - 1.0).abs() < 1e-9);
        assert!(end.bend.steepness() < 1e-10 && end.steps < 60);
    }

    #[test]
    fn a_function_that_is_no_number_at_the_start_is_refused() {
        let nowhere = |_: &[f64]| Bend { value: f64::NAN, gradient: vec![0.0], hessian: vec![1.0] };
        assert!(minimise(&[0.0], 1e-10, nowhere).is_none());
    }
}
