//! Opening a shop: a name is enough, the rest has a good guess.

use kernel::{Currency, Cx};
use locale::{COUNTRIES, Language};
use maud::{Render as _, html};
use serde::{Deserialize, Serialize};
use web::parts::{Act, Button, Choice, Field, Kind, Note, Tick};
use web::{Answer, Form, Problem, Reply, SeeOther, Sheet, Visitor};

use super::wrong_at;
use crate::exchange::slug;
use crate::shops::{self, NewShop};

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    name: String,
    #[serde(default)]
    handle: String,
    country: String,
    currency: Currency,
    ship_days: u32,
    #[serde(default)]
    story: String,
    cash: Option<String>,
}

impl Wish {
    /// Where somebody who speaks this sells from, most likely.
    fn likely(language: Language) -> Self {
        let (country, currency) = match language {
            Language::Chinese => ("CN", Currency::CNY),
            Language::English | Language::Filipino => ("PH", Currency::PHP),
        };
        Self {
            name: String::new(),
            handle: String::new(),
            country: country.into(),
            currency,
            ship_days: 3,
            story: String::new(),
            cash: None,
        }
    }

    fn shop(&self) -> NewShop {
        let handle =
            if self.handle.trim().is_empty() { slug(&self.name) } else { self.handle.trim().to_owned() };
        NewShop {
            handle,
            name: self.name.clone(),
            currency: self.currency,
            country: self.country.trim().to_ascii_uppercase(),
            tax_rate: 0,
            ship_days: self.ship_days,
            cash_on_delivery: self.cash.is_some(),
            story: self.story.clone(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Opened {
    handle: String,
}

pub(super) async fn page(visitor: Visitor) -> Answer<Reply> {
    let wish = Wish::likely(visitor.reader().language());
    draw(&visitor, &wish, None).await
}

pub(super) async fn open(visitor: Visitor, Form(once, wish): Form<Wish>) -> Answer<Reply> {
    let command =
        |tx: &mut db::Tx, cx: &Cx, new: &NewShop| Ok(Opened { handle: shops::open(tx, cx, new)?.handle });
    match once.make::<_, Opened, _>(wish.shop(), command).await {
        Ok(Opened { handle }) => {
            Ok(SeeOther::to(format!("/studio/{handle}/listings/new")).saying("said-shop-open").into())
        }
        Err(no) if no.is_for_the_form() => Ok(draw(&visitor, &wish, Some(&no)).await?.status(no.status())),
        Err(no) => Err(no),
    }
}

async fn draw(visitor: &Visitor, wish: &Wish, no: Option<&Problem>) -> Answer<Reply> {
    let text = |name: &'static str, label: &str, value: &str| Field {
        value: value.to_owned().into(),
        error: wrong_at(visitor, no, name).map(Into::into),
        ..Field::new(name, visitor.t(label))
    };
    let currencies = Currency::all().map(|one| Choice {
        value: one.code().to_owned().into(),
        text: visitor.reader().currency(one).into(),
    });
    let countries = COUNTRIES
        .into_iter()
        .map(|code| Choice { value: code.into(), text: visitor.reader().country(code).into() });
    let fields = [
        Field { required: true, longest: Some(80), ..text("name", "sell-name", &wish.name) },
        Field {
            longest: Some(40),
            hint: Some(visitor.t("sell-handle-hint").into()),
            ..text("handle", "sell-handle", &wish.handle)
        },
        Field {
            kind: Kind::Select(countries.collect()),
            autocomplete: Some("country"),
            ..text("country", "sell-country", &wish.country)
        },
        Field {
            kind: Kind::Select(currencies.collect()),
            hint: Some(visitor.t("sell-currency-hint").into()),
            ..text("currency", "sell-currency", wish.currency.code())
        },
        Field {
            kind: Kind::Whole { min: 1, max: 30 },
            required: true,
            ..text("ship_days", "sell-days", &wish.ship_days.to_string())
        },
        Field { kind: Kind::Lines, longest: Some(2_000), ..text("story", "sell-story", &wish.story) },
    ];
    let cash = Tick {
        name: "cash".into(),
        value: "yes".into(),
        label: visitor.t("sell-cash").into(),
        ticked: wish.cash.is_some(),
        ..Tick::default()
    };
    let main = html! {
        form .read.stack.g5 method="post" action="/sell" {
            header .stack.g2 { h1 { (visitor.t("sell-title")) } p .mut { (visitor.t("sell-why")) } }
            @if let Some(no) = no { (Note::bad(&visitor.words_of(no)).render()) }
            (visitor.intent())
            @for field in &fields { (field) }
            (cash)
            (Button::go(visitor.t("sell-go"), Act::Send).full())
        }
    };
    visitor.plain(Sheet::new(visitor.t("sell-title"), main).plain("/me").studio()).await
}
