//! What is taken away when somebody leaves the market: their inbox, and their name in everybody else's.

use db::{No, Tx, params, sql};
use domain::{Footprint, SLICE, again};
use kernel::{Account, Cx, Id, Uid};
use social::Voice;

use crate::take_back::part_all;
use crate::write::changed;

/// A slice of somebody's own: the same in each statement of a step.
macro_rules! own {
    () => {
        "(SELECT id FROM notice WHERE person = $1 ORDER BY pos, id LIMIT 200)"
    };
}

sql! {
    CAUSES = concat!("DELETE FROM notice_cause WHERE notice IN ", own!());
    BY = concat!("DELETE FROM notice_by WHERE notice IN ", own!());
    NOTICES = concat!("DELETE FROM notice WHERE id IN ", own!());
    INBOX = "DELETE FROM inbox WHERE person = $1";
    OFF = "DELETE FROM notice_off WHERE person = $1";
    /// Others' notices that somebody caused.
    NAMING = "SELECT n.id, n.person FROM notice_by b JOIN notice n ON n.id = b.notice WHERE b.who = $1
        ORDER BY b.notice LIMIT 200";
    /// One that led to them and goes on naming others leads to the last of these.
    ANOTHER = "SELECT who FROM notice_by WHERE notice = $1 AND who <> $2 ORDER BY at DESC, who LIMIT 1";
    RELINK = "UPDATE notice SET link = $3 WHERE id = $1 AND person = $2 AND link = $4";
}

/// A step of it.
pub(crate) fn erase(
    tx: &mut Tx,
    cx: &Cx,
    (gone, place): &(Id<Account>, Footprint),
) -> Result<Option<Footprint>, No> {
    let scope = params![*gone];
    tx.run(&CAUSES, &scope)?;
    tx.run(&BY, &scope)?;
    let own = tx.run(&NOTICES, &scope)?;
    let naming: Vec<(Uid, Id<Account>)> = tx.all(&NAMING, &scope)?;
    let path = path(tx, *gone)?;
    for (notice, person) in &naming {
        let another = tx.opt::<Id<Account>>(&ANOTHER, &params![*notice, *gone])?;
        if let (Some(another), Some(path)) = (another, &path) {
            let link = self::path(tx, another)?.unwrap_or_else(|| "/inbox".into());
            tx.run(&RELINK, &params![*notice, *person, link, path])?;
        }
        part_all(tx, *notice, *person, *gone)?;
        changed(tx, cx, *person)?;
    }
    if own >= SLICE || naming.len() as u64 >= SLICE {
        return Ok(again(*place, &[SLICE]));
    }
    tx.run(&OFF, &scope)?;
    tx.run(&INBOX, &scope)?;
    Ok(None)
}

/// The page of somebody who is not gone.
fn path(tx: &mut Tx, person: Id<Account>) -> Result<Option<String>, No> {
    match Voice::Person(person).named(tx) {
        Ok(named) => Ok(Some(named.path)),
        Err(no) if no.is_missing() => Ok(None),
        Err(no) => Err(no),
    }
}
