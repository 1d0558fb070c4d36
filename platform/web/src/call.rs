//! One call: who asks, from where, and the market they ask.

use std::convert::Infallible;
use std::net::IpAddr;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use db::{Db, No, Rx, Tx};
use kernel::{Actor, Cx, Digest, Id, Page, Refusal, Secret, Wiring};
use serde::Serialize;

use crate::describe::{Sketch, Takes};
use crate::gate::Visit;
use crate::{Answer, Done, Json, List, Problem};

/// Where a guest's secret travels.
pub const GUEST_HEADER: &str = "rialto-guest";

/// The id of a request, as `Request-Id` and in every problem.
pub struct Request;
impl kernel::Kind for Request {
    const PREFIX: &'static str = "req";
}

/// A future behind a pointer.
pub type Waiting<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Who a bearer's secret belongs to. Identity provides it; the web knows no accounts.
pub trait Authenticate: Send + Sync + 'static {
    /// The account behind a session or a token.
    ///
    /// # Errors
    /// [`Refusal::sign_in`] for a secret that is wrong or has ended, alike in work and answer.
    fn bearer(&self, secret: Secret) -> Waiting<'_, Result<Actor, No>>;
}

/// What every handler may use: the database, and the parts that `app` put together for handlers.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub db: Db,
    parts: Arc<Wiring>,
}

impl State {
    /// `parts` are for handlers; what commands need is wired into the database.
    pub fn new(db: Db, parts: Wiring) -> Self {
        Self { db, parts: Arc::new(parts) }
    }

    /// The part of this type.
    ///
    /// # Errors
    /// `app` forgot it.
    pub fn part<T: 'static>(&self) -> Answer<&T> {
        self.parts.get().ok_or_else(|| {
            Problem::broken(&format_args!("the market was started without {}", std::any::type_name::<T>()))
        })
    }
}

/// Who calls, and from where.
#[derive(Clone, Debug, PartialEq)]
pub struct Caller {
    /// Who asks.
    pub actor: Actor,
    /// The secret of a cart or a guest's order, hashed, where one was sent: somebody who signs in may still
    /// bring their cart along.
    pub guest: Option<Digest>,
    /// Where from, behind trusted proxies.
    pub address: IpAddr,
}

impl Caller {
    /// Whose idempotency keys these are. Everybody without a credential shares one name: what keeps them apart
    /// is that their keys must be long (see [`crate::Once`]).
    pub(crate) fn principal(&self) -> Digest {
        match &self.actor {
            Actor::Account { id, .. } => Digest::of_parts([b"account".as_slice(), &id.uid().0]),
            Actor::Guest(secret) => Digest::of_parts([b"guest".as_slice(), &secret.0]),
            Actor::Anyone => Digest::of(b"anyone"),
            Actor::Engine | Actor::Operator => Digest::of(b"engine"),
        }
    }

    /// Who the headers say this is. A bad credential is refused, also where none was needed: the caller
    /// believes to be signed in and is not.
    pub(crate) async fn of(
        headers: &HeaderMap,
        address: IpAddr,
        authenticate: &dyn Authenticate,
    ) -> Result<Self, No> {
        let guest = one(headers, GUEST_HEADER)?.map(|secret| Secret::from_text(secret).digest());
        let actor = match (one(headers, header::AUTHORIZATION.as_str())?, guest) {
            (Some(credential), _) => authenticate.bearer(bearer(credential)?).await?,
            (None, Some(secret)) => Actor::Guest(secret),
            (None, None) => Actor::Anyone,
        };
        Ok(Self { actor, guest, address })
    }
}

/// A header that may be sent once. Two of them are two opinions about who asks.
fn one<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<&'a str>, Refusal> {
    let mut values = headers.get_all(name).into_iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| Refusal::sign_in()),
        (Some(_), Some(_)) => Err(Refusal::sign_in()),
    }
}

/// The secret of `Authorization: Bearer secret` (RFC 6750, 2.1; the scheme's case is free by RFC 9110, 11.1).
fn bearer(credential: &str) -> Result<Secret, Refusal> {
    match credential.split_once(' ') {
        Some((scheme, secret)) if scheme.eq_ignore_ascii_case("bearer") && !secret.trim().is_empty() => {
            Ok(Secret::from_text(secret.trim()))
        }
        _ => Err(Refusal::sign_in()),
    }
}

