//! Local days and weeks as whole numbers, so that a person's history fits in bits.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};
use std::fmt;
use std::str::FromStr;

/// A period of a calendar that is counted in whole numbers: a [`Day`] or a [`Week`].
pub trait Period: Copy + Ord + fmt::Debug {
    /// Its number; the next period's is one more.
    fn index(self) -> i32;
    /// The period with this number.
    fn at(index: i32) -> Self;

    /// The period `count` later (earlier if negative); stops at the ends of `i32`.
    fn plus(self, count: i32) -> Self {
        Self::at(self.index().saturating_add(count))
    }
}

/// A date in the shop's own calendar, as days since 1970-01-01.
///
/// ```
/// use behaviour::{Day, Period};
/// let day: Day = "2024-02-29".parse()?;
/// assert_eq!(day.plus(1).to_string(), "2024-03-01");
/// assert_eq!(day.a_year_before().to_string(), "2023-02-28");
/// assert_eq!(day.week().monday().to_string(), "2024-02-26");
/// # Ok::<(), behaviour::NotADay>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// A week from Monday to Sunday (ISO 8601), as weeks since the one that began on 1969-12-29.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(pub i32);

/// A text that is not a date written `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date; write it as 2026-05-16")]
pub struct NotADay(pub String);

const EPOCH: Date = Date::constant(1970, 1, 1);
/// 1970-01-01 was a Thursday, three days after the Monday of its week.
const EPOCH_WEEKDAY: i64 = 3;

impl Period for Day {
    fn index(self) -> i32 {
        self.0
    }
    fn at(index: i32) -> Self {
        Self(index)
    }
}

impl Period for Week {
    fn index(self) -> i32 {
        self.0
    }
    fn at(index: i32) -> Self {
        Self(index)
    }
}

impl Day {
    /// The number of a date.
    pub fn of(date: Date) -> Self {
        // A span between two dates in days always exists: both ends lie within ±9999 years.
        Self(EPOCH.until((Unit::Day, date)).map_or(0, |span| span.get_days()))
    }

    /// The date; a number beyond the years -9999 to 9999 gives the nearest of their ends.
    pub fn date(self) -> Date {
        let far_end = if self.0 < 0 { Date::MIN } else { Date::MAX };
        let span = 0.days().try_days(self.0);
        span.and_then(|span| EPOCH.checked_add(span)).unwrap_or(far_end)
    }

    /// The week that holds this day.
    pub fn week(self) -> Week {
        let weeks = (i64::from(self.0) + EPOCH_WEEKDAY).div_euclid(7);
        Week(i32::try_from(weeks).unwrap_or(i32::MAX))
    }

    /// Days since Monday, 0 to 6.
    pub fn weekday(self) -> u8 {
        let since_monday = (i64::from(self.0) + EPOCH_WEEKDAY).rem_euclid(7);
        u8::try_from(since_monday).unwrap_or(0)
    }

    /// Whole days from `earlier` to this day; negative if `earlier` is later.
    pub fn since(self, earlier: Day) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The same date of the year before; 29 February answers 28 February.
    pub fn a_year_before(self) -> Self {
        self.date().checked_sub(1.year()).map_or(self, Self::of)
    }
}

impl Week {
    /// Its first day.
    pub fn monday(self) -> Day {
        let day = i64::from(self.0) * 7 - EPOCH_WEEKDAY;
        Day(i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX }))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

/// A week is written as the date of its Monday.
impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.monday().fmt(f)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        text.parse().map(Self::of).map_err(|_| NotADay(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970_and_written_as_dates() {
        assert_eq!(Day(0).to_string(), "1970-01-01");
        assert_eq!(Day(-1).to_string(), "1969-12-31");
        assert_eq!("2026-05-16".parse(), Ok(Day(20_589)));
        assert_eq!("16 May".parse::<Day>(), Err(NotADay("16 May".to_owned())));
    }

    #[test]
    fn a_week_begins_on_monday_also_before_1970() {
        assert_eq!(Week(0).monday().to_string(), "1969-12-29");
        for day in -400..400 {
            let day = Day(day);
            let monday = day.week().monday();
            assert_eq!(day.since(monday), i32::from(day.weekday()));
            assert_eq!(monday.date().weekday(), jiff::civil::Weekday::Monday);
        }
    }

    #[test]
    fn numbers_beyond_the_calendar_stop_at_its_ends() {
        assert_eq!(Day(i32::MAX).date(), Date::MAX);
        assert_eq!(Day(i32::MIN).date(), Date::MIN);
        assert_eq!(Day(i32::MAX).plus(1), Day(i32::MAX));
        assert_eq!(Week(i32::MIN).monday(), Day(i32::MIN));
    }
}
