//! The cart (B13): by shop, with what has changed since it was put in, and one way on.

use std::collections::BTreeMap;

use catalog::{Shop, ShopKey, ShopView, Variant};
use db::{No, Rx, Tx};
use kernel::{Currency, Cx, Id, Money, Secret};
use maud::{Markup, Render as _, html};
use pricing::MOST_OF_ONE;
use serde::{Deserialize, Serialize};
use shipping::Destination;
use web::page::{Crumb, Keepsake, Reply, SeeOther, Sheet, Visitor};
use web::parts::{
    Act, Button, Empty, Icon, Note, Paybar, Picture, Quantity, Scene, ShopFace, Size, Tag, Toast, Tone, icon,
};
use web::{Answer, Form, Path, Problem};

use super::sums::{self, Tone as Amounts};
use super::{guest_of, held, place, settle_in};
use crate::cart::{self, Cart, Content, Held, Put};
use crate::quote::{self, Ask, Quote, Which};

/// One shop's part of the cart.
struct Shelf {
    shop: ShopView,
    lines: Vec<Content>,
}

/// What goods of one currency come to.
struct Total {
    currency: Currency,
    /// Where it is told for.
    to: Destination,
    known: Option<identity::Address>,
    /// All in; nothing where some of it cannot be had now or is not delivered there.
    quote: Option<Quote>,
    /// The goods alone.
    goods: Money,
}

/// A cart as its page shows it.
struct Shown {
    shelves: Vec<Shelf>,
    /// What cannot be bought any more: its title where it is known.
    gone: Vec<(Id<Variant>, Option<String>)>,
    totals: Vec<Total>,
    /// What was just taken out, for taking it back.
    removed: Option<(Id<Variant>, i64, String)>,
}

/// What a page of the cart is asked with.
struct Look {
    guest: Option<Held>,
    /// `removed` and `pieces` of the address.
    removed: Option<(Id<Variant>, i64)>,
}

fn read(rx: &mut Rx, cx: &Cx, look: &Look) -> Result<Option<Shown>, No> {
    let removed = match look.removed {
        Some((variant, pieces)) => catalog::offer(rx, variant)?.map(|offer| (variant, pieces, offer.title)),
        None => None,
    };
    let cart = cart::current(rx, cx, look.guest)?;
    let contents = cart.map(|cart| cart::contents(rx, cart)).transpose()?.unwrap_or_default();
    let Some(cart) = cart.filter(|_| !contents.is_empty() || removed.is_some()) else { return Ok(None) };
    let mut by_shop: BTreeMap<Id<Shop>, Vec<Content>> = BTreeMap::new();
    let mut gone = Vec::new();
    for content in contents {
        match &content.offer {
            Some(offer) => by_shop.entry(offer.shop).or_default().push(content),
            None => {
                let title = catalog::offer(rx, content.variant)?.map(|offer| offer.title);
                gone.push((content.variant, title));
            }
        }
    }
    let mut shelves = Vec::new();
    for (shop, lines) in by_shop {
        shelves.push(Shelf { shop: catalog::shop(rx, cx, &ShopKey::Id(shop))?, lines });
    }
    let totals = totals(rx, cx, cart, &shelves)?;
    Ok(Some(Shown { shelves, gone, totals, removed }))
}

fn totals(rx: &mut Rx, cx: &Cx, cart: Id<Cart>, shelves: &[Shelf]) -> Result<Vec<Total>, No> {
    let mut goods: BTreeMap<Currency, Money> = BTreeMap::new();
    for line in shelves.iter().flat_map(|shelf| &shelf.lines) {
        let Some(offer) = line.offer.as_ref().filter(|offer| offer.available >= line.quantity) else {
            continue;
        };
        let currency = offer.price.currency;
        let sum = goods.entry(currency).or_insert(Money::zero(currency));
        sum.amount = sum.amount.saturating_add(offer.price.amount.saturating_mul(line.quantity));
    }
    let mut totals = Vec::new();
    for (currency, goods) in goods {
        // Where nobody has said where they are, it is told for the country that the first of these goods come from.
        let shop = shelves.iter().map(|shelf| &shelf.shop).find(|shop| shop.currency == currency);
        let (to, known) = place::likely(rx, cx, shop.map_or("PH", |shop| shop.country.as_str()))?;
        let which = Which::Buyable(currency);
        let ask = Ask { cart, to: to.clone(), deliveries: Vec::new(), which };
        let quote = match quote::compute(rx, cx, &ask) {
            Ok(quote) => Some(quote),
            Err(No::Refused(_)) => None,
            Err(no) => return Err(no),
        };
        totals.push(Total { currency, to, known, quote, goods });
    }
    Ok(totals)
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    let settled = settle_in(&visitor).await?;
    let reply = drawn(&visitor, None).await?;
    Ok(match settled {
        Some(crumb) => reply.with(crumb),
        None => reply,
    })
}

