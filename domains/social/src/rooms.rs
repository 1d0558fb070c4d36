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
use crate::posts::PostId;
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
    tools(rx, cx, asked, Target::Listing(Id::from_uid(listing)))
}

pub(crate) fn on_a_shop(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(shop) = asked.thing else { return Ok(Markup::default()) };
    kept_and_shared(rx, cx, asked, Target::Shop(Id::from_uid(shop)))
}

/// Keeping it and handing it on. A post in a list is handed on from its own page: of many things on a page none has the
/// sheet to itself.
fn kept_and_shared(rx: &mut Rx, cx: &Cx, asked: &Asked, target: Target) -> Result<Markup, No> {
    let kept = saves::pages::mark(rx, cx, asked, target)?;
    if matches!(target, Target::Post(post) if !asked.here.starts_with(&format!("/posts/{post}"))) {
        return Ok(kept);
    }
    match share::look(rx, cx, &target) {
        Ok(_) => Ok(html! { (kept) (share::button(asked, target)) }),
        Err(no) if no.is_missing() => Ok(kept),
        Err(no) => Err(no),
    }
}

/// Under each post of a list or a page: what it is to people, and ways to say something of it, keep it, hand it on.
pub(crate) fn on_a_post(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(post) = asked.thing.map(PostId::from_uid) else { return Ok(Markup::default()) };
    tools(rx, cx, asked, Target::Post(post))
}

fn tools(rx: &mut Rx, cx: &Cx, asked: &Asked, target: Target) -> Result<Markup, No> {
    let counts = reactions::counts(rx, cx, target)?;
    let said = comments::count(rx, cx, target)?;
    let reader = &asked.reader;
    let label = reader.say("comments-title", &[("n", said.into())]);
    let marks = reactions::pages::marks(reader, viewer(cx) != Uid::default(), target, &counts, &asked.here);
    Ok(html! {
        div.row.wrapx.g0.acts {
        (marks)
        a.btn.bare.sm href={ (target.page()) "/comments" } aria-label=(label) {
            (icon(Icon::ChatCircle)) @if said > 0 { span.num { (reader.number(said)) } }
        }
        div.row.g0.push { (kept_and_shared(rx, cx, asked, target)?) }
        }
    })
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
