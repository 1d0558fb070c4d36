//! One line a customer, as purchase models read it: BG/NBD takes x, tₓ and T, Gamma-Gamma takes x and m.

use crate::day::Day;
use crate::purchases::{History, Purchases};

/// What a customer did up to an end day (Fader, Hardie & Lee 2005).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// Who.
    pub person: u32,
    /// x: order days after the first.
    pub repeats: u32,
    /// tₓ: days from the first order day to the last; 0 without a repeat.
    pub recency_days: u32,
    /// T: days from the first order day to the end day.
    pub age_days: u32,
    /// m: mean net money of the repeat order days, in minor units; 0 without a repeat. The first day is left
    /// out, because first baskets differ from later ones.
    pub mean_repeat_minor: f64,
}

impl Purchases {
    /// Everybody who ordered up to and including `end`, in ascending order of person.
    ///
    /// ```
    /// use behaviour::{Day, Purchase, Purchases};
    /// let line = |day, net_minor| Purchase { person: 3, day: Day(day), net_minor };
    /// let summary = Purchases::of([line(0, 900), line(10, 400), line(30, 500)]).summary(Day(50))[0];
    /// assert_eq!((summary.repeats, summary.recency_days, summary.age_days), (2, 30, 50));
    /// assert_eq!(summary.mean_repeat_minor, 450.0);
    /// ```
    pub fn summary(&self, end: Day) -> Vec<Summary> {
        self.until(end).filter_map(|history| summary_of(history, end)).collect()
    }
}

fn summary_of(history: History<'_>, end: Day) -> Option<Summary> {
    let (first, last) = (*history.days.first()?, history.last()?);
    let repeats = u32::try_from(history.days.len() - 1).unwrap_or(u32::MAX);
    let money: f64 = history.net_minor.iter().skip(1).map(|net| *net as f64).sum();
    let mean_repeat_minor = if repeats > 0 { money / f64::from(repeats) } else { 0.0 };
    Some(Summary {
        person: history.person,
        repeats,
        recency_days: last.since(first).unsigned_abs(),
        age_days: end.since(first).unsigned_abs(),
        mean_repeat_minor,
    })
}
