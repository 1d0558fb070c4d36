//! Tokens for programs: never stronger than what makes them, in scopes and in time.

use db::{No, Rx, Tx, params, row, sql};
use kernel::{Cursor, Cx, Id, Page, Refusal, Scope, Scopes, Time, Uid};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::Paging;

use crate::account::{self, TOKEN_MADE, fact, tell};
use crate::credential::{Living, Presented, living, scope_words};
use crate::recent::Place;
use crate::{Terms, Token};

type TokenId = Id<Token>;

/// Letters of a token's name.
const LONGEST_NAME: usize = 60;
/// More than this is a program that forgets its tokens.
const MOST_TOKENS: i64 = 50;

sql! {
    MAKE = "INSERT INTO credential
            (id, account, kind, secret, epoch, scopes, name, parent, created, seen, until, ends)
        VALUES ($1, $2, 'token', $3, $4, $5, $6, $7, $8, $8, $9, $9)";
    COUNT = "SELECT CAST(COUNT(*) AS BIGINT) FROM credential
        WHERE account = $1 AND kind = 'token' AND epoch = $2 AND until > $3";
    NEWEST = "SELECT c.id, c.name, c.scopes, c.created, c.seen, c.ends
        FROM credential c
        JOIN account a ON a.id = c.account
        WHERE c.account = $1 AND c.kind = 'token' AND c.epoch = a.epoch AND c.until > $2
          AND (c.created, c.id) < ($3, $4)
        ORDER BY c.created DESC, c.id DESC
        LIMIT $5";
    /// A token takes those along that it made, and those that they made.
    REVOKE = "WITH RECURSIVE gone (id) AS (
            SELECT id FROM credential WHERE id = $1 AND account = $2 AND kind = 'token'
            UNION
            SELECT c.id FROM credential c JOIN gone ON c.parent = gone.id
        )
        DELETE FROM credential WHERE id IN (SELECT id FROM gone)";
}

/// What a token is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewToken {
    /// What its owner calls it, 1 to 60 letters.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    /// What it may do, such as `orders:read`.
    #[schema(min_items = 1, max_items = 8)]
    scopes: Vec<String>,
    /// When it ends, a year from now at most.
    expires_at: Time,
}

/// A token just made. The secret is shown here and never again.
#[derive(Serialize, ToSchema)]
pub(crate) struct Made {
    id: TokenId,
    /// For `Authorization: Bearer`.
    secret: String,
    scopes: Vec<&'static str>,
    expires_at: Time,
}

/// A token as its owner sees it.
#[derive(Serialize, ToSchema)]
#[schema(as = Token)]
pub(crate) struct View {
    id: TokenId,
    name: String,
    scopes: Vec<String>,
    created_at: Time,
    /// To the minute; when it was made, if it was never used.
    seen_at: Time,
    expires_at: Time,
}

struct Stored {
    id: TokenId,
    name: String,
    scopes: String,
    created: Time,
    seen: Time,
    ends: Time,
}
row!(Stored { id, name, scopes, created, seen, ends });

impl NewToken {
    fn name(&self) -> Result<&str, Refusal> {
        let name = self.name.trim();
        if (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control) {
            return Ok(name);
        }
        let detail = format!("A token's name has 1 to {LONGEST_NAME} letters.");
        Err(Refusal::field("/name", "name", detail))
    }

    fn scopes(&self) -> Result<Scopes, Refusal> {
        let known = || Scope::ALL.map(Scope::word);
        if self.scopes.is_empty() {
            let detail = "A token needs one scope or more.";
            return Err(Refusal::field("/scopes", "scopes", detail).allowing(known()));
        }
        let read = |(at, word): (usize, &String)| {
            word.parse::<Scope>().map_err(|()| {
                let detail = "There is no such scope.";
                Refusal::field(format!("/scopes/{at}"), "scopes", detail).allowing(known())
            })
        };
        self.scopes.iter().enumerate().map(read).collect()
    }
}

