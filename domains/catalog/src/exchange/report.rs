//! What came of an import: how much was taken, and each line that was not.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::draft::ListingDraft;
use super::limits::MAX_REPORTED_LINES;
use super::recognise::Format;
use super::refusal::RefusedLine;

/// The sum of an import. Its `Display` is the report in English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What the file was.
    pub format: Format,
    /// Listings taken.
    pub listings: u64,
    /// Variants of them.
    pub variants: u64,
    /// The first [`MAX_REPORTED_LINES`] that were refused, in the order they were met.
    pub refused: Vec<RefusedLine>,
    /// How many were refused, by code.
    pub refused_by_code: BTreeMap<&'static str, u64>,
}

impl Report {
    /// Nothing yet.
    pub fn new(format: Format) -> Self {
        Self { format, listings: 0, variants: 0, refused: Vec::new(), refused_by_code: BTreeMap::new() }
    }

    /// Counts a listing that was stored.
    pub fn took(&mut self, draft: &ListingDraft) {
        self.listings += 1;
        self.variants += draft.variants.len() as u64;
    }

    /// Keeps a line that was refused.
    pub fn refused(&mut self, line: RefusedLine) {
        *self.refused_by_code.entry(line.reason.code()).or_default() += 1;
        if self.refused.len() < MAX_REPORTED_LINES {
            self.refused.push(line);
        }
    }

    /// Lines refused, with those that are only counted.
    pub fn refused_count(&self) -> u64 {
        self.refused_by_code.values().sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let refused = self.refused_count();
        writeln!(
            f,
            "{}: {} listings with {} variants taken, {refused} lines refused",
            self.format.name(),
            self.listings,
            self.variants
        )?;
        for line in &self.refused {
            writeln!(f, "  {line} [{}]", line.reason.code())?;
        }
        let unlisted = refused.saturating_sub(self.refused.len() as u64);
        if unlisted > 0 {
            writeln!(f, "  and {unlisted} more")?;
        }
        for (code, count) in &self.refused_by_code {
            writeln!(f, "  {code}: {count}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::refusal::Reason;
    use super::*;

    #[test]
    fn the_report_names_each_refused_line_and_counts_them_by_code() {
        let mut report = Report::new(Format::Shopify);
        report.took(&ListingDraft { variants: vec![Default::default(); 3], ..ListingDraft::default() });
        report.refused(RefusedLine::at(7, "Variant Price", Reason::Missing));
        report.refused(RefusedLine::new(9, Reason::CellCount { found: 3, expected: 46 }));
        assert_eq!(
            report.to_string(),
            "Shopify CSV: 1 listings with 3 variants taken, 2 lines refused\n\
             \x20 line 7, Variant Price: the cell is empty [missing]\n\
             \x20 line 9: the row has 3 cells, the header has 46 [cell_count]\n\
             \x20 cell_count: 1\n\
             \x20 missing: 1\n"
        );
    }

    #[test]
    fn a_million_refused_lines_are_counted_and_not_kept() {
        let mut report = Report::new(Format::Google);
        for line in 0..MAX_REPORTED_LINES as u64 + 5 {
            report.refused(RefusedLine::new(line, Reason::Missing));
        }
        assert_eq!(report.refused.len(), MAX_REPORTED_LINES);
        assert_eq!(report.refused_count(), MAX_REPORTED_LINES as u64 + 5);
        assert!(report.to_string().contains("and 5 more"));
    }
}
