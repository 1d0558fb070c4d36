//! Nothing is kept longer than the data map says: whatever has a time there has a mechanism that takes it away, and here
//! the clock moves on over each of them, in the stores of both engines.

use std::sync::{Arc, Barrier};

use app::product::product;
use db::{No, Rx, Sql, Tx, params, sql};
use domain::{Forget, Keep, unforgotten};
use kernel::{Actor, Cx, Span, Uid, Wiring};
use market_tests::Market;
use testkit::Bench;
use tokio::runtime::Runtime;

use crate::books::recompute;
use crate::cast::{Shop, guest, open_shop, shopper, text};

sql! {
    SESSION = "INSERT INTO credential (id, account, kind, secret, epoch, created, seen, idle, until, ends)
        VALUES ($1, $1, 'session', $1, 1, $2, $2, 1, $3, $3)";
    CHALLENGE = "INSERT INTO passkey_challenge (challenge, purpose, holder, owner, until) VALUES ($1, 'prove', $1, $1, $2)";
    GUESS = "INSERT INTO guess (bucket, full_at) VALUES ($1, $2)";
    AUDIT = "INSERT INTO audit (id, at, actor, what, about_kind, about, note)
        VALUES ($1, $2, 'operator', 'account.banned', 'acc', $1, 'fake watches')";
    PIECE = "INSERT INTO import_piece (import, number, at, bytes) VALUES ($1, 0, $2, $1)";
    ORDER = "INSERT INTO orders (id, state, version, since, number, checkout, refund, shop, method, currency, total,
            shipping, tax, splits, promise, address, delivery, trace, placed_at, asked_time, stock_again, parcels, asked_look)
        VALUES ($1, $3, 1, $2, $4, $1, $1, $1, 'cash', 'PHP', 10007, 1000, 1072, '[]', '{}',
            '{\"recipient\":\"Ana Reyes\"}', '{}', '{}', $2, 0, FALSE, 1, 0)";
    PARCEL = "INSERT INTO parcel (id, order_id, shop, carrier, tracking, status, sent_at)
        VALUES ($1, $1, $1, 'J&T', 'JT-2026-0001', 'delivered', $2)";
    SCAN = "INSERT INTO parcel_scan (parcel, source, event, status, at, place) VALUES ($1, 'shop', '1', 'delivered', $2, 'Pasig')";
    CART = "INSERT INTO cart (id, account, guest, at) VALUES ($1, $1, $1, $2)";
    CURRENT = "INSERT INTO current_cart (account, cart) VALUES ($1, $1)";
    LINE = "INSERT INTO cart_line (cart, variant, quantity, at, seen) VALUES ($1, $1, 1, $2, NULL)";
    QUOTE = "INSERT INTO checkout (id, cart, guest, quote, expires_at, at) VALUES ($1, $1, $1, '{}', $2, $2)";
    ARRIVAL = "INSERT INTO arrival (listing, pos, at) VALUES ($1, 1, $2)";
    NOTICE = "INSERT INTO notice (id, person, topic, key, filled, link, about, why, pos, at)
        VALUES ($1, $1, 'people', 'notice-liked', '{}', '/', $1, 'owner', 1, $2)";
    BY = "INSERT INTO notice_by (notice, who, at) VALUES ($1, $1, $2)";
    CAUSE = "INSERT INTO notice_cause (notice, who, cause) VALUES ($1, $1, 'like')";
    ANSWER = "INSERT INTO idempotency (id, request, salt, answer, at) VALUES ($1, $1, $1, $1, $2)";
    JOB = "INSERT INTO job (id, kind, subject_kind, subject, payload, state, fence, attempts, created, ended)
        VALUES ($1, 'a/job', 'acc', $1, '{}', 'done', 1, 1, $2, $2)";
    SIGNAL = "INSERT INTO signal (seq, who, known, at, received, name, place, consent) VALUES (0, $1, TRUE, $2, $2, 1, 0, 1)";
    SEEN = "INSERT INTO signal_seen (uuid, day) VALUES ($1, $2)";
    SALT = "INSERT INTO salt (one, day, salt) VALUES (1, $2, $1)";
    WITHDRAW = "INSERT INTO withdrawn (account, at) VALUES ($1, $2)";
    VISIT = "INSERT INTO visit (who, began, last, day, entry, frozen, listing, cart, checkout, ordered)
        VALUES ($1, $2, $2, $3, 'direct', TRUE, FALSE, FALSE, FALSE, FALSE)";

    SESSIONS = "SELECT COUNT(*) FROM credential";
    CHALLENGES = "SELECT COUNT(*) FROM passkey_challenge";
    GUESSES = "SELECT COUNT(*) FROM guess";
    AUDITED = "SELECT COUNT(*) FROM audit";
    PIECES = "SELECT COUNT(*) FROM import_piece";
    WAYS = "SELECT (SELECT COUNT(*) FROM orders WHERE address <> '' AND state <> 'to_ship')
        + (SELECT COUNT(*) FROM parcel WHERE tracking <> '') + (SELECT COUNT(*) FROM parcel_scan WHERE place <> '')";
    CARTS = "SELECT (SELECT COUNT(*) FROM cart) + (SELECT COUNT(*) FROM current_cart) + (SELECT COUNT(*) FROM cart_line)";
    QUOTES = "SELECT COUNT(*) FROM checkout";
    ARRIVALS = "SELECT COUNT(*) FROM arrival";
    NOTICES = "SELECT (SELECT COUNT(*) FROM notice) + (SELECT COUNT(*) FROM notice_by) + (SELECT COUNT(*) FROM notice_cause)";
    ANSWERS = "SELECT COUNT(*) FROM idempotency";
    JOBS = "SELECT COUNT(*) FROM job";
    SIGNALS = "SELECT COUNT(*) FROM signal";
    SEENS = "SELECT COUNT(*) FROM signal_seen";
    SALTS = "SELECT COUNT(*) FROM salt";
    WITHDRAWALS = "SELECT COUNT(*) FROM withdrawn";
    VISITS = "SELECT COUNT(*) FROM visit";

    TOUCH = "UPDATE cart SET at = $1";
    WAITING = "SELECT COUNT(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%cart%'";
    OPEN = "SELECT COUNT(*) FROM orders WHERE address <> '' AND state = 'to_ship'";
    BOOKS = "SELECT number, total, shipping, tax, currency FROM orders WHERE id = $1";
}

