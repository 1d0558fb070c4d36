//! What was told and is so no more: a comment that was removed, a reaction that was taken back, a post that somebody does
//! not see any more, people who are kept apart. A notice loses the name; without any name it goes.

use std::collections::BTreeSet;

use db::{No, Tx, params, sql};
use facts::Fact;
use kernel::{Account, Cx, Id, Uid};
use social::told::seen;
use social::{CommentId, Target, Voice};

use crate::found;
use crate::write::changed;

sql! {
    /// Everybody's notices that somebody caused by one thing they did: the scope is the cause.
    CAUSED = "SELECT DISTINCT n.id, n.person FROM notice_cause c JOIN notice n ON n.id = c.notice
        WHERE c.cause = $1 AND c.who = $2
        ORDER BY n.id";
    UNCAUSE = "DELETE FROM notice_cause WHERE notice = $1 AND who = $2 AND cause = $3";
    UNNAME = "DELETE FROM notice_by WHERE notice = $1 AND who = $2
        AND NOT EXISTS (SELECT 1 FROM notice_cause c WHERE c.notice = $1 AND c.who = $2)";
    /// One that nobody is left to be named by.
    DROP_EMPTY = "DELETE FROM notice WHERE id = $1 AND person = $2
        AND NOT EXISTS (SELECT 1 FROM notice_by b WHERE b.notice = $1)";
    /// A person's notices that another caused.
    OF_BOTH = "SELECT n.id, n.person FROM notice n JOIN notice_by b ON b.notice = n.id
        WHERE n.person = $1 AND b.who = $2
        ORDER BY n.id";
    UNCAUSE_ALL = "DELETE FROM notice_cause WHERE notice = $1 AND who = $2";
    TOLD_OF = "SELECT DISTINCT person FROM notice WHERE thing = $1 ORDER BY person";
    THINGS = "SELECT DISTINCT thing FROM notice WHERE person = $1 AND thing IS NOT NULL ORDER BY thing";
    CAUSES_OF = "DELETE FROM notice_cause WHERE notice IN (SELECT id FROM notice WHERE person = $1 AND thing = $2)";
    BY_OF = "DELETE FROM notice_by WHERE notice IN (SELECT id FROM notice WHERE person = $1 AND thing = $2)";
    DROP_OF = "DELETE FROM notice WHERE person = $1 AND thing = $2";
}

/// What a reaction is called as a cause.
pub(crate) fn reaction(kind: &str, about: &str) -> String {
    format!("{kind} {about}")
}

/// What a comment is called as a cause.
pub(crate) fn comment(id: Uid) -> String {
    CommentId::from_uid(id).to_string()
}

/// Takes back what a fact makes untrue.
///
/// # Errors
/// What broke in the database.
pub(crate) fn take_back(tx: &mut Tx, cx: &Cx, fact: &Fact) -> Result<(), No> {
    let noted = |name: &str| fact.note.get(name).map(String::as_str).unwrap_or_default();
    let person = |text: &str| text.parse::<Id<Account>>().ok();
    found::take_back(tx, cx, fact)?;
    match (fact.process.as_str(), fact.event.as_str()) {
        ("comment", "removed") => uncause(tx, cx, &comment(fact.id), person(noted("writer"))),
        ("reaction", "taken_back") => {
            uncause(tx, cx, &reaction(noted("kind"), noted("about")), person(noted("who")))
        }
        ("post", "edited" | "removed") => {
            let post = Target::Post(Id::from_uid(fact.id));
            for told in tx.all::<Id<Account>>(&TOLD_OF, &params![post.to_string()])? {
                review(tx, cx, told)?;
            }
            Ok(())
        }
        ("circle", "member_removed") => person(noted("member")).map_or(Ok(()), |it| review(tx, cx, it)),
        ("follow", "unfollowed") => person(&fact.actor).map_or(Ok(()), |it| review(tx, cx, it)),
        ("mute", "muted") => match (person(&fact.actor), noted("whom").parse::<Voice>()) {
            (Some(one), Ok(Voice::Person(other))) => part(tx, cx, one, other),
            (Some(one), Ok(Voice::Shop(_))) => found::review(tx, cx, one),
            _ => Ok(()),
        },
        ("block", "blocked") => match (person(&fact.actor), noted("whom").parse::<Voice>()) {
            (Some(one), Ok(Voice::Person(other))) => {
                part(tx, cx, one, other)?;
                part(tx, cx, other, one)?;
                review(tx, cx, one)?;
                review(tx, cx, other)
            }
            (Some(one), Ok(Voice::Shop(_))) => {
                review(tx, cx, one)?;
                found::review(tx, cx, one)
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Somebody did one thing no more.
fn uncause(tx: &mut Tx, cx: &Cx, cause: &str, who: Option<Id<Account>>) -> Result<(), No> {
    let Some(who) = who else { return Ok(()) };
    for (notice, person) in tx.all::<(Uid, Id<Account>)>(&CAUSED, &params![cause, who])? {
        tx.run(&UNCAUSE, &params![notice, who, cause])?;
        unname(tx, cx, notice, person, who)?;
    }
    Ok(())
}

/// A person's notices name another no more.
fn part(tx: &mut Tx, cx: &Cx, person: Id<Account>, who: Id<Account>) -> Result<(), No> {
    for (notice, person) in tx.all::<(Uid, Id<Account>)>(&OF_BOTH, &params![person, who])? {
        tx.run(&UNCAUSE_ALL, &params![notice, who])?;
        unname(tx, cx, notice, person, who)?;
    }
    Ok(())
}

fn unname(tx: &mut Tx, cx: &Cx, notice: Uid, person: Id<Account>, who: Id<Account>) -> Result<(), No> {
    if tx.run(&UNNAME, &params![notice, who])? > 0 {
        tx.run(&DROP_EMPTY, &params![notice, person])?;
        changed(tx, cx, person)?;
    }
    Ok(())
}

/// A notice of a person's names another no more, whatever that one did; without a name it goes.
pub(crate) fn part_all(tx: &mut Tx, notice: Uid, person: Id<Account>, who: Id<Account>) -> Result<(), No> {
    tx.run(&UNCAUSE_ALL, &params![notice, who])?;
    tx.run(&UNNAME, &params![notice, who])?;
    tx.run(&DROP_EMPTY, &params![notice, person])?;
    Ok(())
}

/// Drops a person's notices about what they do not see any more.
fn review(tx: &mut Tx, cx: &Cx, person: Id<Account>) -> Result<(), No> {
    let told: Vec<String> = tx.all(&THINGS, &params![person])?;
    let things: BTreeSet<Target> = told.iter().filter_map(|text| text.parse().ok()).collect();
    let seen = seen(tx, cx, person, &things)?;
    for thing in things.iter().filter(|thing| !seen.contains_key(thing)) {
        let scope = params![person, thing.to_string()];
        tx.run(&CAUSES_OF, &scope)?;
        tx.run(&BY_OF, &scope)?;
        tx.run(&DROP_OF, &scope)?;
        changed(tx, cx, person)?;
    }
    Ok(())
}
