//! Short links: one a thing, made when somebody first wants it, and the same for everybody after that.

use std::fmt;
use std::str::FromStr;

use db::{FromVal, No, Rx, Tx, Val, params, sql};
use kernel::{Cx, Refusal};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use web::PathPart;

use super::shown::{Shared, look};
use crate::target::{Target, missing};

sql! {
    /// Of two at once one is first, and both read that one.
    MAKE = "INSERT INTO share_link (code, about_kind, about, made) VALUES ($1, $2, $3, $4)
        ON CONFLICT (about) DO NOTHING";
    OF = "SELECT code FROM share_link WHERE about = $1 AND about_kind = $2";
    BY_CODE = "SELECT about_kind, about FROM share_link WHERE code = $1";
}

/// Letters of a code. Ten of 32 are 50 bits: among a million links, a guess in a thousand million finds one.
const LETTERS: usize = 10;
/// Letters and digits that are not mistaken for each other (Crockford's), so a code can be read aloud.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The code of a short link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code(String);

impl Code {
    fn draw(cx: &Cx) -> Self {
        let bytes = cx.chance(|chance| chance.bytes::<LETTERS>());
        Self(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Code {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let is_one = text.len() == LETTERS && text.bytes().all(|letter| ALPHABET.contains(&letter));
        if is_one { Ok(Self(text.into())) } else { Err(missing()) }
    }
}

impl FromVal for Code {
    fn from_val(val: Val) -> Option<Self> {
        String::from_val(val)?.parse().ok()
    }
}

impl PathPart for Code {
    fn read(text: &str) -> Result<Self, Refusal> {
        text.parse()
    }
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[0-9a-hjkmnp-tv-z]{10}$")).into()
    }
}

/// A short link and what it leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// Its code.
    pub code: Code,
    /// What it is about.
    pub target: Target,
    /// What is shown of that.
    pub shared: Shared,
}

/// The short link of a thing; it is made if there is none.
///
/// # Errors
/// There is no such page for everybody.
pub fn make(tx: &mut Tx, cx: &Cx, target: &Target) -> Result<String, No> {
    look(tx, cx, target)?;
    tx.run(&MAKE, &params![Code::draw(cx).0, target.kind(), target.uid(), cx.now])?;
    Ok(tx.one::<Code>(&OF, &params![target.uid(), target.kind()])?.0)
}

/// Where a short link leads.
///
/// # Errors
/// There is no such link, or its thing is not there for everybody any more.
pub fn follow(rx: &mut Rx, cx: &Cx, code: &Code) -> Result<Link, No> {
    let target: Target = rx.opt(&BY_CODE, &params![code.0.as_str()])?.ok_or_else(missing)?;
    let shared = look(rx, cx, &target)?;
    Ok(Link { code: code.clone(), target, shared })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_ten_letters_of_ours() {
        assert!("0a1b2c3d4e".parse::<Code>().is_ok());
        for bad in ["", "0a1b2c3d4", "0a1b2c3d4ef", "0A1B2C3D4E", "0a1b2c3d4u", "../../../x", "0a1b2c3d4é"] {
            assert!(bad.parse::<Code>().is_err(), "{bad}");
        }
    }
}