async fn drawn(visitor: &Visitor, problem: Option<&Problem>) -> Answer<Reply> {
    let removed = visitor.query("removed").and_then(|text| text.parse().ok());
    let pieces = visitor.query("pieces").and_then(|text| text.parse().ok());
    let pieces = pieces.filter(|pieces| (1..=MOST_OF_ONE).contains(pieces));
    let look = Look { guest: guest_of(visitor), removed: removed.zip(pieces) };
    let words = problem.map(|problem| visitor.words_of(problem));
    let reply =
        visitor.show(look, read, |visitor, shown| sheet(visitor, shown.as_ref(), words.as_deref())).await?;
    Ok(reply.status(super::status_of(problem)))
}

fn sheet(visitor: &Visitor, shown: Option<&Shown>, wrong: Option<&str>) -> Sheet {
    let reader = visitor.reader();
    let can_go = shown.is_some_and(|shown| !shown.totals.is_empty());
    let main = html! {
        div #cart-page {
            @if let Some(words) = wrong { div tabindex="-1" autofocus { (Note::bad(words)) } }
            @match shown {
                None => (empty(visitor)),
                Some(shown) => {
                    div.split {
                        div.stack.g5 {
                            h1 { (reader.t("cart-title")) }
                            @if shown.shelves.is_empty() && shown.gone.is_empty() { p { (reader.t("cart-empty-text")) } }
                            @for shelf in &shown.shelves { (shelf_of(visitor, shelf)) }
                            @if !shown.gone.is_empty() { (gone(visitor, &shown.gone)) }
                            @if can_go { p.sm.mut { (reader.t("cart-not-held")) } }
                        }
                        @if can_go { (side(visitor, shown)) }
                    }
                    @if let Some(removed) = &shown.removed { (undo(visitor, removed)) }
                }
            }
        }
    };
    let sheet = Sheet::new(reader.t("cart-title"), main).back("/");
    if can_go { sheet.paybar() } else { sheet }
}

fn empty(visitor: &Visitor) -> Markup {
    let reader = visitor.reader();
    Empty {
        scene: Scene::Gap,
        title: reader.t("cart-empty").into(),
        whole_page: true,
        text: reader.t("cart-empty-text").into(),
        action: Some(Button::go(reader.t("cart-look-around"), Act::to("/"))),
        example: None,
    }
    .render()
}

fn shelf_of(visitor: &Visitor, shelf: &Shelf) -> Markup {
    let reader = visitor.reader();
    let shop = &shelf.shop;
    let picture = media::on_pages(visitor).face(shop.face, Size::Small).map(Into::into);
    let within = reader.say("cart-ships", &[("days", shop.ship_days.into())]);
    html! {
        section.card aria-label=(shop.name) {
            div.row.wrapx.cartshop {
                (ShopFace { name: shop.name.as_str().into(), hue: sums::hue(shop.id), size: Size::Small, picture })
                b.grow { a href={ "/shops/" (shop.handle) } translate="no" { (shop.name) } }
                (Tag::new(within))
            }
            ul.lines { @for line in &shelf.lines { (line_of(visitor, line)) } }
        }
    }
}

