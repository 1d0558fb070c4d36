//! Random walks: a market of one family is lived through thousands of times, and after every command the
//! domain's invariants must hold. Public, because every domain's tests walk.
//!
//! A walk is a list of commands at instants, drawn from a seed before the first step. So it replays, and a
//! walk that breaks a rule is shortened to the few commands that break it.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::panic::resume_unwind;

use kernel::{Chance, Span, Time};

use crate::{Moved, Process, Words};

/// A way to draw one command.
pub type Draw<C> = fn(&mut Chance) -> C;

/// What a domain walks through: a family with whatever its invariants need to remember.
pub trait World: Sized {
    /// What people, gateways and sweepers do. A command names a row by its place, modulo how many there are,
    /// so that it still means something when those before it are left out.
    type Command: Clone + fmt::Debug + Send + 'static;

    /// The commands, each with how often it is drawn beside the others.
    const COMMANDS: &'static [(u64, Draw<Self::Command>)];

    /// A fresh world. What differs from walk to walk is drawn here.
    fn begin(chance: &mut Chance, now: Time) -> Self;

    /// Does it, and answers the moves it made: none if it was refused, as commands may be.
    ///
    /// # Errors
    /// What no command may bring about: a fault, or a no that must not be said.
    fn apply(&mut self, command: &Self::Command, now: Time) -> Result<Vec<Moved>, String>;

    /// Whether every invariant holds.
    ///
    /// # Errors
    /// The broken one, in a sentence.
    fn holds(&self) -> Result<(), String>;

    /// After the last command: heals what is outside, lets time pass and looks whether all has come to rest.
    ///
    /// # Errors
    /// What is still open.
    fn rest(&mut self, now: Time) -> Result<Vec<Moved>, String>;

    /// How it ended, to be counted.
    fn end(&self) -> String;
}

/// Which walks are made.
#[derive(Clone, PartialEq, Debug)]
pub struct Course {
    /// One walk for each.
    pub seeds: Range<u64>,
    /// How many commands a walk has.
    pub steps: usize,
    /// When each walk begins.
    pub begins: Time,
    /// How the clock moves between two commands, each as likely; back too, where that must be survived.
    pub jumps: &'static [Span],
}

/// A command and its instant.
#[derive(Clone, PartialEq, Debug)]
pub struct Timed<C> {
    /// When.
    pub at: Time,
    /// What.
    pub command: C,
}

