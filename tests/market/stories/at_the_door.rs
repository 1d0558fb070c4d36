//! Cash at the door: the gateway has no part in it.

use market_tests::Market;

use crate::books::stand;
use crate::cast::{guest, open_shop, shopper};

const TOTAL: i64 = 59_500;
const COMMISSION: i64 = 2_500;

#[test]
fn cash_at_the_door_is_the_shops_and_the_commission_is_owed() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let stranger = guest(&market);
        let quote = stranger.takes(&cup, 2).asks();
        stranger.says_yes(&quote, "cash").refuses(409, "no_cash");
        let buyer = shopper(&market.sign_up("ana"));
        let bought = buyer.buys(&buyer.takes(&cup, 2).asks(), "cash");
        assert_eq!((buyer.sees(&bought.order).as_str(), bought.payment.as_str()), ("to_ship", ""));
        let parcel = shop.ships(&bought.order);
        stand(&market, &[]);
        shop.scans(&market, &parcel, "delivered");
        stand(&market, &[("cash", -TOTAL), ("escrow", TOTAL)]);
        buyer.moves(&bought.order, "confirm").is(200);
        stand(&market, &[("cash", -COMMISSION), ("commission", COMMISSION)]);
        assert_eq!(shop.shelf(&cup), (3, 0, 2));
        assert_eq!(market.gateway.books().payments.len(), 0);
    }
}

#[test]
fn who_refuses_a_parcel_at_the_door_pays_before_the_next_is_sent() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = shopper(&market.sign_up("ana"));
        let bought = buyer.buys(&buyer.takes(&cup, 2).asks(), "cash");
        let parcel = shop.ships(&bought.order);
        shop.scans(&market, &parcel, "refused");
        assert_eq!(buyer.sees(&bought.order), "refused");
        stand(&market, &[]);
        let quote = buyer.takes(&cup, 1).asks();
        buyer.says_yes(&quote, "cash").refuses(409, "no_cash");
        buyer.buys(&quote, "gateway");
        stand(&market, &[]);
    }
}
