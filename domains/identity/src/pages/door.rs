//! In and out: signing in, signing up, coming back with a recovery code, signing out.

use db::{No, Rx};
use kernel::{Cx, Role, Secret};
use locale::Language;
use maud::{Markup, Render as _, html};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use web::page::Crumb;
use web::parts::{Act, Button, Docket, Facts, Field};
use web::{Answer, Form, Problem, Query, Reply, SeeOther, Sheet, Visitor};

use super::passkeys::{Asked, asks};
use super::{password, said, with_next, wrong_at};
use crate::account::{self, New, profile};
use crate::leaving::ask::is_leaving;
use crate::proof::{prove, wrong};
use crate::recovery::{self, Recover};
use crate::session::{self, Opened};
use crate::{Handle, Password, Passwords};

/// What asks the browser for passkeys.
pub(super) const SCRIPTS: &[&str] = &[ui::PASSKEY];
const SIGN_IN: Asked =
    Asked { purpose: "sign_in", to: "/sign-in/passkey", words: "passkey-enter", first: true };
const SIGN_UP: Asked =
    Asked { purpose: "sign_up", to: "/sign-up/passkey", words: "passkey-make", first: true };

/// What is seen of the market beside its door; floors above put it there.
fn sight(rx: &mut Rx, cx: &Cx, asked: &web::page::Asked) -> Result<Vec<Markup>, No> {
    asked.fill(rx, cx, "door.sight")
}

/// Where to go on afterwards.
#[derive(Deserialize, IntoParams)]
pub(super) struct Onward {
    /// A page of ours.
    next: Option<String>,
}

/// What a command of the door answers: enough to set the cookie, also when the form was sent twice.
#[derive(Serialize, Deserialize)]
pub(super) struct Entered {
    secret: String,
    /// Until the session ends at the latest.
    seconds: i64,
    language: Option<Language>,
    /// Whether the account is on its way out, which whoever comes in is shown first.
    #[serde(default)]
    leaving: bool,
}

impl Entered {
    pub(super) fn of(cx: &Cx, opened: &Opened, language: Option<Language>) -> Self {
        let seconds = (opened.ends_at() - cx.now).micros() / 1_000_000;
        Self { secret: opened.secret().to_owned(), seconds, language, leaving: false }
    }

    /// Somebody who comes back, perhaps to an account that they wanted to leave.
    pub(super) fn back(
        rx: &mut Rx,
        cx: &Cx,
        opened: &Opened,
        language: Option<Language>,
    ) -> Result<Self, No> {
        let leaving = is_leaving(rx, cx, opened.account())?.is_some();
        Ok(Self { leaving, ..Self::of(cx, opened, language) })
    }

