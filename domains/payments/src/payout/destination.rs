//! Where a shop's money goes. A change is the owner's, with a fresh proof of who asks, is told to the shop as a fact,
//! and takes 48 hours to count (F20): whoever stole a session cannot say where, and whoever stole the password cannot
//! empty the till the same night.

use db::{No, Rx, Tx, params, row, sql};
use facts::Happened;
use kernel::{Account, Cx, Id, Refusal, Span, Time, Uid};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Gateways;

sql! {
    DESTINATION = "SELECT root, gateway, destination, set_at, usable_from FROM payout_destination WHERE shop = $1";
    /// Of two who set the first one at once, the second waits here and then finds the family founded.
    FIRST = "INSERT INTO payout_destination (shop, root, gateway, destination, set_at, set_by, usable_from)
        VALUES ($1, $2, $3, $4, $5, $6, $5)
        ON CONFLICT (shop) DO NOTHING";
    CHANGE = "UPDATE payout_destination
        SET gateway = $2, destination = $3, set_at = $4, set_by = $5, usable_from = $6
        WHERE shop = $1";
}

/// How long a changed destination is looked at before money goes there.
pub const COOLING: Span = Span::hours(48);
const FAMILY: &str = "payouts";

/// A destination as its shop sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = PayoutDestination)]
pub struct Destination {
    /// Which gateway sends it.
    pub method: String,
    /// The account, all but its last four characters hidden.
    pub destination: String,
    /// Since when.
    pub set_at: Time,
    /// From when money goes there.
    pub usable_from: Time,
}

struct Stored {
    root: Uid,
    gateway: String,
    destination: String,
    set_at: Time,
    usable_from: Time,
}
row!(Stored { root, gateway, destination, set_at, usable_from });

fn masked(destination: &str) -> String {
    let hidden = destination.chars().count().saturating_sub(4);
    destination.chars().enumerate().map(|(at, letter)| if at < hidden { '•' } else { letter }).collect()
}

fn shown(stored: Stored) -> Destination {
    let Stored { gateway, destination, set_at, usable_from, .. } = stored;
    Destination { method: gateway, destination: masked(&destination), set_at, usable_from }
}

/// Sets where a shop's money goes. The first one counts at once: there is nothing to steal yet. Who may is for the
/// caller to have decided.
///
/// # Errors
/// `no_gateway`, `destination`.
pub fn set_destination(
    tx: &mut Tx,
    cx: &Cx,
    (shop, by, gateway, destination): (Uid, Id<Account>, &str, &str),
) -> Result<Destination, No> {
    if cx.wired::<Gateways>()?.get(gateway).is_none() {
        let known = cx.wired::<Gateways>()?.0.iter().map(|gateway| gateway.name());
        let detail = "This market has no such way to pay out; nothing was changed.";
        return Err(Refusal::field("/method", "no_gateway", detail).allowing(known).into());
    }
    if !(5..=200).contains(&destination.len())
        || !destination.bytes().all(|byte| (b' '..=b'~').contains(&byte))
    {
        let detail = "An account is 5 to 200 letters, digits and signs, as the gateway spells it.";
        return Err(Refusal::field("/destination", "destination", detail).into());
    }
    let root = cx.id::<crate::Payout>().uid();
    let first = params![shop, root, gateway, destination, cx.now, by];
    let root = if tx.run(&FIRST, &first)? == 1 {
        tx.found(cx, root, FAMILY)?;
        root
    } else {
        let before = tx.one::<Stored>(&DESTINATION, &params![shop])?;
        tx.lock(cx, before.root)?;
        if (before.gateway.as_str(), before.destination.as_str()) == (gateway, destination) {
            return Ok(shown(before));
        }
        tx.run(&CHANGE, &params![shop, gateway, destination, cx.now, by, cx.now + COOLING])?;
        before.root
    };
    let stored = tx.one::<Stored>(&DESTINATION, &params![shop])?;
    let set = Happened::to("payout_destination", shop, "set", cx.now)
        .note("usable_from", stored.usable_from.to_string());
    facts::record(tx, cx, root, &[set])?;
    Ok(shown(stored))
}

/// The destination of a shop, masked.
pub(super) fn show(rx: &mut Rx, shop: Uid) -> Result<Option<Destination>, No> {
    Ok(rx.opt::<Stored>(&DESTINATION, &params![shop])?.map(shown))
}

/// The gateway and account that a payout of now goes to, with the shop's payouts locked.
pub(super) fn usable(tx: &mut Tx, cx: &Cx, shop: Uid) -> Result<(String, String), No> {
    let none = || {
        let detail = "The shop has not said yet where its money goes: PUT its payout-destination first.";
        Refusal::conflict("no_destination", detail)
    };
    let root = tx.opt::<Stored>(&DESTINATION, &params![shop])?.ok_or_else(none)?.root;
    tx.lock(cx, root)?;
    let stored = tx.one::<Stored>(&DESTINATION, &params![shop])?;
    if stored.destination.is_empty() {
        return Err(none().into()); // whoever set it has left the market
    }
    if cx.now < stored.usable_from {
        let detail = format!(
            "The destination was changed; for safety nothing goes there before {}. The money stays available.",
            stored.usable_from
        );
        return Err(Refusal::conflict("destination_cooling", detail).into());
    }
    Ok((stored.gateway, stored.destination))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_the_last_four_letters_of_an_account_are_hidden() {
        assert_eq!(masked("PH-GCASH-0917"), "•••••••••0917");
        assert_eq!(masked("12345"), "•2345");
    }
}
