//! Password, passkeys, recovery codes, and where somebody is signed in.

use db::{No, Rx};
use kernel::{Cx, Id, Limit, Page, Secret};
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use web::page::Crumb;
use web::parts::{Act, Button, Folio, Note};
use web::{Answer, Form, Paging, Path, Problem, Reply, SeeOther, Sheet, Visitor};

use super::door::SCRIPTS;
use super::{passkeys, password, said};
use crate::account::profile::{self, Profile};
use crate::credential::Presented;
use crate::fresh;
use crate::proof::handle_that_asks;
use crate::recovery;
use crate::session::{self, View};
use crate::{Password, Passwords, Session};

struct Found {
    profile: Profile,
    ways: passkeys::Found,
    sessions: Page<View>,
}

fn look(rx: &mut Rx, cx: &Cx, presented: &Presented) -> Result<Found, No> {
    let paging = Paging { limit: Limit::DEFAULT, after: None };
    Ok(Found {
        profile: profile::me(rx, cx, &())?,
        ways: passkeys::look(rx, cx, presented)?,
        sessions: session::mine(rx, cx, &(*presented, paging))?,
    })
}

pub(super) async fn show(visitor: Visitor) -> Answer<Reply> {
    draw(&visitor, None).await
}

pub(super) async fn draw(visitor: &Visitor, no: Option<&Problem>) -> Answer<Reply> {
    let drawn = |visitor: &Visitor, found: Found| {
        let main = html! {
            div .read.stack.g6 {
                h1 { (visitor.t("security-title")) }
                (said(visitor, no))
                (passkeys::section(visitor, &found.ways))
                (new_password(visitor, &found.ways))
                (codes(visitor, &found.profile, &found.ways))
                (sessions(visitor, &found.sessions))
            }
        };
        Sheet::new(visitor.t("security-title"), main).back("/settings").tab("/me").scripts(SCRIPTS)
    };
    visitor.show(Presented(visitor.session()), look, drawn).await
}

/// Without a password, what would ask for it asks for the proof above.
fn first_prove(visitor: &Visitor) -> Markup {
    html! { p { a .link href="#passkeys" { (visitor.t("proof-first")) } } }
}

fn new_password(visitor: &Visitor, ways: &passkeys::Found) -> Markup {
    let title = if ways.has_password { "security-password" } else { "security-first-password" };
    html! {
        section .stack.g4 {
            (Folio::new(visitor.t(title)))
            @if !ways.has_password && !ways.fresh { (first_prove(visitor)) }
            @else { (new_password_form(visitor, ways)) }
        }
    }
}

fn new_password_form(visitor: &Visitor, ways: &passkeys::Found) -> Markup {
    let go = if ways.has_password { "security-password-go" } else { "security-first-password-go" };
    html! {
            form .stack.g4 method="post" action="/settings/password" {
                (visitor.intent())
                @if ways.has_password { (password(visitor, None, "current", "security-current", "current-password")) }
                (password(visitor, None, "new", "door-new-password", "new-password"))
                p .sm.mut { (visitor.t("security-password-ends")) }
                (Button::plain(visitor.t(go), Act::Send))
            }
    }
}

fn codes(visitor: &Visitor, profile: &Profile, ways: &passkeys::Found) -> Markup {
    let left = profile.recovery_codes_left();
    html! {
        section #codes .stack.g4 {
            (Folio::new(visitor.t("security-codes")))
            p { (visitor.reader().say("security-codes-left", &[("count", left.into())])) }
            @if !ways.has_password && !ways.fresh { (first_prove(visitor)) }
            @else {
                form .stack.g4 method="post" action="/settings/recovery-codes" {
                    (visitor.intent())
                    @if ways.has_password { (password(visitor, None, "password", "security-current", "current-password")) }
                    (Button::plain(visitor.t("security-codes-go"), Act::Send))
                }
            }
        }
    }
}

