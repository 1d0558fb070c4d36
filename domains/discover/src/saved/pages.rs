//! The searches that somebody keeps, as a page; and beside a list the way to keep it.

use catalog::categories;
use db::{No, Rx};
use kernel::{Cx, Scope};
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use web::page::{Asked, Slot};
use web::parts::{Act, Button, Empty, Icon, Scene, Tag, icon};
use web::{Access, Answer, Form, PageRoute, Path, Problem, Reply, SeeOther, Sheet, Visitor};

use super::{NewSaved, SavedId, SavedView};

const LIST: &str = "/saved-searches";

/// A way to keep what was looked for, beside a list.
pub(crate) const OFFER: Slot = Slot { place: "find.actions", fill: offer };
/// A way to them all.
pub(crate) const ROOM: Slot = Slot { place: "me.rooms", fill: room };

pub(crate) fn pages() -> Vec<PageRoute> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    vec![
        PageRoute::get("/saved-searches", look, list),
        PageRoute::post("/saved-searches", write, keep),
        PageRoute::post("/saved-searches/{search}/look", write, see)
            .twice_is_once("sets a field to the present"),
        PageRoute::post("/saved-searches/{search}/forget", write, forget),
    ]
}

/// Beside a list by words: keep it, or where it is kept already.
pub(crate) fn offer(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let reader = &asked.reader;
    let words = asked.query("query").unwrap_or_default();
    let words = words.trim();
    if words.is_empty() {
        return Ok(html! {});
    }
    let path = asked.here.split('?').next().unwrap_or_default();
    let slug = path.strip_prefix("/c/").map(str::to_owned).or_else(|| asked.query("category"));
    let slug = slug.filter(|slug| categories::by_slug(slug).is_some()).unwrap_or_default();
    let Some(me) = cx.actor.account() else {
        let next = format!("/sign-in?{}", pairs([("next", asked.here.as_str())]));
        return Ok(Button::bare(reader.t("searches-sign-in"), Act::to(next)).small().render());
    };
    if super::is_kept(rx, me, words, &slug)? {
        return Ok(Button::bare(reader.t("searches-is-kept"), Act::to(LIST)).small().render());
    }
    Ok(html! {
        form method="post" action=(LIST) {
            (asked.intent(cx))
            input type="hidden" name="query" value=(words);
            input type="hidden" name="category" value=(slug);
            (Button::plain(reader.t("searches-keep"), Act::Send).icon(Icon::BookmarkSimple).small())
        }
    })
}

/// The way there from one's own page.
pub(crate) fn room(_: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    if cx.actor.account().is_none() {
        return Ok(html! {});
    }
    Ok(
        html! { li { a href=(LIST) { (icon(Icon::BookmarkSimple)) span { (asked.reader.t("searches-title")) } } } },
    )
}

async fn list(visitor: Visitor) -> Answer<Reply> {
    drawn(&visitor, None).await
}

async fn drawn(visitor: &Visitor, no: Option<&Problem>) -> Answer<Reply> {
    let draw = |visitor: &Visitor, kept: Vec<SavedView>| {
        let main = html! {
            div.stack.g5 {
                header.row.between.wrapx {
                    h1 { (visitor.t("searches-title")) }
                    a.link href="/settings/notices" { (visitor.t("searches-pace-change")) }
                }
                @if let Some(no) = no { p.note.bad role="alert" { (visitor.words_of(no)) } }
                @if kept.is_empty() { (nothing(visitor)) } @else {
                    ul.three { @for one in &kept { li.card.stack.g2 { (line(visitor, one)) } } }
                }
            }
        };
        Sheet::new(visitor.t("searches-title"), main).tab("/me").back("/me")
    };
    visitor.show((), super::all, draw).await
}

fn line(visitor: &Visitor, one: &SavedView) -> Markup {
    let reader = visitor.reader();
    let category = one.category.as_deref().and_then(categories::by_slug);
    let named = |key| reader.say(key, &[("words", one.query.as_str().into())]);
    html! {
        div.row.between.wrapx {
            b.grow { "“" span translate="no" { (one.query) } "”" }
            @if one.new > 0 { (Tag::wait(reader.say("searches-new", &[("n", one.new.into())]))) }
            @else { span.sm.mut { (reader.t("searches-nothing-new")) } }
        }
        @if let Some(category) = category {
            p.sm.mut { (reader.word_of([category.english, category.chinese, category.filipino])) }
        }
        div.row.wrapx {
            form method="post" action=(format!("{LIST}/{}/look", one.id)) {
                (Button::plain(reader.t("searches-look"), Act::Send).small().called(named("searches-look-which")))
            }
            form method="post" action=(format!("{LIST}/{}/forget", one.id)) {
                (visitor.intent())
                (Button::bare(reader.t("searches-forget"), Act::Send).small().called(named("searches-forget-which")))
            }
        }
    }
}

fn nothing(visitor: &Visitor) -> Markup {
    Empty {
        scene: Scene::Gap,
        title: visitor.t("searches-empty-title").into(),
        whole_page: false,
        text: visitor.t("searches-empty-words").into(),
        action: Some(Button::go(visitor.t("searches-empty-action"), Act::to("/search"))),
        example: None,
    }
    .render()
}

/// The form beside a list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    query: String,
    #[serde(default)]
    category: String,
}

async fn keep(visitor: Visitor, Form(once, wanted): Form<Wanted>) -> Answer<Reply> {
    let category = Some(wanted.category).filter(|slug| !slug.is_empty());
    match once.make(NewSaved { query: wanted.query, category }, super::keep).await {
        Ok(_) => Ok(SeeOther::to(LIST).saying("said-search-kept").into()),
        Err(no) if no.is_for_the_form() => Ok(drawn(&visitor, Some(&no)).await?.status(no.status())),
        Err(no) => Err(no),
    }
}

async fn see(visitor: Visitor, Path(search): Path<SavedId>) -> Answer<SeeOther> {
    let seen = visitor.write(search, super::see).await?;
    let category = seen.category.as_deref().map(|slug| ("category", slug));
    let wish = [("query", seen.query.as_str()), ("sort", "newest")].into_iter().chain(category);
    Ok(SeeOther::to(format!("/search?{}", pairs(wish))))
}

/// The query of an address.
fn pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// A path with a query.
pub(crate) fn address<'a>(path: &str, query: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    format!("{path}?{}", pairs(query))
}

/// A form without fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn forget(Path(search): Path<SavedId>, Form(once, Nothing {}): Form<Nothing>) -> Answer<SeeOther> {
    once.make(search, super::forget).await?;
    Ok(SeeOther::to(LIST).saying("said-search-forgotten"))
}
