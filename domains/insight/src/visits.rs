//! From signals to visits: who came how to the goods, and how far they got. Each stretch of signals is folded in one
//! transaction with the place up to which it was, so each counts once.

use std::collections::BTreeMap;

use db::{Broken, No, Tx, params, row, sql};
use kernel::{Account, Cx, Id, Span, Time, Uid};

use crate::Calendar;
use crate::registry::{Place, numbered};

sql! {
    HEAD = "SELECT pos FROM signal_head WHERE name = $1";
    MOVE = "UPDATE signal_head SET pos = $3 WHERE name = $1 AND pos = $2";
    NEXT = "SELECT seq, who, at, name, place FROM signal WHERE seq > $1 ORDER BY seq LIMIT 2000";
    /// The visit that goes on when something happens at $2.
    GOES_ON = "SELECT who, began, last, day, entry, frozen, listing, cart, checkout, ordered FROM visit
        WHERE who = $1 AND last >= $3 AND began <= $2 ORDER BY began DESC LIMIT 1";
    SAVE = "INSERT INTO visit (who, began, last, day, entry, frozen, listing, cart, checkout, ordered)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (who, began) DO UPDATE SET last = $3, entry = $5, frozen = $6, listing = $7, cart = $8,
            checkout = $9, ordered = $10";
    WHO = "SELECT who FROM person WHERE account = $1";
    ORDERED = "UPDATE visit SET ordered = $3 WHERE who = $1 AND began = $2";
}

/// A pause that ends a visit.
const PAUSE: Span = Span::minutes(30);
/// An order belongs to a visit that ended at most so long before it: somebody may pay late.
const ORDER_WITHIN: Span = Span::hours(24);

/// One visit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Visit {
    /// Whose.
    pub who: Uid,
    /// Since when.
    pub began: Time,
    /// What happened last.
    pub last: Time,
    /// The market's day on which it began.
    pub day: i64,
    /// How they came to the goods.
    pub entry: String,
    /// Whether that is decided: from the first listing on it stays, whatever they open next.
    pub frozen: bool,
    /// Whether a listing was opened.
    pub listing: bool,
    /// Whether the cart was.
    pub cart: bool,
    /// Whether the checkout was.
    pub checkout: bool,
    /// Whether they ordered, as the log says.
    pub ordered: bool,
}
row!(Visit { who, began, last, day, entry, frozen, listing, cart, checkout, ordered });

struct Seen {
    seq: i64,
    who: Uid,
    at: Time,
    name: i64,
    place: i64,
}
row!(Seen { seq, who, at, name, place });

/// The ways in, as they are stored and shown, in this order.
pub const ENTRIES: [&str; 6] = ["search", "feed", "post", "shop", "shared", "direct"];

const fn word(place: Place) -> &'static str {
    match place {
        Place::Search => "search",
        Place::Feed => "feed",
        Place::Post => "post",
        Place::Shop => "shop",
        Place::Shared => "shared",
        Place::Listing | Place::Direct => "direct",
    }
}

/// What a page of this kind is, as a way in.
fn page(name: &str) -> Place {
    match name {
        "front" | "feed" => Place::Feed,
        "search" => Place::Search,
        "post" => Place::Post,
        "shop" => Place::Shop,
        _ => Place::Direct,
    }
}

impl Visit {
    fn begin(seen: &Seen, name: &str, day: i64) -> Self {
        let from = Place::of(seen.place);
        let shared = from == Place::Shared;
        Self {
            who: seen.who,
            began: seen.at,
            last: seen.at,
            day,
            entry: word(if shared { from } else { page(name) }).into(),
            frozen: shared,
            listing: false,
            cart: false,
            checkout: false,
            ordered: false,
        }
    }

    /// What came next in it.
    fn step(&mut self, seen: &Seen, name: &str) {
        self.last = self.last.max(seen.at);
        if name == "listing" {
            self.listing = true;
            if !self.frozen {
                // From where they opened their first listing; a listing that was opened from nowhere was itself the
                // way in, unless the visit had begun somewhere.
                match Place::of(seen.place) {
                    Place::Direct | Place::Listing => {}
                    place => self.entry = word(place).into(),
                }
                self.frozen = true;
            }
        }
        self.cart |= name == "cart";
        self.checkout |= name == "checkout";
    }
}

