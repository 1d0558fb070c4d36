//! Symmetric positive definite systems of a few unknowns.

/// The factor L of A = L Lᵀ, lower triangle, row by row.
#[derive(Debug, Clone)]
pub(crate) struct Cholesky {
    size: usize,
    factor: Vec<f64>,
}

impl Cholesky {
    /// Factors a symmetric matrix given row by row; `None` if it is not positive definite, or so nearly not that
    /// a pivot has lost all but three of its digits.
    pub(crate) fn of(matrix: &[f64], size: usize) -> Option<Self> {
        let mut factor = vec![0.0; size * size];
        for row in 0..size {
            for column in 0..=row {
                let (left, right) = (row * size, column * size);
                let above: f64 = (0..column).map(|k| factor[left + k] * factor[right + k]).sum();
                let rest = matrix[left + column] - above;
                factor[left + column] = match row == column {
                    true if rest > 1e-13 * matrix[left + column].abs() => rest.sqrt(),
                    true => return None,
                    false => rest / factor[right + column],
                };
            }
        }
        Some(Self { size, factor })
    }

    /// The x with A x = b.
    pub(crate) fn solve(&self, b: &[f64]) -> Vec<f64> {
        let (size, factor) = (self.size, &self.factor);
        let mut x = b.to_vec();
        for row in 0..size {
            let known: f64 = (0..row).map(|k| factor[row * size + k] * x[k]).sum();
            x[row] = (x[row] - known) / factor[row * size + row];
        }
        for row in (0..size).rev() {
            let known: f64 = (row + 1..size).map(|k| factor[k * size + row] * x[k]).sum();
            x[row] = (x[row] - known) / factor[row * size + row];
        }
        x
    }

    /// The diagonal of A⁻¹: variances, where A is an information matrix.
    pub(crate) fn inverse_diagonal(&self) -> Vec<f64> {
        let unit = |place: usize| (0..self.size).map(|k| f64::from(u8::from(k == place))).collect::<Vec<_>>();
        (0..self.size).map(|place| self.solve(&unit(place))[place]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_solution_satisfies_its_system_and_an_indefinite_matrix_is_refused() {
        let matrix = [4.0, 1.0, 0.5, 1.0, 3.0, -0.2, 0.5, -0.2, 2.0];
        let right = [1.0, -2.0, 0.3];
        let solver = Cholesky::of(&matrix, 3).unwrap();
        let x = solver.solve(&right);
        for row in 0..3 {
            let sum: f64 = (0..3).map(|k| matrix[row * 3 + k] * x[k]).sum();
            assert!((sum - right[row]).abs() < 1e-15);
        }
        let determinant = 4.0 * (6.0 - 0.04) - (2.0 + 0.1) + 0.5 * (-0.2 - 1.5);
        assert!((solver.inverse_diagonal()[0] - (6.0 - 0.04) / determinant).abs() < 1e-15);
        assert!(Cholesky::of(&[1.0, 2.0, 2.0, 1.0], 2).is_none());
        assert!(Cholesky::of(&[1.0, 1.0, 1.0, 1.0], 2).is_none());
    }
}
