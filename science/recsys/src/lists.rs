use rayon::prelude::*;

use crate::bytes::{Kind, Reader, Writer};
use crate::matrix::Builder;
use crate::ranking::Scores;
use crate::{Csr, Error, Result, Row};

const KIND: Kind = Kind { name: "item lists", code: 1, version: 1 };

/// How many items one thread takes at a time: enough to amortise its array, few enough to share evenly.
const CHUNK: usize = 256;

/// How a co-count becomes a weight. One formula holds the classic neighbourhood methods as points:
///
/// `w(from → to) = (Σ_u r_u,from · r_u,to · d_u^-person)^power · d_from^-from · d_to^-to`
///
/// where `d` is the number of acts of a person or on an item. A larger `person` trusts busy people less,
/// a larger `to` favours rare items, `power` below one flattens strong ties.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighting {
    /// Exponent of a person's activity, 0 to 2.
    pub person: f32,
    /// Exponent of the popularity of the item that the person has, 0 to 2.
    pub from: f32,
    /// Exponent of the popularity of the item that is suggested, 0 to 2.
    pub to: f32,
    /// Exponent of the summed co-count, above 0 and at most 2.
    pub power: f32,
}

impl Weighting {
    /// Cosine between item columns (Sarwar et al. 2001).
    pub const COSINE: Weighting = Weighting { person: 0.0, from: 0.5, to: 0.5, power: 1.0 };

    /// RP3β (Paudel et al. 2017): a walk of three steps over the graph of people and items, transition
    /// probabilities to the power `alpha`, the target's popularity to the power `-beta`.
    pub const fn rp3beta(alpha: f32, beta: f32) -> Weighting {
        Weighting { person: alpha, from: alpha, to: beta, power: 1.0 }
    }

    /// Turbo-CF's linear filter (Park et al. 2024): `P = R̃ᵀR̃` with `R̃ = D_U^-α R D_I^(α-1)`, each
    /// element to the power `power`.
    pub const fn turbo(alpha: f32, power: f32) -> Weighting {
        let item = (1.0 - alpha) * power;
        Weighting { person: 2.0 * alpha, from: item, to: item, power }
    }

    fn check(&self) -> Result<()> {
        let exponents = [("person", self.person), ("from", self.from), ("to", self.to)];
        for (name, value) in exponents {
            if !(0.0..=2.0).contains(&value) {
                return Err(Error::Setting { name, value: value.into(), range: "from 0 to 2" });
            }
        }
        if !(self.power > 0.0 && self.power <= 2.0) {
            return Err(Error::Setting {
                name: "power",
                value: self.power.into(),
                range: "above 0, at most 2",
            });
        }
        Ok(())
    }
}

/// For each item, the few items that it speaks for, and how strongly: the first family of suggestions.
///
/// A person's score for an item is the sum of the weights from what the person has, so it is explained by
/// construction. Built from a whole history with [`Lists::fit`], from a stream with
/// [`crate::CoCounts::lists`], or re-weighted by [`crate::ridge_lists`].
///
/// ```
/// use recsys::{Csr, Lists, Weighting};
/// let history = Csr::from_pairs(3, 3, &[(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 1)])?;
/// let lists = Lists::fit(&history, &Weighting::COSINE, 2)?;
/// let best = lists.recommend(&[(0, 1.0)], 1);
/// assert_eq!(best[0].item, 1); // who has item 0 has item 1
/// # Ok::<(), recsys::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Lists {
    rows: Csr,
}

