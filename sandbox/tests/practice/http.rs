//! The contract over a real port: the API, its refusals, the controls and the page.

use std::time::Duration;

use serde_json::{Value, json};

use crate::ground::MINUTE;
use crate::house::{House, KEY};

const JSON: (&str, &str) = ("Content-Type", "application/json");

fn asking(reference: &str) -> Value {
    json!({"reference": reference, "amount": 12_900, "currency": "PHP", "description": "Two <mugs>",
           "return_url": "http://localhost:8080/orders/R-1", "expires_at": "2026-11-24T12:15:00Z"})
}

fn token_path(payment: &Value) -> String {
    let url = payment["hosted_url"].as_str().unwrap();
    url[url.find("/pay/").unwrap()..].to_owned()
}

#[track_caller]
fn refused(answer: (u16, Value), status: u16, code: &str) {
    let (got, problem) = answer;
    assert_eq!((got, problem["code"].as_str()), (status, Some(code)), "{problem}");
    assert_eq!(problem["status"], status);
    assert_eq!(problem["type"], "about:blank");
    assert!(!problem["detail"].as_str().unwrap().is_empty());
}

#[test]
fn a_payment_is_created_paid_and_refunded() {
    let house = House::open("story");
    let (status, created) = house.post("/v1/payments", &asking("p"));
    assert_eq!(status, 201);
    assert!(created["hosted_url"].as_str().unwrap().starts_with("http://127.0.0.1:"));
    let expected = json!({
        "reference": "p", "status": "created", "amount": 12_900, "currency": "PHP",
        "description": "Two <mugs>", "hosted_url": created["hosted_url"],
        "return_url": "http://localhost:8080/orders/R-1", "created_at": "2026-11-24T12:00:00Z",
        "expires_at": "2026-11-24T12:15:00Z", "captures": [], "captured": 0, "refunded": 0, "refund_pending": 0, "chargebacks": [], "charged_back": 0});
    assert_eq!(created, expected);
    assert_eq!(house.post("/v1/payments", &asking("p")), (200, expected.clone()));
    assert_eq!(house.get("/v1/payments/p"), (200, expected));

    let (status, paid) = house.post("/control/pay", &json!({"reference": "p", "choice": "pay"}));
    assert_eq!((status, &paid["status"], &paid["captured"]), (200, &json!("captured"), &json!(12_900)));
    let giving = json!({"reference": "r", "payment": "p", "amount": 5_000});
    let (status, refund) = house.post("/v1/refunds", &giving);
    let expected = json!({"reference": "r", "payment": "p", "amount": 5_000, "currency": "PHP",
        "status": "succeeded", "created_at": "2026-11-24T12:00:00Z", "settled_at": "2026-11-24T12:00:00Z"});
    assert_eq!((status, &refund), (201, &expected));
    assert_eq!(house.post("/v1/refunds", &giving), (200, expected.clone()));
    assert_eq!(house.get("/v1/refunds/r"), (200, expected));

    let sending = json!({"reference": "o", "destination": "PH-1", "amount": 7_900, "currency": "PHP"});
    let (status, payout) = house.post("/v1/payouts", &sending);
    assert_eq!((status, &payout["status"], &payout["settled_at"]), (201, &json!("pending"), &Value::Null));
    assert_eq!(house.get("/v1/payouts/o").1["status"], "paid");

    let (_, report) = house.get("/v1/report");
    let totals = json!([{"currency": "PHP", "captured": 12_900, "refunded": 5_000, "charged_back": 0, "paid_out": 7_900}]);
    assert_eq!(report["totals"], totals);
    let file = serde_json::to_value(sandbox::report(&house.file).unwrap()).unwrap();
    assert_eq!(file["totals"], totals);
}

#[test]
fn nothing_answers_without_the_key_and_nothing_happens() {
    let house = House::open("keyless");
    for key in [None, Some("sk_sandbox_other"), Some("sk_sandbox_practice2"), Some("")] {
        for path in [
            "/v1/payments",
            "/v1/refunds",
            "/v1/payouts",
            "/v1/payments/p/void",
            "/control",
            "/control/pay",
            "/control/settlements",
        ] {
            refused(
                house.post_raw(path, &[JSON], key, asking("p").to_string().as_bytes()),
                401,
                "unauthorized",
            );
        }
    }
    let page = house.page("/v1/report", "en");
    assert_eq!(page.status(), 401);
    assert_eq!(page.headers()["www-authenticate"], "Bearer");
    assert_eq!(house.get("/v1/report").1["payments"], json!([]));
}

