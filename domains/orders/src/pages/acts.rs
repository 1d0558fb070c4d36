//! What may be done with an order: acts about money have a page that says first what they bring about.

use kernel::{Id, Refusal};
use maud::html;
use process::Words as _;
use serde::Deserialize;
use web::page::{Reply, SeeOther, Sheet, Visitor};
use web::parts::{Act as Press, Button};
use web::{Answer, Form, Path, Problem};

use super::order::{cancel_key, drawn};
use super::path;
use super::seen::Seen;
use crate::act::{self, Act, Side};
use crate::order::{Event, Order};

/// Acts of which a page asks first, and the word on the button that does them.
const ASKED: &[Event] = &[Event::Cancel, Event::Confirm, Event::NotReceived, Event::Deliver, Event::Refuse];
/// Those that count at once, with what is said after them.
const AT_ONCE: &[Event] = &[Event::MoreTime, Event::Extend];

fn event(word: &str, of: &[&[Event]]) -> Result<Event, Refusal> {
    let event = Event::parse(word).ok().filter(|event| of.iter().any(|list| list.contains(event)));
    event.ok_or_else(|| Refusal::missing("page"))
}

const fn said(event: Event) -> &'static str {
    match event {
        Event::Cancel => "said-order-cancelled",
        Event::Confirm => "said-order-confirmed",
        Event::NotReceived => "said-order-not-received",
        Event::Deliver => "said-order-delivered",
        Event::Refuse => "said-order-refused",
        Event::MoreTime => "said-order-more-time",
        Event::Extend => "said-order-extended",
        _ => "said-saved",
    }
}

/// The page that asks. What cannot be done any more leads back to the order, which says what can.
pub(super) async fn ask(visitor: Visitor, Path((id, word)): Path<(Id<Order>, String)>) -> Answer<Reply> {
    let event = event(&word, &[ASKED])?;
    let seen: Seen = visitor.read(id, Seen::read).await?;
    if !seen.may(event) {
        return Ok(SeeOther::to(path(id)).into());
    }
    visitor.show(id, Seen::read, |visitor, seen| sheet(visitor, &seen, event)).await
}

fn sheet(visitor: &Visitor, seen: &Seen, event: Event) -> Sheet {
    let reader = visitor.reader();
    let order = &seen.order;
    let word = event.word();
    let side = if seen.side == Side::Shop { "shop" } else { "buyer" };
    let money = if !seen.is_cash() && seen.was_paid() {
        "paid"
    } else if seen.is_cash() {
        "cash"
    } else {
        "unpaid"
    };
    let args = [
        ("number", order.number.as_str().into()),
        ("total", order.total().into()),
        ("shop", seen.shop.name.as_str().into()),
        ("market", visitor.market_name().into()),
    ];
    let whole = format!("order-ask-{word}-{side}-{money}");
    let text = if reader.has(&whole) { whole } else { format!("order-ask-{word}-{side}") };
    let button = match event {
        Event::Cancel => cancel_key(seen).to_owned(),
        _ => format!("order-do-{word}"),
    };
    let title = reader.say(&format!("order-ask-{word}"), &args);
    let main = html! {
        div.narrow.stack {
            p.sm.mut { (reader.say("order-number", &args)) }
            h1 { (title) }
            p { (reader.say(&text, &args)) }
            form.row.wrapx method="post" action={ (path(order.life.id)) "/acts/" (word) } {
                (visitor.intent())
                input type="hidden" name="version" value=(order.life.version);
                @let press = reader.t(&button);
                @let busy = reader.t("order-doing");
                @if event == Event::Confirm || event == Event::Deliver { (Button::go(press, Press::Send).busy(busy)) }
                @else { (Button::stop(press, Press::Send).busy(busy)) }
                (Button::bare(reader.t("order-ask-back"), Press::to(path(order.life.id))))
            }
        }
    };
    Sheet::new(title, main).plain(path(order.life.id)).tab("/orders")
}

/// The version that was seen: an act is of what its page showed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Made {
    version: Option<i64>,
}

pub(super) async fn make(
    visitor: Visitor,
    Path((id, word)): Path<(Id<Order>, String)>,
    Form(once, made): Form<Made>,
) -> Answer<Reply> {
    let event = event(&word, &[ASKED, AT_ONCE])?;
    let act = Act { order: id, event, version: made.version };
    let done: Answer<()> = once.make(act, act::by_party).await;
    match done {
        Ok(()) => Ok(SeeOther::to(path(id)).saying(said(event)).into()),
        Err(problem) if is_told_there(&problem) => drawn(&visitor, id, Some(&problem)).await,
        Err(problem) => Err(problem),
    }
}

fn is_told_there(problem: &Problem) -> bool {
    problem.is_for_the_form()
}
