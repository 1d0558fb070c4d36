//! What somebody keeps: only they ever see these pages.

use std::collections::BTreeSet;

use db::{No, Rx};
use kernel::{Cursor, Cx, Limit, Money, Page, Scope};
use locale::Reader;
use maud::{Markup, Render as _, html};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use web::page::{Asked, Fields};
use web::parts::{
    Act, Button, Chip, Empty, Field, Folio, Icon, IconButton, Line, Mark, Note, Picture, Ratio, Scene, Tag,
    icon,
};
use web::{Access, Answer, Form, PageRoute, Paging, Path, Problem, Query, Reply, SeeOther, Sheet, Visitor};

use super::{
    CollectionId, CollectionView, List, NewCollection, Now, Rename, Save, SavedView, Thing, all, forget,
    list, make, save,
};
use crate::rooms::to_sign_in;
use crate::target::Target;

/// Things on a page.
const MANY: u16 = 24;

pub(crate) fn pages() -> Vec<PageRoute> {
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    let set = "sets something to a value";
    vec![
        PageRoute::get("/saved", look, first),
        PageRoute::get("/saved/{collection}", look, within),
        PageRoute::post("/saved", write, marked).twice_is_once(set),
        PageRoute::post("/saved/collections", write, begin),
        PageRoute::post("/saved/{collection}", write, called).twice_is_once(set),
        PageRoute::post("/saved/{collection}/removal", write, removed).twice_is_once(set),
    ]
}

/// A way to what is kept, among the rooms of Me.
pub(crate) fn room(_: &mut Rx, _: &Cx, asked: &Asked) -> Result<Markup, No> {
    let words = asked.reader.t("saved-title");
    Ok(html! { li { a href="/saved" { (icon(Icon::BookmarkSimple)) span { (words) } } } })
}

/// The mark that keeps a thing, among those that whoever looks keeps: a drawing alone where it stands in a line with
/// others, with its word beside a shop's name. Who is not signed in is led there and back.
pub(crate) fn mark(asked: &Asked, thing: Target, kept: Option<&BTreeSet<Target>>) -> Markup {
    let reader = &asked.reader;
    let is_worded = matches!(thing, Target::Shop(_));
    if let Some(kept) = kept {
        return marked_as(reader, kept.contains(&thing), thing, &asked.here, is_worded);
    }
    let (words, door) = (reader.t("saved-save"), to_sign_in(&asked.here));
    match is_worded {
        true => html! { a.btn.bare.sm href=(door) { (icon(Icon::BookmarkSimple)) (words) } },
        false => IconButton::new(Icon::BookmarkSimple, words, Act::to(door)).render(),
    }
}

fn marked_as(reader: &Reader, on: bool, thing: Target, back: &str, is_worded: bool) -> Markup {
    let mark = Mark {
        action: "/saved".into(),
        carries: html! {
            input type="hidden" name="thing" value=(thing);
            input type="hidden" name="back" value=(back);
        },
        on,
        icon: Some(Icon::BookmarkSimple),
        text: is_worded.then(|| reader.t("saved-save").into()),
        label: reader.t("saved-save").into(),
        count: None,
        sorry: reader.t("saved-sorry").into(),
    };
    mark.render()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    thing: String,
    /// `1` keeps it, `0` lets it go.
    on: Option<String>,
    /// Where it is moved to; empty for the first collection.
    collection: Option<String>,
    back: Option<String>,
}

async fn marked(visitor: Visitor, Fields(wish): Fields<Wish>) -> Answer<SeeOther> {
    let thing: Target = wish.thing.parse()?;
    if wish.on.as_deref() == Some("0") {
        visitor.write(thing, forget).await?;
    } else {
        let named = wish.collection.filter(|text| !text.is_empty());
        let collection = named.map(|text| text.parse()).transpose();
        let collection = collection.map_err(|_| super::collections::missing())?;
        visitor.write(Save { thing, collection }, save).await?;
    }
    Ok(SeeOther::to(wish.back.unwrap_or_else(|| "/saved".into())))
}

