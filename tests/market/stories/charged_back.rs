//! The buyer's bank takes the money back (F22): whoever has it gives it, the shop owes what it was paid out, and what
//! was refunded as well is the market's loss and on the staff's list.

use kernel::{Chance, Span};
use market_tests::Market;
use serde_json::{Value, json};

use crate::books::{parked, settled, stand, standing};
use crate::cast::{Bought, Buyer, Shop, guest, open_shop, php, shopper, text};

/// Two cups at 250.00 and delivery: 595.00. The market has 5% of the goods.
const TOTAL: i64 = 59_500;
const COMMISSION: i64 = 2_500;
const SHARE: i64 = TOTAL - COMMISSION;

/// A guest who has paid for two of a shop's five cups.
fn paid(market: &Market) -> (Shop, String, Buyer, Bought) {
    let shop = open_shop(market, "enamel");
    let cup = shop.offers("Enamel cup", 25_000, 5);
    let buyer = guest(market);
    let bought = buyer.buys(&buyer.takes(&cup, 2).asks(), "gateway");
    buyer.pays(market, &bought);
    buyer.awaits(market, &bought.order, "to_ship");
    (shop, cup, buyer, bought)
}

/// As far as the shop's share being available to it.
fn settle(market: &Market, shop: &Shop, buyer: &Buyer, bought: &Bought) {
    let parcel = shop.ships(&bought.order);
    shop.scans(market, &parcel, "delivered");
    buyer.moves(&bought.order, "confirm").is(200);
    market.pass(Span::days(3));
    buyer.awaits(market, &bought.order, "settled");
    settled(market);
}

fn bank_takes(market: &Market, bought: &Bought, amount: i64) {
    market.gateway.charge_back(&bought.payment, Some(amount));
    settled(market);
}

/// The order's money map: what of the market's part and of the shop's the bank took.
fn taken(buyer: &Buyer, bought: &Bought) -> [i64; 2] {
    let order = buyer.client.get(&format!("/orders/{}", bought.order)).is(200);
    let part = |payee: &str| {
        let parts = order["money_map"].as_array().unwrap();
        let part = parts.iter().find(|part| part["payee"] == payee).unwrap();
        part["charged_back"]["amount"].as_i64().unwrap()
    };
    [part("market"), part("shop")]
}

/// Asks for a payout, and waits for its arrival where there is one.
fn pays_out(market: &Market, shop: &Shop, amount: i64) -> Value {
    let payouts = format!("/shops/{}/payouts", shop.id);
    let asked = shop.keeper.post(&payouts, json!({ "amount": php(amount) })).is(201);
    let newest = || text(&shop.keeper.get(&payouts).is(200), "/data/0/status");
    market.until("the payout's arrival", || (newest() == "paid").then_some(()));
    asked
}

fn until_heard(market: &Market, bought: &Bought, sum: i64) {
    let staff = market.sign_in("lina");
    market.until("the bank was heard", || {
        let list = staff.get("/charged-back-payments").is(200);
        let lines = list["data"].as_array().unwrap().clone();
        let line = lines.into_iter().find(|line| line["payment"] == bought.payment)?;
        (line["charged_back"] == php(sum)).then_some(())
    });
    settled(market);
}

#[test]
fn what_is_not_paid_any_more_is_not_sent() {
    for market in Market::both() {
        market.operator("lina");
        let (shop, cup, buyer, bought) = paid(&market);
        bank_takes(&market, &bought, TOTAL);
        until_heard(&market, &bought, TOTAL);
        assert_eq!((buyer.sees(&bought.order).as_str(), shop.shelf(&cup)), ("cancelled", (5, 0, 0)));
        stand(&market, &[]);
        assert_eq!(market.gateway.books().refunds, [], "the buyer has it already");
    }
}

