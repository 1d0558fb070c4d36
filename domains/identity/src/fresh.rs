//! A fresh proof: what empties a till takes more than a session that somebody left open or stole. The session must
//! have shown its password or a passkey within ten minutes, or the request brings the password. A token never proves
//! anything by itself.

use db::{No, Rx, Tx, params, sql};
use kernel::{Account, Cx, Id, Refusal, Scope, Span, Time};
use serde::Serialize;
use utoipa::ToSchema;
use web::{Answer, Call};

use crate::Password;
use crate::account::{self, Standing};
use crate::credential::Presented;
use crate::proof::{Proven, prove_again};

sql! {
    /// Opening a session is a proof: by password, by passkey, or by a recovery code that set another password.
    PROVED = "SELECT COALESCE(c.proved, c.created)
        FROM credential c
        JOIN account a ON a.id = c.account
        WHERE c.secret = $1 AND c.account = $2 AND c.kind = 'session' AND c.epoch = a.epoch AND c.until > $3";
    PROVE = "UPDATE credential SET proved = $3 WHERE secret = $1 AND account = $2 AND kind = 'session'";
}

/// How long a proof is fresh.
pub const FRESH: Span = Span::minutes(10);

/// What the caller has to show, to be judged inside the command that needs it.
pub struct Fresh {
    presented: Presented,
    proven: Option<Proven>,
}

/// Gathers it for a handler: the credential that asks, and the password if the request brings one. `field` is where it
/// stood. A route that calls this costs [`crate::HASHING`].
///
/// # Errors
/// `wrong_password`, `too_many_guesses`; busy.
pub async fn fresh(
    call: &Call,
    presented: Presented,
    password: Option<Password>,
    field: &'static str,
) -> Answer<Fresh> {
    let proven = match password {
        Some(password) => Some(prove_again(call, password, field).await?),
        None => None,
    };
    Ok(Fresh { presented, proven })
}

impl Fresh {
    /// Whether it will do now. Locks nothing, so a command may hold whatever family it needs.
    ///
    /// # Errors
    /// `proof_needed`; the password was changed in between.
    pub fn check(&self, tx: &mut Tx, cx: &Cx) -> Result<(), No> {
        if let Some(proven) = &self.proven {
            return proven.still(tx);
        }
        if is_fresh(tx, cx, &self.presented)? {
            return Ok(());
        }
        Err(needed().into())
    }

    /// The account that asks under its lock, shown to be its owner's: by its password where it has one, else by a
    /// fresh proof.
    ///
    /// # Errors
    /// `proof_needed`, `banned`; the password was changed in between.
    pub(crate) fn locked(&self, tx: &mut Tx, cx: &Cx) -> Result<Standing, No> {
        if let Some(proven) = &self.proven {
            return proven.locked(tx, cx);
        }
        let account = account::locked(tx, cx, cx.account(Scope::AccountWrite)?)?;
        if account.has_password() {
            return Err(needed().into());
        }
        self.check(tx, cx)?;
        Ok(account)
    }

    /// What the request came with.
    pub(crate) fn presented(&self) -> &Presented {
        &self.presented
    }
}

fn needed() -> Refusal {
    let detail = "This needs a proof that the account is yours: send its `password`, or show the password or a passkey \
                  at PUT /me/proof and ask again within ten minutes. Nothing was changed.";
    Refusal::forbidden("proof_needed", detail)
}

/// Whether the session that asks needs no other proof now.
pub(crate) fn is_fresh(rx: &mut Rx, cx: &Cx, presented: &Presented) -> Result<bool, No> {
    let account = cx.actor.account().ok_or_else(Refusal::sign_in)?;
    let proved = match presented.0 {
        Some(secret) => rx.opt::<Time>(&PROVED, &params![secret, account, cx.now])?,
        None => None,
    };
    Ok(proved.is_some_and(|proved| cx.now < proved + FRESH))
}

/// A session that has just shown its password or a passkey.
#[derive(Serialize, ToSchema)]
#[schema(as = FreshProof)]
pub(crate) struct View {
    /// Until then this session needs nothing more for what asks for a fresh proof.
    fresh_until: Time,
}

/// Notes that the session that asks has shown its password.
pub(crate) fn prove(tx: &mut Tx, cx: &Cx, (presented, proven): &(Presented, Proven)) -> Result<View, No> {
    proven.still(tx)?;
    note(tx, cx, (presented, proven.account()))
}

/// Notes that the session that asks has shown that this account is its owner's, which is the one that asks.
///
/// # Errors
/// `session_only`.
pub(crate) fn note(tx: &mut Tx, cx: &Cx, (presented, shown): (&Presented, Id<Account>)) -> Result<View, No> {
    let account = cx.account(Scope::AccountWrite)?;
    let noted = match presented.0 {
        Some(secret) if shown == account => tx.run(&PROVE, &params![secret, account, cx.now])?,
        _ => 0,
    };
    if noted == 0 {
        let detail = "Only a session can be proved; a token sends the password with what needs it.";
        return Err(Refusal::forbidden("session_only", detail).into());
    }
    Ok(View { fresh_until: cx.now + FRESH })
}
