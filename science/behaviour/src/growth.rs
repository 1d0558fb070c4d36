//! Growth accounting: where this period's active people came from, and where the last one's went.

use crate::activity::{Activity, Stretch};
use crate::day::{Day, Period};

/// The movement of one period.
///
/// active(t) − active(t−1) = new + resurrected − churned, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Growth<P = Day> {
    /// Which period.
    pub period: P,
    /// Active for the first time ever.
    pub new: u64,
    /// Active now and in the period before.
    pub retained: u64,
    /// Active now and once, but not in the period before.
    pub resurrected: u64,
    /// Active in the period before and not now.
    pub churned: u64,
}

impl<P> Growth<P> {
    /// Everybody active in this period.
    pub fn active(&self) -> u64 {
        self.new + self.retained + self.resurrected
    }

    /// Everybody active in the period before.
    pub fn active_before(&self) -> u64 {
        self.retained + self.churned
    }

    /// (new + resurrected) / churned: above 1 the base grows. `None` when nobody churned.
    pub fn quick_ratio(&self) -> Option<f64> {
        (self.churned > 0).then(|| (self.new + self.resurrected) as f64 / self.churned as f64)
    }
}

impl<P: Period> Activity<P> {
    /// The movement of each period from `from` to before `until`. "New" looks at all history, also before
    /// `from`. End with periods that are over: a running week looks like churn.
    ///
    /// ```
    /// use behaviour::{Activity, Week};
    /// let mut weekly = Activity::new();
    /// for (person, week) in [(1, 10), (2, 10), (1, 11), (3, 11), (2, 12)] {
    ///     weekly.note(person, Week(week));
    /// }
    /// let last = weekly.growth(Week(10), Week(13))[2];
    /// assert_eq!((last.new, last.retained, last.resurrected, last.churned), (0, 0, 1, 2));
    /// assert_eq!(last.quick_ratio(), Some(0.5));
    /// ```
    pub fn growth(&self, from: P, until: P) -> Vec<Growth<P>> {
        let firsts: Vec<Option<i32>> = (0..self.people()).map(|row| self.first_in(row)).collect();
        let first_bit = |stretch: Stretch| {
            let bit = firsts[stretch.row].and_then(|first| first.checked_sub(stretch.begins));
            bit.filter(|bit| (0..64).contains(bit)).map_or(0, |bit| 1 << bit)
        };
        let new = self.counts(from, until, first_bit);
        let retained = self.counts(from, until, |s| s.now & s.one_before());
        let resurrected = self.counts(from, until, |s| s.now & !s.one_before() & !first_bit(s));
        let churned = self.counts(from, until, |s| s.one_before() & !s.now);
        let movement = |i: usize| Growth {
            period: from.plus(i32::try_from(i).unwrap_or(i32::MAX)),
            new: new[i],
            retained: retained[i],
            resurrected: resurrected[i],
            churned: churned[i],
        };
        let movements: Vec<Growth<P>> = (0..new.len()).map(movement).collect();
        debug_assert!(movements.windows(2).all(|pair| pair[0].active() == pair[1].active_before()));
        movements
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn somebody_who_skips_a_period_churns_once_and_is_resurrected_once() {
        let mut activity = Activity::new();
        for day in [62, 63, 65] {
            activity.note(1, Day(day));
        }
        let movements = activity.growth(Day(62), Day(67));
        let told: Vec<(u64, u64, u64, u64)> =
            movements.iter().map(|m| (m.new, m.retained, m.resurrected, m.churned)).collect();
        assert_eq!(told, [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 0, 1), (0, 0, 1, 0), (0, 0, 0, 1)]);
        assert_eq!(movements[0].quick_ratio(), None);
        assert!(activity.growth(Day(5), Day(5)).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_active_now_less_before_is_new_and_resurrected_less_churned(
            pairs in prop::collection::vec((0_u32..30, -100_i32..100), 0..200),
            from in -110_i32..100,
        ) {
            let mut activity = Activity::new();
            for (person, day) in &pairs {
                activity.note(*person, Day(*day));
            }
            let mut before = activity.active_on(Day(from - 1));
            for movement in activity.growth(Day(from), Day(from + 80)) {
                let active = activity.active_on(movement.period);
                prop_assert_eq!(active, movement.active());
                prop_assert_eq!(active + movement.churned, before + movement.new + movement.resurrected);
                let firsts = (0..30).filter(|person| activity.first(*person) == Some(movement.period));
                prop_assert_eq!(movement.new, firsts.count() as u64);
                before = active;
            }
        }
    }
}
