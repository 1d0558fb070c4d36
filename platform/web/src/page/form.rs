//! A form that was sent: its fields typed, and the one hidden field that makes it count once.

use std::time::Duration;

use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts as _, Multipart};
use axum::http::StatusCode;
use kernel::{Chance, Digest, Refusal};
use maud::{Markup, html};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::describe::{Sketch, Takes};
use crate::gate::Visit;
use crate::idempotency::Once;
use crate::{Answer, Problem, Receiving, State, Tray, extract, limits};

/// The hidden field's name.
const ONCE: &str = "once";

/// One intention: put it into a form with `(intent)`. Sent twice, the form is done once and answered alike.
#[derive(Clone, Debug)]
pub struct Intent(String);

impl Intent {
    pub(super) fn new(chance: &mut Chance) -> Self {
        Self(chance.secret().reveal().chars().take(32).collect())
    }

    /// Its text, for a script's own call.
    pub fn key(&self) -> &str {
        &self.0
    }
}

impl maud::Render for Intent {
    fn render(&self) -> Markup {
        html! { input type="hidden" name=(ONCE) value=(self.0); }
    }
}

/// What a form sent: `Form(once, fields)`. The type denies unknown fields; `once.make(input, command)` does it.
/// A form may send a field several times (check boxes): `Vec<T>`. A text that was left empty comes as an empty text,
/// a number as nothing (`Option<u32>`).
pub struct Form<T>(pub Once, pub T);

impl<T: DeserializeOwned> FromRequest<State> for Form<T> {
    type Rejection = Problem;
    async fn from_request(request: axum::extract::Request, state: &State) -> Answer<Self> {
        let (mut parts, body) = request.into_parts();
        let (most, within) = Visit::of(&parts.extensions)?.body();
        if extract::media(&parts.headers).as_deref() != Some("application/x-www-form-urlencoded") {
            let detail = "Send this form as a browser does: application/x-www-form-urlencoded.";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content_type", detail).closing());
        }
        let bytes = limits::whole(body, most, within).await?;
        let (key, fields) = apart(&bytes)?;
        let mut once = Once::under(crate::Call::from_request_parts(&mut parts, state).await?, &parts, key)?;
        once.said(Digest::of(fields.as_bytes()));
        Ok(Self(once, typed(&fields)?))
    }
}

impl<T> Takes for Form<T> {
    fn sketch(sketch: &mut Sketch) {
        sketch.keyed = true;
    }
}

impl Once {
    /// Does it, or answers what was answered before: [`Once::write`] for pages, which want the value.
    ///
    /// # Errors
    /// What the command refuses.
    pub async fn make<I, O, F>(&self, input: I, command: F) -> Answer<O>
    where
        I: Send + 'static,
        O: Serialize + DeserializeOwned + 'static,
        F: Fn(&mut db::Tx, &kernel::Cx, &I) -> Result<O, db::No> + Copy + Send + 'static,
    {
        let kept = self.write::<I, O, F, 200>(input, command).await?;
        kept.value().map_err(|error| Problem::broken(&error))
    }
}

/// The key of the intention and the other fields, as they are sent.
fn apart(bytes: &[u8]) -> Answer<(String, String)> {
    let (mut key, mut rest) = (None, form_urlencoded::Serializer::new(String::new()));
    for (name, value) in form_urlencoded::parse(bytes) {
        if name.contains('\0') || value.contains('\0') {
            return Err(Refusal::invalid("nul", "Texts must not contain the character NUL.").into());
        }
        if name == ONCE {
            key = Some(value.into_owned());
        } else {
            rest.append_pair(&name, &value);
        }
    }
    let key = key.ok_or_else(|| {
        let detail = "This form came without its mark; nothing was changed. Load the page again and send it.";
        Problem::from(Refusal::invalid("form_without_mark", detail))
    })?;
    Ok((key, rest.finish()))
}

fn typed<T: DeserializeOwned>(fields: &str) -> Answer<T> {
    serde_html_form::from_str(fields).map_err(|error| {
        let detail = format!("This form cannot be right: {error}. Nothing was changed.");
        Refusal::invalid("invalid_form", detail).into()
    })
}

/// A form that brought a file along (`multipart/form-data`): its fields typed, its file whole, its mark as ever.
pub struct Sent<T> {
    /// Does it once.
    pub once: Once,
    /// The fields besides the file.
    pub fields: T,
    /// The file, where one was chosen; it counts in the tray until this is dropped.
    pub file: Option<Receiving>,
}

