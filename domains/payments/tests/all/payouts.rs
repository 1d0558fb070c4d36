//! Payouts: from what is available, to the account that was set long enough ago (F20).

use db::{No, Tx, params, sql};
use kernel::{Actor, Cx, Id, Span, Uid};
use ledger::{Entry, code, kind};
use process::{Posting, Purse};
use serde_json::{Value, json};

use crate::house::{House, OWNER, PAYOUT_STATE, SHOP, STAFF, houses, php};

sql! {
    OPEN_SHOP = "INSERT INTO shop (id, handle, name, currency, country, tax_rate, ship_days, cash_on_delivery, opened)
        VALUES ($1, 'mugs', 'Mugs', 'PHP', 'PH', 1200, 3, true, 0)";
    JOIN = "INSERT INTO shop_member (shop, account, role, since) VALUES ($1, $2, $3, 0)";
}

/// A shop with 50,000 centavos available that owes 2,000 on orders paid at the door.
fn fill(tx: &mut Tx, cx: &Cx, (): &()) -> Result<(), No> {
    tx.run(&OPEN_SHOP, &params![SHOP])?;
    tx.run(&JOIN, &params![SHOP, OWNER, "owner"])?;
    tx.run(&JOIN, &params![SHOP, STAFF, "staff"])?;
    let purse = |kind, of| Purse { kind, of };
    let (clearing, escrow) = (purse(kind::CLEARING, Uid([40; 16])), purse(kind::ESCROW, Uid([41; 16])));
    let (pending, available) = (purse(kind::PENDING, SHOP), purse(kind::AVAILABLE, SHOP));
    let cash = purse(kind::CASH, SHOP);
    for (from, to, amount, code) in [
        (payments::gateway_purse("elsewhere"), clearing, 50_000, "opening"),
        (clearing, escrow, 50_000, code::COLLECT),
        (escrow, pending, 50_000, code::SHARE),
        (pending, available, 50_000, code::RELEASE),
        (cash, escrow, 2_000, code::CASH),
        (escrow, purse(kind::COMMISSION, ledger::MARKET), 2_000, code::COMMISSION),
    ] {
        let posting = Posting { from, to, amount: php(amount), code };
        ledger::post(tx, cx, &Entry { id: cx.id(), posting, root: None })?;
    }
    Ok(())
}

fn shop() -> String {
    Id::<catalog::Shop>::from_uid(SHOP).to_string()
}

async fn set(house: &House, who: &str, account: &str) -> (u16, Value) {
    let body = json!({"method": "sandbox", "destination": account});
    house.ask(who, "PUT", &format!("/shops/{}/payout-destination", shop()), Some(body)).await
}

async fn ask(house: &House, who: &str, amount: i64) -> (u16, Value) {
    let body = json!({"amount": {"amount": amount, "currency": "PHP"}});
    house.ask(who, "POST", &format!("/shops/{}/payouts", shop()), Some(body)).await
}

async fn ready(house: &House) {
    house.db.write(&Actor::Engine, (), fill).await.unwrap();
    house.proves("owner").await;
    assert_eq!(set(house, "owner", "PH-GCASH-0917").await.0, 200);
}

