//! Buying through pages: from a listing to the bridge, by a guest and by a member, and what happens when something is
//! not as it was.

use kernel::Span;
use market_tests::{Browser, Market};

use crate::books::stand;
use crate::cast::{Shop, TOO_LATE_TO_PAY, open_shop, php};

/// Two cups at 250.00 from one shop, one lens at 1,450.00 from another, a delivery of 95.00 each.
const TOTAL: i64 = 50_000 + 145_000 + 2 * 9_500;

/// Fills in where it goes.
fn to_quezon_city(browser: &mut Browser) {
    browser
        .fill("recipient", "Ana Reyes")
        .fill("phone", "+63 917 555 0123")
        .fill("region", "NCR")
        .fill("city", "Quezon City")
        .fill("barangay", "Bagumbayan")
        .fill("street", "1 Katipunan Avenue")
        .fill("postal_code", "1110");
}

/// Puts so many of something into the cart, from its page.
fn put(browser: &mut Browser, listing: &str, quantity: &str) {
    browser.open(listing);
    browser.fill("quantity", quantity);
    browser.press_first(&["Add to cart", "加入购物车", "Ilagay sa cart"]);
}

/// Of the price on the page.
fn price(browser: &Browser) -> String {
    browser.page().of_class("price").next().unwrap().text.clone()
}

struct Street {
    enamel: Shop,
    lenses: Shop,
    cup: String,
    lens: String,
    /// The paths of their pages.
    cup_page: String,
    lens_page: String,
}

fn street(market: &Market) -> Street {
    let (enamel, lenses) = (open_shop(market, "enamel"), open_shop(market, "lenses"));
    let cup = enamel.offers("Enamel cup", 25_000, 5);
    let lens = lenses.offers("Brass lens", 145_000, 1);
    let page = |shop: &Shop| {
        let listings = shop.keeper.get(&format!("/shops/{}/listings", shop.id)).is(200);
        format!("/p/{}", listings["data"][0]["id"].as_str().unwrap())
    };
    let (cup_page, lens_page) = (page(&enamel), page(&lenses));
    Street { enamel, lenses, cup, lens, cup_page, lens_page }
}

#[test]
fn a_guest_buys_from_two_shops_in_one_checkout_and_sees_both_orders() {
    for market in Market::both() {
        let street = street(&market);
        let mut guest = market.browser();
        assert_eq!(guest.open("/cart").heading(), "Nothing in your cart yet");
        put(&mut guest, &street.cup_page, "2");
        assert!(
            guest.cookie("rialto-guest").is_some(),
            "the first thing opens a cart: {} {}",
            guest.page().status,
            guest.page().main()
        );
        put(&mut guest, &street.lens_page, "1");
        let cart = guest.open("/cart");
        assert_eq!(cart.heading(), "Cart");
        assert_eq!(cart.by_id("cart-count").unwrap().get("aria-label"), Some("Cart, 3 items"));
        assert!(cart.says("₱2,140"), "all in before anybody has said who they are: {}", cart.main());
        guest.follow("Check out 3 items");
        assert_eq!(guest.page().heading(), "You pay, all in");
        assert_eq!(price(&guest), "₱2,140.00");
        assert!(guest.page().says("3 items from 2 shops, to the Philippines"), "{}", guest.page().main());
        to_quezon_city(&mut guest);
        guest.press("Pay ₱2,140.00");
        assert!(
            guest.page().url.starts_with(&format!("http://{}", market.gateway.address)),
            "{}",
            guest.page().url
        );
        guest.press("Pay");
        assert_eq!(guest.page().path(), "/orders?show=under_way", "{}", guest.page().main());
        assert!(guest.page().says("Paid. Your money waits on the bridge."));
        let orders: Vec<String> = guest.page().all("h2").map(|head| head.text.clone()).collect();
        assert_eq!(orders, ["The shop ships by Thu 26 Nov"; 2], "{}", guest.page().main());
        stand(&market, &[("escrow", TOTAL), ("gateway", -TOTAL)]);
        assert_eq!(street.enamel.shelf(&street.cup), (3, 2, 0));
        assert_eq!(street.lenses.shelf(&street.lens), (0, 1, 0));
        assert_eq!(guest.open("/cart").heading(), "Nothing in your cart yet");
    }
}

