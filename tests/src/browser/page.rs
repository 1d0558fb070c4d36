//! A page as it was sent, taken apart: what is written on it and which forms it has. Strict: a tag that is closed
//! by another's name is a fault of the page, and says so.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Elements that have no end.
const VOID: [&str; 8] = ["br", "col", "hr", "img", "input", "link", "meta", "wbr"];

/// One element.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// `button`.
    pub tag: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
    parent: Option<usize>,
    /// Everything written within it, runs of white space as one space.
    pub text: String,
    /// The texts within it, as they came.
    raw: String,
}

impl Element {
    /// An attribute's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// Whether it has an attribute, whatever its value.
    pub fn has(&self, name: &str) -> bool {
        self.attributes.contains_key(name)
    }

    fn is_of_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split_whitespace().any(|one| one == class))
    }
}

/// A page, taken apart.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its status.
    pub status: u16,
    /// Where it is, whole.
    pub url: String,
    /// As it was sent.
    pub html: String,
    elements: Vec<Element>,
}

impl Page {
    /// Takes a page apart.
    ///
    /// # Panics
    /// Its tags do not close each other.
    pub(super) fn of(status: u16, url: String, html: String) -> Self {
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html.as_str(), emitter).map(|token| token.unwrap()) {
            match token {
                Token::StartTag(start) => {
                    let tag = text(&start.name);
                    let attributes = start
                        .attributes
                        .iter()
                        .map(|(name, value)| (text(name), text(&value.value)))
                        .collect();
                    elements.push(Element {
                        tag: tag.clone(),
                        attributes,
                        parent: open.last().copied(),
                        ..Element::default()
                    });
                    if !VOID.contains(&tag.as_str()) {
                        open.push(elements.len() - 1);
                    }
                }
                Token::EndTag(end) => {
                    let at =
                        open.pop().unwrap_or_else(|| panic!("{url}: </{}> opens nowhere", text(&end.name)));
                    assert_eq!(elements[at].tag, text(&end.name), "{url}: closed by another's name\n{html}");
                }
                Token::String(string) => {
                    let said = text(&string.value);
                    for at in &open {
                        elements[*at].raw.push_str(&said);
                    }
                }
                _ => {}
            }
        }
        for element in &mut elements {
            element.text = element.raw.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        Self { status, url, html, elements }
    }

