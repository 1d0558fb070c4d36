//! The clocks' table: read with the family, written where a move changed them.

use db::{Broken, FromRow, Row, Rx, Tx, params, sql};
use kernel::{Id, Span, Time, Uid};
use process::{Process, Tick};

sql! {
    OF_FAMILY = "SELECT process, id, name, at, held, held_since, rung FROM clock WHERE root = $1";
    PUT = "INSERT INTO clock (process, id, name, root, kind, at, held, held_since, rung)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (process, id, name) DO UPDATE
        SET at = $6, held = $7, held_since = $8, rung = $9";
    GONE = "DELETE FROM clock WHERE process = $1 AND id = $2 AND name = $3";
}

/// One row of the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Stand {
    pub process: String,
    pub id: Uid,
    pub name: String,
    pub at: Option<Time>,
    pub held: Span,
    pub held_since: Option<Time>,
    pub rung: Option<Time>,
}

impl FromRow for Stand {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self {
            process: row.take()?,
            id: row.take()?,
            name: row.take()?,
            at: row.take()?,
            held: row.take()?,
            held_since: row.take()?,
            rung: row.take()?,
        })
    }
}

impl Stand {
    fn of(process: &'static str, id: Uid, tick: &Tick) -> Self {
        let Tick { name, at, held, held_since, rung } = *tick;
        Self { process: process.into(), id, name: name.into(), at, held, held_since, rung }
    }
}

/// The clocks of one family, as they are stored.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Ticks(Vec<Stand>);

impl Ticks {
    pub(crate) fn load(rx: &mut Rx, root: Uid) -> Result<Self, Broken> {
        rx.all(&OF_FAMILY, &params![root]).map(Self)
    }

    /// Collects the clocks that rows carry, for storing.
    pub fn gather<P: Process>(&mut self, rows: &[P]) {
        for life in rows.iter().map(Process::life) {
            self.0.extend(life.clocks.iter().map(|tick| Stand::of(P::NAME, life.id.uid(), tick)));
        }
    }

    /// The clocks of one row, for its [`process::Life::stored`].
    ///
    /// # Errors
    /// A clock that this binary does not know.
    pub fn of<P: Process>(&self, id: Id<P>) -> Result<Vec<Tick>, Broken> {
        P::CLOCKS
            .iter()
            .filter_map(|(name, ..)| {
                let mine =
                    |stand: &&Stand| stand.process == P::NAME && stand.id == id.uid() && stand.name == *name;
                self.0.iter().find(mine)
            })
            .map(|stand| {
                let mut tick =
                    Tick::stored::<P>(&stand.name).map_err(|word| Broken::Stored(word.to_string()))?;
                (tick.at, tick.held, tick.held_since, tick.rung) =
                    (stand.at, stand.held, stand.held_since, stand.rung);
                Ok(tick)
            })
            .collect()
    }

    /// Writes what differs from what was stored.
    pub(crate) fn store(&self, tx: &mut Tx, before: &Self, root: Uid, kind: &str) -> Result<(), Broken> {
        let same = |one: &Stand, other: &Stand| {
            one.process == other.process && one.id == other.id && one.name == other.name
        };
        for gone in before.0.iter().filter(|old| !self.0.iter().any(|new| same(new, old))) {
            tx.run(&GONE, &params![&gone.process, gone.id, &gone.name])?;
        }
        for stand in self.0.iter().filter(|new| !before.0.contains(new)) {
            let Stand { process, id, name, at, held, held_since, rung } = stand;
            tx.run(&PUT, &params![process, *id, name, root, kind, *at, *held, *held_since, *rung])?;
        }
        Ok(())
    }
}
