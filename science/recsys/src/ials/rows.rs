//! The half passes of alternating least squares: all rows of one side against the vectors of the other.

use std::hint::black_box;

use faer::{Mat, Side};
use rayon::prelude::*;

use super::FactorSettings;
use crate::chance::{SplitMix, normal};
use crate::dense::{
    Apart, Arithmetic, Dense, Kernel, add_gram, add_scaled, cholesky, dot, panel_width, solve, wide,
};
use crate::{Csr, Error, Result, Scores};

/// Rows that one thread solves at a time.
const CHUNK: usize = 256;

/// The part of a row's system that no act of the row changes, in the eigenbasis of the other side.
pub(super) fn diagonal(spectrum: &[f32], acts: f32, others: usize, settings: &FactorSettings) -> Vec<f32> {
    let mass = acts + settings.unobserved * others as f32;
    let ridge = settings.ridge * mass.powf(settings.ridge_power);
    spectrum.iter().map(|value| settings.unobserved * value.max(0.0) + ridge).collect()
}

/// Small normal vectors, so that the first scores are near zero, one generator a row.
pub(super) fn first_vectors(rows: usize, settings: &FactorSettings) -> Dense {
    let width = panel_width(settings.dimensions);
    let deviation = 0.1 / (width as f64).sqrt();
    let mut vectors = Dense::zeros(rows, width);
    vectors.cells.par_chunks_mut(width).enumerate().for_each(|(row, vector)| {
        let mut rng = SplitMix::at(settings.seed, row as u64);
        vector.iter_mut().for_each(|value| *value = (deviation * normal(&mut rng)) as f32);
    });
    vectors
}

/// Turns the vectors into the eigenbasis of their Gram matrix and gives the eigenvalues. Scores between
/// these vectors and others solved against them do not change.
pub(super) fn turn_to_eigenbasis(vectors: &mut Dense) -> Result<Vec<f32>> {
    let width = vectors.width;
    let gram = gram(vectors);
    let gram = Mat::<f64>::from_fn(width, width, |row, column| {
        gram[row.min(column) * width + row.max(column)].into()
    });
    let eigen = gram.self_adjoint_eigen(Side::Lower).map_err(|_| Error::Singular)?;
    // Row after row: basis[k][j] is component k of eigenvector j.
    let mut basis = vec![0f32; width * width];
    for row in 0..width {
        for column in 0..width {
            basis[row * width + column] = eigen.U()[(row, column)] as f32;
        }
    }
    let turn = |chunk: &mut [f32]| wide(Turn { vectors: chunk, basis: &basis, width });
    vectors.cells.par_chunks_mut(CHUNK * width).for_each(turn);
    Ok((0..width).map(|at| eigen.S()[at] as f32).collect())
}

/// The upper triangle of `VᵀV`. Chunks are summed in their order, so threads change nothing.
fn gram(vectors: &Dense) -> Vec<f32> {
    let width = vectors.width;
    let partial: Vec<Vec<f32>> = vectors
        .cells
        .par_chunks(16 * CHUNK * width)
        .map(|chunk| {
            let mut sum = vec![0f32; width * width];
            wide(Gram { sum: &mut sum, vectors: chunk, width });
            sum
        })
        .collect();
    let mut whole = vec![0f32; width * width];
    partial.iter().for_each(|sum| add_scaled::<Apart>(&mut whole, 1.0, sum));
    whole
}

/// `C += Σ r y yᵀ` over a past, a few vectors at a time so that they stay in the nearest memory.
#[inline(always)]
pub(super) fn add_acts<A: Arithmetic>(
    system: &mut [f32],
    past: &[(u32, f32)],
    others: &Dense,
    panel: &mut Vec<f32>,
) {
    for some in past.chunks(64) {
        panel.clear();
        for &(other, weight) in some {
            let root = weight.sqrt();
            panel.extend(others.row(other as usize).iter().map(|value| root * value));
        }
        add_gram::<A>(system, panel, others.width);
    }
}

