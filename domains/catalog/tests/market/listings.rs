//! Listings: written by their shop, seen by everybody once they are published, found by any of their words.

use catalog::listings::{Change, ListingChange, ListingView, New, Search, State};
use catalog::shops::{self, NewShop};
use catalog::{ShopKey, VariantId};
use db::{Db, No, Rx};
use kernel::{Actor, Cursor, Cx, Limit, Span};
use serde_json::json;
use web::Paging;

use crate::rig::{benches, list, mango, member, offers, shop, sound};

async fn change(db: &Db, listing: &ListingView, change: serde_json::Value) -> Result<ListingView, No> {
    let change: ListingChange = serde_json::from_value(change).unwrap();
    db.write(&member(1), Change { listing: listing.id, change }, catalog::listings::change).await
}

fn found(query: &str) -> Search {
    let paging = Paging { limit: Limit::DEFAULT, after: None };
    Search { query: Some(query.into()), ..Search::everything(paging) }
}

async fn titles(db: &Db, search: Search) -> Vec<String> {
    let page = db.read(&Actor::Anyone, search, catalog::listings::search).await.unwrap();
    page.data.into_iter().map(|card| card.title).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_listing_comes_out_as_its_shop_wrote_it() {
    for bench in benches() {
        let own = shop(&bench.db, 1, "ina").await;
        let made = list(&bench.db, 1, own.id, mango()).await;
        let seen = bench.db.read(&Actor::Anyone, made.id, catalog::listings::product).await.unwrap();
        assert_eq!(seen, made);
        assert_eq!((seen.handle.as_str(), seen.description.as_str()), ("mangga-1kg", "Sweet & <b>juicy</b>"));
        assert_eq!(seen.category.as_deref(), Some("fresh-produce"));
        let prices: Vec<_> =
            seen.variants.iter().map(|one| (one.price.amount, one.compare_at.map(|m| m.amount))).collect();
        assert_eq!(prices, [(12_000, None), (20_000, Some(25_000))]);
        assert_eq!(seen.variants[1].lowest_in_30_days.unwrap().amount, 20_000);
        assert_eq!(seen.variants.iter().map(|one| one.available).collect::<Vec<_>>(), [Some(10), Some(2)]);
        let second = list(&bench.db, 1, own.id, mango()).await;
        assert_eq!(second.handle, "mangga-1kg-2");
        sound(&bench.db).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_is_its_shops_and_an_archived_listing_nobodys() {
    for bench in benches() {
        let db = &bench.db;
        let own = shop(db, 1, "ina").await;
        let mut draft = mango();
        draft.state = State::Draft;
        let made = list(db, 1, own.id, draft).await;
        assert!(db.read(&member(1), made.id, catalog::listings::product).await.unwrap_err().is_missing());
        assert_eq!(titles(db, found("mangga")).await, Vec::<String>::new());
        change(db, &made, json!({"state": "published"})).await.unwrap();
        assert_eq!(titles(db, found("mangga")).await, ["Mangga 1kg"]);
        change(db, &made, json!({"state": "archived"})).await.unwrap();
        assert!(db.read(&Actor::Anyone, made.id, catalog::listings::product).await.unwrap_err().is_missing());
        assert_eq!(titles(db, found("mangga")).await, Vec::<String>::new());
        let paging = Paging { limit: Limit::DEFAULT, after: None };
        let list = (ShopKey::Id(own.id), Some(State::Archived), paging);
        let lines = db.read(&member(1), list, catalog::listings::seller_list).await.unwrap().data;
        assert_eq!((lines.len(), lines[0].variants, lines[0].price_from), (1, 2, 12_000));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_find_without_case_or_accents_and_no_wildcard_is_one() {
    for bench in benches() {
        let db = &bench.db;
        let own = shop(db, 1, "ina").await;
        for title in ["Piña Colada 50%", "Pina_Juice", "芒果干", "Queso de Bola"] {
            let mut listing = mango();
            listing.title = title.into();
            listing.tags.clear();
            list(db, 1, own.id, listing).await;
            bench.clock.advance(Span::seconds(1));
        }
        for (query, expected) in [
            ("PINA", vec!["Pina_Juice", "Piña Colada 50%"]),
            ("piña colada", vec!["Piña Colada 50%"]),
            ("50%", vec!["Piña Colada 50%"]),
            ("%", vec!["Piña Colada 50%"]),
            ("_", vec!["Pina_Juice"]),
            ("!", vec![]),
            ("'; DROP TABLE listing; --", vec![]),
            ("芒果", vec!["芒果干"]),
            ("bola queso", vec!["Queso de Bola"]),
            ("mng-s queso", vec!["Queso de Bola"]),
            ("", vec!["Queso de Bola", "芒果干", "Pina_Juice", "Piña Colada 50%"]),
        ] {
            assert_eq!(titles(db, found(query)).await, expected, "{} {query}", bench.engine);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_follow_each_other_within_a_category_and_a_shop() {
    for bench in benches() {
        let db = &bench.db;
        let (ina, ben) = (shop(db, 1, "ina").await, shop(db, 2, "ben").await);
        for n in 0..5 {
            let mut listing = mango();
            listing.title = format!("Mango {n}");
            listing.category = Some(if n == 4 { "shoes" } else { "fresh-produce" }.into());
            list(db, if n < 3 { 1 } else { 2 }, if n < 3 { ina.id } else { ben.id }, listing).await;
            bench.clock.advance(Span::seconds(1));
        }
        let ask = |category: Option<&str>, shop: Option<ShopKey>| Search {
            category: category.map(str::to_owned),
            shop,
            ..Search::everything(Paging { limit: Limit::new(2).unwrap(), after: None })
        };
        let mut seen = Vec::new();
        let mut search = ask(None, None);
        loop {
            let page = db.read(&Actor::Anyone, search.clone(), catalog::listings::search).await.unwrap();
            seen.extend(page.data.into_iter().map(|card| card.title));
            let Some(next) = page.next else { break };
            search.paging.after = Some(Cursor::parse(&next).unwrap());
        }
        assert_eq!(seen, ["Mango 4", "Mango 3", "Mango 2", "Mango 1", "Mango 0"], "{}", bench.engine);
        assert_eq!(titles(db, ask(Some("food"), None)).await, ["Mango 3", "Mango 2"]);
        assert_eq!(titles(db, ask(Some("fashion"), None)).await, ["Mango 4"]);
        assert_eq!(titles(db, ask(Some("food"), Some("ben".parse().unwrap()))).await, ["Mango 3"]);
        assert_eq!(titles(db, ask(None, Some(ShopKey::Id(ina.id)))).await, ["Mango 2", "Mango 1"]);
        let no = db.read(&Actor::Anyone, ask(Some("nonsense"), None), catalog::listings::search).await;
        assert_eq!(no.unwrap_err().code(), "category");
    }
}

fn price_log(rx: &mut Rx, _: &Cx, variant: &VariantId) -> Result<Vec<(i64, i64)>, No> {
    let rows = catalog::listings::prices(rx, *variant, 10)?;
    Ok(rows.into_iter().map(|row| (row.version, row.price)).collect())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_price_is_kept_and_the_lowest_of_thirty_days_is_told() {
    for bench in benches() {
        let db = &bench.db;
        let own = shop(db, 1, "ina").await;
        let made = list(db, 1, own.id, mango()).await;
        let variant = made.variants[1].id;
        let at = |price: i64, before: i64| {
            let money = |amount: i64| json!({"amount": amount, "currency": "PHP"});
            json!({"variants": [
                {"choice": ["S"], "price": money(12_000), "sku": "MNG-S", "grams": 500},
                {"choice": ["L"], "price": money(price), "compare_at": money(before)},
            ]})
        };
        bench.clock.advance(Span::days(10));
        change(db, &made, at(15_000, 25_000)).await.unwrap();
        bench.clock.advance(Span::days(10));
        let now = change(db, &made, at(18_000, 25_000)).await.unwrap();
        assert_eq!(now.variants[1].lowest_in_30_days.unwrap().amount, 15_000);
        assert_eq!(now.variants[1].available, Some(2), "a change of price moves no stock");
        assert_eq!(now.variants[0].version, 1, "what did not change has its version");
        assert_eq!(now.variants[1].id, variant);
        assert_eq!(
            db.read(&Actor::Engine, variant, price_log).await.unwrap(),
            [(3, 18_000), (2, 15_000), (1, 20_000)]
        );
        // Set 20 days ago and raised 10 days ago: it counts until 30 days after the raise.
        bench.clock.advance(Span::days(29));
        let lowest = |view: &ListingView| view.variants[1].lowest_in_30_days.unwrap().amount;
        let seen = db.read(&Actor::Anyone, made.id, catalog::listings::product).await.unwrap();
        assert_eq!(lowest(&seen), 15_000);
        bench.clock.advance(Span::days(2));
        let seen = db.read(&Actor::Anyone, made.id, catalog::listings::product).await.unwrap();
        assert_eq!(lowest(&seen), 18_000, "{}", bench.engine);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_variant_that_is_left_out_is_gone_and_comes_back_as_itself() {
    for bench in benches() {
        let db = &bench.db;
        let own = shop(db, 1, "ina").await;
        let made = list(db, 1, own.id, mango()).await;
        let small = json!({"choice": ["S"], "price": {"amount": 12_000, "currency": "PHP"}, "stock": 99});
        let large = json!({"choice": ["L"], "price": {"amount": 20_000, "currency": "PHP"}, "stock": 99});
        let one = change(db, &made, json!({"variants": [small]})).await.unwrap();
        assert_eq!(one.variants.len(), 1);
        assert_eq!(one.variants[0].available, Some(10), "stock moves by movements only");
        let large_id = made.variants[1].id;
        let offer = &db.read(&Actor::Anyone, vec![large_id], offers).await.unwrap()[0];
        assert!(!offer.published);
        let two = change(db, &made, json!({"variants": [small, large]})).await.unwrap();
        assert_eq!((two.variants[1].id, two.variants[1].available), (large_id, Some(2)));
        assert!(two.variants[1].version > offer.version);
        sound(db).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_right_is_refused_by_its_field_and_leaves_nothing() {
    for bench in benches() {
        let db = &bench.db;
        let own = shop(db, 1, "ina").await;
        let base = json!({"title": "T", "variants": [{"price": {"amount": 1, "currency": "PHP"}}]});
        let with = |pointer: &str, value: serde_json::Value| {
            let mut listing = base.clone();
            match pointer.rsplit_once('/') {
                Some(("", key)) => listing[key] = value,
                Some((parent, key)) => listing.pointer_mut(parent).unwrap()[key] = value,
                None => {}
            }
            serde_json::from_value(listing).unwrap()
        };
        let usd = json!({"amount": 1, "currency": "USD"});
        let php = |amount: i64| json!({"amount": amount, "currency": "PHP"});
        for (pointer, value, code) in [
            ("/title", json!("  "), "text_length"),
            ("/title", json!("x".repeat(201)), "text_length"),
            ("/description", json!("x".repeat(20_001)), "text_length"),
            ("/handle", json!("Not A Handle"), "handle"),
            ("/category", json!("nonsense"), "category"),
            ("/variants", json!([]), "variants"),
            ("/variants/0/price", usd, "wrong_currency"),
            ("/variants/0/price", php(-1), "price"),
            ("/variants/0/price", php(i64::MAX), "price"),
            ("/variants/0/compare_at", php(1), "compare_at"),
            ("/variants/0/stock", json!(1_000_000_001), "too_large"),
            ("/variants/0/choice", json!(["Red"]), "choice"),
            ("/variants/0/image", json!("javascript:alert(1)"), "web_address"),
            ("/images", json!([{"url": "https://e.com/\"onerror=x"}]), "web_address"),
            ("/options", json!([{"name": "A", "values": []}]), "option_values"),
            ("/options", json!([{"name": "A", "values": ["x", "x"]}]), "repeated_option"),
            ("/tags", json!(vec!["x"; 31]), "too_many"),
        ] {
            let new = New { shop: ShopKey::Id(own.id), listing: with(pointer, value) };
            let no = db.write(&member(1), new, catalog::listings::create).await.unwrap_err();
            assert_eq!(no.code(), code, "{pointer}");
        }
        let list = (ShopKey::Id(own.id), None, Paging { limit: Limit::DEFAULT, after: None });
        assert_eq!(db.read(&member(1), list, catalog::listings::seller_list).await.unwrap().data, []);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_is_opened_once_under_a_handle_that_can_be_one() {
    for bench in benches() {
        let new = |handle: &str, country: &str, tax_rate, ship_days| NewShop {
            handle: handle.into(),
            name: "Ina's".into(),
            currency: "PHP".parse().unwrap(),
            country: country.into(),
            tax_rate,
            ship_days,
            cash_on_delivery: false,
            story: String::new(),
        };
        for (shop, code) in [
            (new("ab", "PH", 0, 1), "handle"),
            (new("-abc", "PH", 0, 1), "handle"),
            (new("a--b", "PH", 0, 1), "handle"),
            (new("Abc", "PH", 0, 1), "handle"),
            (new("shp_abc", "PH", 0, 1), "handle"),
            (new("ina", "ph", 0, 1), "country"),
            (new("ina", "PHL", 0, 1), "country"),
            (new("ina", "PH", 10_001, 1), "tax_rate"),
            (new("ina", "PH", 0, 0), "ship_days"),
            (new("ina", "PH", 0, 31), "ship_days"),
        ] {
            assert_eq!(bench.db.write(&member(1), shop, shops::open).await.unwrap_err().code(), code);
        }
        let opened = bench.db.write(&member(1), new("ina", "PH", 0, 30), shops::open).await.unwrap();
        let twice = bench.db.write(&member(2), new("ina", "PH", 0, 30), shops::open).await;
        assert_eq!(twice.unwrap_err().code(), "handle_taken", "{}", bench.engine);
        let found = bench.db.read(&Actor::Anyone, "ina".parse().unwrap(), shops::show).await.unwrap();
        assert_eq!(found, opened);
    }
}
