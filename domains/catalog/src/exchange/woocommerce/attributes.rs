//! Attributes: some are what a buyer chooses between, the others only describe.

use std::io::Read;

use super::columns::Columns;
use crate::exchange::draft::{Extra, text};
use crate::exchange::table::Table;

/// One attribute of one row, as its cells have it.
#[derive(Debug, Clone)]
pub(super) struct Attribute {
    pub name: String,
    /// On a product a list, on a variation one value; none there is "any".
    pub values: Option<String>,
    visible: Option<String>,
    global: Option<String>,
    default: Option<String>,
}

impl Attribute {
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.name.to_lowercase() == name.to_lowercase()
    }

    /// Keeps the attribute under a slot of our own numbering: what we do not interpret of an option, and
    /// all of an attribute that only describes.
    pub(super) fn keep(&self, slot: usize, is_option: bool, extra: &mut Extra) {
        let mut keep = |part: &str, cell: Option<&String>| {
            if let Some(cell) = cell {
                extra.insert(format!("Attribute {slot} {part}"), cell.clone());
            }
        };
        if !is_option {
            keep("name", Some(&self.name));
            keep("value(s)", self.values.as_ref());
        }
        keep("visible", self.visible.as_ref());
        keep("global", self.global.as_ref());
        keep("default", self.default.as_ref());
    }
}

/// The attributes of the row under the reader.
pub(super) fn read<R: Read>(table: &Table<R>, columns: &Columns) -> Vec<Attribute> {
    let named =
        columns.attributes.iter().filter_map(|slot| text(table.cell(slot.name)).map(|name| (slot, name)));
    named
        .map(|(slot, name)| Attribute {
            name,
            values: text(table.cell(slot.values)),
            visible: text(table.cell(slot.visible)),
            global: text(table.cell(slot.global)),
            default: text(table.cell(slot.default)),
        })
        .collect()
}
