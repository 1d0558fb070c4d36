//! What may truly be said of a price beside its past: the lowest of thirty days, or nothing (Directive 98/6/EC,
//! article 6a). Only prices at which everybody could buy count: what a draft said does not.

use kernel::{Span, Time};

use super::PriceRow;

/// How far back a price is compared.
const WINDOW: Span = Span::days(30);
/// How far back a log must reach to tell it: a reduction of up to a window ago is compared with a window before it.
pub(super) const LOOK_BACK: Span = Span::days(60);

/// What is said, amounts in minor units. `since` is given where there is less than a window to compare with: the
/// instant from which on it was for sale.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Past {
    /// It was for less within the window.
    Above {
        /// The lowest.
        low: i64,
        /// When that was last so.
        last: Time,
        /// Where there is less than a window.
        since: Option<Time>,
    },
    /// It was always for more in the window before this price began.
    Reduced {
        /// The lowest of then.
        low: i64,
        /// Where there is less than a window.
        since: Option<Time>,
    },
    /// It has not changed within the window.
    Steady,
}

/// A time in which one price held.
#[derive(Clone, Copy)]
struct Stretch {
    price: i64,
    from: Time,
    until: Time,
}

/// Reads the log, oldest first and reaching [`LOOK_BACK`] back, of something that has been for sale since
/// `published`.
pub(super) fn past(log: &[PriceRow], published: Time, now: Time) -> Option<Past> {
    let ends = log.iter().skip(1).map(|row| row.at).chain([now]);
    let mut stretches: Vec<Stretch> = Vec::new();
    for (row, until) in log.iter().zip(ends).filter(|(_, until)| *until > published || *until == now) {
        match stretches.last_mut() {
            Some(last) if last.price == row.price => last.until = until,
            _ => stretches.push(Stretch { price: row.price, from: row.at.max(published), until }),
        }
    }
    let (current, before) = stretches.split_last()?;
    let began = stretches.first()?.from;
    let young = |start: Time| (began > start).then_some(began);
    let within = |start: Time| before.iter().filter(move |one| one.until > start);
    let start = now - WINDOW;
    if within(start).next().is_none() {
        return young(start).is_none().then_some(Past::Steady);
    }
    // Of equal prices the later one: "last on".
    let lowest = within(start).rev().min_by_key(|one| one.price)?;
    if lowest.price < current.price {
        return Some(Past::Above { low: lowest.price, last: lowest.until, since: young(start) });
    }
    let start = current.from - WINDOW;
    let low = within(start).map(|one| one.price).min()?;
    (low > current.price).then(|| Past::Reduced { low, since: young(start) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Time {
        Time::from_micros(0) + Span::days(number)
    }

    /// A log of prices by the day they began, seen on day 100.
    fn on_day_100(published: i64, log: &[(i64, i64)]) -> Option<Past> {
        let rows: Vec<PriceRow> = (1..)
            .zip(log)
            .map(|(version, (at, price))| PriceRow { version, at: day(*at), price: *price, compare_at: None })
            .collect();
        past(&rows, day(published), day(100))
    }

    #[test]
    fn what_was_for_less_within_thirty_days_says_so_with_its_day() {
        let above =
            |low, last, since: Option<i64>| Some(Past::Above { low, last: day(last), since: since.map(day) });
        assert_eq!(on_day_100(0, &[(0, 760), (75, 660), (82, 690)]), above(660, 82, None));
        assert_eq!(on_day_100(80, &[(80, 660), (90, 690)]), above(660, 90, Some(80)));
        let twice = [(0, 660), (80, 700), (85, 660), (90, 690)];
        assert_eq!(on_day_100(0, &twice), above(660, 90, None), "the later of two");
        assert_eq!(on_day_100(0, &[(0, 660), (69, 690)]), Some(Past::Steady), "31 days ago is too long ago");
        assert_eq!(on_day_100(0, &[(0, 660), (71, 690)]), above(660, 71, None));
    }

    #[test]
    fn a_reduction_is_measured_against_the_lowest_of_the_thirty_days_before_it() {
        let reduced = |low, since: Option<i64>| Some(Past::Reduced { low, since: since.map(day) });
        assert_eq!(on_day_100(0, &[(0, 760), (95, 690)]), reduced(760, None));
        assert_eq!(on_day_100(0, &[(0, 760), (90, 1_900), (95, 690)]), reduced(760, None), "raised for show");
        assert_eq!(on_day_100(85, &[(85, 760), (95, 690)]), reduced(760, Some(85)));
        assert_eq!(on_day_100(0, &[(0, 690), (90, 760), (95, 690)]), None, "it is where it was");
        assert_eq!(on_day_100(0, &[(0, 600), (55, 760), (75, 690)]), None, "it was for less before that");
    }

    #[test]
    fn a_price_that_did_not_move_is_steady_only_if_it_was_there_for_thirty_days() {
        assert_eq!(on_day_100(0, &[(0, 690)]), Some(Past::Steady));
        assert_eq!(on_day_100(70, &[(70, 690)]), Some(Past::Steady));
        assert_eq!(on_day_100(71, &[(71, 690)]), None);
        assert_eq!(on_day_100(0, &[(0, 690), (90, 690)]), Some(Past::Steady), "only something else changed");
        assert_eq!(on_day_100(0, &[]), None);
    }

    #[test]
    fn nobody_could_buy_at_the_price_of_a_draft() {
        assert_eq!(on_day_100(95, &[(0, 9_999), (90, 690)]), None);
        let since = Some(day(90));
        let shown = Some(Past::Reduced { low: 800, since });
        assert_eq!(on_day_100(90, &[(0, 9_999), (60, 800), (95, 690)]), shown);
    }
}
