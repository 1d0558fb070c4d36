//! Somebody's circles: which they have, and who is in each.

use db::{No, Rx, Tx};
use kernel::{Account, Cx, Id, Page, Refusal};
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use web::parts::{Act, Button, Empty, Field, Folio, Note, Scene};
use web::{Answer, Form, Path, Problem, Reply, SeeOther, Sheet, Visitor};

use super::{card, post::Nothing, wrong_at};
use crate::circles::{self, CircleId, CircleView, Membership, NewCircle};
use crate::follows::{self, Line, Which};

/// A name for a new one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Name {
    name: String,
}

/// `/circles`.
pub(super) async fn all(visitor: Visitor) -> Answer<Reply> {
    drawn_all(&visitor, "", None).await
}

async fn drawn_all(visitor: &Visitor, typed: &str, no: Option<&Problem>) -> Answer<Reply> {
    let draw = |visitor: &Visitor, circles: Vec<CircleView>| {
        Sheet::new(visitor.t("social-circles"), list(visitor, &circles, typed, no)).back("/me")
    };
    visitor.show((), circles::all, draw).await
}

fn list(visitor: &Visitor, circles: &[CircleView], typed: &str, no: Option<&Problem>) -> Markup {
    let reader = visitor.reader();
    html! {
        div.read.stack.g5 {
            h1 { (reader.t("social-circles")) }
            p { (reader.t("social-circles-what")) }
            @if let Some(no) = no { (Note::bad(&visitor.words_of(no))) }
            @if circles.is_empty() { (nothing(visitor)) } @else {
                ul.links {
                    @for circle in circles {
                        li {
                            a href={ "/circles/" (circle.id) } {
                                span.grow translate="no" { (circle.name) }
                                small.mut { (reader.say("social-members", &[("count", circle.members.into())])) }
                            }
                        }
                    }
                }
            }
            form.stack.g3 method="post" action="/circles" {
                (visitor.intent())
                (Field {
                    value: typed.to_owned().into(),
                    required: true,
                    longest: Some(40),
                    example: Some(reader.t("social-circle-example").into()),
                    error: wrong_at(visitor, no, "name").map(Into::into),
                    ..Field::new("name", reader.t("social-circle-name"))
                })
                (Button::plain(reader.t("social-circle-make"), Act::Send))
            }
        }
    }
}

fn nothing(visitor: &Visitor) -> Markup {
    Empty {
        scene: Scene::Gap,
        title: visitor.t("social-circles-none").into(),
        whole_page: false,
        text: visitor.t("social-circles-none-words").into(),
        action: None,
        example: None,
    }
    .render()
}