impl<T: DeserializeOwned> FromRequest<State> for Sent<T> {
    type Rejection = Problem;
    async fn from_request(request: axum::extract::Request, state: &State) -> Answer<Self> {
        let (mut parts, body) = request.into_parts();
        let (most, within) = Visit::of(&parts.extensions)?.body();
        let call = crate::Call::from_request_parts(&mut parts, state).await?;
        let mut whole = axum::extract::Request::from_parts(parts.clone(), body);
        // The gate has bounded the body as the page wants it; the framework's own two megabytes are less than a
        // phone's picture.
        DefaultBodyLimit::disable().apply(&mut whole);
        let pieces = Multipart::from_request(whole, state).await.map_err(|why| unread(&why))?;
        let tray = call.part::<Tray>()?.receive(call.caller.actor.account());
        let (file, texts) = taken(pieces, most, within, tray).await?;
        let sent = form_urlencoded::Serializer::new(String::new()).extend_pairs(texts).finish();
        let (key, fields) = apart(sent.as_bytes())?;
        let mut once = Once::under(call, &parts, key)?;
        once.said(Digest::of_parts([fields.as_bytes(), file.bytes()]));
        let file = Some(file).filter(|file| !file.is_empty());
        Ok(Self { once, fields: typed(&fields)?, file })
    }
}

impl<T> Takes for Sent<T> {
    fn sketch(sketch: &mut Sketch) {
        sketch.keyed = true;
    }
}

/// The file, empty where none was chosen, and the other fields; each piece of them in its time.
async fn taken(
    mut pieces: Multipart,
    most: usize,
    within: Duration,
    mut file: Receiving,
) -> Answer<(Receiving, Vec<(String, String)>)> {
    let mut texts = Vec::new();
    while let Some(mut piece) = soon(most, within, pieces.next_field()).await? {
        let name = piece.name().unwrap_or_default().to_owned();
        if piece.file_name().is_none() {
            texts.push((name, soon(most, within, piece.text()).await?));
            continue;
        }
        // The first file alone: a form of ours has no second.
        let is_first = file.is_empty();
        while let Some(chunk) = soon(most, within, piece.chunk()).await? {
            if is_first {
                file.take(&chunk)?;
            }
        }
    }
    Ok((file, texts))
}

async fn soon<T>(
    most: usize,
    within: Duration,
    piece: impl Future<Output = Result<T, MultipartError>>,
) -> Answer<T> {
    match tokio::time::timeout(within, piece).await {
        Err(_) => Err(limits::too_slow()),
        Ok(Ok(piece)) => Ok(piece),
        Ok(Err(why)) if why.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(limits::too_large(most)),
        Ok(Err(why)) => Err(unread(&why)),
    }
}

/// What came is no form with a file.
fn unread(why: &dyn std::fmt::Display) -> Problem {
    let detail = format!("This form could not be read: {why}. Nothing was changed.");
    Refusal::invalid("invalid_form", detail).into()
}

/// Fields of a form that needs no mark, because sending it twice is as once. What its buttons or boxes say beyond the
/// type's fields is refused.
pub struct Fields<T>(pub T);

impl<T: DeserializeOwned> FromRequest<State> for Fields<T> {
    type Rejection = Problem;
    async fn from_request(request: axum::extract::Request, _: &State) -> Answer<Self> {
        let (parts, body) = request.into_parts();
        let (most, within) = Visit::of(&parts.extensions)?.body();
        let bytes = limits::whole(body, most, within).await?;
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        typed(text).map(Self)
    }
}
impl<T> Takes for Fields<T> {
    fn sketch(_: &mut Sketch) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        quantity: u32,
        weight: Option<u32>,
        note: String,
        #[serde(default)]
        gift: Vec<String>,
    }

    #[test]
    fn fields_have_types_and_an_empty_number_that_may_be_left_out_is_left_out() {
        let (key, fields) = apart(b"once=k&quantity=2&weight=&note=&gift=a&gift=b").unwrap();
        assert_eq!(key, "k");
        let line: Line = typed(&fields).unwrap();
        assert_eq!(
            line,
            Line { quantity: 2, weight: None, note: String::new(), gift: vec!["a".into(), "b".into()] }
        );
    }

    #[test]
    fn a_form_without_its_mark_with_nul_or_with_more_than_it_has_is_refused() {
        let code =
            |bytes: &[u8]| apart(bytes).and_then(|(_, fields)| typed::<Line>(&fields)).unwrap_err().code();
        assert_eq!(code(b"quantity=1&note="), "form_without_mark");
        assert_eq!(code(b"once=k&quantity=1&note=%00"), "nul");
        assert_eq!(code(b"once=k&quantity=1&note=&role=admin"), "invalid_form");
        assert_eq!(code(b"once=k&quantity=-1&note="), "invalid_form");
    }
}
