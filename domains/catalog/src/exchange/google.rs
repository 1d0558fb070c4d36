//! Google's product feed: items, of which those with one `item_group_id` are the variants of one listing.
//!
//! Read as RSS 2.0, Atom or separated text; written as RSS. Items of one group stand together. An item's
//! `link` is not kept: what we write links to this market.

mod fields;
mod item;
mod read;
mod text;
mod write;
mod xml;

use quick_xml::events::Event;

pub(super) use read::FeedReader;
pub use write::FeedHead;
pub(super) use write::FeedWriter;

use super::recognise::{Format, Layout, Recognised, Unrecognised};

const NAMESPACE: &str = "http://base.google.com/ns/1.0";
const CUSTOM_NAMESPACE: &str = "http://base.google.com/cns/1.0";

/// `g:product_detail` with this section name is a choice that Google has no field of its own for.
const OPTION_SECTION: &str = "Option";

/// Choices that Google has a field for, with the name a buyer sees.
const CHOICES: &[(&str, &str)] =
    &[("color", "Color"), ("size", "Size"), ("material", "Material"), ("pattern", "Pattern")];

/// Whether the first element is a feed's, with Google's fields in it.
pub(super) fn recognise_xml(head: &[u8]) -> Result<Recognised, Unrecognised> {
    let mut reader = quick_xml::Reader::from_reader(head);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let root = match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => element.local_name().as_ref().to_owned(),
            Ok(Event::Eof) => return Err(Unrecognised::OtherXml { root: String::new() }),
            Ok(_) => continue,
            Err(error) => {
                let reason = super::Reason::BrokenXml { fault: error.to_string() };
                return Err(Unrecognised::BrokenHeader { reason });
            }
        };
        if root != "rss" && root != "feed" {
            return Err(Unrecognised::OtherXml { root });
        }
        let is_product_feed = head.windows(NAMESPACE.len()).any(|bytes| bytes == NAMESPACE.as_bytes());
        return if is_product_feed {
            Ok(Recognised { format: Format::Google, layout: Layout::Xml })
        } else {
            Err(Unrecognised::NewsFeed)
        };
    }
}
