//! Somebody with a browser and no script: follows links, fills forms and presses buttons by the words on them.
//! Cookies stay with the host that set them; redirects are followed, also to the practice gateway and back.

mod page;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use kernel::Secret;
use ureq::Agent;
use ureq::http::{Method, Request};

pub use page::{Element, Page};

use crate::{Market, PASSWORD};

/// Somebody with a browser of their own. A clone is another window of it with cookies of its own from then on.
#[derive(Clone)]
pub struct Browser {
    agent: Agent,
    home: String,
    language: String,
    jars: BTreeMap<String, BTreeMap<String, String>>,
    page: Page,
    filled: Vec<(String, Vec<String>)>,
    /// What is chosen in file fields: their names, and the files' names and bytes.
    chosen: Vec<(String, String, Vec<u8>)>,
}

impl Market {
    /// Somebody who comes to the market with a browser that asks for English.
    pub fn browser(&self) -> Browser {
        self.browser_in("en")
    }

    /// Somebody whose browser asks for this language.
    pub fn browser_in(&self, language: &str) -> Browser {
        let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).proxy(None).build();
        Browser {
            agent: agent.into(),
            // The name under which the market tells others where it is: a browser that is sent back knows its cookies.
            home: self.base.replace("127.0.0.1", "localhost"),
            language: language.into(),
            jars: BTreeMap::new(),
            page: Page::default(),
            filled: Vec::new(),
            chosen: Vec::new(),
        }
    }
}

/// What marks a form that is sent by hand.
static MARKS: AtomicU64 = AtomicU64::new(0);

/// Redirects in a row: more are a circle.
const MOST_TURNS: usize = 10;

impl Browser {
    /// Opens a page of the market by its path, or any by its whole address.
    pub fn open(&mut self, path: &str) -> &Page {
        let url = if path.starts_with('/') { format!("{}{path}", self.home) } else { path.to_owned() };
        self.go(Method::GET, url, None)
    }

    /// The page that is open.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Fills a field of the open page, in whichever form: a text, or the choice of radio buttons, a list or a box.
    ///
    /// # Panics
    /// No form has such a field, or it does not offer this.
    #[track_caller]
    pub fn fill(&mut self, name: &str, value: &str) -> &mut Self {
        self.fill_all(name, &[value])
    }

    /// The same of boxes that may be ticked together; none ticks none.
    ///
    /// # Panics
    /// No form has such a field, or it does not offer these.
    #[track_caller]
    pub fn fill_all(&mut self, name: &str, values: &[&str]) -> &mut Self {
        for value in values {
            assert!(
                self.page.takes(name, value),
                "{} has no {name} for {value:?}\n{}",
                self.page.url,
                self.page.main()
            );
        }
        self.filled.retain(|(known, _)| known != name);
        self.filled.push((name.into(), values.iter().map(|value| (*value).to_owned()).collect()));
        self
    }

    /// Chooses a file of the disk, or takes a picture, in a field of the open page.
    ///
    /// # Panics
    /// No form of the page has such a field, or none that sends files.
    #[track_caller]
    pub fn choose(&mut self, name: &str, file: &str, bytes: Vec<u8>) -> &mut Self {
        let field = self.page.all("input").find(|input| input.get("name") == Some(name));
        assert!(
            field.is_some_and(|field| field.get("type") == Some("file")),
            "{} has no {name}",
            self.page.url
        );
        self.chosen.push((name.into(), file.into(), bytes));
        self
    }

    /// Presses the button with these words, or this label; the first of several.
    ///
    /// # Panics
    /// There is none.
    #[track_caller]
    pub fn press(&mut self, words: &str) -> &Page {
        self.press_nth(words, 0)
    }

    /// Presses the button that has any of these words: a page whose language does not matter.
    ///
    /// # Panics
    /// There is none.
    #[track_caller]
    pub fn press_first(&mut self, words: &[&str]) -> &Page {
        let there = words.iter().find(|words| self.page.button(words, 0).is_some());
        self.press(there.unwrap_or(&words[0]))
    }

