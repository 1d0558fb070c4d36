//! The one that gives facts their place. Leased, and fenced: a sequencer that was asleep past its lease places
//! nothing.

use db::{No, Rx, Tx, params, sql};
use kernel::{Cx, Refusal, Span, Time};

use crate::seal;

sql! {
    HEAD = "SELECT pos, fence, until FROM log_head WHERE name = 'log'";
    /// Taking a turn: mine already, or nobody's any more.
    TAKE_TURN = "UPDATE log_head SET fence = $2, until = $3 WHERE name = 'log' AND fence = $1";
    /// Ordered by the instant, then by family and number: a family's instants never go back, so its facts keep
    /// their order. All visible facts are committed, and a later one of the same family waits for its lock.
    PLACE = "UPDATE fact SET pos = placed.pos
        FROM (SELECT root, seq, CAST($1 AS BIGINT) + ROW_NUMBER() OVER (ORDER BY at, root, seq) AS pos
            FROM (SELECT root, seq, at FROM fact WHERE pos IS NULL ORDER BY at, root, seq LIMIT 1024) AS unplaced
        ) AS placed
        WHERE fact.root = placed.root AND fact.seq = placed.seq AND fact.pos IS NULL";
    UNPLACED = "SELECT 1 FROM fact WHERE pos IS NULL LIMIT 1";
    MOVE_HEAD = "UPDATE log_head SET pos = $2 WHERE name = 'log' AND fence = $1";
}

/// How long a sequencer may be silent before another takes its turn.
pub const LEASE: Span = Span::seconds(10);

/// A sequencer's turn: the fence it holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Turn {
    /// The fence; 0 before the first turn.
    pub fence: i64,
}

/// Places and seals up to 1,024 facts. Answers the turn to come back with and how many were placed.
///
/// # Errors
/// `not_my_turn` while another sequencer holds the lease.
pub fn place(tx: &mut Tx, cx: &Cx, turn: &Turn) -> Result<(Turn, u64), No> {
    let (pos, fence, until) = tx.one::<(i64, i64, Time)>(&HEAD, &[])?;
    let mine = turn.fence == fence && fence != 0;
    // By the clock that all nodes share: a wrong one neither steals a turn nor keeps one.
    let now = tx.shared_now(cx)?;
    if !mine && now < until {
        return Err(Refusal::conflict("not_my_turn", "Another sequencer is at work.").into());
    }
    // Each turn has its own fence, renewed or not: of two that wake at once, one finds its row changed.
    let next = Turn { fence: fence + 1 };
    if tx.run(&TAKE_TURN, &params![fence, next.fence, now + LEASE])? == 0 {
        return Err(Refusal::conflict("not_my_turn", "Another sequencer was quicker.").into());
    }
    let placed = tx.run(&PLACE, &params![pos])?;
    if placed > 0 {
        let last = pos + placed as i64;
        tx.run(&MOVE_HEAD, &params![next.fence, last])?;
        seal::seal(tx, cx, pos + 1, last)?;
    }
    Ok((next, placed))
}

/// Whether a fact waits for its place: a reading, so that an idle market writes nothing.
///
/// # Errors
/// What broke in the database.
pub fn waiting(rx: &mut Rx, _: &Cx, (): &()) -> Result<bool, No> {
    Ok(rx.opt::<i64>(&UNPLACED, &[])?.is_some())
}
