use proptest::prelude::*;
use rand_core::Rng;
use recsys::{CoCounts, CountSettings, SplitMix, Trending, Weighting};

use crate::close;

const SETTINGS: CountSettings = CountSettings { half_life: 1_000.0, window: 6, ties: 64, person: 0.5 };

/// The tie of two items, counted from the whole log at once, straight from the documentation.
fn from_the_log(log: &[(u32, u32, f64)], left: u32, right: u32, now: f64) -> f64 {
    let mut sum = 0.0;
    for person in 0..8 {
        let own: Vec<(u32, f64)> =
            log.iter().filter(|act| act.0 == person).map(|act| (act.1, act.2)).collect();
        for (at, &(item, when)) in own.iter().enumerate() {
            // The latest distinct items before this act, the newest first.
            let mut window: Vec<u32> = Vec::new();
            for &(before, _) in own[..at].iter().rev() {
                if before != item && !window.contains(&before) {
                    window.push(before);
                }
            }
            window.truncate(SETTINGS.window - 1);
            let other = if item == left {
                right
            } else if item == right {
                left
            } else {
                continue;
            };
            if window.contains(&other) {
                let size = window.len() as f64 + 1.0;
                sum += size.powf(-0.5) * (-(now - when) / SETTINGS.half_life).exp2();
            }
        }
    }
    sum
}

fn random_log(events: usize, seed: u64) -> Vec<(u32, u32, f64)> {
    let mut rng = SplitMix::new(seed);
    (0..events)
        .map(|at| ((rng.next_u64() % 8) as u32, (rng.next_u64() % 12) as u32, at as f64 * 37.0))
        .collect()
}

fn counted(log: &[(u32, u32, f64)]) -> CoCounts {
    let mut counts = CoCounts::new(SETTINGS).unwrap();
    log.iter().for_each(|&(person, item, at)| counts.add(person, item, at).unwrap());
    counts
}

#[test]
fn counting_event_by_event_equals_counting_the_whole_log_at_once() {
    for seed in 0..20 {
        let log = random_log(150, seed);
        let counts = counted(&log);
        let now = 6_000.0;
        for left in 0..12 {
            for right in (0..12).filter(|&right| right != left) {
                close(counts.tie(left, right, now), from_the_log(&log, left, right, now), 1e-9);
            }
        }
    }
}

#[test]
fn a_tie_counts_half_after_its_half_life() {
    let counts = counted(&[(0, 1, 0.0), (0, 2, 0.0)]);
    let fresh = counts.tie(1, 2, 0.0);
    close(fresh, 0.5f64.sqrt(), 1e-12);
    close(counts.tie(1, 2, 1_000.0), fresh / 2.0, 1e-12);
}

#[test]
fn years_of_events_keep_numbers_finite_and_recent_ties_exact() {
    let log: Vec<(u32, u32, f64)> = (0..2_000).map(|at| (0, at % 12, f64::from(at) * 900.0)).collect();
    let counts = counted(&log);
    let now = 1_999.0 * 900.0;
    let (left, right) = (1_999 % 12, 1_998 % 12);
    close(counts.tie(left, right, now), from_the_log(&log[1_000..], left, right, now), 1e-9);
}

#[test]
fn a_row_never_outgrows_its_limit_and_keeps_its_strongest_tie() {
    let mut counts = CoCounts::new(CountSettings { ties: 8, window: 2, ..SETTINGS }).unwrap();
    for person in 0..200u32 {
        counts.add(person, 0, f64::from(person)).unwrap();
        counts.add(person, if person % 2 == 0 { 1 } else { 2 + person }, f64::from(person)).unwrap();
    }
    let lists = counts.lists(&Weighting::COSINE, 200.0, 100).unwrap();
    assert!(lists.rows().row(0).len() <= 8);
    assert!(counts.tie(0, 1, 200.0) > 30.0);
}