    /// Presses one of several buttons with the same words; the first is 0.
    ///
    /// # Panics
    /// There is none.
    #[track_caller]
    pub fn press_nth(&mut self, words: &str, nth: usize) -> &Page {
        let (method, url, body) = self.sending(words, nth);
        match method {
            Method::POST => self.go(method, url, Some(body)),
            method => {
                let bare = url.split('?').next().unwrap_or_default().to_owned();
                let query = String::from_utf8_lossy(&body.bytes).into_owned();
                self.go(method, format!("{bare}?{query}"), None)
            }
        }
    }

    /// Follows the link with these words, or this label.
    ///
    /// # Panics
    /// There is none.
    #[track_caller]
    pub fn follow(&mut self, words: &str) -> &Page {
        let Some(link) = self.page.link(words) else {
            panic!("{} has no link {words:?}\n{}", self.page.url, self.page.main())
        };
        let url = self.whole(link);
        self.go(Method::GET, url, None)
    }

    /// Sends a form that no open page has, as a page of the market would: for what pages do not offer.
    pub fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> &Page {
        let mark = format!("{:032}", MARKS.fetch_add(1, Ordering::Relaxed));
        let fields = fields.iter().copied().chain([("once", mark.as_str())]);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let url = format!("{}{path}", self.home);
        self.page = Page::default();
        self.go(Method::POST, url, Some(Outgoing::typed(body)))
    }

    /// Asks once, follows nothing and reads no further than the head: the status, or 401 where the answer is the way to
    /// the door. `fields` are a form's; `Parted` ones go as one that may bring a file.
    pub fn knock(&self, path: &str, form: Option<&Sending>) -> u16 {
        let mut once = self.clone();
        let (method, body, media) = match form {
            None => (Method::GET, None, URLENCODED.to_owned()),
            Some(Sending { fields, marked, parted }) => {
                let mark = format!("{:032}", MARKS.fetch_add(1, Ordering::Relaxed));
                let mark = marked.then_some(("once", mark));
                let fields = fields.iter().map(|(name, value)| (*name, value.clone())).chain(mark);
                let fields: Vec<(&str, String)> = fields.collect();
                let body = if *parted { parts_of(&fields) } else { encoded(&fields) };
                let media = if *parted {
                    format!("multipart/form-data; boundary={BOUNDARY}")
                } else {
                    URLENCODED.into()
                };
                (Method::POST, Some(body), media)
            }
        };
        let url = format!("{}{path}", self.home);
        let (status, to) = once.head(&method, &url, body, &media);
        if to.is_some_and(|to| to.starts_with("/sign-in?next=")) { 401 } else { status }
    }

    fn head(
        &mut self,
        method: &Method,
        url: &str,
        body: Option<String>,
        media: &str,
    ) -> (u16, Option<String>) {
        let mut request =
            Request::builder().method(method).uri(url).header("Accept-Language", &self.language);
        if let Some(jar) = self.jars.get(&self.home) {
            let line: Vec<String> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("Cookie", line.join("; "));
        }
        if body.is_some() {
            request = request.header("Sec-Fetch-Site", "same-origin").header("Origin", &self.home);
            request = request.header("Content-Type", media);
        }
        let request = request.body(body.unwrap_or_default()).unwrap();
        let answer = self.agent.run(request.clone()).or_else(|_| self.agent.run(request));
        let answer = answer.unwrap_or_else(|why| panic!("{method} {url}: {why}"));
        let to = answer.headers().get("location").and_then(|to| to.to_str().ok()).map(str::to_owned);
        (answer.status().as_u16(), to)
    }

    /// Presses a button twice before the answer is there, as an impatient hand does; the second answer stays open.
    ///
    /// # Panics
    /// There is no such button.
    #[track_caller]
    pub fn press_twice(&mut self, words: &str) -> &Page {
        let mut other = self.clone();
        let words = words.to_owned();
        let again = words.clone();
        let first = std::thread::spawn(move || {
            other.press(&again);
        });
        self.press(&words);
        assert!(first.join().is_ok(), "the first of two presses failed");
        &self.page
    }

