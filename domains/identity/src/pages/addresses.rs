//! The book of addresses: what is in it, one more, another in its place. Orders keep the address they had.

use std::collections::BTreeSet;

use db::{No, Rx, Tx};
use kernel::{Cx, Id, Limit, Page};
use maud::{Markup, html};
use serde::Deserialize;
use utoipa::IntoParams;
use web::parts::{Act, Button, Empty, Scene};
use web::{Answer, Form, Paging, Path, Problem, Query, Reply, SeeOther, Sheet, Visitor};

use super::said;
use crate::address::book::{self, Entry, SavedAddress};
use crate::address::form::{self, Fields};

type EntryId = Id<Entry>;

const LIST: &str = "/settings/addresses";

fn look(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Page<SavedAddress>, No> {
    // More than a book holds.
    let limit = Limit::new(Limit::MOST).unwrap_or(Limit::DEFAULT);
    book::mine(rx, cx, &Paging { limit, after: None })
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    let drawn = |visitor: &Visitor, found: Page<SavedAddress>| {
        let title = visitor.t("addresses-title");
        let add = Button::go(visitor.t("addresses-add"), Act::to("/settings/addresses/new"));
        let main = html! {
            div .read.stack.g6 {
                @if found.data.is_empty() {
                    (Empty {
                        scene: Scene::Gap,
                        title: visitor.t("addresses-none").into(),
                        whole_page: true,
                        text: visitor.t("addresses-none-why").into(),
                        action: Some(add),
                        example: None,
                    })
                } @else {
                    header .stack.g2 { h1 { (title) } p .mut { (visitor.t("addresses-why")) } }
                    ul .stack.g4 { @for one in &found.data { (entry(visitor, one)) } }
                    p { (add) }
                }
            }
        };
        Sheet::new(title, main).back("/settings").tab("/me")
    };
    visitor.show((), look, drawn).await
}

fn entry(visitor: &Visitor, one: &SavedAddress) -> Markup {
    let [who, lines] = form::lines(visitor.reader(), one.address());
    let label = |key: &str| visitor.reader().say(key, &[("who", one.address().recipient.as_str().into())]);
    let path = format!("{LIST}/{}", one.id());
    let to = |end: &str| format!("{path}/{end}");
    html! {
        li .card.stack.g3 {
            div .stack.g1 {
                b translate="no" { (who) }
                p translate="no" { (lines) }
                @if one.is_default() { p { span .tag.ok { (visitor.t("addresses-default")) } } }
            }
            div .row.wrapx.g3 {
                (Button::plain(visitor.t("addresses-edit"), Act::to(path.clone())).small().called(label("addresses-edit-which")))
                @if !one.is_default() {
                    form method="post" action=(to("first")) {
                        (Button::plain(visitor.t("addresses-choose"), Act::Send).small().called(label("addresses-choose-which")))
                    }
                }
                form method="post" action=(to("remove")) {
                    (visitor.intent())
                    (Button::bare(visitor.t("addresses-remove"), Act::Send).small().called(label("addresses-remove-which")))
                }
            }
        }
    }
}

/// A form of an address as it was sent. Every button but the last one only looks at another country's fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    recipient: String,
    phone: String,
    country: String,
    #[serde(default)]
    region: String,
    #[serde(default)]
    province: String,
    city: String,
    #[serde(default)]
    barangay: String,
    #[serde(default)]
    district: String,
    street: String,
    details: String,
    postal_code: String,
    step: String,
}

impl Written {
    fn only_looks(&self) -> bool {
        self.step != "keep"
    }

    fn fields(self) -> Fields {
        Fields {
            recipient: self.recipient,
            phone: self.phone,
            country: self.country,
            region: self.region,
            province: self.province,
            city: self.city,
            barangay: self.barangay,
            district: self.district,
            street: self.street,
            details: self.details,
            postal_code: self.postal_code,
        }
    }
}

/// A country to begin with.
#[derive(Deserialize, IntoParams)]
pub(super) struct Begin {
    /// ISO 3166-1 alpha-2.
    country: Option<String>,
}

