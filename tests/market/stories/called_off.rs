//! Sales that come to nothing: the goods are free again and the money is where it came from.

use kernel::Span;
use market_tests::Market;

use crate::books::{settled, stand};
use crate::cast::{Bought, Buyer, Shop, TOO_LATE_TO_PAY, guest, open_shop};

const TOTAL: i64 = 59_500;

/// A guest at the counter of a shop with five cups, two of them ordered.
fn ordered(market: &Market) -> (Shop, String, Buyer, Bought) {
    let shop = open_shop(market, "enamel");
    let cup = shop.offers("Enamel cup", 25_000, 5);
    let buyer = guest(market);
    let bought = buyer.buys(&buyer.takes(&cup, 2).asks(), "gateway");
    (shop, cup, buyer, bought)
}

#[test]
fn a_shop_calls_a_paid_order_off_and_the_money_goes_back() {
    for market in Market::both() {
        let (shop, cup, buyer, bought) = ordered(&market);
        buyer.pays(&market, &bought);
        buyer.awaits(&market, &bought.order, "to_ship");
        buyer.moves(&bought.order, "cancel").refuses(409, "not_late");
        assert_eq!(shop.moves(&bought.order, "cancel").is(200)["state"], "cancelled");
        refunded(&market, &bought);
        assert_eq!(shop.shelf(&cup), (5, 0, 0));
        stand(&market, &[]);
    }
}

#[test]
fn a_shop_that_never_sends_is_late_and_then_given_up() {
    for market in Market::both() {
        let (shop, cup, buyer, bought) = ordered(&market);
        buyer.pays(&market, &bought);
        buyer.awaits(&market, &bought.order, "to_ship");
        market.pass(Span::days(2));
        let order = buyer.client.get(&format!("/orders/{}", bought.order)).is(200);
        assert_eq!(order["state"], "to_ship");
        let may = order["allowed_events"].as_array().unwrap();
        assert!(may.contains(&"cancel".into()), "past the promise the buyer need not ask: {order}");
        market.pass(Span::hours(72));
        assert_eq!(buyer.sees(&bought.order), "cancelled");
        refunded(&market, &bought);
        assert_eq!(shop.shelf(&cup), (5, 0, 0));
        stand(&market, &[]);
    }
}

#[test]
fn an_order_that_nobody_pays_runs_out_and_cannot_be_paid_any_more() {
    for market in Market::both() {
        let (shop, cup, buyer, bought) = ordered(&market);
        buyer.awaits_page(&market, &bought);
        market.pass(TOO_LATE_TO_PAY);
        assert_eq!(buyer.sees(&bought.order), "expired");
        settled(&market);
        assert_eq!(shop.shelf(&cup), (5, 0, 0));
        let voided = || {
            let books = market.gateway.books();
            let line = books.payments.iter().find(|line| line.reference == bought.payment)?;
            (line.status == sandbox::PaymentStatus::Voided).then_some(())
        };
        market.until("the gateway's page closed", voided);
        stand(&market, &[]);
    }
}

#[test]
fn a_buyer_who_cancels_before_paying_owes_nothing() {
    for market in Market::both() {
        let (shop, cup, buyer, bought) = ordered(&market);
        assert_eq!(buyer.moves(&bought.order, "cancel").is(200)["state"], "cancelled");
        assert_eq!(shop.shelf(&cup), (5, 0, 0));
        stand(&market, &[]);
        assert_eq!(market.gateway.books().payments.iter().map(|line| line.captured).sum::<i64>(), 0);
    }
}

fn refunded(market: &Market, bought: &Bought) {
    market.until("the money back", || {
        let books = market.gateway.books();
        let line = books.payments.iter().find(|line| line.reference == bought.payment)?;
        (line.captured == TOTAL && line.refunded == TOTAL).then_some(())
    });
}
