//! The few dense kernels that are ours: short vectors, and Cholesky of systems of some hundred unknowns.
//!
//! They are plain loops over contiguous rows, marked to be inlined. A [`Kernel`] is a stretch of work
//! that calls them; [`wide`] runs it compiled for the widest vector unit that the processor has, found
//! at run time, without unsafe code of ours.

pub(crate) use pulp::NullaryFnOnce as Kernel;

use crate::{Error, Result};

/// Runs a kernel on this processor's vector unit. Its `call` must be `#[inline(always)]`: what is not
/// inlined into it stays compiled for the oldest processor.
pub(crate) fn wide<K: Kernel>(kernel: K) -> K::Output {
    pulp::Arch::new().dispatch(kernel)
}

const LANES: usize = 16;

/// The scalar product of two vectors of one length, summed in sixteen lanes.
#[inline(always)]
pub(crate) fn dot(left: &[f32], right: &[f32]) -> f32 {
    let (left, left_rest) = left.as_chunks::<LANES>();
    let (right, right_rest) = right.as_chunks::<LANES>();
    let mut sums = [0f32; LANES];
    for (a, b) in left.iter().zip(right) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let rest: f32 = left_rest.iter().zip(right_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

/// `onto += scale · from`.
#[inline(always)]
pub(crate) fn add_scaled(onto: &mut [f32], scale: f32, from: &[f32]) {
    for (target, &value) in onto.iter_mut().zip(from) {
        *target += scale * value;
    }
}

/// The width to which panels are filled up with zeros, so that every tile of [`add_gram`] is whole.
pub(crate) const fn panel_width(columns: usize) -> usize {
    columns.next_multiple_of(LANES)
}

/// `C += PᵀP` on and above the diagonal, for a panel P of rows `n` long, n a multiple of sixteen.
///
/// Tiles of four by sixteen sums stay in registers while the panel's rows stream past.
#[inline(always)]
pub(crate) fn add_gram(c: &mut [f32], panel: &[f32], n: usize) {
    for top in (0..n).step_by(4) {
        for left in (top / LANES * LANES..n).step_by(LANES) {
            let mut sums = [[0f32; LANES]; 4];
            for row in panel.chunks_exact(n) {
                let (Some(up), Some(across)) =
                    (row[top..].first_chunk::<4>(), row[left..].first_chunk::<LANES>())
                else {
                    continue;
                };
                for (sums, by) in sums.iter_mut().zip(up) {
                    for lane in 0..LANES {
                        sums[lane] += by * across[lane];
                    }
                }
            }
            for (row, sums) in sums.iter().enumerate() {
                let begin = (top + row) * n + left;
                add_scaled(&mut c[begin..begin + LANES], 1.0, sums);
            }
        }
    }
}

/// `A = UᵀU` in place. `a` is n by n, row after row; only its upper triangle is read and written.
///
/// Right-looking, so that the inner loop is a scaled addition of rows and needs no horizontal sums.
#[inline(always)]
pub(crate) fn cholesky(a: &mut [f32], n: usize) -> Result<()> {
    for k in 0..n {
        let pivot = a[k * n + k];
        // Not `pivot <= 0`: a pivot that is not a number is no pivot either.
        if !(pivot > 0.0 && pivot.is_finite()) {
            return Err(Error::Singular);
        }
        let scale = 1.0 / pivot.sqrt();
        let (head, tail) = a.split_at_mut((k + 1) * n);
        let row = &mut head[k * n + k..];
        row.iter_mut().for_each(|value| *value *= scale);
        for (below, lower) in tail.chunks_exact_mut(n).enumerate() {
            let factor = row[below + 1];
            if factor != 0.0 {
                add_scaled(&mut lower[k + 1 + below..], -factor, &row[below + 1..]);
            }
        }
    }
    Ok(())
}

/// Solves `UᵀU x = b` in place after [`cholesky`].
#[inline(always)]
pub(crate) fn solve(u: &[f32], n: usize, b: &mut [f32]) {
    for k in 0..n {
        let (done, rest) = b.split_at_mut(k + 1);
        done[k] /= u[k * n + k];
        add_scaled(rest, -done[k], &u[k * n + k + 1..(k + 1) * n]);
    }
    for k in (0..n).rev() {
        let (head, rest) = b.split_at_mut(k + 1);
        head[k] = (head[k] - dot(&u[k * n + k + 1..(k + 1) * n], rest)) / u[k * n + k];
    }
}

/// A dense matrix, row after row.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Dense {
    pub(crate) width: usize,
    pub(crate) cells: Vec<f32>,
}

impl Dense {
    pub(crate) fn zeros(rows: usize, width: usize) -> Self {
        Dense { width, cells: vec![0.0; rows * width] }
    }

    #[inline(always)]
    pub(crate) fn row(&self, row: usize) -> &[f32] {
        &self.cells[row * self.width..(row + 1) * self.width]
    }

    pub(crate) fn rows(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cholesky_solves_a_known_system() {
        // [[4, 2], [2, 3]] x = [10, 8] has x = [1.75, 1.5].
        let mut a = vec![4.0, 2.0, 2.0, 3.0];
        cholesky(&mut a, 2).unwrap();
        let mut b = vec![10.0, 8.0];
        solve(&a, 2, &mut b);
        assert!((b[0] - 1.75).abs() < 1e-6 && (b[1] - 1.5).abs() < 1e-6);
    }

    #[test]
    fn a_gram_matrix_is_the_sum_of_outer_products() {
        let panel: Vec<f32> = (0..3 * 32).map(|at| (at % 7) as f32).collect();
        let mut gram = vec![0.0; 32 * 32];
        add_gram(&mut gram, &panel, 32);
        for row in 0..32 {
            for column in row..32 {
                let sum: f32 = (0..3).map(|k| panel[k * 32 + row] * panel[k * 32 + column]).sum();
                assert_eq!(gram[row * 32 + column], sum);
            }
        }
    }

    #[test]
    fn a_matrix_that_is_not_positive_definite_is_refused() {
        assert_eq!(cholesky(&mut [1.0, 2.0, 2.0, 1.0], 2), Err(Error::Singular));
        assert_eq!(cholesky(&mut [f32::NAN], 1), Err(Error::Singular));
    }

    #[test]
    fn the_scalar_product_counts_the_rest_after_full_lanes() {
        let ones = vec![1.0; 37];
        assert_eq!(dot(&ones, &ones), 37.0);
        struct Dot<'a>(&'a [f32]);
        impl Kernel for Dot<'_> {
            type Output = f32;
            #[inline(always)]
            fn call(self) -> f32 {
                dot(self.0, self.0)
            }
        }
        assert_eq!(wide(Dot(&ones)), 37.0);
    }
}