impl Lists {
    /// Counts who did what together and keeps the `keep` strongest ties of each item.
    ///
    /// Gustavson's row by row product: time grows with the sum of squared activities, memory with
    /// items times `keep`; the full product is never held.
    ///
    /// # Errors
    /// [`Error::Setting`] when an exponent is out of range.
    pub fn fit(history: &Csr, weighting: &Weighting, keep: usize) -> Result<Lists> {
        weighting.check()?;
        let counts = Counted::new(history, weighting);
        let items = history.width();
        let chunks: Vec<Builder> = (0..items.div_ceil(CHUNK))
            .into_par_iter()
            .map_init(
                || (Sums::new(items), Vec::new()),
                |(sums, ties), chunk| {
                    let range = chunk * CHUNK..((chunk + 1) * CHUNK).min(items);
                    let mut built = Builder::new(items, range.len(), range.len() * keep.min(64));
                    for item in range {
                        counts.row(item, sums, ties);
                        keep_strongest(ties, keep, &mut built);
                    }
                    built
                },
            )
            .collect();
        let cells = chunks.iter().map(Builder::len).sum();
        let mut whole = Builder::new(items, items, cells);
        chunks.into_iter().for_each(|chunk| whole.append(chunk));
        Ok(Lists { rows: whole.finish() })
    }

    /// Lists that were made elsewhere: row `from`, column `to`.
    ///
    /// # Errors
    /// [`Error::Sizes`] when the matrix is not square.
    pub fn from_rows(rows: Csr) -> Result<Lists> {
        if rows.rows() != rows.width() {
            return Err(Error::Sizes {
                what: "rows and columns of lists",
                left: rows.rows(),
                right: rows.width(),
            });
        }
        Ok(Lists { rows })
    }

    /// The catalogue's size.
    pub fn items(&self) -> usize {
        self.rows.width()
    }

    /// The stored ties, row `from`, column `to`.
    pub fn rows(&self) -> &Csr {
        &self.rows
    }

    /// The weight of a tie, zero where none is kept.
    pub fn weight(&self, from: u32, to: u32) -> f32 {
        self.rows.row(from as usize).get(to)
    }

    /// Adds what a person's past (item, strength) speaks for. Items beyond the catalogue are new and
    /// speak for nothing yet.
    pub fn score(&self, past: &[(u32, f32)], scores: &mut Scores) {
        scores.add_rows(&self.rows, past);
    }

    /// The best `keep` items for a past of (item, strength), without the past itself.
    pub fn recommend(&self, past: &[(u32, f32)], keep: usize) -> Vec<crate::Scored> {
        let mut scores = Scores::new(self.items());
        self.score(past, &mut scores);
        past.iter().for_each(|&(item, _)| scores.forbid(item));
        scores.take_best(keep)
    }

    /// The lists as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new(KIND);
        self.write(&mut out);
        out.finish()
    }

    /// The lists from bytes of [`Lists::to_bytes`].
    ///
    /// # Errors
    /// [`Error::NotAModel`] or [`Error::Version`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Lists> {
        let mut input = Reader::new(bytes, KIND)?;
        let lists = Self::read(&mut input)?;
        input.end()?;
        Ok(lists)
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        self.rows.write(out);
    }

    pub(crate) fn read(input: &mut Reader) -> Result<Lists> {
        Self::from_rows(Csr::read(input)?)
    }
}

/// A history prepared for row by row counting: people's rows already carry the person's share.
struct Counted<'a> {
    by_person: &'a Csr,
    by_item: Csr,
    person: Vec<f32>,
    from: Vec<f32>,
    to: Vec<f32>,
    power: f32,
    plain: bool,
}

impl<'a> Counted<'a> {
    fn new(history: &'a Csr, weighting: &Weighting) -> Self {
        let popularity = history.column_sums();
        let raised =
            |sums: &[f32], exponent: f32| sums.iter().map(|sum| sum.max(1.0).powf(-exponent)).collect();
        let plain = (0..history.rows()).all(|row| history.row(row).values.iter().all(|&value| value == 1.0));
        Counted {
            by_person: history,
            by_item: history.transposed(),
            person: raised(&history.row_sums(), weighting.person),
            from: raised(&popularity, weighting.from),
            to: raised(&popularity, weighting.to),
            power: weighting.power,
            plain,
        }
    }

