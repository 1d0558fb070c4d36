//! Retention in 24-hour windows: each person's own clock instead of the shop's midnight.

use crate::share::Share;
use crate::timeline::{Classes, Timeline, Timelines};

const WINDOW_S: u64 = 86_400;

/// For each of `windows`: the people who had an event of `back` in their N-th 24 hours, ⌊(t − t₀)/86400⌋ = N,
/// of those whose N-th 24 hours ended by `as_of_s` (Unix seconds). t₀ is a person's first event of `start`;
/// people without one are not counted. Window 0 holds t₀ itself.
///
/// ```
/// use behaviour::{Classes, Event, Timelines, rolling_retention};
/// let day_s = 86_400;
/// let event = |person, at| Event { person, at, class: 0 };
/// let timelines = Timelines::of(&[event(1, 0), event(1, day_s), event(2, 0), event(2, 2 * day_s - 1), event(3, day_s)]);
/// let back = rolling_retention(&timelines, Classes::ALL, Classes::ALL, &[1, 2], 2 * day_s);
/// assert_eq!((back[0].hits(), back[0].of()), (2, 2)); // person 3's first day is not over yet
/// assert_eq!(back[1].of(), 0);
/// ```
pub fn rolling_retention(
    timelines: &Timelines,
    start: Classes,
    back: Classes,
    windows: &[u32],
    as_of_s: i64,
) -> Vec<Share> {
    let mut shares = vec![Share::part(0, 0); windows.len()];
    for line in timelines.iter() {
        let Some(began) = first_of(line, start) else { continue };
        for (window, share) in windows.iter().zip(&mut shares) {
            let opens = began.saturating_add_unsigned(u64::from(*window) * WINDOW_S);
            let closes = opens.saturating_add_unsigned(WINDOW_S);
            if closes <= as_of_s {
                *share = share.plus(Share::part(u64::from(any_in(line, back, opens, closes)), 1));
            }
        }
    }
    shares
}

fn first_of(line: Timeline<'_>, classes: Classes) -> Option<i64> {
    let place = line.class.iter().position(|class| classes.has(*class))?;
    Some(line.at[place])
}

fn any_in(line: Timeline<'_>, classes: Classes, from: i64, until: i64) -> bool {
    let place = |instant: i64| line.at.partition_point(|at| *at < instant);
    line.class[place(from)..place(until)].iter().any(|class| classes.has(*class))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::Event;

    #[test]
    fn a_person_is_measured_from_their_first_event_of_the_starting_kind() {
        let event = |at, class| Event { person: 1, at, class };
        let timelines =
            Timelines::of(&[event(0, 1), event(100, 0), event(86_399 + 100, 1), event(86_500 + 86_400, 0)]);
        let (signed_up, bought) = (Classes::one(0), Classes::one(1));
        let hits = |back| {
            let shares = rolling_retention(&timelines, signed_up, back, &[0, 1, 2], 3 * 86_400 + 100);
            shares.iter().map(|share| (share.hits(), share.of())).collect::<Vec<_>>()
        };
        assert_eq!(hits(bought), [(1, 1), (0, 1), (0, 1)]);
        assert_eq!(hits(signed_up), [(1, 1), (0, 1), (1, 1)]);
        assert_eq!(rolling_retention(&timelines, Classes::one(9), bought, &[0], i64::MAX)[0].of(), 0);
    }
}
