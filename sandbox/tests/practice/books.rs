//! The rules of the books, without HTTP.

use sandbox::{
    Books, Choice, NewChargeback, NewPayment, NewPayout, OpenError, PaymentStatus, PayoutStatus,
    RefundStatus, Refusal, Verdict, Wait,
};
use serde_json::json;

use crate::ground::{MINUTE, SECRET, after, books, folder, payment, refund, script};

fn wait(ms: u64) -> Wait {
    Wait::try_from(ms).unwrap()
}

/// Books in which `p` was created and paid.
fn paid() -> Books {
    let mut books = books();
    books.create_payment(&payment("p"), after(0)).unwrap();
    books.choose("p", Choice::Pay, after(1000)).unwrap();
    books
}

fn events(books: &mut Books) -> Vec<String> {
    let due = books.due_deliveries(100, after(1000 * MINUTE)).unwrap();
    let kind = |body: &str| -> serde_json::Value { serde_json::from_str(body).unwrap() };
    due.iter().map(|delivery| kind(&delivery.body)["type"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_same_payment_created_again_is_found_and_another_under_its_name_refused() {
    let mut books = books();
    let first = books.create_payment(&payment("p"), after(0)).unwrap();
    assert!(first.first && first.thing.status == PaymentStatus::Created);
    let again = books.create_payment(&payment("p"), after(5)).unwrap();
    assert!(!again.first);
    assert_eq!(again.thing, first.thing);

    let others = [
        NewPayment { amount: 12_901, ..payment("p") },
        NewPayment { currency: "CNY".to_owned(), ..payment("p") },
        NewPayment { return_url: "http://localhost:8080/".to_owned(), ..payment("p") },
        NewPayment { expires_at: after(15 * MINUTE + 1), ..payment("p") },
        NewPayment { description: None, ..payment("p") },
    ];
    for other in others {
        let refused = books.create_payment(&other, after(5));
        assert!(matches!(refused, Err(Refusal::ReferenceReused(_))), "{other:?}");
    }
    assert_eq!(books.report(after(5)).unwrap().payments.len(), 1);
}

#[test]
fn a_new_payment_must_expire_in_the_future_but_an_old_one_may_be_repeated() {
    let mut books = books();
    let refused = books.create_payment(&payment("p"), after(15 * MINUTE));
    assert!(matches!(refused, Err(Refusal::Invalid { field: "expires_at", .. })));
    books.create_payment(&payment("p"), after(15 * MINUTE - 1)).unwrap();
    let repeated = books.create_payment(&payment("p"), after(15 * MINUTE)).unwrap();
    assert_eq!((repeated.first, repeated.thing.status), (false, PaymentStatus::Expired));
}

#[test]
fn paying_twice_captures_once() {
    let mut books = paid();
    let again = books.choose("p", Choice::Pay, after(2000)).unwrap();
    assert_eq!(again.status, PaymentStatus::Captured);
    assert_eq!(again.captures.len(), 1);
    assert_eq!(again.captured, 12_900);
    assert_eq!(again.captures[0].captured_at, after(1000));
    assert_eq!(events(&mut books), ["payment.captured"]);
}

#[test]
fn paying_twice_captures_twice_where_that_fault_is_scripted() {
    let mut books = paid();
    books.direct(script(json!({"reference": "p", "second_captures": true})), after(1500)).unwrap();
    let again = books.choose("p", Choice::Pay, after(2000)).unwrap();
    assert_eq!(again.captured, 25_800);
    assert_ne!(again.captures[0].id, again.captures[1].id);
    assert_eq!(events(&mut books), ["payment.captured", "payment.captured"]);
    books.create_refund(&refund("r", "p", 25_800), after(3000)).unwrap();
}

#[test]
fn a_captured_payment_can_be_neither_voided_nor_declined() {
    let mut books = paid();
    assert!(matches!(books.void("p", after(2000)), Err(Refusal::AlreadyCaptured)));
    assert!(matches!(books.choose("p", Choice::Decline, after(2000)), Err(Refusal::AlreadyCaptured)));
    assert_eq!(books.payment("p", after(2000)).unwrap().captured, 12_900);
}

#[test]
fn no_capture_follows_a_void() {
    let mut books = books();
    books.direct(script(json!({"late_payments": true, "second_captures": true})), after(0)).unwrap();
    books.create_payment(&payment("p"), after(0)).unwrap();
    books.choose("p", Choice::Later(wait(2000)), after(0)).unwrap();
    assert!(books.void("p", after(1000)).unwrap().first);
    assert!(!books.void("p", after(1001)).unwrap().first);
    let refused = books.choose("p", Choice::Pay, after(1002));
    assert!(matches!(refused, Err(Refusal::PaymentClosed(PaymentStatus::Voided))));
    let later = books.payment("p", after(30 * MINUTE)).unwrap();
    assert_eq!((later.status, later.captured), (PaymentStatus::Voided, 0));
    assert!(events(&mut books).is_empty());
}

#[test]
fn a_payment_is_open_until_its_expiry_and_not_at_it() {
    let mut books = books();
    books.create_payment(&payment("in time"), after(0)).unwrap_err();
    for name in ["in-time", "late"] {
        books.create_payment(&payment(name), after(0)).unwrap();
    }
    books.choose("in-time", Choice::Pay, after(15 * MINUTE - 1)).unwrap();
    let late = books.choose("late", Choice::Pay, after(15 * MINUTE));
    assert!(matches!(late, Err(Refusal::PaymentClosed(PaymentStatus::Expired))));
    assert_eq!(books.payment("in-time", after(15 * MINUTE)).unwrap().status, PaymentStatus::Captured);
    assert_eq!(events(&mut books), ["payment.captured", "payment.expired"]);
}

#[test]
fn an_expired_payment_can_be_paid_late_where_that_is_scripted() {
    let mut books = books();
    books.create_payment(&payment("p"), after(0)).unwrap();
    books.direct(script(json!({"late_payments": true})), after(0)).unwrap();
    let paid = books.choose("p", Choice::Pay, after(20 * MINUTE)).unwrap();
    assert_eq!((paid.status, paid.captured), (PaymentStatus::Captured, 12_900));
    assert_eq!(paid.captures[0].captured_at, after(20 * MINUTE));
    assert_eq!(events(&mut books), ["payment.expired", "payment.captured"]);
}

#[test]
fn a_delayed_capture_comes_at_its_instant_however_late_anybody_looks() {
    let mut books = books();
    books.create_payment(&payment("p"), after(0)).unwrap();
    books.direct(script(json!({"outcome": {"delay": {"ms": 3000}}})), after(0)).unwrap();
    let chosen = books.choose("p", Choice::Pay, after(1000)).unwrap();
    assert_eq!(chosen.status, PaymentStatus::Created);
    books.choose("p", Choice::Pay, after(2000)).unwrap();
    assert_eq!(books.payment("p", after(3999)).unwrap().status, PaymentStatus::Created);
    let captured = books.payment("p", after(40 * MINUTE)).unwrap();
    assert_eq!(captured.captures.len(), 1);
    assert_eq!(captured.captures[0].captured_at, after(4000));
    assert_eq!(events(&mut books), ["payment.captured"]);
}

#[test]
fn a_capture_on_its_way_comes_once_even_where_second_captures_are_scripted() {
    let mut books = books();
    books.direct(script(json!({"second_captures": true})), after(0)).unwrap();
    for name in ["waited", "hurried"] {
        books.create_payment(&payment(name), after(0)).unwrap();
        books.choose(name, Choice::Later(wait(1000)), after(0)).unwrap();
    }
    books.choose("hurried", Choice::Pay, after(500)).unwrap();
    for look in [1000, 2000, 3000] {
        for name in ["waited", "hurried"] {
            assert_eq!(books.payment(name, after(look)).unwrap().captures.len(), 1, "{name} at {look}");
        }
    }
}

#[test]
fn a_capture_delayed_beyond_the_expiry_is_lost_unless_late_payments_are_scripted() {
    let mut books = books();
    for name in ["lost", "late"] {
        books.create_payment(&payment(name), after(0)).unwrap();
        books.choose(name, Choice::Later(wait(60_000)), after(15 * MINUTE - 1)).unwrap();
    }
    books.direct(script(json!({"reference": "late", "late_payments": true})), after(0)).unwrap();
    let lost = books.payment("lost", after(17 * MINUTE)).unwrap();
    assert_eq!((lost.status, lost.captured, lost.capture_due), (PaymentStatus::Expired, 0, None));
    let late = books.payment("late", after(17 * MINUTE)).unwrap();
    assert_eq!((late.status, late.captured), (PaymentStatus::Captured, 12_900));
}

#[test]
fn whoever_pays_a_declining_gateway_is_declined_for_good() {
    let mut books = books();
    books.create_payment(&payment("p"), after(0)).unwrap();
    books.direct(script(json!({"outcome": "decline"})), after(0)).unwrap();
    assert_eq!(books.choose("p", Choice::Pay, after(1)).unwrap().status, PaymentStatus::Declined);
    books.forget_scripts(after(2)).unwrap();
    let refused = books.choose("p", Choice::Pay, after(3));
    assert!(matches!(refused, Err(Refusal::PaymentClosed(PaymentStatus::Declined))));
    assert_eq!(books.choose("p", Choice::Decline, after(4)).unwrap().status, PaymentStatus::Declined);
    assert_eq!(events(&mut books), ["payment.declined"]);
}

#[test]
fn refunds_never_exceed_what_was_captured() {
    let mut books = paid();
    books.create_refund(&refund("r1", "p", 10_000), after(2000)).unwrap();
    let refused = books.create_refund(&refund("r2", "p", 2_901), after(2000));
    assert!(matches!(refused, Err(Refusal::ExceedsCapture { wanted: 12_901, captured: 12_900 })));
    books.create_refund(&refund("r3", "p", 2_900), after(2000)).unwrap();
    let refused = books.create_refund(&refund("r4", "p", 1), after(2000));
    assert!(matches!(refused, Err(Refusal::ExceedsCapture { .. })));
    assert_eq!(books.payment("p", after(2000)).unwrap().refunded, 12_900);
    assert_eq!(books.report(after(2000)).unwrap().refunds.len(), 2);
}

#[test]
fn a_payment_that_was_not_captured_has_nothing_to_refund() {
    let mut books = books();
    books.create_payment(&payment("p"), after(0)).unwrap();
    let refused = books.create_refund(&refund("r", "p", 1), after(1));
    assert!(matches!(refused, Err(Refusal::ExceedsCapture { wanted: 1, captured: 0 })));
    let unknown = books.create_refund(&refund("r", "q", 1), after(1));
    assert!(matches!(unknown, Err(Refusal::Unknown { what: "payment", .. })));
    for amount in [0, -1, i64::MIN, i64::MAX] {
        let refused = books.create_refund(&refund("r", "p", amount), after(1));
        assert!(matches!(refused, Err(Refusal::Invalid { field: "amount", .. })), "{amount}");
    }
}

#[test]
fn the_same_refund_again_is_found_and_another_under_its_name_refused() {
    let mut books = paid();
    let first = books.create_refund(&refund("r", "p", 5_000), after(2000)).unwrap();
    assert_eq!(first.thing.status, RefundStatus::Succeeded);
    let again = books.create_refund(&refund("r", "p", 5_000), after(3000)).unwrap();
    assert_eq!((again.first, &again.thing), (false, &first.thing));
    let other = books.create_refund(&refund("r", "p", 5_001), after(3000));
    assert!(matches!(other, Err(Refusal::ReferenceReused(_))));
    assert_eq!(books.payment("p", after(3000)).unwrap().refunded, 5_000);
    assert_eq!(events(&mut books), ["payment.captured", "refund.succeeded"]);
}

#[test]
fn a_pending_refund_speaks_for_its_amount_and_a_failed_one_gives_it_back() {
    let mut books = paid();
    books.direct(script(json!({"reference": "p", "refunds": "pending"})), after(1500)).unwrap();
    let pending = books.create_refund(&refund("r1", "p", 12_900), after(2000)).unwrap().thing;
    assert_eq!((pending.status, pending.settled_at), (RefundStatus::Pending, None));
    assert!(matches!(
        books.create_refund(&refund("r2", "p", 1), after(2000)),
        Err(Refusal::ExceedsCapture { .. })
    ));
    let failed = books.settle_refund("r1", Verdict::Fail, after(3000)).unwrap();
    assert_eq!((failed.status, failed.settled_at), (RefundStatus::Failed, Some(after(3000))));
    let again = books.settle_refund("r1", Verdict::Succeed, after(3000));
    assert!(matches!(again, Err(Refusal::AlreadySettled(_))));
    books.create_refund(&refund("r2", "p", 12_900), after(4000)).unwrap();
    books.settle_refund("r2", Verdict::Succeed, after(5000)).unwrap();
    let payment = books.payment("p", after(5000)).unwrap();
    assert_eq!((payment.refunded, payment.refund_pending), (12_900, 0));
    assert_eq!(events(&mut books), ["payment.captured", "refund.failed", "refund.succeeded"]);
}

#[test]
fn a_refunds_own_script_comes_before_its_payments_and_that_before_everythings() {
    let mut books = paid();
    books.direct(script(json!({"refunds": "fail"})), after(1500)).unwrap();
    books.direct(script(json!({"reference": "p", "refunds": {"delay": {"ms": 500}}})), after(1500)).unwrap();
    books.direct(script(json!({"reference": "r1", "refunds": "succeed"})), after(1500)).unwrap();
    let mut status = |name| books.create_refund(&refund(name, "p", 1), after(2000)).unwrap().thing.status;
    assert_eq!(status("r1"), RefundStatus::Succeeded);
    assert_eq!(status("r2"), RefundStatus::Pending);
    let settled = books.refund("r2", after(9000)).unwrap();
    assert_eq!((settled.status, settled.settled_at), (RefundStatus::Succeeded, Some(after(2500))));
}

#[test]
fn a_payout_is_pending_first_and_paid_or_failed_once() {
    let mut books = books();
    let payout = |name: &str| NewPayout {
        reference: name.to_owned(),
        destination: "PH-GCASH-0917".to_owned(),
        amount: 90_000,
        currency: "PHP".to_owned(),
    };
    let first = books.create_payout(&payout("o1"), after(0)).unwrap();
    assert_eq!((first.first, first.thing.status), (true, PayoutStatus::Pending));
    let again = books.create_payout(&payout("o1"), after(1)).unwrap();
    assert_eq!((again.first, again.thing.status), (false, PayoutStatus::Paid));
    let elsewhere = NewPayout { destination: "PH-GCASH-0918".to_owned(), ..payout("o1") };
    assert!(matches!(books.create_payout(&elsewhere, after(1)), Err(Refusal::ReferenceReused(_))));

    books.direct(script(json!({"payouts": "fail"})), after(2)).unwrap();
    books.create_payout(&payout("o2"), after(3)).unwrap();
    assert_eq!(books.payout("o2", after(3)).unwrap().status, PayoutStatus::Failed);
    books.direct(script(json!({"payouts": "pending"})), after(4)).unwrap();
    books.create_payout(&payout("o3"), after(5)).unwrap();
    assert_eq!(books.payout("o3", after(MINUTE)).unwrap().status, PayoutStatus::Pending);
    books.settle_payout("o3", Verdict::Succeed, after(MINUTE)).unwrap();
    let again = books.settle_payout("o3", Verdict::Fail, after(MINUTE));
    assert!(matches!(again, Err(Refusal::AlreadySettled(_))));

    assert_eq!(events(&mut books), ["payout.paid", "payout.failed", "payout.paid"]);
    assert_eq!(books.report(after(MINUTE)).unwrap().totals[0].paid_out, 180_000);
}

#[test]
fn only_the_first_answer_is_withheld() {
    let mut books = books();
    let timeouts = json!({"outcome": "timeout_after_effect", "refunds": "timeout_after_effect",
                          "payouts": "timeout_after_effect"});
    books.direct(script(timeouts), after(0)).unwrap();
    let mut create = |at| books.create_payment(&payment("p"), after(at)).unwrap().withheld;
    assert_eq!((create(0), create(1)), (true, false));
    books.choose("p", Choice::Pay, after(2)).unwrap();
    let mut give_back = |at| books.create_refund(&refund("r", "p", 1), after(at)).unwrap();
    let first = give_back(3);
    assert_eq!((first.withheld, first.thing.status), (true, RefundStatus::Succeeded));
    assert!(!give_back(4).withheld);
    books.create_payment(&payment("q"), after(5)).unwrap();
    let mut void = |at| books.void("q", after(at)).unwrap().withheld;
    assert_eq!((void(6), void(7)), (true, false));
}

#[test]
fn a_bank_takes_back_what_was_captured_once_and_leaves_nothing_of_it_to_refund() {
    let mut books = paid();
    let bank = |amount| NewChargeback { reference: "p".to_owned(), amount };
    books.create_refund(&refund("r1", "p", 900), after(1500)).unwrap();
    let taken = books.charge_back(&bank(Some(10_000)), after(2000)).unwrap();
    assert_eq!((taken.charged_back, taken.chargebacks.len(), taken.refunded), (10_000, 1, 900));
    let refused = books.create_refund(&refund("r2", "p", 2_001), after(2001));
    assert!(
        matches!(refused, Err(Refusal::ExceedsCapture { wanted: 12_901, captured: 12_900 })),
        "{refused:?}"
    );
    books.create_refund(&refund("r2", "p", 2_000), after(2002)).unwrap();
    // The bank asks nobody what was refunded: 2,900 that went back already come back once more.
    let all = books.charge_back(&bank(None), after(2003)).unwrap();
    assert_eq!((all.charged_back, all.refunded, all.captured), (12_900, 2_900, 12_900));
    for amount in [None, Some(1)] {
        let refused = books.charge_back(&bank(amount), after(2004));
        assert!(matches!(refused, Err(Refusal::ChargebackExceedsCapture { captured: 12_900, .. })));
    }
    assert!(matches!(books.charge_back(&bank(Some(0)), after(2005)), Err(Refusal::Invalid { .. })));
    let told = books.due_deliveries(10, after(2010)).unwrap();
    let told: Vec<serde_json::Value> =
        told.iter().map(|one| serde_json::from_str(&one.body).unwrap()).collect();
    let banks: Vec<_> = told.iter().filter(|one| one["type"] == "payment.charged_back").collect();
    assert_eq!((banks.len(), &banks[0]["data"]["amount"]), (2, &json!(10_000)));
    assert_eq!(banks[1]["data"]["chargeback"], all.chargebacks[1].id);
    assert_eq!(books.report(after(2010)).unwrap().totals[0].charged_back, 12_900);
}

#[test]
fn a_scripted_regret_takes_all_of_a_capture_back_at_its_instant_however_late_anybody_looks() {
    let mut books = books();
    let regret = json!({"chargebacks": {"delay": {"ms": 5000}}, "outcome": {"delay": {"ms": 1000}}});
    books.direct(script(regret), after(0)).unwrap();
    books.create_payment(&payment("p"), after(0)).unwrap();
    books.choose("p", Choice::Pay, after(1000)).unwrap();
    assert_eq!(books.payment("p", after(6999)).unwrap().charged_back, 0);
    books.create_payment(&payment("q"), after(6999)).unwrap();
    books.choose("q", Choice::Pay, after(7000)).unwrap();
    for reference in ["p", "q"] {
        let payment = books.payment(reference, after(20 * MINUTE)).unwrap();
        let at = payment.captures[0].captured_at + std::time::Duration::from_secs(5);
        assert_eq!(payment.charged_back, 12_900);
        assert_eq!(payment.chargebacks[0].charged_back_at, at);
    }
}

#[test]
fn a_script_grows_field_by_field_and_is_forgotten_whole() {
    let mut books = books();
    books.direct(script(json!({"outcome": "decline"})), after(0)).unwrap();
    let whole = books.direct(script(json!({"refunds": "fail"})), after(0)).unwrap();
    assert_eq!(whole, script(json!({"reference": "*", "outcome": "decline", "refunds": "fail"})));
    assert_eq!(books.scripts(after(0)).unwrap(), [whole]);
    let nobody = script(json!({"reference": "a b", "refunds": "fail"}));
    assert!(matches!(books.direct(nobody, after(0)), Err(Refusal::Invalid { field: "reference", .. })));
    books.forget_scripts(after(0)).unwrap();
    assert!(books.scripts(after(0)).unwrap().is_empty());
}

#[test]
fn the_report_adds_up_what_moved() {
    let mut books = paid();
    books.create_payment(&NewPayment { currency: "CNY".to_owned(), ..payment("unpaid") }, after(0)).unwrap();
    books.create_refund(&refund("r", "p", 5_000), after(2000)).unwrap();
    let report = serde_json::to_value(books.report(after(2000)).unwrap()).unwrap();
    let expected = json!({
        "payments": [
            {"reference": "p", "status": "captured", "amount": 12_900, "currency": "PHP", "capture_count": 1,
             "captured": 12_900, "refunded": 5_000, "refund_pending": 0, "charged_back": 0},
            {"reference": "unpaid", "status": "created", "amount": 12_900, "currency": "CNY", "capture_count": 0,
             "captured": 0, "refunded": 0, "refund_pending": 0, "charged_back": 0}],
        "refunds": [
            {"reference": "r", "payment": "p", "amount": 5_000, "currency": "PHP", "status": "succeeded",
             "created_at": "2026-11-24T12:00:02Z", "settled_at": "2026-11-24T12:00:02Z"}],
        "payouts": [],
        "totals": [{"currency": "PHP", "captured": 12_900, "refunded": 5_000, "charged_back": 0, "paid_out": 0}],
        "events": {"made": 2, "owed": 2}});
    assert_eq!(report, expected);
}

#[test]
fn a_file_is_read_from_outside_while_its_gateway_works() {
    let file = folder("read-from-outside").join("gateway.db");
    let mut books = Books::open(&file, SECRET, after(0)).unwrap();
    books.create_payment(&payment("p"), after(0)).unwrap();
    books.choose("p", Choice::Pay, after(1000)).unwrap();
    assert_eq!(sandbox::report(&file).unwrap(), books.report(after(1000)).unwrap());
}

#[test]
fn a_file_that_is_not_a_gateways_is_left_alone() {
    let folder = folder("foreign");
    let other = folder.join("other.db");
    let db = rusqlite::Connection::open(&other).unwrap();
    db.execute_batch("CREATE TABLE diary (entry TEXT)").unwrap();
    assert!(matches!(Books::open(&other, SECRET, after(0)), Err(OpenError::Foreign)));
    assert!(matches!(sandbox::report(&other), Err(OpenError::Foreign)));
    assert!(matches!(sandbox::report(&folder.join("none.db")), Err(OpenError::Sqlite(_))));
    assert!(!folder.join("none.db").exists());
    let text = folder.join("text.db");
    std::fs::write(&text, "not a database, whatever its name").unwrap();
    assert!(matches!(Books::open(&text, SECRET, after(0)), Err(OpenError::Sqlite(_))));
}

#[test]
fn ids_and_page_addresses_of_another_file_are_others() {
    let mut seen = Vec::new();
    for (secret, born) in [(SECRET, 0), (SECRET, 1), ("another", 0)] {
        let mut books = Books::in_memory(secret, after(born)).unwrap();
        books.create_payment(&payment("p"), after(born)).unwrap();
        let paid = books.choose("p", Choice::Pay, after(1000)).unwrap();
        let event = books.due_deliveries(1, after(1000)).unwrap()[0].body[..30].to_owned();
        assert_eq!(paid.token.len(), 32);
        seen.push((paid.token, paid.captures[0].id.clone(), event));
    }
    assert!(seen[0].0 != seen[1].0 && seen[0].0 != seen[2].0);
    assert!(seen[0].1 != seen[1].1 && seen[0].2 != seen[1].2);
}
