//! The composer's form.

use catalog::listings::Card;
use locale::{Language, Reader};
use maud::{Markup, html};
use media::PictureView as Brought;
use web::parts::{Act, Button, Choice, Field, Folio, Kind, Note, Tick, Upload};
use web::{Problem, Sheet, Visitor};

use super::super::{address, card, wrong_at};
use super::Desk;
use super::draft::Tagged;
use crate::audience::Audience;
use crate::posts;

/// The page.
pub(super) fn sheet(visitor: &Visitor, desk: &Desk, no: Option<&Problem>) -> Sheet {
    let (title, back) = match desk.post {
        None => (visitor.t("social-compose"), "/following".to_owned()),
        Some(post) => (visitor.t("social-compose-again"), format!("/posts/{post}")),
    };
    let sheet = Sheet::new(title.clone(), form(visitor, desk, no, &title)).plain(back).studio();
    sheet.scripts(&[ui::COMPOSE])
}

fn form(visitor: &Visitor, desk: &Desk, no: Option<&Problem>, title: &str) -> Markup {
    let (reader, draft) = (visitor.reader(), &desk.draft);
    let here = desk.post.map_or("/compose".to_owned(), |post| format!("/posts/{post}/edit"));
    let publish = if desk.post.is_some() { "social-save" } else { "social-publish" };
    html! {
        form.read.stack.g5 method="post" action=(here) enctype="multipart/form-data" {
            h1 { (title) }
            @if let Some(no) = no { (Note::bad(&visitor.words_of(no))) }
            (visitor.intent())
            // The first button of a form is what the enter key presses: it looks, and publishes nothing by accident.
            button.vh name="step" value="look" tabindex="-1" aria-hidden="true" { (reader.t("social-tag-look")) }
            @if let Some(about) = &desk.about {
                input type="hidden" name="order" value=(draft.order);
                input type="hidden" name="line" value=(draft.line);
                (Note::new(&reader.say("social-about", &[("title", about.title.as_str().into())])))
            }
            (Field {
                kind: Kind::Lines,
                value: draft.text.clone().into(),
                longest: Some(4_000),
                hint: Some(reader.t("social-text-hint").into()),
                error: wrong_at(visitor, no, "text").map(Into::into),
                lang: Some(draft.language.word().into()),
                ..Field::new("text", reader.t("social-text"))
            })
            (pictures(visitor, desk, no))
            @if desk.about.is_some() { (on_product(visitor, desk, no)) }
            (tags(visitor, desk, no))
            (to_whom(visitor, desk, no))
            (Button::go(reader.t(publish), say("publish")).busy(reader.t("social-publishing")))
        }
    }
}

fn say<'a>(step: impl Into<String>) -> Act<'a> {
    Act::Say { name: "step".into(), value: step.into().into() }
}

fn pictures(visitor: &Visitor, desk: &Desk, no: Option<&Problem>) -> Markup {
    let reader = visitor.reader();
    let upload = Upload {
        name: "file".into(),
        label: reader.t("social-picture").into(),
        hint: reader.t("social-picture-hint").into(),
        accept: "image/jpeg,image/png,image/webp,image/gif".into(),
        largest: media::MOST_BYTES as u64,
        too_large: reader.t("social-picture-large").into(),
        error: no.filter(|no| no.code().starts_with("picture_")).map(|no| visitor.words_of(no).into()),
        ..Upload::default()
    };
    html! {
        section.stack.g4 aria-labelledby="pictures" {
            (Folio { id: Some("pictures".into()), ..Folio::new(reader.t("social-pictures-head")) })
            @for (nth, picture) in desk.pictures.iter().enumerate() { (picture_of(visitor, desk, no, nth, picture)) }
            @if desk.pictures.len() < posts::MOST_PICTURES {
                (upload)
                (Field {
                    value: desk.draft.new_alt.clone().into(),
                    longest: Some(500),
                    hint: Some(reader.t("social-alt-hint").into()),
                    ..Field::new("new_alt", reader.t("social-alt"))
                })
                div { (Button::plain(reader.t("social-picture-add"), say("look"))) }
            }
        }
    }
}

