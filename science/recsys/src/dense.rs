//! The few dense kernels that are ours: short vectors, and Cholesky of systems of some hundred unknowns.
//!
//! They are plain loops over contiguous rows, marked to be inlined. A [`Kernel`] is a stretch of work
//! that calls them; [`wide`] runs it compiled for the widest vector unit that the processor has, found
//! at run time, without unsafe code of ours.

use std::hint::black_box;

use pulp::Arch;

use crate::{Error, Result};

/// Work that is worth compiling for each vector unit. `call` must be `#[inline(always)]`: what is not
/// inlined into it stays compiled for the oldest processor.
pub(crate) trait Kernel {
    type Output;

    fn call<A: Arithmetic>(self) -> Self::Output;
}

/// How a product is added to a sum.
pub(crate) trait Arithmetic {
    fn add_product(sum: f32, left: f32, right: f32) -> f32;
}

/// In one rounding: an instruction of every vector unit that [`wide`] finds, and half the work of two.
pub(crate) struct Fused;

/// In two roundings, for processors without that instruction, where imitating it would take long.
pub(crate) struct Apart;

impl Arithmetic for Fused {
    #[inline(always)]
    fn add_product(sum: f32, left: f32, right: f32) -> f32 {
        left.mul_add(right, sum)
    }
}

impl Arithmetic for Apart {
    #[inline(always)]
    fn add_product(sum: f32, left: f32, right: f32) -> f32 {
        sum + left * right
    }
}

/// Runs a kernel on this processor's vector unit.
pub(crate) fn wide<K: Kernel>(kernel: K) -> K::Output {
    struct OnUnit<K>(K);
    impl<K: Kernel> pulp::NullaryFnOnce for OnUnit<K> {
        type Output = K::Output;

        #[inline(always)]
        fn call(self) -> K::Output {
            self.0.call::<Fused>()
        }
    }
    let unit = Arch::new();
    let fuses = cfg!(any(target_arch = "x86_64", target_arch = "aarch64")) && !matches!(unit, Arch::Scalar);
    if fuses { unit.dispatch(OnUnit(kernel)) } else { kernel.call::<Apart>() }
}

const LANES: usize = 16;

/// Columns of a triangle that are worked on together. Its rows begin anywhere, so work on one begins at
/// the multiple of this below, and what it does left of the diagonal is never read.
const ALIGNED: usize = 8;

/// The scalar product of two vectors of one length, summed in sixteen lanes.
#[inline(always)]
pub(crate) fn dot<A: Arithmetic>(left: &[f32], right: &[f32]) -> f32 {
    let (left, left_rest) = left.as_chunks::<LANES>();
    let (right, right_rest) = right.as_chunks::<LANES>();
    let mut sums = [0f32; LANES];
    for (a, b) in left.iter().zip(right) {
        for lane in 0..LANES {
            sums[lane] = A::add_product(sums[lane], a[lane], b[lane]);
        }
    }
    let rest: f32 = left_rest.iter().zip(right_rest).map(|(a, b)| a * b).sum();
    total(std::array::from_fn(|lane| sums[lane] + sums[lane + ALIGNED])) + rest
}

/// The sum of eight lanes, halves added to halves: one after the other each would wait for the one before.
#[inline(always)]
fn total(sums: [f32; ALIGNED]) -> f32 {
    // Seen through, the shape of this sum would make the compiler keep the lanes in narrow registers.
    let sums = black_box(sums);
    let four: [f32; 4] = std::array::from_fn(|lane| sums[lane] + sums[lane + 4]);
    (four[0] + four[2]) + (four[1] + four[3])
}

/// `onto += scale · from`.
#[inline(always)]
pub(crate) fn add_scaled<A: Arithmetic>(onto: &mut [f32], scale: f32, from: &[f32]) {
    for (target, &value) in onto.iter_mut().zip(from) {
        *target = A::add_product(*target, scale, value);
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
pub(crate) fn add_gram<A: Arithmetic>(c: &mut [f32], panel: &[f32], n: usize) {
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
                        sums[lane] = A::add_product(sums[lane], *by, across[lane]);
                    }
                }
            }
            for (row, sums) in sums.iter().enumerate() {
                let begin = (top + row) * n + left;
                add_scaled::<A>(&mut c[begin..begin + LANES], 1.0, sums);
            }
        }
    }
}

/// Rows that are taken out of all later rows in one go.
const STEP: usize = 4;

/// `A = UᵀU` in place. `a` is n by n, row after row; only its upper triangle is read, and what is left
/// below the diagonal means nothing.
///
/// Right-looking, so that the inner loop is an addition of scaled rows and needs no horizontal sums.
#[inline(always)]
pub(crate) fn cholesky<A: Arithmetic>(a: &mut [f32], n: usize) -> Result<()> {
    for begin in (0..n).step_by(STEP) {
        let end = (begin + STEP).min(n);
        let (head, tail) = a.split_at_mut(end * n);
        let block = &mut head[begin * n..];
        for k in begin..end {
            let (row, below) = block[(k - begin) * n..].split_at_mut(n);
            let pivot = row[k];
            // Not `pivot <= 0`: a pivot that is not a number is no pivot either.
            if !(pivot > 0.0 && pivot.is_finite()) {
                return Err(Error::Singular);
            }
            let scale = 1.0 / pivot.sqrt();
            row[k..].iter_mut().for_each(|value| *value *= scale);
            for (lower, column) in below.chunks_exact_mut(n).zip(k + 1..) {
                let from = column / ALIGNED * ALIGNED;
                add_scaled::<A>(&mut lower[from..], -row[column], &row[from..]);
            }
        }
        let mut rows = block.chunks_exact(n);
        if let (Some(one), Some(two), Some(three), Some(four)) =
            (rows.next(), rows.next(), rows.next(), rows.next())
        {
            for (lower, column) in tail.chunks_exact_mut(n).zip(end..) {
                let factors = [-one[column], -two[column], -three[column], -four[column]];
                let from = column / ALIGNED * ALIGNED;
                let rows = [&one[from..], &two[from..], &three[from..], &four[from..]];
                add_four::<A>(&mut lower[from..], factors, rows);
            }
        }
    }
    Ok(())
}

