//! Order days and money by person: what repurchase, RFM and the lifecycle read.

use crate::day::Day;

/// One order line, order or refund of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purchase {
    /// Who.
    pub person: u32,
    /// The local day of the order. A refund carries the day of its order too: it lowers that day's money
    /// and makes no order day of its own.
    pub day: Day,
    /// Net money in minor units (cents, centavos) of one currency; a refund is negative.
    pub net_minor: i64,
}

/// Everybody's order days, grouped by person in ascending order. Orders of one local day are one order day.
///
/// ```
/// use behaviour::{Day, Purchase, Purchases};
/// let line = |day, net_minor| Purchase { person: 3, day: Day(day), net_minor };
/// let purchases = Purchases::of([line(20, 500), line(9, 1_000), line(20, 250)]);
/// let history = purchases.iter().next().ok_or("nobody bought")?;
/// assert_eq!(history.days, [Day(9), Day(20)]);
/// assert_eq!(history.net_minor, [1_000, 750]);
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Purchases {
    people: Vec<u32>,
    /// Where each person's order days end; the next person's begin there.
    ends: Vec<usize>,
    days: Vec<Day>,
    net_minor: Vec<i64>,
}

/// One person's order days, oldest first, and the money of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct History<'a> {
    /// Who.
    pub person: u32,
    /// The order days, each later than the one before.
    pub days: &'a [Day],
    /// Net money of each order day, in minor units.
    pub net_minor: &'a [i64],
}

impl Purchases {
    /// Groups lines that come in any order. Sums of money stop at the ends of `i64`.
    pub fn of(lines: impl IntoIterator<Item = Purchase>) -> Self {
        let mut lines: Vec<Purchase> = lines.into_iter().collect();
        lines.sort_unstable_by_key(|line| (line.person, line.day, line.net_minor));
        let mut purchases = Self::default();
        for order_day in lines.chunk_by(|one, two| (one.person, one.day) == (two.person, two.day)) {
            let (person, day) = (order_day[0].person, order_day[0].day);
            if purchases.people.last() != Some(&person) {
                purchases.people.push(person);
                purchases.ends.push(purchases.days.len());
            }
            purchases.days.push(day);
            purchases
                .net_minor
                .push(order_day.iter().fold(0, |sum, line| sum.saturating_add(line.net_minor)));
            if let Some(end) = purchases.ends.last_mut() {
                *end = purchases.days.len();
            }
        }
        purchases
    }

    /// Both together, exactly as if all lines had been grouped at once. The parts must share no line; they
    /// may share persons and days.
    pub fn merged(&self, other: &Self) -> Self {
        Self::of(self.lines().chain(other.lines()))
    }

    /// How many people ever ordered.
    pub fn people(&self) -> usize {
        self.people.len()
    }

    /// Each person's order days, in ascending order of person.
    pub fn iter(&self) -> impl Iterator<Item = History<'_>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).zip(&self.people).map(|((start, end), person)| History {
            person: *person,
            days: &self.days[start..*end],
            net_minor: &self.net_minor[start..*end],
        })
    }

    /// Each person's order days up to and including `day`; people without any are left out.
    pub fn until(&self, day: Day) -> impl Iterator<Item = History<'_>> {
        self.iter().filter_map(move |history| history.until(day))
    }

    fn lines(&self) -> impl Iterator<Item = Purchase> {
        self.iter().flat_map(|history| {
            let pairs = history.days.iter().zip(history.net_minor);
            pairs.map(move |(day, net_minor)| Purchase {
                person: history.person,
                day: *day,
                net_minor: *net_minor,
            })
        })
    }
}

impl<'a> History<'a> {
    /// The part up to and including `day`; `None` if it is empty.
    pub fn until(self, day: Day) -> Option<Self> {
        let kept = self.days.partition_point(|known| *known <= day);
        (kept > 0).then(|| Self {
            person: self.person,
            days: &self.days[..kept],
            net_minor: &self.net_minor[..kept],
        })
    }

    /// The last order day.
    pub fn last(&self) -> Option<Day> {
        self.days.last().copied()
    }

    /// How many order days lie from `from` to before `until`.
    pub fn days_within(&self, from: Day, until: Day) -> usize {
        let place = |day: Day| self.days.partition_point(|known| *known < day);
        place(until).saturating_sub(place(from))
    }

    /// All money, in minor units; the sum stops at the ends of `i64`.
    pub fn total_minor(&self) -> i64 {
        self.net_minor.iter().fold(0, |sum, net| sum.saturating_add(*net))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn merging_parts_is_the_whole_and_order_changes_nothing(
            lines in prop::collection::vec((0_u32..9, 0_i32..40, -500_i64..5_000), 0..120), cut in 0_usize..120,
        ) {
            let lines: Vec<Purchase> =
                lines.into_iter().map(|(person, day, net_minor)| Purchase { person, day: Day(day), net_minor }).collect();
            let whole = Purchases::of(lines.clone());
            let (one, two) = lines.split_at(cut.min(lines.len()));
            let parts = Purchases::of(two.to_vec()).merged(&Purchases::of(one.to_vec()));
            prop_assert_eq!(&parts, &whole);
            prop_assert_eq!(&Purchases::of(lines.iter().rev().copied()), &whole);
            let money: i64 = whole.iter().map(|history| history.total_minor()).sum();
            prop_assert_eq!(money, lines.iter().map(|line| line.net_minor).sum::<i64>());
            prop_assert!(whole.iter().all(|history| history.days.is_sorted_by(|one, two| one < two)));
        }
    }
}
