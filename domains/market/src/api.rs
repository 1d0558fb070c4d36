//! The market's part of the API: carts, quotes, confirmations.

use catalog::{Shop, Variant};
use identity::Address;
use kernel::{Id, Money, Scope, Time};
use orders::order::Method;
use process::Words as _;
use serde::{Deserialize, Serialize};
use shipping::Destination;
use utoipa::ToSchema;
use web::{Access, Answer, Call, Created, Done, Json, Keyed, NoContent, Path, Route};

use crate::cart::{self, Cart, Content, Put};
use crate::confirm::{self, Confirm, Confirmation};
use crate::quote::{self, Ask, Checkout, Delivery, Quote, Which};

type CartId = Id<Cart>;
type VariantId = Id<Variant>;
type CheckoutId = Id<Checkout>;
type ShopId = Id<Shop>;

/// A new cart.
#[derive(Serialize, ToSchema)]
struct CartOpened {
    id: CartId,
    /// Send it as `Rialto-Guest` to use the cart and to see what came of it. Shown once.
    secret: String,
}

/// What goes into a cart.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewLine {
    variant: VariantId,
    /// How many, 1 to 999.
    #[schema(minimum = 1, maximum = 999)]
    quantity: i64,
}

/// How much of it is to be there.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LineQuantity {
    /// How many, 1 to 999.
    #[schema(minimum = 1, maximum = 999)]
    quantity: i64,
}

/// One line of a cart, as it stands now.
#[derive(Serialize, ToSchema)]
struct CartLine {
    variant: VariantId,
    quantity: i64,
    /// Whose goods; nothing if it is not offered any more.
    shop: Option<ShopId>,
    title: Option<String>,
    options: Option<String>,
    /// What one costs now.
    price: Option<Money>,
    /// Whether so many can be had now.
    available: bool,
}

/// A cart.
#[derive(Serialize, ToSchema)]
#[schema(as = Cart)]
struct CartView {
    id: CartId,
    lines: Vec<CartLine>,
}

/// What to quote.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCheckout {
    cart: CartId,
    /// Where to: a country, and a region where rates differ by it.
    destination: Destination,
    /// The chosen ways of delivery; the cheapest where none is chosen.
    #[schema(max_items = 100)]
    deliveries: Option<Vec<Delivery>>,
}

/// A quote.
#[derive(Serialize, ToSchema)]
#[schema(as = Checkout)]
struct CheckoutView {
    id: CheckoutId,
    /// Until when it holds.
    expires_at: Time,
    quote: Quote,
    /// What came of it.
    confirmation: Option<Confirmation>,
}

/// What a buyer says to confirm.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewConfirmation {
    address: Address,
    /// `gateway` or `cash`.
    #[schema(max_length = 20)]
    method: String,
    /// The total that you saw and agree to.
    total: Money,
}

async fn open(Keyed(once, ()): Keyed<()>) -> Answer<Created<CartOpened>> {
    once.write((), |tx, cx, ()| {
        let (id, secret) = cart::open(tx, cx, &())?;
        Ok(CartOpened { id, secret: secret.reveal().into() })
    })
    .await
}

fn look(rx: &mut db::Rx, cx: &kernel::Cx, id: &Id<Cart>) -> Result<CartView, db::No> {
    cart::mine(rx, cx, *id)?;
    let lines = cart::contents(rx, *id)?
        .into_iter()
        .map(|Content { variant, quantity, offer, .. }| CartLine {
            variant,
            quantity,
            shop: offer.as_ref().map(|offer| offer.shop),
            title: offer.as_ref().map(|offer| offer.title.clone()),
            options: offer.as_ref().map(|offer| offer.options.clone()),
            price: offer.as_ref().map(|offer| offer.price),
            available: offer.is_some_and(|offer| offer.available >= quantity),
        })
        .collect();
    Ok(CartView { id: *id, lines })
}

async fn show(call: Call, Path(id): Path<Id<Cart>>) -> Answer<Json<CartView>> {
    call.read(id, look).await
}

