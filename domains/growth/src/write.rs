//! The listener that writes notices: of each fact those lines that name it, each person once, in the transaction that
//! moves its place in the log. So nobody is told twice, and a family's notices come in its order.

use db::{Broken, No, Tx, params, sql};
use domain::Notice;
use facts::{Fact, Listener};
use kernel::{Account, Cx, Id, Uid};
use social::Voice;
use social::told::kept_apart;

use crate::take_back::take_back;
use crate::tell::{self, Told};
use crate::topics::{named, topic_of};
use crate::{Line, Tables};

sql! {
    IS_OFF = "SELECT 1 FROM notice_off WHERE person = $1 AND topic = $2";
    UNREAD = "SELECT id FROM notice WHERE person = $1 AND key = $2 AND about = $3 AND read_at IS NULL
        ORDER BY pos DESC LIMIT 1";
    WRITE = "INSERT INTO notice (id, person, topic, key, filled, link, about, why, pos, at, read_at, thing)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, $11)
        ON CONFLICT (person, key, about, pos) DO NOTHING";
    MOVE_UP = "UPDATE notice SET pos = $3, at = $4, filled = $5, link = COALESCE($6, link) WHERE id = $1 AND person = $2";
    BY = "INSERT INTO notice_by (notice, who, at) VALUES ($1, $2, $3)
        ON CONFLICT (notice, who) DO UPDATE SET at = $3";
    CAUSE = "INSERT INTO notice_cause (notice, who, cause) VALUES ($1, $2, $3)
        ON CONFLICT (notice, who, cause) DO NOTHING";
    /// A row that is there is one more; the first one begins it.
    pub(crate) CHANGED = "INSERT INTO inbox (person, seq) VALUES ($1, 1)
        ON CONFLICT (person) DO UPDATE SET seq = inbox.seq + 1";
}

/// Who hears the log.
pub(crate) const LISTENERS: &[Listener] = &[Listener { name: "growth/notices", hear }];

fn hear(tx: &mut Tx, cx: &Cx, fact: &Fact) -> Result<(), No> {
    take_back(tx, cx, fact)?;
    let lines = cx.wired::<Tables>()?.of(fact);
    for line in lines {
        let told = tell::told(tx, cx, fact, &line.notice)?;
        for person in &told.people {
            write(tx, cx, fact, line, &told, *person)?;
        }
    }
    Ok(())
}

/// What an account did itself it need not be told, unless it is about the account's safety: then it may have been
/// somebody else.
fn is_by(fact: &Fact, person: Id<Account>) -> bool {
    fact.actor == person.to_string()
}

fn write(
    tx: &mut Tx,
    cx: &Cx,
    fact: &Fact,
    Line { notice, grouped }: &Line,
    told: &Told,
    person: Id<Account>,
) -> Result<(), No> {
    let topic = topic_of(notice);
    let may_be_off = named(topic).is_none_or(|topic| topic.may_be_off);
    let by = fact.actor.parse::<Id<Account>>().ok().filter(|_| *grouped);
    if let Some(by) = by
        && !kept_apart(tx, person, [Voice::Person(by)])?.is_empty()
    {
        // Whom somebody blocked, was blocked by or muted causes them no notice.
        return Ok(());
    }
    let is_off = may_be_off && tx.opt::<i64>(&IS_OFF, &params![person, topic])?.is_some();
    if is_off || (may_be_off && is_by(fact, person)) {
        return Ok(());
    }
    let filled = serde_json::to_string(&told.words).map_err(|error| Broken::Stored(error.to_string()))?;
    let pos = fact.pos.unwrap_or(0);
    let about = told.group.unwrap_or(fact.id);
    let open = match grouped {
        true => tx.opt::<Uid>(&UNREAD, &params![person, notice.key, about])?,
        false => None,
    };
    let id = match open {
        Some(id) => {
            // What was found earlier and not read yet is marked by the page that the older link leads to, and the new as well.
            let link = if told.found.is_empty() { Some(&told.link) } else { None };
            tx.run(&MOVE_UP, &params![id, person, pos, fact.at, filled, link])?;
            id
        }
        None => {
            let id = cx.id::<crate::Told>().uid();
            let why = reason(notice);
            let thing = told.thing.map(|thing| thing.to_string());
            let row =
                params![id, person, topic, notice.key, filled, &told.link, about, why, pos, fact.at, thing];
            if tx.run(&WRITE, &row)? == 0 {
                return Ok(()); // two lines of one fact with the same words are one notice
            }
            id
        }
    };
    for listing in &told.found {
        tx.run(&CAUSE, &params![id, person, listing])?;
    }
    if let Some(who) = by {
        tx.run(&BY, &params![id, who, fact.at])?;
        if let Some(cause) = &told.cause {
            tx.run(&CAUSE, &params![id, who, cause])?;
        }
    }
    changed(tx, cx, person)
}

/// Whoever watches their inbox looks again.
pub(crate) fn changed(tx: &mut Tx, cx: &Cx, person: Id<Account>) -> Result<(), No> {
    tx.run(&CHANGED, &params![person])?;
    tx.after_commit(bus::hint(cx, bus::FAMILIES, &person.uid().0));
    Ok(())
}

/// Why somebody gets it, as a word of the locale files: `why-buyer`.
fn reason(notice: &Notice) -> &'static str {
    match notice.whom {
        domain::Whom::Owner if notice.process == "saved_search" => "search",
        domain::Whom::Buyer => "buyer",
        domain::Whom::Shop => "shop",
        domain::Whom::Owner => "owner",
        domain::Whom::Answered => "answered",
        domain::Whom::Staff => "staff",
    }
}
