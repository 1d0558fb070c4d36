//! The few cookies there are, each with its reason: who you are, what you hold as a guest, how you want to be
//! spoken to. None is read by a script but the time zone, which a script writes; none follows anybody.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use kernel::Secret;
use locale::Language;

/// What a guest holds: the id of a cart, or of whatever else is theirs, and the secret that opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keepsake {
    /// Its id as text; the platform does not know of what.
    pub id: String,
    /// 256 bits; only its hash is stored.
    pub secret: Secret,
}

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// As it is kept and sent.
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// How large texts are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Size {
    /// As the browser says.
    #[default]
    Usual,
    /// An eighth larger.
    Large,
    /// A third larger.
    Larger,
}

impl Size {
    /// All of them, smallest first.
    pub const ALL: [Self; 3] = [Self::Usual, Self::Large, Self::Larger];

    /// As it is kept and sent.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Large => "large",
            Self::Larger => "larger",
        }
    }
}

/// How somebody wants pages to look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Look {
    /// Light or dark.
    pub theme: Theme,
    /// How large texts are.
    pub size: Size,
    /// Whether nothing is to move, whatever the system says.
    pub still: bool,
    /// Whether pictures are fetched only when they are asked for.
    pub save_data: bool,
}

impl Look {
    fn text(self) -> String {
        let still = if self.still { "still" } else { "moving" };
        let saving = if self.save_data { "saving" } else { "full" };
        format!("{}.{}.{still}.{saving}", self.theme.word(), self.size.word())
    }

    /// What is not understood is as if it had not been said.
    fn parse(text: &str) -> Self {
        let mut words = text.split('.');
        let mut next = || words.next().unwrap_or_default();
        let (theme, size) = (next(), next());
        Self {
            theme: Theme::ALL.into_iter().find(|one| one.word() == theme).unwrap_or_default(),
            size: Size::ALL.into_iter().find(|one| one.word() == size).unwrap_or_default(),
            still: next() == "still",
            save_data: next() == "saving",
        }
    }
}

/// What somebody agreed to have counted on this device. Nothing, until they say so; what the market cannot do
/// without is not asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Consent {
    /// Which pages are looked at, in sums.
    pub analytics: bool,
    /// What they look at shapes what they are shown.
    pub personalisation: bool,
    /// They may be written to about offers.
    pub marketing: bool,
}

impl Consent {
    /// The words that were agreed to: it grows when they change, and what was said to others counts as nothing.
    pub const VERSION: u8 = 1;

    fn text(self) -> String {
        let word = |agreed, word| if agreed { word } else { "" };
        let (a, p, m) =
            (word(self.analytics, "a"), word(self.personalisation, "p"), word(self.marketing, "m"));
        format!("{}.{a}{p}{m}", Self::VERSION)
    }

    fn parse(text: &str) -> Option<Self> {
        let (version, agreed) = text.split_once('.')?;
        let known = agreed.bytes().all(|letter| b"apm".contains(&letter));
        (known && version.parse() == Ok(Self::VERSION)).then(|| Self {
            analytics: agreed.contains('a'),
            personalisation: agreed.contains('p'),
            marketing: agreed.contains('m'),
        })
    }

    /// Whether the browser says for its person that nobody is to follow them: Global Privacy Control, Do Not Track.
    pub fn is_refused_by(headers: &HeaderMap) -> bool {
        ["sec-gpc", "dnt"].iter().any(|name| headers.get(*name).is_some_and(|value| value.as_bytes() == b"1"))
    }
}

/// One cookie to set, on a [`crate::page::SeeOther`] or a [`crate::page::Reply`].
#[derive(Clone, Debug)]
pub enum Crumb {
    /// Somebody signed in; the cookie lasts so many seconds, the session itself by its own rule.
    Session(Secret, i64),
    /// Somebody signed out.
    NoSession,
    /// A guest holds something now.
    Keepsake(Keepsake),
    /// They do not any more.
    NoKeepsake,
    /// The language they chose.
    Language(Language),
    /// How they want pages to look.
    Look(Look),
    /// What they agreed to have counted.
    Consent(Consent),
    /// What to say on the next page: a locale key.
    Said(&'static str),
    /// It has been said.
    NotSaid,
}

const YEAR: i64 = 366 * 86_400;
/// What was said and not yet shown is stale after this.
const SAID: i64 = 60;

impl Crumb {
    /// The header's value. With TLS the name says that the cookie was set by this host over TLS and for all of it.
    fn header(&self, secure: bool) -> Option<HeaderValue> {
        let (name, value, seconds) = match self {
            Self::Session(secret, seconds) => (SESSION, secret.reveal().to_owned(), *seconds),
            Self::NoSession => (SESSION, String::new(), 0),
            Self::Keepsake(keepsake) => {
                (KEEPSAKE, format!("{}.{}", keepsake.id, keepsake.secret.reveal()), YEAR / 4)
            }
            Self::NoKeepsake => (KEEPSAKE, String::new(), 0),
            Self::Language(language) => (LANGUAGE, language.word().to_owned(), YEAR),
            Self::Look(look) => (LOOK, look.text(), YEAR),
            Self::Consent(consent) => (CONSENT, consent.text(), YEAR / 2),
            Self::Said(key) => (SAID_NAME, (*key).to_owned(), SAID),
            Self::NotSaid => (SAID_NAME, String::new(), 0),
        };
        let (prefix, tls) = if secure { ("__Host-", "; Secure") } else { ("", "") };
        let text = format!("{prefix}{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{tls}");
        HeaderValue::from_str(&text).ok()
    }
}

/// The cookies that an answer sets, on its way to the gate, which knows whether there is TLS.
#[derive(Clone, Debug, Default)]
pub(crate) struct Crumbs(pub Vec<Crumb>);

impl Crumbs {
    pub fn set(&self, headers: &mut HeaderMap, secure: bool) {
        for crumb in &self.0 {
            if let Some(value) = crumb.header(secure) {
                headers.append(SET_COOKIE, value);
            }
        }
    }
}

const SESSION: &str = "rialto-session";
const KEEPSAKE: &str = "rialto-guest";
const LANGUAGE: &str = "rialto-language";
const LOOK: &str = "rialto-look";
const CONSENT: &str = "rialto-consent";
const SAID_NAME: &str = "rialto-said";
/// Written by the script of the pages, so it has no prefix and is read with suspicion.
const ZONE: &str = "tz";

/// The cookies that a request brought.
pub(crate) struct Jar<'a> {
    pairs: Vec<(&'a str, &'a str)>,
    secure: bool,
}

