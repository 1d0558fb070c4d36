//! Which cart a visitor has: an account its current one, a guest the one whose secret they hold; and how the second
//! becomes the first when they sign in.

use std::collections::BTreeMap;

use catalog::Variant;
use db::{Broken, No, Rx, Tx, params, sql};
use kernel::{Account, Cx, Digest, Id, Secret};

use super::{Cart, open, touch};

sql! {
    CURRENT = "SELECT cart FROM current_cart WHERE account = $1";
    /// Of several requests at once the first one says which.
    BECOME_CURRENT = "INSERT INTO current_cart (account, cart) VALUES ($1, $2) ON CONFLICT (account) DO NOTHING";
    /// A cart that an account has taken in is not its guest's any more, wherever the secret still lies.
    GUESTS = "SELECT id FROM cart WHERE id = $1 AND guest = $2 AND account IS NULL";
    /// Two requests at once: the second waits for the first and finds nothing to take in.
    TAKE_IN = "UPDATE cart SET account = $3 WHERE id = $1 AND guest = $2 AND account IS NULL";
    LINES = "SELECT variant, quantity FROM cart_line WHERE cart = $1 ORDER BY variant";
    /// Of what lies in both carts the larger number: who put it in twice meant it once.
    POUR = "INSERT INTO cart_line (cart, variant, quantity, at, seen)
        SELECT $2, variant, quantity, at, seen FROM cart_line WHERE cart = $1
        ON CONFLICT (cart, variant) DO UPDATE SET quantity =
            CASE WHEN excluded.quantity > cart_line.quantity THEN excluded.quantity ELSE cart_line.quantity END";
    EMPTY = "DELETE FROM cart_line WHERE cart = $1";
}

/// What a visitor holds as a guest, whoever they are signed in as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Held {
    /// Which cart.
    pub cart: Id<Cart>,
    /// The hash of its secret.
    pub guest: Digest,
}

/// The cart that the visitor puts things into, if there is one.
///
/// # Errors
/// What broke in the database.
pub fn current(rx: &mut Rx, cx: &Cx, held: Option<Held>) -> Result<Option<Id<Cart>>, Broken> {
    match (cx.actor.account(), held) {
        (Some(account), _) => rx.opt(&CURRENT, &params![account]),
        (None, Some(held)) => guests(rx, held),
        (None, None) => Ok(None),
    }
}

fn guests(rx: &mut Rx, held: Held) -> Result<Option<Id<Cart>>, Broken> {
    rx.opt(&GUESTS, &params![held.cart, held.guest])
}

/// How many pieces the visitor has in the cart, with what they hold as a guest and have not brought along yet.
///
/// # Errors
/// What broke in the database.
pub fn count(rx: &mut Rx, cx: &Cx, held: Option<Held>) -> Result<i64, Broken> {
    let mut pieces: BTreeMap<Id<Variant>, i64> = BTreeMap::new();
    let brought = held.filter(|_| cx.actor.account().is_some()).map(|held| guests(rx, held)).transpose()?;
    for cart in current(rx, cx, held)?.into_iter().chain(brought.flatten()) {
        for (variant, quantity) in rx.all::<(Id<Variant>, i64)>(&LINES, &params![cart])? {
            let most = pieces.entry(variant).or_default();
            *most = quantity.max(*most);
        }
    }
    Ok(pieces.values().sum())
}

/// The visitor's cart, opened if they have none. The secret is there when a guest's cart was opened.
///
/// # Errors
/// What broke in the database.
pub fn current_or_new(tx: &mut Tx, cx: &Cx, held: Option<Held>) -> Result<(Id<Cart>, Option<Secret>), No> {
    if let Some(cart) = current(tx, cx, held)? {
        return Ok((cart, None));
    }
    let (cart, secret) = open(tx, cx, &())?;
    match cx.actor.account() {
        Some(account) => Ok((becomes_current(tx, account, cart)?, None)),
        None => Ok((cart, Some(secret))),
    }
}

/// Makes the cart the account's current one, unless it has one already. Answers which is.
fn becomes_current(tx: &mut Tx, account: Id<Account>, cart: Id<Cart>) -> Result<Id<Cart>, Broken> {
    tx.run(&BECOME_CURRENT, &params![account, cart])?;
    tx.one(&CURRENT, &params![account])
}

/// What a visitor held as a guest becomes their account's: the cart as it is or poured into the current one, and
/// the orders and payments that came of it. Done again, or twice at once, it is done once.
///
/// # Errors
/// What broke in the database.
pub fn bring_along(tx: &mut Tx, cx: &Cx, held: &Held) -> Result<(), No> {
    let Some(account) = cx.actor.account() else { return Ok(()) };
    orders::bring_along(tx, cx, &held.guest)?;
    if tx.run(&TAKE_IN, &params![held.cart, held.guest, account])? == 0 {
        return Ok(());
    }
    let current = becomes_current(tx, account, held.cart)?;
    touch(tx, cx, current)?;
    if current != held.cart {
        tx.run(&POUR, &params![held.cart, current])?;
        tx.run(&EMPTY, &params![held.cart])?;
    }
    Ok(())
}
