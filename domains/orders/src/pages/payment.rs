//! The page a payment comes back to. It has the gateway asked once, says what is known, and leads to the orders.

use std::sync::Arc;
use std::time::Duration;

use bus::{Bus, Heard};
use db::{No, Rx, params, sql};
use kernel::{Cx, Id, Time};
use maud::{Markup, Render as _, html};
use payments::{Payment, PaymentView, Question};
use process::Words as _;
use web::page::{Reply, SeeOther, Sheet, Visitor};
use web::parts::{Act, Button, Icon, Line, Note, Tone};
use web::{Answer, Form, Path, Problem};

use super::{path, settle_in};
use crate::order::{Order, Purchase, State};

sql! {
    /// The orders that a payment is for; the scope is who bought them.
    OF_PAYMENT = "SELECT id, number, state FROM orders WHERE payment = $1 AND (buyer = $2 OR guest = $3) ORDER BY number";
}

/// How long the answer waits for the gateway's own; after that the page itself hears of it.
const PATIENCE: Duration = Duration::from_millis(2_500);
/// A hint may come a moment before what it is about can be read.
const AGAIN: Duration = Duration::from_millis(150);

/// Waits until a payment is as it is wanted, at most so long; answers it as it is then.
async fn awaited(
    visitor: &Visitor,
    ask: Question,
    most: Duration,
    enough: fn(&PaymentView) -> bool,
) -> Answer<PaymentView> {
    let mut hints = visitor.part::<Arc<dyn Bus>>()?.listen(bus::FAMILIES);
    let looked = async {
        loop {
            let view = visitor.read(ask, payments::view).await?;
            if enough(&view) {
                return Ok::<_, Problem>(view);
            }
            let heard = async {
                while let Heard::Hint(root) = hints.next().await {
                    if *root == ask.payment.uid().0 {
                        break;
                    }
                }
            };
            // Heard or not: it is time to look again.
            let _ = tokio::time::timeout(AGAIN, heard).await;
        }
    };
    match tokio::time::timeout(most, looked).await {
        Ok(view) => view,
        Err(_) => visitor.read(ask, payments::view).await,
    }
}

fn question(visitor: &Visitor, payment: Id<Payment>) -> Question {
    Question { payment, guest: visitor.caller.guest }
}

/// The gateway's page for a payment, as soon as the gateway knows it; nothing if that takes longer than `most`.
///
/// # Errors
/// Missing for anybody whose payment it is not.
pub async fn hosted_page(visitor: &Visitor, payment: Id<Payment>, most: Duration) -> Answer<Option<String>> {
    let view = awaited(visitor, question(visitor, payment), most, |view| view.status != "created").await?;
    Ok(view.hosted_url)
}

/// A payment with the orders it is for.
struct Shown {
    payment: PaymentView,
    orders: Vec<(Id<Order>, String, String)>,
    /// When the first of the orders gives its goods up. The gateway would take the money longer, in case somebody asks
    /// for more time.
    by: Option<Time>,
}

fn read(rx: &mut Rx, cx: &Cx, ask: &Question) -> Result<Shown, No> {
    let payment = payments::view(rx, cx, ask)?;
    let guest = cx.actor.guest().or(ask.guest);
    let orders: Vec<(Id<Order>, String, String)> =
        rx.all(&OF_PAYMENT, &params![ask.payment, cx.actor.account(), guest])?;
    let mut by = payment.pay_before;
    for (id, ..) in &orders {
        let held = runner::show::<Purchase>(rx, cx, id.uid())?.and_then(|purchase| purchase.order.pay_by());
        by = by.into_iter().chain(held).min();
    }
    Ok(Shown { payment, orders, by })
}

/// The orders once every one has heard of the money, which a job tells them a moment after the capture; as they are
/// after [`PATIENCE`] where one has not.
async fn told(visitor: &Visitor, ask: Question) -> Answer<Shown> {
    let mut hints = visitor.part::<Arc<dyn Bus>>()?.listen(bus::FAMILIES);
    let looked = async {
        loop {
            let shown: Shown = visitor.read(ask, read).await?;
            if shown.orders.iter().all(|(_, _, state)| state != State::AwaitingPayment.word()) {
                return Ok::<_, Problem>(shown);
            }
            // Heard or not: it is time to look again.
            let _ = tokio::time::timeout(AGAIN, hints.next()).await;
        }
    };
    match tokio::time::timeout(PATIENCE, looked).await {
        Ok(shown) => shown,
        Err(_) => visitor.read(ask, read).await,
    }
}

