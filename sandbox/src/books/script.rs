//! How the gateway behaves from now on: a script for everything, and one for any single reference.

use std::fmt;

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::{Books, Desk, Refusal, Regret, fields};

/// The reference that stands for everything.
pub(super) const EVERYTHING: &str = "*";

/// A while in milliseconds, at most a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct Wait(u32);

impl Wait {
    /// A week, the longest wait, in milliseconds.
    pub const LONGEST_MS: u32 = 7 * 24 * 60 * 60 * 1000;
    /// How long the page's "pay later" takes: a minute.
    pub const A_MINUTE: Wait = Wait(60_000);

    /// The wait in milliseconds.
    pub fn ms(self) -> i64 {
        i64::from(self.0)
    }
}

/// A wait longer than a week was asked for.
#[derive(Debug)]
pub struct TooLong;

impl fmt::Display for TooLong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "ms must be at most {}, a week", Wait::LONGEST_MS)
    }
}

impl TryFrom<u64> for Wait {
    type Error = TooLong;

    fn try_from(ms: u64) -> Result<Wait, TooLong> {
        match u32::try_from(ms) {
            Ok(ms) if ms <= Wait::LONGEST_MS => Ok(Wait(ms)),
            _ => Err(TooLong),
        }
    }
}

impl From<Wait> for u64 {
    fn from(wait: Wait) -> u64 {
        u64::from(wait.0)
    }
}

/// What comes of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// Who pays has paid.
    #[default]
    Succeed,
    /// Who pays is declined.
    Decline,
    /// Who pays has paid a while later.
    Delay {
        /// How much later.
        ms: Wait,
    },
    /// Creating and voiding are booked, and their first answer withheld.
    TimeoutAfterEffect,
}

/// What comes of a refund or a payout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Ending {
    /// The money goes.
    #[default]
    Succeed,
    /// It does not.
    Fail,
    /// Nothing, until it is settled by hand.
    Pending,
    /// The money goes a while later.
    Delay {
        /// How much later.
        ms: Wait,
    },
    /// The money goes, and the first answer is withheld.
    TimeoutAfterEffect,
}

impl Ending {
    /// When (milliseconds after 1970) and how it ends of itself; `None` waits for a hand.
    pub(super) fn plan(self, now: i64) -> Option<(i64, Verdict)> {
        match self {
            Ending::Succeed | Ending::TimeoutAfterEffect => Some((now, Verdict::Succeed)),
            Ending::Fail => Some((now, Verdict::Fail)),
            Ending::Delay { ms } => Some((now + ms.ms(), Verdict::Succeed)),
            Ending::Pending => None,
        }
    }
}

/// How a refund or a payout ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The money went.
    Succeed,
    /// It did not.
    Fail,
}

impl ToSql for Verdict {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Verdict::Succeed => "succeed",
            Verdict::Fail => "fail",
        }
        .into())
    }
}

impl FromSql for Verdict {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Verdict> {
        match value.as_str()? {
            "succeed" => Ok(Verdict::Succeed),
            "fail" => Ok(Verdict::Fail),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

/// How webhooks travel. The braces make serde refuse fields that a mode does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "snake_case", deny_unknown_fields)]
pub enum WebhookMode {
    /// At once.
    Prompt {},
    /// A while after the event.
    Late {
        /// How long after.
        ms: Wait,
    },
    /// Two deliveries of the same event.
    Twice {},
    /// Of two events of one payment the second comes first; one that stays alone comes late.
    Reordered {
        /// How long an event waits for the next.
        ms: Wait,
    },
    /// Not at all.
    Never {},
}

/// What is scripted for one reference. Absent fields are left to the next wider script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// A payment's, refund's or payout's reference, or `*` for everything.
    #[serde(default = "everything")]
    pub reference: String,
    /// What comes of payments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What comes of refunds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refunds: Option<Ending>,
    /// What comes of payouts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payouts: Option<Ending>,
    /// How webhooks travel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhooks: Option<WebhookMode>,
    /// Whether an expired payment can still be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_payments: Option<bool>,
    /// Whether paying a captured payment captures again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_captures: Option<bool>,
    /// Whether payers' banks take captures back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chargebacks: Option<Regret>,
}

fn everything() -> String {
    EVERYTHING.to_owned()
}

impl Script {
    /// A script for `reference` that says nothing yet.
    pub fn of(reference: &str) -> Script {
        Script {
            reference: reference.to_owned(),
            outcome: None,
            refunds: None,
            payouts: None,
            webhooks: None,
            late_payments: None,
            second_captures: None,
            chargebacks: None,
        }
    }