fn picture_of(visitor: &Visitor, desk: &Desk, no: Option<&Problem>, nth: usize, picture: &Brought) -> Markup {
    let reader = visitor.reader();
    let alt = desk.draft.pictures.get(nth).map(|(_, alt)| alt.clone()).unwrap_or_default();
    let said = [("n", (nth + 1).into())];
    let files = &picture.shown;
    let file = files.webp.iter().find(|file| file.width >= 640).or(files.webp.last()).unwrap_or(&files.jpeg);
    html! {
        div.card.stack.g3 {
            p.label { (reader.say("social-picture-n", &said)) }
            img src=(path_of(visitor, &file.url)) alt="" width=(file.width) height=(file.height)
                data-places=(nth + 1) decoding="async";
            input type="hidden" name="picture" value=(picture.id);
            (Field {
                id: Some(format!("alt-{nth}").into()),
                value: alt.into(),
                longest: Some(500),
                hint: Some(reader.t("social-alt-hint").into()),
                error: wrong_at(visitor, no, &format!("pictures/{nth}/alt")).map(Into::into),
                ..Field::new("alt", reader.t("social-alt"))
            })
            div {
                (Button::bare(reader.t("social-picture-drop"), say(format!("drop:{nth}"))).small()
                    .called(reader.say("social-picture-drop-label", &said)))
            }
        }
    }
}

/// The right to be shown on the page of what was bought is asked for, and given by a tick.
fn on_product(visitor: &Visitor, desk: &Desk, no: Option<&Problem>) -> Markup {
    let is_wrong = no.is_some_and(|no| no.code() == "not_showable");
    let tick = Tick {
        name: "on_product".into(),
        value: "yes".into(),
        label: visitor.t("social-on-product").into(),
        hint: Some(visitor.t("social-on-product-what").into()),
        ticked: desk.draft.on_product,
        error: is_wrong.then(|| visitor.t("refusal-not_showable").into()),
    };
    html! { (tick) }
}

/// A file of this market as its pages name it.
fn path_of(visitor: &Visitor, url: &str) -> String {
    let name = url.rsplit('/').next().unwrap_or_default();
    address(visitor).on_page(name)
}

fn tags(visitor: &Visitor, desk: &Desk, no: Option<&Problem>) -> Markup {
    let reader = visitor.reader();
    let at = address(visitor);
    html! {
        section.stack.g4 aria-labelledby="goods" {
            (Folio { id: Some("goods".into()), ..Folio::new(reader.t("social-tags")) })
            p.sm { (reader.t("social-tags-what")) }
            @for (nth, (tag, product)) in desk.draft.tags.iter().zip(&desk.tagged).enumerate() {
                (tag_of(visitor, desk, no, nth, tag, product.as_ref()))
            }
            @if !desk.offered.is_empty() {
                ul.lines {
                    @for product in &desk.offered {
                        li.line {
                            span.grow { (card::good(visitor, product, &at, None)) }
                            (Button::plain(reader.t("social-tag-add"), say(format!("tag:{}", product.id))).small()
                                .called(reader.say("social-tag-add-label", &[("title", product.title.as_str().into())])))
                        }
                    }
                }
            } @else if !desk.draft.find.trim().is_empty() { p.sm { (reader.t("social-tag-none")) } }
            (Field { value: desk.draft.find.clone().into(), longest: Some(200), ..Field::new("find", reader.t("social-tag-find")) })
            div { (Button::plain(reader.t("social-tag-look"), say("look"))) }
        }
    }
}

