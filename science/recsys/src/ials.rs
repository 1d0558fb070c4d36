mod rows;

use rows::{
    FoldIn, Room, ScoreAll, ScoreSome, add_acts, diagonal, first_vectors, solve_rows, turn_to_eigenbasis,
};

use crate::bytes::{Kind, Reader, Writer};
use crate::dense::{Apart, Dense, cholesky, dot, panel_width, solve, wide};
use crate::{Csr, Error, Result, Scores};

const KIND: Kind = Kind { name: "factor model", code: 2, version: 1 };

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
        let room = &mut Room::default();
        wide(FoldIn { past: &known, others: &self.items, diagonal: &diagonal, out: &mut taste, room })?;
        Ok(Taste(taste))
    }

    /// An item's score for a person.
    pub fn score(&self, taste: &Taste, item: u32) -> f32 {
        if (item as usize) < self.items() {
            dot::<Apart>(&taste.0, self.items.row(item as usize))
        } else {
            0.0
        }
    }

    /// The scores of some items of the catalogue for a person, each into its own cell.
    pub(crate) fn score_some<'a>(
        &self,
        taste: &Taste,
        items: &[u32],
        cells: impl Iterator<Item = &'a mut f32>,
    ) {
        wide(ScoreSome { taste: &taste.0, items: &self.items, some: items, cells });
    }

    /// Adds every item's score for a person: a walk over the whole catalogue.
    pub fn score_into(&self, taste: &Taste, scores: &mut Scores) {
        wide(ScoreAll { taste: &taste.0, items: &self.items, scores });
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
        add_acts::<Apart>(&mut system, &known, &self.items, &mut Vec::new());
        cholesky::<Apart>(&mut system, width)?;
        solve::<Apart>(&system, width, &mut turned);
        Ok(known
            .iter()
            .map(|&(act, strength)| (act, strength * dot::<Apart>(&turned, self.items.row(act as usize))))
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