/// Something that is kept for some days, of which this instant is the first.
struct Case {
    of: &'static [&'static str],
    begin: fn(&mut Tx, &Cx, &()) -> Result<(), No>,
    left: &'static Sql,
    rows: i64,
}

const ONE: Uid = Uid([7; 16]);

fn day(cx: &Cx) -> i64 {
    cx.now.seconds().div_euclid(86_400)
}

macro_rules! cases {
    ($($of:expr, $rows:literal, $left:ident, |$tx:ident, $cx:ident| [$($sql:ident($($value:expr),*)),+];)+) => {
        &[$(Case {
            of: &$of,
            left: &$left,
            rows: $rows,
            begin: |$tx, $cx, ()| { $($tx.run(&$sql, &params![$($value),*])?;)+ Ok(()) },
        }),+]
    };
}

const CASES: &[Case] = cases! {
    ["credential"], 1, SESSIONS, |tx, cx| [SESSION(ONE, cx.now, cx.now + Span::days(366))];
    ["passkey_challenge"], 1, CHALLENGES, |tx, cx| [CHALLENGE(ONE, cx.now + Span::days(1))];
    ["guess"], 1, GUESSES, |tx, cx| [GUESS(ONE, cx.now + Span::days(1))];
    ["audit"], 1, AUDITED, |tx, cx| [AUDIT(ONE, cx.now)];
    ["import_piece"], 1, PIECES, |tx, cx| [PIECE(ONE, cx.now)];
    ["orders.address", "parcel.tracking", "parcel_scan.place"], 3, WAYS, |tx, cx| [
        ORDER(ONE, cx.now, "settled", "R-00000001"),
        ORDER(Uid([8; 16]), cx.now, "to_ship", "R-00000002"),
        PARCEL(ONE, cx.now), SCAN(ONE, cx.now)];
    ["cart", "current_cart", "cart_line"], 3, CARTS, |tx, cx| [CART(ONE, cx.now), CURRENT(ONE), LINE(ONE, cx.now)];
    ["checkout"], 1, QUOTES, |tx, cx| [QUOTE(ONE, cx.now)];
    ["arrival"], 1, ARRIVALS, |tx, cx| [ARRIVAL(ONE, cx.now)];
    ["notice", "notice_by", "notice_cause"], 3, NOTICES, |tx, cx| [NOTICE(ONE, cx.now), BY(ONE, cx.now), CAUSE(ONE)];
    ["idempotency"], 1, ANSWERS, |tx, cx| [ANSWER(ONE, cx.now)];
    ["job"], 1, JOBS, |tx, cx| [JOB(ONE, cx.now)];
};

/// Those of the traffic store.
const BESIDE: &[Case] = cases! {
    ["signal"], 1, SIGNALS, |tx, cx| [SIGNAL(ONE, cx.now)];
    ["signal_seen"], 1, SEENS, |tx, cx| [SEEN(ONE, day(cx))];
    ["salt"], 1, SALTS, |tx, cx| [SALT(ONE, day(cx))];
    ["withdrawn"], 1, WITHDRAWALS, |tx, cx| [WITHDRAW(ONE, cx.now)];
    ["visit"], 1, VISITS, |tx, cx| [VISIT(ONE, cx.now, day(cx))];
};

