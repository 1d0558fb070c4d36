//! The cart: what somebody means to buy. A row with ordinary code; nothing is promised in it.

mod held;
mod leave;

pub use held::{Held, bring_along, count, current, current_or_new};

pub(crate) use leave::{STATEMENTS as LEFT, erase};

pub(crate) const HELD: &[&db::Sql] = held::STATEMENTS;

use catalog::{Offer, Variant};
use db::{No, Rx, Tx, params, row, sql};
use kernel::{Account, Cx, Digest, Id, Kind, Money, Refusal, Secret};
use pricing::MOST_OF_ONE;

sql! {
    OPEN = "INSERT INTO cart (id, account, guest, at) VALUES ($1, $2, $3, $4)";
    /// The scope of everything a cart does: its secret's holder, or its account (F25).
    MINE = "SELECT id, account, guest FROM cart WHERE id = $1 AND (account = $2 OR guest = $3)";
    LINES = "SELECT variant, quantity, seen FROM cart_line WHERE cart = $1 ORDER BY at, variant";
    /// Adds to what is there; the CHECK keeps the sum within bounds.
    ADD = "INSERT INTO cart_line (cart, variant, quantity, at, seen) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (cart, variant) DO UPDATE SET quantity = cart_line.quantity + $3, seen = $5
        WHERE cart_line.quantity + $3 <= 999";
    SET = "INSERT INTO cart_line (cart, variant, quantity, at, seen) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (cart, variant) DO UPDATE SET quantity = $3, seen = $5";
    COUNT = "SELECT COUNT(*) FROM cart_line WHERE cart = $1";
    REMOVE = "DELETE FROM cart_line WHERE cart = $1 AND variant = $2";
    /// Holds the row to the end of the command: of two confirmations of one cart the second sees what the first left.
    ALONE = "UPDATE cart SET at = $4 WHERE id = $1 AND (account = $2 OR guest = $3)";
    /// A cart is forgotten so long after it was last touched.
    TOUCH = "UPDATE cart SET at = $2 WHERE id = $1";
}

/// A cart holds at most this many different things.
const MOST_LINES: i64 = 100;

/// A cart.
pub struct Cart;
impl Kind for Cart {
    const PREFIX: &'static str = "crt";
}

/// Whose a cart is.
#[derive(Clone, Copy, Debug)]
pub struct Owner {
    /// Which cart.
    pub cart: Id<Cart>,
    /// The account that made it.
    pub account: Option<Id<Account>>,
    /// The hash of its secret.
    pub guest: Digest,
}
row!(Owner { cart, account, guest });

/// Opens a cart. Its secret is shown once; who has it can buy with the cart and see what came of it.
///
/// # Errors
/// What broke in the database.
pub fn open(tx: &mut Tx, cx: &Cx, (): &()) -> Result<(Id<Cart>, Secret), No> {
    let (cart, secret): (Id<Cart>, Secret) = (cx.id(), cx.secret());
    // A guest who opens a second cart keeps the secret it came with, so that one secret shows all its orders.
    let guest = cx.actor.guest().unwrap_or_else(|| secret.digest());
    tx.run(&OPEN, &params![cart, cx.actor.account(), guest, cx.now])?;
    Ok((cart, secret))
}

/// The cart, if it is the actor's.
///
/// # Errors
/// Missing for anybody else.
pub fn mine(rx: &mut Rx, cx: &Cx, cart: Id<Cart>) -> Result<Owner, No> {
    rx.opt(&MINE, &params![cart, cx.actor.account(), cx.actor.guest()])?
        .ok_or_else(|| Refusal::missing("cart").into())
}

/// One thing in a cart.
#[derive(Clone, Debug)]
pub struct Content {
    /// What.
    pub variant: Id<Variant>,
    /// How many.
    pub quantity: i64,
    /// Its offer as it stands now; nothing if it is no longer offered.
    pub offer: Option<Offer>,
    /// What one cost when it was put in or last changed.
    pub seen: Option<Money>,
}