/// What an address says besides the path.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
struct Onward {
    after: Option<String>,
}

/// A list and the names of all.
struct Shown {
    here: Option<CollectionView>,
    all: Vec<CollectionView>,
    page: Page<SavedView>,
}

fn look(rx: &mut Rx, cx: &Cx, ask: &List) -> Result<Shown, No> {
    let (page, all) = (list(rx, cx, ask)?, all(rx, cx, &())?);
    let here = all.iter().find(|one| Some(one.id) == ask.collection).cloned();
    Ok(Shown { here, all, page })
}

fn asks(collection: Option<CollectionId>, onward: &Onward) -> List {
    let after = onward.after.as_deref().and_then(|text| Cursor::parse(text).ok());
    List { collection, paging: Paging { limit: Limit::new(MANY).unwrap_or(Limit::DEFAULT), after } }
}

async fn first(visitor: Visitor, Query(onward): Query<Onward>) -> Answer<Reply> {
    drawn(&visitor, asks(None, &onward), None).await
}

async fn within(
    visitor: Visitor,
    Path(collection): Path<CollectionId>,
    Query(onward): Query<Onward>,
) -> Answer<Reply> {
    drawn(&visitor, asks(Some(collection), &onward), None).await
}

/// What was typed and not taken.
struct Refused<'a> {
    typed: &'a str,
    problem: &'a Problem,
}

async fn drawn(visitor: &Visitor, ask: List, refused: Option<Refused<'_>>) -> Answer<Reply> {
    let draw = |visitor: &Visitor, shown: Shown| {
        let reader = visitor.reader();
        let title = shown.here.as_ref().map_or_else(|| reader.t("saved-title"), |one| one.name.clone());
        let main = page(visitor, &shown, &title, refused.as_ref());
        let sheet = Sheet::new(title, main);
        if shown.here.is_some() { sheet.back("/saved") } else { sheet.back("/me").tab("/me") }
    };
    visitor.show(ask, look, draw).await
}

fn page(visitor: &Visitor, shown: &Shown, title: &str, refused: Option<&Refused<'_>>) -> Markup {
    let reader = visitor.reader();
    let own = shown.here.is_some().then_some("no");
    html! {
        div.read.stack.g5 {
            div {
                h1 translate=[own] { (title) }
                p.sm.mut.row { (icon(Icon::LockSimple)) span { (reader.t("saved-private")) } }
            }
            @if !shown.all.is_empty() { (names(reader, shown)) }
            @if shown.page.data.is_empty() { (nothing(reader)) }
            @else { ul.lines { @for view in &shown.page.data { li.stack.g2 { (kept(visitor, shown, view)) } } } }
            @if let Some(next) = &shown.page.next {
                (Button::plain(reader.t("saved-older"), Act::to(format!("{}?after={next}", address(shown.here.as_ref())))))
            }
            (forms(visitor, shown, refused))
        }
    }
}

fn address(collection: Option<&CollectionView>) -> String {
    collection.map_or_else(|| "/saved".into(), |one| format!("/saved/{}", one.id))
}

fn names(reader: &Reader, shown: &Shown) -> Markup {
    let first = Chip::link(reader.t("saved-first"), "/saved", shown.here.is_none());
    let others = shown.all.iter().map(|one| {
        let is_here = shown.here.as_ref().is_some_and(|here| here.id == one.id);
        Chip::link(one.name.as_str(), format!("/saved/{}", one.id), is_here)
    });
    html! {
        nav aria-label=(reader.t("saved-collections")) {
            div.rail { (first) @for chip in others { span translate="no" { (chip) } } }
        }
    }
}

fn nothing(reader: &Reader) -> Markup {
    Empty {
        scene: Scene::Gap,
        title: reader.t("saved-none-title").into(),
        whole_page: false,
        text: reader.t("saved-none-words").into(),
        action: Some(Button::go(reader.t("saved-none-action"), Act::to("/"))),
        example: None,
    }
    .render()
}

