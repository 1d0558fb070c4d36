//! The studio's money: what can be sent, what is held and why, payouts and where they go, the statement that adds up.

use kernel::Span;
use market_tests::{Browser, Market, PASSWORD};
use serde_json::json;

use crate::books::{settled, stand};
use crate::cast::{Bought, Buyer, Shop, guest, open_shop, php};

/// Two cups at 250.00 and delivery, less the market's 5% of the goods.
const SHARE: i64 = 57_000;

fn bought(market: &Market, shop: &Shop) -> (Buyer, Bought) {
    let cup = shop.offers("Enamel cup", 25_000, 5);
    let buyer = guest(market);
    let bought = buyer.buys(&buyer.takes(&cup, 2).asks(), "gateway");
    buyer.pays(market, &bought);
    buyer.awaits(market, &bought.order, "to_ship");
    (buyer, bought)
}

/// An order all the way until its money is the shop's.
fn sold(market: &Market, shop: &Shop) -> Bought {
    let (buyer, bought) = bought(market, shop);
    let parcel = shop.ships(&bought.order);
    shop.scans(market, &parcel, "delivered");
    buyer.moves(&bought.order, "confirm").is(200);
    market.pass(Span::days(3));
    buyer.awaits(market, &bought.order, "settled");
    settled(market);
    bought
}

/// The text of each row of the page's tables, cells apart.
fn rows(browser: &Browser) -> Vec<String> {
    browser.page().all("tr").skip(1).map(|row| row.text.clone()).collect()
}

/// The numbers at the top: available, within its hold, on the bridge, on its way, sent so far.
fn figures(browser: &mut Browser, shop: &str) -> Vec<String> {
    browser.open(&format!("/studio/{shop}/money"));
    let kpis: Vec<String> = browser.page().of_class("kpi").map(|kpi| kpi.text.clone()).collect();
    assert_eq!(kpis.len(), 5, "{}", browser.page().main());
    kpis
}

#[test]
fn money_is_held_for_a_reason_that_is_told_in_the_readers_language_until_it_is_the_shops() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let (buyer, order) = bought(&market, &shop);
        let mut keeper = market.signed_in("enamel", "en");
        assert_eq!(
            figures(&mut keeper, "enamel"),
            [
                "₱0.00available",
                "₱0.00waits out its hold",
                "₱595.00on the bridge",
                "₱0.00on its way to you",
                "₱0.00sent to you so far"
            ]
        );
        assert_eq!(keeper.page().heading(), "Money");
        assert!(keeper.page().says("1 order on the bridge, ₱595.00"), "{}", keeper.page().main());
        for (language, why, yours) in [
            ("en", "To be sent by you by Thu 26 Nov", "After you have sent it"),
            ("zh", "你要在 11月26日 周四前发货", "你发货以后"),
            ("fil", "Ipapadala mo hanggang Huw 26 Nob", "Pagkatapos mong ipadala"),
        ] {
            let mut keeper = market.signed_in("enamel", language);
            keeper.open("/studio/enamel/money");
            assert!(keeper.page().says(why), "{}", keeper.page().main());
            assert!(keeper.page().says(yours) && keeper.page().says("₱570.00"), "{}", keeper.page().main());
        }
        let parcel = shop.ships(&order.order);
        keeper.open("/studio/enamel/money");
        assert!(keeper.page().says("On its way to the buyer"), "{}", keeper.page().main());
        shop.scans(&market, &parcel, "delivered");
        keeper.open("/studio/enamel/money");
        let looks = "The buyer looks until Tue 1 Dec; silence counts as content";
        assert!(keeper.page().says(looks), "{}", keeper.page().main());
        assert!(keeper.page().says("Fri 4 Dec at the latest"), "{}", keeper.page().main());
        buyer.moves(&order.order, "confirm").is(200);
        let held = ["₱0.00available", "₱570.00waits out its hold", "₱0.00on the bridge"];
        assert_eq!(figures(&mut keeper, "enamel")[..3], held);
        assert!(keeper.page().says("Complete; a hold until Fri 27 Nov"), "{}", keeper.page().main());
        market.pass(Span::days(3));
        buyer.awaits(&market, &order.order, "settled");
        settled(&market);
        assert_eq!(figures(&mut keeper, "enamel")[..2], ["₱570.00available", "₱0.00waits out its hold"]);
        assert!(keeper.page().says("Nothing of this shop’s is held."), "{}", keeper.page().main());
        // Its line leads to the order, and adds up.
        let number = buyer.client.get(&format!("/orders/{}", order.order)).is(200)["number"].clone();
        let line = format!("Your part of order {}", number.as_str().unwrap());
        let to = format!("/orders/{}", order.order);
        assert_eq!(keeper.page().link(&line), Some(to.as_str()), "{}", keeper.page().main());
        let adds_up = "The lines add up to ₱570.00: ₱570.00 available and ₱0.00 waiting out its hold.";
        assert!(keeper.page().says(adds_up), "{}", keeper.page().main());
        let api = shop.keeper.get(&format!("/shops/{}/money", shop.id)).is(200);
        assert_eq!(
            (&api["available"], &api["free"], &api["bridge"]),
            (&php(SHARE), &php(SHARE), &php(0)),
            "the API says the same"
        );
    }
}