    /// Every element of a tag, in order.
    pub fn all<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.tag == tag)
    }

    /// Every element of a class, in order.
    pub fn of_class<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.is_of_class(class))
    }

    /// The element of an id.
    pub fn by_id(&self, id: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.get("id") == Some(id))
    }

    /// The one heading.
    ///
    /// # Panics
    /// There is none, or several.
    #[track_caller]
    pub fn heading(&self) -> &str {
        let headings: Vec<&Element> = self.all("h1").collect();
        assert_eq!(headings.len(), 1, "{} has {} headings\n{}", self.url, headings.len(), self.main());
        &headings[0].text
    }

    /// What is written in the middle.
    pub fn main(&self) -> &str {
        self.all("main").next().map_or("", |main| &main.text)
    }

    /// Whether these words stand somewhere on it.
    pub fn says(&self, words: &str) -> bool {
        self.all("body").next().is_some_and(|body| body.text.contains(words))
    }

    /// Path and query.
    pub fn path(&self) -> &str {
        let start = self.url.find("//").map_or(0, |at| at + 2);
        self.url[start..].find('/').map_or("/", |at| &self.url[start + at..])
    }

    /// The form that an element belongs to: by its attribute `form`, else the one around it.
    fn form_of(&self, at: usize) -> Option<usize> {
        let element = &self.elements[at];
        if let Some(id) = element.get("form") {
            return self.elements.iter().position(|form| form.tag == "form" && form.get("id") == Some(id));
        }
        let mut above = element.parent;
        while let Some(one) = above {
            if self.elements[one].tag == "form" {
                return Some(one);
            }
            above = self.elements[one].parent;
        }
        None
    }

    /// The button with this text or label, and its form: the `nth` of several.
    pub(super) fn button(&self, words: &str, nth: usize) -> Option<(&Element, &Element, usize)> {
        let called = |element: &Element| {
            element.get("aria-label") == Some(words) || (!element.has("aria-label") && element.text == words)
        };
        let mut found = self.elements.iter().enumerate().filter(|(_, element)| {
            element.tag == "button"
                && !element.has("disabled")
                && element.get("type") != Some("button")
                && called(element)
        });
        let (at, button) = found.nth(nth)?;
        let form = self.form_of(at)?;
        Some((button, &self.elements[form], form))
    }

    /// What a form would send as it stands, without a button's own.
    pub(super) fn fields(&self, form: usize) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        for (at, element) in self.elements.iter().enumerate() {
            let Some(name) = element.get("name") else { continue };
            if element.has("disabled") || self.form_of(at) != Some(form) {
                continue;
            }
            let value = element.get("value").unwrap_or_default().to_owned();
            match (element.tag.as_str(), element.get("type").unwrap_or("text")) {
                ("input", "radio" | "checkbox") if element.has("checked") => {
                    fields.push((name.into(), if element.has("value") { value } else { "on".into() }));
                }
                ("input", "radio" | "checkbox" | "submit" | "button" | "image" | "file") => {}
                ("input", _) => fields.push((name.into(), value)),
                ("textarea", _) => fields.push((name.into(), element.raw.trim_start_matches('\n').into())),
                ("select", _) => fields.extend(self.chosen(at).map(|value| (name.into(), value))),
                _ => {}
            }
        }
        fields
    }

    fn options(&self, select: usize) -> impl Iterator<Item = &Element> {
        self.elements.iter().filter(move |option| {
            let above = option.parent;
            let within =
                above == Some(select) || above.is_some_and(|one| self.elements[one].parent == Some(select));
            option.tag == "option" && within
        })
    }

    fn chosen(&self, select: usize) -> Option<String> {
        let mut options = self.options(select);
        let chosen = self.options(select).find(|option| option.has("selected")).or_else(|| options.next())?;
        Some(chosen.get("value").unwrap_or(&chosen.text).to_owned())
    }

    /// Whether some form has a field of this name that can have this value.
    pub(super) fn takes(&self, name: &str, value: &str) -> bool {
        self.elements.iter().enumerate().any(|(at, element)| {
            element.get("name") == Some(name)
                && match (element.tag.as_str(), element.get("type").unwrap_or("text")) {
                    ("input", "radio" | "checkbox") => element.get("value").unwrap_or("on") == value,
                    ("input", "hidden" | "submit") => false,
                    ("input" | "textarea", _) => true,
                    ("select", _) => {
                        self.options(at).any(|option| option.get("value").unwrap_or(&option.text) == value)
                    }
                    _ => false,
                }
        })
    }

    /// Where the link with this text or label leads: the first of several.
    pub fn link(&self, words: &str) -> Option<&str> {
        let called = |element: &&Element| element.get("aria-label").unwrap_or(&element.text) == words;
        self.all("a").find(called)?.get("href")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = r##"<!DOCTYPE html><html><body><main><h1>Two &amp; <b>three</b></h1>
        <form id="f" method="post" action="/x"><input type="hidden" name="once" value="k">
        <input name="city" value="Makati"><input type="radio" name="way" value="a"><input type="radio" name="way" value="b" checked>
        <select name="country"><option value="CN">China</option><option value="PH" selected>Philippines</option></select>
        <textarea name="note">
two
lines</textarea><button name="step" value="go">Pay <span>now</span></button></form>
        <input form="f" name="outside" value="1"><button form="f" aria-label="Far away">x</button>
        <a href="/there">There</a></main></body></html>"##;

    #[test]
    fn a_form_sends_what_a_browser_would_send() {
        let page = Page::of(200, "http://x/y?z".into(), FORM.into());
        assert_eq!(
            (page.heading(), page.path(), page.link("There")),
            ("Two & three", "/y?z", Some("/there"))
        );
        let (button, form, at) = page.button("Pay now", 0).unwrap();
        assert_eq!((button.get("value"), form.get("action")), (Some("go"), Some("/x")));
        let fields = page.fields(at);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        let expected = [
            ("once", "k"),
            ("city", "Makati"),
            ("way", "b"),
            ("country", "PH"),
            ("note", "two\nlines"),
            ("outside", "1"),
        ];
        assert_eq!(fields, expected);
        assert!(page.button("Far away", 0).is_some() && page.button("x", 0).is_none());
        assert!(page.takes("country", "CN") && !page.takes("country", "US") && !page.takes("once", "k"));
    }

    #[test]
    #[should_panic(expected = "closed by another's name")]
    fn a_page_whose_tags_cross_is_found_out() {
        Page::of(200, "http://x/".into(), "<body><p><b>x</p></b></body>".into());
    }
}
