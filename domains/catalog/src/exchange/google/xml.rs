//! A feed as RSS or Atom: `item` or `entry` elements with one level of fields in fields.
//!
//! No entity is expanded but XML's own five and characters by number, and nothing outside the file is read.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read};

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::fields::kept_name;
use super::item::Item;
use crate::exchange::limits::MAX_LISTING_BYTES;
use crate::exchange::refusal::{Reason, RefusedLine};

/// Elements around an item: `rss` and `channel`, or `feed`, and room for what others wrap around them.
const MAX_DEPTH: usize = 16;

/// An input that counts what is read, and gives out only so much between two items.
struct Counted<R> {
    input: BufReader<R>,
    read: u64,
    /// Line of the next byte, from 1.
    line: u64,
    budget: usize,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        into[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.budget == 0 {
            return Err(io::Error::other("too much for one item"));
        }
        let available = self.input.fill_buf()?;
        Ok(&available[..available.len().min(self.budget)])
    }

    fn consume(&mut self, count: usize) {
        let gone = self.input.buffer().get(..count).unwrap_or_default();
        self.line += gone.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.read += count as u64;
        self.budget -= count.min(self.budget);
        self.input.consume(count);
    }
}

/// The items of an XML feed.
pub(super) struct XmlItems<R> {
    reader: quick_xml::Reader<Counted<R>>,
    buffer: Vec<u8>,
    /// Elements around the items that are open.
    depth: usize,
    ended: bool,
}

impl<R: Read> XmlItems<R> {
    pub(super) fn open(input: R) -> Self {
        let input = Counted { input: BufReader::new(input), read: 0, line: 1, budget: MAX_LISTING_BYTES };
        Self { reader: quick_xml::Reader::from_reader(input), buffer: Vec::new(), depth: 0, ended: false }
    }

    pub(super) fn bytes_read(&self) -> u64 {
        self.reader.get_ref().read
    }

    pub(super) fn next(&mut self) -> Option<Result<Item, RefusedLine>> {
        while !self.ended {
            self.buffer.clear();
            self.reader.get_mut().budget = MAX_LISTING_BYTES;
            let line = self.reader.get_ref().line;
            match self.reader.read_event_into(&mut self.buffer) {
                Ok(Event::Start(element)) if matches!(element.local_name().as_ref(), "item" | "entry") => {
                    return Some(self.read_item());
                }
                Ok(Event::Start(_)) if self.depth == MAX_DEPTH => {
                    self.ended = true;
                    return Some(Err(RefusedLine::new(line, Reason::NestedTooDeep)));
                }
                Ok(Event::Start(_)) => self.depth += 1,
                Ok(Event::End(_)) => self.depth = self.depth.saturating_sub(1),
                Ok(Event::Eof) => {
                    self.ended = true;
                    if self.depth > 0 {
                        return Some(Err(ends_early(line)));
                    }
                }
                Ok(_) => {}
                Err(error) => return Some(Err(self.break_off(line, &error))),
            }
        }
        None
    }

    fn read_item(&mut self) -> Result<Item, RefusedLine> {
        let line = self.reader.get_ref().line;
        let mut building = Building::at(line);
        loop {
            self.buffer.clear();
            match self.reader.read_event_into(&mut self.buffer) {
                Ok(Event::Start(element)) => building.open(&element),
                Ok(Event::Empty(element)) => {
                    building.open(&element);
                    building.close();
                }
                Ok(Event::End(_)) if building.path.is_empty() => return building.finish(),
                Ok(Event::End(_)) => building.close(),
                Ok(Event::Text(text)) => building.text.push_str(&text.xml10_content()),
                Ok(Event::CData(text)) => building.text.push_str(&text.xml10_content()),
                Ok(Event::GeneralRef(entity)) => building.refer(&entity),
                Ok(Event::Eof) => {
                    self.ended = true;
                    return Err(ends_early(line));
                }
                Ok(_) => {}
                Err(error) => return Err(self.break_off(line, &error)),
            }
        }
    }

