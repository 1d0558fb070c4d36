//! How a leaving is read and written.

use db::{Broken, FromRow, No, Row, Rx, Tx, params, sql};
use kernel::{Account, Id, Time, Uid};
use process::{Life, Words as _};
use runner::{Stored, Ticks};

use super::{Leaving, LeavingState};

sql! {
    LEAVING = "SELECT account, asked, due, state, version, since FROM leaving WHERE id = $1";
    /// The last time that an account asked; of two in one instant the one that was not taken back.
    LAST = "SELECT id FROM leaving WHERE account = $1
        ORDER BY CASE WHEN state = 'kept' THEN 1 ELSE 0 END, asked DESC, id DESC LIMIT 1";
    INSERT = "INSERT INTO leaving (id, account, asked, due, state, version, since)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    UPDATE = "UPDATE leaving SET due = $2, state = $3, version = $4, since = $5 WHERE id = $1";
}

struct Stand {
    account: Id<Account>,
    asked: Time,
    due: Time,
    state: String,
    version: i64,
    since: Time,
}

impl FromRow for Stand {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self {
            account: row.take()?,
            asked: row.take()?,
            due: row.take()?,
            state: row.take()?,
            version: row.take()?,
            since: row.take()?,
        })
    }
}

/// The leaving that an account asked for last.
pub(super) fn last(rx: &mut Rx, account: Id<Account>) -> Result<Option<Id<Leaving>>, Broken> {
    rx.opt(&LAST, &params![account])
}

impl Stored for Leaving {
    const KIND: &'static str = "leaving";

    fn load(rx: &mut Rx, root: Uid, ticks: &Ticks) -> Result<Option<Self>, No> {
        let Some(Stand { account, asked, due, state, version, since }) = rx.opt(&LEAVING, &params![root])?
        else {
            return Ok(None);
        };
        let id = Id::from_uid(root);
        let life = Life::stored(id, &state, version, since, ticks.of(id)?)
            .map_err(|word| Broken::Stored(word.to_string()))?;
        Ok(Some(Self { life, account, asked, due }))
    }

    fn save(&self, tx: &mut Tx, before: Option<&Self>) -> Result<(), No> {
        let (life, state) = (&self.life, LeavingState::word(self.life.state));
        if before.is_none() {
            let row = params![life.id, self.account, self.asked, self.due, state, life.version, life.since];
            tx.run(&INSERT, &row)?;
        } else if before != Some(self) {
            tx.run(&UPDATE, &params![life.id, self.due, state, life.version, life.since])?;
        }
        Ok(())
    }

    fn ticks(&self) -> Ticks {
        let mut ticks = Ticks::default();
        ticks.gather(std::slice::from_ref(self));
        ticks
    }
}
