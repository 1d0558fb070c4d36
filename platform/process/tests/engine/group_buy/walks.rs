//! S2's invariants over random walks, and that no answer depends on the sweeper.

use std::collections::BTreeMap;

use kernel::{Chance, Span, Time};
use process::walk::{Course, World as _, draw, walk};

use super::market::{Does, Market};
use super::rules::*;
use super::tables::*;

const BEGINS: Time = Time::from_micros(1_764_000_000_000_000);
const ON: &[Span] = &[
    Span::ZERO,
    Span::from_micros(1),
    Span::seconds(30),
    Span::minutes(1),
    Span::minutes(2),
    Span::minutes(10),
    Span::hours(3),
];
const BACK_AND_FORTH: &[Span] = &[
    Span::ZERO,
    Span::minutes(1),
    Span::minutes(10),
    Span::minutes(-11),
    Span::hours(5),
    Span::hours(-2),
    Span::days(2),
];

pub fn course(walks: u64) -> Course {
    Course { seeds: 1..walks + 1, steps: 20, begins: BEGINS, jumps: ON }
}

#[test]
fn a_hundred_thousand_walks_hold_every_invariant_and_take_every_row() {
    let seen = walk::<Market<AsPrinted>>(&course(100_000)).unwrap_or_else(|stumble| panic!("{stumble}"));
    assert_eq!(seen.unwalked::<Group>(), Vec::<String>::new());
    assert_eq!(seen.unwalked::<Seat>(), Vec::<String>::new());
    println!("{} moves, {:?}", seen.moves(), seen.ends);
}

#[test]
fn a_clock_that_jumps_back_and_forth_breaks_no_promise() {
    let course = Course { jumps: BACK_AND_FORTH, ..course(10_000) };
    walk::<Market<AsPrinted>>(&course).unwrap_or_else(|stumble| panic!("{stumble}"));
}

#[test]
fn no_answer_depends_on_how_late_the_sweeper_is() {
    let course = course(5_000);
    let mut ends = BTreeMap::new();
    for seed in course.seeds.clone() {
        let steps = draw::<Market<AsPrinted>>(&course, seed);
        let world = || Market::<AsPrinted>::begin(&mut Chance::from_number(seed), BEGINS);
        let (mut lazy, mut eager, mut chance) = (world(), world(), Chance::from_number(!seed));
        let (mut told_lazily, mut told_eagerly) = (Vec::new(), Vec::new());
        let mut last = BEGINS;
        for step in steps.iter().filter(|step| step.command != Does::Sweep) {
            for _ in 0..chance.below(3) {
                let gap = (step.at - last).micros().unsigned_abs();
                last = last + Span::from_micros(chance.below(gap + 1) as i64);
                told_eagerly.extend(eager.sweep(last));
            }
            last = step.at;
            told_lazily.extend(lazy.apply(&step.command, step.at).unwrap());
            told_eagerly.extend(eager.apply(&step.command, step.at).unwrap());
        }
        let end = last + Span::days(4);
        told_lazily.extend(lazy.sweep(end));
        told_eagerly.extend(eager.sweep(end));
        assert_eq!(lazy.buy, eager.buy, "seed {seed}");
        assert_eq!(told_lazily, told_eagerly, "seed {seed}");
        *ends.entry(lazy.end()).or_insert(0) += 1;
    }
    assert!(ends.len() >= 4, "the walks end in different ways: {ends:?}");
}
