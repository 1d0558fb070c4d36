//! The picture beside a name: brought by page or API, seen wherever the name is, and nobody's but its owner's.

use market_tests::Market;
use serde_json::{Value, json};

use crate::books::settled;
use crate::cast::{open_shop, php, text};

/// Two by one, red and blue.
const PICTURE: &[u8] =
    b"GIF89a\x02\0\x01\0\x80\0\0\xff\0\0\0\0\xff,\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x0a\0;";

/// How a page draws it: nobody hears it, and its box is there before it is.
fn drawn(face: &Value) -> String {
    let small = face["small"].as_str().unwrap();
    format!("<img src=\"{small}\" alt=\"\" width=\"72\" height=\"72\" loading=\"lazy\" decoding=\"async\">")
}

#[test]
fn a_person_shows_a_picture_and_it_stands_beside_the_name_wherever_that_stands() {
    for market in Market::both() {
        let (mia, juan) = (market.sign_up("mia"), market.sign_up("juan"));
        let shop = open_shop(&market, "enamel");
        let post = text(&mia.post("/posts", json!({ "text": "Open", "language": "en" })).is(201), "/id");
        let said = json!({ "text": "Thank you.", "language": "en" });
        mia.post(&format!("/posts/{post}/comments"), said).is(201);
        assert_eq!(mia.get("/me").is(200)["face"], Value::Null, "{}", market.engine);

        let picture = text(&mia.upload("/media?cut=face", "image/gif", PICTURE).is(201), "/id");
        juan.put("/me/face", json!({ "picture": picture })).refuses(422, "picture");
        assert_eq!(juan.get("/me").is(200)["face"], Value::Null, "another's picture is not there");
        let face = mia.put("/me/face", json!({ "picture": picture })).is(200)["face"].clone();
        assert!(face["small"].as_str().unwrap().starts_with("/media/"), "{face}");
        assert_eq!(mia.get(&format!("/media/{picture}")).is(200)["status"], "used");
        market.indexed();
        for path in [format!("/accounts/{}", mia.id), "/search?kind=people&query=mia".into()] {
            let known = market.anyone.get(&path).is(200).to_string();
            assert!(known.contains(&face.to_string()), "{path}: {known}");
        }
        assert_eq!(market.anyone.get(&format!("/posts/{post}")).is(200)["author"]["face"], face);
        let threads = market.anyone.get(&format!("/posts/{post}/comments")).is(200);
        assert_eq!(threads["data"][0]["writer"]["face"], face);

        let mut anyone = market.browser();
        for path in ["/people/mia".to_owned(), format!("/posts/{post}"), format!("/posts/{post}/comments")] {
            let page = anyone.open(&path).html.clone();
            assert!(page.contains(&drawn(&face)) || page.contains(face["large"].as_str().unwrap()), "{path}");
        }
        let mut sees = market.signed_in("mia", "en");
        let large = face["large"].as_str().unwrap().to_owned();
        for path in ["/me", "/settings/profile"] {
            assert!(sees.open(path).html.contains(&large), "{path}");
        }
        // Taken away, the initial stands there again, and the picture goes with the next sweep.
        mia.put("/me/face", json!({ "picture": null })).is(200);
        assert_eq!(mia.get(&format!("/media/{picture}")).is(200)["status"], "unused");
        assert!(!anyone.open("/people/mia").html.contains(&large), "{}", market.engine);

        // Whose account the operator closes shows none.
        mia.put("/me/face", json!({ "picture": picture })).is(200);
        let warden = market.operator("warden");
        warden.put(&format!("/accounts/{}/ban", mia.id), json!({ "reason": "a test" })).is(200);
        assert_eq!(market.anyone.get(&format!("/accounts/{}", mia.id)).is(200)["face"], Value::Null);
        drop(shop);
    }
}

