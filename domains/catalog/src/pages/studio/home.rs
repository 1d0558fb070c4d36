//! The studio's front room and a shop's list of what it sells.

use db::{No, Rx};
use kernel::{Currency, Cx, Money, Page, Scope};
use maud::{Markup, Render as _, html};
use web::page::Asked;
use web::parts::{self, Act, Button, Folio, Icon, Scene, ShopFace, Size, Tag, icon};
use web::{Answer, Paging, Path, Reply, Sheet, Visitor};

use crate::listings::{ListingLine, State, seller_list};
use crate::shops::{self, ShopKey, ShopView};

/// What floors above say of a seller's day: what to pack, what was earned.
const TODAY: &str = "studio.today";

struct Found {
    shops: Vec<ShopView>,
    today: Vec<Markup>,
}

fn look(rx: &mut Rx, cx: &Cx, asked: &Asked) -> Result<Found, No> {
    let shops = shops::of(rx, cx.account(Scope::ShopRead)?)?;
    let mut today = Vec::new();
    for shop in &shops {
        today.extend(asked.fill_about(rx, cx, TODAY, shop.id.uid())?);
    }
    Ok(Found { shops, today })
}

pub(super) async fn today(visitor: Visitor) -> Answer<Reply> {
    visitor.show(visitor.asked(), look, |visitor, found| drawn(visitor, &found)).await
}

fn drawn(visitor: &Visitor, found: &Found) -> Sheet {
    let empty = parts::Empty {
        scene: Scene::Gap,
        title: visitor.t("studio-none").into(),
        whole_page: true,
        text: visitor.t("studio-none-why").into(),
        action: Some(Button::go(visitor.t("sell-go"), Act::to("/sell"))),
        example: None,
    };
    let main = html! {
        @if found.shops.is_empty() { (empty.render()) } @else {
            div .stack.g6 {
                h1 { (visitor.t("studio-title")) }
                @for markup in &found.today { (markup) }
                section .stack.g3 {
                    (Folio::new(visitor.t("studio-shops")).link("/sell", visitor.t("studio-another")))
                    @for shop in &found.shops {
                        div .card.row.between.wrapx {
                            a .row.g3 href=(format!("/studio/{}/listings", shop.handle)) {
                                (ShopFace { name: shop.name.as_str().into(), hue: shop.id.uid().0[15] % 8, picture: super::super::face(visitor, shop.face, Size::Usual), ..ShopFace::default() })
                                b translate="no" { (shop.name) }
                            }
                            span .row.wrapx.g2 {
                                (Button::plain(visitor.t("studio-add"), Act::to(format!("/studio/{}/listings/new", shop.handle))).small())
                                (Button::bare(visitor.t("studio-settings"), Act::to(format!("/studio/{}/settings", shop.handle))).small())
                                (Button::bare(visitor.t("studio-front"), Act::to(format!("/shops/{}", shop.handle))).small())
                            }
                        }
                    }
                }
            }
        }
    };
    Sheet::new(visitor.t("studio-title"), main).tab("/studio").studio()
}

type Shelf = (ShopView, Page<ListingLine>);

fn shelf(rx: &mut Rx, cx: &Cx, (key, paging): &(ShopKey, Paging)) -> Result<Shelf, No> {
    let lines = seller_list(rx, cx, &(key.clone(), None, paging.clone()))?;
    Ok((shops::show(rx, cx, key)?, lines))
}

pub(super) async fn listings(visitor: Visitor, Path(shop): Path<ShopKey>, paging: Paging) -> Answer<Reply> {
    visitor.show((shop, paging), shelf, |visitor, (shop, lines)| on_the_shelf(visitor, &shop, &lines)).await
}

fn on_the_shelf(visitor: &Visitor, shop: &ShopView, lines: &Page<ListingLine>) -> Sheet {
    let here = format!("/studio/{}/listings", shop.handle);
    let add = Button::go(visitor.t("studio-add"), Act::to(format!("{here}/new")));
    let main = html! {
        div .stack.g5 {
            header .row.between.wrapx { h1 translate="no" { (shop.name) } (add) }
            @if lines.data.is_empty() { p .mut { (visitor.t("studio-shelf-empty")) } }
            @if !lines.data.is_empty() {
                div .card { ul .lines { @for line in &lines.data { li { (row(visitor, line, shop.currency)) } } } }
            }
            @if let Some(next) = &lines.next {
                p { a .link href=(format!("{here}?after={next}")) { (visitor.t("studio-more")) } }
            }
        }
    };
    Sheet::new(visitor.t("studio-listings"), main).back("/studio").tab("/studio").studio()
}

fn row(visitor: &Visitor, line: &ListingLine, currency: Currency) -> Markup {
    let reader = visitor.reader();
    let tag = match line.state {
        State::Published => Tag::ok(visitor.t("studio-published")),
        State::Draft => Tag::wait(visitor.t("studio-draft")),
        State::Archived => Tag::new(visitor.t("studio-archived")),
    };
    html! {
        a .line href=(format!("/studio/listings/{}", line.id)) {
            b .grow translate="no" { (line.title) }
            (tag)
            span .price.push { (reader.price(Money::new(line.price_from, currency))) }
        }
    }
}

/// The way here from Me.
pub(in crate::pages) fn room(_: &mut Rx, _: &Cx, asked: &Asked) -> Result<Markup, No> {
    Ok(
        html! { li { a href="/studio" { (icon(Icon::ListBullets)) span { (asked.reader.t("studio-title")) } } } },
    )
}
