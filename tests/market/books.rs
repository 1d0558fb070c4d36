//! What must hold after every story: the books stand as expected, everything recomputes, and the gateway's own
//! books say the same.

use std::collections::BTreeMap;

use db::{No, Rx, sql};
use kernel::{Actor, Currency, Cx, Uid};
use market_tests::Market;

sql! {
    /// Both sides of every transfer: what a kind of purse got, less what it gave.
    STANDING = "SELECT kind, CAST(SUM(amount) AS BIGINT) FROM (
            SELECT credit_kind AS kind, amount FROM transfer
            UNION ALL
            SELECT debit_kind, -amount FROM transfer
        ) AS sides
        GROUP BY kind HAVING SUM(amount) <> 0 ORDER BY kind";
    UNSEALED = "SELECT COUNT(*) FROM fact WHERE pos IS NULL";
    WAITING = "SELECT COUNT(*) FROM job WHERE state = 'leased' OR (state = 'ready' AND due <= $1)";
    DUE = "SELECT COUNT(*) FROM clock WHERE at <= $1";
    /// What a call that was refused might have left: a row somewhere, or a fact of what it changed.
    ROWS = "SELECT (SELECT COUNT(*) FROM account) + (SELECT COUNT(*) FROM credential) + (SELECT COUNT(*) FROM address)
        + (SELECT COUNT(*) FROM shop) + (SELECT COUNT(*) FROM shop_member) + (SELECT COUNT(*) FROM listing)
        + (SELECT COUNT(*) FROM stock_movement) + (SELECT COUNT(*) FROM hold) + (SELECT COUNT(*) FROM shipping_rate)
        + (SELECT COUNT(*) FROM cart) + (SELECT COUNT(*) FROM cart_line) + (SELECT COUNT(*) FROM checkout)
        + (SELECT COUNT(*) FROM orders) + (SELECT COUNT(*) FROM parcel) + (SELECT COUNT(*) FROM parcel_scan)
        + (SELECT COUNT(*) FROM payout) + (SELECT COUNT(*) FROM webhook) + (SELECT COUNT(*) FROM idempotency)
        + (SELECT COUNT(*) FROM import) + (SELECT COUNT(*) FROM import_piece) + (SELECT COUNT(*) FROM import_refusal)
        + (SELECT COUNT(*) FROM follow) + (SELECT COUNT(*) FROM block) + (SELECT COUNT(*) FROM mute)
        + (SELECT COUNT(*) FROM circle) + (SELECT COUNT(*) FROM circle_member) + (SELECT COUNT(*) FROM post)
        + (SELECT COUNT(*) FROM comment) + (SELECT COUNT(*) FROM reaction) + (SELECT COUNT(*) FROM share_link)
        + (SELECT COUNT(*) FROM collection) + (SELECT COUNT(*) FROM saved)
        + (SELECT COUNT(*) FROM fact)";
    PARKED = "SELECT id FROM refund WHERE state = 'parked' ORDER BY id";
    DEAD = "SELECT kind, COALESCE(last_error, '') FROM job WHERE state = 'dead' ORDER BY kind";
}

/// Waits until nothing that is due is left to do, then sees that the books stand like this, by kind of purse in
/// minor units (kinds that stand at nothing left out), and that everything recomputes.
///
/// # Panics
/// Something does not.
#[track_caller]
pub fn stand(market: &Market, expected: &[(&str, i64)]) {
    settled(market);
    let expected: BTreeMap<String, i64> = expected.iter().map(|(kind, n)| ((*kind).into(), *n)).collect();
    assert_eq!(standing(market), expected, "{}", market.engine);
    recompute(market);
    agree_with_the_gateway(market);
}

/// What stands in the books, by kind of purse; the sum of all is nothing.
pub fn standing(market: &Market) -> BTreeMap<String, i64> {
    let rows = read(market, |rx, _, ()| Ok(rx.all::<(String, i64)>(&STANDING, &[])?));
    assert_eq!(
        rows.iter().map(|(_, n)| n).sum::<i64>(),
        0,
        "{}: every transfer has two sides",
        market.engine
    );
    rows.into_iter().collect()
}

/// The refunds that wait for the operator.
pub fn parked(market: &Market) -> Vec<Uid> {
    read(market, |rx, _, ()| Ok(rx.all::<Uid>(&PARKED, &[])?))
}

/// Waits until no job and no deadline is due and every fact has its place.
#[track_caller]
pub fn settled(market: &Market) {
    market.until("everything due done", || {
        let waiting = read(market, |rx, cx, ()| {
            let jobs: i64 = rx.one(&WAITING, &db::params![cx.now])?;
            let clocks: i64 = rx.one(&DUE, &db::params![cx.now])?;
            let facts: i64 = rx.one(&UNSEALED, &[])?;
            Ok(jobs + clocks + facts)
        });
        (waiting == 0).then_some(())
    });
}

/// Everything that `rialto verify` recomputes, and no job was given up.
#[track_caller]
pub fn recompute(market: &Market) {
    let db = market.db.background(); // as `rialto verify` reads: nobody waits for it
    let mut wrong = Vec::new();
    for (domain, check) in app::product::product().checks() {
        let found = market.block_on(db.read(&Actor::Engine, (), check.run)).unwrap();
        wrong.extend(found.into_iter().map(|words| format!("{domain}, {}: {words}", check.name)));
    }
    let mut from = Some((1, None));
    while let Some(start) = from {
        let checked = market.block_on(db.read(&Actor::Engine, start, facts::verify)).unwrap();
        wrong.extend(checked.wrong);
        from = checked.next.map(|(seal, digest)| (seal, Some(digest)));
    }
    for kind in app::product::product().kinds() {
        let mut after = Some(Uid([0; 16]));
        while let Some(root) = after {
            let asked = db.read(&Actor::Engine, (*kind, root), runner::astray);
            let (next, astray) = market.block_on(asked).unwrap();
            wrong.extend(astray);
            after = next;
        }
    }
    let dead = read(market, |rx, _, ()| Ok(rx.all::<(String, String)>(&DEAD, &[])?));
    wrong.extend(dead.into_iter().map(|(kind, why)| format!("the job {kind} was given up: {why}")));
    assert_eq!(wrong, Vec::<String>::new(), "{}", market.engine);
}

/// In every currency the ledger booked what the gateway's own file says was captured, given back, taken back by banks and paid
/// out.
#[track_caller]
pub fn agree_with_the_gateway(market: &Market) {
    let booked = read(market, |rx, _, ()| Ok(ledger::by_code(rx)?));
    let ours = |code: &str, currency: &str| -> i64 {
        let of = |line: &&(String, Currency, i64, i64)| line.0 == code && line.1.code() == currency;
        booked.iter().filter(of).map(|line| line.3).sum()
    };
    for total in &market.gateway.books().totals {
        let currency = total.currency.as_str();
        let mine = ["capture", "refund", "chargeback", "paid_out"].map(|code| ours(code, currency));
        let theirs = [total.captured, total.refunded, total.charged_back, total.paid_out];
        assert_eq!(mine, theirs, "{}: captured, refunded, taken back, paid out in {currency}", market.engine);
    }
}

/// How many rows the market keeps about people, goods, orders and money, with the log and the keys of requests.
pub fn rows(market: &Market) -> i64 {
    read(market, |rx, _, ()| Ok(rx.one(&ROWS, &[])?))
}

/// A reading behind the counter.
fn read<T: Send + 'static>(market: &Market, reading: fn(&mut Rx, &Cx, &()) -> Result<T, No>) -> T {
    market.block_on(market.db.read(&Actor::Engine, (), reading)).unwrap()
}
