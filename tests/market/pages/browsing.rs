//! Looking around as somebody with a browser and no script: what lies where, what a search finds and does not, what
//! may be said of a price, whose a shop is.

use kernel::Span;
use market_tests::{Browser, Market, Page};
use serde_json::{Value, json};

use crate::cast::{Shop, open_shop, php};

/// What would run, close or open something if any page forgot to escape it.
const HOSTILE: &str = "\"'></title><script>alert(1)</script><img src=x onerror=alert(2)>&{{7*7}}";

/// A listing, and its path.
fn lay_out(shop: &Shop, listing: Value) -> (String, String) {
    let made = shop.keeper.post(&format!("/shops/{}/listings", shop.id), listing).is(201);
    let id = made["id"].as_str().unwrap().to_owned();
    (id.clone(), format!("/p/{id}"))
}

fn simple(title: &str, price: i64, stock: u32, category: &str) -> Value {
    json!({ "title": title, "state": "published", "category": category,
        "variants": [{ "price": php(price), "stock": stock, "grams": 180 }] })
}

/// A mug in three colours, of which one is sold out, and a pot.
fn kitchen(market: &Market) -> Shop {
    let shop = open_shop(market, "emalya");
    let colours = json!([
        { "choice": ["White"], "price": php(32_000), "stock": 5, "sku": "EML-1" },
        { "choice": ["Cream"], "price": php(32_000), "stock": 0 },
        { "choice": ["Speckled"], "price": php(35_050), "stock": 1 },
    ]);
    let mug = json!({ "title": "Enamel mug", "state": "published", "category": "kitchen", "tags": ["camping"],
        "description": "Holds 350 ml.\n\nOutlives the trip.", "vendor": "Malabon",
        "options": [{ "name": "Colour", "values": ["White", "Cream", "Speckled"] }], "variants": colours });
    lay_out(&shop, mug);
    market.pass(Span::seconds(1));
    lay_out(&shop, simple("Stock pot", 185_000, 0, "kitchen"));
    market.pass(Span::seconds(1));
    lay_out(&shop, simple("Garden pail", 120_000, 7, "garden"));
    market.indexed();
    shop
}

/// The names of what lies on the page, in order.
fn names(page: &Page) -> Vec<String> {
    // Each begins with the letter in its box, which nobody hears.
    page.of_class("good").map(|good| good.text.chars().skip(1).collect()).collect()
}

fn visit<'a>(browser: &'a mut Browser, path: &str) -> &'a Page {
    let page = browser.open(path);
    assert_eq!(page.status, 200, "{path}: {}", page.main());
    page
}

#[test]
fn a_phone_has_five_destinations_and_who_keeps_a_shop_finds_their_orders_in_me() {
    for market in Market::both() {
        let tabs = |mut browser: Browser, path: &str| {
            let page = browser.open(path);
            page.of_class("tabs").map(|bar| bar.text.clone()).collect::<Vec<_>>()
        };
        open_shop(&market, "emalya");
        market.sign_up("mia");
        assert_eq!(tabs(market.browser(), "/"), ["HomeShopMe"], "{}", market.engine);
        assert_eq!(tabs(market.signed_in("mia", "en"), "/"), ["HomeShopOrdersInboxMe"]);
        // What is new stands in the inbox's own words.
        let among = |language, path, (first, last): (&str, &str)| {
            let bar = tabs(market.signed_in("emalya", language), path).concat();
            assert!(bar.starts_with(first) && bar.ends_with(last), "{bar}");
        };
        among("en", "/", ("HomeShopInbox", "StudioMe"));
        among("zh-CN", "/studio", ("首页逛店消息", "工作台我的"));
        assert_eq!(
            tabs(market.signed_in("emalya", "fil"), "/shops/nobody"),
            ["HomeTindahanMga orderInboxAko"]
        );
        let mut keeper = market.signed_in("emalya", "en");
        assert_eq!(keeper.open("/me").link("Orders"), Some("/orders"));
    }
}