#[test]
fn bad_bodies_are_refused_by_their_code_and_leave_nothing() {
    let house = House::open("bad-bodies");
    let with = |field: &str, value: Value| {
        let mut body = asking("p");
        body[field] = value;
        body
    };
    let malformed = [
        with("amount", json!("12900")),
        with("amount", json!(1.5)),
        with("amount", json!(1e30)),
        with("price", json!(1)),
        with("expires_at", json!("tomorrow")),
        with("reference", Value::Null),
        json!([]),
    ];
    for body in malformed {
        refused(house.post("/v1/payments", &body), 400, "malformed_body");
    }
    let invalid = [
        with("amount", json!(0)),
        with("amount", json!(-5)),
        with("currency", json!("php")),
        with("reference", json!("")),
        with("reference", json!("a/b")),
        with("return_url", json!("javascript:alert(1)")),
        with("expires_at", json!("2026-11-24T12:00:00Z")),
        with("description", json!("two\nlines")),
    ];
    for body in invalid {
        refused(house.post("/v1/payments", &body), 422, "invalid_field");
    }
    let good = asking("p").to_string();
    let raw =
        |headers: &[(&str, &str)], body: &[u8]| house.post_raw("/v1/payments", headers, Some(KEY), body);
    refused(raw(&[JSON], b"{\"reference\":"), 400, "malformed_body");
    refused(raw(&[JSON], b"\xff\xfe"), 400, "malformed_body");
    refused(raw(&[], good.as_bytes()), 415, "unsupported_media_type");
    refused(raw(&[("Content-Type", "text/plain")], good.as_bytes()), 415, "unsupported_media_type");
    let padded = |length: usize| format!("{good}{}", " ".repeat(length - good.len()));
    refused(raw(&[JSON], padded(64 * 1024 + 1).as_bytes()), 413, "body_too_large");
    assert_eq!(house.get("/v1/report").1["payments"], json!([]));
    assert_eq!(raw(&[JSON], padded(64 * 1024).as_bytes()).0, 201);
}

#[test]
fn what_is_not_here_and_what_conflicts_is_said_by_its_code() {
    let house = House::open("conflicts");
    for path in
        ["/v1/payments/none", "/v1/refunds/none", "/v1/payouts/none", "/v1/nothing", "/v1/payments/%ff"]
    {
        refused(house.get(path), 404, "not_found");
    }
    refused(house.get("/v1/payments"), 405, "method_not_allowed");
    house.post("/v1/payments", &asking("p"));
    let mut other = asking("p");
    other["amount"] = json!(1);
    refused(house.post("/v1/payments", &other), 409, "reference_reused");
    house.post("/control/pay", &json!({"reference": "p", "choice": "pay"}));
    refused(house.post("/v1/payments/p/void", &json!({})), 409, "already_captured");
    refused(house.post("/v1/payments/p/void", &json!({"why": "no"})), 400, "malformed_body");
    let too_much = json!({"reference": "r", "payment": "p", "amount": 12_901});
    refused(house.post("/v1/refunds", &too_much), 409, "exceeds_capture");

    house.post("/v1/payments", &asking("q"));
    let (status, voided) = house.post_raw("/v1/payments/q/void", &[], Some(KEY), b"");
    assert_eq!((status, &voided["status"]), (200, &json!("voided")));
    refused(house.post("/control/pay", &json!({"reference": "q", "choice": "pay"})), 409, "payment_closed");
    refused(
        house.post("/control/pay", &json!({"reference": "q", "choice": "pay", "ms": 1})),
        400,
        "malformed_body",
    );
}