/// Makes a token.
///
/// # Errors
/// `name`, `scopes`, `expires_at`, `stronger_than_maker`, `too_many_tokens`.
pub(crate) fn make(tx: &mut Tx, cx: &Cx, (presented, ask): &(Presented, NewToken)) -> Result<Made, No> {
    let id = cx.account(Scope::AccountWrite)?;
    let account = account::locked(tx, cx, id)?;
    let (name, scopes) = (ask.name()?, ask.scopes()?);
    let longest = cx.now + cx.wired::<Terms>()?.token_longest;
    if ask.expires_at <= cx.now || ask.expires_at > longest {
        let detail = format!("A token ends after now and by {longest}.");
        return Err(Refusal::field("/expires_at", "expires_at", detail).into());
    }
    // Read again inside the transaction: it may have ended since the gate let it through.
    let Some(secret) = presented.0 else { return Err(Refusal::sign_in().into()) };
    let maker = living(tx, cx, &secret)?.ok_or_else(Refusal::sign_in)?;
    let parent = parent(cx, &maker, scopes, ask.expires_at)?;
    if tx.one::<i64>(&COUNT, &params![id, account.epoch, cx.now])? >= MOST_TOKENS {
        let detail = format!("An account has at most {MOST_TOKENS} tokens: revoke one that is not used.");
        return Err(Refusal::conflict("too_many_tokens", detail).into());
    }
    let (token, secret) = (cx.id::<Token>(), cx.secret());
    let words = scope_words(scopes);
    let row = params![token, id, secret.digest(), account.epoch, words, name, parent, cx.now, ask.expires_at];
    tx.run(&MAKE, &row)?;
    tell(tx, cx, fact(cx, id, TOKEN_MADE).note("token", token.to_string()))?;
    let scopes = scopes.iter().map(Scope::word).collect();
    Ok(Made { id: token, secret: secret.reveal().to_owned(), scopes, expires_at: ask.expires_at })
}

/// The token that this one hangs on. A session leaves none: programs go on when a person signs out.
fn parent(cx: &Cx, maker: &Living, scopes: Scopes, ends: Time) -> Result<Option<Uid>, Refusal> {
    let stronger = |detail: String| Err(Refusal::forbidden("stronger_than_maker", detail));
    if let Some(scope) = scopes.iter().find(|scope| !cx.actor.may(*scope)) {
        return stronger(format!("A token cannot give the scope {} that it does not have.", scope.word()));
    }
    if !maker.is_token() {
        return Ok(None);
    }
    if ends > maker.ends {
        return stronger(format!("A token cannot make one that ends after itself, at {}.", maker.ends));
    }
    Ok(Some(maker.id))
}

/// The account's tokens, newest first.
pub(crate) fn mine(rx: &mut Rx, cx: &Cx, paging: &Paging) -> Result<Page<View>, No> {
    let account = cx.account(Scope::AccountRead)?;
    let Place { at, id } = Place::of(paging)?;
    let rows = rx.all::<Stored>(&NEWEST, &params![account, cx.now, at, id, paging.limit.probe()])?;
    let page = Page::cut(rows, paging.limit, |row| Cursor::of(row.created.micros(), row.id.uid()));
    Ok(page.map(|row| View {
        id: row.id,
        name: row.name,
        scopes: row.scopes.split(' ').map(str::to_owned).collect(),
        created_at: row.created,
        seen_at: row.seen,
        expires_at: row.ends,
    }))
}

/// Ends a token and all that it made.
pub(crate) fn revoke(tx: &mut Tx, cx: &Cx, token: &TokenId) -> Result<(), No> {
    let account = cx.account(Scope::AccountWrite)?;
    match tx.run(&REVOKE, &params![*token, account])? {
        0 => Err(Refusal::missing("token").into()),
        _ => Ok(()),
    }
}
