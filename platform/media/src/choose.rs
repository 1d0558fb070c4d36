//! Choosing the picture that stands beside a name, on the page of whoever has the name.

use std::time::Duration;

use kernel::Refusal;
use maud::{Markup, html};
use web::parts::{Act, Button, Text, Upload};
use web::{Answer, PageRoute, Problem, Receiving, Visitor};

use crate::{Address, MOST_BYTES, Media, NewPortrait, Portrait};

/// Bytes of a form with one picture, and some for its fields.
const FORM_BYTES: usize = MOST_BYTES + (64 << 10);
/// A phone far from its mast sends such a picture in this time.
const FORM_TIME: Duration = Duration::from_secs(120);

/// Lets a route take the form of [`chooser`].
pub fn takes_a_face(route: PageRoute) -> PageRoute {
    route.body(FORM_BYTES).within(FORM_TIME)
}

/// The picture that came along with the form of [`chooser`], kept.
///
/// # Errors
/// `picture_missing`; it is no picture that we take; too many wait.
pub async fn chosen(visitor: &Visitor, file: Option<Receiving>) -> Answer<NewPortrait> {
    let Some(mut file) = file else {
        let rule = "Choose a picture first. Nothing was changed.";
        return Err(Refusal::field("/picture", "picture_missing", rule).into());
    };
    let media = visitor.part::<Media>()?.clone();
    let picture = media.bring_face(&visitor.db, &visitor.caller.actor, file.file()).await?;
    Ok(NewPortrait { picture: Some(picture) })
}

/// Where a page finds pictures; a market without any has none to show.
pub fn on_pages(visitor: &Visitor) -> Address {
    visitor.part::<Media>().map(|media| media.address.clone()).unwrap_or_default()
}

/// The form that sends a picture to `path`, beside the face as it is now, and the one that takes it away, at
/// `path/remove`. `no` is why the last one was not taken.
pub fn chooser(
    visitor: &Visitor,
    path: &str,
    face: &Markup,
    shown: Option<Portrait>,
    no: Option<&Problem>,
) -> Markup {
    let words = |key: &str| Text::from(visitor.t(key));
    let upload = Upload {
        name: "file".into(),
        label: words("face-choose"),
        hint: words("face-hint"),
        accept: "image/jpeg,image/png,image/webp,image/gif".into(),
        largest: MOST_BYTES as u64,
        too_large: words("face-large"),
        error: no.map(|no| visitor.words_of(no).into()),
        ..Upload::default()
    };
    html! {
        section.stack.g4 aria-labelledby="face" {
            div.row.g3 {
                (face)
                div.grow {
                    h2 #face { (visitor.t("face-title")) }
                    p.sm.mut { (visitor.t("face-what")) }
                }
            }
            form.stack.g3 method="post" action=(path) enctype="multipart/form-data" {
                (visitor.intent())
                (upload)
                (Button::plain(visitor.t("face-keep"), Act::Send))
            }
            @if shown.is_some() {
                form method="post" action={ (path) "/remove" } {
                    (Button::text(visitor.t("face-remove"), Act::Send))
                }
            }
        }
    }
}
