//! Events by person and in order of time: what funnels and 24-hour windows read.

use crate::roster::Roster;

/// One event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Who: a random number that stands for the person.
    pub person: u32,
    /// When, in Unix seconds.
    pub at: i64,
    /// What: the number of its event class, 0 to 63. A larger one belongs to no set of classes.
    pub class: u8,
}

/// A set of event classes, numbers 0 to 63.
///
/// ```
/// use behaviour::Classes;
/// let either = Classes::of([2, 5]);
/// assert!(either.has(5) && !either.has(4));
/// assert!(Classes::ALL.has(63));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// Any event of classes 0 to 63.
    pub const ALL: Self = Self(u64::MAX);

    /// The set of these classes; numbers above 63 are left out.
    pub fn of(classes: impl IntoIterator<Item = u8>) -> Self {
        classes.into_iter().fold(Self(0), Self::with)
    }

    /// The set of one class.
    pub fn one(class: u8) -> Self {
        Self(0).with(class)
    }

    /// Whether the class is in the set.
    pub fn has(self, class: u8) -> bool {
        self.meets(Self::one(class))
    }

    /// Whether the sets share a class.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn with(self, class: u8) -> Self {
        Self(self.0 | 1_u64.checked_shl(class.into()).unwrap_or(0))
    }
}

/// Everybody's events, grouped by person in ascending order, each person's in order of time.
///
/// ```
/// use behaviour::{Event, Timelines};
/// let event = |person, at| Event { person, at, class: 0 };
/// let timelines = Timelines::of(&[event(9, 50), event(4, 30), event(9, 20)]);
/// let people: Vec<(u32, usize)> = timelines.iter().map(|line| (line.person, line.at.len())).collect();
/// assert_eq!(people, [(4, 1), (9, 2)]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timelines {
    people: Vec<u32>,
    /// Where each person's events end; the next person's begin there.
    ends: Vec<usize>,
    at: Vec<i64>,
    class: Vec<u8>,
}

/// One person's events, oldest first; of the same second in order of class.
#[derive(Debug, Clone, Copy)]
pub struct Timeline<'a> {
    /// Who.
    pub person: u32,
    /// When each event was, in Unix seconds.
    pub at: &'a [i64],
    /// What each event was.
    pub class: &'a [u8],
}

impl Timelines {
    /// Groups events that come in any order.
    pub fn of(events: &[Event]) -> Self {
        Self::gather(events.iter().copied())
    }

    /// Both together, exactly as if they had been grouped at once. Events that are in both are then held
    /// twice, which changes no funnel and no window.
    pub fn merged(&self, other: &Self) -> Self {
        Self::gather(self.events().chain(other.events()))
    }

    /// Groups events from several parts without putting them in one list first.
    pub fn gather(events: impl Iterator<Item = Event> + Clone) -> Self {
        let mut roster = Roster::default();
        let mut counts: Vec<usize> = Vec::new();
        let mut row_of_event = Vec::with_capacity(events.size_hint().0);
        for event in events.clone() {
            let row = roster.row_or_new(event.person);
            if row == counts.len() {
                counts.push(0);
            }
            counts[row] += 1;
            row_of_event.push(row as u32); // a row is at most the number of persons, which are u32
        }
        let rows = roster.rows_by_person();
        let mut next = vec![0; roster.len()];
        let mut ends = Vec::with_capacity(roster.len());
        let mut total = 0;
        for row in &rows {
            next[*row] = total;
            total += counts[*row];
            ends.push(total);
        }
        let (mut at, mut class) = (vec![0; total], vec![0; total]);
        for (event, row) in events.zip(row_of_event) {
            let place = &mut next[row as usize];
            at[*place] = event.at;
            class[*place] = event.class;
            *place += 1;
        }
        let people = rows.iter().map(|row| roster.people()[*row]).collect();
        let mut timelines = Self { people, ends, at, class };
        timelines.sort_each();
        timelines
    }

    /// How many people have events.
    pub fn people(&self) -> usize {
        self.people.len()
    }

    /// Each person's events, in ascending order of person.
    pub fn iter(&self) -> impl Iterator<Item = Timeline<'_>> + Clone {
        self.ranges().zip(&self.people).map(|(range, person)| Timeline {
            person: *person,
            at: &self.at[range.clone()],
            class: &self.class[range],
        })
    }

    fn ranges(&self) -> impl Iterator<Item = std::ops::Range<usize>> + Clone {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| start..*end)
    }

    fn events(&self) -> impl Iterator<Item = Event> + Clone {
        self.iter().flat_map(|line| {
            let pairs = line.at.iter().zip(line.class);
            pairs.map(move |(at, class)| Event { person: line.person, at: *at, class: *class })
        })
    }

    /// Events that came in order of time are in order already; only the others cost a sort.
    fn sort_each(&mut self) {
        let ranges: Vec<_> = self.ranges().collect();
        for range in ranges {
            let (at, class) = (&mut self.at[range.clone()], &mut self.class[range]);
            let in_order = (1..at.len()).all(|i| (at[i - 1], class[i - 1]) <= (at[i], class[i]));
            if in_order {
                continue;
            }
            let mut pairs: Vec<(i64, u8)> = at.iter().copied().zip(class.iter().copied()).collect();
            pairs.sort_unstable();
            for (place, pair) in pairs.into_iter().enumerate() {
                (at[place], class[place]) = pair;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn events() -> impl Strategy<Value = Vec<Event>> {
        let event =
            (0_u32..12, 0_i64..400, 0_u8..5).prop_map(|(person, at, class)| Event { person, at, class });
        prop::collection::vec(event, 0..120)
    }

    proptest! {
        #[test]
        fn timelines_hold_every_event_once_in_order_whatever_the_order_of_arrival(events in events(), cut in 0_usize..120) {
            let timelines = Timelines::of(&events);
            let mut sorted: Vec<(u32, i64, u8)> = events.iter().map(|e| (e.person, e.at, e.class)).collect();
            sorted.sort_unstable();
            let held: Vec<(u32, i64, u8)> = timelines.events().map(|e| (e.person, e.at, e.class)).collect();
            prop_assert_eq!(held, sorted);
            let (one, two) = events.split_at(cut.min(events.len()));
            prop_assert_eq!(&Timelines::of(two).merged(&Timelines::of(one)), &timelines);
            let backwards: Vec<Event> = events.iter().rev().copied().collect();
            prop_assert_eq!(&Timelines::of(&backwards), &timelines);
        }
    }
}
