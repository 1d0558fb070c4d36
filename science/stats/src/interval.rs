//! An interval of real numbers.

/// The values that the evidence does not speak against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end, at least `low`.
    pub high: f64,
}

impl Interval {
    /// `centre` ± `reach` (at least 0).
    pub fn around(centre: f64, reach: f64) -> Self {
        Self { low: centre - reach, high: centre + reach }
    }

    /// Whether the value lies between the ends, ends included.
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// The interval cut to `low..=high`.
    pub fn within(self, low: f64, high: f64) -> Self {
        Self { low: self.low.clamp(low, high), high: self.high.clamp(low, high) }
    }
}

#[cfg(test)]
mod tests {
    use super::Interval;

    #[test]
    fn the_ends_belong_to_it() {
        let interval = Interval::around(0.5, 0.25);
        assert!(interval.holds(0.25) && interval.holds(0.75));
        assert!(!interval.holds(0.24) && !interval.holds(0.76));
        assert_eq!(Interval::around(0.9, 0.2).within(0.0, 1.0).high, 1.0);
    }
}
