//! Once is enough: the same `Idempotency-Key` with the same request is answered from the row that was written
//! in the command's own transaction, so key and effect are saved together or not at all (F45).
//!
//! * A key belongs to a principal and a route. Everybody without a credential shares a principal, so their keys
//!   must have at least 16 characters: a key is then as good as unguessable, and a retry after a change of
//!   network still finds its answer.
//! * The same key with another path, query or body is refused (422): it is a mistake in the client.
//! * A refusal is not kept. Nothing happened, and what was refused now may be right later.
//! * Of two at once, the second waits for the first one's row (on SQLite by the queue, on PostgreSQL at the
//!   primary key) and gets its answer; where the wait is too long it gets 409 with Retry-After.
//! * Answers are kept for at least [`KEEP`], sealed (see `seal.rs`).

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, MatchedPath};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use db::{Broken, Migration, No, Trouble, Tx, params, sql};
use kernel::{Actor, Cx, Digest, Refusal, Span, Time, Uid};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::any::TypeId;
use utoipa::ToSchema;
use utoipa::openapi::Required;
use utoipa::openapi::path::ParameterIn;
use utoipa::openapi::schema::{ObjectBuilder, Type};

use crate::describe::{Sketch, Takes, parameter};
use crate::seal::{SALT, Seal};
use crate::{Answer, Call, Kept, Problem, State, Upload, extract};

/// Where the key travels.
pub(crate) const KEY_HEADER: &str = "idempotency-key";
/// How long an answer is kept at least.
pub const KEEP: Span = Span::hours(24);
/// Shorter keys of people without a credential might meet a stranger's.
const SHARED_KEY_LETTERS: usize = 16;

/// The table.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "web/0001_idempotency", sql: include_str!("../migrations/0001_idempotency.sql") }];

sql! {
    /// Whoever inserts the row does the work; on PostgreSQL the others wait here until that is decided.
    CLAIM = "INSERT INTO idempotency (id, request, salt, answer, at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (id) DO NOTHING";
    KEPT = "SELECT request, salt, answer FROM idempotency WHERE id = $1";
    FILL = "UPDATE idempotency SET answer = $2 WHERE id = $1";
    /// The salt is of this attempt alone: another attempt's row does not prove this one.
    SAVED = "SELECT at FROM idempotency WHERE id = $1 AND salt = $2";
    FORGET = "DELETE FROM idempotency
        WHERE id IN (SELECT id FROM idempotency WHERE at < $1 ORDER BY at LIMIT $2)";
}

/// A call that is to have its effect once, however often it is sent.
pub struct Once {
    /// Who asks.
    pub call: Call,
    key: String,
    route: String,
    target: String,
    /// Nothing while a body is still to be read.
    body: Option<Digest>,
}

/// A call with its JSON body and its `Idempotency-Key`: what a POST takes. `Keyed<()>` takes no body.
pub struct Keyed<T>(pub Once, pub T);

/// What goes to the database: the command's input and where its answer is kept.
struct Slip<I> {
    id: Digest,
    request: Digest,
    seal: Seal,
    input: I,
}

impl Once {
    /// Runs the command, or answers what it answered before.
    ///
    /// # Errors
    /// What the command refuses; a key that was used for something else.
    pub async fn write<I, O, F, const STATUS: u16>(&self, input: I, command: F) -> Answer<Kept<O, STATUS>>
    where
        I: Send + 'static,
        O: Serialize + 'static,
        F: Fn(&mut Tx, &Cx, &I) -> Result<O, No> + Copy + Send + 'static,
    {
        let slip = self.slip(input)?;
        let run = move |tx: &mut Tx, cx: &Cx, slip: &Slip<I>| slip.once(tx, cx, command);
        let (body, replayed) = self.call.db.write(&self.call.caller.actor, slip, run).await?;
        Ok(Kept::of_bytes(body.into(), replayed))
    }

    /// As [`Once::write`], for a command that many want at once for one hot row (see [`db::Db::write_hot`]).
    ///
    /// # Errors
    /// As [`Once::write`].
    pub async fn write_hot<I, O, F, const STATUS: u16>(
        &self,
        row: Uid,
        input: I,
        command: F,
    ) -> Answer<Kept<O, STATUS>>
    where
        I: Send + 'static,
        O: Serialize + 'static,
        F: Fn(&mut Tx, &Cx, &I) -> Result<O, No> + Copy + Send + 'static,
    {
        let slip = self.slip(input)?;
        let run = move |tx: &mut Tx, cx: &Cx, slip: &Slip<I>| slip.once(tx, cx, command);
        let (body, replayed) = self.call.db.write_hot(&self.call.caller.actor, row, slip, run).await?;
        Ok(Kept::of_bytes(body.into(), replayed))
    }

