use rand_core::Rng;
use recsys::metrics::{mean, quality};
use recsys::replay::{Logged, self_normalised};
use recsys::simulate::{Arrival, Market, Policy, Setup, gini};
use recsys::{Prior, Scored, SplitMix, Trial, softmax_draw, thompson};

use crate::close;

const SETUP: Setup = Setup { people: 60, items: 40, tastes: 4, friends: 5, seed: 9 };

#[test]
fn recall_and_gain_have_their_textbook_values() {
    let ranking: Vec<Scored> = [7, 3, 9, 1].map(|item| Scored { item, score: 0.0 }).to_vec();
    let found = quality(&ranking, &[1, 3, 8], 4).unwrap();
    close(found.recall, 2.0 / 3.0, 1e-12);
    let ideal = 1.0 + 1.0 / 3f64.log2() + 0.5;
    close(found.ndcg, (1.0 / 3f64.log2() + 1.0 / 5f64.log2()) / ideal, 1e-12);
    assert_eq!(quality(&ranking, &[], 4), None);
    close(quality(&ranking, &[7], 1).unwrap().ndcg, 1.0, 1e-12);
    close(mean(&[found, quality(&ranking, &[7], 1).unwrap()]).recall, 5.0 / 6.0, 1e-12);
}

#[test]
fn replay_of_a_random_log_finds_what_the_new_policy_would_have_earned() {
    let market = Market::new(SETUP).unwrap();
    let mut rng = SplitMix::new(4);
    // The old policy shows any item; the new one prefers items 0 and 1 by a softmax of its own.
    let scored: Vec<Scored> =
        (0..40).map(|item| Scored { item, score: if item < 2 { 3.0 } else { 0.0 } }).collect();
    let target = |item: u32| {
        let weight = |item: u32| if item < 2 { 3f64.exp() } else { 1.0 };
        weight(item) / (0..40).map(weight).sum::<f64>()
    };
    let mut log = Vec::new();
    for _ in 0..60_000 {
        let person = (rng.next_u64() % 60) as u32;
        let item = (rng.next_u64() % 40) as u32;
        let taken = ((rng.next_u64() >> 11) as f64 / (1u64 << 53) as f64) < market.probability(person, item);
        log.push(Logged { reward: f64::from(u8::from(taken)), logged: 1.0 / 40.0, target: target(item) });
    }
    let mut truth = 0.0;
    for _ in 0..60_000 {
        let (item, _) = softmax_draw(&mut rng, &scored, 1.0).unwrap().unwrap();
        truth += market.probability((rng.next_u64() % 60) as u32, item) / 60_000.0;
    }
    let found = self_normalised(&log, 100.0).unwrap().unwrap();
    assert!((found.value - truth).abs() < 4.0 * found.standard_error, "{found:?} beside {truth}");
    assert!(found.standard_error < 0.02 && found.clipped == 0.0 && found.effective > 1_000.0);
}

#[test]
fn clipping_is_counted_and_nothing_in_common_gives_nothing() {
    let shown = |target: f64, reward: f64| Logged { reward, logged: 0.1, target };
    let found = self_normalised(&[shown(1.0, 1.0), shown(0.1, 0.0)], 3.0).unwrap().unwrap();
    close(found.value, 3.0 / 4.0, 1e-12);
    close(found.clipped, 0.5, 1e-12);
    close(found.effective, 16.0 / 10.0, 1e-12);
    close(found.standard_error, ((3.0 * 0.25f64).powi(2) + 0.75f64.powi(2)).sqrt() / 4.0, 1e-12);
    assert_eq!(self_normalised(&[shown(0.0, 1.0)], 3.0).unwrap(), None);
    assert!(self_normalised(&[Logged { logged: 0.0, ..shown(0.1, 0.0) }], 3.0).is_err());
    assert!(self_normalised(&[], f64::NAN).is_err());
}

#[test]
fn gini_is_zero_when_even_and_large_when_one_has_all() {
    close(gini(&[3, 3, 3]), 0.0, 1e-12);
    close(gini(&[0, 0, 0, 8]), 0.75, 1e-12);
    assert_eq!(gini(&[]), 0.0);
}

#[test]
fn the_same_setup_is_the_same_market_and_another_seed_another() {
    let market = Market::new(SETUP).unwrap();
    assert_eq!(Market::new(SETUP).unwrap(), market);
    assert_ne!(Market::new(Setup { seed: 10, ..SETUP }).unwrap(), market);
    let history = |seed: u64| market.history(30, &mut SplitMix::new(seed)).unwrap();
    assert_eq!(history(1), history(1));
    assert_eq!(market.probability(0, 99), 0.0);
}

/// Knows the truth.
struct Oracle<'a>(&'a Market);

impl Policy for Oracle<'_> {
    fn show(&mut self, person: u32, exist: usize) -> Vec<u32> {
        let scored =
            (0..exist as u32).map(|item| Scored { item, score: self.0.probability(person, item) as f32 });
        recsys::best(scored.collect(), 5).into_iter().map(|one| one.item).collect()
    }

    fn tell(&mut self, _: u32, _: u32, _: bool) {}
}

/// Shows what was taken most often a view, drawn by Thompson or as it stands.
struct Counting {
    trials: Vec<Trial>,
    explores: bool,
    rng: SplitMix,
}

impl Policy for Counting {
    fn show(&mut self, _: u32, exist: usize) -> Vec<u32> {
        let known = &self.trials[..exist];
        let prior = Prior { taken: 1.0, refused: 4.0 };
        let shown = if self.explores {
            thompson(&mut self.rng, known, prior, 5).unwrap()
        } else {
            let rate =
                |one: &Trial| Scored { item: one.item, score: (one.taken / one.shown.max(1.0)) as f32 };
            recsys::best(known.iter().map(rate).collect(), 5)
        };
        shown.into_iter().map(|one| one.item).collect()
    }

    fn tell(&mut self, _: u32, item: u32, taken: bool) {
        let trial = &mut self.trials[item as usize];
        trial.shown += 1.0;
        trial.taken += f64::from(u8::from(taken));
    }
}

#[test]
fn who_knows_the_truth_regrets_nothing_and_exploring_serves_new_items() {
    let market = Market::new(SETUP).unwrap();
    let arrival = Arrival { first: 20, every: 50 };
    let counting = |explores: bool| Counting {
        trials: (0..40).map(|item| Trial { item, shown: 0.0, taken: 0.0 }).collect(),
        explores,
        rng: SplitMix::new(8),
    };
    let oracle = market.run(3_000, arrival, &mut SplitMix::new(3), &mut Oracle(&market));
    assert!(oracle.regret.abs() < 1e-3, "{}", oracle.regret);
    let run = |mut policy: Counting| market.run(3_000, arrival, &mut SplitMix::new(3), &mut policy);
    let (greedy, thompson) = (run(counting(false)), run(counting(true)));
    assert!(thompson.regret < greedy.regret, "{} beside {}", thompson.regret, greedy.regret);
    assert!(thompson.coverage > greedy.coverage);
    assert!(thompson.rounds_to_50_views.len() >= greedy.rounds_to_50_views.len());
}