#[test]
fn a_withheld_answer_is_a_504_over_a_booked_effect() {
    let house = House::open("withheld");
    house.post("/control", &json!({"outcome": "timeout_after_effect", "refunds": "timeout_after_effect"}));
    refused(house.post("/v1/payments", &asking("p")), 504, "answer_withheld");
    assert_eq!(house.get("/v1/payments/p").1["status"], "created");
    assert_eq!(house.post("/v1/payments", &asking("p")).0, 200);
    house.post("/control/pay", &json!({"reference": "p", "choice": "pay"}));
    let giving = json!({"reference": "r", "payment": "p", "amount": 12_900});
    refused(house.post("/v1/refunds", &giving), 504, "answer_withheld");
    let (status, again) = house.post("/v1/refunds", &giving);
    assert_eq!((status, &again["status"]), (200, &json!("succeeded")));
    assert_eq!(house.get("/v1/payments/p").1["refunded"], 12_900);
}

#[test]
fn a_gateway_that_stops_gives_up_what_it_withholds_and_keeps_what_it_booked() {
    let house = House::withholding("stopped", Duration::from_secs(3600));
    house.post("/control", &json!({"outcome": "timeout_after_effect"}));
    std::thread::scope(|clients| {
        let client = clients.spawn(|| house.post("/v1/payments", &asking("p")));
        while house.get("/v1/payments/p").0 == 404 {}
        house.close();
        refused(client.join().unwrap(), 504, "answer_withheld");
    });
    assert_eq!(sandbox::report(&house.file).unwrap().payments.len(), 1);
}

#[test]
fn the_script_is_read_back_forgotten_and_strict() {
    let house = House::open("script");
    let change = json!({"reference": "p", "outcome": {"delay": {"ms": 3000}}, "payouts": "pending",
                        "webhooks": {"mode": "late", "ms": 5000}, "second_captures": true,
                        "chargebacks": {"delay": {"ms": 9000}}});
    assert_eq!(house.post("/control", &change), (200, change.clone()));
    assert_eq!(house.get("/control"), (200, json!({ "scripts": [change] })));
    let nonsense = [
        json!({"outcome": "explode"}),
        json!({"outcome": {"delay": {"ms": 604_800_001}}}),
        json!({"outcome": {"delay": {"ms": -1}}}),
        json!({"webhooks": {"mode": "prompt", "ms": 1}}),
        json!({"webhooks": {"mode": "late"}}),
        json!({"refund": "fail"}),
        json!({"chargebacks": {"delay": {}}}),
    ];
    for body in nonsense {
        refused(house.post("/control", &body), 400, "malformed_body");
    }
    assert_eq!(house.delete("/control"), 204);
    assert_eq!(house.get("/control"), (200, json!({"scripts": []})));
}

#[test]
fn the_payers_bank_is_played_by_hand() {
    let house = House::open("bank");
    house.post("/v1/payments", &asking("p"));
    refused(house.post("/control/chargebacks", &json!({"reference": "p"})), 409, "exceeds_capture");
    house.post("/control/pay", &json!({"reference": "p", "choice": "pay"}));
    let (status, paid) = house.post("/control/chargebacks", &json!({"reference": "p", "amount": 900}));
    assert_eq!((status, &paid["status"], &paid["charged_back"]), (200, &json!("captured"), &json!(900)));
    assert_eq!(paid["chargebacks"][0]["amount"], 900);
    refused(house.post("/control/chargebacks", &json!({"reference": "q"})), 404, "not_found");
    refused(house.post("/control/chargebacks", &json!({"reference": "p", "why": 1})), 400, "malformed_body");
}

#[test]
fn what_is_pending_is_settled_by_hand_once() {
    let house = House::open("settlements");
    house.post("/control", &json!({"payouts": "pending"}));
    house.post(
        "/v1/payouts",
        &json!({"reference": "o", "destination": "PH-1", "amount": 1, "currency": "PHP"}),
    );
    let settle = json!({"kind": "payout", "reference": "o", "outcome": "fail"});
    let (status, payout) = house.post("/control/settlements", &settle);
    assert_eq!((status, &payout["status"]), (200, &json!("failed")));
    refused(house.post("/control/settlements", &settle), 409, "already_settled");
    let nobody = json!({"kind": "refund", "reference": "o", "outcome": "fail"});
    refused(house.post("/control/settlements", &nobody), 404, "not_found");
}