#[test]
fn a_part_is_borne_by_the_shop_and_the_market_in_proportion_wherever_the_money_is() {
    for market in Market::both() {
        market.operator("lina");
        let (shop, _, buyer, bought) = paid(&market);
        bank_takes(&market, &bought, 10_000);
        until_heard(&market, &bought, 10_000);
        // 2,500 of 59,500 is the market's part: 420 of 10,000.
        assert_eq!((buyer.sees(&bought.order).as_str(), taken(&buyer, &bought)), ("to_ship", [420, 9_580]));
        stand(&market, &[("escrow", 49_500), ("gateway", -49_500)]);
        let parcel = shop.ships(&bought.order);
        shop.scans(&market, &parcel, "delivered");
        buyer.moves(&bought.order, "confirm").is(200);
        let (commission, share) = (COMMISSION - 420, SHARE - 9_580);
        stand(&market, &[("pending", share), ("commission", commission), ("gateway", -49_500)]);
        bank_takes(&market, &bought, 7);
        until_heard(&market, &bought, 10_007);
        assert_eq!(taken(&buyer, &bought), [420, 9_587]);
        stand(&market, &[("pending", share - 7), ("commission", commission), ("gateway", -49_493)]);
        market.pass(Span::days(3));
        stand(&market, &[("available", share - 7), ("commission", commission), ("gateway", -49_493)]);
    }
}

#[test]
fn a_shop_that_was_paid_out_owes_it_and_its_next_payout_settles_that_first() {
    for market in Market::both() {
        market.operator("lina");
        let (shop, cup, buyer, bought) = paid(&market);
        settle(&market, &shop, &buyer, &bought);
        pays_out(&market, &shop, SHARE);
        stand(&market, &[("commission", COMMISSION), ("gateway", -COMMISSION)]);

        bank_takes(&market, &bought, TOTAL);
        until_heard(&market, &bought, TOTAL);
        assert_eq!((buyer.sees(&bought.order).as_str(), shop.shelf(&cup)), ("cancelled", (3, 0, 2)));
        assert_eq!(taken(&buyer, &bought), [COMMISSION, SHARE]);
        stand(&market, &[("receivable", -SHARE), ("gateway", SHARE)]);

        let next = guest(&market);
        let again = next.buys(&next.takes(&cup, 3).asks(), "gateway");
        next.pays(&market, &again);
        next.awaits(&market, &again.order, "to_ship");
        settle(&market, &shop, &next, &again);
        // 845.00 less 37.50 for the market, less the 570.00 of before.
        let payouts = format!("/shops/{}/payouts", shop.id);
        let most = 84_500 - 3_750 - SHARE;
        let one_more = json!({ "amount": php(most + 1) });
        shop.keeper.post(&payouts, one_more).refuses(409, "insufficient");
        pays_out(&market, &shop, most);
        stand(&market, &[("commission", 3_750), ("gateway", -3_750)]);
    }
}

#[test]
fn what_was_refunded_as_well_is_the_markets_loss_and_on_the_staffs_list() {
    for market in Market::both() {
        market.operator("lina");
        let (shop, _, _, bought) = paid(&market);
        shop.moves(&bought.order, "cancel").is(200);
        stand(&market, &[]);
        bank_takes(&market, &bought, 20_000);
        until_heard(&market, &bought, 20_000);
        stand(&market, &[("loss", -20_000), ("gateway", 20_000)]);
        let line = market.sign_in("lina").get("/charged-back-payments").is(200)["data"][0].clone();
        assert_eq!((&line["lost"], &line["orders"], &line["open"]), (&php(20_000), &php(0), &php(0)));
        shop.keeper.get("/charged-back-payments").refuses(403, "staff_only");
    }
}

#[test]
fn a_bank_that_nobody_told_of_is_found_by_looking() {
    for market in Market::both() {
        market.operator("lina");
        let (_, _, buyer, bought) = paid(&market);
        market.gateway.script(json!({ "reference": "*", "webhooks": { "mode": "never" } }));
        market.gateway.charge_back(&bought.payment, None);
        market.pass(Span::days(1));
        until_heard(&market, &bought, TOTAL);
        assert_eq!(buyer.sees(&bought.order), "cancelled");
        stand(&market, &[]);
    }
}

/// One of two orders under one payment, and its shop.
struct Half<'a> {
    shop: &'a Shop,
    order: String,
}

impl Half<'_> {
    /// The shop, its keeper signed in anew: months go by here.
    fn open(&self, market: &Market) -> Shop {
        Shop { keeper: market.sign_in(&self.shop.keeper.handle), id: self.shop.id.clone() }
    }
}

