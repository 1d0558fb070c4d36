//! The reader's time zone. The rules are built in: what an instant reads as does not hang on the machine.

use jiff::tz::TimeZone;
use kernel::Time;

/// Microseconds.
const DAY: i64 = 86_400_000_000;

/// An IANA zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of an IANA name, `Asia/Manila`; nothing for one that is not on the list.
    pub fn of(name: &str) -> Option<Self> {
        // A fixed offset, a POSIX rule or the machine's own zone is none of what a person chooses from the list.
        TimeZone::get(name).ok().filter(|zone| zone.iana_name().is_some()).map(Self)
    }

    /// The market's own.
    pub fn manila() -> Self {
        Self::of("Asia/Manila").unwrap_or_else(|| Self(TimeZone::fixed(jiff::tz::offset(8))))
    }

    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// Its IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The calendar's day there, in days since 1970-01-01.
    pub fn day(&self, at: Time) -> i64 {
        let epoch = jiff::civil::Date::constant(1970, 1, 1);
        let days = self.wall(at).date().since(epoch).map(|span| span.get_days());
        i64::from(days.unwrap_or_default())
    }

    /// The wall clock there. An instant beyond the years a calendar can write shows the nearest it can.
    pub(crate) fn wall(&self, at: Time) -> jiff::civil::DateTime {
        // A day's room for the zone's offset.
        let least = jiff::Timestamp::MIN.as_microsecond() + DAY;
        let most = jiff::Timestamp::MAX.as_microsecond() - DAY;
        let stamp = jiff::Timestamp::from_microsecond(at.micros().clamp(least, most)).unwrap_or_default();
        self.0.to_datetime(stamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_one_of_the_list_and_nothing_else() {
        assert_eq!(Zone::manila().name(), "Asia/Manila");
        assert_eq!(Zone::utc().name(), "UTC");
        assert_eq!(Zone::of("America/New_York").unwrap().name(), "America/New_York");
        for bad in ["", "Asia/Atlantis", "+08:00", "EST5EDT,M3.2.0,M11.1.0", "../../etc/passwd", "local"] {
            assert_eq!(Zone::of(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_there_and_not_at_midnight_in_greenwich() {
        let at = |text: &str| text.parse::<Time>().unwrap();
        assert_eq!(Zone::utc().day(at("1970-01-02T00:00:00Z")), 1);
        assert_eq!(Zone::manila().day(at("2026-11-24T15:59:59Z")), 20_781);
        assert_eq!(Zone::manila().day(at("2026-11-24T16:00:00Z")), 20_782);
        assert_eq!(Zone::utc().day(at("2026-11-24T16:00:00Z")), 20_781);
    }

    #[test]
    fn the_end_of_time_is_a_date_too() {
        for at in [i64::MIN, i64::MAX] {
            assert!(Zone::manila().wall(Time::from_micros(at)).year() != 1970);
        }
    }
}
