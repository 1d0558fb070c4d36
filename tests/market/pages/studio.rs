//! The seller's side of the counter: opening a shop, one listing on one page, its state and its stock.

use market_tests::{Browser, Market};
use serde_json::Value;

use crate::books::rows;
use crate::cast::text;

/// One language's words for the same buttons and headings.
struct Words {
    tag: &'static str,
    open: &'static str,
    opened: &'static str,
    add: &'static str,
    publish: &'static str,
    listed: &'static str,
    price_wrong: &'static str,
    save: &'static str,
    archive: &'static str,
    archived: &'static str,
    stock: &'static str,
    left: &'static str,
    saved: &'static str,
}

const WORDS: [Words; 3] = [
    Words {
        tag: "en",
        open: "Open the shop",
        opened: "Your shop is open. Here is its first listing.",
        add: "Add a listing",
        publish: "Put it up for sale",
        listed: "It is up for sale.",
        price_wrong: "A price is an amount such as 1290 or 1290.50.",
        save: "Save",
        archive: "Archive",
        archived: "Archived",
        stock: "Change the stock",
        left: "8 can be bought.",
        saved: "Saved.",
    },
    Words {
        tag: "zh",
        open: "开店",
        opened: "你的店开好了。来放第一件商品。",
        add: "添加商品",
        publish: "上架出售",
        listed: "已上架。",
        price_wrong: "价格是一个数额，例如 1290 或 1290.50。",
        save: "保存",
        archive: "归档",
        archived: "已归档",
        stock: "修改库存",
        left: "可买 8 件。",
        saved: "已保存。",
    },
    Words {
        tag: "fil",
        open: "Buksan ang tindahan",
        opened: "Bukas na ang tindahan mo. Narito ang unang paninda.",
        add: "Magdagdag ng paninda",
        publish: "Ibenta na",
        listed: "Ibinebenta na ito.",
        price_wrong: "Ang presyo ay halagang tulad ng 1290 o 1290.50.",
        save: "I-save",
        archive: "I-archive",
        archived: "Naka-archive",
        stock: "Palitan ang stock",
        left: "8 ang mabibili.",
        saved: "Na-save na.",
    },
];

/// Opens a shop of this name by its page.
fn open(browser: &mut Browser, words: &Words, name: &str) {
    browser.open("/sell");
    browser.fill("name", name).fill("country", "PH").fill("currency", "PHP").fill("ship_days", "2");
    browser.press(words.open);
}

#[test]
fn a_shop_is_opened_by_its_name_and_its_first_listing_sold_within_two_forms_in_each_language() {
    for market in Market::both() {
        for words in &WORDS {
            let handle = format!("keeper_{}", words.tag);
            market.sign_up(&handle);
            let mut keeper = market.signed_in(&handle, words.tag);
            open(&mut keeper, words, &format!("Emalya {}", words.tag));
            let new = format!("/studio/emalya-{}/listings/new", words.tag);
            assert_eq!((keeper.page().path(), keeper.page().heading()), (new.as_str(), words.add));
            assert!(keeper.page().says(words.opened), "{}", keeper.page().main());
            keeper.fill("title", "Enamel cup").fill("price", "about 250").fill("stock", "5");
            let page = keeper.press(words.publish);
            assert_eq!(page.status, 422, "{}", page.main());
            assert_eq!(page.by_id("f-price-wrong").unwrap().text, words.price_wrong);
            assert_eq!(
                page.by_id("f-title").unwrap().get("value"),
                Some("Enamel cup"),
                "what was typed stays"
            );
            keeper.fill("price", "1,250.50");
            keeper.press(words.publish);
            assert_eq!(keeper.page().heading(), "Enamel cup", "{}", keeper.page().main());
            assert!(keeper.page().says(words.listed) && keeper.page().says("₱1,250.50"));
        }
    }
}

