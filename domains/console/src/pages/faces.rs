//! Pictures beside names: found by a handle, and taken away with a reason that whoever showed it is told.

use catalog::ShopKey;
use db::{No, Rx};
use kernel::Cx;
use locale::Reader;
use maud::{Markup, Render as _, html};
use media::Unwanted;
use serde::Deserialize;
use social::{Named, Voice};
use web::page::SeeOther;
use web::parts::{Act, Button, Choice, Face, Field, Kind, ShopFace, Size};
use web::{Answer, Form, Problem, Reply, Visitor};

use super::{refused, sheet};
use crate::acts;

/// The page.
const HERE: &str = "/operator/faces";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    find: String,
    of: Voice,
    unwanted: Unwanted,
    reason: String,
}

/// Whoever has a handle: a person, a shop, or both.
#[expect(clippy::ptr_arg, reason = "the type of the reading's input")]
fn look(rx: &mut Rx, cx: &Cx, find: &String) -> Result<Vec<Named>, No> {
    acts::staff(cx)?;
    let handle = find.trim().trim_start_matches('@').to_lowercase();
    let mut voices: Vec<Voice> =
        identity::account_called(rx, &handle)?.map(Voice::Person).into_iter().collect();
    if let Ok(key) = handle.parse::<ShopKey>() {
        match catalog::shop(rx, cx, &key) {
            Ok(shop) => voices.push(Voice::Shop(shop.id)),
            Err(no) if no.is_missing() => {}
            Err(no) => return Err(no),
        }
    }
    let mut found = Vec::new();
    for voice in voices {
        match voice.named(rx) {
            Ok(named) => found.push(named),
            Err(no) if no.is_missing() => {} // left the market, or is closed
            Err(no) => return Err(no),
        }
    }
    Ok(found)
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    let find = visitor.query("find").unwrap_or_default();
    drawn(&visitor, find, None).await
}

pub(super) async fn act(visitor: Visitor, Form(once, wish): Form<Wish>) -> Answer<Reply> {
    let Wish { find, of, unwanted, reason } = wish;
    match once.make::<_, (), _>((of, unwanted, reason), acts::face).await {
        Ok(()) => Ok(SeeOther::to(HERE).saying("said-desk-done").into()),
        Err(no) if no.is_for_the_form() => Ok(drawn(&visitor, find, Some(&no)).await?.status(no.status())),
        Err(no) => Err(no),
    }
}

async fn drawn(visitor: &Visitor, find: String, no: Option<&Problem>) -> Answer<Reply> {
    let asked = find.clone();
    visitor
        .show(find, look, |visitor, found| {
            let reader = visitor.reader();
            let body = html! {
                div.read.stack.g5 {
                    p { (reader.t("desk-faces-what")) }
                    (finder(reader, &asked))
                    (refused(visitor, no))
                    @if !asked.is_empty() && found.is_empty() { p.mut { (reader.t("desk-faces-none")) } }
                    @for named in &found { (card(visitor, named, &asked)) }
                }
            };
            sheet(visitor, HERE, &reader.t("desk-faces-title"), &body)
        })
        .await
}

fn finder(reader: &Reader, find: &str) -> Markup {
    html! {
        form.row.end.wrapx action=(HERE) role="search" {
            div.field {
                label for="f-find" { (reader.t("desk-faces-find")) }
                input.in #f-find type="search" name="find" maxlength="64" autocomplete="off" value=(find);
            }
            (Button::plain(reader.t("desk-find-go"), Act::Send))
        }
    }
}

fn card(visitor: &Visitor, named: &Named, find: &str) -> Markup {
    let reader = visitor.reader();
    let (hue, size) = (named.id.uid().0[15] % 8, Size::Huge);
    let picture = media::on_pages(visitor).face(named.face, size).map(Into::into);
    let name = named.name.as_str();
    let face = match named.id {
        Voice::Person(_) => Face { name: name.into(), hue, size, picture }.render(),
        Voice::Shop(_) => ShopFace { name: name.into(), hue, size, picture }.render(),
    };
    html! {
        section.card.stack.g3 {
            div.row.g3 { (face) h2 { a.link href=(named.path) translate="no" { (name) } } }
            @if named.face.is_some() { (taking(visitor, named.id, find)) } @else { p.mut { (reader.t("desk-no-face")) } }
        }
    }
}

fn taking(visitor: &Visitor, of: Voice, find: &str) -> Markup {
    let reader = visitor.reader();
    let choice = |unwanted: Unwanted| Choice {
        value: unwanted.word().into(),
        text: reader.t(&format!("unwanted-{}", unwanted.word())).into(),
    };
    let unwanted = Field {
        kind: Kind::Select(Unwanted::ALL.map(choice).to_vec()),
        id: Some(format!("unwanted-{of}").into()),
        hint: Some(reader.t("desk-unwanted-told").into()),
        ..Field::new("unwanted", reader.t("desk-unwanted"))
    };
    let reason = Field {
        required: true,
        longest: Some(500),
        id: Some(format!("reason-{of}").into()),
        ..Field::new("reason", reader.t("desk-reason"))
    };
    html! {
        form.stack.g3 method="post" action=(HERE) {
            (visitor.intent())
            input type="hidden" name="find" value=(find);
            input type="hidden" name="of" value=(of);
            (unwanted)
            (reason)
            (Button::stop(reader.t("desk-face-away"), Act::Send))
        }
    }
}