#[test]
fn the_front_page_shows_what_there_is_and_nothing_that_is_not() {
    for market in Market::both() {
        let mut anyone = market.browser();
        let bare = visit(&mut anyone, "/");
        assert!(bare.says("The stalls are still empty") && bare.says("0 shops are open"), "{}", bare.main());
        assert_eq!(bare.of_class("rail").count(), 0, "no shelf without goods");
        kitchen(&market);
        // Nobody has told anything yet: Home shows what the shop does.
        assert_eq!(visit(&mut anyone, "/").heading(), "Home");
        let home = names(anyone.page());
        let full = visit(&mut anyone, "/shop");
        assert_eq!((full.heading(), home), ("Shop", names(full)));
        let goods = ["Garden pail₱1,200emalya", "Stock pot₱1,850emalyasold out", "Enamel mugfrom ₱320emalya"];
        assert_eq!(names(full), goods, "{}", market.engine);
        assert_eq!(full.link("Home & living"), Some("/c/home"));
        assert_eq!(full.link("Fashion"), None, "nothing lies there");
        assert!(full.says("1 shop is open") && full.says("What news on the Rialto?"));
        assert!(full.link("See all").is_none(), "there is no more than this");
        for (language, said) in [("zh-CN", "1 家店铺正在营业"), ("fil", "1 tindahan ang bukas")] {
            let mut elsewhere = market.browser_in(language);
            assert!(visit(&mut elsewhere, "/").says(said), "{language}: {}", elsewhere.page().main());
        }
        anyone.follow("Home & living");
        let page = anyone.page();
        assert_eq!((page.path(), page.heading()), ("/c/home", "Home & living 3 things"));
        assert_eq!(page.link("Garden & plants"), Some("/c/garden"));
        anyone.follow("Garden & plants");
        assert_eq!(names(anyone.page()), ["Garden pail₱1,200emalya"]);
        assert_eq!(visit(&mut anyone, "/c/shoes").heading(), "Shoes");
        assert!(anyone.page().says("Nothing lies here yet."));
        assert_eq!(anyone.open("/c/nonsense").status, 404);
    }
}

#[test]
fn a_search_narrows_orders_and_helps_where_nothing_is_found() {
    for market in Market::both() {
        kitchen(&market);
        let mut anyone = market.browser();
        let page = visit(&mut anyone, "/search?query=MUG");
        assert_eq!(page.heading(), "“MUG” 1 thing");
        assert!(page.says("What fits your words best first, what can be bought before what is sold out."));
        visit(&mut anyone, "/search");
        assert!(anyone.page().says("Newest first. Nobody can pay to stand higher."));
        anyone.follow("Lowest price");
        let cheap = ["Enamel mugfrom ₱320emalya", "Garden pail₱1,200emalya", "Stock pot₱1,850emalyasold out"];
        assert_eq!(names(anyone.page()), cheap);
        anyone.follow("In stock");
        assert_eq!(anyone.page().path(), "/search?sort=cheapest&in_stock=1");
        assert_eq!(names(anyone.page()), cheap[..2]);
        let page = visit(&mut anyone, "/search?min=1%2C000&max=1500");
        assert_eq!(names(page), ["Garden pail₱1,200emalya"]);
        assert!(page.link("₱1,000 to ₱1,500").is_some(), "{}", page.main());
        let page = visit(&mut anyone, "/search?query=iron+terrarium&in_stock=1");
        assert!(page.says("Nothing that fits your filters has all of these words: “iron terrarium”."));
        anyone.follow("Look without filters");
        assert_eq!(anyone.page().path(), "/search?query=iron+terrarium");
        anyone.follow("Look for “terrarium” only");
        assert_eq!(anyone.page().path(), "/search?query=terrarium");
        assert!(anyone.page().says("For example: “Garden pail”"));
        for (language, said) in [
            ("zh", "市场里没有同时包含这些词的商品：“terrarium”。"),
            ("fil", "Walang paninda sa palengke na may lahat ng salitang ito: “terrarium”."),
        ] {
            let mut elsewhere = market.browser_in(language);
            assert!(visit(&mut elsewhere, "/search?query=terrarium").says(said), "{language}");
        }
    }
}

