//! Repurchase in its three senses. They differ by a factor, so each has its name; "repurchase rate" without
//! more means the first.
//!
//! (a) [`Purchases::repurchase_rate`]: of the buyers of a period, those with two order days in it.
//! (b) [`Purchases::returning_share`]: of the buyers of a period, those who had bought before it.
//! (c) [`repeat_probability`]: the chance that a buyer comes back within so many days, with those whose time
//!     is not up yet counted for the days that they were seen (Kaplan & Meier 1958).

use crate::day::Day;
use crate::purchases::{History, Purchases};
use crate::share::Share;

/// The time between two purchases of one person, or the time since the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// Whole days.
    pub days: u32,
    /// Whether a purchase ended it. If not, the day of counting did.
    pub closed: bool,
}

impl Purchases {
    /// (a) Of the buyers from `from` to before `until`, those with at least two order days in that time.
    ///
    /// ```
    /// use behaviour::{Day, Purchase, Purchases};
    /// let line = |person, day| Purchase { person, day: Day(day), net_minor: 100 };
    /// let purchases = Purchases::of([line(1, 5), line(1, 12), line(2, 3), line(2, 13), line(3, 14), line(3, 14)]);
    /// let (from, until) = (Day(10), Day(20));
    /// assert_eq!(purchases.repurchase_rate(from, until).hits(), 0);
    /// assert_eq!(purchases.returning_share(from, until).rate(), Some(2.0 / 3.0));
    /// ```
    pub fn repurchase_rate(&self, from: Day, until: Day) -> Share {
        self.share_of_buyers(from, until, |history| history.days_within(from, until) >= 2)
    }

    /// (b) Of the buyers from `from` to before `until`, those who had bought on any day before `from`.
    pub fn returning_share(&self, from: Day, until: Day) -> Share {
        self.share_of_buyers(from, until, |history| history.days[0] < from)
    }

    /// Of everybody with a `k`-th order day up to `end`: days to the next, or to `end` where none came.
    /// `k` is 1 for the first order day; 0 answers nothing.
    pub fn gaps(&self, k: usize, end: Day) -> Vec<Gap> {
        let Some(place) = k.checked_sub(1) else { return Vec::new() };
        let gap = |history: History<'_>| {
            let opened = *history.days.get(place)?;
            let next = history.days.get(place + 1);
            let days = next.copied().unwrap_or(end).since(opened).unsigned_abs();
            Some(Gap { days, closed: next.is_some() })
        };
        self.until(end).filter_map(gap).collect()
    }

    /// Every gap of everybody who ordered on two days or more up to `end`, the open last ones included: what
    /// "how long do our customers usually take" is read from.
    pub fn gaps_of_repeaters(&self, end: Day) -> Vec<Gap> {
        let repeaters = self.until(end).filter(|history| history.days.len() > 1);
        let gaps = repeaters.flat_map(|history| {
            let closed = history.days.windows(2).map(|pair| (pair[1].since(pair[0]), true));
            closed.chain(history.last().map(|last| (end.since(last), false)))
        });
        gaps.map(|(days, closed)| Gap { days: days.unsigned_abs(), closed }).collect()
    }

    fn share_of_buyers(&self, from: Day, until: Day, counts: impl Fn(&History<'_>) -> bool) -> Share {
        let buyers = self.iter().filter(|history| history.days_within(from, until) > 0);
        let (mut hits, mut of) = (0, 0);
        for history in buyers {
            hits += u64::from(counts(&history));
            of += 1;
        }
        Share::part(hits, of)
    }
}

