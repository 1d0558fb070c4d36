//! What is said under a post, on its page, on a page of its own and thread by thread. Every form works without a script;
//! with it the list follows what others write.

use db::{No, Rx, Tx};
use kernel::{Cursor, Cx, Limit, Page, Refusal, Scope};
use locale::Reader;
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use utoipa::IntoParams;
use web::page::Asked;
use web::parts::{Act, Button, Face, Field, Folio, Icon, Kind, Note, Size, Tag, Who};
use web::{Access, Answer, Form, PageRoute, Paging, Path, Problem, Query, Reply, SeeOther, Sheet, Visitor};

use super::{CommentId, CommentView, NewComment, Removal, Said, count, find, replies, threads};
use crate::posts::PostId;
use crate::rooms::to_sign_in;
use crate::target::Target;

/// Threads under a post, before the page of all of them.
const UNDER_A_POST: u16 = 10;
/// Threads on their own page, and replies of a thread.
const ON_ITS_OWN: u16 = 30;

pub(crate) fn pages() -> Vec<PageRoute> {
    let (all, write) = (Access::Public, Access::SignedIn(Scope::AccountWrite));
    vec![
        PageRoute::get("/posts/{post}/comments", all, list),
        PageRoute::post("/posts/{post}/comments", write, say),
        PageRoute::get("/posts/{post}/comments/{comment}", all, thread),
        PageRoute::get("/comments/{comment}/removal", write, ask),
        PageRoute::post("/comments/{comment}/removal", write, remove),
    ]
}

/// What an address says besides the path.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
struct Fields {
    after: Option<String>,
    to: Option<String>,
}

fn paging(most: u16, after: Option<&str>) -> Paging {
    let after = after.and_then(|text| Cursor::parse(text).ok());
    Paging { limit: Limit::new(most).unwrap_or(Limit::DEFAULT), after }
}

/// A list of threads and who looks at it.
struct Shown {
    post: PostId,
    page: Page<CommentView>,
    count: i64,
    is_known: bool,
    here: String,
}

fn look(rx: &mut Rx, cx: &Cx, (post, paging, here): &(PostId, Paging, String)) -> Result<Shown, No> {
    let target = Target::Post(*post);
    let page = threads(rx, cx, &(target, paging.clone()))?;
    let is_known = cx.actor.account().is_some();
    Ok(Shown { post: *post, page, count: count(rx, cx, target)?, is_known, here: here.clone() })
}

/// What stands under a post on its own page: the newest threads, and a place to write.
///
/// # Errors
/// There is no such post for whoever asks.
pub(crate) fn under(rx: &mut Rx, cx: &Cx, asked: &Asked, post: PostId) -> Result<Markup, No> {
    let shown = look(rx, cx, &(post, paging(UNDER_A_POST, None), asked.here.clone()))?;
    let reader = &asked.reader;
    Ok(html! {
        (listed(reader, &shown))
        (writing(reader, &shown, asked.intent(cx).render(), None, None))
    })
}

/// The list, which follows what is written.
fn listed(reader: &Reader, shown: &Shown) -> Markup {
    let title = reader.say("comments-title", &[("n", shown.count.into())]);
    html! {
        div data-live={ "/live/" (shown.post) } data-region={ "comments marks-" (shown.post) } {
            section #comments .stack aria-labelledby="comments-title" {
                (Folio { id: Some("comments-title".into()), ..Folio::new(title) })
                @if shown.page.data.is_empty() {
                    p.mut { (reader.t("comments-none")) }
                } @else {
                    ul.stack.g5 { @for view in &shown.page.data { (one(reader, shown.post, view, shown.is_known)) } }
                }
                @if let Some(next) = &shown.page.next {
                    (Button::plain(reader.t("comments-older"), Act::to(format!("/posts/{}/comments?after={next}", shown.post))))
                }
            }
        }
    }
}

