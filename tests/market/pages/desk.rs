//! The operator's desk: who may see it, what it shows, and that each act has a reason in the log of what staff did.

use db::{No, Rx, Tx, params, sql};
use kernel::{Actor, Cx, Uid};
use market_tests::{Browser, Market};
use serde_json::json;

use crate::books::{settled, standing};
use crate::cast::{guest, open_shop};

sql! {
    DEAD = "INSERT INTO job (id, kind, subject_kind, subject, payload, once, state, due, fence, attempts, created, ended, last_error)
        VALUES ($1, 'test/dead', 'ord', $1, $3, NULL, 'dead', NULL, 1, 15, $2, $2, 'the gateway did not answer')";
    PARKED = "INSERT INTO parked (listener, pos, root, why, at) SELECT 'test/listener', pos, root, 'no such shop', $1
        FROM fact WHERE pos = 1";
    STATE = "SELECT state FROM job WHERE kind = 'test/dead'";
    STUCK = "SELECT COUNT(*) FROM parked";
    DEEDS = "SELECT COUNT(*) FROM audit WHERE what LIKE 'job.%' OR what LIKE 'fact.%'";
}

/// A job that was given up; somebody's name got into what was asked.
fn give_up(market: &Market) {
    let payload = json!({ "amount": 500, "why": "late_money", "name": "Ana Reyes" }).to_string();
    market.block_on(market.db.write(&Actor::Engine, payload, dead)).unwrap();
}

fn dead(tx: &mut Tx, cx: &Cx, payload: &String) -> Result<(), No> {
    tx.run(&DEAD, &params![Uid::v7(1_764_000_000_000, [7; 10]), cx.now, payload])?;
    Ok(())
}

fn park(tx: &mut Tx, cx: &Cx, (): &()) -> Result<(), No> {
    tx.run(&PARKED, &params![cx.now])?;
    Ok(())
}

fn look(rx: &mut Rx, _: &Cx, (): &()) -> Result<(Option<String>, i64, i64), No> {
    Ok((rx.opt::<String>(&STATE, &[])?, rx.one::<i64>(&STUCK, &[])?, rx.one::<i64>(&DEEDS, &[])?))
}

/// Where the job stands, how many facts are parked, how many deeds about them the log has.
fn stands(market: &Market) -> (Option<String>, i64, i64) {
    market.block_on(market.db.read(&Actor::Engine, (), look)).unwrap()
}

/// A member of the market's staff, who is not its operator.
fn warden(market: &Market, language: &str) -> Browser {
    let operator = market.operator("lina");
    let warden = market.sign_up("warden");
    let staff = json!({ "role": "staff", "reason": "helps" });
    operator.put(&format!("/accounts/{}/role", warden.id), staff).is(200);
    market.signed_in("warden", language)
}

#[test]
fn the_books_come_to_nothing_and_each_line_leads_to_its_transfer_its_fact_and_its_order() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = guest(&market);
        let bought = buyer.buys(&buyer.takes(&cup, 2).asks(), "gateway");
        buyer.pays(&market, &bought);
        buyer.awaits(&market, &bought.order, "to_ship");
        settled(&market);
        let mut staff = warden(&market, "en");
        staff.open("/me");
        staff.follow("Operator’s desk");
        assert_eq!(staff.page().heading(), "How the market is doing");
        for said in
            ["1orders in the last day", "0jobs given up", "0parked facts", "Orders to be sent as promised"]
        {
            assert!(staff.page().says(said), "{said}: {}", staff.page().main());
        }
        staff.follow("Ledger");
        let right = "The books come to nothing, and every purse is the sum of its transfers.";
        assert!(staff.page().says(right), "{}", staff.page().main());
        assert!(staff.page().says("All accounts in Philippine peso₱0.00"), "{}", staff.page().main());
        assert_eq!(standing(&market)["escrow"], 59_500);
        let rows: Vec<&str> = staff.page().all("tr").map(|row| row.text.as_str()).collect();
        assert!(rows.contains(&"On the bridge₱595.00₱0.00₱595.00₱595.00"), "{rows:?}");
        assert!(rows.contains(&"Gateways₱0.00₱595.00−₱595.00only the log’s sum"), "{rows:?}");
        staff.follow("On the bridge");
        let owner = staff.page().all("th").find(|head| head.text.starts_with("own_")).unwrap().text.clone();
        staff.follow(&owner);
        assert!(staff.page().says("onto the bridge"), "{}", staff.page().main());
        let when = staff.page().all("tr").nth(1).unwrap().text.clone();
        assert!(when.ends_with("onto the bridgeClearing₱595.00"), "{when}");
        let line = staff.page().all("tbody").next().unwrap().text.clone();
        let at = line.split("onto").next().unwrap().to_owned();
        staff.follow(&at);
        assert_eq!(staff.page().heading(), "One transfer");
        assert!(staff.page().says("order.pay"), "its cause: {}", staff.page().main());
        staff.follow(&bought.order);
        let number = buyer.client.get(&format!("/orders/{}", bought.order)).is(200)["number"].clone();
        assert_eq!(staff.page().heading(), format!("Order {}", number.as_str().unwrap()));
        for said in ["to be paid → with the shop", "the shop: cancel", "promise rings"] {
            assert!(staff.page().says(said), "{said}: {}", staff.page().main());
        }
        assert!(!staff.page().says("Katipunan"), "an address is no business of the desk's");
    }
}