#[test]
fn a_listing_is_changed_counted_and_put_away_from_its_page() {
    for market in Market::both() {
        for words in &WORDS {
            let handle = format!("keeper_{}", words.tag);
            let member = market.sign_up(&handle);
            let mut keeper = market.signed_in(&handle, words.tag);
            open(&mut keeper, words, &format!("Emalya {}", words.tag));
            keeper.fill("title", "Enamel cup").fill("price", "250").fill("stock", "5");
            keeper.press(words.publish);
            let shop = format!("/studio/emalya-{}/listings", words.tag);
            keeper.open(&shop);
            let row = keeper.page().all("a").find(|link| link.text.contains("Enamel cup")).unwrap();
            let page = row.get("href").unwrap().to_owned();
            assert!(row.text.ends_with("₱250"), "{}", row.text);
            keeper.open(&page);
            keeper.fill("title", "Enamel mug").fill("price", "260");
            keeper.press(words.save);
            assert_eq!(keeper.page().heading(), "Enamel mug", "{}", keeper.page().main());
            assert!(keeper.page().says(words.saved), "{}", keeper.page().main());
            keeper.fill("delta", "3").fill("reason", "received");
            keeper.press_twice(words.stock);
            assert!(keeper.page().says(words.left), "pressed twice, counted once: {}", keeper.page().main());
            keeper.press(words.archive);
            let shelf = keeper.open(&shop);
            assert!(shelf.says(words.archived) && shelf.says("₱260"), "{}", shelf.main());
            let id = page.rsplit('/').next().unwrap();
            let seen = member.get(&format!("/listings/{id}")).is(200);
            assert_eq!(
                (text(&seen, "/title"), text(&seen, "/state")),
                ("Enamel mug".into(), "archived".into())
            );
        }
    }
}

#[test]
fn a_refused_form_of_the_studio_leaves_nothing_behind() {
    for market in Market::both() {
        market.sign_up("keeper");
        market.sign_up("rival");
        let words = &WORDS[0];
        let mut keeper = market.signed_in("keeper", "en");
        open(&mut keeper, words, "Emalya");
        keeper.fill("title", "Enamel cup").fill("price", "250").fill("stock", "5");
        keeper.press(words.publish);
        let id = keeper.page().path().rsplit('/').next().unwrap().to_owned();
        let mut rival = market.signed_in("rival", "en");
        let before = rows(&market);
        // A name that another shop's address has, a parcel that takes too long, no name at all.
        for (name, days, status) in [("Emalya", "2", 409), ("Other", "31", 422), (" ", "2", 422)] {
            rival.open("/sell");
            rival.fill("name", name).fill("country", "PH").fill("ship_days", days);
            let page = rival.press(words.open);
            assert_eq!(page.status, status, "{name} within {days} days: {}", page.main());
            assert_eq!(page.by_id("f-name").unwrap().get("value"), Some(name), "what was typed stays");
        }
        // Fewer than there are cannot go.
        keeper.open(&format!("/studio/listings/{id}"));
        keeper.fill("delta", "-6").fill("reason", "lost");
        assert_eq!(keeper.press(words.stock).status, 409);
        keeper.open("/studio/emalya/listings/new");
        keeper.fill("title", " ").fill("price", "5").fill("stock", "1");
        assert_eq!(keeper.press(words.publish).status, 422);
        assert_eq!(rows(&market), before, "{}", market.engine);
        assert!(keeper.open(&format!("/studio/listings/{id}")).says("5 can be bought."));
    }
}

#[test]
fn the_studio_of_another_is_not_there() {
    for market in Market::both() {
        let member = market.sign_up("keeper");
        market.sign_up("rival");
        let words = &WORDS[0];
        let mut keeper = market.signed_in("keeper", "en");
        open(&mut keeper, words, "Emalya");
        keeper.fill("title", "Enamel cup").fill("price", "250").fill("stock", "5");
        keeper.press(words.publish);
        let id = keeper.page().path().rsplit('/').next().unwrap().to_owned();
        let shown = |pointer: &str| text(&member.get(&format!("/listings/{id}")).is(200), pointer);
        let variant = shown("/variants/0/id");
        let mut rival = market.signed_in("rival", "en");
        let before = rows(&market);
        let listing = format!("/studio/listings/{id}");
        for page in ["/studio/emalya/listings", "/studio/emalya/listings/new", listing.as_str()] {
            assert_eq!(rival.open(page).status, 404, "{page}");
        }
        let (state, stock) = (format!("{listing}/state"), format!("{listing}/stock"));
        let forms: [(&str, &[(&str, &str)]); 2] = [
            (&state, &[("state", "archived")]),
            (&stock, &[("variant", &variant), ("delta", "5"), ("reason", "received")]),
        ];
        for (path, fields) in forms {
            let status = rival.send(path, fields).status;
            assert!(matches!(status, 404 | 422), "{path}: {status}");
        }
        assert_eq!(rows(&market), before);
        assert_eq!(shown("/state"), "published");
        assert_eq!(
            member.get(&format!("/listings/{id}")).is(200)["variants"][0]["available"],
            Value::from(5)
        );
    }
}
