//! A table with a header: rows whose cells are found by the column's name.

use std::collections::BTreeMap;
use std::io::Read;

use super::cells::{Row, Rows, Step};
use super::guard::unguard;
use super::recognise::Unrecognised;
use super::refusal::{Reason, RefusedLine};

/// The columns of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// As the file spells them, without the space around them.
    pub names: Vec<String>,
    places: BTreeMap<String, usize>,
}

impl Header {
    /// Names without a difference between capitals and small letters; a column without a name gets a number.
    pub(super) fn of(row: &Row) -> Result<Self, Unrecognised> {
        let mut names = Vec::with_capacity(row.len());
        let mut places = BTreeMap::new();
        for place in 0..row.len() {
            let name = unguard(row.cell(place)).trim();
            let name = if name.is_empty() { format!("(column {})", place + 1) } else { name.to_owned() };
            if places.insert(name.to_lowercase(), place).is_some() {
                return Err(Unrecognised::RepeatedColumn { name });
            }
            names.push(name);
        }
        Ok(Self { names, places })
    }

    /// The place of the first of these names that the file has. Names are given in small letters.
    pub(super) fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.places.get(*name)).copied()
    }

    pub(super) fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }
}

/// A table as it is read.
pub(super) struct Table<R> {
    rows: Rows<R>,
    pub header: Header,
    row: Row,
    /// Whether a prefix of F37's writer is to be taken off.
    guarded: bool,
}

impl<R: Read> Table<R> {
    pub(super) fn open(input: R, delimiter: u8, guarded: bool) -> Result<Self, Unrecognised> {
        let mut rows = Rows::new(input, delimiter);
        let mut row = Row::default();
        match rows.next(&mut row) {
            Step::Row => Ok(Self { header: Header::of(&row)?, rows, row, guarded }),
            Step::Broken(_, reason) => Err(Unrecognised::BrokenHeader { reason }),
            Step::End => Err(Unrecognised::Empty),
        }
    }

    /// The next row is ready to be read, or none is left. A fault does not keep its readable cells from us.
    pub(super) fn advance(&mut self) -> Option<Result<(), RefusedLine>> {
        match self.rows.next(&mut self.row) {
            Step::End => None,
            Step::Row if self.row.len() == self.header.names.len() => Some(Ok(())),
            Step::Row => Some(Err(RefusedLine::new(
                self.row.line,
                Reason::CellCount { found: self.row.len(), expected: self.header.names.len() },
            ))),
            Step::Broken(place, reason) => Some(Err(self.refuse(place, reason))),
        }
    }

    /// The cell of a column; empty where the file has no such column.
    pub(super) fn cell(&self, place: Option<usize>) -> &str {
        let Some(place) = place else { return "" };
        let cell = self.row.cell(place);
        if self.guarded { unguard(cell) } else { cell }
    }

    pub(super) fn line(&self) -> u64 {
        self.row.line
    }

    pub(super) fn row_bytes(&self) -> usize {
        self.row.bytes()
    }

    pub(super) fn bytes_read(&self) -> u64 {
        self.rows.bytes_read()
    }

    /// Reads one cell by a rule; a refusal gets the line and the column's name.
    pub(super) fn value<T>(
        &self,
        place: Option<usize>,
        rule: impl FnOnce(&str) -> Result<T, Reason>,
    ) -> Result<T, RefusedLine> {
        rule(self.cell(place)).map_err(|reason| self.refuse(place, reason))
    }

    pub(super) fn refuse(&self, place: Option<usize>, reason: Reason) -> RefusedLine {
        match place {
            Some(place) => RefusedLine::at(self.line(), self.header.name(place), reason),
            None => RefusedLine::new(self.line(), reason),
        }
    }
}