#[test]
fn filters_are_a_page_of_their_own_and_say_which_amount_they_cannot_read() {
    for market in Market::both() {
        kitchen(&market);
        let mut anyone = market.browser();
        visit(&mut anyone, "/search?query=pail&sort=dearest");
        anyone.follow("Filters");
        assert_eq!(anyone.page().path(), "/search/filters?query=pail&sort=dearest");
        assert_eq!(anyone.page().heading(), "Narrow the list");
        anyone.fill("min", "cheap").press("Show goods");
        let page = anyone.page();
        assert_eq!((page.status, page.heading()), (422, "Narrow the list"));
        let field = page.by_id("f-min").unwrap();
        assert_eq!((field.get("value"), field.get("aria-invalid")), (Some("cheap"), Some("true")));
        assert!(page.by_id("f-min-wrong").unwrap().text.contains("250 or 99.50"));
        anyone.fill("min", "100").fill("category", "home").press("Show goods");
        let page = anyone.page();
        assert_eq!(page.path(), "/search?query=pail&sort=dearest&category=home&min=100&max=");
        assert_eq!(names(page), ["Garden pail₱1,200emalya"]);
        anyone.follow("₱100 or more");
        assert_eq!(anyone.page().path(), "/search?query=pail&category=home&sort=dearest");
    }
}

#[test]
fn prices_of_two_currencies_are_not_compared_and_the_page_says_which_it_shows() {
    for market in Market::both() {
        kitchen(&market);
        open_shop(&market, "habi");
        let keeper = market.sign_up("yunwu");
        let tea = json!({ "handle": "yunwu", "name": "云雾", "currency": "CNY", "country": "CN", "tax_rate": 0,
            "ship_days": 3, "cash_on_delivery": false });
        keeper.post("/shops", tea).is(201);
        let leaf = json!({ "title": "绿茶", "state": "published",
            "variants": [{ "price": { "amount": 8_800, "currency": "CNY" }, "stock": 1 }] });
        keeper.post("/shops/yunwu/listings", leaf).is(201);
        let mut anyone = market.browser();
        let page = visit(&mut anyone, "/search?sort=cheapest");
        assert!(!page.says("绿茶") && page.says("these are in"), "{}", page.main());
        let other = page.all("a").find(|link| link.get("href") == Some("/search?sort=cheapest&currency=CNY"));
        assert!(other.is_some(), "{}", page.main());
        let page = visit(&mut anyone, "/search?sort=cheapest&currency=CNY");
        assert_eq!(page.of_class("good").count(), 1);
        assert_eq!(visit(&mut anyone, "/search").of_class("good").count(), 4, "newest first has all");
    }
}

#[test]
fn the_next_page_has_an_address_and_nothing_is_seen_twice() {
    for market in Market::both() {
        let shop = open_shop(&market, "many");
        for number in 0..25 {
            lay_out(&shop, simple(&format!("Thing {number:02}"), 10_000, 1, "decor"));
            market.pass(Span::seconds(1));
        }
        let mut anyone = market.browser();
        let mut seen = names(visit(&mut anyone, "/shops/many"));
        anyone.follow("Next 24");
        assert!(anyone.page().path().starts_with("/shops/many?after="), "{}", anyone.page().path());
        seen.extend(names(anyone.page()));
        seen.sort();
        let all: Vec<String> = (0..25).map(|number| format!("Thing {number:02}₱100many")).collect();
        assert_eq!(seen, all, "{}", market.engine);
        anyone.follow("Back to the start");
        assert_eq!(anyone.page().path(), "/shops/many");
        assert_eq!(visit(&mut anyone, "/search?after=nonsense").of_class("good").count(), 24);
    }
}

