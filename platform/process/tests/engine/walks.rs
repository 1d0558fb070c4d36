//! The walks themselves: that they replay, and that a long failure becomes a short one.

use kernel::{Chance, Span, Time};
use process::walk::{Course, Draw, Stumble, Timed, World, draw, walk};
use process::{Moved, Plan, settle, step};

use super::lamp::*;

#[derive(Clone, PartialEq, Debug)]
struct Right;
impl Wiring for Right {}

/// A lamp in a house where, it is said, nobody presses twice within a minute. It is not so, unless the door is
/// locked and nobody knocks.
struct House {
    lamp: Lamp<Right>,
    locked: bool,
    knocked: bool,
    pressed_at: Vec<Time>,
}

#[derive(Clone, PartialEq, Debug)]
enum Does {
    Press,
    Knock,
    Lock,
}

impl World for House {
    type Command = Does;
    const COMMANDS: &'static [(u64, Draw<Does>)] =
        &[(2, |_| Does::Press), (1, |_| Does::Knock), (1, |_| Does::Lock)];

    fn begin(_: &mut Chance, _: Time) -> Self {
        Self { lamp: lamp(None).0, locked: false, knocked: false, pressed_at: Vec::new() }
    }
    fn apply(&mut self, command: &Does, now: Time) -> Result<Vec<Moved>, String> {
        let mut plan = Plan::new();
        match command {
            Does::Press => {
                step::<Lamp<Right>>(&mut self.lamp, id(), Press, &[Guest], now, &mut plan).unwrap();
                self.pressed_at.push(now);
            }
            Does::Knock => self.knocked = true,
            Does::Lock => self.locked = true,
        }
        plan.finish().map_err(|fault| fault.to_string())
    }
    fn holds(&self) -> Result<(), String> {
        let twice = self.pressed_at.windows(2).any(|two| two[1] - two[0] < Span::minutes(1));
        if twice && (self.knocked || !self.locked) {
            Err("pressed twice within a minute".into())
        } else {
            Ok(())
        }
    }
    fn rest(&mut self, now: Time) -> Result<Vec<Moved>, String> {
        let mut plan = Plan::new();
        settle(&mut self.lamp, now, &mut plan).map_err(|fault| fault.to_string())?;
        plan.finish().map_err(|fault| fault.to_string())
    }
    fn end(&self) -> String {
        self.lamp.life.state.to_string()
    }
}

const JUMPS: &[Span] = &[Span::seconds(20), Span::minutes(2)];

fn course(steps: usize) -> Course {
    Course { seeds: 0..200, steps, begins: DUSK, jumps: JUMPS }
}

#[test]
fn a_long_failure_is_shortened_to_the_commands_that_make_it() {
    for seed in 0..200 {
        let stumble = walk::<House>(&Course { seeds: seed..seed + 1, ..course(60) }).unwrap_err();
        let commands: Vec<Does> = stumble.steps.iter().map(|step| step.command.clone()).collect();
        assert_eq!(
            commands,
            [Does::Press, Does::Press],
            "seed {seed}: a knock explains nothing without a lock"
        );
    }
}

#[test]
fn the_first_walk_that_stumbles_is_told_with_its_seed_and_its_commands() {
    let Stumble { seed, rule, steps } = walk::<House>(&course(60)).unwrap_err();
    assert_eq!((seed, &*rule, steps.len()), (0, "pressed twice within a minute", 2));
    let told = Stumble { seed, rule, steps: vec![Timed { at: DUSK, command: Does::Knock }] }.to_string();
    assert_eq!(told, "walk 0 broke a rule: pressed twice within a minute\n    2025-11-24T16:00:00Z Knock");
}

#[test]
fn one_course_is_always_the_same_walk() {
    assert_eq!(walk::<House>(&course(60)).err(), walk::<House>(&course(60)).err());
    assert_eq!(draw::<House>(&course(60), 5), draw::<House>(&course(60), 5));
    assert_ne!(draw::<House>(&course(60), 5), draw::<House>(&course(60), 6));
}

#[test]
fn what_no_walk_did_is_named() {
    let seen = walk::<House>(&course(1)).unwrap_or_else(|stumble| panic!("{stumble}"));
    assert_eq!(
        seen.unwalked::<Lamp<Right>>(),
        [
            "lamp on on press by guest to off",
            "lamp on on fade by timer to off",
            "lamp off on burn by house to burnt",
            "lamp on on burn by house to burnt",
        ]
    );
    assert_eq!(seen.ends.values().sum::<u64>(), 200);
    assert_eq!((seen.moves(), seen.ends["on"]), (seen.ends["on"], seen.moves()), "one press each");
}

/// A house where the light failed once, for a reason that no seed knows.
struct Weather;

static STRUCK: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

impl World for Weather {
    type Command = Does;
    const COMMANDS: &'static [(u64, Draw<Does>)] = House::COMMANDS;
    fn begin(_: &mut Chance, _: Time) -> Self {
        Self
    }
    fn apply(&mut self, _: &Does, _: Time) -> Result<Vec<Moved>, String> {
        Ok(Vec::new())
    }
    fn holds(&self) -> Result<(), String> {
        let again = STRUCK.swap(true, std::sync::atomic::Ordering::Relaxed);
        if again { Ok(()) } else { Err("lightning".into()) }
    }
    fn rest(&mut self, _: Time) -> Result<Vec<Moved>, String> {
        Ok(Vec::new())
    }
    fn end(&self) -> String {
        String::new()
    }
}

#[test]
fn what_broke_once_and_not_again_is_told_in_its_own_words() {
    let stumble = walk::<Weather>(&course(2)).err().unwrap();
    assert_eq!((&*stumble.rule, stumble.steps.len()), ("lightning (and not when it was walked again)", 2));
}
