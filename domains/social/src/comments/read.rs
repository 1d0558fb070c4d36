//! Reading comments: threads newest first, what is answered in them oldest first.

use std::collections::{BTreeMap, BTreeSet};

use db::{Broken, FromRow, No, Row, Rx, Val, params, sql};
use kernel::{Account, Cursor, Cx, Id, Page, Refusal, Time, Uid};
use serde::Serialize;
use utoipa::ToSchema;
use web::Paging;

use super::CommentId;
use super::about::{About, open};
use crate::audience::viewer;
use crate::target::Target;
use crate::voice::{self, Named, Voice};
use crate::words::start;

/// Neither of two of whom one blocked the other reads the other; `$1` is who reads.
macro_rules! readable {
    ($comment:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM block b WHERE b.blocker = $1 AND b.whom = ",
            $comment,
            ".writer)
            AND NOT EXISTS (SELECT 1 FROM block d WHERE d.blocker = ",
            $comment,
            ".writer AND d.whom = $1)"
        )
    };
}
/// The columns of a [`Line`], of the comment `c`, and how many readable replies it has.
macro_rules! columns {
    () => {
        concat!(
            "c.id, c.about_kind, c.about, c.parent, c.answers, c.writer, c.language, c.text, c.written, c.removed,
            c.removed_by, c.word,
            (SELECT COUNT(*) FROM comment r WHERE r.parent = c.id AND r.removed IS NULL AND ",
            readable!("r"),
            ")"
        )
    };
}

sql! {
    /// What was removed keeps its place while others answered it; who wrote it is told by whom and why.
    THREADS = concat!("SELECT ", columns!(), " FROM comment c
        WHERE c.about_kind = $2 AND c.about = $3 AND c.parent IS NULL AND c.id < $4 AND ", readable!("c"), "
            AND (c.removed IS NULL OR (c.writer = $1 AND c.removed_by <> 'writer')
                OR EXISTS (SELECT 1 FROM comment o WHERE o.parent = c.id AND o.removed IS NULL))
        ORDER BY c.id DESC
        LIMIT $5");
    REPLIES = concat!("SELECT ", columns!(), " FROM comment c
        WHERE c.about_kind = $2 AND c.about = $3 AND c.parent = $4 AND c.id > $5 AND ", readable!("c"), "
            AND (c.removed IS NULL OR (c.writer = $1 AND c.removed_by <> 'writer'))
        ORDER BY c.id
        LIMIT $6");
    /// The first replies of some threads.
    FIRST = concat!("SELECT ", columns!(), " FROM comment c
        WHERE c.id IN (
            SELECT id FROM (
                SELECT c.id AS id, ROW_NUMBER() OVER (PARTITION BY c.parent ORDER BY c.id) AS nth
                FROM comment c
                WHERE c.parent = ANY($2) AND ", readable!("c"), "
                    AND (c.removed IS NULL OR (c.writer = $1 AND c.removed_by <> 'writer'))) AS ranked
            WHERE nth <= $3)
        ORDER BY c.id");
    BY_ID = concat!("SELECT ", columns!(), " FROM comment c WHERE c.id = $2 AND ", readable!("c"));
    COUNTS = concat!("SELECT c.about_kind, c.about, COUNT(*) FROM comment c
        WHERE c.about = ANY($2) AND c.removed IS NULL AND ", readable!("c"), "
        GROUP BY c.about_kind, c.about");
}

/// Replies that are shown under a thread in a list of threads.
const SHOWN: i64 = 3;

/// A comment as its row has it.
pub struct Line {
    pub(crate) id: CommentId,
    pub(crate) target: Target,
    pub(crate) parent: Option<CommentId>,
    answers: Option<CommentId>,
    pub(crate) writer: Id<Account>,
    language: String,
    text: String,
    pub(crate) written: Time,
    pub(crate) removed: Option<Time>,
    removed_by: Option<String>,
    word: Option<String>,
    replies: i64,
}

impl FromRow for Line {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self {
            id: row.take()?,
            target: Target::from_row(row)?,
            parent: row.take()?,
            answers: row.take()?,
            writer: row.take()?,
            language: row.take()?,
            text: row.take()?,
            written: row.take()?,
            removed: row.take()?,
            removed_by: row.take()?,
            word: row.take()?,
            replies: row.take()?,
        })
    }
}

/// That a comment was removed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = CommentRemoved)]
pub struct Removed {
    /// By whom: `writer`, `author` of what it is about, or `staff`.
    pub by: String,
    /// Why; only who wrote it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub word: Option<String>,
}

/// A comment, as whoever asks reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = Comment)]
pub struct CommentView {
    /// Its id.
    pub id: CommentId,
    /// What it is about.
    pub about: Target,
    /// The comment in whose thread it stands; none for one that begins a thread.
    pub parent: Option<CommentId>,
    /// The comment that it answers.
    pub answers: Option<CommentId>,
    /// Who wrote it; none where it was removed.
    pub writer: Option<Named>,
    /// Whether it is yours.
    pub yours: bool,
    /// Whether it was written by who wrote what it is about, or by a keeper of the shop that sells it.
    pub by_author: bool,
    /// In which language: a BCP 47 tag.
    pub language: String,
    /// What it says; plain text, to be escaped like any other.
    pub text: String,
    /// When it was written.
    pub written: Time,
    /// That it was removed, if it was.
    pub removed: Option<Removed>,
    /// Whether you may remove it.
    pub may_remove: bool,
    /// How many answered in its thread.
    pub replies: i64,
    /// The first of them; none in a list of replies.
    #[schema(no_recursion)]
    pub first: Vec<CommentView>,
}

/// Who reads, what they may do here, and how those are called who wrote.
struct Reader<'a> {
    me: Option<Id<Account>>,
    about: &'a About,
    /// Who speaks for what it is about.
    keepers: BTreeSet<Id<Account>>,
    /// Whether they may remove others' comments: who wrote what it is about, and staff.
    keeps: bool,
    names: BTreeMap<Voice, Named>,
}

impl<'a> Reader<'a> {
    fn of<'b>(
        rx: &mut Rx,
        cx: &Cx,
        about: &'a About,
        lines: impl Iterator<Item = &'b Line>,
    ) -> Result<Self, Broken> {
        let me = cx.actor.account();
        let keepers = about.keepers(rx)?;
        let keeps = cx.actor.is_staff() || me.is_some_and(|me| keepers.contains(&me));
        let written = lines.filter(|line| line.removed.is_none());
        let names = voice::names(rx, written.map(|line| Voice::Person(line.writer)))?;
        Ok(Self { me, about, keepers, keeps, names })
    }

    fn view(&self, line: Line) -> CommentView {
        let yours = self.me == Some(line.writer);
        let removed = line
            .removed
            .map(|_| Removed { by: line.removed_by.unwrap_or_default(), word: line.word.filter(|_| yours) });
        let writer = self.names.get(&Voice::Person(line.writer)).filter(|_| removed.is_none());
        CommentView {
            id: line.id,
            about: line.target,
            parent: line.parent,
            answers: line.answers,
            writer: writer.cloned(),
            yours,
            by_author: self.about.is_by(line.writer, &self.keepers) && removed.is_none(),
            language: line.language,
            text: line.text,
            written: line.written,
            may_remove: removed.is_none() && (yours || self.keeps),
            removed,
            replies: line.replies,
            first: Vec::new(),
        }
    }
}

impl About {
    /// Whether this account wrote it, or speaks for the shop that sells it.
    fn is_by(&self, account: Id<Account>, keepers: &BTreeSet<Id<Account>>) -> bool {
        match self.writer {
            Some(writer) => writer == account,
            None => keepers.contains(&account),
        }
    }

    /// Who speaks for whose it is.
    fn keepers(&self, rx: &mut Rx) -> Result<BTreeSet<Id<Account>>, Broken> {
        Ok(match self.voice {
            Voice::Person(person) => BTreeSet::from([person]),
            Voice::Shop(shop) => catalog::keepers(rx, shop)?.into_iter().collect(),
        })
    }

    /// Whether an account speaks for whose it is.
    pub(crate) fn is_kept_by(&self, rx: &mut Rx, account: Id<Account>) -> Result<bool, Broken> {
        Ok(match self.voice {
            Voice::Person(person) => person == account,
            Voice::Shop(shop) => catalog::shop_role(rx, account, shop)?.is_some(),
        })
    }
}

/// What is said of a thing, the newest thread first, each with its first replies.
///
/// # Errors
/// There is no such thing for whoever asks; a cursor of another list.
pub fn threads(rx: &mut Rx, cx: &Cx, (target, paging): &(Target, Paging)) -> Result<Page<CommentView>, No> {
    let about = open(rx, cx, *target)?;
    let (_, before) = start(paging, (0, Uid([255; 16])))?;
    let who = viewer(cx);
    let scope = params![who, target.kind(), target.uid(), before, paging.limit.probe()];
    let page = Page::cut(rx.all(&THREADS, &scope)?, paging.limit, |line: &Line| Cursor::of(0, line.id.uid()));
    let answered = page.data.iter().filter(|line| line.replies > 0 || line.removed.is_some());
    let answered: Vec<CommentId> = answered.map(|line| line.id).collect();
    let replies: Vec<Line> = match answered.is_empty() {
        true => Vec::new(),
        false => rx.all(&FIRST, &params![who, Val::list(answered), SHOWN])?,
    };
    let reader = Reader::of(rx, cx, &about, page.data.iter().chain(&replies))?;
    let mut first: BTreeMap<CommentId, Vec<CommentView>> = BTreeMap::new();
    for (thread, reply) in replies.into_iter().filter_map(|reply| Some((reply.parent?, reply))) {
        first.entry(thread).or_default().push(reader.view(reply));
    }
    let thread = |line: Line| {
        let first = first.remove(&line.id).unwrap_or_default();
        CommentView { first, ..reader.view(line) }
    };
    Ok(Page { data: page.data.into_iter().map(thread).collect(), next: page.next })
}

/// What was answered in a thread, the oldest first.
///
/// # Errors
/// There is no such comment for whoever asks; a cursor of another list.
pub fn replies(
    rx: &mut Rx,
    cx: &Cx,
    (thread, paging): &(CommentId, Paging),
) -> Result<Page<CommentView>, No> {
    let (line, about) = open_comment(rx, cx, *thread)?;
    let (_, after) = start(paging, (0, Uid::default()))?;
    let target = line.target;
    let scope = params![viewer(cx), target.kind(), target.uid(), *thread, after, paging.limit.probe()];
    let page = Page::cut(rx.all(&REPLIES, &scope)?, paging.limit, |line: &Line| Cursor::of(0, line.id.uid()));
    let reader = Reader::of(rx, cx, &about, page.data.iter())?;
    Ok(Page { data: page.data.into_iter().map(|line| reader.view(line)).collect(), next: page.next })
}

/// One comment.
///
/// # Errors
/// There is no such comment for whoever asks.
pub fn find(rx: &mut Rx, cx: &Cx, comment: &CommentId) -> Result<CommentView, No> {
    let (line, about) = open_comment(rx, cx, *comment)?;
    let reader = Reader::of(rx, cx, &about, std::iter::once(&line))?;
    Ok(reader.view(line))
}

/// A comment's row and what it is about, if whoever asks reads both.
pub(super) fn open_comment(rx: &mut Rx, cx: &Cx, comment: CommentId) -> Result<(Line, About), No> {
    let line: Option<Line> = rx.opt(&BY_ID, &params![viewer(cx), comment])?;
    let line = line.ok_or_else(|| Refusal::missing("comment"))?;
    let about = open(rx, cx, line.target)
        .map_err(|no| if no.is_missing() { Refusal::missing("comment").into() } else { no })?;
    Ok((line, about))
}

/// How many comments whoever asks reads under each of these things, which they see; none has no count.
///
/// # Errors
/// What broke in the database.
pub fn counts(rx: &mut Rx, cx: &Cx, things: &[Target]) -> Result<BTreeMap<Target, i64>, Broken> {
    struct Counted(Target, i64);
    impl FromRow for Counted {
        fn from_row(row: &mut Row) -> Result<Self, Broken> {
            Ok(Self(Target::from_row(row)?, row.take()?))
        }
    }
    let asked = params![viewer(cx), Val::list(things.iter().map(|thing| thing.uid()))];
    let counted: Vec<Counted> = rx.all(&COUNTS, &asked)?;
    Ok(counted.into_iter().map(|Counted(thing, count)| (thing, count)).collect())
}
