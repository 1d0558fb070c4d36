//! What a page says that is not from the library: a test's look at a page for the pseudo reader.

use kernel::Currency;

use crate::pseudo::{BEGIN, END};

/// Elements without an end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "param",
];

/// Elements whose content nobody reads as text.
const SILENT: [&str; 3] = ["script", "style", "template"];

/// Attributes that people read or hear.
const READ: [&str; 4] = ["alt", "title", "aria-label", "placeholder"];

/// The visible texts of a page rendered for [`Reader::pseudo`](crate::Reader::pseudo), and its `alt`, `title`,
/// `aria-label`, `placeholder` and the words on its buttons of type `input`, that do not come from the library: what
/// has letters outside of ⟦⟧. Skipped is what stands in elements marked `translate="no"` or `data-user`, which people
/// wrote themselves, and amounts of money with a currency's letters. An attribute comes with its name before it.
///
/// It reads the well-formed pages that our templates write, not any HTML.
pub fn untranslated(html: &str) -> Vec<String> {
    let mut page = Page { found: Vec::new(), open: Vec::new() };
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        page.text(&rest[..start]);
        rest = page.tag(&rest[start..]);
    }
    page.text(rest);
    page.found
}

struct Page {
    found: Vec<String>,
    /// The open elements, and whether what they hold is skipped.
    open: Vec<(String, bool)>,
}

impl Page {
    fn skips(&self) -> bool {
        self.open.last().is_some_and(|(_, skipped)| *skipped)
    }

    fn text(&mut self, text: &str) {
        if !self.skips() {
            self.found.extend(foreign(text));
        }
    }

    /// Reads what begins with `<` and answers what comes after it.
    fn tag<'a>(&mut self, html: &'a str) -> &'a str {
        if let Some(comment) = html.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, rest)| rest);
        }
        let (inside, rest) = until_end(&html[1..]);
        if inside.starts_with(['!', '?']) {
            return rest;
        }
        if let Some(name) = inside.strip_prefix('/') {
            let name = name.trim().to_ascii_lowercase();
            if let Some(at) = self.open.iter().rposition(|(open, _)| *open == name) {
                self.open.truncate(at);
            }
            return rest;
        }
        let closed = inside.ends_with('/');
        let inside = inside.trim_end_matches('/');
        let (name, attributes) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        let (name, attributes) = (name.to_ascii_lowercase(), attributes_of(attributes));
        let has =
            |word: &str| attributes.iter().find(|(name, _)| name == word).map(|(_, value)| value.as_str());
        let skipped = self.skips() || has("translate") == Some("no") || has("data-user").is_some();
        if !skipped {
            let button = name == "input" && matches!(has("type"), Some("submit" | "reset" | "button"));
            for (attribute, value) in &attributes {
                if READ.contains(&attribute.as_str()) || (button && attribute == "value") {
                    self.found.extend(foreign(value).map(|text| format!("{attribute}: {text}")));
                }
            }
        }
        if SILENT.contains(&name.as_str()) {
            let end = format!("</{name}");
            return rest.find(&end).map_or("", |at| until_end(&rest[at..]).1);
        }
        if !closed && !VOID.contains(&name.as_str()) {
            self.open.push((name, skipped));
        }
        rest
    }
}

/// What stands before the `>` that is in no quotes, and what comes after it.
fn until_end(html: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, letter) in html.char_indices() {
        match (quote, letter) {
            (None, '>') => return (&html[..at], &html[at + 1..]),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    (html, "")
}

fn attributes_of(mut text: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    loop {
        text = text.trim_start();
        let end = text.find(|letter: char| letter == '=' || letter.is_whitespace()).unwrap_or(text.len());
        if end == 0 {
            return attributes;
        }
        let name = text[..end].to_ascii_lowercase();
        text = text[end..].trim_start();
        let mut value = "";
        if let Some(after) = text.strip_prefix('=') {
            let after = after.trim_start();
            (value, text) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            };
        }
        attributes.push((name, value.to_owned()));
    }
}

