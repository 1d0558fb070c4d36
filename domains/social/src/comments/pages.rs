//! What is said under a post or a listing, on its page, on a page of its own and thread by thread. Every form works
//! without a script; with it the list follows what others write.

use catalog::ListingId;
use db::{No, Rx, Tx};
use kernel::{Cursor, Cx, Limit, Page, Refusal, Scope};
use locale::Reader;
use maud::{Markup, Render as _, html};
use media::Address;
use serde::Deserialize;
use utoipa::IntoParams;
use web::page::Asked;
use web::parts::{Act, Button, Field, Folio, Icon, Kind, Note, Size, Tag};
use web::{Access, Answer, Form, PageRoute, Paging, Path, Problem, Query, Reply, SeeOther, Sheet, Visitor};

use super::{CommentId, CommentView, NewComment, Removal, Said, counts, find, replies, threads};
use crate::pages::card;
use crate::posts::PostId;
use crate::rooms::to_sign_in;
use crate::target::Target;

/// Threads under a thing, before the page of all of them.
const UNDER_A_THING: u16 = 10;
/// Threads on their own page, and replies of a thread.
const ON_ITS_OWN: u16 = 30;

pub(crate) fn pages() -> Vec<PageRoute> {
    let (all, write) = (Access::Public, Access::SignedIn(Scope::AccountWrite));
    vec![
        PageRoute::get("/posts/{post}/comments", all, list_post),
        PageRoute::post("/posts/{post}/comments", write, say_post),
        PageRoute::get("/posts/{post}/comments/{comment}", all, thread_post),
        PageRoute::get("/p/{listing}/comments", all, list_listing),
        PageRoute::post("/p/{listing}/comments", write, say_listing),
        PageRoute::get("/p/{listing}/comments/{comment}", all, thread_listing),
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
    target: Target,
    /// Where pictures are.
    at: Address,
    page: Page<CommentView>,
    count: i64,
    is_known: bool,
    here: String,
}

fn look(rx: &mut Rx, cx: &Cx, (target, paging, here): &(Target, Paging, String)) -> Result<Shown, No> {
    let (target, at) = (*target, media::address(cx));
    let page = threads(rx, cx, &(target, paging.clone()))?;
    let is_known = cx.actor.account().is_some();
    let count = counts(rx, cx, &[target])?.remove(&target).unwrap_or_default();
    Ok(Shown { target, at, page, count, is_known, here: here.clone() })
}

/// What stands under a post or a listing on its own page: the newest threads, and a place to write.
///
/// # Errors
/// There is no such thing for whoever asks.
pub(crate) fn under(rx: &mut Rx, cx: &Cx, asked: &Asked, target: Target) -> Result<Markup, No> {
    let shown = look(rx, cx, &(target, paging(UNDER_A_THING, None), asked.here.clone()))?;
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
        div data-live={ "/live/" (shown.target) } data-region={ "comments marks-" (shown.target) } {
            section #comments .stack aria-labelledby="comments-title" {
                (Folio { id: Some("comments-title".into()), ..Folio::new(title) })
                @if shown.page.data.is_empty() {
                    p.mut { (reader.t("comments-none")) }
                } @else {
                    ul.stack.g2 { @for view in &shown.page.data { (one(reader, shown, view)) } }
                }
                @if let Some(next) = &shown.page.next {
                    (Button::plain(reader.t("comments-older"), Act::to(format!("{}/comments?after={next}", shown.target.page()))))
                }
            }
        }
    }
}

/// A comment with what was answered under it.
fn one(reader: &Reader, shown: &Shown, view: &CommentView) -> Markup {
    let thread = view.parent.unwrap_or(view.id);
    let more = view.replies - i64::try_from(view.first.len()).unwrap_or(0);
    let all = format!("{}/comments", shown.target.page());
    html! {
        li.thread.stack.g2 id={ "c-" (view.id) } {
            (said(reader, &shown.at, view, html! {
                div.row.acts {
                    @if shown.is_known {
                        a.btn.bare.sm.mut href={ (all) "/" (thread) "?to=" (view.id) "#f-text" } { (reader.t("comment-answer")) }
                    }
                    @if view.may_remove {
                        a.btn.bare.sm.mut href={ "/comments/" (view.id) "/removal" } { (reader.t("comment-remove")) }
                    }
                }
            }))
            @if !view.first.is_empty() {
                ul.stack.g2 { @for reply in &view.first { (one(reader, shown, reply)) } }
            }
            @if view.parent.is_none() && more > 0 {
                p { a.link href={ (all) "/" (view.id) } {
                    (reader.say("comment-more", &[("n", view.replies.into())]))
                } }
            }
        }
    }
}

