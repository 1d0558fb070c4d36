//! The pages of people: in and out of an account, back into it, its settings, its sessions and its addresses.

use kernel::Span;
use market_tests::{Browser, Market, PASSWORD};
use serde_json::{Value, json};

use crate::cast::{address, open_shop};

/// Language, and its word for it on the page.
type Said = (&'static str, &'static str);

fn headings(market: &Market, path: &str, expected: [Said; 3]) {
    for (language, heading) in expected {
        assert_eq!(market.browser_in(language).open(path).heading(), heading, "{path} in {language}");
    }
}

fn sign_up(market: &Market, name: &str, handle: &str) -> Browser {
    let mut browser = market.browser();
    browser.open("/sign-up");
    browser.fill("name", name).fill("handle", handle).fill("password", PASSWORD);
    browser.press("Make the account");
    browser
}

fn sessions(browser: &mut Browser) -> usize {
    let page = browser.open("/settings/security");
    page.all("form").filter(|form| form.get("action").is_some_and(|to| to.ends_with("/end"))).count()
}

#[test]
fn each_page_of_people_speaks_three_languages() {
    for market in Market::both() {
        market.sign_up("mia");
        for (path, en, zh, fil) in [
            ("/sign-in", "Sign in", "登录", "Mag-sign in"),
            ("/sign-up", "Come across the bridge", "过桥，进来看看", "Tumawid ka sa tulay"),
            ("/recover", "Get back in", "找回账号", "Bumalik sa account"),
            ("/settings/language", "Language and display", "语言与显示", "Wika at itsura"),
        ] {
            headings(&market, path, [("en", en), ("zh-Hans", zh), ("fil", fil)]);
        }
        for (path, en, zh, fil) in [
            ("/welcome", "Welcome, mia", "欢迎你，mia", "Maligayang pagdating, mia"),
            ("/settings", "Settings", "设置", "Mga setting"),
            ("/settings/security", "Password and sessions", "密码与登录", "Password at mga session"),
            ("/settings/privacy", "Leave this market", "离开本市场", "Umalis sa palengkeng ito"),
            ("/settings/addresses", "No address yet", "还没有地址", "Wala pang address"),
            ("/settings/addresses/new", "New address", "新地址", "Bagong address"),
        ] {
            for (language, heading) in [("en", en), ("zh-Hans", zh), ("fil", fil)] {
                let mut mia = market.signed_in("mia", language);
                assert_eq!(mia.open(path).heading(), heading, "{path} in {language}");
                assert_eq!(
                    market.browser().open(path).path(),
                    format!("/sign-in?next={}", path.replace('/', "%2F"))
                );
            }
        }
    }
}

#[test]
fn somebody_makes_an_account_leaves_and_comes_back_to_where_they_wanted() {
    for market in Market::both() {
        let mut ana = market.browser();
        ana.open("/sign-up");
        ana.fill("name", "Ana").fill("handle", "ana_reyes").fill("password", "short");
        let page = ana.press("Make the account");
        assert_eq!((page.status, page.path()), (422, "/sign-up"));
        let secret = page.by_id("f-password").unwrap();
        assert_eq!(secret.get("aria-invalid"), Some("true"));
        assert!(page.says("A password has 10 letters or more. A few words do well."), "{}", page.main());
        assert_eq!(
            page.by_id("f-handle").unwrap().get("value"),
            Some("ana_reyes"),
            "what was typed is there"
        );
        market.anyone.post("/sessions", json!({"handle": "ana_reyes", "password": "short"})).is(401);
        ana.fill("password", PASSWORD);
        assert_eq!(ana.press("Make the account").path(), "/welcome");
        ana.open("/me");
        assert_eq!(ana.press("Sign out").path(), "/");
        assert!(ana.page().says("You are signed out."));
        assert_eq!(ana.cookie("rialto-session").unwrap_or_default(), "");
        assert_eq!(ana.open("/settings").path(), "/sign-in?next=%2Fsettings");
        ana.fill("handle", "Ana_Reyes").fill("password", "not the password");
        let page = ana.press("Sign in");
        assert_eq!(page.status, 401);
        assert!(page.says("The handle, or what was to prove that it is yours, is wrong."), "{}", page.main());
        ana.fill("password", PASSWORD);
        assert_eq!(ana.press("Sign in").path(), "/settings");
    }
}

#[test]
fn a_taken_handle_is_said_at_its_field_and_nobody_is_led_to_another_site() {
    for market in Market::both() {
        market.sign_up("mia");
        let mut other = market.browser();
        other.open("/sign-up?next=https%3A%2F%2Fevil.example");
        other.fill("name", "Mia").fill("handle", "mia").fill("password", PASSWORD);
        let page = other.press("Make the account");
        assert_eq!(page.status, 409);
        assert_eq!(
            page.by_id("f-handle").unwrap().get("aria-describedby"),
            Some("f-handle-wrong f-handle-hint")
        );
        other.fill("handle", "mia_two").fill("password", PASSWORD);
        assert_eq!(other.press("Make the account").path(), "/");
    }
}

