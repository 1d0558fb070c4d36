//! The pages of buying: what a listing is offered for, the cart, the checkout.

mod cart;
mod checkout;
mod draft;
mod offer;
mod place;
mod sums;

use axum::http::StatusCode;
use kernel::{Cx, Id};
use maud::{Markup, Render as _};
use web::page::{Asked, Crumb, Keepsake, Slot, Visitor};
use web::{Access, Answer, PageRoute, parts};

use crate::cart::{Cart, Held};

/// What the market puts into places of others' pages.
pub(crate) const SLOTS: &[Slot] = &[
    Slot { place: "masthead.actions", fill: in_the_masthead },
    Slot { place: "product.whole", fill: offer::whole },
    Slot { place: "product.offer", fill: offer::fill },
];

pub(crate) fn pages() -> Vec<PageRoute> {
    let all = Access::Public;
    vec![
        PageRoute::get("/cart", all, cart::show),
        PageRoute::post("/cart/lines", all, cart::add),
        PageRoute::post("/cart/lines/{variant}", all, cart::change),
        PageRoute::get("/checkout", all, checkout::show),
        PageRoute::post("/checkout", all, checkout::send),
    ]
}

/// What somebody holds as a guest, as the cart knows it. A keepsake that is not of a cart is none here.
fn held(keepsake: Option<&Keepsake>) -> Option<Held> {
    let keepsake = keepsake?;
    let cart: Id<Cart> = keepsake.id.parse().ok()?;
    Some(Held { cart, guest: keepsake.secret.digest() })
}

/// Has what a guest held become the account's who signed in, once; answers the cookie that is not needed then.
async fn settle_in(visitor: &Visitor) -> Answer<Option<Crumb>> {
    let (Some(_), Some(held)) = (visitor.account(), held(visitor.keepsake())) else { return Ok(None) };
    visitor.write(held, crate::cart::bring_along).await?;
    Ok(Some(Crumb::NoKeepsake))
}

/// What is held besides an account, for readings: nothing once it was brought along.
fn guest_of(visitor: &Visitor) -> Option<Held> {
    if visitor.account().is_some() { None } else { held(visitor.keepsake()) }
}

fn in_the_masthead(rx: &mut db::Rx, cx: &Cx, asked: &Asked) -> Result<Markup, db::No> {
    let count = crate::cart::count(rx, cx, held(asked.keepsake.as_ref()))?;
    let label = asked.reader.say("cart-count", &[("count", count.into())]);
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    Ok(parts::Cart { href: "/cart".into(), label: label.into(), count }.render())
}

/// The status of a page that shows its form again.
fn status_of(problem: Option<&web::Problem>) -> StatusCode {
    problem.map_or(StatusCode::OK, web::Problem::status)
}
