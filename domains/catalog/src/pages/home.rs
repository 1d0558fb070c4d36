//! The front page: what lies where, what is fresh, who is new.

use std::collections::BTreeSet;

use db::{No, Rx};
use kernel::{Cx, Limit};
use maud::{Markup, Render as _, html};
use web::page::Asked;
use web::parts::{Chip, Dateline, Empty, Folio, Picture, Scene, ShopFace, Size, Who};
use web::{Answer, Paging, Reply, Sheet, Visitor};

use super::{card, named, place, search_field};
use crate::categories;
use crate::listings::{self, Card, Search};
use crate::shops::{self, ShopView};

/// Goods of the front page: whole rows of two, four and five.
const FRESH: u16 = 20;
/// Arches beside the door.
const ARCHES: usize = 3;
/// Goods that are looked at for them.
const LOOKED_AT: u16 = 12;
/// Shops that are introduced.
const NEW: i64 = 6;

/// What came last, in how many shops.
pub struct Fresh {
    goods: Vec<Card>,
    is_more: bool,
    /// How many shops there are.
    open: i64,
}

/// Reads it.
///
/// # Errors
/// What broke in the database.
pub fn fresh(rx: &mut Rx, cx: &Cx) -> Result<Fresh, No> {
    let limit = Limit::new(FRESH).unwrap_or(Limit::DEFAULT);
    let found = listings::search(rx, cx, &Search::everything(Paging { limit, after: None }))?;
    Ok(Fresh { goods: found.data, is_more: found.next.is_some(), open: shops::count(rx)? })
}

/// What the market has at first sight: where things lie, what is fresh, who is new.
pub struct Front {
    filled: BTreeSet<String>,
    fresh: Fresh,
    shops: Vec<ShopView>,
}

/// Reads it.
///
/// # Errors
/// What broke in the database.
pub fn front(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Front, No> {
    let (filled, fresh, shops) = (listings::filled(rx)?, fresh(rx, cx)?, shops::newest(rx, NEW)?);
    Ok(Front { filled, fresh, shops })
}

/// `/shop`.
pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    visitor
        .show((), front, |visitor, front| {
            let (title, about) = (visitor.t("home-title"), visitor.t("home-about"));
            let card = web::page::Card::of("/shop", visitor.market_name(), about.as_str());
            let page = html! { h1.vh { (title) } (front.drawn(visitor)) };
            Sheet::new(title, page).describing(about).tab("/shop").card(card)
        })
        .await
}

impl Front {
    /// All of it, below a page's heading.
    pub fn drawn(&self, visitor: &Visitor) -> Markup {
        let reader = visitor.reader();
        html! {
            div.stack.g5 {
                div.stack.g3 {
                    (self.fresh.dateline(visitor))
                    (search_field(&reader.t("frame-search"), "/search", "", true))
                    @if !self.filled.is_empty() { (shelves(visitor, &self.filled)) }
                }
                @if self.fresh.goods.is_empty() { (nothing(visitor)) } @else { (self.fresh.drawn(visitor)) }
                (self.newcomers(visitor))
            }
        }
    }

    /// The shops that opened last.
    fn newcomers(&self, visitor: &Visitor) -> Markup {
        let reader = visitor.reader();
        let head = Folio { id: Some("shops".into()), ..Folio::new(reader.t("home-shops")) };
        html! {
            @if !self.shops.is_empty() {
                section aria-labelledby="shops" {
                    (head)
                    ul.three.g3 {
                        @for shop in &self.shops { li translate="no" { (who(visitor, shop)) } }
                    }
                }
            }
        }
    }
}

impl Fresh {
    /// The day, and how many shops are open on it.
    pub fn dateline(&self, visitor: &Visitor) -> Markup {
        let reader = visitor.reader();
        Dateline {
            date: reader.date(reader.now()).into(),
            motto: reader.t("home-motto").into(),
            here: Some(reader.say("home-open", &[("n", self.open.into())]).into()),
        }
        .render()
    }

    /// What came last, with a way to all of it.
    pub fn drawn(&self, visitor: &Visitor) -> Markup {
        let reader = visitor.reader();
        let head = Folio { id: Some("fresh".into()), ..Folio::new(reader.t("home-fresh")) };
        let head = if self.is_more { head.link("/search", reader.t("home-fresh-all")) } else { head };
        html! {
            @if !self.goods.is_empty() {
                section aria-labelledby="fresh" { (head) (card::grid(visitor, &self.goods, true)) }
            }
        }
    }
}

/// The categories at the top in which something lies.
fn shelves(visitor: &Visitor, filled: &BTreeSet<String>) -> Markup {
    let reader = visitor.reader();
    let shown = categories::roots().filter(|one| filled.contains(one.slug));
    html! {
        nav.rail aria-label=(reader.t("home-categories")) {
            @for one in shown { (Chip::link(named(reader, one), format!("/c/{}", one.slug), false)) }
        }
    }
}

fn who(visitor: &Visitor, shop: &ShopView) -> Markup {
    let reader = visitor.reader();
    let from = reader.say("shop-from", &[("place", place(reader, &shop.country).as_str().into())]);
    let face = ShopFace {
        name: shop.name.as_str().into(),
        hue: super::hue(shop.id.uid()),
        picture: super::face(visitor, shop.face, Size::Usual),
        ..ShopFace::default()
    };
    Who {
        face: face.render(),
        name: shop.name.as_str().into(),
        about: Some(from.into()),
        href: Some(format!("/shops/{}", shop.handle).into()),
    }
    .render()
}

/// Under three arches beside the door: what is fresh, to look at only. A market with fewer pictures shows none.
pub(super) fn sight(rx: &mut Rx, cx: &Cx, _: &Asked) -> Result<Markup, No> {
    let limit = Limit::new(LOOKED_AT).unwrap_or(Limit::DEFAULT);
    let fresh = listings::search(rx, cx, &Search::everything(Paging { limit, after: None }))?;
    let at = media::Address::default();
    let images =
        fresh.data.iter().filter_map(|card| card.image.as_ref()).filter(|image| image.picture.is_some());
    let arches: Vec<Picture<'_>> = images
        .take(ARCHES)
        .map(|image| Picture {
            sizes: "(min-width: 56rem) 11rem, 33vw".into(),
            first: true,
            ..card::picture(Some(image), "", &at)
        })
        .collect();
    Ok(html! {
        @if arches.len() == ARCHES { div.joinart { @for arch in &arches { (arch) } } }
    })
}

fn nothing(visitor: &Visitor) -> Markup {
    Empty {
        scene: Scene::Gap,
        title: visitor.t("home-empty-title").into(),
        whole_page: false,
        text: visitor.t("home-empty-words").into(),
        action: None,
        example: None,
    }
    .render()
}
