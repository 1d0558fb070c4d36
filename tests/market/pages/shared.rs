//! What is sent to a friend: what its address shows before it is opened, in the language of whoever is sent it.

use market_tests::{Browser, Market, Sending};
use serde_json::json;

use crate::cast::{open_shop, php};

/// What a page says of itself to whom its address is sent.
fn card(browser: &mut Browser, path: &str) -> Vec<(String, String)> {
    let page = browser.open(path);
    assert_eq!(page.status, 200, "{path}: {}", page.main());
    let tags = page.all("meta").filter_map(|meta| {
        let name = meta.get("property").or(meta.get("name"))?;
        let is_card = ["og:", "product:", "twitter:"].iter().any(|start| name.starts_with(start));
        is_card.then(|| (name.to_owned(), meta.get("content").unwrap_or_default().to_owned()))
    });
    tags.collect()
}

fn of<'a>(card: &'a [(String, String)], name: &str) -> Vec<&'a str> {
    card.iter().filter(|(known, _)| known == name).map(|(_, content)| content.as_str()).collect()
}

fn small_picture() -> Vec<u8> {
    let mut file = Vec::new();
    let picture = image::RgbImage::from_pixel(40, 30, image::Rgb([9, 99, 199]));
    picture.write_with_encoder(image::codecs::jpeg::JpegEncoder::new(&mut file)).unwrap();
    file
}

#[test]
fn an_address_that_is_sent_on_shows_title_price_and_picture_in_the_receivers_language() {
    for market in Market::both() {
        let shop = open_shop(&market, "emalya");
        let mut keeper = market.signed_in("emalya", "en");
        keeper.open(&format!("/studio/{}/listings/new", shop.id));
        keeper.fill("title", "Cup").fill("price", "1250.50").fill("alt", "A blue cup");
        keeper.fill("description", "Holds 350 ml.").choose("file", "cup.jpg", small_picture());
        let path = keeper.press("Put it up for sale").path().to_owned();
        let path = path.replace("/studio/listings/", "/p/");
        for (language, locale, others, about) in [
            ("en", "en_US", ["zh_CN", "tl_PH"], "From emalya. Holds 350 ml."),
            ("zh-CN", "zh_CN", ["en_US", "tl_PH"], "来自emalya。 Holds 350 ml."),
            ("fil", "tl_PH", ["en_US", "zh_CN"], "Mula sa emalya. Holds 350 ml."),
        ] {
            let mut friend = market.browser_in(language);
            let card = card(&mut friend, &path);
            assert_eq!(of(&card, "og:title"), ["Cup · ₱1,250.50"], "{card:?}");
            assert_eq!(
                (of(&card, "og:locale"), of(&card, "og:locale:alternate")),
                (vec![locale], others.into())
            );
            assert_eq!((of(&card, "og:type"), of(&card, "og:description")), (vec!["product"], vec![about]));
            assert_eq!(of(&card, "product:price:amount"), ["1250.50"]);
            let picture = of(&card, "og:image")[0];
            let is_whole = picture.starts_with("http://localhost:") && picture.ends_with("-40.jpg");
            assert!(is_whole, "{picture}");
            assert_eq!((of(&card, "og:image:width"), of(&card, "og:image:height")), (vec!["40"], vec!["30"]));
            assert_eq!(of(&card, "og:image:alt"), ["A blue cup"]);
            assert!(of(&card, "og:url")[0].ends_with(&path), "{card:?}");
            let card = self::card(&mut friend, "/shops/emalya");
            assert_eq!((of(&card, "og:title"), of(&card, "og:image")), (vec!["emalya"], vec![picture]));
        }
        open_shop(&market, "bare");
        let bare = card(&mut market.browser(), "/shops/bare");
        assert_eq!(
            (of(&bare, "og:image:type"), of(&bare, "twitter:card")),
            (vec!["image/png"], vec!["summary"])
        );
    }
}

#[test]
fn a_short_link_is_one_a_thing_and_leads_to_our_own_page_in_the_language_of_whoever_opens_it() {
    for market in Market::both() {
        let shop = open_shop(&market, "emalya");
        shop.offers("Cup", 32_000, 5);
        let mut mia = market.browser();
        market.indexed();
        mia.open("/search?query=cup").of_class("good").next().unwrap();
        let path = mia.page().of_class("good").next().unwrap().get("href").unwrap().to_owned();
        for (language, button, title) in
            [("en", "Share", "Share"), ("zh-CN", "分享", "分享"), ("fil", "Ibahagi", "Ibahagi")]
        {
            let mut friend = market.browser_in(language);
            friend.open(&path);
            let page = friend.press(button);
            assert_eq!((page.status, page.heading()), (200, title), "{}", page.main());
            assert!(page.path().starts_with("/share/"), "{}", page.path());
            mia.open(page.path());
        }
        let page = mia.page();
        let code = page.path().trim_start_matches("/share/").to_owned();
        assert_eq!(code.len(), 10);
        let link = page.by_id("share-link").unwrap().get("value").unwrap().to_owned();
        assert!(link.starts_with("http://localhost:") && link.ends_with(&format!("/s/{code}")), "{link}");
        assert!(page.says("Cup") && page.says("₱320") && page.says("The link does not say who sent it."));
        let mail = page.link("E-mail").unwrap();
        assert!(mail.starts_with("mailto:?subject=Cup%20%C2%B7%20%E2%82%B1320&"), "{mail}");
        let ours = page.all("script").all(|one| one.get("src").is_some_and(|src| src.starts_with("/ui/")));
        assert!(ours, "nothing of anybody else's is loaded");
        let codes = page.all("svg").filter(|svg| svg.get("role") == Some("img")).count();
        assert_eq!(codes, 1, "{}", page.html);
        for (language, locale, said) in [
            ("en", "en_US", "5 in stock now"),
            ("zh-CN", "zh_CN", "现有 5 件"),
            ("fil", "tl_PH", "5 ang stock ngayon"),
        ] {
            let mut friend = market.browser_in(language);
            let card = card(&mut friend, &format!("/s/{code}"));
            let led = format!("{path}?via=link");
            assert_eq!((friend.page().path(), of(&card, "og:locale")), (led.as_str(), vec![locale]));
            assert!(
                of(&card, "og:url")[0].ends_with(&path),
                "its own address says nothing of how one came: {card:?}"
            );
            assert!(friend.page().says(said), "{}", friend.page().main());
        }
        for nothing in ["/s/0000000000", "/s/..%2F..%2Fme", "/share/0000000000"] {
            assert_eq!(mia.open(nothing).status, 404, "{nothing}");
        }
        for elsewhere in ["//evil.example", "https://evil.example", "ord_00000000000000000000000000", ""] {
            let fields = vec![("about", elsewhere.to_owned())];
            let form = Sending { fields, marked: false, parted: false };
            assert_eq!(mia.knock("/share", Some(&form)), 404, "{elsewhere}");
        }
        // What is not there for everybody has no link.
        let secret = json!({ "text": "For me", "language": "en", "audience": "followers" });
        let secret = shop.keeper.post("/posts", secret).is(201);
        shop.keeper.put(&format!("/links/{}", secret["id"].as_str().unwrap()), json!(null)).is(404);
    }
}

