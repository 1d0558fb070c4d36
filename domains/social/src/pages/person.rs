//! A person (B41): who they are, how many follow them, what they tell.

use db::{No, Rx};
use kernel::{Account, Cx, Id, Page, Refusal};
use maud::{Markup, Render as _, html};
use serde::Deserialize;
use utoipa::IntoParams;
use web::page::{Asked, Card, CardKind};
use web::parts::{Act, Button, Empty, Note, Scene, Size};
use web::{Answer, Paging, Path, Query, Reply, SeeOther, Sheet, Visitor};

use super::card::{self, Below};
use super::turns;
use crate::follows::{self, Standing};
use crate::posts::{self, PostView};
use crate::profile::{self, Line};
use crate::voice::Voice;

/// Where the list goes on.
#[derive(Deserialize, IntoParams)]
pub(super) struct Fields {
    after: Option<String>,
}

/// A person and what they tell.
struct Shown {
    standing: Standing,
    posts: Page<PostView>,
    below: Vec<Below>,
    /// What they say of themselves to whoever asks.
    lines: Vec<Line>,
    is_me: bool,
    /// What the floors above put here.
    about: Vec<Markup>,
}

struct Ask {
    handle: String,
    paging: Paging,
    asked: Asked,
}

fn look(rx: &mut Rx, cx: &Cx, ask: &Ask) -> Result<Shown, No> {
    let missing = || Refusal::missing("account");
    let person = identity::account_called(rx, &ask.handle)?.ok_or_else(missing)?;
    let voice = Voice::Person(person);
    let standing = follows::standing(rx, cx, &voice)?;
    // Whom somebody has blocked they see nothing of, but that they have.
    let posts = if standing.blocked {
        Page { data: Vec::new(), next: None }
    } else {
        posts::by_voice(rx, cx, &(voice, ask.paging.clone()))?
    };
    let lines = if standing.blocked { Vec::new() } else { profile::of(rx, cx, &person)? };
    let about = ask.asked.fill_about(rx, cx, "person.about", person.uid())?;
    let below = card::below(rx, cx, &ask.asked, posts.data.iter().map(|post| post.id))?;
    Ok(Shown { is_me: cx.actor.account() == Some(person), standing, lines, posts, below, about })
}

fn handle_of(rx: &mut Rx, _: &Cx, person: &Id<Account>) -> Result<String, No> {
    identity::handle_of(rx, *person)
}

/// `/people/{handle}`; an id leads there.
pub(super) async fn show(
    visitor: Visitor,
    Path(person): Path<String>,
    Query(fields): Query<Fields>,
) -> Answer<Reply> {
    if let Some(id) = card::id_of::<Account>(&person) {
        let handle = visitor.read(id, handle_of).await?;
        return Ok(SeeOther::to(format!("/people/{handle}")).into());
    }
    let ask = Ask { handle: person, paging: card::paging(fields.after), asked: visitor.asked() };
    visitor.show(ask, look, |visitor, shown| sheet(visitor, &shown)).await
}

fn sheet(visitor: &Visitor, shown: &Shown) -> Sheet {
    let who = &shown.standing.whom;
    let said = [("name", who.name.as_str().into())];
    let title = visitor.reader().say("social-posts-by", &said);
    let card = Card::of(who.path.as_str(), who.name.as_str(), title.as_str()).kind(CardKind::Profile);
    let sheet = Sheet::new(title, page(visitor, shown)).card(card);
    if shown.is_me { sheet.tab("/me") } else { sheet.back("/following") }
}

fn page(visitor: &Visitor, shown: &Shown) -> Markup {
    let (reader, standing) = (visitor.reader(), &shown.standing);
    let who = &standing.whom;
    html! {
        // On a wide page who it is stands beside what they tell.
        div.split.pd {
            div.buy.side.stack.g5 {
                header.row.g3 {
                    (card::face(&super::address(visitor), who, Size::Huge))
                    div.grow {
                        h1 translate="no" { (who.name) }
                        p.sm.mut { span translate="no" { "@" (who.handle) } " · " (counts(visitor, standing)) }
                        @if standing.friends { p.sm { (reader.t("social-friends")) } }
                        @else if standing.follows_you { p.sm { (reader.t("social-follows-you")) } }
                    }
                }
                (profile::pages::shown(reader, &shown.lines))
                @for about in &shown.about { (about) }
                (doing(visitor, shown))
            }
            div.stack.g5 {
                @if standing.blocked { (Note::new(&reader.t("social-is-blocked"))) }
                @else if shown.posts.data.is_empty() && visitor.query("after").is_none() { (nothing(visitor, shown)) }
                @for (post, below) in shown.posts.data.iter().zip(&shown.below) { (card::card(visitor, post, below)) }
                (card::older(visitor, &who.path, shown.posts.next.as_ref()))
            }
        }
    }
}

/// How many follow, and how many are followed: rows, counted.
fn counts(visitor: &Visitor, standing: &Standing) -> String {
    let reader = visitor.reader();
    let followers = reader.say("social-followers", &[("count", standing.followers.into())]);
    let following = reader.say("social-follows-many", &[("count", standing.following.into())]);
    format!("{followers} · {following}")
}

fn doing(visitor: &Visitor, shown: &Shown) -> Markup {
    let reader = visitor.reader();
    html! {
        @if shown.is_me {
            div.row.wrapx {
                (card::write_link(visitor))
                (Button::plain(reader.t("social-self-edit"), Act::to("/settings/profile")))
                (Button::plain(reader.t("social-circles"), Act::to("/circles")))
            }
        } @else if visitor.account().is_some() {
            div.row.wrapx {
                @if !shown.standing.blocked { (turns::follow_mark(reader, &shown.standing, visitor.here())) }
                (turns::apart_forms(reader, &shown.standing, visitor.here()))
            }
        } @else {
            div.row.wrapx { (Button::plain(reader.t("social-follow-door"), Act::to(door(&shown.standing)))) }
        }
    }
}

/// The way in and back: a handle needs no escaping.
fn door(standing: &Standing) -> String {
    format!("/sign-in?next=%2Fpeople%2F{}", standing.whom.handle)
}

fn nothing(visitor: &Visitor, shown: &Shown) -> Markup {
    let said = [("name", shown.standing.whom.name.as_str().into())];
    Empty {
        scene: Scene::Calm,
        title: visitor.reader().say("social-silent", &said).into(),
        whole_page: false,
        text: visitor.t("social-silent-words").into(),
        action: None,
        example: None,
    }
    .render()
}
