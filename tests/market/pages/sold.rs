//! The studio's orders: to be sent, under way, done, found by their number, and nobody else's.

use kernel::Span;
use market_tests::{Browser, Market};

use crate::cast::{guest, open_shop, shopper};

/// The orders that the open page leads to, in its order.
fn shown(browser: &Browser) -> Vec<String> {
    let mut orders: Vec<String> = Vec::new();
    let links = browser.page().all("a").filter_map(|link| link.get("href"));
    for path in links.filter(|path| path.starts_with("/orders/ord_")) {
        let order = path.trim_start_matches("/orders/").to_owned();
        if !orders.contains(&order) {
            orders.push(order);
        }
    }
    orders
}

#[test]
fn a_shop_finds_every_order_by_where_it_stands_and_by_its_number() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 9);
        let buyer = guest(&market);
        let buy = || {
            let bought = buyer.buys(&buyer.takes(&cup, 1).asks(), "gateway");
            buyer.pays(&market, &bought);
            buyer.awaits(&market, &bought.order, "to_ship");
            market.pass(Span::minutes(1));
            bought.order
        };
        let orders: Vec<String> = (0..3).map(|_| buy()).collect();
        shop.ships(&orders[0]);
        let mut keeper = market.signed_in("enamel", "en");
        keeper.open("/studio");
        keeper.follow("All orders");
        assert_eq!(keeper.page().heading(), "Orders of the shop");
        assert_eq!(shown(&keeper), orders[1..], "what waits longest comes first");
        assert_eq!(
            keeper.page().link("Pack and ship"),
            Some(format!("/studio/orders/{}", orders[1]).as_str()),
            "{}",
            keeper.page().main()
        );
        keeper.open("/studio/enamel/orders?show=under_way");
        assert_eq!(shown(&keeper), [orders[0].clone()]);
        let text = keeper.page().main();
        let number = text[text.find("R-").unwrap()..][..10].to_owned();
        keeper.open("/studio/enamel/orders?show=done");
        assert!(keeper.page().says("Nothing is done yet"), "{}", keeper.page().main());
        keeper.open(&format!("/studio/enamel/orders?number={}", number.to_lowercase()));
        assert_eq!(shown(&keeper), [orders[0].clone()], "as somebody reads it out");
        keeper.open("/studio/enamel/orders?number=R-1234567G");
        assert!(keeper.page().says("There is no order R-1234567G of this shop."), "{}", keeper.page().main());
        for (language, title) in [("zh", "店铺的订单"), ("fil", "Mga order ng tindahan")] {
            let mut keeper = market.signed_in("enamel", language);
            keeper.open("/studio/enamel/orders");
            assert_eq!(keeper.page().heading(), title);
        }
        // Another shop's keeper finds neither the list nor the order among their own.
        open_shop(&market, "rival");
        let mut rival = market.signed_in("rival", "en");
        assert_eq!(rival.open("/studio/enamel/orders").status, 404);
        rival.open(&format!("/studio/rival/orders?number={number}"));
        assert_eq!(shown(&rival), Vec::<String>::new());
    }
}

#[test]
fn a_buyer_and_a_shop_remember_how_often_one_bought_from_the_other() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 9);
        let mia = shopper(&market.sign_up("mia"));
        let buy = |pays: bool| {
            let bought = mia.buys(&mia.takes(&cup, 1).asks(), "gateway");
            if pays {
                mia.pays(&market, &bought);
                mia.awaits(&market, &bought.order, "to_ship");
            }
            bought.order
        };
        let mut buyer = market.signed_in("mia", "en");
        assert!(!buyer.open("/shops/enamel").main().contains("You bought here"), "{}", market.engine);
        let first = buy(true);
        buy(false);
        let said = |browser: &mut Browser, path: &str, words: &str| {
            let page = browser.open(path);
            assert!(page.main().contains(words), "{words}: {}", page.main());
        };
        said(&mut buyer, "/shops/enamel", "You bought here once, on ");
        buy(true);
        said(&mut buyer, "/shops/enamel", "You bought here 2 times, last on ");
        said(&mut buyer, &format!("/orders/{first}"), "You bought here 2 times, last on ");
        for (language, words) in [
            ("en", "Bought from you 2 times, last on "),
            ("zh-Hans", "这位买家在你这里买过 2 次"),
            ("fil", "2 beses nang bumili sa iyo"),
        ] {
            said(&mut market.signed_in("enamel", language), &format!("/orders/{first}"), words);
        }
        assert!(!market.browser().open("/shops/enamel").main().contains("bought"), "nobody else's to know");
        market.sign_up("juan");
        assert!(!market.signed_in("juan", "en").open("/shops/enamel").main().contains("You bought here"));
    }
}