    /// What pressing would send.
    ///
    /// # Panics
    /// There is no such button.
    #[track_caller]
    fn sending(&self, words: &str, nth: usize) -> (Method, String, Outgoing) {
        let Some((button, form, at)) = self.page.button(words, nth) else {
            let buttons: Vec<&str> = self
                .page
                .all("button")
                .map(|button| button.get("aria-label").unwrap_or(&button.text))
                .collect();
            panic!(
                "{} ({}) has no button {words:?} but {buttons:?}\n{}",
                self.page.url,
                self.page.status,
                self.page.main()
            );
        };
        let mut fields = self.page.fields(at);
        for (name, values) in &self.filled {
            let place = fields.iter().position(|(known, _)| known == name).unwrap_or(fields.len());
            fields.retain(|(known, _)| known != name);
            let values = values.iter().map(|value| (name.clone(), value.clone()));
            fields.splice(place..place, values);
        }
        if let Some(name) = button.get("name") {
            fields.push((name.into(), button.get("value").unwrap_or_default().into()));
        }
        let action = button.get("formaction").or(form.get("action")).unwrap_or(&self.page.url);
        let is_post = form.get("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
        let is_of_parts = form.get("enctype") == Some("multipart/form-data");
        let body = if is_post && is_of_parts {
            Outgoing::parts(&fields, &self.chosen)
        } else {
            Outgoing::typed(form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish())
        };
        (if is_post { Method::POST } else { Method::GET }, self.whole(action), body)
    }

    /// The value of a cookie of the market.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.jars.get(&self.home)?.get(name).map(String::as_str)
    }

    /// Sets a cookie of the market, as its pages would.
    pub fn with_cookie(mut self, name: &str, value: &str) -> Self {
        self.jars.entry(self.home.clone()).or_default().insert(name.into(), value.into());
        self
    }

    /// Forgets a cookie of the market.
    pub fn forget(&mut self, name: &str) {
        if let Some(jar) = self.jars.get_mut(&self.home) {
            jar.remove(name);
        }
    }

    /// A session that was opened elsewhere: signed in without the page for it.
    #[must_use]
    pub fn bearing(self, session: &Secret) -> Self {
        self.with_cookie("rialto-session", session.reveal())
    }

    fn whole(&self, path: &str) -> String {
        if path.starts_with("http://") || path.starts_with("https://") {
            return path.into();
        }
        let host = if self.page.url.is_empty() { self.home.clone() } else { origin(&self.page.url) };
        match path.chars().next() {
            Some('/') => format!("{host}{path}"),
            Some('?') => format!("{}{path}", self.page.url.split('?').next().unwrap_or_default()),
            _ => format!("{host}/{path}"),
        }
    }

    fn go(&mut self, mut method: Method, mut url: String, mut body: Option<Outgoing>) -> &Page {
        self.filled.clear();
        self.chosen.clear();
        let mut from = if self.page.url.is_empty() { self.home.clone() } else { origin(&self.page.url) };
        for _ in 0..MOST_TURNS {
            let (status, to, html) = self.ask(&method, &url, &from, body.take());
            let Some(to) = to.filter(|_| matches!(status, 301..=303 | 307 | 308)) else {
                self.page = Page::of(status, url, html);
                return &self.page;
            };
            from = origin(&url);
            url = if to.starts_with('/') { format!("{from}{to}") } else { to };
            method = Method::GET;
        }
        panic!("{url} leads round in a circle");
    }

