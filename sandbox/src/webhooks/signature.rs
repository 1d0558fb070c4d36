//! `Sandbox-Signature: t=UNIXSECONDS,v1=HEX`, HMAC-SHA256 (RFC 2104) over the second, a full stop and the body.

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;

/// The header that carries [`signature`].
pub const SIGNATURE_HEADER: &str = "Sandbox-Signature";

/// The header's value for this raw body, sent at this instant.
pub fn signature(secret: &str, at: Timestamp, body: &str) -> String {
    let t = at.as_second();
    let v1 = mac_hex(secret.as_bytes(), &[t.to_string().as_bytes(), b".", body.as_bytes()]);
    format!("t={t},v1={v1}")
}

/// HMAC-SHA256 of the parts one after the other, in lower-case hex.
pub(crate) fn mac_hex(key: &[u8], parts: &[&[u8]]) -> String {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of every length (RFC 2104)")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mac_is_that_of_rfc_4231() {
        // Test cases 1, 2 and 6 (a key longer than the block).
        let cases: [(&[u8], &[u8], &str); 3] = [
            (&[0x0b; 20], b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ];
        for (key, message, expected) in cases {
            assert_eq!(mac_hex(key, &[message]), expected);
        }
    }

    #[test]
    fn a_signature_is_the_one_the_readme_shows() {
        let at = Timestamp::from_second(1_764_000_000).unwrap();
        let body = r#"{"id":"evt_19a2b3c4d5e00000001","type":"payment.captured"}"#;
        let expected = "t=1764000000,v1=d67d577f3aedfd64eb21dc62910e9a422d53ed2a30559e92ca56bd192162641d";
        assert_eq!(signature("whsec_practice", at, body), expected);
        assert!(include_str!("../../README.md").contains(&expected["t=1764000000,v1=".len()..]));
    }

    #[test]
    fn the_second_and_the_body_are_both_signed() {
        let at = Timestamp::from_second(1_764_000_000).unwrap();
        let later = Timestamp::from_second(1_764_000_001).unwrap();
        let v1 = |at, body| signature("whsec_practice", at, body).split_once(",v1=").unwrap().1.to_owned();
        assert_ne!(v1(at, "{}"), v1(later, "{}"));
        assert_ne!(v1(at, "{}"), v1(at, "{} "));
    }
}