fn sessions(visitor: &Visitor, sessions: &Page<View>) -> Markup {
    let reader = visitor.reader();
    html! {
        section .stack.g4 {
            (Folio::new(visitor.t("security-sessions")))
            ul .stack.g2 {
                @for session in &sessions.data {
                    li .row.between.wrapx {
                        span {
                            (reader.say("security-since", &[("when", reader.moment(session.created_at()).as_str().into())]))
                            small .mut { " " (reader.say("security-seen", &[("when", reader.ago(session.seen_at()).as_str().into())])) }
                        }
                        @if session.is_current() {
                            span .tag.ok { (visitor.t("security-this")) }
                        } @else {
                            form method="post" action=(format!("/settings/sessions/{}/end", session.id())) {
                                (Button::bare(visitor.t("security-end"), Act::Send).small())
                            }
                        }
                    }
                }
            }
            form method="post" action="/settings/sessions/end" {
                (Button::stop(visitor.t("security-end-all"), Act::Send))
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPassword {
    current: Option<Password>,
    new: Password,
}

pub(super) async fn change_password(visitor: Visitor, Form(once, ask): Form<NewPassword>) -> Answer<Reply> {
    let opened = async {
        let fresh = fresh(&once.call, Presented(visitor.session()), ask.current, "/current").await?;
        ask.new.check("/new", &handle_that_asks(&once.call).await?)?;
        let password = once.call.part::<Passwords>()?.hash(ask.new).await?;
        let command = |tx: &mut db::Tx, cx: &Cx, both: &_| {
            let opened = session::change_password(tx, cx, both)?;
            Ok((opened.secret().to_owned(), (opened.ends_at() - cx.now).micros() / 1_000_000))
        };
        once.make::<_, (String, i64), _>((fresh, password), command).await
    };
    match opened.await {
        Ok((secret, seconds)) => {
            let to = SeeOther::to("/settings/security").saying("said-password-changed");
            Ok(to.with(Crumb::Session(Secret::from_text(secret), seconds)).into())
        }
        Err(no) if no.is_for_the_form() => Ok(draw(&visitor, Some(&no)).await?.status(no.status())),
        Err(no) => Err(no),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProofOfPassword {
    password: Option<Password>,
}

/// The codes are on the page that answers, and nowhere else afterwards.
pub(super) async fn make_codes(visitor: Visitor, Form(once, ask): Form<ProofOfPassword>) -> Answer<Reply> {
    let made = async {
        let fresh = fresh(&once.call, Presented(visitor.session()), ask.password, "/password").await?;
        once.make::<_, Vec<String>, _>(fresh, |tx, cx, fresh| Ok(recovery::make(tx, cx, fresh)?.codes()))
            .await
    };
    match made.await {
        Ok(codes) => {
            let main = html! {
                div .read.stack.g5 {
                    h1 { (visitor.t("security-codes")) }
                    (Note::new(&visitor.t("security-codes-once")).render())
                    ol .codes translate="no" { @for code in &codes { li { code { (code) } } } }
                    (Button::go(visitor.t("security-codes-kept"), Act::to("/settings/security")))
                }
            };
            visitor.plain(Sheet::new(visitor.t("security-codes"), main).plain("/settings/security")).await
        }
        Err(no) if no.is_for_the_form() => Ok(draw(&visitor, Some(&no)).await?.status(no.status())),
        Err(no) => Err(no),
    }
}

pub(super) async fn end_session(visitor: Visitor, Path(id): Path<Id<Session>>) -> Answer<SeeOther> {
    visitor.write(id, session::end).await?;
    Ok(SeeOther::to("/settings/security").saying("said-session-ended"))
}

pub(super) async fn end_all(visitor: Visitor) -> Answer<SeeOther> {
    visitor.write((), session::end_all).await?;
    Ok(SeeOther::to("/sign-in").with(Crumb::NoSession).saying("said-signed-out"))
}
