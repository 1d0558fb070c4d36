//! The checkout (B14): one page for guests and members. The total stands first, before anything personal; whatever it
//! hangs on is asked by the same form, and every button but the last one only looks again.

use std::collections::BTreeSet;
use std::time::Duration;

use catalog::Shop;
use db::{No, Rx};
use identity::Address;
use kernel::{Currency, Cx, Id, Span};
use locale::Reader;
use maud::{Markup, Render as _, html};
use orders::order::Method;
use process::Words as _;
use shipping::Destination;
use web::page::{Reply, SeeOther, Sheet, Visitor};
use web::parts::{Act, Button, Empty, Folio, Icon, Note, OptionTile, Options, Paybar, Scene, Tone, icon};
use web::{Answer, Form, Problem};

use super::draft::{self, DELIVERY, Draft, NEW};
use super::sums::{self, Tone as Amounts};
use super::{cart, guest_of, place, settle_in};
use crate::Terms;
use crate::buy::{self, Buy, Change, Seen};
use crate::cart::{Cart, Held};
use crate::confirm::Confirmation;
use crate::quote::{self, Ask, Part, Quote, Which};

/// What the page is drawn from.
struct Look {
    guest: Option<Held>,
    draft: Draft,
}

/// The page's reading.
struct Shown {
    cart: Id<Cart>,
    currency: Currency,
    /// What it costs there, or why it cannot be had there.
    quote: Result<Quote, kernel::Refusal>,
    to: Destination,
    places: Vec<(String, Address)>,
    /// The names of shops that do not deliver there.
    unreachable: Vec<String>,
    /// Countries that shops deliver to by name.
    countries: BTreeSet<String>,
    /// What the market promises now.
    terms: Terms,
    /// Why it cannot be paid at the door, as a key.
    no_cash: Option<&'static str>,
    /// What is not as the form showed it.
    changes: Vec<Change>,
    draft: Draft,
}

fn read(rx: &mut Rx, cx: &Cx, look: &Look) -> Result<Option<Shown>, No> {
    let mut draft = look.draft.clone();
    let Some(cart) = cart::meant(rx, cx, draft.cart, look.guest)? else { return Ok(None) };
    let contents = crate::cart::contents(rx, cart)?;
    let offers = contents.iter().filter_map(|line| line.offer.as_ref());
    let shops: Vec<(Id<Shop>, Currency)> = offers.map(|offer| (offer.shop, offer.price.currency)).collect();
    let wanted =
        |(_, costs): &&(Id<Shop>, Currency)| draft.currency.is_none_or(|currency| currency == *costs);
    let Some((first, currency)) = shops.iter().find(wanted).copied() else { return Ok(None) };
    let country = catalog::shop(rx, cx, &catalog::ShopKey::Id(first))?.country;
    let places = buy::places(rx, cx)?;
    if draft.fields.country.is_empty() {
        draft.fields.country = country;
    }
    let known = places.iter().find(|(key, _)| *key == draft.address || draft.address.is_empty());
    draft.address = known.map_or_else(|| NEW.to_owned(), |(key, _)| key.clone());
    let to =
        known.map_or_else(|| draft::destination(&draft.fields), |(_, address)| buy::destination(address));
    if !draft.pays && draft.shown_to != draft::shown(&to) {
        draft.deliveries.clear();
    }
    let shops: BTreeSet<Id<Shop>> =
        shops.into_iter().filter(|(_, costs)| *costs == currency).map(|(shop, _)| shop).collect();
    let quote = quoted(rx, cx, cart, &to, &mut draft, currency)?;
    let (mut unreachable, mut countries) = (Vec::new(), BTreeSet::new());
    for shop in shops {
        let (reaches, named) = reach(rx, cx, shop, &to)?;
        countries.extend(named);
        if !reaches {
            unreachable.push(catalog::shop(rx, cx, &catalog::ShopKey::Id(shop))?.name);
        }
    }
    let no_cash = match &quote {
        Ok(quote) => no_cash(rx, cx, quote)?,
        Err(_) => None,
    };
    let changes = match draft.seen() {
        Some(seen) if draft.pays => buy::changes(rx, quote.as_ref().ok(), &seen)?,
        _ => Vec::new(),
    };
    let terms = *cx.wired::<Terms>()?;
    Ok(Some(Shown {
        cart,
        currency,
        quote,
        to,
        places,
        unreachable,
        countries,
        terms,
        no_cash,
        changes,
        draft,
    }))
}

