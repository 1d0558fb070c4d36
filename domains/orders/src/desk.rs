//! Orders as the market's staff find and read them: by number, id or somebody's handle; each with its trace.

use catalog::{Shop, ShopKey};
use db::{No, Rx, params, row, sql};
use facts::Fact;
use kernel::{Account, Currency, Cursor, Cx, Id, Limit, Money, Page, Refusal, Time, Uid};
use process::{Words as _, allowed};
use runner::Ring;

use crate::number;
use crate::order::{By, Order, Purchase};
use crate::view::{self, OrderView};

sql! {
    /// Ids are made in the order of time, so the newest are the last of the table's own key.
    NEWEST = "SELECT id, number, state, placed_at, shop, buyer, total, currency FROM orders
        WHERE id < $1 ORDER BY id DESC LIMIT $2";
    BY_ID = "SELECT id, number, state, placed_at, shop, buyer, total, currency FROM orders WHERE id = $1";
    BY_NUMBER = "SELECT id, number, state, placed_at, shop, buyer, total, currency FROM orders WHERE number = $1";
    OF_ACCOUNT = "SELECT id, number, state, placed_at, shop, buyer, total, currency FROM orders
        WHERE buyer = $1 ORDER BY placed_at DESC, id DESC LIMIT $2";
    OF_SHOP = "SELECT id, number, state, placed_at, shop, buyer, total, currency FROM orders
        WHERE shop = $1 ORDER BY placed_at DESC, id DESC LIMIT $2";
    SINCE = "SELECT state, COUNT(*) FROM orders WHERE id >= $1 GROUP BY state ORDER BY state";
}

/// An order in a list of staff's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Brief {
    /// For programs.
    pub id: Id<Order>,
    /// For people.
    pub number: String,
    /// Where it stands.
    pub state: String,
    /// When it was confirmed.
    pub placed_at: Time,
    /// Whose goods.
    pub shop: Id<Shop>,
    /// Who bought, if with an account.
    pub buyer: Option<Id<Account>>,
    total: i64,
    currency: Currency,
}
row!(Brief { id, number, state, placed_at, shop, buyer, total, currency });

impl Brief {
    /// What the buyer agreed to.
    pub fn total(&self) -> Money {
        Money::new(self.total, self.currency)
    }
}

/// An order whole, with everything that happened and may happen.
pub struct Trace {
    /// As staff see it.
    pub view: OrderView,
    /// Who bought, if with an account.
    pub buyer: Option<Id<Account>>,
    /// Every fact of its family, oldest first.
    pub facts: Vec<Fact>,
    /// Its clocks.
    pub clocks: Vec<Ring>,
    /// What each side may do now.
    pub moves: Vec<(&'static str, Vec<&'static str>)>,
}

fn staff(cx: &Cx) -> Result<(), Refusal> {
    if cx.actor.is_staff() { Ok(()) } else { Err(Refusal::missing("page")) }
}

/// So many of one account or shop are shown.
const MOST: i64 = 100;

/// The orders that a word finds: a number, an id, the handle of an account or of a shop. Without a word the newest.
///
/// # Errors
/// Missing for anybody but staff.
pub fn find(
    rx: &mut Rx,
    cx: &Cx,
    (word, limit, after): &(String, Limit, Option<(i64, Uid)>),
) -> Result<Page<Brief>, No> {
    staff(cx)?;
    let word = word.trim();
    if word.is_empty() {
        let before = after.map_or(Uid([255; 16]), |(_, id)| id);
        let rows = rx.all::<Brief>(&NEWEST, &params![before, limit.probe()])?;
        return Ok(Page::cut(rows, *limit, |order| Cursor::of(order.placed_at.micros(), order.id.uid())));
    }
    let mut data = match (word.parse::<Id<Order>>(), number::heard(word)) {
        (Ok(id), _) => rx.all::<Brief>(&BY_ID, &params![id])?,
        (_, Some(number)) => rx.all::<Brief>(&BY_NUMBER, &params![number])?,
        _ => Vec::new(),
    };
    let handle = word.trim_start_matches('@').to_lowercase();
    if let Some(account) = identity::account_called(rx, &handle)? {
        data.extend(rx.all::<Brief>(&OF_ACCOUNT, &params![account, MOST])?);
    }
    if let Ok(key) = handle.parse::<ShopKey>() {
        match catalog::shop(rx, cx, &key) {
            Ok(shop) => data.extend(rx.all::<Brief>(&OF_SHOP, &params![shop.id, MOST])?),
            Err(no) if no.is_missing() => {}
            Err(no) => return Err(no),
        }
    }
    Ok(Page { data, next: None })
}

/// One order in brief.
///
/// # Errors
/// Missing for anybody but staff and the market itself.
pub fn brief(rx: &mut Rx, cx: &Cx, id: &Id<Order>) -> Result<Option<Brief>, No> {
    staff(cx)?;
    Ok(rx.opt(&BY_ID, &params![*id])?)
}

/// One order with its trace.
///
/// # Errors
/// Missing for anybody but staff.
pub fn trace(rx: &mut Rx, cx: &Cx, id: &Id<Order>) -> Result<Trace, No> {
    staff(cx)?;
    let purchase = runner::show::<Purchase>(rx, cx, id.uid())?.ok_or_else(|| Refusal::missing("order"))?;
    let order = &purchase.order;
    let moves = By::ALL.iter().map(|by| {
        let events = allowed(&purchase, order, &[*by], cx.now);
        (by.word(), events.into_iter().map(|event| event.word()).collect())
    });
    Ok(Trace {
        view: view::for_staff(rx, cx, *id)?,
        buyer: order.buyer,
        facts: facts::of_root(rx, id.uid())?,
        clocks: runner::clocks_of(rx, id.uid())?,
        moves: moves.collect(),
    })
}

/// How many orders were confirmed since an instant, by where they stand now.
///
/// # Errors
/// Missing for anybody but staff.
pub fn since(rx: &mut Rx, cx: &Cx, from: &Time) -> Result<Vec<(String, i64)>, No> {
    staff(cx)?;
    Ok(rx.all(&SINCE, &params![Uid::v7(from.millis(), [0; 10])])?)
}