/// Who says what, and when; under the words what can be done with them.
fn said(reader: &Reader, at: &Address, view: &CommentView, acts: Markup) -> Markup {
    if let Some(removed) = &view.removed {
        let words = reader.t(match removed.by.as_str() {
            "author" if matches!(view.about, Target::Listing(_)) => "comment-gone-shop",
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
    html! {
        div.row.top.g3 {
            (card::face(at, writer, Size::Small))
            div.grow {
                div.row.wrapx.between {
                    a.who href=(writer.path) { b translate="no" { (writer.name) } small { (reader.ago(view.written)) } }
                    @if view.by_author { (Tag::new(by_author(reader, view))) }
                }
                p lang=(view.language) translate="no" {
                    @for (nth, line) in view.text.lines().enumerate() { @if nth > 0 { br; } (line) }
                }
                (acts)
            }
        }
    }
}

/// Who wrote what it is about, or sells it.
fn by_author(reader: &Reader, view: &CommentView) -> String {
    reader.t(if matches!(view.about, Target::Listing(_)) { "comment-by-shop" } else { "comment-by-author" })
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
        form #writing .stack.g3 method="post" action={ (shown.target.page()) "/comments" } {
            (intent)
            @if let Some(view) = answers { input type="hidden" name="answers" value=(view.id); }
            @if let Some((_, wrong)) = refused { (Note::bad(wrong)) }
            (field)
            (Button::plain(reader.t("comment-send"), Act::Send).icon(Icon::ChatCircle))
        }
    }
}

async fn list_post(visitor: Visitor, Path(post): Path<PostId>, fields: Query<Fields>) -> Answer<Reply> {
    list(&visitor, Target::Post(post), fields).await
}

async fn list_listing(
    visitor: Visitor,
    Path(listing): Path<ListingId>,
    fields: Query<Fields>,
) -> Answer<Reply> {
    list(&visitor, Target::Listing(listing), fields).await
}

async fn list(visitor: &Visitor, target: Target, Query(fields): Query<Fields>) -> Answer<Reply> {
    drawn(visitor, target, fields.after.as_deref(), None).await
}

/// The page of all threads. `refused` is what was typed and why it was not taken.
async fn drawn(
    visitor: &Visitor,
    target: Target,
    after: Option<&str>,
    refused: Option<(&str, &Problem)>,
) -> Answer<Reply> {
    let asks = (target, paging(ON_ITS_OWN, after), visitor.here().to_owned());
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
        Sheet::new(reader.t("comments-page"), main).back(target.page()).head(unlisted())
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
    target: Target,
    comment: CommentId,
    to: Option<CommentId>,
    after: Option<String>,
    here: String,
}

fn look_thread(rx: &mut Rx, cx: &Cx, ask: &AskThread) -> Result<Thread, No> {
    let first = find(rx, cx, &ask.comment)?;
    if first.about != ask.target || first.parent.is_some() {
        return Err(Refusal::missing("comment").into());
    }
    let page = replies(rx, cx, &(ask.comment, paging(ON_ITS_OWN, ask.after.as_deref())))?;
    let answered = match ask.to.filter(|to| *to != first.id) {
        None => first.clone(),
        Some(to) => find(rx, cx, &to)?,
    };
    let is_known = cx.actor.account().is_some();
    let count = first.replies;
    let at = media::address(cx);
    let shown = Shown { target: ask.target, at, page, count, is_known, here: ask.here.clone() };
    Ok(Thread { shown, first, answered })
}

async fn thread_post(
    visitor: Visitor,
    Path((post, comment)): Path<(PostId, CommentId)>,
    fields: Query<Fields>,
) -> Answer<Reply> {
    thread(visitor, (Target::Post(post), comment), fields).await
}

async fn thread_listing(
    visitor: Visitor,
    Path((listing, comment)): Path<(ListingId, CommentId)>,
    fields: Query<Fields>,
) -> Answer<Reply> {
    thread(visitor, (Target::Listing(listing), comment), fields).await
}

async fn thread(
    visitor: Visitor,
    (target, comment): (Target, CommentId),
    Query(fields): Query<Fields>,
) -> Answer<Reply> {
    let to = fields.to.and_then(|text| text.parse().ok());
    let ask = AskThread { target, comment, to, after: fields.after, here: visitor.here().to_owned() };
    thread_drawn(&visitor, ask, None).await
}

async fn thread_drawn(visitor: &Visitor, ask: AskThread, refused: Option<(&str, &Problem)>) -> Answer<Reply> {
    let draw = |visitor: &Visitor, found: Thread| {
        let (reader, shown) = (visitor.reader(), &found.shown);
        let wrong = refused.map(|(typed, no)| (typed, visitor.words_of(no)));
        let wrong = wrong.as_ref().map(|(typed, words)| (*typed, words.as_str()));
        let all = format!("{}/comments", shown.target.page());
        let main = html! {
            div.narrow.stack.g5 {
                h1 { (reader.t("comments-thread")) }
                div data-live={ "/live/" (shown.target) } data-region="comments" {
                    ul #comments .stack.g2 {
                        (one(reader, shown, &found.first))
                        @for reply in &shown.page.data { (one(reader, shown, reply)) }
                    }
                }
                @if let Some(next) = &shown.page.next {
                    (Button::plain(reader.t("comments-newer"), Act::to(format!("{all}/{}?after={next}", found.first.id))))
                }
                @if found.answered.removed.is_none() {
                    (writing(reader, shown, visitor.intent().render(), Some(&found.answered), wrong))
                }
            }
        };
        Sheet::new(reader.t("comments-thread"), main).back(all).head(unlisted())
    };
    visitor.show(ask, look_thread, draw).await
}

