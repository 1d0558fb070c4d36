//! How a payment's family is read and written.

use db::{Broken, FromRow, No, Row, Rx, Tx, params, sql};
use kernel::{Id, Money, Ref, Time, Uid};
use process::{Life, Process as _, Words as _};
use runner::{Stored, Ticks};

use super::chargeback::Bearing;
use super::rules::{ChargedBack, exceeds};
use super::{Books, Payment, Refund, Taken, WaiterState, Waiting};

sql! {
    PAYMENT = "SELECT checkout, account, guest, gateway, amount, currency, return_url, begun_at, expires_at,
            attempt, hosted_url, lost, state, version, since
        FROM payment WHERE id = $1";
    WAITERS = "SELECT kind, id, amount, state, charged FROM payment_waiter WHERE payment = $1 ORDER BY kind, id";
    CAPTURES = "SELECT capture, attempt, amount, at FROM payment_capture WHERE payment = $1 ORDER BY at, capture";
    CHARGEBACKS = "SELECT chargeback, attempt, amount, at FROM payment_chargeback
        WHERE payment = $1 ORDER BY at, chargeback";
    REFUNDS = "SELECT id, waiter_kind, waiter, withheld, cut, attempt, amount, why, failures, state, version, since
        FROM refund WHERE payment = $1 ORDER BY id";
    INSERT = "INSERT INTO payment (id, checkout, account, guest, gateway, amount, currency, return_url, begun_at,
            expires_at, attempt, hosted_url, captured, refunds, state, version, since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 0, $13, $14, $15)";
    UPDATE = "UPDATE payment SET attempt = $2, hosted_url = $3, captured = $4, state = $5, version = $6, since = $7,
            charged = $8, lost = $9
        WHERE id = $1";
    PUT_WAITER = "INSERT INTO payment_waiter (payment, kind, id, amount, state, charged) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (payment, kind, id) DO UPDATE SET state = $5, charged = $6";
    /// The key is the gateway's own id of the capture: one that another payment has is refused by the engine.
    INSERT_CAPTURE = "INSERT INTO payment_capture (gateway, capture, payment, attempt, amount, at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// Likewise of the chargeback.
    INSERT_CHARGEBACK = "INSERT INTO payment_chargeback (gateway, chargeback, payment, attempt, amount, at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// The guard and the write in one statement, besides the lock and the rule: what is promised to payers and what
    /// waiters bear is never more than was captured.
    PROMISE = "UPDATE payment SET refunds = refunds + $2 WHERE id = $1 AND refunds + $2 + charged <= captured";
    PUT_REFUND = "INSERT INTO refund (id, payment, waiter_kind, waiter, withheld, cut, attempt, amount, why, failures,
            state, version, since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (id) DO UPDATE SET cut = $6, failures = $10, state = $11, version = $12, since = $13";
}

fn known<T>(word: Result<T, process::UnknownWord>) -> Result<T, Broken> {
    word.map_err(|word| Broken::Stored(word.to_string()))
}

struct WaiterRow(Waiting);
impl FromRow for WaiterRow {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let to = Ref { kind: row.take::<String>()?.into(), id: row.take()? };
        let amount = row.take()?;
        let state = known(WaiterState::parse(&row.take::<String>()?))?;
        Ok(Self(Waiting { to, amount, state, charged: row.take()? }))
    }
}

struct TakenRow(Taken);
impl FromRow for TakenRow {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self(Taken { capture: row.take()?, attempt: row.take()?, amount: row.take()?, at: row.take()? }))
    }
}

struct ChargedBackRow(ChargedBack);
impl FromRow for ChargedBackRow {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let (chargeback, attempt) = (row.take()?, row.take()?);
        Ok(Self(ChargedBack { chargeback, attempt, amount: row.take()?, at: row.take()? }))
    }
}

/// A refund before its clocks are known.
struct RefundRow(Refund, (String, i64, Time));
impl FromRow for RefundRow {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let life = Life::new(row.take()?, super::RefundState::Asked, Time::default());
        let waiter = (row.take::<Option<String>>()?, row.take::<Option<Uid>>()?);
        let refund = Refund {
            life,
            waiter: waiter.0.zip(waiter.1).map(|(kind, id)| Ref { kind: kind.into(), id }),
            withheld: row.take()?,
            cut: row.take()?,
            attempt: row.take()?,
            amount: row.take()?,
            why: row.take()?,
            failures: row.take()?,
        };
        Ok(Self(refund, (row.take()?, row.take()?, row.take()?)))
    }
}

/// A payment's own row; its clocks, waiters and captures are read beside it.
struct PaymentRow {
    payment: Payment,
    state: (String, i64, Time),
}
impl FromRow for PaymentRow {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let payment = Payment {
            life: Life::new(Id::from_uid(Uid::default()), super::PaymentState::Created, Time::default()),
            checkout: row.take()?,
            account: row.take()?,
            guest: row.take()?,
            gateway: row.take()?,
            amount: Money::new(row.take()?, row.take()?),
            return_url: row.take()?,
            begun_at: row.take()?,
            expires_at: row.take()?,
            attempt: row.take()?,
            hosted_url: row.take()?,
            waiters: Vec::new(),
            captures: Vec::new(),
            chargebacks: Vec::new(),
            lost: row.take()?,
            bearing: Bearing::default(),
        };
        Ok(Self { payment, state: (row.take()?, row.take()?, row.take()?) })
    }
}

impl Stored for Books {
    const KIND: &'static str = "payment";

