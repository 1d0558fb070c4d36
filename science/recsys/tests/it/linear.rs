use rand_core::Rng;
use recsys::{
    Csr, Ease, Error, FactorSettings, Factors, Lists, RidgeSettings, Scores, SplitMix, Weighting, ridge_lists,
};

use crate::{close, past, random_history, two_crowds};

/// `(XᵀX + λI)⁻¹` by Gauss and Jordan in double precision: slow, and independent of what is tested.
fn inverse_gram(history: &Csr, ridge: f64) -> Vec<Vec<f64>> {
    let n = history.width();
    let mut a = vec![vec![0.0; 2 * n]; n];
    for (at, row) in a.iter_mut().enumerate() {
        row[at] = ridge;
        row[n + at] = 1.0;
    }
    for person in 0..history.rows() {
        for (left, x) in history.row(person).iter() {
            for (right, y) in history.row(person).iter() {
                a[left as usize][right as usize] += f64::from(x * y);
            }
        }
    }
    for k in 0..n {
        let pivot = a[k][k];
        a[k].iter_mut().for_each(|value| *value /= pivot);
        let row = a[k].clone();
        for (_, other) in a.iter_mut().enumerate().filter(|(at, _)| *at != k) {
            let factor = other[k];
            other.iter_mut().zip(&row).for_each(|(value, by)| *value -= factor * by);
        }
    }
    a.into_iter().map(|row| row[n..].to_vec()).collect()
}

#[test]
fn both_forms_of_ease_give_the_weights_of_the_inverse() {
    // More items than people makes the dual, fewer the primal.
    for (people, items) in [(15, 30), (40, 20)] {
        let history = random_history(people, items, 6, 4);
        let inverse = inverse_gram(&history, 3.0);
        let ease = Ease::fit(&history, 3.0, 1_000).unwrap();
        for from in 0..items {
            for to in (0..items).filter(|&to| to != from) {
                let wanted = -inverse[from][to] / inverse[to][to];
                close(ease.weight(from as u32, to as u32).into(), wanted, 2e-4);
            }
        }
    }
}

#[test]
fn a_person_of_the_history_and_the_same_past_without_a_name_score_the_same() {
    for (people, items) in [(15, 30), (40, 20)] {
        let history = random_history(people, items, 6, 5);
        let ease = Ease::fit(&history, 5.0, 1_000).unwrap();
        let mut had = past(&history, 3);
        // Also when the past has grown since.
        for grown in [None, Some((19, 0.5))] {
            had.extend(grown);
            let (mut named, mut unnamed) = (Scores::new(items), Scores::new(items));
            ease.score(&had, Some(3), &mut named);
            ease.score(&had, None, &mut unnamed);
            for item in (0..items as u32).filter(|item| had.iter().all(|act| act.0 != *item)) {
                close(named.get(item).into(), unnamed.get(item).into(), 1e-3);
                let sum: f32 = had.iter().map(|act| act.1 * ease.weight(act.0, item)).sum();
                close(unnamed.get(item).into(), sum.into(), 1e-3);
            }
        }
    }
}

#[test]
fn a_regression_on_all_other_items_is_ease() {
    let history = random_history(60, 18, 6, 6);
    let all = Lists::from_rows(
        Csr::from_triplets(18, 18, (0..18).flat_map(|from| (0..18).map(move |to| (from, to, 1.0)))).unwrap(),
    )
    .unwrap();
    let settings = RidgeSettings { neighbours: 17, ridge: 4.0, person: 0.0, popular: 0.0 };
    let local = ridge_lists(&history, &all, &settings).unwrap();
    let whole = Ease::fit(&history, 4.0, 100).unwrap();
    for from in 0..18 {
        for to in (0..18).filter(|&to| to != from) {
            close(local.weight(from, to).into(), whole.weight(from, to).into(), 1e-3);
        }
    }
}

#[test]
fn an_item_with_a_copy_shares_its_weight_with_the_copy() {
    // Items 0 and 1 are always taken together, and with item 2 by half of the people.
    let acts: Vec<(u32, u32)> =
        (0..40).flat_map(|person| [(person, 0), (person, 1), (person, 2 + person % 2)]).collect();
    let history = Csr::from_pairs(40, 4, &acts).unwrap();
    let neighbours = Lists::fit(&history, &Weighting::COSINE, 3).unwrap();
    let settings = RidgeSettings { neighbours: 3, ridge: 1.0, person: 0.0, popular: 0.0 };
    let ridge = ridge_lists(&history, &neighbours, &settings).unwrap();
    close(ridge.weight(0, 2).into(), ridge.weight(1, 2).into(), 1e-3);
    let counted: f32 = neighbours.weight(0, 2) + neighbours.weight(1, 2);
    assert!(ridge.weight(0, 2) + ridge.weight(1, 2) < 0.6 * counted);
}

#[test]
fn exact_models_refuse_what_they_cannot_hold() {
    let history = random_history(30, 40, 3, 1);
    assert_eq!(Ease::fit(&history, 1.0, 10), Err(Error::TooLarge { size: 30, limit: 10 }));
    assert!(matches!(Ease::fit(&history, 0.0, 100), Err(Error::Setting { name: "ridge", .. })));
    let lists = Lists::fit(&random_history(5, 7, 2, 1), &Weighting::COSINE, 3).unwrap();
    let settings = RidgeSettings { neighbours: 5, ridge: 1.0, person: 0.0, popular: 0.0 };
    assert!(matches!(ridge_lists(&history, &lists, &settings), Err(Error::Sizes { .. })));
}

