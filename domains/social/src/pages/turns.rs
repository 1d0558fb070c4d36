//! Following, blocking, muting from a page: marks that are set and taken away.

use maud::{Markup, Render as _, html};
use serde::Deserialize;
use web::page::Fields;
use web::parts::{Act, Button, Mark};
use web::{Answer, Path, SeeOther, Visitor};

use locale::Reader;

use crate::follows::Standing;
use crate::voice::Voice;
use crate::{apart, follows};

/// A mark that was pressed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Turn {
    /// `1` to set it, `0` to take it away.
    on: String,
    /// The page it was pressed on.
    #[serde(default)]
    back: Option<String>,
}

impl Turn {
    fn is_on(&self) -> bool {
        self.on == "1"
    }

    fn done(&self, said: &'static str) -> SeeOther {
        SeeOther::to(Visitor::onward(self.back.as_deref())).saying(said)
    }
}

pub(super) async fn follow(
    visitor: Visitor,
    Path(whom): Path<Voice>,
    Fields(turn): Fields<Turn>,
) -> Answer<SeeOther> {
    if turn.is_on() {
        visitor.write(whom, follows::follow).await?;
        return Ok(turn.done("said-followed"));
    }
    visitor.write(whom, follows::unfollow).await?;
    Ok(turn.done("said-unfollowed"))
}

pub(super) async fn block(
    visitor: Visitor,
    Path(whom): Path<Voice>,
    Fields(turn): Fields<Turn>,
) -> Answer<SeeOther> {
    if turn.is_on() {
        visitor.write(whom, apart::block).await?;
        return Ok(turn.done("said-blocked"));
    }
    visitor.write(whom, apart::unblock).await?;
    Ok(turn.done("said-unblocked"))
}

pub(super) async fn mute(
    visitor: Visitor,
    Path(whom): Path<Voice>,
    Fields(turn): Fields<Turn>,
) -> Answer<SeeOther> {
    if turn.is_on() {
        visitor.write(whom, apart::mute).await?;
        return Ok(turn.done("said-muted"));
    }
    visitor.write(whom, apart::unmute).await?;
    Ok(turn.done("said-unmuted"))
}

/// The button that follows somebody.
pub(super) fn follow_mark(reader: &Reader, standing: &Standing, back: &str) -> Markup {
    let said = [("name", standing.whom.name.as_str().into())];
    Mark {
        action: format!("/follows/{}", standing.whom.id).into(),
        carries: html! { input type="hidden" name="back" value=(back); },
        on: standing.you_follow,
        icon: None,
        text: Some(reader.t("social-follow").into()),
        label: reader.say("social-follow-label", &said).into(),
        // How many follow stands beside it: what a button is called begins with what it shows.
        count: None,
        sorry: reader.t("social-follow-sorry").into(),
    }
    .render()
}

/// Muting and blocking, out of the way.
pub(super) fn apart_forms(reader: &Reader, standing: &Standing, back: &str) -> Markup {
    let form = |path: &str, on: bool, key: &str| {
        html! {
            form method="post" action={ (path) "/" (standing.whom.id) } {
                input type="hidden" name="back" value=(back);
                (Button::bare(reader.t(key), Act::Say { name: "on".into(), value: (if on { "1" } else { "0" }).into() }).small())
            }
        }
    };
    html! {
        div.row.wrapx {
            @if standing.muted { (form("/mutes", false, "social-unmute")) } @else { (form("/mutes", true, "social-mute")) }
            @if standing.blocked { (form("/blocks", false, "social-unblock")) } @else { (form("/blocks", true, "social-block")) }
        }
    }
}