#[test]
fn a_picture_is_chosen_on_its_page_in_three_languages_and_what_is_none_leaves_nothing() {
    for market in Market::both() {
        let mia = market.sign_up("mia");
        for (language, keep, missing, there, away, gone) in [
            (
                "en",
                "Use this picture",
                "Choose a picture first.",
                "The picture is there.",
                "Take the picture away",
                "The picture is gone.",
            ),
            ("zh-Hans", "使用这张图片", "请先选择图片", "头像已换好。", "去掉头像", "头像已去掉。"),
            (
                "fil",
                "Gamitin ang larawang ito",
                "Pumili muna ng larawan.",
                "Nariyan na ang larawan.",
                "Alisin ang larawan",
                "Wala na ang larawan.",
            ),
        ] {
            let mut page = market.signed_in("mia", language);
            page.open("/settings/profile");
            let refused = page.press(keep);
            assert_eq!((refused.status, refused.html.contains(missing)), (422, true), "{language}");
            page.choose("file", "note.gif", b"no picture".to_vec());
            assert_eq!(page.press(keep).status, 422, "{language}: a text");
            assert_eq!(mia.get("/me").is(200)["face"], Value::Null);
            assert_eq!(
                mia.get("/media").is(200)["data"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|one| one["status"] == "used")
                    .count(),
                0
            );
            page.open("/settings/profile");
            page.choose("file", "me.gif", PICTURE.to_vec());
            let done = page.press(keep);
            assert_eq!(
                (done.status, done.path(), done.html.contains(there)),
                (200, "/settings/profile", true)
            );
            assert!(mia.get("/me").is(200)["face"].is_object(), "{language}");
            let done = page.press(away);
            assert_eq!((done.status, done.html.contains(gone)), (200, true), "{language}");
            assert_eq!(mia.get("/me").is(200)["face"], Value::Null, "{language}");
        }
    }
}

#[test]
fn a_shops_picture_is_its_owners_to_show_and_stands_wherever_the_shop_is_named() {
    for market in Market::both() {
        let (shop, other) = (open_shop(&market, "enamel"), open_shop(&market, "copper"));
        let listing = json!({ "title": "Cup", "state": "published",
            "variants": [{ "price": php(25_000), "stock": 3, "grams": 400 }] });
        let listing =
            text(&shop.keeper.post(&format!("/shops/{}/listings", shop.id), listing).is(201), "/id");
        let helper = market.sign_up("helper");
        shop.keeper.put(&format!("/shops/{}/staff/{}", shop.id, helper.id), Value::Null).is(204);
        let path = format!("/shops/{}/face", shop.id);
        let picture = text(&helper.upload("/media?cut=face", "image/gif", PICTURE).is(201), "/id");
        helper.put(&path, json!({ "picture": picture })).refuses(403, "owner_only");
        other.keeper.put(&path, json!({ "picture": null })).is(404);
        shop.keeper.put(&path, json!({ "picture": picture })).refuses(422, "picture");

        let mut keeper = market.signed_in("enamel", "en");
        keeper.open("/studio/enamel/settings");
        keeper.choose("file", "sign.gif", PICTURE.to_vec());
        let page = keeper.press("Use this picture");
        assert_eq!((page.status, page.path()), (200, "/studio/enamel/settings"), "{}", market.engine);
        let face = market.anyone.get(&format!("/shops/{}", shop.id)).is(200)["face"].clone();
        let card = &market.anyone.get("/products").is(200)["data"][0]["shop"]["face"];
        assert_eq!((card, face.is_object()), (&face, true));
        let (small, large) = (text(&face, "/small"), text(&face, "/large"));
        let mut anyone = market.browser();
        for (path, file) in
            [("/shops/enamel", &large), ("/shop", &small), (format!("/p/{listing}").as_str(), &small)]
        {
            let page = anyone.open(path).html.clone();
            assert!(page.contains(file.as_str()), "{path}: {file} in {page}");
        }
        assert!(keeper.open("/studio").html.contains(&small));

        keeper.open("/studio/enamel/settings");
        keeper.fill("name", "Enamel of Marikina").fill("story", "Since 1974.");
        let page = keeper.press("Save");
        assert_eq!((page.status, page.path()), (200, "/studio/enamel/settings"));
        let now = market.anyone.get(&format!("/shops/{}", shop.id)).is(200);
        assert_eq!(
            (text(&now, "/name"), text(&now, "/story"), &now["face"]),
            ("Enamel of Marikina".into(), "Since 1974.".into(), &face)
        );
        keeper.fill("name", "");
        assert_eq!(keeper.press("Save").status, 422);
        assert_eq!(keeper.open("/studio/copper/settings").status, 404, "another's shop");
        keeper.open("/studio/enamel/settings");
        keeper.press("Take the picture away");
        assert_eq!(market.anyone.get(&format!("/shops/{}", shop.id)).is(200)["face"], Value::Null);
    }
}

