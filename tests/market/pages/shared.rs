//! What is sent to a friend: what its address shows before it is opened, in the language of whoever is sent it.

use market_tests::{Browser, Market};

use crate::cast::open_shop;

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
