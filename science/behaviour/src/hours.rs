//! When people are here: the 168 hours of the week in the shop's own time.

use crate::calendar::Calendar;
use crate::roster::Roster;
use crate::tally::Tally;

/// Hours in a week.
const HOURS: usize = 168;

/// Events and active people by hour of the week. Place 0 is Monday from 00:00 to 01:00, place 167 Sunday
/// from 23:00, by the shop's clock. The order of notes never matters, and merging parts is exactly the whole.
///
/// ```
/// use behaviour::{Calendar, HourGrid};
/// let manila = Calendar::of("Asia/Manila")?;
/// let monday_nine = manila.start_of("2026-05-11".parse()?) + 9 * 3_600;
/// let mut grid = HourGrid::new();
/// grid.note(1, monday_nine, &manila);
/// grid.note(1, monday_nine + 60, &manila);
/// grid.note(2, monday_nine + 7 * 86_400, &manila);
/// assert_eq!((grid.events()[9], grid.people()[9]), (3, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct HourGrid {
    events: [u64; HOURS],
    roster: Roster,
    /// For each row, a bit for each hour of the week in which the person was ever active.
    active: Vec<[u64; 3]>,
}

impl Default for HourGrid {
    fn default() -> Self {
        Self { events: [0; HOURS], roster: Roster::default(), active: Vec::new() }
    }
}

impl HourGrid {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes an event of a person at `at`, in Unix seconds.
    pub fn note(&mut self, person: u32, at: i64, calendar: &Calendar) {
        let hour = calendar.hour_of_week(at);
        let row = self.row(person);
        self.events[hour] += 1;
        self.active[row][hour / 64] |= 1 << (hour % 64);
    }

    /// Adds everything that `other` holds. The parts must share no event; they may share people.
    pub fn merge(&mut self, other: &Self) {
        for (ours, theirs) in self.events.iter_mut().zip(&other.events) {
            *ours += theirs;
        }
        for (person, theirs) in other.roster.people().iter().zip(&other.active) {
            let row = self.row(*person);
            for (word, their_word) in self.active[row].iter_mut().zip(theirs) {
                *word |= their_word;
            }
        }
    }

    /// Events by hour of the week.
    pub fn events(&self) -> [u64; HOURS] {
        self.events
    }

    /// Different people by hour of the week: each counts once in an hour however many weeks they came.
    pub fn people(&self) -> [u64; HOURS] {
        let mut tallies = [Tally::new(), Tally::new(), Tally::new()];
        for words in &self.active {
            for (tally, word) in tallies.iter_mut().zip(words) {
                tally.add(*word);
            }
        }
        let totals = tallies.map(Tally::totals);
        std::array::from_fn(|hour| totals[hour / 64][hour % 64])
    }

    fn row(&mut self, person: u32) -> usize {
        let row = self.roster.row_or_new(person);
        if row == self.active.len() {
            self.active.push([0; 3]);
        }
        row
    }
}

impl PartialEq for HourGrid {
    fn eq(&self, other: &Self) -> bool {
        let same = |(person, words): (&u32, &[u64; 3])| {
            other.roster.row(*person).is_some_and(|row| other.active[row] == *words)
        };
        self.events == other.events
            && self.roster.len() == other.roster.len()
            && self.roster.people().iter().zip(&self.active).all(same)
    }
}

impl Eq for HourGrid {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_hour_of_the_week_has_its_own_place() {
        let calendar = Calendar::utc();
        let monday = calendar.start_of("2026-05-11".parse().unwrap());
        let mut grid = HourGrid::new();
        for hour in 0..168 {
            (0..=hour).for_each(|person| grid.note(person, monday + i64::from(hour) * 3_600, &calendar));
        }
        let expected: Vec<u64> = (1..=168).collect();
        assert_eq!((grid.people().to_vec(), grid.events().to_vec()), (expected.clone(), expected));
    }

    #[test]
    fn nine_in_the_morning_stays_nine_when_the_clocks_change() {
        let berlin = Calendar::of("Europe/Berlin").unwrap();
        let mut grid = HourGrid::new();
        for (person, date) in [(1, "2026-03-23"), (2, "2026-03-30"), (3, "2026-10-19"), (4, "2026-10-26")] {
            grid.note(person, berlin.start_of(date.parse().unwrap()) + 9 * 3_600, &berlin);
        }
        assert_eq!(grid.people()[9], 4);
        assert_eq!(grid.events().iter().sum::<u64>(), 4);
    }

    proptest! {
        #[test]
        fn merging_parts_is_the_whole_and_order_changes_nothing(
            events in prop::collection::vec((0_u32..9, 0_i64..3_000_000), 0..80), cut in 0_usize..80,
        ) {
            let calendar = Calendar::of("America/New_York").unwrap();
            let built = |events: &[(u32, i64)]| {
                let mut grid = HourGrid::new();
                for (person, at) in events {
                    grid.note(*person, *at, &calendar);
                }
                grid
            };
            let (one, two) = events.split_at(cut.min(events.len()));
            let mut parts = built(two);
            parts.merge(&built(one));
            let backwards: Vec<(u32, i64)> = events.iter().rev().copied().collect();
            prop_assert_eq!(&parts, &built(&events));
            prop_assert_eq!(&built(&backwards), &built(&events));
        }
    }
}
