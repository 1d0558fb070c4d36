use faer::{Mat, Side};
use rayon::prelude::*;

use crate::bytes::{Kind, Reader, Writer};
use crate::chance::{SplitMix, normal};
use crate::dense::{Dense, add_gram, add_scaled, cholesky, dot, panel_width, solve, wide};
use crate::{Csr, Error, Result};

const KIND: Kind = Kind { name: "factor model", code: 2, version: 1 };

/// Rows that one thread solves at a time.
const CHUNK: usize = 256;

/// How factors are learned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FactorSettings {
    /// Length of each vector, 1 to 1024; rounded up to a multiple of 16, as vector registers are.
    pub dimensions: usize,
    /// Passes over people and items, at least 1.
    pub epochs: usize,
    /// Weight of everything that a person did not do, relative to one act; above 0.
    pub unobserved: f32,
    /// Ridge λ, above 0.
    pub ridge: f32,
    /// Exponent ν: the ridge of a row is `λ (acts + unobserved · others)^ν`, 0 to 1.
    pub ridge_power: f32,
    /// Where the first vectors come from.
    pub seed: u64,
}

impl Default for FactorSettings {
    fn default() -> Self {
        FactorSettings { dimensions: 64, epochs: 8, unobserved: 0.1, ridge: 0.1, ridge_power: 0.5, seed: 1 }
    }
}

impl FactorSettings {
    fn check(&self) -> Result<()> {
        let no = |name, value: f64, range| Err(Error::Setting { name, value, range });
        if !(1..=1024).contains(&self.dimensions) {
            return no("dimensions", self.dimensions as f64, "from 1 to 1024");
        }
        if self.epochs == 0 {
            return no("epochs", 0.0, "at least 1");
        }
        if !(self.unobserved > 0.0 && self.unobserved.is_finite()) {
            return no("unobserved", self.unobserved.into(), "above 0");
        }
        if !(self.ridge > 0.0 && self.ridge.is_finite()) {
            return no("ridge", self.ridge.into(), "above 0");
        }
        if !(0.0..=1.0).contains(&self.ridge_power) {
            return no("ridge_power", self.ridge_power.into(), "from 0 to 1");
        }
        Ok(())
    }
}

/// Item vectors learned by alternating least squares on implicit acts (Hu, Koren and Volinsky 2008, in
/// the weighting of Rendle et al. 2022): the second family of suggestions.
///
/// The loss is `Σ_acts r (1 - x·y)² + unobserved Σ_all (x·y)²` with a ridge that grows with activity.
/// People are not stored: a person is folded in from the past when asked for, in about as many
/// operations as one row of the training takes, so a new act counts at once.
///
/// Each half pass first turns the fixed side into the eigenbasis of its Gram matrix. There the part of
/// every row's system that all rows share is a diagonal, so a row with fewer acts than dimensions is
/// solved in its dual form, of the size of its acts, and exactly: most rows of a market are short.
#[derive(Debug, Clone, PartialEq)]
pub struct Factors {
    items: Dense,
    /// Eigenvalues of the items' Gram matrix, in whose basis the vectors stand.
    spectrum: Vec<f32>,
    settings: FactorSettings,
}

/// A person folded in: a vector to be multiplied with item vectors.
#[derive(Debug, Clone, PartialEq)]
pub struct Taste(Vec<f32>);

impl Factors {
    /// Learns item vectors from a history of people (rows) and items (columns).
    ///
    /// # Errors
    /// [`Error::Setting`] for a setting out of range; [`Error::Singular`] when a system cannot be solved.
    pub fn fit(history: &Csr, settings: &FactorSettings) -> Result<Factors> {
        settings.check()?;
        let by_item = history.transposed();
        let mut items = first_vectors(history.width(), settings);
        for _ in 0..settings.epochs {
            let spectrum = turn_to_eigenbasis(&mut items)?;
            let mut people = solve_rows(history, &items, &spectrum, settings)?;
            let spectrum = turn_to_eigenbasis(&mut people)?;
            items = solve_rows(&by_item, &people, &spectrum, settings)?;
        }
        let spectrum = turn_to_eigenbasis(&mut items)?;
        Ok(Factors { items, spectrum, settings: *settings })
    }

    /// The catalogue's size.
    pub fn items(&self) -> usize {
        self.items.rows()
    }

    /// How the factors were learned.
    pub fn settings(&self) -> &FactorSettings {
        &self.settings
    }

