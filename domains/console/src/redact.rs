//! What may be shown of a job's payload. The data map says that it is ids and amounts: those are shown, and any other
//! text is hidden, whoever put it there.

use serde_json::Value;

/// In place of a text that is neither an id nor a code.
const HIDDEN: &str = "•••";

/// The payload as staff may read it.
pub(crate) fn payload(json: &str) -> String {
    match serde_json::from_str::<Value>(json) {
        Ok(value) => serde_json::to_string_pretty(&shown(value)).unwrap_or_else(|_| HIDDEN.into()),
        Err(_) => HIDDEN.into(),
    }
}

fn shown(value: Value) -> Value {
    match value {
        Value::String(text) if !is_plain(&text) => Value::String(HIDDEN.into()),
        Value::Array(list) => Value::Array(list.into_iter().map(shown).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, shown(value))).collect())
        }
        plain => plain,
    }
}

/// An id (`ord_01h…`), a code of ours (`late_money`) or a currency.
fn is_plain(text: &str) -> bool {
    let small = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let is_id = text.split_once('_').is_some_and(|(prefix, rest)| {
        small(prefix)
            && rest.len() == 26
            && rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    let is_code = text.len() <= 30 && text.contains('_') && small(text);
    let is_currency = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    is_id || is_code || is_currency
}

#[cfg(test)]
mod tests {
    use super::payload;

    #[test]
    fn ids_codes_and_amounts_are_shown_and_peoples_words_are_not() {
        let json = r#"{"payment":"pay_01h455vb4pex5vsknk084sn02q","amount":{"amount":500,"currency":"PHP"},
            "why":"late_money","name":"Ana Reyes","list":["+63 917 555 0123",true]}"#;
        let shown = payload(json);
        for kept in ["pay_01h455vb4pex5vsknk084sn02q", "500", "PHP", "late_money", "true"] {
            assert!(shown.contains(kept), "{kept}: {shown}");
        }
        for hidden in ["Ana", "917"] {
            assert!(!shown.contains(hidden), "{hidden}: {shown}");
        }
        assert_eq!(payload("Ana Reyes"), "•••");
    }
}