#[test]
fn pressing_twice_pays_once_and_buys_once() {
    for market in Market::both() {
        let street = street(&market);
        let mut guest = market.browser();
        put(&mut guest, &street.cup_page, "1");
        guest.open("/checkout");
        to_quezon_city(&mut guest);
        guest.press_twice("Pay ₱345.00");
        assert_eq!(market.gateway.books().payments.len(), 1);
        assert_eq!(street.enamel.shelf(&street.cup), (4, 1, 0));
        guest.press_twice("Pay");
        let order = guest.open("/orders");
        assert!(order.says("The shop ships by Thu 26 Nov"), "{}", order.main());
        stand(&market, &[("escrow", 34_500), ("gateway", -34_500)]);
    }
}

#[test]
fn what_has_changed_meanwhile_is_said_and_nothing_is_charged() {
    for market in Market::both() {
        let street = street(&market);
        let (mut slow, mut quick) = (market.browser(), market.browser());
        put(&mut slow, &street.cup_page, "1");
        put(&mut slow, &street.lens_page, "1");
        slow.open("/checkout");
        to_quezon_city(&mut slow);
        // Somebody else takes the one lens that there is.
        put(&mut quick, &street.lens_page, "1");
        quick.open("/checkout");
        to_quezon_city(&mut quick);
        quick.press("Pay ₱1,545.00");
        let page = slow.press("Pay ₱1,890.00");
        assert_eq!(page.status, 409);
        assert!(page.says("“Brass lens” is sold out."), "{}", page.main());
        assert!(page.says("Nothing was charged. The total is ₱345.00 now."), "{}", page.main());
        // The price of what is left goes up while the page is open.
        let shelf = format!("/shops/{}/listings", street.enamel.id);
        let listings = street.enamel.keeper.get(&shelf).is(200);
        let listing = listings["data"][0]["id"].as_str().unwrap();
        let dearer = serde_json::json!({ "variants": [{ "price": php(26_000), "stock": 5, "grams": 400 }] });
        street.enamel.keeper.patch(&format!("/listings/{listing}"), dearer).is(200);
        let page = slow.press("Pay ₱345.00");
        assert_eq!(page.status, 409, "{}", page.main());
        assert!(page.says("“Enamel cup” was ₱250.00 and is ₱260.00 now."), "{}", page.main());
        assert_eq!(slow.page().all("input").filter(|field| field.get("name") == Some("city")).count(), 1);
        let typed = slow.page().all("input").find(|field| field.get("name") == Some("city")).unwrap();
        assert_eq!(typed.get("value"), Some("Quezon City"), "nobody is asked twice");
        slow.press("Pay ₱355.00");
        slow.press("Pay");
        assert_eq!(slow.page().heading(), "The shop ships by Thu 26 Nov", "{}", slow.page().main());
        stand(&market, &[("escrow", 35_500), ("gateway", -35_500)]);
    }
}

#[test]
fn an_address_that_cannot_be_right_is_said_at_its_field_and_nothing_is_bought() {
    for market in Market::both() {
        let street = street(&market);
        for (language, button, words) in [
            ("en", "Pay ₱345.00", "This is needed to deliver there."),
            ("zh", "支付 ₱345.00", "要送到那里，这一项是必需的。"),
            ("fil", "Bayaran ang ₱345.00", "Kailangan ito para maihatid doon."),
        ] {
            let mut guest = market.browser_in(language);
            put(&mut guest, &street.cup_page, "1");
            guest.open("/checkout");
            to_quezon_city(&mut guest);
            guest.fill("barangay", " ");
            let page = guest.press(button);
            assert_eq!(page.status, 422, "{}", page.main());
            assert_eq!(page.by_id("f-barangay-wrong").unwrap().text, words);
            let field = page.by_id("f-barangay").unwrap();
            assert_eq!(field.get("aria-describedby"), Some("f-barangay-wrong"));
        }
        assert!(market.gateway.books().payments.is_empty());
        assert_eq!(street.enamel.shelf(&street.cup), (5, 0, 0));
        stand(&market, &[]);
    }
}

#[test]
fn the_total_follows_the_place_before_anything_is_bought() {
    for market in Market::both() {
        let street = street(&market);
        let far = serde_json::json!({ "name": "By boat", "places": ["PH/IX"], "brackets": [{ "fee": 9_000 }],
            "days_min": 6, "days_max": 9 });
        street.enamel.keeper.post(&format!("/shops/{}/shipping-rates", street.enamel.id), far).is(201);
        let mut guest = market.browser();
        put(&mut guest, &street.cup_page, "1");
        guest.open("/checkout");
        guest.fill("region", "IX");
        let page = guest.press("Update the total");
        assert_eq!((page.status, price(&guest).as_str()), (200, "₱340.00"), "the cheapest way is chosen");
        assert!(guest.page().says("1 item from 1 shop, to Zamboanga Peninsula"), "{}", guest.page().main());
        let standard = guest
            .page()
            .all("input")
            .filter(|field| field.get("name").is_some_and(|name| name.starts_with("delivery-")));
        let ways: Vec<(String, String)> = standard
            .map(|field| (field.get("name").unwrap().to_owned(), field.get("value").unwrap().to_owned()))
            .collect();
        assert_eq!(ways.len(), 2);
        guest.fill(&ways[1].0, &ways[1].1);
        guest.press("Update the total");
        assert_eq!(price(&guest), "₱345.00");
        guest.fill("country", "CN");
        let page = guest.press("Update the total");
        assert!(page.says("Not delivered there by enamel."), "{}", page.main());
        assert!(!page.says("Pay ₱"), "what cannot be had is not for sale: {}", page.main());
    }
}

