//! Leaving for good (rules.md S19): seven days to think, one press to stay, what must end first, and then nothing of
//! somebody is left but what the books keep.

mod instant;
mod letter;
mod life;
mod rows;

use std::collections::BTreeSet;
use std::path::Path;

use app::product::product;
use identity::COOLING;
use kernel::Span;
use kernel::clock::Stopwatch;
use market_tests::{Market, Member, PASSWORD};
use serde_json::{Value, json};

use self::life::{Others, WORDS, live};
use self::rows::{Rows, Traces, all, hanging, unblanked};
use crate::books::{recompute, settled};
use crate::cast::{Shop, open_shop, shopper, text};

/// Tables that this story leaves empty, or that name nobody in it, each with the reason.
const UNTOUCHED: &[(&str, &str)] = &[
    ("import_piece", "the file is gone once it is read"),
    ("parked", "no listener refused a fact"),
    ("salt", "she came with an account; today's salt is for devices"),
    ("signal_seen", "ids of signals that her browser made up; they name nobody"),
    ("guess", "a hash of the handle"),
    ("idempotency", "answers are sealed under the client's own key, and kept for a day"),
    ("withdrawn", "she agreed to be counted until the end; afterwards it says for a day that a nobody left"),
    ("signal", "told apart by a reference that only `person` leads to"),
    ("visit", "the same"),
    ("refund", "it names her payment, which names her"),
    ("plate", "a picture's files, which the sweep takes once no picture names them"),
    ("price_change", "her shop's prices never changed"),
];

/// Columns that are blanked and have nothing in a row of hers beforehand, each with the reason.
const SILENT: [(&str, &str); 2] =
    [("account.banned", "the ban was lifted"), ("account.ban_reason", "the ban was lifted")];

/// Columns that cannot be empty and hold a word that is nobody's instead.
const STAND_IN: [(&str, &str); 2] = [
    ("account.handle", "no two are alike; nobody can have it"),
    ("account.language", "English, as everybody's"),
];

/// Tables that go on by themselves, whoever leaves: their rows are not compared.
const MOVING: &[&str] = &[
    "account",
    "arrival",
    "clock",
    "credential",
    "fact",
    "family",
    "feed_heat",
    "guess",
    "idempotency",
    "inbox",
    "job",
    "listener",
    "log_head",
    "notice",
    "notice_by",
    "notice_cause",
    "orders_day",
    "plate",
    "seal",
    "shop",
    "signal_head",
    "visit",
];

/// The seven days but for an hour.
const ALMOST: Span = Span::hours(7 * 24 - 1);

/// The press that begins the seven days.
fn asks(who: &Member) -> Value {
    who.put("/me/leaving", json!({ "password": PASSWORD })).is(200)
}

/// Whether somebody's account is nobody's.
fn is_gone(market: &Market, account: &str) -> bool {
    let answer = market.anyone.get(&format!("/accounts/{account}"));
    answer.status == 404
}

fn others(market: &Market) -> Others {
    let operator = market.operator("lina");
    Others { operator, juan: market.sign_up("juan"), shop: open_shop(market, "enamel") }
}

/// Every table is filled, and wherever the map says that something is about a person, it is about her.
fn touches_everything(traces: &Traces, before: &Rows) {
    let exempt = |name: &str| UNTOUCHED.iter().any(|(table, _)| *table == name);
    let mut untouched = BTreeSet::new();
    for (name, table) in before.iter().filter(|(name, _)| !exempt(name)) {
        let is_personal = table.columns.iter().any(|column| column.erase != domain::Erase::NotPersonal);
        let hangs = table.columns.iter().any(|column| before.contains_key(column.name));
        let is_hers = table.rows.iter().any(|row| traces.touch(row));
        if table.rows.is_empty() || (is_personal && !hangs && !is_hers) {
            untouched.insert(*name);
        }
    }
    let columns: Vec<&Vec<u8>> = before.values().flat_map(|table| table.rows.iter().flatten()).collect();
    for word in WORDS {
        let one = Traces { ids: Vec::new(), words: vec![word] };
        assert!(columns.iter().any(|column| one.word_in(column).is_some()), "nothing says {word}");
    }
    assert_eq!(untouched, BTreeSet::new(), "a table that her life does not touch: let her, in life.rs");
}