/// Whatever the bank, the shops, the buyer and the clocks do to one payment of two orders.
fn live(market: &Market, shops: [(&Shop, &str); 2], chance: &mut Chance) -> Bought {
    let buyer = guest(market);
    let quote = buyer.takes(shops[0].1, 1).takes(shops[1].1, 1).asks();
    let answer = buyer.says_yes(&quote, "gateway").is(201);
    let bought = crate::cast::bought(&answer);
    buyer.pays(market, &bought);
    let halves = [0, 1].map(|place| {
        let order = text(&answer, &format!("/orders/{place}/id"));
        let theirs = text(&buyer.client.get(&format!("/orders/{order}")).is(200), "/shop");
        let shop = shops.iter().find(|(shop, _)| shop.id == theirs).unwrap().0;
        Half { shop, order }
    });
    for half in &halves {
        buyer.awaits(market, &half.order, "to_ship");
    }
    for _ in 0..6 {
        let half = &halves[usize::try_from(chance.below(2)).unwrap()];
        match chance.below(7) {
            0 | 1 => {
                let amount = [1, 7_777, 40_000, 1_000_000][usize::try_from(chance.below(4)).unwrap()];
                let report = market.gateway.books();
                let line = report.payments.iter().find(|line| line.reference == bought.payment).unwrap();
                let amount = amount.min(line.captured - line.charged_back);
                if amount > 0 {
                    market.gateway.charge_back(&bought.payment, Some(amount));
                }
            }
            2 => drop(half.open(market).moves(&half.order, "cancel")),
            3 if buyer.sees(&half.order) == "to_ship" => {
                let shop = half.open(market);
                // The bank may have called it off in this very moment.
                let parcel = json!({ "shop": shop.id, "carrier": "J&T", "tracking": "JT-2026-0001" });
                let sent = shop.keeper.post(&format!("/orders/{}/shipments", half.order), parcel);
                if sent.status == 201 {
                    shop.scans(market, &text(&sent.body, "/parcel"), "delivered");
                }
            }
            4 => drop(buyer.moves(&half.order, "confirm")),
            5 => {
                settled(market); // what a gateway has not answered within a day is the operator's
                market.pass(Span::days(4));
            }
            _ => {
                let payouts = format!("/shops/{}/payouts", half.shop.id);
                let amount = i64::try_from(1 + chance.below(90_000)).unwrap();
                drop(half.open(market).keeper.post(&payouts, json!({ "amount": php(amount) })));
            }
        }
    }
    bought
}

/// What had not arrived when days went by at once is the operator's, who has it sent again.
fn revive(market: &Market) {
    let staff = market.sign_in("lina");
    for _ in 0..8 {
        let parked = parked(market);
        for refund in &parked {
            staff.post(&format!("/refunds/rfd_{refund}/attempts"), Value::Null).is(202);
        }
        settled(market);
        if parked.is_empty() {
            return;
        }
    }
}

#[test]
fn whatever_banks_shops_buyers_and_clocks_do_nothing_is_lost_unseen_or_borne_twice() {
    for market in Market::both() {
        market.operator("lina");
        let (enamel, weaving) = (open_shop(&market, "enamel"), open_shop(&market, "weaving"));
        let cup = enamel.offers("Enamel cup", 25_000, 1_000);
        let scarf = weaving.offers("Scarf", 80_001, 1_000);
        let rounds = if market.engine == "SQLite" { 40 } else { 10 };
        for seed in 0..rounds {
            let mut chance = Chance::from_number(seed);
            live(&market, [(&enamel, &cup), (&weaving, &scarf)], &mut chance);
        }
        // Every clock rings and every look is taken; then nobody has anything left to bear.
        settled(&market);
        for _ in 0..13 {
            market.pass(Span::days(10));
            settled(&market);
            revive(&market);
        }
        let stands = standing(&market);
        assert_eq!(stands.get("charged"), None, "{} {stands:?}", market.engine);
        for gone in ["escrow", "clearing", "pending", "payout"] {
            assert_eq!(stands.get(gone), None, "{} {stands:?}", market.engine);
        }
        let report = market.gateway.books();
        let over: i64 = report
            .payments
            .iter()
            .map(|line| (line.refunded + line.charged_back - line.captured).max(0))
            .sum();
        assert_eq!(
            -stands.get("loss").copied().unwrap_or(0),
            over,
            "the market lost what was refunded as well"
        );
        assert!(over > 0 && stands.contains_key("available"), "the walks went somewhere: {stands:?}");
        let list = market.sign_in("lina").get("/charged-back-payments?limit=100").is(200);
        for line in list["data"].as_array().unwrap() {
            let of = |what: &str| line[what]["amount"].as_i64().unwrap();
            assert_eq!(of("charged_back"), of("orders") + of("cut") + of("lost"), "{line}");
            assert!(of("refunds") + of("orders") <= of("captured"), "{line}");
        }
        crate::books::recompute(&market);
        crate::books::agree_with_the_gateway(&market);
    }
}

