//! What a golden file gives, read kindly: settings from its inputs or from the words of its call.

use super::super::file::{GoldenFile, number};
use serde_json::Value;

/// The members of a JSON object; none for anything else.
pub fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

/// The elements of a JSON array; none for anything else.
pub fn elements(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A number that a check cannot do without.
pub fn needed(value: &Value, name: &str) -> Result<f64, String> {
    number(&value[name]).ok_or_else(|| format!("{name} is {}, which is no number", value[name]))
}

/// A count that a check cannot do without.
pub fn count(value: &Value) -> Result<u64, String> {
    let whole = number(value).filter(|n| *n >= 0.0 && n.fract() == 0.0 && *n < 9e15);
    whole.map(|n| n as u64).ok_or_else(|| format!("{value} is no count"))
}

/// As [`count`], of a member.
pub fn count_of(value: &Value, name: &str) -> Result<u64, String> {
    count(&value[name]).map_err(|reason| format!("{name}: {reason}"))
}

/// All elements as numbers.
pub fn numbers(value: &Value) -> Result<Vec<f64>, String> {
    elements(value).iter().map(|v| number(v).ok_or_else(|| format!("{v} is no number"))).collect()
}

/// A setting by the first of its names that the inputs have, or that the call gives a number to.
pub fn setting(file: &GoldenFile, names: &[&str]) -> Option<f64> {
    let given = names.iter().find_map(|name| number(&file.inputs()[*name]));
    given.or_else(|| names.iter().find_map(|name| told(file.call(), name)))
}

/// The level: a setting, or the usual 5 %.
pub fn alpha(file: &GoldenFile) -> f64 {
    setting(file, &["alpha"]).filter(|alpha| *alpha > 0.0 && *alpha < 1.0).unwrap_or(0.05)
}

/// The number after `name` in a text, as in `name=.8`, `name = 5` and `name .05`.
pub fn told(text: &str, name: &str) -> Option<f64> {
    text.match_indices(name).find_map(|(at, _)| {
        let before = text[..at].chars().next_back();
        let part_of_a_word = before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
        let after = text[at + name.len()..].trim_start_matches([' ', '=', '(']);
        (!part_of_a_word).then(|| leading_number(after)).flatten()
    })
}

/// The number that a text begins with.
pub fn leading_number(text: &str) -> Option<f64> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && !".-+e".contains(letter));
    let digits = &text[..end.unwrap_or(text.len())];
    // A full stop may end the sentence rather than begin a fraction.
    digits.parse().ok().or_else(|| digits.trim_end_matches(['.', 'e', '-', '+']).parse().ok())
}

/// The dates (YYYY-MM-DD) in a text, in their order.
pub fn dates(text: &str) -> Vec<&str> {
    let shape = |word: &str| {
        word.len() == 10
            && word.bytes().enumerate().all(|(place, byte)| match place {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
    };
    text.split(|letter: char| !letter.is_ascii_digit() && letter != '-').filter(|word| shape(word)).collect()
}

/// Days from 1970-01-01 to a date as [`dates`] finds them (Hinnant's civil calendar).
pub fn day_number(date: &str) -> Option<i64> {
    let mut parts = date.get(..10)?.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // The year begins in March, so that a leap day comes last.
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468)
}

/// The first CSV that the inputs name, under any of `names` or else anywhere in them.
pub fn csv_name<'a>(file: &'a GoldenFile, names: &[&str]) -> Result<&'a str, String> {
    let named = names.iter().find_map(|name| csv_in(file.inputs()[*name].as_str()?));
    let anywhere = || members(file.inputs()).find_map(|(_, value)| csv_in(value.as_str()?));
    named.or_else(anywhere).ok_or_else(|| "the inputs name no CSV".to_owned())
}

/// The word of a text that ends in `.csv`.
pub fn csv_in(text: &str) -> Option<&str> {
    text.split([' ', ',', ';', '(', ')']).find(|word| word.ends_with(".csv"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_after_their_names_in_the_words_of_a_call() {
        let call = "solve_power(es, power=.8, alpha=.05, ratio); k=.3. difference; alpha_2 = 9";
        assert_eq!(told(call, "power"), Some(0.8));
        assert_eq!(told(call, "alpha"), Some(0.05));
        assert_eq!(told(call, "k"), Some(0.3));
        assert_eq!(told("difference_type absolute; alpha .05", "alpha"), Some(0.05));
        assert_eq!(told(call, "ratio"), None);
        assert_eq!(told("E[X(182)]", "E[X"), Some(182.0));
        assert_eq!(told("f(penalizer_coef=0.0).fit(tol=1e-9)", "tol"), Some(1e-9));
    }

    #[test]
    fn dates_and_csv_names_are_found_in_sentences() {
        assert_eq!(dates("f(tx,'1997-12-31','1998-06-30',freq='D') 12-34"), ["1997-12-31", "1998-06-30"]);
        assert_eq!(day_number("1970-01-01"), Some(0));
        assert_eq!(day_number("2000-03-01"), Some(11_017));
        assert_eq!(day_number("1998-06-30").unwrap() - day_number("1997-12-31").unwrap(), 181);
        assert_eq!(day_number("1998-13-30"), None);
        assert_eq!(
            csv_in("derive from data/retention/cdnow_master.csv"),
            Some("data/retention/cdnow_master.csv")
        );
    }
}
