//! What CLDR says of a language, from the data built into ICU4X: digits, the names of months and days, lists.

use fixed_decimal::Decimal;
use icu_calendar::Gregorian;
use icu_datetime::input::{Date, DateTime, Time};
use icu_datetime::pattern::{
    DateTimePattern, DayPeriodNameLength, FixedCalendarDateTimeNames, MonthNameLength, WeekdayNameLength,
};
use icu_decimal::DecimalFormatter;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use jiff::civil;
use writeable::TryWriteable;

use crate::language::Language;

/// The minus of typography: a hyphen before a number breaks from it and is overlooked.
pub(crate) const MINUS: char = '\u{2212}';

type Names = FixedCalendarDateTimeNames<Gregorian>;

/// One language's.
pub(crate) struct Formats {
    digits: Digits,
    list: ListFormatter,
    /// Abbreviated months and days.
    short: Names,
    /// Months in full.
    long: Names,
    patterns: Patterns,
}

/// The house's order of a date; the names in it are CLDR's. English and Filipino put the day first and write the
/// day's half in small letters, Chinese the month first (design, Writing), so that one page reads alike in all three.
struct Patterns {
    day: DateTimePattern,
    day_of_year: DateTimePattern,
    date: DateTimePattern,
    clock: DateTimePattern,
    /// Between a day and its time.
    before_clock: &'static str,
    /// Both ends of a range of days, by what they share.
    one_month: Ends,
    one_month_of_year: Ends,
    one_year: Ends,
    one_year_not_this: Ends,
    two_years: Ends,
    /// Between the ends.
    between: &'static str,
}

struct Ends(DateTimePattern, DateTimePattern);

impl Patterns {
    fn of(language: Language) -> Result<Self, String> {
        let pattern = |text: &str| text.parse().map_err(|why| format!("{text}: {why:?}"));
        let ends = |first, last| -> Result<_, String> { Ok(Ends(pattern(first)?, pattern(last)?)) };
        Ok(match language {
            Language::English | Language::Filipino => Self {
                day: pattern("E d MMM")?,
                day_of_year: pattern("E d MMM y")?,
                date: pattern("d MMMM y")?,
                clock: pattern("h:mm a")?,
                before_clock: ", ",
                one_month: ends("E d", "E d MMM")?,
                one_month_of_year: ends("E d", "E d MMM y")?,
                one_year: ends("E d MMM", "E d MMM")?,
                one_year_not_this: ends("E d MMM", "E d MMM y")?,
                two_years: ends("E d MMM y", "E d MMM y")?,
                between: " – ",
            },
            Language::Chinese => Self {
                day: pattern("MMMd日 E")?,
                day_of_year: pattern("y年MMMd日 E")?,
                date: pattern("y年MMMd日")?,
                clock: pattern("HH:mm")?,
                before_clock: " ",
                one_month: ends("MMMd日", "d日")?,
                one_month_of_year: ends("y年MMMd日", "d日")?,
                one_year: ends("MMMd日", "MMMd日")?,
                one_year_not_this: ends("y年MMMd日", "MMMd日")?,
                two_years: ends("y年MMMd日", "y年MMMd日")?,
                between: "至",
            },
        })
    }
}

impl Formats {
    /// Loads a language's.
    ///
    /// # Errors
    /// In words, what the built-in data lack: a fault of the build.
    pub(crate) fn load(language: Language) -> Result<Self, String> {
        use MonthNameLength::{Abbreviated, Wide};
        let broken = |what: &str, why: &dyn std::fmt::Debug| format!("{}: {what}: {why:?}", language.word());
        let locale = locale(language.word())?;
        let english = language == Language::English;
        // "A, B and C": the comma before "and" is American.
        let listed = if english { self::locale("en-001")? } else { locale.clone() };
        let list = ListFormatter::try_new_and((&listed).into(), ListFormatterOptions::default())
            .map_err(|why| broken("lists", &why))?;
        let names = |length| -> Result<Names, String> {
            let mut names = Names::try_new((&locale).into()).map_err(|why| broken("dates", &why))?;
            names.include_month_names(length).map_err(|why| broken("months", &why))?;
            names
                .include_weekday_names(WeekdayNameLength::Abbreviated)
                .map_err(|why| broken("weekdays", &why))?;
            names
                .include_day_period_names(DayPeriodNameLength::Abbreviated)
                .map_err(|why| broken("halves of the day", &why))?;
            Ok(names)
        };
        Ok(Self {
            digits: Digits::load(&locale)?,
            list,
            short: names(Abbreviated)?,
            // In full a Chinese month is 十一月, which is for poems.
            long: names(if language == Language::Chinese { Abbreviated } else { Wide })?,
            patterns: Patterns::of(language)?,
        })
    }

    /// A count with its thousands apart.
    pub(crate) fn number(&self, n: i64) -> String {
        self.digits.write(&Decimal::from(n))
    }

