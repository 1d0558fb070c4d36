//! Circles: family, barkada, whoever somebody tells things apart from everybody else. Only their owner knows of them;
//! to members they are seen by what is told to them.

pub(crate) mod api;

use db::{Broken, No, Rx, Tx, params, row, sql};
use facts::Happened;
use kernel::{Account, Cx, Id, Page, Refusal, Scope, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::Paging;

use crate::apart;
use crate::follows::{self, Line, named};
use crate::kinds::Circle;
use crate::voice::Voice;
use crate::words::{self, NEWEST, start};

/// A circle's id.
pub type CircleId = Id<Circle>;

/// Circles that somebody has at most.
const MOST: i64 = 20;
/// Members of one at most.
const MOST_MEMBERS: i64 = 200;
/// Characters of a name.
const LONGEST_NAME: usize = 40;

sql! {
    MAKE = "INSERT INTO circle (id, owner, name, made) VALUES ($1, $2, $3, $4)";
    /// The scope is here: another's circle is not there.
    MINE = "SELECT c.id, c.name, c.made, (SELECT COUNT(*) FROM circle_member m WHERE m.circle = c.id)
        FROM circle c WHERE c.id = $1 AND c.owner = $2";
    ALL = "SELECT c.id, c.name, c.made, (SELECT COUNT(*) FROM circle_member m WHERE m.circle = c.id)
        FROM circle c WHERE c.owner = $1 ORDER BY c.id";
    HOW_MANY = "SELECT COUNT(*) FROM circle WHERE owner = $1";
    RENAME = "UPDATE circle SET name = $3 WHERE id = $1 AND owner = $2";
    REMOVE = "DELETE FROM circle WHERE id = $1 AND owner = $2";
    EMPTY = "DELETE FROM circle_member WHERE circle IN (SELECT c.id FROM circle c WHERE c.id = $1 AND c.owner = $2)";
    ADD = "INSERT INTO circle_member (circle, member, since)
        SELECT c.id, $3, $4 FROM circle c WHERE c.id = $1 AND c.owner = $2
        ON CONFLICT (circle, member) DO NOTHING";
    DROP = "DELETE FROM circle_member
        WHERE member = $3 AND circle IN (SELECT c.id FROM circle c WHERE c.id = $1 AND c.owner = $2)";
    MEMBERS = "SELECT 'acc', m.member, m.since FROM circle_member m JOIN circle c ON c.id = m.circle
        WHERE c.id = $1 AND c.owner = $2 AND (m.since < $3 OR (m.since = $3 AND m.member < $4))
        ORDER BY m.since DESC, m.member DESC
        LIMIT $5";
    /// Out of all circles of the other's.
    PART = "DELETE FROM circle_member
        WHERE member = $2 AND circle IN (SELECT c.id FROM circle c WHERE c.owner = $1)";
}

/// A circle, as its owner sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = Circle)]
pub struct CircleView {
    /// Its id.
    pub id: CircleId,
    /// What its owner calls it.
    pub name: String,
    /// Since when it is.
    pub made: Time,
    /// How many are in it.
    pub members: i64,
}
row!(CircleView { id, name, made, members });

/// A circle to be made, or its other name.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCircle {
    /// 1 to 40 characters; nobody else reads it.
    #[schema(min_length = 1, max_length = 40)]
    pub name: String,
}

/// A circle and what its owner calls it.
pub struct Rename {
    /// Which.
    pub circle: CircleId,
    /// Its other name.
    pub name: String,
}

/// A circle and one of its members.
pub struct Membership {
    /// Which circle.
    pub circle: CircleId,
    /// Who.
    pub member: Id<Account>,
}

fn missing() -> No {
    Refusal::missing("circle").into()
}

/// Makes a circle.
///
/// # Errors
/// Nobody is signed in; a name that cannot be right; `circles_full`.
pub fn make(tx: &mut Tx, cx: &Cx, new: &NewCircle) -> Result<CircleView, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let name = words::line("/name", &new.name, LONGEST_NAME)?;
    let family = tx.lock(cx, me.uid())?;
    if tx.one::<i64>(&HOW_MANY, &params![me])? >= MOST {
        let rule = format!("You have {MOST} circles already. Nothing was changed.");
        return Err(Refusal::conflict("circles_full", rule).into());
    }
    let id: CircleId = cx.id();
    tx.run(&MAKE, &params![id, me, &name, family.at])?;
    facts::record(tx, cx, me.uid(), &[Happened::to("circle", id.uid(), "made", family.at)])?;
    Ok(CircleView { id, name, made: family.at, members: 0 })
}

