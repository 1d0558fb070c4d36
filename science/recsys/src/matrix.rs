use crate::bytes::{Reader, Writer};
use crate::{Error, Result};

/// A sparse matrix in compressed rows (CSR): what people did, what goes with what, who follows whom.
///
/// Inside a row the columns rise and none stands twice. Values are finite; a history of plain acts has
/// the value one everywhere, and a weight such as recency or rating may take its place.
///
/// ```
/// use recsys::Csr;
/// // Two people, three items: the first bought items 0 and 2, the second item 2.
/// let history = Csr::from_pairs(2, 3, &[(0, 2), (0, 0), (1, 2)])?;
/// assert_eq!(history.row(0).columns, &[0, 2]);
/// assert_eq!(history.transposed().row(2).columns, &[0, 1]);
/// # Ok::<(), recsys::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Csr {
    width: usize,
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
}

/// One row of a [`Csr`]: parallel slices of columns (rising) and values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row<'a> {
    /// Column numbers, rising.
    pub columns: &'a [u32],
    /// The value of each column.
    pub values: &'a [f32],
}

impl<'a> Row<'a> {
    /// Column and value, one after the other.
    pub fn iter(&self) -> impl Iterator<Item = (u32, f32)> + use<'a> {
        self.columns.iter().copied().zip(self.values.iter().copied())
    }

    /// How many columns the row holds.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether the row holds nothing.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The value at a column, zero where nothing is stored.
    pub fn get(&self, column: u32) -> f32 {
        self.columns.binary_search(&column).map_or(0.0, |at| self.values[at])
    }
}

impl Csr {
    /// A matrix of ones where a pair (row, column) stands; a pair that stands twice counts once.
    ///
    /// # Errors
    /// [`Error::Outside`] when a pair names a row or column that does not exist.
    pub fn from_pairs(rows: usize, width: usize, pairs: &[(u32, u32)]) -> Result<Csr> {
        let mut whole =
            Self::from_triplets(rows, width, pairs.iter().map(|&(row, column)| (row, column, 1.0)))?;
        whole.values.fill(1.0);
        Ok(whole)
    }

    /// A matrix from (row, column, value); values of a pair that stands twice are added.
    ///
    /// # Errors
    /// [`Error::Outside`] when a triplet names a row or column that does not exist;
    /// [`Error::Setting`] when a value is not finite.
    pub fn from_triplets(
        rows: usize,
        width: usize,
        triplets: impl Iterator<Item = (u32, u32, f32)>,
    ) -> Result<Csr> {
        let mut sorted: Vec<(u32, u32, f32)> = Vec::with_capacity(triplets.size_hint().0);
        for (row, column, value) in triplets {
            within("row", row, rows)?;
            within("column", column, width)?;
            if !value.is_finite() {
                return Err(Error::Setting { name: "value", value: value.into(), range: "finite" });
            }
            sorted.push((row, column, value));
        }
        // Stable, so that values of one cell are added in the order in which they came.
        sorted.sort_by_key(|&(row, column, _)| (row, column));
        let mut built = Builder::new(width, rows, sorted.len());
        let mut next = 0;
        for row in 0..rows as u32 {
            let begin = built.columns.len();
            while let Some(&(_, column, value)) = sorted.get(next).filter(|cell| cell.0 == row) {
                if built.columns.len() > begin && built.columns.last() == Some(&column) {
                    if let Some(last) = built.values.last_mut() {
                        *last += value;
                    }
                } else {
                    built.push(column, value);
                }
                next += 1;
            }
            built.end_row();
        }
        Ok(built.finish())
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Number of stored cells.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether nothing is stored.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// One row. A row beyond the last is empty, as a person who never acted is.
    pub fn row(&self, row: usize) -> Row<'_> {
        let range = match (self.starts.get(row), self.starts.get(row + 1)) {
            (Some(&begin), Some(&end)) => begin..end,
            _ => 0..0,
        };
        Row { columns: &self.columns[range.clone()], values: &self.values[range] }
    }

