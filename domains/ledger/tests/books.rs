//! The books on both engines: nothing from nothing, nothing twice, and every balance is its transfers' sum.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use db::{Db, No, Rx, Tx, sql};
use kernel::{Actor, Chance, Currency, Cx, Id, Money, Time, Uid, Wiring};
use ledger::{Entry, Transfer, code, kind};
use process::{Posting, Purse};
use testkit::Bench;

sql! {
    TAMPER = "UPDATE purse SET balance = balance + 1 WHERE kind = 'escrow'";
    COUNT = "SELECT COUNT(*) FROM transfer";
}

fn benches() -> Vec<Bench> {
    testkit::both(ledger::MIGRATIONS, Wiring::default)
}

fn purse(kind: &'static str, owner: u8) -> Purse {
    Purse { kind, of: Uid([owner; 16]) }
}

fn entry(id: u64, from: Purse, to: Purse, amount: i64, code: &'static str) -> Entry {
    let id: Id<Transfer> = Id::from_uid(Chance::from_number(id).uid(Time::from_micros(0)));
    Entry { id, posting: Posting { from, to, amount: Money::new(amount, Currency::PHP), code }, root: None }
}

#[expect(clippy::ptr_arg, reason = "the type of the command's input")]
fn post(tx: &mut Tx, cx: &Cx, entries: &Vec<Entry>) -> Result<(), No> {
    entries.iter().try_for_each(|entry| ledger::post(tx, cx, entry).map(|_| ()))
}

fn balance(rx: &mut Rx, _: &Cx, purse: &Purse) -> Result<i64, No> {
    Ok(ledger::balance(rx, *purse, Currency::PHP)?.amount)
}

fn open(rx: &mut Rx, _: &Cx, purse: &Purse) -> Result<i64, No> {
    Ok(ledger::open_balance(rx, *purse, Currency::PHP)?.amount)
}