/// A thing, what it costs now beside what it cost then, and what can be done with it here.
fn kept(visitor: &Visitor, shown: &Shown, view: &SavedView) -> Markup {
    let reader = visitor.reader();
    let since = reader.say("saved-since", &[("day", reader.day(view.since).as_str().into())]);
    let here = address(shown.here.as_ref());
    html! {
        (thing(visitor, view))
        p.sm.row.wrapx {
            @if view.now == Now::SoldOut { (Tag::new(reader.t("saved-sold-out"))) }
            @if let Some(words) = compared(reader, view) { span { (words) } }
            span.mut { (since) }
        }
        div.row.wrapx {
            (marked_as(reader, true, view.thing, &here, true))
            @if !shown.all.is_empty() && view.now != Now::Gone { (moving(reader, shown, view, &here)) }
        }
    }
}

fn thing(visitor: &Visitor, view: &SavedView) -> Markup {
    let reader = visitor.reader();
    let address = visitor.part::<media::Media>().map(|media| media.address.clone()).unwrap_or_default();
    let thumb = |shown: Option<&media::Shown>, title: &str| match shown {
        Some(shown) => {
            let file = shown.files().next().unwrap_or_else(|| shown.plain());
            Picture::thumb(address.on_page(file))
        }
        None => Picture {
            initial: Some(title.to_owned().into()),
            ratio: Ratio::Square,
            class: "thumb",
            ..Picture::default()
        },
    };
    let line = match &view.shown {
        Thing::Gone => return html! { p.mut { (reader.t("saved-gone")) } },
        Thing::Listing(card) => Line {
            href: Some(format!("/p/{}", card.id).into()),
            picture: Some(thumb(own(card), &card.title)),
            name: card.title.as_str().into(),
            detail: card.shop.name.as_str().into(),
            price: reader.price(card.price_from).into(),
            lang: None,
        },
        Thing::Shop(shop) => Line {
            href: Some(format!("/shops/{}", shop.handle).into()),
            picture: Some(thumb(None, &shop.name)),
            name: shop.name.as_str().into(),
            detail: reader.t("saved-shop").into(),
            ..Line::default()
        },
        Thing::Post(post) => Line {
            href: Some(format!("/posts/{}", post.id).into()),
            picture: Some(thumb(post.pictures.first().map(|picture| &picture.shown), &post.author.name)),
            name: view.title.as_str().into(),
            lang: Some(post.language.as_str().into()),
            detail: post.author.name.as_str().into(),
            ..Line::default()
        },
    };
    line.render()
}

fn own(card: &catalog::listings::Card) -> Option<&media::Shown> {
    card.image.as_ref()?.picture.as_ref().map(|own| &own.shown)
}

/// The price of today told from that of then, where both are of one currency.
fn compared(reader: &Reader, view: &SavedView) -> Option<String> {
    let then = view.price_then?;
    let said = reader.price(then);
    let Some(now) = view.price_now.filter(|now| now.currency == then.currency) else {
        return Some(reader.say("saved-then", &[("then", said.as_str().into())]));
    };
    let off = reader.price(Money::new((now.amount - then.amount).abs(), then.currency));
    let args = [("then", said.as_str().into()), ("off", off.as_str().into())];
    let key = match now.amount.cmp(&then.amount) {
        std::cmp::Ordering::Less => "saved-less",
        std::cmp::Ordering::Equal => "saved-same",
        std::cmp::Ordering::Greater => "saved-more",
    };
    Some(reader.say(key, &args))
}

