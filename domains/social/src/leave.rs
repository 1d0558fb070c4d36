//! What is taken away when somebody leaves the market: all they told, and what they are to others. A post, a comment and a
//! reaction go one by one, each with the fact that whoever shows it hears; what others said stays theirs.

use catalog::ListingId;
use db::{Broken, FromRow, No, Row, Rx, Tx, params, row, sql};
use domain::{Footprint, again};
use facts::Happened;
use kernel::{Account, Cx, Id, Time, Uid};

use crate::comments;
use crate::posts::{self, PostId};
use crate::reactions;
use crate::target::Target;
use crate::voice::Voice;

sql! {
    /// Their own posts, and those that they wrote for a shop.
    NEXT_POST = "SELECT id, voice_kind, voice, audience, removed FROM post WHERE writer = $1 AND id > $2
        ORDER BY id LIMIT 1";
    POST = "DELETE FROM post WHERE id = $1 AND writer = $2";
    LINK = "DELETE FROM share_link WHERE about = $1";
    NEXT_COMMENT = "SELECT id, about_kind, about, written, removed FROM comment WHERE writer = $1 AND id > $2
        ORDER BY id LIMIT 1";
    ANSWERED = "SELECT 1 FROM comment WHERE (parent = $1 OR (answers = $1 AND about = $3)) AND writer <> $2 LIMIT 1";
    COMMENT = "DELETE FROM comment WHERE id = $1 AND writer = $2";
    /// What others answered keeps its place, and says nothing.
    STUB = "UPDATE comment SET text = '', language = '', word = NULL, removed = COALESCE(removed, $3),
            removed_by = COALESCE(removed_by, 'writer')
        WHERE id = $1 AND writer = $2";
    NEXT_REACTION = "SELECT about_kind, about, kind, since FROM reaction WHERE who = $1 ORDER BY about, kind LIMIT 1";
    REACTION = "DELETE FROM reaction WHERE about = $1 AND kind = $2 AND who = $3";
    FOLLOWS = "DELETE FROM follow WHERE follower = $1
        AND whom IN (SELECT f.whom FROM follow f WHERE f.follower = $1 ORDER BY f.whom LIMIT 200)";
    FOLLOWED = "DELETE FROM follow WHERE whom = $1
        AND follower IN (SELECT f.follower FROM follow f WHERE f.whom = $1 ORDER BY f.follower LIMIT 200)";
    BLOCKS = "DELETE FROM block WHERE blocker = $1
        AND whom IN (SELECT b.whom FROM block b WHERE b.blocker = $1 ORDER BY b.whom LIMIT 200)";
    BLOCKED = "DELETE FROM block WHERE whom = $1
        AND blocker IN (SELECT b.blocker FROM block b WHERE b.whom = $1 ORDER BY b.blocker LIMIT 200)";
    MUTES = "DELETE FROM mute WHERE muter = $1
        AND whom IN (SELECT m.whom FROM mute m WHERE m.muter = $1 ORDER BY m.whom LIMIT 200)";
    MUTED = "DELETE FROM mute WHERE whom = $1
        AND muter IN (SELECT m.muter FROM mute m WHERE m.whom = $1 ORDER BY m.muter LIMIT 200)";
    MEMBERS = "DELETE FROM circle_member WHERE circle IN (SELECT id FROM circle WHERE owner = $1)
        AND member IN (SELECT m.member FROM circle_member m JOIN circle c ON c.id = m.circle WHERE c.owner = $1
            ORDER BY m.member LIMIT 200)";
    MEMBER = "DELETE FROM circle_member WHERE member = $1
        AND circle IN (SELECT m.circle FROM circle_member m WHERE m.member = $1 ORDER BY m.circle LIMIT 200)";
    SAVED = "DELETE FROM saved WHERE owner = $1
        AND thing IN (SELECT s.thing FROM saved s WHERE s.owner = $1 ORDER BY s.thing LIMIT 200)";
    COLLECTIONS = "DELETE FROM collection WHERE owner = $1
        AND id IN (SELECT c.id FROM collection c WHERE c.owner = $1 ORDER BY c.id LIMIT 200)";
    LINES = "DELETE FROM profile_line WHERE account = $1";
    HEIGHT = "DELETE FROM profile_height WHERE account = $1";
    /// Last, when nobody is in them.
    CIRCLES = "DELETE FROM circle WHERE owner = $1
        AND id IN (SELECT c.id FROM circle c WHERE c.owner = $1 ORDER BY c.id LIMIT 200)";
}

/// Where the walk is: at posts, at comments, at all the rest.
const POSTS: i64 = 0;
const COMMENTS: i64 = 1;
const REST: i64 = 2;

/// A step of it.
pub(crate) fn erase(
    tx: &mut Tx,
    cx: &Cx,
    (person, place): &(Id<Account>, Footprint),
) -> Result<Option<Footprint>, No> {
    let at = |number, id| Some(Footprint { number, id });
    match place.number {
        POSTS => Ok(match post(tx, cx, *person, place.id)? {
            Some(id) => at(POSTS, id),
            None => at(COMMENTS, Uid::default()),
        }),
        COMMENTS => Ok(match comment(tx, cx, *person, place.id)? {
            Some(id) => at(COMMENTS, id),
            None => at(REST, Uid::default()),
        }),
        _ if reaction(tx, cx, *person)? => Ok(Some(*place)),
        _ => rest(tx, *person, *place),
    }
}

