//! What can be wrong with a table and be seen without running it. Every domain's tests ask for no findings.

use std::collections::BTreeSet;

use crate::table::is_always;
use crate::{Clock, Family, Move, Process, Role as _, Words};

/// A rule that tables keep.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rule {
    /// An earlier row without a guard takes the same event from the same role in the same state.
    RowIsReached,
    /// Moves lead to every state from those a row begins in.
    StateIsReached,
    /// A state that is not an end has a way out.
    StateHasAnExit,
    /// Nothing leaves an end (rules.md, G3).
    EndsAbsorb,
    /// Every event is in some row.
    EventIsTaken,
    /// In every state a clock runs in, the timer's rows for its event end in one without a guard.
    ClockIsHeard,
    /// A clock's event is the timer's in every state the clock runs in.
    ClockIsTheTimers,
    /// A clock runs only where it lives.
    ClockRunsWhereItLives,
    /// A clock runs in some state at all.
    ClockRuns,
    /// Two clocks of a process have two names, two members of a family as well.
    NamesAreUnique,
}

/// One thing that is wrong, in a sentence for whoever wrote the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The rule that is broken.
    pub rule: Rule,
    /// In which process.
    pub process: &'static str,
    /// Where and how.
    pub sentence: String,
}

/// What is wrong with all tables of a family; an empty list is a clean bill.
pub fn lint_family<F: Family>() -> Vec<Finding> {
    let mut findings: Vec<Finding> = F::MEMBERS.iter().flat_map(|member| (member.lint)()).collect();
    for name in twice(F::MEMBERS.iter().map(|member| member.name)) {
        let sentence = format!("two members of one family are called `{name}`");
        findings.push(Finding { rule: Rule::NamesAreUnique, process: name, sentence });
    }
    findings
}

/// What is wrong with the tables of one process.
pub fn lint<P: Process>() -> Vec<Finding> {
    let mut found = Found::default();
    rows::<P>(&mut found);
    states::<P>(&mut found);
    events::<P>(&mut found);
    names::<P>(&mut found);
    for clock in P::CLOCKS {
        clock_is_sound::<P>(clock, &mut found);
    }
    found.0.into_iter().map(|(rule, sentence)| Finding { rule, process: P::NAME, sentence }).collect()
}

#[derive(Default)]
struct Found(Vec<(Rule, String)>);

impl Found {
    fn says(&mut self, rule: Rule, sentence: String) {
        self.0.push((rule, sentence));
    }
}

fn rows<P: Process>(found: &mut Found) {
    for (place, later) in P::MOVES.iter().enumerate() {
        let (states, on, by, _, to, _) = later;
        for state in *states {
            if let Some(earlier) = P::MOVES[..place].iter().position(|row| shadows::<P>(row, later, *state)) {
                let (place, earlier) = (place + 1, earlier + 1);
                found.says(
                    Rule::RowIsReached,
                    format!(
                        "row {place} ({state} on {on} by {by} to {to}) is never reached: row {earlier} takes it \
                         without a guard",
                        state = state.word(),
                        on = on.word(),
                        by = by.word(),
                        to = to.word(),
                    ),
                );
            }
        }
    }
}

fn shadows<P: Process>(earlier: &Move<P>, later: &Move<P>, state: P::State) -> bool {
    let (states, on, by, only_if, ..) = earlier;
    states.contains(&state) && *on == later.1 && *by == later.2 && is_always::<P>(*only_if)
}

fn states<P: Process>(found: &mut Found) {
    let reached = reached::<P>();
    for state in P::State::ALL {
        let word = state.word();
        if !reached.contains(state) {
            found.says(Rule::StateIsReached, format!("no moves lead to the state `{word}`"));
        }
        let leaves = |row: &&Move<P>| row.0.contains(state) && row.4 != *state;
        let takes = |row: &&Move<P>| row.0.contains(state);
        if P::ENDS.contains(state) {
            if let Some((_, on, ..)) = P::MOVES.iter().find(takes) {
                let on = on.word();
                found.says(Rule::EndsAbsorb, format!("`{word}` is an end, yet it takes `{on}`"));
            }
        } else if !P::MOVES.iter().any(|row| leaves(&row)) {
            found.says(Rule::StateHasAnExit, format!("nothing leaves `{word}`, and it is not called an end"));
        }
    }
}

/// The states that moves lead to from the beginnings, guards aside.
fn reached<P: Process>() -> BTreeSet<P::State> {
    let mut reached: BTreeSet<P::State> = P::BEGINS.iter().copied().collect();
    loop {
        let before = reached.len();
        for (states, _, _, _, to, _) in P::MOVES {
            if states.iter().any(|state| reached.contains(state)) {
                reached.insert(*to);
            }
        }
        if reached.len() == before {
            return reached;
        }
    }
}

fn events<P: Process>(found: &mut Found) {
    for event in P::Event::ALL {
        if !P::MOVES.iter().any(|(states, on, ..)| on == event && !states.is_empty()) {
            found.says(Rule::EventIsTaken, format!("no row takes `{}`", event.word()));
        }
    }
}

fn names<P: Process>(found: &mut Found) {
    for name in twice(P::CLOCKS.iter().map(|(name, ..)| *name)) {
        found.says(Rule::NamesAreUnique, format!("two clocks are called `{name}`"));
    }
}

fn twice(words: impl Iterator<Item = &'static str>) -> impl Iterator<Item = &'static str> {
    let mut seen = BTreeSet::new();
    words.filter(move |word| !seen.insert(*word))
}

fn clock_is_sound<P: Process>(clock: &Clock<P>, found: &mut Found) {
    let (name, lives, runs, _, then) = clock;
    if runs.is_empty() {
        found.says(Rule::ClockRuns, format!("the clock `{name}` runs in no state"));
    }
    for state in *runs {
        let (word, event) = (state.word(), then.word());
        if !lives.contains(state) {
            found.says(
                Rule::ClockRunsWhereItLives,
                format!("the clock `{name}` runs in `{word}`, where it does not live"),
            );
        }
        let takers: Vec<&Move<P>> =
            P::MOVES.iter().filter(|row| row.0.contains(state) && row.1 == *then).collect();
        let timers = || takers.iter().filter(|row| row.2 == P::Role::TIMER);
        if takers.is_empty() {
            found.says(
                Rule::ClockIsHeard,
                format!("the clock `{name}` rings `{event}` in `{word}`, where no row takes it"),
            );
        } else if timers().next().is_none() {
            found.says(
                Rule::ClockIsTheTimers,
                format!("the clock `{name}` rings `{event}` in `{word}`, where only others may do that"),
            );
        } else if !timers().any(|row| is_always::<P>(row.3)) {
            found.says(
                Rule::ClockIsHeard,
                format!(
                    "the clock `{name}` may ring for ever in `{word}`: every row for `{event}` is guarded"
                ),
            );
        }
    }
}
