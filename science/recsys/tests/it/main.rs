//! One executable for all tests of the face, so that it links once.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says so by failing")]

mod blend;
mod counts;
mod judging;
mod linear;
mod lists;
mod pages;
mod people;
mod sets;

use rand_core::Rng;
use recsys::{Csr, SplitMix};

/// A random history: each of `people` does about `acts` of `items`, low items more often.
pub fn random_history(people: usize, items: usize, acts: usize, seed: u64) -> Csr {
    let mut rng = SplitMix::new(seed);
    let mut draw = |bound: usize| (rng.next_u64() % bound as u64) as usize;
    let mut pairs = Vec::new();
    for person in 0..people {
        for _ in 0..acts {
            let item = draw(items).min(draw(items));
            pairs.push((person as u32, item as u32));
        }
    }
    Csr::from_pairs(people, items, &pairs).expect("ids are within bounds")
}

/// A history of two crowds, each with its own half of the items.
pub fn two_crowds(people: usize, items: usize, acts: usize, seed: u64) -> Csr {
    let mut rng = SplitMix::new(seed);
    let mut pairs = Vec::new();
    for person in 0..people {
        for _ in 0..acts {
            let half = (rng.next_u64() % (items as u64 / 2)) as usize;
            pairs.push((person as u32, (half + person % 2 * (items / 2)) as u32));
        }
    }
    Csr::from_pairs(people, items, &pairs).expect("ids are within bounds")
}

/// A person's row as a past of plain acts.
pub fn past(history: &Csr, person: usize) -> Vec<(u32, f32)> {
    history.row(person).iter().collect()
}

/// Fails unless the two differ by less than the tolerance times one more than the second.
#[track_caller]
pub fn close(left: f64, right: f64, tolerance: f64) {
    assert!((left - right).abs() <= tolerance * (1.0 + right.abs()), "{left} is not {right}");
}
