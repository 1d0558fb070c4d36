//! Rows of a separated table (RFC 4180), one at a time and never more than one in memory.
//!
//! Our own reader, because a table parser made for speed and tolerance keeps three things from us: a bound
//! on what one row may take, the line a row begins on, and that a quotation mark was never closed.

use std::io::{self, Read};

use super::limits::{MAX_COLUMNS, MAX_ROW_BYTES};
use super::refusal::Reason;

const BUFFER_BYTES: usize = 64 * 1024;

/// One row; reused from row to row.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The line the row begins on, from 1.
    pub line: u64,
    text: String,
    ends: Vec<usize>,
}

impl Row {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of all cells.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The cell as it stands in the file; empty beyond the row's end.
    pub(super) fn cell(&self, place: usize) -> &str {
        let Some(&end) = self.ends.get(place) else { return "" };
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start..end).unwrap_or("")
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn clear(&mut self, line: u64) {
        self.line = line;
        self.text.clear();
        self.ends.clear();
    }
}

/// What [`Rows::next`] found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A whole row.
    Row,
    /// A row that cannot be relied on, with its column where one is at fault. Cells before the fault can be read.
    Broken(Option<usize>, Reason),
    /// The input has ended.
    End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    CellStart,
    Plain,
    Quotes,
    /// After a quotation mark inside quotes: the end of the cell, or half of an escaped mark.
    Closed,
}

/// The rows of an input.
pub(super) struct Rows<R> {
    input: R,
    delimiter: u8,
    buffer: Box<[u8]>,
    at: usize,
    filled: usize,
    read: u64,
    line: u64,
    skip_newline: bool,
    raw: Vec<u8>,
    ends: Vec<usize>,
    too_long: bool,
    ended: bool,
}

impl<R: Read> Rows<R> {
    pub(super) fn new(input: R, delimiter: u8) -> Self {
        Self {
            input,
            delimiter,
            buffer: vec![0; BUFFER_BYTES].into_boxed_slice(),
            at: 0,
            filled: 0,
            read: 0,
            line: 1,
            skip_newline: false,
            raw: Vec::new(),
            ends: Vec::new(),
            too_long: false,
            ended: false,
        }
    }

    /// Bytes of the input that have been looked at.
    pub(super) fn bytes_read(&self) -> u64 {
        self.read.saturating_sub((self.filled - self.at) as u64)
    }

    /// Reads the next row that has anything in it.
    pub(super) fn next(&mut self, row: &mut Row) -> Step {
        loop {
            row.clear(self.line);
            if self.ended {
                return Step::End;
            }
            let fault = match self.record() {
                Ok(fault) => fault,
                Err(error) => {
                    self.ended = true;
                    return Step::Broken(None, Reason::Unreadable { fault: error.to_string() });
                }
            };
            if self.raw.is_empty() && fault.is_none() && self.ends.len() <= 1 {
                continue;
            }
            let faulty_cell = self.decode(row);
            let too_long = self.too_long.then_some(Reason::RowTooLong { limit: MAX_ROW_BYTES });
            return match (too_long.or(fault), faulty_cell) {
                (Some(reason), _) => Step::Broken(None, reason),
                (None, Some((place, reason))) => Step::Broken(Some(place), reason),
                (None, None) if row.is_blank() => continue,
                (None, None) => Step::Row,
            };
        }
    }

    /// Reads one record into `raw` and `ends`; an error is the input's, a reason the record's.
    fn record(&mut self) -> io::Result<Option<Reason>> {
        self.raw.clear();
        self.ends.clear();
        self.too_long = false;
        let mut within = Within::CellStart;
        let mut fault = None;
        loop {
            if self.at == self.filled && !self.refill()? {
                self.ended = true;
                if within == Within::Quotes {
                    return Ok(Some(Reason::UnclosedQuote));
                }
                if !self.raw.is_empty() || !self.ends.is_empty() {
                    self.end_cell();
                }
                return Ok(fault);
            }
            let byte = self.buffer[self.at];
            self.at += 1;
            if std::mem::take(&mut self.skip_newline) && byte == b'\n' {
                continue;
            }
            within = match (within, byte) {
                (Within::Quotes, b'"') => Within::Closed,
                (Within::Quotes, _) => {
                    self.line += u64::from(byte == b'\n');
                    self.keep(byte);
                    Within::Quotes
                }
                (Within::Closed, b'"') => {
                    self.keep(byte);
                    Within::Quotes
                }
                (Within::CellStart, b'"') => Within::Quotes,
                (_, b'\n' | b'\r') => {
                    self.skip_newline = byte == b'\r';
                    self.line += 1;
                    self.end_cell();
                    return Ok(fault);
                }
                (_, byte) if byte == self.delimiter => {
                    self.end_cell();
                    Within::CellStart
                }
                (Within::Closed, _) => {
                    fault = Some(Reason::TextAfterQuote);
                    Within::Plain
                }
                (_, _) => {
                    self.keep(byte);
                    Within::Plain
                }
            };
        }
    }

