//! Passkeys on pages: the box that a script shows, and what its forms post. A page works without it, by the password.

use db::{No, Rx, Tx};
use kernel::{Cx, Id, Page, Role};
use maud::{Markup, html};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use web::page::Fields;
use web::parts::{Act, Button, Field, Folio, Icon, icon};
use web::{Answer, Form, Path, Problem, Reply, SeeOther, Visitor};

use super::door::{Entered, draw_sign_in, draw_sign_up, is_said};
use super::{password, security};
use crate::account::{New, profile};
use crate::credential::Presented;
use crate::fresh;
use crate::passkey::{self, Made, Passkey, Purpose, Relying, Shown, SignUp, View, challenge, refused};
use crate::proof::prove_again;
use crate::{Handle, Password};

/// What a passkey is for, on a form.
pub(super) struct Asked {
    /// What the challenge is for: `sign_in`.
    pub purpose: &'static str,
    /// What the form posts to then.
    pub to: &'static str,
    /// The button's words.
    pub words: &'static str,
    /// Whether it is the first way of its form.
    pub first: bool,
}

/// The box of a form that needs a script, hidden until there is one; nothing where there can be no passkeys.
/// `owner` is the handle and the name under which a new passkey is kept, where the form does not ask for them.
pub(super) fn asks(visitor: &Visitor, asked: &Asked, owner: Option<(&str, &str)>) -> Markup {
    if !is_possible(visitor) {
        return Markup::default();
    }
    let class = if asked.first { "btn go full" } else { "btn" };
    html! {
        div .stack.g2 hidden data-passkey=(asked.purpose) data-to=(asked.to) data-market=(visitor.market_name())
            data-handle=[owner.map(|(handle, _)| handle)] data-called=[owner.map(|(_, name)| name)] {
            button class=(class) type="button" { (icon(Icon::Fingerprint)) (visitor.t(asked.words)) }
            p .said.sm.rosso hidden { (visitor.t("passkey-not")) }
            @if asked.first {
                p .sm.mut.c { (visitor.t("passkey-why")) }
                div .row.g4 { hr .grow; span .sm.mut { (visitor.t("passkey-or")) } hr .grow; }
            }
        }
    }
}

fn is_possible(visitor: &Visitor) -> bool {
    Relying::of(visitor.public_url()).is_possible()
}

