//! How the questions read an activity: bits of one person at a time, counts over all of them.

use super::{Activity, BITS, Block};
use crate::day::Period;
use crate::roster::Roster;
use crate::tally::Tally;

/// One person's bits of 64 periods, and of the 64 before them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    pub row: usize,
    /// The period of bit 0 of `now`.
    pub begins: i32,
    pub before: u64,
    pub now: u64,
}

impl Stretch {
    /// The same 64 places, each showing the period before its own.
    pub fn one_before(&self) -> u64 {
        self.now << 1 | self.before >> 63
    }

    /// Each place set if any of the `window` periods that end with its own is active; `window` 1 to 64.
    pub fn any_of_last(&self, window: u32) -> u64 {
        let mut bits = u128::from(self.now) << 64 | u128::from(self.before);
        let mut covered = 1;
        while covered < window {
            let step = covered.min(window - covered);
            bits |= bits << step;
            covered += step;
        }
        (bits >> 64) as u64
    }
}

/// Rows are the roster's.
impl<P: Period> Activity<P> {
    pub(crate) fn roster(&self) -> &Roster {
        &self.roster
    }

    pub(crate) fn first_in(&self, row: usize) -> Option<i32> {
        self.first_place(row).map(|(_, first)| first)
    }

    /// The periods of all blocks, in order: one place for each that can be anybody's first.
    pub(crate) fn places(&self) -> Vec<P> {
        let indices = self.blocks.iter().flat_map(|block| (0..BITS).map(|bit| block.index * BITS + bit));
        indices.map(P::at).collect()
    }

    /// A row's first active period: its place among [`Activity::places`], and its number.
    #[inline]
    pub(crate) fn first_place(&self, row: usize) -> Option<(usize, i32)> {
        let (position, word) =
            self.blocks.iter().map(|block| block.word(row)).enumerate().find(|(_, word)| *word != 0)?;
        let bit = word.trailing_zeros();
        Some((position * 64 + bit as usize, self.blocks[position].index * BITS + bit.cast_signed()))
    }

    pub(crate) fn last_in(&self, row: usize) -> Option<i32> {
        let block = self.blocks.iter().rev().find(|block| block.word(row) != 0)?;
        Some(block.index * BITS + (BITS - 1 - block.word(row).leading_zeros().cast_signed()))
    }

    pub(super) fn rows_on(&self, on: P) -> impl Iterator<Item = usize> + '_ {
        (0..self.people()).filter(move |row| self.bits_from(*row, on.index()) & 1 == 1)
    }

    /// The 64 periods from `from` on; bit 0 is `from` itself.
    #[inline]
    pub(crate) fn bits_from(&self, row: usize, from: i32) -> u64 {
        let (index, bit) = (from.div_euclid(BITS), from.rem_euclid(BITS));
        let low = self.word(index, row) >> bit;
        match bit {
            0 => low,
            _ => low | self.word(index + 1, row) << (BITS - bit),
        }
    }

    /// Whether any period from `from` to `to`, both included, is active.
    pub(crate) fn any_in(&self, row: usize, from: i32, to: i32) -> bool {
        let near = |block: &&Block| {
            let begins = block.index * BITS;
            begins <= to && begins + (BITS - 1) >= from
        };
        self.blocks.iter().filter(near).any(|block| {
            let begins = block.index * BITS;
            let not_before = u64::MAX << (from.max(begins) - begins);
            let not_after = u64::MAX >> (BITS - 1 - (to.min(begins + (BITS - 1)) - begins));
            block.word(row) & not_before & not_after != 0
        })
    }

    /// For each period from `from` to before `until`: for how many people `bits` sets the period's bit.
    pub(crate) fn counts(&self, from: P, until: P, bits: impl Fn(Stretch) -> u64) -> Vec<u64> {
        let (from, until) = (from.index(), until.index());
        let mut counts = Vec::new();
        if until <= from {
            return counts;
        }
        for index in from.div_euclid(BITS)..=(until - 1).div_euclid(BITS) {
            let totals = self.totals(index, &bits);
            let begins = index * BITS;
            let inside = (0..BITS).filter(|bit| (from..until).contains(&(begins + bit)));
            counts.extend(inside.map(|bit| totals[bit as usize]));
        }
        counts
    }

    fn totals(&self, index: i32, bits: impl Fn(Stretch) -> u64) -> [u64; 64] {
        let (before, these) = (self.block(index - 1), self.block(index));
        if before.is_none() && these.is_none() {
            return [0; 64];
        }
        let mut tally = Tally::new();
        for row in 0..self.people() {
            let word = |block: Option<&Block>| block.map_or(0, |block| block.word(row));
            tally.add(bits(Stretch { row, begins: index * BITS, before: word(before), now: word(these) }));
        }
        tally.totals()
    }

    fn block(&self, index: i32) -> Option<&Block> {
        let position = self.blocks.binary_search_by_key(&index, |block| block.index).ok()?;
        self.blocks.get(position)
    }

    #[inline]
    fn word(&self, index: i32, row: usize) -> u64 {
        self.block(index).map_or(0, |block| block.word(row))
    }

    pub(super) fn indices_in(&self, row: usize) -> impl Iterator<Item = i32> + '_ {
        self.blocks.iter().flat_map(move |block| indices(block.index, block.word(row)))
    }
}

/// The periods whose bits are set in a word of the block with this index.
pub(super) fn indices(index: i32, mut word: u64) -> impl Iterator<Item = i32> {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros().cast_signed())?;
        word &= word - 1;
        Some(index * BITS + bit)
    })
}
