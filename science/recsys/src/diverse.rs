use std::collections::BTreeMap;

use crate::Scored;

/// How a ranked page is kept varied.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Variety {
    /// At most this many of one author in any `window` neighbouring places; at least 1.
    pub cap: usize,
    /// The number of neighbouring places that the cap looks at; at least 1.
    pub window: usize,
    /// Weight of likeness to what stands already, 0 (only the score counts) to 1 (only variety counts).
    pub novelty: f32,
}

impl Default for Variety {
    /// Two of an author in ten, a fifth of the weight on variety.
    fn default() -> Self {
        Variety { cap: 2, window: 10, novelty: 0.2 }
    }
}

/// Orders candidates for a page: greedy maximal marginal relevance (Carbonell and Goldstein 1998) under a
/// cap of authors.
///
/// Each place takes the candidate with the highest `(1 - novelty) · score / top score - novelty ·
/// likeness`, where likeness (0 to 1) is the greatest to anything in the last `window` places. When only
/// capped authors are left, the cap gives way rather than the page: it comes back short only when the
/// candidates run out. `candidates` must be best first, as [`crate::best`] gives them.
///
/// ```
/// use recsys::{Scored, Variety, diverse};
/// let ranked = [Scored { item: 0, score: 1.0 }, Scored { item: 1, score: 0.9 }, Scored { item: 2, score: 0.5 }];
/// let author = |item: u32| if item < 2 { 7 } else { 8 };
/// let variety = Variety { cap: 1, window: 2, novelty: 0.0 };
/// let page = diverse(&ranked, 3, variety, author, |_, _| 0.0);
/// assert_eq!(page.iter().map(|shown| shown.item).collect::<Vec<_>>(), [0, 2, 1]);
/// ```
pub fn diverse(
    candidates: &[Scored],
    places: usize,
    variety: Variety,
    author: impl Fn(u32) -> u64,
    likeness: impl Fn(u32, u32) -> f32,
) -> Vec<Scored> {
    let window = variety.window.max(1);
    let top = candidates.first().map_or(1.0, |first| first.score.abs()).max(f32::MIN_POSITIVE);
    let mut left: Vec<(Scored, f32)> = candidates.iter().map(|&candidate| (candidate, 0.0)).collect();
    let mut page: Vec<Scored> = Vec::with_capacity(places.min(candidates.len()));
    while page.len() < places && !left.is_empty() {
        let recent = &page[page.len().saturating_sub(window - 1)..];
        let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
        recent.iter().for_each(|shown| *seen.entry(author(shown.item)).or_default() += 1);
        let capped = |item: u32| seen.get(&author(item)).is_some_and(|&count| count >= variety.cap.max(1));
        let gain = |(candidate, alike): &(Scored, f32)| {
            (1.0 - variety.novelty) * candidate.score / top - variety.novelty * alike
        };
        let better = |best: Option<usize>, at: usize| match best {
            Some(before) if gain(&left[at]) <= gain(&left[before]) => best,
            _ => Some(at),
        };
        let allowed = (0..left.len()).filter(|&at| !capped(left[at].0.item)).fold(None, better);
        let Some(next) = allowed.or_else(|| (0..left.len()).fold(None, better)) else { break };
        let (chosen, _) = left.remove(next);
        page.push(chosen);
        let recent = &page[page.len().saturating_sub(window)..];
        if variety.novelty > 0.0 {
            for (candidate, alike) in &mut left {
                *alike = recent.iter().map(|shown| likeness(candidate.item, shown.item)).fold(0.0, f32::max);
            }
        }
    }
    page
}
