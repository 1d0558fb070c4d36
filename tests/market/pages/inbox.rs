//! The inbox: who is told what, once, with the reason, and what they chose not to hear of.

use db::{No, Rx, params, sql};
use kernel::{Actor, Cx};
use market_tests::{Browser, Client, Market};
use serde_json::{Value, json};

use crate::books::settled;
use crate::cast::{open_shop, shopper, text};

sql! {
    HEARD = "SELECT log_head.pos - COALESCE((SELECT pos FROM listener WHERE name = 'growth/notices'), 0)
        FROM log_head WHERE log_head.name = 'log'";
    ROWS = "SELECT COUNT(*) FROM notice";
    TWICE = "SELECT COUNT(*) FROM (SELECT person, key, about, pos FROM notice GROUP BY person, key, about, pos HAVING COUNT(*) > 1) AS twice";
    RESTART = "UPDATE listener SET pos = 0 WHERE name = 'growth/notices'";
}

fn heard(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, No> {
    Ok(rx.one(&HEARD, &[])?)
}

fn rows(rx: &mut Rx, _: &Cx, (): &()) -> Result<(i64, i64), No> {
    Ok((rx.one(&ROWS, &[])?, rx.one(&TWICE, &[])?))
}

/// Everything that happened has been told.
#[track_caller]
pub(crate) fn told(market: &Market) {
    settled(market);
    market.until("notices written", || {
        let behind = market.block_on(market.db.read(&Actor::Engine, (), heard)).unwrap();
        (behind == 0).then_some(())
    });
}

pub(crate) fn texts(client: &Client) -> Vec<String> {
    let list = client.get("/notices").is(200);
    list["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|notice| notice["text"].as_str().unwrap().to_owned())
        .collect()
}

pub(super) fn bell(browser: &mut Browser) -> String {
    let page = browser.open("/me");
    let bell = page.by_id("bell").unwrap();
    bell.get("aria-label").unwrap().to_owned()
}

#[test]
fn buyer_and_shop_are_told_each_step_once_in_its_order_and_see_why() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let ana = shopper(&market.sign_up("ana"));
        told(&market);
        let before = market.block_on(market.db.read(&Actor::Engine, (), rows)).unwrap().0;
        let bought = ana.buys(&ana.takes(&cup, 1).asks(), "gateway");
        ana.pays(&market, &bought);
        ana.awaits(&market, &bought.order, "to_ship");
        told(&market);
        let number = text(&ana.client.get(&format!("/orders/{}", bought.order)).is(200), "/number");
        let paid = "Paid. The shop sends it by Thu 26 Nov, 4:00 pm; your money waits on the bridge.";
        // two families, so either may come first
        let mut both = texts(&ana.client);
        both.sort();
        assert_eq!(both, [paid, "Your payment of ₱345.00 arrived."], "{}", market.engine);
        let to_send = format!("Order {number} is paid. Send it by Thu 26 Nov, 4:00 pm.");
        assert_eq!(texts(&shop.keeper.client())[0], to_send);

        // a listener that hears everything again tells nobody again
        let count = market.block_on(market.db.read(&Actor::Engine, (), rows)).unwrap();
        assert_eq!((count.0 - before, count.1), (3, 0));
        market
            .block_on(market.db.write(&Actor::Engine, (), |tx, _, ()| Ok(tx.run(&RESTART, &params![])?)))
            .unwrap();
        told(&market);
        assert_eq!(market.block_on(market.db.read(&Actor::Engine, (), rows)).unwrap(), count);

        let mut ana_sees = market.signed_in("ana", "en");
        assert_eq!(bell(&mut ana_sees), "Inbox, 2 new notices");
        let page = ana_sees.open("/inbox");
        assert_eq!(page.heading(), "Inbox");
        for words in [paid, "Why this?", "Because you bought it.", "of the log, Tue 24 Nov, 4:00 pm"] {
            assert!(page.main().contains(words), "{words} is not in {}", page.main());
        }
        assert_eq!(ana_sees.press(paid).path(), format!("/orders/{}", bought.order));
        assert_eq!(bell(&mut ana_sees), "Inbox, 1 new notice");
        assert!(!ana_sees.open("/inbox?show=unread").main().contains(paid));
        ana_sees.press("Mark these as read");
        assert_eq!(bell(&mut ana_sees), "Inbox, nothing new");

        // what is somebody's is nobody else's
        let list = ana.client.get("/notices").is(200);
        let of_order = list["data"].as_array().unwrap().iter().find(|one| one["text"] == paid).unwrap();
        let path = format!("/notices/{}/reading", of_order["id"].as_str().unwrap());
        shop.keeper.put(&path, Value::Null).refuses(404, "missing");
        assert_eq!(ana.client.put(&path, Value::Null).is(200)["link"], format!("/orders/{}", bought.order));
    }
}

