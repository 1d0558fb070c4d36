//! Somebody's notices: read newest first, and marked as read.

use db::{Broken, No, Rx, Tx, params, sql};
use kernel::{Account, Cursor, Cx, Id, Limit, Page, Refusal, Scope, Time, Uid};
use social::Voice;

use crate::tell::Words;
use crate::write::{changed, is_kept_apart};
use crate::{Told, topics};

sql! {
    LIST = "SELECT id, topic, key, filled, link, why, pos, at, read_at FROM notice
        WHERE person = $1 AND (pos < $2 OR (pos = $2 AND id < $3))
        ORDER BY pos DESC, id DESC LIMIT $4";
    OF_TOPIC = "SELECT id, topic, key, filled, link, why, pos, at, read_at FROM notice
        WHERE person = $1 AND topic = $5 AND (pos < $2 OR (pos = $2 AND id < $3))
        ORDER BY pos DESC, id DESC LIMIT $4";
    ONLY_UNREAD = "SELECT id, topic, key, filled, link, why, pos, at, read_at FROM notice
        WHERE person = $1 AND read_at IS NULL AND (pos < $2 OR (pos = $2 AND id < $3))
        ORDER BY pos DESC, id DESC LIMIT $4";
    BY = "SELECT who FROM notice_by WHERE notice = $1 ORDER BY at DESC, who LIMIT 50";
    COUNT = "SELECT COUNT(*) FROM notice WHERE person = $1 AND read_at IS NULL";
    SEQ = "SELECT seq FROM inbox WHERE person = $1";
    ONE = "SELECT link FROM notice WHERE id = $1 AND person = $2";
    READ = "UPDATE notice SET read_at = $3 WHERE id = $1 AND person = $2 AND read_at IS NULL";
    READ_ALL = "UPDATE notice SET read_at = $2 WHERE person = $1 AND read_at IS NULL AND pos <= $3";
    OFF = "SELECT topic FROM notice_off WHERE person = $1 ORDER BY topic";
    TURN_OFF = "INSERT INTO notice_off (person, topic, since) VALUES ($1, $2, $3)
        ON CONFLICT (person, topic) DO NOTHING";
    TURN_ON = "DELETE FROM notice_off WHERE person = $1 AND topic = $2";
}

struct Stored {
    id: Id<Told>,
    topic: String,
    key: String,
    filled: String,
    link: String,
    why: String,
    pos: i64,
    at: Time,
    read_at: Option<Time>,
}

impl db::FromRow for Stored {
    fn from_row(row: &mut db::Row) -> Result<Self, Broken> {
        Ok(Self {
            id: row.take()?,
            topic: row.take()?,
            key: row.take()?,
            filled: row.take()?,
            link: row.take()?,
            why: row.take()?,
            pos: row.take()?,
            at: row.take()?,
            read_at: row.take()?,
        })
    }
}

/// A notice as its person sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Notice {
    pub id: Id<Told>,
    pub topic: String,
    /// Its words' locale key.
    pub key: String,
    pub words: Words,
    /// By whom, the latest first, where it is grouped: only those who are there still.
    pub by: Vec<String>,
    pub link: String,
    pub why: String,
    pub pos: i64,
    pub at: Time,
    pub read: bool,
}

/// Which notices.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Which {
    /// All of them.
    #[default]
    All,
    /// Those that were not read yet.
    Unread,
    /// Of one topic.
    Of(&'static str),
}

/// A question for a list.
pub(crate) type Ask = (Which, Limit, Option<(i64, Uid)>);

/// Somebody's notices, newest first.
///
/// # Errors
/// Nobody is signed in.
pub(crate) fn list(rx: &mut Rx, cx: &Cx, (which, limit, after): &Ask) -> Result<Page<Notice>, No> {
    let me = cx.account(Scope::AccountRead)?;
    let (pos, id) = after.unwrap_or((i64::MAX, Uid([255; 16])));
    let rows = match which {
        Which::All => rx.all::<Stored>(&LIST, &params![me, pos, id, limit.probe()])?,
        Which::Unread => rx.all(&ONLY_UNREAD, &params![me, pos, id, limit.probe()])?,
        Which::Of(topic) => rx.all(&OF_TOPIC, &params![me, pos, id, limit.probe(), *topic])?,
    };
    let page = Page::cut(rows, *limit, |notice| Cursor::of(notice.pos, notice.id.uid()));
    let mut data = Vec::new();
    for stored in page.data {
        data.extend(whole(rx, cx, me, stored)?);
    }
    Ok(Page { data, next: page.next })
}