    pub(super) fn welcome(self, visitor: &Visitor, to: String) -> Reply {
        let to = if self.leaving { super::leaving::PATH.to_owned() } else { to };
        let mut answer = SeeOther::to(to).with(Crumb::Session(Secret::from_text(self.secret), self.seconds));
        // What somebody chose on this device stands; on a new one their account's language does.
        if let Some(language) = self.language.filter(|_| !visitor.has_chosen_language()) {
            answer = answer.with(Crumb::Language(language));
        }
        answer.into()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignIn {
    handle: String,
    password: Password,
    next: Option<String>,
}

pub(super) async fn sign_in_page(visitor: Visitor, Query(onward): Query<Onward>) -> Answer<Reply> {
    if visitor.account().is_some() {
        return Ok(SeeOther::to(Visitor::onward(onward.next.as_deref())).into());
    }
    draw_sign_in(&visitor, "", onward.next.as_deref(), None).await
}

pub(super) async fn sign_in(visitor: Visitor, Form(once, ask): Form<SignIn>) -> Answer<Reply> {
    let entered = async {
        let proven = prove(&once.call, &ask.handle, ask.password.clone()).await?.ok_or_else(wrong)?;
        once.make(proven, |tx, cx, proven| {
            let opened = session::sign_in(tx, cx, proven)?;
            let language = profile::language_of(tx, opened.account())?;
            Entered::back(tx, cx, &opened, language)
        })
        .await
    };
    match entered.await {
        Ok(entered) => Ok(entered.welcome(&visitor, Visitor::onward(ask.next.as_deref()))),
        Err(no) if is_said(&no) => {
            Ok(draw_sign_in(&visitor, &ask.handle, ask.next.as_deref(), Some(&no)).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

/// A wrong password is a 401 of its own, and nobody is to be led to the page they are on.
pub(super) fn is_said(no: &Problem) -> bool {
    no.is_for_the_form() || matches!(no.code(), "wrong_credentials" | "banned")
}

pub(super) async fn draw_sign_in(
    visitor: &Visitor,
    handle: &str,
    next: Option<&str>,
    no: Option<&Problem>,
) -> Answer<Reply> {
    let name = Field {
        value: handle.to_owned().into(),
        required: true,
        longest: Some(60),
        autocomplete: Some("username"),
        ..Field::new("handle", visitor.t("door-handle"))
    };
    let form = html! {
        form .stack.g5 method="post" action="/sign-in" {
            header .stack.g2 { h1 { (visitor.t("door-sign-in")) } p .mut { (visitor.t("door-sign-in-why")) } }
            (said(visitor, no))
            (visitor.intent())
            (onward(next))
            (asks(visitor, &SIGN_IN, None))
            (name)
            (password(visitor, None, "password", "door-password", "current-password"))
            (Button::go(visitor.t("door-enter"), Act::Send).full())
            p .sm { a .link href=(with_next("/recover", next)) { (visitor.t("door-forgot")) } }
            p .sm { (visitor.t("door-new-here")) " " a .link href=(with_next("/sign-up", next)) { (visitor.t("door-sign-up")) } }
        }
    };
    visitor
        .show(visitor.asked(), sight, |visitor, seen| {
            let main = html! { div .join { @for one in &seen { (one) } (form) } };
            Sheet::new(visitor.t("door-sign-in"), main).plain("/").scripts(SCRIPTS)
        })
        .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignUp {
    name: String,
    handle: String,
    password: Password,
    next: Option<String>,
}

pub(super) async fn sign_up_page(visitor: Visitor, Query(onward): Query<Onward>) -> Answer<Reply> {
    if visitor.account().is_some() {
        return Ok(SeeOther::to(Visitor::onward(onward.next.as_deref())).into());
    }
    draw_sign_up(&visitor, ("", ""), onward.next.as_deref(), None).await
}

pub(super) async fn sign_up(visitor: Visitor, Form(once, ask): Form<SignUp>) -> Answer<Reply> {
    let entered = async {
        let handle = Handle::for_member(&ask.handle)?;
        let name = profile::name(&ask.name)?;
        ask.password.check("/password", &handle)?;
        let password = once.call.part::<Passwords>()?.hash(ask.password.clone()).await?;
        let new = New {
            handle,
            name,
            language: visitor.reader().language(),
            password: Some(password),
            role: Role::Member,
        };
        once.make(new, |tx, cx, new| {
            let profile = account::create(tx, cx, new)?;
            let opened = session::open(tx, cx, profile.id(), account::FIRST_EPOCH)?;
            Ok(Entered::of(cx, &opened, None))
        })
        .await
    };
    match entered.await {
        Ok(entered) => {
            let to =
                ask.next.as_deref().map_or_else(|| "/welcome".to_owned(), |next| Visitor::onward(Some(next)));
            Ok(entered.welcome(&visitor, to))
        }
        Err(no) if no.is_for_the_form() => {
            let typed = (ask.name.as_str(), ask.handle.as_str());
            Ok(draw_sign_up(&visitor, typed, ask.next.as_deref(), Some(&no)).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

pub(super) async fn draw_sign_up(
    visitor: &Visitor,
    (name, handle): (&str, &str),
    next: Option<&str>,
    no: Option<&Problem>,
) -> Answer<Reply> {
    let field = |key: &'static str, label: &str, value: &str, longest, hint| Field {
        value: value.to_owned().into(),
        required: true,
        longest: Some(longest),
        autocomplete: Some(hint),
        error: wrong_at(visitor, no, key).map(Into::into),
        ..Field::new(key, visitor.t(label))
    };
    let called = field("name", "door-name", name, 60, "nickname");
    let known = Field {
        hint: Some(visitor.t("door-handle-hint").into()),
        ..field("handle", "door-handle", handle, 30, "username")
    };
    let secret = Field {
        hint: Some(visitor.t("door-password-hint").into()),
        ..password(visitor, no, "password", "door-password", "new-password")
    };
    let form = html! {
        form .stack.g5 method="post" action="/sign-up" {
            header .stack.g2 { h1 { (visitor.t("door-come-in")) } p .mut { (visitor.t("door-come-in-why")) } }
            (said(visitor, no.filter(|no| no.field().is_none())))
            (visitor.intent())
            (onward(next))
            (called) (known)
            (asks(visitor, &SIGN_UP, None))
            (secret)
            (Button::go(visitor.t("door-make"), Act::Send).full())
            (Docket::new(visitor.t("door-kept"), kept(visitor)))
            p .sm { (visitor.t("door-known")) " " a .link href=(with_next("/sign-in", next)) { (visitor.t("door-sign-in")) } }
        }
    };
    visitor
        .show(visitor.asked(), sight, |visitor, seen| {
            let main = html! { div .join { @for one in &seen { (one) } (form) } };
            Sheet::new(visitor.t("door-sign-up"), main).plain("/").scripts(SCRIPTS)
        })
        .await
}

fn kept(visitor: &Visitor) -> Markup {
    let row = |what: &str, how: &str| (visitor.t(what).into(), html! { (visitor.t(how)) });
    let rows = vec![
        row("door-kept-name", "door-kept-name-how"),
        row("door-kept-password", "door-kept-password-how"),
        row("door-kept-passkey", "door-kept-passkey-how"),
        row("door-kept-interests", "door-kept-interests-how"),
    ];
    Facts(rows).render()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forgotten {
    handle: String,
    code: String,
    password: Password,
    next: Option<String>,
}

pub(super) async fn recover_page(visitor: Visitor, Query(onward): Query<Onward>) -> Answer<Reply> {
    draw_recover(&visitor, "", onward.next.as_deref(), None).await
}

pub(super) async fn recover(visitor: Visitor, Form(once, ask): Form<Forgotten>) -> Answer<Reply> {
    let entered = async {
        recovery::check(&ask.handle, &ask.password)?;
        let password = once.call.part::<Passwords>()?.hash(ask.password.clone()).await?;
        once.make(Recover::new(&ask.handle, &ask.code, password), |tx, cx, ask| {
            let opened = recovery::recover(tx, cx, ask)?;
            Entered::back(tx, cx, &opened, None)
        })
        .await
    };
    match entered.await {
        Ok(entered) => Ok(entered.welcome(&visitor, Visitor::onward(ask.next.as_deref()))),
        Err(no) if is_said(&no) => {
            Ok(draw_recover(&visitor, &ask.handle, ask.next.as_deref(), Some(&no)).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

async fn draw_recover(
    visitor: &Visitor,
    handle: &str,
    next: Option<&str>,
    no: Option<&Problem>,
) -> Answer<Reply> {
    let known = Field {
        value: handle.to_owned().into(),
        required: true,
        longest: Some(60),
        autocomplete: Some("username"),
        ..Field::new("handle", visitor.t("door-handle"))
    };
    let code = Field {
        required: true,
        longest: Some(40),
        autocomplete: Some("one-time-code"),
        hint: Some(visitor.t("door-code-hint").into()),
        ..Field::new("code", visitor.t("door-code"))
    };
    let main = html! {
        div .join {
            form .stack.g5 method="post" action="/recover" {
                header .stack.g2 { h1 { (visitor.t("door-recover")) } p .mut { (visitor.t("door-recover-why")) } }
                (said(visitor, no.filter(|no| no.field().is_none())))
                (visitor.intent())
                (onward(next))
                (known) (code)
                (password(visitor, no, "password", "door-new-password", "new-password"))
                (Button::go(visitor.t("door-recover-go"), Act::Send).full())
            }
        }
    };
    visitor.plain(Sheet::new(visitor.t("door-recover"), main).plain("/sign-in")).await
}

pub(super) async fn sign_out(visitor: Visitor) -> Answer<SeeOther> {
    if let Some(secret) = visitor.session() {
        visitor.write(secret, session::end_this).await?;
    }
    Ok(SeeOther::to("/").with(Crumb::NoSession).saying("said-signed-out"))
}

fn onward(next: Option<&str>) -> Markup {
    html! { @if let Some(next) = next { input type="hidden" name="next" value=(next); } }
}
