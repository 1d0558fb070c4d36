//! Confirmation: a quote becomes one order a shop and one payment, with the goods held, all of it or nothing.

use catalog::{Hold, Variant};
use db::{Broken, No, Rx, Tx, params, row, sql};
use identity::Address;
use kernel::{Account, Cx, Digest, Id, Money, Refusal, Span, Time};
use orders::number;
use orders::order::{Line as OrderLine, Method, Order, Papers, Payee, Promise, Split, State};
use payments::{Payment, Waiter};
use process::Life;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::cart::{self, Cart};
use crate::quote::{Checkout, Part, Quote, not_offered, sold_out};
use crate::{ReturnTo, Terms};

sql! {
    /// The scope: the secret's holder, or the account (F25).
    MINE = "SELECT cart, account, guest, quote, expires_at, confirmed FROM checkout
        WHERE id = $1 AND (account = $2 OR guest = $3)";
    CONFIRMED = "UPDATE checkout SET confirmed = $2 WHERE id = $1 AND confirmed IS NULL";
}

type OrderId = Id<Order>;
type ShopId = Id<catalog::Shop>;
type PaymentId = Id<Payment>;

/// What a buyer says to confirm.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// Which quote.
    pub checkout: Id<Checkout>,
    /// Where the goods go.
    pub address: Address,
    /// How it is paid.
    pub method: Method,
    /// The total that the buyer saw and agrees to.
    pub total: Money,
}

/// One order that was born.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PlacedOrder)]
pub struct Placed {
    /// For programs.
    pub id: OrderId,
    /// For people.
    pub number: String,
    /// Whose goods.
    pub shop: ShopId,
    /// What it costs.
    pub total: Money,
}

/// What came of a confirmation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Confirmation {
    /// One a shop.
    pub orders: Vec<Placed>,
    /// What to pay, unless it is paid at the door.
    pub payment: Option<PaymentDue>,
}

/// What to pay.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct PaymentDue {
    /// Ask for it to learn where to pay.
    pub id: PaymentId,
    /// How much.
    pub amount: Money,
    /// Until when.
    pub pay_by: Time,
}

struct Kept {
    cart: Id<Cart>,
    account: Option<Id<Account>>,
    guest: Digest,
    quote: String,
    expires_at: Time,
    confirmed: Option<String>,
}
row!(Kept { cart, account, guest, quote, expires_at, confirmed });

/// The quote as it was made, and what came of it, for whose it is.
///
/// # Errors
/// Missing for anybody else.
pub fn show(rx: &mut Rx, cx: &Cx, id: &Id<Checkout>) -> Result<(Time, Quote, Option<Confirmation>), No> {
    let kept = mine(rx, cx, *id)?;
    let confirmed = kept.confirmed.as_deref().map(read).transpose()?;
    Ok((kept.expires_at, read(&kept.quote)?, confirmed))
}

