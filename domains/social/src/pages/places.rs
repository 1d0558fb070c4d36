//! What this crate puts into others' pages: following on a shop's front, its posts, buyers' pictures on a listing.

use db::{No, Rx};
use kernel::{Cx, Id, Limit};
use maud::{Markup, html};
use media::Address;
use web::Paging;
use web::page::{Asked, Slot};
use web::parts::{Folio, Icon, Picture, Ratio, icon};

use super::turns;
use crate::follows;
use crate::posts::{self, PostView};
use crate::voice::Voice;

pub(crate) const SLOTS: &[Slot] = &[
    Slot { place: "shop.actions", fill: following },
    Slot { place: "shop.posts", fill: of_shop },
    Slot { place: "product.pictures", fill: super::gallery::on_a_listing },
    Slot { place: "me.rooms", fill: rooms },
    Slot { place: "settings.rooms", fill: crate::profile::pages::room },
    Slot { place: "me.rooms", fill: crate::saves::pages::room },
    Slot { place: "product.actions", fill: crate::rooms::on_a_listing },
    Slot { place: "shop.actions", fill: crate::rooms::on_a_shop },
    Slot { place: "post.below", fill: crate::rooms::below_a_post },
    Slot { place: "product.below", fill: crate::rooms::below_a_listing },
];

/// Posts that a place of another's page shows.
const FEW: u16 = 6;
/// Characters of what is told there.
const BRIEF: usize = 90;

fn few() -> Paging {
    Paging { limit: Limit::new(FEW).unwrap_or(Limit::DEFAULT), after: None }
}

fn following(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(shop) = asked.thing else { return Ok(Markup::default()) };
    let voice = Voice::Shop(Id::from_uid(shop));
    let standing = follows::standing(rx, cx, &voice)?;
    let reader = &asked.reader;
    let said = reader.say("social-followers", &[("count", standing.followers.into())]);
    Ok(html! {
        @if cx.actor.account().is_some() { (turns::follow_mark(reader, &standing, &asked.here)) }
        p.sm.mut { (said) }
    })
}

fn of_shop(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(shop) = asked.thing else { return Ok(Markup::default()) };
    let voice = Voice::Shop(Id::from_uid(shop));
    let page = match posts::by_voice(rx, cx, &(voice, few())) {
        Ok(page) => page,
        // Whoever is kept apart from it sees its goods, and nothing that it tells.
        Err(no) if no.is_missing() => return Ok(Markup::default()),
        Err(no) => return Err(no),
    };
    let at = media::address(cx);
    Ok(strip(&page.data, &at, "posts-of", asked.reader.t("social-posts")))
}

/// A row of posts, each a picture or its first words, that leads to it.
fn strip(posts: &[PostView], at: &Address, id: &'static str, title: String) -> Markup {
    html! {
        @if !posts.is_empty() {
            section aria-labelledby=(id) {
                (Folio { id: Some(id.into()), ..Folio::new(title) })
                ul.goods { @for post in posts { li { (brief(post, at, None)) } } }
            }
        }
    }
}

/// One of them; `worn` is what is known of what it shows.
pub(super) fn brief(post: &PostView, at: &Address, worn: Option<&str>) -> Markup {
    let words: String = post.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let brief: String = words.chars().take(BRIEF).collect();
    let brief = if brief.len() < words.len() { format!("{}…", brief.trim_end()) } else { brief };
    html! {
        a.good href={ "/posts/" (post.id) } {
            @if let Some(picture) = post.pictures.first() {
                @let plain = picture.shown.plain();
                (Picture {
                    src: at.on_page(plain).into(),
                    widths: picture.shown.files().map(|file| (at.on_page(file).into(), file.width)).collect(),
                    sizes: "(min-width: 56rem) 14rem, 46vw".into(),
                    alt: picture.alt.as_str().into(),
                    width: plain.width,
                    height: picture.shown.height_at(plain.width),
                    ratio: Ratio::Square,
                    preview: Some(picture.shown.blur.as_str().into()),
                    class: "round",
                    ..Picture::default()
                })
            }
            @if !brief.is_empty() { span translate="no" lang=(post.language) { (brief) } }
            small.mut translate="no" { (post.author.name) }
            @if let Some(worn) = worn { small { (worn) } }
        }
    }
}

fn rooms(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Markup, No> {
    let Some(me) = cx.actor.account() else { return Ok(Markup::default()) };
    let handle = identity::handle_of(rx, me)?;
    let reader = &asked.reader;
    Ok(html! {
        li { a href={ "/people/" (handle) } { (icon(Icon::UserCircle)) span { (reader.t("social-mine")) } } }
        li { a href="/circles" { (icon(Icon::Heart)) span { (reader.t("social-circles")) } } }
    })
}