fn tag_of(
    visitor: &Visitor,
    desk: &Desk,
    no: Option<&Problem>,
    nth: usize,
    tag: &Tagged,
    product: Option<&Card>,
) -> Markup {
    let reader = visitor.reader();
    let title = product.map_or_else(|| reader.t("social-gone"), |product| product.title.clone());
    let error = wrong_at(visitor, no, &format!("tags/{nth}"))
        .or_else(|| wrong_at(visitor, no, &format!("tags/{nth}/listing")));
    html! {
        fieldset.card.stack.g3 data-tag="" {
            legend.vh { (title) }
            input type="hidden" name="tag" value=(tag.listing);
            input type="hidden" name="tag_variant" value=(tag.variant.map(|id| id.to_string()).unwrap_or_default());
            @match product {
                Some(product) => (card::good(visitor, product, &address(visitor), None)),
                None => p { (title) },
            }
            @if let Some(error) = error { p.wrong role="alert" { (error) } }
            @if desk.pictures.is_empty() {
                input type="hidden" name="tag_picture" value="";
                input type="hidden" name="tag_x" value="";
                input type="hidden" name="tag_y" value="";
            } @else { (place_of(reader, desk.pictures.len(), nth, tag)) }
            div {
                (Button::bare(reader.t("social-tag-drop"), say(format!("untag:{nth}"))).small()
                    .called(reader.say("social-tag-drop-label", &[("title", title.as_str().into())])))
            }
        }
    }
}

/// Where it stands: a picture, and two hundredths.
fn place_of(reader: &Reader, pictures: usize, nth: usize, tag: &Tagged) -> Markup {
    let none = Choice { value: "".into(), text: reader.t("social-place-none").into() };
    let on = |n: usize| Choice {
        value: n.to_string().into(),
        text: reader.say("social-picture-n", &[("n", n.into())]).into(),
    };
    let number = |name: &'static str, key: &str, value: &str| Field {
        id: Some(format!("{name}-{nth}").into()),
        kind: Kind::Whole { min: 0, max: 100 },
        value: value.to_owned().into(),
        ..Field::new(name, reader.t(key))
    };
    html! {
        p.sm.mut { (reader.t("social-place-what")) }
        div.three.g3 {
            (Field {
                id: Some(format!("tag_picture-{nth}").into()),
                kind: Kind::Select(std::iter::once(none).chain((1..=pictures).map(on)).collect()),
                value: tag.picture.clone().into(),
                ..Field::new("tag_picture", reader.t("social-place-picture"))
            })
            (number("tag_x", "social-place-x", &tag.x))
            (number("tag_y", "social-place-y", &tag.y))
        }
    }
}

fn to_whom(visitor: &Visitor, desk: &Desk, no: Option<&Problem>) -> Markup {
    let (reader, draft) = (visitor.reader(), &desk.draft);
    let word = |audience: Audience| Choice {
        value: audience.word().into(),
        text: card::audience(reader, audience).into(),
    };
    let circles = desk.circles.iter().map(|circle| Choice {
        value: circle.id.to_string().into(),
        text: reader.say("social-audience-of", &[("circle", circle.name.as_str().into())]).into(),
    });
    let audiences: Vec<Choice<'_>> = [word(Audience::Everyone), word(Audience::Followers)]
        .into_iter()
        .chain(circles)
        .chain([word(Audience::Me)])
        .collect();
    let myself = Choice { value: "".into(), text: reader.t("social-as-me").into() };
    let shop = |shop: &catalog::ShopView| Choice {
        value: shop.id.to_string().into(),
        text: shop.name.clone().into(),
    };
    let language =
        |language: Language| Choice { value: language.word().into(), text: language.name().into() };
    html! {
        section.stack.g4 aria-labelledby="whom" {
            (Folio { id: Some("whom".into()), ..Folio::new(reader.t("social-whom")) })
            @if desk.post.is_none() && !desk.shops.is_empty() {
                (Field {
                    kind: Kind::Select(std::iter::once(myself).chain(desk.shops.iter().map(shop)).collect()),
                    value: draft.shop.clone().into(),
                    ..Field::new("shop", reader.t("social-as"))
                })
            }
            (Field {
                kind: Kind::Select(audiences),
                value: draft.audience.clone().into(),
                error: wrong_at(visitor, no, "audience").or_else(|| wrong_at(visitor, no, "circle")).map(Into::into),
                ..Field::new("audience", reader.t("social-audience"))
            })
            (Field {
                kind: Kind::Select([Language::English, Language::Chinese, Language::Filipino].map(language).into()),
                value: draft.language.word().into(),
                ..Field::new("language", reader.t("social-language"))
            })
        }
    }
}
