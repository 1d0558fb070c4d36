use recsys::metrics::quality;
use recsys::simulate::{Market, Setup};
use recsys::{Circle, Csr, Error, Part, Query, Reason, Recipe, Recommender, Room, SplitMix, Weights};

use crate::{close, past, random_history, two_crowds};

/// A town of two hundred with friends, and what people took of what they were shown.
fn town() -> (Csr, Csr) {
    let setup = Setup { people: 200, items: 80, tastes: 4, friends: 6, seed: 4 };
    let market = Market::new(setup).unwrap();
    (market.history(60, &mut SplitMix::new(6)).unwrap(), market.friends().clone())
}

/// All parts at once, so that every kind of reason is heard.
fn everything(history: &Csr) -> Recommender {
    let warm = Part::ALL.into_iter().fold(Weights::default(), |weights, part| weights.with(part, 0.5));
    let cold = Part::ALL.into_iter().filter(|part| !part.from_past());
    let cold = cold.fold(Weights::default(), |weights, part| weights.with(part, 0.5));
    Recommender::fit(history, Recipe { warm, cold, ..Recipe::default() }).unwrap()
}

#[test]
fn the_reasons_of_every_shown_item_sum_to_its_score() {
    let (history, graph) = town();
    let recommender = everything(&history);
    let mut room = Room::default();
    for person in (0..200).step_by(23) {
        for newcomer in [false, true] {
            let had = if newcomer { Vec::new() } else { past(&history, person) };
            let circle = Circle::around(person as u32, &graph, &history);
            let query =
                Query { past: &had, person: Some(person as u32), circle: Some(&circle), without: &[] };
            for shown in recommender.recommend(&query, 10, &mut room).unwrap() {
                let why = recommender.explain(&query, shown.item, 10, &mut room).unwrap().unwrap();
                let sum: f32 = why.carried.iter().map(|one| one.amount).sum();
                close(why.score.into(), shown.score.into(), 1e-4);
                close(sum.into(), shown.score.into(), 2e-3);
                assert!(why.carried.windows(2).all(|two| two[0].amount >= two[1].amount));
            }
        }
    }
}

#[test]
fn a_newcomers_reasons_are_people_and_never_a_past() {
    let (history, graph) = town();
    let circle = Circle::around(3, &graph, &history);
    let query = Query { circle: Some(&circle), ..Query::default() };
    let recommender = everything(&history);
    let mut room = Room::default();
    let first = recommender.recommend(&query, 1, &mut room).unwrap()[0];
    let why = recommender.explain(&query, first.item, 1, &mut room).unwrap().unwrap();
    assert!(why.carried.iter().any(|one| matches!(one.reason, Reason::Friend(_))));
    assert!(why.carried.iter().all(|one| !matches!(one.reason, Reason::Past(_))));
}

#[test]
fn neither_the_past_nor_what_is_forbidden_is_shown_and_the_page_is_full() {
    let (history, _) = town();
    let recommender = everything(&history);
    let had = past(&history, 9);
    let without = [0, 1, 2, 3, 4, 5];
    let query = Query { past: &had, without: &without, ..Query::default() };
    let shown = recommender.recommend(&query, 30, &mut Room::default()).unwrap();
    assert_eq!(shown.len(), 30);
    assert!(shown.iter().all(|one| !without.contains(&one.item)));
    assert!(shown.iter().all(|one| had.iter().all(|act| act.0 != one.item)));
}

#[test]
fn the_same_history_and_seed_choose_the_same_and_bytes_bring_it_back() {
    let (history, graph) = town();
    let learned = Recommender::learn(&history, Some(&graph), 5).unwrap();
    assert!(Recommender::learn(&history, Some(&graph), 5).unwrap() == learned);
    let again = Recommender::from_bytes(&learned.to_bytes()).unwrap();
    assert!(again == learned);
    let whole = everything(&history);
    assert!(Recommender::from_bytes(&whole.to_bytes()).unwrap() == whole);
    assert!(matches!(Recommender::from_bytes(&whole.to_bytes()[..99]), Err(Error::NotAModel(_))));
}