fn mine(rx: &mut Rx, cx: &Cx, id: Id<Checkout>) -> Result<Kept, No> {
    rx.opt(&MINE, &params![id, cx.actor.account(), cx.actor.guest()])?
        .ok_or_else(|| Refusal::missing("checkout").into())
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Broken> {
    serde_json::from_str(text).map_err(|error| Broken::Stored(error.to_string()))
}

fn written(value: &impl Serialize) -> Result<String, Broken> {
    serde_json::to_string(value).map_err(|error| Broken::Stored(error.to_string()))
}

/// Confirms a quote. Confirming what is confirmed answers what came of it then, whoever of several was first.
///
/// # Errors
/// `quote_expired`, `total_changed`, `destination_changed`, `price_changed`, `not_offered`, `sold_out`,
/// `no_cash`; the address's own; missing for anybody else. Then nothing was bought, held or charged.
pub fn confirm(tx: &mut Tx, cx: &Cx, confirm: &Confirm) -> Result<Confirmation, No> {
    mine(tx, cx, confirm.checkout)?; // a stranger learns nothing, not even by waiting for the lock
    tx.lock(cx, confirm.checkout.uid())?;
    let kept = mine(tx, cx, confirm.checkout)?;
    if let Some(confirmed) = &kept.confirmed {
        return Ok(read(confirmed)?);
    }
    let quote: Quote = read(&kept.quote)?;
    agree(cx, &kept, &quote, confirm)?;
    may_pay_so(tx, cx, &quote, confirm.method)?;
    still_so(tx, &quote)?;
    let terms = *cx.wired::<Terms>()?;
    let payment: Option<Id<Payment>> = (confirm.method == Method::Gateway).then(|| cx.id());
    let born = Born { kept: &kept, confirm, terms: &terms, payment };
    let mut placed = Vec::new();
    let mut holds = Vec::new();
    for part in &quote.parts {
        placed.push(born.order(tx, cx, part, &quote, &mut holds)?);
    }
    let due = match payment {
        Some(id) => Some(born.payment(tx, cx, id, quote.total, &placed)?),
        None => None,
    };
    take(tx, cx, holds)?;
    let variants: Vec<Id<Variant>> =
        quote.parts.iter().flat_map(|part| &part.lines).map(|line| line.variant).collect();
    cart::bought(tx, kept.cart, &variants)?;
    let confirmation = Confirmation { orders: placed, payment: due };
    tx.run(&CONFIRMED, &params![confirm.checkout, written(&confirmation)?])?;
    Ok(confirmation)
}

/// Whether the buyer agreed to this quote and it still stands (G9: what is shown is what is charged).
fn agree(cx: &Cx, kept: &Kept, quote: &Quote, confirm: &Confirm) -> Result<(), Refusal> {
    if kept.expires_at <= cx.now {
        return Err(Refusal::conflict(
            "quote_expired",
            "This quote has run out; ask for a new one. Nothing was charged.",
        ));
    }
    if confirm.total != quote.total {
        let detail =
            format!("The total is {}, which is not what was confirmed. Nothing was charged.", quote.total);
        return Err(Refusal::conflict("total_changed", detail));
    }
    confirm.address.check().map_err(within_address)?;
    let elsewhere = confirm.address.country != quote.to.country
        || quote.to.region.as_deref().is_some_and(|region| confirm.address.division() != Some(region));
    if elsewhere {
        let detail =
            "The address is not where the quote was made for; ask for a new one. Nothing was charged.";
        return Err(Refusal::conflict("destination_changed", detail));
    }
    Ok(())
}

/// The address says which of its fields is wrong; in the confirmation it is a field itself.
pub(crate) fn within_address(mut refusal: Refusal) -> Refusal {
    refusal.field = refusal.field.map(|field| format!("/address{field}").into());
    refusal
}

fn may_pay_so(rx: &mut Rx, cx: &Cx, quote: &Quote, method: Method) -> Result<(), No> {
    if method == Method::Gateway {
        return Ok(());
    }
    let no_cash = |detail: &'static str| No::from(Refusal::conflict("no_cash", detail));
    if quote.parts.iter().any(|part| !part.cash) {
        return Err(no_cash("Not every shop here takes cash at the door. Nothing was bought."));
    }
    let account = cx
        .actor
        .account()
        .ok_or_else(|| no_cash("Cash at the door needs an account. Nothing was bought."))?;
    if orders::refused_lately(rx, cx, account)? {
        return Err(no_cash(
            "A parcel to you was refused at the door lately; please pay before it is sent this time.",
        ));
    }
    Ok(())
}

/// Whether what was quoted is still offered at that price. A cheap look first: who is too late touches no lock.
fn still_so(rx: &mut Rx, quote: &Quote) -> Result<(), No> {
    let lines: Vec<_> = quote.parts.iter().flat_map(|part| &part.lines).collect();
    let variants: Vec<Id<Variant>> = lines.iter().map(|line| line.variant).collect();
    let offers = catalog::offers(rx, &variants)?;
    for line in lines {
        let offer = offers.iter().find(|offer| offer.variant == line.variant && offer.published);
        let offer = offer.ok_or_else(|| not_offered(line.variant))?;
        if offer.version != line.version || offer.price != line.unit {
            let detail = format!(
                "The price of \u{201c}{}\u{201d} has changed; ask for a new quote. Nothing was charged.",
                line.title
            );
            return Err(Refusal::conflict("price_changed", detail).into());
        }
        if offer.available < line.quantity {
            return Err(sold_out(offer).into());
        }
    }
    Ok(())
}

/// A hold to take, once everything else is written.
struct Wanted {
    hold: Id<Hold>,
    variant: Id<Variant>,
    quantity: i64,
    order: Id<Order>,
    until: Time,
}

/// Takes the goods: last, because the row of something that many want should be held for the shortest time, and
/// in the order of variants, so that no two buyers wait for each other.
fn take(tx: &mut Tx, cx: &Cx, mut holds: Vec<Wanted>) -> Result<(), No> {
    holds.sort_by_key(|wanted| wanted.variant);
    for Wanted { hold, variant, quantity, order, until } in holds {
        catalog::hold(tx, cx, hold, variant, quantity, &order.address(), until)?;
    }
    Ok(())
}

/// What every order of one confirmation has in common.
struct Born<'a> {
    kept: &'a Kept,
    confirm: &'a Confirm,
    terms: &'a Terms,
    payment: Option<Id<Payment>>,
}

