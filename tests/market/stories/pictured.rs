//! A seller brings pictures from a phone, and they are seen, written out and brought back.

use market_tests::Market;
use serde_json::{Value, json};

use crate::cast::{open_shop, php, text};

/// Two by one, red and blue.
const PICTURE: &[u8] =
    b"GIF89a\x02\0\x01\0\x80\0\0\xff\0\0\0\0\xff,\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x0a\0;";

/// A file of the market as a browser without a cookie gets it: its status, type and bytes.
fn fetched(market: &Market, url: &Value) -> (u16, String, Vec<u8>) {
    let (_, path) = url.as_str().unwrap().split_once("/media/").unwrap();
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
    let mut answer = agent.get(format!("{}/media/{path}", market.base)).call().unwrap();
    let media = answer.headers()["content-type"].to_str().unwrap().to_owned();
    (answer.status().as_u16(), media, answer.body_mut().read_to_vec().unwrap())
}

#[test]
fn a_picture_is_brought_shown_written_out_and_brought_back() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        let picture = shop.keeper.upload("/media?alt=A%20blue%20cup", "image/jpeg", PICTURE).is(201);
        let id = text(&picture, "/id");
        assert_eq!((&picture["status"], &picture["alt"]), (&json!("unused"), &json!("A blue cup")));
        let wish = json!({ "title": "Cup", "state": "published", "variants": [{ "price": php(25_000), "stock": 3 }],
            "images": [{ "picture": id }, { "url": "https://pictures.example/back.jpg", "alt": "The back" }] });
        let listing = shop.keeper.post(&format!("/shops/{}/listings", shop.id), wish).is(201);
        let path = format!("/products/{}", text(&listing, "/id"));
        let images = market.anyone.get(&path).is(200)["images"].clone();
        assert_eq!(images[0]["alt"], "A blue cup", "the picture's own words");
        assert_eq!(
            (&images[0]["picture"]["id"], &images[0]["picture"]["webp"][0]["width"]),
            (&json!(id), &json!(2))
        );
        assert_eq!(images[1], json!({ "url": "https://pictures.example/back.jpg", "alt": "The back" }));
        let (status, media, bytes) = fetched(&market, &images[0]["url"]);
        assert_eq!((status, media.as_str(), &bytes[..2]), (200, "image/jpeg", b"\xff\xd8".as_slice()));
        let card = &market.anyone.get("/products").is(200)["data"][0]["image"];
        assert_eq!(card, &images[0]);
        assert_eq!(shop.keeper.get(&format!("/media/{id}")).is(200)["status"], "used");
        shop.keeper.delete(&format!("/media/{id}")).refuses(409, "picture_used");

        let export = format!("/shops/{}/export?format=shopify", shop.id);
        let file = shop.keeper.get(&export).is(200);
        let file = file.as_str().unwrap();
        assert!(file.contains(images[0]["url"].as_str().unwrap()), "{file}");
        let imports = format!("/shops/{}/imports", shop.id);
        let begun = shop.keeper.upload(&imports, "text/csv", file.as_bytes()).is(202);
        market.until("the import's end", || {
            let import = shop.keeper.get(&format!("/imports/{}", text(&begun, "/id"))).is(200);
            (import["state"] == "done").then_some(())
        });
        assert_eq!(
            market.anyone.get(&path).is(200)["images"],
            images,
            "a file names the picture by its address"
        );
        assert_eq!(shop.keeper.get(&export).is(200), file, "and is written again as it was");
    }
}

#[test]
fn a_picture_of_somebody_else_is_shown_by_nobody_but_its_owner() {
    for market in Market::both() {
        let (shop, other) = (open_shop(&market, "enamel"), open_shop(&market, "copper"));
        let id = text(&shop.keeper.upload("/media", "image/gif", PICTURE).is(201), "/id");
        let wish =
            json!({ "title": "Cup", "variants": [{ "price": php(25_000) }], "images": [{ "picture": id }] });
        let path = format!("/shops/{}/listings", other.id);
        other.keeper.post(&path, wish.clone()).refuses(422, "picture");
        assert_eq!(other.keeper.get(&path).is(200)["data"], json!([]), "nothing is left of it");
        shop.keeper.post(&format!("/shops/{}/listings", shop.id), wish).is(201);
        let both = json!({ "images": [{ "picture": id, "url": "https://pictures.example/x.jpg" }] });
        let listing = shop.keeper.get(&format!("/shops/{}/listings", shop.id)).is(200);
        let listing = format!("/listings/{}", text(&listing, "/data/0/id"));
        shop.keeper.patch(&listing, both).refuses(422, "picture_or_url");
    }
}

#[test]
fn what_is_no_picture_is_refused_by_name_and_leaves_nothing() {
    for market in Market::both() {
        let mia = market.sign_up("mia");
        let send = |bytes: &[u8]| mia.upload("/media", "image/jpeg", bytes);
        send(b"").refuses(422, "picture_empty");
        send(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
            .refuses(422, "picture_svg");
        send(b"<!doctype html><img src=x onerror=alert(1)>").refuses(422, "picture_text");
        send(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").refuses(422, "picture_heic");
        send(&PICTURE[..20]).refuses(422, "picture_broken");
        market.anyone.upload("/media", "image/gif", PICTURE).refuses(401, "sign_in");
        assert_eq!(mia.get("/media").is(200)["data"], json!([]));
    }
}