    fn refill(&mut self) -> io::Result<bool> {
        loop {
            match self.input.read(&mut self.buffer) {
                Ok(filled) => {
                    self.at = 0;
                    self.filled = filled;
                    self.read += filled as u64;
                    return Ok(filled > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn keep(&mut self, byte: u8) {
        if self.raw.len() < MAX_ROW_BYTES {
            self.raw.push(byte);
        } else {
            self.too_long = true;
        }
    }

    fn end_cell(&mut self) {
        if self.too_long {
            return;
        }
        if self.ends.len() < MAX_COLUMNS {
            self.ends.push(self.raw.len());
        } else {
            self.too_long = true;
        }
    }

    /// Moves the cells over as text; the first that is not text becomes empty and is named.
    fn decode(&mut self, row: &mut Row) -> Option<(usize, Reason)> {
        let mut faulty = None;
        let mut start = 0;
        for (place, &end) in self.ends.iter().enumerate() {
            let cell = self.raw.get(start..end).unwrap_or_default();
            start = end;
            let fault = match std::str::from_utf8(cell) {
                Ok(text) if !text.contains('\0') => {
                    row.text.push_str(text);
                    None
                }
                Ok(_) => Some(Reason::ControlCharacter),
                Err(_) => Some(Reason::NotUtf8),
            };
            row.ends.push(row.text.len());
            if faulty.is_none() {
                faulty = fault.map(|reason| (place, reason));
            }
        }
        faulty
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every row as its line and cells, a broken one as its line and code.
    fn read(input: &[u8]) -> Vec<(u64, Result<Vec<String>, &'static str>)> {
        let mut rows = Rows::new(input, b',');
        let mut row = Row::default();
        let mut all = Vec::new();
        loop {
            match rows.next(&mut row) {
                Step::Row => {
                    all.push((
                        row.line,
                        Ok((0..row.len()).map(|place| row.cell(place).to_owned()).collect()),
                    ));
                }
                Step::Broken(_, reason) => all.push((row.line, Err(reason.code()))),
                Step::End => return all,
            }
        }
    }

    fn cells(line: u64, cells: &[&str]) -> (u64, Result<Vec<String>, &'static str>) {
        (line, Ok(cells.iter().map(|cell| (*cell).to_owned()).collect()))
    }

    #[test]
    fn rows_end_with_any_of_the_three_line_ends() {
        assert_eq!(
            read(b"a,b\nc,d\r\ne,f\rg,h"),
            [cells(1, &["a", "b"]), cells(2, &["c", "d"]), cells(3, &["e", "f"]), cells(4, &["g", "h"])]
        );
    }

    #[test]
    fn a_quoted_cell_holds_commas_marks_and_line_ends() {
        assert_eq!(
            read(b"\"a,\"\"b\"\"\r\nc\",d\n\n,,\ne,\"\"\n5\" nail,x"),
            [cells(1, &["a,\"b\"\r\nc", "d"]), cells(5, &["e", ""]), cells(6, &["5\" nail", "x"])]
        );
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_is_named_with_its_first_line() {
        assert_eq!(read(b"a,b\nc,\"d\ne,f\n"), [cells(1, &["a", "b"]), (2, Err("unclosed_quote"))]);
    }

    #[test]
    fn a_broken_row_does_not_take_the_next_one_with_it() {
        assert_eq!(
            read(b"\"a\"b,c\nd,e\n\xff,f\ng\0,h\ni,j"),
            [
                (1, Err("text_after_quote")),
                cells(2, &["d", "e"]),
                (3, Err("not_utf8")),
                (4, Err("control_character")),
                cells(5, &["i", "j"])
            ]
        );
    }

    #[test]
    fn halves_of_one_letter_in_two_cells_are_not_text() {
        assert_eq!(read(b"\xc3,\xb1\n"), [(1, Err("not_utf8"))]);
    }

    #[test]
    fn a_row_without_end_is_refused_in_bounded_memory() {
        let mut input = b"x,".to_vec();
        input.resize(3 * MAX_ROW_BYTES, b'y');
        input.extend(b"\na,b\n");
        input.extend(std::iter::repeat_n(b',', 2 * MAX_COLUMNS));
        input.extend(b"\nc,d\n");
        assert_eq!(
            read(&input),
            [
                (1, Err("row_too_long")),
                cells(2, &["a", "b"]),
                (3, Err("row_too_long")),
                cells(4, &["c", "d"])
            ]
        );
    }

    proptest! {
        #[test]
        fn we_read_what_the_csv_crate_writes(
            table in prop::collection::vec(prop::collection::vec("[a,\"\r\n ñ]{0,5}", 3), 1..6)
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let found: Vec<Vec<String>> = read(&bytes).into_iter().map(|(_, row)| row.unwrap()).collect();
            let kept: Vec<Vec<String>> =
                table.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
            prop_assert_eq!(found, kept);
        }

        #[test]
        fn no_bytes_break_the_reader(input in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&input);
        }
    }
}
