//! From what each post is worth to the order of a feed: the best first, but two in any ten of one voice at most, and one
//! in ten kept for shops that are new.

use super::score::Reason;

/// So many neighbours are looked at.
const TEN: usize = 10;
/// So many of them may be of one voice.
const OF_ONE: usize = 2;

/// A post that was weighed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Weighed<P, V> {
    /// Which; a later one is larger.
    pub post: P,
    /// Who tells it.
    pub voice: V,
    /// Whether a shop tells it that is new.
    pub is_newcomer: bool,
    /// Why it is worth what it is.
    pub reasons: Vec<Reason>,
}

/// A post in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placed<P, V> {
    /// Which, and why.
    pub post: Weighed<P, V>,
    /// Whether it stands here because a place in ten is a newcomer's.
    pub is_kept_place: bool,
}

impl<P, V> Weighed<P, V> {
    /// What it is worth.
    pub fn points(&self) -> i64 {
        self.reasons.iter().map(|reason| reason.points).sum()
    }
}

/// Puts them in order. A voice has its third post in ten, or its second in a row, only where nobody else has any left.
pub fn mixed<P: Ord + Copy, V: PartialEq + Copy>(
    posts: Vec<Weighed<P, V>>,
    keeps_places: bool,
) -> Vec<Placed<P, V>> {
    let mut left: Vec<(i64, Weighed<P, V>)> = posts.into_iter().map(|post| (post.points(), post)).collect();
    left.sort_by(|(a, x), (b, y)| (b, y.post).cmp(&(a, x.post)));
    let mut left: Vec<Weighed<P, V>> = left.into_iter().map(|(_, post)| post).collect();
    let mut placed: Vec<Placed<P, V>> = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let before = &placed[placed.len().saturating_sub(TEN - 1)..];
        let fits = |post: &Weighed<P, V>| {
            before.iter().filter(|other| other.post.voice == post.voice).count() < OF_ONE
        };
        let last = before.last().map(|other| other.post.voice);
        let stands_apart = |post: &Weighed<P, V>| fits(post) && last != Some(post.voice);
        let is_owed =
            keeps_places && before.len() == TEN - 1 && !before.iter().any(|other| other.post.is_newcomer);
        let best = left.iter().position(stands_apart).or_else(|| left.iter().position(fits)).unwrap_or(0);
        let kept = if is_owed { left.iter().position(|post| post.is_newcomer && fits(post)) } else { None };
        let at = kept.unwrap_or(best);
        let is_kept_place = kept.is_some_and(|kept| kept != best);
        placed.push(Placed { post: left.remove(at), is_kept_place });
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::score::Because;
    use proptest::prelude::*;

    fn post(number: u32, voice: u8, is_newcomer: bool, points: i64) -> Weighed<u32, u8> {
        let reason = Reason { because: Because::Fresh, weight: 1, strength: points, points, share: 100 };
        Weighed { post: number, voice, is_newcomer, reasons: vec![reason] }
    }

    #[test]
    fn a_loud_voice_has_two_places_in_ten() {
        let loud = (0..6).map(|n| post(n, 1, false, 900));
        let others = (6..20).map(|n| post(n, 10 + n as u8, false, 100));
        let order: Vec<u8> =
            mixed(loud.chain(others).collect(), true).iter().map(|one| one.post.voice).collect();
        let loud: Vec<usize> = (0..order.len()).filter(|at| order[*at] == 1).collect();
        assert_eq!(loud, [0, 2, 10, 12, 18, 19], "{order:?}");
    }

    #[test]
    fn one_place_in_ten_is_a_newcomers_and_says_so() {
        let old = (0..20).map(|n| post(n, n as u8, false, 900));
        let posts: Vec<_> = old.chain([post(50, 50, true, 1)]).collect();
        let order = mixed(posts.clone(), true);
        assert_eq!(order.iter().position(|one| one.post.post == 50), Some(9));
        assert_eq!(order.iter().filter(|one| one.is_kept_place).count(), 1);
        assert_eq!(mixed(posts, false).iter().position(|one| one.post.post == 50), Some(20));
    }

    proptest! {
        #[test]
        fn nobody_is_lost_and_a_third_in_ten_only_where_nobody_else_is_left(
            posts in prop::collection::vec((0u8..8, any::<bool>(), 0i64..1_000), 0..60),
        ) {
            let posts: Vec<_> = posts.into_iter().enumerate()
                .map(|(n, (voice, is_newcomer, points))| post(n as u32, voice, is_newcomer, points)).collect();
            let order = mixed(posts.clone(), true);
            let mut numbers: Vec<u32> = order.iter().map(|one| one.post.post).collect();
            for (at, one) in order.iter().enumerate() {
                let before = &order[at.saturating_sub(9)..at];
                let crowded = |voice: u8| before.iter().filter(|other| other.post.voice == voice).count() >= 2;
                if crowded(one.post.voice) {
                    prop_assert!(order[at..].iter().all(|later| crowded(later.post.voice)));
                }
            }
            numbers.sort_unstable();
            prop_assert_eq!(numbers, (0..posts.len() as u32).collect::<Vec<_>>());
        }
    }
}
