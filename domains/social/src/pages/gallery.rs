//! Buyers' pictures of a listing: a few on its page, all of them on a page of their own, looked through by what was chosen
//! and by how tall who shows it is. Each filter is a link, so a list can be sent to somebody and nothing needs a script.

use catalog::ListingId;
use catalog::listings::{self, Card};
use db::{No, Rx};
use kernel::{Cx, Id, Limit, Page, Refusal};
use locale::Reader;
use maud::{Markup, Render as _, html};
use media::Address;
use web::page::Asked;
use web::parts::{Act, Button, Chip, Empty, Folio, Scene};
use web::{Answer, Form, Paging, Path, Query, Reply, SeeOther, Sheet, Visitor};

use super::places::brief;
use crate::posts::showing::{self, Counts, Wish, Worn};
use crate::posts::{PostId, PostView};
use crate::profile::height::{self, Height};

/// Pictures on the listing's own page.
const FEW: u16 = 6;

/// A picture's post with what is known besides.
type Pictured = (PostView, Worn);

/// What is read for one page.
struct Gallery {
    card: Card,
    wish: Wish,
    counts: Counts,
    page: Page<Pictured>,
    /// How tall whoever looks says they are.
    mine: Option<Height>,
}

/// What of an address is meant: half of a choice and a height that is none leave nothing out.
fn meant(mut wish: Wish) -> Wish {
    if wish.option.is_empty() || wish.value.is_empty() {
        (wish.option, wish.value) = (String::new(), String::new());
    }
    if Height::named(&wish.height).is_none() {
        wish.height = String::new();
    }
    wish
}

fn look(rx: &mut Rx, cx: &Cx, (listing, wish, paging): &(ListingId, Wish, Paging)) -> Result<Gallery, No> {
    let card = listings::card(rx, cx, *listing)?.ok_or_else(|| Refusal::missing("product"))?;
    let found = showing::of_listing(rx, cx, &(*listing, wish.clone(), paging.clone()))?;
    let worn = showing::worn(rx, cx, &found.data)?;
    let data: Vec<Pictured> = found.data.into_iter().zip(worn).collect();
    // Most things for sale have none: they are asked for once, and no further.
    let has_none = data.is_empty() && paging.after.is_none() && *wish == Wish::default();
    let counts =
        if has_none { Counts::default() } else { showing::counts(rx, cx, &(*listing, wish.clone()))? };
    let mine = match cx.actor.account() {
        Some(me) if !counts.heights.is_empty() => height::of(rx, me)?.height,
        _ => None,
    };
    Ok(Gallery { card, wish: wish.clone(), counts, page: Page { data, next: found.next }, mine })
}

/// A few of them on the listing's page, with the ways to the others.
pub(super) fn on_a_listing(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(listing) = asked.thing.map(Id::from_uid) else { return Ok(Markup::default()) };
    let few = Paging { limit: Limit::new(FEW).unwrap_or(Limit::DEFAULT), after: None };
    let gallery = look(rx, cx, &(listing, Wish::default(), few))?;
    if gallery.page.data.is_empty() {
        return Ok(Markup::default());
    }
    let reader = &asked.reader;
    let head =
        Folio { id: Some("pictures-of-buyers".into()), ..Folio::new(reader.t("social-buyers-pictures")) };
    let all = reader.say("social-buyers-all", &[("count", gallery.counts.total.into())]);
    Ok(html! {
        section.stack.g3 aria-labelledby="pictures-of-buyers" {
            (head.link(path(listing, &Wish::default()), all))
            (filters(reader, listing, &gallery))
            (grid(reader, &gallery.page.data, &media::address(cx)))
        }
    })
}

/// `/p/{listing}/pictures`.
pub(super) async fn show(
    visitor: Visitor,
    Path(listing): Path<ListingId>,
    Query(wish): Query<Wish>,
    paging: Paging,
) -> Answer<Reply> {
    visitor.show((listing, meant(wish), paging), look, sheet).await
}

fn sheet(visitor: &Visitor, gallery: Gallery) -> Sheet {
    let reader = visitor.reader();
    let listing = gallery.card.id;
    let here = path(listing, &gallery.wish);
    let title = reader.say("social-buyers-title", &[("title", gallery.card.title.as_str().into())]);
    let said = reader.say("social-buyers-count", &[("count", gallery.counts.total.into())]);
    let next = gallery.page.next.as_ref().map(|next| {
        let mark = if here.contains('?') { '&' } else { '?' };
        format!("{here}{mark}after={next}")
    });
    let main = html! {
        div.stack.g5 {
            header.stack.g2 {
                h1 { (title) }
                p.sm.mut { (said) }
            }
            (filters(reader, listing, &gallery))
            @if gallery.page.data.is_empty() { (nothing(reader, listing, &gallery)) }
            @else { (grid(reader, &gallery.page.data, &super::address(visitor))) }
            @if let Some(next) = next { p { a.link href=(next) { (reader.t("social-buyers-more")) } } }
            p.sm.mut { (reader.t("social-buyers-how")) }
        }
    };
    Sheet::new(title, main)
        .tab("/shop")
        .back(format!("/p/{listing}"))
        .head(html! { meta name="robots" content="noindex"; })
}

