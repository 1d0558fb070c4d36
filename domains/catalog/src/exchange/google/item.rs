//! One item of a feed, whatever the feed is laid out as.

use std::collections::BTreeMap;

use super::fields::{MAX_REPEATS, numbered};
use crate::exchange::draft::Extra;
use crate::exchange::limits::MAX_COLUMNS;
use crate::exchange::refusal::{Reason, RefusedLine};

/// The fields of an item by the names of [`fields`](super::fields); none is empty.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub line: u64,
    pub fields: Extra,
    pub bytes: usize,
    repeats: BTreeMap<String, usize>,
}

impl Item {
    pub(super) fn at(line: u64) -> Self {
        Self { line, ..Self::default() }
    }

    /// The name for another field of this name.
    pub(super) fn next_name(&mut self, name: &str) -> Result<String, RefusedLine> {
        let count = self.repeats.entry(name.to_owned()).or_default();
        *count += 1;
        if *count > MAX_REPEATS || self.fields.len() >= MAX_COLUMNS {
            return Err(RefusedLine::at(self.line, name, Reason::TooMany { limit: MAX_REPEATS }));
        }
        Ok(numbered(name, *count))
    }

    /// Adds a field that has something in it.
    pub(super) fn add(&mut self, name: String, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.bytes += name.len() + text.len();
            self.fields.insert(name, text.to_owned());
        }
    }

    pub(super) fn refuse(&self, field: &str, reason: Reason) -> RefusedLine {
        RefusedLine::at(self.line, field, reason)
    }
}