fn line_of(visitor: &Visitor, line: &Content) -> Markup {
    let reader = visitor.reader();
    let Some(offer) = &line.offer else { return Markup::default() };
    let title = offer.title.as_str();
    let named = |key: &str| reader.say(key, &[("title", title.into())]);
    let most = offer.available.min(MOST_OF_ONE);
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let quantity = Quantity {
        name: "quantity".into(),
        label: named("cart-quantity").into(),
        less: reader.t("cart-less").into(),
        more: reader.t("cart-more").into(),
        value: count(line.quantity),
        min: 1,
        max: count(most),
        limit: (most < MOST_OF_ONE).then(|| reader.say("cart-left", &[("count", most.max(0).into())]).into()),
    };
    let sum = Money::new(offer.price.amount.saturating_mul(line.quantity), offer.price.currency);
    html! {
        li.row.top.g3.cartline {
            a href={ "/p/" (offer.listing) } aria-hidden="true" tabindex="-1" {
                (Picture { class: "thumb wide", ..Picture::thumb(offer.image.as_deref().unwrap_or_default()) })
            }
            div.grow {
                p { a href={ "/p/" (offer.listing) "?variant=" (offer.variant) } translate="no" { b { (title) } } }
                @if !offer.options.is_empty() { p.sm.mut translate="no" { (offer.options) } }
                (changed(visitor, line, most))
                form.stack.g1 method="post" action={ "/cart/lines/" (line.variant) } data-optimistic data-swap="cart-page cart-count" {
                    (visitor.intent())
                    div.row.wrapx {
                        @if most >= line.quantity {
                            span { (quantity) }
                        } @else if most > 0 {
                            (Button::plain(reader.say("cart-take", &[("count", most.into())]), Act::Say { name: "quantity".into(), value: most.to_string().into() }))
                        }
                        span.price.push { (reader.price(sum)) }
                    }
                    (Button::text(reader.t("cart-remove"), Act::Say { name: "quantity".into(), value: "0".into() }).called(named("cart-remove-one")))
                    p.said hidden { (reader.t("cart-sorry")) }
                }
            }
        }
    }
}

/// What is not as it was when it was put in.
fn changed(visitor: &Visitor, line: &Content, most: i64) -> Markup {
    let reader = visitor.reader();
    let Some(offer) = &line.offer else { return Markup::default() };
    let warn = |words: String| Note { tone: Tone::Warn, ..Note::new(&words) };
    let seen = line.seen.filter(|seen| *seen != offer.price);
    html! {
        @if most <= 0 { (warn(reader.t("cart-sold-out"))) }
        @else if most < line.quantity { (warn(reader.say("cart-fewer", &[("count", most.into())]))) }
        @if let Some(seen) = seen {
            (warn(reader.say("cart-price-changed", &[("was", reader.price(seen).as_str().into()), ("now", reader.price(offer.price).as_str().into())])))
        }
    }
}

fn gone(visitor: &Visitor, gone: &[(Id<Variant>, Option<String>)]) -> Markup {
    let reader = visitor.reader();
    html! {
        section.card aria-labelledby="gone" {
            h2 #gone { (reader.t("cart-gone")) }
            ul.lines {
                @for (variant, title) in gone {
                    @let title = title.clone().unwrap_or_else(|| reader.t("cart-something"));
                    li {
                        form.line method="post" action={ "/cart/lines/" (variant) } data-optimistic data-swap="cart-page cart-count" {
                            (visitor.intent())
                            span.grow translate="no" { (title) }
                            (Button::text(reader.t("cart-remove"), Act::Say { name: "quantity".into(), value: "0".into() }).called(reader.say("cart-remove-one", &[("title", title.as_str().into())])))
                        }
                    }
                }
            }
        }
    }
}