/// What is not hers stands as it stood.
fn others_keep_theirs(traces: &Traces, before: &Rows, after: &Rows) {
    let mut hers: BTreeSet<Vec<u8>> = traces.things(before).into_values().flatten().collect();
    let shops = before["shop_member"].rows.iter().filter(|row| traces.touch(row));
    hers.extend(shops.map(|row| row[0].clone()));
    let is_hers = |row: &Vec<Vec<u8>>| traces.touch(row) || row.iter().any(|column| hers.contains(column));
    let mut lost = Vec::new();
    for (name, table) in before.iter().filter(|(name, _)| !MOVING.contains(name)) {
        let gone = table.rows.iter().filter(|row| !is_hers(row) && !after[name].rows.contains(*row));
        lost.extend(gone.map(|row| {
            let row: Vec<_> = row.iter().map(|column| String::from_utf8_lossy(column)).collect();
            format!("{name}: {row:?}")
        }));
    }
    assert_eq!(lost, Vec::<String>::new());
}

/// The files of the search index: no part of it holds anything that was taken out, so none holds a word of hers.
fn index_is_pure(market: &Market) {
    let is_pure = |folder: &Path| {
        let meta = std::fs::read_to_string(folder.join("meta.json")).unwrap_or_default();
        let meta: Value = serde_json::from_str(&meta).unwrap_or_default();
        let parts = meta["segments"].as_array().cloned().unwrap_or_default();
        !parts.is_empty() && parts.iter().all(|part| part["deletes"].is_null())
    };
    market.until("an index without a word of hers", || {
        let folders = std::fs::read_dir(market.folder().join("search")).ok()?;
        let folders: Vec<_> =
            folders.filter_map(|folder| Some(folder.ok()?.path())).filter(|it| it.is_dir()).collect();
        (folders.len() == 2 && folders.iter().all(|folder| is_pure(folder))).then_some(())
    });
    for path in ["/products?query=rice", "/search/posts?query=alitaptap"] {
        let found = market.anyone.get(path);
        assert!(!found.body.to_string().contains("alitaptap"), "{}", found.body);
    }
}

#[test]
fn somebody_who_touched_everything_is_gone_and_others_keep_theirs() {
    for market in Market::both() {
        let others = others(&market);
        let quirina = live(&market, &others);
        let traces = Traces::of(&quirina.id, WORDS);
        market.pass(Span::days(9)); // what she sold and bought is over, and its money is where it belongs
        settled(&market);
        let quirina = market.sign_in(&quirina.handle);
        let asked = asks(&quirina);
        assert_eq!(asked["state"], "cooling", "{}: {asked}", market.engine);
        market.pass(ALMOST);
        market.indexed();
        settled(&market);
        let before = all(&market);
        touches_everything(&traces, &before);

        market.pass(Span::hours(2));
        market.until("her end", || is_gone(&market, &quirina.id).then_some(()));
        settled(&market);
        market.pass(Span::hours(2));
        settled(&market);
        quirina.get("/me").is(401);
        let after = all(&market);
        assert_eq!(traces.left_in(&after), BTreeSet::new(), "{}", market.engine);
        assert_eq!(hanging(&traces.things(&before), &after), BTreeSet::new(), "{}", market.engine);
        let blanked: BTreeSet<String> = product()
            .data_map()
            .iter()
            .filter(|entry| entry.erase == domain::Erase::Blanked)
            .flat_map(|entry| entry.columns.split(',').map(|name| format!("{}.{}", entry.table, name.trim())))
            .collect();
        let said = unblanked(&traces, &before, &before);
        let silent: BTreeSet<&str> = blanked.difference(&said).map(String::as_str).collect();
        assert_eq!(
            silent,
            BTreeSet::from(SILENT.map(|(column, _)| column)),
            "her life says nothing in these"
        );
        let left = unblanked(&traces, &before, &after);
        assert_eq!(left, BTreeSet::from(STAND_IN.map(|(column, _)| column.to_owned())), "{}", market.engine);
        others_keep_theirs(&traces, &before, &after);
        recompute(&market);
        market.indexed();
        index_is_pure(&market);
        let mut keeper = market.signed_in("enamel", "en");
        let sold = market.sign_in("enamel").get(&format!("/shops/{}/orders", others.shop.id)).is(200);
        let sold = sold["data"].as_array().unwrap().iter().find(|order| order["state"] == "settled").unwrap();
        let page = keeper.open(&format!("/orders/{}", text(sold, "/id")));
        assert!(page.says("Somebody who left"), "{}", page.main());
        market.sign_up("quirino_q"); // the handle is free
    }
}

