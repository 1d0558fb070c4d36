//! The marks under a post or a listing. Each is a form that works without a script; with it the mark changes at once,
//! also without a line, and is sent once when there is one again.

use catalog::ListingId;
use kernel::Scope;
use locale::Reader;
use maud::{Markup, html};
use serde::Deserialize;
use web::page::Fields;
use web::parts::{Icon, Mark, icon};
use web::{Access, Answer, PageRoute, Path, SeeOther, Visitor};

use super::{Ask, Count, Reaction, give, take_back};
use crate::posts::PostId;
use crate::rooms::to_sign_in;
use crate::target::Target;

pub(crate) fn pages() -> Vec<PageRoute> {
    let write = Access::SignedIn(Scope::AccountWrite);
    let set = "sets a mark to a value";
    vec![
        PageRoute::post("/posts/{post}/reactions/{kind}", write, mark_post).twice_is_once(set),
        PageRoute::post("/p/{listing}/reactions/{kind}", write, mark_listing).twice_is_once(set),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    on: String,
    back: Option<String>,
}

async fn mark_post(
    visitor: Visitor,
    Path((post, kind)): Path<(PostId, Reaction)>,
    wish: Fields<Wish>,
) -> Answer<SeeOther> {
    mark(visitor, Ask { about: Target::Post(post), kind }, wish).await
}

async fn mark_listing(
    visitor: Visitor,
    Path((listing, kind)): Path<(ListingId, Reaction)>,
    wish: Fields<Wish>,
) -> Answer<SeeOther> {
    mark(visitor, Ask { about: Target::Listing(listing), kind }, wish).await
}

async fn mark(visitor: Visitor, ask: Ask, Fields(wish): Fields<Wish>) -> Answer<SeeOther> {
    if wish.on == "1" {
        visitor.write(ask, give).await?;
    } else {
        visitor.write(ask, take_back).await?;
    }
    Ok(SeeOther::to(wish.back.unwrap_or_else(|| ask.about.page())))
}

fn drawing(kind: Reaction) -> Icon {
    match kind {
        Reaction::Like => Icon::ThumbsUp,
        Reaction::Love => Icon::Heart,
        Reaction::Laugh => Icon::Smiley,
        Reaction::Helpful => Icon::HandHeart,
    }
}

fn key(kind: Reaction) -> &'static str {
    match kind {
        Reaction::Like => "reaction-like",
        Reaction::Love => "reaction-love",
        Reaction::Laugh => "reaction-laugh",
        Reaction::Helpful => "reaction-helpful",
    }
}

/// The marks of a thing as they stand. Who is not signed in is led there and back.
pub(crate) fn marks(reader: &Reader, is_known: bool, about: Target, counts: &[Count], here: &str) -> Markup {
    html! {
        div.row.g0 id={ "marks-" (about) } {
            @for one in counts { (drawn(reader, is_known, about, *one, here)) }
        }
    }
}

fn drawn(reader: &Reader, is_known: bool, about: Target, one: Count, here: &str) -> Markup {
    let label = reader.say(key(one.kind), &[("n", one.count.into())]);
    // Nobody is no number.
    let written = if one.count > 0 { reader.number(one.count) } else { String::new() };
    if !is_known {
        return html! {
            a.btn.bare.sm href=(to_sign_in(here)) aria-label=(label) {
                (icon(drawing(one.kind))) @if one.count > 0 { span.num { (written) } }
            }
        };
    }
    let mark = Mark {
        action: format!("{}/reactions/{}", about.page(), one.kind.word()).into(),
        carries: html! { input type="hidden" name="back" value=(here); },
        on: one.yours,
        icon: Some(drawing(one.kind)),
        text: None,
        label: label.into(),
        count: Some((one.count, written.into())),
        sorry: reader.t("reaction-sorry").into(),
    };
    html! { (mark) }
}