#[test]
fn the_page_speaks_the_payers_language_and_trusts_no_text() {
    let house = House::open("page");
    let (_, payment) = house.post("/v1/payments", &asking("p"));
    let path = token_path(&payment);
    for (accept, lang, button) in
        [("en-GB", "en", "Pay"), ("zh-CN,zh;q=0.9", "zh-Hans", "付款"), ("fil-PH", "fil", "Magbayad")]
    {
        let page = house.page(&path, accept);
        assert_eq!(page.status(), 200);
        let html = page.body();
        assert!(html.contains(&format!("<html lang=\"{lang}\">")), "{html}");
        assert!(html.contains(&format!("value=\"pay\">{button}</button>")), "{html}");
        assert!(html.contains("value=\"decline\"") && html.contains("value=\"later\""));
        assert!(html.contains("PHP 129.00") && html.contains("Two &lt;mugs&gt;"), "{html}");
        assert!(!html.contains("<script") && !html.contains("style="));
    }
    let page = house.page(&path, "en");
    let policy = page.headers()["content-security-policy"].to_str().unwrap();
    assert_eq!(
        policy,
        "default-src 'none'; style-src 'self'; form-action 'self' http://localhost:8080; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    assert_eq!(page.headers()["cache-control"], "no-store");
    assert_eq!(house.page("/pay/0123", "en").status(), 404);
    let style = house.page("/pay.css", "en");
    assert_eq!(style.headers()["content-type"], "text/css; charset=utf-8");
}

#[test]
fn pressing_pay_twice_pays_once_and_leads_back_to_the_shop() {
    let house = House::open("press");
    let (_, payment) = house.post("/v1/payments", &asking("p"));
    let path = token_path(&payment);
    for _ in 0..2 {
        let answer = house.press(&path, "choice=pay");
        assert_eq!(answer.status(), 303);
        assert_eq!(answer.headers()["location"], "http://localhost:8080/orders/R-1");
    }
    assert_eq!(house.get("/v1/payments/p").1["captures"].as_array().unwrap().len(), 1);
    let page = house.page(&path, "en");
    assert!(page.body().contains("This payment is paid.") && !page.body().contains("<button"));
    assert_eq!(house.press(&path, "choice=decline").status(), 409);
    assert_eq!(house.press(&path, "choice=steal").status(), 422);
    assert_eq!(house.press("/pay/0123", "choice=pay").status(), 404);
}

#[test]
fn pressing_later_pays_a_minute_afterwards() {
    let house = House::open("later");
    let (_, payment) = house.post("/v1/payments", &asking("p"));
    let path = token_path(&payment);
    assert_eq!(house.press(&path, "choice=later").status(), 303);
    assert!(house.page(&path, "en").body().contains("on its way"));
    house.pass(MINUTE - 1);
    assert_eq!(house.get("/v1/payments/p").1["status"], "created");
    house.pass(1);
    let (_, paid) = house.get("/v1/payments/p");
    assert_eq!(paid["captures"][0]["captured_at"], "2026-11-24T12:01:00Z");
}

#[test]
fn an_expired_page_offers_to_pay_only_where_late_payments_are_scripted() {
    let house = House::open("late");
    let (_, payment) = house.post("/v1/payments", &asking("p"));
    let path = token_path(&payment);
    house.pass(15 * MINUTE);
    let page = house.press(&path, "choice=pay");
    assert_eq!(page.status(), 409);
    assert!(page.body().contains("The time to pay is over.") && !page.body().contains("<button"));
    house.post("/control", &json!({"reference": "p", "late_payments": true}));
    assert!(house.page(&path, "en").body().contains("<button"));
    assert_eq!(house.press(&path, "choice=pay").status(), 303);
    assert_eq!(house.get("/v1/payments/p").1["status"], "captured");
}

#[test]
fn thirty_two_payers_at_once_capture_once() {
    let house = House::open("parallel");
    let (_, payment) = house.post("/v1/payments", &asking("p"));
    let path = token_path(&payment);
    std::thread::scope(|crowd| {
        for n in 0..32 {
            let (house, path) = (&house, &path);
            crowd.spawn(move || match n % 2 {
                0 => assert_eq!(house.press(path, "choice=pay").status(), 303),
                _ => {
                    let giving = json!({"reference": format!("r{n}"), "payment": "p", "amount": 12_900});
                    assert!([201, 409].contains(&house.post("/v1/refunds", &giving).0));
                }
            });
        }
    });
    let (_, report) = house.get("/v1/report");
    assert_eq!(report["payments"][0]["capture_count"], 1);
    assert!(report["payments"][0]["refunded"].as_i64().unwrap() <= 12_900);
}
