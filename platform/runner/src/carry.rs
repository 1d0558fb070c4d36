//! Carrying a plan out, in one order: stock by hold, money as it was said, jobs, facts. The same order in every
//! command of the market keeps two of them from holding what the other waits for.

use db::{No, Tx};
use facts::{Happened, Mark};
use jobs::New;
use kernel::{Cx, Uid};
use process::{Moved, Posting, StockMove};

use crate::Sinks;

pub(crate) fn carry_out(tx: &mut Tx, cx: &Cx, root: Uid, moves: Vec<Moved>) -> Result<(), No> {
    end_holds(tx, cx, &moves)?;
    let mut marks = post(tx, cx, root, &moves)?.into_iter();
    for ask in moves.iter().flat_map(|moved| &moved.asks) {
        jobs::enqueue(tx, cx, New { subject: ask.to.clone(), ..New::of(ask.job, &()) })?;
    }
    let happened: Vec<Happened> = moves.into_iter().map(|moved| fact(moved, &mut marks)).collect();
    facts::record(tx, cx, root, &happened)?;
    Ok(())
}

fn hold(what: &StockMove) -> Uid {
    match what {
        StockMove::Consume { hold } | StockMove::Release { hold } | StockMove::Expire { hold } => *hold,
    }
}

fn end_holds(tx: &mut Tx, cx: &Cx, moves: &[Moved]) -> Result<(), No> {
    let mut holds: Vec<StockMove> = moves.iter().flat_map(|moved| moved.stock.iter().copied()).collect();
    if holds.is_empty() {
        return Ok(());
    }
    holds.sort_by_key(hold);
    cx.wired::<Sinks>()?.stock.end(tx, cx, &holds)
}

fn post(tx: &mut Tx, cx: &Cx, root: Uid, moves: &[Moved]) -> Result<Vec<Mark>, No> {
    let postings: Vec<Posting> = moves.iter().flat_map(|moved| moved.postings.iter().copied()).collect();
    if postings.is_empty() {
        return Ok(Vec::new());
    }
    cx.wired::<Sinks>()?.ledger.post(tx, cx, root, &postings)
}

fn fact(moved: Moved, marks: &mut impl Iterator<Item = Mark>) -> Happened {
    let transfers = marks.take(moved.postings.len()).collect();
    Happened {
        at: moved.at,
        process: moved.process,
        id: moved.id,
        event: moved.event,
        by: by(moved.by),
        was: moved.was,
        now: Some(moved.now),
        note: moved.notes.into_iter().map(|note| (note.key, note.value)).collect(),
        transfers,
    }
}

/// A timer's or the engine's move was not made by who happened to come by; a person's names the person.
fn by(role: &'static str) -> Option<&'static str> {
    matches!(role, "timer" | "engine").then_some(role)
}
