//! A shop's own page: who it is, what is known of it, what it sells.

use db::{Broken, No, Rx};
use kernel::Cx;
use locale::Reader;
use maud::{Markup, Render as _, html};
use web::page::{Asked, Card};
use web::parts::{Act, Button, Empty, Folio, Scene, ShopFace, Size};
use web::{Answer, Path, Query, Reply, SeeOther, Sheet, Visitor};

use super::finding::{Found, list};
use super::wish::{Fields, Wish};
use super::{filters, place, results, search_field, sharing, told};
use crate::ShopId;
use crate::shops::{ShopKey, ShopView, shop_role};

/// What is read for one page.
struct Shown {
    found: Found,
    shop: ShopView,
    figures: Vec<Markup>,
    actions: Vec<Markup>,
    posts: Vec<Markup>,
    /// Whether whoever looks keeps it.
    is_theirs: bool,
}

fn look(rx: &mut Rx, cx: &Cx, (wish, asked): &(Wish, Asked)) -> Result<Shown, No> {
    let mut found = list(rx, cx, wish)?;
    let shop = found.shop.clone().ok_or_else(|| kernel::Refusal::missing("shop"))?;
    // Addresses name a shop by its handle.
    found.wish.shop = Some(shop.handle.clone());
    let thing = shop.id.uid();
    let figures = asked.fill_about(rx, cx, "shop.figures", thing)?;
    let actions = asked.fill_about(rx, cx, "shop.actions", thing)?;
    // What it tells stands where its goods begin, not on every page of them.
    let posts = if found.wish.after.is_none() && found.wish.words.is_empty() {
        asked.fill_about(rx, cx, "shop.posts", thing)?
    } else {
        Vec::new()
    };
    let is_theirs = is_kept_by(rx, cx, shop.id)?;
    Ok(Shown { found, shop, figures, actions, posts, is_theirs })
}

/// Whether the actor keeps a shop: then its studio is a step away.
pub(super) fn is_kept_by(rx: &mut Rx, cx: &Cx, shop: ShopId) -> Result<bool, Broken> {
    let Some(account) = cx.actor.account() else { return Ok(false) };
    Ok(shop_role(rx, account, shop)?.is_some())
}

/// `/shops/{shop}`: by its handle; its id leads there.
pub(super) async fn front(
    visitor: Visitor,
    Path(shop): Path<ShopKey>,
    Query(fields): Query<Fields>,
) -> Answer<Reply> {
    let handle = match shop {
        ShopKey::Handle(handle) => handle,
        ShopKey::Id(_) => {
            let shop = visitor.read(shop, crate::shops::show).await?;
            return Ok(SeeOther::to(format!("/shops/{}", shop.handle)).into());
        }
    };
    let wish = Wish { shop: Some(handle), at_home: true, ..Wish::of(fields)? };
    visitor.show((wish, visitor.asked()), look, sheet).await
}

fn sheet(visitor: &Visitor, shown: Shown) -> Sheet {
    let (reader, shop) = (visitor.reader(), &shown.shop);
    let from = place(reader, &shop.country);
    let words = [
        ("shop", shop.name.as_str().into()),
        ("market", visitor.market_name().into()),
        ("place", from.as_str().into()),
    ];
    let about = reader.say("shop-about", &words);
    let wish = &shown.found.wish;
    let filters = filters::sheet(reader, &shown.found).render();
    let card = (wish.words.is_empty() && wish.after.is_none()).then(|| {
        let images = shown.found.page.data.iter().filter_map(|card| card.image.as_ref());
        Card::of(wish.path(), shop.name.as_str(), about.as_str())
            .picture(sharing::picture(images, &shop.name))
    });
    let sheet =
        Sheet::new(shop.name.clone(), page(visitor, &shown)).describing(about).tab("/shop").after(filters);
    match card {
        Some(card) => sheet.card(card),
        None => sheet.head(sharing::unlisted()),
    }
}

fn page(visitor: &Visitor, shown: &Shown) -> Markup {
    let (reader, shop) = (visitor.reader(), &shown.shop);
    html! {
        div.stack.g5 {
            (who(visitor, shown))
            (figures(reader, &shown.figures))
            @if !shop.story.is_empty() {
                section aria-labelledby="story" {
                    (Folio { id: Some("story".into()), ..Folio::new(reader.t("shop-story")) })
                    (told(&shop.story))
                }
            }
            @for posts in &shown.posts { (posts) }
            section.stack aria-labelledby="goods-of" {
                (Folio { id: Some("goods-of".into()), ..Folio::new(reader.t("shop-goods")) })
                @if is_bare(&shown.found) { (nothing(reader, shop)) } @else { (goods(visitor, shown)) }
            }
        }
    }
}

/// Nothing is looked for, and nothing is there.
fn is_bare(found: &Found) -> bool {
    found.page.data.is_empty()
        && found.wish.words.is_empty()
        && found.wish.narrows() == 0
        && found.wish.after.is_none()
}

fn who(visitor: &Visitor, shown: &Shown) -> Markup {
    let (reader, shop) = (visitor.reader(), &shown.shop);
    let face = ShopFace {
        name: shop.name.as_str().into(),
        hue: super::hue(shop.id.uid()),
        size: Size::Huge,
        picture: super::face(visitor, shop.face, Size::Huge),
    };
    let from = place(reader, &shop.country);
    html! {
        div.row.g3 {
            (face)
            div.grow {
                h1 translate="no" { (shop.name) }
                p.sm.mut {
                    (reader.say("shop-from", &[("place", from.as_str().into())]))
                    " · "
                    (reader.say("shop-since", &[("day", reader.day(shop.opened).as_str().into())]))
                }
            }
        }
        @if shown.is_theirs || !shown.actions.is_empty() {
            div.row.wrapx {
                @if shown.is_theirs {
                    (Button::plain(reader.t("shop-studio"), Act::to(format!("/studio/{}/listings", shop.handle))))
                }
                @for action in &shown.actions { (action) }
            }
        }
    }
}

/// The score that the floors above know, or that there is none.
pub(super) fn figures(reader: &Reader, known: &[Markup]) -> Markup {
    html! {
        @if known.iter().any(|markup| !markup.0.is_empty()) { @for figures in known { (figures) } }
        @else { p.sm.mut { (reader.t("shop-new")) } }
    }
}

fn goods(visitor: &Visitor, shown: &Shown) -> Markup {
    let (reader, found) = (visitor.reader(), &shown.found);
    html! {
        (search_field(&reader.t("shop-search"), &found.wish.path(), &found.wish.words, false))
        (results::narrowing(reader, found))
        (results::shelf(visitor, found))
    }
}

fn nothing(reader: &Reader, shop: &ShopView) -> Markup {
    Empty {
        scene: Scene::Gap,
        title: reader.t("shop-empty-title").into(),
        whole_page: false,
        text: reader.say("shop-empty-words", &[("shop", shop.name.as_str().into())]).into(),
        action: Some(Button::plain(reader.t("shop-empty-action"), Act::to("/search"))),
        example: None,
    }
    .render()
}