/// One call, as a handler's argument.
pub struct Call {
    /// Who asks.
    pub caller: Caller,
    /// The id of this request.
    pub request: Id<Request>,
    pub(crate) state: State,
}

impl Call {
    /// A reading, answered as JSON.
    ///
    /// # Errors
    /// What the reading refuses.
    pub async fn read<I, O, F>(&self, input: I, reading: F) -> Answer<Json<O>>
    where
        I: Send + 'static,
        O: Send + 'static,
        F: Fn(&mut Rx, &Cx, &I) -> Result<O, No> + Copy + Send + 'static,
    {
        Ok(Json(self.state.db.read(&self.caller.actor, input, reading).await?))
    }

    /// A reading of one page of a list.
    ///
    /// # Errors
    /// What the reading refuses.
    pub async fn list<I, O, F>(&self, input: I, reading: F) -> Answer<List<O>>
    where
        I: Send + 'static,
        O: Send + 'static,
        F: Fn(&mut Rx, &Cx, &I) -> Result<Page<O>, No> + Copy + Send + 'static,
    {
        Ok(List(self.state.db.read(&self.caller.actor, input, reading).await?))
    }

    /// A command that is idempotent by itself, as PUT, PATCH and DELETE are. A POST goes through
    /// [`crate::Keyed`].
    ///
    /// # Errors
    /// What the command refuses.
    pub async fn write<I, O, F>(&self, input: I, command: F) -> Answer<Done<O>>
    where
        I: Send + 'static,
        O: Serialize + Send + 'static,
        F: Fn(&mut Tx, &Cx, &I) -> Result<O, No> + Copy + Send + 'static,
    {
        Done::of(&self.state.db.write(&self.caller.actor, input, command).await?)
    }
}

impl Deref for Call {
    type Target = State;
    fn deref(&self) -> &State {
        &self.state
    }
}

impl FromRequestParts<State> for Call {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &State) -> Answer<Self> {
        let visit = Visit::of(&parts.extensions)?;
        Ok(Self { caller: visit.caller.clone(), request: visit.request, state: state.clone() })
    }
}
impl Takes for Call {
    fn sketch(_: &mut Sketch) {}
}

impl FromRequestParts<State> for State {
    type Rejection = Infallible;
    async fn from_request_parts(_: &mut Parts, state: &State) -> Result<Self, Infallible> {
        Ok(state.clone())
    }
}
impl Takes for State {
    fn sketch(_: &mut Sketch) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nobody;
    impl Authenticate for Nobody {
        fn bearer(&self, secret: Secret) -> Waiting<'_, Result<Actor, No>> {
            Box::pin(async move {
                if secret.reveal() == "good" { Ok(Actor::Operator) } else { Err(Refusal::sign_in().into()) }
            })
        }
    }

    async fn who(headers: &[(&'static str, &str)]) -> Result<Actor, &'static str> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let caller = Caller::of(&map, IpAddr::from([127, 0, 0, 1]), &Nobody).await;
        caller.map(|caller| caller.actor).map_err(|no| no.code())
    }

    #[tokio::test]
    async fn headers_say_who_calls_and_a_bad_or_doubled_one_says_nobody() {
        let guest = Actor::Guest(Secret::from_text("s").digest());
        assert_eq!(who(&[]).await, Ok(Actor::Anyone));
        assert_eq!(who(&[(GUEST_HEADER, "s")]).await, Ok(guest));
        assert_eq!(who(&[("authorization", "bearer good"), (GUEST_HEADER, "s")]).await, Ok(Actor::Operator));
        for bad in ["Bearer bad", "Basic good", "Bearer", "Bearer ", "good"] {
            assert_eq!(who(&[("authorization", bad)]).await, Err("sign_in"), "{bad}");
        }
        let two = [("authorization", "Bearer good"), ("authorization", "Bearer good")];
        assert_eq!(who(&two).await, Err("sign_in"));
    }
}
