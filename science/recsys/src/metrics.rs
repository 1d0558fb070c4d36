//! How good a ranking is, judged against what a person did later, all items competing.

use crate::Scored;

/// Quality of one ranking, or the mean over many.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Quality {
    /// Share of the relevant items that stand among the first k, 0 to 1.
    pub recall: f64,
    /// Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002), 0 to 1: a hit at place p
    /// counts `1 / log2(p + 1)`, beside the best that min(k, relevant) hits could give.
    pub ndcg: f64,
}

/// Judges the first `k` of a ranking. `relevant` must be sorted; an empty one gives `None`, since nothing
/// can be found where nothing is to be found.
///
/// ```
/// use recsys::{Scored, metrics::quality};
/// let ranking = [3, 1, 2].map(|item| Scored { item, score: 0.0 });
/// let found = quality(&ranking, &[2, 3], 2).unwrap();
/// assert_eq!(found.recall, 0.5); // item 3 at the first place, item 2 beyond the second
/// ```
pub fn quality(ranking: &[Scored], relevant: &[u32], k: usize) -> Option<Quality> {
    if relevant.is_empty() {
        return None;
    }
    let (mut hits, mut gain) = (0usize, 0.0);
    for (place, shown) in ranking.iter().take(k).enumerate() {
        if relevant.binary_search(&shown.item).is_ok() {
            hits += 1;
            gain += discount(place);
        }
    }
    let ideal: f64 = (0..k.min(relevant.len())).map(discount).sum();
    let ndcg = if ideal > 0.0 { gain / ideal } else { 0.0 };
    Some(Quality { recall: hits as f64 / relevant.len() as f64, ndcg })
}

fn discount(place: usize) -> f64 {
    1.0 / (place as f64 + 2.0).log2()
}

/// The mean quality, zero of nothing.
pub fn mean(each: &[Quality]) -> Quality {
    let count = each.len().max(1) as f64;
    Quality {
        recall: each.iter().map(|one| one.recall).sum::<f64>() / count,
        ndcg: each.iter().map(|one| one.ndcg).sum::<f64>() / count,
    }
}
