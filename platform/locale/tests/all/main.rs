//! What readers of three languages see.
#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene has failed")]

mod dates;
mod numbers;
mod plurals;
mod pseudo;
mod texts;

use std::sync::Arc;

use kernel::Time;
use locale::{Language, Library, Reader, Texts, Zone};

/// Tuesday, 24 November 2026, four in the afternoon in Manila.
const NOW: &str = "2026-11-24T08:00:00Z";

fn at(text: &str) -> Time {
    text.parse().unwrap()
}

fn texts(en: &'static str, zh_hans: &'static str, fil: &'static str) -> Texts {
    Texts { domain: "test", en, zh_hans, fil }
}

/// An English, a Chinese and a Filipino reader in one zone, at one instant.
fn readers_of(library: Library, zone: &str, now: &str) -> [Reader; 3] {
    let (library, zone) = (Arc::new(library), Zone::of(zone).unwrap());
    Language::ALL.map(|language| Reader::new(library.clone(), language, zone.clone(), at(now)))
}

/// The same of a library without a domain.
fn readers_in(zone: &str, now: &str) -> [Reader; 3] {
    readers_of(Library::of(&[]).unwrap(), zone, now)
}

fn readers() -> [Reader; 3] {
    readers_in("Asia/Manila", NOW)
}

/// What the three say, in the order English, Chinese, Filipino.
fn all(readers: &[Reader; 3], say: impl Fn(&Reader) -> String) -> [String; 3] {
    readers.each_ref().map(say)
}