impl Born<'_> {
    fn order(
        &self,
        tx: &mut Tx,
        cx: &Cx,
        part: &Part,
        quote: &Quote,
        holds: &mut Vec<Wanted>,
    ) -> Result<Placed, No> {
        let id: Id<Order> = cx.id();
        let method = self.confirm.method;
        let promise = self.promise(part, quote);
        let until = cx.now + promise.pay_within + promise.pay_within + promise.ship_within + promise.give_up;
        let lines: Vec<OrderLine> = part.lines.iter().map(|line| order_line(cx, line)).collect();
        holds.extend(lines.iter().map(|line| Wanted {
            hold: line.hold,
            variant: line.variant,
            quantity: line.quantity,
            order: id,
            until,
        }));
        let state = if method == Method::Gateway { State::AwaitingPayment } else { State::ToShip };
        let order = Order {
            life: Life::new(id, state, cx.now),
            number: number::fresh(tx, cx)?,
            checkout: self.confirm.checkout.uid(),
            payment: self.payment,
            refund: cx.id(),
            shop: part.shop,
            buyer: self.kept.account,
            guest: Some(self.kept.guest),
            method,
            currency: part.total.currency,
            total: part.total.amount,
            shipping: part.chosen.fee.amount,
            tax: part.tax.amount,
            lines,
            splits: splits(part, method),
            promise,
            papers: Papers {
                address: written(&self.confirm.address)?,
                delivery: written(&part.chosen)?,
                trace: written(&part.trace)?,
            },
            placed_at: cx.now,
            asked_time: 0,
            stock_again: false,
            parcels: 0,
            asked_look: 0,
            charged: 0,
            charging: 0,
        };
        let placed = Placed { id, number: order.number.clone(), shop: part.shop, total: part.total };
        orders::place(tx, cx, order)?;
        Ok(placed)
    }

    fn payment(
        &self,
        tx: &mut Tx,
        cx: &Cx,
        id: Id<Payment>,
        amount: Money,
        placed: &[Placed],
    ) -> Result<PaymentDue, No> {
        let pay_by = cx.now + self.terms.pay_within;
        let waiters =
            placed.iter().map(|order| Waiter { to: order.id.address(), amount: order.total }).collect();
        payments::begin(
            tx,
            cx,
            payments::New {
                payment: id,
                checkout: self.confirm.checkout.uid(),
                amount,
                waiters,
                account: self.kept.account,
                guest: Some(self.kept.guest),
                gateway: self.terms.gateway.into(),
                // A buyer may ask for the same time once more; the gateway's page must not close before that.
                expires_at: pay_by + self.terms.pay_within,
                return_url: cx.wired::<ReturnTo>()?.of(id),
            },
        )?;
        Ok(PaymentDue { id, amount, pay_by })
    }

    fn promise(&self, part: &Part, quote: &Quote) -> Promise {
        let terms = self.terms;
        let abroad = part.from.country != quote.to.country;
        Promise {
            pay_within: terms.pay_within,
            ship_within: Span::days(part.from.ship_days),
            give_up: terms.give_up,
            on_the_way: Span::days(part.chosen.days_max),
            overdue: terms.overdue,
            silence: terms.silence,
            look: if abroad { terms.look_abroad } else { terms.look },
            extension: terms.extension,
            hold: terms.hold,
        }
    }
}

fn order_line(cx: &Cx, line: &crate::quote::Line) -> OrderLine {
    OrderLine {
        variant: line.variant,
        listing: line.listing,
        title: line.title.clone(),
        options: line.options.clone(),
        quantity: line.quantity,
        unit: line.unit.amount,
        total: line.total.amount,
        tax: line.tax.amount,
        hold: cx.id(),
    }
}

/// The money map: the market's commission, and the rest to the shop. It sums to the total by construction.
fn splits(part: &Part, method: Method) -> Vec<Split> {
    let commission = part.commission.amount.min(part.total.amount);
    let shop = if method == Method::Cash { Payee::ShopDrawer } else { Payee::Shop };
    vec![
        Split { payee: Payee::Market, amount: commission },
        Split { payee: shop, amount: part.total.amount - commission },
    ]
}