/// `onto += Σ scale · from` over four rows, one after the other, with each sum held in a register.
#[inline(always)]
fn add_four<A: Arithmetic>(onto: &mut [f32], scales: [f32; STEP], from: [&[f32]; STEP]) {
    let [one, two, three, four] = from.map(|row| row.as_chunks::<ALIGNED>());
    let (sums, rest) = onto.as_chunks_mut::<ALIGNED>();
    let whole = one.0.iter().zip(two.0).zip(three.0).zip(four.0);
    for (sums, (((one, two), three), four)) in sums.iter_mut().zip(whole) {
        for lane in 0..ALIGNED {
            let mut sum = sums[lane];
            for (scale, row) in scales.iter().zip([one, two, three, four]) {
                sum = A::add_product(sum, *scale, row[lane]);
            }
            sums[lane] = sum;
        }
    }
    for (scale, row) in scales.iter().zip([one.1, two.1, three.1, four.1]) {
        add_scaled::<A>(rest, *scale, row);
    }
}

/// Solves `UᵀU x = b` in place after [`cholesky`].
#[inline(always)]
pub(crate) fn solve<A: Arithmetic>(u: &[f32], n: usize, b: &mut [f32]) {
    if n == 0 {
        return;
    }
    for (k, row) in u.chunks_exact(n).enumerate() {
        b[k] /= row[k];
        let scale = -b[k];
        let from = (k + 1) / ALIGNED * ALIGNED;
        let (rows, rest) = row[from..].as_chunks::<ALIGNED>();
        let (sums, rest_sums) = b[from..].as_chunks_mut::<ALIGNED>();
        for (at, (sums, row)) in sums.iter_mut().zip(rows).enumerate() {
            let row = beyond(row, from + at * ALIGNED, k);
            for lane in 0..ALIGNED {
                sums[lane] = A::add_product(sums[lane], scale, row[lane]);
            }
        }
        let skipped = (k + 1).saturating_sub(n - rest.len());
        add_scaled::<A>(&mut rest_sums[skipped..], scale, &rest[skipped..]);
    }
    for (k, row) in u.chunks_exact(n).enumerate().rev() {
        let from = (k + 1) / ALIGNED * ALIGNED;
        let (rows, rest) = row[from..].as_chunks::<ALIGNED>();
        let (known, rest_known) = b[from..].as_chunks::<ALIGNED>();
        let mut sums = [0f32; ALIGNED];
        for (at, (known, row)) in known.iter().zip(rows).enumerate() {
            let row = beyond(row, from + at * ALIGNED, k);
            for lane in 0..ALIGNED {
                sums[lane] = A::add_product(sums[lane], known[lane], row[lane]);
            }
        }
        let skipped = (k + 1).saturating_sub(n - rest.len());
        let rest: f32 = rest_known[skipped..].iter().zip(&rest[skipped..]).map(|(a, b)| a * b).sum();
        b[k] = (b[k] - total(sums) - rest) / row[k];
    }
}

/// The cells of a row's chunk that begins at column `first` which stand right of the diagonal.
#[inline(always)]
fn beyond(chunk: &[f32; ALIGNED], first: usize, diagonal: usize) -> [f32; ALIGNED] {
    if first > diagonal {
        return *chunk;
    }
    std::array::from_fn(|lane| if first + lane > diagonal { chunk[lane] } else { 0.0 })
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
        cholesky::<Apart>(&mut a, 2).unwrap();
        let mut b = vec![10.0, 8.0];
        solve::<Apart>(&a, 2, &mut b);
        assert!((b[0] - 1.75).abs() < 1e-6 && (b[1] - 1.5).abs() < 1e-6);
    }

    #[test]
    fn a_gram_matrix_is_the_sum_of_outer_products() {
        let panel: Vec<f32> = (0..3 * 32).map(|at| (at % 7) as f32).collect();
        let mut gram = vec![0.0; 32 * 32];
        add_gram::<Fused>(&mut gram, &panel, 32);
        for row in 0..32 {
            for column in row..32 {
                let sum: f32 = (0..3).map(|k| panel[k * 32 + row] * panel[k * 32 + column]).sum();
                assert_eq!(gram[row * 32 + column], sum);
            }
        }
    }

    #[test]
    fn a_matrix_that_is_not_positive_definite_is_refused() {
        assert_eq!(cholesky::<Apart>(&mut [1.0, 2.0, 2.0, 1.0], 2), Err(Error::Singular));
        assert_eq!(cholesky::<Apart>(&mut [f32::NAN], 1), Err(Error::Singular));
    }

    #[test]
    fn the_scalar_product_counts_the_rest_after_full_lanes() {
        let ones = vec![1.0; 37];
        assert_eq!(dot::<Apart>(&ones, &ones), 37.0);
        struct Dot<'a>(&'a [f32]);
        impl Kernel for Dot<'_> {
            type Output = f32;
            #[inline(always)]
            fn call<A: Arithmetic>(self) -> f32 {
                dot::<A>(self.0, self.0)
            }
        }
        assert_eq!(wide(Dot(&ones)), 37.0);
    }
}
