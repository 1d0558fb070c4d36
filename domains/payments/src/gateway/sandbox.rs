//! The client of the practice gateway. Its words are those of the gateway's own page of contract; no code is
//! shared with it.

use std::time::Duration;

use axum::http::HeaderMap;
use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::{Secret, Span, Time};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

use super::{
    Capture, Chargeback, Event, Forged, Gateway, MoveStatus, NewPayment, NewPayout, NewRefund, Seen,
    SeenStatus, Thing, Trouble,
};

const SIGNATURE: &str = "sandbox-signature";
/// How far a webhook's timestamp may be from now.
const TOLERANCE: Span = Span::seconds(300);

/// A connection to the practice gateway.
pub struct SandboxGateway {
    agent: ureq::Agent,
    url: String,
    key: Secret,
    webhook_secret: Secret,
}

impl SandboxGateway {
    /// Its word.
    pub const NAME: &'static str = "sandbox";

    /// `url` is where it listens, without a slash at the end; a call without an answer in `patience` is given up,
    /// with its outcome unknown.
    pub fn new(url: impl Into<String>, key: Secret, webhook_secret: Secret, patience: Duration) -> Self {
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(patience))
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .into();
        Self { agent, url: url.into(), key, webhook_secret }
    }

    fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Trouble> {
        let call = self.agent.get(format!("{}{path}", self.url));
        answer(call.header("Authorization", format!("Bearer {}", self.key.reveal())).call())
    }

    fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Trouble> {
        let call = self.agent.post(format!("{}{path}", self.url));
        answer(call.header("Authorization", format!("Bearer {}", self.key.reveal())).send_json(body))
    }
}

/// 404, 409 and 422 are the gateway's considered no. Anything else that is no success leaves the outcome open:
/// a wrong key or a broken gateway is the operator's to mend, and the same call then goes on.
fn answer<T: DeserializeOwned>(
    got: Result<axum::http::Response<ureq::Body>, ureq::Error>,
) -> Result<T, Trouble> {
    let unknown = |why: ureq::Error| Trouble::Unknown(why.to_string());
    let mut got = got.map_err(unknown)?;
    match got.status().as_u16() {
        200 | 201 => got.body_mut().read_json().map_err(unknown),
        404 => Err(Trouble::Missing),
        status @ (409 | 422) => {
            let problem: Problem = got.body_mut().read_json().map_err(unknown)?;
            Err(Trouble::Refused(format!("{status} {}", problem.code)))
        }
        status => Err(Trouble::Unknown(format!("the gateway answered {status}"))),
    }
}

#[derive(Deserialize)]
struct Problem {
    code: String,
}

#[derive(Serialize)]
struct PaymentOrder<'a> {
    reference: &'a str,
    amount: i64,
    currency: &'a str,
    return_url: &'a str,
    expires_at: Time,
}

#[derive(Deserialize)]
struct PaymentAnswer {
    status: String,
    hosted_url: String,
    captures: Vec<CaptureAnswer>,
    chargebacks: Vec<CaptureAnswer>,
}

#[derive(Deserialize)]
struct CaptureAnswer {
    id: String,
    amount: i64,
}

impl TryFrom<PaymentAnswer> for Seen {
    type Error = Trouble;
    fn try_from(answer: PaymentAnswer) -> Result<Self, Trouble> {
        let status = match answer.status.as_str() {
            "created" => SeenStatus::Open,
            "captured" => SeenStatus::Captured,
            "declined" => SeenStatus::Declined,
            "expired" => SeenStatus::Expired,
            "voided" => SeenStatus::Voided,
            other => return Err(Trouble::Unknown(format!("a payment cannot be `{other}`"))),
        };
        let captures =
            answer.captures.into_iter().map(|took| Capture { id: took.id, amount: took.amount }).collect();
        let chargebacks = answer.chargebacks.into_iter();
        let chargebacks = chargebacks.map(|took| Chargeback { id: took.id, amount: took.amount }).collect();
        Ok(Self { status, hosted_url: answer.hosted_url, captures, chargebacks })
    }
}

#[derive(Serialize)]
struct RefundOrder<'a> {
    reference: &'a str,
    payment: &'a str,
    amount: i64,
}

#[derive(Serialize)]
struct PayoutOrder<'a> {
    reference: &'a str,
    destination: &'a str,
    amount: i64,
    currency: &'a str,
}

#[derive(Deserialize)]
struct MoveAnswer {
    status: String,
}

fn moved(answer: &MoveAnswer) -> Result<MoveStatus, Trouble> {
    match answer.status.as_str() {
        "pending" => Ok(MoveStatus::Pending),
        "succeeded" | "paid" => Ok(MoveStatus::Settled),
        "failed" => Ok(MoveStatus::Failed),
        other => Err(Trouble::Unknown(format!("neither a refund nor a payout can be `{other}`"))),
    }
}

#[derive(Deserialize)]
struct Told {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    data: About,
}

#[derive(Deserialize)]
struct About {
    reference: String,
}

