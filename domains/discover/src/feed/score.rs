//! What a post is worth to one reader, and why: each reason's strength times what the reader lets it count.

use kernel::{Span, Time};
use serde::Serialize;
use utoipa::ToSchema;

use super::taste::Taste;

/// A strength's unit: thousandths.
pub const FULL: i64 = 1_000;
/// So many answers of this instant are half of all that popularity can do.
const HALF_POPULAR: f64 = 8.0;
/// After how long what is new is half as new.
const HALF_FRESH: Span = Span::days(1);
/// How long a shop is new.
pub const NEW_SHOP: Span = Span::days(30);

/// Why something is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FeedBecause)]
pub enum Because {
    /// The reader follows who tells it.
    Followed,
    /// Others answer it now.
    Popular,
    /// It is new.
    Fresh,
    /// Its shop is.
    Newcomer,
}

/// What is known of a post when it is weighed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Known {
    /// Whether the reader follows who tells it.
    pub is_followed: bool,
    /// How many answers of this instant it is worth.
    pub warmth: f64,
    /// Since when it is.
    pub published: Time,
    /// Since when the shop is that tells it; none for a person.
    pub opened: Option<Time>,
}

/// One reason, as it went into the sum.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = FeedReason)]
pub struct Reason {
    /// Which.
    pub because: Because,
    /// What the reader lets it count, 0 to 100.
    pub weight: i64,
    /// How much of it there is, in thousandths.
    pub strength: i64,
    /// Weight times strength.
    pub points: i64,
    /// Its part of all points, in hundredths; all of them make 100.
    pub share: i64,
}

/// Says what a post is worth. Whoever ranks in another way takes this place.
pub trait Scorer {
    /// The reasons that count, the strongest first; their points add up to what the post is worth.
    fn reasons(&self, taste: &Taste, known: &Known, now: Time) -> Vec<Reason>;
}

/// The weighted sum of four reasons.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weighed;

impl Scorer for Weighed {
    fn reasons(&self, taste: &Taste, known: &Known, now: Time) -> Vec<Reason> {
        let each = [
            (Because::Followed, taste.followed, if known.is_followed { FULL } else { 0 }),
            (Because::Popular, taste.popular, thousandths(known.warmth / (known.warmth + HALF_POPULAR))),
            (Because::Fresh, taste.fresh, freshness(known.published, now)),
            (Because::Newcomer, taste.newcomer, known.opened.map_or(0, |opened| newness(opened, now))),
        ];
        let mut reasons: Vec<Reason> = each
            .into_iter()
            .map(|(because, weight, strength)| Reason {
                because,
                weight,
                strength,
                points: weight * strength,
                share: 0,
            })
            .filter(|reason| reason.points > 0)
            .collect();
        reasons.sort_by_key(|reason| (-reason.points, reason.because));
        share(&mut reasons);
        reasons
    }
}

fn thousandths(part: f64) -> i64 {
    (part.clamp(0.0, 1.0) * FULL as f64).round() as i64
}

fn freshness(published: Time, now: Time) -> i64 {
    let age = (now.micros() - published.micros()).max(0) as f64;
    thousandths((-age / HALF_FRESH.micros() as f64).exp2())
}

/// Everything on the first day, nothing after the last.
fn newness(opened: Time, now: Time) -> i64 {
    let left = NEW_SHOP.micros() - (now.micros() - opened.micros()).max(0);
    thousandths(left.max(0) as f64 / NEW_SHOP.micros() as f64)
}

/// Hundredths of all points by largest remainder, so that they make 100.
fn share(reasons: &mut [Reason]) {
    let all: i64 = reasons.iter().map(|reason| reason.points).sum();
    if all == 0 {
        return;
    }
    let mut remainders: Vec<(i64, usize)> = Vec::with_capacity(reasons.len());
    let mut left = 100;
    for (at, reason) in reasons.iter_mut().enumerate() {
        reason.share = reason.points * 100 / all;
        left -= reason.share;
        remainders.push((-(reason.points * 100 % all), at));
    }
    remainders.sort_unstable();
    let owed = remainders.into_iter().take(usize::try_from(left).unwrap_or(0));
    for (_, at) in owed {
        reasons[at].share += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Time = Time::from_micros(1_795_000_000_000_000);

    fn known() -> Known {
        Known { is_followed: true, warmth: 8.0, published: NOW, opened: None }
    }

    #[test]
    fn each_reason_is_its_weight_times_its_strength() {
        let reasons = Weighed.reasons(&Taste::default(), &known(), NOW);
        let told: Vec<_> = reasons
            .iter()
            .map(|one| (one.because, one.weight, one.strength, one.points, one.share))
            .collect();
        assert_eq!(
            told,
            [
                (Because::Followed, 40, 1_000, 40_000, 52),
                (Because::Fresh, 25, 1_000, 25_000, 32),
                (Because::Popular, 25, 500, 12_500, 16),
            ]
        );
    }

    #[test]
    fn a_day_later_it_is_half_as_new_and_a_shop_is_new_for_thirty_days() {
        let later = |days: i64, opened: Option<Time>| {
            let known = Known { is_followed: false, warmth: 0.0, opened, ..known() };
            let reasons = Weighed.reasons(&Taste::default(), &known, NOW + Span::days(days));
            reasons.into_iter().map(|one| (one.because, one.strength)).collect::<Vec<_>>()
        };
        assert_eq!(later(1, None), [(Because::Fresh, 500)]);
        assert_eq!(later(15, Some(NOW)), [(Because::Newcomer, 500)]);
        assert_eq!(later(30, Some(NOW)), []);
    }

    proptest! {
        #[test]
        fn shares_make_a_hundred_and_what_counts_nothing_is_no_reason(
            weights in (0i64..=100, 0i64..=100, 0i64..=100, 0i64..=100), warmth in 0.0f64..500.0, age in 0i64..200, shop in 0i64..50,
        ) {
            let (followed, popular, fresh, newcomer) = weights;
            let taste = Taste { followed, popular, fresh, newcomer, by_time: false, rest_after: 0 };
            let known = Known { is_followed: true, warmth, published: NOW - Span::hours(age), opened: Some(NOW - Span::days(shop)) };
            let reasons = Weighed.reasons(&taste, &known, NOW);
            for reason in &reasons {
                prop_assert!(reason.points == reason.weight * reason.strength && reason.points > 0);
                prop_assert!((0..=FULL).contains(&reason.strength));
            }
            let all: i64 = reasons.iter().map(|reason| reason.share).sum();
            prop_assert_eq!(all, if reasons.is_empty() { 0 } else { 100 });
        }
    }
}