fn count(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, No> {
    Ok(rx.one(&COUNT, &[])?)
}

fn sales(rx: &mut Rx, _: &Cx, (): &()) -> Result<i64, No> {
    let always = (Time::from_micros(0), Time::from_micros(i64::MAX));
    Ok(ledger::net_sales(rx, Currency::PHP, always.0, always.1)?.amount)
}

async fn posted(db: &Db, entries: Vec<Entry>) -> Result<(), No> {
    db.write(&Actor::Engine, entries, post).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_transfer_again_is_success_and_another_under_its_id_is_not() {
    let (gateway, clearing) = (purse(kind::GATEWAY, 1), purse(kind::CLEARING, 2));
    for bench in benches() {
        let once = entry(1, gateway, clearing, 500, code::CAPTURE);
        posted(&bench.db, vec![once, once]).await.unwrap();
        posted(&bench.db, vec![once]).await.unwrap();
        assert_eq!(bench.db.read(&Actor::Engine, clearing, balance).await, Ok(500), "{}", bench.engine);
        for (other, code) in [
            (entry(1, gateway, clearing, 501, code::CAPTURE), "exists_with_different_amount"),
            (entry(1, purse(kind::GATEWAY, 9), clearing, 500, code::CAPTURE), "exists_with_different_debit"),
            (entry(1, gateway, purse(kind::CLEARING, 3), 500, code::CAPTURE), "exists_with_different_credit"),
            (entry(1, gateway, clearing, 500, code::RETURN), "exists_with_different_code"),
        ] {
            assert_eq!(posted(&bench.db, vec![other]).await.unwrap_err().code(), code, "{}", bench.engine);
        }
        assert_eq!(bench.db.read(&Actor::Engine, (), count).await, Ok(1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_purse_never_gives_what_it_has_not_and_a_refused_chain_moves_nothing() {
    let (gateway, clearing, escrow) =
        (purse(kind::GATEWAY, 1), purse(kind::CLEARING, 2), purse(kind::ESCROW, 3));
    for bench in benches() {
        let chain = vec![
            entry(1, gateway, clearing, 500, code::CAPTURE),
            entry(2, clearing, escrow, 400, code::COLLECT),
            entry(3, clearing, escrow, 101, code::COLLECT),
        ];
        assert_eq!(posted(&bench.db, chain.clone()).await.unwrap_err().code(), "insufficient");
        assert_eq!(bench.db.read(&Actor::Engine, (), count).await, Ok(0), "{}", bench.engine);
        posted(&bench.db, chain[..2].to_vec()).await.unwrap();
        assert_eq!(bench.db.read(&Actor::Engine, clearing, balance).await, Ok(100));
        assert_eq!(bench.db.read(&Actor::Engine, gateway, open).await, Ok(500), "the gateway owes us");
        assert_eq!(bench.db.read(&Actor::Engine, (), sales).await, Ok(400), "cleared money is no sale yet");
        for bad in [0, -5] {
            let no = posted(&bench.db, vec![entry(9, gateway, clearing, bad, code::CAPTURE)]).await;
            assert_eq!(no.unwrap_err().code(), "amount");
        }
        assert!(posted(&bench.db, vec![entry(9, gateway, purse("piggy_bank", 1), 5, "gift")]).await.is_err());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_64_that_want_the_last_of_a_purse_exactly_those_who_fit_get_it() {
    let (gateway, available, payout) =
        (purse(kind::GATEWAY, 1), purse(kind::AVAILABLE, 2), purse(kind::PAYOUT, 3));
    for bench in benches() {
        posted(&bench.db, vec![entry(1, gateway, available, 1_000, code::CAPTURE)]).await.unwrap();
        let tries: Vec<_> = (0..64)
            .map(|n| {
                let db = bench.db.clone();
                tokio::spawn(async move {
                    posted(&db, vec![entry(100 + n, available, payout, 300, code::PAYOUT)]).await
                })
            })
            .collect();
        let mut won = 0;
        for one in tries {
            match one.await.unwrap() {
                Ok(()) => won += 1,
                Err(no) => assert_eq!(no.code(), "insufficient", "{}", bench.engine),
            }
        }
        assert_eq!(won, 3, "{}", bench.engine);
        assert_eq!(bench.db.read(&Actor::Engine, available, balance).await, Ok(100));
        assert_eq!(bench.db.read(&Actor::Engine, payout, balance).await, Ok(900));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_any_run_of_transfers_every_balance_is_their_sum() {
    let kinds = [kind::GATEWAY, kind::CLEARING, kind::ESCROW, kind::PENDING, kind::AVAILABLE, kind::CASH];
    for bench in benches() {
        let mut chance = Chance::from_number(7);
        for n in 0..600_u64 {
            let mut draw = || purse(kinds[chance.below(6) as usize], chance.below(3) as u8);
            let (from, to) = (draw(), draw());
            let amount = 1 + chance.below(50) as i64;
            if from != to {
                let _ = posted(&bench.db, vec![entry(n, from, to, amount, code::COLLECT)]).await;
            }
        }
        assert!(bench.db.read(&Actor::Engine, (), count).await.unwrap() > 200, "most were possible");
        assert_eq!(bench.db.read(&Actor::Engine, (), ledger::verify).await, Ok(vec![]), "{}", bench.engine);
        bench.db.write(&Actor::Engine, (), tamper).await.unwrap();
        let wrong = bench.db.read(&Actor::Engine, (), ledger::verify).await.unwrap();
        assert!(!wrong.is_empty() && wrong.iter().all(|line| line.contains("escrow")), "{wrong:?}");
    }
}

fn tamper(tx: &mut Tx, _: &Cx, (): &()) -> Result<(), No> {
    tx.run(&TAMPER, &[])?;
    Ok(())
}

/// Each line: its code, by how much, and what was there after it; and what the purses hold.
type Whole = (Vec<(String, i64, i64)>, i64);

fn whole(rx: &mut Rx, _: &Cx, owner: &Uid) -> Result<Whole, No> {
    let whose = (*owner, Currency::PHP);
    let page = ledger::statement(rx, whose, kernel::Limit::DEFAULT, None)?;
    let mut lines = Vec::new();
    for line in &page.data {
        lines.push((line.code.clone(), line.amount, ledger::stood(rx, whose, line)?.amount));
    }
    let mut purses = 0;
    for kind in [kind::PENDING, kind::AVAILABLE] {
        purses += ledger::balance(rx, Purse { kind, of: *owner }, Currency::PHP)?.amount;
    }
    Ok((lines, purses))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_statement_adds_up_to_what_its_purses_hold() {
    let (escrow, shop) = (purse(kind::ESCROW, 1), 7);
    for bench in benches() {
        let moves = vec![
            entry(1, purse(kind::GATEWAY, 0), escrow, 900, code::CAPTURE),
            entry(2, escrow, purse(kind::PENDING, shop), 900, code::SHARE),
            entry(3, purse(kind::PENDING, shop), purse(kind::AVAILABLE, shop), 700, code::RELEASE),
            // From the shop's purse into the shop's own drawer: it has less.
            entry(4, purse(kind::AVAILABLE, shop), purse(kind::CASH, shop), 50, code::SETTLE_CASH),
            entry(5, purse(kind::AVAILABLE, shop), purse(kind::PAYOUT, 9), 600, code::PAYOUT),
            entry(6, purse(kind::PAYOUT, 9), purse(kind::AVAILABLE, shop), 600, code::PAYOUT_BACK),
            // Another shop's is none of its.
            entry(7, purse(kind::GATEWAY, 0), purse(kind::PENDING, 8), 5, code::SHARE),
        ];
        posted(&bench.db, moves).await.unwrap();
        let (lines, purses) = bench.db.read(&Actor::Engine, Uid([shop; 16]), whole).await.unwrap();
        let mut said: Vec<(&str, i64)> = lines.iter().map(|line| (line.0.as_str(), line.1)).collect();
        said.sort_unstable();
        let expected = [("payout", -600), ("payout_back", 600), ("settle_cash", -50), ("share", 900)];
        assert_eq!(said, expected, "{}", bench.engine);
        assert_eq!((purses, lines[0].2), (850, 850), "the newest line stands where the purses stand");
        assert_eq!(lines.iter().map(|line| line.1).sum::<i64>(), purses, "{}", bench.engine);
    }
}

fn books(rx: &mut Rx, _: &Cx, (): &()) -> Result<(i64, bool), No> {
    let accounts = ledger::by_account(rx)?;
    let trial = ledger::trial(&accounts);
    let sum = trial.iter().map(|trial| trial.sum.abs()).sum();
    Ok((sum, accounts.iter().all(ledger::Standing::agrees)))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_accounts_come_to_nothing_and_a_changed_purse_does_not_agree() {
    for bench in benches() {
        let escrow = purse(kind::ESCROW, 1);
        let moves = vec![
            entry(1, purse(kind::GATEWAY, 0), escrow, 900, code::CAPTURE),
            entry(2, escrow, purse(kind::COMMISSION, 0), 100, code::COMMISSION),
        ];
        posted(&bench.db, moves).await.unwrap();
        assert_eq!(bench.db.read(&Actor::Engine, (), books).await, Ok((0, true)), "{}", bench.engine);
        bench.db.write(&Actor::Engine, (), tamper).await.unwrap();
        assert_eq!(bench.db.read(&Actor::Engine, (), books).await, Ok((0, false)), "{}", bench.engine);
    }
}