#[test]
fn a_payout_is_asked_for_once_and_what_comes_back_is_available_again() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        sold(&market, &shop);
        let mut keeper = market.signed_in("enamel", "en");
        keeper.open("/studio/enamel/money");
        market.gateway.script(json!({ "reference": "*", "payouts": "pending" }));
        keeper.follow("Have ₱570.00 sent");
        assert_eq!(keeper.page().heading(), "Have money sent");
        // What cannot be is said at its field, and nothing moves.
        for (amount, status, words) in [
            ("a lot", 422, "A price is an amount such as 1290 or 1290.50."),
            ("570.01", 409, "This is more than can be sent now. Nothing was moved."),
            ("0", 422, "This is less than is sent at a time. Nothing was moved."),
        ] {
            keeper.fill("amount", amount);
            let page = keeper.press("Have it sent");
            assert_eq!((page.status, page.says(words)), (status, true), "{}", page.main());
            assert_eq!(page.by_id("f-amount").unwrap().get("value"), Some(amount), "what was typed stays");
        }
        stand(&market, &[("available", SHARE), ("commission", 2_500), ("gateway", -59_500)]);
        keeper.fill("amount", "500");
        keeper.press_twice("Have it sent");
        assert_eq!(keeper.page().path(), "/studio/enamel/money", "{}", keeper.page().main());
        assert!(keeper.page().says("Asked for. It is on its way through the payment service."));
        let shown = figures(&mut keeper, "enamel");
        assert_eq!((shown[0].as_str(), shown[3].as_str()), ("₱70.00available", "₱500.00on its way to you"));
        let payouts = format!("/shops/{}/payouts", shop.id);
        let payout = || shop.keeper.get(&payouts).is(200)["data"].as_array().unwrap().clone();
        assert_eq!(payout().len(), 1, "pressed twice, asked for once");
        let id = payout()[0]["id"].as_str().unwrap().to_owned();
        market.until("the gateway to have it", || (payout()[0]["status"] == "sent").then_some(()));
        market.gateway.settle("payout", &id, "fail");
        market.pass(Span::hours(1));
        market.until("it to come back", || (payout()[0]["status"] == "failed").then_some(()));
        market.pass(Span::minutes(1));
        let shown = figures(&mut keeper, "enamel");
        assert_eq!((shown[0].as_str(), shown[3].as_str()), ("₱570.00available", "₱0.00on its way to you"));
        assert!(keeper.page().says("Came back") && keeper.page().says("The money is available again."));
        market.gateway.script(json!({ "reference": "*", "payouts": "succeed" }));
        keeper.follow("Have ₱570.00 sent");
        keeper.press("Have it sent");
        market.until("it to arrive", || (payout()[0]["status"] == "paid").then_some(()));
        let shown = figures(&mut keeper, "enamel");
        assert_eq!((shown[0].as_str(), shown[4].as_str()), ("₱0.00available", "₱570.00sent to you so far"));
        // Line by line, newest first, with what was the shop's after each.
        keeper.open("/studio/enamel/money/statement");
        let said: Vec<String> = rows(&keeper);
        assert_eq!(said.len(), 4, "{said:?}");
        for (row, (begins, ends)) in said.iter().zip([
            ("Sent to you", "−₱570.00₱0.00"),
            ("Came back", "₱500.00₱570.00"),
            ("Sent to you", "−₱500.00₱70.00"),
            ("Your part of order", "₱570.00₱570.00"),
        ]) {
            assert!(row.starts_with(begins) && row.ends_with(ends), "{row}");
        }
        stand(&market, &[("commission", 2_500), ("gateway", -2_500)]);
    }
}