/// What the script of a form put into its hidden field.
fn read<T: DeserializeOwned>(text: &str) -> Result<T, kernel::Refusal> {
    serde_json::from_str(text).map_err(|_| refused())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ask {
    purpose: Purpose,
}

/// For the script: what to hand to the browser.
pub(super) async fn begin(visitor: Visitor, Fields(ask): Fields<Ask>) -> Answer<Reply> {
    let asked = visitor.write((ask.purpose, Presented(visitor.session())), challenge::begin).await?;
    Ok(Reply::of(axum::Json(asked)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignIn {
    passkey: String,
    handle: Option<String>,
    next: Option<String>,
}

pub(super) async fn sign_in(visitor: Visitor, Form(once, ask): Form<SignIn>) -> Answer<Reply> {
    let entered = async {
        let shown: Shown = read(&ask.passkey)?;
        once.make(shown, |tx: &mut Tx, cx: &Cx, shown: &Shown| {
            let opened = passkey::sign_in(tx, cx, shown)?;
            let language = profile::language_of(tx, opened.account())?;
            Entered::back(tx, cx, &opened, language)
        })
        .await
    };
    match entered.await {
        Ok(entered) => Ok(entered.welcome(&visitor, Visitor::onward(ask.next.as_deref()))),
        Err(no) if is_said(&no) => {
            let handle = ask.handle.as_deref().unwrap_or_default();
            Ok(draw_sign_in(&visitor, handle, ask.next.as_deref(), Some(&no)).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Newcomer {
    name: String,
    handle: String,
    passkey: String,
    next: Option<String>,
}

pub(super) async fn sign_up(visitor: Visitor, Form(once, ask): Form<Newcomer>) -> Answer<Reply> {
    let entered = async {
        let (handle, name) = (Handle::for_member(&ask.handle)?, profile::name(&ask.name)?);
        let language = visitor.reader().language();
        let new = New { handle, name, language, password: None, role: Role::Member };
        let ask = SignUp { new, called: visitor.t("passkey-first"), made: read::<Made>(&ask.passkey)? };
        once.make(ask, |tx: &mut Tx, cx: &Cx, ask: &SignUp| {
            Ok(Entered::of(cx, &passkey::sign_up(tx, cx, ask)?, None))
        })
        .await
    };
    match entered.await {
        Ok(entered) => {
            let welcome = || "/welcome".to_owned();
            Ok(entered.welcome(
                &visitor,
                ask.next.as_deref().map_or_else(welcome, |next| Visitor::onward(Some(next))),
            ))
        }
        Err(no) if no.is_for_the_form() => {
            let typed = (ask.name.as_str(), ask.handle.as_str());
            Ok(draw_sign_up(&visitor, typed, ask.next.as_deref(), Some(&no)).await?.status(no.status()))
        }
        Err(no) => Err(no),
    }
}

/// What the page about safety shows of passkeys.
pub(super) struct Found {
    pub passkeys: Page<View>,
    /// Whether the session needs no other proof now.
    pub fresh: bool,
    /// Whether a password is one of the ways in.
    pub has_password: bool,
    pub owner: (String, String),
}

pub(super) fn look(rx: &mut Rx, cx: &Cx, presented: &Presented) -> Result<Found, No> {
    let paging = web::Paging { limit: kernel::Limit::DEFAULT, after: None };
    let profile = profile::me(rx, cx, &())?;
    let standing = crate::account::by_id(rx, profile.id())?;
    Ok(Found {
        passkeys: passkey::mine(rx, cx, &paging)?,
        fresh: fresh::is_fresh(rx, cx, presented)?,
        has_password: standing.is_some_and(|account| account.has_password()),
        owner: (profile.handle().to_owned(), profile.name().to_owned()),
    })
}

/// The section: each with its name, and one more.
pub(super) fn section(visitor: &Visitor, found: &Found) -> Markup {
    html! {
        section #passkeys .stack.g4 {
            (Folio::new(visitor.t("passkey-title")))
            p { (visitor.t("passkey-what")) }
            @if !found.passkeys.data.is_empty() {
                ul .stack.g4 { @for one in &found.passkeys.data { (kept(visitor, found, one)) } }
            }
            @if !is_possible(visitor) { p .sm.mut { (visitor.t("passkey-nowhere")) } }
            @else if found.fresh { (another(visitor, found)) }
            @else { (proof(visitor, found)) }
        }
    }
}

fn kept(visitor: &Visitor, found: &Found, one: &View) -> Markup {
    let reader = visitor.reader();
    let since = reader.say("security-since", &[("when", reader.date(one.created_at()).as_str().into())]);
    let used =
        one.used_at().map(|at| reader.say("passkey-used", &[("when", reader.ago(at).as_str().into())]));
    let path = format!("/settings/passkeys/{}", one.id());
    let label = |words: &str| reader.say(words, &[("name", one.name().into())]);
    let name = Field {
        id: Some(one.id().to_string().into()),
        value: one.name().to_owned().into(),
        required: true,
        longest: Some(60),
        ..Field::new("name", visitor.t("passkey-name"))
    };
    html! {
        li .stack.g2 {
            div .row.between.wrapx {
                span {
                    b translate="no" { (one.name()) }
                    small .mut { " " (since) @if let Some(used) = used { ", " (used) } }
                }
                @if found.fresh {
                    form method="post" action=(format!("{path}/remove")) {
                        (visitor.intent())
                        (Button::bare(visitor.t("passkey-remove"), Act::Send).small().called(label("passkey-remove-which")))
                    }
                }
            }
            details .docket {
                summary aria-label=(label("passkey-rename-which")) { (icon(Icon::PencilSimple)) (visitor.t("passkey-rename")) }
                form .stack.g4 method="post" action=(path) {
                    (name)
                    (Button::plain(visitor.t("settings-save"), Act::Send))
                }
            }
        }
    }
}

fn another(visitor: &Visitor, found: &Found) -> Markup {
    let name = Field {
        required: true,
        longest: Some(60),
        hint: Some(visitor.t("passkey-name-hint").into()),
        ..Field::new("name", visitor.t("passkey-name"))
    };
    let asked = Asked { purpose: "add", to: "/settings/passkeys", words: "passkey-add", first: false };
    html! {
        form .stack.g4 method="post" action="/settings/passkeys" {
            (visitor.intent())
            (name)
            (asks(visitor, &asked, Some((&found.owner.0, &found.owner.1))))
            noscript { p .sm.mut { (visitor.t("passkey-script")) } }
        }
    }
}

/// Once more who it is, by whichever way the account has.
fn proof(visitor: &Visitor, found: &Found) -> Markup {
    let asked = Asked { purpose: "prove", to: "/settings/proof", words: "passkey-prove", first: false };
    html! {
        form #proof .stack.g4 method="post" action="/settings/proof" {
            (visitor.intent())
            p { (visitor.t("proof-why")) }
            @if found.has_password {
                (Field { id: Some("proof".into()), ..password(visitor, None, "password", "security-current", "current-password") })
                (Button::plain(visitor.t("proof-go"), Act::Send))
            }
            @if !found.passkeys.data.is_empty() { (asks(visitor, &asked, None)) }
        }
    }
}

/// Where what concerns passkeys goes on.
const HERE: &str = "/settings/security#passkeys";

/// The page again where the form can be put right there, or the proof is to be shown first.
async fn again(visitor: &Visitor, no: Problem) -> Answer<Reply> {
    if no.is_for_the_form() || no.code() == "proof_needed" {
        return Ok(security::draw(visitor, Some(&no)).await?.status(no.status()));
    }
    Err(no)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proof {
    password: Option<Password>,
    passkey: Option<String>,
}

pub(super) async fn prove(visitor: Visitor, Form(once, ask): Form<Proof>) -> Answer<Reply> {
    let presented = Presented(visitor.session());
    let proved = async {
        match (ask.password, ask.passkey) {
            (_, Some(text)) => {
                let both = (presented, read::<Shown>(&text)?);
                once.make(both, |tx: &mut Tx, cx: &Cx, both: &_| passkey::prove(tx, cx, both).map(|_| ()))
                    .await
            }
            (password, None) => {
                let password = password.unwrap_or_else(|| Password::new(""));
                let proven = prove_again(&once.call, password, "/password").await?;
                let both = (presented, proven);
                once.make(both, |tx: &mut Tx, cx: &Cx, both: &_| fresh::prove(tx, cx, both).map(|_| ())).await
            }
        }
    };
    match proved.await {
        Ok(()) => Ok(SeeOther::to(HERE).saying("said-proved").into()),
        Err(no) => again(&visitor, no).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPasskey {
    name: String,
    passkey: Option<String>,
}

pub(super) async fn add(visitor: Visitor, Form(once, ask): Form<NewPasskey>) -> Answer<Reply> {
    let added = async {
        let made = read::<Made>(ask.passkey.as_deref().unwrap_or_default())?;
        let fresh = fresh(&once.call, Presented(visitor.session()), None, "/password").await?;
        once.make((fresh, ask.name, made), |tx: &mut Tx, cx: &Cx, all: &_| {
            passkey::add(tx, cx, all).map(|_| ())
        })
        .await
    };
    match added.await {
        Ok(()) => Ok(SeeOther::to(HERE).saying("said-passkey-added").into()),
        Err(no) => again(&visitor, no).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    name: String,
}

pub(super) async fn rename(
    visitor: Visitor,
    Path(id): Path<Id<Passkey>>,
    Fields(named): Fields<Named>,
) -> Answer<Reply> {
    match visitor.write((id, named.name), passkey::rename).await {
        Ok(_) => Ok(SeeOther::to(HERE).saying("said-saved").into()),
        Err(no) => again(&visitor, no).await,
    }
}

/// A form without fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

pub(super) async fn remove(
    visitor: Visitor,
    Path(id): Path<Id<Passkey>>,
    Form(once, Nothing {}): Form<Nothing>,
) -> Answer<Reply> {
    let removed = async {
        let fresh = fresh(&once.call, Presented(visitor.session()), None, "/password").await?;
        once.make((fresh, id), passkey::remove).await
    };
    match removed.await {
        Ok(()) => Ok(SeeOther::to(HERE).saying("said-passkey-removed").into()),
        Err(no) => again(&visitor, no).await,
    }
}
