//! What a passkey signed, and whether it is what we asked for: the ceremonies of WebAuthn Level 3, sections 7.1 and
//! 7.2, for keys of any maker (attestation `none`). Pure: the challenge is looked up by whoever calls. The cryptography
//! is webpki's, which also checks certificates for TLS.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use kernel::{Digest, Refusal};
use pki_types::{SignatureVerificationAlgorithm, SubjectPublicKeyInfoDer};
use serde::Deserialize;
use utoipa::ToSchema;
use webpki::{Error, RawPublicKeyEntity};

/// Most bytes of a credential's name (WebAuthn, section 4).
const LONGEST_CREDENTIAL: usize = 1_023;
/// Most bytes of a public key: RSA of 8,192 bits.
const LONGEST_KEY: usize = 1_200;
/// Most bytes of what an authenticator says with a new key.
const LONGEST_SAYING: usize = 8_192;

/// Flags of authenticator data (section 6.1).
const PRESENT: u8 = 0b0000_0001;
const VERIFIED: u8 = 0b0000_0100;
const MAY_BE_BACKED_UP: u8 = 0b0000_1000;
const IS_BACKED_UP: u8 = 0b0001_0000;
const HAS_CREDENTIAL: u8 = 0b0100_0000;

/// Where passkeys of this market are good: its origin and the host's name in it. None at an address without a name,
/// or without TLS elsewhere than on this machine: browsers make no passkeys there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Relying(Option<Party>);

/// The market as authenticators know it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Party {
    origin: String,
    /// The relying party's id.
    pub id: String,
}

impl Relying {
    /// Of what people type to get here: `https://market.example`.
    pub fn of(public_url: &str) -> Self {
        Self(Party::of(public_url))
    }

    /// Whether there can be passkeys here.
    pub fn is_possible(&self) -> bool {
        self.0.is_some()
    }

    /// # Errors
    /// `passkeys_impossible`.
    pub(crate) fn party(&self) -> Result<&Party, Refusal> {
        self.0.as_ref().ok_or_else(|| {
            let detail = "This market has no name under which browsers keep passkeys. Use a password.";
            Refusal::conflict("passkeys_impossible", detail)
        })
    }
}

impl Party {
    fn of(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let authority = rest.split('/').next()?.to_ascii_lowercase();
        let (id, port) = match authority.rsplit_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority.as_str(), None),
        };
        let is_number = id.starts_with('[') || id.rsplit('.').next()?.bytes().all(|b| b.is_ascii_digit());
        let is_here = id == "localhost" || id.ends_with(".localhost");
        if id.is_empty() || is_number || !(scheme == "https" || (scheme == "http" && is_here)) {
            return None;
        }
        let usual = if scheme == "https" { "443" } else { "80" };
        let port = port.filter(|port| *port != usual).map_or_else(String::new, |port| format!(":{port}"));
        Some(Self { origin: format!("{scheme}://{id}{port}"), id: id.to_owned() })
    }
}

/// A passkey that a browser has just made: parts of its `PublicKeyCredential`, each in base64url without padding.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MadePasskey)]
pub(crate) struct Made {
    /// `rawId`.
    id: String,
    /// `response.clientDataJSON`.
    client_data: String,
    /// `response.getAuthenticatorData()`.
    authenticator_data: String,
    /// `response.getPublicKey()`.
    public_key: String,
    /// `response.getPublicKeyAlgorithm()`: -7, -8 or -257.
    algorithm: i64,
}

/// What a passkey signed: parts of its `PublicKeyCredential`, each in base64url without padding.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ShownPasskey)]
pub(crate) struct Shown {
    /// `rawId`.
    id: String,
    /// `response.clientDataJSON`.
    client_data: String,
    /// `response.authenticatorData`.
    authenticator_data: String,
    /// `response.signature`.
    signature: String,
    /// `response.userHandle`.
    user: String,
}

/// What is kept of a new one.
pub(crate) struct NewKey {
    pub credential: Vec<u8>,
    pub public_key: Vec<u8>,
    pub algorithm: i64,
    pub signatures: u32,
}

/// What is kept of one that signs.
pub(crate) struct Known<'a> {
    pub public_key: &'a [u8],
    pub algorithm: i64,
    pub signatures: u32,
    /// Whose it is.
    pub user: &'a [u8],
}

/// The one answer to whatever is wrong in a ceremony, so that none of it can be found out by trying.
pub(crate) fn refused() -> Refusal {
    let detail = "This passkey was not taken: it belongs elsewhere, or what it signed is not what was asked. Nothing \
                  was changed.";
    Refusal::invalid("passkey_refused", detail)
}

/// What a browser says that it asked the authenticator; it may say more (section 5.8.1).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    top_origin: Option<String>,
}

/// Read and of this market; the challenge is still to be looked up.
fn client_data(party: &Party, bytes: &[u8], kind: &str) -> Result<Vec<u8>, Refusal> {
    let said: ClientData = serde_json::from_slice(bytes).map_err(|_| refused())?;
    let is_ours = said.r#type == kind
        && said.origin == party.origin
        && !said.cross_origin
        && said.top_origin.is_none_or(|top| top == party.origin);
    if is_ours { plain(&said.challenge, 64) } else { Err(refused()) }
}

