//! What is bought in the very instant in which its buyer's account is closed: it still arrives, and when it is over its
//! address goes too, however long that takes.

use std::sync::{Arc, Barrier};

use db::{No, Rx, Tx, params, sql};
use kernel::{Account, Actor, Currency, Cx, Id, Money, Role, Scopes, Span, Time};
use market::confirm::{Confirm, confirm};
use market_tests::Market;
use orders::order::Method;
use serde_json::Value;

use super::{ALMOST, asks, is_gone};
use crate::books::{recompute, settled};
use crate::cast::{Quote, Shop, address, open_shop, shopper, text};

sql! {
    STANDS = "SELECT state, due FROM leaving WHERE account = $1";
    SHELF = "UPDATE stock SET received = received WHERE variant = $1";
    WAITING = "SELECT COUNT(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%UPDATE stock%'";
    ADDRESS = "SELECT address FROM orders WHERE id = $1";
}

fn stands(rx: &mut Rx, _: &Cx, account: &Id<Account>) -> Result<(String, Time), No> {
    Ok(rx.one(&STANDS, &params![*account])?)
}

fn written(rx: &mut Rx, _: &Cx, order: &kernel::Uid) -> Result<String, No> {
    Ok(rx.one(&ADDRESS, &params![*order])?)
}

fn how_far(market: &Market, account: Id<Account>) -> (String, Time) {
    market.block_on(market.db.read(&Actor::Engine, account, stands)).unwrap()
}

/// Holds a shelf from one signal to the next.
fn hold(tx: &mut Tx, _: &Cx, (variant, gate): &(catalog::VariantId, Arc<Barrier>)) -> Result<(), No> {
    tx.run(&SHELF, &params![*variant])?;
    gate.wait();
    gate.wait();
    Ok(())
}

fn waiting(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, No> {
    Ok(rx.one(&WAITING, &[])?)
}

/// Somebody on the last hour of their way out, with a quote in their hand.
struct Leaver {
    id: Id<Account>,
    buyer: crate::cast::Buyer,
    quote: Quote,
    shop: Shop,
    cup: String,
}

fn leaver(market: &Market) -> Leaver {
    let shop = open_shop(market, "enamel");
    let cup = shop.offers("Enamel cup", 25_000, 5);
    asks(&market.sign_up("mia"));
    market.pass(ALMOST + Span::minutes(55));
    let mia = market.sign_in("mia");
    let buyer = shopper(&mia);
    let quote = buyer.takes(&cup, 1).asks();
    Leaver { id: mia.id.parse().unwrap(), buyer, quote, shop, cup }
}

/// The seven days are over, and the account is closed.
fn closes(market: &Market, leaver: &Leaver) {
    market.pass(Span::minutes(6));
    market.until("the end", || {
        (is_gone(market, &leaver.id.to_string()) && how_far(market, leaver.id).0 == "gone").then_some(())
    });
}

/// The order goes its way, and after that nobody knows where it went.
fn ends_without_an_address(market: &Market, leaver: &Leaver, order: &str) {
    let uid = order.parse::<Id<orders::order::Order>>().unwrap().uid();
    let address = || market.block_on(market.db.read(&Actor::Engine, uid, written)).unwrap();
    for day in 0..3 {
        market.pass(if day == 0 { Span::hours(2) } else { Span::days(1) });
        market.until("another look", || {
            let (state, due) = how_far(market, leaver.id);
            (state == "gone" && due > market.now()).then_some(())
        });
        assert!(address().contains("Ana Reyes"), "{}: it still has to arrive", market.engine);
    }
    let keeper = market.sign_in("enamel");
    let shop = Shop { keeper, id: leaver.shop.id.clone() };
    let parcel = shop.ships(order);
    shop.scans(market, &parcel, "delivered");
    market.pass(Span::days(12));
    let path = format!("/shops/{}/orders/{order}", shop.id);
    let keeper = market.sign_in("enamel");
    market.until("its end", || (text(&keeper.get(&path).is(200), "/state") != "delivered").then_some(()));
    // A look that began before the order's end asks for another day, counted from when it is through.
    market.until("what that look came to", || {
        let (state, due) = how_far(market, leaver.id);
        (state == "erased" || (state == "gone" && due > market.now())).then_some(())
    });
    market.pass(Span::days(1));
    market.until("the very end", || (how_far(market, leaver.id).0 == "erased").then_some(()));
    assert_eq!(address(), "", "{}", market.engine);
    let seen = market.sign_in("enamel").get(&path).is(200);
    assert_eq!((&seen["address"], &seen["address_kept"]), (&Value::Null, &Value::Bool(false)));
    assert_eq!(text(&seen, "/parcels/0/tracking"), "", "{}", market.engine);
    settled(market);
    recompute(market);
}

#[test]
fn what_was_let_in_before_its_buyer_was_closed_out_arrives_and_its_address_goes_when_it_is_over() {
    for market in Market::both() {
        let leaver = leaver(&market);
        closes(&market, &leaver);
        // The gate had let it in while its session was good.
        let actor = Actor::Account { id: leaver.id, role: Role::Member, scopes: Scopes::all() };
        let total = leaver.quote.total["amount"].as_i64().unwrap();
        let yes = Confirm {
            checkout: leaver.quote.checkout.parse().unwrap(),
            address: serde_json::from_value(address()).unwrap(),
            method: Method::Cash,
            total: Money::new(total, Currency::PHP),
        };
        let placed = market.block_on(market.db.write(&actor, yes, confirm)).unwrap();
        ends_without_an_address(&market, &leaver, &placed.orders[0].id.to_string());
    }
}

/// Only a server does two commands at once: there the confirmation is held in the midst of its transaction, so that
/// nothing which closes the account can see the order.
#[test]
fn what_is_bought_while_its_buyer_is_closed_out_arrives_and_its_address_goes_when_it_is_over() {
    for market in Market::both().into_iter().filter(|market| market.engine == "PostgreSQL") {
        let leaver = leaver(&market);
        let gate = Arc::new(Barrier::new(2));
        let variant: catalog::VariantId = leaver.cup.parse().unwrap();
        let order = std::thread::scope(|scope| {
            let held = (variant, Arc::clone(&gate));
            let holder = scope.spawn(|| market.block_on(market.db.write(&Actor::Engine, held, hold)));
            gate.wait();
            let sale = scope.spawn(|| leaver.buyer.buys(&leaver.quote, "cash").order);
            market.until("a confirmation that waits for its goods", || {
                let waiting = market.block_on(market.db.read(&Actor::Engine, (), waiting)).ok()?;
                (waiting > 0).then_some(())
            });
            closes(&market, &leaver);
            gate.wait();
            holder.join().unwrap().unwrap();
            sale.join().unwrap()
        });
        ends_without_an_address(&market, &leaver, &order);
    }
}
