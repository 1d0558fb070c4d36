//! Where this crate shows itself: its pages, and what it puts into others'.

use catalog::Listing;
use db::{No, Rx};
use kernel::{Cx, Id, Uid};
use maud::{Markup, html};
use web::PageRoute;
use web::page::{Asked, Live, Pulse};
use web::parts::{Icon, icon};

use crate::audience::viewer;
use crate::comments::{self, open};
use crate::kinds::Post;
use crate::target::Target;
use crate::{reactions, saves, share};

/// What is said and given under a thing is watched by the thing.
pub(crate) const LIVE: &[Live] = &[Live::of::<Post>(of_a_post), Live::of::<Listing>(of_a_listing)];

fn of_a_post(rx: &mut Rx, cx: &Cx, post: &Uid) -> Result<Pulse, No> {
    pulse(rx, cx, Target::Post(Id::from_uid(*post)))
}

fn of_a_listing(rx: &mut Rx, cx: &Cx, listing: &Uid) -> Result<Pulse, No> {
    pulse(rx, cx, Target::Listing(Id::from_uid(*listing)))
}

fn pulse(rx: &mut Rx, cx: &Cx, target: Target) -> Result<Pulse, No> {
    let about = open(rx, cx, target)?;
    Ok(Pulse { root: about.root, seq: facts::last_of(rx, about.root)? })
}

pub(crate) fn pages() -> Vec<PageRoute> {
    [
        crate::pages::pages(),
        share::pages(),
        comments::pages::pages(),
        reactions::pages::pages(),
        saves::pages::pages(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The door, and back to here.
pub(crate) fn to_sign_in(here: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", here).finish();
    format!("/sign-in?{query}")
}

pub(crate) fn on_a_listing(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(listing) = asked.thing else { return Ok(Markup::default()) };
    Ok(html! { @for tools in tools(rx, cx, asked, &[Target::Listing(Id::from_uid(listing))])? { (tools) } })
}

pub(crate) fn on_a_shop(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(shop) = asked.thing else { return Ok(Markup::default()) };
    let shop = Target::Shop(Id::from_uid(shop));
    let kept = saves::kept_by(rx, cx, &[shop])?;
    Ok(html! {
        (saves::pages::mark(asked, shop, kept.as_ref()))
        (shared(rx, cx, asked, shop)?)
    })
}

/// Under each of these things: what it is to people, and ways to say something of it, keep it, hand it on. Read for all of
/// them at once.
pub(crate) fn tools(rx: &mut Rx, cx: &Cx, asked: &Asked, things: &[Target]) -> Result<Vec<Markup>, No> {
    if things.is_empty() {
        return Ok(Vec::new());
    }
    let counts = reactions::counts(rx, cx, things)?;
    let said = comments::counts(rx, cx, things)?;
    let kept = saves::kept_by(rx, cx, things)?;
    let (reader, is_known) = (&asked.reader, viewer(cx) != Uid::default());
    let mut all = Vec::with_capacity(things.len());
    for thing in things {
        let said = said.get(thing).copied().unwrap_or_default();
        let label = reader.say("comments-title", &[("n", said.into())]);
        let counts = counts.get(thing).map(Vec::as_slice).unwrap_or_default();
        all.push(html! {
            div.row.wrapx.g0.acts {
                (reactions::pages::marks(reader, is_known, *thing, counts, &asked.here))
                a.btn.bare.sm href={ (thing.page()) "/comments" } aria-label=(label) {
                    (icon(Icon::ChatCircle)) @if said > 0 { span.num { (reader.number(said)) } }
                }
                div.row.g0.push {
                    (saves::pages::mark(asked, *thing, kept.as_ref()))
                    (shared(rx, cx, asked, *thing)?)
                }
            }
        });
    }
    Ok(all)
}

/// Handing it on. A post in a list is handed on from its own page: of many things on a page none has the sheet to itself.
fn shared(rx: &mut Rx, cx: &Cx, asked: &Asked, thing: Target) -> Result<Markup, No> {
    if matches!(thing, Target::Post(post) if !asked.here.starts_with(&format!("/posts/{post}"))) {
        return Ok(Markup::default());
    }
    match share::look(rx, cx, &thing) {
        Ok(_) => Ok(share::button(asked, thing)),
        Err(no) if no.is_missing() => Ok(Markup::default()),
        Err(no) => Err(no),
    }
}

pub(crate) fn below_a_post(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    match asked.thing {
        None => Ok(Markup::default()),
        Some(post) => comments::pages::under(rx, cx, asked, Target::Post(Id::from_uid(post))),
    }
}

pub(crate) fn below_a_listing(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    match asked.thing {
        None => Ok(Markup::default()),
        Some(listing) => comments::pages::under(rx, cx, asked, Target::Listing(Id::from_uid(listing))),
    }
}
