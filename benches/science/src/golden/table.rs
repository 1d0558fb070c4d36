//! A CSV input of a golden file, whole in memory.

use std::path::Path;

/// A table with a header. Cells are text; a short row has empty cells at its end.
pub struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads a CSV file with a header line.
    pub fn read(path: &Path) -> Result<Self, String> {
        let said = |error: csv::Error| format!("{}: {error}", path.display());
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).map_err(said)?;
        let header: Vec<String> =
            reader.headers().map_err(said)?.iter().map(|name| name.trim().to_owned()).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let mut row: Vec<String> =
                record.map_err(said)?.iter().map(|cell| cell.trim().to_owned()).collect();
            row.resize(header.len(), String::new());
            rows.push(row);
        }
        Ok(Self { header, rows })
    }

    /// The names of the columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Whether a column of this name is there.
    pub fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// A column's cells as text.
    pub fn texts(&self, name: &str) -> Result<Vec<&str>, String> {
        let place = self.place(name).ok_or_else(|| format!("the table has no column {name}"))?;
        Ok(self.rows.iter().map(|row| row[place].as_str()).collect())
    }

    /// A column's cells as numbers; TRUE and FALSE are 1 and 0.
    pub fn numbers(&self, name: &str) -> Result<Vec<f64>, String> {
        self.texts(name)?
            .into_iter()
            .map(|cell| cell_number(cell).ok_or_else(|| format!("{name}: {cell:?} is no number")))
            .collect()
    }

    /// By exact name, or else by the name in other capitals.
    fn place(&self, name: &str) -> Option<usize> {
        let exact = self.header.iter().position(|column| column == name);
        exact.or_else(|| self.header.iter().position(|column| column.eq_ignore_ascii_case(name)))
    }
}

fn cell_number(cell: &str) -> Option<f64> {
    match cell {
        _ if cell.eq_ignore_ascii_case("true") => Some(1.0),
        _ if cell.eq_ignore_ascii_case("false") => Some(0.0),
        _ => cell.parse().ok(),
    }
}
