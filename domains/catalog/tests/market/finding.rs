//! Looking for things: by price in one currency, in stock, page after page in every order.

use catalog::listings::{Card, NewListing, Search, Sort};
use catalog::shops::{self, NewShop, ShopChange};
use catalog::{ShopKey, listings};
use db::{Db, No};
use kernel::{Actor, Currency, Cursor, Limit, Money, Span};
use web::Paging;

use crate::rig::{Take, benches, list, mango, member, shop, take, uid};

fn asked() -> Search {
    Search::everything(Paging { limit: Limit::DEFAULT, after: None })
}

async fn cards(db: &Db, search: Search) -> Result<Vec<Card>, No> {
    Ok(db.read(&Actor::Anyone, search, listings::search).await?.data)
}

async fn titles(db: &Db, search: Search) -> Vec<String> {
    cards(db, search).await.unwrap().into_iter().map(|card| card.title).collect()
}

/// One variant at so many minor units of the currency.
fn thing(title: &str, price: i64, currency: Currency, stock: u32) -> NewListing {
    let mut listing = mango();
    (listing.title, listing.options) = (title.into(), Vec::new());
    listing.variants.truncate(1);
    listing.variants[0].choice.clear();
    listing.variants[0].price = Money::new(price, currency);
    listing.variants[0].stock = stock;
    listing
}

/// A shop in yuan, kept by account 2.
async fn tea_shop(db: &Db) -> catalog::ShopView {
    let new = NewShop {
        handle: "yunwu".into(),
        name: "云雾".into(),
        currency: Currency::CNY,
        country: "CN".into(),
        tax_rate: 0,
        ship_days: 3,
        cash_on_delivery: false,
        story: String::new(),
    };
    db.write(&member(2), new, shops::open).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn prices_order_and_bound_a_list_within_one_currency_and_page_by_page() {
    for bench in benches() {
        let db = &bench.db;
        let (ina, tea) = (shop(db, 1, "ina").await, tea_shop(db).await);
        for (title, price) in [("C", 30_000), ("A", 10_000), ("E", 30_000), ("B", 20_000), ("D", 45_000)] {
            list(db, 1, ina.id, thing(title, price, Currency::PHP, 1)).await;
            bench.clock.advance(Span::seconds(1));
        }
        list(db, 2, tea.id, thing("茶", 20_000, Currency::CNY, 1)).await;
        let php = |sort| Search { sort, currency: Some(Currency::PHP), ..asked() };
        assert_eq!(titles(db, php(Sort::Cheapest)).await, ["A", "B", "C", "E", "D"], "{}", bench.engine);
        assert_eq!(titles(db, php(Sort::Dearest)).await, ["D", "E", "C", "B", "A"]);
        assert_eq!(titles(db, php(Sort::Newest)).await, ["D", "B", "E", "A", "C"]);
        let yuan = Search { currency: Some(Currency::CNY), ..php(Sort::Cheapest) };
        assert_eq!(titles(db, yuan.clone()).await, ["茶"]);
        let of_shop = |sort| Search { shop: Some(ShopKey::Id(ina.id)), ..php(sort) };
        assert_eq!(titles(db, of_shop(Sort::Cheapest)).await, ["A", "B", "C", "E", "D"]);
        assert_eq!(titles(db, of_shop(Sort::Dearest)).await, ["D", "E", "C", "B", "A"]);
        let bounded = |least, most| Search { price_min: least, price_max: most, ..php(Sort::Cheapest) };
        assert_eq!(titles(db, bounded(Some(20_000), Some(30_000))).await, ["B", "C", "E"]);
        assert_eq!(titles(db, bounded(Some(20_001), None)).await, ["C", "E", "D"]);
        assert_eq!(titles(db, bounded(None, Some(19_999))).await, ["A"]);
        for sort in Sort::ALL {
            let (mut search, mut seen) = (php(sort), Vec::new());
            search.paging.limit = Limit::new(2).unwrap();
            loop {
                let page = db.read(&Actor::Anyone, search.clone(), listings::search).await.unwrap();
                seen.extend(page.data.into_iter().map(|card| card.title));
                let Some(next) = page.next else { break };
                search.paging.after = Some(Cursor::parse(&next).unwrap());
            }
            assert_eq!(seen, titles(db, php(sort)).await, "{} {sort:?}", bench.engine);
        }
        let nowhere = Search { currency: None, ..php(Sort::Cheapest) };
        assert_eq!(cards(db, nowhere).await.unwrap_err().code(), "currency");
        let unbounded = Search { price_max: Some(1), ..asked() };
        assert_eq!(cards(db, unbounded).await.unwrap_err().code(), "currency");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_promised_to_others_is_not_in_stock_and_what_sells_without_limit_is() {
    for bench in benches() {
        let db = &bench.db;
        let ina = shop(db, 1, "ina").await;
        let last = list(db, 1, ina.id, thing("Last one", 100, Currency::PHP, 1)).await;
        bench.clock.advance(Span::seconds(1));
        list(db, 1, ina.id, thing("None yet", 200, Currency::PHP, 0)).await;
        let only = Search { in_stock: true, ..asked() };
        assert_eq!(titles(db, only.clone()).await, ["Last one"], "{}", bench.engine);
        let ask = Take { hold: uid(1), variant: last.variants[0].id, quantity: 1, order: uid(2) };
        db.write(&Actor::Engine, ask, take).await.unwrap();
        assert_eq!(titles(db, only).await, Vec::<String>::new());
        let all = cards(db, asked()).await.unwrap();
        assert_eq!(all.iter().map(|card| card.sold_out).collect::<Vec<_>>(), [true, true]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_says_from_only_where_another_variant_costs_more() {
    for bench in benches() {
        let db = &bench.db;
        let ina = shop(db, 1, "ina").await;
        list(db, 1, ina.id, mango()).await;
        bench.clock.advance(Span::seconds(1));
        list(db, 1, ina.id, thing("One", 100, Currency::PHP, 1)).await;
        let seen = cards(db, asked()).await.unwrap();
        let prices: Vec<_> = seen.iter().map(|card| (card.price_from.amount, card.price_varies)).collect();
        assert_eq!(prices, [(100, false), (12_000, true)], "{}", bench.engine);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_tells_its_story_in_plain_lines_and_not_at_any_length() {
    for bench in benches() {
        let db = &bench.db;
        let ina = shop(db, 1, "ina").await;
        let tell = |story: String| {
            let change = ShopChange { story: Some(story), ..ShopChange::default() };
            shops::Change { shop: ShopKey::Id(ina.id), change }
        };
        let said = tell("  We fry <b>lumpia</b>.\r\n\r\nSince 1974.\u{7}  ".into());
        let told = db.write(&member(1), said, shops::change).await.unwrap();
        assert_eq!(told.story, "We fry <b>lumpia</b>.\n\nSince 1974.");
        let no = db.write(&member(1), tell("x".repeat(2_001)), shops::change).await.unwrap_err();
        assert_eq!(no.code(), "text_length");
        assert!(db.write(&member(2), tell("Mine".into()), shops::change).await.unwrap_err().is_missing());
        let seen = db.read(&Actor::Anyone, ShopKey::Id(ina.id), shops::show).await.unwrap();
        assert_eq!(seen, told, "{}", bench.engine);
    }
}