/// Walks the whole course on all of the machine's cores, and answers what was seen on it. The answer does not
/// depend on how many there are.
///
/// # Errors
/// The walk with the lowest seed that broke a rule, shortened.
pub fn walk<W: World>(course: &Course) -> Result<Seen, Stumble<W::Command>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let parts: Vec<(Seen, Option<(u64, String)>)> = std::thread::scope(|scope| {
        let walkers: Vec<_> =
            (0..cores).map(|core| scope.spawn(move || part::<W>(course, core, cores))).collect();
        walkers.into_iter().map(|walker| walker.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    if let Some((seed, rule)) = parts.iter().filter_map(|(_, stumbled)| stumbled.clone()).min() {
        return Err(shorten::<W>(course, seed, rule, draw::<W>(course, seed)));
    }
    Ok(parts.into_iter().fold(Seen::default(), |seen, (part, _)| seen.and(part)))
}

/// Every `cores`-th walk, up to the first that breaks a rule.
fn part<W: World>(course: &Course, core: usize, cores: usize) -> (Seen, Option<(u64, String)>) {
    let mut seen = Seen::default();
    for seed in course.seeds.clone().skip(core).step_by(cores) {
        if let Err(rule) = play::<W>(course, seed, &draw::<W>(course, seed), &mut seen) {
            return (seen, Some((seed, rule)));
        }
    }
    (seen, None)
}

/// The commands of one walk.
pub fn draw<W: World>(course: &Course, seed: u64) -> Vec<Timed<W::Command>> {
    // A stream of its own: a world that draws more at its beginning keeps its commands.
    let mut chance = Chance::from_seed(Chance::from_number(seed).seed());
    let all = W::COMMANDS.iter().map(|(weight, _)| weight).sum();
    let mut at = course.begins;
    let mut steps = Vec::with_capacity(course.steps);
    while steps.len() < course.steps {
        at = at + chance.pick(course.jumps).copied().unwrap_or(Span::ZERO);
        let mut ticket = chance.below(all);
        let drawn = W::COMMANDS.iter().find(|(weight, _)| {
            let mine = ticket < *weight;
            ticket = ticket.saturating_sub(*weight);
            mine
        });
        let Some((_, command)) = drawn else { break };
        steps.push(Timed { at, command: command(&mut chance) });
    }
    steps
}

/// Plays one walk.
fn play<W: World>(
    course: &Course,
    seed: u64,
    steps: &[Timed<W::Command>],
    seen: &mut Seen,
) -> Result<(), String> {
    let mut world = W::begin(&mut Chance::from_number(seed), course.begins);
    for Timed { at, command } in steps {
        seen.count(&world.apply(command, *at)?);
        world.holds()?;
    }
    seen.count(&world.rest(steps.last().map_or(course.begins, |step| step.at))?);
    world.holds()?;
    *seen.ends.entry(world.end()).or_default() += 1;
    Ok(())
}

/// Leaves out ever smaller runs of commands as long as some rule still breaks (delta debugging, Zeller and
/// Hildebrandt 2002, in its simple form), until no single one can go.
fn shorten<W: World>(
    course: &Course,
    seed: u64,
    rule: String,
    mut steps: Vec<Timed<W::Command>>,
) -> Stumble<W::Command> {
    let breaks = |steps: &[Timed<W::Command>]| play::<W>(course, seed, steps, &mut Seen::default()).err();
    let mut run = steps.len().max(1);
    loop {
        let before = steps.len();
        let mut start = 0;
        while start < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(start..steps.len().min(start + run));
            if breaks(&fewer).is_some() {
                steps = fewer;
            } else {
                start += run;
            }
        }
        if run == 1 && steps.len() == before {
            // What does not break again hangs on more than the seed: its own words are all there is of it.
            let rule = breaks(&steps).unwrap_or_else(|| format!("{rule} (and not when it was walked again)"));
            return Stumble { seed, rule, steps };
        }
        run = (run / 2).max(1);
    }
}

/// A walk that broke a rule.
#[derive(Clone, PartialEq, Debug)]
pub struct Stumble<C> {
    /// Of which seed.
    pub seed: u64,
    /// Which rule, as the world said it.
    pub rule: String,
    /// The fewest commands found that break it.
    pub steps: Vec<Timed<C>>,
}

impl<C: fmt::Debug> fmt::Display for Stumble<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "walk {} broke a rule: {}", self.seed, self.rule)?;
        self.steps.iter().try_for_each(|step| write!(f, "\n    {} {:?}", step.at, step.command))
    }
}

/// One way through a table: process, state before, event, role, state after.
type Way = (&'static str, Option<&'static str>, &'static str, &'static str, &'static str);

/// What was seen on a course.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Seen {
    ways: BTreeMap<Way, u64>,
    /// How many walks ended how.
    pub ends: BTreeMap<String, u64>,
}

impl Seen {
    fn and(mut self, other: Self) -> Self {
        for (way, count) in other.ways {
            *self.ways.entry(way).or_default() += count;
        }
        for (end, count) in other.ends {
            *self.ends.entry(end).or_default() += count;
        }
        self
    }

    fn count(&mut self, moves: &[Moved]) {
        for Moved { process, was, event, by, now, .. } in moves {
            *self.ways.entry((process, *was, event, by, now)).or_default() += 1;
        }
    }

    /// How many moves were made in all, beginnings among them.
    pub fn moves(&self) -> u64 {
        self.ways.values().sum()
    }

    /// The moves of a table that no walk made: rules that nothing has tested.
    pub fn unwalked<P: Process>(&self) -> Vec<String> {
        let mut missing = Vec::new();
        for (states, on, by, _, to, _) in P::MOVES {
            for state in *states {
                let (was, on, by, to) = (state.word(), on.word(), by.word(), to.word());
                if !self.ways.contains_key(&(P::NAME, Some(was), on, by, to)) {
                    missing.push(format!("{} {was} on {on} by {by} to {to}", P::NAME));
                }
            }
        }
        missing
    }
}