    /// `n` with its last `places` digits behind the point.
    pub(crate) fn places(&self, n: i64, places: u32) -> String {
        self.digits.write(&shifted(n, places))
    }

    /// As `places`, without zeros at the end.
    pub(crate) fn trimmed(&self, n: i64, places: u32) -> String {
        let mut decimal = shifted(n, places);
        decimal.trim_end();
        self.digits.write(&decimal)
    }

    /// A, B and C.
    pub(crate) fn list(&self, items: &[String]) -> String {
        self.list.format(items.iter()).to_string()
    }

    /// A day, with its year where that is not `year`.
    pub(crate) fn day(&self, at: civil::DateTime, year: i16) -> String {
        let patterns = &self.patterns;
        write(&self.short, if at.year() == year { &patterns.day } else { &patterns.day_of_year }, at)
    }

    /// A date in full.
    pub(crate) fn date(&self, at: civil::DateTime) -> String {
        write(&self.long, &self.patterns.date, at)
    }

    /// The time of day.
    pub(crate) fn clock(&self, at: civil::DateTime) -> String {
        write(&self.short, &self.patterns.clock, at).to_lowercase()
    }

    /// A day and its time.
    pub(crate) fn moment(&self, at: civil::DateTime, year: i16) -> String {
        [&self.day(at, year), self.patterns.before_clock, &self.clock(at)].concat()
    }

    /// From a day to a later one; what both share is said once.
    pub(crate) fn days(&self, from: civil::DateTime, to: civil::DateTime, year: i16) -> String {
        if from.date() == to.date() {
            return self.day(from, year);
        }
        let patterns = &self.patterns;
        let Ends(first, last) = match (from.year() == to.year(), to.year() == year) {
            (true, true) if from.month() == to.month() => &patterns.one_month,
            (true, false) if from.month() == to.month() => &patterns.one_month_of_year,
            (true, true) => &patterns.one_year,
            (true, false) => &patterns.one_year_not_this,
            (false, _) => &patterns.two_years,
        };
        [&write(&self.short, first, from), patterns.between, &write(&self.short, last, to)].concat()
    }
}

/// A language's numbers, also for the numbers within a text.
pub(crate) struct Digits(DecimalFormatter);

impl Digits {
    fn load(locale: &Locale) -> Result<Self, String> {
        DecimalFormatter::try_new(locale.into(), icu_decimal::options::DecimalFormatterOptions::default())
            .map(Self)
            .map_err(|why| format!("{locale}: digits: {why:?}"))
    }

    fn write(&self, decimal: &Decimal) -> String {
        let below = decimal.sign() == fixed_decimal::Sign::Negative;
        let size = self.0.format(&decimal.clone().with_sign(fixed_decimal::Sign::None)).to_string();
        if below { format!("{MINUS}{size}") } else { size }
    }

    /// A number of a text, which Fluent holds as a float; whole ones only.
    pub(crate) fn whole(&self, n: f64) -> Option<String> {
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and within 53 bits")]
        (n.fract() == 0.0 && n.abs() <= EXACT).then(|| self.write(&Decimal::from(n as i64)))
    }
}

/// 2⁵³: up to here a float holds every whole number.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl intl_memoizer::Memoizable for Digits {
    type Args = ();
    type Error = String;
    fn construct(language: unic_langid::LanguageIdentifier, (): ()) -> Result<Self, String> {
        Self::load(&locale(&language.to_string())?)
    }
}

/// The plural categories that CLDR gives a language's cardinals, `one` and `other`.
///
/// # Errors
/// In words, what the built-in data lack.
pub(crate) fn categories(language: Language) -> Result<Vec<&'static str>, String> {
    let rules = PluralRules::try_new_cardinal((&locale(language.word())?).into())
        .map_err(|why| format!("{}: plurals: {why:?}", language.word()))?;
    let word = |category| match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    };
    Ok(rules.categories().map(word).collect())
}

fn locale(tag: &str) -> Result<Locale, String> {
    tag.parse().map_err(|why| format!("{tag}: {why:?}"))
}

fn shifted(n: i64, places: u32) -> Decimal {
    let mut decimal = Decimal::from(n);
    decimal.multiply_pow10(i16::try_from(places).map_or(0, |places| -places));
    decimal
}

fn write(names: &Names, pattern: &DateTimePattern, at: civil::DateTime) -> String {
    let parts = (
        Date::try_new_gregorian(at.year().into(), at.month().unsigned_abs(), at.day().unsigned_abs()),
        Time::try_new(at.hour().unsigned_abs(), at.minute().unsigned_abs(), at.second().unsigned_abs(), 0),
    );
    // A date of jiff's is one of ICU's; the plain one is better than none.
    let (Ok(date), Ok(time)) = parts else { return at.to_string() };
    match names.with_pattern_unchecked(pattern).format(&DateTime { date, time }).try_write_to_string() {
        Ok(text) => text.into_owned(),
        Err((why, best)) => {
            debug_assert!(false, "{pattern:?}: {why:?}");
            best.into_owned()
        }
    }
}