/// Folds up to 2,000 signals; answers how many there were.
///
/// # Errors
/// Another node was quicker, or what broke in the database.
pub fn roll(tx: &mut Tx, cx: &Cx, (): &()) -> Result<u64, No> {
    let from = tx.one::<i64>(&HEAD, &params!["rolled"])?;
    let signals = tx.all::<Seen>(&NEXT, &params![from])?;
    let Some(last) = signals.last().map(|seen| seen.seq) else { return Ok(0) };
    let calendar = Calendar::of(cx);
    let mut visits: BTreeMap<Uid, Vec<Visit>> = BTreeMap::new();
    for seen in &signals {
        let Some(event) = numbered(seen.name) else { continue };
        let known = visits.entry(seen.who).or_default();
        let goes_on = |visit: &&mut Visit| visit.last >= seen.at - PAUSE && visit.began <= seen.at;
        let visit = match known.iter().rposition(|visit| goes_on(&&mut visit.clone())) {
            Some(at) => known.get_mut(at),
            None => {
                let stored = tx.opt::<Visit>(&GOES_ON, &params![seen.who, seen.at, seen.at - PAUSE])?;
                known.push(stored.unwrap_or_else(|| Visit::begin(seen, event.name, calendar.day(seen.at))));
                known.last_mut()
            }
        };
        if let Some(visit) = visit {
            visit.step(seen, event.name);
        }
    }
    for visit in visits.values().flatten() {
        save(tx, visit)?;
    }
    pass(tx, "rolled", from, last)?;
    Ok(signals.len() as u64)
}

fn save(tx: &mut Tx, visit: &Visit) -> Result<(), Broken> {
    let Visit { who, began, last, day, entry, frozen, listing, cart, checkout, ordered } = visit;
    tx.run(&SAVE, &params![*who, *began, *last, *day, entry, *frozen, *listing, *cart, *checkout, *ordered])?;
    Ok(())
}

fn pass(tx: &mut Tx, name: &str, from: i64, to: i64) -> Result<(), No> {
    if tx.run(&MOVE, &params![name, from, to])? == 1 { Ok(()) } else { Err(No::Busy) }
}

/// How far orders of the log were laid to visits.
///
/// # Errors
/// What broke in the database.
pub fn ordered_up_to(rx: &mut db::Rx, _: &Cx, (): &()) -> Result<i64, No> {
    Ok(rx.one(&HEAD, &params!["ordered"])?)
}

/// Orders of a stretch of the log, by accounts, from after one place up to another.
pub type Orders = (i64, i64, Vec<(Id<Account>, Time)>);

/// Lays orders to the visits of those who agreed to have them counted. Who never did, and guests, have none.
///
/// # Errors
/// Another node was quicker, or what broke in the database.
pub fn lay_orders(tx: &mut Tx, _: &Cx, (from, to, orders): &Orders) -> Result<(), No> {
    for (account, at) in orders {
        let Some(who) = tx.opt::<Uid>(&WHO, &params![*account])? else { continue };
        if let Some(visit) = tx.opt::<Visit>(&GOES_ON, &params![who, *at, *at - ORDER_WITHIN])? {
            tx.run(&ORDERED, &params![who, visit.began, true])?;
        }
    }
    pass(tx, "ordered", *from, *to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(pages: &[(i64, Place)]) -> (String, bool, bool, bool) {
        let mut visit: Option<Visit> = None;
        for (minute, (name, place)) in (0..).zip(pages) {
            let at = Time::default() + Span::minutes(minute);
            let seen = Seen { seq: minute, who: Uid([1; 16]), at, name: *name, place: place.code() };
            let name = numbered(*name).unwrap().name;
            let visit = visit.get_or_insert_with(|| Visit::begin(&seen, name, 0));
            visit.step(&seen, name);
        }
        let visit = visit.unwrap();
        (visit.entry, visit.listing, visit.cart, visit.checkout)
    }

    const FRONT: i64 = 2;
    const SEARCH: i64 = 3;
    const LISTING: i64 = 4;
    const POST: i64 = 6;
    const CART: i64 = 7;

    #[test]
    fn the_way_to_the_first_listing_is_kept_whatever_is_opened_next() {
        use Place::{Direct, Feed, Listing, Post, Search, Shared};
        let entry = |pages: &[(i64, Place)]| walk(pages).0;
        assert_eq!(
            entry(&[(FRONT, Direct), (SEARCH, Feed), (LISTING, Search), (FRONT, Listing), (LISTING, Feed)]),
            "search"
        );
        assert_eq!(entry(&[(FRONT, Direct), (POST, Feed), (LISTING, Post)]), "post");
        assert_eq!(entry(&[(LISTING, Direct), (SEARCH, Listing), (LISTING, Search)]), "direct");
        assert_eq!(entry(&[(LISTING, Shared), (LISTING, Search)]), "shared");
        assert_eq!(entry(&[(POST, Shared), (LISTING, Post)]), "shared");
        assert_eq!(
            entry(&[(FRONT, Direct)]),
            "feed",
            "who opened no listing came as far as the page they came to"
        );
        assert_eq!(entry(&[(FRONT, Direct), (LISTING, Direct)]), "feed");
        assert_eq!(
            walk(&[(FRONT, Direct), (LISTING, Feed), (CART, Listing)]),
            ("feed".into(), true, true, false)
        );
    }
}