/// A comment with what was answered under it.
fn one(reader: &Reader, post: PostId, view: &CommentView, is_known: bool) -> Markup {
    let thread = view.parent.unwrap_or(view.id);
    let more = view.replies - i64::try_from(view.first.len()).unwrap_or(0);
    html! {
        li.thread.stack.g2 id={ "c-" (view.id) } {
            (said(reader, view))
            @if view.removed.is_none() {
                div.row {
                    @if is_known {
                        (Button::bare(reader.t("comment-answer"), Act::to(format!("/posts/{post}/comments/{thread}?to={}#f-text", view.id))).small())
                    }
                    @if view.may_remove {
                        (Button::bare(reader.t("comment-remove"), Act::to(format!("/comments/{}/removal", view.id))).small())
                    }
                }
            }
            @if !view.first.is_empty() {
                ul.stack { @for reply in &view.first { (one(reader, post, reply, is_known)) } }
            }
            @if view.parent.is_none() && more > 0 {
                p { a.link href={ "/posts/" (post) "/comments/" (view.id) } {
                    (reader.say("comment-more", &[("n", view.replies.into())]))
                } }
            }
        }
    }
}

/// Who says what, and when.
fn said(reader: &Reader, view: &CommentView) -> Markup {
    if let Some(removed) = &view.removed {
        let words = reader.t(match removed.by.as_str() {
            "author" => "comment-gone-author",
            "staff" => "comment-gone-staff",
            _ => "comment-gone-writer",
        });
        return html! {
            p.sm.mut { (words) }
            @if let Some(word) = &removed.word {
                p.sm { (reader.t("comment-gone-why")) " " q translate="no" { (word) } }
            }
        };
    }
    let Some(writer) = &view.writer else { return Markup::default() };
    let face = Face {
        name: writer.name.as_str().into(),
        hue: writer.id.uid().0[15],
        size: Size::Small,
        picture: None,
    };
    let who = Who {
        face: face.render(),
        name: writer.name.as_str().into(),
        about: Some(reader.ago(view.written).into()),
        href: Some(writer.path.as_str().into()),
    };
    html! {
        div.row.between.top { (who) @if view.by_author { (Tag::new(reader.t("comment-by-author"))) } }
        p lang=(view.language) translate="no" {
            @for (nth, line) in view.text.lines().enumerate() { @if nth > 0 { br; } (line) }
        }
    }
}

/// Where something is written: the newest that was typed and not taken, and why.
fn writing(
    reader: &Reader,
    shown: &Shown,
    intent: Markup,
    answers: Option<&CommentView>,
    refused: Option<(&str, &str)>,
) -> Markup {
    if !shown.is_known {
        return html! {
            p { a.link href=(to_sign_in(&shown.here)) { (reader.t("comments-sign-in")) } }
        };
    }
    let to = answers.and_then(|view| view.writer.as_ref()).map(|writer| writer.name.as_str());
    let label = match to {
        None => reader.t("comment-write"),
        Some(name) => reader.say("comment-write-to", &[("name", name.into())]),
    };
    let field = Field {
        kind: Kind::Lines,
        value: refused.map(|(typed, _)| typed).unwrap_or_default().into(),
        error: refused.map(|(_, wrong)| wrong.into()),
        required: true,
        longest: Some(1_000),
        ..Field::new("text", label)
    };
    html! {
        form #writing .stack.g3 method="post" action={ "/posts/" (shown.post) "/comments" } {
            (intent)
            @if let Some(view) = answers { input type="hidden" name="answers" value=(view.id); }
            @if let Some((_, wrong)) = refused { (Note::bad(wrong)) }
            (field)
            (Button::plain(reader.t("comment-send"), Act::Send).icon(Icon::ChatCircle))
        }
    }
}

async fn list(visitor: Visitor, Path(post): Path<PostId>, Query(fields): Query<Fields>) -> Answer<Reply> {
    drawn(&visitor, post, fields.after.as_deref(), None).await
}