/// What the map says of the first column of a case.
fn days(of: &str) -> i64 {
    let (table, column) = of.split_once('.').unwrap_or((of, ""));
    let map = product().data_map();
    let is_it = |entry: &&domain::Column| {
        entry.table == table
            && entry.columns.split(',').any(|name| column.is_empty() || name.trim() == column)
    };
    let days = match map.iter().find(is_it).map(|entry| entry.keep) {
        Some(Keep::Days(days)) => i64::from(days),
        _ => 0,
    };
    assert_ne!(days, 0, "{of} is kept for no number of days");
    days
}

/// A round of what `app` does each minute, and of what the workers do by themselves.
fn round(runtime: &Runtime, bench: &Bench, forgets: &[Forget], jobs_too: bool) {
    let write = |run| runtime.block_on(bench.db.write(&Actor::Engine, (), run)).unwrap();
    forgets.iter().filter_map(|forget| forget.run).for_each(|run| while write(run) {});
    if jobs_too {
        let before = bench.db.now() - jobs::Settings::default().keep;
        runtime.block_on(bench.db.write(&Actor::Engine, before, jobs::sweep)).unwrap();
    }
}

fn count(rx: &mut Rx, _: &Cx, left: &&'static Sql) -> Result<i64, No> {
    Ok(rx.one(left, &[])?)
}

fn all_go_in_their_time(bench: &Bench, cases: &[Case], forgets: &[Forget], jobs_too: bool) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for case in cases {
        let left = || runtime.block_on(bench.db.read(&Actor::Engine, case.left, count)).unwrap();
        let (what, engine, days) = (case.of, bench.engine, days(case.of[0]));
        runtime.block_on(bench.db.write(&Actor::Engine, (), case.begin)).unwrap();
        bench.clock.advance(Span::days(days - 1));
        round(&runtime, bench, forgets, jobs_too);
        assert_eq!(left(), case.rows, "{engine}: {what:?} is a day younger than it may be");
        bench.clock.advance(Span::days(2));
        round(&runtime, bench, forgets, jobs_too);
        assert_eq!(left(), 0, "{engine}: {what:?} is a day older");
    }
}

#[test]
fn whatever_is_kept_for_some_days_is_there_on_its_last_and_gone_on_the_next() {
    let forgets: Vec<Forget> = product().forgets().collect();
    let beside: Vec<Forget> = product().traffic_forgets().collect();
    let map = product().data_map();
    let each = forgets.iter().chain(&beside).copied().collect::<Vec<_>>();
    assert_eq!(unforgotten(&map, &each), Vec::<String>::new(), "each promise has its mechanism");
    let named = |case: &Case| Forget { name: "a case of this test", of: case.of, run: None };
    let tested: Vec<Forget> = CASES.iter().chain(BESIDE).map(named).collect();
    assert_eq!(unforgotten(&map, &tested), Vec::<String>::new(), "each is tried here");

    for bench in testkit::both(&product().migrations(), Wiring::default) {
        all_go_in_their_time(&bench, CASES, &forgets, true);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let open = runtime.block_on(bench.db.read(&Actor::Engine, &OPEN, count));
        assert_eq!(
            open,
            Ok(1),
            "{}: one that still has to arrive keeps its address, however old",
            bench.engine
        );
        let books = |rx: &mut Rx, _: &Cx, id: &Uid| {
            Ok(rx.one::<(String, i64, i64, i64, String)>(&BOOKS, &params![*id])?)
        };
        let books = runtime.block_on(bench.db.read(&Actor::Engine, ONE, books)).unwrap();
        assert_eq!(books, ("R-00000001".into(), 10_007, 1_000, 1_072, "PHP".into()), "the books keep theirs");
    }
    for bench in testkit::both(&product().traffic_migrations(), Wiring::default) {
        all_go_in_their_time(&bench, BESIDE, &beside, false);
    }
}

/// Touches a cart from one signal to the next.
fn touch(tx: &mut Tx, cx: &Cx, gate: &Arc<Barrier>) -> Result<(), No> {
    tx.run(&TOUCH, &params![cx.now])?;
    gate.wait();
    gate.wait();
    Ok(())
}

