//! How a payment's family is read and written.

use db::{Broken, FromRow, No, Row, Rx, Tx, params, sql};
use kernel::{Id, Money, Ref, Time, Uid};
use process::{Life, Process as _, Words as _};
use runner::{Stored, Ticks};

use super::rules::exceeds;
use super::{Books, Payment, Refund, Taken, WaiterState, Waiting};

sql! {
    PAYMENT = "SELECT checkout, account, guest, gateway, amount, currency, return_url, begun_at, expires_at,
            attempt, hosted_url, state, version, since
        FROM payment WHERE id = $1";
    WAITERS = "SELECT kind, id, amount, state FROM payment_waiter WHERE payment = $1 ORDER BY kind, id";
    CAPTURES = "SELECT capture, attempt, amount, at FROM payment_capture WHERE payment = $1 ORDER BY at, capture";
    REFUNDS = "SELECT id, attempt, amount, why, failures, state, version, since FROM refund WHERE payment = $1 ORDER BY id";
    INSERT = "INSERT INTO payment (id, checkout, account, guest, gateway, amount, currency, return_url, begun_at,
            expires_at, attempt, hosted_url, captured, refunds, state, version, since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 0, $13, $14, $15)";
    UPDATE = "UPDATE payment SET attempt = $2, hosted_url = $3, captured = $4, state = $5, version = $6, since = $7
        WHERE id = $1";
    PUT_WAITER = "INSERT INTO payment_waiter (payment, kind, id, amount, state) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (payment, kind, id) DO UPDATE SET state = $5";
    /// The key is the gateway's own id of the capture: one that another payment has is refused by the engine.
    INSERT_CAPTURE = "INSERT INTO payment_capture (gateway, capture, payment, attempt, amount, at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// The guard and the write in one statement, besides the lock and the rule: never more than was captured.
    PROMISE = "UPDATE payment SET refunds = refunds + $2 WHERE id = $1 AND refunds + $2 <= captured";
    PUT_REFUND = "INSERT INTO refund (id, payment, attempt, amount, why, failures, state, version, since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (id) DO UPDATE SET failures = $6, state = $7, version = $8, since = $9";
}

fn known<T>(word: Result<T, process::UnknownWord>) -> Result<T, Broken> {
    word.map_err(|word| Broken::Stored(word.to_string()))
}

struct WaiterRow(Waiting);
impl FromRow for WaiterRow {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let to = Ref { kind: row.take::<String>()?.into(), id: row.take()? };
        let amount = row.take()?;
        Ok(Self(Waiting { to, amount, state: known(WaiterState::parse(&row.take::<String>()?))? }))
    }
}

struct TakenRow(Taken);
impl FromRow for TakenRow {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self(Taken { capture: row.take()?, attempt: row.take()?, amount: row.take()?, at: row.take()? }))
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
        };
        Ok(Self { payment, state: (row.take()?, row.take()?, row.take()?) })
    }
}

type RefundRow = (Id<Refund>, i64, i64, String, i64, String, i64, Time);

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
        let mut refunds = Vec::new();
        for (id, attempt, amount, why, failures, state, version, since) in
            rx.all::<RefundRow>(&REFUNDS, &params![root])?
        {
            let life = known(Life::stored(id, &state, version, since, ticks.of(id)?))?;
            refunds.push(Refund { life, attempt, amount, why, failures });
        }
        Ok(Some(Self { payment, refunds }))
    }

    fn save(&self, tx: &mut Tx, before: Option<&Self>) -> Result<(), No> {
        self.save_payment(tx, before.map(|books| &books.payment))?;
        for refund in &self.refunds {
            let Refund { life, attempt, amount, why, failures } = refund;
            let known = before.and_then(|books| Refund::find(books, life.id));
            if known == Some(refund) {
                continue;
            }
            if known.is_none() && tx.run(&PROMISE, &params![self.payment.life.id, *amount])? == 0 {
                return Err(exceeds(Money::zero(self.payment.amount.currency)).into());
            }
            let state = life.state.word();
            let row = params![
                life.id,
                self.payment.life.id,
                *attempt,
                *amount,
                why,
                *failures,
                state,
                life.version,
                life.since
            ];
            tx.run(&PUT_REFUND, &row)?;
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
                life.since
            ];
            tx.run(&UPDATE, &row)?;
        }
        let (waiters, captures) =
            before.map_or((&[][..], &[][..]), |before| (&before.waiters[..], &before.captures[..]));
        for waiting in payment.waiters.iter().filter(|waiting| !waiters.contains(waiting)) {
            let Waiting { to, amount, state } = waiting;
            tx.run(&PUT_WAITER, &params![id, to.kind.clone(), to.id, *amount, state.word()])?;
        }
        for taken in payment.captures.iter().filter(|taken| !captures.contains(taken)) {
            let Taken { capture, attempt, amount, at } = taken;
            tx.run(&INSERT_CAPTURE, &params![&payment.gateway, capture, id, *attempt, *amount, *at])?;
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
