//! What a passkey is asked to sign: 256 random bits, good once, for five minutes, for one purpose and for the session
//! that asked.

use db::{No, Tx, params, sql};
use kernel::{Account, Cx, Digest, Id, Refusal, Scope, Span, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ceremony::{Relying, base64url};
use super::credentials_of;
use crate::credential::Presented;

/// How long somebody may take.
const GOOD_FOR: Span = Span::minutes(5);

sql! {
    ASK = "INSERT INTO passkey_challenge (challenge, purpose, holder, owner, until) VALUES ($1, $2, $3, $4, $5)";
    ASKED = "SELECT owner FROM passkey_challenge
        WHERE challenge = $1 AND purpose = $2 AND holder = $3 AND until > $4";
    /// Of two at once with one challenge, one finds it.
    TAKE = "DELETE FROM passkey_challenge WHERE challenge = $1 AND purpose = $2 AND holder = $3 AND until > $4";
}

/// What a passkey is to be asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PasskeyPurpose)]
pub(crate) enum Purpose {
    /// Signing in; whose passkey it is, the passkey says.
    SignIn,
    /// An account with a passkey instead of a password.
    SignUp,
    /// One more for the account that asks.
    Add,
    /// A fresh proof for the session that asks.
    Prove,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::SignUp => "sign_up",
            Self::Add => "add",
            Self::Prove => "prove",
        }
    }

    fn is_of_an_account(self) -> bool {
        matches!(self, Self::Add | Self::Prove)
    }
}

/// What to hand to `navigator.credentials`. Bytes are base64url without padding.
#[derive(Serialize, ToSchema)]
#[schema(as = PasskeyChallenge)]
pub(crate) struct Challenge {
    /// To be signed.
    challenge: String,
    /// The relying party's id.
    rp_id: String,
    /// `user.id` of a passkey that is made.
    user: String,
    /// COSE algorithms that we read, the best known first.
    algorithms: [i64; 3],
    /// Of the account that asks: not to be made twice, or to choose from.
    credentials: Vec<String>,
    /// Until when it is good.
    good_until: Time,
}

/// Whose session asks, for purposes of an account.
fn holder(
    cx: &Cx,
    purpose: Purpose,
    presented: &Presented,
) -> Result<(Digest, Option<Id<Account>>), Refusal> {
    if !purpose.is_of_an_account() {
        return Ok((Digest::of(b""), None));
    }
    let account = cx.account(Scope::AccountWrite)?;
    Ok((presented.0.ok_or_else(Refusal::sign_in)?, Some(account)))
}

/// Asks.
///
/// # Errors
/// `passkeys_impossible`; nobody is signed in, for what needs it.
pub(crate) fn begin(
    tx: &mut Tx,
    cx: &Cx,
    (purpose, presented): &(Purpose, Presented),
) -> Result<Challenge, No> {
    let party = cx.wired::<Relying>()?.party()?;
    let (holder, account) = holder(cx, *purpose, presented)?;
    let bytes = cx.chance(|chance| chance.bytes::<32>());
    let (owner, until) = (account.unwrap_or_else(|| cx.id::<Account>()), cx.now + GOOD_FOR);
    tx.run(&ASK, &params![Digest::of(&bytes), purpose.word(), holder, owner, until])?;
    let credentials = account.map_or_else(|| Ok(Vec::new()), |account| credentials_of(tx, account))?;
    Ok(Challenge {
        challenge: base64url(&bytes),
        rp_id: party.id.clone(),
        user: base64url(&owner.uid().0),
        algorithms: [-7, -8, -257],
        credentials: credentials.iter().map(|credential| base64url(credential)).collect(),
        good_until: until,
    })
}

/// Takes a challenge that came back signed, and answers whose it was: the account's, or the id of the one to make.
///
/// # Errors
/// `passkey_expired`: it was never asked, has been answered, was for something else, or took too long.
pub(crate) fn take(
    tx: &mut Tx,
    cx: &Cx,
    challenge: &[u8],
    (purpose, presented): (Purpose, &Presented),
) -> Result<Id<Account>, No> {
    let (holder, _) = holder(cx, purpose, presented)?;
    let which = params![Digest::of(challenge), purpose.word(), holder, cx.now];
    let owner = tx.opt::<Id<Account>>(&ASKED, &which)?;
    match (owner, tx.run(&TAKE, &which)?) {
        (Some(owner), 1) => Ok(owner),
        _ => {
            let detail =
                "This took longer than five minutes, or was sent before. Nothing was changed; try again.";
            Err(Refusal::invalid("passkey_expired", detail).into())
        }
    }
}
