use proptest::prelude::*;
use recsys::{Csr, Error, Lists, Weighting};

use crate::{close, past, random_history};

/// The weight of a tie, straight from the formula in the documentation.
fn by_formula(history: &Csr, weighting: &Weighting, from: u32, to: u32) -> f64 {
    let acts = history.column_sums();
    let shared: f64 = (0..history.rows())
        .map(|person| {
            let row = history.row(person);
            f64::from(row.get(from) * row.get(to))
                * f64::from(row.values.iter().sum::<f32>()).powf((-weighting.person).into())
        })
        .sum();
    if shared == 0.0 {
        return 0.0;
    }
    shared.powf(weighting.power.into())
        * f64::from(acts[from as usize]).powf((-weighting.from).into())
        * f64::from(acts[to as usize]).powf((-weighting.to).into())
}

#[test]
fn every_tie_has_the_weight_of_the_formula() {
    let presets = [
        Weighting::COSINE,
        Weighting::rp3beta(0.8, 0.4),
        Weighting::turbo(0.5, 0.7),
        Weighting { person: 1.2, from: 0.1, to: 0.9, power: 1.0 },
    ];
    for (seed, weighting) in presets.into_iter().enumerate() {
        let history = random_history(40, 25, 6, seed as u64);
        let lists = Lists::fit(&history, &weighting, 25).unwrap();
        for from in 0..25 {
            for to in (0..25).filter(|&to| to != from) {
                close(lists.weight(from, to).into(), by_formula(&history, &weighting, from, to), 1e-5);
            }
            assert_eq!(lists.weight(from, from), 0.0);
        }
    }
}

#[test]
fn cosine_of_two_items_that_share_one_of_two_people_each_is_a_half() {
    let history = Csr::from_pairs(3, 2, &[(0, 0), (0, 1), (1, 0), (2, 1)]).unwrap();
    let lists = Lists::fit(&history, &Weighting::COSINE, 1).unwrap();
    close(lists.weight(0, 1).into(), 0.5, 1e-6);
}

#[test]
fn a_weighted_history_counts_products_of_values() {
    let cells = [(0, 0, 2.0), (0, 1, 3.0), (1, 0, 1.0), (1, 1, 0.5)];
    let history = Csr::from_triplets(2, 2, cells.into_iter()).unwrap();
    let plain = Weighting { person: 0.0, from: 0.0, to: 0.0, power: 1.0 };
    close(Lists::fit(&history, &plain, 1).unwrap().weight(0, 1).into(), 6.5, 1e-6);
}

#[test]
fn a_short_list_keeps_the_strongest_ties_of_the_long_one() {
    let history = random_history(80, 40, 8, 3);
    let all = Lists::fit(&history, &Weighting::COSINE, 40).unwrap();
    let few = Lists::fit(&history, &Weighting::COSINE, 5).unwrap();
    for item in 0..40 {
        let weakest_kept = few.rows().row(item).values.iter().copied().fold(f32::INFINITY, f32::min);
        assert_eq!(few.rows().row(item).len(), all.rows().row(item).len().min(5));
        for (to, weight) in all.rows().row(item).iter() {
            assert!(few.weight(item as u32, to) == weight || weight <= weakest_kept);
        }
    }
}

#[test]
fn what_a_person_has_is_not_suggested_and_unknown_items_say_nothing() {
    let history = random_history(50, 20, 5, 9);
    let lists = Lists::fit(&history, &Weighting::turbo(0.5, 1.0), 20).unwrap();
    let mut had = past(&history, 7);
    had.push((900, 1.0));
    let shown = lists.recommend(&had, 20);
    assert!(shown.iter().all(|one| had.iter().all(|act| act.0 != one.item)));
    assert!(shown.windows(2).all(|two| two[0].score >= two[1].score));
}

#[test]
fn settings_and_ids_out_of_range_are_refused() {
    let history = random_history(5, 5, 2, 1);
    let wrong = Weighting { power: 0.0, ..Weighting::COSINE };
    assert!(matches!(Lists::fit(&history, &wrong, 5), Err(Error::Setting { name: "power", .. })));
    assert_eq!(Csr::from_pairs(2, 2, &[(0, 2)]), Err(Error::Outside { what: "column", id: 2, bound: 2 }));
    assert!(Csr::from_triplets(1, 1, [(0, 0, f32::NAN)].into_iter()).is_err());
}

#[test]
fn damaged_bytes_are_refused_and_whole_ones_come_back() {
    let lists = Lists::fit(&random_history(30, 20, 5, 2), &Weighting::COSINE, 7).unwrap();
    let bytes = lists.to_bytes();
    assert_eq!(Lists::from_bytes(&bytes).unwrap(), lists);
    for at in [0, 4, 20, bytes.len() / 2, bytes.len() - 1] {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        assert!(Lists::from_bytes(&damaged).is_err(), "byte {at}");
    }
    assert!(Lists::from_bytes(&bytes[..bytes.len() - 3]).is_err());
    let mut later = bytes;
    later[5] = 9;
    assert!(matches!(Lists::from_bytes(&later), Err(Error::Version { found: 9, known: 1, .. })));
}

proptest! {
    #[test]
    fn in_whatever_order_people_and_acts_come_the_lists_are_the_same(
        acts in prop::collection::vec((0u32..12, 0u32..10), 1..80),
        turn in 0u32..12,
    ) {
        let history = Csr::from_pairs(12, 10, &acts).unwrap();
        let renamed: Vec<(u32, u32)> = acts.iter().rev().map(|&(person, item)| ((person + turn) % 12, item)).collect();
        let renamed = Csr::from_pairs(12, 10, &renamed).unwrap();
        let (one, other) = (
            Lists::fit(&history, &Weighting::rp3beta(0.5, 0.3), 10).unwrap(),
            Lists::fit(&renamed, &Weighting::rp3beta(0.5, 0.3), 10).unwrap(),
        );
        for from in 0..10 {
            for to in 0..10 {
                // Sums are taken in the order of people, so only rounding may differ.
                prop_assert!((one.weight(from, to) - other.weight(from, to)).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn a_transposed_matrix_transposed_is_itself(cells in prop::collection::vec((0u32..9, 0u32..7, -2.0f32..2.0), 0..60)) {
        let matrix = Csr::from_triplets(9, 7, cells.into_iter()).unwrap();
        prop_assert_eq!(matrix.transposed().transposed(), matrix);
    }
}