/// A way of delivery that is not there any more, or not there, falls back to the cheapest.
fn quoted(
    rx: &mut Rx,
    cx: &Cx,
    cart: Id<Cart>,
    to: &Destination,
    draft: &mut Draft,
    currency: Currency,
) -> Result<Result<Quote, kernel::Refusal>, No> {
    let which = Which::Buyable(currency);
    for _ in 0..2 {
        let ask = Ask { cart, to: to.clone(), deliveries: draft.deliveries.clone(), which };
        match quote::compute(rx, cx, &ask) {
            Ok(quote) => return Ok(Ok(quote)),
            Err(No::Refused(refusal)) if refusal.code == "unknown_choice" => draft.deliveries.clear(),
            Err(No::Refused(refusal)) => return Ok(Err(refusal)),
            Err(no) => return Err(no),
        }
    }
    Ok(Err(quote::empty_cart()))
}

/// Whether any of a shop's rates goes there, and the countries they name.
fn reach(rx: &mut Rx, cx: &Cx, shop: Id<Shop>, to: &Destination) -> Result<(bool, Vec<String>), No> {
    let rates = shipping::rates(rx, cx, &shop)?;
    let places = rates.iter().flat_map(|rate| &rate.text.places);
    let country = |place: &str| place.split('/').next().unwrap_or_default().to_owned();
    let named = places.map(|place| country(place)).filter(|code| code != "*").collect();
    Ok((rates.iter().any(|rate| rate.text.reaches(to)), named))
}

fn no_cash(rx: &mut Rx, cx: &Cx, quote: &Quote) -> Result<Option<&'static str>, No> {
    if quote.parts.iter().any(|part| !part.cash) {
        return Ok(Some("checkout-no-cash-shop"));
    }
    let Some(account) = cx.actor.account() else { return Ok(Some("checkout-no-cash-guest")) };
    Ok(orders::refused_lately(rx, cx, account)?.then_some("checkout-no-cash-refused"))
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    let settled = settle_in(&visitor).await?;
    let cart = match visitor.query("cart") {
        Some(text) => Some(text.parse().map_err(|_| kernel::Refusal::missing("cart"))?),
        None => None,
    };
    let currency = visitor.query("currency").and_then(|text| text.parse().ok());
    let reply = drawn(&visitor, Draft { cart, currency, ..Draft::default() }, None).await?;
    Ok(match settled {
        Some(crumb) => reply.with(crumb),
        None => reply,
    })
}

pub(super) async fn send(visitor: Visitor, Form(once, draft): Form<Draft>) -> Answer<Reply> {
    let (Some(cart), Some(seen), Some(method), true) = (draft.cart, draft.seen(), draft.method, draft.pays)
    else {
        return drawn(&visitor, draft, None).await;
    };
    let buy = Buy { cart, place: draft.place(), deliveries: draft.deliveries.clone(), method, seen };
    match once.make(buy, buy::buy).await {
        Ok(confirmation) => onward(&visitor, &confirmation).await,
        Err(problem) if problem.is_for_the_form() => drawn(&visitor, draft, Some(&problem)).await,
        Err(problem) => Err(problem),
    }
}

/// How long a buyer waits for the gateway's page before ours says that it is on its way.
const PATIENCE: Duration = Duration::from_secs(4);