    /// The vector of a person with this past of (item, strength ≥ 0). Unknown items are passed over.
    ///
    /// # Errors
    /// [`Error::Singular`] when the system cannot be solved, as with strengths that are not finite.
    pub fn taste(&self, past: &[(u32, f32)]) -> Result<Taste> {
        let known = self.known(past);
        let diagonal = self.diagonal(&known);
        let mut taste = vec![0f32; self.items.width];
        wide(|| solve_row(&known, &self.items, &diagonal, &mut taste, &mut Room::default()))?;
        Ok(Taste(taste))
    }

    /// An item's score for a person.
    pub fn score(&self, taste: &Taste, item: u32) -> f32 {
        if (item as usize) < self.items() { dot(&taste.0, self.items.row(item as usize)) } else { 0.0 }
    }

    /// Adds every item's score for a person: a walk over the whole catalogue.
    pub fn score_into(&self, taste: &Taste, scores: &mut crate::Scores) {
        wide(|| {
            for (item, row) in self.items.cells.chunks_exact(self.items.width).enumerate() {
                scores.add(item as u32, dot(&taste.0, row));
            }
        });
    }

    /// How much each past act carries of an item's score (Hu et al. 2008, section 5): with
    /// `A = diagonal + Σ r y yᵀ` the score is `Σ_j r_j (A⁻¹ y_item)·y_j`. The parts sum to the score.
    ///
    /// # Errors
    /// [`Error::Singular`] as in [`Factors::taste`].
    pub fn reasons(&self, past: &[(u32, f32)], item: u32) -> Result<Vec<(u32, f32)>> {
        if item as usize >= self.items() {
            return Ok(Vec::new());
        }
        let known = self.known(past);
        let width = self.items.width;
        let mut system = vec![0f32; width * width];
        for (at, value) in self.diagonal(&known).into_iter().enumerate() {
            system[at * width + at] = value;
        }
        let mut turned = self.items.row(item as usize).to_vec();
        wide(|| {
            add_acts(&mut system, &known, &self.items, &mut Vec::new());
            cholesky(&mut system, width)?;
            solve(&system, width, &mut turned);
            Ok(())
        })?;
        Ok(known
            .iter()
            .map(|&(act, strength)| (act, strength * dot(&turned, self.items.row(act as usize))))
            .collect())
    }

    /// The model as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new(KIND);
        self.write(&mut out);
        out.finish()
    }

    /// The model from bytes of [`Factors::to_bytes`].
    ///
    /// # Errors
    /// [`Error::NotAModel`] or [`Error::Version`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Factors> {
        let mut input = Reader::new(bytes, KIND)?;
        let factors = Self::read(&mut input)?;
        input.end()?;
        Ok(factors)
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        let FactorSettings { dimensions, epochs, unobserved, ridge, ridge_power, seed } = self.settings;
        out.u64(dimensions as u64);
        out.u64(epochs as u64);
        [unobserved, ridge, ridge_power].into_iter().for_each(|value| out.f32(value));
        out.u64(seed);
        out.f32s(&self.spectrum);
        out.f32s(&self.items.cells);
    }

    pub(crate) fn read(input: &mut Reader) -> Result<Factors> {
        let settings = FactorSettings {
            dimensions: input.u64()? as usize,
            epochs: input.u64()? as usize,
            unobserved: input.f32()?,
            ridge: input.f32()?,
            ridge_power: input.f32()?,
            seed: input.u64()?,
        };
        let (spectrum, cells) = (input.f32s()?, input.f32s()?);
        let width = panel_width(settings.dimensions);
        if settings.check().is_err() || spectrum.len() != width || !cells.len().is_multiple_of(width) {
            return Err(input.broken());
        }
        Ok(Factors { items: Dense { width, cells }, spectrum, settings })
    }

    fn known(&self, past: &[(u32, f32)]) -> Vec<(u32, f32)> {
        past.iter()
            .copied()
            .filter(|&(item, strength)| (item as usize) < self.items() && strength > 0.0)
            .collect()
    }

    fn diagonal(&self, past: &[(u32, f32)]) -> Vec<f32> {
        let acts = past.iter().map(|act| act.1).sum();
        diagonal(&self.spectrum, acts, self.items(), &self.settings)
    }
}

/// The part of a row's system that no act of the row changes, in the eigenbasis of the other side.
fn diagonal(spectrum: &[f32], acts: f32, others: usize, settings: &FactorSettings) -> Vec<f32> {
    let mass = acts + settings.unobserved * others as f32;
    let ridge = settings.ridge * mass.powf(settings.ridge_power);
    spectrum.iter().map(|value| settings.unobserved * value.max(0.0) + ridge).collect()
}

