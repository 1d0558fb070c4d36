//! What the engine keeps of every process: the columns each process table has, and its clocks.

use kernel::{Id, Span, Time};

use crate::{No, Process, UnknownWord, Words};

/// The state of one row and how it came to be.
#[derive(Clone, PartialEq, Debug)]
pub struct Life<P: Process> {
    /// Which one.
    pub id: Id<P>,
    /// Where it stands.
    pub state: P::State,
    /// How many moves it has made; what `If-Match` compares.
    pub version: i64,
    /// When it came into this state.
    pub since: Time,
    /// The clocks that live in this state, in the order of the table.
    pub clocks: Vec<Tick>,
}

impl<P: Process> Life<P> {
    /// A new life. Put its row into the family, then [`crate::begin`] it.
    pub fn new(id: Id<P>, state: P::State, now: Time) -> Self {
        Self { id, state, version: 0, since: now, clocks: Vec::new() }
    }

    /// A life read back from its columns.
    ///
    /// # Errors
    /// A state that this binary does not know.
    pub fn stored(
        id: Id<P>,
        state: &str,
        version: i64,
        since: Time,
        clocks: Vec<Tick>,
    ) -> Result<Self, UnknownWord> {
        Ok(Self { id, state: P::State::parse(state)?, version, since, clocks })
    }

    /// Whether nothing can happen to it any more.
    pub fn is_over(&self) -> bool {
        P::ENDS.contains(&self.state)
    }

    /// The clock that runs out first.
    pub fn deadline(&self) -> Option<(&'static str, Time)> {
        self.clocks.iter().filter_map(|tick| Some((tick.name, tick.at?))).min_by_key(|(_, at)| *at)
    }

    /// Refuses somebody who decided on an older version than this one.
    ///
    /// # Errors
    /// [`No::Changed`].
    pub fn unchanged_since(&self, version: i64) -> Result<(), No<P>> {
        if version == self.version { Ok(()) } else { Err(No::Changed { version: self.version }) }
    }
}

/// One clock of one row. While it runs, `at = due + held`: what a pause took is given back in full.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tick {
    /// Its name in the table.
    pub name: &'static str,
    /// When it runs out; `None` while it is held, while its due cannot be known, and once it has rung.
    pub at: Option<Time>,
    /// How long it has been held, in all finished pauses together.
    pub held: Span,
    /// The start of the pause it is in.
    pub held_since: Option<Time>,
    /// The due it last rang for, pauses aside. It rings again only for a later one, so a reminder that leaves
    /// the state as it is happens once.
    pub rung: Option<Time>,
}

impl Tick {
    /// A clock that is wound for the first time.
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, at: None, held: Span::ZERO, held_since: None, rung: None }
    }

    /// A clock read back from its columns, before its times are filled in.
    ///
    /// # Errors
    /// A name that is not in the process's table.
    pub fn stored<P: Process>(name: &str) -> Result<Self, UnknownWord> {
        P::CLOCKS
            .iter()
            .find(|(known, ..)| *known == name)
            .map(|(known, ..)| Self::new(known))
            .ok_or_else(|| UnknownWord { of: "Clock", word: name.chars().take(64).collect() })
    }

    /// Marks that it rang.
    pub(crate) fn ring(&mut self) {
        let held = self.held;
        self.rung = self.at.take().map(|at| at - held).or(self.rung);
    }

    /// The clock as it must be in a row that stands in a state it lives in.
    pub(crate) fn wound(mut self, due: Option<Time>, runs: bool, now: Time) -> Self {
        match (self.held_since, runs) {
            // A pause is never negative: a machine's clock that was set back takes nobody's time away.
            (Some(since), true) => {
                self.held = self.held + (now - since).max(Span::ZERO);
                self.held_since = None;
            }
            (None, false) => self.held_since = Some(now),
            _ => {}
        }
        self.at = due.filter(|due| runs && self.rung < Some(*due)).map(|due| due + self.held);
        self
    }
}