async fn onward(visitor: &Visitor, confirmation: &Confirmation) -> Answer<Reply> {
    let to = match (&confirmation.payment, confirmation.orders.as_slice()) {
        (Some(due), _) => match orders::hosted_page(visitor, due.id, PATIENCE).await? {
            Some(url) => return Ok(SeeOther::away(url).into()),
            None => return Ok(SeeOther::to(format!("/payments/{}", due.id)).into()),
        },
        (None, [one]) => format!("/orders/{}", one.id),
        (None, _) => "/orders?show=under_way".into(),
    };
    Ok(SeeOther::to(to).saying("said-placed").into())
}

async fn drawn(visitor: &Visitor, draft: Draft, problem: Option<&Problem>) -> Answer<Reply> {
    let look = Look { guest: guest_of(visitor), draft };
    let wrong = problem.map(|problem| Wrong {
        field: problem.field().and_then(|field| field.strip_prefix("/address/")).map(str::to_owned),
        words: visitor.words_of(problem),
    });
    let status = super::status_of(problem);
    let reply = visitor
        .show(look, read, |visitor, shown| match shown {
            Some(shown) => sheet(visitor, &shown, wrong.as_ref()),
            None => nothing(visitor),
        })
        .await?;
    Ok(reply.status(status))
}

/// What was wrong with the form: which field, and how it is said.
struct Wrong {
    field: Option<String>,
    words: String,
}

fn nothing(visitor: &Visitor) -> Sheet {
    let reader = visitor.reader();
    let empty = Empty {
        scene: Scene::Gap,
        title: reader.t("checkout-nothing").into(),
        whole_page: true,
        text: reader.t("checkout-nothing-text").into(),
        action: Some(Button::go(reader.t("checkout-to-orders"), Act::to("/orders"))),
        example: None,
    };
    Sheet::new(reader.t("checkout-title"), empty.render()).back("/cart")
}

fn sheet(visitor: &Visitor, shown: &Shown, wrong: Option<&Wrong>) -> Sheet {
    let reader = visitor.reader();
    let pay = shown.quote.as_ref().ok().map(|quote| pay_words(reader, quote, shown));
    let main = html! {
        form #checkout .split method="post" action="/checkout" data-look="checkout-total checkout-delivery checkout-pay checkout-sums checkout-go checkout-place" {
            (visitor.intent())
            input type="hidden" name="cart" value=(shown.cart);
            input type="hidden" name="currency" value=(shown.currency);
            // Enter in a field looks again: nobody pays by a slip of the keyboard.
            button.vh name="step" value="look" tabindex="-1" aria-hidden="true" { (reader.t("checkout-look")) }
            div.stack.g6 {
                (total(visitor, shown))
                (said(reader, shown, wrong))
                (where_to(reader, shown, wrong))
                div #checkout-delivery .stack.g5 {
                    @if let Ok(quote) = &shown.quote { @for part in &quote.parts { (delivery(reader, part, quote.parts.len() > 1)) } }
                }
                div #checkout-pay { @if shown.quote.is_ok() { (method(reader, shown)) } }
            }
            aside.side.stack aria-label=(reader.t("checkout-summary")) {
                div #checkout-sums .card.stack.g3 {
                    @if let Ok(quote) = &shown.quote {
                        (sums::docket(reader, "checkout-how", quote, Amounts::Paying).open())
                        (protection(reader, quote, shown))
                    }
                    @if let Some(words) = &pay { span.desk { (go(reader, words)) } }
                }
            }
            div #checkout-go {
                @if let Some(words) = &pay {
                    (Paybar { label: reader.t("checkout-paybar").into(), total: None, buttons: go(reader, words), phone_only: true })
                }
            }
        }
    };
    let sheet = Sheet::new(reader.t("checkout-title"), main).plain("/cart");
    if pay.is_some() { sheet.paybar() } else { sheet }
}

/// The amount stands on the button.
fn pay_words(reader: &Reader, quote: &Quote, shown: &Shown) -> String {
    let key = if chosen_method(shown) == Method::Cash { "checkout-order" } else { "checkout-go" };
    reader.say(key, &[("total", quote.total.into())])
}

