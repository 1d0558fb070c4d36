use faer::linalg::solvers::DenseSolveCore;
use faer::{Mat, Side};
use rayon::prelude::*;

use crate::bytes::{Kind, Reader, Writer};
use crate::dense::{Arithmetic, Kernel, add_scaled, wide};
use crate::friends::Acquaintance;
use crate::ranking::Scores;
use crate::{Csr, Error, Result, Row};

const KIND: Kind = Kind { name: "EASE model", code: 3, version: 1 };

/// EASE (Steck 2019) solved exactly: the best linear model from all items to each, none from itself.
///
/// With the history X, `P = (XᵀX + λI)⁻¹` and the weight from i to j is `-P_ij / P_jj`. Where people are
/// fewer than items the same P comes from the dual, `P = (I - Xᵀ(XXᵀ + λI)⁻¹X) / λ`, so only a matrix
/// of people by people is ever inverted. Time grows with the cube of the smaller side, memory with its
/// square: beyond some thousands use [`crate::ridge_lists`].
#[derive(Debug, Clone, PartialEq)]
pub struct Ease {
    ridge: f32,
    form: Form,
    /// `P_jj` of each item.
    diagonal: Vec<f32>,
}

#[derive(Debug, Clone, PartialEq)]
enum Form {
    /// `(XᵀX + λI)⁻¹`, items by items.
    Primal { inverse: Mat<f32> },
    /// `(XXᵀ + λI)⁻¹`, people by people, with the history on both sides of it.
    Dual { inverse: Mat<f32>, by_person: Csr, by_item: Csr },
}

impl Ease {
    /// Solves for a history of people (rows) and items (columns) with a ridge λ > 0, in the smaller form.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when both sides exceed `limit`; [`Error::Setting`] for a ridge not above 0;
    /// [`Error::Singular`] when rounding leaves no solution.
    pub fn fit(history: &Csr, ridge: f32, limit: usize) -> Result<Ease> {
        if !(ridge > 0.0 && ridge.is_finite()) {
            return Err(Error::Setting { name: "ridge", value: ridge.into(), range: "above 0" });
        }
        let size = history.rows().min(history.width());
        if size > limit {
            return Err(Error::TooLarge { size, limit });
        }
        let by_item = history.transposed();
        if history.width() <= history.rows() {
            let inverse = inverse_of_gram(&by_item, history, ridge)?;
            let diagonal = (0..history.width()).map(|at| inverse[(at, at)]).collect();
            return Ok(Ease { ridge, form: Form::Primal { inverse }, diagonal });
        }
        let inverse = inverse_of_gram(history, &by_item, ridge)?;
        let diagonal = (0..history.width())
            .into_par_iter()
            .map(|item| {
                let people = by_item.row(item);
                (1.0 - bilinear(&inverse, people, people)) / ridge
            })
            .collect();
        Ok(Ease { ridge, form: Form::Dual { inverse, by_person: history.clone(), by_item }, diagonal })
    }

    /// The catalogue's size.
    pub fn items(&self) -> usize {
        self.diagonal.len()
    }

    /// The weight from one item to another.
    pub fn weight(&self, from: u32, to: u32) -> f32 {
        let (from, to) = (from as usize, to as usize);
        if from == to || from >= self.items() || to >= self.items() {
            return 0.0;
        }
        match &self.form {
            Form::Primal { inverse } => -inverse[(from, to)] / self.diagonal[to],
            Form::Dual { inverse, by_item, .. } => {
                let between = bilinear(inverse, by_item.row(from), by_item.row(to));
                between / (self.ridge * self.diagonal[to])
            }
        }
    }

    /// Adds every item's score for a past of (item, strength).
    ///
    /// `person` may name the row of the training history that the past grew from: in the dual form only
    /// what differs from that row is then folded in, and nothing at all where nothing differs.
    /// Scores of the past's own items are not meaningful and must be forbidden by the caller.
    pub fn score(&self, past: &[(u32, f32)], person: Option<u32>, scores: &mut Scores) {
        let all = scores.all(self.items());
        match &self.form {
            Form::Primal { inverse } => {
                let mut sums = vec![0f32; self.items()];
                let known = past.iter().filter(|act| (act.0 as usize) < self.items());
                let weights: Vec<(usize, f32)> = known.map(|act| (act.0 as usize, -act.1)).collect();
                wide(AddColumns { onto: &mut sums, of: inverse, weights: &weights });
                for ((score, sum), own) in all.iter_mut().zip(&sums).zip(&self.diagonal) {
                    *score += sum / own;
                }
            }
            Form::Dual { by_person, by_item, .. } => {
                let row = person.filter(|&row| (row as usize) < by_person.rows());
                let mut change = past.to_vec();
                let before = row.into_iter().flat_map(|row| by_person.row(row as usize).iter());
                change.extend(before.map(|(item, value)| (item, -value)));
                let carried =
                    self.carried(&row.map(|row| (row, 1.0)).into_iter().collect::<Vec<_>>(), change);
                for (item, (score, own)) in all.iter_mut().zip(&self.diagonal).enumerate() {
                    *score += along(by_item.row(item), &carried) / (self.ridge * own);
                }
            }
        }
    }