impl<'a> Jar<'a> {
    pub fn of(headers: &'a HeaderMap, secure: bool) -> Self {
        let lines = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        Self { pairs: pairs.collect(), secure }
    }

    /// A cookie of ours. Two of one name are two opinions: neither counts.
    fn get(&self, name: &str) -> Option<&'a str> {
        let prefix = if self.secure { "__Host-" } else { "" };
        self.plain(|known| known.strip_prefix(prefix) == Some(name))
    }

    fn plain(&self, is_named: impl Fn(&str) -> bool) -> Option<&'a str> {
        let mut found = self.pairs.iter().filter(|(name, value)| is_named(name) && !value.is_empty());
        match (found.next(), found.next()) {
            (Some((_, value)), None) => Some(value),
            _ => None,
        }
    }

    pub fn session(&self) -> Option<Secret> {
        self.get(SESSION).map(Secret::from_text)
    }

    pub fn keepsake(&self) -> Option<Keepsake> {
        let (id, secret) = self.get(KEEPSAKE)?.split_once('.')?;
        (!id.is_empty() && !secret.is_empty())
            .then(|| Keepsake { id: id.into(), secret: Secret::from_text(secret) })
    }

    pub fn language(&self) -> Option<Language> {
        self.get(LANGUAGE)?.parse().ok()
    }

    pub fn look(&self) -> Look {
        self.get(LOOK).map(Look::parse).unwrap_or_default()
    }

    /// What was agreed to; nothing where nobody was asked yet.
    pub fn consent(&self) -> Option<Consent> {
        Consent::parse(self.get(CONSENT)?)
    }

    pub fn said(&self) -> Option<&'a str> {
        self.get(SAID_NAME)
    }

    /// An IANA name with `/` as `%2F`, as the script writes it.
    pub fn zone(&self) -> Option<String> {
        let text = self.plain(|name| name == ZONE)?;
        (text.len() <= 64).then(|| text.replace("%2F", "/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brought(line: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static(line));
        headers
    }

    #[test]
    fn cookies_come_back_as_they_were_set() {
        let headers = brought(
            "rialto-guest=crt_1.s3cret; rialto-language=fil; rialto-look=dark.large.still.full; tz=Asia%2FManila",
        );
        let jar = Jar::of(&headers, false);
        let keepsake = jar.keepsake().unwrap();
        assert_eq!((keepsake.id.as_str(), keepsake.secret.reveal()), ("crt_1", "s3cret"));
        assert_eq!(jar.language(), Some(Language::Filipino));
        let look = Look { theme: Theme::Dark, size: Size::Large, still: true, save_data: false };
        assert_eq!((jar.look(), Look::parse(&look.text())), (look, look));
        assert_eq!(jar.zone().as_deref(), Some("Asia/Manila"));
        assert!(jar.session().is_none() && jar.said().is_none());
    }

    #[test]
    fn what_was_agreed_to_comes_back_and_other_words_count_as_nothing() {
        let some = Consent { analytics: true, personalisation: false, marketing: true };
        assert_eq!((some.text().as_str(), Consent::parse("1.am")), ("1.am", Some(some)));
        assert_eq!(Consent::parse("1."), Some(Consent::default()), "who said no has said something");
        for other in ["0.a", "2.a", "1.ax", "a", ""] {
            assert_eq!(Consent::parse(other), None, "{other:?}");
        }
        let mut headers = HeaderMap::new();
        assert!(!Consent::is_refused_by(&headers));
        headers.insert("dnt", HeaderValue::from_static("0"));
        assert!(!Consent::is_refused_by(&headers));
        headers.insert("sec-gpc", HeaderValue::from_static("1"));
        assert!(Consent::is_refused_by(&headers));
    }

    #[test]
    fn with_tls_only_a_cookie_of_this_very_host_counts_and_a_doubled_one_never() {
        let planted = brought("rialto-session=planted-by-a-neighbour");
        assert!(Jar::of(&planted, true).session().is_none());
        let ours = brought("__Host-rialto-session=ours");
        assert_eq!(Jar::of(&ours, true).session().unwrap().reveal(), "ours");
        let twice = brought("rialto-session=a; rialto-session=b");
        assert!(Jar::of(&twice, false).session().is_none());
    }

    #[test]
    fn a_session_is_out_of_reach_of_scripts_and_other_sites() {
        let crumb = Crumb::Session(Secret::from_text("abc"), 60);
        let plain = crumb.header(false).unwrap();
        assert_eq!(plain, "rialto-session=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
        let secure = crumb.header(true).unwrap();
        assert_eq!(secure, "__Host-rialto-session=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
    }
}