async fn add(Path(cart): Path<Id<Cart>>, Keyed(once, line): Keyed<NewLine>) -> Answer<Created<CartView>> {
    let put = Put { cart, variant: line.variant, quantity: line.quantity, add: true };
    once.write(put, |tx, cx, put| {
        cart::put(tx, cx, put)?;
        look(tx, cx, &put.cart)
    })
    .await
}

async fn set(
    call: Call,
    Path((cart, variant)): Path<(Id<Cart>, Id<Variant>)>,
    Json(line): Json<LineQuantity>,
) -> Answer<Done<CartView>> {
    let put = Put { cart, variant, quantity: line.quantity, add: false };
    call.write(put, |tx, cx, put| {
        cart::put(tx, cx, put)?;
        look(tx, cx, &put.cart)
    })
    .await
}

async fn remove(call: Call, Path(at): Path<(Id<Cart>, Id<Variant>)>) -> Answer<NoContent> {
    call.write(at, cart::remove).await?;
    Ok(NoContent)
}

async fn ask(Keyed(once, new): Keyed<NewCheckout>) -> Answer<Created<CheckoutView>> {
    let deliveries = new.deliveries.unwrap_or_default();
    let ask = Ask { cart: new.cart, to: new.destination, deliveries, which: Which::Everything };
    once.write(ask, |tx, cx, ask| {
        let (id, expires_at, quote) = quote::quote(tx, cx, ask)?;
        Ok(CheckoutView { id, expires_at, quote, confirmation: None })
    })
    .await
}

async fn show_checkout(call: Call, Path(id): Path<Id<Checkout>>) -> Answer<Json<CheckoutView>> {
    call.read(id, |rx, cx, id| {
        let (expires_at, quote, confirmation) = confirm::show(rx, cx, id)?;
        Ok(CheckoutView { id: *id, expires_at, quote, confirmation })
    })
    .await
}

async fn confirm(
    Path(checkout): Path<Id<Checkout>>,
    Keyed(once, new): Keyed<NewConfirmation>,
) -> Answer<Created<Confirmation>> {
    let method = Method::parse(&new.method).map_err(|_| {
        kernel::Refusal::field(
            "/method",
            "unknown_method",
            "There is no such way to pay; nothing was bought.",
        )
        .allowing(Method::ALL.iter().map(|method| method.word()))
    })?;
    once.write(Confirm { checkout, address: new.address, method, total: new.total }, confirm::confirm).await
}

pub(crate) fn routes() -> Vec<Route> {
    let (look, buy) = (Access::Guest(Scope::OrdersRead), Access::Guest(Scope::OrdersWrite));
    vec![
        Route::post("/carts", Access::Public, "Open a cart. Nobody needs an account for it.", open),
        Route::get("/carts/{cart}", look, "Show a cart with its prices as they stand.", show),
        Route::post("/carts/{cart}/lines", buy, "Put something into a cart.", add).refuses(&[
            "quantity",
            "not_offered",
            "cart_full",
        ]),
        Route::put("/carts/{cart}/lines/{variant}", buy, "Say how many of something a cart holds.", set)
            .refuses(&["quantity", "not_offered", "cart_full"]),
        Route::delete("/carts/{cart}/lines/{variant}", buy, "Take something out of a cart.", remove),
        Route::post("/checkouts", buy, "Quote a cart, all in, with the trace of its price.", ask).refuses(&[
            "empty_cart",
            "not_offered",
            "sold_out",
            "currencies",
            "no_delivery",
            "unknown_choice",
        ]),
        Route::get("/checkouts/{checkout}", look, "Show a quote and what came of it.", show_checkout),
        Route::post(
            "/checkouts/{checkout}/confirmation",
            buy,
            "Confirm a quote: one order a shop, one payment.",
            confirm,
        )
        .refuses(&[
            "quote_expired",
            "total_changed",
            "destination_changed",
            "price_changed",
            "not_offered",
            "sold_out",
            "no_cash",
            "unknown_method",
        ]),
    ]
}
