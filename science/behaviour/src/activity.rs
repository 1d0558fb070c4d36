//! Who was active when: one bit for each person and period.
//!
//! Bits are kept in blocks of 64 periods; in a block each person has one word. A new day sets bits in the
//! last block, a new block begins every 64 days, and nothing that is already there moves. Blocks need not
//! touch each other, so one event with a broken clock costs one block and not the years between.

mod bits;

pub(crate) use bits::Stretch;

use crate::day::{Day, Period, Week};
use crate::roster::Roster;
use bits::indices;
use std::marker::PhantomData;

const BITS: i32 = 64;

/// The active periods of many people: a set of (person, period) pairs, days unless said otherwise.
///
/// Noting a pair twice is noting it once, the order of notes never matters, and [`Activity::merge`] of parts
/// is exactly the whole; two values are equal when they hold the same pairs. A person is any `u32`.
/// Memory is 8 bytes a person for each block of 64 periods and 15 to 26 for the index, once [`Activity::shrink`]
/// has given back what was kept for growth.
///
/// ```
/// use behaviour::{Activity, Day};
/// let (monday, tuesday) = (Day(20_584), Day(20_585));
/// let mut first_half = Activity::new();
/// first_half.note(7, monday);
/// first_half.note(7, monday);
/// let mut second_half = Activity::new();
/// second_half.note(7, tuesday);
/// second_half.note(9, tuesday);
/// first_half.merge(&second_half);
/// assert_eq!(first_half.people(), 2);
/// assert_eq!(first_half.active_on(tuesday), 2);
/// assert_eq!(first_half.first(7), Some(monday));
/// ```
#[derive(Debug, Clone)]
pub struct Activity<P = Day> {
    roster: Roster,
    blocks: Vec<Block>,
    /// Where the last note fell: events come mostly in order of time.
    recent: usize,
    period: PhantomData<P>,
}

/// 64 periods: `index * 64` to `index * 64 + 63`. Rows beyond the end of `words` are inactive.
#[derive(Debug, Clone)]
struct Block {
    index: i32,
    words: Vec<u64>,
}

impl Block {
    fn word(&self, row: usize) -> u64 {
        self.words.get(row).copied().unwrap_or(0)
    }

    fn word_mut(&mut self, row: usize) -> &mut u64 {
        if self.words.len() <= row {
            self.words.resize(row + 1, 0);
        }
        &mut self.words[row]
    }
}

impl<P> Default for Activity<P> {
    fn default() -> Self {
        Self { roster: Roster::default(), blocks: Vec::new(), recent: 0, period: PhantomData }
    }
}

impl<P: Period> Activity<P> {
    /// Nobody, ever.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes that a person was active in a period.
    #[inline]
    pub fn note(&mut self, person: u32, on: P) {
        let row = self.roster.row_or_new(person);
        let index = on.index().div_euclid(BITS);
        if self.blocks.get(self.recent).is_none_or(|block| block.index != index) {
            self.recent = self.block_or_new(index);
        }
        *self.blocks[self.recent].word_mut(row) |= 1 << on.index().rem_euclid(BITS);
    }

    /// Adds everything that `other` holds.
    pub fn merge(&mut self, other: &Self) {
        let rows: Vec<usize> =
            other.roster.people().iter().map(|person| self.roster.row_or_new(*person)).collect();
        for theirs in &other.blocks {
            let position = self.block_or_new(theirs.index);
            let ours = &mut self.blocks[position];
            for (word, row) in theirs.words.iter().zip(&rows).filter(|(word, _)| **word != 0) {
                *ours.word_mut(*row) |= word;
            }
        }
    }

    /// The same history, of those people only whom `keep` names: one segment beside another.
    pub fn only(&self, keep: impl Fn(u32) -> bool) -> Self {
        let mut kept = Self::new();
        for (row, person) in self.roster.people().iter().enumerate().filter(|(_, person)| keep(**person)) {
            let new_row = kept.roster.row_or_new(*person);
            for block in self.blocks.iter().filter(|block| block.word(row) != 0) {
                let position = kept.block_or_new(block.index);
                *kept.blocks[position].word_mut(new_row) = block.word(row);
            }
        }
        kept
    }

