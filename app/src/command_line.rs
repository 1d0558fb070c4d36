//! What is typed: the commands, and every setting as a flag of each.

mod admin;
mod demo;
mod erase;
mod goods;
mod keep;
mod pictures;
mod sandbox;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::config::{SETTINGS, Values, print};
use crate::{BadConfig, Config};

/// Why a command failed, in words for who typed it.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Parses, runs, and answers the exit code: 0 done, 1 not done, 2 not understood.
pub fn main() -> ExitCode {
    let typed = match grammar().try_get_matches() {
        Ok(typed) => typed,
        Err(error) => {
            // Nobody is left to tell when the terminal is gone.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    match run(&typed) {
        Ok(code) => code,
        Err(why) => {
            eprintln!("rialto: {why}");
            ExitCode::FAILURE
        }
    }
}

fn grammar() -> Command {
    let word = |name: &'static str, help: &'static str| {
        Arg::new(name).value_name(name).required(true).value_parser(value_parser!(PathBuf)).help(help)
    };
    let settings = SETTINGS.iter().map(|setting| {
        Arg::new(setting.name)
            .long(setting.flag())
            .value_name("VALUE")
            .global(true)
            .hide_short_help(true)
            .help_heading("Settings")
            .help(setting.meaning)
    });
    Command::new("rialto")
        .version(env!("CARGO_PKG_VERSION"))
        .about("A self-hosted social marketplace.")
        .after_help("Every setting is also a flag of every command: `rialto help serve` lists them.")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new("config")
                .long("config")
                .value_name("FILE")
                .global(true)
                .help("The file of settings; rialto.toml if there is one."),
        )
        .args(settings)
        .subcommands([
            Command::new("serve").about("Serve the market until it is told to stop."),
            demo::grammar(),
            demo::simulate_grammar(),
            goods::import_grammar(word(
                "FILE",
                "A product file: Shopify CSV, WooCommerce CSV or Google feed.",
            )),
            goods::export_grammar(word("FILE", "The file to write.")),
            Command::new("sandbox").about("Serve a payment gateway to practise on, with a file of its own."),
            Command::new("migrate").about("Bring the schema up to date and stop."),
            Command::new("index").about("Build the search index anew, while no market runs on this folder."),
            Command::new("verify")
                .about("Compute again everything that is stored twice; 0 only if all of it agrees."),
            Command::new("backup")
                .about("Copy the market into a new folder while it goes on.")
                .arg(word("TO", "A folder that is empty or not there yet.")),
            Command::new("restore")
                .about("Put a backup into the empty data folder, once it has been verified.")
                .arg(word("FROM", "The folder of a backup.")),
            admin::grammar(),
            erase::grammar(),
            Command::new("config")
                .about("Print every setting: its value, where from, its default, its meaning."),
        ])
}

fn run(typed: &ArgMatches) -> Result<ExitCode, Failure> {
    let values = values(typed)?;
    let config = Config::of(&values)?;
    let path = |typed: &ArgMatches, name: &str| typed.get_one::<PathBuf>(name).cloned().unwrap_or_default();
    match typed.subcommand() {
        Some(("serve", _)) => serve::serve(config),
        Some(("demo", typed)) => demo::run(config, typed),
        Some(("simulate", typed)) => demo::simulate(config, typed),
        Some(("import", typed)) => goods::import(&config, &path(typed, "FILE"), typed),
        Some(("export", typed)) => goods::export(&config, &path(typed, "FILE"), typed),
        Some(("sandbox", _)) => sandbox::run(&config),
        Some(("migrate", _)) => keep::migrate(&config),
        Some(("verify", _)) => keep::verified(&config),
        Some(("index", _)) => keep::index(&config),
        Some(("backup", typed)) => keep::backup(&config, &path(typed, "TO")),
        Some(("restore", typed)) => keep::restore(&config, &path(typed, "FROM")),
        Some(("admin", typed)) => match typed.subcommand() {
            Some(("create", typed)) => admin::create(&config, typed),
            _ => Ok(ExitCode::from(2)), // as below
        },
        Some(("erase", typed)) => erase::run(&config, typed),
        Some(("config", _)) => {
            print!("{}", print(&values));
            Ok(ExitCode::SUCCESS)
        }
        _ => Ok(ExitCode::from(2)), // clap lets no other word through
    }
}

/// What waits for the world runs here; each command has one.
fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()
}

/// The settings as this process sees them.
fn values(typed: &ArgMatches) -> Result<Values, BadConfig> {
    let named = typed
        .get_one::<String>("config")
        .cloned()
        .or_else(|| std::env::var("RIALTO_CONFIG").ok().filter(|path| !path.is_empty()));
    let path = PathBuf::from(named.as_deref().unwrap_or("rialto.toml"));
    let file = match std::fs::read_to_string(&path) {
        Ok(text) => Some((path, text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && named.is_none() => None,
        Err(error) => {
            return Err(BadConfig::Unread { path: path.display().to_string(), why: error.to_string() });
        }
    };
    let variable = |name: &str| std::env::var(name).ok().filter(|text| !text.is_empty());
    Values::read(|setting| typed.get_one::<String>(setting.name).cloned(), variable, file)
}