/// The notice as it is shown now. One that only people caused who are gone or kept apart is not there any more.
fn whole(rx: &mut Rx, cx: &Cx, me: Id<Account>, stored: Stored) -> Result<Option<Notice>, No> {
    let words = serde_json::from_str(&stored.filled).map_err(|error| Broken::Stored(error.to_string()))?;
    let mut by = Vec::new();
    let caused = rx.all::<Id<Account>>(&BY, &params![stored.id])?;
    let by_people = !caused.is_empty();
    for who in caused {
        if is_kept_apart(rx, me, who)? {
            continue;
        }
        match Voice::Person(who).named(rx, cx) {
            Ok(named) => by.push(named.name),
            Err(no) if no.is_missing() => {}
            Err(no) => return Err(no),
        }
    }
    if by_people && by.is_empty() {
        return Ok(None);
    }
    let Stored { id, topic, key, link, why, pos, at, read_at, .. } = stored;
    Ok(Some(Notice { id, topic, key, words, by, link, why, pos, at, read: read_at.is_some() }))
}

/// How many somebody has not read yet.
///
/// # Errors
/// What broke in the database.
pub(crate) fn unread(rx: &mut Rx, person: Id<Account>) -> Result<i64, Broken> {
    rx.one(&COUNT, &params![person])
}

/// How often somebody's inbox has changed.
///
/// # Errors
/// What broke in the database.
pub(crate) fn seq(rx: &mut Rx, person: Id<Account>) -> Result<i64, Broken> {
    Ok(rx.opt(&SEQ, &params![person])?.unwrap_or(0))
}

/// Marks one of somebody's own as read; answers where it leads.
///
/// # Errors
/// Missing for anybody else.
pub(crate) fn read(tx: &mut Tx, cx: &Cx, id: &Id<Told>) -> Result<String, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let link = tx.opt::<String>(&ONE, &params![*id, me])?.ok_or_else(|| Refusal::missing("notice"))?;
    if tx.run(&READ, &params![*id, me, cx.now])? == 1 {
        changed(tx, cx, me)?;
    }
    Ok(link)
}

/// Marks everything up to a place in the log as read: what came after somebody looked stays new.
///
/// # Errors
/// Nobody is signed in.
pub(crate) fn read_all(tx: &mut Tx, cx: &Cx, up_to: &i64) -> Result<(), No> {
    let me = cx.account(Scope::AccountWrite)?;
    if tx.run(&READ_ALL, &params![me, cx.now, *up_to])? > 0 {
        changed(tx, cx, me)?;
    }
    Ok(())
}

/// The topics that somebody turned off.
///
/// # Errors
/// Nobody is signed in.
pub(crate) fn off(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Vec<String>, No> {
    let me = cx.account(Scope::AccountRead)?;
    Ok(rx.all(&OFF, &params![me])?)
}

/// Topics that somebody wants to hear of, by their words.
pub(crate) struct Wanted(pub Vec<String>);

/// Says which topics somebody wants to hear of; every other one that may be off is.
///
/// # Errors
/// Nobody is signed in.
pub(crate) fn choose(tx: &mut Tx, cx: &Cx, Wanted(wanted): &Wanted) -> Result<(), No> {
    let me = cx.account(Scope::AccountWrite)?;
    for topic in topics::TOPICS {
        if !topic.may_be_off || wanted.iter().any(|word| word == topic.word) {
            tx.run(&TURN_ON, &params![me, topic.word])?;
        } else {
            tx.run(&TURN_OFF, &params![me, topic.word, cx.now])?;
        }
    }
    Ok(())
}