#[test]
fn first_steps_can_be_skipped_and_are_found_again_under_me() {
    for market in Market::both() {
        let mut ana = sign_up(&market, "Ana", "ana");
        assert_eq!(ana.page().heading(), "Welcome, Ana");
        let steps: Vec<String> = ana.page().all("h2").map(|step| step.text.clone()).collect();
        assert_eq!(steps, ["Your language", "A way back in", "Look around", "Sell something"]);
        for step in ["Choose", "Make codes", "To the shops", "Open a shop"] {
            ana.open("/welcome");
            assert_eq!(ana.follow(step).status, 200, "{step}");
        }
        ana.open("/welcome");
        assert_eq!(ana.follow("Later").path(), "/");
        ana.open("/me");
        assert_eq!(ana.follow("First steps").heading(), "Welcome, Ana");
        assert_eq!(ana.follow("Choose").path(), "/settings/language?next=%2Fwelcome");
        ana.fill("language", "fil");
        let page = ana.press("Save");
        assert_eq!((page.path(), page.heading()), ("/welcome", "Maligayang pagdating, Ana"));
        ana.open("/settings/security");
        ana.fill("password", PASSWORD);
        ana.press("Gumawa ng sampung bagong code");
        assert!(
            ana.open("/welcome").of_class("tag").any(|tag| tag.text == "Tapos na"),
            "{}",
            ana.page().main()
        );
    }
}

#[test]
fn a_recovery_code_lets_its_owner_back_in_once_and_ends_every_session() {
    for market in Market::both() {
        let mut ana = sign_up(&market, "Ana", "ana");
        ana.open("/settings/security");
        ana.fill("password", "not the password");
        assert_eq!(ana.press("Make ten new codes").status, 422);
        assert!(ana.page().says("This is not the account's password. Nothing was changed."));
        ana.fill("password", PASSWORD);
        let codes: Vec<String> =
            ana.press("Make ten new codes").all("code").map(|code| code.text.clone()).collect();
        assert_eq!(codes.len(), 10);
        let mut there = market.browser();
        let mut recover = |code: &str| {
            there.open("/recover");
            there.fill("handle", "ana").fill("code", code).fill("password", "papayas in the sun");
            let page = there.press("Set the password and sign in");
            (page.status, page.path().to_owned())
        };
        assert_eq!(recover("00000-00000-00000-00000").0, 401);
        assert_eq!(recover(&codes[3]), (200, "/".into()));
        assert_eq!(recover(&codes[3]).0, 401, "it was good once");
        assert_eq!(ana.open("/settings").path(), "/sign-in?next=%2Fsettings");
        assert!(there.open("/settings/security").says("9 are left."), "{}", there.page().main());
    }
}

#[test]
fn settings_change_the_name_and_the_language_here_and_in_the_account() {
    for market in Market::both() {
        let mia = market.sign_up("mia");
        let mut browser = market.signed_in("mia", "en");
        browser.open("/settings");
        browser.fill("name", " ");
        assert_eq!(browser.press("Save").status, 422);
        assert_eq!(browser.page().by_id("f-name").unwrap().get("aria-invalid"), Some("true"));
        assert_eq!(mia.get("/me").is(200)["name"], "mia");
        browser.fill("name", "米娅");
        assert!(browser.press("Save").says("Saved."), "{}", browser.page().main());
        browser.open("/settings/language?next=%2Fsettings");
        browser.fill("language", "zh-Hans");
        assert_eq!(browser.press("Save").heading(), "设置");
        let me = mia.get("/me").is(200);
        assert_eq!((&me["name"], &me["language"]), (&json!("米娅"), &json!("zh-Hans")));
        let mut guest = market.browser();
        guest.open("/settings/language");
        guest.fill("language", "fil");
        guest.press("Save");
        assert_eq!(guest.open("/sign-in").heading(), "Mag-sign in", "a guest's choice stays on the device");
    }
}

