//! What is counted of visits, only by consent; what is shed and said so; and the operator's baseline, whose sales are the
//! books' to the cent.

use std::sync::Arc;

use db::{No, Rx, sql};
use kernel::clock::Manual;
use kernel::{Actor, Cx, Money};
use market_tests::{Browser, Hand, Market};
use serde_json::{Value, json};

use crate::books::{settled, stand};
use crate::cast::{guest, open_shop, shopper, text};

sql! {
    NAMES = "SELECT name, known, place FROM signal ORDER BY seq";
    LINKS = "SELECT COUNT(*) FROM person";
    LAID = "SELECT entry, ordered FROM visit ORDER BY began";
}

fn names(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<(i64, bool, i64)>, No> {
    Ok(rx.all(&NAMES, &[])?)
}

fn links(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, No> {
    Ok(rx.one(&LINKS, &[])?)
}

/// The signals that were saved, once there are so many.
#[track_caller]
fn saved(market: &Market, count: usize) -> Vec<(i64, bool, i64)> {
    market.until("signals saved", || {
        let found = market.block_on(market.traffic.read(&Actor::Engine, (), names)).unwrap();
        (found.len() >= count).then_some(found)
    })
}

fn of_page(number: u8, item: &str) -> Value {
    json!({ "id": format!("{:032x}", u128::from(number)), "name": "seen", "item": item, "place": "feed" })
}

#[test]
fn only_who_agreed_is_counted_and_who_withdraws_is_so_no_more_at_once() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        assert!(shop.id.starts_with("shp_"));
        market.sign_up("mia");
        let mut mia = market.signed_in("mia", "en");
        mia.open("/");
        let mut guarded = market.browser().with_cookie("rialto-consent", "1.a");
        guarded.open("/"); // the one who is counted first
        mia.open("/settings/counting");
        mia.fill("analytics", "yes").press("Save this choice");
        assert_eq!(mia.cookie("rialto-consent"), Some("1.a"));
        mia.open("/search?query=cup");
        mia.open("/shops/enamel");
        // the guest's front page; mia's choice page after the choice, the search, the shop
        let mut found = saved(&market, 4);
        found.sort_unstable();
        assert_eq!(found, [(1, true, 0), (2, false, 0), (3, true, 0), (5, true, 0)], "{}", market.engine);
        assert_eq!(market.block_on(market.traffic.read(&Actor::Engine, (), links)).unwrap(), 1);

        mia.open("/settings/counting");
        mia.press("Agree to nothing");
        assert_eq!(mia.cookie("rialto-consent"), Some("1."));
        assert_eq!(
            market.block_on(market.traffic.read(&Actor::Engine, (), links)).unwrap(),
            0,
            "the link is gone"
        );
        mia.open("/");
        guarded.open("/search?query=tea");
        // the page with her last choice on it was hers still; nothing after it is
        let found = saved(&market, 6);
        assert_eq!(found.len(), 6);
        assert_eq!(found.iter().filter(|(name, known, _)| (*name, *known) == (2, true)).count(), 0);
    }
}

#[test]
fn signals_of_programs_count_once_by_what_was_agreed_to_and_a_full_queue_says_so() {
    let hand = || Hand::Manual(Arc::new(Manual::new(testkit::BEGIN, 1)));
    for market in Market::each(|config| config.signal_room = 600, hand) {
        let item = "lst_01h455vb4pex5vsknk084sn02q";
        let send = |agreed: Value, signals: Vec<Value>| {
            market.anyone.post("/signals", json!({ "consent": agreed, "signals": signals }))
        };
        let all = || json!({ "version": 1, "personalisation": true });
        let two = || vec![of_page(1, item), of_page(2, item)];
        let taken = |taken: u32, refused: u32| json!({ "taken": taken, "refused": refused, "late": 0 });
        assert_eq!(send(all(), two()).is(200), taken(2, 0));
        assert_eq!(send(all(), two()).is(200), taken(2, 0), "again is taken, and counted once");
        assert_eq!(send(json!({ "version": 1, "analytics": true }), two()).is(200), taken(0, 2));
        assert_eq!(send(json!({ "version": 2, "personalisation": true }), two()).is(200), taken(0, 2));
        let order = json!({ "id": "1".repeat(32), "name": "order" });
        send(all(), vec![of_page(3, item), order]).refuses(422, "unknown_signal");
        send(all(), (0..501).map(|_| of_page(4, item)).collect()).refuses(422, "too_many_signals");
        assert_eq!(saved(&market, 2), [(20, false, 2), (20, false, 2)], "{}", market.engine);

        let figure = |name: &str| {
            let page = market.anyone.get("//metrics").is(200);
            let line = page.as_str().unwrap().lines().find(|line| line.starts_with(name)).unwrap();
            line.rsplit(' ').next().unwrap().parse::<u64>().unwrap()
        };
        assert_eq!(figure("rialto_events_shed "), 0);
        let mut number = 0_u128;
        market.until("a full queue", || {
            let many = (0..500).map(|_| {
                number += 1;
                json!({ "id": format!("{:032x}", number + 100), "name": "seen", "item": item })
            });
            let answer = send(all(), many.collect());
            (answer.status == 429).then(|| answer.refuses(429, "signals_full"))
        });
        assert_eq!(figure("rialto_events_shed ") % 500, 0);
        assert!(figure("rialto_events_shed ") > 0);
    }
}