    /// How many people were ever active.
    pub fn people(&self) -> usize {
        self.roster.len()
    }

    /// How many (person, period) pairs are held.
    pub fn person_periods(&self) -> u64 {
        let words = self.blocks.iter().flat_map(|block| &block.words);
        words.map(|word| u64::from(word.count_ones())).sum()
    }

    /// The first and the last period in which anybody was active.
    pub fn span(&self) -> Option<(P, P)> {
        let rows = || 0..self.people();
        let first = rows().filter_map(|row| self.first_in(row)).min()?;
        let last = rows().filter_map(|row| self.last_in(row)).max()?;
        Some((P::at(first), P::at(last)))
    }

    /// Whether a person was active in a period.
    pub fn is_active(&self, person: u32, on: P) -> bool {
        self.roster.row(person).is_some_and(|row| self.bits_from(row, on.index()) & 1 == 1)
    }

    /// A person's first active period: the cohort that they belong to.
    pub fn first(&self, person: u32) -> Option<P> {
        self.roster.row(person).and_then(|row| self.first_in(row)).map(P::at)
    }

    /// A person's last active period.
    pub fn last(&self, person: u32) -> Option<P> {
        self.roster.row(person).and_then(|row| self.last_in(row)).map(P::at)
    }

    /// A person's active periods, oldest first.
    pub fn periods_of(&self, person: u32) -> impl Iterator<Item = P> + '_ {
        self.roster.row(person).into_iter().flat_map(|row| self.indices_in(row)).map(P::at)
    }

    /// The periods in which anybody was active, oldest first.
    pub fn active_periods(&self) -> Vec<P> {
        let anybody = |block: &Block| block.words.iter().fold(0, |any, word| any | word);
        let each = self.blocks.iter().flat_map(|block| indices(block.index, anybody(block)));
        each.map(P::at).collect()
    }

    /// Everybody active in a period, in ascending order.
    pub fn people_on(&self, on: P) -> Vec<u32> {
        let mut people: Vec<u32> = self.rows_on(on).map(|row| self.roster.people()[row]).collect();
        people.sort_unstable();
        people
    }

    /// How many people were active in a period.
    pub fn active_on(&self, on: P) -> u64 {
        self.rows_on(on).count() as u64
    }

    /// How many different people were active in any period from `from` to before `until`.
    pub fn active_within(&self, from: P, until: P) -> u64 {
        let last = until.plus(-1);
        let within = |row: &usize| from < until && self.any_in(*row, from.index(), last.index());
        (0..self.people()).filter(within).count() as u64
    }

    /// Bytes held on the heap.
    pub fn heap_bytes(&self) -> usize {
        let words: usize = self.blocks.iter().map(|block| block.words.capacity()).sum();
        self.roster.heap_bytes() + words * size_of::<u64>()
    }

    /// Gives back memory that was reserved for growth.
    pub fn shrink(&mut self) {
        self.roster.shrink();
        for block in &mut self.blocks {
            block.words.shrink_to_fit();
        }
    }

    fn block_or_new(&mut self, index: i32) -> usize {
        self.blocks.binary_search_by_key(&index, |block| block.index).unwrap_or_else(|position| {
            self.blocks.insert(position, Block { index, words: Vec::new() });
            position
        })
    }
}

impl Activity<Day> {
    /// The same history by week: active in a week is active on any of its days.
    pub fn weekly(&self) -> Activity<Week> {
        let mut weekly = Activity::new();
        for (row, person) in self.roster.people().iter().enumerate() {
            for day in self.indices_in(row) {
                weekly.note(*person, Day(day).week());
            }
        }
        weekly
    }
}

impl<P: Period> PartialEq for Activity<P> {
    fn eq(&self, other: &Self) -> bool {
        self.people() == other.people()
            && self.roster.people().iter().enumerate().all(|(row, person)| {
                let theirs = other.roster.row(*person);
                theirs.is_some_and(|theirs| self.indices_in(row).eq(other.indices_in(theirs)))
            })
    }
}

impl<P: Period> Eq for Activity<P> {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn built(pairs: &[(u32, i32)]) -> Activity {
        let mut activity = Activity::new();
        for (person, day) in pairs {
            activity.note(*person, Day(*day));
        }
        activity
    }

