//! From an instant to the shop's local day and hour, in any IANA zone and across daylight saving.
//!
//! A zone is a list of spans in which its distance from UTC does not change; inside one, the local day is
//! plain arithmetic. The list is the only exact form: where clocks go back at 00:01 (St John's, until 2011)
//! a local day ends, the next one lasts a minute, and the old one comes back for an hour.

use crate::day::Day;
use jiff::Timestamp;
use jiff::tz::TimeZone;

const DAY_S: i64 = 86_400;
const HOUR_S: i64 = 3_600;
/// Offsets are listed from 1970-01-01 to 2100-01-01, in Unix seconds.
const FIRST_S: i64 = 0;
const LAST_S: i64 = 4_102_444_800;

/// A zone name that the IANA database does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no time zone named {0:?}; names look like Asia/Manila")]
pub struct UnknownZone(pub String);

/// A stretch of time with one distance from UTC: `from` included, `until` not, all in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    from: i64,
    until: i64,
    offset: i64,
}

impl Span {
    fn holds(&self, at: i64) -> bool {
        self.from <= at && at < self.until
    }

    fn day(&self, at: i64) -> Day {
        let day = at.saturating_add(self.offset).div_euclid(DAY_S);
        Day(i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX }))
    }
}

/// A shop's time zone. The zone database is compiled in: nothing is read from the machine.
///
/// Instants are Unix seconds. Outside 1970 to 2100 the nearest known distance from UTC is taken: an event
/// with such a time has a broken clock, and gets a far-off day rather than an error.
///
/// ```
/// use behaviour::Calendar;
/// let manila = Calendar::of("Asia/Manila")?;
/// let four_in_the_afternoon_utc = 1_778_860_800; // 2026-05-15T16:00:00Z, midnight in Manila
/// assert_eq!(manila.day(four_in_the_afternoon_utc).to_string(), "2026-05-16");
/// assert_eq!(manila.day(four_in_the_afternoon_utc - 1).to_string(), "2026-05-15");
/// # Ok::<(), behaviour::UnknownZone>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    spans: Vec<Span>,
}

impl Calendar {
    /// The calendar of a zone by its IANA name, such as `Asia/Manila`.
    ///
    /// # Errors
    /// [`UnknownZone`] if the database has no zone of that name.
    pub fn of(zone: &str) -> Result<Self, UnknownZone> {
        let unknown = || UnknownZone(zone.to_owned());
        let zone = TimeZone::get(zone).map_err(|_| unknown())?;
        let first = Timestamp::from_second(FIRST_S).map_err(|_| unknown())?;
        let mut spans =
            vec![Span { from: i64::MIN, until: i64::MAX, offset: zone.to_offset(first).seconds().into() }];
        for transition in zone.following(first) {
            let from = transition.timestamp().as_second();
            if from >= LAST_S {
                break;
            }
            if let Some(open) = spans.last_mut() {
                open.until = from;
            }
            spans.push(Span { from, until: i64::MAX, offset: transition.offset().seconds().into() });
        }
        Ok(Self { spans })
    }

    /// Universal time, for data that knows no place.
    pub fn utc() -> Self {
        Self { spans: vec![Span { from: i64::MIN, until: i64::MAX, offset: 0 }] }
    }

    /// The local day of an instant.
    pub fn day(&self, at: i64) -> Day {
        self.span(at).day(at)
    }

    /// The local hour of the week of an instant: 0 is Monday from 00:00 to 01:00, 167 Sunday from 23:00.
    pub fn hour_of_week(&self, at: i64) -> usize {
        hour_of_week(at.saturating_add(self.span(at).offset))
    }

    /// The first instant whose local date is `day` or later: midnight, or where the clock skips midnight,
    /// the first instant after the skip.
    pub fn start_of(&self, day: Day) -> i64 {
        let midnight = i64::from(day.0) * DAY_S;
        let begins = |span: &Span| span.from.max(midnight - span.offset);
        let span = self.spans.iter().find(|span| begins(span) < span.until);
        span.map_or(midnight, begins)
    }

    /// How many seconds each hour of the week really had from the start of `from` to the start of `until`.
    /// The hour that daylight saving skips is missing here, the one it repeats counts twice; divide by this
    /// to compare hours fairly.
    pub fn seconds_by_hour_of_week(&self, from: Day, until: Day) -> [u64; 168] {
        let mut seconds = [0; 168];
        let end = self.start_of(until);
        let mut at = self.start_of(from);
        while at < end {
            let span = self.span(at);
            let local = at + span.offset;
            let next_hour = at + HOUR_S - local.rem_euclid(HOUR_S);
            let next = next_hour.min(span.until).min(end);
            seconds[hour_of_week(local)] += next.abs_diff(at);
            at = next;
        }
        seconds
    }

