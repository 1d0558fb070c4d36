//! Where a shop's money goes: its owner's to say, with a proof of the last ten minutes.

use catalog::{ShopKey, ShopRole, ShopView};
use db::{No, Rx};
use identity::{Password, Presented, fresh};
use kernel::Cx;
use maud::{Render as _, html};
use payments::{Destination, DestinationChange, Gateways, change_destination};
use serde::Deserialize;
use web::page::{Reply, SeeOther, Sheet, Visitor};
use web::parts::{Act, Button, Choice, Field, Kind, Note};
use web::{Answer, Form, Path, Problem};

use super::home;
use crate::till;

/// Where it is to go, and the password where the session has not shown it lately.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    method: String,
    destination: String,
    #[serde(default)]
    password: String,
}

struct Found {
    shop: ShopView,
    role: ShopRole,
    destination: Option<Destination>,
    methods: Vec<&'static str>,
}

fn look(rx: &mut Rx, cx: &Cx, key: &ShopKey) -> Result<Found, No> {
    let (shop, role) = till::keeper(rx, cx, key)?;
    let methods = cx.wired::<Gateways>()?.0.iter().map(|gateway| gateway.name()).collect();
    Ok(Found { destination: payments::destination(rx, cx, &shop.id)?, shop, role, methods })
}

pub(super) async fn page(visitor: Visitor, Path(key): Path<ShopKey>) -> Answer<Reply> {
    drawn(&visitor, key, None, None).await
}

pub(super) async fn set(
    visitor: Visitor,
    Path(key): Path<ShopKey>,
    Form(once, wish): Form<Wish>,
) -> Answer<Reply> {
    let (shop, _) = visitor.read(key.clone(), till::keeper).await?;
    let set = async {
        let password = (!wish.password.is_empty()).then(|| Password::new(wish.password.clone()));
        let fresh = fresh(&visitor, Presented(visitor.session()), password, "/password").await?;
        let change: DestinationChange =
            (shop.id, wish.method.trim().to_owned(), wish.destination.trim().to_owned(), fresh);
        let command = |tx: &mut db::Tx, cx: &Cx, change: &DestinationChange| {
            change_destination(tx, cx, change).map(|_| ())
        };
        once.make::<_, (), _>(change, command).await
    };
    match set.await {
        Ok(()) => Ok(SeeOther::to(home(&shop.handle)).saying("said-destination-set").into()),
        Err(no) if no.is_for_the_form() || no.code() == "proof_needed" => {
            let status = no.status();
            Ok(drawn(&visitor, key, Some(&wish), Some(&no)).await?.status(status))
        }
        Err(no) => Err(no),
    }
}

async fn drawn(visitor: &Visitor, key: ShopKey, wish: Option<&Wish>, no: Option<&Problem>) -> Answer<Reply> {
    visitor.show(key, look, |visitor, found| sheet(visitor, &found, wish, no)).await
}

fn sheet(visitor: &Visitor, found: &Found, wish: Option<&Wish>, no: Option<&Problem>) -> Sheet {
    let reader = visitor.reader();
    let here = home(&found.shop.handle);
    let wrong = |field: &str| {
        let is = |no: &&Problem| {
            no.field().is_some_and(|at| at == field) || (field == "/password" && no.code() == "proof_needed")
        };
        no.filter(is).map(|no| visitor.words_of(no).into())
    };
    let choices = found.methods.iter().map(|name| Choice { value: (*name).into(), text: (*name).into() });
    let method = Field {
        kind: Kind::Select(choices.collect()),
        value: wish.map(|wish| wish.method.clone()).unwrap_or_default().into(),
        error: wrong("/method"),
        ..Field::new("method", reader.t("till-method"))
    };
    let account = Field {
        value: wish.map(|wish| wish.destination.clone()).unwrap_or_default().into(),
        required: true,
        longest: Some(200),
        hint: Some(reader.t("till-account-hint").into()),
        error: wrong("/destination"),
        ..Field::new("destination", reader.t("till-account"))
    };
    let password = Field {
        kind: Kind::Password,
        longest: Some(256),
        autocomplete: Some("current-password"),
        hint: Some(reader.t("till-password-hint").into()),
        error: wrong("/password"),
        ..Field::new("password", reader.t("till-password"))
    };
    let main = html! {
        div.narrow.stack.g5 {
            header.stack.g1 {
                p.sm.mut translate="no" { (found.shop.name) }
                h1 { (reader.t("till-where-title")) }
            }
            @if let Some(no) = no { (Note::bad(&visitor.words_of(no)).render()) }
            @if let Some(to) = &found.destination {
                p { (reader.t("till-now")) " " b translate="no" { (to.destination) } " " span.mut translate="no" { (to.method) } }
            }
            @if found.role == ShopRole::Owner {
                form.stack.g4 method="post" action={ (here) "/destination" } {
                    (visitor.intent())
                    (method) (account) (password)
                    p.sm.mut { (reader.t(if found.destination.is_some() { "till-change-what" } else { "till-first-what" })) }
                    (Button::go(reader.t("till-where-go"), Act::Send).full())
                }
            } @else { p { (reader.t("till-owner-says")) } }
            p { a.link href=(here) { (reader.t("till-back")) } }
        }
    };
    Sheet::new(reader.t("till-where-title"), main).plain(here).studio()
}