pub(super) async fn ask(visitor: Visitor, Query(begin): Query<Begin>) -> Answer<Reply> {
    let known = visitor.read((), |rx: &mut Rx, cx: &Cx, (): &()| book::addresses(rx, cx, 1)).await?;
    let last = known.first().map(|address| address.country.clone());
    let offered = |code: &String| locale::COUNTRIES.contains(&code.as_str());
    let country = begin.country.filter(offered).or(last).unwrap_or_else(|| "PH".into());
    drawn(&visitor, &Fields { country, ..Fields::default() }, None, None).await
}

pub(super) async fn add(visitor: Visitor, Form(once, written): Form<Written>) -> Answer<Reply> {
    let (looks, fields) = (written.only_looks(), written.fields());
    if looks {
        return drawn(&visitor, &fields, None, None).await;
    }
    let command = |tx: &mut Tx, cx: &Cx, address: &_| book::add(tx, cx, address).map(|_| ());
    kept(&visitor, once.make(fields.address(), command).await, (&fields, None)).await
}

pub(super) async fn edit(visitor: Visitor, Path(id): Path<EntryId>) -> Answer<Reply> {
    let known = visitor.read(id, book::one).await?;
    drawn(&visitor, &Fields::of_address(known.address()), Some(id), None).await
}

pub(super) async fn change(
    visitor: Visitor,
    Path(id): Path<EntryId>,
    Form(once, written): Form<Written>,
) -> Answer<Reply> {
    visitor.read(id, book::one).await?; // another's is not there, whatever is in the form
    let (looks, fields) = (written.only_looks(), written.fields());
    if looks {
        return drawn(&visitor, &fields, Some(id), None).await;
    }
    let command = |tx: &mut Tx, cx: &Cx, both: &_| book::replace(tx, cx, both).map(|_| ());
    kept(&visitor, once.make((id, fields.address()), command).await, (&fields, Some(id))).await
}

async fn kept(
    visitor: &Visitor,
    done: Answer<()>,
    (fields, id): (&Fields, Option<EntryId>),
) -> Answer<Reply> {
    match done {
        Ok(()) => Ok(SeeOther::to(LIST).saying("said-address-kept").into()),
        Err(no) if no.is_for_the_form() => drawn(visitor, fields, id, Some(&no)).await,
        Err(no) => Err(no),
    }
}

async fn drawn(
    visitor: &Visitor,
    fields: &Fields,
    id: Option<EntryId>,
    no: Option<&Problem>,
) -> Answer<Reply> {
    let reader = visitor.reader();
    let (title, path) = match id {
        Some(id) => ("addresses-change", format!("{LIST}/{id}")),
        None => ("addresses-new", format!("{LIST}/new")),
    };
    let words = no.map(|no| visitor.words_of(no)).unwrap_or_default();
    let field = no.and_then(Problem::field).and_then(|field| field.strip_prefix('/'));
    let wrong = field.map(|field| (field, words.as_str()));
    let more = BTreeSet::from([fields.country.clone()]);
    let say = |step: &'static str| Act::Say { name: "step".into(), value: step.into() };
    let main = html! {
        div .read.stack.g5 {
            h1 { (visitor.t(title)) }
            (said(visitor, no))
            form .stack.g4 method="post" action=(path) data-look="address-fields" {
                (visitor.intent())
                // Enter in a field looks again, as at the checkout.
                button .vh name="step" value="look" tabindex="-1" aria-hidden="true" { (visitor.t("addresses-look")) }
                div #address-fields .stack.g4 { (form::form(reader, fields, form::offered(reader, &more), wrong)) }
                div .nojs { (Button::plain(visitor.t("addresses-look"), say("look")).small()) }
                (Button::go(visitor.t("addresses-keep"), say("keep")))
            }
        }
    };
    let status = no.map_or(axum::http::StatusCode::OK, Problem::status);
    let sheet = Sheet::new(visitor.t(title), main).back(LIST).tab("/me");
    Ok(visitor.plain(sheet).await?.status(status))
}

pub(super) async fn choose(visitor: Visitor, Path(id): Path<EntryId>) -> Answer<SeeOther> {
    visitor.write(id, book::choose).await?;
    Ok(SeeOther::to(LIST).saying("said-address-first"))
}

/// A form without fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

pub(super) async fn remove(
    Path(id): Path<EntryId>,
    Form(once, Nothing {}): Form<Nothing>,
) -> Answer<SeeOther> {
    once.make(id, book::remove).await?;
    Ok(SeeOther::to(LIST).saying("said-address-removed"))
}