/// Solves every row of a history against the other side's vectors.
pub(super) fn solve_rows(
    acts: &Csr,
    others: &Dense,
    spectrum: &[f32],
    settings: &FactorSettings,
) -> Result<Dense> {
    let width = others.width;
    let mut solved = Dense::zeros(acts.rows(), width);
    solved.cells.par_chunks_mut(CHUNK * width).enumerate().try_for_each_init(
        || (Room::default(), Vec::new()),
        |(room, past), (chunk, rows)| {
            let first = chunk * CHUNK;
            wide(SolveRows { acts, others, spectrum, settings, first, rows, room, past })
        },
    )?;
    Ok(solved)
}

/// Solves the rows of a history from `first` on.
struct SolveRows<'a> {
    acts: &'a Csr,
    others: &'a Dense,
    spectrum: &'a [f32],
    settings: &'a FactorSettings,
    first: usize,
    rows: &'a mut [f32],
    room: &'a mut Room,
    past: &'a mut Vec<(u32, f32)>,
}

impl Kernel for SolveRows<'_> {
    type Output = Result<()>;

    #[inline(always)]
    fn call<A: Arithmetic>(self) -> Result<()> {
        for (offset, row) in self.rows.chunks_exact_mut(self.others.width).enumerate() {
            self.past.clear();
            self.past.extend(self.acts.row(self.first + offset).iter().filter(|act| act.1 > 0.0));
            let sum = self.past.iter().map(|act| act.1).sum();
            let diagonal = diagonal(self.spectrum, sum, self.others.rows(), self.settings);
            solve_row::<A>(self.past, self.others, &diagonal, row, self.room)?;
        }
        Ok(())
    }
}

/// Solves one row.
pub(super) struct FoldIn<'a> {
    pub(super) past: &'a [(u32, f32)],
    pub(super) others: &'a Dense,
    pub(super) diagonal: &'a [f32],
    pub(super) out: &'a mut [f32],
    pub(super) room: &'a mut Room,
}

impl Kernel for FoldIn<'_> {
    type Output = Result<()>;

    #[inline(always)]
    fn call<A: Arithmetic>(self) -> Result<()> {
        solve_row::<A>(self.past, self.others, self.diagonal, self.out, self.room)
    }
}

/// Adds every item's scalar product with a taste.
pub(super) struct ScoreAll<'a> {
    pub(super) taste: &'a [f32],
    pub(super) items: &'a Dense,
    pub(super) scores: &'a mut Scores,
}

impl Kernel for ScoreAll<'_> {
    type Output = ();

    #[inline(always)]
    fn call<A: Arithmetic>(self) {
        let all = self.scores.all(self.items.rows());
        for (score, row) in all.iter_mut().zip(self.items.cells.chunks_exact(self.items.width)) {
            *score += dot::<A>(self.taste, row);
        }
    }
}

/// Some items' scalar products with a taste, each into its own cell.
pub(super) struct ScoreSome<'a, Cells> {
    pub(super) taste: &'a [f32],
    pub(super) items: &'a Dense,
    pub(super) some: &'a [u32],
    pub(super) cells: Cells,
}

impl<'a, Cells: Iterator<Item = &'a mut f32>> Kernel for ScoreSome<'_, Cells> {
    type Output = ();

    #[inline(always)]
    fn call<A: Arithmetic>(self) {
        for (cell, &item) in self.cells.zip(self.some) {
            *cell = dot::<A>(self.taste, self.items.row(item as usize));
        }
    }
}

/// Turns vectors into a basis whose row k holds component k of each axis.
struct Turn<'a> {
    vectors: &'a mut [f32],
    basis: &'a [f32],
    width: usize,
}

impl Kernel for Turn<'_> {
    type Output = ();

    #[inline(always)]
    fn call<A: Arithmetic>(self) {
        let mut turned = vec![0f32; self.width];
        for vector in self.vectors.chunks_exact_mut(self.width) {
            turned.fill(0.0);
            for (component, along) in vector.iter().zip(self.basis.chunks_exact(self.width)) {
                add_scaled::<A>(&mut turned, *component, along);
            }
            vector.copy_from_slice(&turned);
        }
    }
}

/// Adds the Gram matrix of some vectors.
struct Gram<'a> {
    sum: &'a mut [f32],
    vectors: &'a [f32],
    width: usize,
}

impl Kernel for Gram<'_> {
    type Output = ();

    #[inline(always)]
    fn call<A: Arithmetic>(self) {
        add_gram::<A>(self.sum, self.vectors, self.width);
    }
}