#[test]
fn what_is_open_is_waited_for_and_one_press_takes_it_back() {
    for market in Market::both() {
        let others = others(&market);
        let mia = market.sign_up("mia");
        mia.get("/me/leaving").is(404);
        mia.put("/me/leaving", json!({ "password": "not hers, surely" })).refuses(422, "wrong_password");
        mia.put("/me/leaving", json!({})).refuses(403, "proof_needed");
        others.operator.put("/me/leaving", json!({ "password": PASSWORD })).refuses(409, "last_operator");
        let cup = others.shop.offers("Enamel cup", 25_000, 5);
        let buyer = shopper(&mia);
        let bought = buyer.buys(&buyer.takes(&cup, 1).asks(), "cash");
        let ask = json!({ "password": PASSWORD });
        mia.put("/me/leaving", ask.clone()).refuses(409, "orders_open");
        others.shop.keeper.put("/me/leaving", ask).refuses(409, "shop_orders_open");
        // Each is led to where what must end can be seen.
        let mut waiting = market.signed_in("mia", "en");
        waiting.open("/settings/privacy");
        assert_eq!(waiting.follow("See what must end").path(), "/orders");
        let mut keeper = market.signed_in("enamel", "en");
        keeper.open("/settings/privacy");
        let sold = keeper.follow("See what must end").path().to_owned();
        assert_eq!(sold, format!("/studio/{}/orders", others.shop.id));
        mia.get("/me/leaving").is(404);
        others.shop.moves(&bought.order, "cancel").is(200);

        let first = asks(&mia);
        assert_eq!(asks(&mia), first, "again is the same");
        mia.delete("/me/leaving").is(204);
        mia.get("/me/leaving").is(404);
        market.pass(COOLING + Span::hours(1));
        settled(&market);
        let mia = market.sign_in("mia");
        mia.get("/me").is(200);

        // Asked again; on the last day she buys something.
        asks(&mia);
        market.pass(ALMOST);
        let mia = market.sign_in("mia");
        let buyer = shopper(&mia);
        let bought = buyer.buys(&buyer.takes(&cup, 1).asks(), "cash");
        market.pass(Span::hours(2));
        settled(&market);
        let waits = mia.get("/me/leaving").is(200);
        assert_eq!(
            (&waits["state"], &waits["waits_for"], &waits["waits_at"]),
            (&json!("waiting"), &json!("orders_open"), &json!("/orders")),
            "{waits}"
        );
        assert_eq!(
            text(&mia.get(&format!("/orders/{}", bought.order)).is(200), "/address/recipient"),
            "Ana Reyes"
        );
        let keeper = market.sign_in("enamel");
        let shop = Shop { keeper, id: others.shop.id.clone() };
        shop.moves(&bought.order, "cancel").is(200);
        market.pass(Span::days(1));
        market.until("her end", || is_gone(&market, &mia.id).then_some(()));
        let order = format!("/shops/{}/orders/{}", shop.id, bought.order);
        assert_eq!(shop.keeper.get(&order).is(200)["address"], Value::Null);
        settled(&market);
        recompute(&market);
    }
}

/// `RIALTO_FULL=1`: 20,000 posts. Meanwhile somebody else writes, and waits for none of it longer than for a few short
/// commands.
#[test]
fn somebody_with_many_posts_holds_nobody_up_while_they_are_erased() {
    let many: u32 = testkit::sized(20_000, 300);
    for market in Market::both() {
        let (mia, juan) = (market.sign_up("mia"), market.sign_up("juan"));
        for number in 0..many {
            mia.post("/posts", json!({ "text": format!("Cup number {number}"), "language": "en" })).is(201);
        }
        asks(&mia);
        settled(&market);
        market.pass(COOLING + Span::hours(1));
        let whole = Stopwatch::start();
        let (mut longest, mut written) = (std::time::Duration::ZERO, 0_u32);
        let juan = market.sign_in(&juan.handle);
        while !is_gone(&market, &mia.id) {
            let one = Stopwatch::start();
            juan.put("/me/profile", json!({ "language": "en" })).is(200);
            longest = longest.max(one.elapsed());
            written += 1;
            assert!(whole.elapsed().as_secs() < 600, "{}: ten minutes", market.engine);
        }
        let took = whole.elapsed();
        println!(
            "{}: {many} posts gone in {took:?}; {written} writes meanwhile, the longest {longest:?}",
            market.engine
        );
        assert!(longest.as_millis() < 1_000, "{}: somebody waited {longest:?}", market.engine);
        let left = market.anyone.get(&format!("/accounts/{}/posts", mia.id));
        assert_eq!(left.status, 404, "{}", market.engine);
    }
}
