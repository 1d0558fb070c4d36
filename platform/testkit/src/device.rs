//! An authenticator of our own making, with Ed25519 (or P-256 where asked), that can be told to lie.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use kernel::Digest;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};
use serde_json::{Value, json};

/// What begins a SubjectPublicKeyInfo of Ed25519 (RFC 8410), and of P-256 (RFC 5480).
const ED25519: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
const P256: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// Somebody is there.
pub const PRESENT: u8 = 1;
/// And has shown who.
pub const VERIFIED: u8 = 4;

enum Key {
    Edwards(Ed25519KeyPair),
    Weierstrass(EcdsaKeyPair),
}

/// A device with one passkey. Every field may be set to a lie.
pub struct Device {
    key: Key,
    /// Its name of the passkey.
    pub credential: Vec<u8>,
    /// What it was told whose it is.
    pub user: String,
    /// How often it has signed.
    pub counter: u32,
    /// How much the counter grows each time: 0 for keys that people keep on several devices.
    pub grows: u32,
    /// [`PRESENT`] and [`VERIFIED`].
    pub flags: u8,
    /// The relying party's id.
    pub rp: String,
    /// What the browser says besides type and challenge.
    pub client: Value,
    /// Instead of the challenge that was asked.
    pub challenge: Option<String>,
    /// COSE's number of it.
    pub algorithm: i64,
    /// Instead of its own.
    pub public_key: Option<String>,
    /// A bit of the signature, or of what was signed, is turned over.
    pub flips: bool,
    /// Another name in what it says than in what the browser says.
    pub other_credential: Option<Vec<u8>>,
}

fn text(bytes: &[u8]) -> String {
    BASE64URL.encode(bytes)
}

impl Device {
    /// Each number is another device; `origin` is where its browser is, on this machine.
    ///
    /// # Panics
    /// The key is none.
    pub fn new(origin: &str, number: usize) -> Self {
        let seed = Digest::of(&number.to_be_bytes());
        let key = Key::Edwards(Ed25519KeyPair::from_seed_unchecked(&seed.0).unwrap());
        Self {
            key,
            credential: [[7, 0].as_slice(), &number.to_be_bytes()].concat(),
            user: String::new(),
            counter: 0,
            grows: 1,
            flags: PRESENT | VERIFIED,
            rp: "localhost".into(),
            client: json!({"origin": origin, "crossOrigin": false, "new": "fields may come"}),
            challenge: None,
            algorithm: -8,
            public_key: None,
            flips: false,
            other_credential: None,
        }
    }

    /// With the curve that most devices have.
    ///
    /// # Panics
    /// The machine gives no chance.
    pub fn with_p256(origin: &str) -> Self {
        let chance = SystemRandom::new();
        let sealed = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &chance).unwrap();
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, sealed.as_ref(), &chance).unwrap();
        Self { key: Key::Weierstrass(pair), algorithm: -7, ..Self::new(origin, 7_000) }
    }

    fn spki(&self) -> Vec<u8> {
        match &self.key {
            Key::Edwards(pair) => [&ED25519, pair.public_key().as_ref()].concat(),
            Key::Weierstrass(pair) => [&P256, pair.public_key().as_ref()].concat(),
        }
    }

    fn sign(&self, what: &[u8]) -> Vec<u8> {
        match &self.key {
            Key::Edwards(pair) => pair.sign(what).as_ref().to_vec(),
            Key::Weierstrass(pair) => pair.sign(&SystemRandom::new(), what).unwrap().as_ref().to_vec(),
        }
    }

    fn client_data(&self, kind: &str, asked: &Value) -> Vec<u8> {
        let mut said = json!({"type": kind, "challenge": asked["challenge"]});
        if let Some(challenge) = &self.challenge {
            said["challenge"] = challenge.as_str().into();
        }
        for (name, value) in self.client.as_object().unwrap() {
            said[name] = value.clone();
        }
        said.to_string().into_bytes()
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let hash = Digest::of(self.rp.as_bytes());
        [hash.0.as_slice(), &[self.flags | more], &self.counter.to_be_bytes()].concat()
    }

    /// Makes its passkey for what was asked, and answers what a page would send.
    ///
    /// # Panics
    /// Nothing was asked.
    pub fn make(&mut self, asked: &Value) -> Value {
        self.user = asked["user"].as_str().unwrap().to_owned();
        let named = self.other_credential.as_ref().unwrap_or(&self.credential);
        let length = u16::try_from(named.len()).unwrap().to_be_bytes();
        // The model's number, the name, and the key, which we do not read there.
        let data = [self.data(0x40).as_slice(), &[0; 16], &length, named, &[0xa0]].concat();
        json!({
            "id": text(&self.credential),
            "client_data": text(&self.client_data("webauthn.create", asked)),
            "authenticator_data": text(&data),
            "public_key": self.public_key.clone().unwrap_or_else(|| text(&self.spki())),
            "algorithm": self.algorithm,
        })
    }

    /// Signs what was asked, and answers what a page would send.
    pub fn show(&mut self, asked: &Value) -> Value {
        self.counter += self.grows;
        let (client, mut data) = (self.client_data("webauthn.get", asked), self.data(0));
        let signature = self.sign(&[data.as_slice(), &Digest::of(&client).0].concat());
        if self.flips {
            data[36] ^= 0x80;
        }
        json!({
            "id": text(&self.credential),
            "client_data": text(&client),
            "authenticator_data": text(&data),
            "signature": text(&signature),
            "user": self.user,
        })
    }

    /// The right fields, and nothing right in them.
    pub fn nonsense_made() -> Value {
        json!({"id": "AA", "client_data": "AA", "authenticator_data": "AA", "public_key": "AA", "algorithm": -7})
    }

    /// The same of what signs.
    pub fn nonsense_shown() -> Value {
        json!({"id": "AA", "client_data": "AA", "authenticator_data": "AA", "signature": "AA", "user": "AA"})
    }
}
