//! What is typed: the commands, and every setting as a flag of each.

mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};

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
    let commands = [
        ("serve", "Serve the market until it is told to stop."),
        ("config", "Print every setting: its value, where that comes from, its default and its meaning."),
    ];
    let root = Command::new("rialto")
        .version(env!("CARGO_PKG_VERSION"))
        .about("A self-hosted social marketplace.")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .next_help_heading("Settings")
        .arg(
            Arg::new("config")
                .long("config")
                .value_name("FILE")
                .global(true)
                .help("The file of settings; rialto.toml if there is one."),
        )
        .args(SETTINGS.iter().map(|setting| {
            let flag = setting.flag();
            Arg::new(setting.name)
                .long(flag)
                .value_name("VALUE")
                .global(true)
                .hide_short_help(true)
                .help(setting.meaning)
        }));
    commands.into_iter().fold(root, |root, (name, about)| root.subcommand(Command::new(name).about(about)))
}

fn run(typed: &ArgMatches) -> Result<ExitCode, Failure> {
    let values = values(typed)?;
    let config = Config::of(&values)?;
    match typed.subcommand() {
        Some(("config", _)) => {
            print!("{}", print(&values));
            Ok(ExitCode::SUCCESS)
        }
        Some(("serve", _)) => serve::serve(config),
        _ => Ok(ExitCode::from(2)), // clap lets no other word through
    }
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
