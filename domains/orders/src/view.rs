//! An order as its buyer, its shop and the staff see it: where it stands, who acts next and by when, where the
//! money is.

use catalog::{Listing, Shop, Variant};
use db::{No, Rx, params, sql};
use kernel::{Cursor, Cx, Id, Limit, Money, Page, Refusal, Time, Uid};
use payments::Payment;
use process::{Words as _, allowed, awaited};
use serde::Serialize;
use shipping::ParcelView;
use utoipa::ToSchema;

use crate::act::{bought, sold};
use crate::number;
use crate::order::{By, Order, Purchase};

sql! {
    OF_BUYER = "SELECT id, placed_at FROM orders
        WHERE (buyer = $1 OR guest = $2) AND (placed_at < $3 OR (placed_at = $3 AND id < $4))
        ORDER BY placed_at DESC, id DESC LIMIT $5";
    /// Read out over a telephone; the scope is the same as of the list.
    BY_NUMBER = "SELECT id, placed_at FROM orders WHERE number = $1 AND (buyer = $2 OR guest = $3)";
    OF_SHOP = "SELECT id, placed_at FROM orders
        WHERE shop = $1 AND (placed_at < $2 OR (placed_at = $2 AND id < $3))
        ORDER BY placed_at DESC, id DESC LIMIT $4";
}

type OrderId = Id<Order>;
type ShopId = Id<Shop>;
type PaymentId = Id<Payment>;
type VariantId = Id<Variant>;
type ListingId = Id<Listing>;

/// One line, as it was bought.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = OrderLine)]
pub struct LineView {
    /// What was bought.
    pub variant: VariantId,
    /// Of which listing.
    pub listing: ListingId,
    /// Its title then.
    pub title: String,
    /// The chosen options then.
    pub options: String,
    /// How many.
    pub quantity: i64,
    /// What one cost.
    pub unit: Money,
    /// What they cost together.
    pub total: Money,
    /// The tax in that.
    pub tax: Money,
}

/// One part of the order's money.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = MoneyPart)]
pub struct PartView {
    /// Who gets it: `market`, `shop`, `shop_drawer`.
    pub payee: String,
    /// How much, as agreed.
    pub amount: Money,
    /// What of that went back because the buyer's bank took it.
    pub charged_back: Money,
}

/// One thing that happened.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = OrderStep)]
pub struct StepView {
    /// When.
    pub at: Time,
    /// What.
    pub event: String,
    /// By which party: a person is only called `buyer` or `shop`.
    pub by: String,
    /// The state after it.
    pub state: Option<String>,
}

/// An order.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = Order)]
pub struct OrderView {
    /// For programs.
    pub id: OrderId,
    /// For people.
    pub number: String,
    /// Where it stands.
    pub state: String,
    /// How many moves it has made; send it with an event to act on what you saw.
    pub version: i64,
    /// Whose goods.
    pub shop: ShopId,
    /// `gateway` or `cash`.
    pub method: String,
    /// What it waits for, unless it is paid at the door.
    pub payment: Option<PaymentId>,
    /// When it was confirmed.
    pub placed_at: Time,
    /// What may be done with it now by who asked.
    pub allowed_events: Vec<String>,
    /// Who can act next.
    pub waits_for: Vec<String>,
    /// What happens next by itself, and when.
    pub deadline: Option<DeadlineView>,
    /// Goods and delivery, tax included.
    pub total: Money,
    /// The delivery in it.
    pub shipping: Money,
    /// The tax in it.
    pub tax: Money,
    /// The lines.
    pub lines: Vec<LineView>,
    /// Who gets how much when it is complete.
    pub money_map: Vec<PartView>,
    /// Where it goes; null once that is no longer kept.
    pub address: serde_json::Value,
    /// False once the address was taken away: two years after the order ended, or because its buyer left the market.
    pub address_kept: bool,
    /// How it goes.
    pub delivery: serde_json::Value,
    /// How the price came about.
    pub trace: serde_json::Value,
    /// What was sent.
    pub parcels: Vec<ParcelView>,
    /// What happened, oldest first.
    pub timeline: Vec<StepView>,
}

/// What happens next by itself.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = Deadline)]
pub struct DeadlineView {
    /// Which clock: `pay`, `promise`, `give_up`, `silence`, `look`, `hold`.
    pub clock: String,
    /// When it rings.
    pub at: Time,
}

/// The order, for its buyer or for staff.
///
/// # Errors
/// Missing for anybody else.
pub fn for_buyer(rx: &mut Rx, cx: &Cx, id: &Id<Order>) -> Result<OrderView, No> {
    let by: &[By] = if cx.actor.is_staff() && bought(rx, cx, *id).is_err() {
        &[]
    } else {
        bought(rx, cx, *id)?;
        &[By::Buyer]
    };
    show(rx, cx, *id, by)
}

/// The order, for staff: nothing is theirs to do with it.
pub(crate) fn for_staff(rx: &mut Rx, cx: &Cx, id: Id<Order>) -> Result<OrderView, No> {
    show(rx, cx, id, &[])
}

/// The order, for who keeps its shop.
///
/// # Errors
/// Missing for anybody else.
pub fn for_shop(rx: &mut Rx, cx: &Cx, (shop, id): &(Id<Shop>, Id<Order>)) -> Result<OrderView, No> {
    sold(rx, cx, *shop, *id, kernel::Scope::ShopRead)?;
    show(rx, cx, *id, &[By::Shop])
}