#[test]
fn a_topic_that_is_off_tells_nothing_and_safety_is_always_told() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let member = market.sign_up("ben");
        let ben = shopper(&member);
        let mut sees = market.signed_in("ben", "fil");
        let page = sees.open("/settings/notices");
        assert_eq!(page.heading(), "Ano ang gusto mong marinig");
        sees.fill_all("orders", &[]).press("I-save");
        let on = ben.client.get("/notice-topics").is(200);
        assert_eq!(on, json!({ "on": ["sales", "money", "people", "shop", "market"] }), "{}", market.engine);
        let bought = ben.buys(&ben.takes(&cup, 1).asks(), "gateway");
        ben.pays(&market, &bought);
        ben.awaits(&market, &bought.order, "to_ship");
        let token = json!({ "name": "A program", "scopes": ["orders:read"],
            "expires_at": market.now() + kernel::Span::days(30) });
        ben.client.post("/tokens", token).is(201);
        told(&market);
        let list = ben.client.get("/notices").is(200);
        let topics: Vec<_> =
            list["data"].as_array().unwrap().iter().map(|one| one["topic"].clone()).collect();
        assert_eq!(topics, ["safety"], "{}", market.engine);
        assert_eq!(
            texts(&shop.keeper.client()).len(),
            2,
            "the shop's own topics are on: its order, its payout place"
        );
    }
}

#[test]
fn many_who_follow_are_one_notice_until_it_is_read_and_who_is_kept_apart_causes_none() {
    for market in Market::both() {
        let ana = market.sign_up("ana");
        let follow = |who: &str| {
            market.pass(kernel::Span::minutes(1)); // the latest is named
            market.sign_up(who).put(&format!("/follows/{}", ana.id), Value::Null).is(204);
            told(&market);
        };
        let muted = market.sign_up("dan");
        ana.put(&format!("/mutes/{}", muted.id), Value::Null).is(204);
        muted.put(&format!("/follows/{}", ana.id), Value::Null).is(204);
        told(&market);
        assert_eq!(texts(&ana.client()), Vec::<String>::new(), "{}", market.engine);
        follow("ben");
        let list = ana.get("/notices").is(200);
        assert_eq!(list["data"].as_array().unwrap().len(), 1);
        let name =
            |handle: &str| market.sign_in(handle).get("/me").is(200)["name"].as_str().unwrap().to_owned();
        assert_eq!(texts(&ana.client()), [format!("{} follows you.", name("ben"))]);
        follow("cyd");
        follow("eva");
        let three = format!("{}, {} and 1 other follow you.", name("eva"), name("cyd"));
        assert_eq!(texts(&ana.client()), std::slice::from_ref(&three), "{}", market.engine);
        let path =
            format!("/notices/{}/reading", ana.get("/notices").is(200)["data"][0]["id"].as_str().unwrap());
        ana.put(&path, Value::Null).is(200);
        follow("fay");
        assert_eq!(
            texts(&ana.client()),
            [format!("{} follows you.", name("fay")), three],
            "{}",
            market.engine
        );
        // whom she blocks now is named no more
        ana.put(&format!("/blocks/{}", market.sign_in("fay").id), Value::Null).is(204);
        assert_eq!(texts(&ana.client()).len(), 1);
    }
}