    fn load(rx: &mut Rx, root: Uid, ticks: &Ticks) -> Result<Option<Self>, No> {
        let Some(PaymentRow { mut payment, state: (state, version, since) }) =
            rx.opt(&PAYMENT, &params![root])?
        else {
            return Ok(None);
        };
        let id = Id::from_uid(root);
        payment.life = known(Life::stored(id, &state, version, since, ticks.of(id)?))?;
        payment.waiters = rx.all(&WAITERS, &params![root])?.into_iter().map(|WaiterRow(row)| row).collect();
        payment.captures = rx.all(&CAPTURES, &params![root])?.into_iter().map(|TakenRow(row)| row).collect();
        payment.chargebacks =
            rx.all(&CHARGEBACKS, &params![root])?.into_iter().map(|ChargedBackRow(row)| row).collect();
        let mut refunds = Vec::new();
        for RefundRow(mut refund, (state, version, since)) in rx.all::<RefundRow>(&REFUNDS, &params![root])? {
            let id = refund.life.id;
            refund.life = known(Life::stored(id, &state, version, since, ticks.of(id)?))?;
            refunds.push(refund);
        }
        Ok(Some(Self { payment, refunds }))
    }

    fn save(&self, tx: &mut Tx, before: Option<&Self>) -> Result<(), No> {
        // What is not sent any more makes room for what waiters bear, and that is there before anything is promised.
        let sent = |refunds: &[Refund]| refunds.iter().map(Refund::sends).sum::<i64>();
        let known =
            |refund: &&Refund| before.is_some_and(|books| Refund::find(books, refund.life.id).is_some());
        let still: i64 = self.refunds.iter().filter(known).map(Refund::sends).sum();
        self.count_promised(tx, still - before.map_or(0, |books| sent(&books.refunds)))?;
        self.save_payment(tx, before.map(|books| &books.payment))?;
        self.count_promised(tx, sent(&self.refunds) - still)?;
        for refund in &self.refunds {
            if before.and_then(|books| Refund::find(books, refund.life.id)) != Some(refund) {
                self.save_refund(tx, refund)?;
            }
        }
        Ok(())
    }

    fn ticks(&self) -> Ticks {
        let mut ticks = Ticks::default();
        ticks.gather(std::slice::from_ref(&self.payment));
        ticks.gather(&self.refunds);
        ticks
    }
}

impl Books {
    fn count_promised(&self, tx: &mut Tx, more: i64) -> Result<(), No> {
        if more != 0 && tx.run(&PROMISE, &params![self.payment.life.id, more])? == 0 {
            return Err(exceeds(Money::zero(self.payment.amount.currency)).into());
        }
        Ok(())
    }

    fn save_refund(&self, tx: &mut Tx, refund: &Refund) -> Result<(), Broken> {
        let Refund { life, waiter, withheld, cut, attempt, amount, why, failures } = refund;
        let row = params![
            life.id,
            self.payment.life.id,
            waiter.as_ref().map(|waiter| waiter.kind.to_string()),
            waiter.as_ref().map(|waiter| waiter.id),
            *withheld,
            *cut,
            *attempt,
            *amount,
            why,
            *failures,
            life.state.word(),
            life.version,
            life.since
        ];
        tx.run(&PUT_REFUND, &row).map(|_| ())
    }

    fn save_payment(&self, tx: &mut Tx, before: Option<&Payment>) -> Result<(), No> {
        let payment = &self.payment;
        let (id, life) = (payment.life.id, &payment.life);
        if before.is_none() {
            self.insert(tx)?;
        } else if before != Some(payment) {
            let state = life.state.word();
            let row = params![
                id,
                payment.attempt,
                payment.hosted_url.clone(),
                payment.captured(),
                state,
                life.version,
                life.since,
                payment.charged(),
                payment.lost
            ];
            tx.run(&UPDATE, &row)?;
        }
        let (waiters, captures) =
            before.map_or((&[][..], &[][..]), |before| (&before.waiters[..], &before.captures[..]));
        let chargebacks = before.map_or(&[][..], |before| &before.chargebacks[..]);
        for waiting in payment.waiters.iter().filter(|waiting| !waiters.contains(waiting)) {
            let Waiting { to, amount, state, charged } = waiting;
            tx.run(&PUT_WAITER, &params![id, to.kind.clone(), to.id, *amount, state.word(), *charged])?;
        }
        for taken in payment.captures.iter().filter(|taken| !captures.contains(taken)) {
            let Taken { capture, attempt, amount, at } = taken;
            tx.run(&INSERT_CAPTURE, &params![&payment.gateway, capture, id, *attempt, *amount, *at])?;
        }
        for taken in payment.chargebacks.iter().filter(|taken| !chargebacks.contains(taken)) {
            let ChargedBack { chargeback, attempt, amount, at } = taken;
            tx.run(&INSERT_CHARGEBACK, &params![&payment.gateway, chargeback, id, *attempt, *amount, *at])?;
        }
        Ok(())
    }

    fn insert(&self, tx: &mut Tx) -> Result<(), Broken> {
        let payment = &self.payment;
        let life = &payment.life;
        let row = params![
            life.id,
            payment.checkout,
            payment.account,
            payment.guest,
            &payment.gateway,
            payment.amount.amount,
            payment.amount.currency,
            &payment.return_url,
            payment.begun_at,
            payment.expires_at,
            payment.attempt,
            payment.hosted_url.clone(),
            life.state.word(),
            life.version,
            life.since
        ];
        tx.run(&INSERT, &row).map(|_| ())
    }
}