/// What a cart holds.
///
/// # Errors
/// What broke in the database.
pub fn contents(rx: &mut Rx, cart: Id<Cart>) -> Result<Vec<Content>, No> {
    let lines = rx.all::<(Id<Variant>, i64, Option<i64>)>(&LINES, &params![cart])?;
    let variants: Vec<Id<Variant>> = lines.iter().map(|(variant, ..)| *variant).collect();
    let offers = catalog::offers(rx, &variants)?;
    Ok(lines
        .into_iter()
        .map(|(variant, quantity, seen)| {
            let offer = offers.iter().find(|offer| offer.variant == variant && offer.published).cloned();
            let seen = offer.as_ref().zip(seen).map(|(offer, seen)| Money::new(seen, offer.price.currency));
            Content { variant, quantity, offer, seen }
        })
        .collect())
}

/// What goes into a cart, or how much of it is to be there.
#[derive(Clone, Copy, Debug)]
pub struct Put {
    /// Which cart.
    pub cart: Id<Cart>,
    /// What.
    pub variant: Id<Variant>,
    /// How many, 1 to 999.
    pub quantity: i64,
    /// Added to what is there, or in its place.
    pub add: bool,
}

/// Puts something into a cart.
///
/// # Errors
/// `quantity`, `not_offered`, `cart_full`; missing for anybody else.
pub fn put(tx: &mut Tx, cx: &Cx, put: &Put) -> Result<Id<Cart>, No> {
    mine(tx, cx, put.cart)?;
    lay(tx, cx, put)
}

/// The same into a cart that was opened in this very command, by somebody who holds its secret only after it.
pub(crate) fn lay(tx: &mut Tx, cx: &Cx, put: &Put) -> Result<Id<Cart>, No> {
    let too_many = || {
        let detail = format!("Between 1 and {MOST_OF_ONE} of one thing fit in a cart; nothing was changed.");
        Refusal::field("/quantity", "quantity", detail)
    };
    if !(1..=MOST_OF_ONE).contains(&put.quantity) {
        return Err(too_many().into());
    }
    let Some(offer) = catalog::offer(tx, put.variant)?.filter(|offer| offer.published) else {
        return Err(Refusal::conflict(
            "not_offered",
            "This is not offered any more; your cart is as it was.",
        )
        .into());
    };
    if tx.one::<i64>(&COUNT, &params![put.cart])? >= MOST_LINES {
        return Err(Refusal::conflict(
            "cart_full",
            "A cart holds 100 different things; nothing was changed.",
        )
        .into());
    }
    touch(tx, cx, put.cart)?;
    let statement = if put.add { &ADD } else { &SET };
    let price = offer.price.amount;
    if tx.run(statement, &params![put.cart, put.variant, put.quantity, cx.now, price])? == 0 {
        return Err(too_many().into());
    }
    Ok(put.cart)
}

/// Takes something out; twice is as once.
///
/// # Errors
/// Missing for anybody else.
pub fn remove(tx: &mut Tx, cx: &Cx, (cart, variant): &(Id<Cart>, Id<Variant>)) -> Result<(), No> {
    mine(tx, cx, *cart)?;
    touch(tx, cx, *cart)?;
    tx.run(&REMOVE, &params![*cart, *variant])?;
    Ok(())
}

/// It is of use now, and kept from now on.
fn touch(tx: &mut Tx, cx: &Cx, cart: Id<Cart>) -> Result<(), No> {
    match tx.run(&TOUCH, &params![cart, cx.now])? {
        0 => Err(Refusal::missing("cart").into()), // forgotten in this very moment
        _ => Ok(()),
    }
}

/// Has the cart to oneself until the command ends.
///
/// # Errors
/// Missing for anybody whose cart it is not.
pub(crate) fn alone(tx: &mut Tx, cx: &Cx, cart: Id<Cart>) -> Result<(), No> {
    match tx.run(&ALONE, &params![cart, cx.actor.account(), cx.actor.guest(), cx.now])? {
        0 => Err(Refusal::missing("cart").into()),
        _ => Ok(()),
    }
}

/// Takes out what was bought; what was put in since the quote stays.
pub(crate) fn bought(tx: &mut Tx, cart: Id<Cart>, variants: &[Id<Variant>]) -> Result<(), No> {
    for variant in variants {
        tx.run(&REMOVE, &params![cart, *variant])?;
    }
    Ok(())
}
