//! A search that somebody keeps tells what came into it: once, what is theirs to hear, and only while it is there.

use db::{No, Rx, Tx, params, sql};
use kernel::{Actor, Cx, Span};
use market_tests::{Browser, Client, Market};
use serde_json::{Value, json};

use super::inbox::{texts, told};
use crate::cast::{guest, open_shop, php, text};

sql! {
    LAGS = "SELECT log_head.pos - COALESCE((SELECT pos FROM listener WHERE name = 'discover.arrivals'), 0)
        FROM log_head WHERE log_head.name = 'log'";
    AGAIN = "UPDATE listener SET pos = 0 WHERE name = 'discover.arrivals'";
    /// As if the process had died between saving where it looked up to and saying what it found, on every search.
    UNDONE = "UPDATE saved_search SET due = 0 WHERE due < 9223372036854775807";
    KEPT = "INSERT INTO saved_search (id, account, words, category, made, seen, since)
        VALUES ($1, $1, $2, '', $3, $3, $3)";
    LEFT = "SELECT COUNT(*) FROM saved_search WHERE heard = 0";
    FOUND = "SELECT COUNT(*) FROM fact WHERE process = 'saved_search' AND event = 'found'";
}

fn lags(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, No> {
    Ok(rx.one(&LAGS, &[])?)
}

fn times_found(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, No> {
    Ok(rx.one(&FOUND, &[])?)
}

fn again(tx: &mut Tx, _: &Cx, (): &()) -> Result<(), No> {
    tx.run(&AGAIN, &[])?;
    tx.run(&UNDONE, &params![])?;
    Ok(())
}

/// What came is found, looked at, and told.
#[track_caller]
fn looked(market: &Market) {
    market.indexed();
    market.until("arrivals heard", || {
        (market.block_on(market.db.read(&Actor::Engine, (), lags)) == Ok(0)).then_some(())
    });
    market.pass(Span::seconds(11));
    told(market);
    told(market); // what the job said is heard too
}

fn keeps(who: &Client, words: &str) -> String {
    text(&who.post("/saved-searches", json!({ "query": words })).is(201), "/id")
}

fn found(who: &Client) -> Vec<String> {
    texts(who).into_iter().filter(|text| text.contains("new for")).collect()
}

/// Somebody's search, as if it had been kept in a market of before.
fn keep_many(tx: &mut Tx, cx: &Cx, (from, to): &(u32, u32)) -> Result<(), No> {
    for nth in *from..*to {
        let mut id = [7; 16];
        id[..4].copy_from_slice(&nth.to_be_bytes());
        let id = kernel::Uid(id);
        // One in a hundred finds something, and is of nobody who is there.
        let words = if nth % 100 == 0 { "enamel mug".to_owned() } else { format!("teapot {nth}") };
        tx.run(&KEPT, &params![id, words, cx.now])?;
    }
    Ok(())
}

fn to_look_at(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, No> {
    Ok(rx.one(&LEFT, &[])?)
}

fn nothing(_: &mut Tx, _: &Cx, (): &()) -> Result<(), No> {
    Ok(())
}

/// Hundreds in every run, ten thousand in the full one.
#[test]
fn thousands_of_searches_are_looked_at_while_everybody_goes_on_writing() {
    let many: u32 = testkit::sized(10_000, 300);
    for market in Market::both() {
        let shop = open_shop(&market, "pandayan");
        let ana = market.sign_up("ana");
        keeps(&ana, "enamel mug");
        for from in (0..many).step_by(500) {
            let some = (from, many.min(from + 500));
            market.block_on(market.db.write(&Actor::Engine, some, keep_many)).unwrap();
        }
        market.pass(Span::minutes(1));
        shop.offers("Enamel mug", 25_000, 5);
        market.indexed();
        market.until("arrivals heard", || {
            (market.block_on(market.db.read(&Actor::Engine, (), lags)) == Ok(0)).then_some(())
        });
        market.pass(Span::seconds(11));
        let watch = kernel::clock::Stopwatch::start();
        let mut slowest = std::time::Duration::ZERO;
        while market.block_on(market.db.read(&Actor::Engine, (), to_look_at)).unwrap() > 0 {
            let write = kernel::clock::Stopwatch::start();
            market.block_on(market.db.write(&Actor::Engine, (), nothing)).unwrap();
            slowest = slowest.max(write.elapsed());
            assert!(watch.elapsed().as_secs() < 300, "{}: they are never done", market.engine);
        }
        println!(
            "{}: {many} searches looked at in {:?}, the slowest writer beside waited {slowest:?}",
            market.engine,
            watch.elapsed()
        );
        assert!(slowest.as_millis() < 2_000, "{}: somebody waited {slowest:?}", market.engine);
        told(&market);
        assert_eq!(found(&ana), ["1 new for “enamel mug”."], "{}", market.engine);
    }
}

/// Heard and looked at once more, nobody is told again.
#[track_caller]
fn looked_again(market: &Market, ana: &Client, two: &str) {
    let said = market.block_on(market.db.read(&Actor::Engine, (), times_found)).unwrap();
    market.block_on(market.db.write(&Actor::Engine, (), again)).unwrap();
    looked(market);
    assert_eq!(market.block_on(market.db.read(&Actor::Engine, (), times_found)).unwrap(), said);
    assert_eq!(found(ana), [two]);
    ana.put("/search-pace", json!({ "pace": "daily" })).is(200);
}

/// The notice leads to the list, where what is new is marked and what is not is not.
#[track_caller]
fn leads_to_what_is_new(sees: &mut Browser, two: &str) {
    assert!(sees.open("/inbox?show=searches").main().contains("Because you keep this search."));
    let page = sees.press(two);
    assert!(page.path().starts_with("/search?query=enamel+mug&sort=newest&since="), "{}", page.path());
    let list = page.by_id("goods").unwrap().text.clone();
    assert_eq!(list.matches("new").count(), 2, "{list}");
    assert!(list.contains("Enamel mug, old"), "{list}");
}

#[test]
fn a_saved_search_tells_once_a_day_what_came_and_only_what_is_there_and_welcome() {
    for market in Market::both() {
        let shop = open_shop(&market, "pandayan");
        shop.offers("Enamel mug, old", 25_000, 5);
        looked(&market); // nobody keeps a search yet
        let lays = |title: &str| {
            let listing = json!({ "title": title, "state": "published",
                "variants": [{ "price": php(25_000), "stock": 1, "grams": 400 }] });
            let laid = shop.keeper.post(&format!("/shops/{}/listings", shop.id), listing).is(201);
            (text(&laid, "/id"), text(&laid, "/variants/0/id"))
        };
        let takes_down = |id: &str| {
            shop.keeper.patch(&format!("/listings/{id}"), json!({ "state": "archived" })).is(200);
        };
        let [ana, ben, caro, dee] = ["ana", "ben", "caro", "dee"].map(|handle| market.sign_up(handle));
        let kept = keeps(&ana, "enamel mug");
        for who in [&ben, &caro, &dee] {
            keeps(who, "enamel mug");
        }
        keeps(&shop.keeper, "enamel mug");
        ben.put(&format!("/mutes/{}", shop.id), Value::Null).is(204);
        caro.put("/search-pace", json!({ "pace": "off" })).is(200);
        dee.put("/search-pace", json!({ "pace": "at_once" })).is(200);
        market.pass(Span::minutes(1));

        let (red, red_cup) = lays("Enamel mug, red");
        let (blue, _) = lays("Enamel mug, blue");
        lays("Glass bowl");
        looked(&market);
        let two = "2 new for “enamel mug”.";
        assert_eq!(
            found(&ana),
            [two],
            "{}: not what was there before, not what is something else",
            market.engine
        );
        assert_eq!(found(&dee), [two]);
        for (who, why) in [(&ben, "muted"), (&caro, "off"), (&shop.keeper, "their own things")] {
            assert_eq!(found(who), [""; 0], "{why}");
        }

        looked_again(&market, &ana, two);
        let mut sees = market.signed_in("ana", "en");
        leads_to_what_is_new(&mut sees, two);

        // What is sold out or taken down is no news; with nothing left, the notice is not there.
        let buyer = guest(&market);
        buyer.buys(&buyer.takes(&red_cup, 1).asks(), "gateway");
        told(&market);
        assert_eq!(found(&ana), ["1 new for “enamel mug”."], "its last piece is held for somebody");
        takes_down(&blue);
        takes_down(&red);
        told(&market);
        assert_eq!((found(&ana), found(&dee)), (vec![], vec![]), "{}", market.engine);

        // Within the day one is told only who wants it at once.
        lays("Enamel mug, green");
        looked(&market);
        assert_eq!((found(&ana).len(), found(&dee).len()), (0, 1));
        market.pass(Span::days(1));
        looked(&market);
        let one = "1 new for “enamel mug”.";
        assert_eq!((found(&ana), found(&dee)), (vec![one.to_owned()], vec![one.to_owned()]));

        // Until it is read, the next one joins it; what its keeper looked at themselves is read.
        lays("Enamel mug, white");
        looked(&market);
        assert_eq!((found(&ana), found(&dee)), (vec![one.to_owned()], vec![two.to_owned()]));
        ana.put(&format!("/saved-searches/{kept}/seen"), Value::Null).is(200);
        told(&market);
        assert!(!sees.open("/inbox?show=unread").main().contains("new for"));
        market.pass(Span::days(1));
        looked(&market);
        assert_eq!(found(&ana), [one], "what she looked at herself is not told: {}", market.engine);

        // Off, nothing is told, and not later either; with the search its notices go.
        sees.open("/settings/notices");
        assert!(sees.fill("pace", "off").press("Save how often").says("Saved"));
        lays("Enamel mug, black");
        market.pass(Span::days(1));
        looked(&market);
        ana.put("/search-pace", json!({ "pace": "at_once" })).is(200);
        looked(&market);
        assert_eq!(found(&ana), [one]);
        ana.delete(&format!("/saved-searches/{kept}")).is(204);
        told(&market);
        assert_eq!(found(&ana), [""; 0], "{}", market.engine);
    }
}
