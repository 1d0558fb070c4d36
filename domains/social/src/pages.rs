//! The pages of people and what they tell: a post, the composer, a profile, the Following feed, circles; and what they
//! put into others' pages. They show what this crate's readings answer and hold no rule of their own.

pub(crate) mod card;
mod circles;
mod compose;
mod following;
pub(crate) mod gallery;
mod goods;
mod person;
mod places;
mod post;
mod spots;
mod turns;

use std::time::Duration;

use kernel::Scope;
use locale::Texts;
use maud::{Markup, html};
use media::Address;
use web::page::Slot;
use web::{Access, PageRoute, Problem, Visitor};

/// Their words.
pub(crate) const TEXTS: Texts = locale::texts!("social");

/// What this crate puts into others' pages.
pub(crate) const SLOTS: &[Slot] = places::SLOTS;

/// A picture and its form.
const BODY: usize = media::MOST_BYTES + 256 * 1024;

pub(crate) fn pages() -> Vec<PageRoute> {
    let all = Access::Public;
    let (look, write) = (Access::SignedIn(Scope::AccountRead), Access::SignedIn(Scope::AccountWrite));
    let carries = |route: PageRoute| route.body(BODY).within(Duration::from_secs(60));
    vec![
        PageRoute::get("/following", look, following::show),
        PageRoute::get("/posts/{post}", all, post::show),
        PageRoute::get("/posts/{post}/edit", write, compose::edit),
        carries(PageRoute::post("/posts/{post}/edit", write, compose::change)),
        PageRoute::post("/posts/{post}/remove", write, post::remove),
        PageRoute::post("/posts/{post}/showing", write, gallery::choose),
        PageRoute::get("/p/{listing}/pictures", all, gallery::show),
        PageRoute::get("/compose", write, compose::blank),
        carries(PageRoute::post("/compose", write, compose::send)),
        PageRoute::get("/people/{person}", all, person::show),
        PageRoute::post("/follows/{whom}", write, turns::follow)
            .twice_is_once("sets a mark or takes it away"),
        PageRoute::post("/blocks/{whom}", write, turns::block).twice_is_once("sets a mark or takes it away"),
        PageRoute::post("/mutes/{whom}", write, turns::mute).twice_is_once("sets a mark or takes it away"),
        PageRoute::get("/settings/profile", look, crate::profile::pages::form),
        PageRoute::post("/settings/profile", write, crate::profile::pages::say)
            .twice_is_once("sets fields to values"),
        media::takes_a_face(PageRoute::post("/settings/profile/face", write, crate::profile::pages::wear)),
        PageRoute::post("/settings/profile/face/remove", write, crate::profile::pages::bare)
            .twice_is_once("takes away what may be gone"),
        PageRoute::get("/circles", look, circles::all),
        PageRoute::post("/circles", write, circles::make),
        PageRoute::get("/circles/{circle}", look, circles::one),
        PageRoute::post("/circles/{circle}", write, circles::add),
        PageRoute::post("/circles/{circle}/members/{account}/remove", write, circles::take_out)
            .twice_is_once("takes away what may be gone"),
        PageRoute::post("/circles/{circle}/remove", write, circles::remove),
    ]
}

/// Where pictures are; a market without any has none to show.
fn address(visitor: &Visitor) -> Address {
    media::on_pages(visitor)
}

/// One of the faces' colours, always the same for one thing.
const fn hue(uid: kernel::Uid) -> u8 {
    uid.0[15] % 8
}

/// Plain text as its writer broke it into paragraphs and lines, marked as theirs and in their language.
pub(crate) fn told(text: &str, language: &str) -> Markup {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    html! {
        div.stack.g3 translate="no" lang=(language) {
            @for paragraph in lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty()) {
                p {
                    @for (nth, line) in paragraph.iter().enumerate() {
                        @if nth > 0 { br; }
                        (line)
                    }
                }
            }
        }
    }
}

/// The words under one field, where it is the one that was wrong.
pub(crate) fn wrong_at(visitor: &Visitor, no: Option<&Problem>, field: &str) -> Option<String> {
    no.filter(|no| no.field().and_then(|at| at.strip_prefix('/')) == Some(field))
        .map(|no| visitor.words_of(no))
}