fn moving(reader: &Reader, shown: &Shown, view: &SavedView, here: &str) -> Markup {
    let chosen = shown.here.as_ref().map(|one| one.id.to_string()).unwrap_or_default();
    let id = format!("into-{}", view.thing);
    html! {
        form.row method="post" action="/saved" data-auto {
            input type="hidden" name="thing" value=(view.thing);
            input type="hidden" name="back" value=(here);
            label.vh for=(id) { (reader.say("saved-into", &[("title", view.title.as_str().into())])) }
            select.in #(id) name="collection" {
                option value="" selected[chosen.is_empty()] { (reader.t("saved-first")) }
                @for one in &shown.all {
                    option value=(one.id) selected[one.id.to_string() == chosen] translate="no" { (one.name) }
                }
            }
            span.nojs { (Button::plain(reader.t("saved-move"), Act::Send).small()) }
        }
    }
}

/// A collection's name, and a new one.
fn forms(visitor: &Visitor, shown: &Shown, refused: Option<&Refused<'_>>) -> Markup {
    let reader = visitor.reader();
    let wrong = refused.map(|refused| visitor.words_of(refused.problem));
    let typed = refused.map(|refused| refused.typed);
    let field = |label: String, value: &str, id: &'static str| {
        let field =
            Field { id: Some(id.into()), required: true, longest: Some(60), ..Field::new("name", label) };
        let error = wrong.as_deref().map(|words| words.to_owned().into());
        Field { value: typed.unwrap_or(value).to_owned().into(), error, ..field }
    };
    match &shown.here {
        None => html! {
            section.stack aria-labelledby="new-collection" {
                (Folio { id: Some("new-collection".into()), ..Folio::new(reader.t("saved-new")) })
                form.stack.g3 method="post" action="/saved/collections" {
                    (visitor.intent())
                    @if let Some(wrong) = &wrong { (Note::bad(wrong)) }
                    (field(reader.t("saved-name"), "", "new"))
                    (Button::plain(reader.t("saved-make"), Act::Send))
                }
            }
        },
        Some(one) => html! {
            section.stack aria-labelledby="this-collection" {
                (Folio { id: Some("this-collection".into()), ..Folio::new(reader.t("saved-this")) })
                form.stack.g3 method="post" action={ "/saved/" (one.id) } {
                    @if let Some(wrong) = &wrong { (Note::bad(wrong)) }
                    (field(reader.t("saved-name"), &one.name, "name"))
                    (Button::plain(reader.t("saved-rename"), Act::Send))
                }
                form.stack.g2 method="post" action={ "/saved/" (one.id) "/removal" } {
                    p.sm.mut { (reader.t("saved-remove-what")) }
                    (Button::stop(reader.t("saved-remove"), Act::Send))
                }
            }
        },
    }
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
}

async fn begin(visitor: Visitor, Form(once, named): Form<Named>) -> Answer<Reply> {
    match once.make(NewCollection { name: named.name.clone() }, made).await {
        Ok(collection) => Ok(SeeOther::to(format!("/saved/{collection}")).saying("said-collection").into()),
        Err(no) if no.is_for_the_form() => {
            let refused = Some(Refused { typed: &named.name, problem: &no });
            Ok(drawn(&visitor, asks(None, &Onward::default()), refused).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

fn made(tx: &mut db::Tx, cx: &Cx, new: &NewCollection) -> Result<CollectionId, No> {
    Ok(make(tx, cx, new)?.id)
}

async fn called(
    visitor: Visitor,
    Path(collection): Path<CollectionId>,
    Fields(named): Fields<Named>,
) -> Answer<Reply> {
    match visitor.write(Rename { collection, name: named.name.clone() }, super::rename).await {
        Ok(_) => Ok(SeeOther::to(format!("/saved/{collection}")).saying("said-saved").into()),
        Err(no) if no.is_for_the_form() => {
            let refused = Some(Refused { typed: &named.name, problem: &no });
            let ask = asks(Some(collection), &Onward::default());
            Ok(drawn(&visitor, ask, refused).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

async fn removed(visitor: Visitor, Path(collection): Path<CollectionId>) -> Answer<SeeOther> {
    visitor.write(collection, super::remove).await?;
    Ok(SeeOther::to("/saved").saying("said-collection-removed"))
}