#[test]
fn a_session_elsewhere_is_ended_from_here_and_a_new_password_ends_the_others() {
    for market in Market::both() {
        market.sign_up("mia");
        market.sign_up("tom");
        let (mut here, mut there) = (market.signed_in("mia", "en"), market.signed_in("mia", "en"));
        let mut toms = market.signed_in("tom", "en");
        assert_eq!(sessions(&mut here), 3, "the one of signing up, there, and all at once");
        here.press_nth("End", 0);
        here.press_nth("End", 0);
        assert!(here.page().says("That session has ended."), "{}", here.page().main());
        assert_eq!(there.open("/settings").path(), "/sign-in?next=%2Fsettings");
        let mut there = market.signed_in("mia", "en");
        here.open("/settings/security");
        here.fill("current", PASSWORD).fill("new", "papayas in the sun");
        assert!(here.press("Change the password").says("The password is changed."), "{}", here.page().main());
        assert_eq!(there.open("/settings").path(), "/sign-in?next=%2Fsettings");
        assert_eq!(here.open("/settings").path(), "/settings");
        assert_eq!(toms.open("/settings").path(), "/settings", "nobody else's have ended");
        here.open("/settings/security");
        assert_eq!(here.press("Sign out everywhere").path(), "/sign-in");
        assert_eq!(here.open("/settings").path(), "/sign-in?next=%2Fsettings");
    }
}

#[test]
fn after_ten_minutes_passkeys_ask_once_more_who_it_is() {
    for market in Market::both() {
        market.sign_up("mia");
        let mut mia = market.signed_in("mia", "en");
        assert!(mia.open("/settings/security").by_id("f-name").is_some(), "just signed in");
        market.pass(Span::minutes(10));
        assert!(mia.open("/settings/security").by_id("f-name").is_none());
        mia.fill("password", "not the password");
        assert_eq!(mia.press("Confirm").status, 422);
        mia.fill("password", PASSWORD);
        assert!(mia.press("Confirm").says("Confirmed. It holds for ten minutes."), "{}", mia.page().main());
        assert!(mia.page().by_id("f-name").is_some());
        // What no script filled in is refused like any wrong passkey.
        let fields = [("name", "Phone"), ("passkey", "{}")];
        let page = mia.send("/settings/passkeys", &fields);
        assert_eq!(page.status, 422);
        assert!(page.says("This passkey was not taken"), "{}", page.main());
        let other = "/settings/passkeys/psk_00000000000000000000000000/remove";
        assert_eq!(mia.send(other, &[]).status, 404);
    }
}

fn write(browser: &mut Browser, who: &str, city: &str) {
    browser.open("/settings/addresses/new");
    browser
        .fill("recipient", who)
        .fill("phone", "+63 917 555 0123")
        .fill("country", "PH")
        .fill("region", "NCR");
    browser.fill("city", city).fill("barangay", "Bagumbayan").fill("street", "1 Katipunan Avenue");
}

fn book(browser: &mut Browser) -> Vec<String> {
    let page = browser.open("/settings/addresses");
    page.of_class("card").map(|card| card.text.clone()).collect()
}

#[test]
fn addresses_are_written_changed_put_first_and_removed() {
    for market in Market::both() {
        let mia = market.sign_up("mia");
        let mut browser = market.signed_in("mia", "en");
        browser.open("/settings/addresses");
        assert_eq!(browser.follow("Add an address").heading(), "New address");
        write(&mut browser, "Ana Reyes", " ");
        let page = browser.press("Keep the address");
        assert_eq!(page.status, 422);
        assert!(page.by_id("f-city-wrong").is_some(), "{}", page.main());
        assert_eq!(page.by_id("f-recipient").unwrap().get("value"), Some("Ana Reyes"));
        assert_eq!(mia.get("/me/addresses").is(200)["data"], json!([]));
        browser.fill("city", "Quezon City");
        assert!(browser.press("Keep the address").says("The address is kept."), "{}", browser.page().main());
        market.pass(Span::minutes(1));
        // Another country has other fields, also without a script.
        browser.open("/settings/addresses/new");
        browser.fill("country", "CN");
        browser.press("Show the fields of this country");
        assert!(browser.page().by_id("f-barangay").is_none() && browser.page().by_id("f-district").is_some());
        browser.fill("recipient", "林晓雯").fill("phone", "138 0013 8000").fill("province", "GD");
        browser.fill("city", "深圳").fill("district", "南山").fill("street", "科技路 1 号");
        browser.press("Keep the address");
        let cards = book(&mut browser);
        assert_eq!(cards.len(), 2);
        assert!(cards[0].contains("林晓雯") && cards[1].contains("Ana Reyes"), "{cards:?}");
        browser.press("Offer the address of Ana Reyes first");
        assert!(book(&mut browser)[1].contains("Offered first"));
        browser.follow("Change the address of Ana Reyes");
        browser.fill("city", "Makati");
        browser.press("Keep the address");
        let list = mia.get("/me/addresses").is(200);
        assert_eq!(list["data"][1]["address"]["city"], "Makati");
        assert_eq!(list["data"][1]["is_default"], true);
        browser.open("/settings/addresses");
        browser.press("Remove the address of 林晓雯");
        assert_eq!(book(&mut browser).len(), 1);
    }
}