fn go(reader: &Reader, words: &str) -> Markup {
    let act = Act::Say { name: "step".into(), value: "pay".into() };
    Button::go(words.to_owned(), act).full().busy(reader.t("checkout-going")).render()
}

fn chosen_method(shown: &Shown) -> Method {
    match shown.draft.method {
        Some(Method::Cash) if shown.no_cash.is_none() => Method::Cash,
        _ => Method::Gateway,
    }
}

fn total(visitor: &Visitor, shown: &Shown) -> Markup {
    let reader = visitor.reader();
    let known = shown.places.iter().find(|(key, _)| *key == shown.draft.address).map(|(_, address)| address);
    let place = place::named(reader, &shown.to, known);
    html! {
        header #checkout-total .stack.g1 {
            h1.label.mut { (reader.t("checkout-total")) }
            @match &shown.quote {
                Ok(quote) => {
                    @let seen = Seen::of(quote);
                    p.price.huge { (reader.money(quote.total)) }
                    p.sm.mut {
                        (reader.say("checkout-count", &[("count", sums::pieces(quote).into()), ("shops", quote.parts.len().into()), ("place", place.as_str().into())]))
                    }
                    p.sm.mut { (reader.say("checkout-not-held", &[("span", reader.span(shown.terms.pay_within).as_str().into())])) }
                    @for line in &seen.lines { input type="hidden" name="line" value=(draft::written(line)); }
                    input type="hidden" name="total" value=(quote.total.amount);
                    input type="hidden" name="shown_to" value=(draft::shown(&quote.to));
                }
                Err(_) => p.sm.mut { (reader.t("checkout-no-total")) },
            }
        }
    }
}

/// What is not as it was, or was not right.
fn said(reader: &Reader, shown: &Shown, wrong: Option<&Wrong>) -> Markup {
    let now = shown.quote.as_ref().ok().map(|quote| reader.money(quote.total));
    let words = |change: &Change| match change {
        Change::Gone(title) => reader.say("checkout-gone", &[("title", title.as_str().into())]),
        Change::Short(title, 0) => reader.say("checkout-sold-out", &[("title", title.as_str().into())]),
        Change::Short(title, left) => {
            reader.say("checkout-fewer", &[("title", title.as_str().into()), ("count", (*left).into())])
        }
        Change::Price(title, was, now) => reader.say(
            "checkout-price",
            &[("title", title.as_str().into()), ("was", (*was).into()), ("now", (*now).into())],
        ),
        Change::Else => reader.t("checkout-changed"),
    };
    html! {
        @if !shown.changes.is_empty() {
            div.note.warn role="alert" tabindex="-1" autofocus {
                (icon(Icon::Warning))
                div {
                    ul { @for change in &shown.changes { li { (words(change)) } } }
                    @if let Some(now) = &now { p { b { (reader.say("checkout-now", &[("total", now.as_str().into())])) } } }
                    @else { p { (reader.t("checkout-nothing-left")) " " a.link href="/cart" { (reader.t("offer-to-cart")) } } }
                }
            }
        } @else if let Some(wrong) = wrong {
            div tabindex="-1" autofocus { (Note::bad(&wrong.words)) }
        }
        @if let Err(refusal) = &shown.quote {
            @if !shown.unreachable.is_empty() {
                (Note { tone: Tone::Warn, icon: Some(Icon::MapPin), ..Note::new(&reader.say("checkout-unreachable", &[("shops", reader.list(&shown.unreachable).as_str().into())])) })
            } @else if refusal.code == "no_delivery" {
                (Note { tone: Tone::Warn, icon: Some(Icon::MapPin), ..Note::new(&reader.t("checkout-too-heavy")) })
            } @else if shown.changes.is_empty() {
                (Note { tone: Tone::Warn, ..Note::new(&reader.t("checkout-nothing-left")) })
            }
        }
    }
}

