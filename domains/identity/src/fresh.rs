//! A fresh proof: what empties a till takes more than a session that somebody left open or stole. The session must
//! have shown its password within ten minutes, or the request shows it again. A token never proves anything by itself.

use db::{No, Tx, params, sql};
use kernel::{Cx, Refusal, Scope, Span, Time};
use serde::Serialize;
use utoipa::ToSchema;
use web::{Answer, Call};

use crate::Password;
use crate::credential::Presented;
use crate::proof::{Proven, prove_again};

sql! {
    /// Opening a session is a proof: by password, or by a recovery code that set another one.
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
        let account = cx.actor.account().ok_or_else(Refusal::sign_in)?;
        let proved = match self.presented.0 {
            Some(secret) => tx.opt::<Time>(&PROVED, &params![secret, account, cx.now])?,
            None => None,
        };
        if proved.is_some_and(|proved| cx.now < proved + FRESH) {
            return Ok(());
        }
        let detail = "This needs your password: send it as `password`, or show it at PUT /me/proof and ask again \
                      within ten minutes. Nothing was changed.";
        Err(Refusal::forbidden("proof_needed", detail).into())
    }
}

/// A session that has just shown its password.
#[derive(Serialize, ToSchema)]
#[schema(as = FreshProof)]
pub(crate) struct View {
    /// Until then this session needs no password for what asks for a fresh proof.
    fresh_until: Time,
}

/// Notes that the session that asks has shown its password.
pub(crate) fn prove(tx: &mut Tx, cx: &Cx, (presented, proven): &(Presented, Proven)) -> Result<View, No> {
    proven.still(tx)?;
    let account = cx.account(Scope::AccountWrite)?;
    let noted = match presented.0 {
        Some(secret) => tx.run(&PROVE, &params![secret, account, cx.now])?,
        None => 0,
    };
    if noted == 0 {
        let detail = "Only a session can be proved; a token sends the password with what needs it.";
        return Err(Refusal::forbidden("session_only", detail).into());
    }
    Ok(View { fresh_until: cx.now + FRESH })
}
