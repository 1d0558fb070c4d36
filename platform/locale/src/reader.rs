//! How one reader is spoken to.

use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use kernel::{Money, Span, Time};

use crate::arg::Arg;
use crate::formats::{Formats, MINUS};
use crate::language::Language;
use crate::library::{Library, Voice};
use crate::zone::Zone;
use crate::{money, pseudo};

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
        self.0.voice.language()
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

    /// The text of a key with its variables: `key`, or `key.attribute`. A missing key answers itself, and is logged
    /// once; in tests it fails.
    pub fn say(&self, key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Number(n) => values.set(*name, self.count(*n)),
                Arg::Text(text) => values.set(*name, *text),
                Arg::Money(money) => values.set(*name, self.money(*money)),
                Arg::Time(at) => values.set(*name, self.formats().moment(self.wall(*at), self.year())),
            }
        }
        self.0.library.say(self.0.voice, key, &values).unwrap_or_else(|| {
            self.0.library.miss(key);
            debug_assert!(false, "there is no text {key}");
            key.to_owned()
        })
    }

    /// Whether there is a text for a key.
    pub fn has(&self, key: &str) -> bool {
        self.0.library.has(key)
    }

    /// A count: 1,234.
    pub fn number(&self, n: i64) -> String {
        self.formats().number(n)
    }

    /// Tenths with their decimal: 48 is 4.8.
    pub fn decimal(&self, tenths: i64) -> String {
        self.formats().places(tenths, 1)
    }

    /// Basis points as a share of a hundred: 1250 is 12.5%.
    pub fn percent(&self, basis_points: i64) -> String {
        // CLDR's pattern in our three languages is `#,##0%`.
        format!("{}%", self.formats().trimmed(basis_points, 2))
    }

    /// An amount to be paid, with all its decimals: ₱2,370.00. Below zero with the minus U+2212 in front.
    pub fn money(&self, money: Money) -> String {
        self.amount(money, self.formats().places(money.amount, money.currency.exponent()))
    }

    /// A price to look at, with decimals only when they are not nothing: ₱2,370.
    pub fn price(&self, money: Money) -> String {
        let places = money.currency.exponent();
        let whole = money.amount % 10_i64.pow(places) == 0;
        let formats = self.formats();
        let digits =
            if whole { formats.trimmed(money.amount, places) } else { formats.places(money.amount, places) };
        self.amount(money, digits)
    }

    /// A day and its time, with the year when it is not this one: Sun 22 Nov, 3:31 pm.
    pub fn moment(&self, at: Time) -> String {
        self.shown(self.formats().moment(self.wall(at), self.year()))
    }

    /// A day, with the year when it is not this one: Tue 24 Nov.
    pub fn day(&self, at: Time) -> String {
        self.shown(self.formats().day(self.wall(at), self.year()))
    }

    /// A date for documents: 24 November 2026.
    pub fn date(&self, at: Time) -> String {
        self.shown(self.formats().date(self.wall(at)))
    }

    /// The time of day: 3:31 pm.
    pub fn clock(&self, at: Time) -> String {
        self.shown(self.formats().clock(self.wall(at)))
    }

    /// From a day to another, in their order whichever comes first: Wed 25 – Fri 27 Nov.
    pub fn days(&self, from: Time, to: Time) -> String {
        let (from, to) = (from.min(to), from.max(to));
        self.shown(self.formats().days(self.wall(from), self.wall(to), self.year()))
    }

    /// How long ago, or in what time, in whole units that have passed: 5 minutes ago, in 2 days. Less than a minute
    /// off is now.
    pub fn ago(&self, at: Time) -> String {
        let off = (self.now() - at).micros();
        let size = off.unsigned_abs();
        let unit = AGO.iter().find(|(unit, ..)| size >= *unit);
        match unit {
            None => self.t("ago-now"),
            Some((unit, ago, to_come)) => {
                let n = i64::try_from(size / unit).unwrap_or(i64::MAX);
                self.say(if off > 0 { ago } else { to_come }, &[("n", n.into())])
            }
        }
    }

    /// A length of time in its largest unit, and the next smaller one if that is not nothing: 2 days, 3 hours. What
    /// points back is as long as what points on.
    pub fn span(&self, span: Span) -> String {
        let size = span.micros().unsigned_abs();
        let largest = UNITS.iter().position(|(unit, _)| size >= *unit).unwrap_or(UNITS.len() - 1);
        let (unit, key) = UNITS[largest];
        let say = |n: u64, key| self.say(key, &[("n", i64::try_from(n).unwrap_or(i64::MAX).into())]);
        let larger = say(size / unit, key);
        match UNITS.get(largest + 1).map(|(smaller, key)| (size % unit / smaller, key)) {
            Some((n, key)) if n > 0 => {
                self.say("span-two", &[("larger", (&larger).into()), ("smaller", (&say(n, key)).into())])
            }
            _ => larger,
        }
    }

    /// A, B and C.
    pub fn list(&self, items: &[String]) -> String {
        self.shown(self.formats().list(items))
    }

    fn formats(&self) -> &Formats {
        self.0.library.formats(self.0.voice)
    }

    fn wall(&self, at: Time) -> jiff::civil::DateTime {
        self.0.zone.wall(at)
    }

    /// The year it is where they are.
    fn year(&self) -> i16 {
        self.wall(self.now()).year()
    }

    fn amount(&self, money: Money, digits: String) -> String {
        let symbol = money::symbol(money.currency, self.language());
        match digits.strip_prefix(MINUS) {
            Some(size) => format!("{MINUS}{symbol}{size}"),
            None => format!("{symbol}{digits}"),
        }
    }

    /// A word of a table that is kept in three languages beside its rows, such as a category's name: in the order of
    /// [`Language::ALL`].
    pub fn word_of(&self, [english, chinese, filipino]: [&str; 3]) -> String {
        let word = match self.language() {
            Language::English => english,
            Language::Chinese => chinese,
            Language::Filipino => filipino,
        };
        self.shown(word.to_owned())
    }

    /// A date or a list, which the pseudo reader sees between marks: it is of the library.
    fn shown(&self, text: String) -> String {
        if self.0.voice == Voice::Pseudo { pseudo::mark(&text) } else { text }
    }

    /// A count for Fluent, which keeps numbers as floats: one that it could not keep exactly goes in as it reads.
    fn count(&self, n: i64) -> FluentValue<'static> {
        if n.unsigned_abs() <= MOST_OF_FLUENT { n.into() } else { self.number(n).into() }
    }
}

/// 2⁵³.
const MOST_OF_FLUENT: u64 = 1 << 53;

const SECOND: u64 = 1_000_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Units of a length, in microseconds.
const UNITS: [(u64, &str); 4] =
    [(DAY, "span-days"), (HOUR, "span-hours"), (MINUTE, "span-minutes"), (SECOND, "span-seconds")];

/// Units of how long ago, in microseconds; a month has 30 days here and a year 365, for it is said coarsely.
const AGO: [(u64, &str, &str); 5] = [
    (365 * DAY, "ago-years", "in-years"),
    (30 * DAY, "ago-months", "in-months"),
    (DAY, "ago-days", "in-days"),
    (HOUR, "ago-hours", "in-hours"),
    (MINUTE, "ago-minutes", "in-minutes"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_goes_where_a_request_goes() {
        const fn sent<T: Send + Sync + Clone + 'static>() {}
        sent::<Reader>();
    }
}
