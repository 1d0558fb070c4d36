//! Random acts on the books, and what must hold after every one of them.

use std::collections::BTreeMap;

use sandbox::{Books, Choice, NewChargeback, PaymentStatus, Report, Verdict, Wait};
use serde_json::json;

use crate::ground::{after, books, payment, refund, script};

/// Numbers from a seed (xorshift64, Marsaglia 2003): a failing walk is walked again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len() as u64) as usize]
    }
}

const PAYMENTS: [&str; 8] = ["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"];
const REFUNDS: [&str; 6] = ["r1", "r2", "r3", "r4", "r5", "r6"];

/// One act; refusals are as welcome as successes.
fn step(books: &mut Books, dice: &mut Dice, now: i64) {
    let p = dice.pick(&PAYMENTS);
    let r = dice.pick(&REFUNDS);
    let at = after(now);
    match dice.below(10) {
        0 | 1 => drop(books.create_payment(&payment(p), at)),
        2 | 3 => drop(books.choose(p, Choice::Pay, at)),
        4 => {
            let wait = Wait::try_from(dice.below(200_000)).unwrap();
            drop(books.choose(p, Choice::Later(wait), at));
        }
        5 if dice.below(4) == 0 => drop(books.choose(p, Choice::Decline, at)),
        5 if dice.below(3) == 0 => drop(books.void(p, at)),
        6 | 7 => drop(books.create_refund(&refund(r, p, 1 + dice.below(9_000) as i64), at)),
        8 => {
            let verdict = if dice.below(2) == 0 { Verdict::Succeed } else { Verdict::Fail };
            drop(books.settle_refund(r, verdict, at));
        }
        9 => {
            let bank = NewChargeback { reference: p.to_owned(), amount: Some(1 + dice.below(9_000) as i64) };
            drop(books.charge_back(&bank, at));
        }
        _ => {
            let outcome = [json!("succeed"), json!({"delay": {"ms": dice.below(100_000)}})];
            let refunds = dice.pick(&["succeed", "fail", "pending"]);
            let change = json!({"reference": p, "refunds": refunds, "outcome": outcome[dice.below(2) as usize],
                                "late_payments": dice.below(2) == 0});
            drop(books.direct(script(change), at));
        }
    }
}

fn check(report: &Report, was: &BTreeMap<String, PaymentStatus>) {
    for line in &report.payments {
        assert!(line.capture_count <= 1, "captured twice: {line:?}");
        assert_eq!(line.captured, line.capture_count * line.amount, "{line:?}");
        assert_eq!(line.status == PaymentStatus::Captured, line.capture_count == 1, "{line:?}");
        assert!(line.refunded + line.refund_pending <= line.captured, "refunded too much: {line:?}");
        assert!(line.charged_back <= line.captured, "charged back too much: {line:?}");
        let final_before = was.get(&line.reference).copied();
        if let Some(before @ (PaymentStatus::Captured | PaymentStatus::Voided)) = final_before {
            assert_eq!(line.status, before, "a final state was left: {line:?}");
        }
    }
    let refunded: i64 = report.payments.iter().map(|line| line.refunded).sum();
    let captured: i64 = report.payments.iter().map(|line| line.captured).sum();
    let totals = report.totals.first().map_or((0, 0), |total| (total.captured, total.refunded));
    assert_eq!(totals, (captured, refunded));
    assert_eq!(report.events.owed, report.events.made, "each event is owed once");
}

#[test]
fn no_walk_captures_twice_or_gives_back_more_than_came() {
    let (mut captured, mut refunded, mut late) = (0, 0, 0);
    for seed in 1..=60 {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed));
        let mut books = books();
        let mut now = 0;
        let mut was = BTreeMap::new();
        for _ in 0..80 {
            now += dice.below(40_000) as i64;
            step(&mut books, &mut dice, now);
            let report = books.report(after(now)).unwrap();
            check(&report, &was);
            was = report.payments.iter().map(|line| (line.reference.clone(), line.status)).collect();
        }
        for line in books.report(after(now)).unwrap().payments {
            captured += line.capture_count;
            refunded += line.refunded;
            let payment = books.payment(&line.reference, after(now)).unwrap();
            late +=
                payment.captures.iter().filter(|capture| capture.captured_at >= payment.expires_at).count();
        }
    }
    assert!(
        captured > 100 && refunded > 100_000 && late > 0,
        "the walks went nowhere: {captured} {refunded} {late}"
    );
}