/// Memory that a thread uses again for each row.
#[derive(Default)]
pub(super) struct Room {
    system: Vec<f32>,
    panel: Vec<f32>,
    right: Vec<f32>,
    /// One over the roots of the diagonal.
    shrink: Vec<f32>,
}

/// `x = (D + Σ r y yᵀ)⁻¹ Σ r y`, in the smaller of two forms.
#[inline(always)]
fn solve_row<A: Arithmetic>(
    past: &[(u32, f32)],
    others: &Dense,
    diagonal: &[f32],
    out: &mut [f32],
    room: &mut Room,
) -> Result<()> {
    if past.is_empty() {
        out.fill(0.0);
        return Ok(());
    }
    look_ahead(past, others);
    if past.len() < others.width {
        return solve_short::<A>(past, others, diagonal, out, room);
    }
    let width = others.width;
    room.clear_system(width, diagonal.iter().copied());
    out.fill(0.0);
    for &(other, weight) in past {
        add_scaled::<A>(out, weight, others.row(other as usize));
    }
    add_acts::<A>(&mut room.system, past, others, &mut room.panel);
    cholesky::<A>(&mut room.system, width)?;
    solve::<A>(&room.system, width, out);
    Ok(())
}

/// Looks at each line of memory that the vectors of a past lie in, so that the processor fetches them side
/// by side: they lie anywhere, and one after the other would wait for each.
#[inline(always)]
fn look_ahead(past: &[(u32, f32)], others: &Dense) {
    const LINE: usize = 16;
    let lines = past.iter().flat_map(|act| others.row(act.0 as usize).iter().step_by(LINE));
    black_box(lines.fold(0, |seen, value| seen ^ value.to_bits()));
}

/// The dual form, of the size of the acts. With the acts' vectors, each times `√r`, as rows of Y and
/// `P = D^-½ Yᵀ`: `x = D⁻¹ Yᵀ (I + PᵀP)⁻¹ √r`.
#[inline(always)]
fn solve_short<A: Arithmetic>(
    past: &[(u32, f32)],
    others: &Dense,
    diagonal: &[f32],
    out: &mut [f32],
    room: &mut Room,
) -> Result<()> {
    let size = panel_width(past.len());
    room.right.clear();
    room.right.extend(past.iter().map(|act| act.1.sqrt()));
    room.right.resize(size, 0.0);
    room.panel.clear();
    room.panel.resize(size * others.width, 0.0);
    room.shrink.clear();
    room.shrink.extend(diagonal.iter().map(|value| 1.0 / value.sqrt()));
    // Four acts at a time, as the panel is written across the vectors.
    for (at, four) in past.chunks(4).enumerate() {
        let mut vectors = [others.row(four[0].0 as usize); 4];
        let mut roots = [0f32; 4];
        for (place, &(other, _)) in four.iter().enumerate() {
            vectors[place] = others.row(other as usize);
            roots[place] = room.right[4 * at + place];
        }
        let [one, two, three, four] = vectors;
        let values = one.iter().zip(two).zip(three).zip(four).zip(&room.shrink);
        for (row, ((((one, two), three), four), by)) in room.panel.chunks_exact_mut(size).zip(values) {
            if let Some(cells) = row[4 * at..].first_chunk_mut::<4>() {
                let values = [one, two, three, four];
                *cells = std::array::from_fn(|place| roots[place] * values[place] * by);
            }
        }
    }
    // Places beyond the acts have ones on the diagonal and nothing beside them.
    room.clear_system(size, std::iter::repeat_n(1.0, size));
    add_gram::<A>(&mut room.system, &room.panel, size);
    cholesky::<A>(&mut room.system, size)?;
    solve::<A>(&room.system, size, &mut room.right);
    out.fill(0.0);
    for (&(other, weight), by) in past.iter().zip(&room.right) {
        add_scaled::<A>(out, weight.sqrt() * by, others.row(other as usize));
    }
    out.iter_mut().zip(diagonal).for_each(|(value, by)| *value /= by);
    Ok(())
}

impl Room {
    #[inline(always)]
    fn clear_system(&mut self, size: usize, diagonal: impl Iterator<Item = f32>) {
        self.system.clear();
        self.system.resize(size * size, 0.0);
        for (at, value) in diagonal.enumerate() {
            self.system[at * size + at] = value;
        }
    }
}