/// Only a server does two commands at once.
#[test]
fn a_cart_that_is_touched_while_the_old_ones_are_forgotten_stays_whole() {
    let case = CASES.iter().find(|case| case.of[0] == "cart").unwrap();
    let forget =
        product().forgets().find(|forget| forget.of == case.of).and_then(|forget| forget.run).unwrap();
    let benches = testkit::both(&product().migrations(), Wiring::default);
    for bench in benches.into_iter().filter(|bench| bench.engine == "PostgreSQL") {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let read = |sql: &'static Sql| runtime.block_on(bench.db.read(&Actor::Engine, sql, count)).unwrap();
        runtime.block_on(bench.db.write(&Actor::Engine, (), case.begin)).unwrap();
        bench.clock.advance(Span::days(days("cart") + 1));
        let gate = Arc::new(Barrier::new(2));
        std::thread::scope(|scope| {
            let held = Arc::clone(&gate);
            let holder = scope.spawn(|| runtime.block_on(bench.db.write(&Actor::Engine, held, touch)));
            gate.wait();
            let round = scope.spawn(|| runtime.block_on(bench.db.write(&Actor::Engine, (), forget)));
            while read(&WAITING) == 0 {
                std::thread::yield_now();
            }
            gate.wait();
            holder.join().unwrap().unwrap();
            round.join().unwrap().unwrap();
        });
        assert_eq!(read(case.left), case.rows);
    }
}

/// What an order's page says of where it went, to its buyer and to its shop, in each language.
fn says(market: &Market, order: &str, words: [(&str, &str); 3]) {
    for (language, words) in words {
        for who in ["mia", "enamel"] {
            for page in [format!("/orders/{order}"), format!("/orders/{order}/invoice")] {
                let mut browser = market.signed_in(who, language);
                let page = browser.open(&page);
                assert!(page.says(words), "{}: {who}, {language}: {}", market.engine, page.main());
            }
        }
    }
}

#[test]
fn two_years_after_its_end_an_order_says_kindly_that_its_address_is_no_longer_kept() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = shopper(&market.sign_up("mia"));
        let order = buyer.buys(&buyer.takes(&cup, 1).asks(), "cash").order;
        let parcel = shop.ships(&order);
        shop.scans(&market, &parcel, "delivered");
        buyer.moves(&order, "confirm").is(200);
        market.pass(Span::days(4));
        buyer.awaits(&market, &order, "settled");
        let forget = || {
            for run in product().forgets().filter_map(|forget| forget.run) {
                while market.block_on(market.db.write(&Actor::Engine, (), run)).unwrap() {}
            }
        };

        let cart = guest(&market);
        cart.takes(&cup, 1);
        let lies = |status| cart.client.get(&format!("/carts/{}", cart.cart)).is(status);
        market.pass(Span::days(80));
        cart.takes(&cup, 1);
        market.pass(Span::days(80));
        forget();
        assert_eq!(lies(200)["lines"][0]["quantity"], 2, "it was touched eighty days ago");
        market.pass(Span::days(11));
        forget();
        lies(404);

        market.pass(Span::days(728 - 171));
        forget();
        let seen = market.sign_in("mia").get(&format!("/orders/{order}")).is(200);
        assert_eq!(seen["address_kept"], true, "{}", market.engine);
        assert_eq!(text(&seen, "/address/recipient"), "Ana Reyes");
        assert_ne!(text(&seen, "/parcels/0/tracking"), "");
        says(&market, &order, [("en", "Ana Reyes"), ("zh-Hans", "Ana Reyes"), ("fil", "Ana Reyes")]);

        market.pass(Span::days(2));
        forget();
        let shop = Shop { keeper: market.sign_in("enamel"), id: shop.id };
        let mine = market.sign_in("mia").get(&format!("/orders/{order}")).is(200);
        let theirs = shop.keeper.get(&format!("/shops/{}/orders/{order}", shop.id)).is(200);
        for seen in [&mine, &theirs] {
            assert_eq!((&seen["address"], &seen["address_kept"]), (&serde_json::Value::Null, &false.into()));
            assert_eq!(text(seen, "/parcels/0/tracking"), "");
            assert_eq!(
                (text(seen, "/state").as_str(), &seen["total"]["amount"]),
                ("settled", &mine["total"]["amount"])
            );
        }
        says(
            &market,
            &order,
            [
                ("en", "The address is no longer kept. It goes two years after an order has ended."),
                ("zh-Hans", "地址已不再保存。订单结束两年后，地址会被删除。"),
                ("fil", "Hindi na itinatago ang address. Binubura ito dalawang taon pagkatapos ng order."),
            ],
        );
        // A scan that comes now tells that it was there, and not where.
        let scan = serde_json::json!({ "status": "returned", "at": market.now().to_string(), "place": "Pasig", "event": "late" });
        shop.keeper.post(&format!("/parcels/{parcel}/scans"), scan);
        let seen = shop.keeper.get(&format!("/shops/{}/orders/{order}", shop.id)).is(200);
        let scans = seen["parcels"][0]["scans"].as_array().unwrap();
        assert_eq!(scans.len(), 2, "{seen}");
        assert!(scans.iter().all(|scan| scan["place"] == ""), "{seen}");
        recompute(&market);
    }
}