#[test]
fn what_a_guest_held_comes_along_when_they_sign_in() {
    for market in Market::both() {
        let street = street(&market);
        market.sign_up("mia");
        let mut guest = market.browser();
        put(&mut guest, &street.cup_page, "2");
        guest.open("/checkout");
        to_quezon_city(&mut guest);
        guest.press("Pay ₱595.00");
        put(&mut guest, &street.lens_page, "1");
        // At home the account has a cart of its own.
        let mut home = market.signed_in("mia", "en");
        put(&mut home, &street.cup_page, "1");
        let session = home.cookie("rialto-session").unwrap().to_owned();
        let mut signed_in = guest.clone().with_cookie("rialto-session", &session);
        let count = |browser: &mut Browser, path: &str| {
            browser.open(path).by_id("cart-count").unwrap().get("aria-label").unwrap().to_owned()
        };
        assert_eq!(count(&mut signed_in, "/offline"), "Cart, 2 items", "before anything was brought along");
        assert_eq!(count(&mut signed_in, "/cart"), "Cart, 2 items");
        assert!(signed_in.page().says("Brass lens") && signed_in.page().says("Enamel cup"));
        assert_eq!(signed_in.cookie("rialto-guest"), None, "the account has it now");
        assert!(signed_in.open("/orders").says("Pay by Tue 24 Nov"), "{}", signed_in.page().main());
        assert!(home.open("/orders").says("Pay by Tue 24 Nov"), "wherever the account signs in");
        assert_eq!(count(&mut home, "/cart"), "Cart, 2 items");
        // The secret alone opens the cart no more.
        assert_eq!(guest.open("/cart").heading(), "Nothing in your cart yet");
    }
}

#[test]
fn a_cart_says_what_is_gone_what_is_less_and_what_costs_more_and_gives_back_what_was_taken_out() {
    for market in Market::both() {
        let street = street(&market);
        let mut guest = market.browser();
        put(&mut guest, &street.cup_page, "5");
        put(&mut guest, &street.lens_page, "1");
        let mut other = market.browser();
        put(&mut other, &street.cup_page, "2");
        other.open("/checkout");
        to_quezon_city(&mut other);
        other.press("Pay ₱595.00");
        guest.open("/cart");
        assert!(guest.page().says("Only 3 are left."), "{}", guest.page().main());
        assert!(
            guest.page().says("Check out 1 item"),
            "what cannot be had is not in the total: {}",
            guest.page().main()
        );
        guest.press("Take 3");
        assert!(guest.page().says("Check out 4 items"), "{}", guest.page().main());
        guest.press("Remove Brass lens");
        assert!(guest.page().says("Brass lens is out of your cart."), "{}", guest.page().main());
        assert!(guest.page().says("Check out 3 items"));
        guest.press("Undo");
        assert!(guest.page().says("Check out 4 items"), "{}", guest.page().main());
        guest.press("One less");
        assert!(guest.page().says("Check out 3 items"), "{}", guest.page().main());
    }
}

#[test]
fn a_payment_that_was_declined_can_be_tried_again_and_one_that_comes_too_late_buys_nothing() {
    for market in Market::both() {
        let street = street(&market);
        let mut guest = market.browser();
        put(&mut guest, &street.cup_page, "1");
        guest.open("/checkout");
        to_quezon_city(&mut guest);
        guest.press("Pay ₱345.00");
        guest.press("Decline");
        assert_eq!(guest.page().heading(), "The payment was declined", "{}", guest.page().main());
        // The goods are held as long as the order says, however long the gateway would wait.
        let (payment, said) = (guest.page().path().to_owned(), guest.page().main());
        let by = said.split_once("another way to pay, by ").unwrap().1.split_once('.').unwrap().0.to_owned();
        assert!(guest.open("/orders").says(&format!("Pay by {by}")), "{by}: {}", guest.page().main());
        guest.open(&payment);
        guest.press("Try to pay ₱345.00 again");
        guest.press("Pay");
        assert_eq!(guest.page().heading(), "The shop ships by Thu 26 Nov", "{}", guest.page().main());
        put(&mut guest, &street.lens_page, "1");
        guest.open("/checkout");
        assert!(guest.page().says("Ana Reyes"), "nobody is asked twice: {}", guest.page().main());
        guest.press("Pay ₱1,545.00");
        market.pass(TOO_LATE_TO_PAY);
        market.until("the order to be called off", || {
            guest.open("/orders?show=done").says("It was not paid in time").then_some(())
        });
        assert_eq!(street.lenses.shelf(&street.lens), (1, 0, 0));
        stand(&market, &[("escrow", 34_500), ("gateway", -34_500)]);
    }
}

