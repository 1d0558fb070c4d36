//! Listening to the log. The cursor moves in the transaction of the effect, so each fact has its effect once.

use db::{Db, No, Rx, Tx, params, row, sql};
use kernel::{Actor, Cx, Time, Uid};

use crate::Fact;
use crate::record::columns;

sql! {
    CURSOR = "SELECT pos FROM listener WHERE name = $1";
    MOVE = "INSERT INTO listener (name, pos) VALUES ($1, $3)
        ON CONFLICT (name) DO UPDATE SET pos = $3 WHERE listener.pos = $2";
    AFTER = concat!("SELECT ", columns!(), " FROM fact WHERE pos > $1 ORDER BY pos LIMIT 256");
    AT = concat!("SELECT ", columns!(), " FROM fact WHERE pos = $1");
    BLOCKED = "SELECT 1 FROM parked WHERE listener = $1 AND root = $2 LIMIT 1";
    PARK = "INSERT INTO parked (listener, pos, root, why, at) VALUES ($1, $2, $3, $4, $5)";
    PARKED = "SELECT listener, pos, root, why, at FROM parked ORDER BY listener, pos LIMIT 200";
    FIRST_PARKED = "SELECT pos FROM parked WHERE listener = $1 AND root = $2 ORDER BY pos LIMIT 1";
    UNPARK = "DELETE FROM parked WHERE listener = $1 AND pos = $2";
    /// Facts that a listener has not taken: not placed yet, after its cursor, or parked for it.
    NOT_HEARD = concat!("SELECT ", columns!(), " FROM fact
        WHERE pos IS NULL OR pos > COALESCE((SELECT listener.pos FROM listener WHERE name = $1), 0)
            OR pos IN (SELECT parked.pos FROM parked WHERE listener = $1)
        ORDER BY root, seq LIMIT 10000");
    UNPLACED = "SELECT COUNT(*) FROM fact WHERE pos IS NULL";
    HEAD = "SELECT pos FROM log_head WHERE name = 'log'";
    LAG = "SELECT log_head.pos - COALESCE((SELECT pos FROM listener WHERE listener.name = $1), 0)
        FROM log_head WHERE log_head.name = 'log'";
}

/// A domain that hears what happened. It decodes what it needs into its own type and imports no emitter.
#[derive(Clone, Copy)]
pub struct Listener {
    /// Unique; names its cursor.
    pub name: &'static str,
    /// The effect of one fact, in the transaction that moves the cursor past it.
    pub hear: fn(&mut Tx, &Cx, &Fact) -> Result<(), No>,
}

/// A fact that a listener could not take.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parked {
    /// Which listener.
    pub listener: String,
    /// Which place in the log.
    pub pos: i64,
    /// Whose family is blocked for it.
    pub root: Uid,
    /// Why.
    pub why: String,
    /// Since when.
    pub at: Time,
}
row!(Parked { listener, pos, root, why, at });

type Hear = fn(&mut Tx, &Cx, &Fact) -> Result<(), No>;

struct Stretch {
    name: &'static str,
    hear: Hear,
    /// One fact at a time, after a stretch failed as a whole.
    single: bool,
}

/// Lets a listener hear up to 256 facts more. Answers how many it has passed.
///
/// # Errors
/// What broke in the database. A fact that cannot be taken is parked and is no error here.
pub async fn listen(db: &Db, listener: &Listener) -> Result<u64, No> {
    let stretch = |single| Stretch { name: listener.name, hear: listener.hear, single };
    match db.write(&Actor::Engine, stretch(false), hear).await {
        Err(No::Busy) => Err(No::Busy),
        Ok(count) => Ok(count),
        Err(_) => {
            // Somewhere in the stretch is a fact that fails. One by one finds it, and parks only it.
            match db.write(&Actor::Engine, stretch(true), hear).await {
                Err(No::Busy | No::Unknown) => Err(No::Busy),
                Ok(count) => Ok(count),
                Err(no) => db.write(&Actor::Engine, (listener.name, no.to_string()), park_next).await,
            }
        }
    }
}

fn hear(tx: &mut Tx, cx: &Cx, stretch: &Stretch) -> Result<u64, No> {
    let from = tx.opt::<i64>(&CURSOR, &params![stretch.name])?.unwrap_or(0);
    let mut facts = tx.all::<Fact>(&AFTER, &params![from])?;
    if stretch.single {
        facts.truncate(1);
    }
    let Some(last) = facts.last().and_then(|fact| fact.pos) else { return Ok(0) };
    for fact in &facts {
        if tx.opt::<i64>(&BLOCKED, &params![stretch.name, fact.root])?.is_some() {
            park(tx, cx, stretch.name, fact, "an earlier fact of the family is parked")?;
        } else {
            (stretch.hear)(tx, cx, fact)?;
        }
    }
    pass(tx, stretch.name, from, last)?;
    Ok(facts.len() as u64)
}

