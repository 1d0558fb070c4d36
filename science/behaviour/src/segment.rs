//! The 125 RFM cells in eight segments with a name. The table below is the whole rule: change it here.

use std::fmt;

/// A group of customers that is spoken to alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// Recent, frequent, and paying well.
    Champions,
    /// Frequent and not long gone.
    Loyal,
    /// Few orders, much money, and not long gone.
    BigSpenders,
    /// Just came, with their first orders.
    Newcomers,
    /// Recent, on the way to coming often.
    Promising,
    /// In the middle of everything, about to cool down.
    NeedAttention,
    /// Used to come often or pay well, and have not been here for long.
    SlippingAway,
    /// Came seldom, long ago.
    Lost,
}

use Segment::{BigSpenders, Champions, Lost, Loyal, NeedAttention, Newcomers, Promising, SlippingAway};

/// From a score to a score, both included.
type Ends = [u8; 2];

/// The first row that a cell falls in decides.
const TABLE: &[(Ends, Ends, Ends, Segment)] = &[
    // R       F       M       segment
    ([4, 5], [4, 5], [4, 5], Champions),
    ([3, 5], [4, 5], [1, 5], Loyal),
    ([3, 5], [1, 3], [5, 5], BigSpenders),
    ([5, 5], [1, 2], [1, 4], Newcomers),
    ([4, 5], [1, 3], [1, 4], Promising),
    ([3, 3], [1, 3], [1, 4], NeedAttention),
    ([1, 2], [3, 5], [1, 5], SlippingAway),
    ([1, 2], [1, 2], [4, 5], SlippingAway), // few orders, yet worth asking back
    ([1, 2], [1, 2], [1, 3], Lost),
];

impl Segment {
    /// All segments, best first.
    pub const ALL: [Self; 8] =
        [Champions, Loyal, BigSpenders, Newcomers, Promising, NeedAttention, SlippingAway, Lost];

    /// The segment of a cell; scores are 1 to 5, and one outside counts as the nearest of them.
    pub fn of(r: u8, f: u8, m: u8) -> Self {
        let within = |score: u8, [low, high]: Ends| (low..=high).contains(&score.clamp(1, 5));
        let row = TABLE.iter().find(|row| within(r, row.0) && within(f, row.1) && within(m, row.2));
        row.map_or(Lost, |row| row.3)
    }

    /// Its name for keys and files, such as `slipping_away`.
    pub fn name(self) -> &'static str {
        match self {
            Champions => "champions",
            Loyal => "loyal",
            BigSpenders => "big_spenders",
            Newcomers => "newcomers",
            Promising => "promising",
            NeedAttention => "need_attention",
            SlippingAway => "slipping_away",
            Lost => "lost",
        }
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_falls_in_a_row_and_every_row_decides_some_cell() {
        let mut decided = vec![0; TABLE.len()];
        for (r, f, m) in (1..=5).flat_map(|r| (1..=5).flat_map(move |f| (1..=5).map(move |m| (r, f, m)))) {
            let within = |score: u8, [low, high]: Ends| (low..=high).contains(&score);
            let row = TABLE.iter().position(|row| within(r, row.0) && within(f, row.1) && within(m, row.2));
            decided[row.unwrap()] += 1;
            assert_eq!(Segment::of(r, f, m), TABLE[row.unwrap()].3);
        }
        assert_eq!(decided, [8, 22, 9, 8, 16, 12, 30, 8, 12]);
        assert!(Segment::ALL.iter().all(|segment| TABLE.iter().any(|row| row.3 == *segment)));
    }

    #[test]
    fn the_best_and_the_worst_cell_are_champions_and_lost() {
        assert_eq!(Segment::of(5, 5, 5), Champions);
        assert_eq!(Segment::of(1, 1, 1), Lost);
        assert_eq!(Segment::of(1, 5, 2), SlippingAway);
        assert_eq!(Segment::of(5, 1, 1).to_string(), "newcomers");
    }
}