#[test]
fn an_order_goes_its_way_by_its_buttons_and_the_coin_walks() {
    for market in Market::both() {
        let street = street(&market);
        market.sign_up("mia");
        let mut mia = market.signed_in("mia", "fil");
        put(&mut mia, &street.cup_page, "1");
        mia.open("/checkout");
        to_quezon_city(&mut mia);
        mia.press("Bayaran ang ₱345.00");
        mia.press("Magbayad");
        let order = mia.page().path().to_owned();
        assert_eq!(
            mia.page().heading(),
            "Ipapadala ng tindahan hanggang Huw 26 Nob",
            "{}",
            mia.page().main()
        );
        let bridge = |browser: &Browser| {
            let drawings = browser.page().all("svg").filter(|svg| svg.get("role") == Some("img"));
            drawings.map(|svg| svg.get("aria-label").unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            bridge(&mia),
            ["Ang tulay. Nasa tuktok ang pera, hawak. Nasa panig pa ng tindahan ang parsela."]
        );
        // To anybody else it is not there.
        market.sign_up("jun");
        for mut other in [market.browser(), market.signed_in("jun", "en")] {
            let page = other.open(&order);
            assert!(
                page.status == 404 || page.path().starts_with("/sign-in"),
                "{} {}",
                page.status,
                page.url
            );
            assert!(!page.says("Enamel cup"));
        }
        // Its shop sees it from its side.
        let mut keeper = market.signed_in("enamel", "en");
        keeper.open(&order);
        assert_eq!(keeper.page().heading(), "Send it by Thu 26 Nov", "{}", keeper.page().main());
        assert_eq!(keeper.page().link("Pack and ship"), Some(format!("/studio{order}").as_str()));
        let parcel = street.enamel.ships(order.trim_start_matches("/orders/"));
        street.enamel.scans(&market, &parcel, "delivered");
        mia.open(&order);
        assert_eq!(mia.page().heading(), "Tingnan ito hanggang Mar 1 Dis", "{}", mia.page().main());
        mia.press("Tatlong araw pa para tumingin");
        assert_eq!(mia.page().heading(), "Tingnan ito hanggang Biy 4 Dis");
        mia.follow("Ayos ito, kumpirmahin");
        assert_eq!(mia.page().heading(), "Ayos ba ang lahat?");
        mia.press("Ayos ito, kumpirmahin");
        assert_eq!(mia.page().heading(), "Tapos na", "{}", mia.page().main());
        assert_eq!(
            bridge(&mia),
            ["Ang tulay. Nasa panig ng tindahan ang pera. Nasa panig na ng mamimili ang parsela."]
        );
        stand(&market, &[("commission", 1_250), ("pending", 34_500 - 1_250), ("gateway", -34_500)]);
    }
}

#[test]
fn a_late_order_is_cancelled_on_a_page_of_its_own_and_the_money_walks_back() {
    for market in Market::both() {
        let street = street(&market);
        let mut guest = market.browser_in("zh-CN");
        put(&mut guest, &street.cup_page, "1");
        guest.open("/checkout");
        to_quezon_city(&mut guest);
        guest.press("支付 ₱345.00");
        guest.press("付款");
        let order = guest.page().path().to_owned();
        assert_eq!(guest.page().heading(), "店家 11月26日 周四前发货", "{}", guest.page().main());
        assert_eq!(guest.page().link("取消并退款"), None, "the shop still has time");
        market.pass(Span::days(2) + Span::minutes(1));
        guest.open(&order);
        assert_eq!(guest.page().heading(), "店家逾期了，你可以取消", "{}", guest.page().main());
        guest.follow("取消并退款");
        assert!(guest.page().says("₱345.00 原路退给你。"), "{}", guest.page().main());
        guest.press("取消并退款");
        market.until("the money is back", || {
            guest.open(&order);
            (guest.page().heading() == "已取消，钱已退回").then_some(())
        });
        stand(&market, &[]);
        assert_eq!(street.enamel.shelf(&street.cup), (5, 0, 0));
        // What cannot be done any more leads back to the order.
        assert_eq!(guest.open(&format!("{order}/acts/confirm")).path(), order);
        assert_eq!(guest.send(&format!("{order}/acts/confirm"), &[]).status, 409);
    }
}

#[test]
fn many_windows_of_one_account_share_one_cart_and_it_is_bought_once() {
    for market in Market::both() {
        let street = street(&market);
        market.sign_up("mia");
        let mia = market.signed_in("mia", "en");
        let at_once = |hand: fn(&mut Browser, &str), windows: Vec<Browser>| {
            std::thread::scope(|crowd| {
                let hands: Vec<_> = windows
                    .into_iter()
                    .map(|mut window| {
                        let listing = &street.cup_page;
                        crowd.spawn(move || {
                            hand(&mut window, listing);
                            window
                        })
                    })
                    .collect();
                hands.into_iter().map(|hand| hand.join().unwrap()).collect::<Vec<_>>()
            })
        };
        at_once(|window, listing| put(window, listing, "1"), vec![mia.clone(); 4]);
        let mut window = mia.clone();
        window.open("/cart");
        assert!(window.page().says("Check out 4 items"), "one cart for all: {}", window.page().main());
        let ready = |mut window: Browser| {
            window.open("/checkout");
            to_quezon_city(&mut window);
            window
        };
        let windows = vec![ready(mia.clone()), ready(mia.clone()), ready(mia)];
        let after = at_once(
            |window, _| {
                window.press("Pay ₱1,095.00");
            },
            windows,
        );
        let paying = after.iter().filter(|window| window.page().path().starts_with("/pay/")).count();
        assert_eq!(paying, 1, "one of three windows buys");
        for window in after.iter().filter(|window| !window.page().path().starts_with("/pay/")) {
            assert_eq!(window.page().status, 409, "{}", window.page().main());
            assert_eq!(window.page().heading(), "Nothing to check out");
        }
        assert_eq!(market.gateway.books().payments.len(), 1);
        assert_eq!(street.enamel.shelf(&street.cup), (1, 4, 0));
    }
}

#[test]
fn buying_at_once_leaves_the_cart_as_it_is() {
    for market in Market::both() {
        let street = street(&market);
        let mut guest = market.browser();
        put(&mut guest, &street.cup_page, "2");
        guest.open(&street.lens_page);
        guest.press("Buy now");
        assert!(guest.page().path().starts_with("/checkout?cart="), "{}", guest.page().url);
        assert_eq!(price(&guest), "₱1,545.00", "what is bought at once, and nothing else");
        to_quezon_city(&mut guest);
        guest.press("Pay ₱1,545.00");
        guest.press("Pay");
        assert_eq!(guest.page().heading(), "The shop ships by Thu 26 Nov", "{}", guest.page().main());
        assert!(guest.open("/cart").says("Check out 2 items"), "{}", guest.page().main());
        let order = guest.open("/orders").all("a").find_map(|link| {
            link.get("href").filter(|href| href.starts_with("/orders/ord_")).map(str::to_owned)
        });
        // What somebody watches is watched by nobody else.
        let thing = order.unwrap().trim_start_matches("/orders/").to_owned();
        assert_eq!(market.browser().open(&format!("/live/{thing}")).status, 404);
    }
}

#[test]
fn a_member_pays_at_the_door_where_every_shop_takes_cash_and_a_guest_is_told_why_not() {
    for market in Market::both() {
        let street = street(&market);
        let mut guest = market.browser();
        put(&mut guest, &street.cup_page, "1");
        guest.open("/checkout");
        let cash = |browser: &Browser| {
            browser.page().all("input").find(|field| field.get("value") == Some("cash")).unwrap().clone()
        };
        assert!(cash(&guest).has("disabled") && guest.page().says("For this you need an account"));
        market.sign_up("mia");
        let mut mia = market.signed_in("mia", "en");
        put(&mut mia, &street.cup_page, "1");
        mia.open("/checkout");
        to_quezon_city(&mut mia);
        mia.fill("pay", "cash");
        mia.press("Pay ₱345.00");
        assert_eq!(mia.page().heading(), "The shop ships by Thu 26 Nov", "{}", mia.page().main());
        assert!(mia.page().says("pays ₱345.00 at the door"), "{}", mia.page().main());
        assert!(market.gateway.books().payments.is_empty());
        stand(&market, &[]);
    }
}
