//! Settings: name and language, how pages look.

use db::Rx;
use kernel::Cx;
use locale::Language;
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use utoipa::IntoParams;
use web::page::{Asked, Crumb, Fields, Size, Theme};
use web::parts::{Act, Button, Field, Folio, OptionTile, Options, Tick};
use web::{Answer, Problem, Query, Reply, SeeOther, Sheet, Visitor};

use super::{said, wrong_at};
use crate::account::profile::{self, Change, Profile};

/// Where to go on afterwards.
#[derive(Deserialize, IntoParams)]
pub(super) struct Onward {
    /// A page of ours.
    next: Option<String>,
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    draw(&visitor, None).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    name: String,
}

pub(super) async fn change(visitor: Visitor, Fields(named): Fields<Named>) -> Answer<Reply> {
    match visitor.write(Change::name(named.name), profile::change).await {
        Ok(_) => Ok(SeeOther::to("/settings").saying("said-saved").into()),
        Err(no) if no.is_for_the_form() => Ok(draw(&visitor, Some(&no)).await?.status(no.status())),
        Err(no) => Err(no),
    }
}

async fn draw(visitor: &Visitor, no: Option<&Problem>) -> Answer<Reply> {
    let drawn = |visitor: &Visitor, (profile, rooms): (Profile, Vec<Markup>)| {
        let name = Field {
            value: profile.name().into(),
            required: true,
            longest: Some(60),
            autocomplete: Some("nickname"),
            error: wrong_at(visitor, no, "name").map(Into::into),
            ..Field::new("name", visitor.t("door-name"))
        };
        let main = html! {
            div .stack.g5 {
                h1 { (visitor.t("settings-title")) }
                (said(visitor, no.filter(|no| no.field().is_none())))
                div .two { form .stack.g3 method="post" action="/settings" {
                    (name)
                    (Button::go(visitor.t("settings-save"), Act::Send))
                }
                ul .links {
                    li { a href="/settings/language" { span { (visitor.t("me-language")) } } }
                    li { a href="/settings/addresses" { span { (visitor.t("addresses-title")) } } }
                    li { a href="/settings/security" { span { (visitor.t("security-title")) } } }
                    @for room in &rooms { (room) }
                    li { a href="/privacy" { span { (visitor.t("privacy-title")) } } }
                } }
            }
        };
        Sheet::new(visitor.t("settings-title"), main).back("/me").tab("/me")
    };
    let reading = |rx: &mut Rx, cx: &Cx, asked: &Asked| {
        Ok((profile::me(rx, cx, &())?, asked.fill(rx, cx, "settings.rooms")?))
    };
    visitor.show(visitor.asked(), reading, drawn).await
}

pub(super) async fn language(visitor: Visitor, Query(onward): Query<Onward>) -> Answer<Reply> {
    let next = onward.next.as_deref();
    let main = html! {
        div .read.stack.g6 {
            h1 { (visitor.t("me-language")) }
            form .stack.g4 method="post" action="/settings/language" {
                (hidden(next))
                (languages(&visitor))
                (Button::go(visitor.t("settings-save"), Act::Send))
            }
            form .stack.g4 method="post" action="/look" {
                (hidden(next))
                (Folio::new(visitor.t("look-title")))
                (look(&visitor))
                (Button::plain(visitor.t("settings-save"), Act::Send))
            }
        }
    };
    let back = Visitor::onward(next);
    visitor.plain(Sheet::new(visitor.t("me-language"), main).back(back).tab("/me")).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    language: Language,
    next: Option<String>,
}

pub(super) async fn choose(visitor: Visitor, Fields(choice): Fields<Choice>) -> Answer<SeeOther> {
    if visitor.account().is_some() {
        visitor.write(Change::language(choice.language), profile::change).await?;
    }
    Ok(SeeOther::to(Visitor::onward(choice.next.as_deref())).with(Crumb::Language(choice.language)))
}

/// Each language under its own name, whatever is spoken now.
fn languages(visitor: &Visitor) -> Markup {
    let spoken = visitor.reader().language();
    let tile = |language: Language| OptionTile {
        value: language.word().into(),
        title: language.name().into(),
        chosen: language == spoken,
        ..OptionTile::default()
    };
    let options = Options {
        name: "language".into(),
        legend: visitor.t("look-language").into(),
        tiles: Language::ALL.into_iter().map(tile).collect(),
        ..Options::default()
    };
    options.render()
}

fn look(visitor: &Visitor) -> Markup {
    let look = visitor.look();
    let tile = |word: &'static str, key: String, chosen| OptionTile {
        value: word.into(),
        title: visitor.t(&key).into(),
        chosen,
        ..OptionTile::default()
    };
    let themes = Theme::ALL
        .map(|theme| tile(theme.word(), format!("look-theme-{}", theme.word()), theme == look.theme));
    let sizes =
        Size::ALL.map(|size| tile(size.word(), format!("look-size-{}", size.word()), size == look.size));
    let group = |name: &'static str, legend: &str, tiles: Vec<OptionTile<'static>>| Options {
        name: name.into(),
        legend: visitor.t(legend).into(),
        tiles,
        ..Options::default()
    };
    let tick = |name: &'static str, label: &str, ticked| Tick {
        name: name.into(),
        value: "yes".into(),
        label: visitor.t(label).into(),
        ticked,
        ..Tick::default()
    };
    html! {
        (group("theme", "look-theme", themes.into()).render())
        (group("size", "look-size", sizes.into()).render())
        (tick("still", "look-still", look.still).render())
        (tick("save_data", "look-save-data", look.save_data).render())
    }
}

fn hidden(next: Option<&str>) -> Markup {
    html! { @if let Some(next) = next { input type="hidden" name="next" value=(next); } }
}
