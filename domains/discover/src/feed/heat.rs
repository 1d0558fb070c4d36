//! How much a post is answered now: reactions, comments and saves, each worth half as much a day later.
//!
//! Decay goes forward (Cormode, Shkapenyuk, Srivastava and Xu, "Forward decay", ICDE 2009): what happens at t adds
//! w·2^(t/H) to a sum that never changes by waiting, so an index on it is in the order of every instant. The sum grows
//! without end, so its logarithm is kept, in millionths.

use kernel::{Span, Time};

/// After how long an answer counts half.
pub const HALF_LIFE: Span = Span::days(1);
/// From when time is counted: 2026-01-01T00:00:00Z. Only differences matter.
const EPOCH: Time = Time::from_micros(1_767_225_600_000_000);
/// A logarithm's unit.
const MILLION: f64 = 1e6;

/// What the sum of what happened to one post has come to; larger is warmer, at every instant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Level(pub i64);

fn lives(at: Time) -> f64 {
    (at.micros() - EPOCH.micros()) as f64 / HALF_LIFE.micros() as f64
}

fn kept(log: f64) -> Level {
    Level((log * MILLION).round() as i64)
}

/// With an answer worth `weight` more, given at `at`.
pub fn warmed(level: Option<Level>, at: Time, weight: f64) -> Level {
    let added = lives(at) + weight.log2();
    let Some(Level(before)) = level else { return kept(added) };
    let before = before as f64 / MILLION;
    let (large, small) = (before.max(added), before.min(added));
    kept(large + (small - large).exp2().ln_1p() / std::f64::consts::LN_2)
}

/// Without an answer worth `weight` that was given at `at`; none where nothing is left.
pub fn cooled(level: Level, at: Time, weight: f64) -> Option<Level> {
    let (before, taken) = (level.0 as f64 / MILLION, lives(at) + weight.log2());
    let left = 1.0 - (taken - before).exp2();
    // A millionth of an answer is what rounding leaves of the last one.
    if left <= 1e-5 { None } else { Some(kept(before + left.log2())) }
}

/// How many answers of this instant it is worth.
pub fn warmth(level: Level, now: Time) -> f64 {
    (level.0 as f64 / MILLION - lives(now)).exp2()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(hours: i64) -> Time {
        EPOCH + Span::hours(hours)
    }

    fn near(is: f64, wanted: f64) {
        assert!((is - wanted).abs() < 1e-4 * wanted.max(1.0), "{is} and not {wanted}");
    }

    #[test]
    fn an_answer_counts_half_a_day_later() {
        let eight = (0..8).fold(None, |level, _| Some(warmed(level, at(5_000), 1.0))).unwrap();
        near(warmth(eight, at(5_000)), 8.0);
        near(warmth(eight, at(5_024)), 4.0);
        near(warmth(warmed(Some(eight), at(5_024), 3.0), at(5_024)), 7.0);
    }

    #[test]
    fn what_was_taken_back_was_never_given() {
        let one = warmed(None, at(9_000), 1.0);
        assert_eq!(cooled(one, at(9_000), 1.0), None);
        let two = warmed(Some(one), at(9_030), 2.0);
        near(warmth(cooled(two, at(9_030), 2.0).unwrap(), at(9_000)), 1.0);
    }

    proptest! {
        #[test]
        fn who_is_warmer_stays_warmer_and_order_does_not_matter(
            mut answers in prop::collection::vec((0i64..20_000, 1u8..5), 1..40), other in 0i64..20_000, wait in 0i64..900,
        ) {
            let sum = |answers: &[(i64, u8)]| answers.iter().fold(None, |level, (hour, weight)| {
                Some(warmed(level, at(*hour), f64::from(*weight)))
            }).unwrap();
            let forward = sum(&answers);
            answers.reverse();
            prop_assert!((sum(&answers).0 - forward.0).abs() < 50, "the order changed the sum");
            let other = warmed(None, at(other), 2.0);
            let (now, later) = (at(20_000), at(20_000 + wait));
            prop_assert_eq!(
                warmth(forward, now).total_cmp(&warmth(other, now)),
                warmth(forward, later).total_cmp(&warmth(other, later))
            );
        }
    }
}