fn side(visitor: &Visitor, shown: &Shown) -> Markup {
    let reader = visitor.reader();
    let several = shown.totals.len() > 1;
    let href = |total: &Total| {
        if several { format!("/checkout?currency={}", total.currency) } else { "/checkout".to_owned() }
    };
    let go = |total: &Total| {
        let count = total.quote.as_ref().map(sums::pieces);
        match count {
            Some(count) if several => reader.say(
                "cart-check-out-in",
                &[("count", count.into()), ("currency", reader.currency(total.currency).as_str().into())],
            ),
            Some(count) => reader.say("cart-check-out", &[("count", count.into())]),
            None => reader.t("cart-check-out-plain"),
        }
    };
    html! {
        aside.side.stack aria-label=(reader.t("cart-total")) {
            @for (at, total) in shown.totals.iter().enumerate() {
                @let place = place::named(reader, &total.to, total.known.as_ref());
                div.card.stack.g3 {
                    @match &total.quote {
                        Some(quote) => {
                            div {
                                p.sm.mut { (reader.say("cart-all-in", &[("place", place.as_str().into())])) }
                                p.price.big { (reader.price(quote.total)) }
                            }
                            (sums::docket(reader, "cart-how", quote, Amounts::Browsing).open())
                        }
                        None => {
                            div {
                                p.sm.mut { (reader.t("cart-goods")) }
                                p.price.big { (reader.price(total.goods)) }
                            }
                            p.sm { (reader.say("cart-delivery-unknown", &[("place", place.as_str().into())])) }
                        }
                    }
                    @let button = if at == 0 { Button::go(go(total), Act::to(href(total))) } else { Button::plain(go(total), Act::to(href(total))) };
                    @if several { (button.full()) } @else { span.desk { (button.full()) } }
                    p.sm.row.mut.top { (icon(Icon::ShieldCheck)) span { (reader.t("cart-bridge")) } }
                }
            }
        }
        @if let Some(total) = shown.totals.first() {
            @let amount = total.quote.as_ref().map_or(total.goods, |quote| quote.total);
            (Paybar {
                label: reader.t("cart-paybar").into(),
                total: Some((reader.t("cart-all-in-short").into(), reader.price(amount).into())),
                buttons: Button::go(go(total), Act::to(href(total))).render(),
                phone_only: true,
            })
        }
    }
}

fn undo(visitor: &Visitor, (variant, pieces, title): &(Id<Variant>, i64, String)) -> Markup {
    let reader = visitor.reader();
    let form = html! {
        form method="post" action="/cart/lines" data-optimistic data-swap="cart-page cart-count" {
            (visitor.intent())
            input type="hidden" name="variant" value=(variant);
            input type="hidden" name="quantity" value=(pieces);
            (Button::plain(reader.t("cart-undo"), Act::Send).small())
        }
    };
    let text = reader.say("cart-removed", &[("title", title.as_str().into())]);
    Toast { text: text.into(), undo: form }.render()
}

/// What is put into the cart, and where to go on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewLine {
    variant: Id<Variant>,
    quantity: Option<i64>,
    /// `buy` for straight on to the checkout.
    then: Option<String>,
    /// The page it was put in from.
    back: Option<String>,
}

/// What came of it.
#[derive(Serialize, Deserialize)]
struct Added {
    cart: Id<Cart>,
    /// Of a guest's cart that was opened for it.
    secret: Option<String>,
    /// Whether this cart holds more than what was just put in.
    alone: bool,
}

struct Add {
    guest: Option<Held>,
    put: (Id<Variant>, i64),
    buys: bool,
}

/// Puts something in. Who buys at once while other things lie in their cart gets a cart of its own for it, so that
/// neither waits for the other.
fn put_in(tx: &mut Tx, cx: &Cx, add: &Add) -> Result<Added, No> {
    let current = cart::current(tx, cx, add.guest)?;
    let is_empty = match current {
        Some(cart) => cart::contents(tx, cart)?.is_empty(),
        None => true,
    };
    let (cart, secret) = if add.buys && !is_empty {
        // A guest who opens a second cart keeps the first one's secret.
        (cart::open(tx, cx, &())?.0, None)
    } else {
        cart::current_or_new(tx, cx, add.guest)?
    };
    let (variant, quantity) = add.put;
    cart::lay(tx, cx, &Put { cart, variant, quantity, add: true })?;
    Ok(Added { cart, secret: secret.map(|secret| secret.reveal().to_owned()), alone: is_empty })
}

