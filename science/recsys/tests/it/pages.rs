use std::collections::BTreeMap;

use proptest::prelude::*;
use recsys::{
    Prior, Scored, SplitMix, Trial, Variety, best, diverse, mix, randomise_order, softmax_draw, thompson,
};

use crate::close;

fn ranked(count: u32) -> Vec<Scored> {
    (0..count).map(|item| Scored { item, score: (count - item) as f32 }).collect()
}

#[test]
fn equal_scores_stand_in_the_order_of_items() {
    let scored = [4, 1, 3].map(|item| Scored { item, score: 1.0 }).to_vec();
    assert_eq!(best(scored, 2).iter().map(|one| one.item).collect::<Vec<_>>(), [1, 3]);
    assert!(best(ranked(3), 0).is_empty());
}

#[test]
fn likeness_pushes_near_copies_apart() {
    let like = |left: u32, right: u32| if left / 2 == right / 2 { 1.0 } else { 0.0 };
    let scored = [(0, 1.0), (1, 0.95), (2, 0.9), (3, 0.85)].map(|(item, score)| Scored { item, score });
    let variety = Variety { cap: 9, window: 2, novelty: 0.5 };
    let page = diverse(&scored, 4, variety, |_| 0, like);
    assert_eq!(page.iter().map(|one| one.item).collect::<Vec<_>>(), [0, 2, 1, 3]);
}

#[test]
fn when_only_one_author_is_left_the_page_is_still_full() {
    let page = diverse(&ranked(8), 8, Variety { cap: 2, window: 10, novelty: 0.0 }, |_| 1, |_, _| 0.0);
    assert_eq!(page.len(), 8);
}

proptest! {
    #[test]
    fn no_author_exceeds_the_cap_in_any_window_while_others_remain(
        authors in prop::collection::vec(0u64..12, 60..120),
        cap in 1usize..4,
    ) {
        let page = diverse(
            &ranked(authors.len() as u32),
            15,
            Variety { cap, window: 6, novelty: 0.0 },
            |item| authors[item as usize],
            |_, _| 0.0,
        );
        // The cap may only give way once no other author is left to choose.
        for at in 0..page.len() {
            let window = &page[at.saturating_sub(5)..=at];
            let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
            window.iter().for_each(|one| *seen.entry(authors[one.item as usize]).or_default() += 1);
            let own = seen[&authors[page[at].item as usize]];
            if own > cap {
                let shown: Vec<u32> = page[..at].iter().map(|one| one.item).collect();
                let others = (0..authors.len() as u32)
                    .filter(|item| !shown.contains(item))
                    .filter(|&item| seen.get(&authors[item as usize]).copied().unwrap_or(0) < cap);
                prop_assert_eq!(others.count(), 0);
            }
        }
    }

    #[test]
    fn a_mixed_page_has_no_item_twice_and_starts_with_the_ranking(seed in 0u64..500, share in 0.0f64..1.0) {
        let slate = mix(&mut SplitMix::new(seed), &[1, 2, 3, 4, 5, 6], &[4, 7, 8, 9], 8, share).unwrap();
        let mut items = slate.items.clone();
        items.sort_unstable();
        items.dedup();
        prop_assert_eq!(items.len(), 8);
        prop_assert_eq!((slate.items[0], slate.explored[0]), (1, false));
    }
}

#[test]
fn thompson_tries_the_better_item_more_often_and_the_unknown_one_sometimes() {
    let trials = [
        Trial { item: 0, shown: 1_000.0, taken: 50.0 },
        Trial { item: 1, shown: 1_000.0, taken: 100.0 },
        Trial { item: 2, shown: 0.0, taken: 0.0 },
    ];
    let mut rng = SplitMix::new(11);
    let mut wins = [0u32; 3];
    for _ in 0..4_000 {
        let first = thompson(&mut rng, &trials, Prior { taken: 1.0, refused: 9.0 }, 1).unwrap()[0].item;
        wins[first as usize] += 1;
    }
    assert!(wins[0] < 40, "{wins:?}");
    // P(Beta(1, 9) > Beta(101, 909)) is near .9^9 = .387.
    close(f64::from(wins[2]) / 4_000.0, 0.387, 0.03);
}

#[test]
fn exploration_takes_its_share_of_places() {
    let mut rng = SplitMix::new(2);
    let (ranking, new): (Vec<u32>, Vec<u32>) = ((0..50).collect(), (100..150).collect());
    let explored: usize = (0..2_000)
        .map(|_| mix(&mut rng, &ranking, &new, 20, 0.1).unwrap().explored.iter().filter(|&&one| one).count())
        .sum();
    close(explored as f64 / (2_000.0 * 19.0), 0.1, 0.01);
    assert!(mix(&mut rng, &ranking, &new, 20, 1.5).is_err());
}

#[test]
fn a_softmax_draw_logs_the_probability_with_which_it_draws() {
    let scored = [(5, 1.0), (6, 0.0), (7, 2.0)].map(|(item, score)| Scored { item, score });
    let mut rng = SplitMix::new(5);
    let mut drawn: BTreeMap<u32, (u32, f64)> = BTreeMap::new();
    for _ in 0..20_000 {
        let (item, probability) = softmax_draw(&mut rng, &scored, 1.0).unwrap().unwrap();
        let seen = drawn.entry(item).or_insert((0, probability));
        seen.0 += 1;
    }
    close(drawn.values().map(|seen| seen.1).sum(), 1.0, 1e-12);
    drawn.values().for_each(|&(count, probability)| close(f64::from(count) / 20_000.0, probability, 0.02));
    assert_eq!(softmax_draw(&mut rng, &[], 1.0).unwrap(), None);
    assert!(softmax_draw(&mut rng, &scored, 0.0).is_err());
}

#[test]
fn a_shuffled_head_keeps_its_items_and_the_tail_its_order() {
    let mut items: Vec<u32> = (0..30).collect();
    assert!(randomise_order(&mut SplitMix::new(1), &mut items, 10, 1.0));
    let mut head = items[..10].to_vec();
    assert_ne!(head, (0..10).collect::<Vec<_>>());
    head.sort_unstable();
    assert_eq!(head, (0..10).collect::<Vec<_>>());
    assert_eq!(items[10..], (10..30).collect::<Vec<_>>());
    assert!(!randomise_order(&mut SplitMix::new(1), &mut items, 10, 0.0));
}
