//! Product files in and out again: real ones, generated ones, hostile ones.

#![allow(clippy::unwrap_used, reason = "a fault in a test's own files is to stop the test")]

mod formats;
mod hostile;
mod real_files;
mod round_trip;

use catalog::exchange::{Exporter, FeedHead, Format, Heading, ListingDraft, Pass, Reader, RefusedLine};
use kernel::Currency;

/// All of a file: what was taken, and what was refused.
pub fn read(bytes: &[u8], currency: Currency) -> (Vec<ListingDraft>, Vec<RefusedLine>) {
    let mut taken = Vec::new();
    let mut refused = Vec::new();
    for listing in Reader::open(bytes, currency).unwrap() {
        match listing {
            Ok(draft) => taken.push(draft),
            Err(line) => refused.push(line),
        }
    }
    (taken, refused)
}

/// The file that a shop with these listings gives out.
pub fn write(drafts: &[ListingDraft], format: Format, currency: Currency) -> Vec<u8> {
    let mut heading = Heading::new(format);
    drafts.iter().for_each(|draft| heading.see(draft));
    let head = FeedHead {
        title: "Ina's shop & sons".to_owned(),
        link: "https://market.example/s/ina".to_owned(),
        description: "Fruit, <fresh>".to_owned(),
        listing_base: "https://market.example/p/".to_owned(),
    };
    let mut exporter = Exporter::begin(Vec::new(), &heading, &head, currency).unwrap();
    for pass in Pass::of(format) {
        drafts.iter().for_each(|draft| exporter.write(*pass, draft).unwrap());
    }
    exporter.finish().unwrap()
}

/// Line, column and code of each refusal.
pub fn reasons(refused: &[RefusedLine]) -> Vec<(u64, &str, &'static str)> {
    refused.iter().map(|line| (line.line, line.column.as_deref().unwrap_or(""), line.reason.code())).collect()
}