#[test]
fn what_is_said_under_a_post_is_written_answered_and_removed_without_a_script() {
    for market in Market::both() {
        let mia = market.sign_up("mia");
        market.sign_up("juan");
        let post = mia.post("/posts", json!({ "text": "The kiln is open.", "language": "en" })).is(201);
        let path = format!("/posts/{}/comments", post["id"].as_str().unwrap());
        let mut anyone = market.browser();
        let page = anyone.open(&path);
        assert!(page.says("Nobody has said anything yet.") && page.link("Sign in to comment").is_some());
        let mut juan = market.signed_in("juan", "fil");
        juan.open(&path);
        let refused = juan.fill("text", "  \n ").press("Magkomento");
        assert_eq!(refused.status, 422);
        assert!(refused.says("Sumulat ng kahit isang salita; walang nabago."), "{}", refused.main());
        let page = juan.fill("text", "Gaano kainit?").press_twice("Magkomento");
        assert!(page.says("1 komento") && page.says("Gaano kainit?"), "{}", page.main());
        let mut keeper = market.signed_in("mia", "zh-Hans");
        keeper.open(&path);
        keeper.follow("回复");
        let page = keeper.fill("text", "1,240 °C <b>").press("发表评论");
        assert!(page.says("1,240 °C <b>") && page.says("发帖人"), "{}", page.main());
        keeper.open(&path);
        keeper.follow("移除");
        let refused = keeper.press("移除");
        assert_eq!(refused.status, 422);
        assert!(refused.says("请简单说明原因。"), "{}", refused.main());
        let page = keeper.fill("word", "不相关").press("移除");
        assert!(page.says("发帖人移除了这条评论。") && page.says("1,240 °C <b>"), "{}", page.main());
        let page = juan.open(&path);
        assert!(page.says("Ito ang sinabi nilang dahilan: 不相关"), "{}", page.main());
        assert!(!anyone.open(&path).says("不相关"), "the reason is for its writer");
    }
}

#[test]
fn what_is_saved_shows_its_price_of_then_and_now_in_every_language() {
    for market in Market::both() {
        let shop = open_shop(&market, "emalya");
        shop.offers("Cup", 32_000, 5);
        let listing = market.anyone.get("/products").is(200)["data"][0]["id"].as_str().unwrap().to_owned();
        market.sign_up("mia");
        let path = format!("/p/{listing}");
        let mut anyone = market.browser();
        let door = anyone.open(&path).link("Save").unwrap();
        assert_eq!(door, format!("/sign-in?next=%2Fp%2F{listing}"));
        let mut mia = market.signed_in("mia", "en");
        assert!(
            mia.open("/saved").says("Only you see what you save.")
                && mia.page().says("Nothing saved here yet")
        );
        mia.open(&path);
        let page = mia.press("Save");
        assert_eq!(page.path(), path);
        mia.open("/saved");
        mia.fill("name", "Gifts").press("Make the collection");
        assert!(mia.page().says("The collection is there."), "{}", mia.page().main());
        let change = json!({ "variants": [{ "price": php(29_900), "grams": 400 }] });
        shop.keeper.patch(&format!("/listings/{listing}"), change).is(200);
        for (language, said) in [
            ("en", "₱21 less than when you saved it (₱320)"),
            ("zh-Hans", "比收藏时（₱320）便宜 ₱21"),
            ("fil", "Mas mura ng ₱21 kaysa noong i-save mo (₱320)"),
        ] {
            let mut mia = market.signed_in("mia", language);
            let page = mia.open("/saved");
            assert!(page.says(said) && page.says("₱299"), "{language}: {}", page.main());
        }
        mia.open("/saved");
        let gifts = mia.page().link("Gifts").unwrap().to_owned();
        let id = gifts.trim_start_matches("/saved/").to_owned();
        mia.fill("collection", &id).press("Move");
        let page = mia.open(&gifts);
        assert!(page.says("Cup") && page.heading() == "Gifts", "{}", page.main());
        let page = mia.press("Save");
        assert!(page.says("Nothing saved here yet"), "pressed again it is let go: {}", page.main());
    }
}