fn pass(tx: &mut Tx, name: &str, from: i64, to: i64) -> Result<(), No> {
    // Two nodes may listen under one name: the slower one's effects are undone with its cursor.
    if tx.run(&MOVE, &params![name, from, to])? == 1 { Ok(()) } else { Err(No::Busy) }
}

fn park(tx: &mut Tx, cx: &Cx, name: &str, fact: &Fact, why: &str) -> Result<(), No> {
    let why: String = why.chars().take(500).collect();
    tx.run(&PARK, &params![name, fact.pos, fact.root, why, cx.now])?;
    Ok(())
}

fn park_next(tx: &mut Tx, cx: &Cx, (name, why): &(&'static str, String)) -> Result<u64, No> {
    let from = tx.opt::<i64>(&CURSOR, &params![*name])?.unwrap_or(0);
    let Some(fact) = tx.all::<Fact>(&AFTER, &params![from])?.into_iter().next() else { return Ok(0) };
    tracing::error!(listener = name, pos = fact.pos, why, "a fact was parked");
    park(tx, cx, name, &fact, why)?;
    pass(tx, name, from, fact.pos.unwrap_or(from + 1))?;
    Ok(1)
}

/// What is parked, for the operator; at most 200.
///
/// # Errors
/// What broke in the database.
pub fn parked(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<Parked>, No> {
    Ok(rx.all(&PARKED, &[])?)
}

/// Tries the first parked fact of a family once more and lets go of it. Answers whether there was one.
///
/// # Errors
/// The listener still cannot take it; it stays parked.
pub fn unpark(tx: &mut Tx, cx: &Cx, (listener, root): &(Listener, Uid)) -> Result<bool, No> {
    let Some(pos) = tx.opt::<i64>(&FIRST_PARKED, &params![listener.name, *root])? else { return Ok(false) };
    let fact = tx.one::<Fact>(&AT, &params![pos])?;
    (listener.hear)(tx, cx, &fact)?;
    tx.run(&UNPARK, &params![listener.name, pos])?;
    Ok(true)
}

/// A parked fact with what it tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waiting {
    /// Where and why it is parked.
    pub parked: Parked,
    /// The fact; nothing if the log has none at its place.
    pub fact: Option<Fact>,
}

/// What is parked, each with its fact, for the operator; at most 200.
///
/// # Errors
/// What broke in the database.
pub fn parked_facts(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Vec<Waiting>, No> {
    let mut waiting = Vec::new();
    for parked in parked(rx, cx, &())? {
        let fact = rx.opt::<Fact>(&AT, &params![parked.pos])?;
        waiting.push(Waiting { parked, fact });
    }
    Ok(waiting)
}

/// Lets go of a parked fact without its effect: the listener will never hear it. Answers whether there was one.
///
/// # Errors
/// What broke in the database.
pub fn put_away(tx: &mut Tx, _: &Cx, (listener, pos): &(String, i64)) -> Result<bool, No> {
    Ok(tx.run(&UNPARK, &params![listener, *pos])? == 1)
}

/// How far the log goes, and how many facts wait for their place in it.
///
/// # Errors
/// What broke in the database.
pub fn head(rx: &mut Rx, _: &Cx, (): &()) -> Result<(i64, i64), No> {
    Ok((rx.opt::<i64>(&HEAD, &[])?.unwrap_or(0), rx.one::<i64>(&UNPLACED, &[])?))
}

/// Up to 256 facts behind a place of the log, for who keeps a place of its own: an index, whose effect is not in this
/// database.
///
/// # Errors
/// What broke in the database.
pub fn after(rx: &mut Rx, _: &Cx, pos: &i64) -> Result<Vec<Fact>, No> {
    Ok(rx.all(&AFTER, &params![*pos])?)
}

/// How far a listener has heard the log.
///
/// # Errors
/// What broke in the database.
pub fn heard(rx: &mut Rx, _: &Cx, name: &&'static str) -> Result<i64, No> {
    Ok(rx.opt::<i64>(&CURSOR, &params![*name])?.unwrap_or(0))
}

/// What a listener has not taken yet, placed or not; at most ten thousand.
///
/// # Errors
/// What broke in the database.
pub fn not_heard(rx: &mut Rx, _: &Cx, name: &&'static str) -> Result<Vec<Fact>, No> {
    Ok(rx.all(&NOT_HEARD, &params![*name])?)
}

/// How many facts the listener has not heard yet.
///
/// # Errors
/// What broke in the database.
pub fn lag(rx: &mut Rx, _: &Cx, name: &&'static str) -> Result<i64, No> {
    Ok(rx.one(&LAG, &params![*name])?)
}
