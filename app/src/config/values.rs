//! Where each setting's text comes from: a flag, then the environment, then the file, then the default.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use kernel::Span;
use locale::Zone;
use web::Net;

use super::table::{Kind, SETTINGS, Setting, find};

/// Who said it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// `--listen`.
    Flag,
    /// `RIALTO_LISTEN`.
    Variable,
    /// `rialto.toml`, or what `--config` names.
    File(PathBuf),
    /// Nobody.
    Default,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Variable => f.write_str("environment"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A setting that cannot be meant.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadConfig {
    /// The file is there and cannot be read.
    #[error("cannot read {path}: {why}")]
    Unread {
        /// Which file.
        path: String,
        /// The system's or the parser's words.
        why: String,
    },
    /// A key of the file that no setting has: perhaps misspelled, and silently without effect otherwise.
    #[error("{path} sets `{key}`, which is no setting; `rialto config` lists them all")]
    Unknown {
        /// Which file.
        path: String,
        /// The key.
        key: String,
    },
    /// The text is not what the setting is. A secret's text is not repeated.
    #[error("the setting `{name}` ({source_word}) is {given}, which is not {wanted}")]
    Value {
        /// Which setting.
        name: &'static str,
        /// Where it was said.
        source_word: String,
        /// What it said.
        given: String,
        /// What it should be.
        wanted: String,
    },
}

/// Every setting's text and source.
#[derive(Clone, Debug)]
pub struct Values(BTreeMap<&'static str, (String, Source)>);

impl Values {
    /// Reads them in their order of precedence. `flag` and `variable` answer for one name each; `file` is the
    /// text of the file, if there is one.
    ///
    /// # Errors
    /// The file is not TOML or has a key that no setting has; a text is not what its setting is.
    pub fn read(
        flag: impl Fn(&Setting) -> Option<String>,
        variable: impl Fn(&str) -> Option<String>,
        file: Option<(PathBuf, String)>,
    ) -> Result<Self, BadConfig> {
        let written = file.map(|(path, text)| Ok((keys(&path, &text)?, path))).transpose()?;
        let mut values = BTreeMap::new();
        for setting in SETTINGS {
            let in_file = || {
                let (keys, path) = written.as_ref()?;
                Some((keys.get(setting.name)?.clone(), Source::File(path.clone())))
            };
            let said = flag(setting)
                .map(|text| (text, Source::Flag))
                .or_else(|| variable(&setting.variable()).map(|text| (text, Source::Variable)))
                .or_else(in_file)
                .unwrap_or_else(|| (setting.default.to_owned(), Source::Default));
            check(setting, &said)?;
            values.insert(setting.name, said);
        }
        Ok(Self(values))
    }

    /// Each setting with its text and source, in the table's order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Setting, &str, &Source)> {
        SETTINGS.iter().filter_map(|setting| {
            let (text, source) = self.0.get(setting.name)?;
            Some((setting, text.as_str(), source))
        })
    }

    /// The text of a setting.
    ///
    /// # Errors
    /// The table has no such name: a fault of ours, which every start would show.
    pub fn text(&self, name: &'static str) -> Result<&str, BadConfig> {
        self.0.get(name).map(|(text, _)| text.as_str()).ok_or_else(|| of_the_table(name, "a setting"))
    }

    /// The text, if there is any.
    ///
    /// # Errors
    /// As [`Values::text`].
    pub fn some(&self, name: &'static str) -> Result<Option<String>, BadConfig> {
        Ok(Some(self.text(name)?).filter(|text| !text.is_empty()).map(Into::into))
    }

    /// What the text says. It was checked when it was read, so an error here is a fault of the table.
    ///
    /// # Errors
    /// The setting is of another kind.
    pub fn parse<T: FromStr>(&self, name: &'static str) -> Result<T, BadConfig> {
        self.text(name)?.parse().map_err(|_| of_the_table(name, std::any::type_name::<T>()))
    }

    /// Seconds as a length of time for timers.
    ///
    /// # Errors
    /// As [`Values::parse`].
    pub fn seconds(&self, name: &'static str) -> Result<Duration, BadConfig> {
        Ok(Duration::from_secs(self.parse(name)?))
    }

    /// Milliseconds as a length of time for timers.
    ///
    /// # Errors
    /// As [`Values::parse`].
    pub fn milliseconds(&self, name: &'static str) -> Result<Duration, BadConfig> {
        Ok(Duration::from_millis(self.parse(name)?))
    }

    /// Days as a length of the market's time.
    ///
    /// # Errors
    /// As [`Values::parse`].
    pub fn days(&self, name: &'static str) -> Result<Span, BadConfig> {
        Ok(Span::days(self.parse(name)?))
    }

    /// A list of addresses and ranges.
    ///
    /// # Errors
    /// As [`Values::parse`].
    pub fn nets(&self, name: &'static str) -> Result<Vec<Net>, BadConfig> {
        nets(self.text(name)?).ok_or_else(|| of_the_table(name, "addresses and ranges"))
    }

    /// A time zone.
    ///
    /// # Errors
    /// As [`Values::parse`].
    pub fn zone(&self, name: &'static str) -> Result<Zone, BadConfig> {
        Zone::of(self.text(name)?).ok_or_else(|| of_the_table(name, "a time zone"))
    }
}

fn of_the_table(name: &'static str, wanted: &str) -> BadConfig {
    BadConfig::Value {
        name,
        source_word: "table".into(),
        given: "something else".into(),
        wanted: wanted.into(),
    }
}

/// The file's keys as texts: numbers and truths may be written without quotes.
fn keys(path: &std::path::Path, text: &str) -> Result<BTreeMap<String, String>, BadConfig> {
    let path = path.display().to_string();
    let table: toml::Table = text
        .parse()
        .map_err(|why: toml::de::Error| BadConfig::Unread { path: path.clone(), why: why.to_string() })?;
    let mut keys = BTreeMap::new();
    for (key, value) in table {
        let text = match value {
            toml::Value::String(text) => Some(text),
            toml::Value::Integer(number) => Some(number.to_string()),
            _ => None,
        };
        match (find(&key), text) {
            (Some(_), Some(text)) => keys.insert(key, text),
            _ => return Err(BadConfig::Unknown { path, key }),
        };
    }
    Ok(keys)
}

fn nets(text: &str) -> Option<Vec<Net>> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect()
}

fn check(setting: &Setting, (text, source): &(String, Source)) -> Result<(), BadConfig> {
    let is_url = |text: &str| {
        let rest = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
        rest.is_some_and(|rest| !rest.is_empty() && !rest.ends_with('/') && !rest.contains(' '))
    };
    let (good, wanted) = match setting.kind {
        Kind::Address => (text.parse::<SocketAddr>().is_ok(), "an address such as 127.0.0.1:8080".into()),
        Kind::Zone => (Zone::of(text).is_some(), "a time zone such as Asia/Manila".into()),
        Kind::Path => (!text.is_empty(), "a path".into()),
        Kind::Url => (
            text.is_empty() || is_url(text),
            "an address such as https://market.example, no slash at its end".into(),
        ),
        Kind::Number(least, most) => {
            let within = text.parse::<u32>().is_ok_and(|number| (least..=most).contains(&number));
            (within, format!("a whole number from {least} to {most}"))
        }
        Kind::Nets => {
            (nets(text).is_some(), "addresses and ranges such as 10.0.0.0/8, separated by commas".into())
        }
        Kind::Secret | Kind::Words => (true, String::new()),
    };
    if good {
        return Ok(());
    }
    let given = format!("`{text}`");
    Err(BadConfig::Value { name: setting.name, source_word: source.to_string(), given, wanted })
}