/// The page of all threads. `refused` is what was typed and why it was not taken.
async fn drawn(
    visitor: &Visitor,
    post: PostId,
    after: Option<&str>,
    refused: Option<(&str, &Problem)>,
) -> Answer<Reply> {
    let asks = (post, paging(ON_ITS_OWN, after), visitor.here().to_owned());
    let draw = |visitor: &Visitor, shown: Shown| {
        let reader = visitor.reader();
        let wrong = refused.map(|(typed, no)| (typed, visitor.words_of(no)));
        let wrong = wrong.as_ref().map(|(typed, words)| (*typed, words.as_str()));
        let main = html! {
            div.narrow.stack.g5 {
                h1 { (reader.t("comments-page")) }
                (listed(reader, &shown))
                (writing(reader, &shown, visitor.intent().render(), None, wrong))
            }
        };
        Sheet::new(reader.t("comments-page"), main).back(format!("/posts/{post}")).head(unlisted())
    };
    visitor.show(asks, look, draw).await
}

fn unlisted() -> Markup {
    html! { meta name="robots" content="noindex, follow"; }
}

/// One thread, and what in it is answered.
struct Thread {
    shown: Shown,
    first: CommentView,
    answered: CommentView,
}

struct AskThread {
    post: PostId,
    comment: CommentId,
    to: Option<CommentId>,
    after: Option<String>,
    here: String,
}

fn look_thread(rx: &mut Rx, cx: &Cx, ask: &AskThread) -> Result<Thread, No> {
    let first = find(rx, cx, &ask.comment)?;
    if first.about != Target::Post(ask.post) || first.parent.is_some() {
        return Err(Refusal::missing("comment").into());
    }
    let page = replies(rx, cx, &(ask.comment, paging(ON_ITS_OWN, ask.after.as_deref())))?;
    let answered = match ask.to.filter(|to| *to != first.id) {
        None => first.clone(),
        Some(to) => find(rx, cx, &to)?,
    };
    let is_known = cx.actor.account().is_some();
    let count = first.replies;
    let shown = Shown { post: ask.post, page, count, is_known, here: ask.here.clone() };
    Ok(Thread { shown, first, answered })
}

async fn thread(
    visitor: Visitor,
    Path((post, comment)): Path<(PostId, CommentId)>,
    Query(fields): Query<Fields>,
) -> Answer<Reply> {
    let to = fields.to.and_then(|text| text.parse().ok());
    let ask = AskThread { post, comment, to, after: fields.after, here: visitor.here().to_owned() };
    thread_drawn(&visitor, ask, None).await
}

async fn thread_drawn(visitor: &Visitor, ask: AskThread, refused: Option<(&str, &Problem)>) -> Answer<Reply> {
    let draw = |visitor: &Visitor, found: Thread| {
        let (reader, shown) = (visitor.reader(), &found.shown);
        let wrong = refused.map(|(typed, no)| (typed, visitor.words_of(no)));
        let wrong = wrong.as_ref().map(|(typed, words)| (*typed, words.as_str()));
        let post = shown.post;
        let main = html! {
            div.narrow.stack.g5 {
                h1 { (reader.t("comments-thread")) }
                div data-live={ "/live/" (post) } data-region="comments" {
                    ul #comments .stack.g5 {
                        (one(reader, post, &found.first, shown.is_known))
                        @for reply in &shown.page.data { (one(reader, post, reply, shown.is_known)) }
                    }
                }
                @if let Some(next) = &shown.page.next {
                    (Button::plain(reader.t("comments-newer"), Act::to(format!("/posts/{post}/comments/{}?after={next}", found.first.id))))
                }
                @if found.answered.removed.is_none() {
                    (writing(reader, shown, visitor.intent().render(), Some(&found.answered), wrong))
                }
            }
        };
        let back = format!("/posts/{post}/comments");
        Sheet::new(reader.t("comments-thread"), main).back(back).head(unlisted())
    };
    visitor.show(ask, look_thread, draw).await
}

#[derive(Clone, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    text: String,
    answers: Option<CommentId>,
}