fn id(answer: &Value) -> Id<payments::Payout> {
    answer["id"].as_str().unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payout_settles_what_is_owed_and_arrives() {
    for house in houses().await {
        ready(&house).await;
        let (status, said) = ask(&house, "staff", 30_000).await;
        assert_eq!((status, &said["status"]), (201, &json!("asked")), "{} {said}", house.engine);
        assert_eq!(house.balance(kind::AVAILABLE, SHOP).await, 18_000, "30,000 sent and 2,000 settled");
        let payout = id(&said);
        assert_eq!(house.balance(kind::PAYOUT, payout.uid()).await, 30_000);
        house.pass(5).await;
        assert_eq!(house.text(&PAYOUT_STATE, payout.uid()).await, "paid");
        assert_eq!((house.balance(kind::PAYOUT, payout.uid()).await, house.held().await), (0, -30_000));
        assert_eq!(house.report().payouts[0].reference, payout.to_string());
        assert_eq!(ask(&house, "owner", 18_000).await.0, 201, "the debt is settled once");
        house.pass(5).await;
        let (_, list) = house.ask("owner", "GET", &format!("/shops/{}/payouts", shop()), None).await;
        let states: Vec<&str> =
            list["data"].as_array().unwrap().iter().map(|one| one["status"].as_str().unwrap()).collect();
        assert_eq!(states, ["paid", "paid"]);
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payout_that_fails_puts_the_money_back() {
    for house in houses().await {
        ready(&house).await;
        house.script(json!({"payouts": "fail", "webhooks": {"mode": "never"}})).await;
        let (_, said) = ask(&house, "owner", 30_000).await;
        house.pass(5).await;
        assert_eq!(house.text(&PAYOUT_STATE, id(&said).uid()).await, "failed", "{}", house.engine);
        assert_eq!(house.balance(kind::AVAILABLE, SHOP).await, 48_000);
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payout_whose_answer_was_lost_is_sent_once() {
    for house in houses().await {
        ready(&house).await;
        house.script(json!({"payouts": "timeout_after_effect", "webhooks": {"mode": "never"}})).await;
        let (_, said) = ask(&house, "owner", 30_000).await;
        house.pass(6).await;
        assert_eq!(house.text(&PAYOUT_STATE, id(&said).uid()).await, "paid", "{}", house.engine);
        assert_eq!(house.report().totals[0].paid_out, 30_000);
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_sixteen_payouts_of_everything_at_once_one_is_made() {
    for house in houses().await {
        ready(&house).await;
        let house = std::sync::Arc::new(house);
        let storm: Vec<_> = (0..16)
            .map(|_| {
                let house = std::sync::Arc::clone(&house);
                tokio::spawn(async move { ask(&house, "owner", 48_000).await })
            })
            .collect();
        let mut made = 0;
        for one in storm {
            match one.await.unwrap() {
                (201, _) => made += 1,
                (status, said) => assert_eq!((status, &said["code"]), (409, &json!("insufficient"))),
            }
        }
        assert_eq!((made, house.balance(kind::AVAILABLE, SHOP).await), (1, 0), "{}", house.engine);
        house.pass(5).await;
        house.verified().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_destination_is_the_owners_to_say_is_told_and_counts_after_two_days() {
    for house in houses().await {
        house.db.write(&Actor::Engine, (), fill).await.unwrap();
        assert_eq!(ask(&house, "owner", 1_000).await.1["code"], "no_destination");
        assert_eq!(set(&house, "owner", "PH-GCASH-0917").await.1["code"], "proof_needed");
        house.proves("owner").await;
        for (who, expected) in [("staff", 403), ("stranger", 404), ("owner", 200)] {
            assert_eq!(set(&house, who, "PH-GCASH-0917").await.0, expected, "{who}");
        }
        assert_eq!(ask(&house, "stranger", 1_000).await.0, 404);
        assert_eq!(ask(&house, "owner", 1_000).await.0, 201, "the first one counts at once");
        let (_, said) = set(&house, "owner", "PH-MAYA-666-0001").await;
        assert_eq!(said["destination"], "••••••••••••0001");
        assert_eq!(ask(&house, "owner", 1_000).await.1["code"], "destination_cooling");
        house.clock.advance(Span::seconds(48 * 3_600 - 1));
        assert_eq!(ask(&house, "owner", 1_000).await.1["code"], "destination_cooling");
        house.clock.advance(Span::seconds(1));
        house.proves("owner").await;
        assert_eq!(set(&house, "owner", "PH-MAYA-666-0001").await.0, 200, "the same again changes nothing");
        assert_eq!(ask(&house, "owner", 1_000).await.0, 201);
        let facts = house.db.read(&Actor::Engine, (), told).await.unwrap();
        assert_eq!(facts, ["set", "set"], "{}: both were told", house.engine);
        for (account, status) in [("1234", 422), ("ÄÖÜ-12345", 422), ("", 422)] {
            assert_eq!(set(&house, "owner", account).await.0, status);
        }
        assert_eq!(ask(&house, "owner", 99).await.1["code"], "below_minimum");
        assert_eq!(ask(&house, "owner", 60_000).await.1["code"], "insufficient");
        let (_, shown) =
            house.ask("staff", "GET", &format!("/shops/{}/payout-destination", shop()), None).await;
        assert_eq!(shown["destination"], "••••••••••••0001");
    }
}

fn told(rx: &mut db::Rx, _: &Cx, (): &()) -> Result<Vec<String>, No> {
    Ok(facts::of_thing(rx, SHOP)?.into_iter().map(|fact| fact.event).collect())
}