#[test]
fn a_listing_says_what_is_left_of_which_choice_and_every_choice_is_a_link() {
    for market in Market::both() {
        kitchen(&market);
        let mut anyone = market.browser();
        visit(&mut anyone, "/search?query=mug");
        let path = anyone.page().of_class("good").next().unwrap().get("href").unwrap().to_owned();
        let page = visit(&mut anyone, &path);
        assert_eq!(page.heading(), "Enamel mug");
        assert!(page.says("₱320") && page.says("5 in stock now"), "{}", page.main());
        assert!(
            page.says("The shop hands it over within 2 days of payment.") && page.says("the Philippines")
        );
        assert_eq!(page.link("Kitchen & dining"), Some("/c/kitchen"));
        assert_eq!(page.link("camping"), Some("/search?query=camping"));
        assert!(page.says("New shop: it has no score yet."));
        anyone.follow("Cream, sold out");
        assert!(anyone.page().says("Sold out"));
        anyone.follow("Speckled");
        let page = anyone.page();
        assert!(page.says("₱350.50") && page.says("1 in stock now"), "{}", page.main());
        assert!(page.path().starts_with(&format!("{path}?variant=var_")));
        let chosen = page.all("a").find(|link| link.text == "Speckled").unwrap();
        assert_eq!(chosen.get("aria-current"), Some("true"));
        let elsewhere = visit(&mut anyone, &format!("{path}?variant=var_nonsense&picture=99"));
        assert!(elsewhere.says("5 in stock now"), "what an address says wrongly it does not say");
        let data =
            elsewhere.all("script").find(|one| one.get("type") == Some("application/ld+json")).unwrap();
        let data: Value = serde_json::from_str(&data.text).unwrap();
        assert_eq!(
            (&data["offers"]["price"], &data["offers"]["priceCurrency"]),
            (&json!("320.00"), &json!("PHP"))
        );
        let canonical = elsewhere.all("link").find(|link| link.get("rel") == Some("canonical")).unwrap();
        assert!(canonical.get("href").unwrap().ends_with(&path), "without what was chosen");
        let mut elsewhere = market.browser_in("fil");
        assert!(visit(&mut elsewhere, &path).says("5 ang stock ngayon"), "{}", elsewhere.page().main());
        let mut elsewhere = market.browser_in("zh-Hans");
        assert!(visit(&mut elsewhere, &path).says("现有 5 件"), "{}", elsewhere.page().main());
    }
}

#[test]
fn a_price_is_set_beside_its_thirty_days_and_beside_nothing_else() {
    for market in Market::both() {
        let shop = open_shop(&market, "emalya");
        let mut pot = simple("Pot", 76_000, 5, "kitchen");
        pot["variants"][0]["compare_at"] = php(990_000);
        let (listing, path) = lay_out(&shop, pot);
        let mut anyone = market.browser();
        let prices: Vec<_> =
            visit(&mut anyone, &path).of_class("price").map(|one| one.text.clone()).collect();
        assert_eq!(prices, ["₱760"], "what a shop says it was stands beside no price");
        let price = |amount: i64| {
            let variants = json!({ "variants": [{ "price": php(amount), "grams": 180 }] });
            let keeper = market.sign_in("emalya"); // sessions end sooner than prices are forgotten
            keeper.patch(&format!("/listings/{listing}"), variants).is(200);
        };
        market.pass(Span::days(40));
        assert!(visit(&mut anyone, &path).says("This price has not changed in 30 days."));
        price(69_000);
        assert!(visit(&mut anyone, &path).says("Lowest in the 30 days before this price: ₱760."));
        market.pass(Span::days(2));
        price(72_000);
        let said = "Today is ₱30 above it.";
        let page = visit(&mut anyone, &path);
        assert!(page.says("Lowest in 30 days: ₱690") && page.says(said), "{}", page.main());
    }
}