struct Told {
    id: PostId,
    voice: Voice,
    audience: String,
    removed: Option<Time>,
}

impl FromRow for Told {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self {
            id: row.take()?,
            voice: Voice::from_row(row)?,
            audience: row.take()?,
            removed: row.take()?,
        })
    }
}

/// The next post; answers which it was. What was written for a shop of somebody else's is that shop's.
fn post(tx: &mut Tx, cx: &Cx, person: Id<Account>, after: Uid) -> Result<Option<Uid>, No> {
    let Some(told) = tx.opt::<Told>(&NEXT_POST, &params![person, after])? else { return Ok(None) };
    let id = told.id.uid();
    if let Voice::Shop(shop) = told.voice
        && catalog::shop_role(tx, person, shop)? != Some(catalog::ShopRole::Owner)
    {
        return Ok(Some(id));
    }
    let family = tx.lock(cx, id)?;
    posts::strip(tx, cx, told.id)?;
    tx.run(&LINK, &params![told.id])?;
    if tx.run(&POST, &params![told.id, person])? > 0 && told.removed.is_none() {
        let happened = Happened::to(posts::PROCESS, id, "removed", family.at)
            .note("voice", told.voice.to_string())
            .note("writer", person.to_string())
            .note("audience", told.audience);
        facts::record(tx, cx, id, &[happened])?;
    }
    Ok(Some(id))
}

struct Said {
    id: comments::CommentId,
    about: Target,
    written: Time,
    removed: Option<Time>,
}

impl FromRow for Said {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self {
            id: row.take()?,
            about: Target::from_row(row)?,
            written: row.take()?,
            removed: row.take()?,
        })
    }
}

/// The family to which facts about what is said of a thing belong.
fn root(rx: &mut Rx, about: Target) -> Result<Uid, No> {
    Ok(match about {
        Target::Listing(listing) => shop_of(rx, listing)?,
        other => other.uid(),
    })
}

fn shop_of(rx: &mut Rx, listing: ListingId) -> Result<Uid, No> {
    let shop = catalog::shop_of(rx, listing)?;
    Ok(shop.ok_or_else(|| Broken::Stored(format!("a comment about {listing}, which is not there")))?.uid())
}

fn comment(tx: &mut Tx, cx: &Cx, person: Id<Account>, after: Uid) -> Result<Option<Uid>, No> {
    let Some(said) = tx.opt::<Said>(&NEXT_COMMENT, &params![person, after])? else { return Ok(None) };
    let root = root(tx, said.about)?;
    let family = tx.lock(cx, root)?;
    let is_answered = tx.opt::<i64>(&ANSWERED, &params![said.id, person, said.about.uid()])?.is_some();
    if is_answered {
        tx.run(&STUB, &params![said.id, person, family.at])?;
    } else {
        tx.run(&COMMENT, &params![said.id, person])?;
    }
    if said.removed.is_none() {
        let happened = Happened::to(comments::PROCESS, said.id.uid(), "removed", family.at)
            .note("about", said.about.to_string())
            .note("writer", person.to_string())
            .note("written", said.written.micros().to_string())
            .note("by", "writer");
        facts::record(tx, cx, root, &[happened])?;
    }
    Ok(Some(said.id.uid()))
}

struct Given {
    about_kind: String,
    about: Uid,
    kind: String,
    since: Time,
}
row!(Given { about_kind, about, kind, since });

/// The next reaction; says whether there was one.
fn reaction(tx: &mut Tx, cx: &Cx, person: Id<Account>) -> Result<bool, No> {
    let Some(given) = tx.opt::<Given>(&NEXT_REACTION, &params![person])? else { return Ok(false) };
    let about = Target::of(&given.about_kind, given.about)?;
    let root = root(tx, about)?;
    let family = tx.lock(cx, root)?;
    if tx.run(&REACTION, &params![given.about, &given.kind, person])? > 0 {
        let happened = Happened::to(reactions::PROCESS, given.about, "taken_back", family.at)
            .note("about", about.to_string())
            .note("who", person.to_string())
            .note("kind", given.kind)
            .note("given", given.since.micros().to_string());
        facts::record(tx, cx, root, &[happened])?;
    }
    Ok(true)
}

fn rest(tx: &mut Tx, person: Id<Account>, place: Footprint) -> Result<Option<Footprint>, No> {
    let parts = [
        &FOLLOWS,
        &FOLLOWED,
        &BLOCKS,
        &BLOCKED,
        &MUTES,
        &MUTED,
        &MEMBERS,
        &MEMBER,
        &SAVED,
        &COLLECTIONS,
        &LINES,
        &HEIGHT,
        &LINK,
    ];
    let mut taken = Vec::with_capacity(parts.len());
    for part in parts {
        taken.push(tx.run(part, &params![person])?);
    }
    let more = again(place, &taken);
    if more.is_none() {
        return Ok(again(place, &[tx.run(&CIRCLES, &params![person])?]));
    }
    Ok(more)
}