    /// A call under a key that came in a form and not in a header.
    ///
    /// # Errors
    /// A key that cannot be one.
    pub(crate) fn under(call: Call, parts: &Parts, key: String) -> Answer<Self> {
        let key = shaped(key.into_bytes(), &call.caller.actor)?;
        Ok(Self::at(call, parts, key))
    }

    fn at(call: Call, parts: &Parts, key: String) -> Self {
        let template = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
        let route = format!("{} {template}", parts.method);
        let target = parts.uri.path_and_query().map_or_else(String::new, ToString::to_string);
        Self { call, key, route, target, body: None }
    }

    /// Which body was read.
    pub(crate) fn said(&mut self, body: Digest) {
        self.body = Some(body);
    }

    /// Names the file that was read to its end: another file under the same key is another request.
    pub fn of(&mut self, upload: &Upload) {
        self.body = Some(upload.digest());
    }

    fn slip<I>(&self, input: I) -> Answer<Slip<I>> {
        let body =
            self.body.ok_or_else(|| Problem::broken(&"a handler that did not say which body it read"))?;
        let principal = self.call.caller.principal();
        let id = Digest::of_parts([&principal.0, self.route.as_bytes(), self.key.as_bytes()]);
        // With the key: a body may hold a password, and its plain hash would be a quick one to guess against.
        let request = Digest::of_parts([self.key.as_bytes(), self.target.as_bytes(), &body.0]);
        Ok(Slip { id, request, seal: Seal::new(&self.key, id), input })
    }
}

impl<I> Slip<I> {
    /// The answer as JSON, and whether it is an old one.
    fn once<O: Serialize>(
        &self,
        tx: &mut Tx,
        cx: &Cx,
        command: impl Fn(&mut Tx, &Cx, &I) -> Result<O, No>,
    ) -> Result<(Vec<u8>, bool), No> {
        let salt = cx.chance(kernel::Chance::bytes::<SALT>);
        let claim = params![self.id, self.request, salt.as_slice(), Vec::new(), cx.now];
        if tx.run(&CLAIM, &claim).map_err(in_flight)? == 0 {
            return Ok((self.kept(tx)?, true));
        }
        tx.witness(&SAVED, &params![self.id, salt.as_slice()]);
        let answer = command(tx, cx, &self.input)?;
        let answer = serde_json::to_vec(&answer).map_err(|error| Broken::Stored(error.to_string()))?;
        let sealed =
            self.seal.close(salt, &answer).ok_or_else(|| Broken::Stored("an answer too long".into()))?;
        tx.run(&FILL, &params![self.id, sealed])?;
        Ok((answer, false))
    }

    fn kept(&self, tx: &mut Tx) -> Result<Vec<u8>, No> {
        // Pruned between the two statements: nothing is known any more, and the same again will be done.
        let Some((request, salt, answer)) = tx.opt::<(Digest, Vec<u8>, Vec<u8>)>(&KEPT, &params![self.id])?
        else {
            return Err(No::Busy);
        };
        if request != self.request {
            return Err(Refusal::invalid(
                "idempotency_key_reused",
                "This Idempotency-Key was used for another request. Make a new key for a new intention.",
            )
            .into());
        }
        // In a batch the row may be a neighbour's, not saved yet: its saving is ours.
        tx.witness(&SAVED, &params![self.id, salt.as_slice()]);
        let salt = salt.try_into().ok();
        let opened = salt.and_then(|salt: [u8; SALT]| self.seal.open(salt, &answer));
        Ok(opened.ok_or_else(|| Broken::Stored("a kept answer that does not open".into()))?)
    }
}

/// Waiting for the other one's row took too long.
fn in_flight(broken: Broken) -> No {
    match broken.trouble() {
        Trouble::Contention => Refusal::conflict(
            "idempotency_in_flight",
            "The same request is under way. Wait a moment and send it again with the same key.",
        )
        .into(),
        _ => broken.into(),
    }
}

