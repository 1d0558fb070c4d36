//! Funnels: how far people get along a path, within a time from its first step.
//!
//! The semantics are those of ClickHouse's `windowFunnel` in its default mode. A person's level is the
//! longest chain over any start: each step at or after the one before, all of them at most the window after
//! the first step, the end included. Other events between the steps do not matter. Events of one second count
//! as being in the order of the steps, and one event may answer several steps.

use crate::share::Share;
use crate::timeline::{Classes, Timeline, Timelines};

/// A path of steps and the time allowed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funnel {
    steps: Vec<Classes>,
    window_s: u64,
}

/// A funnel without steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a funnel needs at least one step")]
pub struct NoSteps;

/// How far one person got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Steps done in one chain, 0 to the number of steps.
    pub level: usize,
    /// Seconds from the first step to the last, of the chain that was complete first (of several that end
    /// there, the shortest). `None` if none was.
    pub took_s: Option<u64>,
}

/// How far everybody got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunnelReport {
    /// People whose level is exactly 1, 2, and so on to the last step.
    pub level_counts: Vec<u64>,
    /// Seconds of every complete chain, ascending.
    took_s: Vec<u64>,
}

impl Funnel {
    /// A path of steps, each answered by any event of its set, within `window_s` seconds.
    ///
    /// # Errors
    /// [`NoSteps`] without any.
    pub fn new(steps: Vec<Classes>, window_s: u64) -> Result<Self, NoSteps> {
        if steps.is_empty() { Err(NoSteps) } else { Ok(Self { steps, window_s }) }
    }

    /// How far one person got.
    ///
    /// For each step it is enough to remember the latest first step from which a chain leads there: a later
    /// start has the longer time left, so it can do whatever an earlier one can.
    pub fn reach(&self, line: Timeline<'_>) -> Reach {
        let mut starts: Vec<Option<i64>> = vec![None; self.steps.len()];
        for (at, classes) in by_second(line) {
            let mut start = Some(at);
            for (step, known) in self.steps.iter().zip(&mut starts) {
                let in_time = start.filter(|start| at.abs_diff(*start) <= self.window_s);
                if step.meets(classes) && in_time.is_some() {
                    *known = in_time;
                }
                start = *known;
            }
            if let Some(start) = start {
                return Reach { level: self.steps.len(), took_s: Some(at.abs_diff(start)) };
            }
        }
        Reach { level: starts.iter().take_while(|start| start.is_some()).count(), took_s: None }
    }

    /// How far everybody got.
    ///
    /// ```
    /// use behaviour::{Classes, Event, Funnel, Timelines};
    /// let (view, buy) = (0, 1);
    /// let event = |person, at, class| Event { person, at, class };
    /// let timelines = Timelines::of(&[
    ///     event(1, 0, view), event(1, 3_600, buy),  // in time: the last second counts
    ///     event(2, 0, view), event(2, 3_601, buy),  // too late
    ///     event(3, 0, buy),                         // no first step
    /// ]);
    /// let report = Funnel::new(vec![Classes::one(view), Classes::one(buy)], 3_600)?.run(&timelines);
    /// assert_eq!(report.reached(), [2, 1]);
    /// assert_eq!(report.overall().rate(), Some(0.5));
    /// assert_eq!(report.median_s(), Some(3_600.0));
    /// # Ok::<(), behaviour::NoSteps>(())
    /// ```
    pub fn run(&self, timelines: &Timelines) -> FunnelReport {
        let mut report = FunnelReport { level_counts: vec![0; self.steps.len()], took_s: Vec::new() };
        for line in timelines.iter() {
            let reach = self.reach(line);
            if let Some(place) = reach.level.checked_sub(1) {
                report.level_counts[place] += 1;
            }
            report.took_s.extend(reach.took_s);
        }
        report.took_s.sort_unstable();
        report
    }
}

impl FunnelReport {
    /// People who got at least to each step.
    pub fn reached(&self) -> Vec<u64> {
        (0..self.level_counts.len()).map(|step| self.level_counts[step..].iter().sum()).collect()
    }

    /// For each step after the first: those who reached it, of those who reached the one before.
    pub fn step_conversion(&self) -> Vec<Share> {
        self.reached().windows(2).map(|pair| Share::part(pair[1], pair[0])).collect()
    }

    /// Those who went the whole way, of those who began.
    pub fn overall(&self) -> Share {
        let reached = self.reached();
        let ends = |count: Option<&u64>| count.copied().unwrap_or(0);
        Share::part(ends(reached.last()), ends(reached.first()))
    }

    /// The median time of the complete chains in seconds, the mean of the middle two if they are even in
    /// number. `None` if there are none.
    pub fn median_s(&self) -> Option<f64> {
        let middle = self.took_s.len() / 2;
        let upper = *self.took_s.get(middle)? as f64;
        let lower = self.took_s.len().is_multiple_of(2).then(|| self.took_s[middle - 1] as f64);
        Some(lower.map_or(upper, |lower| f64::midpoint(lower, upper)))
    }

