//! What a shop shows of itself, on one page for its owner: its picture, its name, what it tells.

use db::Tx;
use kernel::Cx;
use maud::{Render as _, html};
use serde::Deserialize;
use web::page::{Fields, Sent};
use web::parts::{Act, Button, Field, Kind, Note, ShopFace, Size};
use web::{Answer, Path, Problem, Reply, SeeOther, Sheet, Visitor};

use super::wrong_at;
use crate::shops::face::{self, Face};
use crate::shops::{self, Change, ShopChange, ShopKey, ShopView};

/// What is typed.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    name: String,
    #[serde(default)]
    story: String,
}

/// Nothing is filled in besides the picture.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// Why something was not taken.
#[derive(Clone, Copy, Default)]
struct Wrong<'a> {
    words: Option<&'a Problem>,
    picture: Option<&'a Problem>,
}

/// `/studio/{shop}/settings`.
pub(super) async fn form(visitor: Visitor, Path(shop): Path<ShopKey>) -> Answer<Reply> {
    drawn(&visitor, shop, None, Wrong::default()).await
}

pub(super) async fn change(
    visitor: Visitor,
    Path(shop): Path<ShopKey>,
    Fields(typed): Fields<Typed>,
) -> Answer<Reply> {
    let change = ShopChange {
        name: Some(typed.name.clone()),
        story: Some(typed.story.clone()),
        ..ShopChange::default()
    };
    match visitor.write(Change { shop: shop.clone(), change }, shops::change).await {
        Ok(shop) => Ok(saved(&shop.handle, "said-saved").into()),
        Err(no) if no.is_for_the_form() => {
            let wrong = Wrong { words: Some(&no), ..Wrong::default() };
            Ok(drawn(&visitor, shop, Some(&typed), wrong).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

/// Shows the picture that came along beside the shop's name.
pub(super) async fn wear(visitor: Visitor, Path(shop): Path<ShopKey>, sent: Sent<Nothing>) -> Answer<Reply> {
    let Sent { once, file, .. } = sent;
    let done = async {
        // Whose shop it is not brings nothing.
        visitor.read(shop.clone(), shops::as_owner).await?;
        let wanted = media::chosen(&visitor, file).await?;
        let show = |tx: &mut Tx, cx: &Cx, ask: &Face| face::show(tx, cx, ask).map(|shop| shop.handle);
        once.make::<_, String, _>(Face { shop: shop.clone(), wanted }, show).await
    };
    match done.await {
        Ok(handle) => Ok(saved(&handle, "said-face").into()),
        Err(no) if no.is_for_the_form() => {
            let wrong = Wrong { picture: Some(&no), ..Wrong::default() };
            Ok(drawn(&visitor, shop, None, wrong).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

/// Takes it away.
pub(super) async fn bare(visitor: Visitor, Path(shop): Path<ShopKey>) -> Answer<SeeOther> {
    let shop = visitor.write(Face { shop, wanted: media::NewPortrait::default() }, face::show).await?;
    Ok(saved(&shop.handle, "said-face-gone"))
}

fn saved(handle: &str, said: &'static str) -> SeeOther {
    SeeOther::to(format!("/studio/{handle}/settings")).saying(said)
}

async fn drawn(visitor: &Visitor, shop: ShopKey, typed: Option<&Typed>, wrong: Wrong<'_>) -> Answer<Reply> {
    visitor.show(shop, shops::as_owner, |visitor, shop| sheet(visitor, &shop, typed, wrong)).await
}

fn sheet(visitor: &Visitor, shop: &ShopView, typed: Option<&Typed>, wrong: Wrong<'_>) -> Sheet {
    let face = ShopFace {
        name: shop.name.as_str().into(),
        hue: super::super::hue(shop.id.uid()),
        size: Size::Huge,
        picture: super::super::face(visitor, shop.face, Size::Huge),
    };
    let name = Field {
        value: typed.map_or(shop.name.as_str(), |typed| &typed.name).into(),
        required: true,
        longest: Some(80),
        error: wrong_at(visitor, wrong.words, "name").map(Into::into),
        ..Field::new("name", visitor.t("sell-name"))
    };
    let story = Field {
        kind: Kind::Lines,
        value: typed.map_or(shop.story.as_str(), |typed| &typed.story).into(),
        longest: Some(2_000),
        error: wrong_at(visitor, wrong.words, "story").map(Into::into),
        ..Field::new("story", visitor.t("sell-story"))
    };
    let here = format!("/studio/{}", shop.handle);
    let main = html! {
        div.stack.g5 {
            h1 { (visitor.t("studio-settings")) }
            @if let Some(no) = wrong.words.filter(|no| no.field().is_none()) { (Note::bad(&visitor.words_of(no))) }
            div.split.pd {
                div.buy { (media::chooser(visitor, &format!("{here}/face"), &face.render(), shop.face, wrong.picture)) }
                form.stack.g5 method="post" action={ (here) "/settings" } {
                    (name)
                    (story)
                    (Button::go(visitor.t("list-save"), Act::Send))
                }
            }
        }
    };
    Sheet::new(visitor.t("studio-settings"), main).back("/studio").tab("/studio").studio()
}
