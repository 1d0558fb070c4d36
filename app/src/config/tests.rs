//! Precedence, mistakes, and that the table agrees with what the platform does by itself.

use super::*;

fn values(flag: &str, variable: &str, file: &str) -> Result<Values, BadConfig> {
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Values::read(
        |setting| said(flag).filter(|_| setting.name == "listen"),
        |name| said(variable).filter(|_| name == "RIALTO_LISTEN"),
        said(file).map(|text| ("rialto.toml".into(), text)),
    )
}

fn listen(flag: &str, variable: &str, file: &str) -> (String, String) {
    let values = values(flag, variable, file).unwrap();
    let (_, text, source) = values.iter().find(|(setting, ..)| setting.name == "listen").unwrap();
    (text.into(), source.to_string())
}

#[test]
fn a_flag_comes_before_the_environment_before_the_file_before_the_default() {
    let file = r#"listen = "127.0.0.1:4""#;
    let pair = |text: &str, source: &str| (text.to_owned(), source.to_owned());
    assert_eq!(listen("127.0.0.1:2", "127.0.0.1:3", file), pair("127.0.0.1:2", "flag"));
    assert_eq!(listen("", "127.0.0.1:3", file), pair("127.0.0.1:3", "environment"));
    assert_eq!(listen("", "", file), pair("127.0.0.1:4", "rialto.toml"));
    assert_eq!(listen("", "", ""), pair("127.0.0.1:8080", "default"));
}

#[test]
fn a_misspelled_key_and_a_value_of_the_wrong_kind_stop_the_start() {
    let words = |flag: &str, file: &str| values(flag, "", file).unwrap_err().to_string();
    assert_eq!(
        words("", "lisen = 1"),
        "rialto.toml sets `lisen`, which is no setting; `rialto config` lists them all"
    );
    assert_eq!(
        words("here", ""),
        "the setting `listen` (flag) is `here`, which is not an address such as 127.0.0.1:8080"
    );
    assert_eq!(
        words("", "workers = 0"),
        "the setting `workers` (rialto.toml) is `0`, which is not a whole number from 1 to 1024"
    );
    assert!(words("", "listen = [").starts_with("cannot read rialto.toml: TOML parse error"));
    assert!(words("", "trusted_proxies = '10.0.0.0/8, x'").contains("separated by commas"));
    assert!(words("", "public_url = 'market.example'").contains("https://market.example"));
}

#[test]
fn the_defaults_are_what_the_platform_does_by_itself() {
    let config = Config::of(&values("", "", "").unwrap()).unwrap();
    assert_eq!(config.lines, Lines::default());
    assert_eq!(config.web.limits, Limits::default());
    assert_eq!(config.web.rates, Rates::default());
    assert_eq!(config.jobs, jobs::Settings::default());
    assert_eq!(config.terms, market::Terms::default());
    assert_eq!(config.gateway_look, payments::Terms::default().look_every);
    assert_eq!(config.credentials, identity::Terms::default());
    assert!(matches!(config.store(), Store::Sqlite(..)) && config.unused.is_empty());
}

#[test]
fn no_secret_is_printed_and_everything_else_is() {
    let password = "postgres://rialto:hunter2@db/market";
    let values =
        Values::read(|_| None, |name| (name == "RIALTO_DATABASE_URL").then(|| password.to_owned()), None)
            .unwrap();
    let text = print(&values);
    assert!(!text.contains("hunter2"));
    assert!(text.contains(
        "database_url = (set, not shown)\n  from environment; default (empty); RIALTO_DATABASE_URL"
    ));
    assert!(text.contains("listen = 127.0.0.1:8080\n  from default; default 127.0.0.1:8080; RIALTO_LISTEN"));
    for setting in SETTINGS {
        assert!(text.contains(setting.meaning), "{}", setting.name);
    }
}

#[test]
fn names_are_unique_and_in_one_spelling() {
    let mut names: Vec<_> = SETTINGS.iter().map(|setting| setting.name).collect();
    assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')));
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), SETTINGS.len());
}

#[test]
fn people_are_told_an_address_that_opens() {
    let config = Config::of(&values("", "", "").unwrap()).unwrap();
    assert_eq!(config.url_at("0.0.0.0:8080".parse().unwrap()), "http://localhost:8080");
    assert_eq!(config.url_at("192.0.2.1:80".parse().unwrap()), "http://192.0.2.1:80");
    let named = Config { public_url: Some("https://market.example".into()), ..config };
    assert_eq!(named.url_at("0.0.0.0:8080".parse().unwrap()), "https://market.example");
}