#[test]
fn a_history_of_almost_nothing_still_gets_an_answer() {
    for history in [
        Csr::default(),
        Csr::from_pairs(1, 1, &[]).unwrap(),
        Csr::from_pairs(1, 1, &[(0, 0)]).unwrap(),
        Csr::from_pairs(3, 2, &[(0, 0), (0, 1), (1, 1)]).unwrap(),
        random_history(25, 3, 2, 1),
        random_history(400, 2, 2, 1),
        random_history(2, 300, 80, 1),
        Csr::from_pairs(50, 500, &(0..50).map(|one| (one, one * 10)).collect::<Vec<_>>()).unwrap(),
    ] {
        let graph = Csr::from_pairs(history.rows(), history.rows(), &[]).unwrap();
        let recommender = Recommender::learn(&history, Some(&graph), 1).unwrap();
        let had = past(&history, 0);
        let query = Query { past: &had, person: Some(0), ..Query::default() };
        let shown = recommender.recommend(&query, 20, &mut Room::default()).unwrap();
        assert!(shown.len() <= history.width());
    }
    let graph = Csr::from_pairs(9, 9, &[]).unwrap();
    let refused = Recommender::learn(&random_history(5, 5, 2, 1), Some(&graph), 1);
    assert!(matches!(refused, Err(Error::Sizes { .. })));
}

/// The mean of Recall@20 and NDCG@20 of each person whose later acts are known.
fn worths(recommender: &Recommender, train: &Csr, later: &Csr, graph: &Csr) -> Vec<f64> {
    let mut room = Room::default();
    let people = (0..train.rows()).filter(|&person| !later.row(person).is_empty());
    people
        .map(|person| {
            let had = past(train, person);
            let circle = Circle::around(person as u32, graph, train);
            let query =
                Query { past: &had, person: Some(person as u32), circle: Some(&circle), without: &[] };
            let shown = recommender.recommend(&query, 20, &mut room).unwrap();
            let found = quality(&shown, later.row(person).columns, 20).unwrap();
            (found.recall + found.ndcg) / 2.0
        })
        .collect()
}

/// The upper end of a one-sided 95% interval of the mean difference, by 2,000 paired bootstrap draws.
fn upper_95(differences: &[f64]) -> f64 {
    use rand_core::Rng;
    let mut rng = SplitMix::new(7);
    let mut means: Vec<f64> = (0..2_000)
        .map(|_| {
            let drawn = (0..differences.len())
                .map(|_| differences[(rng.next_u64() % differences.len() as u64) as usize]);
            drawn.sum::<f64>() / differences.len() as f64
        })
        .collect();
    means.sort_by(f64::total_cmp);
    means[1_900]
}

/// Splits off every fifth act, learns from the rest, and holds the blend against each part alone.
pub fn blend_is_not_below_its_best_part(history: &Csr, graph: &Csr) {
    let fifth = |wanted: bool| {
        let mut at = 0usize;
        history.filtered(|_, _, _| {
            at += 1;
            at.is_multiple_of(5) == wanted
        })
    };
    let (train, later) = (fifth(false), fifth(true));
    let recipe = Recipe::choose(&train, Some(graph), 3).unwrap();
    let blend = worths(&Recommender::fit(&train, recipe).unwrap(), &train, &later, graph);
    for part in recipe.parts(&train) {
        let alone = Recipe { warm: Weights::only(part), ..recipe };
        let alone = worths(&Recommender::fit(&train, alone).unwrap(), &train, &later, graph);
        let gains: Vec<f64> = blend.iter().zip(&alone).map(|(blend, alone)| blend - alone).collect();
        assert!(upper_95(&gains) >= 0.0, "{} is better than the blend {:?}", part.name(), recipe.warm);
    }
}

#[test]
fn on_held_out_acts_the_blend_is_not_below_its_best_part() {
    let (history, graph) = town();
    blend_is_not_below_its_best_part(&history, &graph);
    let crowds = two_crowds(300, 60, 12, 3);
    let strangers = Csr::from_pairs(300, 300, &[]).unwrap();
    blend_is_not_below_its_best_part(&crowds, &strangers);
}