pub(super) async fn make(visitor: Visitor, Form(once, ask): Form<Name>) -> Answer<Reply> {
    let typed = ask.name.clone();
    let command = |tx: &mut Tx, cx: &Cx, new: &NewCircle| Ok(circles::make(tx, cx, new)?.id);
    match once.make::<_, CircleId, _>(NewCircle { name: ask.name }, command).await {
        Ok(id) => Ok(SeeOther::to(format!("/circles/{id}")).saying("said-saved").into()),
        Err(no) if no.is_for_the_form() => {
            Ok(drawn_all(&visitor, &typed, Some(&no)).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

/// A circle, who is in it, and who might be.
struct Shown {
    circle: CircleView,
    members: Page<Line>,
    friends: Page<Line>,
}

fn look(rx: &mut Rx, cx: &Cx, id: &CircleId) -> Result<Shown, No> {
    let most = || web::Paging {
        limit: kernel::Limit::new(kernel::Limit::MOST).unwrap_or(kernel::Limit::DEFAULT),
        after: None,
    };
    Ok(Shown {
        circle: circles::show(rx, cx, id)?,
        members: circles::members(rx, cx, &(*id, most()))?,
        friends: follows::followed(rx, cx, &(Which::Friends, most()))?,
    })
}

/// `/circles/{circle}`.
pub(super) async fn one(visitor: Visitor, Path(id): Path<CircleId>) -> Answer<Reply> {
    drawn_one(&visitor, id, "", None).await
}

async fn drawn_one(visitor: &Visitor, id: CircleId, typed: &str, no: Option<&Problem>) -> Answer<Reply> {
    let draw = |visitor: &Visitor, shown: Shown| {
        let said = [("circle", shown.circle.name.as_str().into())];
        let title = visitor.reader().say("social-audience-of", &said);
        Sheet::new(title, members(visitor, &shown, typed, no)).back("/circles")
    };
    visitor.show(id, look, draw).await
}

fn members(visitor: &Visitor, shown: &Shown, typed: &str, no: Option<&Problem>) -> Markup {
    let (reader, circle) = (visitor.reader(), &shown.circle);
    let here = format!("/circles/{}", circle.id);
    let is_in = |friend: &Line| shown.members.data.iter().any(|member| member.whom.id == friend.whom.id);
    let near: Vec<&Line> = shown.friends.data.iter().filter(|friend| !is_in(friend)).take(12).collect();
    html! {
        div.read.stack.g5 {
            h1 translate="no" { (circle.name) }
            p.mut { (reader.say("social-members", &[("count", circle.members.into())])) }
            @if let Some(no) = no { (Note::bad(&visitor.words_of(no))) }
            @if !shown.members.data.is_empty() {
                ul.lines {
                    @for member in &shown.members.data { li.line { (out(visitor, &here, member)) } }
                }
            }
            form.stack.g3 method="post" action=(here) {
                (visitor.intent())
                (Field {
                    value: typed.to_owned().into(),
                    longest: Some(31),
                    prefix: Some("@".into()),
                    error: wrong_at(visitor, no, "handle").map(Into::into),
                    ..Field::new("handle", reader.t("social-circle-handle"))
                })
                (Button::plain(reader.t("social-circle-add"), Act::Send))
            }
            @if !near.is_empty() {
                section.stack.g3 aria-labelledby="near" {
                    (Folio { id: Some("near".into()), ..Folio::new(reader.t("social-circle-friends")) })
                    ul.lines { @for friend in near { li.line { (into(visitor, &here, friend)) } } }
                }
            }
            form method="post" action={ (here) "/remove" } {
                (visitor.intent())
                (Button::stop(reader.t("social-circle-end"), Act::Send).small())
            }
        }
    }
}

fn out(visitor: &Visitor, here: &str, member: &Line) -> Markup {
    let said = [("name", member.whom.name.as_str().into())];
    let label = visitor.reader().say("social-circle-out-label", &said);
    html! {
        span.grow translate="no" { (card::who(visitor, &member.whom, Some(format!("@{}", member.whom.handle)))) }
        form method="post" action={ (here) "/members/" (member.whom.id) "/remove" } {
            (Button::bare(visitor.t("social-circle-out"), Act::Send).small().called(label))
        }
    }
}

fn into(visitor: &Visitor, here: &str, friend: &Line) -> Markup {
    let said = [("name", friend.whom.name.as_str().into())];
    let label = visitor.reader().say("social-circle-in-label", &said);
    html! {
        span.grow translate="no" { (card::who(visitor, &friend.whom, Some(format!("@{}", friend.whom.handle)))) }
        form method="post" action=(here) {
            (visitor.intent())
            input type="hidden" name="handle" value=(friend.whom.handle);
            (Button::bare(visitor.t("social-circle-in"), Act::Send).small().called(label))
        }
    }
}

/// Who is taken in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Whom {
    handle: String,
}

fn take_in(tx: &mut Tx, cx: &Cx, (circle, handle): &(CircleId, String)) -> Result<(), No> {
    let handle = handle.trim().trim_start_matches('@').to_ascii_lowercase();
    let unknown =
        || Refusal::field("/handle", "handle_unknown", "Nobody here has this handle. Nothing was changed.");
    let member = identity::account_called(tx, &handle)?.ok_or_else(unknown)?;
    match circles::add(tx, cx, &Membership { circle: *circle, member }) {
        Err(No::Refused(refusal)) if refusal.code == "missing" && circles::show(tx, cx, circle).is_ok() => {
            Err(unknown().into())
        }
        done => done,
    }
}

pub(super) async fn add(
    visitor: Visitor,
    Path(circle): Path<CircleId>,
    Form(once, whom): Form<Whom>,
) -> Answer<Reply> {
    let typed = whom.handle.clone();
    match once.make::<_, (), _>((circle, whom.handle), take_in).await {
        Ok(()) => Ok(SeeOther::to(format!("/circles/{circle}")).saying("said-saved").into()),
        Err(no) if no.is_for_the_form() => {
            Ok(drawn_one(&visitor, circle, &typed, Some(&no)).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

pub(super) async fn take_out(
    visitor: Visitor,
    Path((circle, member)): Path<(CircleId, Id<Account>)>,
) -> Answer<SeeOther> {
    visitor.write(Membership { circle, member }, circles::take_out).await?;
    Ok(SeeOther::to(format!("/circles/{circle}")).saying("said-saved"))
}

pub(super) async fn remove(
    visitor: Visitor,
    Path(circle): Path<CircleId>,
    Form(once, Nothing {}): Form<Nothing>,
) -> Answer<SeeOther> {
    let _ = visitor;
    once.make::<_, (), _>(circle, circles::remove).await?;
    Ok(SeeOther::to("/circles").saying("said-gone"))
}