#[test]
fn where_the_money_goes_is_the_owners_to_say_with_a_proof_and_is_shown_masked() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let (helper, stranger) = (market.sign_up("helper"), market.sign_up("stranger"));
        shop.keeper.put(&format!("/shops/{}/staff/{}", shop.id, helper.id), json!(null)).is(204);
        let mut owner = market.signed_in("enamel", "fil");
        market.pass(Span::minutes(10));
        let at = "/studio/enamel/money/destination";
        assert_eq!(owner.open(at).heading(), "Kung saan pupunta ang pera mo");
        owner.fill("method", "sandbox").fill("destination", "PH-MAYA-0001");
        let page = owner.press("Doon ipadala");
        assert_eq!(page.status, 403);
        let words =
            "Kumpirmahin munang ikaw ito, gamit ang password mo rito o passkey sa settings. Walang nabago.";
        assert_eq!(page.by_id("f-password-wrong").unwrap().text, words);
        owner.fill("password", "guessed it now");
        assert_eq!(owner.press("Doon ipadala").status, 422);
        assert!(owner.open("/studio/enamel/money").says("•••••••••0917"), "nothing was changed");
        owner.open(at);
        owner.fill("method", "sandbox").fill("destination", "PH-MAYA-0001").fill("password", PASSWORD);
        owner.press("Doon ipadala");
        assert_eq!(owner.page().path(), "/studio/enamel/money", "{}", owner.page().main());
        assert!(owner.page().says("••••••••0001") && !owner.page().main().contains("PH-MAYA"));
        assert!(owner.page().says("Binago ito. Para ligtas, walang ipapadala roon bago ang"));
        // Whoever helps sees it and may not change it; to anybody else there is nothing.
        let mut helps = market.signed_in("helper", "en");
        assert!(helps.open(at).says("Only the shop’s owner says where its money goes."));
        let form = [("method", "sandbox"), ("destination", "PH-THIEF-6666"), ("password", PASSWORD)];
        assert_eq!(helps.send(at, &form).status, 403);
        let mut other = market.signed_in("stranger", "en");
        for page in ["money", "money/held", "money/statement", "money/payout", "money/destination"] {
            assert_eq!(other.open(&format!("/studio/enamel/{page}")).status, 404, "{page}");
        }
        for file in ["statement", "invoices"] {
            assert_eq!(other.open(&format!("/studio/enamel/money/{file}.csv")).status, 404, "{file}");
        }
        assert_eq!(other.send(at, &form).status, 404);
        assert_eq!(other.send("/studio/enamel/money/payout", &[("amount", "1")]).status, 404);
        let place = format!("/shops/{}/payout-destination", shop.id);
        assert_eq!(shop.keeper.get(&place).is(200)["destination"], "••••••••0001");
        stranger.get(&place).refuses(404, "missing");
    }
}

#[test]
fn the_books_go_home_as_files_that_no_spreadsheet_runs() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let order = sold(&market, &shop);
        shop.keeper.post(&format!("/shops/{}/payouts", shop.id), json!({ "amount": php(7_000) })).is(201);
        settled(&market);
        let file = |name: &str| {
            let mut keeper = market.signed_in("enamel", "en");
            keeper.open(&format!("/studio/enamel/money/{name}.csv")).html.clone()
        };
        let statement = file("statement");
        let lines: Vec<&str> = statement.lines().collect();
        assert_eq!(lines.len(), 3, "{statement}");
        let head = r#""date","what","order","payout","currency","in","out","balance","transfer""#;
        assert_eq!(lines[0], head);
        assert!(lines[1].contains(r#""payout","","pyo_"#), "{}", lines[1]);
        assert!(lines[1].contains(r#""PHP","","70.00","500.00""#), "{}", lines[1]);
        assert!(lines[2].contains(r#""share","R-"#), "{}", lines[2]);
        assert!(lines[2].contains(r#""PHP","570.00","","570.00""#), "{}", lines[2]);
        let invoices = file("invoices");
        assert_eq!(invoices.lines().count(), 2, "{invoices}");
        let money = r#""settled","gateway","PHP","500.00","95.00","595.00","#;
        assert!(invoices.contains(money), "{invoices}");
        assert!(invoices.contains(r#","25.00","570.00""#), "{invoices}");
        assert!(!order.order.is_empty());
    }
}
