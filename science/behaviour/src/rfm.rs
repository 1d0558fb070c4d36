//! RFM: how recently, how often and for how much, each in fifths (Hughes 1994).

use crate::day::Day;
use crate::purchases::{History, Purchases};
use crate::segment::Segment;

/// One customer's scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rfm {
    /// Who.
    pub person: u32,
    /// Days since the last order day.
    pub recency_days: u32,
    /// How many order days.
    pub order_days: u32,
    /// Net money of all of them, in minor units.
    pub net_minor: i64,
    /// Recency in fifths, 1 to 5; 5 are those who bought last.
    pub r: u8,
    /// Order days in fifths; 5 are those with most.
    pub f: u8,
    /// Money in fifths; 5 are those who paid most.
    pub m: u8,
}

impl Rfm {
    /// The cell as people write it, 111 to 555.
    pub fn cell(&self) -> u16 {
        u16::from(self.r) * 100 + u16::from(self.f) * 10 + u16::from(self.m)
    }

    /// The segment that the cell belongs to.
    pub fn segment(&self) -> Segment {
        Segment::of(self.r, self.f, self.m)
    }
}

impl Purchases {
    /// Scores of everybody who ordered up to and including `on`, in ascending order of person.
    ///
    /// Fifths are SQL's `NTILE(5)` over (value, person): of n people the first n mod 5 fifths hold one more,
    /// and people with equal values are told apart by their number, so the result does not depend on order.
    /// R is 6 less its fifth, because few days are good days.
    pub fn rfm(&self, on: Day) -> Vec<Rfm> {
        let blank = |history: History<'_>| Rfm {
            person: history.person,
            recency_days: history.last().map_or(0, |last| on.since(last).unsigned_abs()),
            order_days: u32::try_from(history.days.len()).unwrap_or(u32::MAX),
            net_minor: history.total_minor(),
            r: 0,
            f: 0,
            m: 0,
        };
        let mut scored: Vec<Rfm> = self.until(on).map(blank).collect();
        let r = fifths(&scored, |customer| customer.recency_days);
        let f = fifths(&scored, |customer| customer.order_days);
        let m = fifths(&scored, |customer| customer.net_minor);
        for (place, customer) in scored.iter_mut().enumerate() {
            (customer.r, customer.f, customer.m) = (6 - r[place], f[place], m[place]);
        }
        scored
    }
}

/// The fifth, 1 to 5, of each customer by `value`; customers are in ascending order of person.
fn fifths<V: Ord>(customers: &[Rfm], value: impl Fn(&Rfm) -> V) -> Vec<u8> {
    let mut places: Vec<usize> = (0..customers.len()).collect();
    places.sort_by_key(|place| value(&customers[*place]));
    let mut fifths = vec![0; customers.len()];
    let (size, larger) = (customers.len() / 5, customers.len() % 5);
    let mut sorted = places.into_iter();
    for fifth in 1..=5_u8 {
        let members = size + usize::from(usize::from(fifth) <= larger);
        for place in sorted.by_ref().take(members) {
            fifths[place] = fifth;
        }
    }
    fifths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::purchases::Purchase;

    #[test]
    fn fifths_are_even_and_ties_go_by_number() {
        let line = |person| Purchase { person, day: Day(0), net_minor: i64::from(person) };
        let scored = Purchases::of((1..=12).map(line)).rfm(Day(30));
        let fifths = [1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5];
        assert!(
            scored
                .iter()
                .zip(fifths)
                .all(|(customer, fifth)| customer.cell() == 600 - 100 * fifth + 11 * fifth)
        );
        assert!(scored.iter().all(|customer| customer.recency_days == 30 && customer.order_days == 1));
    }

    #[test]
    fn who_bought_last_has_the_highest_recency() {
        let line = |person, day| Purchase { person, day: Day(day), net_minor: 100 };
        let scored =
            Purchases::of((1..=5).map(|person| line(person, 10 * person.cast_signed()))).rfm(Day(50));
        assert_eq!(scored.iter().map(|customer| customer.r).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }
}