    /// After broken markup nobody can say where the next item begins.
    fn break_off(&mut self, line: u64, error: &quick_xml::Error) -> RefusedLine {
        self.ended = true;
        let reason = match error {
            _ if self.reader.get_ref().budget == 0 => Reason::ListingTooLong { limit: MAX_LISTING_BYTES },
            quick_xml::Error::Encoding(_) => Reason::NotUtf8,
            quick_xml::Error::Io(fault) => Reason::Unreadable { fault: fault.to_string() },
            other => Reason::BrokenXml { fault: other.to_string() },
        };
        RefusedLine::new(line, reason)
    }
}

fn ends_early(line: u64) -> RefusedLine {
    RefusedLine::new(
        line,
        Reason::BrokenXml { fault: "the file ends before its elements are closed".to_owned() },
    )
}

/// An item whose elements are being read.
struct Building {
    item: Item,
    /// Fields without a prefix: `<title>` counts where there is no `<g:title>`.
    plain: Item,
    /// The open field, and the field open in it.
    path: Vec<Open>,
    /// Elements open beyond the two levels that there may be: counted, not named.
    too_deep: usize,
    text: String,
    fault: Option<RefusedLine>,
}

struct Open {
    name: String,
    is_plain: bool,
    has_children: bool,
}

impl Building {
    fn at(line: u64) -> Self {
        Self {
            item: Item::at(line),
            plain: Item::at(line),
            path: Vec::new(),
            too_deep: 0,
            text: String::new(),
            fault: None,
        }
    }

    fn open(&mut self, element: &BytesStart) {
        if let [_, inner] = self.path.as_slice() {
            self.fault
                .get_or_insert_with(|| RefusedLine::at(self.item.line, &inner.name, Reason::NestedTooDeep));
            self.too_deep += 1;
            return;
        }
        let qualified = element.name();
        let prefix = qualified.prefix();
        let prefix = prefix.as_ref().map(AsRef::as_ref);
        let mut name = kept_name(prefix, element.local_name().as_ref());
        let mut is_plain = prefix.is_none();
        if let Some(parent) = self.path.last_mut() {
            parent.has_children = true;
            is_plain = parent.is_plain;
            name = format!("{}/{}", parent.name, name.trim_start_matches(':').trim_start_matches("c:"));
        }
        let target = if is_plain { &mut self.plain } else { &mut self.item };
        match target.next_name(&name) {
            Ok(numbered) => name = numbered,
            Err(refused) => {
                self.fault.get_or_insert(refused);
            }
        }
        self.text.clear();
        // Atom's link has its address in an attribute.
        if let Ok(Some(address)) = element.try_get_attribute("href")
            && let Ok(address) = address.normalized_value(XmlVersion::Implicit1_0)
        {
            self.text.push_str(&address);
        }
        self.path.push(Open { name, is_plain, has_children: false });
    }

    fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        if let Some(open) = self.path.pop()
            && !open.has_children
            && self.fault.is_none()
        {
            let target = if open.is_plain { &mut self.plain } else { &mut self.item };
            target.add(open.name, &self.text);
        }
        self.text.clear();
    }

    fn refer(&mut self, entity: &BytesRef) {
        let known = match entity.resolve_char_ref() {
            Ok(Some(character)) => Some(character.to_string()),
            Ok(None) => resolve_xml_entity(entity).map(str::to_owned),
            Err(_) => None,
        };
        match known {
            Some(text) => self.text.push_str(&text),
            None => {
                let reason = Reason::UnknownEntity { name: entity.to_string() };
                self.fault.get_or_insert(RefusedLine::new(self.item.line, reason));
            }
        }
    }

    fn finish(mut self) -> Result<Item, RefusedLine> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let plain: BTreeMap<String, String> = self.plain.fields;
        for (name, text) in plain {
            self.item.fields.entry(name).or_insert(text);
        }
        self.item.bytes += self.plain.bytes;
        if self.item.fields.is_empty() {
            return Err(RefusedLine::at(self.item.line, "id", Reason::Missing));
        }
        Ok(self.item)
    }
}