#[test]
fn the_orders_pages_say_what_the_bank_did_to_its_buyer_and_to_its_shop() {
    // The note of a part, the heading when nothing is paid any more, and the step among what happened.
    const BUYER: [(&str, [&str; 3]); 3] = [
        (
            "en",
            [
                "Your bank took ₱100.00 of this back.",
                "Called off, because your bank took the money back",
                "Your bank took money back",
            ],
        ),
        ("zh-Hans", ["你的银行收回了其中的 ₱100.00。", "已取消：你的银行收回了款项", "你的银行收回了款项"]),
        (
            "fil",
            [
                "Binawi ng bangko mo ang ₱100.00 nito.",
                "Kinansela, dahil binawi ng bangko mo ang bayad",
                "Binawi ng bangko mo ang bayad",
            ],
        ),
    ];
    const SHOP: [(&str, [&str; 3]); 3] = [
        (
            "en",
            [
                "The buyer’s bank took ₱100.00 of this back; ₱95.80 of that was the shop’s.",
                "Called off, because the buyer’s bank took the money back",
                "The buyer’s bank took money back",
            ],
        ),
        (
            "zh-Hans",
            [
                "买家的银行收回了其中的 ₱100.00，其中 ₱95.80 是店家的。",
                "已取消：买家的银行收回了款项",
                "买家的银行收回了款项",
            ],
        ),
        (
            "fil",
            [
                "Binawi ng bangko ng mamimili ang ₱100.00 nito; ₱95.80 doon ang sa tindahan.",
                "Kinansela, dahil binawi ng bangko ng mamimili ang bayad",
                "Binawi ng bangko ng mamimili ang bayad",
            ],
        ),
    ];
    for market in Market::both() {
        market.operator("lina");
        let shop = open_shop(&market, "enamel");
        let cup = shop.offers("Enamel cup", 25_000, 5);
        let buyer = shopper(&market.sign_up("mia"));
        let bought = buyer.buys(&buyer.takes(&cup, 2).asks(), "gateway");
        buyer.pays(&market, &bought);
        buyer.awaits(&market, &bought.order, "to_ship");
        let order = format!("/orders/{}", bought.order);
        let each_reads = |seen: &dyn Fn(&mut market_tests::Browser, &[&str; 3])| {
            for (handle, languages) in [("mia", BUYER), ("enamel", SHOP)] {
                for (language, words) in languages {
                    let mut browser = market.signed_in(handle, language);
                    browser.open(&order);
                    seen(&mut browser, &words);
                }
            }
        };
        bank_takes(&market, &bought, 10_000);
        until_heard(&market, &bought, 10_000);
        each_reads(&|browser, [part, _, step]| {
            let page = browser.page();
            assert!(page.says(part) && page.says(step) && page.says("₱495.00"), "{part}: {}", page.main());
        });
        bank_takes(&market, &bought, TOTAL - 10_000);
        until_heard(&market, &bought, TOTAL);
        each_reads(&|browser, [_, head, step]| {
            let page = browser.page();
            assert_eq!(page.heading(), *head, "{}", page.main());
            assert!(page.says(step) && page.says("₱595.00"), "{}", page.main());
            browser.open(&format!("{order}/invoice"));
            assert!(browser.page().says("−₱595.00"), "{}", browser.page().main());
        });
    }
}