/// (c) The chance of a purchase within `days`: 1 − S(days), with S the product-limit estimate
/// ∏ (1 − dᵢ/nᵢ) over the days up to `days` on which gaps closed. `None` without gaps.
///
/// Its band and the comparison of groups are survival analysis; these gaps are their input.
///
/// ```
/// use behaviour::{Gap, repeat_probability};
/// let gaps = [Gap { days: 5, closed: true }, Gap { days: 8, closed: false }, Gap { days: 9, closed: true }];
/// let within_a_week = repeat_probability(&gaps, 7).ok_or("no gaps")?;
/// assert!((within_a_week - 1.0 / 3.0).abs() < 1e-15);
/// assert_eq!(repeat_probability(&gaps, 9), Some(1.0));
/// # Ok::<(), &str>(())
/// ```
pub fn repeat_probability(gaps: &[Gap], days: u32) -> Option<f64> {
    let steps = survival(gaps);
    let still_open = steps.iter().take_while(|(day, _)| *day <= days).last().map_or(1.0, |(_, left)| *left);
    (!gaps.is_empty()).then_some(1.0 - still_open)
}

/// The first day by which at least `share` (0 to 1) of the gaps have closed, by the same estimate. `None` if
/// that many never do.
pub fn days_until_share(gaps: &[Gap], share: f64) -> Option<u32> {
    survival(gaps).into_iter().find(|(_, left)| 1.0 - left >= share).map(|(day, _)| day)
}

/// The product-limit estimate after each day on which a gap closed.
fn survival(gaps: &[Gap]) -> Vec<(u32, f64)> {
    let mut sorted = gaps.to_vec();
    sorted.sort_unstable();
    let mut at_risk = sorted.len();
    let mut left = 1.0;
    let mut steps = Vec::new();
    for day in sorted.chunk_by(|one, two| one.days == two.days) {
        let closed = day.iter().filter(|gap| gap.closed).count();
        if closed > 0 {
            left *= 1.0 - closed as f64 / at_risk as f64;
            steps.push((day[0].days, left));
        }
        at_risk -= day.len();
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::purchases::Purchase;

    fn purchases() -> Purchases {
        let line = |person, day| Purchase { person, day: Day(day), net_minor: 100 };
        Purchases::of([line(1, 0), line(1, 10), line(1, 40), line(2, 5), line(3, 6), line(3, 6), line(3, 36)])
    }

    #[test]
    fn gaps_end_with_the_next_order_or_with_the_day_of_counting() {
        let gap = |days, closed| Gap { days, closed };
        assert_eq!(purchases().gaps(1, Day(50)), [gap(10, true), gap(45, false), gap(30, true)]);
        assert_eq!(purchases().gaps(2, Day(39)), [gap(29, false), gap(3, false)]);
        assert_eq!(purchases().gaps(0, Day(39)), []);
        let repeaters = [gap(10, true), gap(30, true), gap(10, false), gap(30, true), gap(14, false)];
        assert_eq!(purchases().gaps_of_repeaters(Day(50)), repeaters);
    }

    #[test]
    fn a_first_order_on_the_first_day_of_a_period_is_not_a_return() {
        assert_eq!(purchases().returning_share(Day(5), Day(41)), Share::part(1, 3));
        assert_eq!(purchases().returning_share(Day(6), Day(41)), Share::part(1, 2));
        assert_eq!(purchases().repurchase_rate(Day(10), Day(41)), Share::part(1, 2));
        assert_eq!(purchases().repurchase_rate(Day(10), Day(40)), Share::part(0, 2));
    }

    #[test]
    fn an_open_gap_counts_for_the_days_it_was_seen() {
        let gaps = purchases().gaps(1, Day(50));
        assert_eq!(repeat_probability(&gaps, 9), Some(0.0));
        assert!((repeat_probability(&gaps, 10).unwrap() - 1.0 / 3.0).abs() < 1e-15);
        assert!((repeat_probability(&gaps, 1_000).unwrap() - 2.0 / 3.0).abs() < 1e-15);
        assert_eq!(repeat_probability(&[], 10), None);
        assert_eq!(days_until_share(&gaps, 0.5), Some(30));
        assert_eq!(days_until_share(&gaps, 0.9), None);
    }
}