    /// Adds, for every item, what a group's acts together let one expect: `h XᵀX (XᵀX + λI)⁻¹` for the sum
    /// h of the people's acts, each times the person's weight. Other than in [`Ease::score`] an item of
    /// the acts speaks for itself too, since the group is not who asks.
    pub(crate) fn score_group(&self, group: &[Acquaintance<'_>], scores: &mut Scores) {
        let all = scores.all(self.items());
        match &self.form {
            Form::Primal { inverse } => {
                let acts =
                    group.iter().flat_map(|one| one.past.iter().map(|&item| (item as usize, one.weight)));
                let acts: Vec<(usize, f32)> = acts.filter(|act| act.0 < self.items()).collect();
                let smoothed: Vec<(usize, f32)> =
                    acts.iter().map(|&(item, weight)| (item, -self.ridge * weight)).collect();
                acts.iter().for_each(|&(item, weight)| all[item] += weight);
                wide(AddColumns { onto: all, of: inverse, weights: &smoothed });
            }
            Form::Dual { by_person, by_item, .. } => {
                let (mut rows, mut change) = (Vec::new(), Vec::new());
                for one in group {
                    let row = by_person.row(one.person as usize);
                    if !row.is_empty() {
                        rows.push((one.person, one.weight));
                    }
                    if row.columns != one.past {
                        change.extend(one.past.iter().map(|&item| (item, one.weight)));
                        change.extend(row.iter().map(|(item, value)| (item, -one.weight * value)));
                    }
                }
                let carried = self.carried(&rows, change);
                for (item, score) in all.iter_mut().enumerate() {
                    *score += along(by_item.row(item), &carried);
                }
            }
        }
    }

    /// One person's part of an item's score in [`Ease::score_group`].
    pub(crate) fn group_reason(&self, one: &Acquaintance<'_>, item: u32) -> f32 {
        if item as usize >= self.items() {
            return 0.0;
        }
        let acts = one.past.iter().map(|&act| act as usize).filter(|&act| act < self.items());
        let expected = match &self.form {
            Form::Primal { inverse } => {
                let column = inverse.col_as_slice(item as usize);
                let own = f32::from(one.past.contains(&item));
                own - self.ridge * acts.map(|act| column[act]).sum::<f32>()
            }
            Form::Dual { inverse, by_person, by_item } => {
                let people = by_item.row(item as usize);
                let row = by_person.row(one.person as usize);
                if !row.is_empty() && row.columns == one.past {
                    let column = inverse.col_as_slice(one.person as usize);
                    row.get(item) - self.ridge * along(people, column)
                } else {
                    acts.map(|act| bilinear(inverse, by_item.row(act), people)).sum()
                }
            }
        };
        one.weight * expected
    }

    /// The dual's `q = (XXᵀ + λI)⁻¹ X h` for a past h, given as rows of the training history with a weight
    /// each and what is to be added to their sum. For a row u it is `e_u - λ (XXᵀ + λI)⁻¹ e_u`, one stored
    /// column, because `XXᵀ = (XXᵀ + λI) - λI`.
    fn carried(&self, people: &[(u32, f32)], mut change: Vec<(u32, f32)>) -> Vec<f32> {
        let Form::Dual { inverse, by_person, by_item } = &self.form else { return Vec::new() };
        let mut carried = vec![0f32; by_person.rows()];
        let columns: Vec<(usize, f32)> =
            people.iter().map(|&(row, weight)| (row as usize, -self.ridge * weight)).collect();
        wide(AddColumns { onto: &mut carried, of: inverse, weights: &columns });
        people.iter().for_each(|&(row, weight)| carried[row as usize] += weight);
        change.sort_unstable_by_key(|act| act.0);
        let mut overlap = vec![0f32; by_person.rows()];
        for same in change.chunk_by(|left, right| left.0 == right.0) {
            let strength: f32 = same.iter().map(|act| act.1).sum();
            if strength != 0.0 {
                by_item
                    .row(same[0].0 as usize)
                    .iter()
                    .for_each(|(row, value)| overlap[row as usize] += strength * value);
            }
        }
        let weights: Vec<(usize, f32)> = overlap.into_iter().enumerate().filter(|one| one.1 != 0.0).collect();
        wide(AddColumns { onto: &mut carried, of: inverse, weights: &weights });
        carried
    }

    /// The model as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new(KIND);
        self.write(&mut out);
        out.finish()
    }

