//! Reactions: what a post is to people, from a small closed set; one a person and kind. Counts are counted, never kept.

pub(crate) mod api;
pub(crate) mod pages;

use std::collections::BTreeMap;
use std::str::FromStr;

use db::{Broken, FromRow, FromVal, No, Row, Rx, Tx, Val, params, sql};
use facts::Happened;
use kernel::{Cx, Refusal, Scope, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::schema::Schema;
use utoipa::{PartialSchema, openapi::RefOr};
use web::PathPart;

use crate::audience::viewer;
use crate::comments::open;
use crate::target::Target;

/// How facts name reactions.
pub const PROCESS: &str = "reaction";

sql! {
    GIVE = "INSERT INTO reaction (about_kind, about, kind, who, since) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (about, kind, who) DO NOTHING";
    TAKE = "DELETE FROM reaction WHERE about_kind = $1 AND about = $2 AND kind = $3 AND who = $4
        RETURNING since";
    /// The scope are the things, which whoever asks sees.
    COUNTS = "SELECT r.about_kind, r.about, r.kind, COUNT(*), MAX(CASE WHEN r.who = $1 THEN 1 ELSE 0 END)
        FROM reaction r WHERE r.about = ANY($2)
        GROUP BY r.about_kind, r.about, r.kind";
}

/// What a post is to somebody.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReactionKind)]
pub enum Reaction {
    /// Good.
    Like,
    /// Dear.
    Love,
    /// Funny.
    Laugh,
    /// Of use.
    Helpful,
}

impl Reaction {
    /// Each of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Like, Self::Love, Self::Laugh, Self::Helpful];

    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Like => "like",
            Self::Love => "love",
            Self::Laugh => "laugh",
            Self::Helpful => "helpful",
        }
    }
}

impl FromStr for Reaction {
    type Err = Refusal;
    fn from_str(word: &str) -> Result<Self, Refusal> {
        let found = Self::ALL.into_iter().find(|one| one.word() == word);
        found.ok_or_else(|| Refusal::missing("reaction"))
    }
}

impl FromVal for Reaction {
    fn from_val(val: Val) -> Option<Self> {
        String::from_val(val)?.parse().ok()
    }
}

impl PathPart for Reaction {
    fn read(text: &str) -> Result<Self, Refusal> {
        text.parse()
    }
    fn schema() -> RefOr<Schema> {
        <Self as PartialSchema>::schema()
    }
}

/// One reaction to one thing.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// To what.
    pub about: Target,
    /// Which.
    pub kind: Reaction,
}

/// How many gave a reaction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = ReactionCount)]
pub struct Count {
    /// Which.
    pub kind: Reaction,
    /// How many.
    pub count: i64,
    /// Whether you are one of them.
    pub yours: bool,
}

struct Counted {
    about: Target,
    count: Count,
}

impl FromRow for Counted {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let about = Target::from_row(row)?;
        let (kind, count) = (row.take()?, row.take()?);
        Ok(Self { about, count: Count { kind, count, yours: row.take::<i64>()? > 0 } })
    }
}

/// Gives a reaction. Again is the same.
///
/// # Errors
/// Nobody is signed in; there is no such thing for them.
pub fn give(tx: &mut Tx, cx: &Cx, ask: &Ask) -> Result<Vec<Count>, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let about = open(tx, cx, ask.about)?;
    let family = tx.lock(cx, about.root)?;
    let row = params![ask.about.kind(), ask.about.uid(), ask.kind.word(), me, family.at];
    if tx.run(&GIVE, &row)? > 0 {
        let happened = Happened::to(PROCESS, ask.about.uid(), "given", family.at)
            .note("about", ask.about.to_string())
            .note("voice", about.voice.to_string())
            .note("who", me.to_string())
            .note("kind", ask.kind.word());
        facts::record(tx, cx, about.root, &[happened])?;
    }
    Ok(counts_of(tx, cx, ask.about)?)
}

/// Takes a reaction back. One that was not given is not given.
///
/// # Errors
/// Nobody is signed in; there is no such thing for them.
pub fn take_back(tx: &mut Tx, cx: &Cx, ask: &Ask) -> Result<Vec<Count>, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let about = open(tx, cx, ask.about)?;
    let family = tx.lock(cx, about.root)?;
    let row = params![ask.about.kind(), ask.about.uid(), ask.kind.word(), me];
    if let Some(given) = tx.opt::<Time>(&TAKE, &row)? {
        let happened = Happened::to(PROCESS, ask.about.uid(), "taken_back", family.at)
            .note("about", ask.about.to_string())
            .note("who", me.to_string())
            .note("kind", ask.kind.word())
            .note("given", given.micros().to_string());
        facts::record(tx, cx, about.root, &[happened])?;
    }
    Ok(counts_of(tx, cx, ask.about)?)
}

/// How many gave each reaction, also none, and which are whoever asks's.
///
/// # Errors
/// There is no such thing for whoever asks.
pub fn all(rx: &mut Rx, cx: &Cx, about: &Target) -> Result<Vec<Count>, No> {
    open(rx, cx, *about)?;
    Ok(counts_of(rx, cx, *about)?)
}

/// How many gave each reaction to these things, which whoever asks sees, also none.
///
/// # Errors
/// What broke in the database.
pub fn counts(rx: &mut Rx, cx: &Cx, things: &[Target]) -> Result<BTreeMap<Target, Vec<Count>>, Broken> {
    let asked = params![viewer(cx), Val::list(things.iter().map(|thing| thing.uid()))];
    let none = Reaction::ALL.map(|kind| Count { kind, count: 0, yours: false });
    let mut counts: BTreeMap<Target, Vec<Count>> =
        things.iter().map(|thing| (*thing, none.to_vec())).collect();
    for Counted { about, count } in rx.all(&COUNTS, &asked)? {
        let of_kind =
            counts.get_mut(&about).and_then(|all| all.iter_mut().find(|one| one.kind == count.kind));
        if let Some(one) = of_kind {
            *one = count;
        }
    }
    Ok(counts)
}

fn counts_of(rx: &mut Rx, cx: &Cx, about: Target) -> Result<Vec<Count>, Broken> {
    Ok(counts(rx, cx, &[about])?.remove(&about).unwrap_or_default())
}