fn desk(market: &Market) -> Browser {
    market.operator("lina");
    market.signed_in("lina", "en")
}

/// Net sales as summed and as the books have them, buyers, and facts that are not in yet.
type Sold = (Vec<Money>, Vec<(kernel::Currency, i64)>, i64, i64);

fn sales(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Sold, No> {
    let days = insight::Days { first: 0, last: 100_000 };
    let sales = insight::sales(rx, cx, &days)?;
    assert_eq!(sales.sums(), sales.all_time, "all days together are all time");
    Ok((sales.all_time, ledger::all_net_sales(rx)?, sales.buyers, sales.behind))
}

#[test]
fn the_baseline_shows_what_the_books_say_to_the_cent_and_orders_are_laid_to_visits() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 50);
        let ana = shopper(&market.sign_up("ana"));
        let mut browser = market.signed_in("ana", "en").with_cookie("rialto-consent", "1.a");
        browser.open("/");
        saved(&market, 1);
        let kept = ana.buys(&ana.takes(&cup, 2).asks(), "gateway");
        ana.pays(&market, &kept);
        ana.awaits(&market, &kept.order, "to_ship");
        let back = guest(&market);
        let lost = back.buys(&back.takes(&cup, 1).asks(), "gateway");
        back.pays(&market, &lost);
        back.awaits(&market, &lost.order, "to_ship");
        shop.moves(&lost.order, "cancel").is(200);
        settled(&market);
        stand(&market, &[("escrow", kept.total), ("gateway", -kept.total)]);

        let (summed, books, buyers) = market.until("the log was heard", || {
            let (summed, books, buyers, behind) =
                market.block_on(market.db.read(&Actor::Engine, (), sales)).unwrap();
            (behind == 0).then_some((summed, books, buyers))
        });
        assert_eq!(
            (books.len(), books[0].1, summed[0].amount),
            (1, kept.total, kept.total),
            "{}",
            market.engine
        );
        assert_eq!(buyers, 1);

        fold(&market);
        let ordered = market.block_on(market.traffic.read(&Actor::Engine, (), laid)).unwrap();
        assert_eq!(ordered, [("feed".to_owned(), true)], "{}", market.engine);

        let mut lina = desk(&market);
        let page = lina.open("/operator/baseline").main();
        for words in [
            "₱595.00",
            "of all time",
            "2orders",
            "under 10",
            "Front page and feed",
            "Most on Tue 24 Nov",
            "Fewer than 10 on each day.",
        ] {
            assert!(page.contains(words), "{words} is not in {page}");
        }
    }
}

fn laid(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<(String, bool)>, No> {
    Ok(rx.all(&LAID, &[])?)
}

/// Visits are folded, and the log's orders laid to them.
#[track_caller]
fn fold(market: &Market) {
    let roll = || market.block_on(market.traffic.write(&Actor::Engine, (), insight::roll));
    market.until("visits rolled", || roll().is_ok().then_some(()));
    market.until("the orders laid to visits", || {
        let from = market.block_on(market.traffic.read(&Actor::Engine, (), insight::ordered_up_to)).unwrap();
        let orders = market.block_on(market.db.read(&Actor::Engine, from, insight::orders_after)).unwrap();
        match orders {
            Some(orders) => {
                let laid = market.traffic.write(&Actor::Engine, orders, insight::lay_orders);
                market.block_on(laid).ok().and(None)
            }
            None => Some(()),
        }
    });
}

#[test]
fn a_visit_by_a_shared_link_is_counted_there_with_its_later_order_and_of_who_did_not_agree_nothing_is_kept() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 50);
        let listings = shop.keeper.get(&format!("/shops/{}/listings", shop.id)).is(200);
        let listing = text(&listings, "/data/0/id");
        let made = market.anyone.put(&format!("/links/{listing}"), Value::Null).is(200);
        let link = format!("/s/{}", made["code"].as_str().unwrap());
        let (ana, _) = (shopper(&market.sign_up("ana")), market.sign_up("ben"));
        // who did not agree, known or not, is led there and leaves nothing
        for mut silent in [market.browser(), market.signed_in("ben", "en")] {
            assert_eq!(silent.open(&link).heading(), "Enamel cup");
        }
        let mut browser = market.signed_in("ana", "en").with_cookie("rialto-consent", "1.a");
        let page = browser.open(&link);
        assert_eq!((page.status, page.heading()), (200, "Enamel cup"));
        let mut guest = market.browser().with_cookie("rialto-consent", "1.a");
        guest.open(&format!("/p/{listing}"));
        let bought = ana.buys(&ana.takes(&cup, 1).asks(), "gateway");
        ana.pays(&market, &bought);
        ana.awaits(&market, &bought.order, "to_ship");
        settled(&market);
        assert_eq!(saved(&market, 2), [(4, true, 5), (4, false, 0)], "{}", market.engine);
        assert_eq!(market.block_on(market.traffic.read(&Actor::Engine, (), links)).unwrap(), 1);
        fold(&market);
        let mut visits = market.block_on(market.traffic.read(&Actor::Engine, (), laid)).unwrap();
        visits.sort();
        assert_eq!(visits, [("direct".to_owned(), false), ("shared".to_owned(), true)], "{}", market.engine);
        let mut lina = desk(&market);
        let page = lina.open("/operator/baseline").main();
        assert!(page.contains("A shared link"), "{page}");
    }
}