    /// This script where it says something, `wider` where it does not.
    fn or(self, wider: Script) -> Script {
        Script {
            reference: self.reference,
            outcome: self.outcome.or(wider.outcome),
            refunds: self.refunds.or(wider.refunds),
            payouts: self.payouts.or(wider.payouts),
            webhooks: self.webhooks.or(wider.webhooks),
            late_payments: self.late_payments.or(wider.late_payments),
            second_captures: self.second_captures.or(wider.second_captures),
            chargebacks: self.chargebacks.or(wider.chargebacks),
        }
    }
}

/// What holds for one thing, every field decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Behaviour {
    pub outcome: Outcome,
    pub refunds: Ending,
    pub payouts: Ending,
    pub webhooks: WebhookMode,
    pub late_payments: bool,
    pub second_captures: bool,
    pub chargebacks: Regret,
}

impl Books {
    /// Adds to the script of `change.reference`; fields that are `None` stay as they are. Answers the whole.
    ///
    /// # Errors
    /// When the reference is neither `*` nor a reference, or the file cannot be used.
    pub fn direct(&mut self, change: Script, now: Timestamp) -> Result<Script, Refusal> {
        if change.reference != EVERYTHING {
            fields::reference("reference", &change.reference)?;
        }
        self.act(now, |desk| {
            let was = desk.script(&change.reference)?;
            let script = change.or(was);
            desk.keep_script(&script)?;
            Ok(script)
        })
    }

    /// Every script there is, in the order of references.
    ///
    /// # Errors
    /// Only when the file cannot be used.
    pub fn scripts(&mut self, now: Timestamp) -> Result<Vec<Script>, Refusal> {
        self.act(now, |desk| {
            let mut rows = desk.tx.prepare_cached("SELECT script FROM scripts ORDER BY reference")?;
            let scripts = rows.query_map([], |row| row.get(0))?;
            Ok(scripts.collect::<Result<_, _>>()?)
        })
    }

    /// Forgets every script: all is prompt and succeeds again.
    ///
    /// # Errors
    /// Only when the file cannot be used.
    pub fn forget_scripts(&mut self, now: Timestamp) -> Result<(), Refusal> {
        self.act(now, |desk| {
            desk.tx.execute("DELETE FROM scripts", [])?;
            Ok(())
        })
    }
}

impl Desk<'_> {
    /// What holds for a thing that goes by these references, the nearest first.
    pub(super) fn behaviour(&self, references: &[&str]) -> Result<Behaviour, Refusal> {
        let mut script = Script::of(EVERYTHING);
        for reference in references.iter().chain(&[EVERYTHING]) {
            script = script.or(self.script(reference)?);
        }
        Ok(Behaviour {
            outcome: script.outcome.unwrap_or_default(),
            refunds: script.refunds.unwrap_or_default(),
            payouts: script.payouts.unwrap_or_default(),
            webhooks: script.webhooks.unwrap_or(WebhookMode::Prompt {}),
            late_payments: script.late_payments.unwrap_or(false),
            second_captures: script.second_captures.unwrap_or(false),
            chargebacks: script.chargebacks.unwrap_or_default(),
        })
    }

    fn script(&self, reference: &str) -> Result<Script, Refusal> {
        let mut row = self.tx.prepare_cached("SELECT script FROM scripts WHERE reference = ?1")?;
        let script = row.query_row([reference], |row| row.get(0)).optional()?;
        Ok(script.unwrap_or_else(|| Script::of(reference)))
    }

    fn keep_script(&self, script: &Script) -> Result<(), Refusal> {
        self.tx.execute(
            "INSERT INTO scripts (reference, script) VALUES (?1, ?2)
             ON CONFLICT (reference) DO UPDATE SET script = excluded.script",
            params![script.reference, script],
        )?;
        Ok(())
    }
}

/// A script is kept as the JSON that `/control` speaks.
impl ToSql for Script {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text =
            serde_json::to_string(self).map_err(|why| rusqlite::Error::ToSqlConversionFailure(why.into()))?;
        Ok(text.into())
    }
}

impl FromSql for Script {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Script> {
        serde_json::from_str(value.as_str()?).map_err(|why| FromSqlError::Other(why.into()))
    }
}