/// Flags, counter and what follows them, of this market and after somebody has shown that they are there and who.
fn authenticator_data<'a>(party: &Party, bytes: &'a [u8]) -> Result<(u8, u32, &'a [u8]), Refusal> {
    let (hash, rest) = bytes.split_first_chunk::<32>().ok_or_else(refused)?;
    let ([flags], rest) = rest.split_first_chunk::<1>().ok_or_else(refused)?;
    let (signatures, rest) = rest.split_first_chunk::<4>().ok_or_else(refused)?;
    let has = |flag: u8| flags & flag == flag;
    let is_sound = *hash == Digest::of(party.id.as_bytes()).0
        && has(PRESENT | VERIFIED)
        && (has(MAY_BE_BACKED_UP) || !has(IS_BACKED_UP));
    if is_sound { Ok((*flags, u32::from_be_bytes(*signatures), rest)) } else { Err(refused()) }
}

fn plain(text: &str, most: usize) -> Result<Vec<u8>, Refusal> {
    let bytes = BASE64URL.decode(text).map_err(|_| refused())?;
    if (1..=most).contains(&bytes.len()) { Ok(bytes) } else { Err(refused()) }
}

/// Bytes as browsers and we send them.
pub(crate) fn base64url(bytes: &[u8]) -> String {
    BASE64URL.encode(bytes)
}

fn algorithm(cose: i64) -> Result<&'static dyn SignatureVerificationAlgorithm, Refusal> {
    match cose {
        -7 => Ok(webpki::ring::ECDSA_P256_SHA256),
        -8 => Ok(webpki::ring::ED25519),
        -257 => Ok(webpki::ring::RSA_PKCS1_2048_8192_SHA256),
        _ => Err(refused()),
    }
}

/// Whether this signs that, with the key as it is kept.
fn verify(
    (key, algorithm): (&[u8], &dyn SignatureVerificationAlgorithm),
    signed: &[u8],
    signature: &[u8],
) -> Result<(), Error> {
    let key = SubjectPublicKeyInfoDer::from(key);
    RawPublicKeyEntity::try_from(&key)?.verify_signature(algorithm, signed, signature)
}

impl Made {
    /// Checks the making of a passkey and answers the challenge that it claims to answer, with what to keep of it.
    ///
    /// The key is the one that the browser read out of the authenticator's data. Both come from the same hand, and
    /// without attestation neither is signed: comparing them would prove nothing.
    ///
    /// # Errors
    /// `passkey_refused`.
    pub(crate) fn check(&self, party: &Party) -> Result<(Vec<u8>, NewKey), Refusal> {
        let challenge = client_data(party, &plain(&self.client_data, LONGEST_SAYING)?, "webauthn.create")?;
        let data = plain(&self.authenticator_data, LONGEST_SAYING)?;
        let (flags, signatures, rest) = authenticator_data(party, &data)?;
        let credential = plain(&self.id, LONGEST_CREDENTIAL)?;
        // The model's number, the length of the credential's name, the name (section 6.5.1).
        let named = rest.get(16..).and_then(|rest| {
            let (length, rest) = rest.split_first_chunk::<2>()?;
            rest.get(..usize::from(u16::from_be_bytes(*length)))
        });
        if flags & HAS_CREDENTIAL == 0 || named != Some(credential.as_slice()) {
            return Err(refused());
        }
        let public_key = plain(&self.public_key, LONGEST_KEY)?;
        // A signature that is none is refused only after the key was found to be one of this algorithm.
        match verify((&public_key, algorithm(self.algorithm)?), b"", b"") {
            Err(Error::InvalidSignatureForPublicKey) => {}
            _ => return Err(refused()),
        }
        Ok((challenge, NewKey { credential, public_key, algorithm: self.algorithm, signatures }))
    }
}

impl Shown {
    /// The name of the credential, to look it up.
    ///
    /// # Errors
    /// `passkey_refused`.
    pub(crate) fn credential(&self) -> Result<Vec<u8>, Refusal> {
        plain(&self.id, LONGEST_CREDENTIAL)
    }

    /// Checks a signature and answers the challenge that it claims to answer, with the counter to keep. A counter
    /// that does not grow is a copy's; one that stays at nothing is of a key that people have on several devices.
    ///
    /// # Errors
    /// `passkey_refused`.
    pub(crate) fn check(&self, party: &Party, known: &Known<'_>) -> Result<(Vec<u8>, u32), Refusal> {
        let client = plain(&self.client_data, LONGEST_SAYING)?;
        let challenge = client_data(party, &client, "webauthn.get")?;
        let data = plain(&self.authenticator_data, LONGEST_SAYING)?;
        let (_, signatures, _) = authenticator_data(party, &data)?;
        let grows = signatures > known.signatures || (signatures == 0 && known.signatures == 0);
        if !grows || plain(&self.user, 64)? != known.user {
            return Err(refused());
        }
        let signed = [data.as_slice(), Digest::of(&client).0.as_slice()].concat();
        let key = (known.public_key, algorithm(known.algorithm)?);
        verify(key, &signed, &plain(&self.signature, LONGEST_KEY)?).map_err(|_| refused())?;
        Ok((challenge, signatures))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_good_at_the_name_that_people_type() {
        let of = |url: &str| Party::of(url).map(|party| (party.origin, party.id));
        let named = |origin: &str, id: &str| Some((origin.to_owned(), id.to_owned()));
        assert_eq!(of("https://Market.example"), named("https://market.example", "market.example"));
        assert_eq!(of("https://market.example:443/"), named("https://market.example", "market.example"));
        assert_eq!(of("https://market.example:8443"), named("https://market.example:8443", "market.example"));
        assert_eq!(of("http://localhost:3000"), named("http://localhost:3000", "localhost"));
        for none in [
            "http://market.example",
            "http://127.0.0.1:80",
            "https://192.0.2.7",
            "https://[::1]:1",
            "x",
            "https://",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
