//! The explanation of a price, as data: a page says it in the reader's words by the code.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One step on the way to what is charged. The amounts of a trace sum to it exactly.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PriceStep)]
pub struct Step {
    /// What happened: one of [`CODES`], and the locale key of its sentence.
    pub code: String,
    /// Which line of the basket, counted from 0; none for what concerns all of it.
    pub line: Option<u32>,
    /// What it adds, or takes away below zero, in minor units.
    pub amount: i64,
}

/// Every code a trace may hold. Each has a sentence in each language.
pub const CODES: &[&str] = &["list", "sale", "delivery"];

impl Step {
    pub(crate) fn new(code: &'static str, line: Option<usize>, amount: i64) -> Self {
        Self { code: code.into(), line: line.and_then(|line| u32::try_from(line).ok()), amount }
    }
}

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn every_step_has_its_sentence_in_each_language() {
        let files = [
            include_str!("../locales/en.ftl"),
            include_str!("../locales/zh-Hans.ftl"),
            include_str!("../locales/fil.ftl"),
        ];
        for file in files {
            let keys: Vec<&str> =
                file.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key).collect();
            let expected: Vec<String> = CODES.iter().map(|code| format!("price-step-{code}")).collect();
            assert_eq!(keys, expected);
        }
    }
}
