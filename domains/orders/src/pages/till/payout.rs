//! Asking for a payout, on a page of its own.

use catalog::ShopKey;
use db::{No, Rx};
use kernel::{Cx, Money, Refusal};
use maud::{Render as _, html};
use payments::{Destination, PayoutView, ask_for_payout};
use serde::Deserialize;
use web::page::{Reply, SeeOther, Sheet, Visitor};
use web::parts::{Act, Button, Field, Kind, Note};
use web::{Answer, Form, Path, Problem};

use super::home;
use crate::till::{self, Till};

/// How much is to be sent, as it is typed.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    amount: String,
}

type Found = (Till, Option<Destination>);

fn look(rx: &mut Rx, cx: &Cx, key: &ShopKey) -> Result<Found, No> {
    let till = till::till(rx, cx, key)?;
    let destination = payments::destination(rx, cx, &till.shop.id)?;
    Ok((till, destination))
}

pub(super) async fn page(visitor: Visitor, Path(key): Path<ShopKey>) -> Answer<Reply> {
    drawn(&visitor, key, None, None).await
}

pub(super) async fn ask(
    visitor: Visitor,
    Path(key): Path<ShopKey>,
    Form(once, wish): Form<Wish>,
) -> Answer<Reply> {
    let (shop, _) = visitor.read(key.clone(), till::keeper).await?;
    let asked = async {
        let unread = || Refusal::field("/amount", "price_unread", "An amount looks like 1290 or 1290.50.");
        let amount = Money::typed(&wish.amount, shop.currency).ok_or_else(unread)?;
        once.make::<_, PayoutView, _>((shop.id, amount), ask_for_payout).await
    };
    match asked.await {
        Ok(_) => Ok(SeeOther::to(home(&shop.handle)).saying("said-payout-asked").into()),
        Err(no) if no.is_for_the_form() => {
            Ok(drawn(&visitor, key, Some(&wish), Some(&no)).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

async fn drawn(visitor: &Visitor, key: ShopKey, wish: Option<&Wish>, no: Option<&Problem>) -> Answer<Reply> {
    let draw = |visitor: &Visitor, (till, destination): Found| {
        let reader = visitor.reader();
        let free = till.payable.free;
        let here = home(&till.shop.handle);
        let typed = wish.map_or_else(|| plain(free), |wish| wish.amount.clone());
        let amount = Field {
            kind: Kind::Decimal,
            value: typed.into(),
            required: true,
            prefix: Some(reader.sign(free.currency).into()),
            hint: Some(reader.say("till-at-most", &[("free", free.into())]).into()),
            error: no.filter(|no| no.field().is_some()).map(|no| visitor.words_of(no).into()),
            ..Field::new("amount", reader.t("till-amount"))
        };
        let main = html! {
            div.narrow.stack.g5 {
                header.stack.g1 {
                    p.sm.mut translate="no" { (till.shop.name) }
                    h1 { (reader.t("till-send-title")) }
                }
                @if let Some(no) = no { (Note::bad(&visitor.words_of(no)).render()) }
                @match &destination {
                    Some(to) => {
                        p { (reader.t("till-goes-to")) ": " b translate="no" { (to.destination) } " " span.mut translate="no" { (to.method) } }
                        @if reader.now() < to.usable_from { (Note::new(&reader.say("till-cooling", &[("from", to.usable_from.into())])).render()) }
                        form.stack.g4 method="post" action={ (here) "/payout" } {
                            (visitor.intent())
                            (amount)
                            p.sm.mut { (reader.t("till-send-what")) }
                            (Button::go(reader.t("till-send-go"), Act::Send).busy(reader.t("till-sending")).full())
                        }
                    }
                    None => {
                        p { (reader.t("till-nowhere")) }
                        (Button::go(reader.t("till-say-where"), Act::to(format!("{here}/destination"))).full())
                    }
                }
                p { a.link href=(here) { (reader.t("till-back")) } }
            }
        };
        Sheet::new(reader.t("till-send-title"), main).plain(here).studio()
    };
    visitor.show(key, look, draw).await
}

/// An amount as a field has it: digits and a point.
fn plain(money: Money) -> String {
    money.to_string().split(' ').next().unwrap_or_default().to_owned()
}