    fn ask(
        &mut self,
        method: &Method,
        url: &str,
        from: &str,
        body: Option<Outgoing>,
    ) -> (u16, Option<String>, String) {
        let to = origin(url);
        let mut request =
            Request::builder().method(method).uri(url).header("Accept-Language", &self.language);
        if let Some(jar) = self.jars.get(&to) {
            let line: Vec<String> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("Cookie", line.join("; "));
        }
        if let Some(body) = &body {
            let site = if to == from { "same-origin" } else { "cross-site" };
            request = request.header("Sec-Fetch-Site", site).header("Origin", from);
            request = request.header("Content-Type", &body.media);
        }
        let request = request.body(body.map(|body| body.bytes).unwrap_or_default()).unwrap();
        // A kept connection may be closed in the moment in which it is used again; a form counts once.
        let answer = self.agent.run(request.clone()).or_else(|_| self.agent.run(request));
        let mut answer = answer.unwrap_or_else(|why| panic!("{method} {url}: {why}"));
        let said =
            |name: &str| answer.headers().get_all(name).into_iter().filter_map(|value| value.to_str().ok());
        let cookies: Vec<String> = said("set-cookie").map(str::to_owned).collect();
        let location = said("location").next().map(str::to_owned);
        for cookie in cookies {
            self.keep(&to, &cookie);
        }
        let status = answer.status().as_u16();
        (status, location, answer.body_mut().with_config().limit(8 << 20).read_to_string().unwrap())
    }

    fn keep(&mut self, host: &str, cookie: &str) {
        let mut parts = cookie.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { return };
        let jar = self.jars.entry(host.into()).or_default();
        if parts.any(|part| part == "Max-Age=0") {
            jar.remove(name);
        } else {
            jar.insert(name.into(), value.into());
        }
    }
}

/// A form to be sent without its page.
#[derive(Clone, Default, Debug)]
pub struct Sending {
    /// Its fields.
    pub fields: Vec<(&'static str, String)>,
    /// Whether it has the mark that makes it count once.
    pub marked: bool,
    /// Whether it is one that may bring a file.
    pub parted: bool,
}

const URLENCODED: &str = "application/x-www-form-urlencoded";
const BOUNDARY: &str = "between-the-parts";

fn encoded(fields: &[(&str, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

fn parts_of<N: std::fmt::Display>(fields: &[(N, String)]) -> String {
    let part = |(name, value): &(N, String)| {
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let parts: String = fields.iter().map(part).collect();
    format!("{parts}--{BOUNDARY}--\r\n")
}

/// A form on its way.
struct Outgoing {
    media: String,
    bytes: Vec<u8>,
}

impl Outgoing {
    fn typed(fields: String) -> Self {
        Self { media: URLENCODED.into(), bytes: fields.into_bytes() }
    }

    /// With files (RFC 7578).
    fn parts(fields: &[(String, String)], files: &[(String, String, Vec<u8>)]) -> Self {
        let head = |name: &str| format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"");
        let mut bytes = Vec::new();
        for (name, value) in fields.iter().filter(|(name, _)| files.iter().all(|file| file.0 != *name)) {
            bytes.extend(format!("{}\r\n\r\n{value}\r\n", head(name)).bytes());
        }
        for (name, file, content) in files {
            let kind = "Content-Type: application/octet-stream";
            bytes.extend(format!("{}; filename=\"{file}\"\r\n{kind}\r\n\r\n", head(name)).bytes());
            bytes.extend_from_slice(content);
            bytes.extend(b"\r\n");
        }
        bytes.extend(format!("--{BOUNDARY}--\r\n").bytes());
        Self { media: format!("multipart/form-data; boundary={BOUNDARY}"), bytes }
    }
}

impl Market {
    /// Somebody with an account and a browser that is signed in.
    pub fn signed_in(&self, handle: &str, language: &str) -> Browser {
        let credentials = serde_json::json!({ "handle": handle, "password": PASSWORD });
        let session = self.anyone.post("/sessions", credentials).is(201);
        let secret = Secret::from_text(session["secret"].as_str().unwrap());
        self.browser_in(language).bearing(&secret)
    }
}

/// Scheme, host and port.
fn origin(url: &str) -> String {
    let start = url.find("//").map_or(0, |at| at + 2);
    let end = url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at);
    url[..end].to_owned()
}
