//! Who follows whom. Two people who follow each other are friends; that is a reading and no row of its own.

pub(crate) mod api;

use std::collections::BTreeSet;

use db::{Broken, FromRow, No, Row, Rx, Tx, Val, params, sql};
use facts::Happened;
use kernel::{Account, Cursor, Cx, Id, Page, Refusal, Scope, Time};
use serde::Serialize;
use utoipa::ToSchema;
use web::Paging;

use crate::apart;
use crate::voice::{self, Named, Voice};
use crate::words::{NEWEST, start};

/// How many somebody follows at most: what a Following feed is made and measured for, and some more.
pub const MOST_FOLLOWED: i64 = 5_000;

sql! {
    /// Where one of the two has blocked the other there is nobody to follow.
    FOLLOW = "INSERT INTO follow (follower, whom_kind, whom, since)
        SELECT $1, $2, $3, $4
        WHERE NOT EXISTS (SELECT 1 FROM block b WHERE b.blocker = $1 AND b.whom = $3)
            AND NOT EXISTS (SELECT 1 FROM block c WHERE c.blocker = $3 AND c.whom = $1)
        ON CONFLICT (follower, whom) DO NOTHING";
    FOLLOWS = "SELECT since FROM follow WHERE follower = $1 AND whom = $2";
    UNFOLLOW = "DELETE FROM follow WHERE follower = $1 AND whom = $2";
    AMONG = "SELECT whom_kind, whom FROM follow WHERE follower = $1 AND whom = ANY($2)";
    HOW_MANY = "SELECT COUNT(*) FROM follow WHERE follower = $1";
    FOLLOWERS = "SELECT COUNT(*) FROM follow WHERE whom = $1";
    /// Those whom somebody follows, the latest first; `$4` is the kind wanted, or `any`.
    FOLLOWED = "SELECT whom_kind, whom, since FROM follow
        WHERE follower = $1 AND (since < $2 OR (since = $2 AND whom < $3)) AND ($4 = 'any' OR whom_kind = $4)
        ORDER BY since DESC, whom DESC
        LIMIT $5";
    /// Those who follow somebody, the latest first.
    FOLLOWED_BY = "SELECT 'acc', follower, since FROM follow
        WHERE whom = $1 AND (since < $2 OR (since = $2 AND follower < $3))
        ORDER BY since DESC, follower DESC
        LIMIT $4";
    /// Those of them whom the same person follows back.
    FRIENDS = "SELECT 'acc', f.whom, f.since FROM follow f
        WHERE f.follower = $1 AND (f.since < $2 OR (f.since = $2 AND f.whom < $3))
            AND EXISTS (SELECT 1 FROM follow g WHERE g.follower = f.whom AND g.whom = $1)
        ORDER BY f.since DESC, f.whom DESC
        LIMIT $4";
}

/// Follows a person or a shop. Again is the same.
///
/// # Errors
/// Nobody is signed in; there is no such person or shop for whoever asks; `yourself`; `follows_full`.
pub fn follow(tx: &mut Tx, cx: &Cx, whom: &Voice) -> Result<(), No> {
    let me = other_than_me(cx, *whom)?;
    whom.named(tx)?;
    let family = tx.lock(cx, me.uid())?;
    if tx.run(&FOLLOW, &params![me, whom.kind(), whom.uid(), family.at])? == 0 {
        return match since(tx, me, *whom)? {
            Some(_) => Ok(()),
            None => Err(missing(*whom).into()),
        };
    }
    if tx.one::<i64>(&HOW_MANY, &params![me])? > MOST_FOLLOWED {
        let rule = format!("You follow {MOST_FOLLOWED} already; leave somebody first. Nothing was changed.");
        return Err(Refusal::conflict("follows_full", rule).into());
    }
    told(tx, cx, me, *whom, "followed", family.at)
}

/// Follows somebody no longer. Who was not followed is not either.
///
/// # Errors
/// Nobody is signed in.
pub fn unfollow(tx: &mut Tx, cx: &Cx, whom: &Voice) -> Result<(), No> {
    let me = cx.account(Scope::AccountWrite)?;
    let family = tx.lock(cx, me.uid())?;
    let ended = drop(tx, me, *whom)?;
    if ended { told(tx, cx, me, *whom, "unfollowed", family.at) } else { Ok(()) }
}

/// Takes the row away; says whether there was one.
pub(crate) fn drop(tx: &mut Tx, follower: Id<Account>, whom: Voice) -> Result<bool, Broken> {
    Ok(tx.run(&UNFOLLOW, &params![follower, whom.uid()])? == 1)
}

fn told(tx: &mut Tx, cx: &Cx, me: Id<Account>, whom: Voice, event: &'static str, at: Time) -> Result<(), No> {
    let happened = Happened::to("follow", whom.uid(), event, at).note("whom", whom.to_string());
    Ok(facts::record(tx, cx, me.uid(), &[happened])?)
}

/// Those of these whom whoever asks follows; of nobody, none.
///
/// # Errors
/// What broke in the database.
pub fn among(
    rx: &mut Rx,
    cx: &Cx,
    voices: impl IntoIterator<Item = Voice>,
) -> Result<BTreeSet<Voice>, Broken> {
    let Some(me) = cx.actor.account() else { return Ok(BTreeSet::new()) };
    let asked = Val::list(voices.into_iter().map(Voice::uid));
    Ok(rx.all::<Voice>(&AMONG, &params![me, asked])?.into_iter().collect())
}

