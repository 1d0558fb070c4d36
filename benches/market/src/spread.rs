//! What several rounds say together: the middle one, and how far the others were from it.

use std::fmt;

/// The median of some rounds, with the lowest and the highest.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Spread {
    /// The middle value; of an even number, the mean of the two in the middle.
    pub median: f64,
    /// The lowest value.
    pub low: f64,
    /// The highest value.
    pub high: f64,
}

impl Spread {
    /// Of at least one value; nothing of none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = values.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let (low, high) = (*sorted.first()?, *sorted.last()?);
        let upper = sorted.len() / 2;
        let lower = (sorted.len() - 1) / 2;
        Some(Self { median: (sorted[lower] + sorted[upper]) / 2.0, low, high })
    }
}

impl fmt::Display for Spread {
    /// `1234 (1100 to 1400)`; below 10 with two decimals, so that ratios can be read.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = if self.high < 10.0 { 2 } else { 0 };
        write!(out, "{:.decimals$} ({:.decimals$} to {:.decimals$})", self.median, self.low, self.high)
    }
}

/// Runs both sides, in even rounds ours first and in odd ones the limit: who comes second finds a warmer machine
/// and a busier disk.
///
/// # Errors
/// What the first failing side says.
pub fn in_turns<A, B, E>(
    round: usize,
    ours: impl FnOnce() -> Result<A, E>,
    limit: impl FnOnce() -> Result<B, E>,
) -> Result<(A, B), E> {
    if round.is_multiple_of(2) {
        let ours = ours()?;
        return Ok((ours, limit()?));
    }
    let limit = limit()?;
    Ok((ours()?, limit))
}

/// One side and its limit, round by round: each pair was measured one after the other.
#[derive(Clone, Default, Debug)]
pub struct Pairs(Vec<(f64, f64)>);

impl Pairs {
    /// Adds a round.
    pub fn add(&mut self, ours: f64, limit: f64) {
        self.0.push((ours, limit));
    }

    /// Ours, the limit, and ours as a part of the limit within each round, which a busy machine moves least.
    pub fn spreads(&self) -> Option<[Spread; 3]> {
        let ours = Spread::of(self.0.iter().map(|(ours, _)| *ours))?;
        let limit = Spread::of(self.0.iter().map(|(_, limit)| *limit))?;
        let ratio = Spread::of(self.0.iter().map(|(ours, limit)| ours / limit))?;
        Some([ours, limit, ratio])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assert_eq!(Spread::of([4.0, 1.0, 3.0, 2.0]), Some(Spread { median: 2.5, low: 1.0, high: 4.0 }));
        assert_eq!(Spread::of([7.0]), Some(Spread { median: 7.0, low: 7.0, high: 7.0 }));
        assert_eq!(Spread::of([]), None);
    }

    #[test]
    fn who_goes_first_changes_with_the_round() {
        let order = std::cell::RefCell::new(Vec::new());
        let say = |who: char| {
            order.borrow_mut().push(who);
            Ok::<_, ()>(who)
        };
        for round in 0..3 {
            assert_eq!(in_turns(round, || say('o'), || say('l')), Ok(('o', 'l')));
        }
        assert_eq!(order.into_inner(), ['o', 'l', 'l', 'o', 'o', 'l']);
    }

    #[test]
    fn the_ratio_is_taken_within_each_round() {
        let mut pairs = Pairs::default();
        pairs.add(50.0, 100.0);
        pairs.add(6.0, 10.0);
        pairs.add(300.0, 400.0);
        let [ours, limit, ratio] = pairs.spreads().unwrap();
        assert_eq!((ours.median, limit.median), (50.0, 100.0));
        assert_eq!((ratio.low, ratio.median, ratio.high), (0.5, 0.6, 0.75));
        assert_eq!(ratio.to_string(), "0.60 (0.50 to 0.75)");
        assert_eq!(limit.to_string(), "100 (10 to 400)");
    }
}
