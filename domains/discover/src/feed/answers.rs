//! Hears in the log how posts are answered, and keeps how warm each is. Only what everybody may find is worth a row, but
//! which that is only `social` knows, so a row is no leave to show anything.

use std::collections::BTreeMap;

use db::{No, Rx, Tx, Val, params, sql};
use facts::{Fact, Listener};
use kernel::{Cx, Id, Time};
use social::{Post, PostId};

use super::heat::{Level, cooled, warmed};

sql! {
    LEVELS = "SELECT post, level FROM feed_heat WHERE post = ANY($1)";
    LEVEL = "SELECT level FROM feed_heat WHERE post = $1";
    KEEP = "INSERT INTO feed_heat (post, level) VALUES ($1, $2)
        ON CONFLICT (post) DO UPDATE SET level = excluded.level";
    FORGET = "DELETE FROM feed_heat WHERE post = $1";
    WARMEST = "SELECT post FROM feed_heat ORDER BY level DESC, post DESC LIMIT $1";
}

/// What a reaction is worth.
const REACTION: f64 = 1.0;
/// What a comment is worth: it takes more than a touch.
const COMMENT: f64 = 2.0;

/// Keeps how warm posts are.
pub(crate) const LISTENER: Listener = Listener { name: "discover.heat", hear };

fn hear(tx: &mut Tx, _: &Cx, fact: &Fact) -> Result<(), No> {
    match (fact.process.as_str(), fact.event.as_str()) {
        ("reaction", "given") => warm(tx, fact, REACTION),
        ("comment", "written") => warm(tx, fact, COMMENT),
        ("reaction", "taken_back") => cool(tx, fact, "given", REACTION),
        ("comment", "removed") => cool(tx, fact, "written", COMMENT),
        ("post", "removed") => {
            tx.run(&FORGET, &params![fact.id])?;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The post that a fact about an answer is about; none where it is about something else.
fn about(fact: &Fact) -> Option<PostId> {
    fact.note.get("about").and_then(|id| id.parse::<Id<Post>>().ok())
}

fn warm(tx: &mut Tx, fact: &Fact, worth: f64) -> Result<(), No> {
    let Some(post) = about(fact) else { return Ok(()) };
    let level = level(tx, post)?;
    tx.run(&KEEP, &params![post, warmed(level, fact.at, worth).0])?;
    Ok(())
}

fn cool(tx: &mut Tx, fact: &Fact, since: &str, worth: f64) -> Result<(), No> {
    let given = fact.note.get(since).and_then(|micros| micros.parse().ok()).map(Time::from_micros);
    let (Some(post), Some(given)) = (about(fact), given) else { return Ok(()) };
    let Some(level) = level(tx, post)? else { return Ok(()) };
    match cooled(level, given, worth) {
        Some(Level(left)) => tx.run(&KEEP, &params![post, left])?,
        None => tx.run(&FORGET, &params![post])?,
    };
    Ok(())
}

/// How warm a post is; none where nobody has answered it.
fn level(rx: &mut Rx, post: PostId) -> Result<Option<Level>, No> {
    Ok(rx.opt::<i64>(&LEVEL, &params![post])?.map(Level))
}

/// How warm each of these is that somebody has answered.
pub(super) fn levels(rx: &mut Rx, posts: &[PostId]) -> Result<BTreeMap<PostId, Level>, No> {
    let rows = rx.all::<(PostId, i64)>(&LEVELS, &params![Val::list(posts.iter().copied())])?;
    Ok(rows.into_iter().map(|(post, level)| (post, Level(level))).collect())
}

/// The warmest posts, for whomever they are.
pub(super) fn warmest(rx: &mut Rx, most: i64) -> Result<Vec<PostId>, No> {
    Ok(rx.all(&WARMEST, &params![most])?)
}