/// Small normal vectors, so that the first scores are near zero, one generator a row.
fn first_vectors(rows: usize, settings: &FactorSettings) -> Dense {
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
fn turn_to_eigenbasis(vectors: &mut Dense) -> Result<Vec<f32>> {
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
    vectors.cells.par_chunks_mut(CHUNK * width).for_each(|chunk| {
        wide(|| {
            let mut turned = vec![0f32; width];
            for vector in chunk.chunks_exact_mut(width) {
                turned.fill(0.0);
                for (component, along) in vector.iter().zip(basis.chunks_exact(width)) {
                    add_scaled(&mut turned, *component, along);
                }
                vector.copy_from_slice(&turned);
            }
        });
    });
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
            wide(|| add_gram(&mut sum, chunk, width));
            sum
        })
        .collect();
    let mut whole = vec![0f32; width * width];
    partial.iter().for_each(|sum| add_scaled(&mut whole, 1.0, sum));
    whole
}

/// `C += Σ r y yᵀ` over a past, a few vectors at a time so that they stay in the nearest memory.
#[inline(always)]
fn add_acts(system: &mut [f32], past: &[(u32, f32)], others: &Dense, panel: &mut Vec<f32>) {
    for some in past.chunks(64) {
        panel.clear();
        for &(other, weight) in some {
            let root = weight.sqrt();
            panel.extend(others.row(other as usize).iter().map(|value| root * value));
        }
        add_gram(system, panel, others.width);
    }
}

fn solve_rows(acts: &Csr, others: &Dense, spectrum: &[f32], settings: &FactorSettings) -> Result<Dense> {
    let width = others.width;
    let mut solved = Dense::zeros(acts.rows(), width);
    solved.cells.par_chunks_mut(CHUNK * width).enumerate().try_for_each_init(
        || (Room::default(), Vec::new()),
        |(room, past), (chunk, rows)| {
            wide(|| {
                for (offset, row) in rows.chunks_exact_mut(width).enumerate() {
                    past.clear();
                    past.extend(acts.row(chunk * CHUNK + offset).iter().filter(|act| act.1 > 0.0));
                    let sum = past.iter().map(|act| act.1).sum();
                    let diagonal = diagonal(spectrum, sum, others.rows(), settings);
                    solve_row(past, others, &diagonal, row, room)?;
                }
                Ok(())
            })
        },
    )?;
    Ok(solved)
}

/// Memory that a thread uses again for each row.
#[derive(Default)]
struct Room {
    system: Vec<f32>,
    panel: Vec<f32>,
    right: Vec<f32>,
}

/// `x = (D + Σ r y yᵀ)⁻¹ Σ r y`, in the smaller of two forms.
#[inline(always)]
fn solve_row(
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
    if past.len() < others.width {
        return solve_short(past, others, diagonal, out, room);
    }
    let width = others.width;
    room.clear_system(width, diagonal.iter().copied());
    out.fill(0.0);
    for &(other, weight) in past {
        add_scaled(out, weight, others.row(other as usize));
    }
    add_acts(&mut room.system, past, others, &mut room.panel);
    cholesky(&mut room.system, width)?;
    solve(&room.system, width, out);
    Ok(())
}

/// The dual form, of the size of the acts. With the acts' vectors, each times `√r`, as rows of Y and
/// `P = D^-½ Yᵀ`: `x = D^-½ P (I + PᵀP)⁻¹ √r`.
#[inline(always)]
fn solve_short(
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
    for (place, &(other, _)) in past.iter().enumerate() {
        let root = room.right[place];
        let vector = others.row(other as usize);
        for ((row, value), by) in room.panel.chunks_exact_mut(size).zip(vector).zip(diagonal) {
            row[place] = root * value / by.sqrt();
        }
    }
    // Places beyond the acts have ones on the diagonal and nothing beside them.
    room.clear_system(size, std::iter::repeat_n(1.0, size));
    add_gram(&mut room.system, &room.panel, size);
    cholesky(&mut room.system, size)?;
    solve(&room.system, size, &mut room.right);
    for ((value, row), by) in out.iter_mut().zip(room.panel.chunks_exact(size)).zip(diagonal) {
        *value = dot(row, &room.right) / by.sqrt();
    }
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