impl Gateway for SandboxGateway {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn create(&self, new: &NewPayment) -> Result<Seen, Trouble> {
        let order = PaymentOrder {
            reference: &new.reference,
            amount: new.amount.amount,
            currency: new.amount.currency.code(),
            return_url: &new.return_url,
            expires_at: new.expires_at,
        };
        self.post::<PaymentAnswer>("/v1/payments", &order)?.try_into()
    }

    fn payment(&self, reference: &str) -> Result<Seen, Trouble> {
        self.get::<PaymentAnswer>(&format!("/v1/payments/{reference}"))?.try_into()
    }

    fn void(&self, reference: &str) -> Result<Seen, Trouble> {
        match self.post::<PaymentAnswer>(&format!("/v1/payments/{reference}/void"), &serde_json::json!({})) {
            // The money was first: show it.
            Err(Trouble::Refused(_)) => self.payment(reference),
            answer => answer?.try_into(),
        }
    }

    fn refund(&self, new: &NewRefund) -> Result<MoveStatus, Trouble> {
        let order =
            RefundOrder { reference: &new.reference, payment: &new.payment, amount: new.amount.amount };
        moved(&self.post("/v1/refunds", &order)?)
    }

    fn refund_status(&self, reference: &str) -> Result<MoveStatus, Trouble> {
        moved(&self.get(&format!("/v1/refunds/{reference}"))?)
    }

    fn payout(&self, new: &NewPayout) -> Result<MoveStatus, Trouble> {
        let order = PayoutOrder {
            reference: &new.reference,
            destination: &new.destination,
            amount: new.amount.amount,
            currency: new.amount.currency.code(),
        };
        moved(&self.post("/v1/payouts", &order)?)
    }

    fn payout_status(&self, reference: &str) -> Result<MoveStatus, Trouble> {
        moved(&self.get(&format!("/v1/payouts/{reference}"))?)
    }

    fn hear(&self, headers: &HeaderMap, raw: &[u8], now: Time) -> Result<Option<Event>, Forged> {
        let mut sent = headers.get_all(SIGNATURE).into_iter();
        let (Some(header), None) = (sent.next(), sent.next()) else { return Err(Forged) };
        genuine(&self.webhook_secret, header.to_str().map_err(|_| Forged)?, raw, now)?;
        // Signed and not understood: a gateway newer than this client. What it is about cannot be looked at.
        let Ok(told) = serde_json::from_slice::<Told>(raw) else { return Ok(None) };
        let thing = told.kind.split('.').next().and_then(Thing::parse);
        Ok(thing.map(|thing| Event { id: told.id, thing, reference: told.data.reference }))
    }
}

/// `t=1764000000,v1=5f2b…`: HMAC-SHA256 (RFC 2104) of the second, a full stop and the raw body.
fn genuine(secret: &Secret, header: &str, raw: &[u8], now: Time) -> Result<(), Forged> {
    let (second, mac) = header.strip_prefix("t=").and_then(|rest| rest.split_once(",v1=")).ok_or(Forged)?;
    let mut right = Hmac::<Sha256>::new_from_slice(secret.reveal().as_bytes()).map_err(|_| Forged)?;
    for part in [second.as_bytes(), b".", raw] {
        right.update(part);
    }
    let right: String = right.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    if !bool::from(right.as_bytes().ct_eq(mac.as_bytes())) {
        return Err(Forged);
    }
    let second: i64 = second.parse().map_err(|_| Forged)?;
    let off = now.seconds().saturating_sub(second).saturating_abs();
    if off <= TOLERANCE.micros() / 1_000_000 { Ok(()) } else { Err(Forged) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: i64 = 1_764_000_000;
    const BODY: &[u8] = br#"{"id":"evt_19a2b3c4d5e00000001","type":"payment.captured"}"#;
    const MAC: &str = "d67d577f3aedfd64eb21dc62910e9a422d53ed2a30559e92ca56bd192162641d";

    fn check(secret: &str, header: &str, body: &[u8], second: i64) -> bool {
        let now = Time::from_micros(second * 1_000_000);
        genuine(&Secret::from_text(secret), header, body, now).is_ok()
    }

    #[test]
    fn the_contracts_own_example_is_genuine_for_five_minutes_on_either_side() {
        let header = format!("t={AT},v1={MAC}");
        for second in [AT - 300, AT, AT + 300] {
            assert!(check("whsec_practice", &header, BODY, second));
        }
        for second in [AT - 301, AT + 301, 0] {
            assert!(!check("whsec_practice", &header, BODY, second), "{second}");
        }
    }

    #[test]
    fn another_secret_another_second_another_body_or_no_timestamp_is_forged() {
        let good = format!("t={AT},v1={MAC}");
        assert!(!check("whsec_other", &good, BODY, AT));
        assert!(!check("whsec_practice", &good, b"{}", AT));
        for header in [
            format!("t={},v1={MAC}", AT + 1),
            format!("v1={MAC}"),
            format!("t=,v1={MAC}"),
            format!("t={AT},v1="),
            format!("t={AT},v1={}", &MAC[..63]),
            format!("t={AT},v1={}", MAC.to_uppercase()),
            format!("v1={MAC},t={AT}"),
            String::new(),
        ] {
            assert!(!check("whsec_practice", &header, BODY, AT), "{header}");
        }
    }
}
