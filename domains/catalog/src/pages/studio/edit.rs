//! One listing on one short page: a picture, a name, a price, how many. Made for one hand.

use db::{No, Rx};
use kernel::{Currency, Cx, Money, Refusal};
use maud::{Markup, Render as _, html};
use media::Media;
use serde::{Deserialize, Serialize};
use web::page::{Fields, Sent};
use web::parts::{Act, Button, Choice, Field, Folio, Kind, Note, Upload};
use web::{Answer, Form, Path, Problem, Receiving, Reply, SeeOther, Sheet, Visitor};

use super::wrong_at;
use crate::listings::{
    self, Change, ImageWish, ListingChange, ListingView, New, NewListing, State, VariantWish,
    behind_the_counter,
};
use crate::shops::{self, ShopKey, ShopView};
use crate::stock::{Move, Moved, Reason, move_stock};
use crate::{ListingId, VariantId, categories};

/// What is typed of a listing.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    title: String,
    price: String,
    #[serde(default)]
    stock: Option<u32>,
    #[serde(default)]
    category: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    alt: String,
    /// Which button was pressed: to be seen now, or later.
    #[serde(default)]
    state: State,
}

/// Reads an amount as people type it: `1,290` or `1290.50`.
fn amount(text: &str, currency: Currency) -> Result<Money, Refusal> {
    let wrong = || Refusal::field("/price", "price_unread", "A price is an amount such as 1290 or 1290.50.");
    Money::typed(text, currency).ok_or_else(wrong)
}

#[derive(Serialize, Deserialize)]
struct Made {
    id: ListingId,
    published: bool,
}

fn shop_of(rx: &mut Rx, cx: &Cx, key: &ShopKey) -> Result<ShopView, No> {
    shops::mine(rx, cx, key)
}

pub(super) async fn blank(visitor: Visitor, Path(shop): Path<ShopKey>) -> Answer<Reply> {
    draw_new(&visitor, shop, &Wish::default(), None).await
}

