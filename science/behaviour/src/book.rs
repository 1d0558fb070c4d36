//! One activity for each event class, and its days as sealed bytes.

use crate::activity::Activity;
use crate::day::Day;
use crate::seal::{self, Unreadable};
use crate::timeline::Classes;
use std::collections::BTreeMap;

/// The active days of everybody, by event class.
///
/// A worker notes today's events, seals each day that is over with [`Book::seal_day`], and ships the bytes;
/// whoever opens and merges them has the same book, whatever the order and however often.
///
/// ```
/// use behaviour::{Book, Classes, Day, Window};
/// let (view, buy) = (0, 1);
/// let mut shop = Book::new();
/// shop.note(7, view, Day(100));
/// shop.note(7, buy, Day(101));
///
/// let mut archive = Book::open(&shop.seal_day(Day(101)))?;
/// archive.merge(&Book::open(&shop.seal_day(Day(100)))?);
/// assert_eq!(archive, shop);
///
/// let table = shop.any_of(Classes::ALL).retention(&[Window::on(1)], Day(102));
/// assert_eq!(table.rows[0].back, [Some(1)]);
/// # Ok::<(), behaviour::Unreadable>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Book {
    by_class: BTreeMap<u8, Activity>,
}

impl Book {
    /// An empty book.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes an event of a class (0 to 63, to be found again by [`Classes`]) on a local day.
    pub fn note(&mut self, person: u32, class: u8, on: Day) {
        self.by_class.entry(class).or_default().note(person, on);
    }

    /// The activity of one class; `None` if it never happened.
    pub fn activity(&self, class: u8) -> Option<&Activity> {
        self.by_class.get(&class)
    }

    /// Active by any event of the set.
    pub fn any_of(&self, classes: Classes) -> Activity {
        let mut any = Activity::new();
        for (_, activity) in self.by_class.iter().filter(|(class, _)| classes.has(**class)) {
            any.merge(activity);
        }
        any
    }

    /// Adds everything that `other` holds.
    pub fn merge(&mut self, other: &Self) {
        for (class, activity) in &other.by_class {
            self.by_class.entry(*class).or_default().merge(activity);
        }
    }

    /// One day of all classes as bytes; a day on which nothing happened is no bytes. The same day seals to
    /// the same bytes whatever the order in which its events came. About one to three bytes for each person
    /// and class; there is no checksum, so carry the bytes over something that has one.
    pub fn seal_day(&self, day: Day) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (class, activity) in &self.by_class {
            seal::write(&mut bytes, *class, day, &activity.people_on(day));
        }
        bytes
    }

    /// The whole book as bytes: its days, one after another. Appending the seals of later days to it gives
    /// the seal of the longer book.
    pub fn seal(&self) -> Vec<u8> {
        let mut days: Vec<Day> = self.by_class.values().flat_map(Activity::active_periods).collect();
        days.sort_unstable();
        days.dedup();
        days.into_iter().flat_map(|day| self.seal_day(day)).collect()
    }

    /// Reads any number of sealed days, one after another.
    ///
    /// # Errors
    /// [`Unreadable`] if the bytes are not whole seals of a version that this code knows.
    pub fn open(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut book = Self::new();
        seal::read(bytes, |class, day, person| book.note(person, class, day))?;
        Ok(book)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn days_sealed_apart_and_opened_in_any_order_are_the_whole_book(
            notes in prop::collection::vec((any::<u32>(), 0_u8..4, -70_i32..70), 0..80),
        ) {
            let mut whole = Book::new();
            for (person, class, day) in &notes {
                whole.note(*person, *class, Day(*day));
            }
            let mut shipped = Book::new();
            for day in (-70..70).rev() {
                shipped.merge(&Book::open(&whole.seal_day(Day(day))).unwrap());
            }
            prop_assert_eq!(&shipped, &whole);
            prop_assert_eq!(shipped.seal(), whole.seal());
            let one_by_one: Vec<u8> = (-70..70).flat_map(|day| whole.seal_day(Day(day))).collect();
            prop_assert_eq!(whole.seal(), one_by_one);
            prop_assert_eq!(&Book::open(&whole.seal()).unwrap(), &whole);
        }

        #[test]
        fn bytes_that_are_no_seal_are_refused_and_never_break_anything(
            notes in prop::collection::vec((any::<u32>(), 0_u8..4, 0_i32..3), 1..40),
            cut in any::<prop::sample::Index>(), flip in any::<prop::sample::Index>(), bit in 0_u8..8,
        ) {
            let mut whole = Book::new();
            for (person, class, day) in &notes {
                whole.note(*person, *class, Day(*day));
            }
            let mut bytes = whole.seal();
            let short = &bytes[..cut.index(bytes.len())];
            prop_assert!(Book::open(short).is_ok_and(|book| book != whole) || Book::open(short).is_err());
            bytes[flip.index(notes.len())] ^= 1 << bit;
            let _ = Book::open(&bytes);
        }
    }
}
