//! Where each customer stands between the first order and the last, and who changed state today.

use crate::day::{Day, Period};
use crate::purchases::{History, Purchases};
use crate::repurchase::{Gap, days_until_share};
use std::collections::BTreeMap;
use std::fmt;

/// A customer's state. `g` is the days since the last order day; thresholds are the shop's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// One order day so far, g ≤ `fresh`.
    New,
    /// Back after a gap longer than `dormant`, g ≤ `fresh`.
    Resurrected,
    /// g ≤ `active`.
    Active,
    /// g ≤ `at_risk`.
    AtRisk,
    /// g ≤ `dormant`.
    Dormant,
    /// Longer than that.
    Churned,
}

/// When a customer cools down, in days since the last order day: fresh ≤ active ≤ at_risk ≤ dormant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    fresh: u32,
    active: u32,
    at_risk: u32,
    dormant: u32,
}

/// Thresholds that do not rise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("lifecycle thresholds must not fall: fresh, active, at risk, dormant")]
pub struct FallingThresholds;

/// A customer who is in another state than the day before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub person: u32,
    /// The state of the day before; `None` for a first order.
    pub from: Option<State>,
    /// The state now.
    pub to: State,
}

impl Default for Thresholds {
    /// 30, 60, 120 and 180 days.
    fn default() -> Self {
        Self { fresh: 30, active: 60, at_risk: 120, dormant: 180 }
    }
}

impl Thresholds {
    /// Thresholds in days.
    ///
    /// # Errors
    /// [`FallingThresholds`] unless fresh ≤ active ≤ at_risk ≤ dormant.
    pub fn new(fresh: u32, active: u32, at_risk: u32, dormant: u32) -> Result<Self, FallingThresholds> {
        let rises = [fresh, active, at_risk, dormant].is_sorted();
        if rises { Ok(Self { fresh, active, at_risk, dormant }) } else { Err(FallingThresholds) }
    }

    /// Thresholds from the shop's own rhythm: active, at risk and dormant where 50, 80 and 95 % of the gaps
    /// between orders of its repeat customers have closed ([`Purchases::gaps_of_repeaters`]); fresh is half
    /// of active. A share that the gaps never reach takes the default, or the threshold below it if higher.
    pub fn suggested(gaps: &[Gap]) -> Self {
        let usual = Self::default();
        let at = |share, usual| days_until_share(gaps, share).unwrap_or(usual);
        let active = at(0.50, usual.active);
        let at_risk = at(0.80, usual.at_risk).max(active);
        let dormant = at(0.95, usual.dormant).max(at_risk);
        Self { fresh: active / 2, active, at_risk, dormant }
    }

    /// The state of a customer whose last known order day is at the end of `history`; `None` before the
    /// first order.
    ///
    /// ```
    /// use behaviour::{Day, History, State, Thresholds};
    /// let history = History { person: 1, days: &[Day(0), Day(200)], net_minor: &[900, 900] };
    /// let state = |day| Thresholds::default().state(history, Day(day));
    /// assert_eq!([state(-1), state(30), state(31)], [None, Some(State::New), Some(State::Active)]);
    /// assert_eq!([state(181), state(200)], [Some(State::Churned), Some(State::Resurrected)]);
    /// ```
    pub fn state(&self, history: History<'_>, on: Day) -> Option<State> {
        let known = history.until(on)?;
        let last = known.last()?;
        let quiet = on.since(last).unsigned_abs();
        let gap_before =
            known.days.len().checked_sub(2).map(|place| last.since(known.days[place]).unsigned_abs());
        Some(match gap_before {
            None if quiet <= self.fresh => State::New,
            Some(gap) if quiet <= self.fresh && gap > self.dormant => State::Resurrected,
            _ if quiet <= self.active => State::Active,
            _ if quiet <= self.at_risk => State::AtRisk,
            _ if quiet <= self.dormant => State::Dormant,
            _ => State::Churned,
        })
    }
}