/// Whether there is something to say besides "we do not know yet".
fn is_known(view: &PaymentView) -> bool {
    !matches!(view.status, "created" | "action")
}

pub(super) async fn show(visitor: Visitor, Path(id): Path<Id<Payment>>) -> Answer<Reply> {
    settle_in(&visitor).await?;
    let ask = question(&visitor, id);
    let mut view: PaymentView = visitor.read(ask, payments::view).await?;
    if !is_known(&view) {
        visitor.write(ask, payments::look_for).await?;
        view = awaited(&visitor, ask, PATIENCE, is_known).await?;
    }
    if view.status == "captured" {
        let shown = told(&visitor, ask).await?;
        let to = match shown.orders.as_slice() {
            [(one, ..)] => path(*one),
            _ => "/orders?show=under_way".into(),
        };
        return Ok(SeeOther::to(to).saying("said-paid").into());
    }
    visitor.show(ask, read, |visitor, shown| sheet(visitor, &shown)).await
}

fn sheet(visitor: &Visitor, shown: &Shown) -> Sheet {
    let reader = visitor.reader();
    let payment = &shown.payment;
    let by = shown.by.map(|at| reader.moment(at)).unwrap_or_default();
    let args = [("total", payment.amount.into()), ("by", by.as_str().into())];
    let key = match payment.status {
        "created" => "opening",
        "action" => "open",
        "declined" => "declined",
        "captured" => "captured",
        "refunded" => "refunded",
        _ => "over",
    };
    let title = reader.say(&format!("payment-head-{key}"), &args);
    let main = html! {
        div #payment .narrow.stack data-live={ "/live/" (payment.id) } data-region="payment" data-say=(title) {
            h1 { (title) }
            p { (reader.say(&format!("payment-say-{key}"), &args)) }
            (onward(visitor, payment))
            (Note { icon: Some(Icon::ShieldCheck), tone: Tone::Plain, ..Note::new(&reader.t("payment-safe")) })
            @if !shown.orders.is_empty() { h2 { (reader.t("payment-orders")) } (orders(visitor, shown)) }
        }
    };
    Sheet::new(title, main).plain("/orders").tab("/orders")
}

fn onward(visitor: &Visitor, payment: &PaymentView) -> Markup {
    let reader = visitor.reader();
    let total = [("total", payment.amount.into())];
    html! {
        @if let Some(url) = &payment.hosted_url {
            p { (Button::go(reader.say("order-pay", &total), Act::to(url.as_str()))) }
        } @else if payment.allowed.contains(&"try_again") {
            form method="post" action={ "/payments/" (payment.id) "/attempts" } {
                (visitor.intent())
                (Button::go(reader.say("payment-again", &total), Act::Send).busy(reader.t("order-doing")))
            }
        } @else {
            p { (Button::go(reader.t("payment-to-orders"), Act::to("/orders"))) }
        }
    }
}

fn orders(visitor: &Visitor, shown: &Shown) -> Markup {
    let reader = visitor.reader();
    let lines: Vec<Line<'_>> = shown
        .orders
        .iter()
        .map(|(id, number, state)| Line {
            href: Some(path(*id).into()),
            name: reader.say("order-number", &[("number", number.as_str().into())]).into(),
            detail: reader.t(&format!("order-state-{state}")).into(),
            ..Line::default()
        })
        .collect();
    Line::list(&lines).render()
}

/// Nothing but the mark.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

pub(super) async fn again(
    visitor: Visitor,
    Path(id): Path<Id<Payment>>,
    Form(once, Nothing {}): Form<Nothing>,
) -> Answer<Reply> {
    let ask = question(&visitor, id);
    let done: Answer<()> = once.make(ask, payments::again_for).await;
    match done {
        Ok(()) => Ok(match hosted_page(&visitor, id, PATIENCE).await? {
            Some(url) => SeeOther::away(url).into(),
            None => SeeOther::to(format!("/payments/{id}")).into(),
        }),
        // It stands otherwise by now: the page says how.
        Err(problem) if problem.is_for_the_form() => Ok(SeeOther::to(format!("/payments/{id}")).into()),
        Err(problem) => Err(problem),
    }
}