/// Whoever asks, who cannot do this to themself.
pub(crate) fn other_than_me(cx: &Cx, whom: Voice) -> Result<Id<Account>, Refusal> {
    let me = cx.account(Scope::AccountWrite)?;
    if whom == Voice::Person(me) {
        return Err(Refusal::invalid("yourself", "This is you. Nothing was changed."));
    }
    Ok(me)
}

pub(crate) fn missing(whom: Voice) -> Refusal {
    Refusal::missing(match whom {
        Voice::Person(_) => "account",
        Voice::Shop(_) => "shop",
    })
}

/// Since when an account follows somebody.
///
/// # Errors
/// What broke in the database.
pub fn since(rx: &mut Rx, follower: Id<Account>, whom: Voice) -> Result<Option<Time>, Broken> {
    rx.opt(&FOLLOWS, &params![follower, whom.uid()])
}

/// What somebody is to whoever asks, and how many follow them: rows, counted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct Standing {
    /// Who.
    pub whom: Named,
    /// How many follow them.
    pub followers: i64,
    /// How many they follow; a shop follows nobody.
    pub following: i64,
    /// Whether you follow them.
    pub you_follow: bool,
    /// Whether they follow you.
    pub follows_you: bool,
    /// Whether both follow each other.
    pub friends: bool,
    /// Whether you see nothing of them in feeds.
    pub muted: bool,
    /// Whether you blocked them.
    pub blocked: bool,
}

/// What somebody is to whoever asks.
///
/// # Errors
/// There is no such person or shop for whoever asks. Whom you blocked yourself you still find here, to undo it.
pub fn standing(rx: &mut Rx, cx: &Cx, whom: &Voice) -> Result<Standing, No> {
    let (whom, me) = (*whom, cx.actor.account());
    let named = whom.named(rx)?;
    let (mut you_follow, mut follows_you, mut muted, mut blocked) = (false, false, false, false);
    if let Some(me) = me {
        blocked = apart::has_blocked(rx, me, whom)?;
        if !blocked && apart::are(rx, me, whom)? {
            return Err(missing(whom).into());
        }
        you_follow = since(rx, me, whom)?.is_some();
        if let Voice::Person(them) = whom {
            follows_you = since(rx, them, Voice::Person(me))?.is_some();
        }
        muted = apart::has_muted(rx, me, whom)?;
    }
    Ok(Standing {
        followers: rx.one(&FOLLOWERS, &params![whom.uid()])?,
        following: rx.one(&HOW_MANY, &params![whom.uid()])?,
        friends: you_follow && follows_you,
        whom: named,
        you_follow,
        follows_you,
        muted,
        blocked,
    })
}

/// Somebody in a list, and since when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = FollowLine)]
pub struct Line {
    /// Who.
    #[serde(flatten)]
    pub whom: Named,
    /// Since when.
    pub since: Time,
}

/// A row of a list before it has a name.
pub(crate) struct Bare {
    pub whom: Voice,
    pub since: Time,
}

impl FromRow for Bare {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self { whom: Voice::from_row(row)?, since: row.take()? })
    }
}

/// Gives a page of a list its names.
pub(crate) fn named(rx: &mut Rx, rows: Vec<Bare>, paging: &Paging) -> Result<Page<Line>, No> {
    let page = Page::cut(rows, paging.limit, |bare: &Bare| Cursor::of(bare.since.micros(), bare.whom.uid()));
    let mut names = voice::names(rx, page.data.iter().map(|bare| bare.whom))?;
    let line = |bare: Bare| Some(Line { whom: names.remove(&bare.whom)?, since: bare.since });
    Ok(Page { data: page.data.into_iter().filter_map(line).collect(), next: page.next })
}

/// Which of those whom somebody follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// People and shops.
    All,
    /// People.
    People,
    /// Shops.
    Shops,
    /// People who follow back.
    Friends,
}

/// Whom whoever asks follows, the latest first.
///
/// # Errors
/// Nobody is signed in; a cursor of another list.
pub fn followed(rx: &mut Rx, cx: &Cx, (which, paging): &(Which, Paging)) -> Result<Page<Line>, No> {
    let me = cx.account(Scope::AccountRead)?;
    let (since, id) = start(paging, NEWEST)?;
    let probe = paging.limit.probe();
    let of_kind = |kind: &'static str| params![me, since, id, kind, probe];
    let rows = match which {
        Which::All => rx.all(&FOLLOWED, &of_kind("any"))?,
        Which::People => rx.all(&FOLLOWED, &of_kind("acc"))?,
        Which::Shops => rx.all(&FOLLOWED, &of_kind("shp"))?,
        Which::Friends => rx.all(&FRIENDS, &params![me, since, id, probe])?,
    };
    named(rx, rows, paging)
}

/// Who follows whoever asks, the latest first.
///
/// # Errors
/// Nobody is signed in; a cursor of another list.
pub fn followers(rx: &mut Rx, cx: &Cx, paging: &Paging) -> Result<Page<Line>, No> {
    let me = cx.account(Scope::AccountRead)?;
    let (since, id) = start(paging, NEWEST)?;
    let rows = rx.all(&FOLLOWED_BY, &params![me, since, id, paging.limit.probe()])?;
    named(rx, rows, paging)
}