/// Forgets answers from before `before`, at most `most` of them at once; says how many.
pub struct Forget {
    /// Usually now less [`KEEP`].
    pub before: Time,
    /// So that no job holds the writer for long.
    pub most: u32,
}

/// The command of [`Forget`].
///
/// # Errors
/// The database's.
pub fn forget(tx: &mut Tx, _: &Cx, ask: &Forget) -> Result<u64, No> {
    Ok(tx.run(&FORGET, &params![ask.before, ask.most])?)
}

/// 1 to 200 visible ASCII characters; more than 15 from somebody without a credential.
fn key(parts: &Parts, actor: &Actor) -> Answer<String> {
    let refuse = |code, detail: &'static str| {
        Err(Problem::new(StatusCode::BAD_REQUEST, code, detail).at("Idempotency-Key"))
    };
    let mut sent = parts.headers.get_all(KEY_HEADER).into_iter();
    let (Some(value), None) = (sent.next(), sent.next()) else {
        return refuse(
            "idempotency_key_needed",
            "This needs one Idempotency-Key header: make up a random key for each intention, such as a UUID, \
             and send the same key when you try again.",
        );
    };
    shaped(value.as_bytes().to_vec(), actor)
}

fn shaped(bytes: Vec<u8>, actor: &Actor) -> Answer<String> {
    let refuse = |code, detail: &'static str| {
        Err(Problem::new(StatusCode::BAD_REQUEST, code, detail).at("Idempotency-Key"))
    };
    if !(1..=200).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_graphic) {
        return refuse("idempotency_key_shape", "An Idempotency-Key is 1 to 200 visible ASCII characters.");
    }
    if *actor == Actor::Anyone && bytes.len() < SHARED_KEY_LETTERS {
        return refuse(
            "idempotency_key_weak",
            "Before anybody is signed in a key must be hard to guess: 16 characters or more, such as a UUID.",
        );
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

impl FromRequestParts<State> for Once {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &State) -> Answer<Self> {
        let call = Call::from_request_parts(parts, state).await?;
        let key = key(parts, &call.caller.actor)?;
        let has_body = parts.headers.contains_key(header::TRANSFER_ENCODING)
            || parts.headers.get(header::CONTENT_LENGTH).is_some_and(|length| length != "0");
        let mut once = Self::at(call, parts, key);
        once.body = (!has_body).then(|| Digest::of(b""));
        Ok(once)
    }
}
impl Takes for Once {
    fn sketch(sketch: &mut Sketch) {
        let schema = ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(200))
            .pattern(Some("^[!-~]+$"));
        let words = "Made up by the client for each intention; the same key again gets the same answer. \
                     Without a credential at least 16 characters.";
        let key = parameter(ParameterIn::Header, "Idempotency-Key", words, schema);
        sketch.parameters.push(key.required(Required::True).build());
        sketch.keyed = true;
    }
}

impl<T: DeserializeOwned + 'static> FromRequest<State> for Keyed<T> {
    type Rejection = Problem;
    async fn from_request(request: axum::extract::Request, state: &State) -> Answer<Self> {
        let (mut parts, body) = request.into_parts();
        let mut once = Once::from_request_parts(&mut parts, state).await?;
        let bytes = if TypeId::of::<T>() == TypeId::of::<()>() {
            nothing(&parts, body).await?
        } else {
            extract::json_bytes(&parts, body).await?
        };
        once.body = Some(Digest::of(&bytes));
        Ok(Self(once, extract::parse(&bytes)?))
    }
}

/// The body of a route that takes none, as the JSON of `()`.
async fn nothing(parts: &Parts, body: Body) -> Answer<Bytes> {
    if parts.headers.get(header::CONTENT_LENGTH).is_none_or(|length| length == "0") {
        return Ok(Bytes::from_static(b"null"));
    }
    let bytes = extract::json_bytes(parts, body).await?;
    let empty = matches!(bytes.trim_ascii(), b"" | b"{}" | b"null");
    if empty {
        return Ok(Bytes::from_static(b"null"));
    }
    Err(Refusal::invalid("body", "This takes no body. Nothing was changed.").into())
}

impl<T: ToSchema + 'static> Takes for Keyed<T> {
    fn sketch(sketch: &mut Sketch) {
        Once::sketch(sketch);
        if TypeId::of::<T>() != TypeId::of::<()>() {
            sketch.takes_json::<T>();
        }
    }
}
