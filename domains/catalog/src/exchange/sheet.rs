//! The one writer of comma-separated files (F37).

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use super::guard::guard;
use super::writing::ExportError;

/// Adds the columns that the customary header lacks. Readers know no difference between capitals and small
/// letters in a column's name, so neither do we.
pub(super) fn add_unknown(names: &mut Vec<String>, extra: &BTreeSet<String>) {
    let mut known: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    for name in extra {
        if known.insert(name.to_lowercase()) {
            names.push(name.clone());
        }
    }
}

/// A row being filled, cell by named cell.
pub(super) struct Sheet {
    places: BTreeMap<String, usize>,
    /// By the name in small letters: for listings that spell a column another way.
    folded: BTreeMap<String, usize>,
    cells: Vec<String>,
}

impl Sheet {
    /// Writes the header.
    pub(super) fn begin(out: &mut impl Write, names: Vec<String>) -> Result<Self, ExportError> {
        let header: Vec<String> = names.iter().map(|name| guard(name).into_owned()).collect();
        write_row(out, &header)?;
        let cells = vec![String::new(); names.len()];
        let folded = names.iter().enumerate().map(|(place, name)| (name.to_lowercase(), place)).collect();
        let places = names.into_iter().enumerate().map(|(place, name)| (name, place)).collect();
        Ok(Self { places, folded, cells })
    }

    /// Text: whatever a spreadsheet would run is disarmed.
    pub(super) fn text(&mut self, column: &str, text: &str) -> Result<(), ExportError> {
        let safe = guard(text);
        let cell = self.cell(column)?;
        cell.clear();
        cell.push_str(&safe);
        Ok(())
    }

    /// A number of our own making, which may begin with a minus sign and is written as it is.
    pub(super) fn number(&mut self, column: &str, number: i64) -> Result<(), ExportError> {
        *self.cell(column)? = number.to_string();
        Ok(())
    }

    fn cell(&mut self, column: &str) -> Result<&mut String, ExportError> {
        let exact = self.places.get(column);
        exact
            .or_else(|| self.folded.get(&column.to_lowercase()))
            .and_then(|place| self.cells.get_mut(*place))
            .ok_or_else(|| ExportError::UnseenColumn { name: column.to_owned() })
    }

    /// Writes the row and begins an empty one.
    pub(super) fn end_row(&mut self, out: &mut impl Write) -> Result<(), ExportError> {
        write_row(out, &self.cells)?;
        self.cells.iter_mut().for_each(String::clear);
        Ok(())
    }
}

fn write_row(out: &mut impl Write, cells: &[String]) -> Result<(), ExportError> {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            out.write_all(b",")?;
        }
        if cell.contains([',', '"', '\n', '\r', ';', '\t']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\n")?;
    Ok(())
}