/// A circle of whoever asks.
///
/// # Errors
/// Nobody is signed in; there is no such circle of theirs.
pub fn show(rx: &mut Rx, cx: &Cx, circle: &CircleId) -> Result<CircleView, No> {
    let me = cx.account(Scope::AccountRead)?;
    mine(rx, *circle, me)?.ok_or_else(missing)
}

/// A circle of an account's own.
pub(crate) fn mine(rx: &mut Rx, circle: CircleId, owner: Id<Account>) -> Result<Option<CircleView>, Broken> {
    rx.opt(&MINE, &params![circle, owner])
}

/// The circles of whoever asks, the first that was made first; there are few.
///
/// # Errors
/// Nobody is signed in.
pub fn all(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Vec<CircleView>, No> {
    Ok(rx.all(&ALL, &params![cx.account(Scope::AccountRead)?])?)
}

/// Gives a circle another name.
///
/// # Errors
/// Nobody is signed in; no such circle; a name that cannot be right.
pub fn rename(tx: &mut Tx, cx: &Cx, ask: &Rename) -> Result<CircleView, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let name = words::line("/name", &ask.name, LONGEST_NAME)?;
    if tx.run(&RENAME, &params![ask.circle, me, name])? == 0 {
        return Err(missing());
    }
    mine(tx, ask.circle, me)?.ok_or_else(missing)
}

/// Ends a circle. What was told to it is from then on its author's alone.
///
/// # Errors
/// Nobody is signed in; no such circle.
pub fn remove(tx: &mut Tx, cx: &Cx, circle: &CircleId) -> Result<(), No> {
    let me = cx.account(Scope::AccountWrite)?;
    let family = tx.lock(cx, me.uid())?;
    tx.run(&EMPTY, &params![*circle, me])?;
    if tx.run(&REMOVE, &params![*circle, me])? == 0 {
        return Err(missing());
    }
    Ok(facts::record(tx, cx, me.uid(), &[Happened::to("circle", circle.uid(), "removed", family.at)])?)
}

/// Takes somebody into a circle. Again is the same.
///
/// # Errors
/// Nobody is signed in; no such circle; no such account for whoever asks; `yourself`; `circle_full`.
pub fn add(tx: &mut Tx, cx: &Cx, ask: &Membership) -> Result<(), No> {
    let me = cx.account(Scope::AccountWrite)?;
    let circle = mine(tx, ask.circle, me)?.ok_or_else(missing)?;
    let whom = Voice::Person(ask.member);
    follows::other_than_me(cx, whom)?;
    whom.named(tx)?;
    if apart::are(tx, me, whom)? {
        return Err(follows::missing(whom).into());
    }
    let family = tx.lock(cx, me.uid())?;
    if tx.run(&ADD, &params![circle.id, me, ask.member, family.at])? == 0 {
        return Ok(());
    }
    if circle.members >= MOST_MEMBERS {
        let rule = format!("A circle has at most {MOST_MEMBERS} members. Nothing was changed.");
        return Err(Refusal::conflict("circle_full", rule).into());
    }
    let added = Happened::to("circle", circle.id.uid(), "member_added", family.at);
    Ok(facts::record(tx, cx, me.uid(), &[added.note("member", ask.member.to_string())])?)
}

/// Takes somebody out of a circle: what was told to it is not there for them any more.
///
/// # Errors
/// Nobody is signed in; no such circle.
pub fn take_out(tx: &mut Tx, cx: &Cx, ask: &Membership) -> Result<(), No> {
    let me = cx.account(Scope::AccountWrite)?;
    let circle = mine(tx, ask.circle, me)?.ok_or_else(missing)?;
    let family = tx.lock(cx, me.uid())?;
    if tx.run(&DROP, &params![circle.id, me, ask.member])? == 0 {
        return Ok(());
    }
    let taken = Happened::to("circle", circle.id.uid(), "member_removed", family.at);
    Ok(facts::record(tx, cx, me.uid(), &[taken.note("member", ask.member.to_string())])?)
}

/// Who is in a circle, the latest first.
///
/// # Errors
/// Nobody is signed in; no such circle; a cursor of another list.
pub fn members(rx: &mut Rx, cx: &Cx, (circle, paging): &(CircleId, Paging)) -> Result<Page<Line>, No> {
    let me = cx.account(Scope::AccountRead)?;
    mine(rx, *circle, me)?.ok_or_else(missing)?;
    let (since, id) = start(paging, NEWEST)?;
    let rows = rx.all(&MEMBERS, &params![*circle, me, since, id, paging.limit.probe()])?;
    named(rx, rows, paging)
}

/// Neither is in a circle of the other's any more.
pub(crate) fn part(tx: &mut Tx, one: Id<Account>, other: Id<Account>) -> Result<(), Broken> {
    tx.run(&PART, &params![one, other])?;
    tx.run(&PART, &params![other, one])?;
    Ok(())
}