    /// The model from bytes of [`Ease::to_bytes`].
    ///
    /// # Errors
    /// [`Error::NotAModel`] or [`Error::Version`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Ease> {
        let mut input = Reader::new(bytes, KIND)?;
        let ease = Self::read(&mut input)?;
        input.end()?;
        Ok(ease)
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.f32(self.ridge);
        out.f32s(&self.diagonal);
        let inverse = match &self.form {
            Form::Primal { inverse } => {
                out.u8(0);
                inverse
            }
            Form::Dual { inverse, by_person, .. } => {
                out.u8(1);
                by_person.write(out);
                inverse
            }
        };
        out.u64(inverse.nrows() as u64);
        (0..inverse.ncols()).for_each(|column| out.f32s(inverse.col_as_slice(column)));
    }

    pub(crate) fn read(input: &mut Reader) -> Result<Ease> {
        let ridge = input.f32()?;
        let diagonal = input.f32s()?;
        let by_person = match input.u8()? {
            0 => None,
            1 => Some(Csr::read(input)?),
            _ => return Err(input.broken()),
        };
        let size = input.u64()? as usize;
        let wanted = by_person.as_ref().map_or(diagonal.len(), Csr::rows);
        if size != wanted || by_person.as_ref().is_some_and(|by_person| by_person.width() != diagonal.len()) {
            return Err(input.broken());
        }
        let mut inverse = Mat::<f32>::zeros(size, size);
        for column in 0..size {
            let cells = input.f32s()?;
            if cells.len() != size {
                return Err(input.broken());
            }
            inverse.col_as_slice_mut(column).copy_from_slice(&cells);
        }
        let form = match by_person {
            None => Form::Primal { inverse },
            Some(by_person) => Form::Dual { inverse, by_item: by_person.transposed(), by_person },
        };
        Ok(Ease { ridge, form, diagonal })
    }
}

/// Adds a weighted sum of a matrix's columns.
struct AddColumns<'a> {
    onto: &'a mut [f32],
    of: &'a Mat<f32>,
    weights: &'a [(usize, f32)],
}

impl Kernel for AddColumns<'_> {
    type Output = ();

    #[inline(always)]
    fn call<A: Arithmetic>(self) {
        for &(column, weight) in self.weights {
            add_scaled::<A>(self.onto, weight, self.of.col_as_slice(column));
        }
    }
}

/// `(R Rᵀ + λI)⁻¹` of the rows R, whose transpose is given beside it.
fn inverse_of_gram(rows: &Csr, columns: &Csr, ridge: f32) -> Result<Mat<f32>> {
    let size = rows.rows();
    let mut gram = Mat::<f32>::zeros(size, size);
    let mut sums = Scores::new(size);
    for row in 0..size {
        for (column, value) in rows.row(row).iter() {
            for (other, beside) in columns.row(column as usize).iter() {
                sums.add(other, value * beside);
            }
        }
        sums.drain(|other, sum| gram[(other as usize, row)] = sum);
        gram[(row, row)] += ridge;
    }
    let factor = gram.llt(Side::Lower).map_err(|_| Error::Singular)?;
    drop(gram);
    Ok(factor.inverse())
}

/// The sum of a row's values, each times what stands at its column.
fn along(row: Row<'_>, dense: &[f32]) -> f32 {
    row.iter().map(|(column, value)| value * dense[column as usize]).sum()
}

/// `aᵀ M b` for sparse a and b.
fn bilinear(inverse: &Mat<f32>, left: Row<'_>, right: Row<'_>) -> f32 {
    right
        .iter()
        .map(|(column, weight)| {
            let column = inverse.col_as_slice(column as usize);
            weight * left.iter().map(|(row, value)| value * column[row as usize]).sum::<f32>()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Person u has the items `u, 2u + 1, 5u + 3` of so many.
    fn history(people: u32, items: u32) -> Csr {
        let acts: Vec<(u32, u32)> = (0..people)
            .flat_map(|u| [(u, u % items), (u, (2 * u + 1) % items), (u, (5 * u + 3) % items)])
            .collect();
        Csr::from_pairs(people as usize, items as usize, &acts).unwrap()
    }

    fn expected(ease: &Ease, group: &[Acquaintance<'_>]) -> Vec<f32> {
        let mut scores = Scores::new(ease.items());
        ease.score_group(group, &mut scores);
        (0..ease.items() as u32).map(|item| scores.get(item)).collect()
    }

    #[test]
    fn a_group_expects_the_same_whether_its_people_are_known_or_only_their_acts() {
        for (people, items) in [(9, 30), (30, 9)] {
            let history = history(people, items);
            let ease = Ease::fit(&history, 2.0, 100).unwrap();
            let of = |person: u32| history.row(person as usize).columns;
            let known = [(3, 0.5, of(3)), (7, 2.0, of(7)), (1, 1.0, &of(1)[..2])];
            let known = known.map(|(person, weight, past)| Acquaintance { person, weight, past });
            let strangers = known.map(|one| Acquaintance { person: u32::MAX, ..one });
            let (named, unnamed) = (expected(&ease, &known), expected(&ease, &strangers));
            for (item, (named, unnamed)) in named.iter().zip(&unnamed).enumerate() {
                assert!((named - unnamed).abs() < 1e-4, "{named} is not {unnamed}");
                for group in [&known, &strangers] {
                    let parts: f32 = group.iter().map(|one| ease.group_reason(one, item as u32)).sum();
                    assert!((parts - named).abs() < 1e-4, "{parts} do not sum to {named}");
                }
            }
            assert!(named.iter().any(|score| *score > 0.1));
        }
    }
}
