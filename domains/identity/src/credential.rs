//! Credentials: whoever brings the secret of a session or a token is its account, until it ends.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use db::{Broken, Db, No, Rx, Tx, params, row, sql};
use kernel::{Account, Actor, Cx, Digest, Id, Kind, Refusal, Scopes, Secret, Span, Time, Uid};
use web::{Authenticate, Problem, Sketch, State, Takes, Waiting};

use crate::account::role;

/// A person signed in on one device.
pub struct Session;
impl Kind for Session {
    const PREFIX: &'static str = "ses";
}

/// A program's credential.
pub struct Token;
impl Kind for Token {
    const PREFIX: &'static str = "tok";
}

/// How long credentials last; wired into the database by `app`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terms {
    /// A session that rests this long has ended (`RIALTO_SESSION_IDLE`).
    pub session_idle: Span,
    /// No session lasts longer (`RIALTO_SESSION_LONGEST`).
    pub session_longest: Span,
    /// No token lasts longer (`RIALTO_TOKEN_LONGEST`).
    pub token_longest: Span,
}

impl Default for Terms {
    /// Two weeks of rest, 90 days, a year.
    fn default() -> Self {
        Self { session_idle: Span::days(14), session_longest: Span::days(90), token_longest: Span::days(366) }
    }
}

/// `seen` is written no more often than this.
const SEEN_EVERY: Span = Span::minutes(1);

sql! {
    /// Everything that can end a credential stands in this one WHERE.
    BY_SECRET = "SELECT c.id, c.kind, c.account, a.role, c.scopes, c.seen, c.ends
        FROM credential c
        JOIN account a ON a.id = c.account
        WHERE c.secret = $1
          AND c.until > $2
          AND c.epoch = a.epoch
          AND a.banned IS NULL";
    SEE = "UPDATE credential
        SET seen = $2, until = CASE WHEN $2 + idle < ends THEN $2 + idle ELSE ends END
        WHERE id = $1 AND seen < $2";
}

/// A credential that has not ended.
pub(crate) struct Living {
    pub id: Uid,
    pub kind: String,
    pub account: Id<Account>,
    pub role: String,
    pub scopes: Option<String>,
    pub seen: Time,
    pub ends: Time,
}
row!(Living { id, kind, account, role, scopes, seen, ends });

impl Living {
    pub(crate) fn is_token(&self) -> bool {
        self.kind == "token"
    }

    fn actor(&self) -> Result<Actor, Broken> {
        let scopes = self.scopes.as_deref().map_or_else(|| Ok(Scopes::all()), stored_scopes)?;
        Ok(Actor::Account { id: self.account, role: role(&self.role)?, scopes })
    }
}

/// The credential of this secret, if it has not ended.
pub(crate) fn living(rx: &mut Rx, cx: &Cx, secret: &Digest) -> Result<Option<Living>, No> {
    Ok(rx.opt(&BY_SECRET, &params![*secret, cx.now])?)
}

fn see(tx: &mut Tx, cx: &Cx, id: &Uid) -> Result<u64, No> {
    Ok(tx.run(&SEE, &params![*id, cx.now])?)
}

/// Scopes as a column keeps them: words with a space between.
pub(crate) fn stored_scopes(words: &str) -> Result<Scopes, Broken> {
    words
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| word.parse().map_err(|()| Broken::Stored(format!("scope {word}"))))
        .collect()
}

/// The other way round.
pub(crate) fn scope_words(scopes: Scopes) -> String {
    scopes.iter().map(kernel::Scope::word).collect::<Vec<_>>().join(" ")
}

/// Who a bearer's secret belongs to, for the web.
pub struct Authenticator {
    db: Db,
}

impl Authenticator {
    /// Asks this database.
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    async fn ask(&self, secret: Digest) -> Result<Actor, No> {
        let living = self.db.read(&Actor::Anyone, secret, living).await?.ok_or_else(Refusal::sign_in)?;
        if self.db.now() - living.seen >= SEEN_EVERY {
            // Whether it was seen is worth no refusal: if this could not be written, the next request will.
            let _ = self.db.write(&Actor::Engine, living.id, see).await;
        }
        Ok(living.actor()?)
    }
}

impl Authenticate for Authenticator {
    fn bearer(&self, secret: Secret) -> Waiting<'_, Result<Actor, No>> {
        let digest = secret.digest();
        Box::pin(self.ask(digest))
    }
}

/// The hash of the secret that this request came with: which of the account's credentials asks. The gate has
/// let it through already.
#[derive(Clone, Copy)]
pub struct Presented(pub Option<Digest>);

impl FromRequestParts<State> for Presented {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self, Problem> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let secret = header.and_then(|text| text.split_once(' ')).map(|(_, secret)| secret.trim());
        Ok(Self(secret.map(|secret| Secret::from_text(secret).digest())))
    }
}
impl Takes for Presented {
    fn sketch(_: &mut Sketch) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Scope;

    #[test]
    fn scopes_come_back_from_their_words() {
        for scopes in
            [Scopes::NONE, Scopes::all(), [Scope::ShopRead, Scope::OrdersRead].into_iter().collect()]
        {
            assert_eq!(stored_scopes(&scope_words(scopes)), Ok(scopes));
        }
        assert!(stored_scopes("shop:read everything").is_err());
    }
}