#[test]
fn exact_models_come_back_from_their_bytes() {
    for (people, items) in [(12, 25), (25, 12)] {
        let ease = Ease::fit(&random_history(people, items, 4, 2), 2.0, 100).unwrap();
        assert_eq!(Ease::from_bytes(&ease.to_bytes()).unwrap(), ease);
        assert!(Ease::from_bytes(&ease.to_bytes()[..40]).is_err());
    }
}

const SMALL: FactorSettings =
    FactorSettings { dimensions: 16, epochs: 6, unobserved: 0.1, ridge: 0.1, ridge_power: 0.5, seed: 3 };

#[test]
fn factors_find_two_crowds() {
    let history = two_crowds(120, 40, 8, 1);
    let factors = Factors::fit(&history, &SMALL).unwrap();
    for person in 0..120 {
        let taste = factors.taste(&past(&history, person)).unwrap();
        let half = |range: std::ops::Range<u32>| range.map(|item| factors.score(&taste, item)).sum::<f32>();
        assert_eq!(half(0..20) > half(20..40), person % 2 == 0, "person {person}");
    }
}

#[test]
fn the_short_form_and_the_long_form_of_a_fold_in_agree() {
    // Twenty acts are more than sixteen dimensions and take the long form. The same past with a
    // negligible strength on some acts keeps them in the system, and split in two it must add up.
    let history = two_crowds(100, 60, 10, 2);
    let factors = Factors::fit(&history, &SMALL).unwrap();
    let long: Vec<(u32, f32)> = (0..20).map(|item| (item, 1.0)).collect();
    let mut short: Vec<(u32, f32)> = long[..15].to_vec();
    let padded: Vec<(u32, f32)> = short.iter().copied().chain((15..20).map(|item| (item, 1e-7))).collect();
    let (of_short, of_padded) = (factors.taste(&short).unwrap(), factors.taste(&padded).unwrap());
    for item in 0..60 {
        close(factors.score(&of_padded, item).into(), factors.score(&of_short, item).into(), 1e-3);
    }
    short.reverse();
    let turned = factors.taste(&short).unwrap();
    close(factors.score(&turned, 30).into(), factors.score(&of_short, 30).into(), 1e-4);
    assert!(factors.taste(&long).is_ok());
}

#[test]
fn what_past_acts_carry_sums_to_the_score() {
    let history = two_crowds(100, 60, 30, 7);
    let factors = Factors::fit(&history, &SMALL).unwrap();
    let mut rng = SplitMix::new(1);
    for length in [1, 5, 15, 16, 30] {
        let had: Vec<(u32, f32)> =
            (0..length).map(|item| (item, (rng.next_u64() % 4 + 1) as f32 / 2.0)).collect();
        let taste = factors.taste(&had).unwrap();
        for item in [31, 45, 59] {
            let sum: f32 = factors.reasons(&had, item).unwrap().iter().map(|one| one.1).sum();
            close(sum.into(), factors.score(&taste, item).into(), 1e-3);
        }
    }
}

#[test]
fn a_known_persons_score_for_what_they_have_is_near_one_and_others_are_near_zero() {
    let acts: Vec<(u32, u32)> =
        (0..64).flat_map(|person| (0..8).map(move |at| (person, person / 16 * 8 + at))).collect();
    let history = Csr::from_pairs(64, 32, &acts).unwrap();
    let factors = Factors::fit(&history, &FactorSettings { unobserved: 0.02, ridge: 0.01, ..SMALL }).unwrap();
    let taste = factors.taste(&past(&history, 0)).unwrap();
    for item in 0..32 {
        close(factors.score(&taste, item).into(), if item < 8 { 1.0 } else { 0.0 }, 0.1);
    }
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let history = two_crowds(700, 600, 8, 4);
    let fitted = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let lists = Lists::fit(&history, &Weighting::rp3beta(0.7, 0.4), 30).unwrap();
            let settings = RidgeSettings { neighbours: 20, ridge: 3.0, person: 0.5, popular: 0.5 };
            let ridge = ridge_lists(&history, &lists, &settings).unwrap();
            (lists.to_bytes(), ridge.to_bytes(), Factors::fit(&history, &SMALL).unwrap().to_bytes())
        })
    };
    assert!(fitted(1) == fitted(3));
}

#[test]
fn factors_come_back_from_their_bytes_and_refuse_settings_out_of_range() {
    let history = two_crowds(40, 20, 5, 4);
    let factors = Factors::fit(&history, &SMALL).unwrap();
    assert_eq!(Factors::from_bytes(&factors.to_bytes()).unwrap(), factors);
    assert!(Factors::from_bytes(&factors.to_bytes()[9..]).is_err());
    for wrong in [
        FactorSettings { dimensions: 0, ..SMALL },
        FactorSettings { epochs: 0, ..SMALL },
        FactorSettings { unobserved: 0.0, ..SMALL },
        FactorSettings { ridge: -1.0, ..SMALL },
        FactorSettings { ridge_power: 2.0, ..SMALL },
    ] {
        assert!(matches!(Factors::fit(&history, &wrong), Err(Error::Setting { .. })));
    }
}
