//! How the market speaks to one reader: texts in their language, plurals, numbers, money and dates in their zone.
//!
//! A page asks its [`Reader`] for every word, number and date; nothing that people read is put together from strings.

mod arg;
mod check;
mod countries;
mod formats;
mod language;
mod library;
mod money;
mod pseudo;
mod reader;
mod sheet;
mod untranslated;
mod zone;

pub use arg::Arg;
pub use countries::COUNTRIES;
pub use language::{BadLanguage, Language, negotiate};
pub use library::{Faults, Library, Texts};
pub use reader::Reader;
pub use untranslated::untranslated;
pub use zone::Zone;

/// This crate's own words, in every library.
const TEXTS: Texts = texts!("locale");

/// The example in the README is compiled as it stands there.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