    #[test]
    fn one_event_with_a_broken_clock_does_not_cost_the_years_between() {
        let activity = built(&[(1, i32::MIN), (1, 20_000), (2, i32::MAX)]);
        assert!(activity.heap_bytes() < 1_000);
        assert_eq!(activity.span(), Some((Day(i32::MIN), Day(i32::MAX))));
        assert_eq!(activity.periods_of(1).collect::<Vec<_>>(), [Day(i32::MIN), Day(20_000)]);
        assert_eq!(activity.active_on(Day(i32::MIN)), 1);
        assert!(activity.any_in(1, i32::MIN, i32::MAX));
    }

    #[test]
    fn a_week_is_active_when_any_of_its_days_is() {
        let monday = Week(2_941).monday();
        let weekly =
            built(&[(5, monday.0 - 1), (5, monday.0), (5, monday.0 + 6), (6, monday.0 + 7)]).weekly();
        assert_eq!(weekly.periods_of(5).collect::<Vec<_>>(), [Week(2_940), Week(2_941)]);
        assert_eq!(weekly.people_on(Week(2_942)), [6]);
    }

    proptest! {
        #[test]
        fn an_activity_is_the_set_of_its_pairs(
            pairs in prop::collection::vec((0_u32..40, -200_i32..200), 0..200),
            from in -220_i32..220, length in 0_i32..150,
        ) {
            let activity = built(&pairs);
            let set: BTreeSet<(u32, i32)> = pairs.iter().copied().collect();
            prop_assert_eq!(activity.person_periods(), set.len() as u64);
            for person in 0..40 {
                let days: Vec<i32> = set.iter().filter(|pair| pair.0 == person).map(|pair| pair.1).collect();
                prop_assert_eq!(activity.first(person).map(|day| day.0), days.first().copied());
                prop_assert_eq!(activity.last(person).map(|day| day.0), days.last().copied());
                if let Some(row) = activity.roster().row(person) {
                    let inside = days.iter().any(|day| (from..=from + length).contains(day));
                    prop_assert_eq!(activity.any_in(row, from, from + length), inside);
                    let bits = (0..64).filter(|i| days.contains(&(from + i))).fold(0, |word, i| word | 1 << i);
                    prop_assert_eq!(activity.bits_from(row, from), bits);
                }
                prop_assert_eq!(activity.periods_of(person).map(|day| day.0).collect::<Vec<_>>(), days);
            }
            let inside: BTreeSet<u32> =
                set.iter().filter(|pair| (from..from + length).contains(&pair.1)).map(|pair| pair.0).collect();
            prop_assert_eq!(activity.active_within(Day(from), Day(from + length)), inside.len() as u64);
            let counts = activity.counts(Day(from), Day(from + length), |stretch| stretch.now);
            let plain: Vec<u64> =
                (from..from + length).map(|day| set.iter().filter(|pair| pair.1 == day).count() as u64).collect();
            prop_assert_eq!(counts, plain);
        }

        #[test]
        fn merging_parts_is_the_whole_and_order_changes_nothing(
            pairs in prop::collection::vec((0_u32..30, -100_i32..100), 0..120),
            cut in 0.0_f64..1.0, seed in any::<u64>(),
        ) {
            let whole = built(&pairs);
            let (one, two) = pairs.split_at((pairs.len() as f64 * cut) as usize);
            let (mut early, mut late) = (built(one), built(two));
            let copy = early.clone();
            early.merge(&late);
            late.merge(&copy);
            prop_assert_eq!(&early, &whole);
            prop_assert_eq!(&late, &whole);
            let mut shuffled = pairs.clone();
            shuffled.sort_by_key(|(person, day)| (u64::from(*person) << 32 ^ u64::from(day.cast_unsigned())).wrapping_mul(seed | 1));
            prop_assert_eq!(&built(&shuffled), &whole);
            let kept: Vec<(u32, i32)> = pairs.iter().copied().filter(|pair| pair.0 % 3 == 0).collect();
            prop_assert_eq!(whole.only(|person| person % 3 == 0), built(&kept));
        }
    }
}
