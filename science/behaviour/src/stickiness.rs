//! Stickiness: how much of a month's audience comes on a day.
//!
//! The month is the trailing 28 days. Four whole weeks hold each weekday four times, so the figure does not
//! swing with the calendar as one over 30 days does.

use crate::activity::Activity;
use crate::day::{Day, Period};

/// Days in a trailing week.
const WEEK_DAYS: u32 = 7;
/// Days in a trailing month of four weeks.
const MONTH_DAYS: u32 = 28;

/// Active people of one day and of the days that end with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Audience {
    /// The day.
    pub day: Day,
    /// Active on the day (DAU).
    pub daily: u64,
    /// Active on any of the 7 days that end with it (WAU).
    pub weekly: u64,
    /// Active on any of the 28 days that end with it (MAU).
    pub monthly: u64,
}

impl Audience {
    /// DAU / MAU, in 0 to 1. `None` if nobody came in 28 days.
    pub fn stickiness(&self) -> Option<f64> {
        (self.monthly > 0).then(|| self.daily as f64 / self.monthly as f64)
    }
}

impl Activity<Day> {
    /// The audience of each day from `from` to before `until`.
    ///
    /// ```
    /// use behaviour::{Activity, Day};
    /// let mut activity = Activity::new();
    /// for (person, day) in [(1, 100), (2, 100), (1, 127), (2, 128)] {
    ///     activity.note(person, Day(day));
    /// }
    /// let audience = activity.audience(Day(127), Day(129));
    /// assert_eq!((audience[0].daily, audience[0].monthly), (1, 2)); // day 100 is the 28th of the days
    /// assert_eq!(audience[1].stickiness(), Some(0.5));
    /// ```
    pub fn audience(&self, from: Day, until: Day) -> Vec<Audience> {
        let daily = self.counts(from, until, |s| s.now);
        let weekly = self.counts(from, until, |s| s.any_of_last(WEEK_DAYS));
        let monthly = self.counts(from, until, |s| s.any_of_last(MONTH_DAYS));
        let counts = daily.into_iter().zip(weekly).zip(monthly);
        let days = (from.index()..until.index()).map(Day);
        days.zip(counts)
            .map(|(day, ((daily, weekly), monthly))| Audience { day, daily, weekly, monthly })
            .collect()
    }

    /// The L28 histogram: of the 28 days that end with `last`, how many people were active on exactly 1, 2,
    /// to 28 of them (place 0 is one day).
    pub fn l28(&self, last: Day) -> [u64; 28] {
        let mut people = [0; 28];
        let first = last.plus(1 - MONTH_DAYS.cast_signed());
        for row in 0..self.people() {
            let days = self.bits_from(row, first.index()) << (64 - MONTH_DAYS);
            if let Some(place) = (days.count_ones() as usize).checked_sub(1) {
                people[place] += 1;
            }
        }
        people
    }

    /// The mean daily audience of the 28 days that end with `last`, over all who came in them: on what share
    /// of the days a monthly active person is there, in 1/28 to 1. `None` if nobody came.
    pub fn mean_stickiness(&self, last: Day) -> Option<f64> {
        let l28 = self.l28(last);
        let people: u64 = l28.iter().sum();
        let person_days: u64 = (1..).zip(l28).map(|(days, people)| days * people).sum();
        (people > 0).then(|| person_days as f64 / (people * u64::from(MONTH_DAYS)) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn trailing_counts_are_those_of_the_sets_of_people(
            pairs in prop::collection::vec((0_u32..30, 0_i32..200), 0..200), day in 0_i32..230,
        ) {
            let mut activity = Activity::new();
            for (person, day) in &pairs {
                activity.note(*person, Day(*day));
            }
            let people = |window: i32| {
                let inside = pairs.iter().filter(|pair| pair.1 > day - window && pair.1 <= day);
                inside.map(|pair| pair.0).collect::<BTreeSet<_>>().len() as u64
            };
            let audience = activity.audience(Day(day), Day(day + 1))[0];
            prop_assert_eq!((audience.daily, audience.weekly, audience.monthly), (people(1), people(7), people(28)));
            let l28 = activity.l28(Day(day));
            prop_assert_eq!(l28.iter().sum::<u64>(), audience.monthly);
            let days: BTreeSet<(u32, i32)> =
                pairs.iter().copied().filter(|pair| pair.1 > day - 28 && pair.1 <= day).collect();
            let mean_daily = days.len() as f64 / 28.0;
            match activity.mean_stickiness(Day(day)) {
                Some(mean) => prop_assert!((mean - mean_daily / audience.monthly as f64).abs() < 1e-12),
                None => prop_assert_eq!(audience.monthly, 0),
            }
        }
    }
}
