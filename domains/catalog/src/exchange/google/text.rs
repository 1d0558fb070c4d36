//! A feed as separated text: a header, and one item in a row.

use std::io::Read;

use super::fields::clean;
use super::item::Item;
use crate::exchange::lists;
use crate::exchange::recognise::Unrecognised;
use crate::exchange::refusal::{Reason, RefusedLine};
use crate::exchange::table::Table;

/// The items of a text feed.
pub(super) struct TextItems<R> {
    table: Table<R>,
    /// Each column's name as the XML feed has it: "image link" is `image_link`.
    names: Vec<String>,
}

impl<R: Read> TextItems<R> {
    pub(super) fn open(input: R, delimiter: u8) -> Result<Self, Unrecognised> {
        let table = Table::open(input, delimiter, false)?;
        let names = table.header.names.iter().map(|name| clean(&name.to_ascii_lowercase())).collect();
        Ok(Self { table, names })
    }

    pub(super) fn bytes_read(&self) -> u64 {
        self.table.bytes_read()
    }

    pub(super) fn next(&mut self) -> Option<Result<Item, RefusedLine>> {
        let row = self.table.advance()?;
        Some(row.and_then(|()| self.read_item()))
    }

    fn read_item(&self) -> Result<Item, RefusedLine> {
        let mut item = Item::at(self.table.line());
        for (place, name) in self.names.iter().enumerate() {
            let cell = self.table.cell(Some(place));
            if name == "additional_image_link" {
                for address in lists::split(cell) {
                    let name = item.next_name(name)?;
                    item.add(name, &address);
                }
            } else if !cell.trim().is_empty() {
                let name = item.next_name(name)?;
                item.add(name, cell);
            }
        }
        if item.fields.is_empty() {
            return Err(RefusedLine::at(item.line, "id", Reason::Missing));
        }
        Ok(item)
    }
}