pub(super) async fn add(visitor: Visitor, Path(key): Path<ShopKey>, sent: Sent<Wish>) -> Answer<Reply> {
    let Sent { once, fields: wish, file } = sent;
    let made = async {
        let shop = visitor.read(key.clone(), shop_of).await?;
        let price = amount(&wish.price, shop.currency)?;
        let images = bring(&visitor, file, &wish.alt).await?;
        let variant = VariantWish { stock: wish.stock.unwrap_or(1), ..VariantWish::of(price) };
        let listing = NewListing {
            category: Some(wish.category.clone()).filter(|slug| !slug.is_empty()),
            description: wish.description.clone(),
            images,
            state: wish.state,
            ..NewListing::of(wish.title.clone(), variant)
        };
        let command = |tx: &mut db::Tx, cx: &Cx, new: &New| {
            let made = listings::create(tx, cx, new)?;
            Ok(Made { id: made.id, published: made.state == State::Published })
        };
        once.make::<_, Made, _>(New { shop: key.clone(), listing }, command).await
    };
    match made.await {
        Ok(made) if made.published => {
            Ok(SeeOther::to(format!("/p/{}", made.id)).saying("said-listed").into())
        }
        Ok(made) => Ok(SeeOther::to(format!("/studio/listings/{}", made.id)).saying("said-saved").into()),
        Err(no) if no.is_for_the_form() => {
            Ok(draw_new(&visitor, key, &wish, Some(&no)).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

/// Keeps the picture that came along, if one did.
async fn bring(visitor: &Visitor, file: Option<Receiving>, alt: &str) -> Answer<Vec<ImageWish>> {
    let Some(mut file) = file else { return Ok(Vec::new()) };
    let media = visitor.part::<Media>()?.clone();
    let picture = media.bring(&visitor.db, &visitor.caller.actor, file.file(), alt).await?;
    Ok(vec![ImageWish::of(picture.id, alt)])
}

async fn draw_new(visitor: &Visitor, key: ShopKey, wish: &Wish, no: Option<&Problem>) -> Answer<Reply> {
    let drawn = |visitor: &Visitor, shop: ShopView| {
        let here = format!("/studio/{}/listings/new", shop.handle);
        let main = html! {
            form .read.stack.g5 method="post" action=(here) enctype="multipart/form-data" {
                h1 { (visitor.t("list-new")) }
                @if let Some(no) = no { (Note::bad(&visitor.words_of(no)).render()) }
                (visitor.intent())
                (picture_field(visitor, no))
                (fields(visitor, wish, shop.currency, no))
                (Field { kind: Kind::Whole { min: 0, max: 1_000_000 }, required: true,
                    value: wish.stock.unwrap_or(1).to_string().into(), ..Field::new("stock", visitor.t("list-stock")) })
                (more(visitor, wish))
                div .row.wrapx.g3 {
                    (Button::go(visitor.t("list-publish"), Act::Say { name: "state".into(), value: "published".into() }))
                    (Button::plain(visitor.t("list-later"), Act::Say { name: "state".into(), value: "draft".into() }))
                }
            }
        };
        Sheet::new(visitor.t("list-new"), main).plain(format!("/studio/{}/listings", shop.handle)).studio()
    };
    visitor.show(key, shop_of, drawn).await
}

fn picture_field(visitor: &Visitor, no: Option<&Problem>) -> Markup {
    let upload = Upload {
        name: "file".into(),
        label: visitor.t("list-picture").into(),
        hint: visitor.t("list-picture-hint").into(),
        accept: "image/jpeg,image/png,image/webp,image/gif".into(),
        camera: true,
        largest: media::MOST_BYTES as u64,
        too_large: visitor.t("list-picture-large").into(),
        error: no.filter(|no| no.code().starts_with("picture_")).map(|no| visitor.words_of(no).into()),
        ..Upload::default()
    };
    html! {
        (upload)
        (Field { longest: Some(500), hint: Some(visitor.t("list-alt-hint").into()), ..Field::new("alt", visitor.t("list-alt")) })
    }
}

fn fields(visitor: &Visitor, wish: &Wish, currency: Currency, no: Option<&Problem>) -> Markup {
    let title = Field {
        value: wish.title.clone().into(),
        required: true,
        longest: Some(200),
        error: wrong_at(visitor, no, "title").map(Into::into),
        ..Field::new("title", visitor.t("list-title"))
    };
    let price = Field {
        kind: Kind::Decimal,
        value: wish.price.clone().into(),
        required: true,
        prefix: Some(visitor.reader().sign(currency).into()),
        hint: Some(visitor.t("list-price-hint").into()),
        error: wrong_at(visitor, no, "price").map(Into::into),
        ..Field::new("price", visitor.t("list-price"))
    };
    html! { (title) (price) }
}

fn more(visitor: &Visitor, wish: &Wish) -> Markup {
    let reader = visitor.reader();
    let none = Choice { value: "".into(), text: visitor.t("list-category-none").into() };
    let choice = |one: &'static categories::Category| Choice {
        value: one.slug.into(),
        text: super::super::named(reader, one).into(),
    };
    let category = Field {
        kind: Kind::Select(std::iter::once(none).chain(categories::all().iter().map(choice)).collect()),
        value: wish.category.clone().into(),
        ..Field::new("category", visitor.t("list-category"))
    };
    let description = Field {
        kind: Kind::Lines,
        value: wish.description.clone().into(),
        longest: Some(20_000),
        ..Field::new("description", visitor.t("list-description"))
    };
    html! { (category) (description) }
}

pub(super) async fn page(visitor: Visitor, Path(listing): Path<ListingId>) -> Answer<Reply> {
    draw(&visitor, listing, None, None).await
}

pub(super) async fn change(visitor: Visitor, Path(id): Path<ListingId>, sent: Sent<Wish>) -> Answer<Reply> {
    let Sent { once, fields: wish, file } = sent;
    let done = async {
        let view = visitor.read(id, behind_the_counter).await?;
        let mut change = ListingChange {
            title: Some(wish.title.clone()),
            description: Some(wish.description.clone()),
            category: Some(wish.category.clone()),
            ..ListingChange::default()
        };
        if let [variant] = &view.variants[..] {
            let price = amount(&wish.price, view.currency)?;
            change.variants = Some(vec![VariantWish::again(variant, price)]);
        }
        let brought = bring(&visitor, file, &wish.alt).await?;
        if !brought.is_empty() {
            change.images =
                Some(brought.into_iter().chain(view.images.iter().map(ImageWish::again)).collect());
        }
        let command =
            |tx: &mut db::Tx, cx: &Cx, change: &Change| listings::change(tx, cx, change).map(|_| ());
        once.make::<_, (), _>(Change { listing: id, change }, command).await
    };
    match done.await {
        Ok(()) => Ok(SeeOther::to(format!("/studio/listings/{id}")).saying("said-saved").into()),
        Err(no) if no.is_for_the_form() => {
            Ok(draw(&visitor, id, Some(&wish), Some(&no)).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    state: State,
}

pub(super) async fn set_state(
    visitor: Visitor,
    Path(listing): Path<ListingId>,
    Fields(wanted): Fields<Wanted>,
) -> Answer<SeeOther> {
    let change = ListingChange { state: Some(wanted.state), ..ListingChange::default() };
    visitor.write(Change { listing, change }, listings::change).await?;
    Ok(SeeOther::to(format!("/studio/listings/{listing}")).saying("said-saved"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Count {
    variant: VariantId,
    delta: i64,
    reason: Reason,
}

pub(super) async fn count(
    visitor: Visitor,
    Path(id): Path<ListingId>,
    Form(once, count): Form<Count>,
) -> Answer<Reply> {
    let ask = Move { variant: count.variant, delta: count.delta, reason: count.reason };
    let command = |tx: &mut db::Tx, cx: &Cx, ask: &Move| {
        move_stock(tx, cx, ask).map(|Moved { available, .. }| available)
    };
    match once.make::<_, i64, _>(ask, command).await {
        Ok(_) => Ok(SeeOther::to(format!("/studio/listings/{id}")).saying("said-saved").into()),
        Err(no) if no.is_for_the_form() => Ok(draw(&visitor, id, None, Some(&no)).await?.status(no.status())),
        Err(no) => Err(no),
    }
}

async fn draw(visitor: &Visitor, id: ListingId, wish: Option<&Wish>, no: Option<&Problem>) -> Answer<Reply> {
    let drawn = |visitor: &Visitor, view: ListingView| {
        let shown = wish.cloned().unwrap_or_else(|| of_view(&view));
        let here = format!("/studio/listings/{id}");
        let main = html! {
            div .read.stack.g6 {
                h1 translate="no" { (view.title) }
                @if let Some(no) = no { (Note::bad(&visitor.words_of(no)).render()) }
                (states(visitor, &here, view.state))
                form .stack.g5 method="post" action=(here) enctype="multipart/form-data" {
                    (visitor.intent())
                    (fields(visitor, &shown, view.currency, no))
                    (more(visitor, &shown))
                    (picture_field(visitor, no))
                    (Button::go(visitor.t("list-save"), Act::Send))
                }
                (stock(visitor, &here, &view))
                p { a .link href=(format!("/p/{id}")) { (visitor.t("list-see")) } }
            }
        };
        Sheet::new(view.title.clone(), main).plain(format!("/studio/{}/listings", view.shop.handle)).studio()
    };
    visitor.show(id, behind_the_counter, drawn).await
}

fn of_view(view: &ListingView) -> Wish {
    let price = view.variants.first().map(|variant| variant.price);
    Wish {
        title: view.title.clone(),
        price: price.map_or_else(String::new, |price| {
            price.to_string().split(' ').next().unwrap_or_default().to_owned()
        }),
        category: view.category.clone().unwrap_or_default(),
        description: view.description.clone(),
        ..Wish::default()
    }
}

fn states(visitor: &Visitor, here: &str, state: State) -> Markup {
    let all = [
        (State::Published, "list-publish"),
        (State::Draft, "list-take-back"),
        (State::Archived, "list-archive"),
    ];
    html! {
        form .row.wrapx.g2 method="post" action=(format!("{here}/state")) {
            @for (other, key) in all.into_iter().filter(|(other, _)| *other != state) {
                (Button::plain(visitor.t(key), Act::Say { name: "state".into(), value: other.word().into() }).small())
            }
        }
    }
}

fn stock(visitor: &Visitor, here: &str, view: &ListingView) -> Markup {
    let reasons = ["received", "returned", "counted", "damaged", "lost"];
    let reader = visitor.reader();
    html! {
        section .stack.g4 {
            (Folio::new(visitor.t("list-stock")))
            @for (number, variant) in view.variants.iter().enumerate() {
                form .card.stack.g3 method="post" action=(format!("{here}/stock")) {
                    (visitor.intent())
                    input type="hidden" name="variant" value=(variant.id);
                    p {
                        @if !variant.choice.is_empty() { b translate="no" { (variant.choice.join(" · ")) } " " }
                        @match variant.available {
                            Some(count) => (reader.say("list-left", &[("count", count.into())])),
                            None => (visitor.t("list-unlimited")),
                        }
                    }
                    div .row.wrapx.g2 {
                        label .field { span { (visitor.t("list-delta")) }
                            input .in type="number" name="delta" value="1" required id=(format!("delta-{number}")); }
                        label .field { span { (visitor.t("list-reason")) }
                            select .in name="reason" { @for reason in reasons { option value=(reason) { (visitor.t(&format!("list-reason-{reason}"))) } } } }
                        (Button::plain(visitor.t("list-move"), Act::Send).small())
                    }
                }
            }
        }
    }
}
