//! Somebody's notices: read newest first, and marked as read.

use db::{Broken, No, Rx, Tx, params, sql};
use kernel::{Account, Cursor, Cx, Id, Limit, Page, Refusal, Scope, Uid};

use crate::shown::{Notice, Stored, shown};
use crate::write::changed;
use crate::{Told, topics};

sql! {
    LIST = "SELECT id, topic, key, filled, link, why, pos, at, read_at, thing FROM notice
        WHERE person = $1 AND (pos < $2 OR (pos = $2 AND id < $3))
        ORDER BY pos DESC, id DESC LIMIT $4";
    OF_TOPIC = "SELECT id, topic, key, filled, link, why, pos, at, read_at, thing FROM notice
        WHERE person = $1 AND topic = $5 AND (pos < $2 OR (pos = $2 AND id < $3))
        ORDER BY pos DESC, id DESC LIMIT $4";
    ONLY_UNREAD = "SELECT id, topic, key, filled, link, why, pos, at, read_at, thing FROM notice
        WHERE person = $1 AND read_at IS NULL AND (pos < $2 OR (pos = $2 AND id < $3))
        ORDER BY pos DESC, id DESC LIMIT $4";
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
    Ok(Page { data: shown(rx, cx, me, page.data)?, next: page.next })
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
