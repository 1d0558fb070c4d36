//! `rialto admin create`: the first operator, and any after.

use std::io::{BufRead as _, stdin};
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command};
use identity::Password;

use super::Failure;
use crate::{Config, wiring};

pub(super) fn grammar() -> Command {
    let create = Command::new("create")
        .about("Make an operator's account. Without --password-stdin a password is made up and printed once.")
        .arg(
            Arg::new("HANDLE")
                .required(true)
                .help("3 to 30 letters a to z, digits and _, beginning with a letter."),
        )
        .arg(
            Arg::new("name")
                .long("name")
                .value_name("NAME")
                .help("The public name; the handle if none is given."),
        )
        .arg(
            Arg::new("password-stdin")
                .long("password-stdin")
                .action(ArgAction::SetTrue)
                .help("Read the password from the first line of standard input."),
        );
    Command::new("admin").about("The market's operators.").subcommand_required(true).subcommand(create)
}

pub(super) fn create(config: &Config, typed: &ArgMatches) -> Result<ExitCode, Failure> {
    let handle = typed.get_one::<String>("HANDLE").map_or("", String::as_str);
    let name = typed.get_one::<String>("name").map_or(handle, String::as_str);
    let db = super::keep::open(config)?;
    let passwords = wiring::passwords(config, db.clock().seed())?;
    let made_up = kernel::Chance::from_seed(db.clock().seed()).secret();
    let is_given = typed.get_flag("password-stdin");
    let password = if is_given {
        let mut line = String::new();
        stdin().lock().read_line(&mut line)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    } else {
        made_up.reveal().to_owned()
    };
    let created = identity::create_admin(&db, &passwords, handle, name, Password::new(password));
    let outcome = super::runtime()?.block_on(created);
    db.close();
    println!("{} is {handle}", outcome?);
    if !is_given {
        println!("password: {}", made_up.reveal());
    }
    Ok(ExitCode::SUCCESS)
}