#[test]
fn a_shop_front_finds_within_itself_and_a_draft_is_nowhere() {
    for market in Market::both() {
        let shop = kitchen(&market);
        let draft = json!({ "title": "Secret kettle", "variants": [{ "price": php(1), "stock": 1 }] });
        let (_, hidden) = lay_out(&shop, draft);
        open_shop(&market, "bare");
        let mut anyone = market.browser();
        assert_eq!(anyone.open(&hidden).status, 404);
        assert!(
            visit(&mut anyone, "/search?query=secret").says("Nothing on the market has all of these words")
        );
        let page = visit(&mut anyone, &format!("/shops/{}", shop.id));
        assert_eq!((page.path(), page.heading()), ("/shops/emalya", "emalya"), "an id leads to the handle");
        assert!(page.says("Sends from the Philippines"));
        let page = visit(&mut anyone, "/shops/emalya?query=pail");
        assert_eq!(names(page), ["Garden pail₱1,200emalya"]);
        let page = visit(&mut anyone, "/shops/bare");
        assert!(
            page.says("Nothing on the shelf yet") && page.says("bare has not put anything up for sale yet.")
        );
        assert_eq!(anyone.open("/shops/nobody").status, 404);
    }
}

#[test]
fn what_a_shop_writes_is_read_and_never_run() {
    for market in Market::both() {
        let shop = open_shop(&market, "odd");
        let name: String = HOSTILE.chars().take(80).collect();
        shop.keeper.patch("/shops/odd", json!({ "name": name, "story": HOSTILE })).is(200);
        let listing = json!({ "title": HOSTILE, "description": HOSTILE, "vendor": HOSTILE, "tags": [HOSTILE],
            "state": "published", "options": [{ "name": HOSTILE, "values": [HOSTILE, "b"] }],
            "variants": [{ "choice": [HOSTILE], "price": php(1), "stock": 1, "sku": HOSTILE },
                { "choice": ["b"], "price": php(1), "stock": 1 }] });
        let (_, path) = lay_out(&shop, listing);
        let mut anyone = market.browser();
        let search = "/search?query=%22%27%3E%3C%2Ftitle%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E&min=%3Cb%3E";
        for path in ["/", "/search", "/shops/odd", path.as_str(), search] {
            let page = anyone.open(path);
            let scripts: Vec<_> = page.all("script").map(|one| (one.get("src"), one.get("type"))).collect();
            let ours = scripts.iter().all(|(src, kind)| {
                src.is_some_and(|src| src.starts_with("/ui/")) || *kind == Some("application/ld+json")
            });
            assert!(ours, "{path}: {scripts:?}");
            assert!(!page.html.contains("<img src=x") && !page.html.contains("<script>"), "{path}");
            assert!(page.all("img").all(|image| image.get("onerror").is_none()), "{path}");
        }
    }
}

#[test]
fn search_engines_are_told_what_there_is_and_what_is_nobodys_business() {
    for market in Market::both() {
        kitchen(&market);
        let robots = market.anyone.get("//robots.txt").is(200);
        let robots = robots.as_str().unwrap();
        assert!(robots.contains("Disallow: /search\n") && robots.contains("/sitemap.xml\n"), "{robots}");
        let map = market.anyone.get("//sitemap.xml").is(200);
        let map = map.as_str().unwrap();
        assert_eq!(map.matches("/p/lst_").count(), 3, "{map}");
        for path in ["/c/home<", "/c/kitchen<", "/c/garden<", "/shops/emalya<"] {
            assert!(map.contains(path), "{path} in {map}");
        }
        assert!(!map.contains("/c/fashion"), "{map}");
        let mut anyone = market.browser();
        let page = visit(&mut anyone, "/search?query=mug");
        let robots = page.all("meta").find(|meta| meta.get("name") == Some("robots")).unwrap();
        assert_eq!(robots.get("content"), Some("noindex, follow"));
    }
}
