//! Money that comes when nobody expects it any more, and money that comes twice.

use db::{No, Tx, sql};
use kernel::{Actor, Cx};
use market_tests::Market;
use serde_json::json;

use crate::books::{settled, stand};
use crate::cast::{TOO_LATE_TO_PAY, guest, open_shop, text};

sql! {
    FORGET = "UPDATE orders SET address = ''";
}

fn forgotten(tx: &mut Tx, _: &Cx, (): &()) -> Result<(), No> {
    tx.run(&FORGET, &[])?;
    Ok(())
}

/// One cup at 250.00 and delivery.
const TOTAL: i64 = 34_500;

#[test]
fn late_money_finds_the_goods_still_there_and_the_old_price_holds() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = guest(&market);
        let bought = buyer.buys(&buyer.takes(&cup, 1).asks(), "gateway");
        // Paid in time, but no webhook tells of it before the order has run out.
        market.gateway.script(json!({ "reference": "*", "webhooks": { "mode": "never" } }));
        buyer.pays(&market, &bought);
        assert_eq!(buyer.sees(&bought.order), "awaiting_payment");
        market.pass(TOO_LATE_TO_PAY);
        buyer.awaits(&market, &bought.order, "to_ship");
        let order = buyer.client.get(&format!("/orders/{}", bought.order)).is(200);
        let steps = order["timeline"].as_array().unwrap().iter();
        let states: Vec<&str> = steps.filter_map(|step| step["state"].as_str()).collect();
        assert_eq!(states, ["awaiting_payment", "expired", "to_ship"], "{}", market.engine);
        assert_eq!(shop.shelf(&cup), (4, 1, 0));
        stand(&market, &[("escrow", TOTAL), ("gateway", -TOTAL)]);
    }
}

#[test]
fn late_money_finds_the_goods_gone_and_goes_back_by_itself() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 1);
        let early = guest(&market);
        let late = early.buys(&early.takes(&cup, 1).asks(), "gateway");
        market.gateway.script(json!({ "reference": "*", "webhooks": { "mode": "never" } }));
        early.pays(&market, &late);
        settled(&market);
        // The shop takes the cup down, and the buyer gives up, not knowing that the money was taken.
        let listings = shop.keeper.get(&format!("/shops/{}/listings", shop.id)).is(200);
        let listing = text(&listings, "/data/0/id");
        shop.keeper.patch(&format!("/listings/{listing}"), json!({ "state": "archived" })).is(200);
        early.moves(&late.order, "cancel").is(200);
        market.until("the money back", || {
            let books = market.gateway.books();
            let line = books.payments.iter().find(|line| line.reference == late.payment)?;
            (line.refunded == TOTAL).then_some(())
        });
        assert_eq!(early.sees(&late.order), "cancelled");
        // What is taken down is on no shelf; put up again it is whole, for nobody holds it for money that came too late.
        shop.keeper.patch(&format!("/listings/{listing}"), json!({ "state": "published" })).is(200);
        assert_eq!(shop.shelf(&cup), (1, 0, 0));
        stand(&market, &[]);
    }
}

#[test]
fn late_money_for_an_order_whose_address_is_no_longer_kept_goes_back_by_itself() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = guest(&market);
        let bought = buyer.buys(&buyer.takes(&cup, 1).asks(), "gateway");
        market.gateway.script(json!({ "reference": "*", "webhooks": { "mode": "never" } }));
        buyer.pays(&market, &bought);
        market.block_on(market.db.write(&Actor::Engine, (), forgotten)).unwrap();
        market.pass(TOO_LATE_TO_PAY);
        market.until("the money back", || {
            let books = market.gateway.books();
            let line = books.payments.iter().find(|line| line.reference == bought.payment)?;
            (line.refunded == TOTAL).then_some(())
        });
        assert_eq!(buyer.sees(&bought.order), "expired", "{}", market.engine);
        assert_eq!(shop.shelf(&cup), (5, 0, 0), "nobody holds what could be sent nowhere");
        settled(&market);
        stand(&market, &[]);
    }
}

#[test]
fn a_payment_that_is_captured_twice_is_kept_once() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = guest(&market);
        let bought = buyer.buys(&buyer.takes(&cup, 1).asks(), "gateway");
        market.gateway.script(json!({ "reference": "*", "second_captures": true }));
        buyer.pays(&market, &bought);
        market.gateway.press(&bought.payment, "pay");
        buyer.awaits(&market, &bought.order, "to_ship");
        market.until("the second one back", || {
            let books = market.gateway.books();
            let line = books.payments.iter().find(|line| line.reference == bought.payment)?;
            assert_eq!(line.capture_count, 2);
            (line.refunded == TOTAL).then_some(())
        });
        assert_eq!(shop.shelf(&cup), (4, 1, 0));
        stand(&market, &[("escrow", TOTAL), ("gateway", -TOTAL)]);
    }
}

#[test]
fn a_declined_buyer_tries_again_and_pays_once() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = guest(&market);
        let bought = buyer.buys(&buyer.takes(&cup, 1).asks(), "gateway");
        buyer.awaits_page(&market, &bought);
        market.gateway.press(&bought.payment, "decline");
        let path = format!("/payments/{}", bought.payment);
        let is = |status: &str| {
            let payment = buyer.client.get(&path).is(200);
            (payment["status"] == status).then_some(())
        };
        market.until("the bank's no", || is("declined"));
        buyer.client.post(&format!("{path}/attempts"), json!(null)).is(202);
        market.until("the second page", || is("action"));
        market.gateway.press(&format!("{}.2", bought.payment), "pay");
        buyer.awaits(&market, &bought.order, "to_ship");
        stand(&market, &[("escrow", TOTAL), ("gateway", -TOTAL)]);
    }
}
