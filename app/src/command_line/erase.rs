//! `rialto erase`: who asks by letter to be erased has the same right as who presses the button.

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Command};
use db::{No, Rx};
use identity::{Letter, Prospect};
use kernel::{Account, Actor, Cx, Id, Refusal, Time};
use locale::{Language, Reader};

use super::{Failure, keep, runtime};
use crate::Config;
use crate::product::product;

/// What goes, and what stays and why, in the words of the page on which people ask for it themselves.
const GOES: [&str; 5] = ["name", "told", "kept", "ways", "shop"];
const STAYS: [&str; 3] = ["orders", "answers", "backup"];

pub(super) fn grammar() -> Command {
    Command::new("erase")
        .about(
            "Erase somebody who asked for it by letter: in seven days, in which they are told and may take it back.",
        )
        .arg(Arg::new("PERSON").required(true).help("A handle, or an account's id: mia, acc_…."))
        .arg(
            Arg::new("reason")
                .long("reason")
                .value_name("WORDS")
                .help("How it was asked for and how you knew whom you heard, for the log of what staff did."),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Say what goes, what stays and why, and what must end first; change nothing."),
        )
        .arg(
            Arg::new("take-back")
                .long("take-back")
                .action(ArgAction::SetTrue)
                .conflicts_with("dry-run")
                .help("Take it back for them, while it has not begun."),
        )
}

pub(super) fn run(config: &Config, typed: &ArgMatches) -> Result<ExitCode, Failure> {
    let person = typed.get_one::<String>("PERSON").cloned().unwrap_or_default();
    let reason = typed.get_one::<String>("reason").cloned().unwrap_or_default();
    let only_look = typed.get_flag("dry-run");
    // Looking goes on beside a running market; on SQLite the rest waits for its folder.
    let db = if only_look {
        keep::look(config, config.store())?
    } else {
        keep::open(config).map_err(|why| {
            format!("{why}; beside a running market, use PUT or DELETE /api/v1/accounts/{{account}}/leaving")
        })?
    };
    let runtime = runtime()?;
    let done: Result<String, Failure> = runtime.block_on(async {
        let (id, prospect) = db.read(&Actor::Operator, person, found).await?;
        if only_look {
            return told(&prospect, config, db.now());
        }
        if typed.get_flag("take-back") {
            db.write(&Actor::Operator, id, identity::take_back_for).await?;
            return Ok(format!("{} stays", prospect.handle));
        }
        let view = db.write(&Actor::Operator, (id, Letter { reason }), identity::ask_for).await?;
        Ok(format!(
            "{} is erased on {}, unless it is taken back before: by them under Privacy, or by you with --take-back",
            prospect.handle, view.due_at
        ))
    });
    db.close();
    println!("{}", done?);
    Ok(ExitCode::SUCCESS)
}

#[expect(clippy::ptr_arg, reason = "the type of the reading's input")]
fn found(rx: &mut Rx, cx: &Cx, person: &String) -> Result<(Id<Account>, Prospect), No> {
    let id = match person.parse::<Id<Account>>() {
        Ok(id) => Some(id),
        Err(_) => identity::account_called(rx, &person.trim_start_matches('@').to_lowercase())?,
    };
    let id = id.ok_or_else(|| Refusal::missing("account"))?;
    Ok((id, identity::prospect(rx, cx, &id)?))
}

/// What would happen, when, and what with what.
fn told(prospect: &Prospect, config: &Config, now: Time) -> Result<String, Failure> {
    let Prospect { handle, asked, due, bar } = prospect;
    let library = Arc::new(product().library().map_err(|faults| faults.to_string())?);
    let reader = Reader::new(library, Language::English, config.zone.clone(), now);
    let mut lines = vec![match (asked, bar) {
        (Some(due), None) => format!("{handle} has asked already and is erased on {due}"),
        (Some(due), Some(bar)) => {
            format!(
                "{handle} has asked already and waits until {due}; something must end first: {}",
                bar.detail
            )
        }
        (None, Some(bar)) => format!("{handle} cannot be erased yet: {} ({})", bar.detail, bar.code),
        (None, None) => format!("{handle} would be erased on {due}"),
    }];
    for (title, keys) in [("leave-goes", &GOES[..]), ("leave-stays", &STAYS[..])] {
        lines.push(format!("{}:", reader.t(title)));
        let row = |key: &&str| {
            format!("  {}: {}", reader.t(&format!("{title}-{key}")), reader.t(&format!("{title}-{key}-how")))
        };
        lines.extend(keys.iter().map(row));
    }
    lines.push("Nothing was changed.".into());
    Ok(lines.join("\n"))
}
