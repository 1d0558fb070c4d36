//! The plain sale, by a guest and by an account.

use kernel::Span;
use market_tests::Market;
use serde_json::Value;

use crate::books::stand;
use crate::cast::{Buyer, Shop, guest, open_shop, php, shopper, text};

/// Two cups at 250.00 and delivery: 595.00. The market has 5% of the goods.
const TOTAL: i64 = 59_500;
const COMMISSION: i64 = 2_500;
const SHARE: i64 = TOTAL - COMMISSION;

#[test]
fn a_guest_buys_and_the_shop_is_paid_out() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        from_cart_to_payout(&market, &shop, &cup, &guest(&market));
    }
}

#[test]
fn an_account_buys_and_the_shop_is_paid_out() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        from_cart_to_payout(&market, &shop, &cup, &shopper(&market.sign_up("ana")));
    }
}

fn from_cart_to_payout(market: &Market, shop: &Shop, cup: &str, buyer: &Buyer) {
    let quote = buyer.takes(cup, 2).asks();
    assert_eq!(quote.total, php(TOTAL), "known before anybody has said who they are");
    assert_eq!(shop.shelf(cup), (5, 0, 0), "a quote holds nothing");
    let bought = buyer.buys(&quote, "gateway");
    assert_eq!((bought.total, shop.shelf(cup)), (TOTAL, (3, 2, 0)));
    assert_eq!(buyer.sees(&bought.order), "awaiting_payment");
    buyer.pays(market, &bought);
    buyer.awaits(market, &bought.order, "to_ship");
    stand(market, &[("escrow", TOTAL), ("gateway", -TOTAL)]);

    let parcel = shop.ships(&bought.order);
    assert_eq!((buyer.sees(&bought.order).as_str(), shop.shelf(cup)), ("shipped", (3, 0, 2)));
    market.pass(Span::days(3));
    shop.scans(market, &parcel, "delivered");
    assert_eq!(buyer.sees(&bought.order), "delivered");
    stand(market, &[("escrow", TOTAL), ("gateway", -TOTAL)]);
    let order = buyer.moves(&bought.order, "confirm").is(200);
    assert_eq!(order["state"], "completed");
    stand(market, &[("pending", SHARE), ("commission", COMMISSION), ("gateway", -TOTAL)]);

    let payouts = format!("/shops/{}/payouts", shop.id);
    let ask = serde_json::json!({ "amount": php(SHARE) });
    shop.keeper.post(&payouts, ask.clone()).refuses(409, "insufficient");
    market.pass(Span::days(3));
    buyer.awaits(market, &bought.order, "settled");
    stand(market, &[("available", SHARE), ("commission", COMMISSION), ("gateway", -TOTAL)]);
    shop.keeper.post(&payouts, ask).is(201);
    let newest = || text(&shop.keeper.get(&payouts).is(200), "/data/0/status");
    market.until("the payout's arrival", || (newest() == "paid").then_some(()));
    stand(market, &[("commission", COMMISSION), ("gateway", -COMMISSION)]);
    timeline_is_whole(&buyer.client.get(&format!("/orders/{}", bought.order)).is(200));
}

/// The timeline tells every step in its order.
fn timeline_is_whole(order: &Value) {
    let steps = order["timeline"].as_array().unwrap().iter();
    let states: Vec<&str> = steps.filter_map(|step| step["state"].as_str()).collect();
    let told = ["awaiting_payment", "to_ship", "shipped", "delivered", "completed", "settled"];
    assert_eq!(states, told, "{order}");
}

#[test]
fn nobody_says_anything_and_every_deadline_rings_by_itself() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = guest(&market);
        let bought = buyer.buys(&buyer.takes(&cup, 2).asks(), "gateway");
        buyer.pays(&market, &bought);
        buyer.awaits(&market, &bought.order, "to_ship");
        let parcel = shop.ships(&bought.order);
        shop.scans(&market, &parcel, "delivered");
        market.pass(Span::days(7));
        assert_eq!(buyer.sees(&bought.order), "completed", "the time to look is over");
        market.pass(Span::days(3));
        assert_eq!(buyer.sees(&bought.order), "settled", "and so is the hold");
        stand(&market, &[("available", SHARE), ("commission", COMMISSION), ("gateway", -TOTAL)]);
    }
}

#[test]
fn one_confirmation_makes_one_order_a_shop_and_one_payment() {
    for market in Market::both() {
        let (enamel, weaving) = (open_shop(&market, "enamel"), open_shop(&market, "weaving"));
        let cup = enamel.offers("Enamel cup", 25_000, 5);
        let scarf = weaving.offers("Scarf", 80_000, 5);
        let buyer = guest(&market);
        let quote = buyer.takes(&cup, 1).takes(&scarf, 1).asks();
        assert_eq!(quote.total, php(25_000 + 80_000 + 2 * 9_500));
        let answer = buyer.says_yes(&quote, "gateway").is(201);
        assert_eq!(answer["orders"].as_array().unwrap().len(), 2);
        let bought = crate::cast::bought(&answer);
        buyer.pays(&market, &bought);
        for order in [text(&answer, "/orders/0/id"), text(&answer, "/orders/1/id")] {
            buyer.awaits(&market, &order, "to_ship");
        }
        stand(&market, &[("escrow", 124_000), ("gateway", -124_000)]);
        assert_eq!(market.gateway.books().payments.len(), 1);
    }
}