    /// A reader for many instants: quick while they stay within one season.
    pub fn cursor(&self) -> Cursor<'_> {
        Cursor { calendar: self, span: self.span(FIRST_S) }
    }

    fn span(&self, at: i64) -> Span {
        let after = self.spans.partition_point(|span| span.from <= at);
        // The first span begins at i64::MIN, so at least one begins at or before `at`.
        self.spans[after.saturating_sub(1)]
    }
}

/// Reads local days one after another, remembering the season of the last one.
#[derive(Debug, Clone)]
pub struct Cursor<'a> {
    calendar: &'a Calendar,
    span: Span,
}

impl Cursor<'_> {
    /// The local day of an instant; the same answer as [`Calendar::day`].
    #[inline]
    pub fn day(&mut self, at: i64) -> Day {
        if !self.span.holds(at) {
            self.span = self.calendar.span(at);
        }
        self.span.day(at)
    }
}

/// Hour of the week of a local time in seconds. Local 1970-01-01 00:00 was a Thursday.
fn hour_of_week(local: i64) -> usize {
    let hour = local.div_euclid(HOUR_S) + 3 * 24;
    usize::try_from(hour.rem_euclid(168)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const ZONES: [&str; 8] = [
        "Asia/Manila",
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Asia/Kathmandu",
    ];

    #[test]
    fn fifty_years_have_the_day_and_hour_that_the_zone_database_gives() {
        for name in ZONES {
            let (calendar, zone) = (Calendar::of(name).unwrap(), TimeZone::get(name).unwrap());
            let mut cursor = calendar.cursor();
            for at in (157_766_400..1_735_689_600).step_by(7_199) {
                let local = zone.to_datetime(Timestamp::from_second(at).unwrap());
                assert_eq!(calendar.day(at), Day::of(local.date()), "{name} {at}");
                assert_eq!(cursor.day(at), calendar.day(at));
                let hour = i64::from(local.weekday().to_monday_zero_offset()) * 24 + i64::from(local.hour());
                assert_eq!(calendar.hour_of_week(at), usize::try_from(hour).unwrap(), "{name} {at}");
            }
        }
    }

    #[test]
    fn a_minute_of_tomorrow_before_the_clock_goes_back_belongs_to_tomorrow() {
        // St John's set 00:01 back to 23:01 on 2006-10-29.
        let calendar = Calendar::of("America/St_Johns").unwrap();
        let one_minute = Timestamp::from_second(calendar.start_of(Day::of(date(2006, 10, 29)))).unwrap();
        let at = one_minute.as_second();
        let days: Vec<String> = [at - 1, at, at + 59, at + 60, at + 3_599, at + 3_600]
            .map(|at| calendar.day(at).to_string())
            .into();
        let (before, after) = ("2006-10-28", "2006-10-29");
        assert_eq!(days, [before, after, after, before, before, after]);
    }

    #[test]
    fn a_skipped_midnight_and_a_skipped_day_start_at_the_first_instant_after() {
        // São Paulo went from 00:00 to 01:00 on 2018-11-04; Samoa had no 2011-12-30 at all.
        let sao_paulo = Calendar::of("America/Sao_Paulo").unwrap();
        let start = sao_paulo.start_of(Day::of(date(2018, 11, 4)));
        assert_eq!(Timestamp::from_second(start).unwrap().to_string(), "2018-11-04T03:00:00Z");
        assert_eq!(sao_paulo.hour_of_week(start), 6 * 24 + 1);
        let apia = Calendar::of("Pacific/Apia").unwrap();
        let skipped = apia.start_of(Day::of(date(2011, 12, 30)));
        assert_eq!(skipped, apia.start_of(Day::of(date(2011, 12, 31))));
    }

    #[test]
    fn daylight_saving_takes_an_hour_in_spring_and_gives_one_in_autumn() {
        let berlin = Calendar::of("Europe/Berlin").unwrap();
        let week = |y, m, d| {
            let monday = Day::of(date(y, m, d));
            berlin.seconds_by_hour_of_week(monday, Day(monday.0 + 7))
        };
        let two_on_sunday = 6 * 24 + 2;
        for (seconds, expected) in
            [(week(2026, 3, 23), 0), (week(2026, 10, 19), 7_200), (week(2026, 5, 4), 3_600)]
        {
            assert_eq!(seconds[two_on_sunday], expected);
            assert!(seconds.iter().enumerate().all(|(hour, s)| hour == two_on_sunday || *s == 3_600));
        }
    }

    #[test]
    fn a_broken_clock_gets_a_far_off_day_and_no_error() {
        let manila = Calendar::of("Asia/Manila").unwrap();
        assert_eq!(manila.day(i64::MAX), Day(i32::MAX));
        assert_eq!(manila.day(i64::MIN), Day(i32::MIN));
        assert_eq!(Calendar::of("Mars/Base"), Err(UnknownZone("Mars/Base".to_owned())));
    }
}
