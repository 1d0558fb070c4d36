//! The authenticator at this door.

use serde_json::{Value, json};
pub use testkit::device::{Device, PRESENT, VERIFIED};

use crate::house::{House, MARKET, Reply};

/// Each number is another device.
pub fn a_device(number: usize) -> Device {
    Device::new(MARKET, number)
}

/// A device that asks the market itself.
pub trait Asks {
    /// Asks the market and makes.
    async fn made(&mut self, house: &House, bearer: &str, purpose: &str) -> Value;
    /// Asks the market and signs.
    async fn shown(&mut self, house: &House, bearer: &str, purpose: &str) -> Value;
    /// Adds its passkey to the account of a session.
    async fn added(&mut self, house: &House, session: &str) -> Reply;
    /// Signs in.
    async fn signs_in(&mut self, house: &House) -> Reply;
}

impl Asks for Device {
    async fn made(&mut self, house: &House, bearer: &str, purpose: &str) -> Value {
        let asked = asked(house, bearer, purpose).await;
        self.make(&asked)
    }

    async fn shown(&mut self, house: &House, bearer: &str, purpose: &str) -> Value {
        let asked = asked(house, bearer, purpose).await;
        self.show(&asked)
    }

    async fn added(&mut self, house: &House, session: &str) -> Reply {
        let passkey = self.made(house, session, "add").await;
        house.ask("POST /me/passkeys", session, json!({"name": "Phone", "passkey": passkey})).await
    }

    async fn signs_in(&mut self, house: &House) -> Reply {
        let passkey = self.shown(house, "", "sign_in").await;
        house.ask("POST /passkeys/sessions", "", json!({"passkey": passkey})).await
    }
}

/// A challenge.
pub async fn asked(house: &House, bearer: &str, purpose: &str) -> Value {
    let reply = house.ask("POST /passkeys/challenges", bearer, json!({"purpose": purpose})).await;
    assert_eq!(reply.status, 201, "{reply:?}");
    reply.body
}