    /// Rows become columns. Counting sort: one pass to count, one to place.
    pub fn transposed(&self) -> Csr {
        let mut starts = vec![0usize; self.width + 1];
        for &column in &self.columns {
            starts[column as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut columns = vec![0u32; self.len()];
        let mut values = vec![0f32; self.len()];
        for row in 0..self.rows() {
            for (column, value) in self.row(row).iter() {
                let at = next[column as usize];
                next[column as usize] += 1;
                columns[at] = row as u32;
                values[at] = value;
            }
        }
        Csr { width: self.rows(), starts, columns, values }
    }

    /// The sum of each row: a person's total activity.
    pub fn row_sums(&self) -> Vec<f32> {
        (0..self.rows()).map(|row| self.row(row).values.iter().sum()).collect()
    }

    /// The sum of each column: an item's popularity.
    pub fn column_sums(&self) -> Vec<f32> {
        let mut sums = vec![0f32; self.width];
        for (&column, &value) in self.columns.iter().zip(&self.values) {
            sums[column as usize] += value;
        }
        sums
    }

    /// The cells that `keep` says yes to, in a matrix of the same size.
    pub fn filtered(&self, mut keep: impl FnMut(u32, u32, f32) -> bool) -> Csr {
        let mut built = Builder::new(self.width, self.rows(), self.len());
        for row in 0..self.rows() {
            for (column, value) in self.row(row).iter() {
                if keep(row as u32, column, value) {
                    built.push(column, value);
                }
            }
            built.end_row();
        }
        built.finish()
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.u64(self.width as u64);
        out.u64(self.rows() as u64);
        for row in 0..self.rows() {
            out.u32(self.row(row).len() as u32);
        }
        out.u32s(&self.columns);
        out.f32s(&self.values);
    }

    pub(crate) fn read(input: &mut Reader) -> Result<Csr> {
        let width = input.u64()? as usize;
        let rows = input.u64()? as usize;
        let mut starts = Vec::with_capacity(rows.min(input.remaining()) + 1);
        starts.push(0usize);
        let mut total = 0usize;
        for _ in 0..rows {
            total += input.u32()? as usize;
            starts.push(total);
        }
        let (columns, values) = (input.u32s()?, input.f32s()?);
        let rising = |begin: usize, end: usize| columns[begin..end].windows(2).all(|two| two[0] < two[1]);
        if columns.len() != total
            || values.len() != total
            || columns.iter().any(|&column| column as usize >= width)
            || !starts.windows(2).all(|two| rising(two[0], two[1]))
        {
            return Err(input.broken());
        }
        Ok(Csr { width, starts, columns, values })
    }
}

pub(crate) fn within(what: &'static str, id: u32, bound: usize) -> Result<()> {
    if (id as usize) < bound {
        return Ok(());
    }
    Err(Error::Outside { what, id, bound: bound as u32 })
}

/// Rows appended one after the other; the caller keeps columns rising.
pub(crate) struct Builder {
    width: usize,
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
}

impl Builder {
    pub(crate) fn new(width: usize, rows: usize, cells: usize) -> Self {
        let mut starts = Vec::with_capacity(rows + 1);
        starts.push(0);
        Builder { width, starts, columns: Vec::with_capacity(cells), values: Vec::with_capacity(cells) }
    }

    pub(crate) fn len(&self) -> usize {
        self.columns.len()
    }

    pub(crate) fn push(&mut self, column: u32, value: f32) {
        self.columns.push(column);
        self.values.push(value);
    }

    pub(crate) fn end_row(&mut self) {
        self.starts.push(self.columns.len());
    }

    /// The rows of `other` after ours.
    pub(crate) fn append(&mut self, other: Builder) {
        let shift = self.columns.len();
        self.starts.extend(other.starts[1..].iter().map(|start| start + shift));
        self.columns.extend_from_slice(&other.columns);
        self.values.extend_from_slice(&other.values);
    }

    pub(crate) fn finish(self) -> Csr {
        Csr { width: self.width, starts: self.starts, columns: self.columns, values: self.values }
    }
}
