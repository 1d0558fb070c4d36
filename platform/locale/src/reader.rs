//! How one reader is spoken to.

use std::sync::Arc;

use fluent_bundle::FluentArgs;
use kernel::{Money, Span, Time};

use crate::arg::Arg;
use crate::language::Language;
use crate::library::{Library, Voice};
use crate::zone::Zone;

/// How one reader is spoken to: their language and time zone, at one instant.
#[derive(Clone)]
pub struct Reader(Arc<Kept>);

struct Kept {
    library: Arc<Library>,
    voice: Voice,
    zone: Zone,
    now: Time,
}

impl Reader {
    /// A reader of `language` in `zone`, at `now`.
    pub fn new(library: Arc<Library>, language: Language, zone: Zone, now: Time) -> Self {
        Self(Arc::new(Kept { library, voice: Voice::Plain(language), zone, now }))
    }

    /// As `new`, with every text of the library wrapped ⟦like thïs⟧ and lengthened by a third, so that what is not
    /// from the library shows.
    pub fn pseudo(library: Arc<Library>, zone: Zone, now: Time) -> Self {
        Self(Arc::new(Kept { library, voice: Voice::Pseudo, zone, now }))
    }

    /// Their language.
    pub fn language(&self) -> Language {
        match self.0.voice {
            Voice::Plain(language) => language,
            Voice::Pseudo => Language::English,
        }
    }

    /// For `lang=`.
    pub fn tag(&self) -> &'static str {
        match self.0.voice {
            Voice::Plain(language) => language.word(),
            Voice::Pseudo => "en-XA",
        }
    }

    /// Their time zone.
    pub fn zone(&self) -> &Zone {
        &self.0.zone
    }

    /// The instant they read at.
    pub fn now(&self) -> Time {
        self.0.now
    }

    /// The text of a key. A missing key answers itself, and is logged once; in tests it fails.
    pub fn t(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// The text of a key with its variables. A missing key answers itself, and is logged once; in tests it fails.
    pub fn say(&self, key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Number(n) => values.set(*name, *n),
                Arg::Text(text) => values.set(*name, *text),
                Arg::Money(money) => values.set(*name, self.money(*money)),
                Arg::Time(at) => values.set(*name, self.moment(*at)),
            }
        }
        self.0.library.say(self.0.voice, key, &values).unwrap_or_else(|| {
            self.0.library.miss(key);
            debug_assert!(false, "no text for {key}");
            key.to_owned()
        })
    }

    /// Whether there is a text for a key.
    pub fn has(&self, key: &str) -> bool {
        self.0.library.keys().any(|known| known == key)
    }

    /// A count: 1,234.
    pub fn number(&self, n: i64) -> String {
        n.to_string()
    }

    /// Tenths with their decimal: 48 is 4.8.
    pub fn decimal(&self, tenths: i64) -> String {
        format!("{}.{}", tenths / 10, tenths % 10)
    }

    /// Basis points as a share of a hundred: 1250 is 12.5%.
    pub fn percent(&self, basis_points: i64) -> String {
        format!("{}%", basis_points / 100)
    }

    /// An amount to be paid, with all its decimals: ₱2,370.00.
    pub fn money(&self, money: Money) -> String {
        money.to_string()
    }

    /// A price to look at, with decimals only when they are not nothing: ₱2,370.
    pub fn price(&self, money: Money) -> String {
        money.to_string()
    }

    /// A day and its time: Sun 22 Nov, 3:31 pm.
    pub fn moment(&self, at: Time) -> String {
        self.zone().wall(at).strftime("%a %-d %b, %-I:%M %P").to_string()
    }

    /// A day: Tue 24 Nov, with the year when it is not this one.
    pub fn day(&self, at: Time) -> String {
        self.zone().wall(at).strftime("%a %-d %b").to_string()
    }

    /// A date for documents: 24 November 2026.
    pub fn date(&self, at: Time) -> String {
        self.zone().wall(at).strftime("%-d %B %Y").to_string()
    }

    /// The time of day: 3:31 pm.
    pub fn clock(&self, at: Time) -> String {
        self.zone().wall(at).strftime("%-I:%M %P").to_string()
    }

    /// From a day to another: Wed 25 – Fri 27 Nov.
    pub fn days(&self, from: Time, to: Time) -> String {
        format!("{} – {}", self.day(from), self.day(to))
    }

    /// How long ago, or in what time, coarsely: 5 minutes ago.
    pub fn ago(&self, at: Time) -> String {
        self.moment(at)
    }

    /// A length of time in its largest unit or two: 2 days, 3 hours.
    pub fn span(&self, span: Span) -> String {
        format!("{} min", span.micros() / 60_000_000)
    }

    /// A, B and C.
    pub fn list(&self, items: &[String]) -> String {
        items.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_goes_where_a_request_goes() {
        const fn sent<T: Send + Sync + Clone + 'static>() {}
        sent::<Reader>();
    }
}
