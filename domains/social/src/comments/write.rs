//! Writing and removing comments.

use db::{No, Tx, params, sql};
use facts::Happened;
use kernel::{Cx, Refusal, Scope};
use locale::Language;
use serde::Deserialize;
use utoipa::ToSchema;

use super::about::{About, open};
use super::read::{CommentView, find, open_comment};
use super::{CommentId, PROCESS};
use crate::target::Target;
use crate::words;

/// Characters of a comment at most.
const LONGEST: usize = 1_000;
/// Characters of the word why somebody else's comment goes.
const LONGEST_WORD: usize = 200;

sql! {
    INSERT = "INSERT INTO comment (id, about_kind, about, parent, answers, writer, language, text, written)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Nothing of what it said stays.
    REMOVE = "UPDATE comment SET removed = $3, removed_by = $4, word = $5, text = ''
        WHERE id = $1 AND writer = $2 AND removed IS NULL";
}

/// Something to be said of a thing.
#[derive(Clone, Debug)]
pub struct NewComment {
    /// Of what.
    pub about: Target,
    /// What it says and answers.
    pub said: Said,
}

/// What a comment says.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewComment)]
pub struct Said {
    /// 1 to 1,000 characters of plain text.
    #[schema(min_length = 1, max_length = 1000)]
    pub text: String,
    /// In which language it is.
    pub language: Language,
    /// The comment that it answers.
    #[schema(nullable = false)]
    pub answers: Option<CommentId>,
}

/// Says something under a thing that whoever asks sees. A reply stands in the thread of what it answers.
///
/// # Errors
/// Nobody is signed in; there is no such thing or comment for them; `text_length`.
pub fn write(tx: &mut Tx, cx: &Cx, new: &NewComment) -> Result<CommentView, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let about = open(tx, cx, new.about)?;
    let text = words::told("/text", &new.said.text, LONGEST)?;
    if text.is_empty() {
        let rule = "A comment says something: write at least one word. Nothing was changed.";
        return Err(Refusal::field("/text", "comment_empty", rule).into());
    }
    let answered = match new.said.answers {
        None => None,
        Some(comment) => Some(answered(tx, cx, &about, comment)?),
    };
    let parent = answered.as_ref().map(|line| line.parent.unwrap_or(line.id));
    let family = tx.lock(cx, about.root)?;
    let (id, target): (CommentId, Target) = (cx.id(), about.target);
    let language = new.said.language.word();
    let answers = answered.as_ref().map(|line| line.id);
    let row = params![id, target.kind(), target.uid(), parent, answers, me, language, text, family.at];
    tx.run(&INSERT, &row)?;
    let mut happened = Happened::to(PROCESS, id.uid(), "written", family.at)
        .note("about", target.to_string())
        .note("voice", about.voice.to_string())
        .note("writer", me.to_string());
    if let Some(line) = &answered {
        happened = happened.note("answers", line.id.to_string()).note("answered", line.writer.to_string());
    }
    facts::record(tx, cx, about.root, &[happened])?;
    find(tx, cx, &id)
}

/// What is answered: it stands under the same thing, and is there.
fn answered(tx: &mut Tx, cx: &Cx, about: &About, comment: CommentId) -> Result<super::Line, No> {
    let (line, _) = open_comment(tx, cx, comment)?;
    if line.target != about.target || line.removed.is_some() {
        return Err(Refusal::missing("comment").into());
    }
    Ok(line)
}

/// A comment to be removed.
#[derive(Clone, Debug)]
pub struct Removal {
    /// Which.
    pub comment: CommentId,
    /// Why, where it is somebody else's.
    pub word: Option<String>,
}

/// Removes a comment: what it said is gone. Who wrote it needs no reason; who wrote what it is about, and staff, give
/// one, which only the writer is told.
///
/// # Errors
/// There is no such comment that whoever asks may remove; `word_missing`.
pub fn remove(tx: &mut Tx, cx: &Cx, ask: &Removal) -> Result<CommentView, No> {
    let me = cx.account(Scope::AccountWrite)?;
    let (line, about) = open_comment(tx, cx, ask.comment)?;
    if line.removed.is_some() {
        return Err(Refusal::missing("comment").into());
    }
    let by = if line.writer == me {
        "writer"
    } else if about.is_kept_by(tx, me)? {
        "author"
    } else if cx.actor.is_staff() {
        "staff"
    } else {
        return Err(Refusal::missing("comment").into());
    };
    let word = match ask.word.as_deref().map(str::trim).filter(|word| !word.is_empty() && by != "writer") {
        Some(word) => Some(words::line("/word", word, LONGEST_WORD)?),
        None if by == "writer" => None,
        None => {
            let rule = "Say in a few words why; who wrote it is told. Nothing was changed.";
            return Err(Refusal::field("/word", "word_missing", rule).into());
        }
    };
    let family = tx.lock(cx, about.root)?;
    if tx.run(&REMOVE, &params![line.id, line.writer, family.at, by, word])? == 0 {
        return Err(Refusal::missing("comment").into());
    }
    let happened = Happened::to(PROCESS, line.id.uid(), "removed", family.at)
        .note("about", about.target.to_string())
        .note("writer", line.writer.to_string())
        .note("written", line.written.micros().to_string())
        .note("by", by);
    facts::record(tx, cx, about.root, &[happened])?;
    find(tx, cx, &line.id)
}