/// What staff do at the desk, and what whoever showed the picture reads of it, in three languages.
#[test]
fn staff_take_a_bad_picture_away_and_whoever_showed_it_keeps_the_account_and_is_told_why() {
    for market in Market::both() {
        let (lina, mia, juan) = (market.operator("lina"), market.sign_up("mia"), market.sign_up("juan"));
        let shop = open_shop(&market, "enamel");
        let brings = |who: &market_tests::Member| {
            text(&who.upload("/media?cut=face", "image/gif", PICTURE).is(201), "/id")
        };
        let (hers, shops, his) = (brings(&mia), brings(&shop.keeper), brings(&juan));
        let face = mia.put("/me/face", json!({ "picture": hers })).is(200)["face"].clone();
        shop.keeper.put(&format!("/shops/{}/face", shop.id), json!({ "picture": shops })).is(200);
        let file = format!("/{}", face["large"].as_str().unwrap());
        let lies = || market.anyone.send("HEAD".parse().unwrap(), &file, None, None).status;
        let shown = || market.anyone.get(&format!("/accounts/{}", mia.id)).is(200)["face"].clone();

        // Nobody else may, and nothing happens.
        let ask =
            |of: &str| json!({ "of": of, "unwanted": "somebody_else", "reason": "the face of an actor" });
        juan.post("/unwanted-faces", ask(&mia.id)).refuses(403, "staff_only");
        lina.post("/unwanted-faces", json!({ "of": mia.id, "unwanted": "rules", "reason": " " }))
            .refuses(422, "reason_needed");
        lina.post("/unwanted-faces", ask(&juan.id)).refuses(404, "missing");
        assert_eq!(shown(), face, "{}", market.engine);
        assert_eq!(
            lina.get("/audit").is(200)["data"].as_array().unwrap().len(),
            1,
            "making her account alone"
        );

        // By the desk, and by a program.
        let mut desk = market.signed_in("lina", "en");
        assert!(
            desk.open("/operator/faces?find=nobody_here").says("Nobody has this handle."),
            "{}",
            desk.page().main()
        );
        assert!(
            desk.open("/operator/faces?find=juan").says("No picture is shown."),
            "{}",
            desk.page().main()
        );
        desk.open("/operator/faces?find=@mia");
        desk.fill("unwanted", "somebody_else").fill("reason", "the face of an actor");
        desk.press("Take the picture away");
        assert_eq!(shown(), Value::Null);
        lina.post("/unwanted-faces", ask(&mia.id)).refuses(404, "missing");
        lina.post("/unwanted-faces", ask(&shop.id)).is(200);
        assert_eq!(market.anyone.get(&format!("/shops/{}", shop.id)).is(200)["face"], Value::Null);
        let log = lina.get("/audit").is(200);
        let note = |what: &str| {
            let data = log["data"].as_array().unwrap();
            data.iter().find(|entry| entry["what"] == what).map(|entry| text(entry, "/note"))
        };
        let noted = Some("somebody_else: the face of an actor".to_owned());
        assert_eq!((note("account.face_taken"), note("shop.face_taken")), (noted.clone(), noted));
        settled(&market);
        for (language, words) in [
            ("en", "it shows somebody else, or a mark of somebody else"),
            ("zh-Hans", "显示的是别人，或别人的标志"),
            ("fil", "ibang tao ang nasa larawan, o marka ng iba"),
        ] {
            for who in ["mia", "enamel"] {
                let mut sees = market.signed_in(who, language);
                assert!(sees.open("/inbox").says(words), "{who}, {language}: {}", sees.page().main());
            }
        }

        // Her account is hers as before, but the picture is not; the same file stays for who brought it, too.
        mia.get("/me").is(200);
        mia.put("/me/face", json!({ "picture": hers })).refuses(422, "picture");
        let swept = |market: &Market| {
            let files = market.files();
            market.block_on(async {
                while media::sweep(&market.db, &files).await.unwrap() != media::Swept::default() {}
            });
        };
        swept(&market);
        assert_eq!(lies(), 200, "somebody else brought the same");
        juan.delete(&format!("/media/{his}")).is(204);
        swept(&market);
        assert_eq!(lies(), 404, "{}", market.engine);
    }
}