async fn say(visitor: Visitor, Path(post): Path<PostId>, Form(once, typed): Form<Typed>) -> Answer<Reply> {
    let said =
        Said { text: typed.text.clone(), language: visitor.reader().language(), answers: typed.answers };
    match once.make(NewComment { about: Target::Post(post), said }, written).await {
        Ok((comment, thread)) => {
            let thread = thread.map(|thread| format!("/{thread}")).unwrap_or_default();
            let to = format!("/posts/{post}/comments{thread}#c-{comment}");
            Ok(SeeOther::to(to).saying("said-commented").into())
        }
        Err(no) if no.is_for_the_form() => {
            let refused = Some((typed.text.as_str(), &no));
            let page = match typed.answers {
                None => drawn(&visitor, post, None, refused).await?,
                Some(to) => {
                    let view = visitor.read(to, find).await?;
                    let comment = view.parent.unwrap_or(to);
                    let here = visitor.here().to_owned();
                    let ask = AskThread { post, comment, to: Some(to), after: None, here };
                    thread_drawn(&visitor, ask, refused).await?
                }
            };
            Ok(page.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

/// Which comment was written, and in whose thread it stands.
fn written(tx: &mut Tx, cx: &Cx, new: &NewComment) -> Result<(CommentId, Option<CommentId>), No> {
    let view = super::write(tx, cx, new)?;
    Ok((view.id, view.parent))
}

/// A comment that whoever asks may remove.
fn look_removable(rx: &mut Rx, cx: &Cx, comment: &CommentId) -> Result<CommentView, No> {
    let view = find(rx, cx, comment)?;
    if view.may_remove { Ok(view) } else { Err(Refusal::missing("comment").into()) }
}

async fn ask(visitor: Visitor, Path(comment): Path<CommentId>) -> Answer<Reply> {
    asked(&visitor, comment, None).await
}

async fn asked(visitor: &Visitor, comment: CommentId, refused: Option<(&str, &Problem)>) -> Answer<Reply> {
    let draw = |visitor: &Visitor, view: CommentView| {
        let reader = visitor.reader();
        let wrong = refused.map(|(_, no)| visitor.words_of(no));
        let word = Field {
            value: refused.map(|(typed, _)| typed).unwrap_or_default().into(),
            hint: Some(reader.t("comment-remove-hint").into()),
            error: wrong.as_deref().map(Into::into),
            required: true,
            longest: Some(200),
            ..Field::new("word", reader.t("comment-remove-word"))
        };
        let main = html! {
            div.narrow.stack {
                h1 { (reader.t("comment-remove-title")) }
                p { (reader.t("comment-remove-what")) }
                div.card.stack.g2 { (said(reader, &view)) }
                form.stack.g3 method="post" action={ "/comments/" (comment) "/removal" } {
                    (visitor.intent())
                    @if let Some(wrong) = &wrong { (Note::bad(wrong)) }
                    @if !view.yours { (word) }
                    (Button::stop(reader.t("comment-remove"), Act::Send))
                }
            }
        };
        Sheet::new(reader.t("comment-remove-title"), main).back(back(&view))
    };
    visitor.show(comment, look_removable, draw).await
}

/// Where a comment is read.
fn back(view: &CommentView) -> String {
    match view.about {
        Target::Post(post) => format!("/posts/{post}/comments"),
        _ => "/".into(),
    }
}

#[derive(Clone, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
struct Why {
    word: Option<String>,
}

/// Removes a comment; answers where it was read.
fn gone(tx: &mut Tx, cx: &Cx, removal: &Removal) -> Result<String, No> {
    let view = super::remove(tx, cx, removal)?;
    Ok(back(&view))
}

async fn remove(
    visitor: Visitor,
    Path(comment): Path<CommentId>,
    Form(once, why): Form<Why>,
) -> Answer<Reply> {
    match once.make(Removal { comment, word: why.word.clone() }, gone).await {
        Ok(back) => Ok(SeeOther::to(back).saying("said-comment-removed").into()),
        Err(no) if no.is_for_the_form() => {
            let typed = why.word.as_deref().unwrap_or_default();
            Ok(asked(&visitor, comment, Some((typed, &no))).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}