    /// All ties of one item into `ties`.
    fn row(&self, item: usize, sums: &mut Sums, ties: &mut Vec<Tie>) {
        let people = self.by_item.row(item);
        let acts = |person: u32| self.by_person.row(person as usize);
        sums.expect(people.columns.iter().map(|&person| acts(person).len()).sum());
        for (person, value) in people.iter() {
            let share = value * self.person[person as usize];
            if self.plain {
                sums.add_plain(acts(person).columns, share);
            } else {
                sums.add_row(acts(person), share);
            }
        }
        ties.clear();
        let from = self.from[item];
        sums.drain(|to, sum| {
            if to as usize != item {
                let raised = if self.power == 1.0 { sum } else { sum.powf(self.power) };
                ties.push(Tie::new(to, raised * from * self.to[to as usize]));
            }
        });
    }
}

/// Sums for a few of many items, read back in the order in which the items came: what reading costs
/// grows with those few alone.
struct Sums {
    dense: Vec<f32>,
    /// Items whose sum was zero when something was added.
    touched: Vec<u32>,
    count: usize,
}

impl Sums {
    fn new(items: usize) -> Sums {
        Sums { dense: vec![0.0; items], touched: Vec::new(), count: 0 }
    }

    /// Makes room for so many additions.
    fn expect(&mut self, additions: usize) {
        if self.touched.len() < self.count + additions {
            self.touched.resize(self.count + additions, 0);
        }
    }

    fn add_plain(&mut self, items: &[u32], share: f32) {
        let mut count = self.count;
        for &item in items {
            let sum = &mut self.dense[item as usize];
            // Written always and counted when new, since a guess which it is would often be wrong.
            self.touched[count] = item;
            count += usize::from(*sum == 0.0);
            *sum += share;
        }
        self.count = count;
    }

    fn add_row(&mut self, row: Row<'_>, share: f32) {
        let mut count = self.count;
        for (item, value) in row.iter() {
            let sum = &mut self.dense[item as usize];
            self.touched[count] = item;
            count += usize::from(*sum == 0.0);
            *sum += share * value;
        }
        self.count = count;
    }

    /// Calls `each` with every item whose sum is not zero, and leaves all sums zero.
    #[inline(always)]
    fn drain(&mut self, mut each: impl FnMut(u32, f32)) {
        for &item in &self.touched[..self.count] {
            let sum = std::mem::take(&mut self.dense[item as usize]);
            // An item stands twice when what was added cancelled out in between.
            if sum != 0.0 {
                each(item, sum);
            }
        }
        self.count = 0;
    }
}

/// A tie in one number, so that two are compared in one step: the stronger is the greater one, and of
/// equals the one with the lower column.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tie(u64);

const SIGN: u32 = 1 << 31;

impl Tie {
    pub(crate) fn new(to: u32, weight: f32) -> Tie {
        // Among numbers of one sign the bits rise with the number, or fall where it is negative.
        let bits = weight.to_bits();
        let rising = if bits & SIGN == 0 { bits | SIGN } else { !bits };
        Tie(u64::from(rising) << 32 | u64::from(!to))
    }

    fn to(self) -> u32 {
        !(self.0 as u32)
    }

    fn weight(self) -> f32 {
        let rising = (self.0 >> 32) as u32;
        f32::from_bits(if rising & SIGN == 0 { !rising } else { rising & !SIGN })
    }
}

/// Appends a row of the strongest ties, columns rising; of equal ties at the edge, the lower columns.
/// The ties are left in no order.
pub(crate) fn keep_strongest(ties: &mut [Tie], keep: usize, built: &mut Builder) {
    let from = ties.len().saturating_sub(keep);
    if from > 0 && keep > 0 {
        ties.select_nth_unstable(from);
    }
    let kept = &mut ties[from..];
    kept.sort_unstable_by_key(|tie| tie.to());
    kept.iter().for_each(|tie| built.push(tie.to(), tie.weight()));
    built.end_row();
}
