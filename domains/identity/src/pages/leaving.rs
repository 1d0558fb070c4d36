//! Leaving for good: what goes, what stays and why, asking for it, and taking it back while there is time.

use db::{No, Rx, Tx};
use domain::Bar;
use kernel::Cx;
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use web::parts::{Act, Button, Facts, Field, Note};
use web::{Answer, Form, Problem, Reply, SeeOther, Sheet, Visitor};

use super::{passkeys, password, said, wrong_at};
use crate::credential::Presented;
use crate::leaving::ask::{self, View};
use crate::{Password, fresh};

/// The page.
pub(super) const PATH: &str = "/settings/privacy";
/// What goes, and what stays and why. The keys of the rows.
const GOES: [&str; 5] = ["name", "told", "kept", "ways", "shop"];
const STAYS: [&str; 3] = ["orders", "answers", "backup"];

struct Found {
    leaving: Option<View>,
    bar: Option<Bar>,
    ways: passkeys::Found,
}

fn look(rx: &mut Rx, cx: &Cx, presented: &Presented) -> Result<Found, No> {
    let leaving = ask::mine(rx, cx, &())?;
    let bar = if leaving.is_some() { None } else { ask::bar_of_mine(rx, cx)? };
    Ok(Found { leaving, bar, ways: passkeys::look(rx, cx, presented)? })
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    draw(&visitor, None).await
}

async fn draw(visitor: &Visitor, no: Option<&Problem>) -> Answer<Reply> {
    let drawn = |visitor: &Visitor, found: Found| {
        let main = html! {
            div .stack.g6 {
                header .stack.g2 { h1 { (visitor.t("leave-title")) } p { (visitor.t("leave-why")) } }
                (said(visitor, no.filter(|no| no.field().is_none())))
                @if let Some(leaving) = &found.leaving { (under_way(visitor, leaving)) }
                div .two.even {
                    section .docket.stack.g2 { h2 .small { (visitor.t("leave-goes")) } (rows(visitor, "leave-goes", &GOES)) }
                    section .docket.stack.g2 { h2 .small { (visitor.t("leave-stays")) } (rows(visitor, "leave-stays", &STAYS)) }
                }
                @if found.leaving.is_none() { div .read { (asking(visitor, &found, no)) } }
            }
        };
        Sheet::new(visitor.t("leave-title"), main).back("/privacy").tab("/me")
    };
    visitor.show(Presented(visitor.session()), look, drawn).await
}

fn rows(visitor: &Visitor, prefix: &str, keys: &[&str]) -> Markup {
    let row = |key: &&str| {
        let (what, how) = (format!("{prefix}-{key}"), format!("{prefix}-{key}-how"));
        (visitor.t(&what).into(), html! { (visitor.t(&how)) })
    };
    Facts(keys.iter().map(row).collect()).render()
}

/// Why it cannot be yet, in the words of the refusal, and the way to where it can be seen to end.
fn why(visitor: &Visitor, code: &str, page: Option<&str>) -> Markup {
    html! {
        p { (visitor.t(&format!("refusal-{code}"))) }
        @if let Some(page) = page { p { a .link href=(page) { (visitor.t("leave-see")) } } }
    }
}

fn under_way(visitor: &Visitor, leaving: &View) -> Markup {
    let day = visitor.reader().day(leaving.due_at);
    let said = |key: &str| visitor.reader().say(key, &[("day", day.as_str().into())]);
    html! {
        section .stack.g4 aria-labelledby="leaving" {
            h2 #leaving { (visitor.t("leave-state")) }
            @if leaving.state == "cooling" { (Note::new(&said("leave-cooling")).render()) }
            @else if leaving.state == "waiting" { (Note::new(&said("leave-waiting")).render()) }
            @else { (Note::new(&visitor.t("leave-now")).render()) }
            @if let Some(code) = &leaving.waits_for { (why(visitor, code, leaving.waits_at.as_deref())) }
            @if leaving.may_take_back {
                form method="post" action={ (PATH) "/stay" } {
                    (visitor.intent())
                    (Button::go(visitor.t("leave-stay"), Act::Send))
                }
            }
        }
    }
}

fn asking(visitor: &Visitor, found: &Found, no: Option<&Problem>) -> Markup {
    let secret = Field {
        error: wrong_at(visitor, no, "password").map(Into::into),
        ..password(visitor, no, "password", "security-current", "current-password")
    };
    html! {
        section .stack.g4 aria-labelledby="leave" {
            h2 #leave { (visitor.t("leave-ask")) }
            @if let Some(bar) = &found.bar {
                p { (visitor.t("leave-first")) }
                (why(visitor, bar.refusal.code, bar.page.as_deref()))
            } @else if !found.ways.has_password && !found.ways.fresh {
                p { a .link href="/settings/security#passkeys" { (visitor.t("leave-proof")) } }
            } @else {
                form .stack.g4 method="post" action={ (PATH) "/leave" } {
                    (visitor.intent())
                    p { (visitor.t("leave-days")) }
                    @if found.ways.has_password { (secret) }
                    (Button::stop(visitor.t("leave-go"), Act::Send))
                }
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proof {
    password: Option<Password>,
}

pub(super) async fn leave(visitor: Visitor, Form(once, asked): Form<Proof>) -> Answer<Reply> {
    let asked = async {
        let fresh = fresh(&once.call, Presented(visitor.session()), asked.password, "/password").await?;
        once.make::<_, View, _>(fresh, ask::ask).await
    };
    match asked.await {
        Ok(_) => Ok(SeeOther::to(PATH).saying("said-leaving").into()),
        Err(no) if no.is_for_the_form() => Ok(draw(&visitor, Some(&no)).await?.status(no.status())),
        Err(no) => Err(no),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

pub(super) async fn stay(visitor: Visitor, Form(once, Nothing {}): Form<Nothing>) -> Answer<Reply> {
    let command = |tx: &mut Tx, cx: &Cx, (): &()| ask::take_back(tx, cx, &());
    match once.make::<_, (), _>((), command).await {
        Ok(()) => Ok(SeeOther::to(PATH).saying("said-staying").into()),
        Err(no) if no.is_for_the_form() => Ok(draw(&visitor, Some(&no)).await?.status(no.status())),
        Err(no) => Err(no),
    }
}
