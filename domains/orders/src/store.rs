//! How an order is read and written. What never changes after confirmation is written once; what moves is one
//! statement.

use catalog::{Hold, Listing, Shop, Variant};
use db::{Broken, FromRow, No, Row, Rx, Tx, params, sql};
use kernel::{Account, Currency, Digest, Id, Time, Uid};
use payments::{Payment, Refund};
use process::{Life, Words as _};
use runner::{Stored, Ticks};

use crate::order::{Line, Method, Order, Papers, Payee, Promise, Purchase, Split};

macro_rules! columns {
    () => {
        "id, state, version, since, number, checkout, payment, refund, shop, buyer, guest, method, currency,
        total, shipping, tax, splits, promise, address, delivery, trace, placed_at, asked_time, stock_again, parcels, asked_look, charged"
    };
}

sql! {
    ONE = concat!("SELECT ", columns!(), " FROM orders WHERE id = $1");
    LINES = "SELECT variant, listing, title, options, quantity, unit, total, tax, hold
        FROM order_line WHERE order_id = $1 ORDER BY place";
    INSERT = concat!("INSERT INTO orders (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            $22, $23, $24, $25, $26, $27)");
    INSERT_LINE = "INSERT INTO order_line
            (order_id, place, variant, listing, title, options, quantity, unit, total, tax, hold)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    UPDATE = "UPDATE orders SET state = $2, version = $3, since = $4, asked_time = $5, stock_again = $6,
            parcels = $7, asked_look = $8, charged = $9
        WHERE id = $1";
    UPDATE_HOLD = "UPDATE order_line SET hold = $3 WHERE order_id = $1 AND place = $2";
}

/// A row as its columns say it, before its clocks and lines are known.
struct Plain {
    id: Id<Order>,
    state: String,
    version: i64,
    since: Time,
    order: Order,
}

fn stored(error: impl std::fmt::Display) -> Broken {
    Broken::Stored(error.to_string())
}

impl FromRow for Plain {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let (id, state, version, since) = (row.take()?, row.take()?, row.take()?, row.take()?);
        let order = Order {
            life: Life::new(id, crate::order::State::AwaitingPayment, since),
            number: row.take()?,
            checkout: row.take()?,
            payment: row.take::<Option<Id<Payment>>>()?,
            refund: row.take::<Id<Refund>>()?,
            shop: row.take::<Id<Shop>>()?,
            buyer: row.take::<Option<Id<Account>>>()?,
            guest: row.take::<Option<Digest>>()?,
            method: Method::parse(&row.take::<String>()?).map_err(stored)?,
            currency: row.take::<Currency>()?,
            total: row.take()?,
            shipping: row.take()?,
            tax: row.take()?,
            splits: read_splits(&row.take::<String>()?)?,
            promise: serde_json::from_str::<Promise>(&row.take::<String>()?).map_err(stored)?,
            lines: Vec::new(),
            papers: Papers { address: row.take()?, delivery: row.take()?, trace: row.take()? },
            placed_at: row.take()?,
            asked_time: row.take()?,
            stock_again: row.take()?,
            parcels: row.take()?,
            asked_look: row.take()?,
            charged: row.take()?,
            charging: 0,
        };
        Ok(Self { id, state, version, since, order })
    }
}

type LineColumns = (Id<Variant>, Id<Listing>, String, String, i64, i64, i64, i64);
struct LineRow(LineColumns, Id<Hold>);
impl FromRow for LineRow {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self(LineColumns::from_row(row)?, row.take()?))
    }
}

impl From<LineRow> for Line {
    fn from(LineRow((variant, listing, title, options, quantity, unit, total, tax), hold): LineRow) -> Self {
        Self { variant, listing, title, options, quantity, unit, total, tax, hold }
    }
}

/// The money map as it is kept: `[["market",501],["shop",9506]]`.
fn read_splits(text: &str) -> Result<Vec<Split>, Broken> {
    let pairs: Vec<(String, i64)> = serde_json::from_str(text).map_err(stored)?;
    pairs
        .into_iter()
        .map(|(payee, amount)| Ok(Split { payee: Payee::parse(&payee).map_err(stored)?, amount }))
        .collect()
}

fn write_splits(splits: &[Split]) -> Result<String, Broken> {
    let pairs: Vec<(&str, i64)> = splits.iter().map(|split| (split.payee.word(), split.amount)).collect();
    serde_json::to_string(&pairs).map_err(stored)
}

impl Stored for Purchase {
    const KIND: &'static str = "order";

    fn load(rx: &mut Rx, root: Uid, ticks: &Ticks) -> Result<Option<Self>, No> {
        let Some(Plain { id, state, version, since, mut order }) = rx.opt::<Plain>(&ONE, &params![root])?
        else {
            return Ok(None);
        };
        order.life = Life::stored(id, &state, version, since, ticks.of(id)?).map_err(stored)?;
        order.lines = rx.all::<LineRow>(&LINES, &params![root])?.into_iter().map(Line::from).collect();
        Ok(Some(Self { order }))
    }

    fn save(&self, tx: &mut Tx, before: Option<&Self>) -> Result<(), No> {
        match before {
            None => insert(tx, &self.order)?,
            Some(before) if before.order != self.order => update(tx, &before.order, &self.order)?,
            Some(_) => {}
        }
        Ok(())
    }

    fn ticks(&self) -> Ticks {
        let mut ticks = Ticks::default();
        ticks.gather(std::slice::from_ref(&self.order));
        ticks
    }
}

fn insert(tx: &mut Tx, order: &Order) -> Result<(), Broken> {
    let Order { life, number, checkout, payment, refund, shop, buyer, guest, method, currency, .. } = order;
    let Order { total, shipping, tax, splits, promise, papers, placed_at, .. } = order;
    let promise = serde_json::to_string(promise).map_err(stored)?;
    tx.run(
        &INSERT,
        &params![
            life.id,
            life.state.word(),
            life.version,
            life.since,
            number,
            *checkout,
            *payment,
            *refund,
            *shop,
            *buyer,
            *guest,
            method.word(),
            *currency,
            *total,
            *shipping,
            *tax,
            write_splits(splits)?,
            promise,
            &papers.address,
            &papers.delivery,
            &papers.trace,
            *placed_at,
            order.asked_time,
            order.stock_again,
            order.parcels,
            order.asked_look,
            order.charged
        ],
    )?;
    for (place, line) in (0_i64..).zip(&order.lines) {
        let Line { variant, listing, title, options, quantity, unit, total, tax, hold } = line;
        tx.run(
            &INSERT_LINE,
            &params![
                life.id, place, *variant, *listing, title, options, *quantity, *unit, *total, *tax, *hold
            ],
        )?;
    }
    Ok(())
}

fn update(tx: &mut Tx, before: &Order, order: &Order) -> Result<(), Broken> {
    let Order { life, asked_time, stock_again, parcels, asked_look, charged, .. } = order;
    tx.run(
        &UPDATE,
        &params![
            life.id,
            life.state.word(),
            life.version,
            life.since,
            *asked_time,
            *stock_again,
            *parcels,
            *asked_look,
            *charged
        ],
    )?;
    for (place, (was, line)) in (0_i64..).zip(before.lines.iter().zip(&order.lines)) {
        if was.hold != line.hold {
            tx.run(&UPDATE_HOLD, &params![life.id, place, line.hold])?;
        }
    }
    Ok(())
}