pub(super) async fn add(visitor: Visitor, Form(once, line): Form<NewLine>) -> Answer<Reply> {
    let settled = settle_in(&visitor).await?;
    let buys = line.then.as_deref() == Some("buy");
    let add = Add { guest: guest_of(&visitor), put: (line.variant, line.quantity.unwrap_or(1)), buys };
    let added: Added = match once.make(add, put_in).await {
        Ok(added) => added,
        Err(problem) if problem.is_for_the_form() => return drawn(&visitor, Some(&problem)).await,
        Err(problem) => return Err(problem),
    };
    let to = match line.back.filter(|_| !buys) {
        Some(back) => Visitor::onward(Some(&back)),
        None if buys && !added.alone => format!("/checkout?cart={}", added.cart),
        None if buys => "/checkout".into(),
        None => "/cart".into(),
    };
    let mut onward = SeeOther::to(to);
    if !buys {
        onward = onward.saying("said-in-cart");
    }
    if let Some(secret) = added.secret {
        // Whoever held a secret before, of a cart that is forgotten, keeps it: it shows their orders.
        let known = visitor.keepsake().map(|keepsake| keepsake.secret.clone());
        let secret = known.unwrap_or_else(|| Secret::from_text(secret));
        onward = onward.with(Crumb::Keepsake(Keepsake { id: added.cart.to_string(), secret }));
    }
    Ok(match settled {
        Some(crumb) => onward.with(crumb).into(),
        None => onward.into(),
    })
}

/// How many of something are to be there; none takes it out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewQuantity {
    quantity: i64,
}

struct Set {
    guest: Option<Held>,
    variant: Id<Variant>,
    quantity: i64,
}

/// Answers how many there were.
fn set(tx: &mut Tx, cx: &Cx, set: &Set) -> Result<i64, No> {
    let missing = || kernel::Refusal::missing("cart");
    let cart = cart::current(tx, cx, set.guest)?.ok_or_else(missing)?;
    let before = cart::contents(tx, cart)?.into_iter().find(|line| line.variant == set.variant);
    if set.quantity == 0 {
        cart::remove(tx, cx, &(cart, set.variant))?;
    } else {
        cart::put(tx, cx, &Put { cart, variant: set.variant, quantity: set.quantity, add: false })?;
    }
    Ok(before.map_or(0, |line| line.quantity))
}

pub(super) async fn change(
    visitor: Visitor,
    Path(variant): Path<Id<Variant>>,
    Form(once, new): Form<NewQuantity>,
) -> Answer<Reply> {
    let settled = settle_in(&visitor).await?;
    let quantity = new.quantity;
    let input = Set { guest: guest_of(&visitor), variant, quantity };
    let before: i64 = match once.make(input, set).await {
        Ok(before) => before,
        Err(problem) if problem.is_for_the_form() => return drawn(&visitor, Some(&problem)).await,
        Err(problem) => return Err(problem),
    };
    let to = if quantity == 0 && before > 0 {
        format!("/cart?removed={variant}&pieces={before}")
    } else {
        "/cart".into()
    };
    let onward = SeeOther::to(to);
    Ok(match settled {
        Some(crumb) => onward.with(crumb).into(),
        None => onward.into(),
    })
}

/// Whose cart a form means: the one it names, else the visitor's own.
pub(super) fn meant(
    rx: &mut Rx,
    cx: &Cx,
    named: Option<Id<Cart>>,
    visitor: Option<Held>,
) -> Result<Option<Id<Cart>>, No> {
    match named {
        Some(cart) => cart::mine(rx, cx, cart).map(|owner| Some(owner.cart)),
        None => Ok(cart::current(rx, cx, visitor)?),
    }
}

/// What is held besides an account, for the slot of a listing's page, which does not bring it along.
pub(super) fn lying(rx: &mut Rx, cx: &Cx, asked: &web::page::Asked, variant: Id<Variant>) -> Result<i64, No> {
    let held = held(asked.keepsake.as_ref());
    let Some(cart) = cart::current(rx, cx, held)? else { return Ok(0) };
    let lines = cart::contents(rx, cart)?;
    Ok(lines.iter().find(|line| line.variant == variant).map_or(0, |line| line.quantity))
}