#[test]
fn staff_find_an_order_by_its_number_its_id_and_the_handles_of_both_parties() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let ana = market.sign_up("ana");
        let buyer = crate::cast::shopper(&ana);
        let bought = buyer.buys(&buyer.takes(&cup, 1).asks(), "cash");
        let number = ana.get(&format!("/orders/{}", bought.order)).is(200)["number"].clone();
        let number = number.as_str().unwrap();
        let mut staff = warden(&market, "zh");
        for word in [number, &number.to_lowercase(), &bought.order, "ana", "@ana", "enamel", ""] {
            let page = staff.open(&format!("/operator/orders?find={word}"));
            assert!(page.says(number), "{word}: {}", page.main());
        }
        let page = staff.open("/operator/orders?find=nobody");
        assert!(page.says("没有这样的订单，叫这个名字的人也没有订单。"), "{}", page.main());
    }
}

#[test]
fn what_was_given_up_is_tried_again_or_put_away_with_a_reason_that_staff_can_be_asked_about() {
    for market in Market::both() {
        give_up(&market);
        let mut staff = warden(&market, "en");
        staff.open("/operator/jobs");
        staff.follow("test/dead");
        assert!(staff.page().says("the gateway did not answer"), "{}", staff.page().main());
        assert!(staff.page().says("late_money") && staff.page().says("500"));
        assert!(!staff.page().says("Ana"), "a payload shows nobody's name: {}", staff.page().main());
        staff.fill("reason", "  ");
        let page = staff.press("Put it away");
        assert_eq!(page.status, 422);
        let words =
            "Say why in 1 to 500 letters: it stands in the log of what staff did. Nothing was changed.";
        assert_eq!(page.by_id("f-reason-wrong").unwrap().text, words);
        assert_eq!(stands(&market), (Some("dead".into()), 0, 0), "and nothing was");
        staff.fill("reason", "the gateway is back");
        staff.press_twice("Try it again");
        assert_eq!(staff.page().path(), "/operator/jobs", "{}", staff.page().main());
        assert_eq!(stands(&market), (Some("ready".into()), 0, 1), "pressed twice, done and noted once");
        // The log is the operator's to read, not the staff's.
        assert_eq!(staff.open("/operator/audit").status, 404);
        let mut operator = market.signed_in("lina", "en");
        let log = operator.open("/operator/audit");
        assert!(log.says("@warden") && log.says("had a job tried again"), "{}", log.main());
        assert!(log.says("the gateway is back"), "{}", log.main());
    }
}

#[test]
fn a_parked_fact_is_let_go_of_by_who_says_why_and_heard_again_only_where_its_listener_is() {
    for market in Market::both() {
        open_shop(&market, "enamel");
        settled(&market);
        market.block_on(market.db.write(&Actor::Engine, (), park)).unwrap();
        let mut staff = warden(&market, "fil");
        assert!(staff.open("/operator").says("1nakabinbing pangyayari"), "{}", staff.page().main());
        staff.open("/operator/parked");
        assert!(staff.page().says("no such shop"), "{}", staff.page().main());
        staff.fill("reason", "may tindahan na");
        let page = staff.press("Subukan ulit");
        assert_eq!(page.status, 409);
        let words = "Walang tagapakinig na ganoon ang pangalan sa prosesong ito; ang mayroon nito ang dapat sumubok. \
                     Walang binago.";
        assert!(page.says(words), "{}", page.main());
        assert_eq!((stands(&market).1, stands(&market).2), (1, 0));
        staff.fill("reason", "hindi na kailangan");
        staff.press("Itabi");
        assert!(staff.page().says("Walang nakabinbin."), "{}", staff.page().main());
        assert_eq!((stands(&market).1, stands(&market).2), (0, 1));
    }
}

#[test]
fn the_desk_is_not_there_for_anybody_else() {
    for market in Market::both() {
        give_up(&market);
        market.sign_up("mia");
        for mut other in [market.browser(), market.signed_in("mia", "en")] {
            for page in [
                "",
                "/orders",
                "/ledger",
                "/ledger/escrow",
                "/payouts",
                "/jobs",
                "/parked",
                "/faces",
                "/audit",
            ] {
                let page = other.open(&format!("/operator{page}"));
                assert_eq!((page.status, page.path().contains("sign-in")), (404, false), "{}", page.url);
            }
            assert!(!other.open("/me").says("Operator’s desk"));
        }
        assert_eq!(stands(&market), (Some("dead".into()), 0, 0));
    }
}