#[test]
fn an_event_changes_the_next_answer_and_forgetting_a_person_ends_their_ties() {
    let mut counts = counted(&[(0, 1, 0.0), (0, 2, 1.0)]);
    let asked = |counts: &CoCounts| counts.recommend(&[(2, 1.0)], &Weighting::COSINE, 2.0, 3);
    assert_eq!(asked(&counts).len(), 1);
    counts.add(0, 3, 2.0).unwrap();
    assert!(asked(&counts).iter().any(|one| one.item == 3));
    counts.forget(0);
    counts.add(0, 4, 2.0).unwrap();
    assert!(asked(&counts).iter().all(|one| one.item != 4));
}

#[test]
fn lists_from_counts_serve_what_the_counts_serve() {
    let counts = counted(&random_log(300, 5));
    let lists = counts.lists(&Weighting::rp3beta(0.3, 0.2), 12_000.0, 50).unwrap();
    let direct = counts.recommend(&[(3, 1.0), (5, 0.5)], &Weighting::rp3beta(0.3, 0.2), 12_000.0, 4);
    assert_eq!(lists.recommend(&[(3, 1.0), (5, 0.5)], 4), direct);
}

#[test]
fn counts_come_back_from_their_bytes_and_go_on() {
    let log = random_log(200, 8);
    let mut counts = counted(&log);
    let mut again = CoCounts::from_bytes(&counts.to_bytes()).unwrap();
    assert_eq!(again, counts);
    counts.add(3, 3, 9_000.0).unwrap();
    again.add(3, 3, 9_000.0).unwrap();
    assert_eq!(again, counts);
    assert!(CoCounts::from_bytes(&counts.to_bytes()[1..]).is_err());
}

#[test]
fn times_and_limits_out_of_range_are_refused() {
    assert!(CoCounts::new(CountSettings { window: 0, ..SETTINGS }).is_err());
    assert!(CoCounts::new(CountSettings { half_life: 0.0, ..SETTINGS }).is_err());
    assert!(CoCounts::new(SETTINGS).unwrap().add(0, 0, f64::NAN).is_err());
    assert!(Trending::new(3, 10.0, 5.0).is_err());
    assert!(Trending::new(3, 10.0, 50.0).unwrap().add(3, 0.0, 1.0).is_err());
}

#[test]
fn a_trending_count_is_halved_by_its_half_life_and_survives_its_bytes() {
    let mut trending = Trending::new(2, 100.0, 1_000.0).unwrap();
    trending.add(1, 0.0, 4.0).unwrap();
    close(trending.count(1, 200.0), 1.0, 1e-12);
    trending.add(0, 1e6, 1.0).unwrap();
    assert_eq!(trending.popular(1e6, 2)[0].item, 0);
    assert_eq!(Trending::from_bytes(&trending.to_bytes()).unwrap(), trending);
}

proptest! {
    #[test]
    fn how_different_peoples_acts_interleave_changes_nothing(seed in 0u64..1_000, turn in 0usize..8) {
        let log = random_log(60, seed);
        // The same acts, each person's own in order, people one after the other.
        let sorted: Vec<(u32, u32, f64)> = (0..8)
            .map(|person| (person + turn as u32) % 8)
            .flat_map(|person| log.iter().copied().filter(move |act| act.0 == person))
            .collect();
        let (one, other) = (counted(&log), counted(&sorted));
        for left in 0..12 {
            for right in 0..12 {
                prop_assert!((one.tie(left, right, 3_000.0) - other.tie(left, right, 3_000.0)).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn trending_does_not_care_in_which_order_acts_arrive(
        mut acts in prop::collection::vec((0u32..5, 0.0f64..50_000.0), 1..60),
    ) {
        let counted = |acts: &[(u32, f64)]| {
            let mut trending = Trending::new(5, 60.0, 600.0).unwrap();
            acts.iter().for_each(|&(item, at)| trending.add(item, at, 1.0).unwrap());
            trending
        };
        let one = counted(&acts);
        acts.sort_by(|left, right| right.1.total_cmp(&left.1));
        let other = counted(&acts);
        for item in 0..5 {
            let (one, other) = (one.count(item, 50_000.0), other.count(item, 50_000.0));
            prop_assert!((one - other).abs() <= 1e-9 * (1.0 + one));
        }
    }
}