#[derive(Clone, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    text: String,
    answers: Option<CommentId>,
}

async fn say_post(visitor: Visitor, Path(post): Path<PostId>, form: Form<Typed>) -> Answer<Reply> {
    say(visitor, Target::Post(post), form).await
}

async fn say_listing(visitor: Visitor, Path(listing): Path<ListingId>, form: Form<Typed>) -> Answer<Reply> {
    say(visitor, Target::Listing(listing), form).await
}

async fn say(visitor: Visitor, target: Target, Form(once, typed): Form<Typed>) -> Answer<Reply> {
    let said =
        Said { text: typed.text.clone(), language: visitor.reader().language(), answers: typed.answers };
    match once.make(NewComment { about: target, said }, written).await {
        Ok((comment, thread)) => {
            let thread = thread.map(|thread| format!("/{thread}")).unwrap_or_default();
            let to = format!("{}/comments{thread}#c-{comment}", target.page());
            Ok(SeeOther::to(to).saying("said-commented").into())
        }
        Err(no) if no.is_for_the_form() => {
            let refused = Some((typed.text.as_str(), &no));
            let page = match typed.answers {
                None => drawn(&visitor, target, None, refused).await?,
                Some(to) => {
                    let view = visitor.read(to, find).await?;
                    let comment = view.parent.unwrap_or(to);
                    let here = visitor.here().to_owned();
                    let ask = AskThread { target, comment, to: Some(to), after: None, here };
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
                div.card.stack.g2 { (said(reader, &media::on_pages(visitor), &view, html! {})) }
                form.stack.g3 method="post" action={ "/comments/" (comment) "/removal" } {
                    (visitor.intent())
                    @if let Some(wrong) = &wrong { (Note::bad(wrong)) }
                    @if !view.yours { (word) }
                    div.row.wrapx {
                        (Button::stop(reader.t("comment-remove"), Act::Send))
                        (Button::bare(reader.t("comment-remove-not"), Act::to(back(&view))))
                    }
                }
            }
        };
        Sheet::new(reader.t("comment-remove-title"), main).back(back(&view))
    };
    visitor.show(comment, look_removable, draw).await
}

/// Where a comment is read.
fn back(view: &CommentView) -> String {
    format!("{}/comments", view.about.page())
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