fn path(listing: ListingId, wish: &Wish) -> String {
    let pairs = [("option", &wish.option), ("value", &wish.value), ("height", &wish.height)];
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    let query = query.finish();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/p/{listing}/pictures{mark}{query}")
}

/// By what was chosen, and by how tall: one of each at most, and what is pressed again is let go.
fn filters(reader: &Reader, listing: ListingId, gallery: &Gallery) -> Markup {
    let (wish, counts) = (&gallery.wish, &gallery.counts);
    let counted = |text: &str, count: i64| {
        reader.say("social-buyers-chip", &[("what", text.into()), ("count", count.into())])
    };
    let choices = counts.choices.iter().map(|one| {
        let is_on = wish.option == one.option && wish.value == one.value;
        let (option, value) =
            if is_on { Default::default() } else { (one.option.clone(), one.value.clone()) };
        let to = path(listing, &Wish { option, value, ..wish.clone() });
        Chip::link(counted(&one.value, one.count), to, is_on)
    });
    let heights = counts.heights.iter().map(|one| {
        let is_on = wish.height == one.height.word();
        let height = if is_on { String::new() } else { one.height.word().to_owned() };
        let tall = tall(reader, one.height);
        let is_mine = gallery.mine == Some(one.height);
        let text = if is_mine {
            reader.say("social-buyers-mine", &[("height", tall.as_str().into())])
        } else {
            tall
        };
        Chip::link(counted(&text, one.count), path(listing, &Wish { height, ..wish.clone() }), is_on)
    });
    let (choices, heights): (Vec<_>, Vec<_>) = (choices.collect(), heights.collect());
    html! {
        @if !choices.is_empty() {
            nav.rail aria-label=(reader.t("social-buyers-by-choice")) { @for chip in choices { (chip) } }
        }
        @if !heights.is_empty() {
            nav.rail aria-label=(reader.t("social-buyers-by-height")) { @for chip in heights { (chip) } }
        }
    }
}

/// "160 to 169 cm".
pub(crate) fn tall(reader: &Reader, height: Height) -> String {
    reader.t(&format!("social-height-{}", height.word().replace('_', "-")))
}

fn grid(reader: &Reader, pictured: &[Pictured], at: &Address) -> Markup {
    html! {
        ul.goods id="pictures" {
            @for (post, worn) in pictured { li { (brief(post, at, about(reader, worn).as_deref())) } }
        }
    }
}

/// "M · Blue · 160 to 169 cm".
fn about(reader: &Reader, worn: &Worn) -> Option<String> {
    let words: Vec<String> =
        worn.choice.iter().cloned().chain(worn.height.map(|height| tall(reader, height))).collect();
    (!words.is_empty()).then(|| words.join(" · "))
}

fn nothing(reader: &Reader, listing: ListingId, gallery: &Gallery) -> Markup {
    let is_bare = gallery.wish == Wish::default();
    let (title, text) = match is_bare {
        true => ("social-buyers-none", "social-buyers-none-words"),
        false => ("social-buyers-none-so", "social-buyers-none-so-words"),
    };
    let action = Some(match is_bare {
        true => Button::plain(reader.t("social-buyers-back"), Act::to(format!("/p/{listing}"))),
        false => Button::go(reader.t("social-buyers-show-all"), Act::to(path(listing, &Wish::default()))),
    });
    let (title, text) = (reader.t(title).into(), reader.t(text).into());
    Empty { scene: Scene::Gap, title, whole_page: false, text, action, example: None }.render()
}

/// Under one's own post about something bought: whether the listing's page shows it, and the other way round.
pub(super) fn own(visitor: &Visitor, post: &PostView) -> Markup {
    let Some(is_shown) = post.showing else { return Markup::default() };
    let (said, press, word) = match is_shown {
        true => ("social-shown", "social-unshow", "no"),
        false => ("social-not-shown", "social-show", "yes"),
    };
    if !is_shown && post.audience != crate::Audience::Everyone {
        return Markup::default();
    }
    html! {
        form.row.between.wrapx method="post" action={ "/posts/" (post.id) "/showing" } {
            (visitor.intent())
            p.sm.mut { (visitor.t(said)) }
            (Button::plain(
                visitor.t(press),
                Act::Say { name: "shown".into(), value: word.into() },
            ).small())
        }
    }
}

/// What the button under one's post says.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    shown: String,
}

/// Lets it be shown, or takes that back.
pub(super) async fn choose(
    _: Visitor,
    Path(post): Path<PostId>,
    Form(once, said): Form<Said>,
) -> Answer<SeeOther> {
    if said.shown == "yes" {
        once.make(post, showing::allow).await?;
    } else {
        once.make(post, showing::take_back).await?;
    }
    let word = if said.shown == "yes" { "said-shown" } else { "said-unshown" };
    Ok(SeeOther::to(format!("/posts/{post}")).saying(word))
}
