//! So many of so many: a rate that never loses its denominator, its interval, and its change over a year.

/// The two-sided 95 % point of the normal distribution, Φ⁻¹(0.975): the usual `z`.
pub const Z95: f64 = 1.959_963_984_540_054;

/// `hits` of `of` people. Never more hits than people, so a rate lies in 0 to 1.
///
/// ```
/// use behaviour::{Share, Z95};
/// let retained = Share::new(62, 160)?;
/// assert_eq!(retained.rate(), Some(0.3875));
/// let band = retained.wilson(Z95).ok_or("nobody to measure")?;
/// assert!((band.low - 0.315493).abs() < 1e-6 && (band.high - 0.464782).abs() < 1e-6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    hits: u64,
    of: u64,
}

/// More hits than there are people to hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{hits} of {of} is no share: there cannot be more hits than people")]
pub struct MoreThanAll {
    /// The hits that were claimed.
    pub hits: u64,
    /// The people that there are.
    pub of: u64,
}

/// A range, both ends included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Share {
    /// `hits` of `of`.
    ///
    /// # Errors
    /// [`MoreThanAll`] if there are more hits than people.
    pub fn new(hits: u64, of: u64) -> Result<Self, MoreThanAll> {
        if hits > of { Err(MoreThanAll { hits, of }) } else { Ok(Self { hits, of }) }
    }

    /// For counts that are a part by construction.
    pub(crate) fn part(hits: u64, of: u64) -> Self {
        debug_assert!(hits <= of, "{hits} of {of}");
        Self { hits: hits.min(of), of }
    }

    /// Both counts together.
    pub fn plus(self, other: Self) -> Self {
        Self { hits: self.hits + other.hits, of: self.of + other.of }
    }

    /// How many.
    pub fn hits(self) -> u64 {
        self.hits
    }

    /// Of how many.
    pub fn of(self) -> u64 {
        self.of
    }

    /// hits / of, in 0 to 1; `None` of nobody.
    pub fn rate(self) -> Option<f64> {
        (self.of > 0).then(|| self.hits as f64 / self.of as f64)
    }

    /// Wilson's score interval (1927), (n p + z²/2 ± z √(n p q + z²/4)) / (n + z²), for `z` ≥ 0 standard
    /// deviations; within 0 to 1 also where the rate is 0 or 1. `None` of nobody.
    pub fn wilson(self, z: f64) -> Option<Interval> {
        let rate = self.rate()?;
        let n = self.of as f64;
        let middle = n * rate + z * z / 2.0;
        let reach = z * (n * rate * (1.0 - rate) + z * z / 4.0).sqrt();
        let bound = |value: f64| (value / (n + z * z)).clamp(0.0, 1.0);
        Some(Interval { low: bound(middle - reach), high: bound(middle + reach) })
    }
}

/// A figure against the same figure of an earlier period.
///
/// ```
/// use behaviour::{Activity, Change, Day, Z95};
/// let mut shoppers = Activity::new();
/// let (from, until): (Day, Day) = ("2026-06-01".parse()?, "2026-07-01".parse()?);
/// (0..169).for_each(|person| shoppers.note(person, from));
/// (0..100).for_each(|person| shoppers.note(person, from.a_year_before()));
///
/// let now = shoppers.active_within(from, until);
/// let before = shoppers.active_within(from.a_year_before(), until.a_year_before());
/// let change = Change::of_counts(now, before, Z95).ok_or("nobody came")?;
/// assert!((change.relative() - 0.69).abs() < 1e-12);
/// assert!(change.interval.low > 1.31 && change.interval.high < 2.17);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Now divided by before, above 0.
    pub ratio: f64,
    /// The interval of the ratio.
    pub interval: Interval,
}

impl Change {
    /// How one rate stands to another, with Katz's log interval (Katz et al. 1978):
    /// exp(ln(p₁/p₀) ± z √(1/x₁ − 1/n₁ + 1/x₀ − 1/n₀)). The two groups must be independent samples; people
    /// who are in both make the true interval narrower. `None` if either has no hits.
    pub fn of_shares(now: Share, before: Share, z: f64) -> Option<Self> {
        let ratio = now.rate()? / before.rate()?;
        let inverse = |count: u64| 1.0 / count as f64;
        let part = |share: Share| inverse(share.hits) - inverse(share.of);
        (now.hits > 0 && before.hits > 0).then(|| Self::with(ratio, part(now) + part(before), z))
    }

    /// How one count of people or events stands to another: exp(ln(x₁/x₀) ± z √(1/x₁ + 1/x₀)), Katz's
    /// interval where the population is far larger than the count (Poisson counts). Events that come in bursts
    /// from the same person vary more than this says: count people where you can. `None` if either is 0.
    pub fn of_counts(now: u64, before: u64, z: f64) -> Option<Self> {
        let (x1, x0) = (now as f64, before as f64);
        (now > 0 && before > 0).then(|| Self::with(x1 / x0, 1.0 / x1 + 1.0 / x0, z))
    }

    /// The change as people say it: 0.76 is "76 % more".
    pub fn relative(&self) -> f64 {
        self.ratio - 1.0
    }

    fn with(ratio: f64, variance_of_log: f64, z: f64) -> Self {
        let reach = z * variance_of_log.max(0.0).sqrt();
        let at = |shift: f64| (ratio.ln() + shift).exp();
        Self { ratio, interval: Interval { low: at(-reach), high: at(reach) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_stays_within_zero_and_one() {
        let all = Share::new(160, 160).unwrap().wilson(Z95).unwrap();
        assert_eq!(all.high, 1.0);
        assert!((all.low - 0.976_553_804_828_494_9).abs() < 1e-12);
        let none = Share::new(0, 3).unwrap().wilson(Z95).unwrap();
        assert_eq!(none.low, 0.0);
        assert!(none.high > 0.5 && none.high < 1.0);
        assert_eq!(Share::new(0, 0).unwrap().wilson(Z95), None);
        assert_eq!(Share::new(2, 1), Err(MoreThanAll { hits: 2, of: 1 }));
    }

    #[test]
    fn a_change_needs_something_on_both_sides() {
        let share = |hits| Share::new(hits, 10).unwrap();
        assert_eq!(Change::of_shares(share(0), share(3), Z95), None);
        assert_eq!(Change::of_shares(share(3), share(0), Z95), None);
        assert_eq!(Change::of_counts(4, 0, Z95), None);
        let same = Change::of_shares(share(4), share(4), Z95).unwrap();
        assert_eq!(same.relative(), 0.0);
        assert!(same.interval.low < 1.0 && same.interval.high > 1.0);
    }

    /// Repurchase of CDNOW's first half of 1998 against 1997; the interval is statsmodels'.
    #[test]
    fn a_yearly_change_has_katzs_interval() {
        let (now, before) = (Share::new(246, 531).unwrap(), Share::new(813, 2_357).unwrap());
        let change = Change::of_shares(now, before, Z95).unwrap();
        assert!((change.relative() - 0.343_103_939_513_971_45).abs() < 1e-12);
        assert!((change.interval.low - 1.206_658_203_965_007_1).abs() < 1e-12);
        assert!((change.interval.high - 1.494_978_599_913_669_8).abs() < 1e-12);
    }

    #[test]
    fn of_a_large_population_the_change_of_rates_is_the_change_of_counts() {
        let share = |hits| Share::new(hits, 1 << 50).unwrap();
        let (rates, counts) =
            (Change::of_shares(share(317), share(100), Z95), Change::of_counts(317, 100, Z95));
        assert!((rates.unwrap().interval.high - counts.unwrap().interval.high).abs() < 1e-9);
    }
}