fn where_to(reader: &Reader, shown: &Shown, wrong: Option<&Wrong>) -> Markup {
    let draft = &shown.draft;
    let is_new = draft.address == NEW;
    let field = wrong.and_then(|wrong| Some((wrong.field.as_deref()?, wrong.words.as_str())));
    html! {
        section.stack #checkout-place aria-labelledby="where" {
            (Folio { id: Some("where".into()), ..Folio::new(reader.t("checkout-where")) })
            @if !shown.places.is_empty() {
                fieldset.stack.g2 {
                    legend.vh { (reader.t("checkout-where")) }
                    @for (key, address) in &shown.places {
                        label.opt {
                            input type="radio" name="address" value=(key) checked[*key == draft.address];
                            (tile(reader, address))
                        }
                    }
                    label.opt {
                        input type="radio" name="address" value=(NEW) checked[is_new];
                        b { (reader.t("checkout-elsewhere")) }
                        small { (reader.t("checkout-elsewhere-text")) }
                    }
                }
            } @else {
                input type="hidden" name="address" value=(NEW);
            }
            @if is_new { (place::form(reader, &draft.fields, place::offered(reader, &shown.countries), field)) }
            p { (Button::plain(reader.t("checkout-look"), Act::Say { name: "step".into(), value: "look".into() }).small()) }
        }
    }
}

fn tile(reader: &Reader, address: &Address) -> Markup {
    let [who, lines] = place::lines(reader, address);
    html! { b translate="no" { (who) } small translate="no" { (lines) } }
}

fn delivery(reader: &Reader, part: &Part, several: bool) -> Markup {
    let arrives = |choice: &shipping::Choice| {
        let leaves = Span::days(part.from.ship_days);
        let (first, last) = (leaves + Span::days(choice.days_min), leaves + Span::days(choice.days_max));
        let days = reader.days(reader.now() + first, reader.now() + last);
        reader.say("checkout-arrives", &[("days", days.as_str().into())])
    };
    let tiles = part.choices.iter().map(|choice| OptionTile {
        value: choice.id.to_string().into(),
        title: choice.name.as_str().into(),
        detail: arrives(choice).into(),
        amount: Some(reader.money(choice.fee).into()),
        chosen: choice.id == part.chosen.id,
        off: false,
    });
    let legend = if several {
        reader.say("checkout-delivery-of", &[("shop", part.name.as_str().into())])
    } else {
        reader.t("checkout-delivery")
    };
    let name = format!("{DELIVERY}{}", part.shop);
    Options { name: name.into(), legend: legend.into(), link: None, tiles: tiles.collect(), error: None }
        .render()
}

fn method(reader: &Reader, shown: &Shown) -> Markup {
    let chosen = chosen_method(shown);
    let tile = |method: Method, title: &str, detail: String, off: bool| OptionTile {
        value: method.word().into(),
        title: reader.t(title).into(),
        detail: detail.into(),
        amount: None,
        chosen: chosen == method,
        off,
    };
    let cash = reader.t(shown.no_cash.unwrap_or("checkout-cash-text"));
    let tiles = vec![
        tile(Method::Gateway, "checkout-gateway", reader.t("checkout-gateway-text"), false),
        tile(Method::Cash, "checkout-cash", cash, shown.no_cash.is_some()),
    ];
    Options { name: "pay".into(), legend: reader.t("checkout-method").into(), link: None, tiles, error: None }
        .render()
}

/// What protects the buyer, in the days that hold for this purchase.
fn protection(reader: &Reader, quote: &Quote, shown: &Shown) -> Markup {
    let days = quote.parts.iter().map(|part| part.from.ship_days).max().unwrap_or(0);
    let key =
        if chosen_method(shown) == Method::Cash { "checkout-protects-cash" } else { "checkout-protects" };
    let abroad = quote.parts.iter().any(|part| part.from.country != quote.to.country);
    let look = if abroad { shown.terms.look_abroad } else { shown.terms.look };
    let look = look.micros() / Span::days(1).micros();
    html! {
        p.sm.row.top {
            (icon(Icon::ShieldCheck))
            span { (reader.say(key, &[("days", days.into()), ("look", look.into())])) }
        }
    }
}
