//! Descriptions are plain text here. Another shop's HTML is kept as it came and goes back only into that shop's own
//! files; no page and no answer of the API ever shows it, so nothing active can come out of it (F29).

/// Elements whose content is not text for a reader.
const SILENT: &[&str] =
    &["script", "style", "template", "iframe", "noscript", "svg", "math", "head", "title"];
/// Elements that begin a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// What a reader sees of the HTML: its text, one line a block, no two empty lines together.
///
/// The result is text, not safer HTML: whoever shows it on a page escapes it like any other text.
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag(rest) {
            Some((name, after)) => {
                let opening = !rest[1..].starts_with('/');
                rest = after;
                if opening && SILENT.contains(&name.as_str()) {
                    rest = behind_the_end_of(&name, rest);
                }
                text.push_str(if BLOCKS.contains(&name.as_str()) { "\n" } else { "" });
            }
            None => {
                text.push('<');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    lines(&decoded(&text))
}

/// The name of the tag that the text begins with, in small letters, and what follows it; a comment has no name.
/// Nothing when this `<` begins no tag.
fn tag(text: &str) -> Option<(String, &str)> {
    if let Some(comment) = text.strip_prefix("<!--") {
        return Some((String::new(), comment.split_once("-->").map_or("", |(_, after)| after)));
    }
    let inner = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
        return None;
    }
    let name: String = inner.chars().take_while(char::is_ascii_alphanumeric).collect();
    Some((name.to_ascii_lowercase(), end_of(inner)))
}

/// What follows the `>` that closes a tag; one within quotation marks does not. A tag that never ends takes the
/// rest with it, as in a browser.
fn end_of(tag: &str) -> &str {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return &tag[at + 1..],
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    ""
}

fn behind_the_end_of<'a>(name: &str, text: &'a str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        let closes = rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if closes {
            return end_of(rest);
        }
    }
    ""
}

const ENTITIES: &[(&str, char)] =
    &[("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' ')];

/// The text with the common entities and all numbered ones as characters; another stays as it is written.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // No entity that we know is longer than this.
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let found = end.and_then(|end| Some((entity(rest.get(1..end)?)?, rest.get(end + 1..)?)));
        match found {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => char::from_u32(u32::from_str_radix(hex, 16).ok()?),
            None => char::from_u32(number.parse().ok()?),
        },
        None => ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c),
    }
}

fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines() {
        let words: Vec<String> = line.split_whitespace().map(no_controls).collect();
        let line = words.join(" ");
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty > 1 { "\n\n" } else { "\n" });
        }
        empty = 0;
        out.push_str(&line);
    }
    out
}

fn no_controls(word: &str) -> String {
    word.chars().filter(|c| !c.is_control()).collect()
}

/// Plain text as HTML, for the files of shops that want HTML.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '\n' => html.push_str("<br>\n"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reader_sees_the_words_and_nothing_that_acts() {
        for (html, text) in [
            ("Sweet &amp; juicy <b>mango</b>", "Sweet & juicy mango"),
            ("<p>One</p><p>Two<br/>Three</p>", "One\nTwo\nThree"),
            ("<script>alert(1)</script>safe", "safe"),
            ("<SCRIPT src=x>alert(1)</sCrIpT >safe", "safe"),
            ("<img src=x onerror=alert(1)>pic", "pic"),
            ("<a title='a>b' href=\"javascript:alert(1)\">link</a>", "link"),
            ("<style>p{}</style><!-- <p>no</p> -->x", "x"),
            ("<svg><a>no</a></svg>yes", "yes"),
            ("1 < 2 and 3 > 2 & so on", "1 < 2 and 3 > 2 & so on"),
            ("&#9989;&#x41;&#0;&unknown;&", "✅A&unknown;&"),
            ("&lt;script&gt;", "<script>"),
            ("a\u{0}b\u{7}c", "abc"),
            ("<p", ""),
            ("<script>never closed", ""),
        ] {
            assert_eq!(plain(html), text, "{html}");
        }
    }

    proptest! {
        #[test]
        fn text_that_was_escaped_comes_back(line in "[a-z<>&\"' ]{0,40}") {
            let text = line.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(plain(&escaped(&text)), text);
        }

        #[test]
        fn no_html_breaks_it(html in any::<String>()) {
            let _ = plain(&html);
        }

        #[test]
        fn no_hostile_html_breaks_it(html in "(<|>|/|script|p|!--|-->|&|#|;|\"|'|x| |é){0,40}") {
            let _ = plain(&html);
        }
    }
}
