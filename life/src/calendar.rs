//! Days as the world's people count them: eight hours before Greenwich, where most of them live.

use kernel::{Span, Time};

const ZONE: Span = Span::hours(8);
const A_DAY: i64 = Span::days(1).micros();

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Date {
    pub month: u8,
    pub day: u8,
    /// From Monday, 0.
    pub weekday: usize,
}

/// How often people look in, by the day of the week, from Monday: who works, comes at the weekend.
pub(crate) const WEEKDAYS: [f64; 7] = [0.86, 0.84, 0.90, 0.94, 1.08, 1.26, 1.22];

/// How often they do, by the hour: at noon and after dinner.
pub(crate) const HOURS: [u64; 24] =
    [6, 3, 2, 1, 1, 2, 8, 14, 20, 24, 26, 30, 48, 40, 26, 24, 24, 28, 36, 50, 66, 72, 54, 24];

/// The midnight that an instant's day began with.
pub(crate) fn midnight(at: Time) -> Time {
    let local = (at + ZONE).micros();
    Time::from_micros(local - local.rem_euclid(A_DAY)) - ZONE
}

/// The day of an instant (Hinnant, "chrono-compatible low-level date algorithms").
pub(crate) fn date(at: Time) -> Date {
    let days = (at + ZONE).micros().div_euclid(A_DAY);
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    debug_assert!(era >= 0, "nobody lived before 1970");
    let small = |number: i64| u8::try_from(number).unwrap_or(1);
    // The first day of 1970 was a Thursday.
    Date {
        month: small(month),
        day: small(day),
        weekday: usize::try_from((days + 3).rem_euclid(7)).unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_what_the_calendar_on_the_wall_says() {
        // 2026-11-24T08:00:00Z, a Tuesday, four in the afternoon in Manila.
        let at = Time::from_micros(1_795_507_200_000_000);
        assert_eq!(date(at), Date { month: 11, day: 24, weekday: 1 });
        assert_eq!(date(at + Span::hours(8)), Date { month: 11, day: 25, weekday: 2 });
        assert_eq!(midnight(at), at - Span::hours(16));
        assert_eq!(date(at + Span::days(462)), Date { month: 2, day: 29, weekday: 1 });
    }
}