    /// Seconds of every complete chain, ascending.
    pub fn times_s(&self) -> &[u64] {
        &self.took_s
    }

    /// The report of both groups together. They must share no person, and come from the same funnel.
    pub fn merge(&mut self, other: &Self) {
        let longer = self.level_counts.len().max(other.level_counts.len());
        self.level_counts.resize(longer, 0);
        for (ours, theirs) in self.level_counts.iter_mut().zip(&other.level_counts) {
            *ours += theirs;
        }
        self.took_s.extend(&other.took_s);
        self.took_s.sort_unstable();
    }
}

/// A person's events by second, with all the classes of that second.
fn by_second(line: Timeline<'_>) -> impl Iterator<Item = (i64, Classes)> {
    let mut classes = line.class.iter();
    line.at.chunk_by(|one, two| one == two).map(move |second| {
        let together =
            classes.by_ref().take(second.len()).fold(Classes::of([]), |set, class| set.with(*class));
        (second[0], together)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::Event;
    use proptest::prelude::*;

    fn level(events: &[(i64, u8)], steps: &[u8], window_s: u64) -> usize {
        let events: Vec<Event> =
            events.iter().map(|(at, class)| Event { person: 1, at: *at, class: *class }).collect();
        let funnel = Funnel::new(steps.iter().map(|class| Classes::one(*class)).collect(), window_s).unwrap();
        Timelines::of(&events).iter().next().map_or(0, |line| funnel.reach(line).level)
    }

    /// The longest chain by trying every start and every continuation.
    fn longest(events: &[(i64, u8)], steps: &[u8], window_s: i64) -> usize {
        fn on(events: &[(i64, u8)], steps: &[u8], from: i64, until: i64) -> usize {
            let Some((step, rest)) = steps.split_first() else { return 0 };
            let fits = |event: &&(i64, u8)| event.1 == *step && event.0 >= from && event.0 <= until;
            events.iter().filter(fits).map(|event| 1 + on(events, rest, event.0, until)).max().unwrap_or(0)
        }
        let Some((first, rest)) = steps.split_first() else { return 0 };
        let starts = events.iter().filter(|event| event.1 == *first);
        starts.map(|start| 1 + on(events, rest, start.0, start.0 + window_s)).max().unwrap_or(0)
    }

    #[test]
    fn a_later_start_rescues_a_chain_that_the_first_start_cannot_finish() {
        assert_eq!(level(&[(0, 0), (50, 0), (55, 1), (101, 2)], &[0, 1, 2], 100), 3);
        assert_eq!(level(&[(0, 0), (5, 1), (50, 0), (101, 2)], &[0, 1, 2], 100), 2);
    }

    #[test]
    fn a_second_counts_in_the_order_of_the_steps_and_one_event_may_answer_two() {
        assert_eq!(level(&[(7, 2), (7, 1), (7, 0)], &[0, 1, 2], 0), 3);
        assert_eq!(level(&[(7, 0)], &[0, 0], 10), 2);
    }

    #[test]
    fn an_even_number_of_chains_has_the_mean_of_the_middle_two_as_median() {
        let report = |times: &[u64]| FunnelReport { level_counts: vec![], took_s: times.to_vec() };
        assert_eq!(report(&[]).median_s(), None);
        assert_eq!(report(&[4]).median_s(), Some(4.0));
        assert_eq!(report(&[4, 7, 10, 90]).median_s(), Some(8.5));
        assert_eq!(Funnel::new(vec![], 1), Err(NoSteps));
    }

    proptest! {
        #[test]
        fn the_level_is_that_of_the_longest_chain(
            events in prop::collection::vec((0_i64..60, 0_u8..4), 0..14),
            steps in prop::collection::vec(0_u8..4, 1..5), window_s in 0_i64..70,
        ) {
            prop_assert_eq!(
                level(&events, &steps, window_s.cast_unsigned()),
                longest(&events, &steps, window_s)
            );
        }

        #[test]
        fn reports_of_two_groups_of_people_add_up_to_that_of_all(
            events in prop::collection::vec((0_u32..9, 0_i64..60, 0_u8..3), 0..80),
        ) {
            let events: Vec<Event> =
                events.into_iter().map(|(person, at, class)| Event { person, at, class }).collect();
            let funnel = Funnel::new((0..3).map(Classes::one).collect(), 20).unwrap();
            let (even, odd): (Vec<Event>, Vec<Event>) = events.iter().partition(|event| event.person % 2 == 0);
            let mut together = funnel.run(&Timelines::of(&odd));
            together.merge(&funnel.run(&Timelines::of(&even)));
            prop_assert_eq!(together, funnel.run(&Timelines::of(&events)));
        }
    }
}