/// The orders of who asks, newest first.
///
/// # Errors
/// What broke in the database.
pub fn list_for_buyer(
    rx: &mut Rx,
    cx: &Cx,
    after: &(Limit, Option<(i64, Uid)>),
) -> Result<Page<OrderView>, No> {
    let (limit, (at, id)) = (after.0, after.1.unwrap_or((i64::MAX, Uid([255; 16]))));
    let rows = rx.all::<(Id<Order>, Time)>(
        &OF_BUYER,
        &params![cx.actor.account(), cx.actor.guest(), at, id, limit.probe()],
    )?;
    page(rx, cx, rows, limit, &[By::Buyer])
}

/// The order of who asks that has this number, as people read it out: a list of one or none.
///
/// # Errors
/// `number` if a character of it is wrong, which the check character tells.
#[expect(clippy::ptr_arg, reason = "the type of the reading's input")]
pub fn by_number(rx: &mut Rx, cx: &Cx, number: &String) -> Result<Page<OrderView>, No> {
    let Some(number) = number::heard(number) else {
        let detail = "This is no order's number: one of its characters is wrong. It looks like R-1234567G.";
        return Err(Refusal::field("/number", "number", detail).into());
    };
    let rows =
        rx.all::<(Id<Order>, Time)>(&BY_NUMBER, &params![number, cx.actor.account(), cx.actor.guest()])?;
    page(rx, cx, rows, Limit::DEFAULT, &[By::Buyer])
}

/// The orders of a shop, newest first.
///
/// # Errors
/// Missing for anybody who does not keep the shop.
pub fn list_for_shop(
    rx: &mut Rx,
    cx: &Cx,
    (shop, limit, after): &(Id<Shop>, Limit, Option<(i64, Uid)>),
) -> Result<Page<OrderView>, No> {
    let account = cx.account(kernel::Scope::ShopRead)?;
    if catalog::shop_role(rx, account, *shop)?.is_none() {
        return Err(Refusal::missing("shop").into());
    }
    let (at, id) = after.unwrap_or((i64::MAX, Uid([255; 16])));
    let rows = rx.all::<(Id<Order>, Time)>(&OF_SHOP, &params![*shop, at, id, limit.probe()])?;
    page(rx, cx, rows, *limit, &[By::Shop])
}

fn page(
    rx: &mut Rx,
    cx: &Cx,
    rows: Vec<(Id<Order>, Time)>,
    limit: Limit,
    by: &[By],
) -> Result<Page<OrderView>, No> {
    let page = Page::cut(rows, limit, |(id, at)| Cursor::of(at.micros(), id.uid()));
    let data = page.data.into_iter().map(|(id, _)| show(rx, cx, id, by)).collect::<Result<_, _>>()?;
    Ok(Page { data, next: page.next })
}

fn show(rx: &mut Rx, cx: &Cx, id: Id<Order>, by: &[By]) -> Result<OrderView, No> {
    let purchase = runner::show::<Purchase>(rx, cx, id.uid())?.ok_or_else(|| Refusal::missing("order"))?;
    let parcels = shipping::of_order(rx, id.uid())?;
    let order = &purchase.order;
    let timeline = timeline(rx, order)?;
    let words = |words: Vec<By>| words.into_iter().map(|by| by.word().to_owned()).collect();
    Ok(OrderView {
        id,
        number: order.number.clone(),
        state: order.life.state.word().into(),
        version: order.life.version,
        shop: order.shop,
        method: order.method.word().into(),
        payment: order.payment,
        placed_at: order.placed_at,
        allowed_events: allowed(&purchase, order, by, cx.now)
            .into_iter()
            .map(|event| event.word().into())
            .collect(),
        waits_for: words(awaited(&purchase, order, cx.now)),
        deadline: order.life.deadline().map(|(clock, at)| DeadlineView { clock: clock.into(), at }),
        total: order.total(),
        shipping: order.money(order.shipping),
        tax: order.money(order.tax),
        lines: order.lines.iter().map(|line| line_view(order, line)).collect(),
        money_map: order
            .splits
            .iter()
            .map(|split| PartView {
                payee: split.payee.word().into(),
                amount: order.money(split.amount),
                charged_back: order.money(order.taken_of(*split, order.charged)),
            })
            .collect(),
        address: paper(&order.papers.address),
        address_kept: !order.papers.address.is_empty(),
        delivery: paper(&order.papers.delivery),
        trace: paper(&order.papers.trace),
        parcels,
        timeline,
    })
}

/// What happened with an order, oldest first.
pub(crate) fn timeline(rx: &mut Rx, order: &Order) -> Result<Vec<StepView>, db::Broken> {
    let facts = facts::of_root(rx, order.life.id.uid())?;
    Ok(facts.into_iter().map(|fact| step_view(order, fact)).collect())
}

/// A paper that was blanked, or never was, is shown as nothing.
fn paper(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_default()
}

fn line_view(order: &Order, line: &crate::order::Line) -> LineView {
    LineView {
        variant: line.variant,
        listing: line.listing,
        title: line.title.clone(),
        options: line.options.clone(),
        quantity: line.quantity,
        unit: order.money(line.unit),
        total: order.money(line.total),
        tax: order.money(line.tax),
    }
}

/// A person behind a step is only named by the side they were on: the shop need not know more of a buyer.
fn step_view(order: &Order, fact: facts::Fact) -> StepView {
    let buyer = order.buyer.map(|account| account.to_string());
    let by = match fact.actor {
        actor if buyer.as_deref() == Some(&actor) || actor.starts_with("guest:") => "buyer".into(),
        actor if actor.starts_with("acc_") => "shop".into(),
        actor => actor,
    };
    StepView { at: fact.at, event: fact.event, by, state: fact.now }
}