#[test]
fn the_address_that_is_offered_first_is_chosen_at_the_checkout() {
    for market in Market::both() {
        let shop = open_shop(&market, "enamel");
        shop.offers("Enamel cup", 25_000, 5);
        let mia = market.sign_up("mia");
        let mut makati = address();
        makati["city"] = "Makati".into();
        let first = mia.post("/me/addresses", makati).is(201);
        mia.post("/me/addresses", address()).is(201);
        mia.put(&format!("/me/addresses/{}/default", first["id"].as_str().unwrap()), Value::Null).is(200);
        let listings = shop.keeper.get(&format!("/shops/{}/listings", shop.id)).is(200);
        let mut browser = market.signed_in("mia", "en");
        browser.open(&format!("/p/{}", listings["data"][0]["id"].as_str().unwrap()));
        browser.press("Add to cart");
        let page = browser.open("/checkout");
        assert!(page.says("1 item from 1 shop, to Makati"), "{}", page.main());
        let (makati, quezon) = (page.main().find("Makati,"), page.main().find("Quezon City"));
        assert!(makati.is_some() && quezon.is_some() && makati < quezon, "{}", page.main());
    }
}

#[test]
fn anothers_addresses_and_sessions_are_not_there() {
    for market in Market::both() {
        let mia = market.sign_up("mia");
        market.sign_up("tom");
        let kept = mia.post("/me/addresses", address()).is(201);
        let session = mia.get("/sessions").is(200)["data"][0]["id"].as_str().unwrap().to_owned();
        let mut tom = market.signed_in("tom", "en");
        let path = format!("/settings/addresses/{}", kept["id"].as_str().unwrap());
        assert_eq!(tom.open(&path).status, 404);
        for (end, fields) in [("/remove", vec![]), ("/first", vec![]), ("", whole())] {
            assert_eq!(tom.send(&format!("{path}{end}"), &fields).status, 404, "{end}");
        }
        assert_eq!(tom.send(&format!("/settings/sessions/{session}/end"), &[]).status, 404);
        let list = mia.get("/me/addresses").is(200);
        assert_eq!(list["data"], json!([kept]));
    }
}

/// A whole form of an address.
fn whole() -> Vec<(&'static str, &'static str)> {
    vec![
        ("recipient", "Tom"),
        ("phone", "+63 917 555 0123"),
        ("country", "PH"),
        ("region", "NCR"),
        ("city", "Manila"),
        ("barangay", "1"),
        ("street", "1"),
        ("details", ""),
        ("postal_code", ""),
        ("step", "keep"),
    ]
}

#[test]
fn whoever_asked_to_leave_is_shown_it_at_the_door_and_stays_with_one_press() {
    for market in Market::both() {
        market.sign_up("mia");
        let mut mia = market.signed_in("mia", "en");
        mia.open("/privacy");
        mia.follow("Leave this market");
        assert_eq!(mia.page().path(), "/settings/privacy");
        mia.fill("password", "not hers, surely").press("Erase me in seven days");
        assert_eq!(mia.page().status, 422, "{}", market.engine);
        assert!(
            mia.page().says("This is not the account's password. Nothing was changed."),
            "{}",
            mia.page().main()
        );
        assert!(!mia.open("/me").main().contains("You are leaving"));
        mia.open("/settings/privacy");
        mia.fill("password", PASSWORD).press("Erase me in seven days");
        assert_eq!(mia.page().path(), "/settings/privacy");
        for (language, heading, day) in [
            ("en", "You are leaving", "Your account will be erased on Tue 1 Dec."),
            ("zh-Hans", "你正在离开", "你的账号将在 12月1日 周二 抹去。"),
            ("fil", "Paalis ka na", "Buburahin ang account mo sa Mar 1 Dis."),
        ] {
            let mut there = market.signed_in("mia", language);
            let main = there.open("/settings/privacy").main();
            assert!(main.contains(heading) && main.contains(day), "{language}: {main}");
            assert!(there.open("/me").main().contains(heading), "{language}");
        }
        // Whoever comes in is led there, wherever they were going.
        let mut back = market.browser();
        back.open("/sign-in?next=%2Forders");
        back.fill("handle", "mia").fill("password", PASSWORD).press("Sign in");
        assert_eq!(back.page().path(), "/settings/privacy", "{}", market.engine);
        back.press("Stay");
        assert!(back.page().says("You stay. Everything is as it was."), "{}", back.page().main());
        assert!(back.page().says("Ask to be erased"), "{}", back.page().main());
        // What must end first is said before anything is typed.
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = crate::cast::shopper(&market.sign_in("mia"));
        buyer.buys(&buyer.takes(&cup, 1).asks(), "cash");
        let main = back.open("/settings/privacy").main();
        assert!(main.contains("An order of yours is under way."), "{main}");
        assert!(!main.contains("Erase me in seven days"), "{main}");
    }
}