impl Purchases {
    /// How many customers are in each state at the end of a day; states without any are left out.
    pub fn lifecycle(&self, on: Day, thresholds: &Thresholds) -> BTreeMap<State, u64> {
        let mut counts = BTreeMap::new();
        for state in self.iter().filter_map(|history| thresholds.state(history, on)) {
            *counts.entry(state).or_insert(0) += 1;
        }
        counts
    }

    /// How customers moved between the ends of two days, those known on both: (from, to) and how many.
    pub fn transitions(&self, from: Day, to: Day, thresholds: &Thresholds) -> BTreeMap<(State, State), u64> {
        let mut counts = BTreeMap::new();
        for history in self.iter() {
            let states = thresholds.state(history, from).zip(thresholds.state(history, to));
            if let Some(states) = states {
                *counts.entry(states).or_insert(0) += 1;
            }
        }
        counts
    }

    /// Who entered a state on a day, in ascending order of person: what a campaign listens to.
    pub fn entries(&self, on: Day, thresholds: &Thresholds) -> Vec<Entry> {
        let entry = |history: History<'_>| {
            let from = thresholds.state(history, on.plus(-1));
            let to = thresholds.state(history, on)?;
            (from != Some(to)).then_some(Entry { person: history.person, from, to })
        };
        self.iter().filter_map(entry).collect()
    }
}

impl State {
    /// Its name for keys and files, such as `at_risk`.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Resurrected => "resurrected",
            Self::Active => "active",
            Self::AtRisk => "at_risk",
            Self::Dormant => "dormant",
            Self::Churned => "churned",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::purchases::Purchase;

    fn purchases() -> Purchases {
        let line = |person, day| Purchase { person, day: Day(day), net_minor: 100 };
        Purchases::of([line(1, 0), line(1, 20), line(2, 5), line(2, 200), line(3, 200)])
    }

    #[test]
    fn the_days_entries_are_exactly_what_differs_from_the_day_before() {
        let (purchases, thresholds) = (purchases(), Thresholds::default());
        let mut states: BTreeMap<u32, State> = BTreeMap::new();
        for day in -1..420 {
            for entry in purchases.entries(Day(day), &thresholds) {
                assert_eq!(states.insert(entry.person, entry.to), entry.from, "day {day}");
            }
            let mut counts = BTreeMap::new();
            for state in states.values() {
                *counts.entry(*state).or_insert(0) += 1;
            }
            assert_eq!(purchases.lifecycle(Day(day), &thresholds), counts, "day {day}");
        }
        assert!(states.values().all(|state| *state == State::Churned));
    }

    #[test]
    fn coming_back_after_dormancy_is_resurrection_and_sooner_is_not() {
        let moved = purchases().transitions(Day(199), Day(200), &Thresholds::default());
        let expected = [((State::Dormant, State::Dormant), 1), ((State::Churned, State::Resurrected), 1)];
        assert_eq!(moved, expected.into_iter().collect());
        let fast = Thresholds::new(1, 2, 3, 300).unwrap();
        assert_eq!(purchases().lifecycle(Day(200), &fast)[&State::Active], 1);
        let after = |gap| {
            let history = History { person: 1, days: &[Day(0), Day(gap)], net_minor: &[1, 1] };
            Thresholds::default().state(history, Day(gap))
        };
        assert_eq!((after(180), after(181)), (Some(State::Active), Some(State::Resurrected)));
        assert_eq!(Thresholds::new(30, 20, 120, 180), Err(FallingThresholds));
    }

    #[test]
    fn suggested_thresholds_follow_the_gaps_and_never_fall() {
        let gaps: Vec<Gap> = (1..=100).map(|days| Gap { days, closed: true }).collect();
        assert_eq!(Thresholds::suggested(&gaps), Thresholds::new(25, 50, 80, 95).unwrap());
        let slow = [Gap { days: 500, closed: true }, Gap { days: 600, closed: false }];
        assert_eq!(Thresholds::suggested(&slow), Thresholds::new(250, 500, 500, 500).unwrap());
        assert_eq!(Thresholds::suggested(&[]), Thresholds::new(30, 60, 120, 180).unwrap());
    }
}