/// The text, if a part of it outside of the marks has letters that are not money's.
fn foreign(text: &str) -> Option<String> {
    let text = decoded(text);
    let mut outside = String::new();
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            BEGIN => depth += 1,
            END => depth = depth.saturating_sub(1),
            letter if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    // A mark that nothing closes has swallowed the rest.
    let ours = depth == 0
        && outside.split_whitespace().all(|word| !word.chars().any(char::is_alphabetic) || money(word));
    (!ours).then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A currency's code, or its sign that has letters before the digits: `CHF`, `HK$1,234.00`.
fn money(word: &str) -> bool {
    let word = word.trim_start_matches('−');
    let letters = word.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let sign =
        letters.starts_with(['$', '¥']) && letters.chars().skip(1).all(|letter| !letter.is_alphabetic());
    sign || word.parse::<Currency>().is_ok()
}

/// The few references that templates write.
fn decoded(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::untranslated;

    #[test]
    fn a_text_that_is_not_from_the_library_is_found_wherever_people_read_or_hear_it() {
        for (html, found) in [
            ("<p>Pay now</p>", vec!["Pay now"]),
            ("<p>⟦Páy nöw⟧</p>", vec![]),
            ("<p>⟦Páy⟧ now</p>", vec!["⟦Páy⟧ now"]),
            ("<p>⟦By ⟦Tue 24 Nov⟧, öf cöürsé⟧</p>", vec![]),
            ("<p>⟦Páy", vec!["⟦Páy"]),
            ("<p>now⟧</p>", vec!["now⟧"]),
            ("<p>付款</p>", vec!["付款"]),
            ("<p>\n  two\n  lines</p>", vec!["two lines"]),
            ("<img src=\"a.webp\" alt=\"A cup\">", vec!["alt: A cup"]),
            ("<img alt='⟦A cüp⟧'><img alt=\"\"><img alt>", vec![]),
            (
                "<a href=/x title=Home aria-label=\"Go home\">⟦Hömé⟧</a>",
                vec!["title: Home", "aria-label: Go home"],
            ),
            ("<input placeholder=\"Your name\" value=\"Mia\">", vec!["placeholder: Your name"]),
            ("<input type=\"submit\" value=\"Save\"/>", vec!["value: Save"]),
            ("<title>Rialto</title>", vec!["Rialto"]),
            ("<button title=\"a > b\">⟦x⟧</button>", vec!["title: a > b"]),
            ("a &lt; b &amp;amp; c", vec!["a < b &amp; c"]),
        ] {
            assert_eq!(untranslated(html), found, "{html}");
        }
    }

    #[test]
    fn what_people_wrote_and_what_has_no_words_is_left_alone() {
        for html in [
            "<!doctype html><html lang=\"en-XA\"><head><meta name=\"x\" content=\"y\"><style>p { color: red }</style>",
            "<script>let a = '<p>Pay</p>';</script>",
            "<!-- Pay <p>now</p> -->",
            "<p translate=\"no\">Mia's <b title=\"Mia\">cups</b></p>",
            "<p data-user>Mia</p><img data-user alt=\"My cup\">",
            "<p>1,234 · 12.5% – 3×</p>",
            "<p>₱2,370.00 −₱5.00 CHF\u{a0}12.00 −HK$1,234.00 CN¥3 JP¥500</p>",
            "<p translate=no>Mia<br>Lin</p>",
        ] {
            assert_eq!(untranslated(html), Vec::<String>::new(), "{html}");
        }
        let after = "<div data-user>Mia<img src=x><br></div><p>Pay</p>";
        assert_eq!(untranslated(after), ["Pay"], "the mark ends with its element");
        assert_eq!(untranslated("<p>USDC 5</p><p>A$x</p>"), ["USDC 5", "A$x"], "near money is not money");
    }
}
