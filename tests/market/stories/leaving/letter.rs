//! Who asks by letter: the operator begins the same seven days for them.

use identity::COOLING;
use kernel::Span;
use market_tests::Market;
use serde_json::json;

use super::{ALMOST, is_gone};
use crate::books::{recompute, settled};
use crate::cast::{open_shop, shopper, text};

#[test]
fn who_asks_by_letter_is_told_may_take_it_back_and_is_erased_as_who_presses_the_button() {
    for market in Market::both() {
        let (lina, juan) = (market.operator("lina"), market.sign_up("juan"));
        let shop = open_shop(&market, "enamel");
        let mia = market.sign_up("mia");
        let path = format!("/accounts/{}/leaving", mia.id);
        let letter = json!({ "reason": "a signed letter of 3 December, her voice on the telephone" });

        juan.put(&path, letter.clone()).refuses(403, "admin_only");
        mia.get("/me/leaving").is(404);
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = shopper(&mia);
        let bought = buyer.buys(&buyer.takes(&cup, 1).asks(), "cash");
        lina.put(&path, letter.clone()).refuses(409, "orders_open");
        lina.put(&path, json!({ "reason": " " })).refuses(422, "reason");
        mia.get("/me/leaving").is(404);
        let log = lina.get("/audit").is(200);
        assert_eq!(log["data"].as_array().unwrap().len(), 1, "what was refused is not in the log: {log}");
        shop.moves(&bought.order, "cancel").is(200);

        let asked = lina.put(&path, letter.clone()).is(200);
        assert_eq!((text(&asked, "/state").as_str(), &asked["may_take_back"]), ("cooling", &json!(true)));
        assert_eq!(lina.put(&path, letter.clone()).is(200), asked, "again is the same");
        let told = market.until("a notice", || {
            let notices = mia.get("/notices").is(200);
            let data = notices["data"].as_array()?.clone();
            data.into_iter().find(|notice| {
                notice["text"].as_str().is_some_and(|text| text.contains("asked in writing to erase"))
            })
        });
        assert_eq!(text(&told, "/link"), "/settings/privacy", "{told}");
        mia.delete("/me/leaving").is(204);
        mia.get("/me/leaving").is(404);

        lina.put(&path, letter.clone()).is(200);
        lina.delete(&path).is(204);
        mia.get("/me/leaving").is(404);
        lina.delete(&path).refuses(404, "missing");

        lina.put(&path, letter).is(200);
        market.pass(ALMOST);
        settled(&market);
        market.sign_in("mia").get("/me").is(200);
        market.pass(COOLING);
        market.until("her end", || is_gone(&market, &mia.id).then_some(()));
        settled(&market);
        market.pass(Span::hours(2));
        settled(&market);
        let lina = market.sign_in("lina");
        lina.delete(&path).refuses(404, "missing");
        let log = lina.get("/audit").is(200);
        let mut deeds: Vec<&str> =
            log["data"].as_array().unwrap().iter().filter_map(|entry| entry["what"].as_str()).collect();
        deeds.sort_unstable();
        let (asked, back) = ("account.leaving_asked", "account.leaving_taken_back");
        assert_eq!(deeds, [asked, asked, asked, back, "admin.created"], "{}", market.engine);
        recompute(&market);
    }
}
