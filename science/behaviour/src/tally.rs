//! Counting, for each of 64 bit positions, in how many words the bit is set.
//!
//! Eight lanes hold 64 counters of one byte: lane `s` counts the positions that are `s` modulo 8. A word is
//! added with eight shifts, masks and sums whatever it holds, and the bytes are emptied before they can run
//! over. (The problem is known as the positional population count: Klarqvist, Muła & Lemire 2021.)

const EVERY_BYTE: u64 = 0x0101_0101_0101_0101;

/// 64 counters that grow by whole words.
#[derive(Debug, Clone)]
pub(crate) struct Tally {
    lanes: [u64; 8],
    pending: u8,
    totals: [u64; 64],
}

impl Tally {
    /// All counters at zero.
    pub const fn new() -> Self {
        Self { lanes: [0; 8], pending: 0, totals: [0; 64] }
    }

    /// Adds one to the counter of each bit that is set.
    #[inline]
    pub fn add(&mut self, word: u64) {
        for (shift, lane) in self.lanes.iter_mut().enumerate() {
            *lane += (word >> shift) & EVERY_BYTE;
        }
        self.pending += 1;
        if self.pending == u8::MAX {
            self.empty_lanes();
        }
    }

    /// The counters, by bit position.
    pub fn totals(mut self) -> [u64; 64] {
        self.empty_lanes();
        self.totals
    }

    fn empty_lanes(&mut self) {
        for (shift, lane) in self.lanes.iter_mut().enumerate() {
            for (byte, count) in lane.to_le_bytes().into_iter().enumerate() {
                self.totals[byte * 8 + shift] += u64::from(count);
            }
            *lane = 0;
        }
        self.pending = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_counts_as_one_bit_at_a_time_would() {
        let mut tally = Tally::new();
        let mut plain = [0_u64; 64];
        let mut word = 1_u64;
        for _ in 0..10_000 {
            word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let sparse = word & word.rotate_left(17);
            tally.add(sparse);
            for (bit, count) in plain.iter_mut().enumerate() {
                *count += sparse >> bit & 1;
            }
        }
        assert_eq!(tally.totals(), plain);
    }
}
